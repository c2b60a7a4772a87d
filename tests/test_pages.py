"""The page of a rule is its test: its wrong example gives exactly its code, its right example gives nothing."""

import re
from pathlib import Path

import pytest

from alisei_cli.model.page import Example, parse
from alisei_cli.model.verdict import Verdict
from alisei_cli.pipeline import validate
from alisei_cli.rules import RULES
from tests.conftest import git, make

NO_WRONG_EXAMPLE = {
    "unreadable-file": "no page can take a permission away from root; tests/rules/test_unreadable_file.py does it otherwise"
}


OVERLAY = "overlay/"


def judge(root: Path, files: tuple[Example, ...]) -> Verdict:
    """The verdict over these files, with the overlay if they have one."""
    build(root, files)
    overlay = root.parent / OVERLAY
    return validate(root, overlay=overlay if overlay.exists() else None)


def examples(name: str, heading: str) -> tuple[Example, ...]:
    """The examples under ``Wrong:`` or ``Right:`` of a rule's page."""
    page = parse(RULES.page(name))
    return page.wrong if heading == "Wrong" else page.right


def build(root: Path, files: tuple[Example, ...]) -> Path:
    """Build a dataset with these files.

    ``bytes`` may hold escapes, ``link`` holds its target, ``repeat`` appends its content repeatedly to the file;
    ``tracked`` is a file of a branch, regardless of ``.gitignore``. What is below ``overlay/`` goes into an overlay beside it.
    """
    contents: dict[str, bytes] = {}
    for each in files:
        if each.form != "link":
            text = each.text.encode()
            raw = text.decode("unicode_escape").encode("latin-1") if each.form == "bytes" else text
            contents[each.path] = contents.get(each.path, b"") + raw * each.times
    make(root, contents)
    for each in files:
        if each.form == "link":
            (root / each.path).parent.mkdir(parents=True, exist_ok=True)
            (root / each.path).symlink_to(each.content.strip())
    if any(each.path.startswith(OVERLAY) for each in files):
        (root / OVERLAY).rename(root.parent / OVERLAY)
        if not (root.parent / OVERLAY / "overlay.yaml").exists():
            (root.parent / OVERLAY / "overlay.yaml").write_text("audience: secretariat\nregistry: alisei\n", encoding="utf-8")
    tracked = [each.path for each in files if each.form == "tracked"]
    if tracked:
        git(root, "init", "-q")
        git(root, "add", "-f", "--", *tracked)
        git(root, "commit", "-qm", "tracked")
    return root


@pytest.mark.parametrize("name", [name for name in RULES.names if name not in NO_WRONG_EXAMPLE])
def test_wrong_example_gives_exactly_its_code(name: str, tmp_path: Path) -> None:
    """A contributor who reads the page sees what the tool would say."""
    fences = examples(name, "Wrong")
    assert fences, f"{name}: the page has no wrong example"
    verdict = judge(tmp_path / "d", fences)
    said = {(each.code, each.path, str(each.message)) for each in verdict.diagnostics}
    assert {RULES.load(name).code} == {code for code, _path, _message in said}, said


@pytest.mark.parametrize("name", RULES.names)
def test_right_example_gives_silence(name: str, tmp_path: Path) -> None:
    """What the page recommends is beyond reproach."""
    fences = examples(name, "Right")
    assert fences, f"{name}: the page has no right example"
    verdict = judge(tmp_path / "d", fences)
    assert [(each.code, each.path, str(each.message)) for each in verdict.diagnostics] == []


@pytest.mark.parametrize("name", RULES.names)
def test_page_says_what_and_why(name: str) -> None:
    """Every page has one line that says what is true, and a reason."""
    page = RULES.page(name)
    assert re.match(r"[A-Z`'\"].*\.\n\nWhy: \S", page), page[:200]


def test_codes_are_unique() -> None:
    """No two rules share a code."""
    codes = [RULES.load(name).code for name in RULES.names]
    assert sorted(set(codes)) == sorted(codes)
