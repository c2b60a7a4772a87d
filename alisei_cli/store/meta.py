"""The door to the meta-schema: whether a schema is one (JSON Schema 2020-12), by the reference implementation in Python."""

import json
from collections.abc import Iterator
from typing import Any

from alisei_cli.errors import DataError
from alisei_cli.language import _
from alisei_cli.model.schema import PLURAL
from alisei_cli.store.schema import DEPTH, MAX_SIZE, parse, paths
from alisei_cli.store.tree import Tree

PARTS = 20_000
"""Values in one schema."""
ITEMS = 300
"""Items of a list that are no texts: whether one stands there twice, the library finds out by comparing each with each."""

_NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
VOCABULARY: dict[str, Any] = {
    "x-alisei-path": {"type": "string", "pattern": "^(\\{region\\}/)?\\{id\\}\\.yaml$"},
    "x-alisei-kind": {
        "type": "object",
        "properties": {
            "plural": {"type": "string", "pattern": "^" + PLURAL.pattern.removesuffix("\\Z") + "$"},
            "labels": {"type": "object", "properties": {"it": {"type": "string"}, "en": {"type": "string"}}},
        },
        "additionalProperties": False,
    },
    "x-alisei-facet": {"type": "string"},
    "x-alisei-audience": {"type": "string"},
    "x-alisei-reason": {"type": "string"},
    "x-alisei-ref": _NAMES,
    "x-alisei-seat": {"const": True},
    "x-alisei-role": {"type": "string"},
    "x-alisei-identifier": {"anyOf": [{"type": "integer", "minimum": 1}, _NAMES]},
    "x-alisei-bands": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "uniqueItems": True},
    "x-alisei-style": {"enum": ["inline", "code"]},
}
"""Keywords of our own, each with its schema (docs/schemas.md says what they mean)."""


def documents(tree: Tree) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, text and document of every schema of the dataset.

    Raises:
        DataError: one cannot be read, or is not JSON.
    """
    for path in paths(tree):
        try:
            raw = tree.read(path, MAX_SIZE)
            text, document = raw.decode(), parse(raw)
        except (OSError, ValueError, RecursionError) as error:
            raise DataError(_("{path} is not a JSON object", path=path), _("alisei validate says what is wrong.")) from error
        if not _is_readable(document):
            raise DataError(
                _(
                    "{path} is too large: more than {parts} parts, {depth} inside each other, or {items} in one list that are no texts",
                    path=path,
                    parts=PARTS,
                    depth=DEPTH,
                    items=ITEMS,
                ),
                _("Look at what was pasted into it, and delete it: the largest schema of the registry has two thousand parts."),
            )
        yield path, text, document


def _is_readable(document: Any) -> bool:
    """Whether it is small enough for the reference implementation, which is slow and goes down by recursion."""
    level = [document]
    parts = 0
    for _depth in range(DEPTH):
        parts += len(level)
        if not level or parts > PARTS:
            return parts <= PARTS
        lists = [each for each in level if isinstance(each, list)]
        if any(len(each) > ITEMS and not all(isinstance(item, str) for item in each) for each in lists):
            return False
        level = [part for each in level if isinstance(each, dict) for part in each.values()] + [
            part for each in lists for part in each
        ]
    return False


def text_of(document: dict[str, Any]) -> str:
    """A schema as it stands in the repository: two spaces, accents as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def faults(document: dict[str, Any]) -> list[str]:
    """What the 2020-12 meta-schema has against a document; empty if nothing."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    own = Draft202012Validator({"properties": VOCABULARY})
    nodes = [((), document), *_nodes(document, ())]
    properties = document.get("properties") if "x-alisei-path" in document else None
    fields = properties if isinstance(properties, dict) else {}
    errors = [
        *((tuple(error.absolute_path), error.message) for error in validator.iter_errors(document)),
        *(((*place, *error.absolute_path), error.message) for place, node in nodes for error in own.iter_errors(node)),
        *(((*place, key), str(_("there is no such keyword"))) for place, node in nodes for key in node if _is_unknown(key)),
        *(
            (("properties", name), str(_("it has no x-alisei-audience, so only the last audience of the policy sees it")))
            for name, node in fields.items()
            if isinstance(node, dict) and "x-alisei-audience" not in node
        ),
    ]
    return [f"/{'/'.join(map(str, place))}: {message[:200]}" for place, message in errors]


def _nodes(value: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Every object below ``value`` with its place."""
    for part, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(below, dict):
            yield (*place, part), below
        yield from _nodes(below, (*place, part))


def _is_unknown(key: str) -> bool:
    return key.startswith("x-alisei-") and key not in VOCABULARY
