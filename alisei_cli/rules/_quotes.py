"""Quotation marks that a word processor puts around a text, and that are no part of it."""

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "”": "”", "’": "’", '"': '"', "'": "'"}
"""What opens, with what may close it."""
MARKS = "".join([*_PAIRS, "»"])


def is_quoted(text: str) -> bool:
    """Whether ``text`` stands, as a whole, between two quotation marks, and holds neither of them again."""
    first, last = text[:1], text[-1:]
    return first in _PAIRS and len(text) > 2 and last in _PAIRS[first] and {first, last}.isdisjoint(text[1:-1])


def strip_quotes(text: str) -> str:
    """``text`` without the quotation marks before it and after it, whether or not they are a pair."""
    return text.strip(MARKS).strip()
