"""Choosing entries by what they are: ``FACET=TERM``, a term standing for itself and its children."""

from collections.abc import Callable, Mapping, Sequence

from alisei_cli.core.spellings import ABROAD, FIELDS, NO_REGION, TITLES, Spellings, of_names, of_values
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold, uninflected
from alisei_cli.language import Labels, _
from alisei_cli.model.dataset import Dataset, Entry, Law, Words
from alisei_cli.model.territory import MEZZOGIORNO
from alisei_cli.nearest import nearest_by

Test = Callable[[Entry], bool]

PLACES = frozenset({"region", "area", "province", "municipality"})
SOME = 8
"""So many terms of a facet are named where nothing like the one asked for exists."""
SIGNS = tuple("=!<>~")
"""What stands beside ``=`` where somebody means "not", "more than" or "like"."""


def select(dataset: Dataset, wheres: Sequence[str]) -> tuple[Entry, ...]:
    """Entries for which every ``FACET=TERM`` holds.

    Raises:
        UsageError: a facet or term does not exist; the nearest is named.
    """
    tests = [test_of(where, dataset.law) for where in wheres]
    return tuple(entry for entry in dataset.entries if all(test(entry) for test in tests))


def asked(where: str, law: Law) -> tuple[str, str]:
    """What ``FACET=TERM`` asks for: a facet or field, and a code of it; case, accents, the language and synonyms do not matter.

    Raises:
        UsageError: it has another form, or names what does not exist.
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
        raise UsageError(_("{where} is not of the form FACET=TERM", where=where), _("For example: --where region=toscana"))
    name = named(name, law)
    facet = None if name in FIELDS else law.facet_called(name)
    return name, _meant(value, of_values(facet or name, law), facet)


def named(name: str, law: Law) -> str:
    """The facet, its field, or the property besides that somebody calls so, in either language.

    Raises:
        UsageError: nothing is called so; the nearest is named.
    """
    if name in FIELDS or law.facet_called(name):
        return name
    return _meant(name, of_names(law))


def called(name: str, law: Law) -> Words:
    """A facet or property in words."""
    facet = law.facet_called(name)
    return TITLES.get(name) or (law.taxonomy.facets[facet].labels if facet else Labels(name, name))


def test_of(where: str, law: Law) -> Test:
    """The question that ``FACET=TERM`` asks of an entry.

    Raises:
        UsageError: it has another form, or names what does not exist.
    """
    return test(*asked(where, law), law)


def test(name: str, value: str, law: Law) -> Test:
    """The same, of a name and code that ``asked`` gave, perhaps under another law: what did not exist then is borne by nobody."""
    if name == "region":
        return lambda entry: _region_of(entry) == value
    if name == "area":
        areas = MEZZOGIORNO if value == "mezzogiorno" else (value,)
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


def _meant(typed: str, spellings: Spellings, facet: str | None = None) -> str:
    """The key that is typed, or the one that is called so.

    Raises:
        UsageError: none is, or several are.
    """
    if typed in spellings:
        return typed
    called = _called(fold(typed), spellings)
    if len(called) == 1:
        return called[0]
    near = called or nearest_by(typed, spellings)
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
"""So many names are no help to anybody."""


def _called(wanted: str, spellings: Spellings) -> list[str]:
    """The keys that are called so; else those in another number or gender; else those of which a name begins with these words."""
    if not wanted:
        return []
    bare = uninflected(wanted)
    forms = {key: [fold(name) for name in names] for key, names in spellings.items()}
    return (
        [key for key, names in forms.items() if wanted in names]
        or [key for key, names in forms.items() if bare in map(uninflected, names)]
        or [key for key, names in forms.items() if any(name.startswith(f"{wanted} ") for name in names)]
    )
