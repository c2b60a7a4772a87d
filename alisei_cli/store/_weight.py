"""How often one value may be asked about by one schema: what repeats itself without end is refused before it judges anything.

The validating library never loops, but a schema of a few hundred bytes that refers to itself ten times at each of ten levels keeps it
busy for years, and none of its settings forbids that.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.language import Text, _
from alisei_cli.model.source import START, Span

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST = 300
"""Subschemas that may be asked about one value and what it stands in; the heaviest schema of the registry needs a tenth."""
PLACES = 20_000
"""Fields that an entry may have, counted through all levels; the largest schema of the registry has three hundred."""
LEVELS = 20
"""How deep entries are."""

_MANY = ("allOf", "anyOf", "oneOf")
_ONE = ("not", "if", "then", "else")
_BELOW = ("additionalProperties", "unevaluatedProperties", "propertyNames", "items", "unevaluatedItems", "contains")
_ELSEWHERE = ("$dynamicRef", "$recursiveRef")


class UnusableError(ValueError):
    """A schema is unusable; ``reason`` and ``span`` say why and where."""

    def __init__(self, reason: Text, span: Span = START) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span


def weigh(document: Mapping[str, Any]) -> int:
    """Count the subschemas that one value may have to match.

    Raises:
        UnusableError: there are more than ``MOST``, they describe more than ``PLACES``, or a reference is recursive, external
            or broken.
    """
    if document.get("$schema", DIALECT) != DIALECT:
        raise UnusableError(_("its $schema is not {dialect}", dialect=DIALECT))
    scale = _Scale(document)
    heaviest = scale.weight(document, LEVELS, ())
    if scale.places(document, LEVELS) > PLACES:
        raise UnusableError(_("it describes more than {limit} fields", limit=PLACES))
    return heaviest


class _Scale:
    """One weighing; what was weighed once at a level is known."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.known: dict[tuple[int, int], int] = {}
        self.counted: dict[tuple[int, int], int] = {}

    def weight(self, node: Any, levels: int, above: tuple[int, ...]) -> int:
        """Of ``node`` for values that have so many ``levels`` below them; ``above`` are the nodes that ask about the same value."""
        if not isinstance(node, dict) or not node:
            return 1
        if id(node) in above:
            raise UnusableError(_("a part of it refers to itself endlessly"))
        key = (id(node), levels)
        if key not in self.known:
            if node is not self.document and "$id" in node:
                raise UnusableError(_("a part of it has its own $id"))
            here = (*above, id(node))
            whole = 1 + sum(self.weight(each, levels, here) for each in self._beside(node))
            if levels:
                whole += self._below(node, levels - 1)
            if whole > MOST:
                raise UnusableError(_("more than {limit} parts of it may speak of one value", limit=MOST))
            self.known[key] = whole
        return self.known[key]

    def places(self, node: Any, levels: int) -> int:
        """How many places ``node`` describes, itself included, as far as so many ``levels`` go down."""
        if not isinstance(node, dict) or not levels:
            return 1
        key = (id(node), levels)
        if key not in self.counted:
            fields = node.get("properties")
            below = [*(fields.values() if isinstance(fields, dict) else ()), node.get("items")]
            whole = 1 + sum(self.places(each, levels - 1) for each in below)
            self.counted[key] = whole + (self.places(self._target(node["$ref"]), levels) if "$ref" in node else 0)
        return self.counted[key]

    def _beside(self, node: Mapping[str, Any]) -> Iterator[Any]:
        """Subschemas that are asked about the same value as ``node``."""
        if any(key in node for key in _ELSEWHERE):
            raise UnusableError(_("it refers to a part of itself by $dynamicRef or $recursiveRef"))
        if "$ref" in node:
            yield self._target(node["$ref"])
        for key in _MANY:
            yield from node[key] if isinstance(node.get(key), list) else ()
        for key in _ONE:
            if key in node:
                yield node[key]
        dependent = node.get("dependentSchemas")
        yield from dependent.values() if isinstance(dependent, dict) else ()

    def _below(self, node: Mapping[str, Any], levels: int) -> int:
        """The most that a value right below has to answer to; of fields and places, each value is one only."""
        whole = 0
        for key in _BELOW:
            if key in node:
                whole += self.weight(node[key], levels, ())
        patterns = node.get("patternProperties")
        whole += sum(self.weight(each, levels, ()) for each in patterns.values()) if isinstance(patterns, dict) else 0
        fields, places = node.get("properties"), node.get("prefixItems")
        whole += max((self.weight(each, levels, ()) for each in fields.values()), default=0) if isinstance(fields, dict) else 0
        whole += max((self.weight(each, levels, ()) for each in places), default=0) if isinstance(places, list) else 0
        return whole

    def _target(self, reference: Any) -> Any:
        """The part of the document that ``reference`` leads to."""
        if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
            raise UnusableError(_("{reference} does not begin with #/, and points outside the file", reference=reference))
        here: Any = self.document
        for part in reference.split("/")[1:]:
            here = here.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(here, dict) else None
        if here is None:
            raise UnusableError(_("there is nothing at {reference}", reference=reference))
        return here
