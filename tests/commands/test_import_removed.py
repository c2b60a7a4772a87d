"""What a person removed stays removed, and a new body is called by what people say."""

from pathlib import Path

import pytest

from alisei_cli.folding import cut_legal_form
from tests.commands.test_import import CAGLIARI, Sources, changed, data, record
from tests.conftest import Alisei, Dataset, committed, git, stakeholder

FOLDER = "registry/stakeholders/toscana"
DATE = ["--accessed", "2026-11-20"]
HEADER = "name,type,city,founded,website,technologies"
REMOVED = """\
id,field,value,reason
alfa,facts.founded,1668,the year of the group
alfa,website,,a site of another body
alfa,technologies,omics-data-analysis,a word of the name
gone,website,,an entry that is no more
beta,,,the organisation has asked to be left out
"""


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """One entry, and what was removed from it."""
    made = dataset(
        {f"{FOLDER}/alfa.yaml": stakeholder("alfa", name="Alfa", place="municipality: Siena, province: SI, region: toscana")}
    )
    (made / "sources").mkdir()
    (made / "sources/removed.csv").write_text(REMOVED, encoding="utf-8")
    return committed(made)


def test_what_was_removed_is_told_and_stays_out(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    table = Sources(tmp_path).table(HEADER, "Alfa,company,Siena,1668,https://www.gruppo.it,omics-data-analysis;medical-imaging")
    said = alisei("-C", root, "import", "csv", table, *DATE)
    entry = data(root, f"{FOLDER}/alfa.yaml")
    assert said.code == 0
    assert entry["technologies"] == ["medical-imaging"]
    assert "facts" not in entry
    assert "website" not in entry
    assert "/facts/founded: the source says 1668; not filled in, because it was removed: the year of the group" in said.out
    assert "sources/removed.csv, 5: there is no entry with the id gone" in said.out
    git(root, "commit", "-aqm", "import")
    assert alisei("-C", root, "import", "csv", table, *DATE).code == 0
    assert changed(root) == []


def test_an_entry_that_was_removed_is_not_made_again(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    said = alisei("-C", root, "import", "csv", Sources(tmp_path).table(HEADER, "Beta S.p.A.,company,Pisa,,,"), "--new", *DATE)
    assert changed(root) == []
    assert "beta was removed, and is not made again: the organisation has asked to be left out" in said.out


def test_three_passes_of_a_register_are_one(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    """Codes, legal names, dates and notes come in once: a new body, one of two roles, and one that is completed."""
    table = Sources(tmp_path).table(
        "name,type,city,source_url,evidence,accessed,note,srn,nsis,ateco_code,ateco_edition",
        "Gamma S.r.l. unipersonale,company,Pisa,https://registro.it/a,partly,2025-02,Fabbricante,IT-MF-000005909;IT-AR-000000003,,,",
        "ASL Prova,local-health-authority,Lucca,https://registro.it/b,partly,2026-02,,,090299,,",
        "Alfa S.r.l.,company,Siena,https://registro.it/c,partly,2025-05,Start-up,,,72.10.10,2025",
    )
    assert alisei("-C", root, "import", "csv", table).code == 0
    gamma = data(root, f"{FOLDER}/gamma.yaml")
    assert gamma["names"] == [{"value": "Gamma S.r.l. unipersonale", "kind": "legal"}, {"value": "Gamma", "kind": "display"}]
    assert gamma["identifiers"] == {"srn": ["IT-MF-000005909", "IT-AR-000000003"]}
    assert gamma["sources"] == [{"url": "https://registro.it/a", "grade": "partly", "accessed": "2025-02", "note": "Fabbricante"}]
    assert data(root, f"{FOLDER}/alfa.yaml")["facts"] == {"ateco": {"code": "72.10.10", "edition": "2025"}}
    git(root, "add", "-A")
    git(root, "commit", "-qm", "import")
    for _pass in range(2):
        assert alisei("-C", root, "import", "csv", table).code == 0
        assert changed(root) == []


def test_another_value_of_another_source_is_taken(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    assert alisei("-C", root, "import", "csv", Sources(tmp_path).table(HEADER, "Alfa,company,Siena,1990,,"), *DATE).code == 0
    assert data(root, f"{FOLDER}/alfa.yaml")["facts"] == {"founded": "1990"}


def test_a_list_without_its_columns_stops_the_import(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    (root / "sources/removed.csv").write_text("id,what\nalfa,website\n", encoding="utf-8")
    said = alisei("-C", root, "import", "csv", Sources(tmp_path).table(HEADER, "Alfa,company,Siena,1990,,"), *DATE)
    assert said.code == 1
    assert "columns are missing in sources/removed.csv: field, value, reason" in said.err


def test_no_tie_leads_to_an_entry_that_is_closed(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    closed = stakeholder("categoria", f"identifiers: {{ror: {CAGLIARI}}}\n", name="Categoria").replace(
        "status: active\n", "status: withdrawn\nstatus_since: 2020\nstatus_reason: Una categoria\n"
    )
    root = committed(dataset({f"{FOLDER}/categoria.yaml": closed, f"{FOLDER}/alfa.yaml": stakeholder("alfa", name="Alfa")}))
    sources = Sources(tmp_path)
    other = "https://ror.org/0005w8d69"
    dump = sources.dump(record(other, "Alfa", relationships=[{"type": "parent", "id": CAGLIARI, "label": "Categoria"}]))
    table = sources.table("ror_id,type,region_code", f"{other},company,09")
    assert alisei("-C", root, "import", "ror", dump, "--select", table, *DATE).code == 0
    entry = data(root, f"{FOLDER}/alfa.yaml")
    assert entry["identifiers"]["ror"] == other
    assert "relations" not in entry


def test_a_new_body_has_a_legal_name_and_one_that_people_say(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    """Where two are called the same without the form, and where an entry is, the legal name stands alone."""
    rows = (
        "Beta Gamma S.p.A.,company,Siena",
        "Delta S.r.l.,company,Pisa",
        "Delta S.p.A.,company,Lucca",
        "Alfa S.r.l.,company,Pisa",
    )
    table = Sources(tmp_path).table("name,type,city", *rows)
    assert alisei("-C", root, "import", "csv", table, "--new", *DATE).code == 0
    names = {path.stem: data(root, f"{FOLDER}/{path.name}")["names"] for path in (root / FOLDER).iterdir()}
    assert names["beta-gamma"] == [{"value": "Beta Gamma S.p.A.", "kind": "legal"}, {"value": "Beta Gamma", "kind": "display"}]
    assert [len(names[id_]) for id_ in ("delta", "delta-lucca", "alfa-pisa")] == [1, 1, 1]
    assert names["delta"] == [{"value": "Delta S.r.l.", "kind": "legal"}]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Axxam S.p.A.", "Axxam"),
        ("Medical Microinstruments, Inc.", "Medical Microinstruments"),
        ("C.F.D. S.r.l. a socio unico", "C.F.D."),
        ("Gardening - S.r.l.", "Gardening"),
        ("Paginemediche S.r.l. SB", "Paginemediche"),
        ("Q+ Studio S.r.l. Società Benefit", "Q+ Studio"),
        ("Beta (SPA)", "Beta"),
        ("SPA Terme", "SPA Terme"),
        ("S.r.l.", "S.r.l."),
    ],
)
def test_only_the_form_at_the_end_is_cut(name: str, said: str) -> None:
    assert cut_legal_form(name) == said
