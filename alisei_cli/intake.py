"""From a source to changed files: the other room, beside ``pipeline``, that joins doors and verbs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alisei_cli.core.judge import judge
from alisei_cli.core.merge import plan
from alisei_cli.errors import DataError, SurroundingsError, UsageError
from alisei_cli.importers._contract import Importer
from alisei_cli.language import _, _n
from alisei_cli.model.dataset import Law
from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.harvest import Harvest, Plan
from alisei_cli.rules import RULES
from alisei_cli.store import git, rewrite, yaml
from alisei_cli.store.files import read_bytes
from alisei_cli.store.load import load_dataset, today
from alisei_cli.store.outside import read_source
from alisei_cli.store.write import write_all

MODELINE = "# yaml-language-server: $schema={up}schema/{kind}.schema.json"


@dataclass(frozen=True)
class Intake:
    """What is to be done, and with what."""

    plan: Plan
    harvest: Harvest
    law: Law
    data: Mapping[str, Mapping[str, Any]]
    """Data of every changed entry as it will be, by path."""


def prepare(root: Path, importer: Importer, file: Path, select: Path | None, accessed: str | None) -> Intake:
    """Read the source and plan the import; nothing is changed.

    Raises:
        UsageError: a file is missing, or ``accessed`` is no date.
        DataError: a file is not what the importer reads, or an entry cannot be read.
    """
    date = accessed or today().isoformat()
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", date):
        raise UsageError(_("{date} is no date", date=date), _("Write it like 2026-11-23."))
    dataset = load_dataset(root)
    if dataset.unreadable:
        raise DataError(
            _("{path} cannot be read: whether a body is there already cannot be told", path=dataset.unreadable[0]),
            _("alisei validate says what is wrong."),
        )
    if "stakeholder" not in dataset.law.schemas:
        raise DataError(_("the schema of stakeholders cannot be used"), _("alisei validate says what is wrong."))
    harvest = importer.read(read_source(file), read_source(select) if select else None, dataset.law, date, file.name)
    made = plan(harvest.proposals, dataset.entries, dataset.law)
    data = {entry.path: entry.data for entry in dataset.entries if entry.path in made.filled} | made.created
    return Intake(made, harvest, dataset.law, data)


def bring_in(root: Path, intake: Intake) -> None:
    """Write what was planned: every file or none.

    Raises:
        SurroundingsError: the registry has changes that are not committed, so that git could not undo the import.
        DataError: an entry would not be clean; nothing is written.
    """
    if not intake.data:
        return
    changed = git.changed(root, "registry")
    if changed:
        raise SurroundingsError(
            _("registry/ has changes that are not committed; nothing was imported: {paths}", paths=sorted(changed.paths)[:10]),
            _("Files of the commit are not on the disk: git restore registry, or git sparse-checkout disable, brings them back.")
            if changed.paths == changed.missing
            else _("Commit or undo them first (git status registry): then the import can be undone by git restore registry."),
        )
    before = {path: None if path in intake.plan.created else read_bytes(root, path, yaml.ENTRY.size) for path in intake.data}
    texts = vet(root, intake)
    write_all(root, texts, before)


def vet(root: Path, intake: Intake) -> dict[str, str]:
    """The texts that are to be written, by path.

    Raises:
        DataError: an entry would not be clean.
    """
    texts = {path: _rewritten(root, path, intake) for path in intake.data}
    _refuse_unclean(texts, intake)
    return texts


def modeline(path: str, kind: str) -> str:
    """The first line of an entry: tells editors which schema explains it."""
    return MODELINE.format(up="../" * path.count("/"), kind=kind)


def _rewritten(root: Path, path: str, intake: Intake) -> str:
    schema = intake.law.schemas["stakeholder"]
    if path in intake.plan.created:
        return rewrite.write_entry(intake.data[path], modeline(path, "stakeholder"), schema)
    raw = read_bytes(root, path, yaml.ENTRY.size)
    if any(finding.rule != "untidy-file" for finding in yaml.read(path, raw, admits_text=schema.admits_text).findings):
        raise DataError(
            _("{path} has slips; nothing can be added to it before they are mended", path=path),
            _("alisei validate says what is wrong."),
        )
    return rewrite.fill(raw.decode(), intake.plan.filled[path], schema)


def _refuse_unclean(texts: Mapping[str, str], intake: Intake) -> None:
    """Read again what is about to be written: it must hold the planned data and break no rule."""
    schema = intake.law.schemas["stakeholder"]
    rules = [(name, rule) for name in RULES.names if (rule := RULES.load(name)).check]
    faults = []
    for path, text in texts.items():
        reading = yaml.read(path, text.encode(), admits_text=schema.admits_text)
        if reading.source.data != intake.data[path]:
            faults.append(_("{path}: the rewritten entry would not say the same", path=path))
        judged = judge("stakeholder", reading.source, reading.findings, reading.tainted, intake.law, rules)
        for name, finding in judged.findings:
            if RULES.load(name).severity is Severity.ERROR:
                told = {"path": path, "message": finding.message, "help": finding.help}
                faults.append(_("{path}: {message}. {help}", **told) if finding.help else _("{path}: {message}", **told))
    if faults:
        said = _n(
            "{n} slip in what would be imported; nothing was written",
            "{n} slips in what would be imported; nothing was written",
            n=len(faults),
        )
        raise DataError(said, _("{faults}", faults=faults[:20]))
