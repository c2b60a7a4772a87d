"""Who may make a change, for proposals of any shape: strangers own nothing, maintainers what is theirs."""

from collections.abc import Mapping
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from alisei_cli.core.owners import check_owners
from alisei_cli.model.change_set import ChangeSet, FileChange, FileState, Rights, read_accounts

ACTOR = 7
OTHERS = st.integers(-1, 12).filter(lambda number: number != ACTOR)
NOT_IDS = st.sampled_from([str(ACTOR), float(ACTOR), [ACTOR], {"id": ACTOR}, None, True, -ACTOR, 10**15 + ACTOR])
PROTECTED = ("membership", "maintainers")
FREE = ("website", "names", "sources", "contact", "offers")
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.sampled_from(["", "a", "merged", "secretariat", str(ACTOR)]))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("ab"), inner, max_size=2)),
    max_leaves=5,
)


def people(ids: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A list of maintainers with such ids."""
    return st.lists(st.fixed_dictionaries({"github": st.just("x"), "id": ids}), max_size=3)


def entries(maintainers: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An entry of any fields, with these maintainers."""
    fields = st.dictionaries(st.sampled_from((*FREE, "id", "status", "verified", "successor", "membership")), VALUES, max_size=6)
    return st.builds(lambda data, who: {**data, "maintainers": who}, fields, maintainers)


FOREIGN = entries(st.one_of(people(st.one_of(OTHERS, NOT_IDS)), VALUES, st.just({"id": ACTOR})))
ANY = entries(st.one_of(people(st.integers(1, 12)), VALUES))
MODES = st.sampled_from(["100644", "100644", "100644", "100755", "120000", "160000", "040000"])


def states(data: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[FileState]:
    """A state of a file that holds such an entry, or none that can be read."""
    return st.builds(FileState, MODES, st.one_of(data, st.none()))


def changes(base: st.SearchStrategy[FileState | None]) -> st.SearchStrategy[FileChange]:
    """Any change of a file that BASE has in such a state."""
    return st.builds(
        FileChange,
        st.sampled_from(["registry/groups/a.yaml", "registry/groups/b.yaml", "registry/x", "taxonomy.yaml"]),
        st.sampled_from(["group", "group", None]),
        st.lists(st.one_of(st.none(), states(ANY)), min_size=1, max_size=2).map(tuple),
        st.one_of(st.none(), states(ANY)),
        base,
        st.lists(states(FOREIGN), max_size=2).map(tuple),
    )


RIGHTS = st.builds(
    Rights, st.frozensets(OTHERS, max_size=2), st.one_of(st.none(), st.frozensets(st.sampled_from(PROTECTED), max_size=2))
)


@given(st.lists(changes(st.one_of(st.none(), states(FOREIGN))), min_size=1, max_size=4), RIGHTS)
def test_a_stranger_owns_nothing(made: list[FileChange], rights: Rights) -> None:
    """Who is in no list of BASE is never told ``own`` of any path, whatever the proposal says of it."""
    found = check_owners(ChangeSet("", "", ("",), tuple(made), rights), ACTOR)
    assert found.verdict != "own"
    assert not found.of("own")


@given(
    st.lists(changes(states(ANY)), max_size=3),
    entries(st.builds(lambda who: [*who, {"github": "x", "id": ACTOR}], people(OTHERS))),
    st.dictionaries(st.sampled_from(FREE), VALUES, max_size=4),
    st.frozensets(st.sampled_from(PROTECTED)),
)
def test_a_maintainer_owns_what_no_list_keeps(
    others: list[FileChange], data: dict[str, Any], edits: Mapping[str, Any], fields: frozenset[str]
) -> None:
    """A maintainer who changes fields that are not the secretariat's is told ``own`` of that path, whatever else is proposed."""
    before = FileState("100644", data)
    after = FileState("100644", {**data, **edits})
    mine = FileChange("registry/groups/mine.yaml", "group", (before,), after, before)
    found = check_owners(ChangeSet("", "", ("",), (mine, *others), Rights(frozenset(), fields)), ACTOR)
    assert found.paths[0].verdict == "own"
    alone = check_owners(ChangeSet("", "", ("",), (mine,), Rights(frozenset(), fields)), ACTOR)
    assert alone.verdict == "own"


@example(0)
@example(1)
@example(999_999_999_999_999)
@example(1_000_000_000_000_000)
@given(st.one_of(st.integers(), VALUES, NOT_IDS))
def test_only_a_plain_number_is_an_account(value: Any) -> None:
    """From 1 to fifteen digits, and no other type."""
    is_account = type(value) is int and 1 <= value <= 999_999_999_999_999
    assert read_accounts([{"github": "x", "id": value}, "x", None]) == (frozenset([value]) if is_account else frozenset())
