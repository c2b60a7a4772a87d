"""Values in the form of their field, out of what people type: days as in an office, addresses without their beginning, ids left out."""

from collections.abc import Collection, Mapping
from typing import Any

from alisei_cli.folding import fold, slug
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.source import Source
from alisei_cli.rules._fields import admits
from alisei_cli.rules._forms import forms, is_plausible

LONGEST = 300
"""Characters of a text that is tried in other forms."""
LONGEST_ID = 40


def find_usual_form(typed: str, route: Route, schema: Schema, context: Context) -> str:
    """``typed`` in the form that its field requires, where it can only have been meant so; otherwise as it is."""
    node = schema.at(route)
    is_too_long = "pattern" not in node and len(typed) > node.get("maxLength", LONGEST)  # no form of a text makes it shorter
    if is_too_long or len(typed) > LONGEST or admits(node, typed):
        return typed
    called = _find_called(typed, node)
    if called:
        return called
    entry = Entry("", schema.kind, {}, Source("", "", None))
    for form in forms(entry, context, route, typed):
        if form.is_sure and form.text and admits(node, form.text) and is_plausible(entry, context, route, form.text):
            return form.text
    return typed


def _find_called(typed: str, node: Mapping[str, Any]) -> str | None:
    """The only value of a list in the schema that is labelled so, in either language: whole, or up to the colon."""
    found = set()
    for code, said in zip(node.get("enum") or (), node.get("markdownEnumDescriptions") or (), strict=False):
        labels = split_languages(said)
        if fold(typed) in {fold(part) for label in (labels.it, labels.en) for part in (label, label.partition(":")[0])}:
            found.add(str(code))
    return found.pop() if len(found) == 1 else None


def add_id(item: Any, taken: Collection[str], fields: Collection[str]) -> Any:
    """``item`` with an id where its list knows items by ids and it has none: its first words, with a number if they are ``taken``."""
    if tuple(fields) != ("id",) or not isinstance(item, dict) or item.get("id"):
        return item
    texts = [text for block in item.values() if isinstance(block, dict) for text in (block.get("it"), block.get("en"))]
    said = next((text for text in (*texts, item.get("kind")) if isinstance(text, str) and slug(text)), None)
    if said is None:
        return item
    id_ = base = slug(said, LONGEST_ID)
    number = 1
    while id_ in taken:
        number += 1
        id_ = f"{base}-{number}"
    return {"id": id_, **item}
