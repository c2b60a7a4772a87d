"""``alisei privacy``: what looks personal, since when, and a plan that erases it and touches nothing."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from alisei_cli.render.tables import FORMATS
from tests.conftest import REPOSITORY, Alisei, Dataset, committed, git, stakeholder

TOSCANA, LAZIO = (f"registry/stakeholders/{region}/alfa-biotech.yaml" for region in ("toscana", "lazio"))
MAILBOX, PHONE, PERSON, ASIDE = "giulia.bianchi@alfa-biotech.it", "333 1234567", "Maria Bianchi", "mario.rossi@alfa-biotech.it"
CODE = "RSSMRA80A01H501U"
MORE = f"""\
contact: {{mailbox: {MAILBOX}}} # or {ASIDE}
description:
  it: >-
    Ricerca sul sangue; scrivere alla dott.ssa
    {PERSON}.
"""
"""Four values that look personal; with the note of the source, five."""


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """A registry of which the second commit names the mailbox elsewhere, and the third moves the entry and clears two values."""
    text = stakeholder("alfa-biotech", MORE).replace("accessed: 2026-11-23", f"accessed: 2026-11-23, note: chiamare il {PHONE}")
    root = committed(
        dataset({TOSCANA: text, LAZIO.replace("alfa", "beta"): stakeholder("beta-biotech", place="region: lazio")}),
        GIT_COMMITTER_DATE="2025-01-10T12:00:00Z",
    )
    git(root, "tag", "-a", "v1", "-m", f"ask {MAILBOX}")
    (root / "NOTES").write_text(f"see {MAILBOX}\n")
    git(root, "add", "-A")
    git(root, "commit", "-qm", f"say {MAILBOX}", GIT_COMMITTER_DATE="2025-02-10T12:00:00Z")
    git(root, "mv", TOSCANA, LAZIO)
    moved = text.replace("toscana", "lazio").replace(MAILBOX, "info@alfa-biotech.it").replace(f", note: chiamare il {PHONE}", "")
    (root / LAZIO).write_text(moved, encoding="utf-8")
    (root / "NOTES").unlink()
    git(root, "add", "-A")
    git(root, "commit", "-qm", "moved", GIT_COMMITTER_DATE="2025-03-10T12:00:00Z")
    return root


def rows(alisei: Alisei, root: Path, *words: str) -> list[dict[str, str]]:
    """The table of an audit."""
    outcome = alisei("-C", root, "privacy", "audit", "--format", "csv", *words)
    assert outcome.code == 0, outcome.err
    return list(csv.DictReader(io.StringIO(outcome.out)))


def test_what_looks_personal_is_listed_with_its_first_commit(root: Path, alisei: Alisei) -> None:
    """By field and rule, with the audience of the field; a value that has moved to another file keeps its day."""
    first = git(root, "rev-list", "--max-parents=0", "HEAD").strip()
    found = rows(alisei, root)
    assert [(each["field"], each["rule"]) for each in found] == [("#", "personal-comment"), ("/description/it", "named-person")]
    assert {(each["path"], each["since"], each["commit"], each["state"]) for each in found} == {
        (LAZIO, "2025-01-10", first[:12], "present")
    }
    assert {each["audience"] for each in found} == {"public"}


def test_what_history_alone_has_is_listed_when_asked(root: Path, alisei: Alisei) -> None:
    """With the day on which it was taken away."""
    gone = [each for each in rows(alisei, root, "--history") if each["state"] == "history"]
    assert [(each["field"], each["rule"], each["since"], each["until"]) for each in gone] == [
        ("/contact/mailbox", "private-mailbox", "2025-01-10", "2025-03-10"),
        ("/sources/0/note", "private-phone", "2025-01-10", "2025-03-10"),
    ]


def test_what_is_not_committed_has_no_first_day(root: Path, alisei: Alisei) -> None:
    """Also of a new kind: the tax code of a person."""
    text = (root / LAZIO).read_text(encoding="utf-8")
    (root / LAZIO).write_text(f"{text}identifiers: {{tax_code: {CODE}}}\n", encoding="utf-8")
    (new,) = (each for each in rows(alisei, root) if each["rule"] == "personal-tax-code")
    assert (new["since"], new["commit"], new["state"]) == ("", "", "present")


def test_the_audience_is_that_of_the_value(root: Path, alisei: Alisei) -> None:
    """Schema, policy, and what the entry itself keeps back."""
    text = (root / LAZIO).read_text(encoding="utf-8").replace("info@alfa-biotech.it", MAILBOX)
    more = "sharing: {members: [/contact/mailbox]}\nnotes: chiamare il 333 7654321\n"
    (root / LAZIO).write_text(text + more, encoding="utf-8")
    found = {each["field"]: each["audience"] for each in rows(alisei, root)}
    assert found == {"#": "public", "/contact/mailbox": "members", "/description/it": "public", "/notes": "secretariat"}


@pytest.mark.parametrize("form", [name for name in FORMATS.names if name != "pdf"])
def test_no_format_tells_a_value_to_the_public(form: str, root: Path, alisei: Alisei, tmp_path: Path) -> None:
    """Nor does standard error, nor any part of a workbook."""
    outcome = alisei("-C", root, "privacy", "audit", "--history", "--format", form, "-o", tmp_path / "out")
    said = unpacked(tmp_path / "out") + outcome.out + outcome.err
    assert "4 rows" in outcome.err
    assert [value for value in (MAILBOX, PHONE, PERSON, ASIDE, "giulia", "1234567", "Bianchi") if value in said] == []


def test_the_narrowest_audience_is_told_the_values(root: Path, alisei: Alisei) -> None:
    """And no audience before it."""
    values = {each["value"] for each in rows(alisei, root, "--history", "--audience", "secretariat")}
    assert {MAILBOX, PHONE, ASIDE} < values
    assert "value" not in rows(alisei, root, "--history", "--audience", "members")[0]


def unpacked(file: Path) -> str:
    """Every byte of a file, and of what a zip archive holds."""
    raw = file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            raw += b"".join(archive.read(name) for name in archive.namelist())
    return raw.decode("utf-8", "replace")


def state(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below ``root``, that of git included."""
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in sorted(root.rglob("*")) if path.is_file()}


PLANS = {
    "field": (["--field", "contact.mailbox"], [MAILBOX]),
    "folded text": (["--field", "/description/it"], [PERSON]),
    "notes of sources": (["--field", "sources.note"], [PHONE]),
    "text": (["--value", f"dott.ssa {PERSON}"], [PERSON]),
    "entry": ([], [PHONE, PERSON, ASIDE]),
}


@pytest.mark.parametrize(("words", "values"), PLANS.values(), ids=PLANS)
def test_a_plan_changes_nothing_and_tells_no_value(words: list[str], values: list[str], root: Path, alisei: Alisei) -> None:
    """Not one file of the repository, git's own included, is touched."""
    before = state(root)
    outcome = alisei("-C", root, "privacy", "erase-plan", "alfa-biotech", *words)
    assert outcome.code == 0, outcome.err
    assert state(root) == before
    assert [value for value in values if value in outcome.out + outcome.err] == []


@pytest.mark.parametrize(
    ("words", "values"),
    [
        pytest.param(*PLANS[name], id=name, marks=[] if name in ("folded text", "entry") else [pytest.mark.weekly])
        for name in PLANS
    ],
)
def test_the_commands_of_a_plan_erase(
    words: list[str], values: list[str], root: Path, alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run as they are printed, on the published repository: no ref leads to a value any more, not even a message or a tag."""
    published = tmp_path / "published.git"
    git(tmp_path, "clone", "-q", "--mirror", root, published)
    program(tmp_path / "bin/git-filter-repo", f'exec {sys.executable} {REPOSITORY / "tests/filter_repo.py"} "$@"')
    program(tmp_path / "bin/alisei", f'exec {sys.executable} -m alisei_cli "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    plan = alisei("-C", root, "privacy", "erase-plan", "alfa-biotech", *words).out
    lines = [line.strip().replace("ADDRESS", str(published)) for line in plan.splitlines() if line.startswith("     ")]
    script = "\n".join(line.replace("TEXT", f"'{words[-1]}'") if words else line for line in lines)
    assert any(value in everything(published) for value in values)
    folder = root if words else tmp_path
    done = subprocess.run(["bash", "-euxc", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "alfa-biotech: no commit holds " in done.stdout
    assert [value for value in values if value in everything(published)] == []


def program(file: Path, line: str) -> None:
    """A program of one line."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{line}\n")
    file.chmod(0o755)


def everything(repository: Path) -> str:
    """All that refs lead to: contents, trees, commits and tags, each line end as a blank."""
    names = git(repository, "rev-list", "--all", "--objects", "--no-object-names")
    tags = git(repository, "for-each-ref", "--format=%(objectname)")
    asked = subprocess.run(["git", "cat-file", "--batch"], cwd=repository, input=f"{names}{tags}".encode(), capture_output=True, check=True)  # fmt: skip
    return " ".join(asked.stdout.decode("utf-8", "replace").split())


def test_what_no_commit_holds_is_said_to_be_so(root: Path, alisei: Alisei) -> None:
    """Of an id, a field and a text."""
    for words in (
        ["no-such-entry"],
        ["alfa-biotech", "--field", "identifiers.vat"],
        ["alfa-biotech", "--value", "nothing of it"],
    ):
        out = alisei("-C", root, "privacy", "erase-plan", *words).out
        assert out.startswith(f"{words[0]}: no commit holds ")
        assert len(out.splitlines()) == 2


def test_a_plan_says_where_to_look(root: Path, alisei: Alisei) -> None:
    """Files, commits, refs and messages, of moved files too."""
    out = alisei("-C", root, "privacy", "erase-plan", "alfa-biotech", "--field", "contact.mailbox").out
    for said in (TOSCANA, "NOTES", "refs/heads/main", "refs/tags/v1", "2025-01-10", "brought in", "2025-03-10", "taken away"):
        assert said in out
    assert "support.github.com" in out
    whole = alisei("-C", root, "privacy", "erase-plan", "alfa-biotech").out
    assert f"--invert-paths --path {LAZIO} --path {TOSCANA}" in whole
    assert "ordinary commit" in whole


def test_values_are_written_for_the_secretariat_and_outside_alone(root: Path, alisei: Alisei, tmp_path: Path) -> None:
    """The file is refused to a lower audience, and within the repository."""
    words = ["-C", root, "privacy", "erase-plan", "alfa-biotech", "--field", "contact.mailbox", "--expressions"]
    assert alisei(*words, tmp_path / "out.txt").code == 2
    assert alisei(*words, root / "out.txt", "--audience", "secretariat").code == 2
    assert not (tmp_path / "out.txt").exists()
    assert not (root / "out.txt").exists()
    assert alisei(*words, tmp_path / "out.txt", "--audience", "secretariat").code == 0
    lines = (tmp_path / "out.txt").read_text().splitlines()
    assert len(lines) == 2  # what it says today is among the values that the field ever had
    assert all(line.startswith("regex:") and line.endswith("==>removed") for line in lines)


def test_a_file_that_git_does_not_take_for_text_is_erased_whole(root: Path, alisei: Alisei) -> None:
    """A replacement would pass it over."""
    (root / "list.bin").write_bytes(b"\0" + MAILBOX.encode())
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a list")
    out = alisei("-C", root, "privacy", "erase-plan", "alfa-biotech", "--field", "contact.mailbox").out
    assert "--invert-paths --path list.bin" in out


@pytest.mark.parametrize(
    "words",
    [
        ["erase-plan"],
        ["erase-plan", "alfa-biotech", "--field", "status", "--value", "active"],
        ["erase-plan", "alfa-biotech", "--value", "it"],
        ["erase-plan", "alfa-biotech", "--history"],
        ["audit", "--field", "website"],
        ["audti"],
    ],
    ids=" ".join,
)
def test_slips_are_told(words: list[str], root: Path, alisei: Alisei) -> None:
    """Exit code 2, and not one word on standard output."""
    outcome = alisei("-C", root, "privacy", *words)
    assert (outcome.code, outcome.out) == (2, "")
