"""A text looked for in bytes, whatever case, accents, encoding or escapes it has there, and in its words.

Bytes and texts are folded alike, so one form of a value meets nearly all of its disguises; all values are looked for in one pass.
"""

import base64
import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape

LEAST = 6
"""Characters of the shortest value or word that is looked for."""
LEAST_CODED = 10
"""Letters of the shortest run in base64 or hexadecimal that is looked for: a shorter one is met by chance."""
LEAST_WITHIN = 9
"""Figures of the shortest number that is looked for within longer words too: digests hold shorter ones by chance."""
BREAK = b"<!-- -->"
"""What our Markdown puts into words and numbers that GitHub would make links of."""
_ESCAPE = re.compile(
    rb"&(?:#\w{1,8}|[A-Za-z]{2,8});|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[\"'/nrt]|%[0-9A-Fa-f]{2}|=[0-9A-F]{2}|_x[0-9A-Fa-f]{4}_"
)
"""One character as HTML, XML, JSON, a URL, quoted-printable mail or a workbook writes it."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_PLAIN = bytes(byte if byte >= 0x80 or chr(byte).isalnum() else 0x20 for byte in range(256)).lower()
"""Bytes in lower case, all but letters and figures blank."""


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("alisei-latin", _as_latin)


def fold(raw: bytes) -> bytes:
    """``raw`` without case, accents, punctuation, empty comments and the zeros of UTF-16, words apart by one blank."""
    plain = raw.replace(b"\0", b"").replace(BREAK, b"")
    if not plain.isascii():
        plain = _NOT_ASCII.sub(_fold_letters, plain)
    return b" ".join(plain.translate(_PLAIN).split())


def _fold_letters(found: re.Match[bytes]) -> bytes:
    text = unicodedata.normalize("NFKD", found.group().decode("utf-8", "alisei-latin").casefold())
    kept = (" " if each.isspace() or unicodedata.category(each)[0] in "PSZC" else each for each in text)
    return "".join(each for each in kept if not unicodedata.combining(each)).encode("utf-8", "surrogatepass")


def decode(raw: bytes) -> bytes:
    """``raw`` with every escaped character as itself."""
    return _ESCAPE.sub(lambda found: _decode_one(found.group()), raw)


def _decode_one(escape: bytes) -> bytes:
    if escape[:1] in b"%=":
        return bytes([int(escape[1:], 16)])
    text = escape.decode("ascii")
    if text[0] == "&":
        return unescape(text).encode("utf-8", "surrogatepass")
    if text[1] in "ux" or text[0] == "_":
        return chr(int(text[2:6], 16)).encode("utf-8", "surrogatepass")
    return b" " if text[1] in "nrt" else escape[1:]


def fold_value(value: str | float) -> bytes:
    """A value whole, folded as the text is in which it is looked for."""
    return fold(decode(str(value).encode("utf-8", "surrogatepass")))


def forms(value: str | float) -> Iterator[bytes]:
    """Each folded form in which ``value`` would be told: whole, grouped in thousands, its longer words, in base64, as figures.

    A value of fewer than six characters has none.
    """
    raw = str(value).encode("utf-8", "surrogatepass")
    if len(str(value)) < LEAST:
        return
    whole = fold_value(value)
    said = {whole, fold(raw), *whole.split()}
    if isinstance(value, (int, float)):
        said.add(fold(f"{value:,}".encode()))
    yield from (each for each in said if len(each.decode("utf-8", "replace")) >= LEAST)
    coded = [raw.hex().encode()]
    for shift in range(3):  # three bytes are four letters of base64: what stands before moves them by one or two
        moved = b"\0" * shift + raw
        coded.append(fold(base64.b64encode(moved)[4 * bool(shift) : len(moved) // 3 * 4]))
    yield from (each for each in coded if len(each) >= LEAST_CODED)


class Haystack:
    """Bytes made ready to be searched."""

    def __init__(self, raw: bytes) -> None:
        self.folded = fold(raw)
        decoded = decode(raw)
        self.decoded = fold(decoded) if decoded != raw else b""

    @property
    def texts(self) -> tuple[bytes, ...]:
        """The folded bytes, and those with escapes undone where there are any."""
        return (self.folded, self.decoded) if self.decoded else (self.folded,)


def build_search(needles: Iterable[bytes]) -> Callable[[bytes], set[bytes]]:
    """A function that finds which of the folded ``needles`` are in a folded text, in one pass over it."""
    wanted = frozenset(needles)
    lengths: dict[bytes, set[int]] = {}  # by how needles begin: thousands of them may begin alike, and have few lengths
    for needle in wanted:
        lengths.setdefault(needle[:LEAST], set()).add(len(needle))
    if not lengths:
        return lambda text: set()
    pattern = re.compile(b"(?=" + _alternatives(lengths) + b")", re.DOTALL)

    def search(text: bytes) -> set[bytes]:
        places = ((match.start(), match.start() + LEAST) for match in pattern.finditer(text))
        spans = ((start, start + length) for start, end in places for length in lengths[text[start:end]])
        return {text[start:end] for start, end in spans if text[start:end] in wanted and not _is_chance(text, start, end)}

    return search


def _is_chance(text: bytes, start: int, end: int) -> bool:
    """Whether a short number is only a part of a longer word, such as a digest."""
    found = text[start:end].replace(b" ", b"")
    return len(found) < LEAST_WITHIN and found.isdigit() and (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _alternatives(starts: Mapping[bytes, object]) -> bytes:
    """A pattern for any of ``starts``, those that begin alike tried together."""
    branches: dict[bytes, dict[bytes, object]] = {}
    for start in sorted(starts):
        branches.setdefault(start[:1], {})[start[1:]] = None
    parts = [re.escape(first) + (_alternatives(rest) if any(rest) else b"") for first, rest in branches.items()]
    return parts[0] if len(parts) == 1 else b"(?:" + b"|".join(parts) + b")"
