"""Remedies never show facts of another body.

If pasted they would be false data that passes validation.
"""

import ast
import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alisei_cli import language, rules
from alisei_cli.core import check_entry as judging
from alisei_cli.core.check_entry import check_entry
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer, Source
from alisei_cli.rules import RULES
from alisei_cli.rules._blanks import is_blank
from alisei_cli.store import yaml
from tests.conftest import REPOSITORY
from tests.rules.hygiene import context

ASIDE = ("wrong-modeline", "key-order", "wrong-folder", "id-differs-from-file")
RULES_FOR_ONE = [(name, rule) for name in RULES.names if (rule := RULES.load(name)).check and name not in ASIDE]
PATHS = {
    "stakeholder": "registry/stakeholders/lazio/istituto-rossi.yaml",
    "group": "registry/groups/istituto-rossi.yaml",
    "event": "registry/events/istituto-rossi.yaml",
    "taxonomy": "taxonomy.yaml",
    "policy": "schema/policy.yaml",
}
OF_A_BODY = re.compile(
    r"https?://(?!api\.github\.com/users/ |ror\.org)\w[\w.]+|[\w.]+@[a-z]+\.[a-z]+|\b[12][0-9]{3}-[0-9]{2}(?:-[0-9]{2})?\b|\bSiena\b|\boctocat\b"
    r"|\btoscana-life-sciences\b|\bistituto-rossi\b|\bIstituto Rossi\b"
)
"""Addresses, mailboxes, dates and example bodies.

Pages that explain where to find a number are allowed.
"""


def whole(schema: Schema, pointer: Pointer = ()) -> Any:
    """Build data with every field, each with its first example or value."""
    node = schema.at(pointer)
    if "items" in node:
        return [whole(schema, (*pointer, 0))]
    fields = node.get("properties")
    if isinstance(fields, dict):
        return {key: whole(schema, (*pointer, key)) for key in fields}
    if "object" in (node.get("type"), *([] if isinstance(node.get("type"), str) else node.get("type") or [])):
        inner = node.get("additionalProperties")
        return {"uno": whole(schema, (*pointer, "uno"))} if isinstance(inner, dict) else {}
    shown = node.get("examples") or node.get("enum") or ["qualcosa"]
    return shown[0]


def places(data: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """List every pointer in ``data``."""
    for key, below in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*pointer, key)
        yield from places(below, (*pointer, key))


def changed(data: Any, pointer: Pointer, value: Any) -> Any:
    """Change the value at ``pointer``; delete it if ``None``."""
    data = copy.deepcopy(data)
    block = data
    for part in pointer[:-1]:
        block = block[part]
    if value is None:
        del block[pointer[-1]]
    else:
        block[pointer[-1]] = value
    return data


def said(kind: str, data: Any) -> Iterator[tuple[str, str, Pointer]]:
    """List rule, remedy and pointer of each finding in both languages."""
    source = Source(PATHS[kind], json.dumps(data, ensure_ascii=False), data)
    for name, finding in check_entry(kind, source, (), frozenset(), context(), RULES_FOR_ONE).findings:
        for tongue in ("it", "en"):
            language.use(tongue)
            yield name, str(finding.help or ""), finding.pointer


SLIPS: tuple[Any, ...] = (
    None,
    "",
    "zzz qualcosa",
    7,
    [],
    {},
    ["zzz"],
    {"zzz": 1},
    "n.d.",
    "<...>",
    "https://",
    "x@",
    "31/02/2020",
)


@pytest.mark.parametrize("kind", PATHS)
def test_no_remedy_shows_another_body(kind: str) -> None:
    """A remedy shows data of this entry, allowed values, or ``<...>``."""
    schema = context().schemas[kind]
    data = whole(schema)
    harm = set()
    for pointer in places(data):
        for slip in SLIPS:
            wrong = changed(data, pointer, slip)
            own = json.dumps(wrong, ensure_ascii=False)
            for rule, help, place in said(kind, wrong):
                harm |= {(rule, place, each) for each in OF_A_BODY.findall(help) if each not in own and each != "istituto-rossi"}
    assert harm == set()


@pytest.mark.parametrize("kind", PATHS)
def test_what_the_schema_shows_is_never_shown_as_a_remedy(kind: str) -> None:
    """A missing field gets ``<...>``.

    An example of the schema is true of one body only.
    """
    schema = context().schemas[kind]
    data = whole(schema)
    for pointer in places(data):
        if isinstance(pointer[-1], str):
            for rule, help, _place in said(kind, changed(data, pointer, None)):
                line = re.search(r"(?:Add|such as|Aggiungi|per esempio) (.*?) (?:and write|e scrivi)", help)
                shown = re.findall(r": ([^\s,}\]{\[]+)", line[1]) if line and rule == "missing-key" else []
                assert set(shown) <= {"<...>"}, (pointer, help)


def test_no_sentence_of_a_rule_names_another_body() -> None:
    """This holds in English and Italian."""
    harm = []
    files = [*Path(rules.__file__).parent.glob("*.py"), Path(judging.__file__)]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "_n"):
                for sentence in (
                    each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
                ):
                    for tongue in ("it", "en"):
                        language.use(tongue)
                        harm += [(file.name, each) for each in OF_A_BODY.findall(language.translate(sentence))]
    assert harm == []


@pytest.mark.parametrize("kind", PATHS)
@pytest.mark.parametrize("blank", ["<...>", "<…>", " <il tuo dato> ", "<>"])
def test_a_blank_is_an_error_in_every_field_and_told_once(kind: str, blank: str) -> None:
    """No other finding is reported at that place.

    Fields are of lists, groups, events, numbers and closed lists.
    """
    schema = context().schemas[kind]
    data = whole(schema)
    base = set(said(kind, data))
    for pointer in places(data):
        found = [
            each for each in said(kind, changed(data, pointer, blank)) if each not in base and each[2][: len(pointer)] == pointer
        ]
        assert [rule for rule, _help, _place in found] == ["unfilled-blank", "unfilled-blank"], (pointer, found)
    assert RULES.load("unfilled-blank").severity.word == "error"


def test_what_only_begins_or_ends_so_is_no_blank() -> None:
    assert [
        text for text in ("<b>Testo</b>", "a <...>", "<50 addetti, <=10 milioni", "<...> b", "", "...") if is_blank(text)
    ] == []


def test_a_pasted_remedy_is_refused(tmp_path: Path) -> None:
    """The remedy of ``missing-key`` is invalid until filled in."""
    text = (REPOSITORY / "tests/sample/registry/stakeholders/toscana/abiogen-pharma.yaml").read_text(encoding="utf-8")
    schema = context().schemas["stakeholder"]
    reading = yaml.read("registry/stakeholders/toscana/abiogen-pharma.yaml", text.encode(), admits_text=schema.admits_text)
    for key in ("status", "names", "type", "head_office"):
        lacking = {name: value for name, value in reading.source.data.items() if name != key}
        source = Source(reading.source.path, json.dumps(lacking), lacking)
        language.use("en")
        help = next(
            str(found.help)
            for rule, found in check_entry("stakeholder", source, (), frozenset(), context(), RULES_FOR_ONE).findings
        )
        line = re.match(r"Add (.*) and write", help)
        assert line
        pasted = yaml.read(source.path, (text + line[1] + "\n").encode(), admits_text=schema.admits_text)
        assert pasted.source.data is None or any(is_blank(each) for each in re.findall(r"<[^<>]*>", line[1]))
