"""The pages for adopters: every command and file on them is run in a folder of its own."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Alisei

PAGES = {"en": "docs/adopt.md", "it": "docs/adottare.md"}
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(page: str) -> list[tuple[str, str, str]]:
    """Language, file and content of every fenced block of a page."""
    return FENCE.findall((REPOSITORY / page).read_text(encoding="utf-8"))


def apply(file: Path, change: str) -> None:
    """Replace the lines of a change by what they become; they stand in the file exactly once."""
    lines = change.splitlines(keepends=True)
    before, after = ("".join(line[1:] for line in lines if line[0] in f" {sign}") for sign in "-+")
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file.name} has not exactly once:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def run(alisei: Alisei, script: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """What the commands of a block print, one after the other."""
    for line in script.splitlines():
        words = shlex.split(line)
        if words[0] == "alisei":
            yield alisei(*words[1:]).out
        elif words[0] == "cd":
            monkeypatch.chdir(words[1])
        else:
            subprocess.run(words, check=True, capture_output=True)


@pytest.mark.parametrize("language", PAGES)
def test_the_page_can_be_followed(alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """Commands print what stands below them; at the end the registry is clean."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "test")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "test@example.org")
    monkeypatch.setenv("ALISEI_LANG", language)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    printed = ""
    for kind, file, content in blocks(PAGES[language]):
        if kind == "sh":
            printed = "".join(run(alisei, content, monkeypatch))
        elif kind == "text":
            assert content in printed, printed
        elif kind == "diff":
            apply(Path(file), content)
        else:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(content, encoding="utf-8")
    assert alisei("validate").code == 0
    assert alisei("schema", "--check").code == 0
    assert alisei("forms", "--check").code == 0


def test_both_pages_show_the_same() -> None:
    """The Italian page has the same commands and files; only what the tool prints differs."""
    shown = [[block for block in blocks(page) if block[0] != "text"] for page in PAGES.values()]
    assert shown[0] == shown[1]
