"""What a person wrote in a mail: the text, without the thread that is quoted below it, and a one-word confirmation."""

import re
from html.parser import HTMLParser

_BREAKS = frozenset(
    {"address", "blockquote", "br", "div", "dd", "dl", "dt", "h1", "h2", "h3", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"}
)
"""Elements that begin a line."""
_SILENT = frozenset({"head", "script", "style", "template", "title"})
"""Elements whose text no reader sees."""
MOST_DEPTH = 1000

_THREAD = re.compile(
    r"""^(?:
        \s*>                                                     # quoted lines
      | \s*-{2,}\s*(?:original message|messaggio originale|forwarded message|messaggio inoltrato|inizio\ messaggio)
      | \s*_{10,}\s*$                                            # Outlook's rule
      | \s*(?:il\ (?:giorno\ )?|on\ ).{3,200}(?:ha\ scritto|wrote)\s*:?\s*$
      | \s*\*?(?:da|from|von|de)\*?\s*:\s*\S.*$                  # Outlook's head of a quoted message
      | \s*(?:begin\ forwarded\ message|inizio\ messaggio\ inoltrato)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The first line of a quoted thread."""
_SIGNATURE = re.compile(r"^(?:--\s?$|\s*(?:inviato da|sent from|get outlook|scarica outlook|ottieni outlook)\b)", re.IGNORECASE)
_HEADER = re.compile(
    r"^\s*\*?(?:da|a|cc|ccn|data|inviato|oggetto|from|to|bcc|date|sent|subject|reply-to|rispondi a)\*?\s*:", re.IGNORECASE
)
"""A line of the head of a forwarded message."""
MOST_FORWARDS = 5
_WORD = re.compile(r"\b(?:confermo|confermiamo|confirmed|confirm)\b", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:non|not|ma|però|pero|tranne|salvo|eccetto|but|except|however|cambi\w*|modific\w*|corre[gz]\w*|errat\w*|change\w*|wrong)\b|@|www\.|https?:",
    re.IGNORECASE,
)
"""Words beside the confirmation that a person has to read."""
_POLITE = re.compile(
    r"^\W*(?:gentil\w*|spett\w*|buon\w*|salve|ciao|egregi\w*|cordial\w*|distint\w*|grazie|saluti|un saluto|dear|hello|hi|thank\w*|kind|best|regards)\b",
    re.IGNORECASE,
)


def cut_thread(text: str) -> str:
    """The lines that the sender wrote: all before the quoted thread and the signature."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if _THREAD.match(line) or _SIGNATURE.match(line)), len(lines))
    joined = next((n for n in range(min(end, len(lines) - 1)) if _THREAD.match(f"{lines[n]} {lines[n + 1]}".lstrip("> "))), end)
    return "\n".join(lines[: min(end, joined)])


def find_own_text(text: str) -> str:
    """What the sender wrote; of a mail that only forwards, what the sender of the forwarded one wrote."""
    for _forwarded in range(MOST_FORWARDS):
        own = cut_thread(text)
        if any(line.strip() and not _POLITE.match(line) for line in own.splitlines()):
            return own
        rest = text[len(own) :].lstrip("\n").splitlines()
        rest = [line.lstrip("> ") for line in rest]
        while rest and (not rest[0].strip() or _HEADER.match(rest[0]) or _THREAD.match(rest[0])):
            rest = rest[1:]
        if not rest:
            return own
        text = "\n".join(rest)
    return ""


def find_confirmation(own: str) -> bool | None:
    """Whether the sender's own text confirms; ``None`` where it does with more words, which a person has to read."""
    lines = [line.strip() for line in own.splitlines() if line.strip()]
    said = [line for line in lines if _WORD.search(line)]
    if not said:
        return False
    others = [line for line in lines if line not in said and not _POLITE.match(line)]
    is_plain = all(len(line.split()) <= 8 and not _DOUBT.search(line) for line in said)
    return True if is_plain and not any(_DOUBT.search(line) for line in others) else None


def read_html(source: str) -> str:
    """The text of an HTML mail, a line for each block; nothing of it is obeyed or fetched."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return "".join(reader.parts)


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
        if tag == "blockquote" and self._quotes < MOST_DEPTH:
            self._quotes += 1
        if tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag == "blockquote" and self._quotes:
            self._quotes -= 1
        if tag in _BREAKS and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _break(self) -> None:
        self.parts.append("\n> " if self._quotes else "\n")
