"""``alisei report``: the same answer in every form, with what it counts and what is not known."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.render.tables import FORMATS
from alisei_cli.reports import REPORTS
from tests.conftest import Alisei, Dataset, Terminal, committed, git, stakeholder

FILES = {
    "registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech", "sector: {primary: pharma}\n"),
    "registry/stakeholders/campania/ospedale-rossi.yaml": stakeholder(
        "ospedale-rossi", "sector: {primary: hospital-care}\n", type="irccs", place="region: campania"
    ),
    "registry/stakeholders/sicilia/beta-biotech.yaml": stakeholder("beta-biotech", place="region: sicilia"),
    "registry/stakeholders/italia/gamma-biotech.yaml": stakeholder("gamma-biotech", place="municipality: Roma").replace(
        "municipality: Roma, ", ""
    ),
}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Four stakeholders in three regions and one nobody knows where."""
    return dataset(FILES)


def answer(alisei: Alisei, root: Path, *words: str) -> dict[str, Any]:
    """The report as JSON."""
    outcome = alisei("-C", root, "report", *words, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    said: dict[str, Any] = json.loads(outcome.out)
    return said


def rows(said: dict[str, Any], table: str) -> dict[Any, int]:
    """First column to number of entries."""
    found = next(each for each in said["tables"] if each["name"] == table)
    at = [column["name"] for column in found["columns"]].index("entries")
    return {row[0]: row[at] for row in found["rows"]}


PAIRS = [(report, form) for form in FORMATS.names for report in REPORTS.names if form != "pdf" or report == "overview"]
"""Every report in every form; a PDF is the HTML printed, slowly."""
LINES = [form for form in FORMATS.names if FORMATS.load(form).render]
"""Forms that are text."""


def told(alisei: Alisei, root: Path, report: str, form: str) -> bytes:
    """What a report says in a form, written to a file; those that compare are asked about two days."""
    target = root.parent / "report"
    times = ["HEAD"] * REPORTS.load(report).times
    outcome = alisei("-C", root, "report", report, *times, "--format", form, "-o", target)
    assert (outcome.code, outcome.out) == (0, "")
    assert re.fullmatch(rf"{re.escape(str(target))} written: \d+ rows?, [\d]+ (bytes|KB|MB)\n", outcome.err)
    return target.read_bytes()


@pytest.mark.parametrize(("report", "form"), PAIRS)
def test_every_report_is_told_in_every_form(report: str, form: str, root: Path, alisei: Alisei) -> None:
    """A report knows nothing of forms, a form nothing of reports: all pairs work, and give the same bytes each time."""
    committed(root)
    said = told(alisei, root, report, form)
    assert len(said) > 10
    assert form == "pdf" or said == told(alisei, root, report, form)


def test_json_is_exactly_the_contract(root: Path, alisei: Alisei) -> None:
    """Programs find every key of version 1, in this order."""
    said = answer(alisei, root, "overview")
    assert list(said) == ["version", "report", "taxonomy", "commit", "dirty", "as_of", "audience", "tables"]
    head = {key: said[key] for key in list(said)[:-1]}
    expected = {
        "version": 1,
        "report": "overview",
        "taxonomy": "1.1.0",
        "commit": None,
        "dirty": False,
        "as_of": None,
        "audience": "public",
    }
    assert expected == head
    assert [key for key in said["tables"][0] if key != "notes"] == ["name", "title", "columns", "rows"]
    assert list(said["tables"][0]["columns"][0]) == ["name", "type", "unit", "description"]


def test_every_total_says_what_is_not_known(root: Path, alisei: Alisei) -> None:
    """Rows of the first level and the row of what is not known add up to all entries; shares are of all."""
    said = answer(alisei, root, "overview")
    assert rows(said, "by-region") == {"campania": 1, "sicilia": 1, "toscana": 1, None: 1}
    assert rows(said, "by-sector") == {"pharma": 1, "healthcare-provision": 1, "hospital-care": 1, None: 2}
    table = next(each for each in said["tables"] if each["name"] == "by-region")
    assert [row[-1] for row in table["rows"]] == [0.25] * 4
    assert "4 entries, not known for 1." in table["notes"]


def test_the_commit_and_what_differs_from_it_are_told(root: Path, alisei: Alisei) -> None:
    """A number can be traced to the state it was counted in."""
    committed(root)
    said = answer(alisei, root)
    assert (git(root, "rev-parse", "HEAD").strip(), False) == (said["commit"], said["dirty"])
    (root / "registry/stakeholders/toscana/alfa-biotech.yaml").write_text(stakeholder("alfa-biotech"))
    assert answer(alisei, root)["dirty"]


@pytest.mark.parametrize(
    ("wheres", "expected"),
    [
        (["region=toscana"], {"toscana"}),
        (["area=sud"], {"campania"}),
        (["area=mezzogiorno"], {"campania", "sicilia"}),
        (["stakeholder-type=company"], {"toscana", "sicilia", None}),
        (["type=healthcare-organisation"], {"campania"}),
        (["sector=healthcare-provision"], {"campania"}),
        (["sector=pharma", "region=toscana"], {"toscana"}),
        (["sector=pharma", "region=campania"], set()),
        (["status=active", "kind=stakeholder"], {"toscana", "campania", "sicilia", None}),
        (["membership=member"], set()),
    ],
    ids=lambda value: ",".join(sorted(map(str, value))),
)
def test_where_takes_facets_fields_and_places(wheres: list[str], expected: set[str | None], root: Path, alisei: Alisei) -> None:
    """A facet goes by its name or its field, a term stands for its children, several conditions hold together."""
    words = [word for where in wheres for word in ("--where", where)]
    said = answer(alisei, root, "overview", *words)
    assert expected == set(rows(said, "by-region"))
    assert all(f"Only entries with {', '.join(wheres)}." in table["notes"] for table in said["tables"])


@pytest.mark.parametrize(
    ("where", "near"),
    [
        ("sector=farmma", "pharma"),
        ("sectr=pharma", "sector"),
        ("region=toscanna", "toscana"),
        ("area=nordst", "nord-est"),
        ("province=zz", "There are"),
        ("status=actv", "active"),
        ("membership=membrr", "member"),
        ("kind=stakehold", "stakeholder"),
        ("municipality=Sienna", "Siena"),
        ("type=centro", "private-research-centre"),
        ("region", "--where region=toscana"),
        ("=toscana", "--where region=toscana"),
    ],
)
def test_an_unknown_condition_is_answered_with_the_nearest(where: str, near: str, root: Path, alisei: Alisei) -> None:
    """2, and the word that was probably meant."""
    outcome = alisei("-C", root, "report", "--where", where)
    assert (outcome.code, outcome.out) == (2, "")
    assert near in outcome.err


def test_one_table_alone(root: Path, alisei: Alisei) -> None:
    """``--table`` gives one; an unknown one is answered with all names."""
    assert [table["name"] for table in answer(alisei, root, "overview", "--table", "by-region")["tables"]] == ["by-region"]
    outcome = alisei("-C", root, "report", "overview", "--table", "by-regio")
    assert (outcome.code, outcome.out) == (2, "")
    assert "by-region" in outcome.err


@pytest.mark.parametrize("form", LINES)
def test_a_file_holds_what_the_screen_shows(form: str, root: Path, alisei: Alisei, tmp_path: Path) -> None:
    """``-o FILE`` writes the same text, and nothing to standard output."""
    target = tmp_path / "out.txt"
    shown = alisei("-C", root, "report", "quality", "--format", form).out
    outcome = alisei("-C", root, "report", "quality", "--format", form, "-o", target)
    assert (outcome.code, outcome.out) == (0, "")
    assert shown == target.read_text(encoding="utf-8")
    assert [target.name] == [file.name for file in tmp_path.iterdir() if file.is_file()]


def test_a_file_that_cannot_be_written_is_a_matter_of_surroundings(root: Path, alisei: Alisei, tmp_path: Path) -> None:
    """3, the path, and no half file."""
    (tmp_path / "taken").touch()
    outcome = alisei("-C", root, "report", "-o", tmp_path / "taken" / "out.txt")
    assert (outcome.code, outcome.out) == (3, "")
    assert "nothing was written" in outcome.err


def test_csv_is_read_back_as_it_was(root: Path, alisei: Alisei) -> None:
    """Header and rows of RFC 4180, shares as numbers."""
    outcome = alisei("-C", root, "report", "overview", "--table", "by-region", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [(row["value"], row["entries"], row["share"]) for row in found] == [
        ("campania", "1", "0.25"),
        ("sicilia", "1", "0.25"),
        ("toscana", "1", "0.25"),
        ("", "1", "0.25"),
    ]


WRITTEN = (
    "maintainers: [{github: alfa, id: 7}]\nwebsite: https://www.alfa-biotech.it/nodes/a-page-with-quite-a-long-name/contacts\n"
)


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("width", [80, 60, 40, 160])
def test_text_fits_the_terminal_and_loses_nothing(
    width: int, language: str, dataset: Dataset, alisei: Alisei, terminal: Terminal
) -> None:
    """Headings, cells and notes of every report are shown whole.

    A line is too wide only because of a single long word.
    """
    root = committed(dataset({**FILES, "registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech", WRITTEN)}))
    for report in REPORTS.names:
        words = ("-C", root, "report", report, *["HEAD"] * REPORTS.load(report).times, "--lang", language)
        wide = squeezed(alisei(*words).out)  # a table without line breaks in cells
        terminal(width)
        lines = alisei(*words).out.splitlines()
        assert [line for line in lines if len(line) > width and len(line.split()) > 1] == []
        assert set(wide) == set(squeezed("\n".join(lines)))


def squeezed(out: str) -> list[str]:
    """Split an output into words."""
    return re.findall(r"[^\s─:]+", out)


def test_a_long_table_stops_at_a_page_of_a_terminal(dataset: Dataset, alisei: Alisei, terminal: Terminal) -> None:
    """The output counts omitted rows and names the option to see them.

    With ``--all``, in a pipe and in a file it is complete.
    """
    ids = [f"alfa-{n}" for n in range(60)]
    root = dataset({f"registry/stakeholders/toscana/{id}.yaml": stakeholder(id) for id in ids})
    asked = ("-C", root, "report", "freshness", "--table", "write-to")
    piped = alisei(*asked).out
    assert all(id in piped.split() for id in ids)
    assert alisei(*asked, "-o", root.parent / "f.txt").out == ""
    assert (root.parent / "f.txt").read_text(encoding="utf-8") == piped
    for columns in (80, 200):
        terminal(columns, 24)
        cut = alisei(*asked).out
        assert len(cut.splitlines()) < 24
        shown = sum(id in cut.split() for id in ids)
        assert f"{60 - shown} more rows: alisei -C {root} report freshness --table write-to --all" in " ".join(cut.split())
        whole = alisei(*asked, "--all").out
        assert all(id in whole.split() for id in ids)
        assert "more row" not in whole
    assert alisei(*asked, "-o", root.parent / "f.txt").out == ""
    assert (root.parent / "f.txt").read_text(encoding="utf-8") == piped


def test_a_table_without_rows_says_so(root: Path, alisei: Alisei) -> None:
    """Every format for people has a sentence instead of an empty table."""
    asked = ("-C", root, "report", "freshness", "--table", "expired")
    assert alisei(*asked).out.split("\n")[:2] == ["Expired offers and needs", "There are none."]
    assert alisei(*asked, "--format", "markdown").out.split("\n")[:4] == [
        "## Expired offers and needs",
        "",
        "There are none.",
        "",
    ]
    assert "Non ce ne sono." in alisei(*asked, "--lang", "it").out


def test_codes_of_terms_stand_in_one_piece(root: Path, alisei: Alisei, terminal: Terminal) -> None:
    """In reports too, so that they can be copied."""
    terminal(80)
    out = alisei("-C", root, "report", "coverage", "--facet", "technology").out
    assert {"vaccine-immunotherapy-platforms", "biomaterials-tissue-engineering", "protein-molecule-technologies"} <= set(
        out.split()
    )


@pytest.mark.parametrize("words", [["validate"], ["report"], ["search", "alfa"], ["explain"], ["show", "alfa-biotech"], ["-h"]])
def test_the_size_of_a_terminal_changes_nothing_in_a_pipe(
    words: list[str], root: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same data, same bytes, regardless of exported shell variables."""
    monkeypatch.chdir(root)
    before = alisei(*words).out
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("LINES", "5")
    assert before == alisei(*words).out


@pytest.mark.parametrize(("report", "form"), PAIRS)
@pytest.mark.parametrize("n", [0, 1])
def test_few_entries_are_no_fault(report: str, form: str, n: int, dataset: Dataset, alisei: Alisei) -> None:
    """An empty registry, and one entry with required fields alone, are counted like any other."""
    root = committed(dataset(dict(list(FILES.items())[2 : 2 + n])))
    assert told(alisei, root, report, form)


@pytest.mark.parametrize("report", REPORTS.names)
def test_without_git_a_report_answers_or_says_why_not(report: str, root: Path, alisei: Alisei) -> None:
    """Only those that need a past say that there is none."""
    times = ["HEAD"] * REPORTS.load(report).times
    outcome = alisei("-C", root, "report", report, *times)
    assert outcome.code == (3 if report in ("trend", "compare") else 0)
    assert ("without a commit" in outcome.err) == (outcome.code == 3)


def test_without_a_name_the_reports_are_listed(root: Path, alisei: Alisei) -> None:
    """Whoever asks for nothing in particular sees the overview and what else there is."""
    out = alisei("-C", root, "report").out
    assert out.startswith("Entries by kind")
    assert all(f"  {name} " in out for name in REPORTS.names)


def test_a_broken_entry_is_not_passed_over_in_silence(root: Path, alisei: Alisei) -> None:
    """An entry that cannot be read is missing from every total, and the answer says so."""
    (root / "registry/stakeholders/toscana/alfa-biotech.yaml").write_text("id: [")
    outcome = alisei("-C", root, "report", "overview", "--table", "by-kind")
    assert outcome.code == 0
    assert "alfa-biotech.yaml" in outcome.err


@pytest.mark.parametrize(
    ("where", "meant"),
    [
        ("region=Tuscany", "region=toscana"),
        ("regione = Toscana", "region=toscana"),
        ("area=South", "area=sud"),
        ("province=Siena", "province=SI"),
        ("province=si", "province=SI"),
        ("type=Company", "type=company"),
        ("settore=farmaceutica", "sector=pharma"),
        ("status=attivo", "status=active"),
        ("stato=attiva", "status=active"),
        ("membership=socio", "membership=member"),
        ("adesione=socia", "membership=member"),
        ("kind=evento", "kind=event"),
        ("genere=stakeholders", "kind=stakeholder"),
        ("size=piccola", "size=small"),
        ("dimensione=grande", "size=large"),
        ("tipo=imprese", "type=company"),
        ("region=trentino", "region=p-a-trento"),
        ("region=Südtirol", "region=p-a-bolzano"),
        ("regione=Italia", "region=italia"),
        ("region=abroad", "region=estero"),
        ("comune=Florence", "municipality=Firenze"),
        ("trl=4", "trl=trl-4"),
        ("trl=TRL 4", "trl=trl-4"),
    ],
)
def test_a_condition_may_say_it_in_other_words(where: str, meant: str, root: Path, alisei: Alisei) -> None:
    """Case, language and synonyms do not matter; the answer says what was understood."""
    assert all(
        f"Only entries with {meant}." in table["notes"] for table in answer(alisei, root, "overview", "--where", where)["tables"]
    )


@pytest.mark.parametrize(
    "where",
    ["region=!toscana", "region!!=toscana", "kind==event", "trl>=4", "trl=>4", "trl<=4", "trl>4", "name=~x", "name~=x"],
)
def test_another_sign_is_refused(where: str, root: Path, alisei: Alisei) -> None:
    """Folding would drop the sign, and whoever asks for all but Tuscany would be shown Tuscany."""
    for command in (("search",), ("report",), ("export", "json", "-o", root.parent / "out.json")):
        outcome = alisei("-C", root, *command, "--where", where)
        assert (outcome.code, outcome.out) == (2, "")
        assert "a condition is NAME=VALUE or NAME!=VALUE" in outcome.err


def test_readiness_and_abroad_are_counted_where_entries_say_them(dataset: Dataset, alisei: Alisei) -> None:
    """A range of readiness bears every level in it; a body abroad has no region, one of which only the country is known none either."""
    offer = "offers:\n  - {id: uno, kind: laboratory-access, trl: {from: 4, to: 6}, summary: {it: Prova., en: Trial.}, published: 2026-05}\n"
    folder = "registry/stakeholders"
    root = dataset(
        {
            f"{folder}/lazio/alfa-biotech.yaml": stakeholder("alfa-biotech", offer, place="region: lazio"),
            f"{folder}/italia/beta.yaml": stakeholder("beta", place="country: IT").replace(", country: IT", ""),
            f"{folder}/estero/gamma.yaml": stakeholder("gamma", place="country: FR").replace(
                "country: FR, country: IT", "country: FR"
            ),
        }
    )

    def found(where: str) -> list[str]:
        return [
            row[0]
            for row in json.loads(alisei("-C", root, "search", "--where", where, "--format", "json").out)["tables"][0]["rows"]
        ]

    assert found("trl=5") == ["alfa-biotech"]
    assert found("trl=7") == []
    assert found("region=italia") == ["beta"]
    assert found("region=estero") == ["gamma"]
    assert found("region=lazio") == ["alfa-biotech"]


def test_a_facet_of_many_terms_is_not_listed_whole(root: Path, alisei: Alisei) -> None:
    """Where nothing is near, some terms, and where all stand."""
    outcome = alisei("-C", root, "report", "--where", "sector=qqqq")
    assert "All: alisei taxonomy sector" in outcome.err
    assert outcome.err.count(",") < 10


@pytest.mark.parametrize(
    ("name", "start"), [("r.csv", "value,label,"), ("r.JSON", "{"), ("r.md", "## "), ("r.txt", "Entries by kind\n")]
)
def test_the_name_of_the_file_says_the_format(name: str, start: str, root: Path, alisei: Alisei, tmp_path: Path) -> None:
    """Unless ``--format`` says another."""
    assert alisei("-C", root, "report", "overview", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert alisei("-C", root, "report", "overview", "-o", tmp_path / name, "--format", "text").code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("Entries by kind\n")
