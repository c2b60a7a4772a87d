"""Choosing entries by what they are: ``FACET=TERM``, a term standing for itself and its children."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import Labels, _
from alisei_cli.model.dataset import Dataset, Entry, Law, Words
from alisei_cli.model.schema import both
from alisei_cli.model.source import Pointer
from alisei_cli.model.territory import AREAS, MEZZOGIORNO
from alisei_cli.nearest import nearest_by

Test = Callable[[Entry], bool]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "region": ("regione",),
    "area": ("ripartizione", "zona"),
    "province": ("provincia",),
    "status": ("stato",),
    "membership": ("adesione", "member", "socio"),
    "kind": ("genere",),
}
"""What can be chosen by besides the facets of the taxonomy, with what people may call it."""
PLACES = frozenset({"region", "area", "province"})
TITLES: Mapping[str, Words] = {
    "region": _("region"),
    "area": _("area"),
    "province": _("province"),
    "status": _("status"),
    "membership": _("membership"),
    "kind": _("kind"),
}
SOME = 8
"""So many terms of a facet are named where nothing like the one asked for exists."""


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
    if not sign or not name or not value:
        raise UsageError(_("{where} is not of the form FACET=TERM", where=where), _("For example: --where region=toscana"))
    name = named(name, law)
    facet = None if name in FIELDS else law.facet_called(name)
    return name, _meant(value, _spellings(facet or name, law), facet)


def named(name: str, law: Law) -> str:
    """The facet, its field, or the property besides that somebody calls so, in either language.

    Raises:
        UsageError: nothing is called so; the nearest is named.
    """
    if name in FIELDS or law.facet_called(name):
        return name
    titles = {facet.name: (facet.name, facet.labels.it, facet.labels.en) for facet in law.taxonomy.facets.values()}
    fields = {field: (field, *both) for field, both in _titles_of_fields(law)}
    return _meant(name, {key: (key, *forms) for key, forms in FIELDS.items()} | fields | titles)


def _titles_of_fields(law: Law) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each field that a facet is bound to, with its titles."""
    for schema in law.schemas.values():
        for route, _facet in schema.facets:
            top = route[0]
            title = both(schema.at((top,)).get("title"))
            if law.facet_called(top):
                yield top, (title.it, title.en)


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
        return lambda entry: entry.region == value
    if name == "area":
        areas = MEZZOGIORNO if value == "mezzogiorno" else (value,)
        return lambda entry: law.area_of(entry) in areas
    if name == "province":
        return lambda entry: entry.get("head_office", "province") == value
    if name == "status":
        return lambda entry: entry.data.get("status") == value
    if name == "membership":
        return lambda entry: entry.get("membership", "status") == value
    if name == "kind":
        return lambda entry: entry.kind == value
    facet = law.facet_called(name) or name
    wanted = law.taxonomy.descendants(value)
    return lambda entry: not wanted.isdisjoint(law.terms_of(entry, facet))


def is_known(name: str, law: Law) -> Test:
    """Whether an entry says anything on what ``FACET=TERM`` asks by."""
    if name in FIELDS:
        routes: Mapping[str, tuple[str, ...]] = {
            "province": ("head_office", "province"),
            "membership": ("membership", "status"),
            "status": ("status",),
            "kind": ("id",),
        }
        route = routes.get(name)
        return (lambda entry: entry.get(*route) is not None) if route else (lambda entry: entry.region is not None)
    facet = law.facet_called(name) or name
    return lambda entry: bool(law.terms_of(entry, facet))


def _spellings(name: str, law: Law) -> Mapping[str, tuple[str, ...]]:
    """What may stand after ``name=``, each with what people call it."""
    if name == "region":
        return {slug: (slug, region.name.it, region.name.en) for slug, region in law.territory.regions.items()}
    if name == "area":
        areas = {area: (area, labels.it, labels.en) for area, labels in AREAS.items()}
        return areas | {"mezzogiorno": ("mezzogiorno", "sud e isole", "South and Islands")}
    if name == "province":
        return {sigla: (sigla, province.name) for sigla, province in law.territory.provinces.items()}
    if name == "kind":
        return {kind: (kind,) for kind in law.kinds}
    if name in FIELDS:
        return {word: (word,) for word in _choices(("status",) if name == "status" else (name, "status"), law)}
    terms = law.taxonomy.facets[name].terms.values()
    return {term.code: (term.code, term.labels.it, term.labels.en, *term.synonyms) for term in terms}


def _choices(route: Pointer, law: Law) -> list[str]:
    """The words that the schemas allow in a field that no facet binds."""
    return list(
        dict.fromkeys(
            word for schema in law.schemas.values() for word in schema.at(route).get("enum", ()) if isinstance(word, str)
        )
    )


def _meant(typed: str, spellings: Mapping[str, tuple[str, ...]], facet: str | None = None) -> str:
    """The key that is typed, or the one that is called so.

    Raises:
        UsageError: none is, or several are.
    """
    if typed in spellings:
        return typed
    wanted = fold(typed)
    called = [key for key, forms in spellings.items() if wanted in map(fold, forms)]
    if len(called) == 1:
        return called[0]
    near = called or nearest_by(typed, spellings)
    if near:
        hint = _("Did you mean {near}?", near=near)
    elif facet:
        hint = _("For example: {names}. All: alisei taxonomy {facet}", names=list(spellings)[:SOME], facet=facet)
    else:
        hint = _("There are: {names}.", names=list(spellings))
    raise UsageError(_("{value} is not known here", value=typed), hint)
