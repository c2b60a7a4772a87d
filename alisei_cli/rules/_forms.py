"""The same value in another form: what someone who wrote it otherwise meant, where that is beyond doubt."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from alisei_cli.folding import fold, legal_form, slug
from alisei_cli.model import countries
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.routes import generalise
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer
from alisei_cli.rules import _ateco
from alisei_cli.rules._dates import is_real
from alisei_cli.rules._digits import FIT, vat
from alisei_cli.rules._mail import ADDRESS, is_possible
from alisei_cli.rules._places import list_italian_fields
from alisei_cli.rules._quotes import strip_quotes
from alisei_cli.rules._web import trouble

_DAY = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})(?:[./-]([0-9]{1,2}))?\Z")
_MONTH = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})\Z")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2})[°ºª]? )?([a-z]{3,9}) ([0-9]{4})\Z")
_MONTHS = (
    ("gennaio", "january"), ("febbraio", "february"), ("marzo", "march"), ("aprile", "april"), ("maggio", "may"), ("giugno", "june"),
    ("luglio", "july"), ("agosto", "august"), ("settembre", "september"), ("ottobre", "october"), ("novembre", "november"),
    ("dicembre", "december"),
)  # fmt: skip
_ROR = re.compile(r"0[a-z0-9]{6}[0-9]{2}\Z")
_DIGITS = re.compile(r"[0-9]{8,10}\Z")
_AT = re.compile(r" ?[(\[{]? ?\b(?:at|chiocciola)\b ?[)\]}]? ?", re.IGNORECASE)
_LOOSE = re.compile(r" ?([.:/@]) ?")
_SCHEME = re.compile(r"(https?)[:;]?[/\\]{0,4}(?=[\w-]+\.)", re.IGNORECASE)
_MISSPELT = re.compile(r"h{0,2}t{1,3}p(s?)[:;][/\\]{1,4}(?=[\w-]+\.)", re.IGNORECASE)
"""``htps://``, ``ttps://``, ``htttp://``."""
_DAYS = {"oggi": 0, "today": 0, "ieri": 1, "yesterday": 1}
_SHORT = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{2})\Z")
_OPENING = re.compile(r"[\[{]")
_FRAMED = re.compile(r"[^<>]*<([^<>]+)>[^<>]*\Z")
_SITE = re.compile(r"(?:https?:[/\\]{1,2})?(?:[\w-]+\.)+[a-z]{2,63}(?:[/?#]\S*)?\Z", re.IGNORECASE)
_APART = re.compile(r"[\s,;|<>]+")
_ACCOUNT = re.compile(r"(?:@|(?:https?://)?(?:www\.)?github\.com/@?)([A-Za-z0-9][A-Za-z0-9-]*)/?\Z", re.IGNORECASE)
_SIX_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})?\Z")
_WORDS = {
    "italia": "IT", "italy": "IT", "italiano": "it", "italian": "it", "inglese": "en", "english": "en", "tedesco": "de",
    "german": "de", "francese": "fr", "french": "fr", "sloveno": "sl", "slovenian": "sl", "germania": "DE", "germany": "DE",
    "francia": "FR", "france": "FR", "svizzera": "CH", "switzerland": "CH", "spagna": "ES", "spain": "ES", "regno unito": "GB",
    "united kingdom": "GB", "stati uniti": "US", "united states": "US", "paesi bassi": "NL", "netherlands": "NL", "belgio": "BE",
    "belgium": "BE", "austria": "AT",
}  # fmt: skip


_LEGAL_FORMS = {"spa": "1.3.10", "srl": "1.3.20", "fondazione": "1.7.20", "foundation": "1.7.20"}
"""Codes of ISTAT for the legal forms that most entries have."""


class Form(NamedTuple):
    """A value in the form that its field requires."""

    text: str
    is_sure: bool = True
    """Whether it has the same meaning as the original, without loss."""


def forms(entry: Entry, context: Context, pointer: Pointer, value: str) -> Iterator[Form]:
    """``value`` in the usual forms of its field, the likeliest first; empty ones and such as the schema refuses among them."""
    schema = context.schemas[entry.kind]
    trimmed = strip_quotes(" ".join(value.split()))
    if not _OPENING.search(trimmed):
        trimmed = trimmed.rstrip(" ]}")  # a bracket that closes nothing
    key = pointer[-1] if pointer else ""
    if is_reference(schema, pointer):  # an id that looks right may be that of no one
        return
    if key == "github":  # and an account that looks right may be someone else's
        yield Form(trimmed)
        if account := _ACCOUNT.match(trimmed):
            yield Form(account[1])
    elif _is(schema, "url", pointer):
        yield from _list_web_forms(trimmed)
    elif key == "mailbox":
        yield from _list_mail_forms(trimmed)
    elif _is(schema, "date", pointer):
        yield Form(trimmed)
        yield from map(Form, _dates("".join(trimmed.split())))
        yield Form(_date_in_words(trimmed.lower()))
        yield from _short_dates(trimmed.lower(), context.today)
    else:
        if pointer == ("id",):
            yield Form(entry.stem, is_sure=fold(entry.stem) == fold(trimmed))
        yield from _list_code_forms(context, key, trimmed, entry.get(*pointer[:-1]) or {})


def is_plausible(entry: Entry, context: Context, pointer: Pointer, form: str) -> bool:
    """Whether no other rule would have anything against ``form`` at ``pointer``, which the schema admits."""
    schema, key = context.schemas[entry.kind], pointer[-1] if pointer else ""
    if _is(schema, "url", pointer):
        return trouble(form) is None
    if _is(schema, "date", pointer):
        return is_real(form)
    if key == "mailbox":
        return is_possible(form)
    if key == "country":
        place = {**(entry.get(*pointer[:-1]) or {}), "country": form}
        return form in countries.CODES and (form == "IT" or not list_italian_fields(place, context.territory))
    if pointer == ("facts", "ateco", "code"):
        edition = str(entry.get("facts", "ateco", "edition"))
        return edition not in _ateco.EDITIONS or _ateco.exists(form, edition)
    return pointer[:1] != ("identifiers",) or key not in FIT or FIT[str(key)](form)


def is_reference(schema: Schema, pointer: Pointer) -> bool:
    """Whether the id of another entry belongs at ``pointer``."""
    return _is(schema, "id", pointer) and pointer != ("id",) and pointer[0] not in ("offers", "needs")


def holds_two(schema: Schema, pointer: Pointer, value: str) -> bool:
    """Whether ``value`` holds two addresses where one belongs."""
    if pointer and pointer[-1] == "mailbox":
        return len(ADDRESS.findall(value)) > 1
    if not _is(schema, "url", pointer):
        return False
    parts = [part for part in _APART.split(value) if _SITE.match(part)]
    return len(parts) > 1 and (" " in value.strip() or all(part.startswith(("http", "www.")) for part in parts))


def _is(schema: Schema, definition: str, pointer: Pointer) -> bool:
    return generalise(pointer) in schema.routes(definition)


def _list_web_forms(trimmed: str) -> Iterator[Form]:
    framed = _FRAMED.match(trimmed)
    address = framed[1].strip() if framed else _LOOSE.sub(r"\1", trimmed)
    if " " in address:
        return
    is_all = not framed or trimmed.strip("<>").strip() == address
    yield Form(address, is_all)
    if scheme := _SCHEME.match(address):
        yield Form(f"{scheme[1].lower()}://{address[scheme.end() :]}", is_all)
    elif scheme := _MISSPELT.match(address):
        yield Form(f"http{scheme[1].lower()}://{address[scheme.end() :]}", is_all)
    elif "@" not in address and "//" not in address:
        yield Form(f"https://{address}", is_all)


def _list_mail_forms(trimmed: str) -> Iterator[Form]:
    found = ADDRESS.findall(trimmed)
    if len(found) == 1:
        address = "@".join(found[0])
        yield Form(address, is_sure=trimmed.removeprefix("mailto:").strip(" <>()[].,;") == address)
    for address in (_LOOSE.sub(r"\1", trimmed), _AT.sub("@", trimmed)):
        if " " not in address:
            yield Form(address.removeprefix("mailto:"))


def _list_code_forms(context: Context, key: str | int, trimmed: str, place: Mapping[str, Any]) -> Iterator[Form]:
    joined = "".join(trimmed.split())
    yield Form(trimmed)
    yield Form(_WORDS.get(fold(trimmed), ""))
    if key == "country":
        yield Form(countries.find_country(trimmed))
        yield Form("IT" if list_italian_fields(place, context.territory) else "", is_sure=False)
    if key == "legal_form":
        yield Form(_LEGAL_FORMS.get(legal_form(f"x {trimmed}") or fold(trimmed), ""), is_sure=False)
    if key == "province":
        yield from (Form(each.sigla) for each in context.territory.provinces.values() if fold(each.name) == fold(trimmed))
    short = slug(trimmed)
    yield Form(short, is_sure=fold(short) == fold(trimmed))
    yield Form(_add_zeros(joined))
    yield Form(joined.zfill(6) if key == "nsis" and len(joined) == 5 else "")
    if six := _SIX_DIGITS.match(joined):
        yield Form(".".join(pair for pair in six.groups() if pair))
    last = joined.rstrip("/").rsplit("/", 1)[-1]
    for form in (joined, joined.replace(".", "").replace("-", ""), last):
        yield from map(Form, (form, form.upper(), form.lower()))
    yield Form(joined.upper().removeprefix("IT"))
    if _ROR.match(last.lower()):
        yield Form("https://ror.org/" + last.lower())


def _add_zeros(number: str) -> str:
    """A VAT number with the leading zeros that spreadsheets take away, where its check digit says that it is one; else empty."""
    full = number.zfill(11)
    return full if _DIGITS.match(number) and vat(full) else ""


def _dates(value: str) -> Iterator[str]:
    day_first, year_first, month_first = _DAY.match(value), _YEAR_FIRST.match(value), _MONTH.match(value)
    if day_first:
        yield _date(day_first[3], day_first[2], day_first[1])
    if year_first:
        yield _date(year_first[1], year_first[2], year_first[3])
    if month_first:
        yield _date(month_first[2], month_first[1], None)


def _short_dates(value: str, today: datetime.date) -> Iterator[Form]:
    """``oggi``, and days whose year has two digits: the day comes first, unless only the year can."""
    if value in _DAYS:
        yield Form(str(today - datetime.timedelta(days=_DAYS[value])), is_sure=False)
    if found := _SHORT.match(value):
        first, month, last = found.groups()
        day_first, year_first = _date(f"20{last}", month, first), _date(f"20{first:0>2}", month, last)
        is_past = is_real(day_first) and day_first <= str(today)
        yield Form(day_first if is_past else "", is_sure=not (is_real(year_first) and year_first <= str(today)))


def _date_in_words(value: str) -> str:
    """``31 dicembre 2025`` as a date; empty where the text is none."""
    found = _IN_WORDS.match(value)
    month = next((number for number, names in enumerate(_MONTHS, 1) if found and found[2] in names), 0)
    return _date(found[3], str(month), found[1]) if found and month else ""


def _date(year: str, month: str, day: str | None) -> str:
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
