"""Remedies for values only the author knows.

A remedy has a line with ``<...>``, and the choices.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.source import Pointer
from alisei_cli.rules._blanks import BLANK
from alisei_cli.rules._fields import description, key_of, line_of, template, write_value

FEW = 12
"""Maximum number of allowed values that are listed with their meaning."""
MANY_TERMS = FEW
"""Number of terms above which only the broadest ones are listed."""


def line(schema: Schema, pointer: Pointer) -> str:
    """Format the field at ``pointer`` with ``<...>``.

    It is empty if its fields are undefined.
    """
    made = template(schema, pointer)
    return "" if made is None else line_of(pointer, made)


def describe_field(context: Context, schema: Schema, pointer: Pointer) -> Text | Labels:
    """Describe the field at ``pointer`` from the schema.

    Its values are included if they are few.
    """
    own = description(schema.at(pointer))
    is_of_list = (
        not own.en and bool(pointer) and isinstance(pointer[-1], int)
    )  # of an item the schema says nothing, of its list it does
    said: Text | Labels = description(schema.at(pointer[:-1])) if is_of_list else own
    for leaf in _leaves(template(schema, pointer), pointer):
        allowed = choices(context, schema, leaf)
        if allowed:
            key = key_of(leaf)
            said = _("{said} {key} is one of these: {values}.", said=said, key=key, values=allowed)
            if _is_cut(context, schema, leaf):
                facet = key if len(leaf) == 1 else schema.at(leaf)["x-alisei-facet"]
                said = _("{said} All: alisei taxonomy {facet}, or docs/terms.md", said=said, facet=facet)
    return said


def choices(context: Context, schema: Schema, pointer: Pointer) -> list[object]:
    """List the allowed values at ``pointer``, with meanings if that stays readable.

    The list is empty if any value is allowed.
    """
    node = schema.at(pointer)
    facet = context.taxonomy.facets.get(str(node.get("x-alisei-facet")))
    if facet:
        current = [term for term in facet.terms.values() if not term.deprecated]
        broad = [term for term in current if not term.parent] if len(current) > MANY_TERMS else current
        return [_("{code} ({meaning})", code=term.code, meaning=term.labels) for term in broad]
    options = node.get("enum")
    return list_values(options, meanings(node, options)) if isinstance(options, list) else []


@lru_cache(maxsize=64)
def list_fields(schema: Schema, block: Pointer) -> tuple[object, ...]:
    """List the fields of a block, each with its title."""
    fields = schema.at(block).get("properties") or {}
    titles = {key: split_languages(schema.at((*block, key)).get("title")) for key in fields}
    return tuple(_("{code} ({meaning})", code=key, meaning=title) if title.en else key for key, title in titles.items())


def _is_cut(context: Context, schema: Schema, pointer: Pointer) -> bool:
    facet = context.taxonomy.facets.get(str(schema.at(pointer).get("x-alisei-facet")))
    return facet is not None and len(choices(context, schema, pointer)) < sum(
        not term.deprecated for term in facet.terms.values()
    )


def find_list_beside(schema: Schema, pointer: Pointer) -> str:
    """The field beside ``pointer`` that takes a list of the same terms, as ``secondary`` does beside ``primary``; empty without one."""
    facet = schema.at(pointer).get("x-alisei-facet")
    fields = schema.at(pointer[:-1]).get("properties") or {}
    return next((key for key in fields if facet and schema.at((*pointer[:-1], key, 0)).get("x-alisei-facet") == facet), "")


def list_values(options: Sequence[Any], meanings: Mapping[str, Labels]) -> list[object]:
    """Format ``options`` as typed, each with its meaning if they are few."""
    codes = [write_value(option) for option in options]
    return [
        _("{code} ({meaning})", code=code, meaning=meanings[code]) if code in meanings and len(codes) <= FEW else code
        for code in codes
    ]


def meanings(node: Mapping[str, Any], options: Sequence[Any]) -> dict[str, Labels]:
    """Collect the descriptions of ``options`` from the schema; may be empty."""
    said = node.get("markdownEnumDescriptions")
    if not isinstance(said, list) or len(said) != len(options):
        return {}
    return {write_value(option): split_languages(text) for option, text in zip(options, said, strict=True)}


def _leaves(value: Any, pointer: Pointer) -> Iterator[Pointer]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _leaves(below, (*pointer, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _leaves(below, (*pointer, index))
    elif value == BLANK:
        yield pointer
