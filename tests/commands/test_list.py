"""``alisei list``: who is in it, which columns, in which order, and files that Excel opens."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import REPOSITORY, Alisei, Dataset, stakeholder

COMPANY = "facts: {founded: %s, size: small}\nwebsite: https://www.%s.it\n"


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Companies with more and less, an IRCCS, a body abroad, a group and two events."""
    folder = "registry/stakeholders"
    event = (
        "id: {0}\nstatus: held\nnames:\n  - {{value: {0}, kind: display}}\nedition: {1}\ndates: {{from: {2}}}\nplace: {{{3}}}\n"
    )
    return dataset(
        {
            f"{folder}/toscana/alfa.yaml": stakeholder(
                "alfa",
                COMPANY % (1999, "alfa") + "identifiers: {vat: 01234567890}\ndescription: {it: Uno., en: One.}\n",
                name="Ärzte",
            ),
            f"{folder}/toscana/beta.yaml": stakeholder(
                "beta", COMPANY % ("2010-05", "beta") + "contact: {form: https://www.beta.it/c}\n", name="Zeta"
            ),
            f"{folder}/lazio/gamma.yaml": stakeholder(
                "gamma",
                "technologies: [artificial-intelligence, stem-cells-regenerative]\n",
                place="municipality: Roma, province: RM, region: lazio, postcode: 00184",
            ),
            f"{folder}/lazio/delta.yaml": stakeholder(
                "delta", "contact: {mailbox: info@delta.it}\n", type="irccs", place="region: lazio"
            ),
            f"{folder}/italia/eps.yaml": stakeholder("eps", place="").replace("{, ", "{"),
            f"{folder}/estero/foreign.yaml": stakeholder("foreign", place="").replace("{, country: IT", "{country: FR"),
            "registry/groups/gdl.yaml": "id: gdl\nstatus: active\nnames:\n  - {value: Gruppo, lang: it, kind: display}\n  - {value: Group, lang: en, kind: display}\n",
            "registry/events/uno.yaml": event.format("uno", 9, "2024-05", "city: Milano, region: lombardia, country: IT"),
            "registry/events/due.yaml": event.format("due", 10, "2023", "country: IT"),
        }
    )


def listed(alisei: Alisei, root: Path, *words: str) -> list[list[Any]]:
    """The rows of a list."""
    outcome = alisei("-C", root, "list", *words, "--format", "json")
    assert outcome.code == 0, outcome.err
    rows: list[list[Any]] = json.loads(outcome.out)["tables"][0]["rows"]
    return rows


def ids(alisei: Alisei, root: Path, *words: str) -> list[str]:
    """The ids of a list, in its order."""
    return [row[0] for row in listed(alisei, root, *words, "--columns", "id")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ["alfa", "delta", "eps", "foreign", "gamma", "beta"]),
        (("--where", "type=irccs,company", "--where", "region=toscana"), ["alfa", "beta"]),
        (("--where", "type!=company"), ["delta"]),
        (("--where", "founded=2000.."), ["beta"]),
        (("--missing", "website"), ["delta", "eps", "foreign", "gamma"]),
        (("--missing", "sito", "--missing", "casella"), ["eps", "foreign", "gamma"]),
        (("--missing", "contact.mailbox"), ["alfa", "eps", "foreign", "gamma", "beta"]),
        (("--missing", "contact"), ["alfa", "eps", "foreign", "gamma"]),
        (("--missing", "description.en"), ["delta", "eps", "foreign", "gamma", "beta"]),
        (("--missing", "dimensione"), ["eps", "foreign", "gamma"]),
        (("--missing", "facts.size"), ["eps", "foreign", "gamma"]),
        (("--missing", "region"), ["eps"]),
        (("--missing", "province", "--where", "region=estero,italia"), ["eps"]),
        (("--missing", "technology", "--where", "type=company"), ["alfa", "eps", "foreign", "beta"]),
        (("--missing", "offers.expires", "--limit", "1"), ["alfa"]),
        (("group",), ["gdl"]),
        (("evento",), ["due", "uno"]),
        (("eventi",), ["due", "uno"]),
        (("event", "--sort", "edition"), ["uno", "due"]),
        (("event", "--sort", "-edition"), ["due", "uno"]),
        (("event", "--sort", "dates.from"), ["due", "uno"]),
        (("event", "--where", "dates=2024"), None),
        (("event", "--where", "dates.from=2024"), ["uno"]),
        (("event", "--where", "dal=2024"), ["uno"]),
        (("event", "--where", "from=2024"), ["uno"]),
        (("--where", "kind=event", "--where", "from=2024"), ["uno"]),
        (("event", "--where", "città=Milano"), ["uno"]),
        (("event", "--where", "city=Milan"), ["uno"]),
        (("event", "--missing", "città"), ["due"]),
        (("--missing", "sito,casella"), ["eps", "foreign", "gamma"]),
        (("--where", "kind=event,group", "--sort", "kind"), ["due", "uno", "gdl"]),
        (("--sort", "-name"), ["beta", "gamma", "foreign", "eps", "delta", "alfa"]),
        (("--sort", "founded"), ["alfa", "beta", "delta", "eps", "foreign", "gamma"]),
        (("--sort", "-founded"), ["beta", "alfa", "delta", "eps", "foreign", "gamma"]),
        (("--sort", "type,-name", "--limit", "3"), ["beta", "gamma", "foreign"]),
    ],
)
def test_who_is_listed_in_which_order(words: tuple[str, ...], found: list[str] | None, root: Path, alisei: Alisei) -> None:
    """By name, accents apart, unless said otherwise; who leaves empty what is sorted by comes last; a size is asked of companies."""
    if found is None:
        assert alisei("-C", root, "list", *words).code == 2
    else:
        assert ids(alisei, root, *words) == found


@pytest.mark.parametrize(
    ("columns", "id", "cells"),
    [
        ("name,type,region", "alfa", ["Ärzte", "Company", "Tuscany"]),
        ("nome,tipo,regione", "alfa", ["Ärzte", "Company", "Tuscany"]),
        ("province,head_office.province,cap,municipality", "gamma", ["Roma", "RM", "00184", "Roma"]),
        ("technologies", "gamma", ["Artificial intelligence; Stem cells and regenerative medicine"]),
        ("vat,identifiers.vat", "alfa", ["01234567890"]),
        ("description,description.it", "alfa", ["One.", "Uno."]),
        ("founded,size,facts.size", "alfa", ["1999", "Small enterprise", "Small enterprise"]),
        ("names,names.value,status", "alfa", ["Ärzte", "Ärzte", "active"]),
        ("region,area,founded", "eps", [None, None, None]),
    ],
)
def test_what_stands_in_a_column(columns: str, id: str, cells: list[Any], root: Path, alisei: Alisei) -> None:
    """Terms by their label, lists apart by semicolons, a text in the language of the reader; a column named twice stands once."""
    rows = {row[0]: row[1:] for row in listed(alisei, root, "--columns", f"id,{columns}")}
    assert rows[id] == cells


def test_names_and_labels_are_in_the_language_of_the_reader(root: Path, alisei: Alisei) -> None:
    """And so are the titles of columns."""
    said = {
        language: alisei("-C", root, "--lang", language, "list", "group", "--columns", "name").out for language in ("it", "en")
    }
    assert "Gruppo" in said["it"].splitlines()
    assert "Group" in said["en"].splitlines()
    assert said["it"].splitlines()[1].strip() == "Nome"


def test_events_count_with_numbers(root: Path, alisei: Alisei) -> None:
    """A number is a number in every format that knows them."""
    assert listed(alisei, root, "event", "--columns", "name,edition") == [["due", 10], ["uno", 9]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--columns", "webiste"), "Did you mean website?"),
        (("--missing", "webiste"), "Did you mean website?"),
        (("--sort", "-webiste"), "Did you mean website?"),
        (("--columns", "telefono"), "docs/entry.md"),
        (("--columns", "head_office"), "Name one or more of them: head_office.municipality"),
        (("--columns", "postcode,offers"), "Name one or more of them: offers.id"),
        (("--columns", "summary"), "Did you mean offers.summary, needs.summary?"),
        (("--columns", ","), "no column is named"),
        (("group", "--columns", "website"), "there is no field called website"),
        (("group", "--columns", "type"), "there is no field called type"),
        (("organisaton",), "Did you mean stakeholder?"),
        (("type=company",), "Write: --where type=company"),
        (("--where", "tpye=company"), "nothing called tpye"),
        (("--where", "name=Aboca"), "Write: alisei search Aboca"),
        (("--where", "from=2024"), "dates.from"),
        (("event", "--where", "since=2024"), "membership.since cannot be asked here: it is no field of event"),
        (("event", "--where", "province=MI"), "alisei list stakeholder --where province=MI"),
        (("--where", "edition=3"), "alisei list event --where edition=3"),
        (("--where", "areas=networking"), "alisei list event --where areas=networking"),
        (("--where", "zzz=none"), "docs/search.md"),
        (("--limit", "0"), "too small"),
        (("--missing",), "alisei list --help"),
        (("--excel-it", "--format", "xlsx", "-o", "x.xlsx"), "--excel-it makes CSV, not xlsx"),
        (("--excel-it",), "-o FILE"),
    ],
)
def test_what_cannot_be_listed_is_told(words: tuple[str, ...], said: str, root: Path, alisei: Alisei) -> None:
    """With the nearest that can."""
    outcome = alisei("-C", root, "list", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


@pytest.mark.parametrize("words", [("--columns", "name,mailbox"), ("--missing", "contact.mailbox"), ("--sort", "mailbox")])
def test_a_field_that_is_not_public_is_told_from_one_that_does_not_exist(
    words: tuple[str, str], root: Path, alisei: Alisei
) -> None:
    """Neither its values nor who leaves it empty are told to an audience that may not see it; those who may get both."""
    policy = root / "schema/policy.yaml"
    policy.write_text((REPOSITORY / "schema/policy.yaml").read_text() + "\nfields: {members: [contact/mailbox]}\n")
    outcome = alisei("-C", root, "list", *words)
    assert outcome.code == 2
    assert "contact.mailbox is not shown to the audience public" in outcome.err
    assert "--audience members" in outcome.err
    assert alisei("-C", root, "list", *words, "--audience", "members").code == 0


def test_a_block_of_which_a_part_is_hidden_is_no_empty_one(root: Path, alisei: Alisei) -> None:
    """Who gives only a mailbox that the public may not see has a contact all the same."""
    policy = root / "schema/policy.yaml"
    policy.write_text((REPOSITORY / "schema/policy.yaml").read_text() + "\nfields: {members: [contact/mailbox]}\n")
    assert "delta" not in ids(alisei, root, "--missing", "contact")


def test_the_answer_says_what_it_leaves_out(root: Path, alisei: Alisei) -> None:
    """Conditions, empty fields, the limit; in CSV, which has no room for notes, beside it."""
    merged = root / "registry/stakeholders/toscana/beta.yaml"
    merged.write_text(merged.read_text().replace("status: active", "status: inactive\nstatus_since: 2025\nstatus_reason: chiusa"))
    words = ("list", "--where", "region=toscana", "--missing", "technology", "--limit", "2", "--sort", "-name")
    for outcome in (alisei("-C", root, *words).out, alisei("-C", root, *words, "--format", "csv").err):
        assert "2 entries of 6." in outcome
        assert "Only entries with region=toscana." in outcome
        assert "Only entries that leave empty: Technology." in outcome
        assert "1 of them is not active; without it: --where status=active" in outcome
        assert "To see them: alisei list --missing region" in outcome
    assert "Only the first 1 is shown." in alisei("-C", root, "list", "--limit", "1").out


def test_the_command_of_a_search_lists_those_who_leave_a_field_empty(root: Path, alisei: Alisei) -> None:
    """A search finds what entries say; for what they do not say it gives the list, with the conditions that its words name."""
    said = " ".join(alisei("-C", root, "search", "aziende", "toscana", "senza", "mailbox").out.split())
    assert "Those that leave it empty: alisei list --where type=company --where region=toscana --missing contact.mailbox." in said


HOSTILE = '=HYPERLINK("http://x","y")'


def test_a_workbook_opens_on_the_list_and_its_cells_are_text(root: Path, alisei: Alisei) -> None:
    """Zeros before a number stay, nothing is a formula or a link, the sheet on the method comes after."""
    entry = root / "registry/stakeholders/toscana/alfa.yaml"
    entry.write_text(entry.read_text().replace("Ärzte", f"'{HOSTILE}'"))
    book = root.parent / "list.xlsx"
    words = ("--columns", "name,vat,cap,founded,website", "--where", "region=toscana,lazio", "-o", str(book))
    assert alisei("-C", root, "--lang", "it", "list", *words).code == 0
    opened = openpyxl.load_workbook(book)
    assert (opened.sheetnames, opened.active.title) == (["Schede", "Metodo"], "Schede")
    rows = list(opened["Schede"].iter_rows())
    assert [cell.value for cell in rows[0]] == ["Nome", "Partita IVA", "Sede principale: CAP", "Fondata nel", "Sito web"]
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for row in rows for cell in row)
    assert ("01234567890", "1999") in {(row[1].value, row[3].value) for row in rows}
    assert "00184" in {row[2].value for row in rows}
    assert HOSTILE in {row[0].value for row in rows}
    assert "rapporto" not in opened.properties.title
    assert "Solo le schede con region=toscana,lazio." in {row[1].value for row in opened["Metodo"].iter_rows()}


@pytest.mark.parametrize("form", [("--excel-it",), ("--format", "excel-it"), ("--excel-it", "--format", "csv")])
def test_csv_for_italian_excel(form: tuple[str, ...], root: Path, alisei: Alisei) -> None:
    """A byte order mark, semicolons, CR LF, Italian titles; what Excel would take for a number or a formula stays the text that it is."""
    entry = root / "registry/stakeholders/toscana/alfa.yaml"
    entry.write_text(entry.read_text().replace("Ärzte", f"'{HOSTILE}'"))
    target = root.parent / "list.csv"
    words = ("list", "--columns", "name,vat,cap,founded,website", *form, "-o", str(target))
    assert alisei("-C", root, "--lang", "it", *words).code == 0
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfNome;Partita IVA;Sede principale: CAP;Fondata nel;Sito web\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == 7
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")}
    assert rows[f"'{HOSTILE}"] == ['="01234567890"', "", '="1999"', "https://www.alfa.it"]
    assert rows["Zeta"][2] == '="2010-05"'
    assert rows["Gamma"][1] == '="00184"'


@pytest.mark.parametrize("suffix", ["csv", "json", "md", "html", "txt", "xlsx"])
def test_every_format_of_tables(suffix: str, root: Path, alisei: Alisei) -> None:
    """The end of the name decides; the same list gives the same bytes."""
    made = []
    for number in range(2):
        target = root.parent / f"list{number}.{suffix}"
        assert alisei("-C", root, "list", "-o", target).code == 0
        made.append(target.read_bytes())
    assert made[0] == made[1] != b""


def test_what_no_entry_can_be_is_not_counted_as_unknown(root: Path, alisei: Alisei) -> None:
    """An edition is asked of events alone; two dates of one field that are apart never hold together."""
    assert "may belong here" not in alisei("-C", root, "search", "--where", "edition=9").out
    assert "may belong here" not in alisei("-C", root, "search", "--where", "areas=networking").out
    apart = " ".join(alisei("-C", root, "list", "--where", "founded=2010..", "--where", "founded=..2005").out.split())
    assert "No entry meets all of these conditions at once" in apart
    assert "may belong here" not in apart
    assert "may belong here" in alisei("-C", root, "list", "--where", "founded=2000..", "--where", "founded=..2005").out


def test_a_city_of_an_event_can_be_a_column(root: Path, alisei: Alisei) -> None:
    """By any name that conditions know."""
    assert listed(alisei, root, "event", "--columns", "id,città") == [["due", None], ["uno", "Milano"]]


def test_a_condition_without_its_option_is_told_from_words(root: Path, alisei: Alisei) -> None:
    """Where a search finds nothing."""
    said = " ".join(alisei("-C", root, "search", "alfa", "type=company", "region=toscana").out.split())
    assert "alisei search alfa --where type=company --where region=toscana" in said


def test_a_kind_of_entry_among_the_words_of_a_search_is_told(root: Path, alisei: Alisei) -> None:
    """Where they find nothing: the word names entries, and stands in none."""
    said = " ".join(alisei("-C", root, "search", "eventi", "milano").out.split())
    assert "eventi is a kind of entry: alisei search milano --where kind=event" in said


def test_an_event_is_listed_with_its_day_and_place(root: Path, alisei: Alisei) -> None:
    """The columns where none are asked for are those that the kind has."""
    outcome = json.loads(alisei("-C", root, "list", "event", "--format", "json").out)["tables"][0]
    assert [each["name"] for each in outcome["columns"]] == ["id", "name", "dates.from", "municipality", "region", "website"]
    assert outcome["rows"][1] == ["uno", "uno", "2024-05", "Milano", "Lombardy", None]


@pytest.mark.parametrize(
    ("wheres", "commands"),
    [
        (("province=RM",), ["alisei list --where region=lazio,italia --missing province"]),
        (("province=RM", "type=irccs"), ["alisei list --where type=irccs --where region=lazio,italia --missing province"]),
        (
            ("founded=2000..", "region=lazio"),
            [
                "alisei list --where region=lazio --missing facts.founded",
                "alisei list --missing facts.founded,region",
            ],
        ),
    ],
)
def test_who_may_belong_there_can_be_listed(wheres: tuple[str, ...], commands: list[str], root: Path, alisei: Alisei) -> None:
    """Where a place or two things are not known too, by commands that run and together list as many as are counted."""
    words = [part for where in wheres for part in ("--where", where)]
    said = json.loads(alisei("-C", root, "list", *words, "--format", "json").out)["tables"][0]["notes"]
    told = [each.removeprefix("To see them: ") for each in said if each.startswith("To see them: ")]
    assert told == commands
    counted = next(int(each.split()[0]) for each in said if "may belong here" in each)
    assert sum(len(ids(alisei, root, *command.split()[2:])) for command in told) == counted


def test_what_a_condition_says_of_all_is_not_repeated_in_every_row(root: Path, alisei: Alisei) -> None:
    """On a screen; a program gets the usual columns, and who names columns gets those."""
    words = ("-C", root, "list", "--where", "region=toscana")
    assert alisei(*words).out.splitlines()[2].split() == ["id", "Name", "type", "Municipality"]
    assert "Region" in alisei(*words, "--columns", "name,region").out.splitlines()[1]
    assert [row[4] for row in listed(alisei, root, "--where", "region=toscana")] == ["Tuscany", "Tuscany"]


def test_a_long_id_leaves_the_table_a_table(dataset: Dataset, alisei: Alisei) -> None:
    """At 80 columns: it stands whole above its row, and the words of other cells break behind hyphens at most."""
    long = "center-for-advanced-biomaterials-for-healthcare-naples"
    place = "municipality: Castelnuovo di Porto, province: RM, region: lazio"
    names = {"beta": "Beta", "gamma": "Interuniversitario Otorinolaringoiatrico", long: "Alfa Centauri e Associati"}
    root = dataset(
        {f"registry/stakeholders/lazio/{id}.yaml": stakeholder(id, name=name, place=place) for id, name in names.items()}
    )
    shown = alisei("-C", root, "list").out.splitlines()
    assert shown[2].split() == ["id", "Name", "type", "Municipality", "Region"]
    assert long in shown
    assert sum(" Lazio" in line for line in shown) == 3
    assert max(map(len, shown)) <= 80
