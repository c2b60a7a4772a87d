"""Data in Markdown: shown as it is, never as markup."""

import re

from alisei_cli.visible import visible

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&@:/=^$])")


def escape(text: str, limit: int = 1000) -> str:
    """``text`` so that GitHub's Markdown shows it as it is: no markup, no link, no mention, no reference to an issue."""
    return _PUNCTUATION.sub(r"\\\1", visible(text, limit)).replace("\\@", "&#64;").replace("\\#", "&#35;")
