"""``alisei opportunities``: open offers and needs, those that expire first on top."""

import json
from pathlib import Path

import pytest

from tests.conftest import Alisei, make
from tests.market import MARKET
from tests.rules.entries import org, said


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The market, read-only."""
    return make(tmp_path_factory.mktemp("market") / "dataset", MARKET)


def items(alisei: Alisei, root: Path, *words: str) -> list[str]:
    """Ids of the offers and needs that are listed."""
    outcome = alisei("-C", root, "opportunities", *words, "--format", "json")
    assert outcome.code == 0, outcome.err
    (table,) = json.loads(outcome.out)["tables"]
    at = [column["name"] for column in table["columns"]].index("item")
    return [row[at] for row in table["rows"]]


def test_the_first_to_expire_is_on_top_and_those_without_a_day_come_last(market: Path, alisei: Alisei) -> None:
    found = items(alisei, market)
    assert found[:4] == ["test-rapidi", "studio-pilota", "kit-rapido", "studi-clinici"]
    assert "vecchio-kit" not in found
    assert "1 expired one is left out: alisei report freshness" in alisei("-C", market, "opportunities").out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("needs", "--where", "region=toscana"), ["test-rapidi", "studio-pilota", "consorzio"]),
        (("offers", "--where", "technology=point-of-care-testing"), ["kit-rapido", "studi-clinici"]),
        (("--where", "collaboration=distribution-deal"), ["test-rapidi", "kit-rapido"]),
        (("--where", "therapeutic-area=infectious-diseases"), ["studio-pilota", "studi-clinici"]),
        (("--where", "trl=2"), ["tardi"]),
        (("--where", "offers.expires=..2027-06"), ["kit-rapido"]),
    ],
)
def test_conditions_are_about_the_item_and_its_body(
    market: Path, alisei: Alisei, words: tuple[str, ...], expected: list[str]
) -> None:
    assert items(alisei, market, *words) == expected


def test_another_word_than_offers_or_needs_is_refused(market: Path, alisei: Alisei) -> None:
    outcome = alisei("-C", market, "opportunities", "offer")
    assert outcome.code == 2
    assert "offers" in outcome.err


def test_a_list_that_an_audience_may_not_see_is_not_there(tmp_path: Path, alisei: Alisei) -> None:
    root = make(tmp_path / "dataset", MARKET)
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text(encoding="utf-8") + "fields: {members: [needs]}\n", encoding="utf-8")
    assert items(alisei, root, "needs") == []
    assert "studio-pilota" in items(alisei, root, "needs", "--audience", "members")


def test_a_country_that_does_not_exist_is_told(tmp_path: Path) -> None:
    needs = "[{id: a, kind: eu-consortium, eligible_countries: [IT, UK, XX]}]"
    found = said(make(tmp_path / "dataset", org("rossi", needs=needs)), "ALI425")
    assert [(pointer, message) for _code, _file, pointer, message in found] == [
        ("needs.0.eligible_countries.1", "no country has the code UK"),
        ("needs.0.eligible_countries.2", "no country has the code XX"),
    ]
