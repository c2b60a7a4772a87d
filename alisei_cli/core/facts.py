"""What other entries need to know of an entry."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from alisei_cli.folding import fold, fold_name
from alisei_cli.model.census import Facts, Reference
from alisei_cli.model.dataset import Entry
from alisei_cli.model.source import Pointer

IDENTIFIERS = ("vat", "tax_code", "ror", "lei", "isni", "wikidata", "pic")

TENANTS = (
    "sites.google.com", "facebook.com", "linkedin.com", "instagram.com", "youtube.com", "twitter.com", "x.com", "github.com",
    "business.site", "wikipedia.org", "linktr.ee", "docs.google.com",
)  # fmt: skip
"""Hosts that belong to none of the bodies whose pages they carry: there the path tells them apart."""

_ORDINARY = re.compile(r"https?://(?:www\.)?((?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/[A-Za-z0-9/._-]*)?\Z")
"""Most addresses: small letters, neither port nor user, so that the host stands there as it is."""


def facts_of(entry: Entry, tainted: frozenset[Pointer] = frozenset()) -> Facts:
    """The facts of ``entry``, ``tainted`` nodes left out: small, plain, the same for the same bytes and law."""
    facts = Facts(
        path=entry.path,
        kind=entry.kind,
        id=entry.id,
        status=str(entry.data.get("status") or ""),
        name=entry.name,
        place=fold(str(entry.get("head_office", "municipality") or "")),
        names=tuple(_names(entry)),
        keys=tuple(_keys(entry)),
        references=tuple(_references(entry)),
        terms=entry.terms,
        since=str(entry.data.get("status_since") or ""),
    )
    words = {pointer for pointer, _facet, _value in entry.terms}  # a word that is no term is left to the rules of the taxonomy
    said = tainted | (entry.refused - words)
    return _without(facts, said) if said else facts


def _without(facts: Facts, said: frozenset[Pointer]) -> Facts:
    """``facts`` without what has been reported already: one slip, one diagnostic."""

    def is_sound(pointer: Pointer) -> bool:
        return not any(pointer[:length] in said for length in range(len(pointer) + 1))

    return replace(
        facts,
        names=tuple(name for name in facts.names if is_sound(name[0])),
        keys=tuple(key for key in facts.keys if is_sound(key[2])),
        references=tuple(reference for reference in facts.references if is_sound(reference.pointer)),
        terms=tuple(term for term in facts.terms if is_sound(term[0])),
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
    if isinstance(website, str) and (ordinary := _ORDINARY.match(website)) and not ordinary[1].endswith(TENANTS):
        return ordinary[1]
    try:
        parts = urlsplit(website) if isinstance(website, str) else urlsplit("")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if any(host == tenant or host.endswith("." + tenant) for tenant in TENANTS):
        return host + parts.path.rstrip("/").lower()
    return host.rstrip(".")


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
