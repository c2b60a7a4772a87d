"""The figures of ``docs/matching.md`` are those of the labelled cases, and the fast score is the score."""

import re
import runpy
from statistics import mean

import pytest
import yaml

from alisei_cli.core.market import Market, rank_briefly, rank_partners
from alisei_cli.core.view import view
from alisei_cli.matching.spread import LEAST, MOST, TOP, spread
from alisei_cli.model.view import View
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import REPOSITORY, make

CASES = REPOSITORY / "tests/matching"
QUALITY = runpy.run_path(str(REPOSITORY / "benchmarks/match_quality.py"))


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The entries of the labelled cases."""
    files = {path.relative_to(CASES).as_posix(): path.read_bytes() for path in sorted((CASES / "registry").rglob("*.yaml"))}
    return view(load_dataset(make(tmp_path_factory.mktemp("labelled") / "dataset", files)))


def test_the_figures_of_the_page_are_those_of_the_reporting_half(labelled: View) -> None:
    """As far as a change of the taxonomy lets them."""
    every = yaml.safe_load((CASES / "labels.yaml").read_text(encoding="utf-8"))
    cases = [case for case in every if case["half"] == "reporting" and case["partners"]]
    page = (REPOSITORY / "docs/matching.md").read_text(encoding="utf-8")
    rank, plain = (QUALITY["rankers"](labelled)[name] for name in ("match", "shared terms"))
    found, others = ([QUALITY["measure"](each(case), case) for case in cases] for each in (rank, plain))
    said = re.search(r"^\| `alisei match` \| ([0-9.]+) .*? \| ([0-9.]+) .*? \| ([0-9.]+) ", page, re.MULTILINE)
    assert said
    assert [mean(values) for values in zip(*found, strict=True)] == pytest.approx(
        [float(each) for each in said.groups()], abs=0.05
    )
    assert mean(each[2] for each in found) > mean(each[2] for each in others)


def test_every_type_of_stakeholder_finds_a_good_partner_among_the_first_three(labelled: View) -> None:
    every = yaml.safe_load((CASES / "labels.yaml").read_text(encoding="utf-8"))
    rank = QUALITY["rankers"](labelled)["match"]
    fixtures = [case for case in every if case.get("fixture")]
    assert len(fixtures) == 10
    for case in fixtures:
        good = {each["id"] for each in case["partners"] if each["grade"] >= QUALITY["GOOD"]}
        assert good & set(rank(case)[:3]), case["for"]


def test_the_fast_score_is_the_score_and_spreading_keeps_its_word(labelled: View) -> None:
    market = Market(labelled)
    rankings = {}
    for id_ in market.ids:
        asker = market.profile(id_)
        brief, whole = rank_briefly(market, asker), rank_partners(market, asker, None)
        assert [each for each, _score in brief] == [each.id for each in whole[: len(brief)]]
        for (_id, score), each in zip(brief, whole, strict=False):
            assert score == pytest.approx(each.score, abs=1e-9)
        if asker.is_on_the_market:
            rankings[id_] = brief
    found = spread(rankings)
    counts: dict[str, int] = {}
    for id_, top in found.tops.items():
        scores = dict(rankings[id_])
        assert all(scores[one] >= LEAST * score - 1e-9 for one, (_other, score) in zip(top, rankings[id_], strict=False))
        assert len(top) == min(TOP, len(rankings[id_]))
        for body in top:
            counts[body] = counts.get(body, 0) + 1
    before: dict[str, int] = {}
    for ranking in rankings.values():
        for body, _score in ranking[:TOP]:
            before[body] = before.get(body, 0) + 1
    assert sum(n - MOST for n in counts.values() if n > MOST) <= sum(n - MOST for n in before.values() if n > MOST)
