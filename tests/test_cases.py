"""Golden cases: the output of commands for small datasets, byte for byte, in both languages.

A case is a folder below ``tests/cases/`` that has a ``dataset/`` (files beside the project's own taxonomy and schemas), a ``history``
(commits for ``git fast-import``), or neither, which means the frozen sample. ``commands`` (one command line per line, ``# en`` or
``# it`` at its end for one language only) stands in the folder of the case or in one above it; ``expected/<language>/`` holds one file
for each command. ``pytest tests/test_cases.py --accept`` writes what the program prints now.
"""

import hashlib
import re
import shlex
import subprocess
import zipfile
from pathlib import Path

import pytest

from alisei_cli.commands import COMMANDS
from tests.conftest import Alisei, committed, git, make

for _name in COMMANDS.names:  # help is translated from the English that a command is loaded in
    COMMANDS.load(_name)

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "it")
VARIABLE = (
    (re.compile(r"\b[0-9a-f]{40}\b|\b[0-9a-f]{12}\b"), "COMMIT"),
    (re.compile(r"<svg .*?</svg>", re.DOTALL), "<svg/>"),  # widths of letters depend on the fonts of the machine
)
"""Patterns of what changes with the project's own taxonomy and schemas or with the machine."""


def find_cases() -> list[Path]:
    """Every folder with expected output, as a path below ``CASES``."""
    return [folder.parent.relative_to(CASES) for folder in sorted(CASES.rglob("expected"))]


def read_commands(case: Path, language: str) -> list[str]:
    """The command lines of a case in one language."""
    folder = CASES / case
    while not (folder / "commands").exists():
        folder = folder.parent
    lines = (folder / "commands").read_text(encoding="utf-8").splitlines()
    parts = [line.partition(" # ") for line in lines if line and not line.startswith("#")]
    return [command for command, _hash, only in parts if only in ("", language)]


def name_file(command: str) -> str:
    """The name of the file that holds the output of ``command``."""
    return re.sub(r"[^a-z0-9]+", "-", command.lower()).strip("-")[:80] + ".txt"


def build(case: Path, root: Path) -> Path:
    """Build the dataset of a case as a git repository with fixed dates."""
    source = CASES / case / "dataset"
    files = (path for path in sorted(source.rglob("*")) if path.is_file())
    make(root, {path.relative_to(source).as_posix(): path.read_bytes() for path in files})
    committed(root, GIT_COMMITTER_DATE="2023-12-01T12:00:00Z")
    history = CASES / case / "history"
    if history.exists():
        subprocess.run(["git", "-C", root, "fast-import", "--quiet"], input=history.read_bytes(), check=True)
        git(root, "reset", "-q", "--hard", "main")
    return root


def show_file(path: Path) -> str:
    """The content of a written file; of a workbook, the digest of each part."""
    if path.is_dir():
        return "".join(f"--- {each.name}\n{show_file(each)}" for each in sorted(path.iterdir()))
    if path.suffix != ".xlsx":
        return path.read_bytes().decode()
    with zipfile.ZipFile(path) as archive:
        parts = {name: mask(archive.read(name).decode()) for name in archive.namelist()}
    return "".join(f"{hashlib.sha256(text.encode()).hexdigest()[:16]} {name}\n" for name, text in parts.items())


def mask(text: str) -> str:
    """``text`` without what changes with the machine or the project's own files."""
    for pattern, name in VARIABLE:
        text = pattern.sub(name, text)
    return text


def run(alisei: Alisei, command: str, root: Path, output: Path) -> bytes:
    """Exit code, standard output, standard error and the file ``OUT.*`` of a command."""
    words = [word.replace("OUT", str(output)) for word in shlex.split(command)]
    outcome = alisei("-C", root, *words)
    parts = [f"$ alisei {command}", f"exit code {outcome.code}", "", outcome.out]
    if outcome.err:
        parts += ["--- standard error", outcome.err]
    for word in words:
        if word.startswith(str(output)) and Path(word).exists():
            parts += ["--- file", show_file(Path(word))]
    return mask("\n".join(parts).replace(str(output), "OUT").replace(str(root), "ROOT")).encode()


@pytest.fixture(scope="session")
def roots(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> dict[Path, Path]:
    """The dataset of each case, built on first use and never changed."""

    class Roots(dict[Path, Path]):
        def __missing__(self, case: Path) -> Path:
            has_own = any((CASES / case / name).exists() for name in ("dataset", "history"))
            self[case] = build(case, tmp_path_factory.mktemp("case") / "dataset") if has_own else sample
            return self[case]

    return Roots()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", find_cases(), ids=Path.as_posix)
def test_output_is_as_accepted(
    case: Path,
    language: str,
    roots: dict[Path, Path],
    tmp_path: Path,
    alisei: Alisei,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Every byte of output is as accepted."""
    monkeypatch.setenv("ALISEI_LANG", language)
    folder = CASES / case / "expected" / language
    wrong = []
    for number, command in enumerate(read_commands(case, language)):
        found = run(alisei, command, roots[case], tmp_path / f"OUT{number}" / "OUT")
        expected = folder / name_file(command)
        if request.config.getoption("--accept"):
            folder.mkdir(parents=True, exist_ok=True)
            expected.write_bytes(found)
        if not expected.exists() or expected.read_bytes() != found:
            wrong.append((expected, found))
    for expected, found in wrong:
        assert found.decode() == (expected.read_text(encoding="utf-8") if expected.exists() else "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", find_cases(), ids=Path.as_posix)
def test_every_expected_file_belongs_to_a_command(case: Path, language: str) -> None:
    """A command that is gone leaves no expected file behind."""
    wanted = {name_file(command) for command in read_commands(case, language)}
    assert {file.name for file in (CASES / case / "expected" / language).iterdir()} == wanted
