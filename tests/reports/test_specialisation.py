"""``alisei report specialisation``: location quotients and concentration, against an example made by hand and against pandas."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Alisei, make, stakeholder
from tests.reports.conftest import ELSEWHERE, EUDAMED, STARTUPS, Ask, sourced, with_registers

BY_HAND = {
    ("toscana", "pharma"): 8,
    ("toscana", "hospital-care"): 2,
    ("toscana", "cosmetics"): 0,
    ("campania", "pharma"): 4,
    ("campania", "hospital-care"): 16,
    ("molise", "pharma"): 3,
}
"""33 entries: Tuscany 10, Campania 20, Molise 3; pharmaceuticals 15, healthcare provision 18."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example made by hand, with one entry of no known sector."""
    files = {"registry/stakeholders/toscana/quiet.yaml": stakeholder("quiet")}
    for (region, sector), count in BY_HAND.items():
        for n in range(count):
            id = f"{region}-{sector}-{n}"
            text = stakeholder(id, f"sector: {{primary: {sector}}}\n", place=f"region: {region}")
            files[f"registry/stakeholders/{region}/{id}.yaml"] = text
    return make(tmp_path / "d", files)


def test_quotients_made_by_hand(root: Path, ask: Ask) -> None:
    """Tuscany, pharmaceuticals: 10 * 15 / 33 = 4.55 expected, 8 found, 8 / 4.55 = 1.76. Molise is too small."""
    told = ask(root, "specialisation")
    rows = {(row["region"], row["term"]): (row["entries"], row["expected"], row["quotient"]) for row in told.rows("quotients")}
    assert rows == {
        ("toscana", "pharma"): (8, 4.55, 1.76),
        ("campania", "healthcare-provision"): (16, 10.91, 1.47),
        ("campania", "pharma"): (4, 9.09, 0.44),
        ("toscana", "healthcare-provision"): (2, 5.45, 0.37),
    }
    assert "33 of 34 active stakeholders" in told.notes("quotients")


def test_concentration_made_by_hand(root: Path, ask: Ask) -> None:
    """Tuscany: 0.8 squared + 0.2 squared = 0.68; pharmaceuticals: (8/15)^2 + (4/15)^2 + (3/15)^2 = 0.3956."""
    told = ask(root, "specialisation")
    assert told.by("regions", "value", "hhi") == {"campania": 0.68, "toscana": 0.68, "molise": None}
    assert told.by("terms", "value", "hhi") == {"healthcare-provision": 0.802469, "pharma": 0.395556}


def test_it_makes_sense_of_little(small: Path, ask: Ask) -> None:
    """Where there is too little, there is no quotient, and it says from when on there is."""
    told = ask(small, "specialisation")
    assert told.rows("quotients") == []
    assert "at least 10 entries" in told.notes("quotients")
    assert all(row["hhi"] is None for row in told.rows("regions"))


def test_a_place_is_no_speciality(root: Path, alisei: Alisei) -> None:
    """Regions by provinces would be specialised in themselves."""
    outcome = alisei("-C", root, "report", "specialisation", "--by", "province")
    assert outcome.code == 2
    assert "places" in outcome.err


def test_pandas_computes_the_same(sample: Path, ask: Ask, exported: Callable[[str], Any]) -> None:
    """Quotients and concentration of the sample, recomputed from its export."""
    frame, terms = exported("stakeholders"), exported("terms")
    parent = terms[terms.facet == "sector"].set_index("code")["parent"].dropna().to_dict()

    def top(code: str) -> str:
        return top(parent[code]) if code in parent else code

    known = frame[frame.status == "active"].dropna(subset=["region", "sector.primary"])
    known = known.assign(sector=known["sector.primary"].map(top))
    table = known.groupby(["region", "sector"]).size().unstack(fill_value=0)
    by_region, by_sector = table.sum(axis=1), table.sum(axis=0)
    expected = by_region.to_numpy()[:, None] * by_sector.to_numpy()[None, :] / len(known)
    quotient = (table / expected).stack()
    large = {
        (region, sector)
        for i, region in enumerate(table.index)
        for j, sector in enumerate(table.columns)
        if by_region.iloc[i] >= 10 and by_sector.iloc[j] >= 10 and expected[i, j] >= 1
    }
    told = ask(sample, "specialisation")
    found = {(row["region"], row["term"]): row["quotient"] for row in told.rows("quotients")}
    assert set(found) == large
    assert all(abs(found[pair] - quotient[pair]) <= 0.0051 for pair in large)
    hhi = (table.div(by_region, axis=0) ** 2).sum(axis=1)
    assert all(abs(row["hhi"] - hhi[row["value"]]) < 1e-4 for row in told.rows("regions") if row["hhi"] is not None)
    assert {row["value"] for row in told.rows("regions") if row["hhi"] is not None} == set(by_region[by_region >= 10].index)
    hhi = (table.div(by_sector, axis=1) ** 2).sum(axis=0)
    assert all(abs(row["hhi"] - hhi[row["value"]]) < 1e-4 for row in told.rows("terms") if row["hhi"] is not None)


def test_the_country_stays_what_regions_are_measured_against(sample: Path, ask: Ask) -> None:
    """Whoever asks about one region or the South is given the same quotients as whoever asks about all."""

    def told(*words: str) -> dict[tuple[str, str], float]:
        rows = ask(sample, "specialisation", *words).rows("quotients")
        return {(row["region"], row["term"]): row["quotient"] for row in rows}

    whole = told()
    for where, regions in (("region=toscana", {"toscana"}), ("area=mezzogiorno", {"campania", "sicilia"})):
        some = told("--where", where)
        assert {region for region, _term in some} == regions
        assert some == {pair: quotient for pair, quotient in whole.items() if pair[0] in regions}


def blocks_of(*blocks: tuple[str, str, int, str]) -> Iterator[tuple[str, str]]:
    """So many entries of a region and a sector with one source, for each block."""
    for number, (region, sector, count, source) in enumerate(blocks):
        for n in range(count):
            yield sourced(f"{region}-{sector}-{number}-{n}", f"sector: {{primary: {sector}}}\n", source, region=region)


def test_what_only_mirrors_a_register_is_withheld(tmp_path: Path, ask: Ask) -> None:
    """Makers of devices in Tuscany come from EUDAMED alone: without it their quotient cannot be told; that of pharma holds."""
    blocks = (
        ("toscana", "medical-devices", 30, EUDAMED),
        ("campania", "medical-devices", 10, EUDAMED),
        ("toscana", "pharma", 6, ELSEWHERE),
        ("campania", "pharma", 14, ELSEWHERE),
        ("toscana", "hospital-care", 14, ELSEWHERE),
        ("campania", "hospital-care", 6, ELSEWHERE),
    )
    told = ask(with_registers(tmp_path / "d", *blocks_of(*blocks)), "specialisation")
    bound = {(row["region"], row["term"]): (row["register"], row["alone"], row["without"]) for row in told.rows("register-bound")}
    assert bound == {
        ("toscana", "medical-devices"): ("eudamed", 30, None),
        ("campania", "medical-devices"): ("eudamed", 10, None),
    }
    assert {(row["region"], row["term"]) for row in told.rows("quotients")} == {
        (region, term) for region in ("toscana", "campania") for term in ("pharma", "healthcare-provision")
    }
    held = next(row for row in told.rows("quotients") if (row["region"], row["term"]) == ("campania", "pharma"))
    assert (held["quotient"], held["low"], held["high"]) == (1.87, 1.4, 1.4)
    assert "2 of 6 quotients are withheld" in told.notes("quotients")
    assert "Medical devices (EUDAMED, 40 of 40)" in told.notes("quotients")


def test_a_quotient_that_turns_round_is_withheld(tmp_path: Path, ask: Ask) -> None:
    """With the start-ups Tuscany seems strong in biotech, without them weak: neither is said."""
    blocks = (
        ("toscana", "biotech", 30, STARTUPS),
        ("toscana", "biotech", 5, ELSEWHERE),
        ("campania", "biotech", 15, ELSEWHERE),
        ("toscana", "pharma", 20, ELSEWHERE),
        ("campania", "pharma", 20, ELSEWHERE),
    )
    told = ask(with_registers(tmp_path / "d", *blocks_of(*blocks)), "specialisation")
    bound = {(row["region"], row["term"]): (row["with"], row["without"]) for row in told.rows("register-bound")}
    assert bound[("toscana", "biotech")] == (1.15, 0.6)
    assert told.rows("quotients") == []
