"""From a verdict to mended files: the third room, beside ``pipeline`` and ``intake``, that joins doors and verbs."""

from dataclasses import dataclass
from pathlib import Path

from alisei_cli.core.judge import judge
from alisei_cli.model.dataset import Law
from alisei_cli.model.diagnostic import Fix, Severity
from alisei_cli.model.source import Source
from alisei_cli.model.verdict import Verdict
from alisei_cli.rules import RULES
from alisei_cli.splice import edited, mended
from alisei_cli.store import yaml
from alisei_cli.store.write import write_all


@dataclass(frozen=True, slots=True)
class Mending:
    """What a fix would change in one file."""

    path: str
    before: str
    after: str
    fixes: tuple[Fix, ...]


def plan(verdict: Verdict, law: Law, is_unsafe: bool) -> list[Mending]:
    """The files that the fixes of ``verdict`` change, safe ones only unless ``is_unsafe``.

    Each new text is read again: it must hold exactly the data that the edits promise, and break no rule that the old one kept;
    otherwise the file is left alone.
    """
    made = []
    wanted: dict[str, list[Fix]] = {}
    for each in verdict.diagnostics:
        if each.fix and (each.fix.safe or is_unsafe):
            wanted.setdefault(each.path, []).append(each.fix)
    for path, fixes in wanted.items():
        source, schema = verdict.sources.get(path), verdict.schemas.get(path)
        if source and schema:
            text, applied = mended(source, fixes, schema)
            if applied and _is_right(source, text, applied, schema.kind, law):
                made.append(Mending(path, source.text, text, tuple(applied)))
    return made


def apply(root: Path, mendings: list[Mending]) -> None:
    """Write every mended file or none."""
    write_all(root, {mending.path: mending.after for mending in mendings})


def _is_right(source: Source, text: str, fixes: list[Fix], kind: str, law: Law) -> bool:
    schema = law.schemas[kind]
    limits = yaml.TAXONOMY if kind == "taxonomy" else yaml.ENTRY
    after = yaml.read(source.path, text.encode(), limits, schema.admits_text)
    if after.source.data != edited(source.data, [edit for fix in fixes for edit in fix.edits]):
        return False
    before = yaml.read(source.path, source.text.encode(), limits, schema.admits_text)
    return _errors(after, kind, law) <= _errors(before, kind, law)


def _errors(reading: yaml.Reading, kind: str, law: Law) -> int:
    rules = [(name, rule) for name in RULES.names if (rule := RULES.load(name)).check]
    judged = judge(kind, reading.source, reading.findings, reading.tainted, law, rules)
    return sum(RULES.load(name).severity is Severity.ERROR for name, _finding in judged.findings)
