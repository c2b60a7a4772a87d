"""Mailboxes: possible or not, of an office or of a person; messages never repeat what may be a person's."""

import pytest

from tests.rules.hygiene import findings, quoted, said

POSSIBLE = [
    "info@istitutorossi.it",
    "ricerca.clinica@istitutorossi.it",
    "protocollo@pec.istitutorossi.it",
    "INFO@IstitutoRossi.IT",
    "tto+licenze@dip-medicina.unirossi.it",
    "segreteria@università.it",
    "a_b-c.d@x1.y2.co.uk",
]
IMPOSSIBLE = [
    "info@istitutorossi",
    "info@istitutorossi..it",
    ".info@istitutorossi.it",
    "in..fo@istitutorossi.it",
    "info@-rossi.it",
    "info@istituto_rossi.it",
    "info@rossi.local",
    "info@rossi.test",
    "info@[127.0.0.1]",
    "info(at)@rossi",
    "x" * 70 + "@rossi.it",
]
FRAMED = ["mailto:info@rossi.it", "<info@rossi.it>", "info@rossi.it,", "info@rossi.it."]
REFUSED_BY_SCHEMA = ["info", "info@rossi@it", "info @rossi.it", "a@b.it, c@d.it"]


@pytest.mark.parametrize("mailbox", POSSIBLE + REFUSED_BY_SCHEMA)
def test_possible(mailbox: str) -> None:
    assert said("bad-mailbox", f"contact: {{mailbox: {quoted(mailbox)}}}") == []


@pytest.mark.parametrize("mailbox", IMPOSSIBLE)
def test_impossible(mailbox: str) -> None:
    assert said("bad-mailbox", f"contact: {{mailbox: {quoted(mailbox)}}}") == [
        ("/contact/mailbox", "this is not a complete e-mail address")
    ]
    assert said("private-mailbox", f"contact: {{mailbox: {quoted(mailbox)}}}") == []


@pytest.mark.parametrize("mailbox", FRAMED)
def test_framed(mailbox: str) -> None:
    found = findings("bad-mailbox", f"contact: {{mailbox: {quoted(mailbox)}}}")
    assert [str(each.message) for each in found] == ["there is something before or after the e-mail address"]
    assert found[0].fix is not None
    assert found[0].fix.safe
    assert found[0].fix.edits[0].value == "info@rossi.it"


OFFICES = [
    "info@rossi.it",
    "ufficio.stampa@rossi.it",
    "direzione.scientifica@rossi.it",
    "relazioni_esterne@rossi.it",
    "chirurgia.generale@rossi.it",
    "segreteria.dott@rossi.it",
    "business-development@rossi.it",
    "istituto.rossi@pec.it",
    "medicina.traslazionale@rossi.it",
    "dip.dmed@rossi.it",
    "rossi@rossi.it",
    "lab3.rna@rossi.it",
    "info.it@rossi.it",
    "alfa.beta.gamma.delta@rossi.it",
]
PERSONS = [
    "mario.rossi@rossi.it",
    "m.bianchi@rossi.it",
    "bianchi.maria@rossi.it",
    "giuseppe_verdi@rossi.it",
    "anna-maria.neri@rossi.it",
    "Mario.Bianchi@ROSSI.it",
    "dott.bianchi@rossi.it",
    "mario.bianchi+lavoro@rossi.it",
]


@pytest.mark.parametrize("mailbox", OFFICES)
def test_of_an_office(mailbox: str) -> None:
    assert said("private-mailbox", f"contact: {{mailbox: {mailbox}}}") == []


@pytest.mark.parametrize("mailbox", PERSONS)
def test_of_a_person(mailbox: str) -> None:
    found = findings("private-mailbox", f"contact: {{mailbox: {mailbox}}}")
    domain = mailbox.partition("@")[2]
    assert [(each.pointer, str(each.message)) for each in found] == [
        (("contact", "mailbox"), f"this mailbox at {domain} looks like one person's")
    ]
    local = mailbox.partition("@")[0]
    assert local not in f"{found[0].message} {found[0].help} {found[0].fix}"


@pytest.mark.parametrize("domain", ["gmail.com", "libero.it", "hotmail.it", "Outlook.com", "yahoo.it"])
def test_at_a_free_domain(domain: str) -> None:
    message = f"this mailbox is at {domain}, where anyone can have one"
    assert said("private-mailbox", f"contact: {{mailbox: istitutorossi@{domain}}}") == [("/contact/mailbox", message)]


@pytest.mark.parametrize(
    "text", ["Scrivere a mario.rossi@rossi.it per sapere", "info@rossi.it", "(mario@gmail.com)", "mailto:direzione@rossi.it"]
)
def test_in_another_text(text: str) -> None:
    found = said("private-mailbox", f"status_reason: {quoted(text)}")
    assert [pointer for pointer, _ in found] == ["/status_reason"]
    assert "mario" not in found[0][1]
    assert "this text has an e-mail address" in found[0][1]


@pytest.mark.parametrize("text", ["@istitutorossi", "temperatura @ 37 C", "a@b", "x @y.it"])
def test_no_address(text: str) -> None:
    assert said("private-mailbox", f"status_reason: {quoted(text)}") == []


def test_in_a_web_address() -> None:
    """A user name before the host is another rule's business; an address behind it is not."""
    assert said("private-mailbox", "website: https://mario.rossi@rossi.it/") == []
    assert said("private-mailbox", "website: https://medium.com/@rossi") == []
    assert [pointer for pointer, _ in said("private-mailbox", "website: https://rossi.it/?a=mario.rossi@rossi.it")] == [
        "/website"
    ]


PHONES = [
    "333 1234567",
    "tel. 3331234567",
    "+39 333 1234567",
    "+393331234567",
    "0039 333 123 4567",
    "349-1234567",
    "cell: 347 12 34 567",
    "(+39) 340/1234567",
    "347.123.45.67",
    "347.123.4567",
    "347/123.45.67",
    "347 123 45 67",
    "347 - 123 45 67",
    "347–1234567",
    "347\u00a01234567",
]
OTHERS = [
    "06 12345678",
    "+39 06 12345678",
    "02-12345678",
    "330.000.000 euro",
    "1 330 000 0000",
    "dal 2013 al 2024",
    "00743110157",
    "33312345678",
    "+44 333 1234567",
    "https://doi.org/10.1016/3331234567",
    "n. 333/2020",
    "350 1000",
    "tel. 800 123456",
    "IT 33312345670",
    "10.3390/ijms21041234",
    "doi 10.1016/j.cell.2020.333.1234567",
    "0000 0003 4012 3456",
    "art. 340 2024-05-01",
    "nel 350.000 1200 dipendenti",
    "35128 Padova, 35131 Padova",
    "n. 350 15-11-2020",
]


@pytest.mark.parametrize("text", PHONES)
def test_mobile(text: str) -> None:
    found = findings("private-phone", f"status_reason: {quoted(text)}")
    assert [(each.pointer, str(each.message)) for each in found] == [(("status_reason",), "this text has a mobile phone number")]
    assert "3" not in f"{found[0].message} {found[0].help}"


@pytest.mark.parametrize("text", OTHERS)
def test_no_mobile(text: str) -> None:
    assert said("private-phone", f"status_reason: {quoted(text)}") == []


@pytest.mark.parametrize("rule", ["private-phone", "private-mailbox"])
def test_a_field_that_nobody_knows_is_reported_as_that(rule: str) -> None:
    lines = "contact: {mailbox: ricerca@rossi.it, phone: 347 1234567, email: info@rossi.it}"
    assert said(rule, lines) == []


def test_numbers_of_other_kinds() -> None:
    assert said("private-phone", "identifiers: {vat: 33312345670, pic: '333123456'}") == []
