"""Codes that only one body can have."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import org, said

VAT = "{vat: 00743110157}"
MERGED = {"status": "merged", "status_since": "2015", "status_reason": "Taken over"}


def test_each_entry_after_the_first_is_named_once_and_led_to_the_first(dataset: Dataset) -> None:
    root = dataset(org("c", "veneto", identifiers=VAT) | org("a", "lazio", identifiers=VAT) | org("b", identifiers=VAT))
    found = [each for each in validate(root).diagnostics if each.code == "ALI302"]
    assert [each.path for each in found] == ["registry/stakeholders/toscana/b.yaml", "registry/stakeholders/veneto/c.yaml"]
    assert {location.path for each in found for location, _message in each.related} == {"registry/stakeholders/lazio/a.yaml"}
    assert str(found[0].message) == "VAT number 00743110157: Body a (a) has the same"
    assert found[0].pointer == ("identifiers", "vat")


def test_several_codes_shared_with_one_entry_are_one_finding(dataset: Dataset) -> None:
    both = "{ror: https://ror.org/05xrcj819, vat: 00743110157, tax_code: 00743110157}"
    root = dataset(
        org("a", identifiers=both, website="https://www.alfa.it") | org("b", identifiers=both, website="https://www.alfa.it")
    )
    message = "ROR address https://ror.org/05xrcj819, VAT number 00743110157, tax code 00743110157: Body a (a) has the same"
    assert said(root) == [("ALI302", "b.yaml", "identifiers.ror", message)]


def test_how_the_code_is_written_does_not_matter(dataset: Dataset) -> None:
    root = dataset(org("a", identifiers="{vat: IT00743110157}") | org("b", identifiers=VAT))
    assert [(code, path) for code, path, *_ in said(root)] == [("ALI302", "b.yaml")]


@pytest.mark.parametrize("successors", [{"a": "b"}, {"b": "a"}, {"a": "c", "c": "b"}, {"a": "c", "b": "c"}])
def test_a_merged_entry_keeps_the_code_of_its_heir(dataset: Dataset, successors: dict[str, str]) -> None:
    files = {}
    for id_ in "abc":
        merged = {**MERGED, "successor": successors[id_]} if id_ in successors else {}
        code = {} if id_ == "c" else {"identifiers": VAT}
        files |= org(id_, **merged, **code)
    assert said(dataset(files)) == []


def test_a_merged_entry_may_not_have_the_code_of_a_third_body(dataset: Dataset) -> None:
    merged = {**MERGED, "successor": "b"}
    root = dataset(org("a", identifiers=VAT, **merged) | org("b") | org("c", identifiers=VAT))
    assert [(code, path) for code, path, *_ in said(root)] == [("ALI302", "c.yaml")]


def test_the_part_is_named_and_not_the_whole(dataset: Dataset) -> None:
    part = org("a-part", identifiers=VAT, relations="[{kind: parent, target: b-whole}]")
    whole = org("b-whole", identifiers=VAT, relations="[{kind: child, target: a-part}]")
    found = [each for each in validate(dataset(part | whole)).diagnostics if each.code == "ALI302"]
    assert [each.path.rsplit("/", 1)[-1] for each in found] == ["a-part.yaml"]
    assert str(found[0].help) == "a-part is part of b-whole: delete the line here, the code belongs to the whole."


def test_malformed_codes_are_left_to_the_schema(dataset: Dataset) -> None:
    root = dataset(org("a", identifiers="{vat: unknown}") | org("b", identifiers="{vat: unknown}"))
    assert said(root) == []
