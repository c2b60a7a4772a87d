"""``alisei report statistics``: no count that is kept back can be computed from what everyone can read.

The check knows nothing of how counts are chosen. It reads the tables as published, with the public fields of the entries, and asks an
integer solver for the least and the most that each missing count may be.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alisei_cli.core.ask import Request, ask
from alisei_cli.core.view import view
from alisei_cli.errors import DataError, UsageError
from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.source import Source
from alisei_cli.model.statistics import Published, read_published
from alisei_cli.model.table import Answer
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables import FORMATS
from alisei_cli.reports import REPORTS, _suppress
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import Alisei

LEAST = 5
REGIONS = ("lombardia", "piemonte", "toscana", "sicilia")
TYPES = ("company", "higher-education", "investor-funder")
SECTORS = ("biotech", "medical-devices")
EMPLOYEES = (None, 3, 20, 100, 900)
BODY = st.tuples(st.sampled_from(REGIONS), st.sampled_from(TYPES), st.sampled_from(SECTORS), st.sampled_from(EMPLOYEES))
Body = tuple[str, str, str, int | None]
Place = tuple[str, str | None, str]
"""Table, row and column."""


Make = Callable[[Sequence[Body]], Dataset]


@pytest.fixture(scope="module")
def make(sample: Path) -> Make:
    """A dataset of bodies, under the rules of the sample."""
    return partial(make_entries, load_context(WorkTree(sample)).context)


def make_entries(context: Context, bodies: Sequence[Body]) -> Dataset:
    entries = []
    for number, (region, type_, sector, employees) in enumerate(bodies):
        path = f"registry/stakeholders/{region}/body-{number}.yaml"
        data: dict[str, Any] = {
            "id": f"body-{number}",
            "status": "active",
            "type": type_,
            "sector": {"primary": sector},
            "head_office": {"region": region},
        }
        if employees is not None:
            data["facts"] = {"employees": employees}
        entries.append(Entry(path, "stakeholder", data, Source(path, "", None)))
    return Dataset(tuple(entries), context)


def answer(dataset: Dataset, *earlier: Published, **asked: Any) -> Answer:
    return ask("statistics", REPORTS.load("statistics"), dataset, Request(earlier=earlier, **asked))


def write(found: Answer, form: str = "json") -> str:
    render = FORMATS.load(form).render
    assert render
    return "\n".join(render(found, Screen()))


def read(found: Answer) -> dict[Place, int | None]:
    """Every count of the employees as published, ``None`` if kept back."""
    tables = json.loads(write(found))["tables"]
    return {
        (table["name"], row[0], column["name"]): cell
        for table in tables
        if "employees" in table["name"]
        for row in table["rows"]
        for column, cell in list(zip(table["columns"], row, strict=True))[3:]
    }


def profile(entry: Entry, context: Context) -> tuple[tuple[str, str], ...]:
    """The rows in which everyone knows that the entry counts."""
    region = str(entry.region)
    at = {"area": str(context.area_of(entry)), "region": region, "type": str(entry.get("type"))}
    rows = {**at, "sector": str(entry.get("sector", "primary"))}
    return tuple((f"facts-employees-by-{name}", code) for name, code in rows.items())


def find_narrow(published: Mapping[Place, int | None], dataset: Dataset) -> Iterator[tuple[Place, int, int]]:
    """Each missing count whose range is narrower than is asked, with its least and its most."""
    seen = view(dataset)
    profiles = Counter(profile(entry, dataset.context) for entry in seen.entries)
    columns = list(dict.fromkeys(column for _table, _row, column in published))
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    counts = {(each, column): model.addIntegral(0, n) for each, n in profiles.items() for column in columns}
    for each, n in profiles.items():
        model.addConstr(model.qsum([counts[each, column] for column in columns]) == n)
    sums = {
        (table, row, column): [counts[each, column] for each in profiles if row == "total" or (table, row) in each]
        for table, row, column in published
    }
    assert all(sums.values()), "every row has bodies, as everyone knows them"
    for place, known in published.items():
        if known is not None:
            model.addConstr(model.qsum(sums[place]) == known)
    missing = [place for place, known in published.items() if known is None]
    ends: dict[Place, tuple[int, int]] = {}  # of the solutions found so far, each of which widens many ranges
    for place in missing:
        total = sum(n for each, n in profiles.items() if place[1] == "total" or place[:2] in each)
        for solve in (model.minimize, model.maximize):
            if place not in ends or ends[place][1] - ends[place][0] < min(LEAST, total):
                solve(model.qsum(sums[place]))
                assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
                values = model.getSolution().col_value
                for each in missing:
                    n = round(sum(values[variable.index] for variable in sums[each]))
                    low, high = ends.get(each, (n, n))
                    ends[each] = min(low, n), max(high, n)
        if ends[place][1] - ends[place][0] < min(LEAST, total):
            yield place, *ends[place]


@settings(max_examples=25, deadline=None)
@given(bodies=st.lists(BODY, min_size=1, max_size=70))
def test_no_missing_count_can_be_computed(bodies: list[Body], make: Make) -> None:
    dataset = make(bodies)
    published = read(answer(dataset))
    small = {place: n for place, n in published.items() if n is not None and 0 < n < LEAST and place[2] != "unknown"}
    assert small == {}
    assert list(find_narrow(published, dataset)) == []


@settings(max_examples=10, deadline=None)
@given(old=st.lists(BODY, min_size=30, max_size=70), joined=st.lists(BODY, min_size=1, max_size=6), left=st.integers(1, 6))
def test_no_count_changes_by_a_few_since_a_release(old: list[Body], joined: list[Body], left: int, make: Make) -> None:
    first = answer(make(old))
    dataset = make([*old[left:], *joined])
    published = read(answer(dataset, read_published(write(first), "statistics.json")))
    before = read(first)
    changes = {
        place: (n, was)
        for place, n in published.items()
        if n is not None and (was := before.get(place)) is not None and 0 < abs(n - was) < LEAST and place[2] != "unknown"
    }
    assert changes == {}
    assert list(find_narrow(published, dataset)) == []


SOME: list[Body] = [
    *[("lombardia", "company", "biotech", 3)] * 12,
    *[("lombardia", "company", "medical-devices", 20)] * 9,
    *[("lombardia", "higher-education", "biotech", None)] * 11,
    *[("toscana", "company", "biotech", 3)] * 2,
    *[("toscana", "company", "biotech", 20)] * 8,
    *[("toscana", "higher-education", "medical-devices", None)] * 10,
    *[("sicilia", "company", "medical-devices", 3)] * 7,
    *[("sicilia", "company", "medical-devices", 20)] * 6,
    *[("piemonte", "company", "biotech", 3)] * 9,
]


def test_small_counts_alone_are_not_enough(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check finds what can be subtracted, if only the small counts are kept back."""
    monkeypatch.setattr(_suppress._Worlds, "missing", lambda *_: 0)
    dataset = make(SOME)
    places = {place: ends for place, *ends in find_narrow(read(answer(dataset)), dataset)}
    assert places["facts-employees-by-region", "toscana", "..9"] == [2, 2]


def test_what_is_not_about_few_is_published(make: Make) -> None:
    published = read(answer(make(SOME)))
    assert published["facts-employees-by-region", "total", "..9"] == 30
    assert published["facts-employees-by-region", "total", "unknown"] == 21
    assert published["facts-employees-by-region", "toscana", "..9"] is None
    assert published["facts-employees-by-region", "piemonte", "..9"] is None, "all of the region would be known"
    assert published["facts-employees-by-region", "lombardia", "250.."] == 0
    assert sum(n is not None for n in published.values()) > len(published) / 2


def test_every_audience_gets_the_same(make: Make) -> None:
    dataset = make(SOME)
    assert write(answer(dataset, audience="secretariat")) == write(answer(dataset))


def test_value_that_an_entry_keeps_back_does_not_count(make: Make) -> None:
    dataset = make(SOME)
    for entry in dataset.entries:
        assert isinstance(entry.data, dict)
        entry.data["sharing"] = {"secretariat": ["/facts/employees"]}
    [table, *_others] = answer(dataset).tables
    assert "Nothing is known yet" in " ".join(map(str, table.notes))


def test_conditions_are_refused(make: Make) -> None:
    with pytest.raises(UsageError, match="conditions would give away"):
        answer(make(SOME), wheres=["region=toscana"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "report": "overview", "tables": []}', "[" * 100_000])
def test_earlier_file_must_be_one(text: str) -> None:
    with pytest.raises(DataError, match="earlier statistics"):
        read_published(text, "x.json")


@pytest.mark.parametrize(("form", "mark"), [("text", "·"), ("csv", "·"), ("markdown", "·"), ("json", "null")])
def test_a_missing_count_is_neither_nothing_nor_zero(form: str, mark: str, make: Make) -> None:
    found = answer(make(SOME))
    [line] = (
        [line for line in write(found, form).split("\n") if "oscan" in line or "uscan" in line][:1] if form != "json" else [""]
    )
    shown = line if form != "json" else write(found)
    assert mark in shown


def test_real_answer_says_that_nothing_is_known(sample: Path, alisei: Alisei) -> None:
    run = alisei("-C", sample, "report", "statistics")
    assert run.code == 0, run.err
    assert "Nothing is known yet" in run.out
