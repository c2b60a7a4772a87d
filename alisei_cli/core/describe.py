"""One entry as a person reads it: labels for keys, words for codes, and what other entries say of it."""

from collections.abc import Iterator
from typing import Any

from alisei_cli.language import _, current_language
from alisei_cli.model.dataset import Entry
from alisei_cli.model.line import Line
from alisei_cli.model.references import references
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer
from alisei_cli.model.view import View
from alisei_cli.model.wording import join_words, main_name, put_in_words, title_of, word

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
    shown = str(main_name(entry))
    others = [str(name["value"]) for _index, name in entry.items("names") if name.get("value") and name["value"] != shown]
    if others:
        yield Line(_("also"), "; ".join(others))
    if entry.data.get("status") not in ("active", None):
        yield Line(_("status"), word(entry.data["status"], ("status",), schema, dataset))


def _description(entry: Entry) -> Iterator[Line]:
    text = entry.get("description", current_language()) or entry.get("description", "it") or entry.get("description", "en")
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
    label = title_of(wanted, str(route[-1]))
    if isinstance(value, dict):
        yield Line(label, None, depth)
        for key, inner in value.items():
            yield from _field(inner, (*route, key), schema, dataset, depth + 1)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield Line(label, None, depth)
        for index, item in enumerate(value):
            yield Line("-", put_in_words(item, (*route, index), schema, dataset), depth + 1)
    elif isinstance(value, list):
        yield Line(label, join_words([word(item, (*route, 0), schema, dataset) for item in value]), depth)
    else:
        yield Line(label, word(value, route, schema, dataset), depth)


def _relations(entry: Entry, dataset: View) -> Iterator[Line]:
    for _index, relation in entry.items("relations"):
        target = relation.get("target")
        if isinstance(target, str):
            other = dataset.by_id.get(target)
            yield Line(
                RELATIONS.get(str(relation.get("kind")), str(relation.get("kind"))),
                f"{main_name(other)} ({target})" if other else target,
            )


def _mentions(entry: Entry, dataset: View) -> Iterator[Line]:
    """Entries of other kinds that name this one."""
    for other in dataset.entries:
        schema = dataset.context.schemas[other.kind]
        if other.kind != entry.kind and any(entry.id == each.target for each in references(other.data, schema)):
            yield Line(_("named in"), f"{main_name(other)} ({other.id})")
