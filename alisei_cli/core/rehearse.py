"""What another taxonomy would change: terms, the entries to rewrite, and every total of every report that moves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from alisei_cli.core.answer import make_answer
from alisei_cli.core.migrate import apply_moves, find_moves, find_undecided
from alisei_cli.errors import AliseiError
from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.taxonomy import Taxonomy, Term
from alisei_cli.model.view import View
from alisei_cli.reports._contract import Question, Report

Row = tuple[Cell | Words, ...]


def rehearse(dataset: View, taxonomy: Taxonomy, reports: Mapping[str, Report], findings: Iterable[Diagnostic] = ()) -> Answer:
    """Tables ``terms``, ``entries``, ``findings`` and ``totals``: ``dataset`` as it is beside the same under ``taxonomy``.

    Terms that have one successor in ``taxonomy`` are taken as migrated. ``findings``: what the rules say of the dataset with
    that taxonomy.
    """
    after = _apply(dataset, taxonomy)
    touched = list(_touch_entries(dataset, taxonomy))
    places = {(str(row[2]), str(row[3])) for row in touched}
    tables = (
        _tabulate_terms(dataset, taxonomy),
        _tabulate_entries(touched, len(dataset.entries)),
        _tabulate_findings(each for each in findings if (each.path, _field(each.pointer)) not in places),
        _tabulate_totals(dataset, after, reports),
    )
    return make_answer("rehearse", dataset, tables)


def _apply(dataset: View, taxonomy: Taxonomy) -> View:
    """``dataset`` under ``taxonomy``, its entries migrated."""
    context = replace(dataset.context, taxonomy=taxonomy)
    return replace(dataset, entries=tuple(_migrate(entry, context) for entry in dataset.entries), context=context)


def _migrate(entry: Entry, context: Context) -> Entry:
    moves = find_moves(entry.data, context.schemas[entry.kind], context.taxonomy, {})
    return Entry(entry.path, entry.kind, apply_moves(entry.data, moves), entry.source) if moves else entry


def _tabulate_terms(dataset: View, taxonomy: Taxonomy) -> Table:
    old, new = dataset.context.taxonomy, taxonomy
    columns = (
        Column("term", "string", _("code of the term"), _("term"), unit="id"),
        Column("facet", "string", _("its facet"), _("facet")),
        Column("change", "string", _("what happens to it"), _("change")),
        Column("entries", "integer", _("how many entries bear it now"), _("entries"), unit="entries"),
    )
    uses = _count_uses(dataset)
    rows: list[Row] = []
    for code in dict.fromkeys([*old.terms, *new.terms]):
        was, will = old.terms.get(code), new.terms.get(code)
        change = _describe_change(was, will, taxonomy)
        if change is not None:
            facet = will or was
            rows.append((code, facet.facet if facet else "", change, uses.get(code, 0)))
    said = _("From version {old} to version {new}.", old=old.version, new=new.version)
    return Table("terms", _("Terms that change"), columns, tuple(rows), (said,))


def _describe_change(was: Term | None, will: Term | None, taxonomy: Taxonomy) -> Text | None:
    """The gravest difference of one term in two taxonomies; ``None`` where it stays as it is."""
    if was is None:
        return _("new")
    if will is None:
        return _("gone: a term is deprecated, never deleted")
    if will.facet != was.facet:
        return _("moves to another facet: give it a new code instead")
    if will.deprecated and not was.deprecated:
        heirs = taxonomy.successors(will.code)
        if not heirs:
            return _("deprecated, without a successor")
        if len(heirs) > 1:
            return _("deprecated; a person chooses among {heirs}", heirs=list(heirs))
        return _("deprecated; {heir} takes its place", heir=heirs[0])
    if will.parent != was.parent:
        return _("stands below {new}", new=will.parent) if will.parent else _("stands at the first level")
    if will.labels != was.labels:
        return _("other label: {label}", label=will.labels)
    return None if will == was else _("other words: synonyms, note or rules of use")


def _count_uses(dataset: View) -> dict[str, int]:
    uses: dict[str, int] = {}
    for entry in dataset.entries:
        for code in {value for _pointer, _facet, value in dataset.context.schemas[entry.kind].terms(entry.data)}:
            uses[code] = uses.get(code, 0) + 1
    return uses


def _touch_entries(dataset: View, taxonomy: Taxonomy) -> Iterator[Row]:
    """Each term of an entry that ``taxonomy`` gives up: id, name, path, field, term, what takes its place."""
    for entry in dataset.entries:
        schema = dataset.context.schemas[entry.kind]
        moves = {move.pointer: move for move in find_moves(entry.data, schema, taxonomy, {})}
        for pointer, _facet, value in schema.terms(entry.data):
            term = taxonomy.terms.get(value)
            is_lost = term.deprecated is not None if term else value in dataset.context.taxonomy.terms
            if not is_lost and pointer not in moves:
                continue
            heirs = taxonomy.successors(value)
            becomes: Words = _("a person decides: no successor")
            if pointer in moves:
                new = moves[pointer].new
                becomes = Labels(new, new) if new else _("deleted: its successor stands there already")
            elif heirs:
                becomes = _("a person chooses among {heirs}", heirs=list(heirs))
            yield entry.id, entry.name, entry.path, _field(pointer), value, becomes


def _field(pointer: Sequence[str | int]) -> str:
    return "/".join(map(str, pointer))


def _tabulate_entries(rows: list[Row], all_entries: int) -> Table:
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id"),
        Column("name", "string", _("what the entry is called"), _("name")),
        Column("path", "string", _("its file"), _("file"), is_detail=True),
        Column("field", "string", _("where the term stands"), _("field")),
        Column("term", "string", _("the term that is given up"), _("term"), unit="id"),
        Column("becomes", "string", _("what takes its place"), _("becomes")),
    )
    n = len({row[2] for row in rows})
    said = _("{n} of {all} entries would have to be rewritten: alisei taxonomy migrate", n=n, all=all_entries)
    return Table("entries", _("Entries that have to be rewritten"), columns, tuple(rows), (said,))


def _tabulate_findings(findings: Iterable[Diagnostic]) -> Table:
    columns = (
        Column("code", "string", _("code of the rule"), _("code")),
        Column("path", "string", _("the file"), _("file")),
        Column("field", "string", _("where in the file"), _("field")),
        Column("message", "string", _("what is wrong"), _("message")),
    )
    rows = tuple((each.code, each.path, _field(each.pointer), each.message) for each in findings if each.severity > Severity.NOTE)
    said = _("Errors and warnings that alisei validate would report besides.")
    return Table("findings", _("What the rules would find"), columns, rows, (said,))


def _tabulate_totals(before: View, after: View, reports: Mapping[str, Report]) -> Table:
    columns = (
        Column("report", "string", _("name of the report"), _("report")),
        Column("table", "string", _("table of the report"), _("table")),
        Column("row", "string", _("what is counted"), _("row")),
        Column("column", "string", _("which number of the row"), _("column")),
        Column("before", "integer", _("the number now"), _("now"), unit="entries"),
        Column("after", "integer", _("the number under the new taxonomy"), _("then"), unit="entries"),
    )
    rows: list[Row] = []
    silent = []
    for name, report in reports.items():
        if report.is_collection:
            continue
        if report.times:
            silent.append(name)
            continue
        try:
            rows += _compare(name, _count(report, before), _count(report, after))
        except AliseiError:  # it asks for what this dataset has not, such as totals that others counted
            silent.append(name)
    notes: list[Words] = [_("Shares move with the numbers. Unchanged totals are left out.")]
    law, schemas = after.context.taxonomy, after.context.schemas
    waiting = sum(any(find_undecided(entry, schemas[entry.kind], law, {})) for entry in after.entries)
    if waiting:
        notes.append(
            _n(
                "{n} entry waits for a person to choose a successor and counts here as it does now: once the choice is made, its totals move too.",
                "{n} entries wait for a person to choose a successor and count here as they do now: once the choices are made, their totals move too.",
                n=waiting,
            )
        )
    if silent:
        notes.append(_("Not compared, because they need more than the entries: {names}.", names=silent))
    return Table("totals", _("Totals that move"), columns, tuple(rows), tuple(notes))


Totals = Mapping[tuple[str, str, str], Cell | Words]


def _count(report: Report, dataset: View) -> Totals:
    """Every whole number of a report: by table, row and column."""
    found: dict[tuple[str, str, str], Cell | Words] = {}
    for table in report.build(Question(dataset, report.defaults, country=dataset)):
        for row in table.rows:
            cells = list(zip(table.columns, row, strict=True))
            key = _name_row([cell for column, cell in cells if column.type == "string"])
            found |= {(table.name, key, column.name): cell for column, cell in cells if column.unit == "entries"}
    return found


def _name_row(cells: Sequence[Cell | Words]) -> str:
    """The codes of a row, which stay where labels change; without any, its labels."""
    codes = [cell for cell in cells if isinstance(cell, str)]
    return " / ".join(codes or [cell.en if isinstance(cell, Labels) else str(cell) for cell in cells])


def _compare(name: str, before: Totals, after: Totals) -> Iterator[Row]:
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if old != new and (old or new):
            yield name, *key, old, new
