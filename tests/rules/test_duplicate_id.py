"""One id in two files."""

from tests.conftest import Dataset
from tests.rules.entries import group, org, said


def test_over_regions_and_kinds_and_with_everything_else_equal(dataset: Dataset) -> None:
    same = {"identifiers": "{vat: 00743110157}", "website": "https://www.alfa.it"}
    root = dataset(org("a", "lazio", **same) | org("a", "toscana", **same) | group("a"))
    first = "the id a is taken: registry/groups/a.yaml has it"
    assert said(root) == [("ALI301", "a.yaml", "id", first), ("ALI301", "a.yaml", "id", first)]


def test_a_copy_that_kept_the_id_of_its_model_is_only_told_its_own(dataset: Dataset) -> None:
    copy = {path: content.replace("id: b", "id: a", 1) for path, content in org("b").items()}
    assert said(dataset(org("a") | copy), "ALI301") == []
