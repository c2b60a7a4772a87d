"""Small datasets for tests, judged by the repository's own taxonomy and schemas."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from alisei_cli import language
from alisei_cli.cli import main

REPOSITORY = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "sample"
"""Entries frozen on the day of ``TODAY``.

Only ``tests/test_registry.py`` reads ``registry/``, which members change.
"""
TODAY = "2026-11-23"
READS_REGISTRY = pytest.mark.reads_registry
"""Marker of the tests that may read the registry."""

Dataset = Callable[[Mapping[str, str | bytes]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept`` writes the expected output of the golden cases anew."""
    parser.addoption("--accept", action="store_true", help="accept the output of the golden cases as it is now")


def pytest_configure() -> None:
    """Reset SIGINT for child processes.

    A shell that starts the tests in the background ignores it.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that an inner loop, or each change, leaves out.

    ``tests/data/slow.txt`` names tests; ``tests/data/sampled.txt`` names tests with many parameters, and a number: every so many
    of them run with each change, the others weekly.
    """
    slow = set((REPOSITORY / "tests/data/slow.txt").read_text(encoding="utf-8").split())
    lines = (REPOSITORY / "tests/data/sampled.txt").read_text(encoding="utf-8").splitlines()
    sampled = {name: int(step) for name, step in map(str.split, lines)}
    seen: Counter[str] = Counter()
    for item in items:
        name = item.nodeid.partition("[")[0]
        if name in slow:
            item.add_marker(pytest.mark.slow)
        if name in sampled:
            if seen[name] % sampled[name]:
                item.add_marker(pytest.mark.weekly)
            seen[name] += 1


_REGISTRY = str(REPOSITORY / "registry")
_read_in_registry: list[str] = []
"""Paths in ``registry/`` opened by this process during the test."""


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("open", "os.scandir", "os.listdir") and isinstance(arguments[0], (str, os.PathLike)):
        place = os.fsdecode(arguments[0])
        if place.startswith(_REGISTRY):
            _read_in_registry.append(place)


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _no_registry(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail any test that depends on the current registry.

    Members change it, and no change of an entry may break a test of the tool.
    """
    _read_in_registry.clear()
    yield
    if not request.node.get_closest_marker(READS_REGISTRY.name):
        assert _read_in_registry == [], "this test reads the registry itself; take the fixture `sample`"


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every test runs in English, on one day, without the machine's own settings."""
    for name in [name for name in os.environ if name.startswith(("ALISEI_", "GIT_")) or name in ("COLUMNS", "LINES")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ALISEI_TODAY", TODAY)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
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
    shutil.copytree(
        REPOSITORY / "schema", root / "schema", ignore=shutil.ignore_patterns("not-duplicates.yaml", "registers.yaml")
    )
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a read-only dataset of some hundred real entries, committed once."""
    files = {path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in sorted((SAMPLE / "registry").rglob("*.yaml"))}
    return committed(make(tmp_path_factory.mktemp("sample") / "dataset", files), GIT_COMMITTER_DATE="2026-11-20T12:00:00Z")


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line came to."""

    code: int
    out: str
    err: str


Alisei = Callable[..., Outcome]


@pytest.fixture
def alisei(capsys: pytest.CaptureFixture[str]) -> Alisei:
    """Run ``alisei`` with these words in this process; gives exit code, standard output and standard error."""

    def run(*words: object) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return Outcome(int(end.value.code or 0), said.out, said.err)

    return run


Terminal = Callable[..., None]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Simulate a terminal of a given size, without colours."""

    def show(columns: int, lines: int = 1_000_000) -> None:
        monkeypatch.setattr("alisei_cli.cli.is_terminal", lambda stream: True)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("LINES", str(lines))

    return show


def stakeholder(id: str, more: str = "", *, name: str = "", type: str = "company", place: str = "region: toscana") -> str:
    """The text of a stakeholder beyond reproach; ``more`` is put between its place and its sources."""
    named = name or id.replace("-", " ").title()
    return (
        "# yaml-language-server: $schema=../../../schema/stakeholder.schema.json\n"
        f"id: {id}\nstatus: active\nnames:\n  - {{value: {named}, kind: display}}\n"
        f"type: {type}\nhead_office: {{{place}, country: IT}}\n{more}"
        f"sources:\n  - {{url: https://www.{id}.it, accessed: 2026-11-23}}\n"
    )


def git(root: Path, *words: str, **environment: str) -> str:
    """What git says, run at ``root`` by nobody in particular."""
    author = ["-c", "user.name=Nessuno", "-c", "user.email=nessuno@istitutorossi.it", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *author, *words], cwd=root, capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return done.stdout


def committed(root: Path, **environment: str) -> Path:
    """The dataset at ``root`` as a git repository with one commit."""
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "all", **environment)
    return root
