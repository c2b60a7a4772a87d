"""Tax codes of natural persons: what such a code looks like, whole or mistyped."""

import re
from functools import cache

from alisei_cli.model.source import Pointer

_DIGIT = "[0-9LMNPQRSTUV]"
_SIGNS = ("[A-Z]",) * 6 + (_DIGIT,) * 2 + ("[ABCDEHLMPRST]",) + (_DIGIT,) * 2 + ("[A-Z]",) + (_DIGIT,) * 3 + ("[A-Z]",)
"""What may stand in each of the sixteen places."""
CODE = re.compile(
    rf"(?<![A-Z0-9])[A-Z]{{3}}[ -]?[A-Z]{{3}}[ -]?{_DIGIT}{{2}}[ABCDEHLMPRST]{_DIGIT}{{2}}[ -]?[A-Z]{_DIGIT}{{3}}(?:[ -]?[A-Z])?(?![A-Z0-9])",
    re.IGNORECASE,
)
"""The last sign only checks the others: without it the code tells as much."""
SHORTEST = len(_SIGNS) - 1
"""Characters of the shortest text that can hold a code."""
_ANY_DIGIT = re.compile("[0-9]")
_NO_SIGN = re.compile(r"[\W_]+")
_SOME_DIGITS = 3
"""A word of sixteen letters is no code; where digits are replaced by letters, to keep two codes apart, a few at most are."""


def holds_code(pointer: Pointer, text: str) -> bool:
    """Whether a person's tax code stands in ``text``; where the number of an organisation belongs, with one slip or none."""
    if len(text) < SHORTEST or not _ANY_DIGIT.search(text):
        return False
    if any(_has_digits(found) for found in CODE.findall(text)):
        return True
    if pointer[:1] != ("identifiers",):
        return False
    bare = _NO_SIGN.sub("", text).upper()
    return _has_digits(bare) and abs(len(bare) - len(_SIGNS)) <= 1 and bool(_compile_mistyped().match(bare))


def _has_digits(text: str) -> bool:
    return len(_ANY_DIGIT.findall(text)) >= _SOME_DIGITS


@cache
def _compile_mistyped() -> re.Pattern[str]:
    """The form of a code in which one sign is missing, wrong or too many."""
    forms = []
    for place in range(len(_SIGNS)):
        before, after = "".join(_SIGNS[:place]), "".join(_SIGNS[place + 1 :])
        forms += [before + after, f"{before}[A-Z0-9]{after}", f"{before}[A-Z0-9]{_SIGNS[place]}{after}"]
    return re.compile(f"(?:{'|'.join([*forms, ''.join(_SIGNS) + '[A-Z0-9]'])})\\Z")
