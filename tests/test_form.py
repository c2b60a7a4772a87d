"""``alisei form``: the page makes exactly the proposal that was filled in, for everyone, and tells nobody anything by itself."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml as plain_yaml

from alisei_cli.core.issue_link import build_issue_link
from alisei_cli.folding import fold, strip_endings
from alisei_cli.model.identity import identify
from alisei_cli.rules._mail import looks_personal
from tests.conftest import REPOSITORY, Alisei, Dataset, committed
from tests.form_page import drive, open_untouched, read_data
from tests.render.hostile import HOSTILE
from tests.test_browser import browser, visited

PATH = "registry/stakeholders/toscana/istituto-rossi.yaml"
ROSSI = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, kind: display}
  - {value: 'Rossi: ricerca', kind: alias, lang: en}
  - {value: IR, kind: acronym}
type: company
head_office: {municipality: Siena, province: SI, region: toscana, country: IT}
website: https://www.istitutorossi.it
technologies: [gene-editing, robotics]
description:
  it: |
    Due righe
    di testo, per chi cerca e per chi trova.
contact:
  mailbox: info@istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
"""
VECTORS = json.loads((REPOSITORY / "tests/data/proposal-blocks.json").read_text(encoding="utf-8"))
SCRIPTS = sorted((REPOSITORY / "alisei_cli/render/templates/form").glob("*.js"))
SCREENS = [(1280, "light", "it"), (320, "dark", "en")]
ALL_SCREENS = [(width, scheme, language) for width in (1280, 320) for scheme in ("light", "dark") for language in ("it", "en")]


@pytest.fixture
def root(dataset: Dataset) -> Path:
    return committed(dataset({PATH: ROSSI}))


@pytest.fixture
def page(root: Path, tmp_path: Path, alisei: Alisei) -> Path:
    return make(alisei, root, tmp_path / "correggi.html", "istituto-rossi")


def make(alisei: Alisei, root: Path, file: Path, *words: str) -> Path:
    done = alisei("-C", root, "form", *words, "-o", file)
    assert done.code == 0, done.err
    return file


def propose(alisei: Alisei, root: Path, block: str) -> dict[str, Any]:
    file = root.parent / "proposta.txt"
    file.write_text(block, encoding="utf-8")
    [found] = json.loads(alisei("-C", root, "propose", file, "--format", "json").out)["proposals"]
    return dict(found)


def test_same_entry_same_bytes_and_not_too_many(page: Path, root: Path, tmp_path: Path, alisei: Alisei) -> None:
    assert page.read_bytes() == make(alisei, root, tmp_path / "again.html", "Istituto Rossi").read_bytes()
    assert page.stat().st_size < 300_000
    assert make(alisei, root, tmp_path / "new.html", "--new").stat().st_size < 400_000


def test_the_policy_of_the_page_lets_nothing_in_or_out(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert "unsafe" not in policy
    assert {"default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'"} <= set(policy.split("; "))
    assert re.findall(r"(?:src|href|action)=", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_set_texts_and_never_markup(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|\.style\b|fetch|XMLHttp", text
    )
    assert len(text.splitlines()) < 300


def test_what_is_asked_for_wrongly(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    for words in ([], ["istituto-rossi", "--new"]):
        assert alisei("-C", root, "form", *words, "-o", tmp_path / "x.html").code == 2
    assert alisei("-C", root, "form", "istituto-rosi", "-o", tmp_path / "x.html").code == 2
    assert alisei("-C", root, "form", "istituto-rossi").code == 2


def test_more_than_public_is_not_written_into_the_repository(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    inside = alisei("-C", root, "form", "istituto-rossi", "--audience", "members", "-o", root / "correggi.html")
    assert inside.code == 2
    assert not (root / "correggi.html").exists()
    assert make(alisei, root, tmp_path / "x.html", "istituto-rossi", "--audience", "members").exists()


def test_hidden_values_are_not_in_the_page(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    """Neither what the entry keeps back nor fields of another audience."""
    root = committed(dataset({PATH: ROSSI.replace("sources:", "sharing: {members: [/contact/mailbox]}\nsources:")}))
    public = make(alisei, root, tmp_path / "public.html", "istituto-rossi").read_text(encoding="utf-8")
    members = make(alisei, root, tmp_path / "members.html", "istituto-rossi", "--audience", "members")
    assert "info@istitutorossi.it" not in public
    assert "info@istitutorossi.it" in members.read_text(encoding="utf-8")
    fields = [each for section in read_data(members)["sections"] for part in section["parts"] for each in part["fields"]]
    assert [each["route"] for each in fields if each.get("isRestricted")] == [["contact", "mailbox"]]


@browser
def test_page_and_program_agree(page: Path) -> None:
    """On blocks, names of items, folded words and the address of an issue."""
    items = [[{"kind": "alias", "value": "a|b\\c"}, ["kind", "value"]], [{"country": "FR", "x": [2, "b"]}, ["label"]],
             [{"url": "https://x.it"}, ["url", "document"]], [{"document": "x"}, ["url", "document"]]]  # fmt: skip
    words = [*HOSTILE.values(), "Società", "vaccini", "therapies", "Straße", "Æsir Ørsted Łódź", "dispositivo-medico", "D'Amico"]
    words = [each for each in words if "\udc80" not in each and len(each) < 500]
    issue = {"address": "https://github.com/a/b/issues/new", "template": "change-an-entry.yml", "entry": "entry", "block": "block",
             "new": "nuova", "limit": 8191}  # fmt: skip
    links = [[each["entry"], each["block"]] for each in VECTORS] + [
        ["x", "à" * n] for n in (1000, 1340, 1341, 1342, 1343, 1344, 2000)
    ]
    blocks, names, folded, addresses = drive(
        page, [("blocks", VECTORS), ("names", items), ("words", words), ("links", [issue, links])]
    )
    assert blocks == [each["block"] for each in VECTORS]
    assert names == [identify(item, fields)[1] for item, fields in items]
    assert folded == [[fold(each), strip_endings(fold(each))] for each in words]
    assert addresses == [build_issue_link("https://github.com/a/b", id_, block) for id_, block in links]
    assert None in addresses


@browser
def test_by_keyboard_alone(page: Path, root: Path, alisei: Alisei) -> None:
    """A contact changed, an offer added, a name removed, a term added: exactly that is proposed."""
    *_acts, block, told = drive(
        page,
        [
            ("tab", "Togli: IR"),
            ("press", ["Enter"]),
            ("tab", "Casella d'ufficio"),
            ("press", ["Control+A"]),
            ("type", "ufficio@istitutorossi.it"),
            ("tab", "Aggiungi: Offerte"),
            ("press", ["Enter"]),
            ("type", "Camere bianche per terapie cellulari, anche a giornata."),
            ("tab", "Tipo di collaborazione"),
            ("type", "accesso a laboratori"),
            ("press", ["ArrowDown", "Enter"]),
            ("tab", "Scade il"),
            ("type", "2027-05-01"),
            ("tab", "Settori secondari"),
            ("tab", "Tecnologie"),
            ("type", "intelligenza artif"),
            ("press", ["ArrowDown", "Enter"]),
            ("wait", 400),
            ("tab", "Copia il testo"),
            ("press", ["Enter"]),
            ("wait", 300),
            ("read", "#block"),
            ("read", ".told"),
        ],
    )
    assert "Copiato" in told or "Ctrl+C" in told
    found = propose(alisei, root, block)
    assert found["state"] == "clean", found
    offer = {"id": "camere-bianche-per-terapie-cellulari", "kind": "laboratory-access", "expires": "2027-05-01",
             "summary": {"it": "Camere bianche per terapie cellulari, anche a giornata."}}  # fmt: skip
    assert [(each["op"], each["pointer"], each.get("new")) for each in found["changes"]] == [
        ("remove", "/names/acronym|IR", None),
        ("add", "/technologies/artificial-intelligence", "artificial-intelligence"),
        ("add", "/offers/camere-bianche-per-terapie-cellulari", offer),
        ("change", "/contact/mailbox", "ufficio@istitutorossi.it"),
    ]


@browser
def test_an_item_that_changes_its_name(page: Path, root: Path, alisei: Alisei) -> None:
    """Both fields that identify it, a third one, and a source of which the address changes; a field is emptied."""
    *_acts, lines, block = drive(
        page,
        [
            ("click", "[aria-label='Cambia: Rossi: ricerca · Altro nome in uso']"),
            ("fill", ["Il nome obbligatorio", "Rossi: ricerca e cura"]),
            ("tab", "Lingua"),
            ("type", "it"),
            ("tab", "Genere di nome"),
            ("press", ["d", "d", "d"]),
            ("click", "[aria-label^='Cambia: https://www.istitutorossi.it']"),
            ("fill", ["Indirizzo della fonte", "https://www.istitutorossi.it/chi-siamo"]),
            ("fill", ["Sito web", ""]),
            ("wait", 400),
            ("all", ".changes li"),
            ("read", "#block"),
        ],
    )
    assert len(lines) == 5
    assert "svuota /website" in block
    found = propose(alisei, root, block)
    assert [each["pointer"] for each in found["changes"]] == [
        "/names/alias|Rossi: ricerca",
        "/names/legal|Rossi: ricerca e cura",
        "/website",
        "/sources/https:~1~1www.istitutorossi.it",
        "/sources/https:~1~1www.istitutorossi.it~1chi-siamo",
    ], block
    assert found["changes"][1]["new"] == {"value": "Rossi: ricerca e cura", "kind": "legal", "lang": "it"}


@browser
def test_what_is_doubted_is_listed_before_it_is_sent(page: Path) -> None:
    """Hints, and what a new item lacks, each with a way back; an item is called by what is written in it, and sent line by line."""
    *_acts, doubts, _click, focus, titles, block = drive(
        page,
        [
            ("fill", ["Casella d'ufficio", "giulia.bianchi@istitutorossi.it"]),
            ("tab", "Aggiungi: Offerte"),
            ("press", ["Enter"]),
            ("type", "Camere bianche GMP: tre ambienti"),
            ("fill", ["Maturità tecnologica (TRL): Dal livello", "7"]),
            ("fill", ["Maturità tecnologica (TRL): Al livello", "5"]),
            ("tab", "Togli: Camere bianche"),
            ("tab", "Aggiungi: Offerte"),
            ("wait", 400),
            ("all", ".review li"),
            ("click", ".review li:nth-child(2) button"),
            ("focus", None),
            ("all", ".item.new .item-title"),
            ("read", "#block"),
        ],
    )
    assert [each.partition(" ")[0] for each in doubts] == ["Casella", "Offerte", "Offerte"], doubts
    assert "Tipo di collaborazione" in focus
    assert titles == ["Camere bianche GMP: tre ambienti"]
    assert "imposta /offers/camere-bianche-gmp-tre-ambienti/trl/to: 5\n" in block


@browser
def test_words_that_are_no_term_stay_what_they_are(page: Path) -> None:
    """They are told, and sent as they are."""
    *_acts, told, _press, typed, lines = drive(
        page,
        [
            ("tab", "Settori secondari"),
            ("tab", "Tecnologie"),
            ("type", "biobancaria"),
            ("all", ".none"),
            ("press", ["Tab"]),
            ("values", None),
            ("all", ".chips li"),
        ],
    )
    assert len(told) == 1
    assert "biobancaria" in typed
    assert not any("biobancaria" in each for each in lines)


@browser
def test_a_mailbox_looks_personal_to_page_and_rule_alike(page: Path) -> None:
    locals_ = ["giulia.bianchi", "g.rossi", "gr.rossi", "info", "ufficio.stampa", "maria", "istituto.rossi", "anna.istituto", "a.b", "direzione.generale",
               "terapia.cellulare", "mario-rossi+news", "x1.rossi", "marco.polo.ricerca", "wei.zhang", "cardiologia.pediatrica"]  # fmt: skip
    own = frozenset(fold("Istituto Rossi istituto-rossi istitutorossi.it").split())
    [judged, free] = drive(
        page, [("personal", [f"{each}@istitutorossi.it" for each in locals_]), ("personal", ["studiorossi@gmail.com"])]
    )
    assert judged == [looks_personal(each, own) for each in locals_]
    assert 0 < sum(judged) < len(judged)
    assert free == [True]


@browser
def test_words_of_one_term_are_found_in_a_row(page: Path) -> None:
    terms = [
        {"code": "point-of-care", "title": ["Diagnostica decentrata", "Point-of-care testing"]},
        {"code": "car-t", "title": ["Terapie CAR-T", "CAR-T therapies"]},
        {"code": "care-tools", "title": ["Strumenti di cura", "Tools for care"]},
    ]
    *found, by_two = drive(page, [("search", [terms, "CAR-T"]), ("search", [terms, "care tool"])])
    assert found == [["car-t"]]
    assert by_two == ["care-tools"]


@browser
def test_the_page_warns_until_the_text_has_left_it(page: Path) -> None:
    before, *_acts, changed, _click, _wait, copied = drive(
        page,
        [
            ("warns", None),
            ("fill", ["Sito web", "https://www.rossi.it"]),
            ("wait", 400),
            ("warns", None),
            ("click", "text=Copia il testo"),
            ("wait", 200),
            ("warns", None),
        ],
    )
    assert (before, changed, copied) == (False, True, False)


def test_what_the_secretariat_decides_is_not_asked(page: Path, root: Path, tmp_path: Path, alisei: Alisei) -> None:
    """Nor what other types of organisation have: a company has a size, a university none."""
    routes = routes_of(page)
    assert {("website",), ("facts", "size"), ("profile",)} <= routes
    assert not {"status", "successor", "membership", "maintainers", "sharing"} & {route[0] for route in routes}
    file = root / PATH
    file.write_text(file.read_text(encoding="utf-8").replace("type: company", "type: university"), encoding="utf-8")
    assert not {("facts", "size"), ("profile",)} & routes_of(make(alisei, root, tmp_path / "x.html", "istituto-rossi"))


def routes_of(page: Path) -> set[tuple[str, ...]]:
    return {
        tuple(each["route"]) for section in read_data(page)["sections"] for part in section["parts"] for each in part["fields"]
    }


@browser
def test_nothing_changed_offers_a_confirmation_and_every_way_out(page: Path) -> None:
    *_acts, none, _click, _wait, block, ways, file = drive(
        page,
        [
            ("click", "label[for=show-en]"),
            ("all", "section[aria-labelledby=send-title]"),
            ("click", "text=I confirm that the entry is right"),
            ("wait", 300),
            ("read", "#block"),
            ("all", ".ways a.button"),
            ("download", "Download correzioni-istituto-rossi.txt"),
        ],
    )
    assert none == []
    assert re.fullmatch(r"ALISEI 1\nentry: istituto-rossi\nbase: [0-9a-f]{12}\nconfirm: yes\nEND\n", block)
    assert file == ["correzioni-istituto-rossi.txt", block]
    [mail] = ways
    assert mail.startswith("mailto:?subject=%5Balisei%3Aistituto-rossi%5D%20Istituto%20Rossi&body=ALISEI%201%0D%0Aentry")


@browser
def test_a_new_entry_by_seven_answers(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    """A municipality brings province and region with it, also one of two of the same name."""
    page = make(alisei, root, tmp_path / "nuova.html", "--new")
    *_acts, block = drive(
        page,
        [
            ("tab", "Il nome"),
            ("type", "Istituto Bianchi"),
            ("tab", "Tipo di soggetto"),
            ("type", "impresa"),
            ("press", ["ArrowDown", "Enter"]),
            ("tab", "Comune"),
            ("type", "castro"),
            ("press", ["ArrowDown", "ArrowDown", "Enter"]),
            ("tab", "Sito web"),
            ("type", "https://www.istitutobianchi.it"),
            ("tab", "Settore principale"),
            ("type", "diagnostica"),
            ("press", ["ArrowDown", "Enter"]),
            ("tab", "Casella d'ufficio"),
            ("type", "info@istitutobianchi.it"),
            ("tab", "Indirizzo della fonte"),
            ("type", "https://www.istitutobianchi.it/chi-siamo"),
            ("wait", 400),
            ("read", "#block"),
        ],
    )
    block = re.sub(r'"accessed": "[0-9-]{10}"', '"accessed": "2026-11-23"', block)
    found = propose(alisei, root, block)
    assert (found["state"], found["id"]) == ("clean", "istituto-bianchi"), (block, found)
    made = {each["pointer"]: each["new"] for each in found["changes"]}
    assert made["/head_office"] == {"municipality": "Castro", "province": "LE", "region": "puglia", "country": "IT"}
    assert made["/type"] == "company"


@browser
def test_values_above_public_close_the_door_of_github(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    """And a repository that the policy names opens it."""
    policy = (REPOSITORY / "schema/policy.yaml").read_text(encoding="utf-8")
    named = "  name: alisei\n  repository: https://github.com/org/registro\n  mailbox: segreteria@example.org\n"
    files = {PATH: ROSSI.replace("sources:", "sharing: {members: [/contact/mailbox]}\nsources:")}
    root = committed(dataset({**files, "schema/policy.yaml": policy.replace("  name: alisei\n", named)}))
    page = make(alisei, root, tmp_path / "x.html", "istituto-rossi", "--audience", "members")
    change = [("fill", ["Sito web", "https://www.rossi.it"]), ("wait", 400), ("all", ".ways a.button"), ("read", "#block")]
    *_acts, links, block, _fill, _wait, closed, said = drive(
        page,
        [
            *change,
            ("fill", ["Casella d'ufficio", "x@istitutorossi.it"]),
            ("wait", 400),
            ("all", ".ways a.button"),
            ("read", ".ways"),
        ],
    )
    assert links[0].startswith("mailto:segreteria@example.org?")
    assert links[1:] == [build_issue_link("https://github.com/org/registro", "istituto-rossi", block)]
    assert len(closed) == 1
    assert "GitHub lo leggono tutti" in said


@browser
def test_a_text_that_is_too_long_for_a_link(page: Path) -> None:
    *_acts, ways, links = drive(
        page, [("fill", ["Testo inglese", "long " * 400]), ("wait", 400), ("read", ".ways"), ("all", ".ways a.button")]
    )
    assert links == []
    assert "copialo e incollalo" in ways


@browser
def test_hostile_values_stay_text(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    """Nothing that data say is run, fetched or shown as markup; untouched, nothing of it is a change."""
    texts = [text for name, text in HOSTILE.items() if name not in ("very long", "lone surrogate", "xml")]
    data = plain_yaml.safe_load(ROSSI)
    data["names"] += [{"value": text, "kind": "alias"} for text in [*texts, "</script><script>alert(1)</script>", "\"'><b>"]]
    data["description"] = {"it": "</script><script>alert(1)</script><!--<script>", "en": "\u202eevil & “quotes”"}
    data["notes"] = "".join(texts)
    root = committed(dataset({PATH: plain_yaml.safe_dump(data, allow_unicode=True)}))
    page = make(alisei, root, tmp_path / "x.html", "istituto-rossi")
    changes, scripts, values, shown = drive(
        page,
        [
            ("untouched", [read_data(page)["choices"], [read_data(page)["sections"]]]),
            ("scripts", None),
            ("values", None),
            ("all", ".item-title"),
        ],
    )
    assert [changes[0][1], scripts] == [[], 2]
    assert "</script><script>alert(1)</script><!--<script>" in values
    assert any("</script><script>alert(1)</script>" in each for each in shown)


@browser
def test_untouched_entries_change_nothing(page: Path, sample: Path) -> None:
    """Every item opened, of every kind."""
    answers = open_untouched(page, sample, 5)
    assert len(answers) >= 20
    assert all(fields > 20 for fields, _found in answers)
    assert [found for _fields, found in answers if found] == []


@browser
def test_accessible(page: Path) -> None:
    """Axe finds nothing, wide by day and narrow by night; nothing sticks out."""
    expect_no_fault(page, SCREENS)


@browser
@pytest.mark.weekly
@pytest.mark.parametrize("words", [("istituto-rossi",), ("--new",)], ids=["entry", "new"])
def test_accessible_on_every_screen(root: Path, tmp_path: Path, alisei: Alisei, words: tuple[str, ...]) -> None:
    expect_no_fault(make(alisei, root, tmp_path / "x.html", *words), ALL_SCREENS)


def expect_no_fault(page: Path, screens: list[tuple[int, str, str]]) -> None:
    for name, each in visited(page, screens).items():
        assert each["violations"] == [], name
        assert each["passes"] > 20, name
        assert (each["overflow"], each["out"], each["broken"]) == (0, [], []), name
        assert (each["requests"], each["said"]) == ([page.as_uri()], []), name


def test_no_commit_is_named_that_does_not_have_the_values(root: Path, tmp_path: Path, alisei: Alisei) -> None:
    """A change that was not committed leaves the base out, of this entry alone; else putting the old value back would be lost."""
    assert read_data(make(alisei, root, tmp_path / "a.html", "istituto-rossi"))["base"]
    other = "registry/stakeholders/toscana/banca-verdi.yaml"
    (root / other).write_text(ROSSI.replace("istituto-rossi", "banca-verdi"))
    assert read_data(make(alisei, root, tmp_path / "b.html", "istituto-rossi"))["base"]
    (root / PATH).write_text(ROSSI.replace("website: https://www.istitutorossi.it", "website: https://www.nuovo-rossi.it"))
    assert read_data(make(alisei, root, tmp_path / "c.html", "istituto-rossi"))["base"] is None


@browser
def test_names_of_javascript_and_commas_in_a_list_are_shown_as_they_are(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    """Places of a sentence are only those that it has, and a value with a comma or a semicolon is one value."""
    text = ROSSI.replace("value: Istituto Rossi", 'value: "{constructor} {toString} x"')
    text = text.replace("technologies:", 'identifiers: {srn: ["IT;2", "IT-MF-1, x"]}\ntechnologies:')
    page = make(alisei, committed(dataset({PATH: text})), tmp_path / "x.html", "istituto-rossi")
    heading, given, _fill, _wait, block = drive(
        page,
        [("read", "h1"), ("values", None), ("fill", ["Codici SRN", "IT;2\nIT-MF-3"]), ("wait", 400), ("read", "#block")],
    )
    assert "{constructor} {toString} x" in heading
    assert "IT;2\nIT-MF-1, x" in given
    assert "togli /identifiers/srn/IT-MF-1, x\naggiungi /identifiers/srn: IT-MF-3\n" in block
    assert "IT;2" not in block
