"""Names in tables, and the acronyms beside them."""

import re

from alisei_cli.folding import abbreviates, fold, is_filler, strip_legal_form
from alisei_cli.model.territory import Territory

_FIRST = re.compile(r"([A-Z]{2,8}) [-–] (\S.*)\Z")
_LAST = re.compile(r"(\S.*?) \(([A-Z]{2,8})\)\Z")
KINDS = frozenset({
    "associazione", "centro", "cluster", "consorzio", "distretto", "fondazione", "gruppo", "istituti", "istituto",
    "societa",
})  # fmt: skip
"""Leading words of a name that its acronym may omit."""


def split_acronym(name: str, territory: Territory) -> tuple[str, str]:
    """Split the name from an acronym that abbreviates all words beside it.

    "AIOP - Associazione Italiana Ospedalità Privata", "Istituti Fisioterapici Ospitalieri (IFO)". Anything else stays whole: "ASL
    - Roma 9", "Clinica Bianchi (TO)", "Evotec (Verona)".
    """
    first, last = _FIRST.match(name), _LAST.match(name)
    acronym, rest = (first[1], first[2]) if first else (last[2], last[1]) if last else ("", name)
    if acronym and acronym not in territory.provinces and _is_acronym(acronym, rest):
        return rest, acronym
    return name, ""


def _is_acronym(acronym: str, name: str) -> bool:
    words = strip_legal_form(name).split()
    telling = [word for word in words if not is_filler(word)]
    if len(telling) < 2:
        return False
    letters = fold(acronym)
    return abbreviates(letters, words) or (words[0] in KINDS and len(telling) > 2 and abbreviates(letters, words[1:]))
