"""A registry of another kind, without stakeholders: every command answers, or says what is missing."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

import alisei_cli
from alisei_cli.commands import COMMANDS
from alisei_cli.exports import EXPORTS
from alisei_cli.reports import REPORTS
from tests.conftest import Alisei, committed

PRODUCT: dict[str, Any] = {
    "x-alisei-path": "{id}.yaml",
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "x-alisei-audience": "public"},
        "name": {"type": "string", "x-alisei-audience": "public"},
        "colour": {"type": "string", "x-alisei-audience": "public", "x-alisei-facet": "colour"},
    },
}
TAXONOMY = """\
# yaml-language-server: $schema=schema/taxonomy.schema.json
version: 1.0.0
facets:
  colour:
    labels: {it: Colore, en: Colour}
    terms:
      red: {labels: {it: Rosso, en: Red}}
"""
APPLE = "# yaml-language-server: $schema=../../schema/product.schema.json\nid: apple\nname: Mela\ncolour: red\n"


@pytest.fixture
def foreign(alisei: Alisei, tmp_path: Path) -> Path:
    """One apple, and nothing that a stakeholder would need; without git."""
    root = tmp_path / "foreign"
    assert alisei("init", root).code == 0
    for kind in ("stakeholder", "group", "event"):
        os.unlink(root / f"schema/{kind}.schema.json")
        shutil.rmtree(root / f"registry/{kind}s")
    (root / "schema/product.schema.json").write_text(json.dumps(PRODUCT))
    (root / "taxonomy.yaml").write_text(TAXONOMY)
    (root / "registry/products").mkdir()
    (root / "registry/products/apple.yaml").write_text(APPLE)
    assert alisei("-C", root, "schema").code == 0
    return root


NO_ENTRIES = ("datapackage", "dictionary", "graphml", "ics", "skos")
"""Exports whose main file has no entries of such a kind."""
WORDS: dict[str, list[list[str]]] = {
    "diff": [["HEAD"]],
    "duplicates": [[]],
    "explain": [["ALI201"]],
    "export": [[]],
    "fix": [[], ["--dry-run"]],
    "import": [["csv", "TABLE", "--dry-run"]],
    "init": [["NEW"]],
    "list": [[], ["--where", "colour=red"]],
    "report": [[]],
    "schema": [["--check"]],
    "search": [["mela"], ["--where", "colour=red"]],
    "show": [["apple"]],
    "taxonomy": [[], ["colour"]],
    "validate": [[], ["--since", "HEAD"]],
}
"""Commands with what they are asked here; another command is asked for its help."""


@pytest.mark.parametrize("command", COMMANDS.names)
def test_no_command_stumbles(alisei: Alisei, foreign: Path, tmp_path: Path, command: str) -> None:
    """No fault of the tool, and no word of a schema that were broken."""
    (tmp_path / "table.csv").write_text("name,type\nPera,company\n")
    committed(foreign)
    for words in WORDS.get(command, [["--help"]]):
        asked = [word.replace("TABLE", str(tmp_path / "table.csv")).replace("NEW", str(tmp_path / "new")) for word in words]
        said = alisei("-C", foreign, command, *asked)
        if command == "import":
            assert said.code == 1
            assert "this registry has no kind stakeholder" in said.err
        else:
            assert said.code == 0, said.err


@pytest.mark.parametrize("name", REPORTS.names)
def test_every_report_answers(alisei: Alisei, foreign: Path, name: str) -> None:
    """With tables that say what they do not count, or with what to choose instead."""
    said = alisei("-C", foreign, "report", name)
    if said.code:
        assert said.code == 2
        assert "this registry has no" in said.err
        assert alisei("-C", foreign, *said.err.split("alisei ")[1].split("\n")[0].split()).code != 4
    else:
        assert "has no kind stakeholder" in " ".join(said.out.split())


@pytest.mark.parametrize("name", EXPORTS.names)
def test_every_export_answers(alisei: Alisei, foreign: Path, tmp_path: Path, name: str) -> None:
    """The apple is in all of them but the network, where it has no tie."""
    said = alisei("-C", foreign, "export", name)
    assert "apple" in said.out or name in NO_ENTRIES or (said.code == 2 and "not for the screen" in said.err)
    assert alisei("-C", foreign, "export", name, "-o", tmp_path / "out").code == 0


def test_its_own_name_is_shown(alisei: Alisei, foreign: Path, tmp_path: Path) -> None:
    """A plain field ``name`` is what an entry is called, and stands once in a table."""
    assert alisei("-C", foreign, "show", "apple").out.startswith("Mela\n")
    assert "apple  Mela" in alisei("-C", foreign, "search", "red").out
    assert alisei("-C", foreign, "export", "csv").out.splitlines()[0] == "id,name,colour,region,area,path"
    frames = alisei_cli.open(foreign).frames()
    assert list(frames["products"].columns) == ["id", "name", "region", "area", "path", "colour"]


def test_members_without_the_field(alisei: Alisei, tmp_path: Path) -> None:
    """Who is a member cannot be said where no field says it; the overview leaves it out."""
    root = tmp_path / "new"
    alisei("init", root)
    schema = root / "schema/stakeholder.schema.json"
    document = json.loads(schema.read_text())
    del document["properties"]["membership"]
    schema.write_text(json.dumps(document))
    assert "has no field membership" in " ".join(alisei("-C", root, "report", "members").out.split())
    assert "embership" not in alisei("-C", root, "report", "overview").out
    assert "members" not in alisei("-C", root, "report", "annual").out.split("Members and known totals")[0].split("Active")[0]


def test_what_is_missing_may_never_have_been_there(alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy is not only a commit, of which a beginner has none."""
    monkeypatch.chdir(tmp_path)
    assert "alisei init FOLDER" in alisei("validate").err
    alisei("init", tmp_path / "new")
    os.unlink(tmp_path / "new/schema/taxonomy.schema.json")
    assert "alisei init FOLDER" in alisei("-C", "new", "validate").out
    os.unlink(tmp_path / "new/schema/policy.yaml")
    assert "alisei init FOLDER" in alisei("-C", "new", "validate").err


def test_facets_in_a_list(alisei: Alisei, foreign: Path) -> None:
    """The remedy shows the shape that passes: a block under each code."""
    listed = "facets:\n  - id: colour\n    label: Colore\n"
    (foreign / "taxonomy.yaml").write_text(TAXONOMY.partition("facets:")[0] + listed)
    said = alisei("-C", foreign, "validate").out
    assert "Write facets: {<...>: {labels: {it: <...>, en: <...>}, terms: {<...>: {labels:" in said
