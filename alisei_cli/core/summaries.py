"""What other entries need to know of an entry."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from alisei_cli.folding import fold, fold_name
from alisei_cli.model.dataset import Entry
from alisei_cli.model.dataset_index import EntrySummary
from alisei_cli.model.references import bodies, references
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data, Pointer

_DIGITS = 24
"""Digits of a digest that are kept; a collision is practically impossible."""

TENANTS = (
    "sites.google.com", "facebook.com", "linkedin.com", "instagram.com", "youtube.com", "twitter.com", "x.com", "github.com",
    "business.site", "wikipedia.org", "linktr.ee", "docs.google.com",
)  # fmt: skip
"""Hosts that belong to none of the bodies whose pages they carry: there the path tells them apart."""

_ORDINARY = re.compile(r"https?://(?:www\.)?((?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/[A-Za-z0-9/._-]*)?\Z")
"""Most addresses: small letters, neither port nor user, so that the host stands there as it is."""


def summarize(entry: Entry, schema: Schema, reported: frozenset[Pointer] = frozenset()) -> EntrySummary:
    """The facts of ``entry``, ``tainted`` nodes left out: small, plain, the same for the same bytes and law."""
    wrong = reported | entry.refused
    found = tuple(references(entry.data, schema))
    named = dict(_names(entry))
    summary = EntrySummary(
        path=entry.path,
        kind=entry.kind,
        id=entry.stem if ("id",) in wrong else entry.id,
        status=str(entry.data.get("status") or ""),
        name=entry.name,
        place=fold(str(entry.get("head_office", "municipality") or "")),
        names=tuple(named.items()),
        keys=tuple(_keys(entry, schema)),
        references=found,
        terms=entry.terms,
        since=str(entry.data.get("status_since") or ""),
        acronyms=tuple(_acronyms(entry)),
        looks=_looks(named.values()),
        bodies=tuple(_bodies(entry, schema)),
        offers=tuple(_offers(entry)),
        membership=_membership(entry),
        coordinators=tuple(_coordinators(entry)),
        is_partial=any(pointer[:1] == ("relations",) for pointer in (*reported, *(each.pointer for each in entry.violations))),
    )
    # a word that is no term is left to the rules of the taxonomy, an id that is none to those between entries
    others = {pointer for pointer, _facet, _word in entry.terms} | {reference.pointer for reference in found}
    misplaced = {violation.pointer for violation in entry.violations if violation.keyword == "falseSchema"}
    said = reported | (entry.refused - (others - misplaced))
    return _drop_reported(summary, said) if said else summary


def _drop_reported(summary: EntrySummary, said: frozenset[Pointer]) -> EntrySummary:
    """``facts`` without what has been reported already: one slip, one diagnostic."""

    def is_sound(pointer: Pointer) -> bool:
        return not any(pointer[:length] in said for length in range(len(pointer) + 1))

    names = tuple(name for name in summary.names if is_sound(name[0]))
    return replace(
        summary,
        names=names,
        looks=_looks(name for _pointer, name in names),
        keys=tuple(key for key in summary.keys if is_sound(key[2])),
        references=tuple(reference for reference in summary.references if is_sound(reference.pointer)),
        terms=tuple(term for term in summary.terms if is_sound(term[0])),
        bodies=tuple(body for body in summary.bodies if is_sound(body[0])),
        offers=tuple(offer for offer in summary.offers if is_sound(offer[0])),
        membership=summary.membership if is_sound(("membership",)) else ("", "", ""),
        coordinators=tuple(each for each in summary.coordinators if is_sound(each[0])),
    )


def _names(entry: Entry) -> Iterator[tuple[Pointer, str]]:
    for index, name in entry.items("names"):
        value = name.get("value")
        if isinstance(value, str) and fold_name(value):
            yield ("names", index, "value"), fold_name(value)


def _looks(names: Iterable[str]) -> tuple[int, ...]:
    from alisei_cli.likeness.words import look_of  # a run that reads no changed file makes no summary

    return tuple(dict.fromkeys(look_of(name) for name in names))


def _acronyms(entry: Entry) -> Iterator[str]:
    for _index, name in entry.items("names"):
        if name.get("kind") == "acronym" and isinstance(name.get("value"), str):
            yield fold(name["value"])


def _bodies(entry: Entry, schema: Schema) -> Iterator[tuple[Pointer, str]]:
    for pointer, body in bodies(entry.data, schema):
        if "id" not in body and isinstance(body.get("name"), str):
            yield (*pointer, "name"), fold_name(body["name"])


def _offers(entry: Entry) -> Iterator[tuple[Pointer, str, str]]:
    for key in ("offers", "needs"):
        for index, offer in entry.items(key):
            summary = offer.get("summary")
            said = " / ".join(fold(str(text)) for _lang, text in sorted(summary.items())) if isinstance(summary, dict) else ""
            if said.strip(" /"):
                digest = sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
                yield (key, index), digest, str(offer.get("published") or "")


def _membership(entry: Entry) -> tuple[str, str, str]:
    status, since, until = (entry.text("membership", key) or "" for key in ("status", "since", "until"))
    return status, since, until


def _coordinators(entry: Entry) -> Iterator[tuple[Pointer, str, str, str]]:
    for index, body in entry.items("coordinators"):
        if isinstance(body.get("id"), str):
            first, last = (str(body.get(key) or "") for key in ("from", "until"))
            yield ("coordinators", index), body["id"], first, last


def _keys(entry: Entry, schema: Schema) -> Iterator[tuple[str, str, Pointer]]:
    yield from identifiers(entry.data, schema)
    host = host_of(entry.data.get("website"))
    if host and entry.kind == "stakeholder":
        yield "host", host, ("website",)


def identifiers(data: Data, schema: Schema) -> Iterator[tuple[str, str, Pointer]]:
    """The codes that only one body has, the strongest first: name, comparable form, pointer."""
    for number, pointer, value in schema.find(data, "identifiers", (route for route, _name in schema.identifiers)):
        name = schema.identifiers[number][1]
        codes = [((*pointer, index), item) for index, item in enumerate(value)] if isinstance(value, list) else [(pointer, value)]
        yield from ((name, normalize_identifier(name, code), at) for at, code in codes if isinstance(code, str) and code)


def normalize_identifier(kind: str, value: str) -> str:
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
