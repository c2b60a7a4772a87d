"""Where in a block of fields a value belongs that stands in the place of the whole block."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from alisei_cli.model.dataset import Entry
from alisei_cli.model.schema import Schema, list_types
from alisei_cli.model.source import Pointer
from alisei_cli.rules._blanks import BLANK
from alisei_cli.rules._fields import UNKNOWN, admits

_LEVELS = re.compile(r"(?:trl)?[ -]?([1-9])(?: ?[-–/] ?(?:trl)?[ -]?([1-9]))?\Z", re.IGNORECASE)


def build_block(schema: Schema, pointer: Pointer, value: str | int) -> dict[str, Any] | None:
    """Build a block from ``value`` and ``<...>``.

    It is ``None`` if the right field is unclear.
    """
    node = schema.at(pointer)
    fields = node.get("properties") or {}
    if set(fields) == {"it", "en"}:
        return {"it": value}
    if set(fields) == {"from", "to"} and schema.at((*pointer, "to")).get("maximum") == 9:
        levels = _LEVELS.match(str(value).strip())
        return {"from": int(levels[1]), "to": int(levels[2] or levels[1])} if levels else None
    required = [key for key in node.get("required", ()) if key in fields]
    slot = _slot({key: schema.at((*pointer, key)) for key in fields}, required, str(value))
    if slot is None:
        return None
    if "string" in list_types(schema.at((*pointer, slot))):
        value = str(value)
    return {
        key: value if key == slot else _fill_required(schema.at((*pointer, key))) for key in fields if key in {slot, *required}
    }


def find_unnamed(entry: Entry, schema: Schema) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Each block between braces that holds values without the names of their fields, and the block that was meant."""
    for violation in entry.violations:
        here = entry.get(*violation.pointer)
        if violation.keyword not in UNKNOWN or not isinstance(here, dict) or set(here) != set(violation.value):
            continue
        block = _name_values(schema, violation.pointer, here) if all(value is None for value in here.values()) else None
        if block:
            yield violation.pointer, block


def _name_values(schema: Schema, pointer: Pointer, values: Collection[str]) -> dict[str, Any] | None:
    """The ``values`` by the only field that each can belong to; ``None`` where one fits several, or a required field lacks."""
    node = schema.at(pointer)
    left = {key: schema.at((*pointer, key)) for key in node.get("properties") or {}}
    required = set(node.get("required", ()))
    block: dict[str, Any] = {}
    for value in values:
        telling = [key for key, each in left.items() if _is_telling(each) and admits(each, value)]
        free = [key for key, each in left.items() if key in required and not _is_telling(each) and admits(each, value)]
        fitting = telling or free
        if len(fitting) != 1:
            return None
        del left[fitting[0]]
        block[fitting[0]] = value
    return block if required <= set(block) else None


def is_whole(block: Mapping[str, Any]) -> bool:
    """Whether nothing is missing in the block, and no one has to decide about its language."""
    return BLANK not in block.values() and "it" not in block


def _fill_required(node: Mapping[str, Any]) -> str:
    """What a required field gets that the value does not fill: a name is one to show, as far as anyone can tell."""
    return "display" if "display" in node.get("enum", ()) else BLANK


def _slot(nodes: Mapping[str, Mapping[str, Any]], required: list[str], text: str) -> str | None:
    """The only field that says of itself that such a value belongs there; where none does, the first for any text, required ones first.

    An optional count says nothing of itself: any number fits it, a year too.
    """
    counts = {key for key, node in nodes.items() if key not in required and list_types(node) == ["integer"]}
    telling = [key for key, node in nodes.items() if _is_telling(node) and admits(node, text) and key not in counts]
    free = [key for key, node in nodes.items() if not _is_telling(node) and admits(node, text)]
    if any(key in required for key in free):
        return next(key for key in free if key in required)
    if telling:
        return telling[0] if len(telling) == 1 else None
    facets = [key for key in required if "x-alisei-facet" in nodes[key]]
    if len(required) == len(facets) == 1:  # the word is no term, and another rule will say which was meant
        return facets[0]
    return next(iter(free), None)


def _is_telling(node: Mapping[str, Any]) -> bool:
    return "enum" in node or "pattern" in node or "string" not in list_types(node)
