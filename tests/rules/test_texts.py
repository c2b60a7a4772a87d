"""What texts may not be: placeholders, framed by blanks, of two alphabets, too short, twice the same."""

import pytest

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules import RULES
from tests.rules.hygiene import findings, quoted, said

PLACEHOLDERS = [
    "n.d.", "nd", "N/A", "n.a.", "na", "NA", "non disponibile", "Da definire", "(da completare)", "da inserire...", "TODO", "todo", "tbd",
    "xxx", "XXX", "...", "…", "-", "--", "?", "???", "none", "null", "sconosciuto", "<nome>", "[nome dell'ente]", "lorem ipsum",
    "Lorem ipsum dolor sit amet, consectetur", "TODO chiedere la data", "Scrivere qui la ragione", "write your text here",
    "Testo in italiano", "Text in English", "Nome Organizzazione", "Nome dell'ente",
    "si veda www.example.com", "info@example.org", "https://esempio.it/pagina",
]  # fmt: skip
WORDS = [
    "Nada", "NAD Biotech", "Nd:YAG laser", "Todos Medical", "Testo in italiano e in inglese", "<info@rossi.it>", "<https://rossi.it>", "TBDx", "Xxentria", "Istituto n. 3", "N.A.Bio", "A", "3M", "Da definire insieme ai soci",
    "la sede è da definire", "Non noto a tutti, ma vero", "esempio di buona pratica", "examples.com", "myexample.com", "example.community",
    "un metodo tutto nuovo", "D&D", "Ω", "[18F]FDG PET", "Scrive quindi", "C++", "XX", "Unknown Biotech", "TODOS", "Lorem",
]  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholder(text: str) -> None:
    found = said("placeholder", f"status_reason: {quoted(text)}")
    assert [pointer for pointer, _ in found] == ["/status_reason"]
    assert found[0][1].endswith("only a placeholder")


@pytest.mark.parametrize("text", WORDS)
def test_no_placeholder(text: str) -> None:
    assert said("placeholder", f"status_reason: {quoted(text)}") == []


def test_codes_and_acronyms_are_what_they_are() -> None:
    lines = "head_office: {municipality: Napoli, province: NA, country: NA}\nrelations: [{kind: parent, target: todo}]\nmembership: {status: none}"
    assert said("placeholder", lines) == []
    head = "id: nd\nstatus: active\nnames: [{value: ND, kind: acronym}, {value: ND, kind: alias}]\n"
    assert [pointer for pointer, _ in said("placeholder", "", head=head)] == ["/names/1/value"]


def test_a_value_that_is_no_term_is_reported_as_that() -> None:
    assert said("placeholder", "type: TODO\nsector: {primary: da definire}") == []


def test_sample_hosts_in_addresses() -> None:
    lines = "website: https://www.example.com\ncontact: {mailbox: info@example.org}"
    assert [pointer for pointer, _ in said("placeholder", lines)] == ["/website", "/contact/mailbox"]


def test_bodies_of_groups() -> None:
    assert [pointer for pointer, _ in said("placeholder", "members: [{name: n.d.}, {id: nd}]", kind="group")] == [
        "/members/0/name"
    ]


NBSP = "\u00a0"
UNTIDY = [
    ("' Rossi'", "the text begins with a space", "Rossi"),
    ("'Rossi '", "the text ends with a space", "Rossi"),
    (f"'Rossi{NBSP}'", "the text ends with a space", "Rossi"),
    (f"'{NBSP}{NBSP}Rossi '", "the text begins with a space", "Rossi"),
    ("'Istituto  Rossi'", "the name has two spaces in a row", "Istituto Rossi"),
    (f"'Istituto {NBSP}Rossi'", "the name has two spaces in a row", "Istituto Rossi"),
    (f"Istituto{NBSP}Rossi", "the name has a space that is not an ordinary one", "Istituto Rossi"),
    ("Istituto\u3000Rossi", "the name has a space that is not an ordinary one", "Istituto Rossi"),
    ("Istituto\u2800Rossi", "the name has a space that is not an ordinary one", "Istituto Rossi"),
]
NAME = "id: a\nstatus: active\nnames:\n  - {{value: {}, kind: legal}}\n"


@pytest.mark.parametrize(("value", "message", "tidy"), UNTIDY)
def test_blanks(value: str, message: str, tidy: str) -> None:
    found = findings("edge-blanks", "", head=NAME.format(value))
    assert [(each.pointer, str(each.message)) for each in found] == [(("names", 0, "value"), message)]
    assert found[0].fix is not None
    assert found[0].fix.safe
    assert [edit.value for edit in found[0].fix.edits] == [tidy]


@pytest.mark.parametrize(
    "lines",
    [
        "status_reason: uno  due",
        "description:\n  it: |\n    Due righe\n    di testo.\n  en: >\n    One line.\n",
        "description:\n  it: |+\n    Una riga.\n\n",
        "status_reason: ''",
        f"status_reason: uno{NBSP}due",
        "website: ' https://rossi.it'",
    ],
)
def test_no_edge_blanks(lines: str) -> None:
    assert said("edge-blanks", lines) == []


IT = "Istituto privato che studia le malattie rare del sangue per gli ospedali della regione."
EN = "A private institute that studies rare diseases of the blood for the hospitals of the region."


@pytest.mark.parametrize(
    ("it", "en", "pointers"),
    [
        (IT, EN, []),
        (EN, IT, ["/description/en"]),
        (IT, IT + " E altre.", ["/description/en"]),
        (EN + " And more.", EN, ["/description/it"]),
        ("", IT, ["/description/en"]),
        (EN, "", ["/description/it"]),
        ("Spin-off della University of Siena for the Life Sciences", "Società di Ricerca per le Scienze: a company of Siena", []),
        ("Oncologia, terapia genica", "Gene therapy, oncology", []),
    ],
)
def test_a_text_in_the_other_language(it: str, en: str, pointers: list[str]) -> None:
    lines = "description:\n" + "".join(f"  {key}: {quoted(text)}\n" for key, text in (("it", it), ("en", en)) if text)
    assert [pointer for pointer, _ in said("same-description", lines)] == pointers


def test_exchanged_texts_are_one_slip() -> None:
    (found,) = findings("same-description", f"description: {{it: {quoted(EN)}, en: {quoted(IT)}}}")
    assert found.fix is not None
    assert [(edit.pointer[-1], edit.value) for edit in found.fix.edits] == [("it", IT), ("en", EN)]


def test_an_accent_apart_from_its_letter() -> None:
    (found,) = findings("split-accent", "", head=NAME.format("Universita\u0300"))
    assert found.fix is not None
    assert (found.fix.edits[0].value, found.fix.safe) == ("Università", True)
    assert said("split-accent", "", head=NAME.format("Università")) == []
    assert said("split-accent", "status_reason: H\u0331") == [], "no one character does instead"


def test_nothing_but_blanks() -> None:
    found = findings("edge-blanks", "status_reason: '  '")
    assert [str(each.message) for each in found] == ["this text has nothing but spaces"]
    assert found[0].fix is None


def test_the_line_end_of_a_block_stays() -> None:
    found = findings("edge-blanks", 'status_reason: " uno\\n"')
    assert found[0].fix is not None
    assert found[0].fix.edits[0].value == "uno\n"


MIXED = [
    ("Rоssi", "letter 2, о, is Cyrillic", "Rossi"),
    ("Аxxam", "letter 1, А, is Cyrillic", "Axxam"),
    ("Istituto di Ricercа", "letter 7, а, is Cyrillic", "Istituto di Ricerca"),
    ("ρharma", "letter 1, ρ, is Greek", "pharma"),
    ("ΑBC", "letter 1, Α, is Greek", "ABC"),
    ("Rοssi", "letter 2, ο, is Greek", "Rossi"),
    ("Ｒossi", "letter 1, Ｒ, is full-width", "Rossi"),
    ("𝐑ossi", "letter 1, 𝐑, is mathematical", "Rossi"),
    ("Rosжi", "letter 4, ж, is Cyrillic", None),
]
PURE = [
    "α-synuclein", "α-sinucleina e β-amiloide", "µg", "μm", "μL", "TNFα", "IFNγ", "NFκB", "IL1β", "PPARγ", "β2", "ΔF508", "Aβ", "kΩ", "Ω3",
    "TGFβ1", "CD8αα", "Università", "Südtirol", "Ελληνικά", "Институт", "Росси Rossi", "東京 Tokyo", "Ångström", "℃", "Łódź",
    "https://rossi.it/Rоssi", "Gβγ",
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "mended"), MIXED)
def test_mixed(text: str, part: str, mended: str | None) -> None:
    found = findings("mixed-scripts", f"status_reason: {quoted(text)}")
    assert [each.pointer for each in found] == [("status_reason",)]
    assert part in str(found[0].message)
    assert (found[0].fix.edits[0].value if found[0].fix else None) == mended


@pytest.mark.parametrize("text", PURE)
def test_not_mixed(text: str) -> None:
    assert said("mixed-scripts", f"status_reason: {quoted(text)}") == []


LONG = "Istituto privato di ricerca clinica che studia le malattie rare del sangue."


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (f"{{it: {LONG}}}", []),
        ("{it: " + "a" * 40 + "}", []),
        ("{it: " + "a" * 39 + "}", [("/description/it", "the description has 39 characters, too few to say anything")]),
        ("{en: ISTITUTO ROSSI}", [("/description/en", "the description only repeats the name")]),
        (f"{{it: {LONG}, en: Clinic.}}", [("/description/en", "the description has 7 characters, too few to say anything")]),
        ("{it: Clinica., en: Clinica.}", [("/description/it", "the description has 8 characters, too few to say anything")]),
        ("{it: TODO, en: n.d.}", []),
        ("{it: ' ', en: [Clinic]}", []),
        ("Clinica.", []),
    ],
)
def test_short_description(description: str, expected: list[tuple[str, str]]) -> None:
    assert said("short-description", f"description: {description}") == expected


@pytest.mark.parametrize(
    ("lines", "pointers"),
    [
        (f"description: {{it: {LONG}, en: {LONG.upper()}}}", ["/description/en"]),
        (f"description: {{it: {LONG}, en: A private institute.}}", []),
        (f"description: {{it: {LONG}}}", []),
        ("description: {it: TODO, en: TODO}", []),
        ("description: {it: [a], en: [a]}", []),
        ("offers: [{id: a, kind: b, summary: {it: Camera bianca, en: camera bianca}}]", ["/offers/0/summary/en"]),
    ],
)
def test_same_description(lines: str, pointers: list[str]) -> None:
    assert [pointer for pointer, _ in said("same-description", lines)] == pointers


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "profile: [listed-company, innovative-sme, listed-company]",
            [("/profile/2", "listed-company is in this list twice")],
        ),
        (
            "profile: [listed-company, listed-company, listed-company]",
            [
                ("/profile/1", "listed-company is in this list twice"),
                ("/profile/2", "listed-company is in this list twice"),
            ],
        ),
        ("profile: [listed-company, innovative-sme]", []),
        ("profile: [1, '1', true]", []),
        ("technologies: [no-term, no-term]", []),
        ("maintainers: [{github: a, id: 1}, {id: 1, github: a}]", [("/maintainers/1", "1 is in this list twice")]),
        ("sources: [{url: https://a.it, accessed: 2026}, {url: https://a.it, accessed: 2025}]", []),
        ("technologies: {a: a}", []),
    ],
)
def test_duplicate_item(lines: str, expected: list[tuple[str, str]]) -> None:
    assert said("duplicate-item", lines) == expected


@pytest.mark.parametrize(
    ("names", "pointers"),
    [
        ("[{value: Alfa, kind: alias}, {value: ALFA, kind: alias}]", ["/names/1"]),
        ("[{value: Alfa, kind: alias}, {value: Alfa, kind: display}]", []),
        ("[{value: Alfa, lang: it, kind: alias}, {value: Alfa, lang: en, kind: alias}]", []),
        ("[{value: Alfa S.p.A., kind: alias}, {value: Alfa, kind: alias}]", []),
        ("[{value: '+', kind: alias}, {value: '&', kind: alias}]", []),
        ("[{value: [a], kind: alias}, {value: [a], kind: alias}]", ["/names/1"]),
    ],
)
def test_duplicate_name(names: str, pointers: list[str]) -> None:
    head = f"id: a\nstatus: active\nnames: {names}\n"
    assert [pointer for pointer, _ in said("duplicate-item", "", head=head)] == pointers


@pytest.mark.parametrize(
    ("lines", "pointers"),
    [
        ("offers: [{id: a, kind: licensing}, {id: a, kind: consortium}]", ["/offers/1/id"]),
        ("offers: [{id: a, kind: licensing}]\nneeds: [{id: b, kind: licensing}, {id: a, kind: licensing}]", ["/needs/1/id"]),
        ("offers: [{id: a, kind: licensing}, {id: b, kind: licensing}]", []),
        ("offers: [{id: a, kind: licensing}, {id: a, kind: licensing}]", []),  # the same item twice
        ("offers: [{id: [a]}, {id: [a]}, 3]\nneeds: {id: a}", []),
    ],
)
def test_ids_of_offers_and_needs(lines: str, pointers: list[str]) -> None:
    assert [pointer for pointer, _ in said("same-offer-id", lines)] == pointers


def test_deleting_a_duplicate_is_safe() -> None:
    fix = findings("duplicate-item", "profile: [listed-company, listed-company]")[0].fix
    assert fix is not None
    assert fix.safe
    assert [(edit.op, edit.pointer) for edit in fix.edits] == [("delete", ("profile", 1))]


@pytest.mark.parametrize(
    "text", ["“Istituto Rossi”", "„Istituto Rossi“", "«Istituto Rossi»", "‘Istituto Rossi’", '"Istituto Rossi"']
)
def test_quotation_marks_around_a_text_are_no_part_of_it(text: str) -> None:
    (found,) = findings("needless-quotes", f"status_reason: {quoted(text)}")
    assert str(found.help) == "Write it without: Istituto Rossi"
    assert found.fix is not None
    assert (found.fix.edits[0].value, found.fix.safe) == ("Istituto Rossi", True)


@pytest.mark.parametrize("text", ["Fondazione “G. Pascale”", "“Alfa” e “Beta”", "“Alfa", "l'Alfa'", "“”", "''"])
def test_quotation_marks_within_a_text_are(text: str) -> None:
    assert said("needless-quotes", f"status_reason: {quoted(text)}") == []


def test_a_quoted_description_is_left_to_a_person() -> None:
    (found,) = findings("needless-quotes", "description: {it: “Produce terapie cellulari.”}")
    assert found.fix is not None
    assert not found.fix.safe


def test_a_term_in_quotation_marks_is_reported_as_no_term() -> None:
    assert said("needless-quotes", "technologies: [“biosensors”]") == []


@pytest.mark.parametrize(
    ("comment", "message", "help"),
    [
        ("# alisei: ignore[ALI999] why", "ALI999, which is not a rule", "Delete the comment."),
        ("# alisei: ignore[plain-htp] why", "plain-htp, which is not a rule", "Write plain-http instead of plain-htp."),
        ("# alisei: ingore[ALI410] why", "silences nothing", "Write # alisei: ignore[ALI410] why"),
        ("# alisei: Ignore [ALI410, ALI411] why", "silences nothing", "Write # alisei: ignore[ALI410, ALI411] why"),
    ],
)
def test_a_comment_that_cannot_silence_says_so(comment: str, message: str, help: str) -> None:
    found = findings("void-suppression", f"website: http://www.istitutorossi.it {comment}")
    assert [str(each.help) for each in found] == [help]
    assert message in str(found[0].message)
    assert findings("suppression-without-reason", f"website: http://www.istitutorossi.it {comment}") == []


SILENCEABLE = {
    "borrowed-name", "expired-offer", "figure-without-source", "form-in-name", "founded-early", "named-without-id", "no-body", "one-sided-relation", "overdue-meeting",
    "plain-http", "same-description", "same-host", "same-name", "short-description", "title-twice",
}  # fmt: skip
"""Rules about matters of judgement."""


def test_few_rules_can_be_silenced_and_none_that_says_error() -> None:
    found = {name: RULES.load(name) for name in RULES.names if RULES.load(name).may_be_silenced}
    assert set(found) == SILENCEABLE
    assert all(rule.severity < Severity.ERROR for rule in found.values())


@pytest.mark.parametrize("name", sorted(set(RULES.names) - SILENCEABLE))
def test_a_comment_that_silences_what_cannot_be_says_so(name: str) -> None:
    """Name and code are equivalent, alone or next to others."""
    for word in (name, RULES.load(name).code):
        for codes, away in ((word, "Delete the comment."), (f"plain-http, {word}", f"Remove {word} from the brackets.")):
            (found,) = findings("void-suppression", f"website: http://www.istitutorossi.it # alisei: ignore[{codes}] why")
            assert f"to silence {word}, which no comment can silence" in str(found.message)
            assert str(found.help).startswith(f"{away} Correct what {word} reports; only these can be silenced: borrowed-name, ")


@pytest.mark.parametrize("before", [" " * 900, "\t" * 20, " # " + "word " * 30, " # " + "word " * 300])
def test_a_comment_out_of_sight_says_so(before: str) -> None:
    """Far to the right or after other words is out of sight."""
    (found,) = findings("void-suppression", f"website: http://www.istitutorossi.it{before}# alisei: ignore[plain-http] why")
    assert "is so far to the right" in str(found.message)
    assert str(found.help) == "Write it alone on the line above: # alisei: ignore[plain-http] why"


@pytest.mark.parametrize("codes", ["ALI410", "plain-http", "ALI410, same-host"])
def test_a_comment_that_silences_is_left_alone(codes: str) -> None:
    assert findings("void-suppression", f"website: http://www.istitutorossi.it # alisei: ignore[{codes}] why") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("di qualitÃ\xa0 che", "di qualità che"),
        ("di qualitÃ che", "di qualità che"),
        ("Ã¨ perchÃ© piÃ¹ cosÃ¬", "è perché più così"),
        ("lâ€™azienda â€œBetaâ€\u009d", None),
        ("lâ€™azienda", "l’azienda"),
        ("UniversitÃ\xa0", "Università"),
        ("qualit&agrave; &amp; altro", "qualità & altro"),
        ("37 Â°C", "37 °C"),
        ("KÃ¶ln e MÃ¼nchen", "Köln e München"),
    ],
)
def test_damaged_letters_are_given_back(text: str, whole: str | None) -> None:
    found = findings("damaged-letters", f"status_reason: {quoted(text)}")
    assert len(found) == 1
    if whole:
        assert found[0].fix is not None
        assert found[0].fix.edits[0].value == whole


@pytest.mark.parametrize(
    "text",
    [
        "São Paulo e Conceição",
        "IRMÃ, IRMÃ” e JOÃO",
        "Århus, Ängelholm, Ünal",
        "AT&T; R&D; Rossi &Co; Bianchi",
        "“Å”",
        "Û",
        "Beta & C.",
        "https://a.it/?a=1&copy=2",
    ],
)
def test_letters_that_belong_there(text: str) -> None:
    assert findings("damaged-letters", f"status_reason: {quoted(text)}") == []


def test_a_lost_letter_is_told_and_nothing_made_up() -> None:
    found = findings("damaged-letters", "status_reason: qualit\ufffd alta")
    assert [(each.fix, "lost" in str(each.message)) for each in found] == [(None, True)]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("description:\n  it: >-\n    Testo\n    en: >-\n      Text", (8, 5)),
        ("description:\n  it: |\n    Testo\n    en: Text", (8, 5)),
        ("description:\n  it: >- # qui\n    Testo\n    en: Text", (8, 5)),
        ("description:\n  it: >-\n    Testo\n    offers:\n    - id: a", (8, 5)),
    ],
)
def test_a_field_below_a_long_text_is_not_swallowed(lines: str, place: tuple[int, int]) -> None:
    found = findings("swallowed-field", lines)
    assert [each.span and (each.span.line, each.span.column) for each in found] == [place]


@pytest.mark.parametrize(
    "lines",
    [
        "description:\n  it: >-\n    Testo\n    en: altro\n  en: Text",
        "description:\n  it: >-\n    Testo\n    nota: altro",
        "description:\n  it: >-\n    Testo\n    offers: molti servizi",
        "description:\n  en: >-\n    Runs laboratories at several\n    sites:\n    Siena and Pisa.",
        "description:\n  it: >-\n    Testo\n  en: Text",
    ],
)
def test_words_and_a_colon_in_a_text_are_no_field(lines: str) -> None:
    assert findings("swallowed-field", lines) == []


def test_personal_data_in_a_long_text_is_shown_on_its_line() -> None:
    found = findings("private-phone", "description:\n  it: >-\n    Testo che\n    chiama il 333 1234567 e basta")
    assert [each.span and (each.span.line, each.span.column, each.span.end_column) for each in found] == [(8, 15, 26)]
    found = findings("personal-tax-code", "description:\n  it: >-\n    Testo che\n    RSSMRA80A01H501U")
    assert [each.span and (each.span.line, each.span.column) for each in found] == [(8, 5)]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("private-phone", "doi:10.3390/ijms3471234567"),
        ("private-phone", "CUP 3471234567A"),
        ("private-phone", "€ 350 000 0000"),
        (
            "same-description",
            "Piattaforma Software as a Service e Internet of Things, attiva in Research and Development a Siena.",
        ),
        ("damaged-letters", "Vis Â€ X"),
    ],
)
def test_what_only_looks_like_a_slip_is_none(rule: str, text: str) -> None:
    assert findings(rule, f"description: {{it: {quoted(text)}}}") == []


def test_half_a_letter_is_no_blank_to_delete() -> None:
    """The blank is the second half of an à: taken away, nobody could mend the word."""
    head = NAME.format(quoted("LÃ" + chr(0xA0) + " Marca"))
    assert findings("edge-blanks", "", head=head) == []
    (found,) = findings("damaged-letters", "", head=head)
    assert found.fix is not None
    assert found.fix.edits[0].value == "Là Marca"
