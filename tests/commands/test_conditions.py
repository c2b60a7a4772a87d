"""``FACET=TERM`` in every command has the right meaning or is refused."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from alisei_cli.core.select import asked, only
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.model.dataset import Law
from alisei_cli.store.load import load_law
from alisei_cli.store.territory import load_territory
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
    """Build five companies in five regions."""
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
def law() -> Law:
    """Load the taxonomy, schemas and places of this repository."""
    return load_law(REPOSITORY).law


@pytest.mark.parametrize(("area", "word"), [(area, word) for area, words in AREAS.items() for word in words])
def test_a_word_for_an_area_is_no_region_province_or_town(area: str, word: str, law: Law) -> None:
    """Names of areas are never prefixes of regions, provinces or towns.

    "South" is not South Tyrol, Sud Sardegna or Centro Valle Intelvi.
    """
    for name in ("region", "province", "municipality", "regione"):
        with pytest.raises(UsageError) as refused:
            asked(f"{name}={word}", law)
        assert str(refused.value.help) == f"Did you mean area={area}?"
    for name in ("type", "technology", "status"):
        with pytest.raises(UsageError) as refused:
            asked(f"{name}={word}", law)
        assert f"area={area}" in str(refused.value.help)
    assert (asked(f"area={word}", law).name, asked(f"area={word}", law).value) == ("area", area)


@pytest.mark.parametrize(
    "words",
    [
        ["search", "--where", "region=south"],
        ["report", "--where", "region=south"],
        ["report", "matrix", "--where", "region=south"],
        ["report", "trend", "--where", "region=south"],
        ["export", "json", "--where", "region=south"],
        ["search", "--where", "south"],
        ["search", "--where", "south=company"],
        ["report", "matrix", "--rows", "south"],
        ["report", "matrix", "--cols", "sud"],
        ["report", "coverage", "--facet", "south"],
        ["report", "specialisation", "--by", "south"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["it", "en"])
def test_it_is_refused_wherever_it_is_typed(words: list[str], language: str, root: Path, alisei: Alisei) -> None:
    """The error says what to type, in both languages."""
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
        ("company=region", "write: --where type=company"),
        ("region=", "not of the form"),
        ("region= ", "not of the form"),
        ("region=-", "is not known here"),
    ],
)
def test_what_has_another_meaning_is_refused_and_the_meaning_told(typed: str, said: str, law: Law) -> None:
    """A prefix or another number or gender never overrides an exact name."""
    with pytest.raises(UsageError) as refused:
        asked(typed, law)
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
        ("tipo=imprese", "type=company"),
    ],
)
def test_what_was_understood_is_told(typed: str, meant: str, law: Law) -> None:
    """The condition is shown, and the typed word if it differs."""
    word = typed.partition("=")[2]
    others = [f"You wrote: {word}."] if fold(word) != fold(meant.partition("=")[2]) else []
    assert list(map(str, only([asked(typed, law)])))[:2] == [f"Only entries with {meant}.", *others][:2]


def test_it_stands_under_every_table_and_beside_every_export(root: Path, alisei: Alisei) -> None:
    """Notes of an export go to standard error."""
    condition = ("--where", "province=Rome")
    for said in ("Only entries with province=RM.", "You wrote: Rome."):
        assert said in alisei("-C", root, "search", *condition).out
        assert said in alisei("-C", root, "report", "quality", *condition).out
        assert said in alisei("-C", root, "export", "json", *condition).err


def test_wider_areas_are_the_sum_of_theirs(root: Path, alisei: Alisei) -> None:
    """The note on the south says that the islands are excluded.

    It is absent if the area was given by its code.
    """
    ids = {
        area: {line.split()[0] for line in alisei("-C", root, "search", "--where", f"area={area}").out.splitlines() if line}
        & set(PLACES)
        for area in ("nord", "centro-nord", "mezzogiorno")
    }
    assert ids == {"nord": {"alfa", "gamma"}, "centro-nord": {"alfa", "gamma", "eps"}, "mezzogiorno": {"beta", "delta"}}
    told = "area=sud leaves out Sicily and Sardinia"
    assert told in alisei("-C", root, "search", "--where", "area=south").out
    assert told not in alisei("-C", root, "search", "--where", "area=sud").out


def test_the_table_of_names_speaks_of_places_that_are() -> None:
    """Each key exists; names are unique per key and differ from ISTAT's."""
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
