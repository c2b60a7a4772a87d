"""The likeness of bodies: additive, symmetric, as good as measured, and no pair lost on the way to it."""

import itertools
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alisei_cli.core.summaries import summarize
from alisei_cli.folding import fold, fold_name, slug
from alisei_cli.likeness.blocks import pairs
from alisei_cli.likeness.names import match, name_of
from alisei_cli.likeness.score import ALIKE, Body, body_of, score
from alisei_cli.likeness.words import places_of
from alisei_cli.model.dataset_index import EntrySummary
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.territory import load_territory

PAIRS = Path(__file__).parent.parent / "data/likeness-pairs.jsonl"
WORDS = st.sampled_from(
    [
        "Istituto",
        "Institute",
        "Nazionale",
        "Ospedale",
        "Hospital",
        "Rossi",
        "Rosi",
        "Bianchi",
        "Siena",
        "Roma",
        "di",
        "S.p.A.",
        "INR",
        "2",
        "III",
        "Università",
        "Bio",
        "x",
    ]
)
NAMES = st.one_of(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), st.text(min_size=1, max_size=12))


def body(id_: str, *names: str, acronyms: tuple[str, ...] = (), town: str = "", region: str = "toscana", type_: str = "") -> Body:
    """A body with these names, in a town."""
    folded = [(("names", number, "value"), fold_name(name)) for number, name in enumerate((*names, *acronyms))]
    summary = EntrySummary(
        path=f"registry/stakeholders/{region}/{id_}.yaml",
        kind="stakeholder",
        id=id_,
        status="active",
        name=names[0] if names else id_,
        place=fold(town),
        names=tuple(each for each in folded if each[1]),
        acronyms=tuple(map(fold, acronyms)),
        terms=((("type",), "stakeholder-type", type_),) if type_ else (),
    )
    return body_of(summary, known_places())


@cache
def known_places() -> dict[str, str]:
    """Words in names of places."""
    return dict(places_of(load_territory()))


@st.composite
def bodies(draw: st.DrawFn, id_: str) -> Body:
    """A body of any kind."""
    made = body(
        id_,
        *draw(st.lists(NAMES, max_size=3)),
        acronyms=tuple(draw(st.lists(st.sampled_from(["INR", "IR", "INRB"]), max_size=1))),
    )
    codes = draw(
        st.dictionaries(st.sampled_from(["vat", "ror", "srn"]), st.sampled_from("12").map(lambda each: frozenset({each})))
    )
    places = {"town": draw(st.sampled_from(["", "siena", "roma"])), "region": draw(st.sampled_from(["", "toscana", "lazio"]))}
    return replace(made, codes=codes, several=frozenset({"srn"}), host=draw(st.sampled_from(["", "a.it", "b.it"])), **places)


@given(bodies("a"), bodies("b"))
@settings(max_examples=40, deadline=None)
def test_a_score_is_the_sum_of_its_reasons_whichever_comes_first(one: Body, other: Body) -> None:
    found = score(one, other)
    assert found == score(other, one)
    assert abs(found.points - sum(reason.points for reason in found.reasons)) < 1e-9
    assert all(reason.points and str(reason.words) for reason in found.reasons)


@given(bodies("a"), bodies("b"), st.sampled_from(["vat", "ror", "srn", "lei"]))
@settings(max_examples=40, deadline=None)
def test_an_identifier_of_both_never_lowers_the_score(one: Body, other: Body, kind: str) -> None:
    before = score(one, other).points
    both = [replace(each, codes={**each.codes, kind: each.codes.get(kind, frozenset()) | {"9"}}) for each in (one, other)]
    assert score(*both).points >= before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Università degli Studi di Pisa", "University of Pisa"),
        ("Istituto Nazionale di Oceanografia", "National Institute of Oceanography"),
        ("AULSS n. 8 Berica", "Azienda ULSS 8 Berica"),
        ("Istituto Rossi S.r.l.", "ISTITUTO  ROSSI"),
        ("Istituto Rosi", "Istituto Rossi"),
        ("Azienda Unità Sanitaria Locale Toscana Centro", "Azienda USL Toscana Centro"),
        ("Distretto Toscano Scienze della Vita", "Tuscany Life Sciences District"),
        ("INFN Sezione di Pisa", "Istituto Nazionale di Fisica Nucleare, Sezione di Pisa"),
    ],
)
def test_names_of_one_body_are_alike(one: str, other: str) -> None:
    assert score(body("a", one), body("b", other)).points >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ASL Roma 1", "ASL Roma 2"),
        ("Università di Pisa", "Azienda Ospedaliera Universitaria Pisana"),
        ("Istituto Alfa", "Istituto Beta"),
        ("INFN Roma II", "INFN Roma III"),
        ("Fondazione della Ricerca", "Fondazione Ricerca Biomedica Avanzata"),
        ("Agenzia di Tutela della Salute di Brescia", "Agenzia di Tutela della Salute di Bergamo"),
        ("", ""),
    ],
)
def test_names_of_two_bodies_are_not(one: str, other: str) -> None:
    ours, theirs = body("a", one, town="Roma", type_="university"), body("b", other, town="Roma", type_="university-hospital")
    assert score(ours, theirs).points < ALIKE


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("Philogen", "Filogen", "almost the same name: filogen, philogen"),
        ("Philogen", "Philojen", "almost the same name: philogen, philojen"),
        ("Cantina Rossi", "Cantina Rosi", "almost the same name: cantina rosi, cantina rossi"),
        ("Istituto Nazionale Verdi", "INV Verdi", None),
        ("Istituto Rossi S.r.l.", "Rossi Institute", "same name"),
        ("Bio Gen", "Biogen S.p.A.", "same name"),
        ("Università di Pisa", "University of Pisa", "same name"),
    ],
)
def test_names_that_differ_by_a_letter_are_almost_the_same(one: str, other: str, words: str | None) -> None:
    for ours, theirs in ((body("a", one), body("b", other)), (body("b", one), body("a", other))):
        said = [str(reason.words) for reason in score(ours, theirs).reasons if "name" in str(reason.words)]
        if words:
            assert [sorted(said[0])] == [sorted(words)], said
        else:
            assert said != ["same name"]


def test_another_place_code_or_type_counts_against_it() -> None:
    one = body("a", "Istituto Rossi", town="Siena", type_="company")
    same = score(one, body("b", "Istituto Rossi", town="Siena", type_="company")).points
    for other in (
        body("b", "Istituto Rossi", town="Pisa", type_="company"),
        body("b", "Istituto Rossi", town="Siena", type_="university"),
        body("b", "Istituto Rossi", town="Roma", region="lazio", type_="company"),
    ):
        assert score(one, other).points < same
    codes = [replace(one, id=id_, codes={"vat": frozenset({code})}) for id_, code in (("a", "1"), ("b", "2"))]
    assert score(*codes).points < ALIKE
    several = [replace(each, several=frozenset({"vat"})) for each in codes]
    assert score(*several).points == same


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_compared(one: str, other: str) -> None:
    found = match(name_of(fold_name(one), {}), name_of(fold_name(other), {}))
    assert 0 <= found.likeness <= 1


def test_precision_and_recall_are_as_measured() -> None:
    """On the half that the threshold was not chosen on; relations settle the pairs of relatives (docs/duplicates.md)."""
    said = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["half"] == "report" and pair["kind"] != "relative":
            sides = [
                body(
                    id_, *each["names"], acronyms=tuple(each["acronyms"]), town=each["municipality"], region=slug(each["region"])
                )
                for id_, each in (("a", pair["a"]), ("b", pair["b"]))
            ]
            said.append((score(*sides).points >= ALIKE, pair["same"]))
    true = sum(called and is_same for called, is_same in said)
    assert len(said) == 439
    assert true / sum(called for called, _same in said) >= 0.96
    assert true / sum(is_same for _called, is_same in said) >= 0.72


def test_no_pair_above_the_threshold_is_lost_on_the_way(sample: Path) -> None:
    """Bodies of the sample, and others whose names differ a little from theirs."""
    dataset = load_dataset(sample)
    schema = dataset.context.schemas["stakeholder"]
    known = [body_of(summarize(entry, schema), known_places()) for entry in dataset.of_kind("stakeholder")][:60]
    changed = [_changed(number, each) for number, each in enumerate(known) if each.names]
    every = [*known, *changed]
    found = {frozenset((one.path, other.path)) for one, other, _score in pairs(every)}
    expected = {
        frozenset((one.path, other.path)) for one, other in itertools.combinations(every, 2) if score(one, other).points >= ALIKE
    }
    assert found == expected
    assert len(found) > 40


def _changed(number: int, one: Body) -> Body:
    """A body of nearly the same name in the same place: a letter less, a word less, or initials alone."""
    text = one.names[0].text
    words = text.split()
    name = [text[:-1], " ".join(words[1:]) or text, " ".join(reversed(words)), one.names[0].initials][number % 4]
    return replace(one, id=f"{one.id}-x", path=f"{one.path}x", names=(name_of(name, known_places()),), codes={}, host="")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ASL 1", "ASL 2"),
        ("Agenzia di Bergamo", "Agenzia di Brescia"),
        ("Univet", "Univet Loupes"),
        ("Alfa Rossi", "Alfa Bianchi"),
    ],
)
def test_what_two_names_have_in_common_is_the_same_from_both_sides(one: str, other: str) -> None:
    first, second = (name_of(fold_name(name), known_places()) for name in (one, other))
    found = match(first, second)
    assert match(second, first) == replace(found, left=found.right, right=found.left)
    assert any((found.is_apart, found.is_elsewhere, found.is_in_front, found.left and found.right))
