"""References that lead to an entry of another kind."""

import pytest

from tests.conftest import Dataset
from tests.rules.entries import event, group, org, said


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (org("a", relations="[{kind: related, target: e}]"), ("a.yaml", "relations.0.target")),
        (org("a", relations="[{kind: member-of, target: g}]"), ("a.yaml", "relations.0.target")),
        (group("h", members="[{id: e}]"), ("h.yaml", "members.0.id")),
        (group("h", members="[{id: o}]"), None),
        (event("f", organiser="{id: g}", participants="[{id: g}, {id: o}]"), None),
        (event("f", organiser="{id: e}"), ("f.yaml", "organiser.id")),
        (event("f", groups="[g]"), None),
        (event("f", groups="[o]"), ("f.yaml", "groups.0")),
    ],
)
def test_kinds(dataset: Dataset, files: dict[str, str], named: tuple[str, str] | None) -> None:
    root = dataset(org("o") | group("g") | event("e") | files)
    assert [(path, pointer) for _code, path, pointer, _ in said(root)] == ([named] if named else [])
    assert {code for code, *_ in said(root)} <= {"ALI309"}
