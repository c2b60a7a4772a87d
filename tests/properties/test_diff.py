"""The difference of two states: nothing between equals, mirrored the other way round, and enough to make the second of the first."""

import copy
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from alisei_cli.core.changes import compare, meaning
from alisei_cli.core.diff import diff
from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.difference import Change, Difference
from alisei_cli.model.identity import Identity, content, identify
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Source, json_pointer
from alisei_cli.render.differences import FORMATS
from alisei_cli.render.screen import Screen
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests import hostile
from tests.conftest import REPOSITORY
from tests.test_hostile import harmless

MIRROR = {"set": "clear", "clear": "set", "add": "remove", "remove": "add", "change": "change"}
EDITS = 200
Data = dict[str, Any]


@cache
def context() -> Context:
    """The law of the repository."""
    return load_context(WorkTree(REPOSITORY)).context


def state(files: Mapping[str, Data]) -> Dataset:
    """A dataset in memory: organisations by path."""
    entries = (Entry(path, "stakeholder", data, Source(path, "", None)) for path, data in sorted(files.items()))
    return Dataset(tuple(entries), context())


def differ(one: Dataset, other: Dataset) -> Difference:
    """The difference as those see it who see everything."""
    return diff(one, other, audience="secretariat")


# Values of any shape, with the fields that the schema knows among them.

WORDS = st.sampled_from(["a", "b", "a|b", "a\\", "|", "~1/", "", "1"])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(0, 2), WORDS)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)), max_leaves=5
)


def blocks(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """A block in which each field may be missing."""
    return st.fixed_dictionaries({}, optional=dict(fields))


ENTRIES = blocks(
    status=st.sampled_from(["active", "merged", "withdrawn"]),
    type=st.sampled_from(["company", "university"]),
    head_office=blocks(region=st.sampled_from(["toscana", "lazio"]), country=st.just("IT")),
    names=st.lists(blocks(value=WORDS, kind=st.sampled_from(["display", "legal"]), lang=WORDS), max_size=3),
    technologies=st.lists(st.sampled_from(["stem-cells-regenerative", "gene-editing", "b"]), max_size=3),
    offers=st.lists(blocks(id=WORDS, expires=WORDS, technologies=st.lists(WORDS, max_size=2)), max_size=3),
    relations=st.lists(
        blocks(kind=st.sampled_from(["parent", "child"]), target=st.sampled_from(["one", "two"]), since=SCALARS), max_size=2
    ),
    membership=blocks(status=st.sampled_from(["member", "former"]), since=SCALARS),
    sources=st.lists(blocks(url=WORDS, document=WORDS, note=WORDS), max_size=3),
)
BLOCKS = blocks(
    technologies=ANYTHING, offers=ANYTHING, sources=ANYTHING, membership=ANYTHING, website=ANYTHING, unheard_of=ANYTHING
)
FILES = st.dictionaries(
    st.sampled_from(
        [f"registry/stakeholders/{region}/{name}.yaml" for region in ("toscana", "lazio") for name in ("one", "two")]
    ),
    ENTRIES,
    max_size=4,
)


# Applying a difference.


def applied(found: Difference, base: Dataset) -> dict[str, Any]:
    """The data of ``base`` by path, after all that ``found`` says."""
    files: dict[str, Any] = {entry.path: copy.deepcopy(meaning(entry.data)) for entry in base.entries}
    gone = {entry.path for entry in found.entries if entry.change == "left"} | {entry.moved_from for entry in found.entries}
    kept = {path: data for path, data in files.items() if path not in gone}
    for entry in found.entries:
        if entry.change == "left":
            continue
        data = {} if entry.change == "joined" else files[entry.moved_from or entry.path] or {}
        for change in entry.changes:
            data = put(data, change, context().schemas["stakeholder"]) or {}
        kept[entry.path] = data
    return {path: content(meaning(data)) for path, data in kept.items()}


def put(here: Any, change: Change, schema: Schema, depth: int = 0) -> Any:
    """``here`` with one change, found again by its pointer alone."""
    if depth == len(change.pointer):
        return change.new
    part = change.pointer[depth]
    if not isinstance(part, Identity):
        return {**(here or {}), part: put((here or {}).get(part), change, schema, depth + 1)}
    items, is_last = list(here or []), depth + 1 == len(change.pointer)
    if is_last and change.op == "add":
        return [*items, change.new]
    fields, is_removed = schema.identity(change.route[:depth]), is_last and change.op == "remove"
    place = next(
        number
        for number, item in enumerate(items)
        if identify(item, fields)[1] == part and (not is_removed or content(item) == content(change.old))
    )
    items[place] = None if is_removed else put(items[place], change, schema, depth + 1)
    return items


@settings(max_examples=20, deadline=None)
@given(FILES)
def test_nothing_differs_from_itself(files: dict[str, Data]) -> None:
    """The same state, and the same with every block and list in another order, has no difference."""
    one = state(files)
    assert differ(one, one).entries == ()
    turned = state({entry.path: turn(entry.data) for entry in one.entries})
    found = differ(one, turned)
    assert {entry.change for entry in found.entries} <= {"layout"}
    assert (found.totals, found.one_sided) == ((), ())


def turn(value: Any) -> Any:
    """``value`` with every block and list in reverse, and empty fields besides."""
    if isinstance(value, dict):
        return {**{key: turn(value[key]) for key in reversed(value)}, "nothing": [], "null": None}
    return [turn(item) for item in reversed(value)] if isinstance(value, list) else value


@settings(max_examples=40, deadline=None)
@given(FILES, FILES)
def test_a_difference_is_mirrored(before: dict[str, Data], after: dict[str, Data]) -> None:
    """From the second to the first, every change is the other way round."""
    one, other = state(before), state(after)
    there, back = differ(one, other), differ(other, one)
    assert sorted(map(said, there.entries)) == sorted(said(entry, MIRROR) for entry in back.entries)
    assert {(each.where, each.old, each.new) for each in there.totals} == {
        (each.where, each.new, each.old) for each in back.totals
    }


def said(entry: Any, mirror: Mapping[str, str] | None = None) -> tuple[Any, ...]:
    """All that is told of an entry, as seen from the other side with ``mirror``."""
    ends = (entry.moved_from or entry.path, entry.path)
    changes = [(each.pointer, each.op, content(each.old), content(each.new)) for each in entry.changes]
    if mirror:
        changes = [(pointer, mirror[op], new, old) for pointer, op, old, new in changes]
        ends = ends[::-1]
    return entry.id, ends, sorted(changes)


@settings(max_examples=40, deadline=None)
@given(FILES, FILES)
def test_applied_to_the_first_it_makes_the_second(before: dict[str, Data], after: dict[str, Data]) -> None:
    """Nothing is left out, and nothing is told that is not so."""
    one, other = state(before), state(after)
    assert applied(differ(one, other), one) == {entry.path: content(meaning(entry.data)) for entry in other.entries}


@settings(max_examples=100, deadline=None)
@given(BLOCKS, BLOCKS)
@example({"website": True, "sources": [{"url": "a", "note": 1}]}, {"website": 1, "sources": [{"url": "a", "note": 1.0}]})
def test_values_of_any_shape_are_compared(one: Data, other: Data) -> None:
    """What the schema refuses is compared too."""
    schema = context().schemas["stakeholder"]
    there, back = compare(one, other, schema), compare(other, one, schema)
    data: Any = meaning(one) or {}
    for change in there:
        data = put(data, change, schema)
    assert content(meaning(data)) == content(meaning(other))
    assert sorted((each.pointer, each.op, content(each.old)) for each in there) == sorted(
        (each.pointer, MIRROR[each.op], content(each.new)) for each in back
    )


@example([{"url": "a|b"}, {"url": "a", "document": "b"}, {"url": "a\\", "document": "b"}, {"document": "a"}, {"url": "|a"}])
@given(st.lists(blocks(url=WORDS, document=WORDS), max_size=6))
def test_pointers_tell_items_apart(items: list[Data]) -> None:
    """Two items are named and matched alike only if they have the same identity."""
    known = {
        (item.get("url", ""), item.get("document", "")): identify(item, ("url", "document"))
        for item in items
        if any(item.values())
    }
    assert len({name for _key, name in known.values()}) == len({key for key, _name in known.values()}) == len(known)


def test_no_shape_brings_it_down() -> None:
    """Each field as everything that it is not, before and after, in every format: compared, and text that no one obeys."""
    shapes = [{**shape, "id": f"shape-{number}"} for number, shape in enumerate(hostile.shapes()) if number % 20 == 0]
    good = {"status": "active", "type": "company", "names": [{"value": "Alfa", "kind": "display"}]}
    states = [
        state({f"registry/stakeholders/toscana/{shape['id']}.yaml": data for shape, data in zip(shapes, datas, strict=True)})
        for datas in (shapes, [{**good, "id": shape["id"]} for shape in shapes])
    ]
    for one, other in (states, states[::-1]):
        found = differ(one, other)
        assert found.summary["changed"] == len(shapes)
        for name in FORMATS.names:
            harmless("\n".join(FORMATS.load(name).render(found, Screen())), ("--format", name))


# Random edits of real entries.


def edited(data: Data, schema: Schema, chance: random.Random) -> tuple[Data, set[tuple[str, str]]]:
    """``data`` after some edits, with the pointers and operations that they are."""
    new, expected = copy.deepcopy(data), set()
    for edit in chance.sample(KINDS_OF_EDIT, chance.randint(1, len(KINDS_OF_EDIT))):
        expected |= set(edit(new, schema, chance))
    return {key: new[key] for key in chance.sample(list(new), len(new))}, expected


Edit = Callable[[Data, Schema, random.Random], Iterator[tuple[str, str]]]


def edit_block(new: Data, _schema: Schema, chance: random.Random) -> Iterator[tuple[str, str]]:
    """A block is set or cleared."""
    if new.pop("facts", None):
        yield "/facts", "clear"
    else:
        new["facts"] = {"founded": chance.randint(1900, 2020), "size": "small"}
        yield "/facts", "set"


def edit_scalar(new: Data, _schema: Schema, chance: random.Random) -> Iterator[tuple[str, str]]:
    """A field is set, cleared or changed."""
    value = chance.choice([None, f"https://www.{chance.randint(0, 99)}.it"])
    old = new.get("website")
    if old != value:
        yield "/website", "set" if old is None else "clear" if value is None else "change"
    new["website"] = value


def edit_terms(new: Data, _schema: Schema, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Terms join and leave a list, which is shuffled."""
    old = new.get("technologies") or []
    terms = chance.sample(["stem-cells-regenerative", "gene-editing", "antibodies-biologics", *old], 2)
    new["technologies"] = terms = list(dict.fromkeys(terms))
    yield from ((f"/technologies/{each}", "remove") for each in old if each not in terms)
    yield from ((f"/technologies/{each}", "add") for each in terms if each not in old)


def edit_items(new: Data, schema: Schema, chance: random.Random) -> Iterator[tuple[str, str]]:
    """In lists of blocks items are shuffled, one joins, one leaves, one has another field."""
    for key in ("names", "sources"):
        items = new.get(key) or []
        names = [identify(item, schema.identity((key,)))[1] for item in items]
        if len(set(names)) == len(names) > 2:
            yield json_pointer((key, names[0])), "remove"
            yield json_pointer((key, names[1], "note")), "change" if "note" in items[1] else "set"
            items[1]["note"] = f"note {chance.randint(0, 99)}"
            items = items[1:]
        chance.shuffle(items)
        items.append({"kind": "alias", "value": "Nuovo"} if key == "names" else {"url": "https://www.nuovo.it/a"})
        yield f"/{key}/{'alias|Nuovo' if key == 'names' else 'https:~1~1www.nuovo.it~1a'}", "add"
        new[key] = items


def edit_depth(new: Data, _schema: Schema, chance: random.Random) -> Iterator[tuple[str, str]]:
    """A field of a block, deep in an offer that has just moved or joined."""
    office = new.get("head_office")
    if office:
        office["postcode"], old = f"{chance.randint(10000, 99999)}", office.get("postcode")
        yield "/head_office/postcode", "change" if old else "set"


KINDS_OF_EDIT: Sequence[Edit] = (edit_block, edit_scalar, edit_terms, edit_items, edit_depth)


def misnamed(root: Path, edits: int) -> list[Any]:
    """Random edits of entries at ``root`` of which the difference names other pointers than were edited."""
    found, dataset, chance = [], load_dataset(root), random.Random(20261129)
    entries = [entry for entry in dataset.entries if entry.kind == "stakeholder"]
    schema = dataset.context.schemas["stakeholder"]
    for _turn in range(edits):
        entry = chance.choice(entries)
        new, expected = edited(entry.data, schema, chance)
        changes = {(json_pointer(each.pointer), each.op) for each in compare(entry.data, new, schema)}
        found += [(entry.id, changes ^ expected)] if changes != expected else []
    return found


def test_random_edits_are_named_exactly(sample: Path) -> None:
    """Of two hundred edited entries, the difference names those pointers and no other."""
    assert misnamed(sample, EDITS) == []
