"""Datasets with a canary in every field: words of sixteen letters and large numbers that stand nowhere else, each for one audience."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alisei_cli.model.schema import Schema, list_types
from alisei_cli.model.source import find_value
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from alisei_cli.store.yaml import writing
from tests.conftest import make

AUDIENCES = ("public", "members", "secretariat")
LEVELS = {"public": 0, "members": 1, "secretariat": 2, "statistics": 2}
"""Place of the first audience that sees a value with a name."""
ALWAYS_PUBLIC = ("id", "status", "sharing", "type", "head_office", "sources", "maintainers")
"""Fields without which an entry is found by nothing, or is no entry."""
Route = tuple[str, ...]


@dataclass(frozen=True)
class Canary:
    """One value, and the place of the first audience that may see it."""

    path: str
    pointer: tuple[str | int, ...]
    value: str | int
    level: int


def plant(root: Path, entries: int, shift: int = 0, generation: int = 0, private: Path | None = None) -> list[Canary]:
    """Make a dataset with so many entries of all kinds; ``shift`` moves the fields from one audience to the next.

    With ``private``, whatever need not be public goes into an overlay there.
    """
    if not root.exists():
        make(root, {})
    levels = _write_policy(root, shift)
    context = load_context(WorkTree(root)).context
    canaries: list[Canary] = []
    identifiers: object = None
    for number in range(entries):
        kind = ("stakeholder", "stakeholder", "stakeholder", "group", "event", "project")[number % 6]
        schema = context.schemas[kind]
        id_ = f"{kind}-{number}"
        folder = f"registry/{schema.folder}/toscana" if kind == "stakeholder" else f"registry/{schema.folder}"
        path = f"{folder}/{id_}.yaml"
        data = _grow(schema, path, id_, number, context, generation)
        if kind == "stakeholder":
            if number % 30 == 6:  # a pair for alisei duplicates
                data["identifiers"] = identifiers
            identifiers = data["identifiers"] if number % 30 == 0 else identifiers
            data["unheard_of"] = f"Parola {canary(path, ('unheard_of',), generation)}"
            data["sharing"] = _share(levels, data, number)
        apart = _choose_private(data, number) if private else {}
        _write(root / path, {key: value for key, value in data.items() if key not in apart}, schema)
        if private:
            _write(private / path, {"id": id_} | apart, schema)
        for pointer, value in _leaves(data, ()):
            if _is_canary(value, path, pointer, generation):
                route = tuple("*" if isinstance(part, int) else part for part in pointer)
                level = max(_level(levels, route), _declared(schema, route), _raised(data, pointer), int(pointer[0] in apart))
                canaries.append(Canary(f"{private}/{path}" if pointer[0] in apart else path, pointer, value, level))
    if private:
        (private / "overlay.yaml").write_text("audience: secretariat\nregistry: alisei\n")
    return canaries


def _choose_private(data: dict[str, Any], number: int) -> dict[str, Any]:
    """What of an entry goes into the overlay; its ``sharing`` block in every second one."""
    return {key: value for key, value in data.items() if key not in ALWAYS_PUBLIC or (key == "sharing" and number % 2)}


def _write(file: Path, data: dict[str, Any], schema: Schema) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    path = "/".join(file.parts[file.parts.index("registry") :])
    file.write_text(writing.write_entry(data, writing.modeline(path, schema.kind), schema), encoding="utf-8")


def _write_policy(root: Path, shift: int) -> dict[Route, int]:
    """Keep every field but a few to an audience of its own, in turn."""
    context = load_context(WorkTree(root)).context
    routes = sorted({route for kind in context.kinds for route, _node in context.schemas[kind].walk() if route})
    names = sorted({tuple(part for part in route if part != "*") for route in routes})
    chosen = [name for name in names if len(name) <= 2 and name[0] not in ALWAYS_PUBLIC]
    levels = {name: (0, 0, 1, 0, 2)[(number + shift) % 5] for number, name in enumerate(chosen)}
    fields = {
        audience: ["/".join(name) for name, level in levels.items() if AUDIENCES[level] == audience] for audience in AUDIENCES[1:]
    }
    policy = root / "schema/policy.yaml"
    text = policy.read_text(encoding="utf-8").partition("\nfields:")[0]
    policy.write_text(f"{text.rstrip()}\nfields: {json.dumps(fields)}\n", encoding="utf-8")
    return levels


def _level(levels: dict[Route, int], route: Route) -> int:
    """The place of the audience of a route: the narrowest of its own and those above."""
    name = tuple(part for part in route if part != "*")
    return max((levels.get(name[:length], 0) for length in range(1, len(name) + 1)), default=0)


def _declared(schema: Schema, route: Route) -> int:
    """The place of the audience that the schema names for a field or for one above it."""
    above = (route[:length] for length in range(1, len(route) + 1))
    return max(LEVELS[schema.at(each).get("x-alisei-audience", "public")] for each in above)


def _share(levels: dict[Route, int], data: dict[str, Any], number: int) -> dict[str, list[str]]:
    """Every third field that the policy leaves to all, kept back by the entry itself."""
    public = [f"/{'/'.join(name)}" for name in levels if not _level(levels, name) and find_value(data, name) is not None]
    names = ("members", "statistics", "secretariat")
    kept = public[number % 3 :: 3]
    return {name: kept[(at + number // 3) % 3 :: 3] for at, name in enumerate(names) if kept[(at + number // 3) % 3 :: 3]}


def _raised(data: dict[str, Any], pointer: tuple[str | int, ...]) -> int:
    """The place of the audience to which an entry itself keeps a value; a field of no schema is for the last."""
    if pointer[0] == "unheard_of":
        return 2
    said = "/" + "/".join(map(str, pointer)) + "/"
    named = data.get("sharing", {}).items()
    return max((LEVELS[name] for name, fields in named for field in fields if said.startswith(f"{field}/")), default=0)


def canary(path: str, pointer: tuple[str | int, ...], generation: int = 0) -> str:
    """Sixteen letters for this place."""
    digest = hashlib.sha256(f"{path} {pointer} {generation}".encode()).digest()
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:16])


def _numbers(path: str, pointer: tuple[str | int, ...], generation: int) -> tuple[int, int]:
    """A number of nine figures for this place, and one of six."""
    place = int(hashlib.sha256(f"{path} {pointer} {generation}".encode()).hexdigest()[:7], 16)
    return 100_000_000 + place, 100_000 + place % 900_000


def _is_canary(value: object, path: str, pointer: tuple[str | int, ...], generation: int) -> bool:
    if isinstance(value, str):
        return canary(path, pointer, generation) in value
    return value in _numbers(path, pointer, generation)


def _leaves(value: Any, pointer: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, (dict, list)):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*pointer, part))
    else:
        yield pointer, value


def _grow(schema: Schema, path: str, id_: str, number: int, context: Any, generation: int) -> dict[str, Any]:
    """An entry with everything that the schema knows; what it refuses in every form is left out."""
    tried: dict[tuple[str | int, ...], list[Any]] = {}

    def make_value(node: Any, pointer: tuple[str | int, ...]) -> Any:
        node = schema._resolve(node)
        if "properties" in node:
            fields = node["properties"]
            return {key: make_value(below, (*pointer, key)) for key, below in fields.items() if key != "sharing"}
        if "items" in node:
            return [make_value(node["items"], (*pointer, 0))]
        tried[pointer] = list(_candidates(node, path, pointer, number, context, generation))
        return tried[pointer].pop(0) if tried[pointer] else None

    data = make_value(schema.document, ())
    data |= {"id": id_, "status": "active", "sources": [{"url": "https://www.example.it", "accessed": "2026-11-23"}]}
    data.pop("maintainers", None)
    if "head_office" in data:
        data |= {"type": "company", "head_office": {"region": "toscana", "country": "IT"}}
        data |= {"membership": {"status": "member", "since": "2013"}}
    for _round in range(300):
        wrong = next(iter(schema.check(data)), None)
        if wrong is None:
            break
        _give_way(data, wrong.pointer, tried)
    return data


def _give_way(data: Any, pointer: tuple[str | int, ...], tried: dict[tuple[str | int, ...], list[Any]]) -> None:
    """Put the next candidate at ``pointer``, or nothing where there is none."""
    while pointer and find_value(data, pointer) is None:
        pointer = pointer[:-1]
    above = find_value(data, pointer[:-1])
    if tried.get(pointer):
        above[pointer[-1]] = tried[pointer].pop(0)
    elif pointer:
        del above[pointer[-1]]


def _candidates(
    node: Any, path: str, pointer: tuple[str | int, ...], number: int, context: Any, generation: int
) -> Iterator[Any]:
    word = canary(path, pointer, generation)
    facet = node.get("x-alisei-facet")
    if facet:
        yield next(iter(context.taxonomy.facets[facet].terms))
    for kind in node.get("x-alisei-ref", ()):
        yield f"{kind}-{(number + 1) // 6 * 6 + {'stakeholder': 1, 'group': 3, 'event': 4, 'project': 5}[kind]}"
    if "enum" in node:
        yield node["enum"][0]
    numbers = _numbers(path, pointer, generation)
    yield from numbers if "string" not in list_types(node) else ()
    yield from (f"Parola {word} È.", word, f"https://www.{word}.it/", f"info@{word}.it", f"https://github.com/{word}")
    yield from ("2026-11-23", "10:30", *numbers, 5, "5", "it", "IT", "SI", "toscana", True)
