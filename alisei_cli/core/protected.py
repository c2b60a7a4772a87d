"""Values that an audience may not see, found without the view, so that what proves the view shares no slip with it.

Levels are read from the documents of the schemas, from the policy and from ``sharing`` of the entry, as docs/schemas.md says; files
of an overlay are read as entries of their own, and never merged.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.ids import stem_of
from alisei_cli.model.overlay import FileRead
from alisei_cli.model.policy import repository_audience
from alisei_cli.model.source import Data, Pointer

FOR_ALL = ("public", "members", "secretariat")
"""Audiences where the policy names none."""
SHARING = "sharing"
"""The block of an entry that names fields; it holds no values."""
DEEPEST = 30
"""Levels of blocks and lists that are followed."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A text or number of an entry that an audience may not see."""

    path: str
    pointer: Pointer
    value: str | int | float


class Levels:
    """Who may see each value of an entry, as a place in ``names``."""

    def __init__(self, context: Context) -> None:
        self.context = context
        named = context.policy.get("audiences")
        self.names = tuple(map(str, named)) if isinstance(named, list) and len(named) > 1 else FOR_ALL
        self.last = len(self.names) - 1

    def place(self, name: object) -> int:
        """The place of an audience; the last one for a mark such as ``statistics`` and for what is unknown."""
        return self.names.index(name) if isinstance(name, str) and name in self.names else self.last

    def read_overlay(self, files: Iterable[FileRead], entries: Iterable[Entry]) -> Iterator[Entry]:
        """Each file of an overlay as an entry: all of it above the repository, and kept back as the entry that it is about says too."""
        blocks = {(entry.kind, entry.stem): entry.data.get(SHARING) for entry in entries}
        least = self.names[min(self.place(repository_audience(self.context.policy)) + 1, self.last)]
        for file in files:
            data = file.source.data
            if file.kind in self.context.kinds and isinstance(data, dict):
                said = _tightened(blocks.get((file.kind, stem_of(file.path))), self)
                by_entry = {parts: self.names[place] for parts, place in sorted(said, key=lambda each: each[1])}
                yield Entry(file.path, file.kind, data, file.source, raised={(): least, **by_entry})

    def find_above(self, entry: Entry, audience: str) -> Iterator[Protected]:
        """Each text and number of ``entry`` that ``audience`` may not see."""
        highest = self.place(audience)
        for pointer, value, level in self._walk(entry):
            is_value = isinstance(value, (str, int, float)) and not isinstance(value, bool) and pointer[0] != SHARING
            if level > highest and is_value:
                yield Protected(entry.path, pointer, value)

    def keep(self, entry: Entry, audience: str) -> Data:
        """The data of ``entry`` with only the values that ``audience`` may see."""
        highest = self.place(audience)
        kept: dict[str, Any] = {}
        for pointer, value, level in self._walk(entry):
            if level <= highest:
                _put(kept, pointer, value)
        return {key: _compact(value) for key, value in kept.items()}

    def _walk(self, entry: Entry) -> Iterator[tuple[Pointer, Any, int]]:
        schema = self.context.schemas[entry.kind].document
        tight = [each for said in (self.context.policy.get("fields"), entry.data.get(SHARING)) for each in _tightened(said, self)]
        tight += [(tuple(map(str, pointer)), self.place(name)) for pointer, name in entry.raised.items()]
        yield from self._values(entry.data, (), (), -1, schema, schema, tight)

    def _values(
        self,
        value: Any,
        pointer: Pointer,
        name: tuple[tuple[str, ...], ...],
        level: int,
        node: Mapping[str, Any],
        schema: Mapping[str, Any],
        tight: Sequence[tuple[tuple[str, ...], int]],
    ) -> Iterator[tuple[Pointer, Any, int]]:
        """Each value below ``value`` with its pointer and level.

        ``name`` holds, for each part of the pointer, the words by which a field may be called there; ``level`` is that of what is
        above, -1 where no audience is declared yet.
        """
        declared = node.get("x-alisei-audience")
        level = level if declared is None else max(level, self.place(declared))
        if not isinstance(value, (dict, list)) or len(pointer) > DEEPEST:
            raised = [place for parts, place in tight if _is_within(parts, name)]
            yield pointer, value, max([self.last if level < 0 else level, *raised])
            return
        below = value.items() if isinstance(value, dict) else enumerate(value)
        for part, inner in below:
            under = _below(node, part, schema)
            called = (str(part),) if isinstance(value, dict) else ("*", str(part), *_identities(inner, under))
            yield from self._values(inner, (*pointer, part), (*name, called), level, under, schema, tight)


def _tightened(said: Any, levels: Levels) -> Iterator[tuple[tuple[str, ...], int]]:
    """Fields or pointers with the place of the audience that the policy or an entry names for them; all where it is not clear."""
    lists = list(said.items()) if isinstance(said, dict) else [("", None)] if said else []
    for audience, fields in lists:
        for each in fields if isinstance(fields, list) else ("",):
            field = each.get("field") if isinstance(each, dict) else each
            parts = field.strip("/").split("/") if isinstance(field, str) else ()
            yield tuple(part.replace("~1", "/").replace("~0", "~") for part in parts if part), levels.place(audience)


def _is_within(parts: tuple[str, ...], name: tuple[tuple[str, ...], ...]) -> bool:
    """Whether what is called ``name`` is the field of these ``parts``, or below it; a field may leave the ``*`` of lists out."""
    if not parts:
        return True
    if not name:
        return False
    return (parts[0] in name[0] and _is_within(parts[1:], name[1:])) or ("*" in name[0] and _is_within(parts, name[1:]))


def _below(node: Mapping[str, Any], part: str | int, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The subschema of a field or an item; empty where the schema knows none."""
    if isinstance(part, int):
        return _resolve(node.get("items"), schema)
    below = (node.get("properties") or {}).get(part)
    if below is None:
        patterns = list((node.get("patternProperties") or {}).values())
        below = patterns[0] if len(patterns) == 1 else node.get("additionalProperties")
    return _resolve(below, schema)


def _resolve(node: Any, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    for _hop in range(10):
        if not isinstance(node, dict) or "$ref" not in node:
            break
        target: Any = schema
        for part in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target.get(part) if isinstance(target, dict) else None
        node = {**(target or {}), **{key: value for key, value in node.items() if key != "$ref"}}
    return node if isinstance(node, dict) else {}


def _identities(item: Any, node: Mapping[str, Any]) -> Iterator[str]:
    """How a pointer may name an item of a list instead of by its number."""
    fields = node.get("x-alisei-identifier")
    if isinstance(item, dict) and isinstance(fields, list):
        said = [str(item.get(field, "")).replace("\\", "\\\\").replace("|", "\\|") for field in fields]
        yield "|".join(said).rstrip("|")
    elif isinstance(item, str):
        yield item


def _put(data: Any, pointer: Pointer, value: Any) -> None:
    """Put ``value`` into blocks and lists made on the way; a list is a block of numbers until ``_compact``."""
    for part in pointer[:-1]:
        data = data.setdefault(part, {})
    data[pointer[-1]] = value


def _compact(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    below = {key: _compact(inner) for key, inner in value.items()}
    return list(below.values()) if any(isinstance(key, int) for key in below) else below
