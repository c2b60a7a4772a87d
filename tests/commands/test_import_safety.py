"""An import loses nothing in silence, writes nothing that validate refuses, and never writes into somebody else's entry."""

import subprocess
from pathlib import Path

import pytest

from tests.commands.test_import import Sources, changed, data
from tests.conftest import Alisei, Dataset, Outcome, committed, stakeholder

TOSCANA = "registry/stakeholders/toscana"
VENETO = "registry/stakeholders/veneto"
SIENA = "municipality: Siena, province: SI, region: toscana"
VICENZA = "municipality: Vicenza, province: VI, region: veneto"
DATE = ["--accessed", "2026-11-20"]


class Bench:
    """A repository of some entries, and the command to import a table into it."""

    def __init__(self, root: Path, sources: Sources, alisei: Alisei) -> None:
        self.root, self.sources, self.alisei = root, sources, alisei

    def csv(self, *lines: str, more: tuple[str, ...] = ()) -> Outcome:
        """Import a table of these lines."""
        return self.alisei("-C", self.root, "import", "csv", self.sources.table(*lines), *DATE, *more)

    @property
    def changed(self) -> list[str]:
        """What git sees."""
        return changed(self.root)

    def data(self, path: str) -> dict:  # type: ignore[type-arg]
        """An entry."""
        return data(self.root, path)


@pytest.fixture
def bench(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> Bench:
    """Entries of every sort that matching has to tell apart."""
    merged = "status: merged\nstatus_since: 2020\nstatus_reason: Fusione\nsuccessor: nuova-azienda\n"
    root = dataset(
        {
            f"{TOSCANA}/bc.yaml": stakeholder("bc", name="B.C. S.p.A.", place=SIENA),
            f"{TOSCANA}/nuova-azienda.yaml": stakeholder("nuova-azienda", place=SIENA),
            f"{TOSCANA}/vecchia-azienda.yaml": stakeholder("vecchia-azienda", place=SIENA).replace("status: active\n", merged),
            f"{TOSCANA}/ritirata.yaml": stakeholder("ritirata", place=SIENA).replace(
                "status: active\n", "status: withdrawn\nstatus_since: 2020\nstatus_reason: Doppione\n"
            ),
            f"{VENETO}/azienda-ulss-8-berica.yaml": stakeholder(
                "azienda-ulss-8-berica", name="Azienda ULSS 8 Berica", place=VICENZA, type="local-health-authority"
            ),
            f"{VENETO}/con-codici.yaml": stakeholder(
                "con-codici", "identifiers: {vat: 00743110157, nsis: 050508, srn: [IT-MF-000005909]}\n", place=VICENZA
            ),
            "registry/stakeholders/italia/senza-luogo.yaml": stakeholder("senza-luogo", place="municipality: Siena").replace(
                "municipality: Siena, ", ""
            ),
        }
    )
    return Bench(committed(root), Sources(tmp_path), alisei)


# --- every value of a row is taken, or named ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "region"),
    [
        ("region_code", "9", "toscana"),
        ("region_code", "09", "toscana"),
        ("region_code", "009", "toscana"),
        ("region_code", "1", "piemonte"),
        ("region_code", "021", "p-a-bolzano"),
        ("region_code", "22", "p-a-trento"),
        ("region", "Toscana", "toscana"),
        ("region", "TOSCANA", "toscana"),
        ("region", "Tuscany", "toscana"),
        ("region", "emilia romagna", "emilia-romagna"),
        ("region", "9", "toscana"),
        ("region", "Valle d'Aosta/Vallée d'Aoste", "valle-d-aosta"),
        ("region", "Provincia autonoma di Trento", "p-a-trento"),
        ("province,region", "TN,Trentino-Alto Adige", "p-a-trento"),
        ("province,region_code", "BZ,04", "p-a-bolzano"),
        ("city", "Siena", "toscana"),
        ("city", "SIENA", "toscana"),
        ("province", "si", "toscana"),
        ("province", "Siena", "toscana"),
        ("Region-Code", "9", "toscana"),
    ],
)
def test_a_region_is_understood_however_it_is_given(column: str, value: str, region: str, bench: Bench) -> None:
    assert bench.csv(f"name,type,{column}", f"Istituto Delta,company,{value}").code == 0
    assert bench.changed == [f"registry/stakeholders/{region}/istituto-delta.yaml"]


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("region_code", "99", "its region_code, 99, is not a region of Italy"),
        ("region_code", "4", "means two provinces: give the province, BZ or TN"),
        ("region", "Trentino-Alto Adige", "means two provinces: give the province, BZ or TN"),
        ("province,region_code", "SI,04", "means two provinces: give the province, BZ or TN"),
        ("region", "Tosscana", "its region, Tosscana, is not a region of Italy; did you mean toscana?"),
        ("region", "centro", "its region, centro, is not a region of Italy"),
        ("region,region_code", "lazio,09", "it gives two different places: Lazio, Tuscany"),
        ("province,region", "RM,toscana", "it gives two different places: Lazio, Tuscany"),
        ("city,region_code", "Siena,12", "it gives two different places: Lazio, Tuscany"),
        ("country,region", "DE,toscana", "regions are given for Italy only"),
    ],
)
def test_a_place_that_cannot_be_told_refuses_the_row(header: str, cells: str, said: str, bench: Bench) -> None:
    outcome = bench.csv(f"name,type,{header}", f"Istituto Delta,company,{cells}", "Istituto Gamma,company")
    assert bench.changed == ["registry/stakeholders/italia/istituto-gamma.yaml"]
    assert "! 2: Istituto Delta: " in outcome.out
    assert said in outcome.out


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("colore", "rosso", "? 1: the column colore is not read\n"),
        ("Sito Webb", "https://www.delta.it", "? 1: the column Sito Webb is not read; did you mean website?"),
        ("partita_ivaa", "00743110157", "? 1: the column partita_ivaa is not read; did you mean vat?"),
        ("websit", "https://www.delta.it", "did you mean website?"),
        (",website", "x,https://www.delta.it", "? 2: the column D has no name and is not read"),
        ("alisei_member", "sì", "? 2: Istituto Delta: its member is sì; only yes is taken"),
        ("member_since", "2013", "its member_since, 2013, is taken only where member is yes"),
        ("ror_id", "https://ror.org/000qsm026", "ROR has withdrawn https://ror.org/000qsm026; taken without it"),
        ("srn", "IT-MF-000000001 Inactive", "its srn also says Inactive; not taken"),
        ("evidence", "read", "its evidence is read, but no page is named; taken as known"),
        (
            "source_url,evidence",
            "https://www.delta.it,known",
            "the page of 1 row with evidence known, or without any, is not cited",
        ),
    ],
)
def test_what_is_not_taken_is_named(header: str, cells: str, said: str, bench: Bench) -> None:
    outcome = bench.csv(f"name,type,region,{header}", f"Istituto Delta,company,toscana,{cells}")
    assert outcome.code == 0
    assert said in outcome.out


@pytest.mark.parametrize(
    ("header", "both"),
    [
        ("name,type,website,website", "website (C) and website (D)"),
        ("name,type,website,Website", "website (C) and Website (D)"),
        ("name,type,website,sito web", "website (C) and sito web (D)"),
        ("name,nome,type", "name (A) and nome (B)"),
        ("name,type,city,municipality", "city (C) and municipality (D)"),
        ("name,type,province,province_sigla", "province (C) and province_sigla (D)"),
        ("name,type,region-code,region_code", "region-code (C) and region_code (D)"),
        ("name,type,type,id", "type (B) and type (C)"),
        ("name,type,colore,Colore", "colore (C) and Colore (D)"),
        ("name,type,vat,Partita IVA", "vat (C) and Partita IVA (D)"),
    ],
)
def test_two_columns_of_one_field_are_refused_with_both_places(header: str, both: str, bench: Bench) -> None:
    outcome = bench.csv(header, "Istituto Delta,company,x,y")
    assert (outcome.code, bench.changed) == (1, [])
    assert both in outcome.err


def test_all_columns_are_taken(bench: Bench) -> None:
    header = (
        "name,type,city,website,vat,tax_code,lei,isni,wikidata,pic,nsis,srn,founded,legal_form,ateco_code,ateco_edition,source_url,"
        "evidence,accessed,note"
    )
    row = (
        "Istituto Delta,company,Siena,https://www.delta.it,01114601006,80054330586,213800KUD8LAJWSQ9D15,0000 0001 2281 955X,Q42,"
        "999979500,010203,IT-MF-000000001;IT-IM-000000002,2005,1.3.20,72.10.10,2025,https://www.delta.it/chi,partly,2025-02,Nota"
    )
    outcome = bench.csv(header, row)
    assert outcome.code == 0, outcome.err
    after = bench.data(f"{TOSCANA}/istituto-delta.yaml")
    assert after["identifiers"] == {
        "vat": "01114601006", "tax_code": "80054330586", "lei": "213800KUD8LAJWSQ9D15", "isni": "0000 0001 2281 955X",
        "wikidata": "Q42", "pic": "999979500", "nsis": "010203", "srn": ["IT-MF-000000001", "IT-IM-000000002"],
    }  # fmt: skip
    assert after["facts"] == {"founded": "2005", "legal_form": "1.3.20", "ateco": {"code": "72.10.10", "edition": "2025"}}
    assert after["sources"] == [{"url": "https://www.delta.it/chi", "grade": "partly", "accessed": "2025-02", "note": "Nota"}]
    assert "0 records to look at, 0 records not taken" in outcome.out


def test_what_a_matched_row_says_otherwise_is_listed(bench: Bench) -> None:
    """An id and an acronym that the entry has not."""
    outcome = bench.csv("name,type,id,acronym,city", "Nuova Azienda,company,altro-id,NA,Siena")
    assert (outcome.code, bench.changed) == (0, [])
    path = f"= {TOSCANA}/nuova-azienda.yaml"
    assert f"{path} /id: the entry says nuova-azienda, the source altro-id; left alone" in outcome.out
    assert f"{path} /names: the entry says Nuova Azienda, the source NA; left alone" in outcome.out


def test_two_rows_of_one_new_body_keep_both_sources(bench: Bench) -> None:
    outcome = bench.csv(
        "name,type,region,founded,source_url",
        "Istituto Delta,company,toscana,,https://www.delta.it/uno",
        "ISTITUTO DELTA S.r.l.,company,toscana,1999,https://www.delta.it/due",
    )
    assert outcome.code == 0
    after = bench.data(f"{TOSCANA}/istituto-delta.yaml")
    assert [source["url"] for source in after["sources"]] == ["https://www.delta.it/uno", "https://www.delta.it/due"]
    assert after["facts"] == {"founded": "1999"}


# --- never somebody else's entry ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "A.B.C. S.r.l.",
        "A.B.C. S.p.A.",
        "E. B.C. S.p.A.",
        "ABC",
        "SPA B.C.",
        "La B.C. S.r.l.",
        "B.C. Italia",
        "D.B.C. Onlus",
        "B.C. Onlus",
        "B.C.+ S.p.A.",
        "B.C. S.r.l.",
    ],
)
def test_another_body_is_left_alone(name: str, bench: Bench) -> None:
    outcome = bench.csv("name,type,city,founded", f"{name},company,Siena,1999", more=("--new",))
    assert outcome.code == 0
    assert f"{TOSCANA}/bc.yaml" not in bench.changed
    assert len(bench.changed) == 1


@pytest.mark.parametrize("name", ["BC", "B.C. Spa", "B.C. società per azioni", "B.C. S.p.A. a socio unico"])
def test_the_same_body_is_completed(name: str, bench: Bench) -> None:
    assert bench.csv("name,type,city,founded", f"{name},company,Siena,1999").code == 0
    assert bench.changed == [f"{TOSCANA}/bc.yaml"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [("srn", "IT-MF-000005909"), ("srn", "IT-IM-000000001; IT-MF-000005909"), ("nsis", "050508"), ("vat", "IT00743110157")],
)
def test_an_identifier_matches_whatever_the_name(header: str, cells: str, bench: Bench) -> None:
    assert bench.csv(f"name,type,founded,{header}", f"Tutt'altro nome,company,1999,{cells}").code == 0
    assert bench.changed == [f"{VENETO}/con-codici.yaml"]


def test_another_number_of_eudamed_says_nothing_against_a_name(bench: Bench) -> None:
    """A body has one for each role; another code of the ministry is another body."""
    outcome = bench.csv("name,type,city,srn,founded", "Con Codici,company,Vicenza,IT-IM-000000001,1999")
    assert bench.changed == [f"{VENETO}/con-codici.yaml"]
    assert "/identifiers/srn: the entry says [IT-MF-000005909], the source [IT-IM-000000001]; left alone" in outcome.out
    bench.csv("name,type,city,nsis,founded", "Con Codici,company,Vicenza,050509,1999", more=("--dry-run",))


def test_another_code_of_the_ministry_is_another_body(bench: Bench) -> None:
    bench.csv("name,type,city,nsis,founded", "Con Codici,company,Vicenza,050509,1999")
    assert bench.changed == [f"{VENETO}/con-codici-vicenza.yaml"]


@pytest.mark.parametrize("name", ["Vecchia Azienda", "VECCHIA AZIENDA S.r.l."])
def test_a_merged_entry_is_never_completed(name: str, bench: Bench) -> None:
    outcome = bench.csv("name,type,city,founded", f"{name},company,Siena,1999")
    assert (outcome.code, bench.changed) == (0, [])
    assert (
        f"! 2: {name}: {TOSCANA}/vecchia-azienda.yaml is merged: nothing is added to it; its successor is Nuova Azienda "
        f"({TOSCANA}/nuova-azienda.yaml)" in outcome.out
    )


def test_a_withdrawn_entry_is_never_completed(bench: Bench) -> None:
    outcome = bench.csv("name,type,city,founded", "Ritirata,company,Siena,1999")
    assert (outcome.code, bench.changed) == (0, [])
    assert f"{TOSCANA}/ritirata.yaml is withdrawn: nothing is added to it" in outcome.out


# --- what only resembles an entry waits --------------------------------------------------------------------------------

ALIKE = [
    "Azienda ULSS n. 8 Berica",
    "ULSS 8 Berica",
    "AULSS n.8 Berica",
    "Berica - Azienda ULSS 8",
    "Az. ULSS 8 Berica",
    "Azienda Unità Locale Socio-Sanitaria n. 8 Berica",
    "AZIENDA U.L.S.S. 08 BERICA",
    "Azienda Ulss 8 Berrica",
    "U. L. S. S. 8 Berica",
]


@pytest.mark.parametrize("name", ALIKE)
@pytest.mark.parametrize("place", ["Vicenza,veneto", ",veneto", ","])
def test_a_row_like_an_entry_of_its_region_is_held_back(name: str, place: str, bench: Bench) -> None:
    outcome = bench.csv("name,type,city,region,founded", f"{name},local-health-authority,{place},1999")
    assert (outcome.code, bench.changed) == (0, [])
    assert f"? 2: {name}: it resembles Azienda ULSS 8 Berica ({VENETO}/azienda-ulss-8-berica.yaml); not taken" in outcome.out
    assert "0 records not taken, 1 record held back" in outcome.out


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Azienda ULSS n. 9 Scaligera", "veneto"),
        ("Azienda ULSS n. 18 Berica", "veneto"),
        ("Azienda ULSS n. 8 Berica", "lombardia"),
        ("Azienda Ospedaliera Berica Nord", "veneto"),
    ],
)
def test_a_row_that_is_like_none_is_taken(name: str, region: str, bench: Bench) -> None:
    """Another number is another authority, another region another place."""
    assert bench.csv("name,type,region", f"{name},local-health-authority,{region}").code == 0
    assert len(bench.changed) == 1


def test_new_takes_all_or_those_that_are_named(bench: Bench) -> None:
    rows = ["name,type,region", "Azienda ULSS n. 8 Berica,local-health-authority,veneto", "Az. Nuova,company,toscana"]
    assert bench.csv(*rows).out.count("it resembles") == 2
    assert bench.csv(*rows, more=("--new", "azienda-ulss-n-8-berica")).out.count("it resembles") == 1
    assert bench.changed == [f"{VENETO}/azienda-ulss-n-8-berica.yaml"]
    subprocess.run(["git", "-C", str(bench.root), "clean", "-fdq"], check=True)
    assert "it resembles" not in bench.csv(*rows, more=("--new",)).out
    assert bench.changed == [f"{TOSCANA}/az-nuova.yaml", f"{VENETO}/azienda-ulss-n-8-berica.yaml"]


def test_new_with_an_id_of_no_row_is_usage(bench: Bench) -> None:
    rows = ["name,type,region", "Azienda ULSS n. 8 Berica,local-health-authority,veneto"]
    outcome = bench.csv(*rows, more=("--new", "azienda-ulss-8"))
    assert (outcome.code, bench.changed) == (2, [])
    assert "Did you mean azienda-ulss-n-8-berica?" in outcome.err
    assert bench.csv(*rows, more=("azienda-ulss-n-8-berica",)).code == 2


def test_the_id_of_an_entry_in_the_table_decides_that_it_is_that_one(bench: Bench) -> None:
    """Unless the names have nothing in common."""
    rows = [
        "id,name,type,region,founded",
        "azienda-ulss-8-berica,Azienda ULSS n. 8 Berica,local-health-authority,veneto,2017",
        "bc,Tutt'altro,company,toscana,1999",
    ]
    outcome = bench.csv(*rows)
    assert bench.changed == [f"{VENETO}/azienda-ulss-8-berica.yaml"]
    assert "! 3: Tutt'altro: the id bc is taken by another body: B.C. S.p.A." in outcome.out


KEDRION = f"{TOSCANA}/kedrion-biopharma.yaml"


@pytest.fixture
def known(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> Bench:
    """Entries that people call otherwise, each in its own way."""
    milano, barga = "municipality: Milano, province: MI, region: lombardia", "municipality: Barga, province: LU, region: toscana"
    lombardia = {
        "federchimica-assobiotec": ("Federchimica Assobiotec", "website: https://assobiotec.federchimica.it\n"),
        "mario-negri": ("Istituto di Ricerche Farmacologiche Mario Negri", ""),
        "istituto-tumori": ("Fondazione IRCCS Istituto Nazionale dei Tumori", ""),
        "gemelli": ("Fondazione Policlinico Universitario Agostino Gemelli", ""),
        "uno": ("Reparto Uno", "website: https://www.condiviso.it/uno\n"),
        "due": ("Seconda Divisione", "website: https://condiviso.it/due\n"),
        "ats-bergamo": ("Agenzia di Tutela della Salute di Bergamo", ""),
    }
    files = {
        f"registry/stakeholders/lombardia/{id_}.yaml": stakeholder(id_, more, name=name, place=milano)
        for id_, (name, more) in lombardia.items()
    }
    files[KEDRION] = stakeholder("kedrion-biopharma", "website: https://www.kedrion.com\n", name="Kedrion Biopharma", place=barga)
    files[f"{TOSCANA}/menarini.yaml"] = stakeholder("menarini", name="Menarini Group", place="region: toscana")
    return Bench(committed(dataset(files)), Sources(tmp_path), alisei)


@pytest.mark.parametrize(
    ("cells", "like"),
    [
        ("Kedrion S.p.A.,Barga,toscana,https://www.kedrion.com", "it resembles Kedrion Biopharma"),
        (
            "Emoderivati Italia,Napoli,campania,http://kedrion.com/it",
            "its website is on kedrion.com, like that of Kedrion Biopharma",
        ),
        ("Kedrion S.p.A.,Barga,toscana,", "it resembles Kedrion Biopharma"),
        ("Kedrion,Lucca,toscana,", "it resembles Kedrion Biopharma"),
        ("La Kedrion,,,", "it resembles Kedrion Biopharma"),
        ("Kedrion Biopharma Stabilimento,Lucca,toscana,", "it resembles Kedrion Biopharma"),
        ("Assobiotec,Milano,lombardia,", "it resembles Federchimica Assobiotec"),
        ("Mario Negri,Milano,lombardia,", "it resembles Istituto di Ricerche Farmacologiche Mario Negri"),
        ("Istituto Mario Negri IRCCS,Bergamo,lombardia,", "it resembles Istituto di Ricerche Farmacologiche Mario Negri"),
        ("Policlinico Gemelli,Milano,lombardia,", "it resembles Fondazione Policlinico Universitario Agostino Gemelli"),
        (
            "Istituto Nazionale dei Tumori di Milano,Milano,lombardia,",
            "it resembles Fondazione IRCCS Istituto Nazionale dei Tumori",
        ),
        ("A. Menarini Industrie Farmaceutiche Riunite,Firenze,toscana,", "it resembles Menarini Group"),
    ],
)
def test_a_row_with_the_website_or_the_telling_words_of_an_entry_is_held_back(cells: str, like: str, known: Bench) -> None:
    outcome = known.csv("name,municipality,region,website,type", f"{cells},company")
    assert (outcome.code, known.changed) == (0, [])
    assert f": {like} (" in outcome.out
    id_ = outcome.out.partition("--new ")[2].split()[0]
    assert known.csv("name,municipality,region,website,type", f"{cells},company", more=("--new", id_)).code == 0
    assert len(known.changed) == 1


@pytest.mark.parametrize(
    "cells",
    [
        "Kedrion,Bari,puglia,",  # another region
        "Kedrion,,,;DE",  # another country
        "Terza Divisione,Milano,lombardia,https://www.condiviso.it/tre",  # a site that several share
        "Nazionale Istituto,Milano,lombardia,",  # words that many names share
        "Fondazione della Ricerca,Milano,lombardia,",
        "Azienda di Bergamo,Bergamo,lombardia,",  # the name of a place tells none
        "Agenzia di Tutela della Salute di Brescia,Brescia,lombardia,",
        "Tutt'altro,Barga,toscana,https://www.kedrion-farma.com",
    ],
)
def test_a_row_of_another_place_or_of_common_words_is_taken(cells: str, known: Bench) -> None:
    row, _separator, country = cells.partition(";")
    assert known.csv("name,municipality,region,website,country,type", f"{row},{country},company").code == 0
    assert len(known.changed) == 1


def test_the_id_of_the_entry_that_a_row_resembles_settles_it(known: Bench) -> None:
    """What is held back by website or by some words can be declared to be that entry."""
    rows = [
        "id,name,municipality,region,website,type,founded",
        "kedrion-biopharma,Emoderivati,Barga,toscana,https://kedrion.com/,company,2001",
        "menarini,A. Menarini Industrie Farmaceutiche Riunite,,toscana,,company,1886",
    ]
    assert known.csv(*rows).code == 0
    assert known.changed == [KEDRION, f"{TOSCANA}/menarini.yaml"]


def test_another_name_is_told_with_the_name_of_the_entry(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    named = stakeholder("tls", name="Toscana Life Sciences", place=SIENA).replace(
        "names:\n", "names:\n  - {value: Bioparco Senese, kind: alias}\n"
    )
    bench = Bench(committed(dataset({f"{TOSCANA}/tls.yaml": named})), Sources(tmp_path), alisei)
    outcome = bench.csv("name,type,region", "Il Bioparco Senese Nuovo,company,toscana")
    assert f"it resembles Toscana Life Sciences ({TOSCANA}/tls.yaml), also called Bioparco Senese; not taken" in outcome.out


# --- tables as an Italian office writes them ---------------------------------------------------------------------------


def test_headers_and_terms_in_italian_are_read(bench: Bench) -> None:
    outcome = bench.csv(
        "Nome;Tipo;Città;Provincia;Regione;Sito web;Partita IVA;Settore;Aree terapeutiche;Tecnologie",
        "Delta;Azienda;Siena;SI;Toscana;https://www.delta.it;01114601006;Farmaceutica;oncologia, Oncology;"
        "Modelli cellulari, organoidi, organ-on-chip, genomics-sequencing",
    )
    assert outcome.code == 0, outcome.err
    assert "?" not in outcome.out
    entry = bench.data(f"{TOSCANA}/delta.yaml")
    assert (entry["type"], entry["sector"]) == ("company", {"primary": "pharma"})
    assert entry["head_office"] == {"municipality": "Siena", "province": "SI", "region": "toscana", "country": "IT"}
    assert (entry["website"], entry["identifiers"]) == ("https://www.delta.it", {"vat": "01114601006"})
    assert entry["therapeutic_areas"] == ["oncology"]
    assert entry["technologies"] == ["cell-models-organoids", "genomics-sequencing"]


@pytest.mark.parametrize(("written", "code"), [("IRCCS", "irccs"), ("impresa", "company"), ("ASL", "local-health-authority")])
def test_a_type_by_label_or_synonym_is_its_term(written: str, code: str, bench: Bench) -> None:
    assert bench.csv("nome,tipo,regione", f"Delta,{written},toscana").code == 0
    assert bench.data(f"{TOSCANA}/delta.yaml")["type"] == code


def test_a_word_for_several_terms_is_not_taken_and_named(bench: Bench) -> None:
    """The row without type waits; of the other only the word is left out."""
    path = bench.root / "taxonomy.yaml"
    text = path.read_text().replace("[AOU, policlinico", "[AOU, azienda, policlinico").replace("organ-on-a-chip", "genomica")
    path.write_text(text)
    outcome = bench.csv("nome;tipo;regione;tecnologie", "Delta;azienda;toscana;", "Gamma;impresa;toscana;genomica, AI")
    assert outcome.code == 0, outcome.err
    assert "! 2: Delta: its type, azienda, may be any of company, university-hospital: write one of them" in outcome.out
    assert (
        "? 3: Gamma: its technologies, genomica, may be any of genomics-sequencing, cell-models-organoids; not taken"
        in outcome.out
    )
    assert "technologies" in bench.data(f"{TOSCANA}/gamma.yaml")


def test_the_same_body_twice_in_one_table_is_held_back_too(bench: Bench) -> None:
    outcome = bench.csv(
        "name,type,region", "Ospedale San Luca,company,lazio", "Osp. S. Luca,company,lazio", "Ospedale S. Luca,company,lazio"
    )
    assert len(bench.changed) == 1
    assert outcome.out.count("it resembles Ospedale San Luca") >= 1


# --- a name is taken apart only where it surely can be -----------------------------------------------------------------


@pytest.mark.parametrize(
    "whole",
    [
        "Clinica Bianchi (TO)", "Clinica Bianchi (MI)", "Clinica Torino Ovest (TO)", "Casa di Cura Villa Maria (RSA)", "Alfa Farma (USA)",
        "Ospedale Maggiore (IRCCS)", "Reparto Oncologia (UOC)", "ASL - Roma 9", "ATS - Milano Città", "IRCCS - Ospedale Maggiore",
        "AOU - Careggi", "ENEA - Agenzia per le nuove tecnologie", "ASL - Azienda Sanitaria Locale Roma 9", "RM - Roma Medica",
        "SRL - Alfa Beta Gamma", "TO - Torino Ospedali",
    ],
)  # fmt: skip
def test_a_name_stays_whole(whole: str, bench: Bench) -> None:
    assert bench.csv("name,type,id,region", f"{whole},company,delta,toscana").code == 0
    assert bench.data(f"{TOSCANA}/delta.yaml")["names"] == [{"value": whole, "kind": "display"}]


@pytest.mark.parametrize(
    ("written", "name", "acronym"),
    [
        ("Istituti Verdi Ospitalieri (IVO)", "Istituti Verdi Ospitalieri", "IVO"),
        ("AIVP - Associazione Italiana Verde Privata", "Associazione Italiana Verde Privata", "AIVP"),
        ("CNR - Consiglio Nazionale delle Ricerche", "Consiglio Nazionale delle Ricerche", "CNR"),
        ("Agenzia Italiana del Farmaco (AIFA)", "Agenzia Italiana del Farmaco", "AIFA"),
        ("Fondazione Toscana Life Sciences (TLS)", "Fondazione Toscana Life Sciences", "TLS"),
        ("AOUP – Azienda Ospedaliero-Universitaria Pisana", "Azienda Ospedaliero-Universitaria Pisana", "AOUP"),
    ],
)
def test_an_acronym_of_the_words_beside_it_is_taken_apart(written: str, name: str, acronym: str, bench: Bench) -> None:
    assert bench.csv("name,type,id,region", f"{written},company,delta,toscana").code == 0
    said = [{"value": name, "kind": "display"}, {"value": acronym, "kind": "acronym"}]
    assert bench.data(f"{TOSCANA}/delta.yaml")["names"] == said


def test_an_acronym_of_its_own_column_leaves_another_in_the_name(bench: Bench) -> None:
    bench.csv("name,type,id,acronym", "Istituti Verdi Ospitalieri (IVO),company,delta,IVOS")
    names = bench.data("registry/stakeholders/italia/delta.yaml")["names"]
    assert [name["value"] for name in names] == ["Istituti Verdi Ospitalieri (IVO)", "IVOS"]


# --- what validate would refuse is never written -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("technologies", "genomicz", "genomicz is not a term of"),
        ("technologies", '"genomics-sequencing, genomicz"', "genomicz is not a term of"),
        ("sector", "farmaceuticaa", "is not a term of"),
        ("value_chain", "produzionee", "is not a term of"),
        ("therapeutic_areas", "oncology;onco", "onco is not a term of"),
        ("founded", "31/12/1999", "Write founded: 1999-12-31"),
        ("founded", "2999", "2999"),
        ("vat", "743110157", "Write vat: 00743110157"),
        ("nsis", "10203", "Write nsis: 010203"),
        ("srn", "IT-MF-5909", "IT-MF-5909 is not how"),
        ("ateco_code", "72.10.10", "edition"),
        ("legal_form", "2020-03-01", "2020-03-01 is not how legal_form is written"),
        ("evidence,source_url", "seen,https://www.delta.it", "seen"),
        ("accessed", "ieri", "ieri is not how accessed is written"),
        ("website", "www.delta.it", "Write website: https://www.delta.it"),
        ("tax_code", "RSSMRA80A01H501U", "tax code of a person"),
    ],
)
def test_an_error_stops_the_import_before_anything_is_written(header: str, cells: str, said: str, bench: Bench) -> None:
    outcome = bench.csv(f"name,type,region,{header}", f"Istituto Delta,company,toscana,{cells}", "Gamma,company,toscana")
    assert (outcome.code, bench.changed) == (1, []), outcome
    assert said in outcome.err
    assert "2: Istituto Delta" in outcome.err


def test_an_error_between_two_entries_stops_it_too(bench: Bench) -> None:
    """The website of the row gives the entry no name, but the tax code is another body's, whose VAT number differs."""
    (bench.root / VENETO / "terza.yaml").write_text(stakeholder("terza", "identifiers: {pic: 999979500}\n", place=VICENZA))
    committed_again(bench.root)
    outcome = bench.csv("name,type,city,vat,pic", "Con Codici,company,Vicenza,00743110157,999979500")
    assert (outcome.code, bench.changed) == (1, []), outcome.out
    assert "PIC code 999979500" in outcome.err


def committed_again(root: Path) -> None:
    """Commit what has been added."""
    subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
    who = ["-c", "user.name=x", "-c", "user.email=x@istitutorossi.it"]
    subprocess.run(["git", "-C", str(root), *who, "commit", "-qm", "more"], check=True)


def test_errors_that_were_there_before_do_not_stop_it(bench: Bench) -> None:
    (bench.root / VENETO / "doppio.yaml").write_text(stakeholder("doppio", "identifiers: {vat: 00743110157}\n", place=VICENZA))
    committed_again(bench.root)
    assert bench.alisei("-C", bench.root, "validate").code == 1
    assert bench.csv("name,type,region", "Istituto Delta,company,toscana").code == 0


def test_what_was_imported_validates(bench: Bench) -> None:
    bench.csv(
        "name,type,city,technologies",
        'Istituto Delta,company,Siena,"genomics-sequencing, stem-cells-regenerative"',
        "Gamma,company,Vicenza,genomics-sequencing;gene-editing",
    )
    assert len(bench.changed) == 2
    assert bench.alisei("-C", bench.root, "validate").code == 0


# --- places that are completed -----------------------------------------------------------------------------------------


def test_a_region_for_an_entry_without_one_is_shown_and_the_rest_taken(bench: Bench) -> None:
    """The file would have to move; no other row is held up by it."""
    outcome = bench.csv(
        "name,type,city,region,founded", "Senza Luogo,company,Siena,toscana,1999", "Istituto Delta,company,Siena,toscana,2001"
    )
    path = "registry/stakeholders/italia/senza-luogo.yaml"
    assert outcome.code == 0, outcome.err
    assert bench.changed == [path, f"{TOSCANA}/istituto-delta.yaml"]
    assert bench.data(path)["facts"] == {"founded": "1999"}
    assert "region" not in bench.data(path)["head_office"]
    block = "{municipality: Siena, region: toscana}"
    assert f"= {path} /head_office: the source says {block}; not filled in" in outcome.out
    assert outcome.out.count("not filled in") == 1


def test_a_place_is_filled_in_only_where_nothing_contradicts_it(bench: Bench) -> None:
    """A municipality of Siena in an entry of Pisa would break the rules, and the whole import with it."""
    (bench.root / TOSCANA / "provinciale.yaml").write_text(stakeholder("provinciale", place="province: PI, region: toscana"))
    committed_again(bench.root)
    outcome = bench.csv("name,type,city,province,founded", "Provinciale,company,Siena,SI,1999")
    path = f"{TOSCANA}/provinciale.yaml"
    assert (outcome.code, bench.changed) == (0, [path]), outcome.err
    assert bench.data(path)["head_office"] == {"province": "PI", "region": "toscana", "country": "IT"}
    assert "/head_office/municipality: the source says Siena; not filled in, because the rest of it differs" in outcome.out


def test_blank_rows_and_trailing_columns_are_nothing(bench: Bench) -> None:
    outcome = bench.csv("name,type,region,,", "Istituto Delta,company,toscana,,", ",,,,", "", "Gamma,company,toscana")
    assert len(bench.changed) == 2
    assert "0 records to look at, 0 records not taken" in outcome.out
