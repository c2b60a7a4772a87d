"""What other entries need to know of an entry."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from alisei_cli.folding import fold_name
from alisei_cli.model.dataset import Entry, Facts, Law, Reference
from alisei_cli.model.schema import values_at
from alisei_cli.model.source import Pointer

IDENTIFIERS = ("vat", "tax_code", "ror", "lei", "isni", "wikidata", "pic")


def facts_of(entry: Entry, law: Law) -> Facts:
    """The facts of ``entry``: small, plain, the same for the same bytes and law."""
    schema = law.schemas.get(entry.kind)
    return Facts(
        path=entry.path,
        kind=entry.kind,
        id=entry.id,
        status=str(entry.data.get("status") or ""),
        name=entry.name,
        place=str(entry.get("head_office", "municipality") or ""),
        names=tuple(_names(entry)),
        keys=tuple(_keys(entry)),
        references=tuple(_references(entry)),
        terms=tuple(
            (pointer, facet, value)
            for route, facet in (schema.facets if schema else ())
            for pointer, value in values_at(entry.data, route)
            if isinstance(value, str)
        ),
    )


def _names(entry: Entry) -> Iterator[tuple[Pointer, str]]:
    for index, name in entry.items("names"):
        value = name.get("value")
        if name.get("kind") in ("display", "legal") and isinstance(value, str) and fold_name(value):
            yield ("names", index, "value"), fold_name(value)


def _keys(entry: Entry) -> Iterator[tuple[str, str, Pointer]]:
    for kind in IDENTIFIERS:
        value = entry.get("identifiers", kind)
        if isinstance(value, str) and value:
            yield kind, normal(kind, value), ("identifiers", kind)
    host = host_of(entry.data.get("website"))
    if host and entry.kind == "stakeholder":
        yield "host", host, ("website",)


def normal(kind: str, value: str) -> str:
    """An identifier in the one form in which two of them can be compared."""
    plain = "".join(value.split()).upper()
    return plain.removeprefix("IT") if kind == "vat" else plain.rstrip("/")


def host_of(website: object) -> str:
    """The host of a web address without ``www.``, with the path where several bodies share a host; empty if none."""
    try:
        parts = urlsplit(website) if isinstance(website, str) else urlsplit("")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host + parts.path.rstrip("/") if host else ""


def _references(entry: Entry) -> Iterator[Reference]:
    successor = entry.data.get("successor")
    if isinstance(successor, str):
        yield Reference(("successor",), successor)
    for index, relation in entry.items("relations"):
        target = relation.get("target")
        if isinstance(target, str):
            yield Reference(("relations", index, "target"), target, str(relation.get("kind") or ""))
    for key in ("coordinators", "members", "partners", "participants"):
        for index, body in entry.items(key):
            if isinstance(body.get("id"), str):
                yield Reference((key, index, "id"), body["id"])
    organiser = entry.get("organiser", "id")
    if isinstance(organiser, str):
        yield Reference(("organiser", "id"), organiser)
    groups = entry.data.get("groups")
    for index, group in enumerate(groups if isinstance(groups, list) else ()):
        if isinstance(group, str):
            yield Reference(("groups", index), group)
