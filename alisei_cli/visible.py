"""Text from outside made safe to look at: what cannot be seen is spelled out, what is too long is cut."""

import re

LIMIT = 200
"""Most characters of one piece of data that a message shows (security model, 4.1)."""

UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, tab and newline apart
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen and other fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero-width, line and paragraph separators, bidi controls
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"  # fillers, variation selectors, BOM, noncharacters
    "\ud800-\udfff\ue000-\uf8ff"  # surrogates, private use
    "\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))  # noncharacters
    + "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private planes
)
"""Body of a character class: all that a reader of the text would not see, or would see as something else."""

_UNSEEN = re.compile(f"[{UNSEEN}\t\n]")


def visible(value: object, limit: int = LIMIT) -> str:
    """The text of ``value`` with every unseen character spelled ``\\u202e``, at most ``limit`` characters long."""
    text = str(value)
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return _UNSEEN.sub(lambda found: spell(found.group()), cut)


def spell(character: str) -> str:
    """One character as an escape that can be read aloud: ``\\n``, ``\\x1b``, ``\\u202e``, ``\\U000e0041``."""
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
