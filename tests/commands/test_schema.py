"""``alisei schema``: what editors complete is what the taxonomy says."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Alisei, Dataset

STAKEHOLDER = "schema/stakeholder.schema.json"
NEW_TERM = """\
      contract-research:
        labels: {it: Ricerca a contratto, en: Contract research}
"""


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """The repository's law, no entries."""
    return dataset({})


def touch_taxonomy(root: Path) -> None:
    """One more type of stakeholder."""
    file = root / "taxonomy.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(
        before.replace("      research-organisation:\n", NEW_TERM + "      research-organisation:\n", 1), encoding="utf-8"
    )


def types(root: Path) -> list[str]:
    """The types of stakeholder that an editor offers."""
    document: dict[str, Any] = json.loads((root / STAKEHOLDER).read_text(encoding="utf-8"))
    listed: list[str] = document["properties"]["type"]["enum"]
    return listed


def test_the_repository_is_in_step(root: Path, alisei: Alisei) -> None:
    """What is committed was generated from the taxonomy that is committed, and satisfies the 2020-12 meta-schema."""
    outcome = alisei("-C", root, "schema", "--check")
    assert (outcome.code, outcome.out, outcome.err) == (0, "the schemas are in step with the taxonomy\n", "")


def test_a_change_of_the_taxonomy_is_seen_and_brought_in(root: Path, alisei: Alisei) -> None:
    """``--check`` names the stale schemas and writes nothing; without it they are written; a second run changes nothing."""
    touch_taxonomy(root)
    before = (root / STAKEHOLDER).read_bytes()
    outcome = alisei("-C", root, "schema", "--check")
    assert outcome.code == 1
    assert f"{STAKEHOLDER} is behind the taxonomy; run: alisei schema" in outcome.out
    assert before == (root / STAKEHOLDER).read_bytes()
    assert f"{STAKEHOLDER} written" in alisei("-C", root, "schema").out
    assert "contract-research" in types(root)
    assert alisei("-C", root, "schema", "--check").code == 0
    written = (root / STAKEHOLDER).read_bytes()
    alisei("-C", root, "schema")
    assert written == (root / STAKEHOLDER).read_bytes()


def test_only_the_generated_parts_change(root: Path, alisei: Alisei) -> None:
    """Titles, examples and order of a schema are its author's."""
    before = (root / STAKEHOLDER).read_text(encoding="utf-8").splitlines()
    touch_taxonomy(root)
    alisei("-C", root, "schema")
    after = (root / STAKEHOLDER).read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in set(after)] == []
    assert {"contract-research", "Contract research"} == {
        word for word in ("contract-research", "Contract research") if any(word in line for line in set(after) - set(before))
    }


def test_a_deprecated_term_is_offered_no_more(root: Path, alisei: Alisei) -> None:
    """An editor completes current terms only."""
    touch_taxonomy(root)
    file = root / "taxonomy.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace(NEW_TERM, NEW_TERM + "        deprecated: 2026-11-01\n        replaced_by: company\n"), encoding="utf-8"
    )
    alisei("-C", root, "schema")
    assert "contract-research" not in types(root)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"type": "strin"}, "is not valid under any of the given schemas"),
        ({"minLength": -1}, "minimum"),
        ({"required": "id"}, "is not of type 'array'"),
        ({"enum": "a"}, "is not of type 'array'"),
    ],
    ids=str,
)
def test_a_schema_that_is_none_is_named(broken: dict[str, object], said: str, root: Path, alisei: Alisei) -> None:
    """The meta-schema's complaint with the path of the file and the place in it; nothing is written, with or without ``--check``."""
    file = root / "schema/group.schema.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["properties"]["status"] |= broken
    file.write_text(json.dumps(document), encoding="utf-8")
    before = file.read_bytes()
    for words in (["--check"], []):
        outcome = alisei("-C", root, "schema", *words)
        assert outcome.code == 1
        assert "schema/group.schema.json: /properties/status" in outcome.out
        assert said in outcome.out
    assert before == file.read_bytes()


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b"null", b""], ids=str)
def test_a_file_that_is_no_schema_at_all_is_named(raw: bytes, root: Path, alisei: Alisei) -> None:
    """1, the path, no traceback."""
    (root / "schema/group.schema.json").write_bytes(raw)
    outcome = alisei("-C", root, "schema", "--check")
    assert (outcome.code, outcome.out) == (1, "")
    assert "schema/group.schema.json is not a JSON object" in outcome.err


def test_a_taxonomy_that_cannot_be_read_empties_no_schema(root: Path, alisei: Alisei) -> None:
    """1, and the terms that editors offer stay."""
    before = types(root)
    (root / "taxonomy.yaml").write_text("facets: [")
    outcome = alisei("-C", root, "schema")
    assert outcome.code == 1
    assert "taxonomy.yaml" in outcome.err
    assert before == types(root)


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("x-alisei-ref", "stakeholder"),
        ("x-alisei-ref", []),
        ("x-alisei-identifier", 0),
        ("x-alisei-style", "wide"),
        ("x-alisei-kind", {"plural": "../x"}),
        ("x-alisei-reference", ["group"]),
    ],
)
def test_a_keyword_of_ours_that_is_wrong_is_named(keyword: str, value: object, alisei: Alisei, dataset: Dataset) -> None:
    """A slip in a keyword would otherwise leave a field unguarded in silence."""
    root = dataset({})
    file = root / "schema/group.schema.json"
    document = json.loads(file.read_text())
    document["properties"]["website"] = {"type": "string", keyword: value}
    file.write_text(json.dumps(document))
    outcome = alisei("-C", root, "schema", "--check")
    assert outcome.code == 1
    assert f"schema/group.schema.json: /properties/website/{keyword}" in outcome.out
    assert alisei("-C", root, "validate").code == 0
