"""From the folder to the verdict: the one room that joins the doors and the verbs over many files.

It stands between ``core`` and ``commands``: ``core`` stays pure, and every command that judges asks here.
"""

from collections.abc import Mapping
from pathlib import Path

from alisei_cli.core.check import check
from alisei_cli.core.judge import Judged, judge
from alisei_cli.model.dataset import Law
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Source
from alisei_cli.model.verdict import RuleInfo, Verdict
from alisei_cli.rules import RULES
from alisei_cli.rules._contract import Rule
from alisei_cli.store import yaml
from alisei_cli.store.load import SINGLE, load_law, read_entry, read_registry, read_single


def validate(root: Path) -> Verdict:
    """The judgement of the whole dataset at ``root``."""
    book = load_law(root)
    rules = {name: RULES.load(name) for name in RULES.names}
    alone = [(name, rule) for name, rule in rules.items() if rule.check]
    judged = _judge_law(book.readings, book.findings, book.law, alone)
    opened: dict[str, str] = {path: kind for kind, path in SINGLE.items()}
    for record in read_registry(root, book.law):
        reading = record.reading
        if record.kind:
            opened[record.path] = record.kind
        said = (*record.named, *reading.findings)
        judged.append(judge(record.kind, reading.source, said, reading.tainted, book.law, alone))
    judged.sort(key=lambda outcome: outcome.path)
    return check(judged, book.law, rules, lambda path: _source(root, path, opened, book.law), _infos(rules))


def _judge_law(
    readings: tuple[tuple[str, yaml.Reading], ...], findings: tuple[Finding, ...], law: Law, alone: list[tuple[str, Rule]]
) -> list[Judged]:
    judged = [
        judge(kind, reading.source, reading.findings, reading.tainted, law, alone) for kind, reading in readings
    ]
    return judged + [Judged(finding.path or "", ((finding.rule or "", finding),)) for finding in findings]


def _source(root: Path, path: str, opened: Mapping[str, str], law: Law) -> Source:
    """The text of a file that has something to say about it; empty for what is never opened."""
    if path in SINGLE.values():
        return read_single(root, path, law.schemas.get(opened[path])).source
    if path in opened:
        return read_entry(root, path, law.schemas.get(opened[path])).source
    return Source(path, "", None)


def _infos(rules: dict[str, Rule]) -> tuple[RuleInfo, ...]:
    return tuple(
        RuleInfo(rule.code, name, rule.severity, RULES.summary(name))
        for name, rule in sorted(rules.items(), key=lambda pair: pair[1].code)
    )


def kinds_of(verdict: Verdict, law: Law) -> dict[str, str]:
    """The kind of each file of ``verdict`` that holds an entry, or the taxonomy or policy itself."""
    homes = {f"registry/{kind}s/": kind for kind in law.kinds}
    single = {path: kind for kind, path in SINGLE.items()}
    found = {}
    for path in verdict.files:
        home = next((kind for start, kind in homes.items() if path.startswith(start)), None)
        kind = home or single.get(path)
        if kind:
            found[path] = kind
    return found
