"""A remedy taken at its word mends: after it no rule has anything to say at that place."""

import copy
import json
from typing import Any

import pytest

from alisei_cli.core.check_entry import check_entry
from alisei_cli.model.diagnostic import Edit, Finding
from alisei_cli.model.source import Source
from alisei_cli.rules import RULES
from alisei_cli.store import yaml
from tests.rules.hygiene import context
from tests.rules.test_schema_rules import CASES, PATH, WHOLE

ASIDE = ("wrong-modeline", "key-order", "wrong-folder")
"""What they say is of the file and of the order in it, not of a value."""
RULES_FOR_ONE = [(name, rule) for name in RULES.names if (rule := RULES.load(name)).check and name not in ASIDE]
MORE: list[dict[str, str | None]] = [
    {"website": "https:/www.rossi.it:8080"},
    {"website": "www.rossi .it"},
    {"website": "http:www.rossi.it@altro.it"},
    {"contact": "{mailbox: 'info@rossi.it.'}"},
    {"contact": "{mailbox: 'Mario <info@rossi>'}"},
    {"contact": "{mailbox: info@rossi.it oppure ricerca@rossi.it}"},
    {"facts": "{founded: 30/02/2005}"},
    {"facts": "{founded: 2005/13}"},
    {"facts": "{ateco: {code: 72 10 10, edition: 2025}}"},
    {"facts": "{ateco: {code: 721110, edition: 2025}}"},
    {"identifiers": "{vat: 'IT-00743110158'}"},
    {"identifiers": "{isni: 0000-0001-2281-955X}"},
    {"identifiers": "{lei: 213800 KUD8 LAJW SQ9D 15}"},
    {"identifiers": "{ror: ror.org/00wjc7c48}"},
    {"identifiers": "{ror: ror.org/00wjc7c49}"},
    {"head_office": "{municipality: Sienna, province: SI, region: toscana, country: IT}"},
    {"head_office": "{municipality: Siena, province: SI, region: toscana, country: ZZ}"},
    {"head_office": "{municipality: Siena, province: SI, region: toscana, country: Germania}"},
    {"names": "[{value: “Istituto Rossi”, kind: display}]"},
    {"sector": "{primary: oncology}", "therapeutic_areas": "[oncology]"},
    {"trl": "4"},
    {"verified": "2026-11-20"},
    {"status": "attivo"},
]


def _said(data: Any) -> list[tuple[str, Finding]]:
    schema = context().schemas["stakeholder"]
    assert schema is not None
    source = Source(PATH, json.dumps(data, ensure_ascii=False), data)
    return list(check_entry("stakeholder", source, (), frozenset(), context(), RULES_FOR_ONE).findings)


def _applied(data: Any, edits: tuple[Edit, ...]) -> Any:
    """``data`` with what the edits change in it, deletions last."""
    data = copy.deepcopy(data)
    for edit in sorted(edits, key=lambda edit: edit.op == "delete"):
        block = data
        for part in edit.pointer[:-1]:
            block = block[part]
        if edit.op == "delete":
            del block[edit.pointer[-1]]
        elif edit.op == "rename":
            block[edit.value] = block.pop(edit.pointer[-1])
        else:
            block[edit.pointer[-1]] = edit.value
    return data


@pytest.mark.parametrize("fields", [*(case[0] for case in CASES), *MORE], ids=lambda fields: str(fields)[:60])
def test_a_fix_leaves_nothing_at_its_place(fields: dict[str, str | None]) -> None:
    lines = [f"{key}: {value}".rstrip() for key, value in {**WHOLE, **fields}.items() if value is not None]
    data = yaml.read(
        PATH, ("\n".join(lines) + "\n").encode(), admits_text=context().schemas["stakeholder"].admits_text
    ).source.data
    for name, finding in _said(data):
        if finding.fix is None or any(edit.op in ("text", "tidy") for edit in finding.fix.edits):
            continue
        places = [edit.pointer for edit in finding.fix.edits if edit.op == "set"]
        left = [
            (other, str(said.message))
            for other, said in _said(_applied(data, finding.fix.edits))
            if other != "missing-key" and any(said.pointer[: len(place)] == place for place in places)
        ]
        assert left == [], f"{name}: {finding.fix.title}"
