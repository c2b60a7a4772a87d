"""The labelled set for partner matching: sound entries, and labels that refer to them."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, Alisei, Dataset

MATCHING = Path(__file__).parent / "matching"
ENTRIES = {path.relative_to(MATCHING).as_posix(): path.read_bytes() for path in sorted((MATCHING / "registry").rglob("*.yaml"))}
IDS = {Path(path).stem for path in ENTRIES}
FACETS = {"need": "collaboration", "offer": "collaboration", "technology": "technology", "area": "therapeutic-area"}
"""The facet of each field of a query."""


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    """The labelled cases, in their order."""
    read: list[dict[str, Any]] = yaml.safe_load((MATCHING / "labels.yaml").read_text(encoding="utf-8"))
    return read


def test_entries_are_valid(alisei: Alisei, dataset: Dataset) -> None:
    """Nothing but offers that have expired, which some cases are about."""
    said = json.loads(alisei("-C", dataset(ENTRIES), "validate", "--format", "json").out)
    assert {finding["code"] for finding in said["diagnostics"]} == {"ALI408"}
    assert said["summary"]["errors"] == 0


def test_counts_are_those_of_the_readme(cases: list[dict[str, Any]]) -> None:
    """Sixty cases, ten fixtures, and as many of each kind in either half."""
    assert (len(ENTRIES), len(cases)) == (98, 60)
    assert [case["half"] for case in cases] == ["tuning", "reporting"] * 30
    assert Counter(case["half"] for case in cases if case.get("fixture")) == {"tuning": 5, "reporting": 5}
    assert Counter(case["half"] for case in cases if not case["partners"]) == {"tuning": 3, "reporting": 3}


def test_labels_refer_to_entries(cases: list[dict[str, Any]]) -> None:
    """Each partner once, graded with a reason, never the one who asks; an empty list has its own reason."""
    asked = [case["for"] for case in cases if isinstance(case["for"], str)]
    assert len(set(asked)) == len(asked)
    assert set(asked) <= IDS
    for case in cases:
        partners = [partner["id"] for partner in case["partners"]]
        assert len(set(partners)) == len(partners)
        assert set(partners) <= IDS - {case["for"] if isinstance(case["for"], str) else ""}
        assert all(partner["grade"] in (1, 2, 3) and partner["why"].endswith(".") for partner in case["partners"])
        assert ("why" in case) is not bool(partners)


def test_queries_speak_the_taxonomy(cases: list[dict[str, Any]]) -> None:
    """A term that is renamed is renamed here too."""
    facets = yaml.load((REPOSITORY / "taxonomy.yaml").read_bytes(), Loader=yaml.CSafeLoader)["facets"]
    for query in (case["for"] for case in cases if isinstance(case["for"], dict)):
        assert query.keys() <= FACETS.keys() | {"trl", "region"}
        assert re.fullmatch(r"[1-9]-[1-9]", query.get("trl", "1-9"))
        for field, facet in FACETS.items():
            terms = query.get(field, [])
            assert set([terms] if isinstance(terms, str) else terms) <= facets[facet]["terms"].keys()
