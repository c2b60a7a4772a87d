"""No body is above itself, and none is its own successor.

Why: parts are counted below the body they belong to, and old ids lead to the new ones: a chain that returns to its beginning
leads nowhere.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: parent, target: fondazione-verdi}
  - {kind: child, target: fondazione-verdi}
```
```fields registry/stakeholders/toscana/fondazione-verdi.yaml
relations:
  - {kind: parent, target: istituto-rossi}
  - {kind: child, target: istituto-rossi}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: parent, target: fondazione-verdi}
```
```fields registry/stakeholders/toscana/fondazione-verdi.yaml
relations:
  - {kind: child, target: istituto-rossi}
```
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.groups import group
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule

LONGEST = 8
"""Most ids of one chain that a message shows."""

Graph = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, order=True)
class _Step:
    """One step of a chain, and where it is written."""

    path: str
    place: int
    pointer: Pointer
    source: str
    target: str


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each circle of parents or successors once, at its first file, preferably a changed one."""
    parents, successors = _steps(dataset)
    for steps in (parents, successors):
        ends: dict[str, list[str]] = {step.target: [] for step in steps}
        ring_of = _rings(ends | group((step.source, step.target) for step in steps))
        ordered = sorted(steps, key=lambda step: (step.path not in dataset.changed, step))
        inner = (step for step in ordered if step.source in ring_of and ring_of[step.source] == ring_of.get(step.target))
        rings = group((ring_of[step.source], step) for step in inner)
        for _ring, inside in sorted(rings.items()):
            yield _finding(inside, is_parents=steps is parents)


def _steps(dataset: DatasetIndex) -> tuple[list[_Step], list[_Step]]:
    parents: list[_Step] = []
    successors: list[_Step] = []
    for summary in dataset.summary:
        for place, reference in enumerate(summary.references):
            kind = "successor" if reference.field == "successor" else reference.relation
            here, there = summary.id, reference.target
            if here == there or there not in dataset.by_id:
                continue
            if kind in ("child", "predecessor"):
                here, there = there, here
            step = _Step(summary.path, place, reference.pointer, here, there)
            if kind in ("parent", "child"):
                parents.append(step)
            elif kind in ("successor", "predecessor"):
                successors.append(step)
    return parents, successors


def _rings(graph: Graph) -> dict[str, str]:
    """The smallest id of its circle for every id that is in one: Kosaraju's two walks, without recursion."""
    back: dict[str, list[str]] = {id_: [] for id_ in graph}
    for id_, targets in graph.items():
        for target in targets:
            back[target].append(id_)
    seen: set[str] = set()
    finished = [done for id_ in graph if id_ not in seen for done in _walk(graph, id_, seen)]
    seen.clear()
    found: dict[str, str] = {}
    for id_ in reversed(finished):
        if id_ not in seen:
            ring = list(_walk(back, id_, seen))
            if len(ring) > 1:
                found |= dict.fromkeys(ring, min(ring))
    return found


def _walk(graph: Graph, start: str, seen: set[str]) -> Iterator[str]:
    """Every id that can be reached and was not ``seen``, each after those beyond it."""
    seen.add(start)
    open_ = [(start, iter(graph[start]))]
    while open_:
        here, targets = open_[-1]
        target = next((target for target in targets if target not in seen), None)
        if target is None:
            open_.pop()
            yield here
        else:
            seen.add(target)
            open_.append((target, iter(graph[target])))


def _chain(start: str, steps: list[_Step]) -> list[str]:
    """The shortest way from ``start`` back to itself."""
    graph = group((step.source, step.target) for step in steps)
    came_from: dict[str, str] = {}
    waiting = [start]
    for here in waiting:
        for target in sorted(graph.get(here, ())):
            if target not in came_from:
                came_from[target] = here
                waiting.append(target)
        if start in came_from:
            break
    chain = [start]
    while len(chain) == 1 or chain[-1] != start:
        chain.append(came_from[chain[-1]])
    return chain[::-1]


def _finding(steps: list[_Step], *, is_parents: bool) -> Finding:
    first = steps[0]
    chain = _chain(first.source, steps)
    shown = " > ".join((*chain[:LONGEST], "...", chain[-1]) if len(chain) > LONGEST + 1 else chain)
    if is_parents:
        message = _("the parents of {id} lead back to it: {chain}", id=first.source, chain=shown)
        help = _("Find out which of them is above the others, and delete its parent (or the child that says so).")
    else:
        message = _("the successors of {id} lead back to it: {chain}", id=first.source, chain=shown)
        help = _("Find out which of them came last, and delete its successor (or the predecessor that says so).")
    others = {step.path: step for step in reversed(steps) if step.path != first.path}
    related = [Related(path, step.pointer, _("here the chain goes on")) for path, step in sorted(others.items())[:LONGEST]]
    return Finding(first.pointer, message, help, related=tuple(related), path=first.path)


RULE = Rule("ALI307", Severity.ERROR, check_dataset=check_dataset)
