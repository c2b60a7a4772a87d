"""``alisei import``: matched to what is there, filled where nothing stood, all or nothing, and the second time nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.importing import UNDO
from alisei_cli.store import yaml
from tests.conftest import Alisei, Dataset, committed, git, stakeholder

CAMERINO, DIESSE, PADOVA, CAGLIARI = (f"https://ror.org/{id}" for id in ("0005w8d69", "000asyx23", "00240q980", "003109y17"))
WITHDRAWN = "https://ror.org/000qsm026"
FOLDER = "registry/stakeholders/toscana"
DATE = ["--accessed", "2026-11-20"]

COMMENTED = f"""\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: diesse
status: active # who says so? the register
names:
  # the name on the door
  - {{value: "Diesse S.p.A.", kind: display}}
type: company
head_office: {{region: toscana, country: IT}}
identifiers:
  ror: {DIESSE}   # looked up by hand
sources:
  - {{url: https://www.diesse.it, accessed: 2026-01-10}}
# the end
"""


def record(ror: str, name: str, **more: Any) -> dict[str, Any]:
    """A record of the ROR dump, schema 2.1."""
    names = [{"value": name, "types": ["ror_display", "label"], "lang": "it"}]
    return {"id": ror, "status": "active", "types": ["company"], "names": names, **more}


def website(address: str) -> list[dict[str, str]]:
    """The links of a record."""
    return [{"type": "website", "value": address}]


class Sources:
    """A dump and tables in a folder beside the dataset."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def dump(self, *records: dict[str, Any]) -> Path:
        """A ROR dump of these records."""
        return self._write("dump.json", json.dumps(records, ensure_ascii=False))

    def table(self, *lines: str) -> Path:
        """A table of these lines, the first being the header."""
        return self._write("table.csv", "\n".join(lines) + "\n")

    def _write(self, name: str, text: str) -> Path:
        target = self.folder / name
        target.write_text(text, encoding="utf-8")
        return target


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """Where the sources of an import lie."""
    return Sources(tmp_path)


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """A repository with three entries, one of them full of comments."""
    return committed(
        dataset(
            {
                f"{FOLDER}/diesse.yaml": COMMENTED,
                f"{FOLDER}/istituto-rossi.yaml": stakeholder(
                    "istituto-rossi", place="municipality: Siena, province: SI, region: toscana", type="research-organisation"
                ),
                "registry/stakeholders/lazio/alfa-biotech.yaml": stakeholder("alfa-biotech", place="region: lazio"),
            }
        )
    )


def data(root: Path, path: str) -> dict[str, Any]:
    """An entry as the reader sees it, every scalar as text."""
    said = yaml.read(path, (root / path).read_bytes(), admits_text=lambda _pointer: True).source.data
    assert isinstance(said, dict)
    return said


def changed(root: Path) -> list[str]:
    """Paths in the repository that differ from the commit."""
    return [line[3:] for line in git(root, "status", "--porcelain", "--untracked-files=all").splitlines()]


def test_an_identifier_goes_before_a_name(root: Path, sources: Sources, alisei: Alisei) -> None:
    """The record with the entry's ROR id is the entry's, whatever either is called; the namesake without it is not."""
    dump = sources.dump(record(DIESSE, "Diagnostica Senese", established=1980), record(CAMERINO, "Diesse"))
    table = sources.table(
        "ror_id,type,region_code,province_sigla,municipality", f"{DIESSE},company,09,,", f"{CAMERINO},company,11,MC,Camerino"
    )
    assert alisei("-C", root, "import", "ror", dump, "--select", table, *DATE).code == 0
    assert data(root, f"{FOLDER}/diesse.yaml")["facts"]["founded"] == "1980"
    other = data(root, "registry/stakeholders/marche/diesse-camerino.yaml")
    assert other["identifiers"]["ror"] == CAMERINO


def test_a_folded_name_is_the_second_way(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Accents, capitals and legal form do not hide an entry that has no identifier."""
    table = sources.table("name,type,city,province_sigla,region_code,ror_id", f"ALFA BIOTECH S.r.l.,company,,,12,{PADOVA}")
    assert alisei("-C", root, "import", "csv", table, *DATE).code == 0
    assert changed(root) == ["registry/stakeholders/lazio/alfa-biotech.yaml"]
    assert data(root, "registry/stakeholders/lazio/alfa-biotech.yaml")["identifiers"]["ror"] == PADOVA


def test_a_namesake_in_another_region_is_another_body(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Where the places contradict each other, the name proves nothing; nor where only the regions are known."""
    table = sources.table(
        "name,type,city,province_sigla,region_code", "Istituto Rossi,company,Roma,RM,12", "Alfa Biotech,company,,,15"
    )
    assert alisei("-C", root, "import", "csv", table, *DATE).code == 0
    assert changed(root) == [
        "registry/stakeholders/campania/alfa-biotech-campania.yaml",
        "registry/stakeholders/lazio/istituto-rossi-roma.yaml",
    ]


def test_a_namesake_in_another_town_of_the_region_waits_for_a_decision(root: Path, sources: Sources, alisei: Alisei) -> None:
    """It is another body, or the same one with another seat: nobody but a person can tell."""
    table = sources.table("name,type,city,province_sigla,region_code", "Istituto Rossi,company,Pisa,PI,09")
    outcome = alisei("-C", root, "import", "csv", table, *DATE)
    assert (outcome.code, changed(root)) == (0, [])
    assert "? 2: Istituto Rossi: " in outcome.out
    assert alisei("-C", root, "import", "csv", table, "--new", "istituto-rossi-pisa", *DATE).code == 0
    assert [f"{FOLDER}/istituto-rossi-pisa.yaml"] == changed(root)


def test_what_fits_several_entries_is_refused_and_listed(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Nobody guesses: the row is named with the entries that it fits, and nothing is written for it."""
    other = stakeholder("istituto-rossi-bis", name="Istituto Rossi S.r.l.", place="region: toscana", type="research-organisation")
    (root / FOLDER / "istituto-rossi-bis.yaml").write_text(other, encoding="utf-8")
    committed(root)
    table = sources.table("name,type,city,province_sigla,region_code,founded", "Istituto Rossi,research-organisation,,,09,1990")
    outcome = alisei("-C", root, "import", "csv", table, *DATE)
    assert (outcome.code, changed(root)) == (0, [])
    assert (
        f"! 2: Istituto Rossi: it matches several entries: {FOLDER}/istituto-rossi-bis.yaml, {FOLDER}/istituto-rossi.yaml"
        in outcome.out
    )
    assert "1 record not taken" in outcome.out


def test_a_withdrawn_record_is_never_imported(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Neither one that the dump calls withdrawn, nor one on the list of ROR, nor one that only the table knows."""
    dump = sources.dump(record(CAMERINO, "Gone", status="withdrawn"), record(WITHDRAWN, "Rete Ventures"))
    table = sources.table(
        "ror_id,type,region_code,province_sigla,municipality",
        *(f"{ror},company,11,MC,Camerino" for ror in (CAMERINO, WITHDRAWN, PADOVA)),
    )
    outcome = alisei("-C", root, "import", "ror", dump, "--select", table, *DATE)
    assert (outcome.code, changed(root)) == (0, [])
    assert f"! {CAMERINO}: ROR marks the record as withdrawn" in outcome.out
    assert f"! {PADOVA}: the dump has no such record" in outcome.out
    assert "3 records not taken" in outcome.out


def test_a_withdrawn_id_in_a_table_is_left_out(root: Path, sources: Sources, alisei: Alisei) -> None:
    """The organisation may still exist; the id that names nobody any more does not come in."""
    table = sources.table("name,type,city,province_sigla,region_code,ror_id", f"Rete Ventures,company,Roma,RM,12,{WITHDRAWN}")
    assert alisei("-C", root, "import", "csv", table, *DATE).code == 0
    assert "identifiers" not in data(root, "registry/stakeholders/lazio/rete-ventures.yaml")


def test_only_what_is_absent_is_filled_and_each_difference_listed(root: Path, sources: Sources, alisei: Alisei) -> None:
    """What an entry says stays; what the source says otherwise is told."""
    dump = sources.dump(record(DIESSE, "Diagnostica Senese", links=website("https://www.diesse-senese.it"), established=1980))
    table = sources.table("ror_id,type,region_code,province_sigla,municipality", f"{DIESSE},association,09,SI,Monteriggioni")
    outcome = alisei("-C", root, "import", "ror", dump, "--select", table, *DATE)
    path = f"{FOLDER}/diesse.yaml"
    after = data(root, path)
    assert after["type"] == "company"
    assert after["head_office"] == {"region": "toscana", "country": "IT", "municipality": "Monteriggioni", "province": "SI"}
    assert after["website"] == "https://www.diesse-senese.it"
    assert f"= {path} /type: the entry says company, the source association; left alone" in outcome.out
    assert f"= {path} /names: the entry says Diesse S.p.A., the source Diagnostica Senese; left alone" in outcome.out
    assert f"+ {path} /facts/founded: 1980" in outcome.out or f"+ {path} /facts: " in outcome.out


def test_comments_order_and_quotes_are_kept(root: Path, sources: Sources, alisei: Alisei) -> None:
    """A filled entry differs from the old one by its new lines only."""
    dump = sources.dump(record(DIESSE, "Diesse", links=website("https://www.diesse-senese.it"), established=1980))
    table = sources.table("ror_id,type,region_code,province_sigla,municipality", f"{DIESSE},company,09,,")
    alisei("-C", root, "import", "ror", dump, "--select", table, *DATE)
    diff = [line for line in git(root, "diff", "-U0").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert [line for line in diff if line.startswith("-")] == []
    assert [
        "+website: https://www.diesse-senese.it",
        "+facts: {founded: 1980}",
        f"+  - {{url: {DIESSE}, accessed: 2026-11-20}}",
    ] == diff


def test_the_second_time_changes_nothing(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Import, commit, import again: git sees no difference."""
    dump = sources.dump(
        record(DIESSE, "Diesse", established=1980, relationships=[{"type": "related", "id": CAMERINO, "label": "Camerino"}]),
        record(
            CAMERINO,
            "Università di Camerino",
            established=1336,
            relationships=[{"type": "related", "id": DIESSE, "label": "Diesse"}],
        ),
    )
    rows = [f"{DIESSE},company,09,,", f"{CAMERINO},university,11,MC,Camerino"]
    words = [
        "import",
        "ror",
        dump,
        "--select",
        sources.table("ror_id,type,region_code,province_sigla,municipality", *rows),
        *DATE,
    ]
    alisei("-C", root, *words)
    assert [f"{FOLDER}/diesse.yaml", "registry/stakeholders/marche/universita-di-camerino.yaml"] == changed(root)
    committed(root)
    outcome = alisei("-C", root, *words)
    assert (outcome.code, changed(root)) == (0, [])
    assert "0 new entries, 0 entries completed, 0 differences left alone" in outcome.out


EVIDENCE = "id,name,type,sector,technologies,value_chain,completes,document,evidence,note"
DEEPENED = COMMENTED.replace(
    "sources:",
    "sector: {primary: medical-devices} # its register says so\nvalue_chain: [production] # at least\nsources:",
)


@pytest.fixture
def evident(root: Path) -> Path:
    """The same, and the first entry has a sector and a part of the value chain."""
    (root / f"{FOLDER}/diesse.yaml").write_text(DEEPENED)
    return committed(root)


def test_evidence_completes_terms_and_contradicts_none(evident: Path, sources: Sources, alisei: Alisei) -> None:
    """A narrower sector in place of the broader, a longer list, a document with its grade; comments stay; the second time nothing."""
    table = sources.table(
        EVIDENCE,
        "diesse,Diesse S.p.A.,company,in-vitro-diagnostics,genomics-sequencing,market;manufacturing,yes,words.csv,partly,Dal nome",
    )
    outcome = alisei("-C", evident, "import", "csv", table, *DATE)
    after = data(evident, f"{FOLDER}/diesse.yaml")
    assert after["sector"] == {"primary": "in-vitro-diagnostics"}
    assert after["value_chain"] == ["production", "market"]  # manufacturing is below production, which someone wrote
    assert after["technologies"] == ["genomics-sequencing"]
    assert after["sources"][1:] == [{"document": "words.csv", "grade": "partly", "accessed": "2026-11-20", "note": "Dal nome"}]
    text = (evident / f"{FOLDER}/diesse.yaml").read_text()
    assert all(comment in text for comment in ("# who says so", "# its register says so", "# at least"))
    assert "/value_chain: the entry says" in outcome.out
    committed(evident)
    assert alisei("-C", evident, "import", "csv", table, *DATE).code == 0
    assert changed(evident) == []


def test_no_evidence_stands_beside_a_term_that_stands_alone(evident: Path, sources: Sources, alisei: Alisei) -> None:
    """``cross-area`` leaves no room for another area."""
    path = evident / f"{FOLDER}/diesse.yaml"
    path.write_text(path.read_text() + "therapeutic_areas: [cross-area]\n")
    committed(evident)
    table = sources.table("id,name,type,therapeutic_areas,completes", "diesse,Diesse S.p.A.,company,oncology,yes")
    assert alisei("-C", evident, "import", "csv", table, *DATE).code == 0
    assert changed(evident) == []


@pytest.mark.parametrize(
    ("row", "more"),
    [
        ("biotech,,,yes", ""),
        ("in-vitro-diagnostics,,market,", ""),
        ("in-vitro-diagnostics,,market,yes", "verified: {on: 2026-11-01, by: organisation}\n"),
    ],
    ids=["another sector", "no evidence", "confirmed"],
)
def test_what_someone_wrote_stays(row: str, more: str, evident: Path, sources: Sources, alisei: Alisei) -> None:
    """Another branch of the taxonomy, a table that does not complete, and what the organisation has confirmed."""
    path = evident / f"{FOLDER}/diesse.yaml"
    if more:
        path.write_text(path.read_text() + more)
        committed(evident)
    before = path.read_text()
    outcome = alisei("-C", evident, "import", "csv", sources.table(EVIDENCE, f"diesse,Diesse S.p.A.,company,{row},,,"), *DATE)
    assert (outcome.code, path.read_text()) == (0, before)
    assert "/sector/primary: the entry says medical-devices" in outcome.out


def test_an_id_decides_between_namesakes(root: Path, sources: Sources, alisei: Alisei) -> None:
    """A row that fits two entries by its name is about the one whose id it gives."""
    twin = stakeholder("diesse-lazio", place="region: lazio", name="Diesse S.p.A.")
    (root / "registry/stakeholders/lazio/diesse-lazio.yaml").write_text(twin)
    committed(root)
    table = sources.table("id,name,type,technologies", "diesse-lazio,Diesse S.p.A.,company,robotics")
    assert alisei("-C", root, "import", "csv", table, *DATE).code == 0
    assert changed(root) == ["registry/stakeholders/lazio/diesse-lazio.yaml"]


def test_what_was_imported_is_beyond_reproach(root: Path, sources: Sources, alisei: Alisei) -> None:
    """A new entry passes every rule, notes included."""
    dump = sources.dump(
        record(
            CAMERINO,
            "Università di Camerino",
            established=1336,
            links=website("https://www.unicam.it"),
            external_ids=[
                {"type": "isni", "all": ["0000 0000 9745 6549"], "preferred": None},
                {"type": "wikidata", "all": ["Q676817"]},
            ],
        )
    )
    table = sources.table("ror_id,type,region_code,province_sigla,municipality", f"{CAMERINO},university,11,MC,Camerino")
    alisei("-C", root, "import", "ror", dump, "--select", table, *DATE)
    path = "registry/stakeholders/marche/universita-di-camerino.yaml"
    outcome = alisei("-C", root, "validate", root / path, "--fail-on", "note")
    assert outcome.code == 0, outcome.out
    assert (root / path).read_text().startswith("# yaml-language-server: $schema=../../../schema/stakeholder.schema.json\nid: ")


def test_changes_that_are_not_committed_stop_the_import(root: Path, sources: Sources, alisei: Alisei) -> None:
    """3, and nothing is written: git restore has to be able to undo an import."""
    (root / FOLDER / "notes.yaml").write_text(stakeholder("notes", place="region: toscana"))
    table = sources.table("name,type,city,province_sigla,region_code", "Beta Farma,company,Siena,SI,09")
    outcome = alisei("-C", root, "import", "csv", table, *DATE)
    assert outcome.code == 3
    assert "not committed" in outcome.err
    assert "git restore --staged --worktree registry && git clean -fd registry" in outcome.err
    assert [f"{FOLDER}/notes.yaml"] == changed(root)


def test_the_commands_that_are_named_undo_an_import(root: Path, sources: Sources, alisei: Alisei) -> None:
    """New entries are taken away, entries that were completed are as before."""
    rows = ["name,type,city,founded", "Beta Farma,company,Siena,1999", "Istituto Rossi,research-organisation,Siena,1980"]
    assert alisei("-C", root, "import", "csv", sources.table(*rows), *DATE).code == 0
    assert len(changed(root)) == 2
    git(root, "add", "registry")
    for command in UNDO.split(" && "):
        git(root, *command.split()[1:])
    assert changed(root) == []


def test_changes_elsewhere_do_not_stop_it(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Only the registry has to be clean."""
    (root / "notes.txt").touch()
    table = sources.table("name,type,city,province_sigla,region_code", "Beta Farma,company,Siena,SI,09")
    assert alisei("-C", root, "import", "csv", table, *DATE).code == 0


def test_a_dry_run_shows_and_writes_nothing(root: Path, sources: Sources, alisei: Alisei) -> None:
    """``--dry-run`` tells what would be done, on a dirty registry too."""
    (root / FOLDER / "notes.yaml").write_text(stakeholder("notes", place="region: toscana"))
    table = sources.table("name,type,city,province_sigla,region_code", "Beta Farma,company,Siena,SI,09")
    outcome = alisei("-C", root, "import", "csv", table, "--dry-run", *DATE)
    assert outcome.code == 0
    assert f"+ {FOLDER}/beta-farma.yaml" in outcome.out
    assert [f"{FOLDER}/notes.yaml"] == changed(root)


@pytest.mark.parametrize(
    ("written", "name", "acronym"),
    [
        ("AIOP - Associazione Italiana Ospedalità Privata", "Associazione Italiana Ospedalità Privata", "AIOP"),
        ("Istituti Fisioterapici Ospitalieri (IFO)", "Istituti Fisioterapici Ospitalieri", "IFO"),
        ("Evotec (Verona)", "Evotec (Verona)", ""),
        ("Capitank - Polo di innovazione", "Capitank - Polo di innovazione", ""),
        ("Werfen / Instrumentation Laboratory", "Werfen / Instrumentation Laboratory", ""),
    ],
)
def test_only_an_acronym_is_taken_apart_from_a_name(
    written: str, name: str, acronym: str, dataset: Dataset, sources: Sources, alisei: Alisei
) -> None:
    """What else stands in a name says which body it is, and stays."""
    root = dataset({})
    table = sources.table("name,type,id,region", f'"{written}",company,beta,toscana')
    assert alisei("-C", root, "import", "csv", table, *DATE).code == 0
    names = yaml.read("", (root / FOLDER / "beta.yaml").read_bytes()).source.data["names"]
    said = [{"value": name, "kind": "display"}, {"value": acronym, "kind": "acronym"}]
    assert names == [each for each in said if each["value"]]


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("read", {"url": "https://www.betafarma.it/chi-siamo", "grade": "read", "accessed": "2026-11-20"}),
        ("partly", {"url": "https://www.betafarma.it/chi-siamo", "grade": "partly", "accessed": "2026-11-20"}),
        ("known", {"document": "table.csv", "grade": "known", "accessed": "2026-11-20"}),
        ("", {"document": "table.csv", "grade": "known", "accessed": "2026-11-20"}),
    ],
)
def test_sources_are_graded_and_dated(
    evidence: str, expected: dict[str, str], root: Path, sources: Sources, alisei: Alisei
) -> None:
    """A row of general knowledge cites the table, never a site that nobody opened."""
    header = "name,type,city,province_sigla,region_code,source_url,evidence"
    table = sources.table(header, f"Beta Farma,company,Siena,SI,09,https://www.betafarma.it/chi-siamo,{evidence}")
    alisei("-C", root, "import", "csv", table, *DATE)
    after = data(root, f"{FOLDER}/beta-farma.yaml")
    assert [expected] == after["sources"]
    assert "verified" not in after


def test_without_a_date_the_source_was_taken_today(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Today is ``ALISEI_TODAY`` where that is set."""
    table = sources.table("name,type,city,province_sigla,region_code", "Beta Farma,company,Siena,SI,09")
    alisei("-C", root, "import", "csv", table)
    assert data(root, f"{FOLDER}/beta-farma.yaml")["sources"][0]["accessed"] == "2026-11-23"


@pytest.mark.parametrize(
    ("words", "content", "code"),
    [
        (["csv"], "name,type\nBeta,bottega\n", 0),  # skipped, with the reason
        (["csv"], "name,type\nBeta,company,too,many\n", 1),
        (["csv"], 'name,type\n"Beta,company\n', 1),
        (["ror"], "[]", 2),  # no --select
        (["csv", "--accessed", "yesterday"], "name,type\n", 2),
        (["cvs"], "", 2),
    ],
    ids=str,
)
def test_a_source_that_cannot_be_used_is_answered(
    words: list[str], content: str, code: int, root: Path, sources: Sources, alisei: Alisei
) -> None:
    """A wrong table is its author's (1), a wrong line the caller's (2); nothing is written."""
    source = sources.folder / "source"
    source.write_text(content)
    outcome = alisei("-C", root, "import", words[0], source, *words[1:])
    assert (code, []) == (outcome.code, changed(root))


@pytest.mark.parametrize("content", ["{", "{}", '["x"]', "[[[[", "null", '[{"id": 1}]', "[" * 100_000])
def test_a_dump_that_is_none_is_answered(content: str, root: Path, sources: Sources, alisei: Alisei) -> None:
    """1 or a row that the dump does not have, never a traceback."""
    dump = sources.folder / "dump.json"
    dump.write_text(content)
    table = sources.table("ror_id,type", f"{PADOVA},company")
    outcome = alisei("-C", root, "import", "ror", dump, "--select", table)
    assert outcome.code in (0, 1), outcome.err
    assert changed(root) == []


def test_a_missing_or_unreadable_source_is_usage(root: Path, sources: Sources, alisei: Alisei) -> None:
    """2 with the path for a file that is not there; 1 for bytes that are no text."""
    assert alisei("-C", root, "import", "csv", sources.folder / "nowhere.csv").code == 2
    source = sources.folder / "latin.csv"
    source.write_bytes("name,type\nSocietà,company\n".encode("latin-1"))
    outcome = alisei("-C", root, "import", "csv", source)
    assert outcome.code == 1
    assert "UTF-8" in outcome.err


def test_one_bad_record_stops_all(root: Path, sources: Sources, alisei: Alisei) -> None:
    """An entry that would not be clean is named, and no other is written either."""
    table = sources.table(
        "name,type,city,province_sigla,region_code,website",
        "Beta Farma,company,Siena,SI,09,https://www.betafarma.it",
        "Gamma Farma,company,Siena,SI,09,not a web address",
    )
    outcome = alisei("-C", root, "import", "csv", table, *DATE)
    assert (outcome.code, changed(root)) == (1, [])
    assert "gamma-farma.yaml" in outcome.err


def test_an_entry_that_cannot_be_read_stops_the_import(root: Path, sources: Sources, alisei: Alisei) -> None:
    """The body might be there already, in the file that nobody can read."""
    (root / FOLDER / "beta-farma.yaml").write_text("id: [")
    committed(root)
    table = sources.table("name,type,city,province_sigla,region_code", "Beta Farma,company,Siena,SI,09")
    outcome = alisei("-C", root, "import", "csv", table, *DATE)
    assert (outcome.code, changed(root)) == (1, [])
    assert "beta-farma.yaml" in outcome.err


@pytest.mark.parametrize("name", ["../../../evil", "/etc/passwd", "..", "C:\\evil", "con", "\u202eevil", "a" * 500])
def test_no_name_leads_out_of_its_folder(name: str, root: Path, sources: Sources, alisei: Alisei) -> None:
    """Paths are made of ids, ids of letters, digits and hyphens; what gives none is not taken."""
    table = sources.table("name,type,city,province_sigla,region_code", f"{name},company,Siena,SI,09")
    outcome = alisei("-C", root, "import", "csv", table, *DATE)
    assert outcome.code in (0, 1)
    assert all(path.startswith(f"{FOLDER}/") and path.count("/") == 3 for path in changed(root))
    assert f"{FOLDER}/con.yaml" not in changed(root)


@pytest.mark.parametrize("id", ["../evil", "Beta", "a/b", "beta.yaml", "-beta", "con"])
def test_no_id_of_a_table_leads_out_of_its_folder(id: str, root: Path, sources: Sources, alisei: Alisei) -> None:
    """An id that a table gives is judged like any other before a path is made of it."""
    table = sources.table("name,id,type,city,province_sigla,region_code", f"Beta Farma,{id},company,Siena,SI,09")
    outcome = alisei("-C", root, "import", "csv", table, *DATE)
    assert changed(root) == []
    assert list(sources.folder.glob("**/evil*")) == []
    assert outcome.code in (0, 1)


@pytest.mark.parametrize("region", ["../../..", "atlantide"])
def test_no_region_of_a_table_leads_out_of_the_registry(region: str, root: Path, sources: Sources, alisei: Alisei) -> None:
    """A region that does not exist is no folder."""
    table = sources.table("name,type,region", f"Beta Farma,company,{region}")
    outcome = alisei("-C", root, "import", "csv", table, *DATE)
    assert changed(root) == []
    assert outcome.code in (0, 1)


def test_a_table_without_names_is_answered_with_its_columns(root: Path, sources: Sources, alisei: Alisei) -> None:
    """1, with the columns that it has and those that it may have."""
    outcome = alisei("-C", root, "import", "csv", sources.table("insegna,tipo", "Beta Farma,company"), "--dry-run")
    assert (outcome.code, outcome.out) == (1, "")
    assert "no column called name, but: insegna, type" in outcome.err
    assert "website" in outcome.err


def test_a_column_that_nobody_reads_is_told(root: Path, sources: Sources, alisei: Alisei) -> None:
    """What it holds would be lost without a word."""
    table = sources.table("name,type,provinci,colore,note", "Beta Farma,company,SI,rosso,nota")
    outcome = alisei("-C", root, "import", "csv", table, "--dry-run", *DATE)
    assert "? 1: the column provinci is not read; did you mean province?" in outcome.out
    assert "? 1: the column colore is not read\n" in outcome.out
    assert "note" not in outcome.out


def test_a_type_in_other_words_is_answered_with_the_nearest(root: Path, sources: Sources, alisei: Alisei) -> None:
    """By its names in both languages."""
    outcome = alisei("-C", root, "import", "csv", sources.table("name,type", "Beta Farma,impersa"), "--dry-run", *DATE)
    assert "its type, impersa, is not a term of the taxonomy; did you mean company?" in outcome.out


def test_a_dry_run_judges_what_it_would_write(root: Path, sources: Sources, alisei: Alisei) -> None:
    """It does not promise what the import would refuse, and says what to write."""
    table = sources.table("name,type,province,founded", "Beta Farma,company,SI,31/12/1999")
    outcome = alisei("-C", root, "import", "csv", table, "--dry-run", *DATE)
    assert (outcome.code, changed(root)) == (1, [])
    assert "31/12/1999 is not how founded is written. Write founded: 1999-12-31" in outcome.err


def test_a_page_without_a_column_of_evidence_is_cited(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Whoever names the page of a row has it in the entry."""
    table = sources.table("name,type,province,source_url", "Beta Farma,company,SI,https://www.betafarma.it/chi-siamo")
    alisei("-C", root, "import", "csv", table, *DATE)
    after = data(root, f"{FOLDER}/beta-farma.yaml")
    assert after["sources"] == [{"url": "https://www.betafarma.it/chi-siamo", "accessed": "2026-11-20"}]


def test_a_source_that_is_not_there_is_said_in_the_language(root: Path, sources: Sources, alisei: Alisei) -> None:
    """Not in that of the machine."""
    outcome = alisei("-C", root, "import", "csv", sources.folder / "nowhere.csv", "--lang", "it")
    assert outcome.err.endswith("nowhere.csv non esiste\n")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("it", "Università del Salento"), ("en", "Università degli Studi di Lecce")],
)
def test_the_name_to_call_it_by_is_italian_where_ror_has_one(
    language: str, shown: str, root: Path, sources: Sources, alisei: Alisei
) -> None:
    """ROR's own name first if it is Italian; an Italian label only where it is not."""
    names = [
        {"value": "Università degli Studi di Lecce", "types": ["label"], "lang": "it"},
        {"value": "Università del Salento", "types": ["ror_display", "label"], "lang": language},
    ]
    table = sources.table("ror_id,type,region_code", f"{PADOVA},university,16")
    dump = sources.dump(record(PADOVA, "x") | {"names": names})
    assert alisei("-C", root, "import", "ror", dump, "--select", table, *DATE).code == 0
    [path] = changed(root)
    assert data(root, path)["names"][0] == {
        "value": shown,
        "lang": language if shown == names[1]["value"] else "it",
        "kind": "display",
    }
