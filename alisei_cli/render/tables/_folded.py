"""Widths of the columns of a table that fits a page only where long words are broken or have a line of their own."""

from collections.abc import Callable, Sequence
from functools import cache

from alisei_cli.render._paint import cells
from alisei_cli.render.lines import break_words, is_cut

NARROWEST = 12
"""Minimum columns of a text, unless all of it is shorter."""
BROADEST = 44
"""Maximum columns of a text."""
CUT = 3
"""Lines that a word cut elsewhere than at a hyphen counts for, when widths are compared; so does a code above its row."""
SAMPLE = 60
"""Number of rows that widths are chosen by."""


def choose_widths(columns: Sequence[tuple[Sequence[str], int | None, bool]], room: int) -> list[int]:
    """Choose the widths with the fewest lines in all cells of the first rows.

    Each column is its texts, title first, the least width of a column of numbers, and whether it holds codes; the widths are columns
    of the terminal, empty where ``room`` is too small.
    """
    costs = [_cost(texts[: SAMPLE + 1], is_code) for texts, _least, is_code in columns]
    choices = [_widths(texts, least, room) for texts, least, _is_code in columns]
    best: dict[int, tuple[int, list[int]]] = {0: (0, [])}
    for cost, widths in zip(costs, choices, strict=True):
        found: dict[int, tuple[int, list[int]]] = {}
        for used, (before, chosen) in best.items():
            for width in widths:
                if used + width <= room and (used + width not in found or before + cost(width) < found[used + width][0]):
                    found[used + width] = before + cost(width), [*chosen, width]
        best = found
    return min(best.values(), key=lambda each: (each[0], sum(each[1])))[1] if best else []


def _widths(texts: Sequence[str], least: int | None, room: int) -> range:
    """List the widths that a column may have."""
    if least is not None:
        return range(least, least + 1)
    wanted = max(map(cells, texts))
    return range(min(wanted, NARROWEST), min(wanted, BROADEST, room) + 1)


def is_whole(text: str, is_code: bool) -> bool:
    """Whether ``text`` is copied or opened: an id or code, an address, a mailbox."""
    return " " not in text and (is_code or "://" in text or "@" in text)


def _cost(texts: Sequence[str], is_code: bool) -> Callable[[int], int]:
    """Return the lines that ``texts`` take at a width."""

    @cache
    def count(width: int) -> int:
        return sum(
            1 + CUT * (cells(text) > width)
            if is_whole(text, is_code)
            else len(break_words(text, width)) + CUT * is_cut(text, width)
            for text in texts
        )

    return count
