"""Rows of a workbook that was filled in, compared with what was sent: one proposal for each entry."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from alisei_cli.language import Text, _
from alisei_cli.model.identity import ItemPointer, identify
from alisei_cli.model.ids import is_id
from alisei_cli.model.proposal import Op, Proposal, ProposedChange
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.sharing import parse_pointer
from alisei_cli.model.sheet import ID, KEY, NAME, REMOVE

Cells = dict[str, str]
"""Texts by the mark of their column; in a row that was read, empty ones too."""
Sent = dict[tuple[str, str], Cells]
"""Cells as they were sent, by id and item; empty ones are left out."""
YES = ("sì", "si", "s", "yes", "y", "x")
_CODE = re.compile(r".*\(([^()]+)\)\s*\Z", re.DOTALL)
_BETWEEN = re.compile(r"[;\n]")
_COMMIT = re.compile(r"[0-9a-f]{7,64}\Z")


@dataclass(slots=True)
class Row:
    """One row, as far as it can be read."""

    sheet: str
    is_item: bool
    cells: Cells = field(default_factory=dict)
    refusals: list[Text] = field(default_factory=list)

    def read(self, mark: str, cell: Any, read_cell: Callable[[str, Any], str | Text]) -> None:
        """Take the cell in the column ``mark``."""
        said = read_cell(mark, cell)
        if isinstance(said, Text):
            self.refusals.append(said)
        else:
            self.cells[mark] = said

    @property
    def is_filled(self) -> bool:
        """Whether it says anything besides which row it is."""
        return bool(self.refusals) or any(said for mark, said in self.cells.items() if mark not in (ID, KEY))


@dataclass(slots=True)
class _Draft:
    """What the rows of one entry come to."""

    entry: str | None
    changes: list[ProposedChange] = field(default_factory=list)
    refusals: list[Text] = field(default_factory=list)

    def add(self, op: Op, pointer: ItemPointer, value: Any = None) -> None:
        self.changes.append(ProposedChange(op, pointer, value))


def propose(source: str, base: str | None, rows: Iterable[Row], sent: Sent, schema: Schema) -> tuple[Proposal, ...]:
    """One proposal for each entry with a row, in the order of the rows; in a workbook of one entry, items need not name it."""
    rows = list(rows)
    ids = {id_ for id_, item in sent if not item} | {row.cells.get(ID, "") for row in rows if not row.is_item}
    if len(ids) == 1:
        for row in rows:
            row.cells[ID] = row.cells.get(ID) or next(iter(ids))
    drafts: dict[str, _Draft] = {}
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(sorted(rows, key=lambda row: row.is_item)):
        id_ = row.cells.get(ID, "")
        draft = drafts.setdefault(id_ or f"#{number}", _Draft(id_ if row.is_item or (id_, "") in sent else None))
        draft.refusals += row.refusals
        if id_ and not is_id(id_):
            draft.entry = None
            draft.refusals.append(_("{id} cannot be the id of an entry", id=id_[:200]))
        elif row.is_item:
            _read_item(row, draft, sent, seen, schema)
        else:
            _read_entry(row, draft, sent, seen, schema)
    commit = base if base and _COMMIT.match(base) else None
    return tuple(
        Proposal(f"{source} ({key if not key.startswith('#') else number})", draft.entry, "stakeholder", commit,
                 tuple(draft.changes), refusals=tuple(draft.refusals))
        for number, (key, draft) in enumerate(drafts.items(), 1)
    )  # fmt: skip


def _read_entry(row: Row, draft: _Draft, sent: Sent, seen: set[tuple[str, str]], schema: Schema) -> None:
    """The row of an entry: a known one, or a new one with or without an id."""
    id_ = row.cells.get(ID, "")
    if id_ and (id_, "") in seen:
        draft.refusals.append(_("the entry {id} has two rows on the sheet {sheet}", id=id_, sheet=row.sheet))
        return
    seen.add((id_, ""))
    before = sent.get((id_, ""), {})
    name = row.cells.pop(NAME, "")
    if draft.entry is None:
        if id_:
            draft.add("set", ("id",), id_)
        if name:
            draft.add("add", ("names",), {"kind": "display", "value": name})
    elif name and name != before.get(NAME, "").strip():
        draft.refusals.append(_("the name of {id} is changed on the sheet of names, not beside the id", id=id_))
    for mark, said in row.cells.items():
        if mark != ID:
            _compare((), parse_pointer(mark), before.get(mark, ""), said, draft, schema)


def _read_item(row: Row, draft: _Draft, sent: Sent, seen: set[tuple[str, str]], schema: Schema) -> None:
    """The row of an item: a known one, or one to add."""
    id_, key = row.cells.pop(ID, ""), row.cells.pop(KEY, "")
    is_removed = row.cells.pop(REMOVE, "").lower() in YES
    if not id_:
        draft.refusals.append(_("a row on the sheet {sheet} does not say to which entry it belongs", sheet=row.sheet))
        return
    fields = {parse_pointer(mark): said for mark, said in row.cells.items()}
    place = next((route[: route.index("*")] for route in fields if "*" in route), None)
    fields = {route: said for route, said in fields.items() if place and route[: len(place) + 1] == (*place, "*")}
    before = sent.get((id_, key), {}) if key and (id_, key) not in seen else {}
    seen.add((id_, key))
    if place is None:
        return
    if is_removed:
        if before:
            draft.add("remove", parse_pointer(key))
    elif before:
        _change_item(place, parse_pointer(key), fields, before, draft, schema)
    elif any(fields.values()):
        draft.add("add", place, _build(fields, len(place) + 1, schema))


def _change_item(
    place: Route, pointer: ItemPointer, fields: Mapping[Route, str], before: Cells, draft: _Draft, schema: Schema
) -> None:
    """Change what differs; fields that identify the item come last, and each gives it another name."""
    names = schema.identity(place)
    identity = {name: _read_one(before.get(_mark((*place, "*", name)), ""), (*place, "*", name), schema) for name in names}
    for route in sorted(fields, key=lambda route: route[-1] in names and len(route) == len(place) + 2):
        old, new = before.get(_mark(route), ""), fields[route]
        _compare(pointer, route, old, new, draft, schema)
        if route[len(place) + 1 :] in [(name,) for name in names] and old != new:
            identity[route[-1]] = _read_one(new, route, schema)
            known = {name: value for name, value in identity.items() if value}
            pointer = (*place, identify(known, names)[1])


def _compare(item: ItemPointer, route: Route, old: str, new: str, draft: _Draft, schema: Schema) -> None:
    """Changes that make ``new`` out of ``old`` in the field at ``route``, of ``item`` where it is one's."""
    old = old.replace("\r\n", "\n").strip()
    if old == new:
        return
    pointer = (*item, *route[len(item) :])
    if "items" in schema.at(route):
        before, after = (list(_read_list(said, route, schema)) for said in (old, new))
        for value in before:
            if value not in after:
                draft.add("remove", pointer, value)
        for value in after:
            if value not in before:
                draft.add("add", pointer, value)
    elif new:
        draft.add("set", pointer, _read_one(new, route, schema))
    else:
        draft.add("clear", pointer)


def _build(fields: Mapping[Route, str], skipped: int, schema: Schema) -> dict[str, Any]:
    """A new item out of its cells."""
    made: dict[str, Any] = {}
    for route, said in fields.items():
        if said:
            here = made
            for part in route[skipped:-1]:
                here = here.setdefault(part, {})
            is_list = "items" in schema.at(route)
            here[route[-1]] = list(_read_list(said, route, schema)) if is_list else _read_one(said, route, schema)
    return made


def _read_list(said: str, route: Route, schema: Schema) -> Iterator[str]:
    return (_read_one(each, (*route, "*"), schema) for each in map(str.strip, _BETWEEN.split(said)) if each)


def _read_one(said: str, route: Route, schema: Schema) -> str:
    """The code in the parentheses of a choice; any other text as it is."""
    found = _CODE.match(said)
    return found[1] if found and found[1] in (schema.at(route).get("enum") or ()) else said


def _mark(route: Route) -> str:
    return "/" + "/".join(route)
