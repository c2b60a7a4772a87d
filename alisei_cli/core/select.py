"""Choosing entries by what they are: ``FACET=TERM``, a term standing for itself and its children."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.core.spellings import ABROAD, FIELDS, NO_REGION, TITLES, Spellings, meanings, of_names, of_values
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold, uninflected
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Dataset, Entry, Law, Words
from alisei_cli.model.territory import WIDER_AREAS
from alisei_cli.nearest import nearest_by

Test = Callable[[Entry], bool]

PLACES = frozenset({"region", "area", "province", "municipality"})
SOME = 8
"""So many terms of a facet are named where nothing like the one asked for exists."""
SIGNS = tuple("=!<>~")
"""What stands beside ``=`` where somebody means "not", "more than" or "like"."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One parsed ``FACET=TERM`` condition."""

    name: str
    """A facet, a field bound to one, or one of ``FIELDS``."""
    value: str
    typed: str
    """Text that was typed after ``=``."""

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


def select(dataset: Dataset, conditions: Sequence[Condition]) -> tuple[Entry, ...]:
    """Select the entries that meet every condition."""
    tests = [test(each.name, each.value, dataset.law) for each in conditions]
    return tuple(entry for entry in dataset.entries if all(passes(entry) for passes in tests))


def only(conditions: Sequence[Condition]) -> list[Text]:
    """Describe the conditions in notes."""
    if not conditions:
        return []
    said = [_("Only entries with {wheres}.", wheres=[str(each) for each in conditions])]
    others = [each.typed for each in conditions if fold(each.typed) != fold(each.value)]
    if others:
        said.append(_("You wrote: {typed}.", typed=others))
    if any((each.name, each.value) == ("area", "sud") and fold(each.typed) != "sud" for each in conditions):
        said.append(_("area=sud leaves out Sicily and Sardinia; area=mezzogiorno includes them."))
    return said


def asked(where: str, law: Law) -> Condition:
    """Parse ``FACET=TERM``, ignoring case, accents, language and synonyms.

    Raises:
        UsageError: the form is wrong, or a name does not exist.
    """
    name, sign, value = (part.strip() for part in where.partition("="))
    if name.endswith(SIGNS) or value.startswith(SIGNS):  # folding would drop the sign, and the answer would be the opposite
        raise UsageError(
            _("{where} cannot be asked: there is only FACET=TERM, with one = and no other sign", where=where),
            _(
                'For example: --where region=toscana. Several --where have to hold together; there is no "not" and no "more than".'
            ),
        )
    if not sign or not name or not value:
        found = [] if sign or _match_exactly(name, of_names(law), is_inflected=True) else meanings(name, law)
        hint = _("Did you mean {near}?", near=_format_conditions(found)) if found else _("For example: --where region=toscana")
        raise UsageError(_("{where} is not of the form FACET=TERM", where=where), hint)
    name = named(name, law)
    return Condition(name, _value(name, value, law), value)


def named(name: str, law: Law) -> str:
    """Resolve the name of a facet, field or property in either language.

    Raises:
        UsageError: there is none; the nearest is suggested.
    """
    if name in FIELDS or law.facet_called(name):
        return name
    spellings = of_names(law)
    exact = _match_exactly(name, spellings, is_inflected=True)
    if len(exact) == 1:
        return exact[0]
    by_prefix = exact or _match_prefix(name, spellings)
    found = meanings(name, law)
    if len(by_prefix) == 1 and not found:
        return by_prefix[0]
    if found:
        names = list(dict.fromkeys([*by_prefix, *(each for each, _value in found)]))
        raise UsageError(
            _("{value} is no facet and no field", value=name),
            _(
                "It is a value. As a condition, write: {conditions}. Where a facet belongs, write: {names}.",
                conditions=[f"--where {each}" for each in _format_conditions(found)],
                names=names[:SOME],
            ),
        )
    near = by_prefix or nearest_by(name, spellings)
    hint = _("Did you mean {near}?", near=near) if near else _("There are: {names}.", names=list(spellings))
    raise UsageError(_("{value} is not known here", value=name), hint)


def called(name: str, law: Law) -> Words:
    """A facet or property in words."""
    facet = law.facet_called(name)
    return TITLES.get(name) or (law.taxonomy.facets[facet].labels if facet else Labels(name, name))


def test(name: str, value: str, law: Law) -> Test:
    """The same, of a name and code that ``asked`` gave, perhaps under another law: what did not exist then is borne by nobody."""
    if name == "region":
        return lambda entry: _region_of(entry) == value
    if name == "area":
        areas = WIDER_AREAS[value][1] if value in WIDER_AREAS else (value,)
        return lambda entry: law.area_of(entry) in areas
    if name == "kind":
        return lambda entry: entry.kind == value
    if name in ROUTES:
        return lambda entry: entry.get(*ROUTES[name]) == value
    facet = law.facet_called(name) or name
    if facet == TRL:
        return lambda entry: value in _readiness(entry)
    wanted = law.taxonomy.descendants(value)
    return lambda entry: not wanted.isdisjoint(law.terms_of(entry, facet))


ROUTES: Mapping[str, tuple[str, ...]] = {
    "province": ("head_office", "province"),
    "municipality": ("head_office", "municipality"),
    "membership": ("membership", "status"),
    "status": ("status",),
}
"""Where the properties stand that one field alone holds."""
TRL = "trl"
"""The facet whose terms entries write as numbers, from one to another."""


def _region_of(entry: Entry) -> str | None:
    """The region; ``italia`` where only the country is known, ``estero`` outside of it, as the folders say; else ``None``."""
    country = entry.get("head_office", "country") or entry.get("place", "country")
    if isinstance(country, str) and country != "IT":
        return ABROAD
    return entry.region or (NO_REGION if country else None)


def _readiness(entry: Entry) -> frozenset[str]:
    """The terms of technology readiness of all offers and needs of an entry."""
    ranges = [each.get(TRL) for key in ("offers", "needs") for _index, each in entry.items(key)]
    ends = [(each.get("from"), each.get("to")) for each in ranges if isinstance(each, dict)]
    return frozenset(
        f"trl-{level}"
        for low, high in ends
        if isinstance(low, int) and isinstance(high, int)
        for level in range(max(low, 1), min(high, 9) + 1)
    )


def is_known(name: str, value: str, law: Law) -> Test:
    """Whether an entry says anything on what ``FACET=TERM`` asks."""
    if name == "kind":
        return lambda _entry: True
    if name in ROUTES:
        return lambda entry: entry.get(*ROUTES[name]) is not None
    if name in FIELDS:
        return lambda entry: entry.region is not None or (name == "region" and _region_of(entry) in (value, ABROAD))
    facet = law.facet_called(name) or name
    if facet == TRL:
        return lambda entry: bool(_readiness(entry))
    return lambda entry: bool(law.terms_of(entry, facet))


def _value(name: str, typed: str, law: Law) -> str:
    """Resolve a typed value or name to a value of ``name``.

    A prefix counts only if the whole word means nothing else: "south" is an area, although South Tyrol begins with it.

    Raises:
        UsageError: there is none, or there are several.
    """
    facet = None if name in FIELDS else law.facet_called(name)
    spellings = of_values(facet or name, law)
    if typed in spellings:
        return typed
    own = _match_exactly(typed, spellings, is_inflected=name not in PLACES)
    if len(own) == 1:
        return own[0]
    own = own or _match_prefix(typed, spellings)
    found = meanings(typed, law, facet or name)
    if len(own) == 1 and not found:
        return own[0]
    areas = [each for each in found if each[0] == "area"]
    if found and name in PLACES:
        near = _format_conditions(areas or [*((name, value) for value in own), *found])
    elif found:
        near = _format_conditions([*((name, value) for value in own or nearest_by(typed, spellings)), *found])
    else:
        near = (own or nearest_by(typed, spellings) or (_list_near_places(typed, law) if name in PLACES else []))[:SOME]
    if near:
        hint = _("Did you mean {near}?", near=near)
    elif facet:
        hint = _("For example: {names}. All: alisei taxonomy {facet}", names=list(spellings)[:SOME], facet=facet)
    elif len(spellings) > MANY:
        hint = _("Look at how an entry writes it: alisei search {word}", word=typed)
    else:
        hint = _("There are: {names}.", names=list(spellings))
    raise UsageError(_("{value} is not known here", value=typed), hint)


MANY = 200
"""Number of names from which a list no longer helps the reader."""


def _format_conditions(found: Sequence[tuple[str, str]]) -> list[str]:
    """Format conditions as they are typed."""
    return [f'"{name}={value}"' if " " in value else f"{name}={value}" for name, value in found[:SOME]]


def _list_near_places(typed: str, law: Law) -> list[str]:
    """List areas, regions and provinces with a similar spelling."""
    known = {(name, value): names for name in ("area", "region", "province") for value, names in of_values(name, law).items()}
    return nearest_by(typed, {f"{name}={value}": names for (name, value), names in known.items()})


def _match_exactly(typed: str, spellings: Spellings, *, is_inflected: bool) -> list[str]:
    """List the keys with this name.

    Without an exact match, another number or gender counts.
    """
    wanted = fold(typed)
    if not wanted:
        return []
    forms = {key: [fold(name) for name in names] for key, names in spellings.items()}
    exact = [key for key, names in forms.items() if wanted in names]
    if exact or not is_inflected:
        return exact
    bare = uninflected(wanted)
    return [key for key, names in forms.items() if bare in map(uninflected, names)]


def _match_prefix(typed: str, spellings: Spellings) -> list[str]:
    """List the keys with a name that begins with these words."""
    start = f"{fold(typed)} "
    return [key for key, names in spellings.items() if start != " " and any(fold(name).startswith(start) for name in names)]
