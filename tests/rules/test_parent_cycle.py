"""Chains of parents and of successors that come back to their beginning."""

from tests.conftest import Dataset
from tests.rules.entries import org, said


def relations(kind: str, *targets: str) -> str:
    return "[" + ", ".join(f"{{kind: {kind}, target: {target}}}" for target in targets) + "]"


def test_a_circle_of_three_is_said_once_at_the_smallest_path(dataset: Dataset) -> None:
    files = org("c", "lazio", relations=relations("parent", "a")) | org("a", relations=relations("parent", "b"))
    root = dataset(files | org("b", relations=relations("parent", "c")))
    assert said(root, "ALI307") == [("ALI307", "c.yaml", "relations.0.target", "the parents of c lead back to it: c > a > b > c")]


def test_a_child_is_a_parent_seen_from_above(dataset: Dataset) -> None:
    root = dataset(org("a", relations=relations("child", "b")) | org("b", relations=relations("child", "a")))
    assert [(path, message) for _code, path, _p, message in said(root, "ALI307")] == [
        ("a.yaml", "the parents of b lead back to it: b > a > b")
    ]


def test_two_circles_are_two_findings_and_what_hangs_on_them_is_none(dataset: Dataset) -> None:
    files = org("a", relations=relations("parent", "b")) | org("b", relations=relations("parent", "a"))
    files |= org("c", relations=relations("parent", "d")) | org("d", relations=relations("parent", "c", "a"))
    root = dataset(files | org("e", relations=relations("parent", "a")) | org("f", relations=relations("child", "c")))
    assert [path for _code, path, *_ in said(root, "ALI307")] == ["a.yaml", "c.yaml"]


def test_two_parents_with_one_above_both_are_no_circle(dataset: Dataset) -> None:
    files = org("a", relations=relations("parent", "b", "c")) | org("b", relations=relations("parent", "d"))
    assert said(dataset(files | org("c", relations=relations("parent", "d")) | org("d")), "ALI307") == []


def test_successors_of_merged_entries(dataset: Dataset) -> None:
    merged = {"status": "merged", "status_since": "2015", "status_reason": "Taken over"}
    root = dataset(org("a", successor="b", **merged) | org("b", successor="a", **merged))
    assert said(root) == [("ALI307", "a.yaml", "successor", "the successors of a lead back to it: a > b > a")]


def test_a_long_circle_is_said_in_short(dataset: Dataset) -> None:
    files = {}
    for n in range(2000):
        files |= org(f"n{n:04}", relations=relations("parent", f"n{(n + 1) % 2000:04}"))
    ((_code, path, _pointer, message),) = said(dataset(files), "ALI307")
    assert path == "n0000.yaml"
    assert message.endswith("n0000 > n0001 > n0002 > n0003 > n0004 > n0005 > n0006 > n0007 > ... > n0000")
