"""The sharing rules as tables: who sees which field and why, one entry as each audience sees it, what other rules would change."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.core.answer import make_answer
from alisei_cli.errors import UsageError
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.identity import Identity, ItemPointer
from alisei_cli.model.policy import smallest_cell
from alisei_cli.model.routes import Route, generalise
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.sharing import name_items
from alisei_cli.model.source import Pointer, join_keys, json_pointer
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.view import STATISTICS, Audiences, View
from alisei_cli.nearest import hint

Row = tuple[Cell | Words, ...]
BY: Mapping[str, Text] = {"schema": _("schema"), "policy": _("policy"), "entry": _("entry")}
"""Who decided."""


def list_rules(dataset: View, kind: str | None = None) -> Answer:
    """A table for each kind, or for one: every field, who sees it, whether the audience of ``dataset`` does, who decided, why.

    Raises:
        UsageError: there is no such kind.
    """
    kinds = dataset.context.kinds
    if kind is not None and kind not in kinds:
        raise UsageError(_("there is no kind called {name}", name=kind), hint(kind, kinds))
    return make_answer("policy", dataset, tuple(_list_fields(dataset, each) for each in kinds if kind in (None, each)))


def _list_fields(dataset: View, kind: str) -> Table:
    schema, audiences = dataset.context.schemas[kind], dataset.audiences
    columns = (
        Column("field", "string", _("keys of the field"), _("field")),
        Column("title", "string", _("what the field is"), _("title"), is_detail=True),
        Column("seen_by", "string", _("the widest audience that sees it"), _("seen by")),
        Column("shown", "string", _("whether the chosen audience sees it"), _("shown")),
        Column("decided_by", "string", _("whether schema or policy decided"), _("decided by")),
        Column("why", "string", _("the reason, where one is given"), _("why")),
    )
    rows: list[Row] = []
    for route, node in schema.walk():
        if route and route[-1] != "*":
            found = audiences.decide(schema, route)
            shown = _("yes") if dataset.shows(schema, route) else _("no")
            title = split_languages(node.get("title") or route[-1])
            rows.append((join_keys(route), title, audiences.levels[found.level], shown, BY[found.by], found.reason))
    notes = (
        _("An entry can keep back more by its sharing block: alisei policy show ID."),
        _(
            "{mark}: counts in totals for everybody, and only {audience} sees it with a name.",
            mark=STATISTICS,
            audience=audiences.names[-1],
        ),
    )
    return Table(schema.folder, schema.labels, columns, tuple(rows), notes)


def show_entry(asked: View, seen: Mapping[str, View], id_: str) -> Answer:
    """One entry side by side as each audience sees it; ``seen`` has the view of each.

    A value above the audience of ``asked`` is told as present, never in clear.

    Raises:
        UsageError: there is no such entry.
    """
    if id_ not in asked.by_id:
        raise UsageError(_("there is no entry called {name}", name=id_), hint(id_, asked.by_id))
    entry = asked.by_id[id_]
    schema = asked.context.schemas[entry.kind]
    values = {name: _name_values(_entry_at(each, entry.path), schema) for name, each in seen.items()}
    clear = values[asked.audience]
    rows = [(json_pointer(pointer), *_cells(pointer, values, clear)) for pointer in clear]
    hidden = {_hide_items(pointer): pointer for named in values.values() for pointer in named if pointer not in clear}
    rows += [(json_pointer(route), *_cells(pointer, values, clear)) for route, pointer in hidden.items()]
    columns = (
        Column("pointer", "string", _("where the value is in the entry"), _("value")),
        *(Column(name, "string", _("what the audience {audience} sees", audience=name), Labels(name, name)) for name in seen),
    )
    notes = (_("An empty cell: not shown to that audience."), *((_HIDDEN,) if hidden else ()))
    return make_answer(
        "policy", asked, (Table("entry", _("{name} as each audience sees it", name=entry.name), columns, tuple(rows), notes),)
    )


_PRESENT = _("present, not shown")
_HIDDEN = _("Present, not shown: for fewer people than this page; --audience shows it.")


def _entry_at(dataset: View, path: str) -> Entry:
    return next(entry for entry in dataset.entries if entry.path == path)


def _cells(
    pointer: ItemPointer, seen: Mapping[str, Mapping[ItemPointer, Any]], clear: Mapping[ItemPointer, Any]
) -> list[Cell | Words]:
    return [(str(clear[pointer]) if pointer in clear else _PRESENT) if pointer in values else None for values in seen.values()]


def _hide_items(pointer: ItemPointer) -> Route:
    """``pointer`` without identities, which may hold the value itself."""
    return tuple("*" if isinstance(part, Identity) else part for part in pointer)


def _name_values(entry: Entry, schema: Schema) -> dict[ItemPointer, Any]:
    """The values of an entry that hold no others, by identity."""
    return {name_items(pointer, entry.data, schema): value for pointer, value in _list_values(entry.data)}


def _list_values(value: Any, base: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    if isinstance(value, (dict, list)):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _list_values(inner, (*base, part))
    else:
        yield base, value


def compare_rules(asked: View, whole: View, then: Context) -> Answer:
    """What the rules changed since those of ``then``: values of today's entries that an audience sees now and did not then, and the reverse.

    ``whole`` is the view of the last audience. Counts below the smallest cell are told to that audience alone.
    """
    old, new = Audiences(then), asked.audiences
    found: dict[tuple[str, Route, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry in whole.entries:
        for route, before, now in _find_changes(entry, old, then, new, asked.context):
            for name in new.names:
                was, will = before <= old.place(name) and name in old.names, now <= new.place(name)
                if was != will:
                    found[entry.kind, route, name, "opened" if will else "closed"][entry.path] += 1
    least = 1 if asked.audience == new.names[-1] else smallest_cell(asked.context.policy)
    rows = tuple(
        (kind, join_keys(route), name, _("opened") if change == "opened" else _("closed"), *_count(paths, least))
        for (kind, route, name, change), paths in sorted(found.items())
    )
    columns = (
        Column("kind", "string", _("kind of the entries"), _("kind")),
        Column("field", "string", _("keys of the field"), _("field")),
        Column("audience", "string", _("who sees more or less of it"), _("audience")),
        Column("change", "string", _("opened or closed"), _("change")),
        Column("entries", "integer", _("entries with such values"), _("entries"), unit="entries"),
        Column("values", "integer", _("values in them"), _("values")),
    )
    notes = [_("Counted on the entries as they are now.")]
    if any(row[4] is None for row in rows):
        notes.append(_("No number: fewer than {n} entries.", n=least))
    title = _("What the rules open and close, from version {old} to {new}", old=_version(then), new=_version(asked.context))
    return make_answer("policy", asked, (Table("changes", title, columns, rows, tuple(notes)),))


def _find_changes(entry: Entry, old: Audiences, then: Context, new: Audiences, now: Context) -> Iterator[tuple[Route, int, int]]:
    """Each value whose level is another: its field, the level then, the level now; before its kind existed, it was for the last."""
    schema, former = now.schemas[entry.kind], then.schemas.get(entry.kind)
    kept, once = new.raised(entry, schema), old.raised(entry, former) if former else {}
    for pointer, _value in _list_values(entry.data):
        level = new.decide_value(pointer, schema, kept).level
        before = old.decide_value(pointer, former, once).level if former else len(old.levels) - 1
        yield generalise(pointer), before, level


def _count(paths: Mapping[str, int], least: int) -> Sequence[int | None]:
    return (len(paths), sum(paths.values())) if len(paths) >= least else (None, None)


def _version(context: Context) -> str:
    found = context.policy.get("version")
    return found if isinstance(found, str) else "?"
