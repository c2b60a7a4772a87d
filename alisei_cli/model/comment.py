"""Comments that silence a diagnostic: ``# alisei: ignore[ALI201] the reason``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from alisei_cli.model.source import Source, Span

_COMMENT = re.compile(r"(?<!\S)#\s{0,4}alisei:\s{0,4}(\w{1,20}\s{0,4})\[([^\[\]]{1,100})\]")
WORD = "ignore"
"""What such a comment says."""
_LONGEST = 1_000
"""Characters of a line in which a comment is looked for."""

MARK = "alisei:"
"""Stands in every such comment."""
UNSILENCEABLE = ("ALI0", "ALI5", "ALI402")
"""Codes of what no comment may silence: unsafe files, the shared rules of the policy, and what tells who a person is."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: which codes or rule names it silences, and why."""

    span: Span
    codes: tuple[str, ...]
    reason: str
    word: str = WORD
    """What it says; another word than ``ignore`` is most likely a slip of the hand, and silences nothing."""

    @property
    def is_understood(self) -> bool:
        """Whether it says ``ignore``."""
        return self.word == WORD


def comments(source: Source) -> Mapping[int, Comment]:
    """Comments by the line they speak of: their own, or the next one where they stand alone on theirs."""
    found: dict[int, Comment] = {}
    if MARK not in source.text:
        return found
    texts: Mapping[int, list[range]] | None = None
    for number, line in enumerate(source.lines, 1):
        for match in _COMMENT.finditer(line, 0, _LONGEST):
            texts = _texts(source) if texts is None else texts
            column = match.start() + 1
            if any(column in text for text in texts.get(number, ())):
                continue
            codes = tuple(code.strip() for code in match.group(2).split(",") if code.strip())
            span = Span(number, column, number, len(line) + 1)
            comment = Comment(span, codes, line[match.end() :].strip(), match.group(1))
            alone = not line[: match.start()].strip()
            found[number + 1 if alone else number] = comment
            break
    return found


def _texts(source: Source) -> Mapping[int, list[range]]:
    """By line, the columns of fields' names and of texts: a ``#`` in there begins no comment."""
    found: dict[int, list[range]] = {}
    above = {pointer[:-1] for pointer in source.places}
    for pointer, place in source.places.items():
        for span in filter(None, (place.key, None if pointer in above else place.value)):
            is_block = source.lines[span.line - 1][span.column - 1 : span.column] in ("|", ">")
            for line in range(span.line + is_block, span.end_line + 1):  # behind the sign of a block there is room for a comment
                first = span.column if line == span.line else 1
                last = span.end_column if line == span.end_line else len(source.lines[line - 1]) + 1
                found.setdefault(line, []).append(range(first, last))
    return found
