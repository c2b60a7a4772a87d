"""One entry, given as the lines that matter, before one rule: what the rule says of it."""

from dataclasses import replace
from functools import cache
from typing import Any

from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import json_pointer
from alisei_cli.model.told_apart import NONE
from alisei_cli.rules import RULES
from alisei_cli.store import yaml
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY

HEAD = "id: istituto-rossi\nstatus: active\nnames:\n  - {value: Istituto Rossi, lang: it, kind: display}\n"
PATHS = {
    "stakeholder": "registry/stakeholders/lazio/istituto-rossi.yaml",
    "group": "registry/groups/istituto-rossi.yaml",
    "event": "registry/events/istituto-rossi.yaml",
}


@cache
def context() -> Context:
    """What the entries of this repository are checked by, without its own verdicts on look-alikes."""
    return replace(load_context(WorkTree(REPOSITORY)).context, apart=NONE)


def entry(lines: str, kind: str = "stakeholder", head: str = HEAD, path: str = "") -> Entry:
    """An entry of ``head`` and ``lines`` as the reader and the schema see it."""
    schema = context().schemas[kind]
    path = path or PATHS[kind]
    source = yaml.read(path, (head + lines + "\n").encode(), admits_text=schema.admits_text).source
    assert isinstance(source.data, dict), lines
    return Entry(path, kind, source.data, source, tuple(schema.check(source.data)), tuple(schema.terms(source.data)))


def findings(rule: str, lines: str, **options: Any) -> list[Finding]:
    """What ``rule`` finds in an entry with these lines."""
    check = RULES.load(rule).check
    assert check is not None
    return list(check(entry(lines, **options), context()))


def said(rule: str, lines: str, **options: Any) -> list[tuple[str, str]]:
    """Pointer and message of each finding."""
    return [(json_pointer(finding.pointer), str(finding.message)) for finding in findings(rule, lines, **options)]


def quoted(text: str) -> str:
    """``text`` between single quotes, as YAML wants it."""
    return "'" + text.replace("'", "''") + "'"
