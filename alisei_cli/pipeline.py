"""From the folder to the verdict: the one room that joins the doors and the verbs over many files.

It stands between ``core`` and ``commands``: ``core`` stays pure, and every command that judges asks here.
"""

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
    for record in read_registry(root, book.law):
        reading = record.reading
        said = (*record.named, *reading.findings)
        judged.append(judge(record.kind, reading.source, said, reading.tainted, book.law, alone))
    judged.sort(key=lambda outcome: outcome.path)
    return check(judged, book.law, rules, lambda path: _source(root, path, book.law), _infos(rules))


def _judge_law(
    readings: tuple[tuple[str, yaml.Reading], ...], findings: tuple[Finding, ...], law: Law, alone: list[tuple[str, Rule]]
) -> list[Judged]:
    judged = [
        judge(kind, reading.source, reading.findings, reading.tainted, law, alone) for kind, reading in readings
    ]
    return judged + [Judged(finding.path or "", ((finding.rule or "", finding),)) for finding in findings]


def _source(root: Path, path: str, law: Law) -> Source:
    """The text of a file that has something to say about it; empty for what is never opened."""
    if path in SINGLE.values():
        return read_single(root, path).source
    parts = path.split("/")
    kind = parts[1][:-1] if len(parts) > 2 and parts[0] == "registry" else ""
    if kind in law.schemas and path.endswith(".yaml"):
        return read_entry(root, path, law.schemas[kind]).source
    return Source(path, "", None)


def _infos(rules: dict[str, Rule]) -> tuple[RuleInfo, ...]:
    return tuple(
        RuleInfo(rule.code, name, rule.severity, RULES.summary(name))
        for name, rule in sorted(rules.items(), key=lambda pair: pair[1].code)
    )
