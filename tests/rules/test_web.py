"""Web addresses: safe ones pass as they are, unsafe ones are told apart, http is noted once."""

import pytest

from tests.rules.hygiene import findings, quoted, said

SAFE = [
    "https://www.istitutorossi.it",
    "https://istitutorossi.it/",
    "http://www.istitutorossi.it/it/chi-siamo?lang=it&x=1#top",
    "https://www.istitutorossi.it:443/",
    "https://università.it",
    "https://xn--universit-h1a.it",
    "https://www.istitutorossi.it/ricerca_clinica/~dip/pagina%20uno.html",
    "https://www.istitutorossi.it/@notizie",
    "https://medium.com/@istitutorossi",
    "https://it.wikipedia.org/wiki/Istituto_(Roma)",
    "https://3t-biopharma.co.uk",
    "https://пример.рф",
    "https://www.istitutorossi.it/α-sinucleina",
    "HTTPS://WWW.ISTITUTOROSSI.IT",
]
UNSAFE = [
    ("https://admin@www.istitutorossi.it", "user name or a password"),
    ("https://admin:segreto@www.istitutorossi.it", "user name or a password"),
    ("https://www.istitutorossi.it@evil.com", "user name or a password"),
    ("https://www.istituto\u00a0rossi.it", "has a space in it"),
    ("https://www.istitutorossi.it\\@evil.com", "has \\"),
    ("https://www.istitutorossi.it/<script>", "has <"),
    ("https://localhost/x", "only from inside a network"),
    ("https://intranet", "only from inside a network"),
    ("https://server.local", "only from inside a network"),
    ("https://127.0.0.1", "names a machine by its number"),
    ("https://2130706433", "names a machine by its number"),
    ("https://0x7f000001", "names a machine by its number"),
    ("https://[::1]/", "names a machine by its number"),
    ("https://www.istitutorossi.it:8443", "names the port 8443"),
    ("http://www.istitutorossi.it:443", "names the port 443"),
    ("https://www.istitutorossi.it:99999", "unreadable"),
    ("https://[www.istitutorossi.it", "unreadable"),
    ("https://www．istitutorossi.it", "fullwidth full stop"),
    ("https://www.istitutorossi。it", "ideographic full stop"),
    ("https://www.istitutorossi.it⁄evil.com", "fraction slash"),
    ("https://www.istitutorossi.it／evil.com", "fullwidth solidus"),
    ("https://istituto‐rossi.it", "hyphen"),
    ("https://istituto–rossi.it", "en dash"),
    ("https://www.istitutоrossi.it", "mixes Latin and Cyrillic letters"),
    ("https://xn--80ak6aa92e.com", "mixes Latin and Cyrillic letters"),
    ("https://www..it", "cannot be the name"),
    ("https://-rossi.it", "cannot be the name"),
    ("https://rossi.it.", "cannot be the name"),
    ("https://istituto_rossi.it", "cannot be the name"),
    ("https://rossi.c0m", "cannot be the name"),
    ("https://%77ww.rossi.it", "cannot be the name"),
    ("https:///percorso", "names no website"),
    ("https://?x", "names no website"),
    ("https://xn--\u00e0.it", "cannot be the name"),
    ("https://" + "a" * 64 + ".it", "cannot be the name"),
]
REFUSED_BY_SCHEMA = [
    "javascript:alert(1)",
    "ftp://rossi.it",
    "www.rossi.it",
    "https://rossi.it oppure rossi.com",
    "[https://a@b.it]",
]


@pytest.mark.parametrize("url", SAFE + REFUSED_BY_SCHEMA)
def test_safe(url: str) -> None:
    assert said("unsafe-url", f"website: {quoted(url)}") == []


@pytest.mark.parametrize(("url", "part"), UNSAFE)
def test_unsafe(url: str, part: str) -> None:
    found = said("unsafe-url", f"website: {quoted(url)}")
    assert [pointer for pointer, _ in found] == ["/website"]
    assert part in found[0][1]
    assert said("plain-http", f"website: {quoted(url)}") == []


def test_a_forged_name_is_shown_in_both_forms() -> None:
    for written in ("https://www.аррӏе.com", "https://www.xn--80ak6aa92e.com"):
        found = findings("unsafe-url", f"website: {written}")[0]
        assert (
            str(found.message) == "the address mixes Latin and Cyrillic letters: www.аррӏе.com is really www.xn--80ak6aa92e.com"
        )


def test_no_remedy_is_made_of_mixed_letters() -> None:
    found = findings("unsafe-url", "website: https://xn--e1afmkfd.it")[0]
    assert str(found.help) == "Find the real address of the website and type it on the keyboard instead of pasting it."


def test_every_address_of_an_entry() -> None:
    lines = "contact: {form: https://a@rossi.it}\nsources: [{url: https://b@rossi.it, accessed: 2026}, {url: https://rossi.it, accessed: 2026}]"
    assert [pointer for pointer, _ in said("unsafe-url", lines)] == ["/contact/form", "/sources/0/url"]
    assert [pointer for pointer, _ in said("unsafe-url", "website: https://a@rossi.it", kind="event")] == ["/website"]


@pytest.mark.parametrize(("host", "is_http_told"), [("127.0.0.1/x", True), ("a@rossi.it", True), ("www.rossi.it:443", False)])
def test_an_unsafe_address_that_begins_with_http_has_two_slips(host: str, is_http_told: bool) -> None:
    """Both problems are reported, and no remedy keeps one of them."""
    assert len(said("unsafe-url", f"website: http://{host}")) == 1
    found = findings("plain-http", f"website: http://{host}")
    assert [each.fix for each in found] == ([None] if is_http_told else [])


def test_plain_http() -> None:
    found = findings("plain-http", "website: http://rossi.it:80/a\ncontact: {form: https://rossi.it}")
    assert [(each.pointer, str(each.help)) for each in found] == [
        (("website",), "Write https://rossi.it/a if that opens in a browser.")
    ]
    assert found[0].fix is not None
    assert not found[0].fix.safe
    assert found[0].fix.edits[0].value == "https://rossi.it/a"
