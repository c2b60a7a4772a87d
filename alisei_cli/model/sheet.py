"""Layout of the workbook that people fill in: which field has a column on which sheet, and the marks that say so in the file."""

from collections.abc import Mapping
from typing import Any

from alisei_cli.language import speak_language
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, list_types, split_languages
from alisei_cli.model.source import json_pointer
from alisei_cli.model.taxonomy import Taxonomy

VERSION = "1"
"""Of the layout."""
HIDDEN = "alisei"
"""Sheet with the commit, and every cell as it was sent."""
FIRST_ROW = 3
"""Of the entries, counted from 1: above are the marks, which are hidden, and the headings."""
ID, KEY, REMOVE, NAME = "/id", "#item", "#remove", "#name"
"""Marks of columns that are no field: of the entry, the item as it was sent, whether to remove it, the entry's name."""
BETWEEN = "; "
"""Between several values in one cell."""
LEFT_OUT = ("id", "verified", "maintainers", "sharing")
"""Fields that no workbook changes."""


def list_columns(schema: Schema) -> Mapping[Route, tuple[Route, ...]]:
    """The fields of each sheet, in the order of the schema: of the entry at ``()``, of items at the route of their list."""
    found: dict[Route, tuple[Route, ...]] = {(): ()}
    for route, node in schema.walk():
        is_block = "object" in list_types(node) or "object" in list_types(schema.at((*route, "*")))
        if not route or route[0] in LEFT_OUT or route[-1] == "*" or is_block or route.count("*") > 1:
            continue
        place = route[: route.index("*")] if "*" in route else ()
        found[place] = (*found.get(place, ()), route)
    return found


def mark_column(route: Route) -> str:
    """How the hidden row names a field: ``/names/*/value``."""
    return json_pointer(route)


def list_choices(route: Route, schema: Schema, taxonomy: Taxonomy) -> dict[str, str]:
    """What may be chosen in a field, in Italian with the code in parentheses, by code; empty for free text."""
    node = schema.at((*route, "*")) if "items" in schema.at(route) else schema.at(route)
    codes = [code for code in node.get("enum") or () if isinstance(code, str)]
    said = node.get("markdownEnumDescriptions") or ()
    with speak_language("it"):
        facet = taxonomy.facets.get(str(node.get("x-alisei-facet")))
        if facet:
            return {code: f"{facet.terms[code].labels} ({code})" if code in facet.terms else code for code in codes}
        if len(said) != len(codes):
            return {code: code for code in codes}
        return {code: f"{split_languages(text).it} ({code})" for code, text in zip(codes, said, strict=True)}


def show_value(value: Any, choices: Mapping[str, str]) -> str | None:
    """A cell for ``value``; ``None`` for what no cell can hold."""
    if isinstance(value, list):
        shown = [show_value(each, choices) for each in value]
        texts = [each for each in shown if each is not None and BETWEEN.strip() not in each]
        return BETWEEN.join(texts) if len(texts) == len(shown) else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return choices.get(str(value), str(value))
