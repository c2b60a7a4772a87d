"""Find sets of organisations that meet a call, and explain each member."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.core.conditions import parse_condition
from alisei_cli.core.select import Test, is_known, meets
from alisei_cli.core.solve import WANTED, find_missing, find_sets
from alisei_cli.errors import UsageError
from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.consortium import Consortia, Member, Problem, Requirement, Words
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.groups import group
from alisei_cli.model.source import Data, Pointer, find_value
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.nearest import find_nearest

KIND = "stakeholder"
COORDINATOR, SIZE = "coordinator", "size"
LISTS = ("eligible", COORDINATOR)
"""Fields of a call that are conditions."""
NAMED = ("competences", "composition")
"""Fields of a call with one requirement an item."""


def check_call(data: Data, dataset: View) -> Iterator[tuple[str, Finding]]:
    """What is wrong with a call besides its form: rule and finding for each condition and each id that leads nowhere."""
    for pointer, conditions in _conditions(data):
        for number, condition in enumerate(conditions):
            try:
                parse_condition(condition, dataset.context, (KIND,))
            except UsageError as error:
                yield "wrong-value", Finding((*pointer, number), error.message, error.help)
    ids = {entry.id for entry in dataset.of_kind(KIND)}
    for field in ("excluded", "included"):
        for number, id_ in enumerate(data.get(field, ())):
            if id_ not in ids:
                near = find_nearest(id_, ids)
                help = _("Did you mean {near}?", near=near) if near else _("Look for it: alisei search {word}", word=id_)
                yield "dangling-reference", Finding((field, number), _("there is no organisation {id}", id=id_), help)
    names = [item["id"] for field in NAMED for item in data.get(field, ())]
    for field in NAMED:
        for number, item in enumerate(data.get(field, ())):
            if names.count(item["id"]) > 1 or item["id"] in (SIZE, COORDINATOR):
                said = _("{value} is the code of another requirement too", value=item["id"])
                yield "wrong-value", Finding((field, number, "id"), said, _("Give each requirement a code of its own."))
    for pointer, low, high in _ranges(data):
        if low > high:
            said = _("at least {low} and at most {high}: no number is both", low=low, high=high)
            yield "range-out-of-order", Finding(pointer, said, _("Correct one of the two numbers."))


def _conditions(data: Data) -> Iterator[tuple[Pointer, Sequence[str]]]:
    for field in LISTS:
        yield (field,), data.get(field, ())
    for field in NAMED:
        for number, item in enumerate(data.get(field, ())):
            yield (field, number, "where"), item["where"]


def _ranges(data: Data) -> Iterator[tuple[Pointer, int, int]]:
    """Place and both ends of each range that has two."""
    ends: list[tuple[Pointer, str, str]] = [((SIZE,), "from", "to")]
    for number, _item in enumerate(data.get("composition", ())):
        ends += [(("composition", number), f"{share}at_least", f"{share}at_most") for share in ("", "share_")]
    for block, low, high in ends:
        found = [find_value(data, (*block, key)) for key in (low, high)]
        if all(isinstance(each, int) for each in found):
            yield (*block, high), found[0], found[1]


def find_consortia(data: Data, dataset: View, wanted: int = WANTED) -> Consortia:
    """The smallest sets of active organisations that meet the call of ``data``, which ``check_call`` finds nothing wrong with.

    Raises:
        SurroundingsError: highspy is not installed.
    """
    problem = make_problem(data, dataset)
    sets = list(find_sets(problem, wanted))
    missing, is_together = ((), False) if sets else find_missing(problem)
    shown = tuple(tuple(_describe(id_, chosen, problem, dataset) for id_ in chosen) for chosen in sets)
    available = {each.id: len(each.groups) for each in problem.requirements}
    notes = tuple(_note(problem, dataset, len(sets), wanted))
    return Consortia(_label(data["title"], ""), dataset.audience, shown, missing, is_together, available, notes)


def make_problem(data: Data, dataset: View) -> Problem:
    """What a call asks of the active organisations that may take part."""
    context = dataset.context
    # What a body only looks for is nothing that it can do.
    bodies = [
        Entry(entry.path, KIND, {**entry.data, "needs": []}, entry.source)
        for entry in dataset.of_kind(KIND)
        if entry.get("status") == "active"
    ]
    excluded, included = set(data.get("excluded", ())), frozenset(data.get("included", ()))
    passes = _test(data.get("eligible", ()), context)
    countries, regions = (data.get(field, {}) for field in ("countries", "regions"))
    candidates = [
        entry
        for entry in bodies
        if entry.id not in excluded
        and passes(entry)
        and ("among" not in countries or entry.get("head_office", "country") in countries["among"])
        and ("among" not in regions or entry.region in regions["among"])
    ]
    requirements = tuple(_requirements(data, candidates, context))
    covered = {entry.id: sum(entry.id in each.members for each in requirements if each.is_shown) for entry in candidates}
    order = sorted(candidates, key=lambda entry: (-covered[entry.id], "verified" not in entry.data, entry.id))
    ids = tuple(entry.id for entry in order)
    left = tuple(
        Requirement(f"included:{id_}", _("{id} is in, and may take part", id=id_), (), least=1, is_shown=False)
        for id_ in sorted(included - set(ids))
    )
    return Problem(ids, (*requirements, *left), included & set(ids))


def _requirements(data: Data, candidates: Sequence[Entry], context: Context) -> Iterator[Requirement]:
    each_alone = tuple(frozenset({entry.id}) for entry in candidates)
    size = data[SIZE]
    label = _("from {low} to {high} organisations", low=size.get("from", 1), high=size["to"])
    yield Requirement(SIZE, label, each_alone, size.get("from", 1), size["to"], is_shown=False)
    places = {"countries": ("head_office", "country"), "regions": None}
    for field, route in places.items():
        least = data.get(field, {}).get("at_least", 0)
        if least:
            where = [(entry.get(*route) if route else entry.region, entry.id) for entry in candidates]
            groups = group((place, id_) for place, id_ in where if place)
            said = {
                "countries": _n("{n} country", "{n} different countries", n=least),
                "regions": _n("{n} region", "{n} different regions", n=least),
            }[field]
            unknown = sum(place is None for place, _id in where)
            yield Requirement(
                field, said, tuple(frozenset(ids) for ids in groups.values()), least, is_shown=False, unknown=unknown
            )
    if data.get(COORDINATOR):
        yield _count(COORDINATOR, _("coordinator"), {"where": data[COORDINATOR]}, candidates, context, least=1)
    for item in data.get("competences", ()):
        yield _count(item["id"], _label(item.get("title"), item["id"]), item, candidates, context, item.get("at_least", 1))
    for item in data.get("composition", ()):
        yield _count(item["id"], _label(item.get("title"), item["id"]), item, candidates, context, item.get("at_least", 0))


def _count(
    id_: str, label: Words, item: Mapping[str, Any], candidates: Sequence[Entry], context: Context, least: int
) -> Requirement:
    """How many of those that meet the conditions of ``item`` are wanted."""
    passes = _test(item["where"], context)
    conditions = [parse_condition(where, context, (KIND,)) for where in item["where"]]
    known = [is_known(each, context) for each in conditions]
    groups = tuple(frozenset({entry.id}) for entry in candidates if passes(entry))
    unknown = sum(not all(knows(entry) for knows in known) for entry in candidates)
    most, low, high = item.get("at_most"), item.get("share_at_least", 0), item.get("share_at_most", 100)
    return Requirement(id_, label, groups, least, most, low, high, unknown=unknown)


def _test(wheres: Sequence[str], context: Context) -> Test:
    tests = [meets(parse_condition(where, context, (KIND,)), context) for where in wheres]
    return lambda entry: all(passes(entry) for passes in tests)


def _label(title: Any, otherwise: str) -> Labels:
    found = title if isinstance(title, dict) else {}
    usual = next(iter(found.values()), otherwise)
    return Labels(found.get("it", usual), found.get("en", usual))


def _describe(id_: str, chosen: Sequence[str], problem: Problem, dataset: View) -> Member:
    """One member: what it covers, what fails without it, who could stand in its place."""
    entry = dataset.by_id[id_]
    rest = [other for other in chosen if other != id_]
    region = dataset.context.territory.regions.get(entry.region or "")
    others = tuple(other for other in problem.candidates if other not in chosen and not problem.fails([*rest, other]))
    coordinates = next((each.members for each in problem.requirements if each.id == COORDINATOR), frozenset())
    return Member(
        id_,
        main_name(entry),
        region.name if region else None,
        tuple(each for each in problem.requirements if each.is_shown and each.id != COORDINATOR and id_ in each.members),
        tuple(problem.fails(rest)),
        others,
        is_coordinator=id_ == next((each for each in chosen if each in coordinates), None),
        is_included=id_ in problem.included,
    )


def _note(problem: Problem, dataset: View, found: int, wanted: int) -> Iterator[Text]:
    n = sum(entry.get("status") == "active" for entry in dataset.of_kind(KIND))
    yield _n(
        "{n} active organisation; {known} may take part.",
        "{n} active organisations; {known} may take part.",
        n=n,
        known=len(problem.candidates),
    )
    for each in problem.requirements:
        if each.unknown:
            yield _n(
                "{label}: met by {known}; {n} does not say enough to tell, and is not counted.",
                "{label}: met by {known}; {n} do not say enough to tell, and are not counted.",
                n=each.unknown,
                label=each.label,
                known=len(each.members),
            )
    if 0 < found < wanted:
        yield _n("There is no more than {n} set that differs.", "There are no more than {n} sets that differ.", n=found)
