"""A JSON Schema as the tool uses it: names of a kind, order of its fields, where text, terms and references stand."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from alisei_cli.language import Labels
from alisei_cli.model.routes import Route, Tree, find_values, generalise, tree
from alisei_cli.model.source import Pointer

MANY = 10_000
"""Forms of blocks that are remembered, so that a hostile dataset fills no memory."""
_STRENGTH = itemgetter(1)
SAID = frozenset(
    {
        "$schema",
        "$id",
        "$comment",
        "title",
        "description",
        "examples",
        "default",
        "markdownDescription",
        "markdownEnumDescriptions",
    }
)
"""Keywords that ask nothing of an entry."""
NAMED = ("properties", "patternProperties", "$defs")
"""Keywords whose keys are names, not keywords."""
PLURAL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""Form of a folder's name."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One keyword of the schema that the data breaks."""

    pointer: Pointer
    keyword: str
    """As JSON Schema spells it: ``required``, ``additionalProperties``, ``type``, ``enum``, ``pattern``..."""
    value: Any
    """What the keyword wants: the missing key, the unexpected keys, the allowed values, the pattern."""


@dataclass(frozen=True, eq=False)
class Schema:
    """The schema of one kind of entry; only itself is equal to it."""

    kind: str
    document: Mapping[str, Any]
    check: Callable[[Any], Iterable[Violation]] = field(default=lambda data: (), repr=False)
    """Every violation in some data; the validating library behind it is the store's business."""
    _ordered: dict[tuple[Pointer, tuple[str, ...]], bool] = field(default_factory=dict, init=False, repr=False)
    _routes: dict[str, tuple[Route, ...]] = field(default_factory=dict, init=False, repr=False)
    _trees: dict[str, Tree] = field(default_factory=dict, init=False, repr=False)
    _texts: dict[Route, bool | None] = field(default_factory=dict, init=False, repr=False)

    @property
    def nesting(self) -> str:
        """How files nest below ``registry/<folder>/``, for example ``{region}/{id}.yaml``."""
        return str(self.document.get("x-alisei-path", "{id}.yaml"))

    @property
    def folder(self) -> str:
        """Folder of the kind below ``registry/``: its plural."""
        plural = self._naming.get("plural")
        return plural if isinstance(plural, str) and PLURAL.match(plural) else f"{self.kind}s"

    @property
    def labels(self) -> Labels:
        """Entries of the kind in words; its name where the schema has no label."""
        found = self._naming.get("labels")
        known = found if isinstance(found, dict) else {}
        return Labels(*(text if isinstance(text := known.get(each), str) else self.kind for each in ("it", "en")))

    @cached_property
    def demands(self) -> Any:
        """What is asked of entries: the document without what it says to people and without the keywords of this tool."""
        return _demands(self.document)

    @property
    def _naming(self) -> Mapping[str, Any]:
        found = self.document.get("x-alisei-kind")
        return found if isinstance(found, dict) else {}

    def at(self, pointer: Iterable[str | int]) -> Mapping[str, Any]:
        """The subschema at ``pointer``, with indices or ``*`` for items; empty without one."""
        here = self._resolve(self.document)
        for part in pointer:
            if isinstance(part, int) or part == "*":
                below = here.get("items")
            else:
                below = (here.get("properties") or {}).get(part)
                if below is None:
                    patterns = here.get("patternProperties") or {}
                    below = next(iter(patterns.values())) if len(patterns) == 1 else here.get("additionalProperties")
            here = self._resolve(below)
            if not here:
                break
        return here

    def admits_text(self, pointer: Pointer) -> bool | None:
        """Whether ``pointer`` admits text; ``None`` if it leads to no known field."""
        route = generalise(pointer)
        if route not in self._texts:
            node = self.at(route)
            self._texts[route] = "string" in list_types(node) if node else None
        return self._texts[route]

    def admits_bare(self, pointer: Pointer) -> bool:
        """Whether a date or a code of a fixed form belongs at ``pointer``, which goes without quotes."""
        node = self.at(generalise(pointer))
        return "pattern" in node and {"string", "integer"} <= set(list_types(node))

    @cached_property
    def facets(self) -> tuple[tuple[Route, str], ...]:
        """Every route bound to a facet (``x-alisei-facet``), in the order of the schema."""
        return self._annotated("x-alisei-facet", str)

    @cached_property
    def references(self) -> tuple[tuple[Route, tuple[str, ...]], ...]:
        """Every route that names an entry, with the kinds admitted there."""
        found = self._annotated("x-alisei-ref", list)
        return tuple((route, tuple(kind for kind in kinds if isinstance(kind, str))) for route, kinds in found)

    def targets(self, pointer: Pointer) -> tuple[str, ...]:
        """Kinds of entry that may be named at ``pointer``."""
        here = generalise(pointer)
        return next((kinds for route, kinds in self.references if route == here), ())

    @cached_property
    def bodies(self) -> tuple[Route, ...]:
        """Every block that names a body by ``id`` or, without an entry, by ``name``."""
        return tuple(
            route[:-1]
            for route, _kinds in self.references
            if route[-1] == "id" and "name" in (self.at(route[:-1]).get("properties") or {})
        )

    @cached_property
    def identifiers(self) -> tuple[tuple[Route, str], ...]:
        """Every route to a code of one body only, with its name, strongest first."""
        found = self._annotated("x-alisei-identifier", int)
        return tuple((route, route[-1]) for route, _strength in sorted(found, key=_STRENGTH))

    def identity(self, route: Route) -> tuple[str, ...]:
        """Fields that identify an item of the list at ``route`` (``x-alisei-identifier``); empty where none do."""
        found = self.at((*route, "*")).get("x-alisei-identifier")
        return tuple(field for field in found if isinstance(field, str)) if isinstance(found, list) else ()

    def _annotated(self, keyword: str, type_: type) -> tuple[tuple[Route, Any], ...]:
        return tuple((route, node[keyword]) for route, node in self.walk() if type(node.get(keyword)) is type_)

    def terms(self, data: Any) -> Iterator[tuple[Pointer, str, str]]:
        """Every text in ``data`` in place of a term: pointer, facet, text."""
        for number, pointer, value in self.find(data, "facets", (route for route, _facet in self.facets)):
            if isinstance(value, str):
                yield pointer, self.facets[number][1], value

    def terms_of(self, data: Any, facet: str) -> Iterator[str]:
        """Every text in ``data`` in place of a term of ``facet``."""
        routes = (route for route, name in self.facets if name == facet)
        return (value for _number, _pointer, value in self.find(data, f"facets/{facet}", routes) if isinstance(value, str))

    def formed(self, data: Any, definition: str) -> Iterator[tuple[Pointer, Any]]:
        """Every value in ``data`` in the form of a definition, with its pointer."""
        for _number, pointer, value in self.find(data, f"$defs/{definition}", self.routes(definition)):
            yield pointer, value

    def find(self, data: Any, name: str, routes: Iterable[Route]) -> list[tuple[int, Pointer, Any]]:
        """Every value in ``data`` at ``routes``, which are always the same for a ``name``."""
        if name not in self._trees:
            self._trees[name] = tree(routes)
        return find_values(data, self._trees[name])

    def routes(self, definition: str) -> tuple[Route, ...]:
        """Every route to values in the form of a definition, such as ``date``."""
        if definition not in self._routes:
            form = (self.document.get("$defs") or {}).get(definition, {}).get("pattern")
            self._routes[definition] = tuple(route for route, node in self.walk() if form and node.get("pattern") == form)
        return self._routes[definition]

    def order(self, pointer: Pointer) -> Mapping[str, int]:
        """The fields of the block at ``pointer`` with their canonical places."""
        return {name: place for place, name in enumerate(self.at(pointer).get("properties") or {})}

    def fields_before(self, pointer: Pointer) -> list[str]:
        """Fields that belong before the one at ``pointer``; all if that is unknown."""
        fields = list(self.at(pointer[:-1]).get("properties") or {})
        return fields[: fields.index(str(pointer[-1]))] if pointer[-1] in fields else fields

    def is_ordered(self, pointer: Pointer, fields: tuple[str, ...]) -> bool:
        """Whether the ``fields`` of the block at ``pointer`` are in canonical order."""
        form = (pointer, fields)
        known = self._ordered.get(form)
        if known is None:
            order = self.order(pointer)
            places = [order[field] for field in fields if field in order]
            known = places == sorted(places)
            if len(self._ordered) < MANY:
                self._ordered[form] = known
        return known

    def walk(self) -> Iterator[tuple[Route, Mapping[str, Any]]]:
        """Every subschema below properties and items, with its route; recursion is cut."""
        return iter(self._nodes)

    @cached_property
    def _nodes(self) -> tuple[tuple[Route, Mapping[str, Any]], ...]:
        return tuple(self._walk((), self.document, ()))

    def _walk(self, route: Route, node: Any, seen: tuple[int, ...]) -> Iterator[tuple[Route, Mapping[str, Any]]]:
        node = self._resolve(node)
        if id(node) in seen or not node or len(route) > 20:
            return
        yield route, node
        seen = (*seen, id(node))
        for name, below in (node.get("properties") or {}).items():
            yield from self._walk((*route, name), below, seen)
        if "items" in node:
            yield from self._walk((*route, "*"), node["items"], seen)

    def _resolve(self, node: Any) -> Mapping[str, Any]:
        for _hop in range(10):
            if not isinstance(node, dict):
                return {}
            reference = node.get("$ref")
            if not isinstance(reference, str) or not reference.startswith("#/"):
                return node
            target: Any = self.document
            for part in reference[2:].split("/"):
                target = target.get(part) if isinstance(target, dict) else None
            siblings = {key: value for key, value in node.items() if key != "$ref"}
            node = {**target, **siblings} if siblings and isinstance(target, dict) else target
        return {}


def _demands(node: Any) -> Any:
    if isinstance(node, list):
        return [_demands(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _demands(below) for name, below in value.items()}
        if key in NAMED and isinstance(value, dict)
        else _demands(value)
        for key, value in node.items()
        if key not in SAID and not key.startswith("x-alisei-")
    }


def list_types(node: Mapping[str, Any]) -> list[str]:
    """The types that ``node`` of a schema admits."""
    types = node.get("type", ())
    return [types] if isinstance(types, str) else list(types)


def split_languages(text: object) -> Labels:
    """A title or description of a schema, written as "Italian / English"."""
    said = text if isinstance(text, str) else ""
    parts = said.split(" / ")
    half = len(parts) // 2
    if len(parts) % 2 or not half:
        return Labels(said, said)
    return Labels(" / ".join(parts[:half]).strip(), " / ".join(parts[half:]).strip())
