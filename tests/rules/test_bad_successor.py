"""Successors: which entry can be one."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import group, org, said


def ended(status: str, since: str = "2015", **fields: str) -> dict[str, str]:
    return {"status": status, "status_since": since, "status_reason": "For a reason", **fields}


@pytest.mark.parametrize("status", ["active", "inactive", "withdrawn"])
def test_that_only_a_merged_entry_has_one_is_said_by_the_schema(dataset: Dataset, status: str) -> None:
    fields = {} if status == "active" else ended(status)
    diagnostics = validate(dataset(org("a", successor="b", **fields) | org("b"))).diagnostics
    assert [(each.code, each.pointer) for each in diagnostics] == [("ALI105", ("successor",))]


@pytest.mark.parametrize(
    ("heir", "message"),
    [
        ({}, None),
        (ended("merged", successor="c"), None),
        (ended("inactive", "2020"), None),
        (ended("inactive", "2015-06"), None),
        (ended("inactive", "2014-12"), "Body b (b), named as successor, ended in 2014-12, before this merger of 2015"),
        (ended("withdrawn", "2020"), "Body b (b), named as successor, has been withdrawn itself"),
    ],
)
def test_an_heir_must_have_been_there_to_inherit(dataset: Dataset, heir: dict[str, str], message: str | None) -> None:
    root = dataset(org("a", **ended("merged", successor="b")) | org("b", **heir) | org("c"))
    assert said(root) == ([("ALI308", "a.yaml", "successor", message)] if message else [])


def test_nobody_succeeds_itself(dataset: Dataset) -> None:
    root = dataset(org("a", **ended("merged", successor="a")))
    assert said(root) == [("ALI308", "a.yaml", "successor", "a is named as its own successor")]


def test_a_group_is_no_successor(dataset: Dataset) -> None:
    root = dataset(org("a", **ended("merged", successor="g")) | group("g"))
    assert [(code, pointer) for code, _path, pointer, _ in said(root)] == [("ALI309", "successor")]
