"""Data in Markdown: shown as it is, never as markup."""

import re

from alisei_cli.escape import escape_text

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&@:/=^$])")
_REFERENCE = re.compile(r"\\([@#])|\b(GH)(?=\\-[0-9])", re.IGNORECASE)


def escape(text: str, limit: int = 1000) -> str:
    """``text`` so that GitHub's Markdown shows it as it is: no markup, no link, no mention, no reference to an issue.

    NOTE: GitHub looks for mentions and references in the text that Markdown leaves, so that neither a backslash nor an entity hides
    them; an empty comment behind the sign does (github/cmark-gfm issue 181, openjdk/skara pull request 1548).
    """
    return _REFERENCE.sub(
        lambda found: f"{found.group(1) or found.group(2)}<!-- -->", _PUNCTUATION.sub(r"\\\1", escape_text(text, limit))
    )
