"""What may stand on either side of ``NAME=VALUE``, each with all that people call it, in both languages."""

from collections.abc import Iterator, Mapping

from alisei_cli.folding import fold, strip_endings
from alisei_cli.model.dataset import Context
from alisei_cli.model.location import ABROAD, NO_REGION
from alisei_cli.model.properties import BESIDES, find_property
from alisei_cli.model.schema import split_languages

Spellings = Mapping[str, tuple[str, ...]]
"""A key, and every name of it."""

_FACETS: Spellings = {"type": ("tipo",)}
"""Facets, by their field, that people call by another name than their title."""
_MEMBER = (
    *("socio", "socia", "soci", "socie", "membro", "membri"),
    *("associato", "associata", "associati", "associate", "aderente", "aderenti"),
)
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


def spell_names(context: Context) -> Spellings:
    """What may stand before ``=``: facets, their fields, and the properties besides."""
    named: dict[str, tuple[str, ...]] = {key: (key, *make(context).aliases) for key, make in BESIDES.items()}
    for field, titles in _titles_of_fields(context):
        named[field] = (*named.get(field, (field,)), *titles, *_FACETS.get(field, ()))
    return named | {facet.name: (facet.name, facet.labels.it, facet.labels.en) for facet in context.taxonomy.facets.values()}


def spell_values(name: str, context: Context) -> Spellings:
    """What may stand after ``name=``."""
    said = _SAID.get(name, {})
    found = find_property(name, context)
    return {key: (*forms, *said.get(key, ())) for key, forms in found.spelled()} if found else {}


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
        for name in (*BESIDES, *context.taxonomy.facets)
        if name not in (but, "municipality")
        for value, names in spell_values(name, context).items()
        if wanted in (folded := [fold(each) for each in names])
        or (name in context.taxonomy.facets and strip_endings(wanted) in map(strip_endings, folded))
    ]
    town = context.territory.spellings.get(wanted)
    return [*found, ("municipality", town)] if town and but != "municipality" else found


def _titles_of_fields(context: Context) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each field that a facet is bound to, with its titles."""
    for schema in context.schemas.values():
        for route, _facet in schema.facets:
            top = route[0]
            title = split_languages(schema.at((top,)).get("title"))
            if context.facet_called(top):
                yield top, (title.it, title.en)
