"""The one gate: what leaves is made of a view, and only core/view.py makes one.

mypy refuses a ``Dataset`` where a ``View`` is asked for; these tests refuse what mypy would let through.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from alisei_cli.exports import EXPORTS
from alisei_cli.reports import REPORTS
from tests.test_house import HOUSE, MODULES, name_of, room, tree

GATE = "core.view"
"""The only module that makes a view."""
BEHIND = ("reports", "exports", "render", "frames", "matching", "likeness", "core", "searching", "spreading", "analysis")
"""Rooms in which what leaves is counted, chosen, joined and written."""
WHOLE: dict[str, str] = {
    "core.view": "the gate itself",
    "core.ask": "views what it is given, and its past, before a report sees either",
    "core.diff": "views both states; whole entries only say whether anything has changed",
    "core.overlay": "merges an overlay into a dataset, before the gate",
    "core.overlay_status": "counts the values of an overlay, and tells none",
    "core.select": "chooses entries to rewrite, for taxonomy migrate",
    "analysis": "views what it has loaded",
}
"""Modules that may speak of a dataset that is no view, and why."""
APART = ("store", "model", *BEHIND)
"""Rooms that load for others, or are given a view."""
GATES = {"view", "ask", "diff"}
"""Functions that take a whole dataset and make views of it."""
LOADERS = {"dataset", "state", "around", "load_two", "load_dataset", "load_at", "read_dataset", "load_around"}
"""Functions that give a whole dataset."""
UNSEEN: dict[str, str] = {
    "commands.taxonomy": "rehearse asks which entries a new taxonomy concerns; migrate rewrites files",
    "commands._contract": "loads for the commands",
    "commands.overlay": "counts the values of an overlay, and tells none",
    "commands._overlay": "merges an overlay into what was loaded",
    "commands._audit": "looks for the values that nothing may show",
    "proposing": "lays a proposal over the files",
    "importing": "lays a source over the files",
    "verifying": "finds the file of an entry, and writes the confirmation into it",
}
"""Modules outside the store that use a whole dataset otherwise, and why."""
JUDGES = {"validate", "validate_since", "validate_beside"}
"""Functions that give a verdict on entries."""
IN_PRIVATE: dict[str, str] = {"commands.release": "says only how many errors there are"}
"""Commands that print a verdict with all values, and why."""


def calls(node: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    """Calls of functions or methods with these names."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            called = each.func
            if (called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")) in names:
                yield each


def names_in(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that is used, in quoted annotations too, with its line."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id, each.lineno
        for given in (getattr(each, "annotation", None), getattr(each, "returns", None)):
            yield from ((part.value, part.lineno) for part in ast.walk(given or ast.Pass()) if _is_quoted(part))


def _is_quoted(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_only_the_gate_makes_a_view() -> None:
    """A view made elsewhere could hold anything."""
    faults = [
        f"{name_of(file)}:{call.lineno} makes a View: call core.view.view"
        for file in MODULES
        if name_of(file) != GATE
        for call in calls(tree(file), {"View"})
        if ast.unparse(call) != "View((), context)"  # of no entries
    ]
    assert faults == []


def test_what_leaves_is_made_of_a_view() -> None:
    """Reports, exports, renderers, frames and all that counts for them name no ``Dataset``."""
    faults = [
        f"{name_of(file)}:{line} speaks of a Dataset: take a View"
        for file in MODULES
        if room(name_of(file)) in BEHIND and name_of(file) not in WHOLE
        for name, line in names_in(tree(file))
        if name == "Dataset"
    ]
    assert faults == []


def test_nothing_behind_the_gate_is_of_any_type() -> None:
    """Mypy checks what a function is given only where the types are named and not cast away."""
    faults = []
    for file in MODULES:
        if room(name_of(file)) not in ("reports", "exports", "render", "frames", "commands"):
            continue
        faults += [f"{name_of(file)}:{call.lineno} casts a type" for call in calls(tree(file), {"cast"})]
        for node in ast.walk(tree(file)):
            for argument in node.args.args if isinstance(node, ast.FunctionDef) else ():
                is_any = isinstance(argument.annotation, ast.Name) and argument.annotation.id in ("Any", "object")
                if is_any and argument.arg in ("dataset", "view", "seen", "registry", "question"):
                    faults.append(f"{name_of(file)}:{argument.lineno} takes {argument.arg} of any type: say View")
    assert faults == []


@pytest.mark.parametrize("name", EXPORTS.names)
def test_exports_say_that_they_take_a_view(name: str) -> None:
    """``build`` names the type of what it is given."""
    given = next(iter(EXPORTS.load(name).build.__annotations__.values()))
    assert getattr(given, "__name__", given) == "View"


@pytest.mark.parametrize("name", REPORTS.names)
def test_reports_say_that_they_take_a_question(name: str) -> None:
    """A question holds views only."""
    given = next(iter(REPORTS.load(name).build.__annotations__.values()))
    assert getattr(given, "__name__", given) == "Question"


def uses_outside_gates(function: ast.FunctionDef) -> Iterator[str]:
    """What a function does with a whole dataset besides handing it to a gate or asking for its context."""
    parents = {below: above for above in ast.walk(function) for below in ast.iter_child_nodes(above)}
    loaded = list(calls(function, LOADERS))
    whole = set()
    for call in loaded:
        given: ast.AST = call
        while isinstance(parents[given], (ast.BoolOp, ast.IfExp, ast.Tuple, ast.Starred)):
            given = parents[given]
        above = parents[given]
        if isinstance(above, ast.Assign):
            targets = above.targets[0]
            whole |= {each.id for each in ast.walk(targets) if isinstance(each, ast.Name)}
        elif not _is_gated(given, above):
            yield f"line {call.lineno}"
    for each in ast.walk(function):
        is_use = isinstance(each, ast.Name) and each.id in whole and isinstance(each.ctx, ast.Load)
        if is_use and not _is_gated(each, parents[each]):
            yield f"{each.id} in line {each.lineno}"


def _is_gated(node: ast.AST, above: ast.AST) -> bool:
    if isinstance(above, ast.Attribute):
        return above.attr in ("context", "commit", "commits")
    if isinstance(above, ast.Call) and node in above.args:
        called = above.func
        return (called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")) in GATES
    return isinstance(above, (ast.BoolOp, ast.Expr))


@pytest.mark.parametrize("file", [each for each in MODULES if room(name_of(each)) not in APART], ids=name_of)
def test_a_whole_dataset_goes_to_a_gate_and_nowhere_else(file: Path) -> None:
    """A command loads a dataset, hands it to the gate, and works with the view."""
    if name_of(file) in UNSEEN:
        return
    functions = [node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef)]
    assert [fault for function in functions for fault in uses_outside_gates(function)] == []


@pytest.mark.parametrize("file", sorted((HOUSE / "commands").glob("*.py")), ids=name_of)
def test_a_verdict_is_printed_without_hidden_values(file: Path) -> None:
    """Whoever asks for a verdict hides the values that are not public: its output may be a log that everyone reads."""
    if list(calls(tree(file), JUDGES)) and name_of(file) not in IN_PRIVATE:
        assert list(calls(tree(file), {"hide_values"}))


def test_reasons_are_of_modules_that_exist() -> None:
    """An exception that nothing needs any more is taken off the list."""
    known = {name_of(file) for file in MODULES}
    assert {*WHOLE, *UNSEEN, *IN_PRIVATE} <= known
