"""What every answer to conditions says: how they were understood, and what they leave out because it is not known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from alisei_cli.core.conditions import Condition
from alisei_cli.core.lacking import is_lacking, missing_command
from alisei_cli.core.names import measured
from alisei_cli.core.places import PLACES, siglas_of
from alisei_cli.core.select import is_known, label_property, meets
from alisei_cli.folding import fold
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.location import NO_REGION
from alisei_cli.model.measures import find_measure
from alisei_cli.model.properties import BESIDES, TRL, find_property
from alisei_cli.model.view import View

MOST_UNKNOWN = 2
"""Number of unknown things above which no commands are told: each new one doubles them."""
_WITHIN = frozenset({"province", "municipality"})
SOUTH, COUNTRY = ("area", "sud"), ("region", NO_REGION)


def note_conditions(conditions: Sequence[Condition]) -> list[Text]:
    """The notes that say which entries were chosen."""
    if not conditions:
        return []
    wheres = list(dict.fromkeys(map(str, conditions)))
    is_open = wheres[-1].endswith(".")  # a third dot would hide the two of a range
    said = [_("Only entries with {wheres}", wheres=wheres) if is_open else _("Only entries with {wheres}.", wheres=wheres)]
    others = [each.typed for each in conditions if fold(each.typed) != fold(each.value)]
    if others:
        said.append(_("You wrote: {typed}.", typed=others))
    return [*said, *note_values([(each.name, value) for each in conditions for value in each.values])]


def note_values(values: Sequence[tuple[str, str]]) -> list[Text]:
    """What a reader may take properties and values for, and they are not."""
    said = []
    if SOUTH in values:
        said.append(_("area=sud is without Sicily and Sardinia; area=mezzogiorno is with them."))
    if COUNTRY in values:
        said.append(
            _("region=italia is not all of Italy: it has those whose region is not known. For all of Italy, leave it out.")
        )
    return said


def note_choice(
    dataset: View, conditions: Sequence[Condition], among: Callable[[list[Entry]], list[Entry]] = lambda entries: entries
) -> list[Text]:
    """What was chosen, and how many stakeholders may have been left out because it is not known; ``among`` keeps some of these."""
    if not conditions:
        return []
    clashing = _find_clashing(conditions, dataset.context)
    if clashing:
        said = _(
            "No entry meets all of these conditions at once: {wheres}. Try them one at a time.",
            wheres=[str(each) for each in clashing],
        )
        return [*note_conditions(conditions), said]
    unknown = _find_doubtful(dataset, conditions)
    doubtful = among([entry for entry, _names in unknown])
    others = list(_note_open_lists(dataset, conditions, among))
    if not doubtful:
        return [*note_conditions(conditions), *others]
    kept = {entry.path for entry in doubtful}
    names = {name for entry, names in unknown if entry.path in kept for name in names}
    said = _n(
        "{n} other stakeholder may belong here too, but this is not known of it: {fields}.",
        "{n} other stakeholders may belong here too, but this is not known of them: {fields}.",
        n=len(doubtful),
        fields=[
            label_property(name, dataset.context) for name in dict.fromkeys(each.name for each in conditions) if name in names
        ],
    )
    vague = _find_vague([(entry, names) for entry, names in unknown if entry.path in kept], conditions, dataset.context)
    return [
        *note_conditions(conditions),
        said,
        *_note_vague(vague, dataset.context),
        *_suggest_list(kept - vague.keys(), names, conditions, dataset, is_rest=bool(vague)),
        *others,
    ]


def _note_open_lists(
    dataset: View, conditions: Sequence[Condition], among: Callable[[list[Entry]], list[Entry]]
) -> Iterator[Text]:
    """How many stakeholders meet all but one condition and name other terms there: what a list does not name may be true all the same."""
    context = dataset.context
    tests = [(each, meets(each, context), is_known(each, context)) for each in dict.fromkeys(conditions)]
    for each, passes, knows in tests:
        found = find_property(each.name, context)
        if each.is_not or not found or not found.is_many or each.name in BESIDES:
            continue
        rest = [other for asked, other, _knows in tests if asked is not each]
        n = len(
            among(
                [
                    entry
                    for entry in dataset.of_kind("stakeholder")
                    if found.of(entry) and knows(entry) and not passes(entry) and all(other(entry) for other in rest)
                ]
            )
        )
        if n:
            yield _n(
                "{n} other names only other terms under {field}: it may do more than it names.",
                "{n} others name only other terms under {field}: they may do more than they name.",
                n=n,
                field=found.title,
            )


def _find_vague(
    unknown: Sequence[tuple[Entry, list[str]]], conditions: Sequence[Condition], context: Context
) -> dict[str, frozenset[str]]:
    """Entries that have only a term broader than one that is asked for, by path, each with such terms."""
    above = {
        each.name: frozenset(code for value in each.values for code in context.taxonomy.ancestors(value)) for each in conditions
    }
    found = {name: find_property(name, context) for name, codes in above.items() if codes}
    vague = {
        entry.path: frozenset(
            code for name in names if (said := found.get(name)) for code in said.of(entry) if code in above[name]
        )
        for entry, names in unknown
    }
    return {path: codes for path, codes in vague.items() if codes}


def _note_vague(vague: Mapping[str, frozenset[str]], context: Context) -> list[Text]:
    """How many of those of which it is not known have a broader term than is asked for."""
    if not vague:
        return []
    codes = sorted(frozenset().union(*vague.values()))
    return [
        _n(
            "{n} of them has only a broader term, which says nothing about those below it: {terms}.",
            "{n} of them have only a broader term, which says nothing about those below it: {terms}.",
            n=len(vague),
            terms=[context.taxonomy.label(code) for code in codes],
        )
    ]


def _suggest_list(
    doubtful: set[str], names: set[str], conditions: Sequence[Condition], dataset: View, *, is_rest: bool = False
) -> list[Text]:
    """The commands that together list exactly the ``doubtful``, if there are any: those that leave some fields empty and meet the rest."""
    if len(names) > MOST_UNKNOWN:
        return []
    context, stakeholders = dataset.context, dataset.of_kind("stakeholder")
    listed: set[str] = set()
    commands = []
    for lacking in (some for n in range(1, len(names) + 1) for some in combinations(sorted(names), n)):
        others = [each for each in dict.fromkeys(conditions) if each.name not in lacking]
        others += [
            _around(each, context) for each in conditions if each.name in lacking and each.name in _WITHIN and not each.is_not
        ]
        tests = [*(is_lacking(name, context) for name in lacking), *(meets(each, context) for each in others)]
        found = {entry.path for entry in stakeholders if all(passes(entry) for passes in tests)}
        if found:
            command = missing_command(lacking[0], context, map(str, others))
            whole = ",".join([command, *lacking[1:]])
            commands.append(
                _("To see the others: {command}", command=whole) if is_rest else _("To see them: {command}", command=whole)
            )
            listed |= found
    return commands if listed == doubtful else []


def _around(condition: Condition, context: Context) -> Condition:
    """The regions in which an entry may be for which a condition on its province or town holds, or that are not known."""
    provinces = context.territory.provinces
    regions = {provinces[sigla].region for sigla in _siglas(condition, context) if sigla in provinces}
    return Condition("region", (*sorted(regions), NO_REGION), condition.typed)


def _find_doubtful(dataset: View, conditions: Sequence[Condition]) -> list[tuple[Entry, list[str]]]:
    """Stakeholders of which no condition is known to fail, but one or more are not known to hold, with the names of these."""
    context = dataset.context
    tests = [(each.name, meets(each, context), is_known(each, context)) for each in dict.fromkeys(conditions)]
    return [
        (entry, unknown)
        for entry in dataset.of_kind("stakeholder")
        if (unknown := [name for name, _passes, knows in tests if not knows(entry)])
        and all(passes(entry) or not knows(entry) for _name, passes, knows in tests)
    ]


def _find_clashing(conditions: Sequence[Condition], context: Context) -> list[Condition]:
    """The conditions that no entry can fulfil together with another one."""
    pairs = [pair for pair in combinations(dict.fromkeys(conditions), 2) if _excludes(*pair, context)]
    return list(dict.fromkeys(each for pair in pairs for each in pair))


def _excludes(one: Condition, other: Condition, context: Context) -> bool:
    """Whether an entry that meets one condition never meets the other."""
    if one.is_not or other.is_not:
        return one.is_not != other.is_not and (one.name, one.values) == (other.name, other.values)
    if {one.name, other.name} <= PLACES:
        are_towns = one.name == other.name == "municipality"
        return (
            set(one.values).isdisjoint(other.values) if are_towns else _siglas(one, context).isdisjoint(_siglas(other, context))
        )
    if one.name == other.name and one.name in BESIDES and one.name != "source":  # an entry may have several
        return set(one.values).isdisjoint(other.values)
    measure = find_measure(one.name, context) if one.name == other.name and one.name in measured(context) else None
    if measure:
        return all(measure.are_apart(each, value) for each in one.values for value in other.values)
    facet = context.facet_called(one.name)
    if facet is None or facet != context.facet_called(other.name) or not _is_single(facet, context):
        return False
    return context.taxonomy.below(one.values).isdisjoint(context.taxonomy.below(other.values))


def _siglas(condition: Condition, context: Context) -> frozenset[str]:
    """The provinces in which an entry that meets ``condition`` may be."""
    return frozenset().union(*(siglas_of(condition.name, value, context) for value in condition.values))


def _is_single(facet: str, context: Context) -> bool:
    """Whether an entry has one term of the facet at most."""
    routes = [[route for route, bound in schema.facets if bound == facet] for schema in context.schemas.values()]
    return facet != TRL and all(len(each) < 2 and "*" not in "".join(map("".join, each)) for each in routes)
