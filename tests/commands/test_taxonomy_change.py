"""``alisei taxonomy rehearse`` looks only; ``alisei taxonomy migrate`` rewrites entries whole or not at all."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alisei_cli.core.concerned import find_concerned
from alisei_cli.core.migrate import apply_moves, find_moves
from alisei_cli.model.schema import Schema
from alisei_cli.model.taxonomy import build
from alisei_cli.pipeline import validate, validate_beside
from alisei_cli.store import yaml
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY, Alisei, Dataset, stakeholder

CHAIN = {"a": "b", "b": "c", "d": "c", "e": ["c", "f"]}
"""Deprecated terms with what replaces them; c, f and g are in use."""
DATA = st.fixed_dictionaries(
    {
        "sector": st.fixed_dictionaries(
            {"primary": st.sampled_from("abcdefg")}, optional={"secondary": st.lists(st.sampled_from("abcdefg"), unique=True)}
        )
    }
)


@cache
def schema_of_stakeholders() -> Schema:
    """The repository's own."""
    return load_context(WorkTree(REPOSITORY)).context.schemas["stakeholder"]


def taxonomy(**replaced: Any) -> dict[str, Any]:
    """A taxonomy of one facet with the terms a to g."""
    terms: dict[str, Any] = {code: {"labels": {"it": code, "en": code}} for code in "abcdefg"}
    for code, heir in replaced.items():
        terms[code] |= {"deprecated": "2026-01-01", "replaced_by": heir}
    return {"version": "2", "facets": {"sector": {"labels": {"it": "s", "en": "s"}, "terms": terms}}}


@settings(deadline=None)
@given(DATA)
def test_a_migration_ends_in_terms_in_use_each_once(data: dict[str, Any]) -> None:
    """Chains are followed to their end, nothing is lost or doubled, and a second run finds nothing."""
    schema = schema_of_stakeholders()
    made = build(taxonomy(**CHAIN))
    after = apply_moves(data, find_moves(data, schema, made, {}))
    before_terms, after_terms = ([each["sector"]["primary"], *each["sector"].get("secondary", [])] for each in (data, after))
    is_double = len(set(before_terms)) < len(before_terms)
    final = {"a": "c", "b": "c", "d": "c"}
    assert set(after_terms) == {final.get(each, each) for each in before_terms}
    assert is_double or len(set(after_terms)) == len(after_terms)
    assert after["sector"]["primary"] == final.get(data["sector"]["primary"], data["sector"]["primary"])
    assert find_moves(after, schema, made, {}) == []


def retire(root: Path, code: str, heir: str) -> None:
    """Deprecate a term in the taxonomy of a dataset."""
    file = root / "taxonomy.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(f"\n      {code}:\n") == 1
    said = f"        deprecated: 2026-11-01\n        replaced_by: {heir}\n"
    file.write_text(text.replace(f"\n      {code}:\n", f"\n      {code}:\n{said}"), encoding="utf-8")


def test_a_migration_keeps_comments_and_a_second_finds_nothing(dataset: Dataset, alisei: Alisei) -> None:
    """Only the term changes; the dry run writes nothing; validate is content afterwards."""
    text = stakeholder("alfa", "sector: {primary: vaccines}  # since 2020\ntechnologies:\n  - robotics # first\n  - biosensors\n")
    path = "registry/stakeholders/toscana/alfa.yaml"
    root = dataset({path: text})
    retire(root, "vaccines", "pharma")
    retire(root, "robotics", "biosensors")
    assert "2 terms rewritten in 1 file, nothing written" in alisei("-C", root, "taxonomy", "migrate", "--dry-run").out
    assert (root / path).read_text() == text
    assert alisei("-C", root, "taxonomy", "migrate").code == 0
    after = (root / path).read_text()
    assert "sector: {primary: pharma}  # since 2020\n" in after
    assert "robotics" not in after.replace("# first", "")
    assert alisei("-C", root, "taxonomy", "migrate").out.startswith("0 terms rewritten")
    assert "ALI203" not in alisei("-C", root, "validate").out


def test_one_entry_that_cannot_be_rewritten_holds_all_back(dataset: Dataset, alisei: Alisei) -> None:
    """A type that forbids the profile of the entry would be an error: no file is written."""
    files = {
        "registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", type="its-academy"),
        "registry/stakeholders/toscana/beta.yaml": stakeholder("beta", "profile: [listed-company]\n"),
    }
    root = dataset(files)
    outcome = alisei("-C", root, "taxonomy", "migrate", "its-academy=university", "company=university")
    assert outcome.code == 1
    assert "registry/stakeholders/toscana/beta.yaml cannot be rewritten" in outcome.err
    assert {path: (root / path).read_text() for path in files} == files


@pytest.mark.parametrize("text", ["", "x: [", "facets: []\n", "facets: {sector: {terms: {}}}\n{{", "\x00"])
def test_a_file_that_is_no_taxonomy_is_refused(text: str, dataset: Dataset, alisei: Alisei, tmp_path: Path) -> None:
    """It is said, and nothing is compared."""
    file = tmp_path / "new.yaml"
    file.write_text(text)
    outcome = alisei("-C", dataset({}), "taxonomy", "rehearse", file)
    assert outcome.code == 2
    assert "no facet that can be read" in outcome.err


def test_a_rehearsal_says_what_the_rules_would_find_and_writes_nothing(dataset: Dataset, alisei: Alisei, tmp_path: Path) -> None:
    """A term that is deleted is named as gone; its uses are told once, and other errors of the new file too."""
    root = dataset({"registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", "technologies: [gene-editing]\n")})
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    text = (root / "taxonomy.yaml").read_text(encoding="utf-8").replace("      gene-editing:\n", "      editing:\n")
    file = tmp_path / "new.yaml"
    file.write_text(text.replace("parent: digital-technologies", "parent: nowhere", 1), encoding="utf-8")
    outcome = alisei("-C", root, "taxonomy", "rehearse", file, "--format", "json")
    tables = {table["name"]: table["rows"] for table in json.loads(outcome.out)["tables"]}
    assert ["gene-editing", "technology", "gone: a term is deprecated, never deleted", 1] in tables["terms"]
    assert [row[4] for row in tables["entries"]] == ["gene-editing"]
    assert {row[0] for row in tables["findings"]} == {"ALI221", "ALI446"}
    assert any(row[2].startswith("gene-editing") and row[5] is None for row in tables["totals"])
    assert all(row[4] != row[5] for row in tables["totals"])
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_schemas_behind_the_taxonomy_are_said_once(dataset: Dataset, alisei: Alisei) -> None:
    """A successor that the schemas do not list yet is no fault of the entries; a wrong code is told the nearest, never all."""
    names = ("alfa", "beta")
    root = dataset(
        {f"registry/stakeholders/toscana/{each}.yaml": stakeholder(each, "sector: {primary: vaccines}\n") for each in names}
    )
    file = root / "taxonomy.yaml"
    added = "\n      jabs:\n        labels: {it: iniezioni, en: jabs}\n      vaccines:\n"
    file.write_text(file.read_text(encoding="utf-8").replace("\n      vaccines:\n", added, 1), encoding="utf-8")
    outcome = alisei("-C", root, "taxonomy", "migrate", "vaccines=jabs")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 2
    assert "the schemas do not know jabs yet" in outcome.err
    assert "alisei schema" in outcome.err
    assert "All terms: alisei taxonomy sector" in alisei("-C", root, "taxonomy", "migrate", "vaccines=xqzk").err
    assert alisei("-C", root, "schema").code == 0
    assert alisei("-C", root, "taxonomy", "migrate", "vaccines=jabs").out.endswith("2 terms rewritten in 2 files\n")


def test_a_split_says_that_a_choice_is_open_and_finds_what_all_entries_would(
    dataset: Dataset, alisei: Alisei, tmp_path: Path
) -> None:
    """Judging only the entries concerned gives the findings of judging all."""
    files = {
        "registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", "sector: {primary: vaccines}\n"),
        "registry/stakeholders/toscana/beta.yaml": stakeholder(
            "beta", "sector: {primary: pharma, secondary: [health-biotech]}\n"
        ),
    }
    root, new = dataset(files), tmp_path / "new.yaml"
    before = (root / "taxonomy.yaml").read_bytes()
    retire(root, "vaccines", "[pharma, health-biotech]")
    text = (root / "taxonomy.yaml").read_text(encoding="utf-8")
    text = text.replace("\n      health-biotech:\n", "\n      health-biotech:\n        exclusive: true\n", 1)
    new.write_text(text, encoding="utf-8")
    (root / "taxonomy.yaml").write_bytes(before)
    validate(root)
    assert "1 entry waits for a person" in alisei("-C", root, "taxonomy", "rehearse", new).out
    beside = {"taxonomy.yaml": new.read_bytes()}
    context = load_context(WorkTree(root)).context
    concerned = find_concerned(
        load_dataset(root).entries, context, build(yaml.read("", new.read_bytes(), yaml.TAXONOMY).source.data)
    )
    assert "registry/stakeholders/toscana/alfa.yaml" in concerned
    found, whole = validate_beside(root, beside, concerned), validate_beside(root, beside)
    assert found.diagnostics == whole.diagnostics
    assert any(each.code == "ALI203" for each in found.diagnostics)


@pytest.mark.parametrize("more", [("--format", "json"), ("-o", "all.csv"), ("--all",)], ids=" ".join)
def test_migrate_refuses_options_of_tables(more: tuple[str, ...], sample: Path, alisei: Alisei) -> None:
    """A patch has one form."""
    outcome = alisei("-C", sample, "taxonomy", "migrate", "--dry-run", *more)
    assert (outcome.code, more[0] in outcome.err) == (2, True)
