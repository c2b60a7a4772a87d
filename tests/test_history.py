"""The past is read as it was: totals of any day are those of a checkout at that day, and every change has its cause."""

import json
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from alisei_cli.core.ask import Request, ask
from alisei_cli.model.table import Answer, Table
from alisei_cli.reports import REPORTS
from alisei_cli.reports._axes import axis
from alisei_cli.reports._change import CAUSES
from alisei_cli.store import history
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import Alisei, committed, git, make, stakeholder
from tests.history import History

ENTRIES, COMMITS = 2000, 200
EVERY = 20
"""At each so manieth commit the whole of the tool reads the checkout too; at the others a reader of a few lines does."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with moves, mergers, deletions, another taxonomy from one day on, and another schema."""
    made = tmp_path_factory.mktemp("past") / "data"
    History(made, ENTRIES, COMMITS)
    return made


def answer(name: str, root: Path, when: str | None = None, **choices: str) -> Answer:
    dataset, past = history.load_at(root, when) if when else (load_dataset(root), history.past(root))
    times = choices.pop("times", "").split()
    return ask(name, REPORTS.load(name), dataset, Request(choices=choices, times=times), past)


def table(answer: Answer, name: str) -> Table:
    return next(each for each in answer.tables if each.name == name)


def counts(found: Table, label: str, value: str) -> dict[Any, Any]:
    at = [column.name for column in found.columns]
    return {row[at.index(label)]: row[at.index(value)] for row in found.rows}


@cache
def parsed(raw: bytes) -> Any:
    return yaml.load(raw, yaml.CSafeLoader)


def by_hand(root: Path) -> dict[str, Counter[str | None]]:
    """Active stakeholders by region, primary sector and type (first level), counted from the files on the disk."""
    facets = parsed((root / "taxonomy.yaml").read_bytes())["facets"]
    found: dict[str, Counter[str | None]] = {"region": Counter(), "sector": Counter(), "type": Counter()}
    for file in (root / "registry/stakeholders").glob("*/*.yaml"):
        data = parsed(file.read_bytes())
        if data["status"] == "active":
            found["region"][data["head_office"]["region"]] += 1
            found["sector"][top(data.get("sector", {}).get("primary"), facets["sector"]["terms"])] += 1
            found["type"][top(data["type"], facets["stakeholder-type"]["terms"])] += 1
    return found


def top(code: str | None, terms: Any) -> str | None:
    """The term of the first level above ``code``."""
    return top(terms[code]["parent"], terms) if code and terms[code].get("parent") else code


@pytest.mark.parametrize("step", [10, pytest.param(1, marks=pytest.mark.weekly)])
def test_totals_of_any_commit_are_those_of_a_checkout(
    step: int, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each commit: by region, by sector, by type rolled up under the taxonomy of the time; and now and then whole reports, word for word."""
    past = history.past(root)
    commits = past.commits()
    assert len(commits) == COMMITS
    there = tmp_path / "checkout"
    git(tmp_path, "clone", "-q", str(root), str(there))
    for number, moment in list(enumerate(commits))[::step]:
        dataset = past.at(moment.commit)
        assert dataset.unreadable == ()
        git(there, "checkout", "-q", moment.commit)
        wanted = by_hand(there)
        active = [entry for entry in dataset.entries if entry.data["status"] == "active"]
        for name, found in wanted.items():
            of = axis(name, dataset.context).of
            assert Counter(value for entry in active for value in of(entry) or (None,)) == found, (number, name)
        if number % EVERY == 0:
            monkeypatch.setenv("ALISEI_TODAY", moment.date.isoformat())
            for name in ("overview", "quality"):
                read = ask(name, REPORTS.load(name), load_dataset(there), Request())
                then = ask(name, REPORTS.load(name), dataset, Request())
                assert read.tables == then.tables
                assert (read.commit, read.taxonomy) == (then.commit, then.taxonomy)
            monkeypatch.delenv("ALISEI_TODAY")


@pytest.mark.parametrize(("by", "every"), [("sector", "month"), ("type", "commit"), ("region", "month"), ("technology", "month")])
def test_the_bridge_holds_at_every_step(by: str, every: str, root: Path) -> None:
    """Every row of the trend: the entries before and all the causes make the entries after; the last row is the present."""
    found = answer("trend", root, by=by, every=every)
    before: Counter[Any] = Counter()
    causes: Counter[str] = Counter()
    total = table(found, "total")
    place = {column.name: index for index, column in enumerate(total.columns)}
    entries = None
    for row in total.rows:
        steps = [row[place[cause]] for cause in ("joined", "left", "merged")]
        assert entries is None or row[place["entries"]] == entries + sum(steps)
        entries = row[place["entries"]]
    detail = next(each for each in found.tables if each.name.startswith("by-"))
    place = {column.name: index for index, column in enumerate(detail.columns)}
    first = detail.rows[0][place["period"]]
    known = [cause for cause in CAUSES if cause in place]
    for row in detail.rows:
        steps = [row[place[cause]] for cause in known]
        assert row[place["period"]] == first or row[place["entries"]] == before[row[place["value"]]] + sum(steps), row
        before[row[place["value"]]] = row[place["entries"]]
        causes.update({cause: abs(step) for cause, step in zip(known, steps, strict=True)})
    wanted = {"joined", "left", "merged"} | ({"moved"} if by == "region" else {"reclassified"})
    wanted |= {"taxonomy"} if by in ("type", "technology") else set()
    assert wanted <= {cause for cause, n in causes.items() if n}, by
    assert not (by == "region" and causes["taxonomy"] + causes["reclassified"])


def test_the_taxonomy_is_no_growth(root: Path) -> None:
    """At the commit that gives ``irccs`` another place, what counts elsewhere is told as the taxonomy's doing."""
    commits = history.past(root).commits()
    before, after = (commits[COMMITS // 3 + step].commit for step in (-1, 0))
    by_type = table(answer("compare", root, by="type", times=f"{before} {after}"), "by-stakeholder-type")
    moved = counts(by_type, "value", "taxonomy")
    assert moved["irccs"] > 0
    assert moved["healthcare-organisation"] == -moved["irccs"]
    relabelled = table(answer("compare", root, by="technology", level="leaves", times=f"{before} {after}"), "by-technology")
    assert counts(relabelled, "value", "taxonomy")["stem-cells-regenerative"] > 0


def test_a_move_is_no_leaving_where_a_place_was_chosen(root: Path, alisei: Alisei) -> None:
    """Who goes from the region that was asked about to another has moved, and each row still adds up."""
    for words in (("compare", "2024-03", "2024-09"), ("trend", "--every", "month")):
        run = alisei("-C", root, "report", *words, "--by", "region", "--where", "region=toscana", "--format", "json")
        tables = [each for each in json.loads(run.out)["tables"] if each["name"] != "joined-by-source"]
        for found in tables[:2]:
            at = [column["name"] for column in found["columns"]]
            if "moved" in at:
                assert any(row[at.index("moved")] for row in found["rows"])
                first = at.index("before") if "before" in at else at.index("entries")
                before = None
                for row in found["rows"]:
                    steps = sum(row[at.index(cause)] for cause in CAUSES if cause in at)
                    if "before" in at:
                        assert row[first] + steps == row[at.index("after")]
                    else:
                        assert before is None or before + steps == row[first]
                        before = row[first]
            else:
                rows = {row[0]: row[2] for row in found["rows"]}
                assert rows["moved"]
                assert rows["before"] + sum(rows[cause] for cause in CAUSES) == rows["after"]


def test_a_day_is_the_last_commit_up_to_its_end(root: Path) -> None:
    """A day, a month, a year; before the beginning there is nothing, and that is said."""
    commits = history.past(root).commits()
    for when in ("2024-01-09", "2024-02", "2024"):
        dataset, past = history.load_at(root, when)
        end = {"2024-02": "2024-02-29", "2024": "2024-12-31"}.get(when, when)
        assert dataset.commit == [moment for moment in commits if moment.date.isoformat() <= end][-1].commit
        assert dataset.as_of == when
        assert past.commits()[-1].commit == dataset.commit


def test_as_of_is_on_every_report_and_export(root: Path, alisei: Alisei) -> None:
    """``--as-of`` answers of that day, and says so."""
    for name in REPORTS.names:
        if not REPORTS.load(name).times:
            run = alisei("-C", root, "report", name, "--as-of", "2024-02-10", "--format", "json")
            assert run.code == 0, run.err
            assert json.loads(run.out)["as_of"] == "2024-02-10"
    run = alisei("-C", root, "export", "json", "--as-of", "2024-02-10")
    exported = json.loads(run.out)
    assert (exported["as_of"], exported["dirty"]) == ("2024-02-10", False)
    assert len(exported["entries"]) == len(history.load_at(root, "2024-02-10")[0].entries)


def test_a_day_may_be_told_from_today(root: Path, alisei: Alisei) -> None:
    """The answer gives the date; before the first day there is none."""
    assert json.loads(alisei("-C", root, "report", "--as-of", "un anno fa", "--format", "json").out)["as_of"] == "2025-11-23"
    run = alisei("-C", root, "search", "alfa", "--as-of", "9 years ago")
    assert (run.code, run.out) == (2, "")
    assert "there was no registry at 2017-11-23" in run.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "--as-of", "2019"), "there was no registry at 2019"),
        (("report", "--as-of", "2024-02-31"), "2024-02-31 is not a date"),
        (("report", "--as-of", "v9"), '"v9" is neither a date nor a commit of this registry'),
        (("report", "--as-of", "tempo fa"), "1 year ago"),
        (("report", "compare", "HEAD"), "wants two dates or revisions"),
        (("report", "overview", "HEAD"), "takes nothing after its name"),
        (("report", "trend", "--every", "week"), "week is not a period"),
        (("report", "trend", "--rows", "sector"), "has no option --rows"),
        (("report", "--audience", "everybody"), "no audience called everybody"),
        (("report", "--as-of", "31/12/2024"), "Write 2024-12-31."),
        (("report", "--as-of", "2999"), "2999 is in the future"),
        (("report", "-o", "report.doc"), "no format ends in .doc"),
        (("export", "csv", "-o", "data.xlsx"), "csv is not written into a file that ends in .xlsx"),
        (("report", "--format", "xlsx"), "Name a file to write it to"),
    ],
)
def test_what_cannot_be_asked(words: tuple[str, ...], said: str, root: Path, alisei: Alisei) -> None:
    """A clear error with what to write instead."""
    run = alisei("-C", root, *words)
    assert run.code in (2, 3)
    assert said in run.err
    assert run.out == ""


def test_a_shallow_clone_says_what_to_do(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    """What is older than the clone would look new: no answer is better than a wrong one."""
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "clone"))
    for words in (("trend",), ("compare", "2024-02", "HEAD"), ("overview", "--as-of", "2024-02")):
        run = alisei("-C", tmp_path / "clone", "report", *words)
        assert run.code == 3
        assert "git fetch --unshallow" in run.err
    assert alisei("-C", tmp_path / "clone", "report").code == 0


def test_what_cannot_be_read_any_more_is_counted_and_named(tmp_path: Path, alisei: Alisei) -> None:
    """Broken entries, a broken schema, a broken taxonomy of earlier days stop nothing."""
    path = "registry/stakeholders/toscana/{}.yaml"
    good = {path.format(name): stakeholder(name) for name in ("alfa-biotech", "beta-biotech")}
    root = committed(make(tmp_path / "data", {**good, path.format("gamma-biotech"): "a: [\n", "registry/stakeholders/x.txt": ""}))
    (root / "schema/stakeholder.schema.json").write_text("{")
    (root / "taxonomy.yaml").write_text("- nothing\n")
    git(root, "commit", "-qam", "broken")
    git(root, "checkout", "-q", "HEAD~1", "--", "schema", "taxonomy.yaml")
    (root / path.format("gamma-biotech")).write_text(stakeholder("gamma-biotech"))
    (root / "registry/stakeholders/x.txt").unlink()
    git(root, "add", "-A")
    git(root, "commit", "-qm", "whole")
    for when in ("HEAD~1", "HEAD~2"):
        run = alisei("-C", root, "report", "--as-of", when, "--table", "by-kind")
        assert run.code == 0
        assert "2 entries" in run.out
        said = " ".join(run.out.split())
        assert "2 files cannot be read and are not counted: registry/stakeholders/toscana/gamma-biotech.yaml" in said
        assert ("The taxonomy of that time cannot be read" in run.out) == (when == "HEAD~1")
        assert ("A schema of that time has an error" in run.out) == (when == "HEAD~1")
    trend = alisei("-C", root, "report", "trend", "--every", "commit", "--format", "json")
    assert [row[3] for row in json.loads(trend.out)["tables"][0]["rows"]] == [2, 2, 3]
    assert "2 files could not be read at some time" in trend.out


def test_the_policy_of_today_decides_on_yesterday(tmp_path: Path, alisei: Alisei) -> None:
    """A field that has been withdrawn from the public is not shown through an old date, in any report or export."""
    more = "contact: {mailbox: segreteto@example.org}\n"
    root = committed(
        make(tmp_path / "data", {"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech", more)})
    )
    for name in ("csv", "json"):
        assert "segreteto" in alisei("-C", root, "export", name, "--as-of", "HEAD").out
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {members: [contact]}\n")
    for name in ("csv", "json"):
        assert "segreteto" not in alisei("-C", root, "export", name, "--as-of", "HEAD").out
        assert "segreteto" in alisei("-C", root, "export", name, "--as-of", "HEAD", "--audience", "members").out
    for name in REPORTS.names:
        times = ["HEAD", "HEAD"] if REPORTS.load(name).times else []
        assert "segreteto" not in alisei("-C", root, "report", name, *times).out


def test_the_question_of_the_ministry(root: Path, alisei: Alisei) -> None:
    """How many in the South, and how many before: one command, which says what was not known."""
    where = ("--where", "technology=stem-cells-regenerative", "--where", "area=mezzogiorno")
    run = alisei("-C", root, "report", "compare", "2024-01-05", "2024-06", *where)
    assert run.code == 0
    assert "this is not known of them: Technology" in " ".join(run.out.split())
    assert "2024-01-05: commit " in run.out


DATES = ("-5 +0000", "abc", "", "253402300800 +0000", "99999999999999999999999 +0000", "99999999999 +0000", "4102444800 +0000")
"""What a hostile commit may give as its date; the last is of the year 2100."""


@pytest.mark.parametrize("date", DATES)
def test_a_hostile_past_is_read_all_the_same(date: str, tmp_path: Path, alisei: Alisei) -> None:
    """Dates that are none or still to come, file names that look like records, objects that replace others: answered, in no time."""
    path = "registry/stakeholders/toscana/{}.yaml"
    root = committed(make(tmp_path / "data", {path.format("alfa-biotech"): stakeholder("alfa-biotech")}))
    for odd in ("a\ncommit 946684800", "a\n\x01999999999999999999", "commit ²"):
        (root / path.format(odd)).write_text("")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "odd names")
    git(
        root,
        "rm",
        "-q",
        "--ignore-unmatch",
        *(path.format(odd) for odd in ("a\ncommit 946684800", "a\n\x01999999999999999999", "commit ²")),
    )
    git(root, "commit", "-qm", "no odd names")
    head = git(root, "cat-file", "commit", "HEAD")
    raw = re.sub(r"(?m)^committer .*$", f"committer X <x@example.org> {date}", head)
    made = tmp_path / "commit"
    made.write_text(raw)
    sign = git(root, "hash-object", "--literally", "-t", "commit", "-w", str(made)).strip()
    git(root, "update-ref", "HEAD", sign)
    for words in (
        ("trend",),
        ("freshness",),
        ("compare", "HEAD", "HEAD"),
        ("overview", "--as-of", "HEAD"),
        ("overview", "--as-of", "2026"),
    ):
        run = alisei("-C", root, "report", *words)
        assert run.code in (0, 2), run.err
        assert len(run.out) < 20_000 if words[0] != "trend" else len(run.out.splitlines()) < 3000
    empty = git(root, "commit-tree", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "-m", "nothing").strip()
    git(root, "replace", sign, empty)
    assert "1 entry" in alisei("-C", root, "report", "--as-of", "HEAD", "--table", "by-kind").out
    for revision in ("^HEAD", "HEAD:taxonomy.yaml", "--all", ""):
        assert alisei("-C", root, "report", "--as-of", revision).code in (2, 3)


def test_the_law_of_today_is_opened_with_care(tmp_path: Path, alisei: Alisei) -> None:
    """A link or a folder in its place is not followed when going back in time either."""
    root = committed(make(tmp_path / "data", {"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech")}))
    for name in ("taxonomy.yaml", "schema/policy.yaml", "schema/policy.schema.json"):
        kept = (root / name).read_bytes()
        for spoil in (lambda place: place.symlink_to("/dev/zero"), lambda place: place.mkdir(), os.mkfifo, lambda place: None):
            (root / name).unlink()
            spoil(root / name)
            assert alisei("-C", root, "report", "--as-of", "HEAD").code in (0, 1, 3)
            if (root / name).is_dir():
                (root / name).rmdir()
            elif os.path.lexists(root / name):
                (root / name).unlink()
            (root / name).write_bytes(kept)
