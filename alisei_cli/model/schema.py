"""A JSON Schema as the tool uses it: names of a kind, order of its fields, where text, terms and references stand."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from alisei_cli.language import Labels
from alisei_cli.model.source import Pointer

MANY = 10_000
"""Forms of blocks that are remembered, so that a hostile dataset fills no memory."""
Route = tuple[str, ...]
"""A pointer with ``*`` for any index of a list."""
Tree = dict[str, tuple[int | None, "Tree"]]
"""Routes by their first part: the number of the route that ends there, if one does, and the rest of those that go on."""
_NUMBER = itemgetter(0)
_STRENGTH = itemgetter(1)
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

    @property
    def _naming(self) -> Mapping[str, Any]:
        found = self.document.get("x-alisei-kind")
        return found if isinstance(found, dict) else {}

    def at(self, pointer: Iterable[str | int]) -> Mapping[str, Any]:
        """The subschema for what stands at ``pointer`` (indices or ``*`` for list items); empty where there is none."""
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
        """Whether text may stand at ``pointer``, so that a plain scalar there keeps its source text; ``None`` where no field is known."""
        route = tuple("*" if isinstance(part, int) else part for part in pointer)
        if route not in self._texts:
            node = self.at(route)
            types = node.get("type", ())
            self._texts[route] = "string" in ([types] if isinstance(types, str) else types) if node else None
        return self._texts[route]

    @cached_property
    def _texts(self) -> dict[Route, bool | None]:
        return {}

    @cached_property
    def facets(self) -> tuple[tuple[Route, str], ...]:
        """Every route bound to a facet (``x-alisei-facet``), in the order of the schema."""
        return self._annotated("x-alisei-facet", str)

    @cached_property
    def references(self) -> tuple[tuple[Route, tuple[str, ...]], ...]:
        """Every route that names an entry (``x-alisei-ref``), with the kinds that may stand there."""
        found = self._annotated("x-alisei-ref", list)
        return tuple((route, tuple(kind for kind in kinds if isinstance(kind, str))) for route, kinds in found)

    def targets(self, pointer: Pointer) -> tuple[str, ...]:
        """Kinds of entry that may be named at ``pointer``."""
        return self._targets.get(tuple("*" if isinstance(part, int) else part for part in pointer), ())

    @cached_property
    def _targets(self) -> dict[Route, tuple[str, ...]]:
        return dict(self.references)

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
        """Every route of a code that only one body has, with its name; the strongest first (``x-alisei-identifier``)."""
        found = self._annotated("x-alisei-identifier", int)
        return tuple((route, route[-1]) for route, _strength in sorted(found, key=_STRENGTH))

    def identity(self, route: Route) -> tuple[str, ...]:
        """Fields that identify an item of the list at ``route`` (``x-alisei-identifier``); empty where none do."""
        found = self.at((*route, "*")).get("x-alisei-identifier")
        return tuple(field for field in found if isinstance(field, str)) if isinstance(found, list) else ()

    def _annotated(self, keyword: str, type_: type) -> tuple[tuple[Route, Any], ...]:
        return tuple((route, node[keyword]) for route, node in self.walk() if type(node.get(keyword)) is type_)

    def terms(self, data: Any) -> Iterator[tuple[Pointer, str, str]]:
        """Every text in ``data`` that stands where a term belongs: pointer, name of the facet, text."""
        for number, pointer, value in self.find(data, "facets", (route for route, _facet in self.facets)):
            if isinstance(value, str):
                yield pointer, self.facets[number][1], value

    def formed(self, data: Any, definition: str) -> Iterator[tuple[Pointer, Any]]:
        """Everything in ``data`` that stands at one of the ``routes`` of a definition, with its pointer."""
        for _number, pointer, value in self.find(data, f"$defs/{definition}", self.routes(definition)):
            yield pointer, value

    def find(self, data: Any, name: str, routes: Iterable[Route]) -> list[tuple[int, Pointer, Any]]:
        """Number of the route, pointer and value of everything in ``data`` at ``routes``, which are always the same for a ``name``."""
        if name not in self._trees:
            self._trees[name] = tree(routes)
        return found_in(data, self._trees[name])

    @cached_property
    def _trees(self) -> dict[str, Tree]:
        return {}

    def routes(self, definition: str) -> tuple[Route, ...]:
        """Every route whose values have the form that ``$defs`` describes under this name, such as ``date`` or ``url``."""
        if definition not in self._routes:
            form = (self.document.get("$defs") or {}).get(definition, {}).get("pattern")
            self._routes[definition] = tuple(route for route, node in self.walk() if form and node.get("pattern") == form)
        return self._routes[definition]

    @cached_property
    def _routes(self) -> dict[str, tuple[Route, ...]]:
        return {}

    def order(self, pointer: Pointer) -> Mapping[str, int]:
        """The fields of the block at ``pointer``, each with its place in the canonical order; empty where there is none."""
        route = tuple("*" if isinstance(part, int) else part for part in pointer)
        if route not in self._orders:
            fields = self.at(route).get("properties") or {}
            self._orders[route] = {name: place for place, name in enumerate(fields)}
        return self._orders[route]

    def is_ordered(self, pointer: Pointer, fields: tuple[str, ...]) -> bool:
        """Whether the ``fields`` of the block at ``pointer`` stand in the canonical order; the few forms that entries have are remembered."""
        form = (pointer, fields)
        known = self._ordered.get(form)
        if known is None:
            order = self.order(pointer)
            places = [order[field] for field in fields if field in order]
            known = places == sorted(places)
            if len(self._ordered) < MANY:
                self._ordered[form] = known
        return known

    @cached_property
    def _ordered(self) -> dict[tuple[Pointer, tuple[str, ...]], bool]:
        return {}

    @cached_property
    def _orders(self) -> dict[Route, Mapping[str, int]]:
        return {}

    def walk(self) -> Iterator[tuple[Route, Mapping[str, Any]]]:
        """Every subschema reachable through properties and items, with its route; recursion of a ``$ref`` is cut."""
        yield from self._nodes

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


def both(text: object) -> Labels:
    """A title or description of a schema, which says everything twice: "Italian / English"."""
    said = text if isinstance(text, str) else ""
    parts = said.split(" / ")
    half = len(parts) // 2
    if len(parts) % 2 or not half:
        return Labels(said, said)
    return Labels(" / ".join(parts[:half]).strip(), " / ".join(parts[half:]).strip())


def tree(routes: Iterable[Route]) -> Tree:
    """``routes`` with what they have in common told once, so that one walk over some data finds all that stands at any of them."""
    top: Tree = {}
    for number, route in enumerate(routes):
        below = top
        for part in route[:-1]:
            below = below.setdefault(part, (None, {}))[1]
        if route:
            below[route[-1]] = (number, below.get(route[-1], (None, {}))[1])
    return top


def found_in(data: Any, routes: Tree) -> list[tuple[int, Pointer, Any]]:
    """Number of the route, pointer and value of everything in ``data`` at any of ``routes``, in the order of routes."""
    found: list[tuple[int, Pointer, Any]] = []
    _find(data, routes, (), found)
    found.sort(key=_NUMBER)
    return found


def _find(data: Any, routes: Tree, base: Pointer, found: list[tuple[int, Pointer, Any]]) -> None:
    if data.__class__ is list:
        if "*" not in routes:
            return
        number, below = routes["*"]
        for index, value in enumerate(data):
            if number is not None:
                found.append((number, (*base, index), value))
            if below:
                _find(value, below, (*base, index), found)
    elif data.__class__ is dict:
        for key in routes:
            if key in data and key != "*":
                number, below = routes[key]
                if number is not None:
                    found.append((number, (*base, key), data[key]))
                if below:
                    _find(data[key], below, (*base, key), found)


def values_at(data: Any, route: Route, base: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    """Everything in ``data`` that stands at ``route``, with its pointer; what has another shape is passed over."""
    if not route:
        yield base, data
        return
    first, rest = route[0], route[1:]
    if first == "*":
        if isinstance(data, list):
            for index, item in enumerate(data):
                yield from values_at(item, rest, (*base, index))
    elif isinstance(data, dict) and first in data:
        yield from values_at(data[first], rest, (*base, first))
