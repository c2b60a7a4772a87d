"""``NAME=VALUE``, wherever it is taken: the right meaning, or none and what to type; never another question answered silently."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from alisei_cli.core.conditions import parse_condition
from alisei_cli.core.notes import note_choice, note_conditions
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.dataset import Dataset as Registry
from alisei_cli.model.source import Source
from alisei_cli.store.load import load_context
from alisei_cli.store.territory import load_territory
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY, Alisei, Dataset, stakeholder

PLACES = {
    "alfa": ("p-a-bolzano", "municipality: Bolzano, province: BZ"),
    "beta": ("campania", "municipality: Napoli, province: NA"),
    "gamma": ("valle-d-aosta", "municipality: Aosta, province: AO"),
    "delta": ("sardegna", "municipality: Carbonia, province: SU"),
    "eps": ("lazio", "municipality: Roma, province: RM"),
}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Five companies in five regions."""
    return dataset(
        {
            f"registry/stakeholders/{region}/{id}.yaml": stakeholder(id, place=f"{place}, region: {region}")
            for id, (region, place) in PLACES.items()
        }
    )


AREAS = {
    "sud": [
        "sud",
        "Sud",
        "SUD",
        "south",
        "South",
        "southern",
        "Southern Italy",
        "south of Italy",
        "Sud Italia",
        "Italia meridionale",
    ],
    "nord": ["nord", "north", "Northern Italy", "settentrione", "Nord Italia", "north of italy"],
    "centro": ["centro", "centre", "center", "Central Italy", "Italia centrale", "centro italia"],
    "isole": ["isole", "islands", "Italian islands", "Italia insulare"],
    "mezzogiorno": ["mezzogiorno", "meridione", "sud e isole", "South and Islands"],
    "nord-ovest": ["nord-ovest", "north-west", "northwest", "Nord Ovest", "Italia nord-occidentale"],
    "nord-est": ["nord-est", "north east", "nordest", "Northeastern Italy"],
}


@pytest.fixture(scope="module")
def context() -> Context:
    """The taxonomy, schemas and places of this repository."""
    return load_context(WorkTree(REPOSITORY)).context


@pytest.mark.parametrize(("area", "word"), [(area, word) for area, words in AREAS.items() for word in words])
def test_a_word_for_an_area_is_no_region_province_or_town(area: str, word: str, context: Context) -> None:
    """The beginning of South Tyrol, Sud Sardegna or Centro Valle Intelvi does not count; as an area it is understood."""
    for name in ("region", "province", "municipality", "regione"):
        with pytest.raises(UsageError) as refused:
            parse_condition(f"{name}={word}", context)
        assert str(refused.value.help) == f"Did you mean area={area}?"
    for name in ("type", "technology", "status"):
        with pytest.raises(UsageError) as refused:
            parse_condition(f"{name}={word}", context)
        assert f"area={area}" in str(refused.value.help)
    assert (parse_condition(f"area={word}", context).name, parse_condition(f"area={word}", context).value) == ("area", area)


@pytest.mark.parametrize(
    "words",
    [
        ["search", "--where", "region=south"],
        ["report", "--where", "region=south"],
        ["report", "matrix", "--where", "region=south"],
        ["report", "trend", "--where", "region=south"],
        ["export", "json", "--where", "region=south"],
        ["search", "--where", "south"],
        ["report", "matrix", "--rows", "south"],
        ["report", "matrix", "--cols", "sud"],
        ["report", "coverage", "--facet", "south"],
        ["report", "specialisation", "--by", "south"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["it", "en"])
def test_it_is_refused_wherever_it_is_typed(words: list[str], language: str, root: Path, alisei: Alisei) -> None:
    """With what to type, in both languages."""
    outcome = alisei("-C", root, "--lang", language, *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "area=sud" in outcome.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("region=aosta", "Did you mean region=valle-d-aosta, province=AO, municipality=Aosta?"),
        ("region=Milan", "Did you mean province=MI, municipality=Milano?"),
        ("region=Trentino-Alto Adige", "Did you mean p-a-bolzano, p-a-trento?"),
        ("region=suth", "Did you mean area=sud?"),
        ("region=company", "Did you mean type=company"),
        ("type=pharma", "Did you mean sector=pharma?"),
        ("status=member", "Did you mean membership=member?"),
        ("area=tuscany", "Did you mean region=toscana?"),
        ("municipality=tuscany", "Did you mean region=toscana?"),
        ("municipality=Milana", "Did you mean Milano"),
        ("province=Reggio", "Did you mean"),
        ("adesione=sociii", "Did you mean member"),
        ("regoin=toscana", "Did you mean region?"),
        ("company=region", "there is nothing called company to choose by. "),
        ("south=company", "there is nothing called south to choose by. "),
        (
            "website=none",
            "website is a field, but it has no fixed values to choose by. For entries that leave it empty: alisei list --missing website.",
        ),
        ("sito=no", "sito is a field (website), but it has no fixed values"),
        ("paese=francia", "paese is a field (head_office.country), but it has no fixed values"),
        ("country=France", "country is a field (head_office.country), but it has no fixed values"),
        ("descrizione=x", "descrizione is a field (description), but it has no fixed values"),
        ("region=", "not have the form"),
        ("region= ", "not have the form"),
        ("region=-", "unknown value"),
    ],
)
def test_what_has_another_meaning_is_refused_and_the_meaning_told(typed: str, said: str, context: Context) -> None:
    """A beginning, a number or a gender never decides where the word as a whole means something else."""
    with pytest.raises(UsageError) as refused:
        parse_condition(typed, context)
    assert said in f"{refused.value.message}. {refused.value.help}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("region=lazio", "region=lazio"),
        ("region=Lazio", "region=lazio"),
        ("region=Aosta Valley", "region=valle-d-aosta"),
        ("region=South Tyrol", "region=p-a-bolzano"),
        ("region=valle", "region=valle-d-aosta"),
        ("region=Latium", "region=lazio"),
        ("province=Rome", "province=RM"),
        ("province=Bozen", "province=BZ"),
        ("province=aosta", "province=AO"),
        ("province=Sud Sardegna", "province=SU"),
        ("municipality=Naples", "municipality=Napoli"),
        ("municipality=roma", "municipality=Roma"),
        ("area=south", "area=sud"),
        ("zona=Sud", "area=sud"),
        ("adesione=soci", "membership=member"),
        ("socio=membri", "membership=member"),
        ("membership=ex-soci", "membership=former"),
        ("adesione=non soci", "membership=none"),
        ("tipo=imprese", "type=company"),
    ],
)
def test_what_was_understood_is_told(typed: str, meant: str, context: Context) -> None:
    """The condition as it is, and what was typed where that is another word."""
    word = typed.partition("=")[2]
    others = [f"You wrote: {word}."] if fold(word) != fold(meant.partition("=")[2]) else []
    assert list(map(str, note_conditions([parse_condition(typed, context)])))[: len(others) + 1] == [
        f"Only entries with {meant}.",
        *others,
    ]


def test_it_stands_under_every_table_and_beside_every_export(root: Path, alisei: Alisei) -> None:
    """An export has no room for notes: there it is on standard error."""
    condition = ("--where", "province=Rome")
    for said in ("Only entries with province=RM.", "You wrote: Rome."):
        assert said in alisei("-C", root, "search", *condition).out
        assert said in alisei("-C", root, "report", "quality", *condition).out
        assert said in alisei("-C", root, "export", "json", *condition).err


def test_wider_areas_are_the_sum_of_theirs(root: Path, alisei: Alisei) -> None:
    """And the south says that it is without the islands, however it was asked for."""
    ids = {
        area: {line.split()[0] for line in alisei("-C", root, "search", "--where", f"area={area}").out.splitlines() if line}
        & set(PLACES)
        for area in ("nord", "centro-nord", "mezzogiorno")
    }
    assert ids == {"nord": {"alfa", "gamma"}, "centro-nord": {"alfa", "gamma", "eps"}, "mezzogiorno": {"beta", "delta"}}
    told = "area=sud is without Sicily and Sardinia"
    assert told in alisei("-C", root, "search", "--where", "area=south").out
    assert told in alisei("-C", root, "search", "--where", "area=sud").out


def test_the_table_of_names_speaks_of_places_that_are() -> None:
    """Each key exists; no name stands twice for one key, nor is it ISTAT's own."""
    territory = load_territory()
    known = {
        "area": {"nord-ovest", "nord-est", "centro", "sud", "isole", "nord", "centro-nord", "mezzogiorno"},
        "region": set(territory.regions),
        "province": set(territory.provinces),
        "municipality": set(territory.municipalities),
    }
    with files("alisei_cli").joinpath("reference", "place-names.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row for row in rows if row["key"] not in known[row["unit"]] or not row["name"] or row["name"] == row["key"]] == []
    assert len({tuple(row.values()) for row in rows}) == len(rows)


@pytest.mark.parametrize("typed", ["website=none", "paese=francia", "south=company", "toscana=none", "none=toscana", "no=no"])
def test_what_stands_before_the_sign_is_never_taken_for_a_value(typed: str, context: Context) -> None:
    """Where a value was given, no remedy puts another condition in its place."""
    with pytest.raises(UsageError) as refused:
        parse_condition(typed, context)
    assert "--where" not in str(refused.value.help)
    assert "=" not in str(refused.value.help)


@pytest.mark.parametrize(
    ("wheres", "clashing"),
    [
        (["region=toscana", "region=lazio"], True),
        (["region=toscana", "region=italia"], True),
        (["region=estero", "area=sud"], True),
        (["province=MI", "region=lazio"], True),
        (["municipality=Siena", "province=FI"], True),
        (["municipality=Siena", "municipality=Firenze"], True),
        (["area=sud", "region=toscana"], True),
        (["area=isole", "area=sud"], True),
        (["type=company", "tipo=irccs"], True),
        (["membership=member", "adesione=ex socio"], True),
        (["status=active", "status=inactive"], True),
        (["kind=event", "kind=group"], True),
        (["area=mezzogiorno", "area=sud"], False),
        (["region=toscana", "area=centro", "province=SI", "municipality=Siena"], False),
        (["region=lazio", "region=Latium"], False),
        (["sector=pharma", "sector=medical-devices"], False),
        (["technology=cell-tissue-engineering", "technology=stem-cells-regenerative"], False),
        (["trl=1", "trl=9"], False),
    ],
)
def test_conditions_that_never_hold_together_are_told(wheres: list[str], clashing: bool, context: Context) -> None:
    """And nothing is counted as possible that is not."""
    unplaced = Entry("a.yaml", "stakeholder", {"id": "a"}, Source("a.yaml", "", None))
    said = [
        str(each) for each in note_choice(Registry((unplaced,), context), [parse_condition(each, context) for each in wheres])
    ]
    assert any(each.startswith("No entry meets all of these conditions at once") for each in said) == clashing
    assert any("may belong here" in each for each in said) == (not clashing)


@pytest.mark.parametrize(
    ("office", "where", "possible"),
    [
        ({}, "province=MI", True),
        ({"country": "IT"}, "province=MI", True),
        ({"country": "IT", "region": "lombardia"}, "province=MI", True),
        ({"country": "IT", "region": "toscana"}, "province=MI", False),
        ({"country": "FR"}, "province=MI", False),
        ({"country": "FR"}, "area=sud", False),
        ({"country": "IT", "region": "toscana"}, "municipality=Siena", True),
        ({"country": "IT", "region": "toscana", "province": "FI"}, "municipality=Siena", False),
        ({"country": "IT"}, "region=toscana", True),
        ({"country": "IT"}, "region=italia", False),
    ],
)
def test_what_cannot_be_is_not_counted_as_unknown(office: dict[str, str], where: str, possible: bool, context: Context) -> None:
    """Who has the head office in Tuscany, wherever there, is not in the province of Milan."""
    entry = Entry("a.yaml", "stakeholder", {"id": "a", "head_office": office}, Source("a.yaml", "", None))
    condition = parse_condition(where, context)
    said = [str(each) for each in note_choice(Registry((entry,), context), [condition, condition])]
    told = f"1 other stakeholder may belong here too, but this is not known of it: {condition.name}."
    assert (told in said) == possible
