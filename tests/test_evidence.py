"""Evidence of names: words that state something, with the figures that let them be used."""

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY, Alisei, Dataset, committed, stakeholder

TOOL: Mapping[str, Any] = runpy.run_path(str(REPOSITORY / "tools/evidence.py"))
LEAST, FEW, MANY = 0.97, 3, 30
"""Share of names that have to be right; names below which a word counts only with its group, and how many that group needs."""


@pytest.mark.parametrize(
    ("word", "name", "found"),
    [
        ("ortoped*|ausili", "Officine Ortopediche Rossi S.r.l.", "ortopediche"),
        ("dental", "Azienda Sanitaria Friuli Occidentale", None),
        ("azienda usl", "Azienda USL di Imola", "azienda usl"),
        ("oncolog*", "Alfa S.r.l. soggetta all'attività di direzione di Istituto di Oncologia", None),
        ("oncolog*", "Alfa, a company under the management of the Institute of Oncology", None),
        ("lens|*lens", "Beta Lens S.p.A.", "lens"),
        ("pediatr*", "Ospedale Pediatríco", "pediatrico"),
    ],
)
def test_a_word_is_a_whole_word_of_the_body_itself(word: str, name: str, found: str | None) -> None:
    """No part of another word, no name of the company above it."""
    assert TOOL["find_match"](word, [name]) == found


def test_the_figures_are_those_of_what_was_read() -> None:
    """``python tools/evidence.py --measure`` was run after the last change of either table."""
    words = TOOL["read_words"]()
    assert TOOL["measure"](words) == words


def test_no_word_is_used_below_its_precision() -> None:
    """Nor one that too few names have, unless its group has been read."""
    used = [each for each in TOOL["read_words"]() if each.used == "yes" and each.kind == "name"]
    read, right = (dict.fromkeys([each.group for each in used], 0) for _ in range(2))
    for each in used:
        read[each.group] += int(each.read)
        right[each.group] += int(each.right)
    for each in used:
        assert int(each.right) >= LEAST * int(each.read), each
        assert int(each.read) >= FEW or (read[each.group] >= MANY and right[each.group] >= LEAST * read[each.group]), each


def test_terms_and_limits_are_of_the_taxonomy() -> None:
    """A word that was overtaken by the taxonomy would complete entries with a term that is none."""
    terms = load_context(WorkTree(REPOSITORY)).context.taxonomy.terms
    for each in TOOL["read_words"]():
        assert terms[each.term].facet == each.facet
        assert not each.within or each.within in terms
        assert each.used == "no" or not terms[each.term].deprecated


def test_the_interval_is_wilsons() -> None:
    """Figures of a table of reference: 10 of 10 and 90 of 100."""
    assert TOOL["low_end"](10, 10) == pytest.approx(0.7225, abs=1e-3)
    assert TOOL["low_end"](90, 100) == pytest.approx(0.8256, abs=1e-3)


FOLDER = "registry/stakeholders/toscana"
MADE = """\
names:
  - {value: ASD Ausili, kind: display}
type: company
head_office: {region: toscana, country: IT}
identifiers: {srn: [IT-MF-000000001]}
sector: {primary: medical-devices}
sources:
  - {url: https://ec.europa.eu/tools/eudamed/, grade: partly, accessed: 2025-02}
"""


def test_evidence_is_found_imported_and_then_there(dataset: Dataset, alisei: Alisei, tmp_path: Path) -> None:
    """From the table of words to the entry and back: a sector only where a program wrote the broader one, and nothing twice."""
    page = "  - {url: https://www.asdausili.it, accessed: 2026-11}\n"
    root = committed(
        dataset(
            {
                f"{FOLDER}/asd.yaml": f"id: asd\nstatus: active\n{MADE}",
                f"{FOLDER}/esd.yaml": f"id: esd\nstatus: active\n{MADE.replace('ASD', 'ESD').replace('001', '002')}{page}",
                f"{FOLDER}/silent.yaml": stakeholder("silent"),
            }
        )
    )
    rows = {row["id"]: row for row in TOOL["make_rows"]("name", root)}
    assert {id: row["sector"] for id, row in rows.items()} == {"asd": "assistive-devices"}
    assert rows["asd"]["note"] == "Dal nome, «ausili»: assistive-devices"
    for kind in ("name", "srn"):
        table = tmp_path / f"{kind}.csv"
        TOOL["write_table"](table, TOOL["COLUMNS"], TOOL["make_rows"](kind, root))
        assert alisei("-C", root, "import", "csv", table, "--accessed", "2026-11").code == 0
        committed(root)
        assert list(TOOL["make_rows"](kind, root)) == []
    text = (root / FOLDER / "asd.yaml").read_text()
    assert "sector: {primary: assistive-devices}" in text
    assert "value_chain: [production, market]" in text
    assert "document: words.csv, grade: partly" in text
    assert text.count("eudamed") == 1
