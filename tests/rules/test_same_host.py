"""Web sites of two bodies on one host."""

import pytest

from tests.conftest import Dataset
from tests.rules.entries import org, said

ALFA = {"website": "https://www.alfa.it"}


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("https://www.alfa.it", "https://alfa.it/", True),
        ("https://www.alfa.it/it", "https://WWW.ALFA.IT/en/home", True),
        ("https://www.alfa.it", "https://www.alfa.it:443", True),
        ("https://www.alfa.it", "https://lab.alfa.it", False),
        ("https://sites.google.com/alfa", "https://sites.google.com/beta", False),
        ("https://sites.google.com/alfa", "https://sites.google.com/alfa/", True),
        ("https://it.linkedin.com/company/alfa", "https://it.linkedin.com/company/beta", False),
    ],
)
def test_the_host_decides_but_where_it_belongs_to_nobody(dataset: Dataset, one: str, other: str, is_shared: bool) -> None:
    root = dataset(org("a", website=one) | org("b", website=other))
    assert [(path, pointer) for _code, path, pointer, _ in said(root, "ALI303")] == ([("b.yaml", "website")] if is_shared else [])


def test_relatives_share_a_site(dataset: Dataset) -> None:
    parent = {"relations": "[{kind: parent, target: whole}]"}
    whole = {"relations": "[{kind: child, target: a}, {kind: child, target: b}]"}
    assert said(dataset(org("a", **ALFA, **parent) | org("b", **ALFA, **parent) | org("whole", **whole))) == []


def test_relatives_count_once_against_a_stranger(dataset: Dataset) -> None:
    files = org("a", **ALFA, relations="[{kind: parent, target: b}]") | org("b", **ALFA, relations="[{kind: child, target: a}]")
    root = dataset(files | org("c", **ALFA))
    assert [path for _code, path, *_ in said(root)] == ["c.yaml"]


def test_what_another_rule_says_of_both_is_not_said_again(dataset: Dataset) -> None:
    root = dataset(org("a", **ALFA, name="Alfa", town="Siena") | org("b", **ALFA, name="Alfa S.p.A.", town="Siena"))
    assert [code for code, *_ in said(root)] == ["ALI304"]
