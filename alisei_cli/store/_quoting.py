"""How a person is told to put a text between double quotes: with the person's own text, whole."""

from alisei_cli.language import Text, _
from alisei_cli.visible import LIMIT

_FEW = 3
"""So many words tell where a long text begins and ends."""


def escaped(said: str) -> str:
    """``said`` as it is typed between double quotes, these included."""
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quote_it(lead: str, said: str, tail: str = "") -> Text:
    """To write ``said`` between double quotes; ``lead`` and ``tail`` are what stands before and after it on its line."""
    line = f"{lead}{escaped(said)}{tail}"
    if len(line) <= LIMIT:
        return _("Put the whole text between double quotes: {line}", line=line)
    words = said.split()
    first, last = " ".join(words[:_FEW]), " ".join(words[-_FEW:])
    return _('Put the whole text between double quotes: type " before {first} and again after {last}', first=first, last=last)
