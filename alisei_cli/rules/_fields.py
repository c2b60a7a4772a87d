"""Fields of a schema in sentences: how one is typed, and which was meant."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import Labels
from alisei_cli.model.dataset import Entry
from alisei_cli.model.routes import generalise
from alisei_cli.model.schema import Schema, list_types, split_languages
from alisei_cli.model.source import Pointer
from alisei_cli.nearest import find_nearest_by
from alisei_cli.rules._blanks import BLANK
from alisei_cli.rules._names import CALLED, PERSONS, PHONES, find_fields

MANY = 50
"""Maximum number of slips of one kind that get a suggestion."""

DEEP = 8
"""Maximum depth of nested blocks in a template."""

_PLAIN = re.compile(r"[^\W_](?:[^\n:#,\[\]{}\"'`]|:(?=\S)|(?<=\S)#)*\Z")


def write_value(value: Any) -> str:
    """``value`` as one would type it on one line of an entry."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {write_value(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(write_value(item) for item in value) + "]"
    if isinstance(value, str):
        is_plain = value == BLANK or (_PLAIN.match(value) and value == value.strip() and value not in ("true", "false", "null"))
        return value if is_plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def key_of(pointer: Pointer) -> str:
    """The name of the field that ``pointer`` leads to, or into whose list."""
    return next((part for part in reversed(pointer) if isinstance(part, str)), "")


def line_of(pointer: Pointer, value: Any) -> str:
    """The line on which ``value`` is typed at ``pointer``: with the name of its field, unless it is an item."""
    return write_value(value) if pointer and isinstance(pointer[-1], int) else f"{key_of(pointer)}: {write_value(value)}"


def description(node: Mapping[str, Any]) -> Labels:
    """What the schema says of a field, in both languages."""
    return split_languages(node.get("description"))


def template(schema: Schema, pointer: Pointer) -> Any:
    """Build a template for ``pointer`` with ``<...>`` as values.

    It is ``None`` if the schema does not define the fields of a block.
    """
    node = schema.at(pointer)
    if "items" in node:
        item = template(schema, (*pointer, 0))
        return [BLANK if item is None else item]
    fields = node.get("properties")
    if isinstance(fields, dict) and len(pointer) < DEEP:
        made = {key: template(schema, (*pointer, key)) for key in _list_required(node, fields)}
        return {key: BLANK if below is None else below for key, below in made.items()}
    names = node.get("patternProperties")
    if isinstance(names, dict) and len(names) == 1 and len(pointer) < DEEP:  # a block under each of many names
        below = template(schema, (*pointer, BLANK))
        return {BLANK: BLANK if below is None else below}
    return None if "object" in list_types(node) else BLANK


def _list_required(node: Mapping[str, Any], fields: Mapping[str, Any]) -> list[str]:
    """List the fields that a block of this kind needs at least."""
    shown = (node.get("examples") or [None])[0]
    either = (node.get("anyOf") or [{}])[0].get("required", ())
    wanted = {*node.get("required", ()), *either, *(shown if isinstance(shown, dict) else ())}
    return [key for key in fields if key in wanted] or (list(fields) if set(fields) == {"it", "en"} else list(fields)[:1])


def find_meant(entry: Entry, schema: Schema) -> Mapping[Pointer, Mapping[str, str]]:
    """The unknown fields of each block, with the field that was probably meant."""
    return {block: dict(_find_meant(entry, schema, block)) for block in _blocks(entry)}


def _blocks(entry: Entry) -> list[Pointer]:
    return list(dict.fromkeys(violation.pointer for violation in entry.violations if violation.keyword in UNKNOWN))[:MANY]


UNKNOWN = ("additionalProperties", "unevaluatedProperties")
"""Keywords of the schema that refuse a field's name."""


def _find_meant(entry: Entry, schema: Schema, block: Pointer) -> Iterator[tuple[str, str]]:
    unknown = [
        key
        for violation in entry.violations
        if violation.pointer == block and violation.keyword in UNKNOWN and isinstance(violation.value, (list, tuple))
        for key in violation.value
    ]
    found_here = entry.get(*block)
    here = found_here if isinstance(found_here, dict) else {}
    missing = {
        str(violation.value) for violation in entry.violations if violation.pointer == block and violation.keyword == "required"
    }
    left = {key: forms for key, forms in spellings(schema, block).items() if key not in here}
    free = {fold(form) for forms in left.values() for form in forms}
    unknown = [key for key in unknown[:MANY] if not _is_another(schema, block, key, free)]
    near = _pair_nearest(tuple(unknown), tuple(left.items()), frozenset(missing))
    yield from near
    address = here.get(unknown[0]) or unknown[0] if len(unknown) == 1 else None
    if not near and address and (name := _choose_by_address(schema, block, address, list(left))):
        yield unknown[0], name
    elif not near and len(unknown) == 1 and len(missing) == 1:
        key, name = unknown[0], min(missing)
        if name in left and here.get(key) in (schema.at((*block, name)).get("enum") or ()):
            yield key, name


def _is_another(schema: Schema, block: Pointer, key: str, free: Collection[str]) -> bool:
    """Whether ``key`` names a field that is taken or belongs elsewhere.

    In that case similar names are not suggested.
    """
    wanted = fold(key)
    if wanted in PHONES or wanted in PERSONS:
        return True
    here = generalise(block)
    is_known = any(not block or route[:-1] == here for route in find_fields(schema, key))
    return is_known and wanted not in free


def _choose_by_address(schema: Schema, block: Pointer, value: Any, fields: list[str]) -> str | None:
    """The only one of ``fields`` that admits a mailbox or web address."""
    if not isinstance(value, str) or not ("@" in value or "://" in value):
        return None
    nodes = {name: schema.at((*block, name)) for name in fields}
    fitting = [name for name, node in nodes.items() if "pattern" in node and admits(node, value)]
    return fitting[0] if len(fitting) == 1 else None


def admits(node: Mapping[str, Any], text: str) -> bool:
    """Whether ``text``, as typed, may stand where ``node`` of a schema judges a single value."""
    if len(text) > node.get("maxLength", len(text)):
        return False
    if "enum" in node:
        return text in node["enum"]
    if "pattern" in node:
        return bool(re.search(str(node["pattern"]), text))
    if "string" in list_types(node):
        return True
    return (
        "integer" in list_types(node)
        and text.isdecimal()
        and node.get("minimum", 0) <= int(text) <= node.get("maximum", int(text))
    )


@lru_cache(maxsize=64)
def _pair_nearest(
    unknown: tuple[str, ...], known: tuple[tuple[str, tuple[str, ...]], ...], missing: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """Each unknown field with the nearest ``known`` one, missing ones first."""
    left, found = dict(known), []
    for key in unknown:
        asked = split_glued(key)[0] or key
        first = find_nearest_by(asked, {name: forms for name, forms in left.items() if name in missing}, 1)
        for name in first or find_nearest_by(asked, left, 1):
            del left[name]
            found.append((key, name))
    return tuple(found)


def split_glued(key: str) -> tuple[str, str]:
    """Field and value of ``primary:pharma``; two empty texts if ``key`` is only a name."""
    name, colon, value = key.partition(":")
    return (name.strip(), value.strip()) if colon and name.strip() and value.strip() else ("", "")


def spellings(schema: Schema, block: Pointer) -> Mapping[str, tuple[str, ...]]:
    """The fields of a block with their other names, in both languages."""
    return _spellings(schema, generalise(block))


@lru_cache(maxsize=1_000)
def _spellings(schema: Schema, block: Pointer) -> Mapping[str, tuple[str, ...]]:
    titles = {key: split_languages(schema.at((*block, key)).get("title")) for key in schema.at(block).get("properties") or {}}
    words: dict[str, list[str]] = {}
    for word, field in CALLED.items():
        parts = tuple(field.split("."))
        if parts[:-1] == block or (block == ("sites", "*") and parts[0] == "head_office"):
            words.setdefault(parts[-1], []).append(word)
    return {key: (key, title.it, title.en, *words.get(key, ())) for key, title in titles.items()}


def is_unknown(entry: Entry, pointer: Pointer) -> bool:
    """Whether the value at ``pointer`` is in a field that the schema does not know."""
    return any(
        violation.keyword in UNKNOWN
        and pointer[: len(violation.pointer)] == violation.pointer
        and pointer[len(violation.pointer)] in violation.value
        for violation in entry.violations
        if len(pointer) > len(violation.pointer)
    )


def replace_value(data: Any, pointer: Pointer, value: Any) -> Any:
    """``data`` with another value at ``pointer``; only what lies on the way is copied."""
    if not pointer:
        return value
    first = pointer[0]
    copy: Mapping[Any, Any] | list[Any]
    if isinstance(data, dict):
        copy = {**data, first: replace_value(data[first], pointer[1:], value)}
    else:
        copy = [replace_value(item, pointer[1:], value) if index == first else item for index, item in enumerate(data)]
    return copy


def is_refused(entry: Entry, schema: Schema, pointer: Pointer, value: Any) -> bool:
    """Whether the schema would have anything against ``value`` at ``pointer``."""
    changed = replace_value(entry.data, pointer, value)
    return any(violation.pointer[: len(pointer)] == pointer for violation in schema.check(changed))
