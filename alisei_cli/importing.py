"""From a source to changed files: the other room, beside ``pipeline``, that joins doors and verbs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alisei_cli.core.check import check
from alisei_cli.core.check_entry import EntryResult, RuleSelection, check_entry
from alisei_cli.core.merge import News, plan
from alisei_cli.core.view import hide_values
from alisei_cli.errors import DataError, SurroundingsError, UsageError
from alisei_cli.importers._contract import Importer
from alisei_cli.importers._table import parse_table
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Dataset
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.import_result import ImportResult, Plan, Remark
from alisei_cli.model.removed import FILE, NONE, Removal, Removed
from alisei_cli.model.source import Source
from alisei_cli.model.verdict import Verdict
from alisei_cli.nearest import find_nearest
from alisei_cli.rules import RULES
from alisei_cli.store import objects, yaml
from alisei_cli.store.load import read_dataset, today
from alisei_cli.store.outside import read_bytes_of, read_parts, read_source
from alisei_cli.store.tree import WorkTree, read_bytes
from alisei_cli.store.write import write_all
from alisei_cli.store.yaml import writing

MOST_TOLD = 20
"""Slips that are told one by one."""
UNDO = "git restore --staged --worktree registry && git clean -fd registry"
"""Takes ``registry/`` back to the commit: the first command its changed files, the second those that are new."""


@dataclass(frozen=True)
class PreparedImport:
    """What is to be done, and with what."""

    plan: Plan
    result: ImportResult
    context: Context
    data: Mapping[str, Mapping[str, Any]]
    """Data of every changed entry as it will be, by path."""
    sources: Mapping[str, Source]
    """Every entry as it is, by path."""
    judged: Mapping[str, EntryResult]
    """What other entries need to know of each of them, by path."""


def prepare(
    root: Path, importer: Importer, file: Path, select: Path | None, accessed: str | None, news: News | None = None
) -> PreparedImport:
    """Read the source and plan the import; nothing is changed.

    Raises:
        UsageError: a file is missing, ``accessed`` is no date, or ``news`` names what is not held back.
        DataError: a file is not what the importer reads, or an entry cannot be read.
    """
    date = accessed or today().isoformat()
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", date):
        raise UsageError(_("{date} is not a date", date=date), _("Write it like 2026-11-23."))
    dataset = read_dataset(WorkTree(root))
    if dataset.unreadable:
        raise DataError(
            _("{path} cannot be read, so it is not known whether a body is already there", path=dataset.unreadable[0]),
            _("alisei validate says what is wrong."),
        )
    if "stakeholder" not in dataset.context.schemas:
        if "stakeholder" in dataset.context.broken:
            raise DataError(_("the schema of stakeholders cannot be used"), _("alisei validate says what is wrong."))
        raise DataError(
            _("this registry has no kind {kind}, and organisations are imported as nothing else", kind="stakeholder"),
            _("A registry that alisei init makes has schema/stakeholder.schema.json."),
        )
    result = importer.read(
        _open_source(importer, file), read_source(select) if select else None, dataset.context, date, file.name
    )
    sources = {entry.path: entry.source for entry in dataset.entries}
    removed = read_removed(root)
    result = replace(result, notes=(*result.notes, *_report_gone(removed, dataset)))
    judged = _facts(dataset)  # before the plan is laid over the data
    made = plan(result.proposals, dataset.entries, dataset.context, news, removed)
    if news:
        _refuse_unknown(news, made)
    data = {entry.path: entry.data for entry in dataset.entries if entry.path in made.filled} | made.created
    return PreparedImport(made, result, dataset.context, data, sources, judged)


def _open_source(importer: Importer, file: Path) -> Any:
    """The source in the form that ``importer`` takes."""
    if importer.endings:
        return read_parts(file, importer.endings)
    return read_bytes_of(file) if importer.is_binary else read_source(file)


def read_removed(root: Path) -> Removed:
    """What people have removed, from ``sources/removed.csv``; nothing where a dataset keeps no such file.

    Raises:
        DataError: the file is no such table.
    """
    if not (root / FILE).exists():
        return NONE
    table = parse_table(read_source(root / FILE))
    missing = [column for column in ("id", "field", "value", "reason") if column not in table.columns]
    if missing:
        raise DataError(
            _("columns are missing in {path}: {columns}", path=FILE, columns=missing),
            _("Its first line is: id,field,value,reason"),
        )
    return Removed(
        tuple(Removal(line, row["id"], row["field"], row["value"], row["reason"]) for line, row in table.rows if row["id"])
    )


def _report_gone(removed: Removed, dataset: Dataset) -> Iterator[Remark]:
    """Each line that keeps nothing out, because no entry has its id."""
    for each in removed.without_entry(entry.id for entry in dataset.entries):
        yield Remark(f"{FILE}, {each.line}", _("there is no entry with the id {target}", target=each.id))


def _facts(dataset: Dataset) -> dict[str, EntryResult]:
    """What each entry tells the others, without what is wrong with it alone."""
    nobody = RuleSelection(())
    return {each.path: check_entry(each.kind, each.source, (), frozenset(), dataset.context, nobody) for each in dataset.entries}


def _refuse_unknown(news: News, made: Plan) -> None:
    """Refuse an id that is called new, but is the id of nothing that would be made."""
    new = {path.rpartition("/")[2].removesuffix(".yaml") for path in made.created}
    for id_ in news.ids:
        if id_ not in new:
            known = [*(each.id for each in made.held), *new]
            near = find_nearest(id_, known)
            hint = (
                _("Did you mean {near}?", near=near)
                if near
                else _("Without --new, alisei lists those held back, each with its id.")
            )
            raise UsageError(_("no row would become a new entry called {id}", id=id_), hint)


def apply_import(root: Path, prepared: PreparedImport) -> None:
    """Write what was planned: every file or none.

    Raises:
        SurroundingsError: the registry has changes that are not committed, so that git could not undo the import.
        DataError: an entry would not be clean; nothing is written.
    """
    if not prepared.data:
        return
    changed = objects.compare_with_commit(root, "registry")
    if changed:
        raise SurroundingsError(
            _("registry/ has changes that are not committed; nothing was imported: {paths}", paths=sorted(changed.paths)[:10]),
            _("Files of the commit are not on the disk: git restore registry, or git sparse-checkout disable, brings them back.")
            if changed.paths == changed.missing
            else _(
                "git status registry shows them. Commit them; or undo them, which loses them: {undo}. The same commands then undo the import.",
                undo=UNDO,
            ),
        )
    before = {path: None if path in prepared.plan.created else read_bytes(root, path, yaml.ENTRY.size) for path in prepared.data}
    texts = check_import(root, prepared)
    write_all(root, texts, before)


def check_import(root: Path, prepared: PreparedImport) -> dict[str, str]:
    """The texts that are to be written, by path.

    Raises:
        DataError: an entry would not be clean.
    """
    texts = {path: _rewrite_entry(root, path, prepared) for path in prepared.data}
    _refuse_unclean(texts, prepared)
    return texts


def _rewrite_entry(root: Path, path: str, prepared: PreparedImport) -> str:
    schema = prepared.context.schemas["stakeholder"]
    if path in prepared.plan.created:
        return writing.write_entry(prepared.data[path], writing.modeline(path, "stakeholder"), schema)
    raw = read_bytes(root, path, yaml.ENTRY.size)
    if any(finding.rule != "untidy-file" for finding in yaml.read(path, raw, admits_text=schema.admits_text).findings):
        raise DataError(
            _("{path} has errors; nothing can be added to it before they are fixed", path=path),
            _("alisei validate says what is wrong."),
        )
    return writing.fill(raw.decode(), prepared.plan.filled[path], schema)


def _refuse_unclean(texts: Mapping[str, str], prepared: PreparedImport) -> None:
    """Judge the registry as it would be: what is written must hold the planned data, and nothing may break a rule that was kept."""
    context = prepared.context
    schema = context.schemas["stakeholder"]
    rules = {name: RULES.load(name) for name in RULES.names}
    alone = RuleSelection(rules.items())
    faults = []
    after, sources = dict(prepared.judged), dict(prepared.sources)
    for path, text in texts.items():
        reading = yaml.read(path, text.encode(), admits_text=schema.admits_text)
        if reading.source.data != prepared.data[path]:
            faults.append(_("{path}: the rewritten entry would not say the same", path=path))
        after[path] = check_entry("stakeholder", reading.source, reading.findings, reading.reported, context, alone)
        sources[path] = reading.source
    before = hide_values(check([*prepared.judged.values()], context, rules, prepared.sources, texts))
    known = {each.identity for each in before.diagnostics}
    rows = {path: number for number, path in enumerate(prepared.plan.places)}
    verdict = hide_values(check([*after.values()], context, rules, sources, texts))
    new = [each for each in _errors(verdict) if each.identity not in known]
    faults += [_report_slip(each, prepared.plan) for each in sorted(new, key=lambda each: rows.get(each.path, len(rows)))]
    if faults:
        said = _n(
            "{n} slip in what would be imported; nothing was written",
            "{n} slips in what would be imported; nothing was written",
            n=len(faults),
        )
        raise DataError(said, _("Correct the source, and import it again."), faults[:MOST_TOLD])


def _errors(verdict: Verdict) -> list[Diagnostic]:
    return [each for each in verdict.diagnostics if each.severity is Severity.ERROR]


def _report_slip(diagnostic: Diagnostic, plan: Plan) -> Text:
    """One slip, with the row of the source from which it comes."""
    path, place = diagnostic.path, plan.places.get(diagnostic.path)
    where = _("{place} ({path})", place=place, path=path) if place else _("{path}", path=path)
    if diagnostic.help is None:
        return _("{where}: {message}", where=where, message=diagnostic.message)
    return _("{where}: {message}. {help}", where=where, message=diagnostic.message, help=diagnostic.help)
