"""``alisei report origins``: what entries rest on, by register, sector and region; and the notes that other tables take from it."""

import json
from pathlib import Path

import pytest

from alisei_cli.model.registers import build, find_basis, find_registers
from tests.conftest import Alisei
from tests.reports.conftest import ELSEWHERE, EUDAMED, ROR, Ask, sourced, with_registers

DECLARED = build(
    {
        "registers": [
            {"id": "eudamed", "addresses": ["https://ec.europa.eu/tools/eudamed/"]},
            {"id": "ror", "label": {"it": "ROR", "en": "ROR"}, "addresses": ["https://ror.org"], "documents": ["ror.csv"]},
            {"id": "words", "documents": ["words.csv"], "reading": True},
            {"id": "other", "addresses": ["https://elsewhere.it"]},
            "no register",
        ]
    }
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Six entries: two on EUDAMED alone, one on two registers, one on ROR alone, one on a page, one that is confirmed."""
    devices = "sector: {primary: medical-devices}\n"
    return with_registers(
        tmp_path / "d",
        sourced("alfa", devices, EUDAMED),
        sourced("beta", devices, EUDAMED, region="lazio"),
        sourced("gamma", devices, EUDAMED, ROR),
        sourced("delta", "sector: {primary: pharma}\n", ROR),
        sourced("epsilon", "", ELSEWHERE),
        sourced("zeta", devices + "verified: {on: 2026-05-01, by: organisation}\n", EUDAMED),
    )


def test_each_register_has_its_row(root: Path, ask: Ask) -> None:
    """Those that name it, and those that rest on it alone; who has confirmed its entry rests on nobody else."""
    told = ask(root, "origins")
    assert told.by("sources", "source", "entries") == {"eudamed": 4, "ror": 2, "other": 1}
    assert told.by("sources", "source", "alone") == {"eudamed": 2, "ror": 1, "other": None}
    assert "3 of the 6 entries rest on one register alone: EUDAMED 2, ROR 1." in told.notes("sources")


def test_rows_and_columns_add_up(root: Path, ask: Ask) -> None:
    """Every entry is in one cell of each cross table."""
    told = ask(root, "origins")
    by_sector = {row["value"]: row for row in told.rows("sources-by-sector")}
    assert by_sector["medical-devices"] == {
        "value": "medical-devices", "label": "Medical devices",
        "eudamed": 2, "ror": 0, "several": 1, "other": 0, "confirmed": 1, "total": 4,
    }  # fmt: skip
    assert by_sector[None]["other"] == 1
    for name in ("sources-by-sector", "sources-by-region"):
        *rows, total = told.rows(name)
        for key in total.keys() - {"value", "label"}:
            assert total[key] == sum(row[key] for row in rows)
    assert told.by("sources-by-region", "value", "total") == {"lazio": 1, "toscana": 5, "total": 6}


def test_a_known_total_stands_beside_its_register(root: Path, ask: Ask) -> None:
    """How much of a register the registry holds, where the total of the register is known."""
    (root / "schema/known-totals.yaml").write_text(
        "totals:\n  - {id: devices, label: {it: Fabbricanti, en: Makers}, where: [source=eudamed], total: 8, date: 2025-02, "
        "source: https://ec.europa.eu/tools/eudamed}\n"
    )
    row = ask(root, "origins").rows("sources")[0]
    assert (row["total"], row["of-total"], row["date"]) == (8, 0.5, "2025-02")
    assert ask(root, "benchmark-known").rows("totals")[0]["entries"] == 4


def test_conditions_know_sources(root: Path, alisei: Alisei) -> None:
    """One name of a condition, in lists and reports, in both languages; several sources of one entry are no clash."""

    def listed(*wheres: str) -> list[str]:
        words = [word for where in wheres for word in ("--where", where)]
        return alisei("-C", root, "list", *words, "--columns", "id", "--format", "csv").out.split()[1:]

    assert listed("source=eudamed") == ["alfa", "beta", "gamma", "zeta"]
    assert listed("fonte=EUDAMED", "source=ror") == ["gamma"]
    assert listed("source!=eudamed") == ["delta", "epsilon"]
    assert listed("source=altre fonti") == ["epsilon"]
    assert "ror" in alisei("-C", root, "list", "--where", "source=rorr").err
    assert "2 entries" in alisei("-C", root, "report", "matrix", "--where", "source=ror").out


def test_a_registry_without_registers_says_nothing_of_them(root: Path, ask: Ask, alisei: Alisei) -> None:
    """All its sources are other sources; the report says where registers are declared."""
    (root / "schema/registers.yaml").unlink()
    told = ask(root, "origins")
    assert told.by("sources", "source", "entries") == {"other": 6}
    assert "schema/registers.yaml" in told.notes("sources")
    assert "register" not in alisei("-C", root, "report", "overview").out


def test_an_address_is_a_whole_host_and_path() -> None:
    """What only begins like a register is none; schemes, www. and what a file leaves malformed do not matter."""
    assert [register.id for register in DECLARED] == ["eudamed", "ror", "words"]

    def found(**source: object) -> tuple[str, ...]:
        return find_registers({"sources": [source]}, DECLARED)

    assert found(url="http://www.ROR.org/x") == ("ror",)
    assert found(url="https://ror.org.evil.example/x") == ("other",)
    assert found(url="https://ec.europa.eu/tools/eudamedia") == ("other",)
    assert found(url="https://ec.europa.eu/tools/eudamed#x") == ("eudamed",)
    assert found(document="ror.csv") == ("ror",)
    assert found(url=3) == ("other",)
    assert find_registers({"sources": "text"}, DECLARED) == ()
    assert find_basis({"sources": [{"url": ROR}, {"url": ELSEWHERE}]}, DECLARED) == "several"
    assert find_basis({}, DECLARED) is None
    read = {"sources": [{"url": ROR}, {"document": "words.csv"}]}
    assert find_registers(read, DECLARED) == ("ror", "words")
    assert find_basis(read, DECLARED) == "ror", "what was read in a name is no source more"


def test_the_annual_report_says_it_by_itself(root: Path, alisei: Alisei) -> None:
    """The tables stand in a chapter of their own; the key figures say what rests on one register alone."""
    tables = {
        table["name"]: table for table in json.loads(alisei("-C", root, "report", "annual", "--format", "json").out)["tables"]
    }
    assert "3 of the 6 entries rest on one register alone: EUDAMED 2, ROR 1." in tables["figures"]["notes"]
    assert [row[0] for row in tables["sources"]["rows"]] == ["eudamed", "ror", "other"]
