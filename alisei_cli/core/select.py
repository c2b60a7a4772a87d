"""Choosing entries by what they are: ``FACET=TERM``, a term standing for itself and its children."""

from collections.abc import Callable, Iterable, Sequence

from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.dataset import Dataset, Entry, Law
from alisei_cli.model.schema import values_at
from alisei_cli.model.source import Pointer
from alisei_cli.model.territory import AREAS, MEZZOGIORNO
from alisei_cli.nearest import nearest

Test = Callable[[Entry], bool]

FIELDS = ("region", "area", "province", "status", "membership", "kind")
"""What can be chosen by besides the facets of the taxonomy."""


def select(dataset: Dataset, wheres: Sequence[str]) -> tuple[Entry, ...]:
    """Entries for which every ``FACET=TERM`` holds.

    Raises:
        UsageError: a facet or term does not exist; the nearest is named.
    """
    tests = [test_of(where, dataset.law) for where in wheres]
    return tuple(entry for entry in dataset.entries if all(test(entry) for test in tests))


def test_of(where: str, law: Law) -> Test:
    """The question that ``FACET=TERM`` asks of an entry.

    Raises:
        UsageError: it has another form, or names what does not exist.
    """
    name, sign, value = where.partition("=")
    if not sign or not name or not value:
        raise UsageError(_("{where} is not of the form FACET=TERM", where=where), _("For example: --where region=toscana"))
    if name == "region":
        region = _known(value, law.territory.regions)
        return lambda entry: entry.region == region
    if name == "area":
        areas = MEZZOGIORNO if value == "mezzogiorno" else (_known(value, [*AREAS, "mezzogiorno"]),)
        return lambda entry: area_of(entry, law) in areas
    if name == "province":
        sigla = _known(value.upper(), law.territory.provinces)
        return lambda entry: entry.get("head_office", "province") == sigla
    if name == "status":
        status = _known(value, _choices(("status",), law))
        return lambda entry: entry.data.get("status") == status
    if name == "membership":
        membership = _known(value, _choices(("membership", "status"), law))
        return lambda entry: entry.get("membership", "status") == membership
    if name == "kind":
        kind = _known(value, law.kinds)
        return lambda entry: entry.kind == kind
    facet = facet_called(name, law)
    if facet:
        return _bears(facet, _known(value, law.taxonomy.facets[facet].terms), law)
    raise _unknown(name, [*FIELDS, *law.taxonomy.facets])


def facet_called(name: str, law: Law) -> str | None:
    """The facet of that name, or the one bound to the field of that name (``type``, ``sector``, ``technologies``...)."""
    if name in law.taxonomy.facets:
        return name
    for schema in law.schemas.values():
        for route, facet in schema.facets:
            if name in route:
                return facet
    return None


def terms_of(entry: Entry, facet: str, law: Law) -> frozenset[str]:
    """Every term of ``facet`` that ``entry`` bears, in whatever field."""
    schema = law.schemas.get(entry.kind)
    return frozenset(
        value
        for route, name in (schema.facets if schema else ())
        if name == facet
        for _pointer, value in values_at(entry.data, route)
        if isinstance(value, str)
    )


def area_of(entry: Entry, law: Law) -> str | None:
    """ISTAT's area of that region; ``None`` where not known."""
    region = law.territory.regions.get(entry.region or "")
    return region.area if region else None


def _bears(facet: str, term: str, law: Law) -> Test:
    wanted = law.taxonomy.descendants(term)
    return lambda entry: not wanted.isdisjoint(terms_of(entry, facet, law))


def _choices(route: Pointer, law: Law) -> list[str]:
    """The words that the schemas allow in a field that no facet binds."""
    return list(dict.fromkeys(word for schema in law.schemas.values() for word in schema.at(route).get("enum", ())))


def _known(value: str, words: Iterable[str]) -> str:
    if value not in words:
        raise _unknown(value, list(words))
    return value


def _unknown(value: str, words: list[str]) -> UsageError:
    near = nearest(value, words)
    hint = _("Did you mean {near}?", near=near) if near else _("There are: {names}.", names=words)
    return UsageError(_("{value} is not known here", value=value), hint)
