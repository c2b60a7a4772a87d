"""What a mail shows as text: bytes of any encoding, lines that a mail program broke, HTML."""

import re
from html.parser import HTMLParser

_BREAKS = frozenset(
    {"address", "blockquote", "br", "div", "dd", "dl", "dt", "h1", "h2", "h3", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"}
)
"""Elements that begin a line."""
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"head", "script", "style", "template", "title"})
"""Elements whose text no reader sees."""
MOST_QUOTES = 8
"""Levels of quoting that are told apart."""
_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
"""Names under which mail programs send Windows-1252."""
_UNSEEN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\ufeff": None, "\u200b": None, "\u00ad": None})
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>?", re.DOTALL)
"""Comments and declarations; the parser fails on some."""
_STRAY = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")
"""What begins no tag; the parser would look for the end of each anew."""
_TWICE = re.compile(r"(?<![^\s<>])(?P<shown>[^\s<>]{4,2000})[ \t]{0,3}(?:\n[> \t]{0,20})?<(?:mailto:)?(?P<link>[^\s<>]{4,2000})>")
"""A link as Outlook and Gmail write it in plain text: what was shown, then its address."""


def decode(raw: bytes, charset: str | None = None) -> str:
    """The text of ``raw``; UTF-8 is read as such, whatever ``charset`` says, for other text is hardly ever valid UTF-8."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    named = (charset or "").lower()
    for tried in ("utf-8-sig" if not raw.isascii() or not named else "", "" if named in _WINDOWS else named):
        try:
            if tried:
                return raw.decode(tried)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("cp1252", "replace")


def unfold_flowed(text: str, *, drops_space: bool) -> str:
    """Text of ``format=flowed`` with its paragraphs whole (RFC 3676); ``drops_space``: ``delsp=yes``."""
    made: list[str] = []
    depth, is_open = 0, False
    for line in text.splitlines():
        bare = line.lstrip(">")
        quotes = len(line) - len(bare)
        bare = bare.removeprefix(" ")  # it keeps a line from looking like another
        is_soft = bare.endswith(" ") and bare != "-- "
        kept = bare[:-1] if is_soft and drops_space else bare
        if is_open and quotes == depth and bare != "-- ":
            made[-1] += kept
        else:
            made.append(">" * quotes + (" " if quotes else "") + kept)
        depth, is_open = quotes, is_soft
    return "\n".join(made)


def tidy_plain(text: str) -> str:
    """Plain text without characters that no one sees, and with each link once."""
    lines = text.translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n")
    return _TWICE.sub(lambda found: found["shown"] if _bare(found["shown"]) == _bare(found["link"]) else found[0], lines)


def _bare(link: str) -> str:
    return re.sub(r"^(?:https?://|mailto:)", "", link.lower()).rstrip("/")


def read_html(source: str) -> str:
    """The text of an HTML mail, a line for each block; nothing of it is obeyed or fetched."""
    reader = _Reader()
    reader.feed(_STRAY.sub("&lt;", _COMMENT.sub("", source)))
    reader.close()
    return "".join(reader.parts).translate(_UNSEEN)


class _Reader(HTMLParser):
    """Collects what a person sees of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag == "blockquote":
            self._quotes += 1
        if tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag == "blockquote" and self._quotes:
            self._quotes -= 1
        if tag in _CELLS:
            self.parts.append(" ")
        if tag in _BREAKS and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _break(self) -> None:
        self.parts.append("\n" + "> " * min(self._quotes, MOST_QUOTES))
