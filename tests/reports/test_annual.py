"""The annual report: chapters from the other reports, cut to what can be read, and how to make it again."""

import json
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.reports import REPORTS
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import Alisei, Dataset, committed, git, stakeholder


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Twenty companies in two regions and an institute whose region nobody knows, in git."""
    regions = ["toscana", "lazio"]
    files: dict[str, str | bytes] = {
        f"registry/stakeholders/{regions[n % 2]}/alfa-{n}.yaml": stakeholder(
            f"alfa-{n}", "sector: {primary: pharma}\nmembership: {status: member}\n", place=f"region: {regions[n % 2]}"
        )
        for n in range(20)
    }
    files["registry/stakeholders/italia/beta.yaml"] = stakeholder(
        "beta", type="irccs", place="municipality: Roma"
    ).replace("municipality: Roma, ", "")  # fmt: skip
    return committed(dataset(files))


def told(alisei: Alisei, root: Path, *words: str) -> dict[str, Any]:
    """The report as JSON."""
    outcome = alisei("-C", root, "report", "annual", "--format", "json", *words)
    assert (outcome.code, outcome.err) == (0, "")
    said: dict[str, Any] = json.loads(outcome.out)
    return said


def table(said: dict[str, Any], name: str) -> dict[str, Any]:
    """One of its tables."""
    found: dict[str, Any] = next(each for each in said["tables"] if each["name"] == name)
    return found


def test_key_figures_come_first_and_method_last(root: Path, alisei: Alisei) -> None:
    """Then the other reports that are on the shelf; no two tables share a name."""
    names = [each["name"] for each in told(alisei, root)["tables"]]
    assert names[0] == "figures"
    assert names[-3:] == ["edition", "method", "reproduce"]
    assert {"by-type", "by-region", "by-sector", "cells", "completeness", "total"} <= set(names)
    assert len(names) == len(set(names))


def test_figures_count_active_stakeholders(root: Path, alisei: Alisei) -> None:
    """By what they are, where they are, and whether they are members."""
    figures = {row[0]: row[2] for row in table(told(alisei, root), "figures")["rows"]}
    assert figures == {
        "active": 21, "company": 20, "healthcare-organisation": 1, "regions": 2, "members": 20, "confirmed": 0,
    }  # fmt: skip


def test_long_lists_are_cut_and_say_how_to_see_the_rest(root: Path, alisei: Alisei) -> None:
    """A table of another report is the same, but for its end."""
    said = told(alisei, root)
    for name in REPORTS.names:
        for each in said["tables"]:
            more = [note for note in each["notes"] if note.startswith("and ") and f"alisei report {name} " in note]
            assert all("more row" in note for note in more)
    assert max(len(each["rows"]) for each in said["tables"] if each["name"] != "cells") <= 41


def test_it_says_how_to_make_it_again(root: Path, alisei: Alisei) -> None:
    """The commit, the day, the version of the tool; and whether files differ from the commit."""
    commit = git(root, "rev-parse", "HEAD").strip()
    said = told(alisei, root)
    edition = {row[0]: row[2] for row in table(said, "edition")["rows"]}
    version = load_context(WorkTree(root)).context.taxonomy.version
    assert (edition["commit"], edition["taxonomy"], edition["today"]) == (commit, version, "2026-11-23")
    commands = [row[2] for row in table(said, "reproduce")["rows"]]
    assert commands[0] == f"git checkout {commit}"
    assert commands[-1].startswith("ALISEI_TODAY=2026-11-23 ")
    with (root / "registry/stakeholders/lazio/alfa-1.yaml").open("a") as file:
        file.write("# una nota\n")
    said = told(alisei, root)
    assert "with changes not committed" in {row[0]: row[2] for row in table(said, "edition")["rows"]}["commit"]
    assert any(note.startswith("Files differ from the commit") for note in table(said, "reproduce")["notes"])


def test_some_of_the_entries_and_another_day(root: Path, alisei: Alisei) -> None:
    """--where and --as-of work as everywhere, and are told."""
    said = told(alisei, root, "--where", "region=lazio")
    assert table(said, "figures")["rows"][0][2] == 10
    assert "Only entries with region=lazio." in table(said, "reproduce")["notes"]
    said = told(alisei, root, "--as-of", "HEAD")
    assert table(said, "edition")["rows"][0][2] == "HEAD"


def test_a_report_that_cannot_answer_is_named(dataset: Dataset, alisei: Alisei) -> None:
    """Outside git there is no past: the rest is told all the same."""
    root = dataset({"registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa")})
    said = told(alisei, root)
    assert any("The report trend is left out" in note for note in table(said, "method")["notes"])
    assert "total" not in [each["name"] for each in said["tables"]]
    assert [row[0] for row in table(said, "reproduce")["rows"]] == [1, 2, 3, 4]


def test_an_empty_registry(dataset: Dataset, alisei: Alisei) -> None:
    """Nothing is counted, and that is said."""
    root = dataset({})
    assert table(told(alisei, root), "figures")["rows"][0][2] == 0
    outcome = alisei("-C", root, "report", "annual", "--format", "html")
    assert (outcome.code, outcome.err) == (0, "")


def test_a_first_period_and_regions_of_zeros_are_kept_short(root: Path, alisei: Alisei) -> None:
    """A sentence in place of columns that say 0; with a second period they are back."""
    total = table(told(alisei, root), "total")
    assert [column["name"] for column in total["columns"]] == ["period", "day", "commit", "entries"]
    assert [row[3] for row in total["rows"]] == [21]
    assert ["This is the first period" in note for note in total["notes"]] == [True]
    due = table(told(alisei, root), "freshness-by-region")
    assert due["rows"] == []
    assert "3 rows with nothing but zeros are left out: alisei report freshness --table by-region" in due["notes"]
    git(root, "commit", "-q", "--amend", "--no-edit", GIT_COMMITTER_DATE="2025-03-01T12:00:00Z")
    git(root, "rm", "-q", "registry/stakeholders/toscana/alfa-0.yaml")
    git(root, "commit", "-q", "-m", "later")
    assert "joined" in [column["name"] for column in table(told(alisei, root), "total")["columns"]]
