"""Small datasets for tests, judged by the repository's own taxonomy and schemas."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from alisei_cli import language

REPOSITORY = Path(__file__).parent.parent
TODAY = "2026-11-23"

Dataset = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test runs in English, on one day, without the machine's own settings."""
    for name in [name for name in os.environ if name.startswith(("ALISEI_", "GIT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ALISEI_TODAY", TODAY)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("ALISEI_LANG", "en")
    language.use("en")
    yield
    language.use("en")


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Make a dataset from paths and contents, beside the real taxonomy and schemas; gives its root."""
    return lambda files: make(tmp_path / "dataset", files)


def make(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A dataset at ``root``: the repository's law, and these files."""
    (root / "registry").mkdir(parents=True)
    shutil.copy(REPOSITORY / "taxonomy.yaml", root)
    shutil.copytree(REPOSITORY / "schema", root / "schema")
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root
