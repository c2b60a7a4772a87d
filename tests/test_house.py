"""The walls of the house: who may import whom, which library lives in which room, how large a room may grow.

docs/architecture.md tells the same in words.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "alisei_cli"

FLOORS: tuple[tuple[str, ...], ...] = (
    ("escape", "catalogue", "__init__"),
    ("language",),
    ("errors", "folding", "streams"),
    ("nearest", "extras"),
    ("model", "shelf"),
    ("store", "text_edits", "frames", "workbook", "excel", "likeness", "matching"),
    ("rules", "reports", "exports", "importers", "proposals", "render"),
    ("core",),
    ("rewriting",),
    (
        "pipeline",
        "importing",
        "fixing",
        "analysis",
        "searching",
        "spreading",
        "completion",
        "call_files",
        "personal",
        "erasing",
        "releasing",
        "proposing",
        "verifying",
    ),
    ("reviewing",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
"""From the ground up; rooms of one floor stand side by side and do not know each other."""

ADVICE = {
    "model": "model holds words only: what decides belongs in core, what reads belongs in store",
    "store": "a door knows nothing of rules, reports and commands: let it give back plain values of model",
    "rules": "a rule sees an entry and its context: put the question on a noun in model, as a method",
    "reports": "a report sees a dataset: put the question on a noun in model, as a method",
    "exports": "an export sees a view of the dataset: put the question on a noun in model, as a method",
    "importers": "an importer gives an ImportResult of model: matching and filling belong in core.merge",
    "render": "a renderer is given values of model: let the command bring them",
    "core": "a verb is pure: let pipeline, importing or the command bring what it needs from disk",
}
"""What to do instead, by the room that reaches too high."""

STORELESS = ("rules", "reports", "exports", "importers", "render", "core")
"""Rooms that never open a door themselves: commands bring the data and carry the answer away."""

DOORS_ALLOWED = {
    ("importers.csv", "store.withdrawn"): "a list that the tool itself carries, not a file of the dataset",
    ("importers.ror", "store.withdrawn"): "a list that the tool itself carries, not a file of the dataset",
    ("importers.xlsx", "store.withdrawn"): "a list that the tool itself carries, not a file of the dataset",
}

LIBRARIES: dict[str, tuple[str, ...]] = {
    "yaml": (
        "store/yaml/builder.py",
        "store/yaml/plain.py",
        "store/yaml/comments.py",
    ),  # only the passes of the reader
    "ruamel": ("store/yaml/writing.py",),
    "subprocess": ("store/git.py",),
    "jsonschema_rs": ("store/schema.py",),
    "jsonschema": ("store/meta.py",),
    "platformdirs": ("store/home.py",),
    "msgspec": ("core/pack.py", "store/dataset_cache.py"),
    "typer": ("cli.py", "commands/*"),
    "pandas": ("frames.py", "analysis.py", "reports/_quotients.py", "reports/specialisation.py"),
    "openpyxl": ("importers/xlsx.py", "proposals/workbook.py"),
    "xlsxwriter": ("workbook.py",),
    "jinja2": ("render/html/page.py",),
    "markupsafe": ("render/charts/svg.py", "render/charts/vega.py", "render/charts/map.py", "render/html/document.py"),
    "vl_convert": ("render/charts/vega.py",),
    "pyarrow": ("exports/parquet.py", "core/unpack.py"),
    "sqlite3": ("exports/sqlite.py", "core/unpack.py"),
    "icalendar": ("exports/ics.py",),
    "rdflib": ("exports/_rdf.py",),
    "weasyprint": ("render/tables/pdf.py",),
    "highspy": ("core/solve.py",),
}
"""Library to the files that may import it."""

FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
"""Calls that touch the disk."""

FILES_ALLOWED = (
    "streams.py",  # opens the null device if a standard stream is closed or broken
    "catalogue.py",  # compiles the Italian catalogue in a clone
    "extras.py",  # reads how the package itself was installed
)
"""Modules outside the store that open files, but none of the dataset."""

SHELVES = (
    "rules",
    "reports",
    "exports",
    "importers",
    "commands",
    "render/tables",
    "render/verdicts",
    "render/differences",
    "render/shells",
)

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 60
LARGER: dict[str, str] = {}
"""Modules that are larger, each with the reason."""

MODULES = sorted(HOUSE.rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    """The syntax of a module."""
    return ast.parse(file.read_text(encoding="utf-8"))


def name_of(file: Path) -> str:
    """``store.yaml`` for ``alisei_cli/store/yaml.py``; a package goes by the name of its folder."""
    parts = file.relative_to(HOUSE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imports(file: Path) -> Iterator[str]:
    """Every absolute name of a module that ``file`` imports, wherever in it, for types only or not."""
    known = {name_of(module) for module in MODULES}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            modules = [name for name in inside if name.removeprefix("alisei_cli.") in known and name.startswith("alisei_cli.")]
            yield from modules or [node.module]


def arrows() -> Iterator[tuple[str, str]]:
    """Each import of one of our modules by another: (who, whom)."""
    for file in MODULES:
        for name in imports(file):
            if name == "alisei_cli" or name.startswith("alisei_cli."):
                yield name_of(file), name.removeprefix("alisei_cli").removeprefix(".") or "__init__"


def room(module: str) -> str:
    """The room of a module: the folder or file right below ``alisei_cli``."""
    return module.partition(".")[0]


def floor(module: str) -> int:
    """Height of the room of a module, from 0."""
    return next(height for height, rooms in enumerate(FLOORS) if room(module) in rooms)


def is_one_of(file: Path, patterns: tuple[str, ...]) -> bool:
    """Whether ``file`` is named by one of these patterns."""
    return any(file.relative_to(HOUSE).match(pattern) for pattern in patterns)


def test_every_room_has_a_floor() -> None:
    """A new room is put on a floor, here and in docs/architecture.md, before anything imports it."""
    rooms = {room(name_of(file)) for file in MODULES}
    assert {name for names in FLOORS for name in names} == rooms


def test_imports_point_down_and_never_sideways() -> None:
    """Whoever changes a room needs to look only at the floors below."""
    faults = [
        f"{who} (floor {floor(who)}) imports {whom} (floor {floor(whom)}): {ADVICE.get(room(who), 'move what both need down')}"
        for who, whom in arrows()
        if room(who) != room(whom) and floor(who) <= floor(whom)
    ]
    assert faults == []


def test_modules_never_import_each_other_in_a_circle() -> None:
    """Every module can be understood, and loaded, before those that use it."""
    graph: dict[str, set[str]] = {}
    for who, whom in arrows():
        graph.setdefault(who, set()).add(whom)
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}: move what both need into a third module below")
    assert set(order) >= set(graph)


def test_shelves_and_verbs_open_no_door() -> None:
    """Rules, reports, importers, renderers and verbs work on values alone, so that their tests need no disk."""
    faults = [
        f"{who} imports {whom}: let a command, pipeline or intake bring the data"
        for who, whom in arrows()
        if room(who) in STORELESS and room(whom) == "store" and (who, whom) not in DOORS_ALLOWED
    ]
    assert faults == []


def test_no_item_of_a_shelf_knows_another() -> None:
    """An item is one file that can be read, added and taken away alone; what several need is furniture (``_name.py``)."""
    faults = []
    for who, whom in arrows():
        for shelf in (each.replace("/", ".") for each in SHELVES):
            if who.rpartition(".")[0] == shelf == whom.rpartition(".")[0] and not whom.rpartition(".")[2].startswith("_"):
                faults.append(f"{who} imports {whom}: put what both need on a noun in model, or in {shelf}._name")
    assert faults == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_library_stays_in_its_room(library: str) -> None:
    """To replace a library, one room is rebuilt."""
    faults = [
        f"{name_of(file)} imports {library}: ask {', '.join(LIBRARIES[library])} instead"
        for file in MODULES
        if any(name == library or name.startswith(f"{library}.") for name in imports(file))
        if not is_one_of(file, LIBRARIES[library])
    ]
    assert faults == []


def test_only_the_store_touches_files() -> None:
    """What is guarded at the doors (links, sizes, whole files or none) is guarded everywhere."""
    faults = [
        f"{name_of(file)}:{node.lineno} opens a file: put that into a function in store/"
        for file in MODULES
        if room(name_of(file)) != "store" and not is_one_of(file, FILES_ALLOWED)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "open")
            or (isinstance(node.func, ast.Attribute) and node.func.attr in FILES)
        )
    ]
    assert faults == []


def test_only_the_front_door_speaks() -> None:
    """Results go through ``Call.print``, complaints through ``cli``: everything else returns values."""
    faults = []
    for file in MODULES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                faults.append(f"{name_of(file)}:{node.lineno} prints: return lines, and let the command print them")
            is_stream = isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr") and isinstance(node.value, ast.Name)
            if is_stream and node.value.id == "sys" and not is_one_of(file, ("cli.py", "streams.py", "commands/_contract.py")):
                faults.append(
                    f"{name_of(file)}:{node.lineno} uses a standard stream: return lines, and let the command print them"
                )
    assert faults == []


def test_rooms_stay_small() -> None:
    """A module that outgrows its room is split by noun, a function by verb."""
    faults = []
    for file in MODULES:
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES and file.relative_to(HOUSE).as_posix() not in LARGER:
            faults.append(f"{name_of(file)} has {lines} lines, at most {MOST_LINES}: split it by noun")
        for node in ast.walk(tree(file)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                long = (node.end_lineno or 0) - node.lineno + 1
                if long > MOST_LINES_OF_A_FUNCTION:
                    faults.append(f"{name_of(file)}.{node.name} has {long} lines, at most {MOST_LINES_OF_A_FUNCTION}: split it")
    assert faults == []


def test_everything_public_says_what_it_is() -> None:
    """A module, a class or a function without a docstring leaves the reader to guess."""
    faults = []
    for file in MODULES:
        if not ast.get_docstring(tree(file)):
            faults.append(f"{name_of(file)} has no docstring")
        for node in public(tree(file)):
            is_command = is_one_of(file, ("commands/*",)) and node.name == "run"  # its help is the docstring of the file
            if not is_command and not ast.get_docstring(node):
                faults.append(
                    f"{name_of(file)}.{node.name} (line {node.lineno}) has no docstring: one sentence that is true after"
                )
    assert faults == []


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Classes, functions and methods that others may use."""
    for each in node.body:
        if isinstance(each, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and not each.name.startswith("_"):
            yield each
            if isinstance(each, ast.ClassDef):
                yield from public(each)


def test_the_starter_is_in_step() -> None:
    """Its generated files come from the repository's own schemas and taxonomy."""
    done = subprocess.run(
        [sys.executable, "tools/starter.py", "--check"], cwd=HOUSE.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
