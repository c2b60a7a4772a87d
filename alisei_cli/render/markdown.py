"""Data in Markdown: shown as it is, never as markup."""

import re

from alisei_cli.escape import escape_text

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&@:/=^$])")
_REFERENCE = re.compile(r"[@#]|\bGH(?=-[0-9])", re.IGNORECASE)
_COMMENTED = re.compile(r":(?=[\w+-])|\$|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)
"""What GitHub finds in comments besides: signs of emoji and of formulas, ids of commits."""
_CUT = "\0"
"""Stands for an empty comment; no text has it that ``escape_text`` has seen."""


def escape(text: str, limit: int = 1000) -> str:
    """``text`` so that GitHub's Markdown shows it as it is: no markup, no link, no mention, no reference to an issue.

    NOTE: GitHub looks for mentions and references in the text that Markdown leaves, so that neither a backslash nor an entity hides
    them; an empty comment behind the sign does (github/cmark-gfm issue 181, openjdk/skara pull request 1548).
    """
    return _write(_REFERENCE.sub(rf"\g<0>{_CUT}", escape_text(text, limit)))


def escape_comment(text: str, limit: int = 1000) -> str:
    """The same for comments on pull requests, where ids of commits become links, and ``:words:`` pictures."""
    shown = _COMMENTED.sub(rf"\g<0>{_CUT}", escape_text(text, limit))
    return _write(_REFERENCE.sub(rf"\g<0>{_CUT}", shown))


def _write(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", text).replace(_CUT, "<!-- -->")
