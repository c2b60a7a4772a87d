"""The door through which YAML is written: ruamel.yaml, so that comments, order and quotes of what was there stay."""

import io
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from alisei_cli.model.bare_text import is_taken
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer

MODELINE = "# yaml-language-server: $schema={up}schema/{kind}.schema.json"
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")


def _engine() -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import BaseResolver

    class Resolver(BaseResolver):
        """The scalars of our own reader: dates, versions and numbers with leading zeros are text and need no quotes."""

        processing_version = (1, 2)

        def __init__(self, version: object = None, loader: object = None) -> None:
            super().__init__(loader)

    Resolver.add_implicit_resolver_base("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
    Resolver.add_implicit_resolver_base("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""])
    Resolver.add_implicit_resolver_base("tag:yaml.org,2002:int", _INTEGER, list("-0123456789"))
    engine = YAML()
    engine.Resolver = Resolver
    engine.preserve_quotes = True
    engine.width = 1_000_000
    engine.indent(mapping=2, sequence=4, offset=2)
    return engine


def modeline(path: str, kind: str) -> str:
    """The first line of an entry: tells editors which schema explains it."""
    return MODELINE.format(up="../" * path.count("/"), kind=kind)


def write_entry(data: Mapping[str, Any], modeline: str, schema: Schema) -> str:
    """The text of a new entry: modeline first, keys in the order of the schema, short blocks on one line."""
    return f"{modeline}\n{_dump(_engine(), _style_value(data, (), schema))}"


def fill(text: str, additions: Sequence[tuple[Pointer, Any]], schema: Schema) -> str:
    """``text`` with each value at its pointer, which must be absent or an empty list."""
    engine = _engine()
    data = engine.load(text)
    for pointer, value in additions:
        here = data
        for part in pointer[:-1]:
            here = here[part]
        key = pointer[-1]
        styled = _style_value(value, pointer, schema)
        if isinstance(here, list):
            here.append(styled)
        elif key in here:
            here[key] = styled
        else:
            earlier = schema.fields_before(pointer)
            place = max((index for index, present in enumerate(here, 1) if present in earlier), default=0)
            here.insert(place, key, styled)
    return _dump(engine, data)


def lay_out(pointer: Pointer, value: Any, schema: Schema) -> str:
    """The lines of a value with its key, or with the dash of an item, at the left margin, as a new entry has them."""
    key, styled = pointer[-1], _style_value(value, pointer, schema)
    return textwrap.dedent(_dump(_engine(), [styled] if isinstance(key, int) else {key: styled}))


def _style_value(value: Any, route: Pointer, schema: Schema) -> Any:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    if isinstance(value, Mapping):
        order = list(schema.at(route).get("properties", {}))
        keys = sorted(value, key=lambda key: order.index(key) if key in order else len(order))
        block = CommentedMap((key, _style_value(value[key], (*route, key), schema)) for key in keys)
        is_inline = bool(route) and (isinstance(route[-1], int) or schema.at(route).get("x-alisei-style") == "inline")
        if is_inline and not _is_deep(value):
            block.fa.set_flow_style()
        return block
    if isinstance(value, (list, tuple)):
        items = CommentedSeq(_style_value(item, (*route, index), schema) for index, item in enumerate(value))
        if not any(isinstance(item, Mapping) for item in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str) and is_taken(value) and schema.admits_text(route) and not schema.admits_bare(route):
        return SingleQuotedScalarString(value)
    if isinstance(value, str) and _INTEGER.match(value) and "integer" in schema.at(route).get("type", ()):
        return int(value)  # a year needs no quotes: the reader keeps its text
    if isinstance(value, str) and "?" in value:
        return DoubleQuotedScalarString(value)  # PyYAML without its C library refuses a bare ? between braces
    return value


def _is_deep(value: Mapping[str, Any]) -> bool:
    return any(isinstance(inner, Mapping) for inner in value.values())


def _dump(engine: Any, data: Any) -> str:
    buffer = io.StringIO()
    engine.dump(data, buffer)
    return buffer.getvalue()
