"""Adding one file adds one thing: it is checked, shown, exported and translated, or its absence is loud."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Alisei, Dataset, stakeholder

PROJECT = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "x-alisei-path": "{id}.yaml",
    "x-alisei-kind": {"plural": "activities", "labels": {"it": "attività", "en": "activities"}},
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "names"],
    "properties": {
        "id": {"type": "string", "maxLength": 64},
        "names": {"type": "array", "items": {"$ref": "#/$defs/name"}},
        "partners": {
            "title": "Partner / Partners",
            "type": "array",
            "x-alisei-role": "project-partner",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"id": {"type": "string", "x-alisei-ref": ["stakeholder"]}, "name": {"type": "string"}},
            },
        },
        "groups": {"type": "array", "items": {"type": "string", "x-alisei-ref": ["group"]}},
        "grant": {"title": "Codice / Grant", "type": "string", "x-alisei-identifier": 1},
    },
    "$defs": {
        "name": {
            "type": "object",
            "required": ["value", "kind"],
            "properties": {"value": {"type": "string"}, "kind": {"enum": ["display", "legal"]}},
        }
    },
}
GROUP = """\
# yaml-language-server: $schema=../../schema/group.schema.json
id: gdl-prova
status: active
names:
  - {value: Gruppo di prova, lang: it, kind: display}
sources:
  - {url: https://www.clusteralisei.it, accessed: 2026-11-23}
"""


def project(id_: str, more: str) -> str:
    """The text of an entry of the new kind."""
    line = "# yaml-language-server: $schema=../../schema/activity.schema.json"
    return f"{line}\nid: {id_}\nnames:\n  - {{value: Progetto {id_[-4:].title()}, kind: display}}\n{more}"


def codes(alisei: Alisei, root: Path) -> list[tuple[str, str, str]]:
    """Rule, path and pointer of each diagnostic."""
    found = json.loads(alisei("-C", root, "validate", "--format", "json").out)["diagnostics"]
    return [(each["rule"], each["path"].rpartition("/")[2], each["pointer"]) for each in found]


def with_schema(root: Path, kind: str, document: dict[str, Any]) -> Path:
    """The dataset with one more file in ``schema/``."""
    (root / f"schema/{kind}.schema.json").write_text(json.dumps(document))
    return root


@pytest.fixture
def grown(dataset: Dataset) -> Path:
    """A dataset with a new kind, whose plural is no kind and an ``s``."""
    files = {
        "registry/stakeholders/toscana/rossi.yaml": stakeholder("rossi"),
        "registry/groups/gdl-prova.yaml": GROUP,
        "registry/activities/progetto-alfa.yaml": project(
            "progetto-alfa", "partners:\n  - {id: rossi}\n  - {name: Verdi}\ngroups: [gdl-prova]\ngrant: X1\n"
        ),
    }
    return with_schema(dataset(files), "activity", PROJECT)


def test_a_new_kind_is_one_schema_and_one_folder(alisei: Alisei, grown: Path) -> None:
    """Its entries are clean, counted under their label, shown with names, tied and exported."""
    assert codes(alisei, grown) == []
    assert "attività" in alisei("-C", grown, "--lang", "it", "report", "overview").out
    assert "Rossi (rossi)" in alisei("-C", grown, "show", "progetto-alfa", "--audience", "secretariat").out
    assert "Progetto Alfa (progetto-alfa)" in alisei("-C", grown, "show", "rossi", "--audience", "secretariat").out
    assert "project-partner" in alisei("-C", grown, "export", "graphml", "--audience", "secretariat").out
    assert "progetto-alfa" in alisei("-C", grown, "search", "progetto-alfa", "--audience", "secretariat").out
    alisei("-C", grown, "export", "csv", "-o", grown.parent / "csv", "--audience", "secretariat")
    assert "X1" in (grown.parent / "csv/activities.csv").read_text()
    assert "rossi" in (grown.parent / "csv/activities-partners.csv").read_text()


@pytest.mark.parametrize(
    ("more", "rule", "pointer"),
    [
        ("partners:\n  - {id: no-such-body}\n", "dangling-reference", "/partners/0/id"),
        ("partners:\n  - {id: gdl-prova}\n", "wrong-kind-of-target", "/partners/0/id"),
        ("partners:\n  - {name: Rossi}\n", "named-without-id", "/partners/0/name"),
        ("groups: [rossi]\n", "wrong-kind-of-target", "/groups/0"),
        ("groups: [progetto-beta]\n", "relation-to-itself", "/groups/0"),
        ("grant: X1\n", "same-identifier", "/grant"),
    ],
)
def test_a_new_kind_is_guarded(alisei: Alisei, grown: Path, more: str, rule: str, pointer: str) -> None:
    """A reference to nothing validated clean before the schemas said which fields are references."""
    (grown / "registry/activities/progetto-beta.yaml").write_text(project("progetto-beta", more))
    assert codes(alisei, grown) == [(rule, "progetto-beta.yaml", pointer)]


def test_a_new_reference_is_guarded(alisei: Alisei, dataset: Dataset) -> None:
    """A field with ``x-alisei-ref`` added to a schema needs no other change."""
    root = dataset(
        {
            "registry/stakeholders/toscana/rossi.yaml": stakeholder("rossi"),
            "registry/stakeholders/toscana/verdi.yaml": stakeholder("verdi", "networks: [rossi, nobody-at-all]\n"),
        }
    )
    document = json.loads((root / "schema/stakeholder.schema.json").read_text())
    networks = {"title": "Reti / Networks", "type": "array", "items": {"type": "string", "x-alisei-ref": ["stakeholder"]}}
    properties = document["properties"]
    at = list(properties).index("sources")
    document["properties"] = dict([*list(properties.items())[:at], ("networks", networks), *list(properties.items())[at:]])
    with_schema(root, "stakeholder", document)
    assert codes(alisei, root) == [("dangling-reference", "verdi.yaml", "/networks/1")]
    assert "Rossi (rossi), nobody-at-all" in alisei("-C", root, "show", "verdi", "--audience", "secretariat").out
    assert "nobody-at-all" not in alisei("-C", root, "show", "verdi").out
    assert "/properties/networks: it has no x-alisei-audience" in alisei("-C", root, "schema", "--check").out
