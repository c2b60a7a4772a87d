"""``alisei match``: partners ranked, each reason with its points and two places that exist."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from alisei_cli.matching.points import LIKENESS, MEETINGS
from tests.conftest import Alisei, make
from tests.market import MARKET, item
from tests.rules.entries import org

KINDS = {*MEETINGS, *LIKENESS, "trl"}
"""The closed list of kinds of reasons."""


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The market, read-only."""
    return make(tmp_path_factory.mktemp("market") / "dataset", MARKET)


def ask(alisei: Alisei, root: Path, *words: str) -> dict[str, Any]:
    """The answer as JSON."""
    outcome = alisei("-C", root, "match", *words, "--format", "json")
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    assert isinstance(found, dict)
    return found


def ids(found: Mapping[str, Any]) -> list[str]:
    """The partners, the best first."""
    return [each["id"] for each in found["matches"]]


def value_at(root: Path, place: str) -> Any:
    """The value that a place names."""
    path, _sign, pointer = place.partition("#/")
    value = yaml.safe_load((root / path).read_text(encoding="utf-8"))
    for part in pointer.split("/"):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def reasons(found: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each reason with the id of its partner."""
    for each in found["matches"]:
        for reason in each["reasons"]:
            yield each["id"], reason


def test_who_offers_what_is_sought_comes_first(market: Path, alisei: Alisei) -> None:
    found = ask(alisei, market, "diagnostica-rossi")
    assert (found["version"], found["for"], found["audience"]) == (1, "diagnostica-rossi", "public")
    assert ids(found)[:2] == ["ospedale-verde", "sensori-bianchi"]
    best = found["matches"][0]["reasons"]
    assert {"need-meets-offer", "offer-meets-need", "trl", "place", "technology", "area"} <= {each["kind"] for each in best}


def test_points_add_up_and_every_place_exists(market: Path, alisei: Alisei) -> None:
    for asker in ("diagnostica-rossi", "ospedale-verde", "ospedale-blu", "sensori-bianchi", "silenziosa"):
        found = ask(alisei, market, asker)
        mine = next(path for path in MARKET if path.endswith(f"/{asker}.yaml"))
        for each in found["matches"]:
            assert abs(sum(reason["points"] for reason in each["reasons"]) - each["score"]) < 1e-9
            assert 0 < each["score"] <= 1
        for partner, reason in reasons(found):
            assert reason["kind"] in KINDS
            assert reason["points"] > 0
            assert value_at(market, reason["mine"])
            assert value_at(market, reason["theirs"])
            if reason["kind"] != "tie":
                assert reason["mine"].startswith(f"{mine}#/")
                assert f"/{partner}.yaml#/" in reason["theirs"]


def test_both_see_the_same_meeting_from_their_own_side(market: Path, alisei: Alisei) -> None:
    mine = {
        reason["kind"] for partner, reason in reasons(ask(alisei, market, "diagnostica-rossi")) if partner == "ospedale-verde"
    }
    theirs = {
        reason["kind"] for partner, reason in reasons(ask(alisei, market, "ospedale-verde")) if partner == "diagnostica-rossi"
    }
    assert {"need-meets-offer", "offer-meets-need"} <= mine & theirs


def test_two_that_look_for_a_consortium_find_each_other_and_no_one_outside_its_countries(market: Path, alisei: Alisei) -> None:
    found = ask(alisei, market, "diagnostica-rossi")
    assert ("sensori-bianchi", "need-meets-need") in {(partner, reason["kind"]) for partner, reason in reasons(found)}
    assert "sensori-lontani" not in ids(found)
    assert "sensori-lontani" in ids(ask(alisei, market, "sensori-bianchi"))


def test_an_empty_field_is_unknown_and_says_what_it_could_bring(market: Path, alisei: Alisei) -> None:
    unknown = {each["id"]: each["unknown"] for each in ask(alisei, market, "diagnostica-rossi")["matches"]}
    assert "offers" in unknown["sensori-bianchi"]
    assert "mine:trl" in unknown["ricerca-alta"]
    assert "mine:therapeutic_areas" in {
        field for each in ask(alisei, market, "sensori-bianchi")["matches"] for field in each["unknown"]
    }
    shown = alisei("-C", market, "match", "diagnostica-rossi").out.replace("\n   ", " ")
    assert "Not known, would count: its offers (up to 0.49)" in shown


def test_a_body_that_offers_and_seeks_nothing_is_matched_by_likeness(market: Path, alisei: Alisei) -> None:
    found = ask(alisei, market, "silenziosa")
    assert any("likeness alone" in note for note in found["notes"])
    assert not any(reason["kind"] in MEETINGS for _partner, reason in reasons(found))


@pytest.mark.parametrize("change", ["trl: {from: 1, to: 3}", "expires: 2026-01-31", "eligible_countries: [FR]"])
def test_what_rules_a_meeting_out(tmp_path: Path, alisei: Alisei, change: str) -> None:
    key, value = change.split(": ", 1)
    need = item("cerca", "licensing", technologies="[robotics]", trl="{from: 6, to: 8}")
    offer = item("offre", "licensing", **{"technologies": "[robotics]", key: value})
    root = make(tmp_path / "dataset", {**org("alfa", needs=f"[{need}]"), **org("beta", region="veneto", offers=f"[{offer}]")})
    found = ask(alisei, root, "alfa")
    assert not any(reason["kind"] in MEETINGS for _partner, reason in reasons(found))
    why = ask(alisei, root, "alfa", "--explain", "beta")["explain"]
    assert why["why_not"]


def test_why_one_is_not_there(market: Path, alisei: Alisei) -> None:
    why = ask(alisei, market, "diagnostica-rossi", "--explain", "sensori-lontani")["explain"]
    assert (why["rank"], why["id"]) == (None, "sensori-lontani")
    assert any("is open to FR, IT only, and it is in US" in each for each in why["why_not"])
    assert ask(alisei, market, "diagnostica-rossi", "--explain", "ospedale-blu")["explain"]["rank"] == 3


def test_a_question_needs_no_entry(market: Path, alisei: Alisei) -> None:
    words = ("--need", "studio clinico", "--technology", "point-of-care-testing", "--trl", "5-7", "--region", "toscana")
    found = ask(alisei, market, *words, "--limit", "1")
    assert (found["for"], ids(found)) == (None, ["ospedale-verde"])
    assert {reason["mine"] for _partner, reason in reasons(found)} == {None}
    assert not any(field.startswith("mine:") for each in found["matches"] for field in each["unknown"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diagnostica-rosi",), "diagnostica-rossi"),
        (("gdl-sensori",), "only organisations have partners"),
        ((), "give an entry, or a question"),
        (("silenziosa", "--need", "licensing"), "give an entry or a question, not both"),
        (("--need", "licensing", "--trl", "6-4"), "--trl 4-6"),
        (("silenziosa", "--format", "csv"), "csv"),
        (("silenziosa", "--explain", "sensori"), "sensori"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(market: Path, alisei: Alisei, words: tuple[str, ...], said: str) -> None:
    outcome = alisei("-C", market, "match", *words)
    assert outcome.code == 2
    assert said in outcome.err


def test_a_merged_body_names_its_successor(tmp_path: Path, alisei: Alisei) -> None:
    merged = org("vecchia", status="merged")
    text = next(iter(merged.values())).replace(
        "status: merged\n", "status: merged\nstatus_since: 2024\nstatus_reason: Fusione\nsuccessor: nuova\n"
    )
    root = make(tmp_path / "dataset", {next(iter(merged)): text, **org("nuova")})
    outcome = alisei("-C", root, "match", "vecchia")
    assert outcome.code == 2
    assert "alisei match nuova" in outcome.err
    assert "vecchia" not in ids(ask(alisei, root, "nuova"))


def test_a_field_that_an_audience_may_not_see_counts_for_nothing(tmp_path: Path, alisei: Alisei) -> None:
    root = make(tmp_path / "dataset", MARKET)
    policy = root / "schema/policy.yaml"
    hidden = "fields: {members: [offers, technologies, value_chain]}\n"
    policy.write_text(policy.read_text(encoding="utf-8") + hidden, encoding="utf-8")
    public = ask(alisei, root, "diagnostica-rossi")
    assert not {"need-meets-offer", "offer-meets-need"} & {reason["kind"] for _partner, reason in reasons(public)}
    assert "offers" not in json.dumps([reason for _partner, reason in reasons(public)])
    members = ask(alisei, root, "diagnostica-rossi", "--audience", "members")
    assert "need-meets-offer" in {reason["kind"] for _partner, reason in reasons(members)}


def test_hostile_names_stay_text(tmp_path: Path, alisei: Alisei) -> None:
    name = '"Rossi <b>|`x` [a](http://b.c)"'
    need, offer = (f"[{item('a', 'licensing', technologies='[robotics]')}]" for _n in range(2))
    root = make(tmp_path / "dataset", {**org("alfa", needs=need), **org("beta", name=name, offers=offer)})
    shown = alisei("-C", root, "match", "alfa", "--format", "markdown").out
    assert "\\<b\\>\\|" in shown
    assert "[a](" not in shown
