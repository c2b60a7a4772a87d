"""Terms meant by a text: synonyms, and several terms in one text."""

import re
from collections.abc import Mapping
from functools import lru_cache

from alisei_cli.folding import fold
from alisei_cli.model.taxonomy import Facet
from alisei_cli.nearest import matches

MOST = 16
"""Maximum number of words that are searched for terms."""
_LONGEST_NAME = 8
"""Maximum number of words in the name of a term."""
_NEAR = 85
"""Similarity required of a single word."""
_APART = re.compile(r"(?:^|\s+)[0-9]{1,2}[.)]\s+|\s*[,;|•·]\s*(?:- +)?|\s+[-/+&–—]\s+")
"""Separators and bullets between the items of a list in running text."""
_JOINTS = frozenset({"e", "ed", "and", "&"})

folded = lru_cache(maxsize=20_000)(fold)


def map_spellings(facet: Facet) -> Mapping[str, str]:
    """Map each unambiguous folded spelling to its current term."""
    found: dict[str, str] = {}
    for code, forms in facet.spellings().items():
        for form in forms:
            found[folded(form)] = code if found.get(folded(form), code) == code else ""
    return {form: code for form, code in found.items() if code}


def items(typed: str, facet: Facet) -> list[str]:
    """Split ``typed`` into terms of ``facet`` and unknown items.

    Separators are commas, other signs and spaces.
    """
    known = map_spellings(facet)
    parts = list(dict.fromkeys(part for part in _APART.split(" ".join(typed.split())) if part))
    if len(parts) == 1:
        return _words(typed, facet, known) or [_term(typed, facet, known) or typed]
    return [_term(part, facet, known) or part for part in parts[:MOST]] + parts[MOST:]


def split_terms(typed: str, facet: Facet) -> list[str]:
    """Split ``typed`` into terms, if it consists of several."""
    if len(typed.split()) == 1 and not _APART.search(typed.strip()):
        return []  # a single word: the search for near terms is spared
    found = list(dict.fromkeys(items(typed, facet)))
    is_all = len(found) > 1 and all(code in facet.terms for code in found)
    return found if is_all and fold(typed) not in map_spellings(facet) else []


def _term(typed: str, facet: Facet, known: Mapping[str, str]) -> str | None:
    if fold(typed) in known:
        return known[fold(typed)]
    found = matches(typed, facet.spellings(), 1)
    return found[0].key if found and found[0].likeness >= _NEAR else None


def _words(typed: str, facet: Facet, known: Mapping[str, str]) -> list[str]:
    """Split the words of ``typed`` into the fewest consecutive terms.

    The list is empty unless all words belong to one of at least two terms.
    """
    words = [word for word in typed.split() if fold(word)]
    if not 1 < len(words) <= MOST:
        return []
    if not any(
        fold(" ".join(words[start:end])) in known for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    ):
        return []  # fuzzy matching is slower than everything else here
    best: list[list[str] | None] = [[]]
    for end in range(1, len(words) + 1):
        made = []
        for start in range(max(end - _LONGEST_NAME, 0), end):
            said, before = " ".join(words[start:end]), best[start]
            code = known.get(fold(said)) or (_term(said, facet, known) if end - start == 1 else None)
            if before is not None and code:
                made.append([*before, code])
        if words[end - 1] in _JOINTS and best[end - 1]:
            made.append(best[end - 1] or [])
        best.append(min(made, key=len, default=None))
    found = best[-1] or []
    return found if len(found) > 1 else []


def find_exact_term(word: str, facet: Facet | None) -> str:
    """Find the only term of ``facet`` named ``word``.

    Accents, case and punctuation are ignored.
    """
    found = facet.meanings(word) if facet else []
    return found[0] if len(found) == 1 else ""
