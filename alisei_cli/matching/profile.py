"""What one body brings to matching: its open offers and needs, what it works on, where it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from alisei_cli.matching.terms import Terms
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.location import ABROAD, NO_REGION, region_of
from alisei_cli.model.opportunity import LISTS, Opportunity, is_over, is_past, opportunities_of, read_levels
from alisei_cli.model.source import Pointer

KIND = "stakeholder"
"""Kind of the entries that are bodies."""
TERMS = ("technologies", "therapeutic_areas")
"""Fields of a body that stand in where an offer or need leaves its own empty."""


@dataclass(frozen=True, slots=True)
class Item:
    """An open offer or need as it is compared; where it names no terms, those of its body stand in."""

    at: Pointer
    kind: str
    technologies: Terms
    areas: Terms
    trl: tuple[int, int] | None
    countries: frozenset[str]
    """Codes of the countries that are admitted; empty admits all."""

    @property
    def kind_at(self) -> Pointer:
        """Where its kind stands."""
        return *self.at, "kind"

    @property
    def trl_at(self) -> Pointer:
        """Where its range of levels stands."""
        return *self.at, "trl"


@dataclass(frozen=True, slots=True)
class Stall:
    """What one body puts on the market, in short."""

    id: str
    offers: tuple["Good", ...]
    needs: tuple["Good", ...]


Good = tuple[str, tuple[str, ...], tuple[int, int] | None]
"""An item in short: its kind, its technologies and therapeutic areas, its levels of readiness."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One body as it is compared."""

    id: str
    path: str
    """Of its file; empty for a question that no entry stands behind."""
    offers: tuple[Item, ...] = ()
    needs: tuple[Item, ...] = ()
    technologies: Terms = Terms()  # noqa: RUF009 (frozen)
    areas: Terms = Terms()  # noqa: RUF009 (frozen)
    chain: Terms = Terms()  # noqa: RUF009 (frozen)
    sectors: Terms = Terms()  # noqa: RUF009 (frozen)
    region: str = ""
    area: str = ""
    """Area of Italy of its region."""
    country: str = ""

    @property
    def is_on_the_market(self) -> bool:
        """Whether it offers or seeks anything."""
        return bool(self.offers or self.needs)


def profile_of(entry: Entry, context: Context) -> Profile:
    """The body of ``entry``, which an audience may see, on the day of the context; expired offers and needs are left out."""
    today = context.today.isoformat()
    found = [each for each in opportunities_of(entry) if not is_over(each, today)]
    own = {key: _read_terms(entry, (key,)) for key in ("technologies", "therapeutic_areas", "value_chain")}
    items = {key: tuple(_item(each, own) for each in found if each.list == key) for key in ("offers", "needs")}
    region, country = region_of(entry), entry.get("head_office", "country")
    return Profile(
        entry.id,
        entry.path,
        items["offers"],
        items["needs"],
        _gather(own["technologies"], (each.technologies for key in items for each in items[key])),
        _gather(own["therapeutic_areas"], (each.areas for key in items for each in items[key])),
        own["value_chain"],
        _gather(_read_terms(entry, ("sector", "primary")), [_read_terms(entry, ("sector", "secondary"))]),
        "" if region in (None, ABROAD, NO_REGION) else region or "",
        context.area_of(entry) or "",
        country if isinstance(country, str) else "",
    )


def _item(each: Opportunity, own: dict[str, Terms]) -> Item:
    return Item(
        each.pointer,
        each.kind,
        _of_item(each, "technologies", each.technologies, own),
        _of_item(each, "therapeutic_areas", each.therapeutic_areas, own),
        each.trl,
        frozenset(each.eligible_countries),
    )


def _of_item(each: Opportunity, field: str, codes: tuple[str, ...], own: dict[str, Terms]) -> Terms:
    """The terms that an item names, else those of its body."""
    if not codes:
        return Terms(own[field].codes, own[field].places, is_own=False)
    listed = each.data[field]
    return Terms(codes, tuple((*each.pointer, field, index) for index, code in enumerate(listed) if isinstance(code, str)))


def _read_terms(entry: Entry, field: Pointer) -> Terms:
    """The terms in one field of an entry, whether it has one or a list."""
    value = entry.get(*field)
    if isinstance(value, str):
        return Terms((value,), (field,))
    named = (
        [(code, (*field, index)) for index, code in enumerate(value) if isinstance(code, str)] if isinstance(value, list) else []
    )
    return Terms(tuple(code for code, _place in named), tuple(place for _code, place in named))


def _gather(first: Terms, others: "Iterator[Terms] | list[Terms]") -> Terms:
    """All terms, each once, at the first of its places."""
    found = dict(zip(first.codes, first.places, strict=True))
    for each in others:
        for code, place in zip(each.codes, each.places, strict=True):
            found.setdefault(code, place)
    return Terms(tuple(found), tuple(found.values()))


def stall_of(entry: Entry, today: str) -> Stall:
    """The stall of the body of ``entry``: the same open offers and needs as in its profile, in short."""
    own = {field: _codes(entry.data.get(field)) for field in TERMS}
    sides: dict[str, list[Good]] = {}
    for key in LISTS:
        listed = entry.data.get(key)
        sides[key] = [
            (
                item["kind"],
                tuple(code for field in TERMS for code in _codes(item.get(field)) or own[field]),
                read_levels(item.get("trl")),
            )
            for item in (listed if isinstance(listed, list) else ())
            if isinstance(item, dict) and isinstance(item.get("kind"), str) and not is_past(item.get("expires"), today)
        ]
    return Stall(entry.id, tuple(sides["offers"]), tuple(sides["needs"]))


def _codes(value: object) -> tuple[str, ...]:
    return tuple(code for code in value if isinstance(code, str)) if isinstance(value, list) else ()
