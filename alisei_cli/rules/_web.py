"""Web addresses: where entries hold them, and what makes one unsafe to follow."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.source import Pointer
from alisei_cli.rules._scripts import alphabet, name_of, replace_lookalikes

_BLANK = re.compile(r"\s")
_SIGNS = re.compile(r'[<>"\\`{|}^]')
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")
_ENDING = re.compile(r"(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})\Z")
_INNER = ("local", "localhost", "internal", "intranet", "lan", "home", "corp", "test", "invalid", "onion", "arpa")
_ORDINARY = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}([a-z]{2,63})(?:/[A-Za-z0-9._~%!$&'()*+,;=:@/?#-]*)?\Z"
)
"""Most addresses: nothing can be wrong with them but the ending."""
_PORTS = {"http": 80, "https": 443}
_LONGEST = 253
"""Characters that the name of a host has at most (RFC 1035)."""

Trouble = tuple[Text, Text]
"""What is wrong with an address, and what to write instead."""


def addresses(entry: Entry, context: Context) -> Iterator[tuple[Pointer, str]]:
    """Every web address of the entry with its pointer, edge spaces apart (another rule's business)."""
    for pointer, value in entry.formed(context.schemas.get(entry.kind), "url"):
        yield pointer, value.strip()


def trouble(url: str) -> Trouble | None:
    """What makes ``url`` unsafe to follow, or ``None``."""
    ordinary = _ORDINARY.match(url)
    if ordinary and ordinary.group(1) not in _INNER and "xn--" not in url:
        return None
    if _BLANK.search(url):
        return _("the address has a space in it"), _("Copy the address again from the browser's address bar, as one piece.")
    sign = _SIGNS.search(url)
    if sign:
        return (
            _("the address has {sign}, which no address may have", sign=sign.group()),
            _("Copy the address again from the browser's address bar."),
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return _report_unreadable(url)
    if parts.scheme not in _PORTS:
        return (
            _("the address does not begin with https"),
            _("Write the address of a web page: https://<...>"),
        )
    if "@" in parts.netloc:
        return (
            _("the address holds a user name or a password before the @"),
            _("Delete everything between // and @, including the @; if it was a password, change it."),
        )
    if port is not None and port != _PORTS[parts.scheme]:
        return (
            _("the address names the port {port}", port=port),
            _("Write the address without :{port}; a public website needs none.", port=port),
        )
    return _host(parts)


def _report_unreadable(url: str) -> Trouble:
    strange = next((character for character in url if unicodedata.normalize("NFKC", character) != character), "")
    if strange:
        return _look_alike(strange)
    return _("this address is unreadable: {url}", url=url), _("Copy the address again from the browser's address bar.")


def _look_alike(character: str) -> Trouble:
    return (
        _(
            "the address has {character} ({name}), which only looks like an ordinary character",
            character=character,
            name=unicodedata.name(character, "?").lower(),
        ),
        _("Type the address on the keyboard instead of pasting it, with ordinary letters, dots and hyphens."),
    )


def _host(parts: SplitResult) -> Trouble | None:
    host = (parts.hostname or "").lower()
    if not host:
        return _("the address names no website"), _("Write the whole address, as the browser shows it: https://<...>")
    if _is_number(host):
        return (
            _("the address names a machine by its number, {host}", host=host),
            _("Write the address of the website, as the browser shows it: https://<...>"),
        )
    for character in host:
        folded = unicodedata.normalize("NFKC", character)
        if not character.isascii() and (folded != character or not (character.isalnum() or unicodedata.combining(character))):
            return _look_alike(character)
    labels = host.split(".")
    shown = [_decode_label(label) for label in labels]
    mixed = _find_mixed(host, shown)
    if mixed:
        return mixed
    if len(labels) < 2 or labels[-1] in _INNER:
        return (
            _("{host} can be reached only from inside a network", host=host),
            _("Write the public address: https://<...>"),
        )
    if (
        len(host) > _LONGEST
        or not all(_is_label(label) for label in labels)
        or not (_ENDING.match(labels[-1]) or not labels[-1].isascii())
    ):
        return _("{host} cannot be the name of a website", host=host), _("Copy the address again from the browser's address bar.")
    return None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        return last.isdecimal() or bool(re.match(r"0x[0-9a-f]{0,20}\Z", last))
    return True


def _decode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return ""


def _find_mixed(host: str, shown: list[str]) -> Trouble | None:
    """Trouble if the host holds letters of several alphabets: each label by itself, and against a Latin ending such as .com."""
    scripts = {alphabet(character) for character in "".join(shown)} - {""}
    if len(scripts) < 2:
        return None
    other = min(scripts - {"LATIN"})
    readable = ".".join(shown)
    latin = replace_lookalikes(readable)
    both = host if host != readable else ".".join(_encode_label(label) for label in shown)
    return (
        _(
            "the address mixes Latin and {script} letters: {readable} is really {both}",
            script=name_of(other),
            readable=readable,
            both=both,
        ),
        _("Type the address on the keyboard instead of pasting it: {latin}", latin=latin)
        if latin.isascii()
        else _("Find the real address of the website and type it on the keyboard instead of pasting it."),
    )


def _encode_label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _is_label(label: str) -> bool:
    return bool(_decode_label(label)) and bool(_LABEL.match(label if label.isascii() else _encode_label(label)))
