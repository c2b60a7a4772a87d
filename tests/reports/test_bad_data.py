"""Reports count what can be read; data of the wrong kind are not known, and no traceback."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from alisei_cli.core.view import view
from alisei_cli.exports import EXPORTS
from alisei_cli.language import Labels, Text
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.model.history import History
from alisei_cli.model.source import Source
from alisei_cli.reports import REPORTS
from alisei_cli.reports._contract import Question
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY

OWN = [name for name in REPORTS.names if name not in ("annual", "compare", "trend")]
WRONG: tuple[Any, ...] = (None, 3, 2.5, True, "", "x", [], {}, [None], [[]], [3], ["x"], [{}], {"x": []}, [{"id": []}])
FULL: dict[str, Any] = {
    "id": "alfa",
    "status": "active",
    "names": [{"value": "Alfa", "kind": "display"}],
    "type": "company",
    "membership": {"status": "member", "since": "2013", "until": "2014", "constituency": "territorial"},
    "head_office": {"municipality": "Siena", "province": "SI", "region": "toscana", "country": "IT"},
    "website": "https://alfa.it",
    "facts": {"size": "small"},
    "sector": {"primary": "pharma", "secondary": ["biotech"]},
    "technologies": ["robotics"],
    "offers": [{"id": "o", "kind": "laboratory-access", "expires": "2020"}],
    "needs": [{"id": "n", "kind": "laboratory-access", "expires": "2020"}],
    "relations": [{"kind": "related", "target": "beta", "since": "2020"}],
    "contact": {"mailbox": "info@alfa.it", "form": "https://alfa.it"},
    "maintainers": [{"github": "anna", "id": 1}],
    "verified": {"on": "2020", "by": "organisation"},
    "sources": [{"url": "https://alfa.it", "accessed": "2020"}],
    "coordinators": [{"id": "alfa", "from": "2020"}],
    "members": [{"id": "alfa"}],
    "organiser": {"id": "alfa"},
    "participants": [{"id": "alfa"}],
    "groups": ["alfa"],
}


def spoilt(data: Any, wrong: Any) -> Iterator[Any]:
    """``data`` with one of its parts, at any depth, replaced by ``wrong``."""
    yield wrong
    if isinstance(data, dict):
        for key, value in data.items():
            for each in spoilt(value, wrong):
                yield {**data, key: each}
    elif isinstance(data, list):
        for number, value in enumerate(data):
            for each in spoilt(value, wrong):
                yield [*data[:number], each, *data[number + 1 :]]


@pytest.fixture(scope="module")
def context() -> Any:
    """The repository's own law."""
    return load_context(WorkTree(REPOSITORY)).context


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_nothing_in_an_entry_stops_a_report(wrong: Any, context: Any) -> None:
    """Every part of an entry in turn is of the wrong kind, in a registry of all kinds of entries."""
    past = History(lambda: (), pytest.fail, lambda: {"p": datetime.date(2020, 1, 1)})
    entries = []
    for number, data in enumerate(each for each in spoilt(FULL, wrong) if isinstance(each, dict)):
        for kind in ("stakeholder", "group", "event"):
            entries.append(Entry(f"{kind}/{number}", kind, data, Source("p", "", None)))
    dataset = view(Dataset(tuple(entries), context), "secretariat")
    for name in OWN:
        for table in REPORTS.load(name).build(Question(dataset, REPORTS.load(name).defaults, past)):
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert all(cell is None or isinstance(cell, (str, int, float, Text, Labels)) for row in table.rows for cell in row)
            assert all(map(str, table.notes))
    for facet in ("size", "type", "value-chain", "collaboration", "trl"):
        for name, choice in (("matrix", "rows"), ("coverage", "facet"), ("specialisation", "by")):
            report = REPORTS.load(name)
            assert report.build(Question(dataset, {**report.defaults, choice: facet, "level": "leaves"}))
    assert EXPORTS.load("graphml").build(view(dataset))
