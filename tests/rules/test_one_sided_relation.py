"""The other half of a relation."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import group, org, said

PAIRS = [
    ("parent", "child"),
    ("predecessor", "successor"),
    ("related", "related"),
    ("member-of", "has-member"),
    ("spin-off-of", "has-spin-off"),
]


@pytest.mark.parametrize(("kind", "half"), PAIRS + [(half, kind) for kind, half in PAIRS])
def test_each_kind_has_its_other_half(dataset: Dataset, kind: str, half: str) -> None:
    one = org("a", relations=f"[{{kind: {kind}, target: b}}]")
    root = dataset(one | org("b"))
    (found,) = [each for each in validate(root).diagnostics if each.code == "ALI306"]
    line = f"- {{kind: {half}, target: a}}"
    assert str(found.help) == f"Add to registry/stakeholders/toscana/b.yaml, under relations:, the line {line}"
    assert found.fix is None
    for path, content in org("b", relations=f"[{line[2:]}]").items():
        (root / path).write_text(content)
    assert said(root) == []


def test_the_successor_of_a_merged_entry_is_the_other_half_of_a_predecessor(dataset: Dataset) -> None:
    merged = {"status": "merged", "status_since": "2015", "status_reason": "Taken over", "successor": "b"}
    assert said(dataset(org("a", **merged) | org("b", relations="[{kind: predecessor, target: a}]"))) == []


def test_what_cannot_be_read_or_is_no_organisation_owes_nothing(dataset: Dataset) -> None:
    broken = {"registry/stakeholders/lazio/b.yaml": "id: [b\n"}
    root = dataset(org("a", relations="[{kind: parent, target: b}, {kind: member-of, target: g}]") | broken | group("g"))
    assert [code for code, *_ in said(root)] == ["ALI309"]


def test_both_parents_of_each_other_are_a_circle_and_nothing_else(dataset: Dataset) -> None:
    root = dataset(org("a", relations="[{kind: parent, target: b}]") | org("b", relations="[{kind: parent, target: a}]"))
    assert [(code, path) for code, path, *_ in said(root)] == [("ALI307", "a.yaml")]
