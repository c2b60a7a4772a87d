"""The format ``github``: within what GitHub keeps, worst first, and a summary that holds the rest."""

import re
from pathlib import Path

import pytest

from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.verdict import Verdict
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts import github
from tests.conftest import Alisei, Dataset, stakeholder
from tests.render.verdict import diagnostic, verdict

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
MANY = verdict(
    *(diagnostic(NOTE, f"registry/a-{n:02}.yaml", 1) for n in range(30)),
    *(diagnostic(WARNING, f"registry/b-{n:02}.yaml", line) for n in range(4) for line in (1, 2, 3, 4)),
    *(diagnostic(ERROR, f"registry/c-{n:02}.yaml", line) for n in range(12) for line in (1, 2)),
)


def annotations(of: Verdict) -> list[tuple[str, str, int]]:
    """Kind, file and line of each annotation."""
    found = (re.match(r"::(\w+) file=([^,]+),line=(\d+),", line) for line in github.render(of, Screen()))
    return [(each[1], each[2], int(each[3])) for each in found if each]


def test_ten_of_a_kind_the_worst_first() -> None:
    """GitHub drops the eleventh of a kind: it is never sent."""
    kinds = [kind for kind, _file, _line in annotations(MANY)]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10


def test_one_of_each_file_before_the_second_of_any() -> None:
    """Ten files with an error each get one mark; where there are fewer files, each gets its second before any gets its third."""
    said = annotations(MANY)
    assert said[:10] == [("error", f"registry/c-{n:02}.yaml", 1) for n in range(10)]
    warnings = said[10:20]
    assert warnings[:8] == [("warning", f"registry/b-{n:02}.yaml", line) for line in (1, 2) for n in range(4)]


def test_everything_stands_in_the_log() -> None:
    """What is not annotated is told all the same, and so is what is; the last line counts."""
    lines = [line for line in github.render(MANY, Screen()) if line.startswith("- ")]
    assert len(lines) == len(MANY.diagnostics) + 1
    assert lines[-1] == "- 24 errors, 16 warnings, 30 notes in 46 files"


def test_everything_stands_in_the_summary() -> None:
    """One row for each, the worst first."""
    rows = [line for line in github.summary(MANY) if line.startswith("| registry")]
    assert len(rows) == len(MANY.diagnostics)
    assert [re.search(r"ALI(\d+)", row)[1] for row in rows] == ["201"] * 24 + ["411"] * 16 + ["410"] * 30  # type: ignore[index]


def test_the_summary_is_cut_below_the_limit() -> None:
    """GitHub refuses a summary above 1 MiB: it ends early and says how many are missing."""
    of = verdict(*(diagnostic(ERROR, f"registry/{n}.yaml", 1, "*è" * 100) for n in range(3000)))
    lines = list(github.summary(of))
    assert len("\n".join(lines).encode()) < 1024 * 1024 - 100_000
    shown = sum(line.startswith("| registry") for line in lines)
    assert 500 < shown < 3000
    assert lines[-1] == f"and {3000 - shown:,} more"


def test_nothing_wrong_is_said_too() -> None:
    """A clean run leaves a heading, not an empty page."""
    assert list(github.summary(verdict())) == ["### 0 errors, 0 warnings, 0 notes in 0 files", ""]
    assert list(github.render(verdict(), Screen())) == ["- 0 errors, 0 warnings, 0 notes in 0 files"]


def test_a_mark_over_several_lines_has_no_columns_at_its_end() -> None:
    """GitHub refuses ``endColumn`` where start and end are not on one line."""
    lines = list(github.render(verdict(diagnostic(ERROR, "registry/a.yaml", 2, end_line=4)), Screen()))
    assert lines[0].startswith("::error file=registry/a.yaml,line=2,col=3,endLine=4,title=")


NAMES = [
    "a,line=1::owned.yaml", "a%0A::error::b.yaml", "a\n::error::owned.yaml", "a\r.yaml", "##[error]x.yaml", "::stop-commands::t.yaml",
    "a|b`c`<b>.yaml", "[x](javascript:y).yaml", "\u202egnp.yaml", "a\udc80.yaml", "@octocat #1.yaml",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_names_are_names(name: str) -> None:
    """A hostile file name begins no command, stretches no property, ends no row and is no markup."""
    of = verdict(diagnostic(ERROR, f"registry/{name}", 1, name))
    made = "\n".join(github.render(of, Screen())).split("\n")
    assert [line[:2] for line in made] == ["::", "- ", "- "]
    assert made[0].split(",")[1] == "line=1"
    assert made[0].count("::") == 2 or "%3A%3A" in made[0] or name in made[0].rpartition("::")[0] or "::" in name
    assert not [line for line in made if "##[" in line or not line.isprintable()]
    rows = [line for line in "\n".join(github.summary(of)).split("\n") if line.startswith("| registry")]
    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 4
    assert not re.search(r"(?<!\\)[`<\[]", rows[0].replace("<!-- -->", ""))


def test_the_summary_goes_where_github_says(
    dataset: Dataset, alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is added to the file, after what other steps have written; other formats leave it alone."""
    place = tmp_path / "summary.md"
    place.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(place))
    root = dataset({"registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", "bogus: 1\n")})
    alisei("-C", root, "validate", "--format", "text")
    assert place.read_text() == "before\n"
    outcome = alisei("-C", root, "validate", "--format", "github")
    assert outcome.code == 1
    assert place.read_text().startswith("before\n### 1 error, ")
    assert "| where | what is wrong | what to do |" in place.read_text()


def test_a_place_for_the_summary_that_cannot_be_written(
    dataset: Dataset, alisei: Alisei, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said as a matter of surroundings, after the annotations are out."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/no/such/folder/summary.md")
    root = dataset({"registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", "bogus: 1\n")})
    outcome = alisei("-C", root, "validate", "--format", "github")
    assert outcome.code == 3
    assert outcome.out.startswith("::error ")
    assert "nothing was written" in outcome.err
