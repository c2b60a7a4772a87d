"""What may stand on either side of ``FACET=TERM``, each with all that people call it, in both languages."""

from collections.abc import Iterator, Mapping

from alisei_cli.folding import fold, uninflected
from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Words
from alisei_cli.model.schema import both
from alisei_cli.model.territory import AREAS, WIDER_AREAS, Province, Territory

Spellings = Mapping[str, tuple[str, ...]]
"""A key, and every name of it."""

FIELDS: Spellings = {
    "area": ("ripartizione", "zona", "macroarea", "area geografica", "geographical area"),
    "region": ("regione",),
    "province": ("provincia",),
    "municipality": ("comune", "città", "city", "town"),
    "status": ("stato",),
    "membership": ("adesione", "member", "socio"),
    "kind": ("genere",),
}
"""What can be chosen by besides the facets of the taxonomy, with what people may call it."""
TITLES: Mapping[str, Words] = {
    "region": _("region"),
    "area": _("area"),
    "province": _("province"),
    "municipality": _("municipality"),
    "status": _("status"),
    "membership": _("membership"),
    "kind": _("kind"),
}
NO_REGION, ABROAD = "italia", "estero"
"""What stands for a region where only the country is known, and outside Italy: the names of the folders."""

_FACETS: Spellings = {"type": ("tipo",)}
"""Facets, by their field, that people call by another name than their title."""
_MEMBER = (
    *("socio", "socia", "soci", "socie", "membro", "membri"),
    *("associato", "associata", "associati", "associate", "aderente", "aderenti"),
)
MEMBERSHIPS: Mapping[str, Words] = {
    "member": _("Member of the Cluster"),
    "former": _("Former member of the Cluster"),
    "none": _("Not a member of the Cluster"),
}
"""The values of ``membership`` in words."""
_SAID: Mapping[str, Spellings] = {
    "status": {
        "active": ("attivo", "attiva"),
        "inactive": ("inattivo", "inattiva", "non attiva", "cessata"),
        "merged": ("confluita", "fusa", "merged into another"),
        "withdrawn": ("ritirata",),
        "closed": ("chiuso",),
        "held": ("svolto",),
    },
    "membership": {
        "member": (*_MEMBER, "member", "members"),
        "former": (
            *(f"{before} {each}" for each in _MEMBER for before in ("ex", "già")),
            "former member",
            "former members",
            "ex member",
            "ex members",
        ),
        "none": (
            *(f"non {each}" for each in _MEMBER),
            "not a member",
            "not members",
            "non member",
            "non members",
            "nonmember",
            "nonmembers",
            "no",
        ),
    },
    "kind": {
        "stakeholder": ("soggetto", "organizzazione", "organisation"),
        "group": ("gruppo", "gruppo di lavoro", "GdL", "working group"),
        "event": ("evento",),
    },
    "region": {
        NO_REGION: ("Italy", "solo Italia"),
        ABROAD: ("abroad", "all'estero", "foreign"),
    },
}
"""What people, and the reports, call a value besides what the schemas and the tables of places say."""


def of_names(context: Context) -> Spellings:
    """What may stand before ``=``: facets, their fields, and the properties besides."""
    named: dict[str, tuple[str, ...]] = {key: (key, *forms) for key, forms in FIELDS.items()}
    for field, titles in _titles_of_fields(context):
        named[field] = (*named.get(field, (field,)), *titles, *_FACETS.get(field, ()))
    return named | {facet.name: (facet.name, facet.labels.it, facet.labels.en) for facet in context.taxonomy.facets.values()}


def of_values(name: str, context: Context) -> Spellings:
    """What may stand after ``name=``."""
    said = _SAID.get(name, {})
    return {key: (*forms, *said.get(key, ())) for key, forms in _written(name, context)}


def _written(name: str, context: Context) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each value with what the dataset and the tables of places call it."""
    others = context.territory.other_names.get(name, {})
    if name == "region":
        for slug, region in context.territory.regions.items():
            yield slug, (slug, region.name.it, region.name.en, *others.get(slug, ()))
        yield from ((slug, (slug,)) for slug in (NO_REGION, ABROAD))
    elif name == "area":
        labels_of = {**AREAS, **{area: labels for area, (labels, _parts) in WIDER_AREAS.items()}}
        yield from ((area, (area, labels.it, labels.en, *others.get(area, ()))) for area, labels in labels_of.items())
    elif name == "province":
        for sigla, province in context.territory.provinces.items():
            yield sigla, (sigla, *_list_names(province, context.territory), *others.get(sigla, ()))
    elif name == "municipality":
        towns: dict[str, list[str]] = {}
        for spelling, town in context.territory.spellings.items():
            towns.setdefault(town, []).append(spelling)
        yield from ((town, tuple(spellings)) for town, spellings in towns.items())
    elif name == "kind":
        yield from ((kind, (kind,)) for kind in context.kinds)
    elif name in FIELDS:
        yield from _choices(("status",) if name == "status" else (name, "status"), context).items()
    else:
        for term in context.taxonomy.facets[name].terms.values():
            number = (term.code.rpartition("-")[2],) if name == "trl" else ()
            yield term.code, (term.code, term.labels.it, term.labels.en, *term.synonyms, *number)


def _list_names(province: Province, territory: Territory) -> Iterator[str]:
    """List the names of a province in each language, and its capitals.

    People use the capital's name for the province.
    """
    yield from (province.name, *province.name.split("/"))
    for capital in province.capitals:
        yield from (capital, *territory.other_names.get("municipality", {}).get(capital, ()))


def _choices(route: tuple[str, ...], context: Context) -> dict[str, tuple[str, ...]]:
    """The words that the schemas allow in a field that no facet binds, each with what they say that it means."""
    found: dict[str, tuple[str, ...]] = {}
    for schema in context.schemas.values():
        node = schema.at(route)
        words = [word for word in node.get("enum", ()) if isinstance(word, str)]
        told = node.get("markdownEnumDescriptions")
        meanings = [both(each) for each in told] if isinstance(told, list) and len(told) == len(words) else []
        for number, word in enumerate(words):
            labels = (meanings[number].it, meanings[number].en) if meanings else ()
            found[word] = (*found.get(word, (word,)), *labels)
    return found


def meanings(word: str, context: Context, but: str | None = None) -> list[tuple[str, str]]:
    """List the properties and values named ``word``, except property ``but``.

    Areas come first, then smaller places, then terms.
    """
    wanted = fold(word)
    if not wanted:
        return []
    type_ = context.facet_called("type")
    found = [
        ("type" if name == type_ else name, value)
        for name in (*FIELDS, *context.taxonomy.facets)
        if name not in (but, "municipality")
        for value, names in of_values(name, context).items()
        if wanted in (folded := [fold(each) for each in names])
        or (name in context.taxonomy.facets and uninflected(wanted) in map(uninflected, folded))
    ]
    town = context.territory.spellings.get(wanted)
    return [*found, ("municipality", town)] if town and but != "municipality" else found


def _titles_of_fields(context: Context) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each field that a facet is bound to, with its titles."""
    for schema in context.schemas.values():
        for route, _facet in schema.facets:
            top = route[0]
            title = both(schema.at((top,)).get("title"))
            if context.facet_called(top):
                yield top, (title.it, title.en)
