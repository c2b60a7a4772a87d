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
    where = "registry/stakeholders/toscana/b.yaml, above the first of contact:, maintainers:, verified: and sources:"
    assert str(found.help) == f"Add to {where}, a line relations: and below it the line {line}"
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


def test_the_line_to_add_says_all_that_this_half_says(dataset: Dataset) -> None:
    one = org("a", relations="[{kind: member-of, target: b, since: 2015, until: 2020-06}]")
    root = dataset(one | org("b", relations="[{kind: related, target: c}]") | org("c", relations="[{kind: related, target: b}]"))
    (found,) = [each for each in validate(root).diagnostics if each.code == "ALI306"]
    line = "- {kind: has-member, target: a, since: 2015, until: 2020-06}"
    assert str(found.help) == f"Add to registry/stakeholders/toscana/b.yaml, under relations:, the line {line}"


@pytest.mark.parametrize(
    ("relations", "code"),
    [
        ("[{kind: member-of}]", "ALI102"),
        ("[{kind: member-of, target: B}]", "ALI305"),
        ("[{kind: member-of, target: Rete Beta}]", "ALI305"),
        ("[{kind: member-of, target: bb}]", "ALI305"),
        ("[{kind: member-of, target: a}]", "ALI310"),
        ("[{kind: member-of, target: g}]", "ALI309"),
        ("[{kind: membre-of, target: b}]", "ALI104"),
        ("x", "ALI103"),
    ],
)
def test_a_slip_in_one_half_says_nothing_of_the_other(relations: str, code: str, dataset: Dataset) -> None:
    """The other entry is right: whoever mends the slip has mended all."""
    root = dataset(org("a", relations=relations) | org("b", relations="[{kind: has-member, target: a}]") | group("g"))
    assert [found for found, *_ in said(root, "ALI")] == [code]


@pytest.mark.parametrize("id_", ["aa", "A", "a--b"])
def test_a_wrong_id_says_nothing_of_the_other_half(id_: str, dataset: Dataset) -> None:
    one = org("a", relations="[{kind: member-of, target: b}]")
    changed = {path: text.replace("id: a\n", f"id: {id_}\n") for path, text in one.items()}
    root = dataset(changed | org("b", relations="[{kind: has-member, target: a}]"))
    assert [path for _code, path, *_ in said(root, "ALI")] == ["a.yaml"]
