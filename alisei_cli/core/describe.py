"""One entry as a person reads it: labels for keys, words for codes, and what other entries say of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.language import Labels, _, current
from alisei_cli.model.dataset import Entry
from alisei_cli.model.line import Line, Words
from alisei_cli.model.references import references
from alisei_cli.model.schema import Schema, both
from alisei_cli.model.source import Pointer
from alisei_cli.model.view import View

RELATIONS = {
    "parent": _("its parent is"),
    "child": _("it is the parent of"),
    "predecessor": _("it follows"),
    "successor": _("it was followed by"),
    "related": _("related to"),
    "member-of": _("member of"),
    "has-member": _("has as member"),
    "spin-off-of": _("spin-off of"),
    "has-spin-off": _("has as spin-off"),
}

_PLAIN = ("id", "status", "names", "relations", "description")
"""Fields that are told in a manner of their own."""


def describe(entry: Entry, dataset: View) -> Iterator[Line]:
    """The lines about ``entry``, most telling first; fields in the order of the schema."""
    schema = dataset.context.schemas[entry.kind]
    yield from _names(entry, schema, dataset)
    yield from _description(entry)
    for key in schema.document.get("properties", {}):
        if key in entry.data and key not in _PLAIN and entry.data[key] not in (None, "", [], {}):
            yield from _field(entry.data[key], (key,), schema, dataset, 0)
            if key == "head_office":
                yield from _nuts(entry, dataset)
    yield from _relations(entry, dataset)
    yield from _mentions(entry, dataset)


def _names(entry: Entry, schema: Schema, dataset: View) -> Iterator[Line]:
    others = [str(name["value"]) for _index, name in entry.items("names") if name.get("value") and name["value"] != entry.name]
    if others:
        yield Line(_("also"), "; ".join(others))
    if entry.data.get("status") not in ("active", None):
        yield Line(_("status"), _words(entry.data["status"], ("status",), schema, dataset))


def _description(entry: Entry) -> Iterator[Line]:
    text = entry.get("description", current()) or entry.get("description", "it") or entry.get("description", "en")
    if isinstance(text, str):
        yield Line(_("description"), text.strip())


def _nuts(entry: Entry, dataset: View) -> Iterator[Line]:
    territory = dataset.context.territory
    province = territory.provinces.get(str(entry.get("head_office", "province") or ""))
    region = territory.regions.get(str(entry.get("head_office", "region") or ""))
    code = (province.nuts3 if province else "") or (region.nuts2 if region else "")
    if code:
        yield Line(_("NUTS 2024"), code, 1)


def _field(value: Any, route: Pointer, schema: Schema, dataset: View, depth: int) -> Iterator[Line]:
    wanted = schema.at(route)
    label = _title(wanted, str(route[-1]))
    if isinstance(value, dict):
        yield Line(label, None, depth)
        for key, inner in value.items():
            yield from _field(inner, (*route, key), schema, dataset, depth + 1)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield Line(label, None, depth)
        for index, item in enumerate(value):
            yield Line("-", _one_line(item, (*route, index), schema, dataset), depth + 1)
    elif isinstance(value, list):
        yield Line(label, _joined([_words(item, (*route, 0), schema, dataset) for item in value]), depth)
    else:
        yield Line(label, _words(value, route, schema, dataset), depth)


def _one_line(item: Any, route: Pointer, schema: Schema, dataset: View) -> Words:
    if not isinstance(item, dict):
        return _words(item, route, schema, dataset)
    if item and set(item) <= {"it", "en"}:
        return str(item.get(current()) or next(iter(item.values())))
    parts = []
    for key, value in item.items():
        if isinstance(value, list):
            parts.append(_joined([_words(each, (*route, key, 0), schema, dataset) for each in value]))
        else:
            parts.append(_one_line(value, (*route, key), schema, dataset))
    return _joined(parts)


def _words(value: Any, route: Pointer, schema: Schema, dataset: View) -> Words:
    """A scalar in words: the label of a term, the name of an entry, the name of a region, else as it is."""
    if not isinstance(value, str):
        return _("yes") if value is True else str(value)
    if schema.at(route).get("x-alisei-facet") and value in dataset.context.taxonomy.terms:
        return dataset.label(value)
    if route[-1] == "region" and value in dataset.context.territory.regions:
        return dataset.context.territory.regions[value].name
    meaning = _meaning(value, schema.at(route))
    if meaning is not None:
        return meaning
    if value in dataset.by_id and "x-alisei-ref" in schema.at(route):
        return f"{dataset.by_id[value].name} ({value})"
    return value


def _meaning(value: str, wanted: Mapping[str, Any]) -> Labels | None:
    """What the schema says that one of its fixed values means, in short; ``None`` where it says nothing."""
    options, told = wanted.get("enum"), wanted.get("markdownEnumDescriptions")
    if not isinstance(options, list) or not isinstance(told, list) or value not in options or len(told) != len(options):
        return None
    labels = both(told[options.index(value)])
    return Labels(labels.it.partition(": ")[0], labels.en.partition(": ")[0])


def _joined(parts: list[Words]) -> Words:
    return Labels(", ".join(_said(part, "it") for part in parts), ", ".join(_said(part, "en") for part in parts))


def _said(part: Words, language: str) -> str:
    return str(getattr(part, language)) if isinstance(part, Labels) else str(part)


def _title(wanted: Any, otherwise: str) -> Words:
    it, _slash, en = str(wanted.get("title", otherwise)).partition(" / ")
    return Labels(it, en or it)


def _relations(entry: Entry, dataset: View) -> Iterator[Line]:
    for _index, relation in entry.items("relations"):
        target = relation.get("target")
        if isinstance(target, str):
            other = dataset.by_id.get(target)
            yield Line(
                RELATIONS.get(str(relation.get("kind")), str(relation.get("kind"))),
                f"{other.name} ({target})" if other else target,
            )


def _mentions(entry: Entry, dataset: View) -> Iterator[Line]:
    """Entries of other kinds that name this one."""
    for other in dataset.entries:
        schema = dataset.context.schemas[other.kind]
        if other.kind != entry.kind and any(entry.id == each.target for each in references(other.data, schema)):
            yield Line(_("named in"), f"{other.name} ({other.id})")
