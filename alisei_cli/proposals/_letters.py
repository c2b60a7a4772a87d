"""Whose words stand in a mail: the sender's own, or those of the thread below; and a one-word confirmation among them.

What is not on the short lists of courtesies is for a person to read.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

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
_ATTRIBUTION = re.compile(r"^(?=.*\d)(?:il\ (?:giorno\ )?|on\ ).{3,300}(?:ha\ scritto|scrive|wrote)\s*:?$", re.IGNORECASE)
_MOST_ATTRIBUTION = 3
"""Lines into which an attribution is broken."""
_SIGNATURE = re.compile(
    r"""^(?:--\ $
      | (?:avviso\ di\ riservatezza|confidentiality\ notice|disclaimer|privacy\ notice|informativa\ privacy)\b
      | (?:quest[oa]|il\ presente|la\ presente|this|the)\s(?:messaggio|message|e-?mail|comunicazione)\b
        .{0,80}(?:riservat|confiden|destinatari|intended|privileg)
      | (?:le\ informazioni\ contenute|the\ information\ contained)\b.{0,80}(?:riservat|confiden|destinatari|intended|privileg)
      | ai\ sensi\ d.{0,60}(?:2016/679|196/2003|gdpr) | please\ consider\ the\ environment | pensa\ all'ambiente
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The first line of a signature, or of what a company puts below every mail."""
_WORD = re.compile(r"\b(?:confermo|confermiamo|confirmed|confirm)\b", re.IGNORECASE)
_CONFIRMS = re.compile(
    r"(?:(?:i|we|sì|si|yes),? )?(?:confermo|confermiamo|confirm|confirmed)(?: (?:tutto|all))?(?:,? (?:grazie|thanks|thank you))?[.!]?",
    re.IGNORECASE,
)
"""All that a line may say that confirms."""
COURTESIES = frozenset(
    {"a presto", "best", "best regards", "best wishes", "buon giorno", "buon lavoro", "buona giornata",
     "buona sera", "buona serata", "buonasera", "buongiorno", "buongiorno a tutti", "ciao", "cordiali saluti",
     "cordialmente", "dear all", "dear madam or sir", "dear sirs", "distinti saluti", "ecco la modifica",
     "ecco le modifiche", "gentile segreteria", "gentili signori", "gentilissimi", "good morning", "grazie",
     "grazie mille", "hello", "hi", "in allegato", "in allegato il messaggio", "in fede", "kind regards",
     "many thanks", "molte grazie", "regards", "saluti", "salve", "see below", "sincerely", "spett le segreteria",
     "thank you", "thanks", "un caro saluto", "un cordiale saluto", "un saluto", "vedi sotto", "yours sincerely"}
)  # fmt: skip
"""Lines that say nothing, without their commas and stops."""
LABELS = frozenset(
    {"tel", "telefono", "fax", "cell", "cellulare", "mob", "mobile", "phone", "e", "email", "mail", "pec", "web",
     "sito", "http", "https", "www", "dott", "ssa", "dr", "prof", "ing", "avv", "phd"}
)  # fmt: skip
"""What stands in a signature beside names, numbers and addresses."""
_SIGNS = re.compile(r"[\w\s.,;:!|/@+()<>*'’\"«»&·•–—…=~-]*")
"""What a line of a courtesy or a signature is made of; a question mark is read."""
_FROM_PHONE = re.compile(
    r"(?:inviato da(?:l|lla)?|sent from|get|scarica|ottieni) (?:(?:il )?mi[oa] |my )?"
    r"(?:iphone|ipad|samsung|huawei|xiaomi|outlook|telefono(?: android)?|smartphone|cellulare|android|(?:libero|yahoo|virgilio) mail)"
    r"(?: (?:con|per|with|for) (?:k-9 mail|outlook|ios|android))?\.?(?: (?:perdonate|scusate) la brevità\.?| excuse my brevity\.?)?"
    r"(?: ?<https://aka\.ms/\w+>)?",
    re.IGNORECASE,
)
"""What a telephone writes below a mail."""
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
        begins = attributions.get(n, _begins_message(bare, n) and not (in_head and not line.startswith(("-", "_"))))
        heads[depth] += begins
        level = depth + sum(count for each, count in heads.items() if each <= depth)
        is_folded = marks[n][:1].isspace() and n > 0 and bool(bare[n - 1])
        in_head = begins or (in_head and (not line or bool(_FIELD.match(line)) or is_folded))
        signed = level if _SIGNATURE.match(raw[n][len(marks[n]) :]) else signed if signed == level else -1
        is_rest = bool(line) and n > 0 and depths[n - 1] > depth and bool(bare[n - 1])
        is_words = not in_head and n not in attributions and signed != level
        made.append(Line(REST + line if is_rest else line, level, depth > 0, is_words))
    return made


def _begins_message(lines: Sequence[str], n: int) -> bool:
    """Whether a quoted message begins with line ``n``: one field of a head has others below it."""
    is_field = bool(_FIELD.match(lines[n]))
    return bool(_HEAD.match(lines[n])) and (not is_field or any(map(_FIELD.match, lines[n + 1 : n + 4])))


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


def list_own(lines: Sequence[Line], blocks: Sequence[range], level: int = 1) -> list[str]:
    """What people wrote above the messages of ``level``, outside of blocks: by default the sender's own words."""
    in_block = {n for span in blocks for n in span}
    return [each.text for n, each in enumerate(lines) if each.level < level and each.is_words and each.text and n not in in_block]


def find_confirmation(own: Sequence[str], names: Collection[str]) -> bool | None:
    """Whether the sender's own text confirms; ``None`` where it does with other words, which a person has to read."""
    if not any(_WORD.search(line) for line in own):
        return False
    return None if says_more(own, names) else True


def says_more(own: Sequence[str], names: Collection[str]) -> bool:
    """Whether a line is neither a confirmation, a courtesy nor a signature made of ``names``."""
    return not all(_CONFIRMS.fullmatch(line) or _FROM_PHONE.fullmatch(line) or _is_idle(line, names) for line in own)


def list_words(text: str) -> list[str]:
    """The words of ``text``, folded."""
    return re.findall(r"[^\W_]+", text.casefold())


def _is_idle(line: str, names: Collection[str]) -> bool:
    words = list_words(line)
    is_signature = all(word in names or word in LABELS or word.isdigit() for word in words)
    return bool(_SIGNS.fullmatch(line)) and (is_signature or " ".join(words) in COURTESIES)
