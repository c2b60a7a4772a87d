"""An editor with a YAML language server completes and explains the terms, and marks only what is wrong."""

import itertools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY, make
from tests.node.lsp import Editor

NODE = REPOSITORY / "tests/node"
SERVER = NODE / "node_modules/yaml-language-server/bin/yaml-language-server"
OFFLINE = ["node", "--require", str(NODE / "offline.cjs")]
SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "completion": True, "hover": True, "validate": True}}
MISSING = not shutil.which("node") or not SERVER.exists()
SCHEMAS = [
    "call",
    "event",
    "group",
    "known-totals",
    "not-duplicates",
    "overlay",
    "policy",
    "project",
    "registers",
    "stakeholder",
    "taxonomy",
]
NUMBERS = itertools.count(1)

HEAD = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: prova
status: active
names: [{value: Prova, kind: legal}]
head_office: {region: toscana, country: IT}
sources: [{url: https://www.example.org, accessed: 2026}]
"""
UNQUOTED = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: prova
status: merged
status_since: 2024
status_reason: Fusione per incorporazione
successor: altra
names: [{value: Prova, kind: legal}]
type: company
membership: {status: former, since: 2013-05, until: 2022-12-31}
head_office: {municipality: Roma, province: RM, region: lazio, country: IT, postcode: 00144}
identifiers: {vat: 02118311006, tax_code: 00488410010, isni: 0000000121032683}
facts: {founded: 2005, legal_form: 1.7, ateco: {code: 72.10, edition: 2025}}
verified: {on: 2026-05-01, by: organisation}
"""


def node(test: Any) -> Any:
    """A test that needs Node: left out where Node is missing, but never in continuous integration."""
    absent = pytest.mark.skipif(MISSING and not os.environ.get("CI"), reason="run: npm ci --prefix tests/node")
    return pytest.mark.node(absent(test))


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One server for all, in a dataset without entries; it must not have asked for the network."""
    assert not MISSING, "node or tests/node/node_modules is missing: npm ci --prefix tests/node"
    root = make(tmp_path_factory.mktemp("editor") / "dataset", {"registry/stakeholders/toscana/.keep": ""})
    with Editor([*OFFLINE, str(SERVER), "--stdio"], root, SETTINGS) as editor:
        yield editor
    assert not [line for line in editor.problems if line.startswith("NETWORK")]


@pytest.fixture
def entry(editor: Editor) -> Path:
    """Where a new entry of the dataset would be, each time another."""
    return editor.root / f"registry/stakeholders/toscana/prova-{next(NUMBERS)}.yaml"


@node
@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("type: |\n", {
            "company": "**Impresa** / **Company**",
            "irccs": "IRCCS",
            "regional-cluster": "Regional",
        }),
        ("type: ir|\n", {"irccs": "IRCCS"}),
        ("type: company\ntechnologies: [|]\n", {"artificial-intelligence": "Intelligenza artificiale"}),
        ("type: company\ntechnologies: [robotics, |]\n", {"artificial-intelligence": "Artificial intelligence"}),
        ("type: company\ntechnologies:\n  - |\n", {"artificial-intelligence": "Artificial intelligence"}),
        ("type: company\nsector: {primary: |}\n", {"vaccines": "Vaccini e sieri"}),
        ("type: company\nsector:\n  primary: |\n", {"vaccines": "Vaccines and sera"}),
        ("type: company\nmembership: {status: |}\n", {"member": "Socia del Cluster / Member of the Cluster"}),
        ("type: company\noffers:\n  - id: uno\n    kind: |\n", {"laboratory-access": ""}),
    ],
)  # fmt: skip
def test_terms_are_offered_with_their_labels(editor: Editor, entry: Path, text: str, terms: dict[str, str]) -> None:
    items = editor.at("textDocument/completion", entry, HEAD + text)["items"]
    offered = {item["label"]: item["documentation"]["value"] for item in items}
    for term, label in terms.items():
        assert label in offered[term]
        assert " / " in offered[term]


@node
def test_keys_not_yet_written_are_offered_with_their_description(editor: Editor, entry: Path) -> None:
    items = editor.at("textDocument/completion", entry, HEAD + "type: company\n|\n")["items"]
    offered = {item["label"]: item["documentation"] for item in items}
    assert "Di che cosa si occupa" in offered["sector"]
    assert "What it works on" in offered["sector"]
    assert "type" not in offered


@node
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ty|pe: company\n", ["Che genere di organizzazione è", "What sort of organisation it is"]),
        ("type: company\ntechno|logies: [robotics]\n", ["Le tecnologie che padroneggia", "The technologies it masters"]),
        ("type: company\nidentifiers: {va|t: 02118311006}\n", ["Gli zeri iniziali contano", "Leading zeros count"]),
    ],
)
def test_a_key_is_explained_in_both_languages(editor: Editor, entry: Path, text: str, told: list[str]) -> None:
    shown = editor.at("textDocument/hover", entry, HEAD + text)["contents"]["value"]
    assert [words for words in told if words not in shown] == []


@node
@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "sector: {primary: vacc|ines}\n",
            "* `vaccines`: **Farmaceutico › Vaccini e sieri** / **Pharmaceuticals › Vaccines and sera**",
        ),
        ("technologies:\n  - robo|tics\n", "* `robotics`: "),
    ],
)
def test_a_term_is_explained_before_the_others(editor: Editor, entry: Path, text: str, first: str) -> None:
    shown = editor.at("textDocument/hover", entry, HEAD + "type: company\n" + text)["contents"]["value"]
    assert next(line for line in shown.splitlines() if line.startswith("* `")).startswith(first)


@node
@pytest.mark.parametrize(
    "path",
    [
        "taxonomy.yaml",
        "schema/policy.yaml",
        "registry/stakeholders/toscana/toscana-life-sciences.yaml",
        "registry/stakeholders/piemonte/bioindustry-park-silvano-fumero.yaml",
        "registry/groups/gdl-database.yaml",
        "registry/events/mit4ls-2025.yaml",
    ],
)
def test_what_real_entries_hold_is_not_marked(editor: Editor, path: str, sample: Path) -> None:
    assert editor.marks(sample / path, (sample / path).read_text(encoding="utf-8")) == []


@node
def test_dates_years_and_codes_need_no_quotes(editor: Editor, entry: Path) -> None:
    assert editor.marks(entry, UNQUOTED) == []


@node
@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("type: compnay\n", 6, 'Valid values: "company"'),
        ("type: company\ntechnologies: [magic]\n", 7, '"artificial-intelligence"'),
        ("type: company\nsectors: {primary: pharma}\n", 7, "Property sectors is not allowed"),
        ("", 1, 'Missing property "type"'),
        (
            "type: company\nwebsite: www.example.org\n",
            7,
            "Un indirizzo intero, come https://www.example.org, senza spazi / A whole",
        ),
        ("type: company\nidentifiers: {vat: IT123}\n", 7, "Undici cifre, come 02118311006"),
        ("type: company\nverified: {on: 1/5/2026, by: organisation}\n", 7, "Una data come 2026-05-01"),
    ],
)
def test_what_is_wrong_is_marked_where_it_is(editor: Editor, entry: Path, text: str, line: int, message: str) -> None:
    (mark,) = editor.marks(entry, HEAD + text)
    assert message in mark["message"]
    assert mark["range"]["start"]["line"] == line


@node
@pytest.mark.parametrize("attempt", ["require('net').connect(9)", "fetch('https://example.org')"])
def test_the_network_is_really_refused(attempt: str) -> None:
    assert not MISSING
    script = subprocess.run([*OFFLINE, "-e", attempt], capture_output=True, text=True, timeout=30, check=False)
    assert script.returncode
    assert "NETWORK" in script.stderr


def enums(part: Any, where: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Where each list of terms stands in a schema, its terms and their explanations."""
    if isinstance(part, dict):
        if isinstance(part.get("enum"), list):
            yield where, part["enum"], part.get("markdownEnumDescriptions", [])
        for key in part.keys() - {"if", "contains"}:
            yield from enums(part[key], f"{where}/{key}")
    elif isinstance(part, list):
        for place, item in enumerate(part):
            yield from enums(item, f"{where}/{place}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_term_has_its_explanation(name: str) -> None:
    """A list of terms that an entry may hold has one explanation for each; a condition (``if``, ``contains``) has none."""
    schema = json.loads((REPOSITORY / f"schema/{name}.schema.json").read_text(encoding="utf-8"))
    lists = list(enums(schema, "#"))
    wrong = [where for where, terms, texts in lists if len(terms) != len(texts) or not all(" / " in text for text in texts)]
    assert lists or name in ("not-duplicates", "registers"), "the only schemas without a list of terms"
    assert wrong == []


def patterns(part: Any) -> Iterator[tuple[str, str]]:
    """Each form that a schema wants of a text, with what an editor says of a text of another form."""
    if isinstance(part, dict):
        if isinstance(part.get("pattern"), str):
            yield part["pattern"], part.get("patternErrorMessage", "")
        for below in part.values():
            yield from patterns(below)
    elif isinstance(part, list):
        for item in part:
            yield from patterns(item)


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_editor_shows_a_raw_pattern(name: str) -> None:
    """What the form is, in Italian and English, with an example that has it."""
    found = list(patterns(json.loads((REPOSITORY / f"schema/{name}.schema.json").read_text(encoding="utf-8"))))
    assert found
    for pattern, said in found:
        italian, english = said.split(" / ")
        for sentence, word in ((italian, "come"), (english, "as")):
            example = re.split(rf" {word} ", sentence)[1]
            tried = [example, *re.split("[,;] ", example), *example.split(" ")]
            assert any(re.search(pattern, each) for each in tried), (pattern, sentence)


def test_the_settings_map_what_the_page_says() -> None:
    """``.vscode/settings.json`` helps with the same files as the table for other editors."""
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    page = (REPOSITORY / "docs/editors.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `([^`]+)` \| `([^`]+\.schema\.json)` \|$", page, re.MULTILINE))
    assert {f"./{schema}": files for files, schema in table.items()} == settings


def test_no_schema_is_forgotten() -> None:
    assert sorted(path.name for path in (REPOSITORY / "schema").glob("*.schema.json")) == [
        f"{name}.schema.json" for name in SCHEMAS
    ]


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert [path for path, package in packages.items() if "resolved" in package or "integrity" not in package] == []
