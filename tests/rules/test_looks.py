"""Quick looks before a rule (its fields and its look) spare work, never a finding: what is odd in many ways is judged with and without them."""

from dataclasses import replace

import pytest

from alisei_cli.core.check_entry import EntryResult, check_entry
from alisei_cli.rules import RULES
from alisei_cli.store import yaml
from fuzz.reading import context

ID = "registro-di-prova"
HEAD = f"id: {ID}\nstatus: active\nnames:\n  - {{value: Registro di Prova, lang: it, kind: display}}\n"
RULES_FOR_ONE = [(name, rule) for name in RULES.names if (rule := RULES.load(name)).check]
BLIND = [
    (name, replace(rule, fields=frozenset(), look=None, is_of_schema=False)) for name, rule in RULES_FOR_ONE
]  # fmt: skip

VALUES = (
    "'\"Alfa\"'", "\"'Alfa'\"", "'\"Alfa\" '", '"“Alfa”"', "«Alfa»", "''", "' '", "' Alfa'", '"Alfa "', "Alfa  Beta", "n.d.", "N/A", "TBD",
    "???", "<nome>", "'[nome]'", "Lorem ipsum", "scrivere qui", "3331234567", "+39 333 1234567", "333\n    1234567", "0039 333 123 4567",
    "RSSMRA80A01H501U", "rssmra 80a01\n    h501 u", "mario.rossi@gmail.com", "http://alfa.it", "HTTP://alfa.it", "https://a:b@alfa.it",
    "|\n    'Alfa'", '>\n    "Alfa"', "|\n      Alfa  Beta", "Alfa\n\n\n    Beta", "Аlfa", "QUİ", "Alfa\u00a0", "2099-01-01", "2026-13-40",
    "example.com", '"\\u0410lfa"', "12", "true", "[a, a]", "{a: b}", "esempio.it",
)  # fmt: skip
FIELDS = (
    "name: {}", "website: {}", "status_reason: {}", "description: {{it: Che cosa fa, en: Che cosa fa}}\nwebsite: {}",
    "head_office:\n  municipality: {}\n  country: IT",
)  # fmt: skip
BLOCKS = (
    f"groups: [{ID}, {ID}]", f"organiser: {{id: {ID}}}", f"members:\n  - {{id: {ID}}}\n  - {{id: {ID}, since: 2020}}",
    f"relations:\n  - {{kind: parent, target: {ID}}}\n  - {{kind: parent, target: {ID}, since: 2020, until: 2019}}",
    f"coordinators:\n  - {{id: {ID}}}", "contact: {mailbox: mario.rossi@libero.it}", "contact: {mailbox: 'mailto:info@alfa.it'}",
    "facts: {ateco: {code: 72.99, edition: 2025}}", "needs:\n  - {expires: 2020-01-01}", "description: {it: breve, en: breve}",
    "identifiers: {isni: 0000 0001 2222 3333, ror: https://ror.org/000018g91, vat: 00743110158}", "# alisei: ignore[ALI401]\nwebsite: x",
)  # fmt: skip


def _judged(kind: str, text: str, rules: list[tuple[str, object]]) -> EntryResult:
    reading = yaml.read(f"registry/{kind}s/{ID}.yaml", text.encode(), yaml.ENTRY, context().schemas[kind].admits_text)
    return check_entry(kind, reading.source, reading.findings, reading.reported, context(), rules)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["stakeholder", "group", "event"])
def test_no_look_hides_a_finding(kind: str) -> None:
    bodies = [field.format(value) for field in FIELDS for value in VALUES] + list(BLOCKS)
    for body in bodies:
        text = f"{HEAD}{body}\n"
        assert _judged(kind, text, RULES_FOR_ONE) == _judged(kind, text, BLIND), text
