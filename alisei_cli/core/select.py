"""Choosing entries by what they are: ``FACET=TERM``, a term standing for itself and its children."""

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alisei_cli.core.spellings import Spellings, meanings, of_names, of_values
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold, uninflected
from alisei_cli.language import Labels, _
from alisei_cli.model.dataset import Context, Dataset, Entry, Words
from alisei_cli.model.properties import BESIDES, NO_REGION, find_property, region_of
from alisei_cli.model.territory import WIDER_AREAS
from alisei_cli.nearest import nearest_by
from alisei_cli.rules._names import called as fields_called

Test = Callable[[Entry], bool]

PLACES = frozenset({"region", "area", "province", "municipality"})
SOME = 8
"""Number of terms listed when there is no close match."""
SIGNS = tuple("=!<>~")
"""What stands beside ``=`` where someone means "not", "more than" or "like"."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One ``FACET=TERM`` as it was understood."""

    name: str
    """A facet, a field bound to one, or one of ``BESIDES``."""
    value: str
    typed: str
    """What stood behind ``=``."""

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


def select(dataset: Dataset, conditions: Sequence[Condition]) -> tuple[Entry, ...]:
    """Entries for which every condition holds."""
    tests = [test(each.name, each.value, dataset.context) for each in conditions]
    return tuple(entry for entry in dataset.entries if all(passes(entry) for passes in tests))


def asked(where: str, context: Context) -> Condition:
    """What ``FACET=TERM`` asks for; case, accents, the language and synonyms do not matter.

    Raises:
        UsageError: it has another form, or names what does not exist.
    """
    name, sign, value = (part.strip() for part in where.partition("="))
    if name.endswith(SIGNS) or value.startswith(SIGNS):  # folding would drop the sign, and the answer would be the opposite
        raise UsageError(
            _("{where} cannot be asked: there is only FACET=TERM, with one = and no other sign", where=where),
            _('For example: --where region=toscana. Several --where must all be true; there is no "not" and no "more than".'),
        )
    if not sign or not name or not value:
        found = [] if sign or _exactly(name, of_names(context), is_inflected=True) else meanings(name, context)
        hint = _("Did you mean {near}?", near=_written(found)) if found else _("For example: --where region=toscana")
        raise UsageError(_("{where} does not have the form FACET=TERM", where=where), hint)
    name = named(name, context, has_value=True)
    return Condition(name, _value(name, value, context), value)


def named(name: str, context: Context, *, has_value: bool = False) -> str:
    """The facet, its field, or the property besides that is called so, in either language.

    Where a value was given for it, what is typed is never read as a value itself.

    Raises:
        UsageError: nothing is called so; the nearest is named.
    """
    if name in BESIDES or context.facet_called(name):
        return name
    spellings = of_names(context)
    exact = _exactly(name, spellings, is_inflected=True)
    if len(exact) == 1:
        return exact[0]
    field = None if exact else field_called(name, context)
    if field:
        raise UsageError(
            _("{name} is a field ({field}), but no condition can be put on it (yet)", name=name, field=field)
            if fold(name) != fold(field)
            else _("{name} is a field, but no condition can be put on it (yet)", name=name),
            _("Conditions can use: {names}.", names=list(spellings)),
        )
    begun = exact or _beginning(name, spellings)
    found = meanings(name, context)
    if len(begun) == 1 and not found:
        return begun[0]
    if found and not has_value:
        names = list(dict.fromkeys([*begun, *(each for each, _value in found)]))
        raise UsageError(
            _("{value} is neither a facet nor a field", value=name),
            _(
                "It is a value. As a condition, write: {conditions}. Where a facet is expected, write: {names}.",
                conditions=[f"--where {each}" for each in _written(found)],
                names=names[:SOME],
            ),
        )
    near = begun or nearest_by(name, spellings)
    hint = _("Did you mean {near}?", near=near) if near else _("Conditions can use: {names}.", names=list(spellings))
    raise UsageError(_("unknown value: {value}", value=name), hint)


def is_property(word: str, context: Context) -> bool:
    """Whether conditions know a property that is called so."""
    return bool(_exactly(word, of_names(context), is_inflected=True))


def field_called(name: str, context: Context) -> str | None:
    """The field of an entry that is called so, in either language, as its keys: ``head_office.country``."""
    schemas = sorted(context.schemas.values(), key=lambda schema: schema.kind != "stakeholder")
    return next((".".join(route) for schema in schemas for route in fields_called(schema, name)), None)


def called(name: str, context: Context) -> Words:
    """A facet or property in words."""
    found = find_property(name, context)
    return found.title if found else Labels(name, name)


def test(name: str, value: str, context: Context) -> Test:
    """The same, of a name and code that ``asked`` gave, perhaps in another context: a value that did not exist then holds nowhere."""
    found = find_property(name, context)
    return found.holds(value) if found else lambda _entry: False


def is_known(name: str, value: str, context: Context) -> Test:
    """Whether an entry says enough to tell whether ``FACET=TERM`` holds."""
    if name in PLACES:
        siglas = siglas_of(name, value, context)
        return lambda entry: _is_placed(name, value, entry) or _is_elsewhere(entry, siglas, context)
    found = find_property(name, context)
    return lambda entry: bool(found and found.of(entry))


def _is_placed(name: str, value: str, entry: Entry) -> bool:
    """Whether an entry says in which region, province... its head office is."""
    if name in ("province", "municipality"):
        return entry.get("head_office", name) is not None
    return region_of(entry) not in {None, NO_REGION} - {value}


def _is_elsewhere(entry: Entry, siglas: frozenset[str], context: Context) -> bool:
    """Whether an entry is known to be outside of some provinces, by its own province, its region or its country."""
    province, region = entry.get("head_office", "province"), region_of(entry)
    if isinstance(province, str):
        return province not in siglas
    return region not in (None, NO_REGION) and siglas.isdisjoint(context.territory.siglas.get(region, ()))


def siglas_of(name: str, value: str, context: Context) -> frozenset[str]:
    """The provinces in which an entry may be for which a condition on its place holds; ``italia`` and ``estero`` are none of them."""
    territory = context.territory
    if name == "province":
        return frozenset({value})
    if name == "municipality":
        return frozenset(territory.municipalities.get(value, ()))
    if name == "region":
        return frozenset(territory.siglas.get(value, (value,)))
    areas = WIDER_AREAS[value][1] if value in WIDER_AREAS else (value,)
    return frozenset(sigla for sigla, province in territory.provinces.items() if territory.regions[province.region].area in areas)


def _value(name: str, typed: str, context: Context) -> str:
    """The value of ``name`` that is typed, or that is called so.

    The beginning of a name will do only where the whole word means nothing else: "south" is an area, although South Tyrol
    begins so.

    Raises:
        UsageError: there is none, or there are several.
    """
    facet = None if name in BESIDES else context.facet_called(name)
    spellings = of_values(facet or name, context)
    if typed in spellings:
        return typed
    own = _exactly(typed, spellings, is_inflected=name not in PLACES)
    if len(own) == 1:
        return own[0]
    own = own or _beginning(typed, spellings)
    found = meanings(typed, context, facet or name)
    if len(own) == 1 and not found:
        return own[0]
    areas = [each for each in found if each[0] == "area"]
    if found and name in PLACES:
        near = _written(areas or [*((name, value) for value in own), *found])
    elif found:
        near = _written([*((name, value) for value in own or nearest_by(typed, spellings)), *found])
    else:
        near = (own or nearest_by(typed, spellings) or (_places_near(typed, context) if name in PLACES else []))[:SOME]
    if near:
        hint = _("Did you mean {near}?", near=near)
    elif facet:
        hint = _("For example: {names}. All: alisei taxonomy {facet}", names=list(spellings)[:SOME], facet=facet)
    elif len(spellings) > MANY:
        hint = _("See how entries write it: alisei search {word}", word=typed)
    else:
        hint = _("There are: {names}.", names=list(spellings))
    raise UsageError(_("unknown value: {value}", value=typed), hint)


MANY = 200
"""Number of names above which a list is no help."""


def _written(found: Sequence[tuple[str, str]]) -> list[str]:
    """Conditions as they are typed."""
    return [quoted(f"{name}={value}") for name, value in found[:SOME]]


def quoted(word: str) -> str:
    """A word as it is typed in a shell, in quotation marks where it needs them."""
    if shlex.quote(word) == word or re.fullmatch(r"[\w=.,:/-]+", word):
        return word
    return f'"{word}"' if _NO_SHELL.fullmatch(word) else shlex.quote(word)


_NO_SHELL = re.compile(r"[\w=.,:/' -]+")
"""What every shell leaves alone between double quotes."""


def _places_near(typed: str, context: Context) -> list[str]:
    """Areas, regions and provinces that are spelled almost so."""
    known = {(name, value): names for name in ("area", "region", "province") for value, names in of_values(name, context).items()}
    return nearest_by(typed, {f"{name}={value}": names for (name, value), names in known.items()})


def _exactly(typed: str, spellings: Spellings, *, is_inflected: bool) -> list[str]:
    """The keys that are called so, else those in another number or gender where names have one."""
    wanted = fold(typed)
    if not wanted:
        return []
    forms = {key: [fold(name) for name in names] for key, names in spellings.items()}
    exact = [key for key, names in forms.items() if wanted in names]
    if exact or not is_inflected:
        return exact
    bare = uninflected(wanted)
    return [key for key, names in forms.items() if bare in map(uninflected, names)]


def _beginning(typed: str, spellings: Spellings) -> list[str]:
    """The keys of which a name begins with these words."""
    start = f"{fold(typed)} "
    return [key for key, names in spellings.items() if start != " " and any(fold(name).startswith(start) for name in names)]
