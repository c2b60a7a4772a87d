"""A schema that cannot be used is said once; nothing that hangs on it crashes, or is blamed."""

import json
import re
from typing import Any

import pytest

from alisei_cli.pipeline import validate
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import REPOSITORY, Alisei, Dataset, stakeholder
from tests.rules.entries import group, org

PATH = "registry/stakeholders/toscana/istituto-rossi.yaml"
BROKEN: list[tuple[bytes, str]] = [
    (b"", "not JSON"),
    (b"{", "not JSON"),
    (b"\xff", "not UTF-8"),
    (b"[]", "not a JSON object"),
    (b"[" * 100_000, "more than 100 levels"),
    (b'{"a": ' * 50_000, "more than 100 levels"),
    (b'{"allOf":[' * 60 + b"{}" + b"]}" * 60, "more than 100 levels"),
    (b'{"allOf":[' * 5000 + b"{}" + b"]}" * 5000, "more than 100 levels"),
    (b'{"minimum": ' + b"9" * 5000 + b"}", "not a usable number"),
    (b'{"minimum": 1e999}', "it holds 1e999, which is not a usable number"),
    (b'{"default": NaN}', "it holds NaN, which is not a usable number"),
    (b'{"const": "\\ud800"}', "half a character"),
    (b'{"const": "\xe8"}', "not UTF-8"),
    (b" " * (1024 * 1024 + 1), "more than 1,048,576 bytes"),
]
REFUSED: list[Any] = [
    {"type": "foo"},
    {"properties": []},
    {"properties": {"id": {"pattern": "(?=a)b"}}},
    {"properties": {"id": {"pattern": r"(a)\1"}}},
    {"properties": {"id": {"pattern": "("}}},
    {"$ref": "https://www.istitutorossi.it/a.json"},
    {"$ref": "file:///etc/passwd"},
    {"$ref": "#/$defs/nowhere"},
    {"$schema": "https://www.istitutorossi.it/meta"},
]


WORDS_OF_PYTHON = re.compile("recursion|codec|Expecting|Unterminated|Invalid |set_int_max|Error")
"""Words of Python's own errors, which are English and vary by version."""


@pytest.mark.parametrize(
    ("raw", "reason"),
    [*BROKEN, *((json.dumps(document).encode(), "") for document in REFUSED)],
    ids=lambda value: str(value)[:40],
)
@pytest.mark.parametrize("kind", ["stakeholder", "taxonomy", "policy", "event"])
def test_a_broken_schema_is_said_once(dataset: Dataset, kind: str, raw: bytes, reason: str) -> None:
    schema = f"schema/{kind}.schema.json"
    verdict = validate(dataset({**org("istituto-rossi"), **group("gdl-prova"), schema: raw}))
    assert [(each.rule, each.path) for each in verdict.diagnostics] == [("broken-schema", schema)]
    said = verdict.diagnostics[0]
    assert reason in str(said.message)
    assert f"git restore {schema}" in str(said.help)
    assert "\\n" not in str(said.message)
    assert not WORDS_OF_PYTHON.search(str(said.message)), said.message


def test_brackets_in_a_text_are_no_levels(dataset: Dataset) -> None:
    schema = json.loads((REPOSITORY / "schema/group.schema.json").read_text())
    schema["description"] = '["{' * 200
    assert validate(dataset({"schema/group.schema.json": json.dumps(schema)})).diagnostics == ()


def test_a_slip_in_the_json_is_shown_at_its_place(dataset: Dataset) -> None:
    verdict = validate(dataset({"schema/group.schema.json": '{"a":\n  [1,}'}))
    assert [(each.rule, each.span.line, each.span.column) for each in verdict.diagnostics] == [("broken-schema", 2, 6)]


@pytest.mark.parametrize("kind", ["taxonomy", "policy"])
def test_a_missing_schema_of_the_law_is_said(dataset: Dataset, kind: str) -> None:
    root = dataset({**org("istituto-rossi")})
    (root / f"schema/{kind}.schema.json").unlink()
    assert [(each.rule, each.path) for each in validate(root).diagnostics] == [("broken-schema", f"schema/{kind}.schema.json")]


def test_files_of_the_kind_are_still_read_and_never_called_stray(dataset: Dataset) -> None:
    files = {
        **org("istituto-rossi"),
        "registry/stakeholders/toscana/Bad.yaml": stakeholder("bad"),
        "registry/stakeholders/toscana/rotto.yaml": "a: [\n",
        "registry/stakeholders/note.txt": "",
        **group("gdl-prova", members="[{id: istituto-rossi}]"),
        "schema/stakeholder.schema.json": "{",
    }
    assert sorted((each.rule, each.path.rpartition("/")[2]) for each in validate(dataset(files)).diagnostics) == [
        ("bad-file-name", "Bad.yaml"),
        ("broken-schema", "stakeholder.schema.json"),
        ("stray-file", "note.txt"),
        ("yaml-syntax", "rotto.yaml"),
    ]


def test_commands_that_look_count_such_files_as_unreadable(dataset: Dataset) -> None:
    found = load_dataset(dataset({**org("istituto-rossi"), **group("gdl-prova"), "schema/stakeholder.schema.json": "{"}))
    assert [entry.kind for entry in found.entries] == ["group"]
    assert found.unreadable == (PATH,)


@pytest.mark.parametrize("words", [("report",), ("report", "quality"), ("search", "rossi"), ("validate",)])
def test_no_command_falls_over_it(dataset: Dataset, alisei: Alisei, words: tuple[str, ...]) -> None:
    root = dataset({**org("istituto-rossi"), "schema/stakeholder.schema.json": "{"})
    assert alisei("-C", root, *words).code in (0, 1)


def test_nothing_is_imported_by_a_schema_that_cannot_be_used(dataset: Dataset, alisei: Alisei) -> None:
    root = dataset({"actors.csv": "", "schema/stakeholder.schema.json": "{"})
    outcome = alisei("-C", root, "import", "csv", root / "actors.csv", "--dry-run")
    assert (outcome.code, "schema of stakeholders" in outcome.err) == (1, True)
