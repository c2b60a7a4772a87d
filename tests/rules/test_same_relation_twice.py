"""The same relation, member or partner a second time."""

import pytest

from tests.conftest import Dataset
from tests.rules.entries import group, org, said


@pytest.mark.parametrize(
    ("first", "second", "is_twice"),
    [
        ("since: 2015", "since: 2016", True),
        ("since: 2005, until: 2010", "since: 2015", False),
        ("since: 2005, until: 2010", "since: 2010", False),
        ("since: 2005, until: 2010", "since: 2009-06", True),
        ("since: 2015", "since: 2005, until: 2010", False),
        ("until: 2010", "since: 2012", False),
        ("until: 2010", "until: 2012", True),
        ("since: 2010", "until: 2010-05", False),
    ],
)
def test_years_decide(dataset: Dataset, first: str, second: str, is_twice: bool) -> None:
    relations = f"[{{kind: member-of, target: b, {first}}}, {{kind: member-of, target: b, {second}}}]"
    root = dataset(org("a", relations=relations) | org("b", relations="[{kind: has-member, target: a}]"))
    assert [(code, pointer) for code, _p, pointer, _ in said(root)] == ([("ALI311", "relations.1.target")] if is_twice else [])


def test_another_kind_is_another_relation(dataset: Dataset) -> None:
    both = "[{kind: related, target: %s}, {kind: %s, target: %s}]"
    root = dataset(org("a", relations=both % ("b", "parent", "b")) | org("b", relations=both % ("a", "child", "a")))
    assert said(root) == []


def test_members_of_a_group(dataset: Dataset) -> None:
    root = dataset(org("a") | group("g", members="[{id: a, from: 2017}, {id: a}]"))
    assert [(code, pointer) for code, _p, pointer, _ in said(root)] == [("ALI311", "members.1.id")]
