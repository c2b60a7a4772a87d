"""Properties: what entries are chosen, counted, sorted and coloured by; a new one is one function here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.getters import as_tuple, read_at, read_texts
from alisei_cli.model.groups import group
from alisei_cli.model.location import ABROAD, NO_REGION, region_of, town_of
from alisei_cli.model.registers import OTHER, find_registers
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import split_languages
from alisei_cli.model.source import join_keys
from alisei_cli.model.taxonomy import Facet
from alisei_cli.model.territory import AREAS, WIDER_AREAS

TRL = "trl"
"""The facet whose terms entries write as numbers, from one to another."""
_EXCHANGES = ("offers", "needs")
"""The lists whose items have them."""
Words = Text | Labels
Spelled = Iterable[tuple[str, tuple[str, ...]]]
"""Each value with the names that the dataset and the tables of places give it."""


@dataclass(frozen=True, slots=True)
class Property:
    """One thing that entries say of themselves in few words."""

    name: str
    title: Words
    of: Callable[[Entry], tuple[str, ...]]
    """The values of an entry, empty where not known."""
    spelled: Callable[[], Spelled]
    labels: Mapping[str, Words]
    """The values that are counted, in the order in which they are shown."""
    widen: Callable[[str], frozenset[str]] = lambda value: frozenset({value})
    """The values that hold where a value is asked for: a term and its children, the areas of a wider one."""
    aliases: tuple[str, ...] = ()
    """What people may call it."""
    is_many: bool = False
    """Whether one entry may have several values, so that counts need not add up."""
    applies: Callable[[Entry], bool] = lambda _entry: True
    """Whether an entry can have a value at all: a size is asked of companies alone."""
    routes: tuple[Route, ...] = ()
    """The fields in which it stands."""

    def holds(self, value: str) -> Callable[[Entry], bool]:
        """Whether an entry has ``value``, or one that it stands for; an unknown value no entry has."""
        wanted = self.widen(value)
        return lambda entry: not wanted.isdisjoint(self.of(entry))


def find_property(name: str, context: Context) -> Property | None:
    """The property called ``name``: one of ``BESIDES``, a facet, a field bound to one, or the keys of a field with fixed words."""
    if name in BESIDES:
        return BESIDES[name](context)
    facet = context.facet_called(name)
    return _facet(context.taxonomy.facets[facet], context) if facet else _field(name, context)


def find_narrow(name: str, context: Context) -> Property | None:
    """The same, but of a field alone where ``name`` is that of a field: ``technology`` is in offers too, ``technologies`` is not."""
    return find_property(name, context) if name in BESIDES or name in context.taxonomy.facets else _field(name, context)


def _area(context: Context) -> Property:
    others = context.territory.other_names.get("area", {})
    labels = {**AREAS, **{area: labels for area, (labels, _parts) in WIDER_AREAS.items()}}
    return Property(
        "area",
        _("area"),
        lambda entry: as_tuple(context.area_of(entry)),
        lambda: ((area, (area, each.it, each.en, *others.get(area, ()))) for area, each in labels.items()),
        dict(AREAS),
        lambda value: frozenset(WIDER_AREAS[value][1] if value in WIDER_AREAS else (value,)),
        ("ripartizione", "zona", "macroarea", "area geografica", "geographical area"),
        routes=_REGIONS,
    )


def _region(context: Context) -> Property:
    regions, others = context.territory.regions, context.territory.other_names.get("region", {})
    spelled = {slug: (slug, region.name.it, region.name.en, *others.get(slug, ())) for slug, region in regions.items()}
    labels: dict[str, Words] = {slug: regions[slug].name for slug in sorted(regions)}
    besides = {NO_REGION: (NO_REGION,), ABROAD: (ABROAD,)}
    return Property(
        "region",
        _("region"),
        lambda entry: as_tuple(region_of(entry)),
        {**spelled, **besides}.items,
        labels,
        aliases=("regione",),
        routes=_REGIONS,
    )


def _province(context: Context) -> Property:
    territory = context.territory
    towns = territory.other_names.get("municipality", {})

    def spelled() -> Iterator[tuple[str, tuple[str, ...]]]:
        for sigla, province in territory.provinces.items():
            capitals = [name for capital in province.capitals for name in (capital, *towns.get(capital, ()))]
            others = territory.other_names.get("province", {}).get(sigla, ())
            yield sigla, (sigla, province.name, *province.name.split("/"), *capitals, *others)

    labels: dict[str, Words] = {
        sigla: Labels(province.name, province.name) for sigla, province in sorted(territory.provinces.items())
    }
    route = ("head_office", "province")
    return Property("province", _("province"), read_at(*route), spelled, labels, aliases=("provincia",), routes=(route,))


def _municipality(context: Context) -> Property:
    def spelled() -> Spelled:
        towns = group((town, spelling) for spelling, town in context.territory.spellings.items())
        return ((town, tuple(spellings)) for town, spellings in towns.items())

    aliases = ("comune", "città", "city", "town")
    return Property(
        "municipality", _("municipality"), lambda each: as_tuple(town_of(each)), spelled, {}, aliases=aliases, routes=_TOWNS
    )


def _status(context: Context) -> Property:
    labels: dict[str, Words] = {
        "active": _("active"),
        "inactive": _("inactive"),
        "merged": _("merged into another"),
        "withdrawn": _("withdrawn"),
    }
    route = ("status",)
    return Property(
        "status", _("status"), read_at(*route), lambda: _choices(route, context), labels, aliases=("stato",), routes=(route,)
    )


def _membership(context: Context) -> Property:
    route = ("membership", "status")
    labels: dict[str, Words] = {"member": _("member"), "former": _("former member"), "none": _("not a member")}
    aliases = ("adesione", "member", "socio")
    return Property(
        "membership",
        _("membership"),
        read_at(*route),
        lambda: _choices(route, context),
        labels,
        aliases=aliases,
        routes=(route,),
    )


def _kind(context: Context) -> Property:
    labels: dict[str, Words] = {kind: context.kind_labels[kind] for kind in sorted(context.kinds, reverse=True)}
    return Property(
        "kind",
        _("kind"),
        lambda entry: (entry.kind,),
        {kind: (kind, each.it, each.en) for kind, each in context.kind_labels.items()}.items,
        labels,
        aliases=("genere",),
    )


def _source(context: Context) -> Property:
    registers = context.registers
    labels: dict[str, Words] = {**{register.id: register.label for register in registers}, OTHER: _("other sources")}
    spelled = {register.id: (register.id, register.label.it, register.label.en) for register in registers}
    return Property(
        "source",
        _("source"),
        lambda entry: find_registers(entry.data, registers),
        {**spelled, OTHER: (OTHER, "altre fonti", "altra fonte", "other sources", "other source")}.items,
        labels,
        aliases=("fonte", "fonti"),
        is_many=True,
        routes=(("sources",),),
    )


BESIDES: Mapping[str, Callable[[Context], Property]] = {
    "area": _area,
    "region": _region,
    "province": _province,
    "municipality": _municipality,
    "status": _status,
    "membership": _membership,
    "kind": _kind,
    "source": _source,
}
"""Properties besides the facets of the taxonomy."""


_REGIONS: tuple[Route, ...] = (("head_office", "region"), ("place", "region"))
_TOWNS: tuple[Route, ...] = (("head_office", "municipality"), ("place", "city"))


def _facet(facet: Facet, context: Context, field: str | None = None) -> Property:
    """The terms of ``facet`` in all fields that it binds, or in ``field`` alone."""
    routes = {
        kind: [route for route, bound in schema.facets if bound == facet.name and field in (None, join_keys(route))]
        for kind, schema in context.schemas.items()
    }
    fields = tuple(dict.fromkeys(route for each in routes.values() for route in each))
    is_many = any("*" in route for route in fields) and not any(route[-1] == "primary" for route in fields)
    types = context.taxonomy.below(facet.applies_to)
    is_range = facet.name == TRL and not field

    def spelled() -> Iterator[tuple[str, tuple[str, ...]]]:
        for term in facet.terms.values():
            number = (term.code.rpartition("-")[2],) if facet.name == TRL else ()
            yield term.code, (term.code, term.labels.it, term.labels.en, *term.synonyms, *number)

    def applies(entry: Entry) -> bool:
        kind = entry.data.get("type")
        return not types or entry.kind != "stakeholder" or (isinstance(kind, str) and kind in types)

    return Property(
        field or facet.name,
        _title(fields[0], context) if field else facet.labels,
        _readiness if is_range else read_texts(routes),
        spelled,
        {code: context.taxonomy.label(code) for code in facet.terms},
        context.taxonomy.descendants,
        is_many=is_many,
        applies=applies,
        routes=tuple((key, "*", TRL) for key in _EXCHANGES) if is_range else fields,
    )


def _field(name: str, context: Context) -> Property | None:
    """The field with these keys, if it has terms, or a few words that the schemas allow: ``sector.primary``, ``verified.by``."""
    routes: dict[str, list[Route]] = {}
    for kind in context.kinds:
        schema = context.schemas[kind]
        bound = next((facet for route, facet in schema.facets if join_keys(route) == name), None)
        if bound in context.taxonomy.facets:
            return _facet(context.taxonomy.facets[str(bound)], context, name)
        routes[kind] = [route for route, node in schema.walk() if join_keys(route) == name and "enum" in node]
    route = next((route for each in routes.values() for route in each), None)
    if route is None:
        return None
    spelled = dict(_choices(route, context))
    labels: dict[str, Words] = {word: Labels(*(names[1:3] or (word, word))) for word, names in spelled.items()}
    return Property(
        name, _title(route, context), read_texts(routes), spelled.items, labels, is_many="*" in route, routes=(route,)
    )


def _title(route: Route, context: Context) -> Labels:
    """What the schemas call the field at ``route``."""
    field = route[:-1] if route[-1] == "*" else route
    titles = (context.schemas[kind].at(field).get("title") for kind in context.kinds)
    return split_languages(next((title for title in titles if title), field[-1]))


def _readiness(entry: Entry) -> tuple[str, ...]:
    """The terms of technology readiness of all offers and needs of an entry."""
    ranges = [each.get(TRL) for key in _EXCHANGES for _index, each in entry.items(key)]
    ends = [(each.get("from"), each.get("to")) for each in ranges if isinstance(each, dict)]
    return tuple(
        f"trl-{level}"
        for low, high in ends
        if isinstance(low, int) and isinstance(high, int)
        for level in range(max(low, 1), min(high, 9) + 1)
    )


def _choices(route: tuple[str, ...], context: Context) -> Spelled:
    """The words that the schemas allow in a field that no facet binds, each with what they say that it means."""
    found: dict[str, tuple[str, ...]] = {}
    for schema in context.schemas.values():
        node = schema.at(route)
        words = [word for word in node.get("enum", ()) if isinstance(word, str)]
        told = node.get("markdownEnumDescriptions")
        meanings = [split_languages(each) for each in told] if isinstance(told, list) and len(told) == len(words) else []
        for number, word in enumerate(words):
            labels = (meanings[number].it, meanings[number].en) if meanings else ()
            found[word] = (*found.get(word, (word,)), *labels)
    return found.items()
