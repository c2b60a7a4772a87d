"""Whose words stand in a mail: the sender's own, or those of the thread below; and a one-word confirmation among them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alisei_cli.model.proposal import SENTENCE

_MARKS = re.compile(r"[\s>|]*")
"""What mail programs put before a quoted line."""
_HEAD = re.compile(
    r"""^(?:
        -{2,}\s*(?:original\ message|messaggio\ originale|forwarded\ message|messaggio\ inoltrato|inizio\ messaggio)
      | _{10,}$                                                  # Outlook's rule
      | \*?(?:da|from|von|de|mittente)\*?\s*:\s*\S.*$            # Outlook's head of a quoted message
      | (?:begin\ forwarded\ message|inizio\ messaggio\ inoltrato)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The first line of a message that is quoted or forwarded below."""
_FIELD = re.compile(
    r"^\*?(?:da|a|cc|ccn|data|inviato|oggetto|mittente|destinatario|from|to|bcc|date|sent|subject|reply-to|rispondi[ -]a"
    r"|allegati|attachments|importanza|importance|priorit\w+)\*?\s*:",
    re.IGNORECASE,
)
"""A line of the head of such a message."""
_ATTRIBUTION = re.compile(r"^(?:il\ (?:giorno\ )?|on\ ).{3,300}(?:ha\ scritto|scrive|wrote)\s*:?$", re.IGNORECASE)
_MOST_ATTRIBUTION = 3
"""Lines into which an attribution is broken."""
_SIGNATURE = re.compile(
    r"""^(?:--\s?$
      | (?:inviato\ da(?:l|lla)?\ |sent\ from|get\ outlook|scarica\ outlook|ottieni\ outlook)
      | (?:avviso\ di\ riservatezza|confidentiality\ notice|disclaimer|privacy\ notice|informativa\ privacy)\b
      | (?:quest[oa]|il\ presente|la\ presente|this|the)\s(?:messaggio|message|e-?mail|comunicazione)\b
        .{0,80}(?:allegat|indirizzat|riservat|confiden|destinat|contien|contain|intended|attach|privileg)
      | (?:le\ informazioni\ contenute|the\ information\ contained|ai\ sensi\ d|please\ consider\ the\ environment|pensa\ all'ambiente)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The first line of a signature, or of what a company puts below every mail."""
_WORD = re.compile(r"\b(?:confermo|confermiamo|confirmed|confirm)\b", re.IGNORECASE)
_PLAIN = frozenset(
    [
        "confermo",
        "confermiamo",
        "confirm",
        "confirmed",
        "i",
        "we",
        "all",
        "is",
        "right",
        "correct",
        "everything",
        "the",
        "entry",
        "data",
        "it",
        "yes",
        "ok",
        "okay",
        "thanks",
        "thank",
        "you",
        "sì",
        "si",
        "tutto",
        "tutti",
        "quanto",
        "è",
        "e",
        "esatto",
        "giusto",
        "giusta",
        "corretto",
        "corretta",
        "corretti",
        "giusti",
        "i",
        "il",
        "la",
        "le",
        "dati",
        "informazioni",
        "scheda",
        "che",
        "sono",
        "nostra",
        "nostro",
        "nostri",
        "sua",
        "vostra",
        "riportato",
        "riportata",
        "riportati",
        "riportate",
        "contenuti",
        "contenute",
        "va",
        "bene",
        "grazie",
        "mille",
        "molte",
        "saluti",
        "buongiorno",
        "buonasera",
        "salve",
        "cordiali",
        "distinti",
    ]
)
"""Words of a plain confirmation; a line with any other is read by a person."""
_DOUBT = re.compile(
    r"\b(?:non|not|ma|però|pero|tranne|salvo|eccetto|fuorch[eé]|but|except|however|only|solo|soltanto|invece|a parte|cambi\w*"
    r"|modific\w*|corre[gz]\w*|errat\w*|sbagliat\w*|aggiorn\w*|aggiung\w*|manca\w*|togli\w*|change\w*|wrong|update\w*)\b"
    r"|@|www\.|https?:|[?…]",
    re.IGNORECASE,
)
"""Words beside the confirmation that a person has to read."""
_POLITE = re.compile(
    r"^\W*(?:gentil\w*|spett\w*|buon\w*|salve|ciao|egregi\w*|cordial\w*|distint\w*|grazie|saluti|un saluto|rest\w+ a disposizione"
    r"|a presto|dear|hello|hi|thank\w*|kind|best|regards)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:\W|\b(?:tel|fax|cell|mob\w*|mobile|phone|e-?mail|mail|web|sito|pec|[tfmwe])\b|\S+@\S+|(?:https?://|www\.)\S+|\d)+$",
    re.IGNORECASE,
)
"""A line of nothing but telephone numbers and addresses."""
_HOST = re.compile(r"(?:@|https?://(?:www\.)?|www\.)([\w.-]+)", re.IGNORECASE)
REST = "… "
"""Before a line directly below a quoted one: it may be the rest of that line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a mail, without the marks of quoting."""

    text: str
    level: int
    """How many messages deep it is quoted or forwarded; 0 for the sender's own."""
    is_quoted: bool
    """Whether marks of quoting stand before it."""
    is_words: bool
    """Whether it is what a person wrote: no head of a message, signature or disclaimer."""


def read_lines(text: str) -> list[Line]:
    """The lines of a mail, each with the message that it belongs to."""
    raw = text.splitlines()
    marks = [str(found[0]) if (found := _MARKS.match(line)) else "" for line in raw]
    depths, bare = (
        [mark.count(">") for mark in marks],
        [line[len(mark) :].rstrip() for line, mark in zip(raw, marks, strict=True)],
    )
    attributions = _find_attributions(bare, depths)
    heads: Counter[int] = Counter()
    made: list[Line] = []
    in_head = False
    signed = -1
    for n, (line, depth) in enumerate(zip(bare, depths, strict=True)):
        begins = attributions.get(n, bool(_HEAD.match(line)) and not (in_head and not line.startswith(("-", "_"))))
        heads[depth] += begins
        level = depth + sum(count for each, count in heads.items() if each <= depth)
        is_folded = marks[n][:1].isspace() and n > 0 and bool(bare[n - 1])
        in_head = begins or (in_head and (not line or bool(_FIELD.match(line)) or is_folded))
        signed = level if _SIGNATURE.match(line) else signed if signed == level else -1
        is_rest = bool(line) and n > 0 and depths[n - 1] > depth and bool(bare[n - 1])
        is_words = not in_head and n not in attributions and signed != level
        made.append(Line(REST + line if is_rest else line, level, depth > 0, is_words))
    return made


def _find_attributions(lines: Sequence[str], depths: Sequence[int]) -> dict[int, bool]:
    """Lines that say who wrote what follows, and whether they stand for its head because no line of it is marked as quoted."""
    found: dict[int, bool] = {}
    for n, line in enumerate(lines):
        if n in found or not line.lower().startswith(("il ", "on ")):
            continue
        for end in range(n + 1, min(n + _MOST_ATTRIBUTION, len(lines)) + 1):
            if _ATTRIBUTION.match(" ".join(lines[n:end])):
                after = next((each for each in range(end, len(lines)) if lines[each]), None)
                found |= dict.fromkeys(range(n, end), False)
                found[end - 1] = after is not None and depths[after] == depths[n]
                break
    return found


def find_own(lines: Sequence[Line]) -> tuple[str, ...]:
    """What the sender wrote; of a mail that only forwards, what the sender of the forwarded one wrote."""
    by_level: dict[int, list[str]] = {0: []}
    is_forward = any(line.level and not line.is_quoted for line in lines)
    for line in lines:
        if line.is_words:
            by_level.setdefault(line.level, []).append(line.text)
    for level in sorted(by_level) if is_forward else [0]:
        own = tuple(each for each in by_level[level] if each)
        if any(not _POLITE.match(each) for each in own):
            return own
    return ()


def find_confirmation(own: Sequence[str], host: str) -> bool | None:
    """Whether the sender's own text confirms; ``None`` where it does with more words, which a person has to read."""
    said = [line for line in own if _WORD.search(line)]
    if not said:
        return False
    plain = all(set(re.findall(r"[^\W\d_]+", line.lower())) <= _PLAIN and not _DOUBT.search(line) for line in said)
    others = list(_list_others(own, host))
    return True if plain and not any(_DOUBT.search(line) or _count(line) >= SENTENCE for line in others) else None


def count_words(own: Sequence[str], host: str) -> int:
    """Words in the longest line beyond courtesies and contacts; 0 if there is none, and 1 at least for a name."""
    return max((max(1, _count(line)) for line in _list_others(own, host)), default=0)


def _list_others(own: Sequence[str], host: str) -> Iterator[str]:
    """Lines that are neither the confirmation nor a courtesy nor contacts at the sender's own host."""
    for line in own:
        hosts = [found.lower().rstrip(".") for found in _HOST.findall(line)]
        is_contact = bool(_CONTACT.match(line)) and all(host and (each == host or each.endswith(f".{host}")) for each in hosts)
        if not (_WORD.search(line) or _POLITE.match(line) or is_contact):
            yield line


def _count(line: str) -> int:
    return sum(word[0].islower() for word in line.split())
