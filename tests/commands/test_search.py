"""``alisei search``: words and terms find what they mean, whatever the accents, the language or the synonym."""

import json
from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, Terminal, stakeholder

FILES = {
    "registry/stakeholders/toscana/citta-della-salute.yaml": stakeholder(
        "citta-della-salute",
        "sector: {primary: hospital-care}\ntherapeutic_areas: [oncology]\n",
        name="Città della Salute",
        type="irccs",
        place="municipality: Siena, province: SI, region: toscana",
    ),
    "registry/stakeholders/lazio/alfa-biotech.yaml": stakeholder(
        "alfa-biotech",
        "sector: {primary: pharma}\ntherapeutic_areas: [rare-diseases]\n"
        "description: {it: Sviluppa anticorpi monoclonali per i bambini., en: It develops monoclonal antibodies for children.}\n",
        name="Alfa Biotech S.p.A.",
        place="region: lazio",
    ),
    "registry/stakeholders/lazio/beta-devices.yaml": stakeholder(
        "beta-devices", "sector: {primary: medical-devices}\n", place="region: lazio"
    ),
}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Three stakeholders in two regions."""
    return dataset(FILES)


def found(alisei: Alisei, root: Path, *words: str) -> list[str]:
    """Ids that a search finds, best first."""
    outcome = alisei("-C", root, "search", *words, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    return [row[0] for row in json.loads(outcome.out)["tables"][0]["rows"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["città"], ["citta-della-salute"]),
        (["citta"], ["citta-della-salute"]),
        (["CITTÀ", "salute"], ["citta-della-salute"]),
        (["città della salute"], ["citta-della-salute"]),
        (["biot"], ["alfa-biotech"]),
        (["alfa", "nowhere"], []),
        (["siena"], ["citta-della-salute"]),
        (["anticorpi"], ["alfa-biotech"]),
        (["antibodies"], ["alfa-biotech"]),
        (["oncologia"], ["citta-della-salute"]),
        (["oncology"], ["citta-della-salute"]),
        (["malattie rare"], ["alfa-biotech"]),
        (["malattia rara"], ["alfa-biotech"]),
        (["orphan diseases"], ["alfa-biotech"]),
        (["orphan", "diseases"], ["alfa-biotech"]),
        (["azienda"], ["alfa-biotech", "beta-devices"]),
        (["firm"], ["alfa-biotech", "beta-devices"]),
        (["healthcare-organisation"], ["citta-della-salute"]),
        (["zzz"], []),
    ],
    ids=str,
)
def test_words_find_what_they_mean(words: list[str], expected: list[str], root: Path, alisei: Alisei) -> None:
    """Names, places, descriptions; labels and synonyms of terms in both languages; a phrase that names a term, and its children."""
    assert expected == found(alisei, root, *words)


@pytest.fixture
def odd(dataset: Dataset) -> Path:
    """Names that people write in several ways, and texts in one language alone."""
    folder = "registry/stakeholders/lazio"
    vaccine = "description: {it: Produce un vaccino contro una malattia che non si vede più.}\n"
    return dataset(
        {
            f"{folder}/{id}.yaml": stakeholder(id, more, name=name, place="region: lazio")
            for id, name, more in (
                ("damor", "Farmaceutici Damor", ""),
                ("dell-orto", "Fondazione Dell'Orto", ""),
                ("leone", "Leone SpA", ""),
                ("philogen", "Philogen", vaccine),
                ("san-raffaele", "Ospedale San Raffaele", ""),
                ("sant-anna", "Clinica S. Anna", "technologies: [cell-tissue-engineering]\n"),
            )
        }
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["d'amor"], ["damor"]),
        (["dell’orto"], ["dell-orto"]),
        (["dellorto"], ["dell-orto"]),
        (["orto"], ["dell-orto"]),
        (["leone s.p.a."], ["leone"]),
        (["leone", "SPA"], ["leone"]),
        (["Philogen S.p.A."], ["philogen"]),
        (["philogen srl"], ["philogen"]),
        (["spa"], ["leone"]),
        (["S. Raffaele"], ["san-raffaele"]),
        (["s.raffaele"], ["san-raffaele"]),
        (["sant'anna"], ["sant-anna"]),
        (["S. Anna"], ["sant-anna"]),
        (["vaccini"], ["philogen"]),
        (["vaccine"], ["philogen"]),
        (["vaccines"], ["philogen"]),
        (["ospedali"], ["san-raffaele"]),
        (["linee cellulari"], ["sant-anna"]),
        (["linea cellulare"], ["sant-anna"]),
    ],
    ids=str,
)
def test_a_word_may_be_written_otherwise(words: list[str], expected: list[str], odd: Path, alisei: Alisei) -> None:
    """Dots, apostrophes and legal forms do not count; number and gender do not; a text is found by the other names of a term."""
    assert expected == found(alisei, odd, *words)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("farmaceutca", "farmaceutica"),
        ("ospedle raffaele", "ospedale raffaele"),
        ("linee celulari", "linee cellulari"),
        ("farmaceutca leone", ""),
        ("zzzzzz", ""),
    ],
)
def test_a_slip_is_answered_with_the_nearest_that_finds_something(words: str, near: str, odd: Path, alisei: Alisei) -> None:
    """An empty table says what was probably meant; never what finds nothing either."""
    outcome = alisei("-C", odd, "search", words, "--format", "json")
    table = json.loads(outcome.out)["tables"][0]
    assert (outcome.code, outcome.err, table["rows"]) == (0, "", [])
    assert [note for note in table["notes"] if "Did you mean" in note] == ([f'Did you mean "{near}"?'] if near else [])


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_language_of_the_tool_changes_no_answer(language: str, root: Path, alisei: Alisei) -> None:
    """The same words find the same entries for everybody."""
    assert found(alisei, root, "malattie rare", "--lang", language) == ["alfa-biotech"]


def test_a_name_goes_before_a_term_and_a_term_before_a_text(dataset: Dataset, alisei: Alisei) -> None:
    """The best place of a word decides the order."""
    folder = "registry/stakeholders/lazio"
    root = dataset(
        {
            f"{folder}/a-text.yaml": stakeholder(
                "a-text", "description: {it: Fa molta oncologia ogni giorno dell'anno.}\n", place="region: lazio"
            ),
            f"{folder}/b-term.yaml": stakeholder("b-term", "therapeutic_areas: [oncology]\n", place="region: lazio"),
            f"{folder}/c-name.yaml": stakeholder("c-name", name="Oncologia Romana", place="region: lazio"),
        }
    )
    assert found(alisei, root, "oncologia") == ["c-name", "b-term", "a-text"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--where", "region=lazio"], ["alfa-biotech", "beta-devices"]),
        (["--where", "type=healthcare-organisation"], ["citta-della-salute"]),
        (["--where", "sector=healthcare-provision"], ["citta-della-salute"]),
        (["azienda", "--where", "sector=pharma"], ["alfa-biotech"]),
        (["azienda", "--where", "region=lazio", "--where", "sector=medical-devices"], ["beta-devices"]),
        (["azienda", "--where", "region=toscana"], []),
    ],
    ids=str,
)
def test_conditions_narrow_the_search(words: list[str], expected: list[str], root: Path, alisei: Alisei) -> None:
    """With or without words; a term stands for its children."""
    assert expected == found(alisei, root, *words)


def test_the_terms_that_led_to_an_entry_are_told(root: Path, alisei: Alisei) -> None:
    """Whoever wonders why an entry is there reads it in its row, in the language of the moment."""
    english = json.loads(alisei("-C", root, "search", "orphan diseases", "--format", "json").out)
    italian = json.loads(alisei("-C", root, "search", "orphan diseases", "--format", "json", "--lang", "it").out)
    assert (english["tables"][0]["rows"][0][-1], italian["tables"][0]["rows"][0][-1]) == ("Rare diseases", "Malattie rare")


@pytest.mark.parametrize("words", [[], [""], ["   "]], ids=str)
def test_nothing_to_search_for_is_usage(words: list[str], root: Path, alisei: Alisei) -> None:
    """2, with an example."""
    outcome = alisei("-C", root, "search", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "alisei search" in outcome.err


@pytest.mark.parametrize(
    "words", [[".*"], ["("], ["%"], ["\\"], ["--", "-x"], ["🧬"], ["a" * 5000], ["\x1b[31m"]], ids=lambda words: words[-1][:5]
)
def test_any_text_may_be_looked_for(words: list[str], root: Path, alisei: Alisei) -> None:
    """No sign has a meaning of its own; nothing typed reaches the terminal as a command."""
    outcome = alisei("-C", root, "search", *words)
    assert (outcome.code, outcome.err) == (0, "")
    assert "\x1b" not in outcome.out


def lines(alisei: Alisei, root: Path, *words: str) -> list[str]:
    """What a search shows on a terminal."""
    return alisei("-C", root, "search", *words).out.split("\n")


@pytest.mark.parametrize("width", [40, 80, 100, 160])
def test_ids_stand_in_one_piece(width: int, dataset: Dataset, alisei: Alisei, terminal: Terminal) -> None:
    """Ids can be copied: one that is wider than its column stands on a line of its own."""
    folder = "registry/stakeholders/lazio"
    names = {
        "rizzoli": "Rizzoli",
        "istituto-ortopedico-rizzoli": "Istituto Ortopedico Rizzoli",
        "center-for-advanced-biomaterials-for-healthcare-naples": "Center for Advanced Biomaterials for Healthcare",
        "abcdefghij" * 6: "Alfa",
    }
    root = dataset({f"{folder}/{id}.yaml": stakeholder(id, name=name, place="region: lazio") for id, name in names.items()})
    terminal(width)
    shown = lines(alisei, root, "--where", "region=lazio")
    assert set(names) <= set(" ".join(shown).split())
    assert sum("Lazio" in line for line in shown) == len(names)
    assert max(len(line) for line in shown if line.strip() not in names) <= width
    assert ("  name: Rizzoli" in shown) == (width == 40)


@pytest.mark.parametrize("width", [40, 80, 100, 160])
def test_codes_of_terms_stand_in_one_piece(width: int, root: Path, alisei: Alisei, terminal: Terminal) -> None:
    """They are copied into entries."""
    for facet in ("technology", "stakeholder-type", "collaboration"):
        rows = json.loads(alisei("-C", root, "taxonomy", facet, "--format", "json").out)["tables"][0]["rows"]
        terminal(width)
        assert {row[0] for row in rows} <= set(alisei("-C", root, "taxonomy", facet).out.split())


@pytest.mark.parametrize("width", [40, 80, 160])
def test_addresses_stand_on_one_line(width: int, dataset: Dataset, alisei: Alisei, terminal: Terminal) -> None:
    """Addresses can be opened, even if wider than the terminal."""
    folder = "registry/stakeholders/lazio"
    long = "https://www.gamma.it/nodes/advanced-light-microscopy-italian-node/contacts"
    root = dataset(
        {
            f"{folder}/alfa.yaml": stakeholder("alfa", "website: https://www.alfa-biotech.it/\n", place="region: lazio"),
            f"{folder}/gamma.yaml": stakeholder("gamma", f"website: {long}\n", place="region: lazio"),
        }
    )
    terminal(width)
    shown = alisei("-C", root, "report", "freshness", "--table", "write-to").out
    assert {long, "https://www.alfa-biotech.it/", "2026-11-23"} <= set(shown.split())
    assert " never confirmed" in " ".join(shown.split())


def test_the_column_of_reasons_stands_where_words_were_looked_for(root: Path, alisei: Alisei) -> None:
    """A note gives the conditions once.

    The column would take width from the names.
    """
    assert lines(alisei, root, "alfa")[1].split() == ["id", "name", "type", "region", "because"]
    assert lines(alisei, root, "--where", "region=lazio")[1].split() == ["id", "name", "type", "region"]


@pytest.fixture
def addresses(dataset: Dataset) -> Path:
    """Build addresses with words of terms, and an entry with these terms."""
    slug = "/covid-e-vaccini-terapia-cellulare-e-la-lotta-car-t"
    vaccini = "description: {it: Sviluppa vaccini a mRNA e altre cose nuove.}\n"
    return dataset(
        {
            f"registry/stakeholders/lazio/{id}.yaml": stakeholder(id, more, place="region: lazio").replace(
                f"www.{id}.it,", f"notiziario.it{slug},"
            )
            for id, more in (
                ("alfa", f"website: https://www.alfa-labs.it{slug}\n"),
                ("beta", "identifiers: {ror: https://ror.org/03ad39j10}\n"),
                ("gamma", f"website: https://vaccini.gamma.it/\n{vaccini}"),
                ("delta", "contact: {mailbox: vaccini@delta.it}\ntechnologies: [vaccine-immunotherapy-platforms]\n"),
            )
        }
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CAR-T", ["delta", "gamma"]),
        ("vaccine", ["delta", "gamma"]),
        ("covid", []),
        ("lotta", []),
        ("notiziario", []),
        ("notiziario.it", []),
        ("cell therapy", ["delta"]),
        ("https", []),
        ("alfa-labs.it", ["alfa"]),
        ("www.alfa-labs.it", ["alfa"]),
        ("https://www.alfa-labs.it/", ["alfa"]),
        ("03ad39j10", ["beta"]),
        ("https://ror.org/03ad39j10", ["beta"]),
    ],
)
def test_addresses_are_no_texts(words: str, expected: list[str], addresses: Path, alisei: Alisei) -> None:
    """Sources and paths are never searched.

    Hosts and identifiers match literally, never by synonyms.
    """
    assert expected == found(alisei, addresses, words)


@pytest.mark.parametrize(
    ("words", "because"),
    [
        ("alfa", "name"),
        ("biotech spa", "name"),
        ("antibodies", "Description"),
        ("alfa antibodies", "name, Description"),
        ("rare", "Rare diseases"),
        ("malattie rare", "Rare diseases"),
        ("azienda lazio", "Company, Lazio"),
        ("azienda alfa", "Company, name"),
        ("latium", "Lazio"),
        ("central italy", "Centre"),
    ],
)
def test_why_an_entry_was_found(words: str, because: str | None, root: Path, alisei: Alisei) -> None:
    """Each word has its reason: name, term, place or field."""
    rows = json.loads(alisei("-C", root, "search", words, "--format", "json").out)["tables"][0]["rows"]
    assert {row[0]: row[-1] for row in rows}.get("alfa-biotech") == because


def test_a_text_that_was_found_by_another_word_says_the_word(addresses: Path, alisei: Alisei) -> None:
    """The reason names the synonym."""
    rows = json.loads(alisei("-C", addresses, "search", "CAR-T", "--format", "json").out)["tables"][0]["rows"]
    assert [row[-1] for row in rows] == ["Vaccine and immunotherapy platforms", "Description (vaccini)"]


def test_half_a_name_in_an_id_is_no_synonym(dataset: Dataset, alisei: Alisei) -> None:
    """A term is called «cells» too: an id that holds ``cell`` does not bear it; a text and the typed word still find."""
    folder = "registry/stakeholders/toscana"
    related = "relations: [{type: related, target: other-cell-maker}]\n"
    root = dataset(
        {
            f"{folder}/elysium-cell-bio.yaml": stakeholder("elysium-cell-bio", related),
            f"{folder}/other-cell-maker.yaml": stakeholder("other-cell-maker"),
            f"{folder}/rossi.yaml": stakeholder("rossi", "technologies: [cell-tissue-engineering]\n"),
        }
    )
    assert found(alisei, root, "cell", "therapy") == ["rossi"]
    assert set(found(alisei, root, "cell")) >= {"elysium-cell-bio", "other-cell-maker"}


@pytest.mark.parametrize(
    "words", ["lazio", "leone srl", "s. anna", "active", "IT", "sant-anna", "Ospedale San Raffaele", "dellorto"]
)
def test_no_hit_is_without_a_reason(words: str, odd: Path, alisei: Alisei) -> None:
    """Every hit has a reason, for any search."""
    rows = json.loads(alisei("-C", odd, "search", words, "--format", "json").out)["tables"][0]["rows"]
    assert rows
    assert all(row[-1] for row in rows)


@pytest.fixture
def country(dataset: Dataset) -> Path:
    """Build bodies all over Italy, some named after a place."""
    places = {
        "uno": ("lombardia", "Uno", "company", "municipality: Milano, province: MI"),
        "due": ("toscana", "Due", "company", "municipality: Firenze, province: FI"),
        "azienda-usl-toscana-sud": (
            "toscana",
            "Azienda USL Toscana Sud",
            "local-health-authority",
            "municipality: Siena, province: SI",
        ),
        "tre": ("campania", "Tre", "irccs", "municipality: Napoli, province: NA"),
        "quattro": ("sicilia", "Quattro", "company", "municipality: Palermo, province: PA"),
        "cinque": ("p-a-bolzano", "Cinque", "company", "municipality: Bolzano, province: BZ"),
        "sei": ("emilia-romagna", "Sei", "company", "municipality: Bologna, province: BO"),
        "centro-roma": ("lazio", "Centro Biotecnologie", "company", "municipality: Roma, province: RM"),
    }
    return dataset(
        {
            f"registry/stakeholders/{region}/{id}.yaml": stakeholder(
                id, name=name, type=type_, place=f"{place}, region: {region}"
            )
            for id, (region, name, type_, place) in places.items()
        }
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tuscany", ["azienda-usl-toscana-sud", "due"]),
        ("toscana", ["azienda-usl-toscana-sud", "due"]),
        ("Toscana aziende", ["due", "azienda-usl-toscana-sud"]),
        ("companies in Tuscany", ["due"]),
        ("imprese della Toscana", ["due"]),
        ("imprese dell'Emilia Romagna", ["sei"]),
        ("un'azienda dell’Emilia-Romagna", ["sei"]),
        ("lombardy", ["uno"]),
        ("milan", ["uno"]),
        ("Milano", ["uno"]),
        ("florence company", ["due"]),
        ("naples", ["tre"]),
        ("irccs south", ["tre"]),
        ("irccs Southern Italy", ["tre"]),
        ("irccs mezzogiorno", ["tre"]),
        ("company islands", ["quattro"]),
        ("company sicily", ["quattro"]),
        ("south tyrol", ["cinque"]),
        ("company south tyrol", ["cinque"]),
        ("Südtirol", ["cinque"]),
        ("Trentino-Alto Adige", ["cinque"]),
        ("company sud", []),
        ("south", ["tre"]),
        ("sud", ["azienda-usl-toscana-sud", "tre"]),
        ("North-east Italy", ["cinque", "sei"]),
        ("nord", ["cinque", "sei", "uno"]),
        ("rome", ["centro-roma"]),
        ("roma", ["centro-roma"]),
        ("emilia", ["sei"]),
        ("centro", ["centro-roma"]),
        ("italia centrale", ["azienda-usl-toscana-sud", "centro-roma", "due"]),
    ],
)
def test_a_place_is_understood_in_any_language(words: str, expected: list[str], country: Path, alisei: Alisei) -> None:
    """Names of areas, regions and cities match as whole words.

    Roma is not a prefix of Romagna, nor the south of South Tyrol.
    """
    assert sorted(expected) == sorted(found(alisei, country, words))
    if words == "Toscana aziende":
        assert expected == found(alisei, country, words)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("toscana aziende", "1 of them by term and place alone: alisei search --where region=toscana --where type=company"),
        ("centro", "centro was looked for as a word. For the area: alisei search --where area=centro"),
    ],
)
def test_what_else_may_have_been_meant_is_told(words: str, note: str, country: Path, alisei: Alisei) -> None:
    """The note shows the alternative and how to ask for it."""
    assert note in json.loads(alisei("-C", country, "search", words, "--format", "json").out)["tables"][0]["notes"]


def notes(alisei: Alisei, root: Path, *words: str) -> list[str]:
    """What a search says below its table."""
    found: list[str] = json.loads(alisei("-C", root, "search", *words, "--format", "json").out)["tables"][0]["notes"]
    return found


@pytest.fixture
def members(dataset: Dataset) -> Path:
    """Members, a former member, and bodies with a word for a member in their name or texts."""
    bodies = {
        "uno": ("toscana", "Uno", "membership: {status: member}\n"),
        "due": ("lazio", "Due Società Benefit", "membership: {status: member, since: 2013}\n"),
        "tre": ("toscana", "Tre", "membership: {status: former, since: 2013, until: 2020}\n"),
        "quattro": ("toscana", "Quattro Società per Azioni", "membership: {status: none}\n"),
        "asst": ("toscana", "Azienda Socio-Sanitaria", ""),
        "sei": ("toscana", "Sei", "description: {it: Raccoglie i soci di molte altre associazioni e società.}\n"),
        "sette": ("toscana", "Associazione Sette", ""),
    }
    return dataset(
        {
            f"registry/stakeholders/{region}/{id}.yaml": stakeholder(id, more, name=name, place=f"region: {region}")
            for id, (region, name, more) in bodies.items()
        }
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("soci toscana", ["uno", "sei"]),
        ("soci", ["due", "uno", "sei"]),
        ("i soci ALISEI", ["due", "uno", "sei"]),
        ("elenco dei soci del Cluster ALISEI in Toscana", ["uno", "sei"]),
        ("membri", ["due", "uno"]),
        ("associati", ["due", "uno"]),
        ("aderenti", ["due", "uno"]),
        ("adesione", ["due", "uno"]),
        ("membership", ["due", "uno"]),
        ("members of the cluster in Tuscany", ["uno"]),
        ("all members", ["due", "uno"]),
        ("socio", ["due", "uno", "asst"]),
        ("ex soci", ["tre"]),
        ("ex-soci", ["tre"]),
        ("former", ["tre"]),
        ("former members", ["tre"]),
        ("già socia", ["tre"]),
        ("non soci", ["quattro"]),
        ("socio sanitaria", ["asst"]),
        ("socio-sanitaria", ["asst"]),
    ],
)
@pytest.mark.parametrize("language", ["it", "en"])
def test_words_for_members_are_understood(words: str, expected: list[str], language: str, members: Path, alisei: Alisei) -> None:
    """Members first, then who only has the word, whole, in a text; "soci" is no beginning of "società"."""
    assert found(alisei, members, words, "--lang", language) == expected


@pytest.mark.parametrize(
    ("words", "language", "command"),
    [
        ("soci", "it", "alisei search --where adesione=socio"),
        ("soci toscana", "it", "alisei search --where adesione=socio --where region=toscana"),
        ("membri zzz", "it", "alisei search zzz --where adesione=socio"),
        ("ex soci", "it", 'alisei search --where "adesione=ex socio"'),
        ("members", "en", "alisei search --where membership=member"),
    ],
)
def test_the_condition_for_members_is_told(words: str, language: str, command: str, members: Path, alisei: Alisei) -> None:
    """The whole command, whether or not it gives other entries."""
    assert any(note.endswith(command) for note in notes(alisei, members, words, "--lang", language))


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["aziende centro"], "alisei search aziende --where area=centro"),
        (
            ["companies in central", "--where", "status=active"],
            "alisei search companies --where status=active --where area=centro",
        ),
        (["insular", "companies"], "alisei search companies --where area=isole"),
    ],
)
def test_a_hint_gives_the_whole_command(words: list[str], command: str, country: Path, alisei: Alisei) -> None:
    """Without the word that it replaces; pasted, it finds the companies of the area."""
    assert any(note.endswith(command) for note in notes(alisei, country, *words))
    assert found(alisei, country, *command.split()[2:])


@pytest.mark.parametrize("words", ["central Italy companies", "italia centrale", "centro italia"])
def test_a_word_that_was_understood_is_not_said_to_be_looked_for(words: str, country: Path, alisei: Alisei) -> None:
    """The note speaks of what was understood, not of what was typed."""
    assert not [note for note in notes(alisei, country, words) if "was looked for" in note]


@pytest.mark.parametrize("words", [["irccs sud"], ["south"], ["--where", "area=sud"], ["--where", "zona=South"]], ids=str)
def test_the_south_is_always_said_to_be_without_the_islands(words: list[str], country: Path, alisei: Alisei) -> None:
    """However it was typed."""
    assert "area=sud is without Sicily and Sardinia; area=mezzogiorno is with them." in notes(alisei, country, *words)


@pytest.mark.parametrize("words", [["aziende italia"], ["--where", "region=Italy"], ["--where", "regione=italia"]], ids=str)
def test_italy_is_said_to_be_no_region(words: list[str], country: Path, alisei: Alisei) -> None:
    """It holds those of which only the country is known."""
    assert any(note.startswith("region=italia is not all of Italy") for note in notes(alisei, country, *words))


@pytest.mark.parametrize(
    ("words", "same", "passed"),
    [
        ("quante aziende in toscana", "aziende toscana", "quante"),
        ("Quali sono tutte le aziende della Toscana", "aziende toscana", "Quali, sono, tutte"),
        ("how many companies are there in tuscany", "companies tuscany", "how, many, are, there"),
        ("elenco imprese lombardia", "imprese lombardia", "elenco"),
        ("show me all companies", "companies", "show, me, all"),
    ],
)
def test_words_around_a_question_are_passed_over(words: str, same: str, passed: str, country: Path, alisei: Alisei) -> None:
    """And the answer says so."""
    assert found(alisei, country, words) == found(alisei, country, same) != []
    assert f"Passed over: {passed}." in notes(alisei, country, words)


@pytest.mark.parametrize("words", ["WHO aziende", "elenco"])
def test_an_acronym_or_a_word_alone_is_looked_for(words: str, country: Path, alisei: Alisei) -> None:
    """WHO asks nothing."""
    assert not [note for note in notes(alisei, country, words) if note.startswith("Passed over")]
    assert found(alisei, country, words) == []


def test_a_word_that_no_entry_has_is_named(country: Path, alisei: Alisei) -> None:
    """And where each is found, that no entry has them all."""
    assert "No entry has: zzzz." in notes(alisei, country, "aziende zzzz toscana")
    assert "Each of the words is found, but no entry has them all." in notes(alisei, country, "sei toscana")


@pytest.mark.parametrize(("words", "field"), [("aziende senza sito", "website"), ("companies without website", "website")])
def test_what_is_missing_cannot_be_asked(words: str, field: str, country: Path, alisei: Alisei) -> None:
    """The field is named, and no other word suggested."""
    said = notes(alisei, country, words)
    assert any(
        f"is a field of entries ({field})" in note and note.endswith(f"alisei search {words.partition(' ')[0]}") for note in said
    )
    assert any(note.endswith("never what they leave out.") for note in said)
    assert not [note for note in said if "Did you mean" in note]


@pytest.mark.parametrize("format", ["text", "json", "markdown", "csv"])
def test_what_is_not_known_is_told_in_every_format(format: str, dataset: Dataset, alisei: Alisei) -> None:
    """As a report does; a table for programs says it on standard error, and words narrow it."""
    folder = "registry/stakeholders/lazio"
    root = dataset(
        {
            f"{folder}/alfa.yaml": stakeholder("alfa", "therapeutic_areas: [oncology]\n", place="region: lazio"),
            f"{folder}/beta.yaml": stakeholder("beta", place="region: lazio"),
            f"{folder}/gamma.yaml": stakeholder("gamma", place="region: lazio"),
        }
    )
    condition = ("--where", "therapeutic-area=oncology", "--format", format)
    outcome = alisei("-C", root, "search", *condition)
    narrowed = alisei("-C", root, "search", "beta", *condition)
    assert "2 other stakeholders may belong here too" in " ".join(f"{outcome.out} {outcome.err}".split())
    assert "1 other stakeholder may belong here too" in " ".join(f"{narrowed.out} {narrowed.err}".split())
    assert "2 other stakeholders may belong here too" in alisei("-C", root, "export", "json", *condition[:2]).err


@pytest.mark.parametrize("ending", ["csv", "json", "md", "html", "xlsx", "txt"])
def test_a_list_is_written_into_a_file(ending: str, root: Path, alisei: Alisei, tmp_path: Path) -> None:
    """Conditions alone are enough.

    For mailings it has municipality and website, which a terminal has no room for.
    """
    file = tmp_path / f"list.{ending}"
    outcome = alisei("-C", root, "search", "--where", "region=lazio", "-o", file)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith(f"{file} written: ")
    assert file.stat().st_size
    if ending == "csv":
        assert file.read_text().splitlines()[0] == "id,name,type,municipality,region,website,because"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "xlsx"], "-o FILE"),
        (["-o", "list.doc"], "no format ends in .doc"),
    ],
)
def test_a_format_that_is_no_text_wants_a_file(words: list[str], said: str, root: Path, alisei: Alisei) -> None:
    """Exit code 2, with the command to use."""
    outcome = alisei("-C", root, "search", "alfa", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_no_line_ends_in_blanks(root: Path, alisei: Alisei) -> None:
    """Tables are copied into letters."""
    assert all(line == line.rstrip() for line in lines(alisei, root, "azienda"))


def test_a_letter_or_two_is_no_beginning(root: Path, alisei: Alisei) -> None:
    """CAR-T is not every word that begins with t; longer beginnings are found all the same."""
    assert found(alisei, root, "al") == []
    assert found(alisei, root, "alf") == ["alfa-biotech"]
