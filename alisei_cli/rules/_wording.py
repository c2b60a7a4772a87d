"""Words that hold the place of words: what people write where they have nothing to say yet."""

import re

_WORDS = (
    "n d", "n a", "xxx", "xxxx", "xxxxx", "to do", "tbd", "tba", "tbc", "fixme", "none", "null", "nil", "nessuno", "nessuna",
    "sconosciuto", "sconosciuta", "unknown", "placeholder", "segnaposto", "non disponibile", "non noto", "non nota",
    "non specificato", "non applicabile", "not available", "not applicable", "not known", "not specified", "to be defined",
    "to be completed", "to be decided", "to be announced", "to be confirmed", "da definire", "da completare", "da inserire",
    "da compilare", "da verificare", "da decidere", "da scrivere", "in aggiornamento", "in arrivo", "coming soon",
    "testo in italiano", "text in english", "nome organizzazione", "nome dell organizzazione", "nome ente", "nome dell ente",
    "nome azienda", "nome dell azienda", "nome soggetto", "name of the organisation", "name of organisation",
)  # fmt: skip
"""What holds a place where nothing else stands, words of our own examples included; a space stands for any sign or none: n.d., N/A, TO-DO."""
_SIGNS = r"[\W_]{0,10}"
_WHOLE = re.compile(
    _SIGNS + "(?:" + "|".join(_WORDS).replace(" ", r"[\W_]{0,3}") + ")?" + _SIGNS + r"\Z",
    re.IGNORECASE,
)
_FIRST = frozenset(words[0] for words in _WORDS)
_BEGINNINGS = frozenset(words.replace(" ", "")[:2] for words in _WORDS)
"""The first two letters of each; between the two there may be a sign."""
_TEMPLATE = re.compile(
    r"\b(?:lorem ipsum|dolor sit amet|(?:scrivere|scrivi|inserire|inserisci|incollare|incolla|descrivere|descrivi) qui|"
    r"(?:write|insert|type|paste|describe|enter|add) (?:your \w{1,20} )?here|your (?:text|name|company|organi[sz]ation) here|"
    r"(?:nome|descrizione|testo) (?:da inserire|qui))\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"\b(?:TODO|TBD|FIXME)\b|(?:^|\s)\?\?\?(?:$|\s)")
MOST = 160
"""Characters beyond which no text is a placeholder as a whole."""
_FRAME = re.compile(r"(?!.*(?:@|://))(?:<[^<>]{1,80}>|\[[^\[\]]{1,80}\]|\{[^{}]{1,80}\})\Z")
_SAMPLE_HOST = re.compile(
    r"(?<![\w-])(?:[A-Za-z0-9-]{1,63}\.){0,3}(?:example|esempio)\.(?:com|org|net|it|eu|edu)(?![\w-])", re.IGNORECASE
)
_INSIDE = (
    (("lorem", "dolor", " qui", " here", "da inserire"), _TEMPLATE),
    (("todo", "tbd", "fixme", "???"), _MARK),
    (("example", "esempio"), _SAMPLE_HOST),
)
"""Patterns of what holds a place within a text, each with the words without which it need not be tried."""


_HINTS = tuple(hint for hints, _pattern in _INSIDE for hint in hints)
_HINTS_IN_BYTES = tuple(hint.encode("ascii") for hint in _HINTS)


def hinted(text: str) -> bool:
    """Whether ``text`` may hold, anywhere inside, what holds a place; of most texts the bytes tell it, five times quicker."""
    try:
        raw = text.encode("latin-1").lower()
    except UnicodeEncodeError:
        lower = text.lower()
        return any(hint in lower for hint in _HINTS)
    return any(map(raw.__contains__, _HINTS_IN_BYTES))


def may_be_whole(text: str) -> bool:
    """Whether ``text`` may be, as a whole, what holds a place: a quick look at its first two signs."""
    first = text[:2].lower()
    return first in _BEGINNINGS or not first.isalnum()


def placeholder(text: str, is_word: bool = True) -> str:
    """The part of ``text`` that only holds a place, as written; empty if it says something.

    Short words count only if ``is_word``: where a code or an acronym belongs, NA may be one.
    """
    stripped = text.strip()
    lower = stripped.lower()
    if is_word and lower and (lower[0] in _FIRST or not lower[0].isalnum()) and (_WHOLE.match(lower) or _FRAME.match(lower)):
        return stripped
    for hints, pattern in _INSIDE:
        if any(hint in lower for hint in hints):
            found = pattern.search(text)
            if found:
                return found.group().strip()
    return ""
