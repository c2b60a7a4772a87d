"""Real entries with one to three small slips each: the same number always gives the same mutant."""

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample"
SLIPS_AT_MOST = 3

SIGNS = (
    ": ", ":", "- ", "-", "? ", "?", ", ", ",", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!", "!!str ", "!x ", "|", ">", ">-", "|2",
    "'", '"', "''", "\\", "%", "@", "`", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "\n", " ", "  ", "~", "=", "\\n", "\\x41", "\\u0041",
    ": |\n", ": >\n", "\n---\n", "? - ", "[a, b]", "{a: b}", "\n\n", "# alisei: ignore[ALI201] x\n",
)  # fmt: skip
"""What YAML reads, and what people type by accident."""

STRANGERS = (
    "\t", "\r", "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u2028", "\u2029", "\u200b", "\u202e", "\u3000", "\ue000",
    "\ufeff", "\ufffe", "\uff1a", "\U0001f9ec", "\U000e0041", "e\u0301", "\xe9", "\U0001f469\u200d\U0001f52c", "\u2003", "\x0b", "\x0c",
)  # fmt: skip
"""Characters that readers treat each in its own way."""

WORDS = (
    "true", "false", "null", "~", "True", "NULL", "yes", "no", "on", "off", "y", "0", "-0", "+1", "1_000", "0123", "0o17", "0x1F", "1e3",
    "1.0", "1.10", ".5", ".inf", "-.INF", ".nan", "12:30:45", "2026-02-30", "2026-11-23T10:00:00Z", "123456789012345", "1234567890123456",
    "-123456789012345", "00743110157", "", '""', "''", "<<", "=", "a b", "a:b", "a#b", "- a", "1 000", "١٢٣", "{}", "[]", "Alfa, Beta",
)  # fmt: skip
"""Values that readers take for different things."""


@cache
def entries() -> tuple[tuple[str, str], ...]:
    """Path and text of every entry of the frozen sample, by path."""
    files = sorted((SAMPLE / "registry").rglob("*.yaml"))
    return tuple((file.relative_to(SAMPLE).as_posix(), file.read_text(encoding="utf-8")) for file in files)


def mutant(number: int) -> tuple[str, bytes]:
    """The path of a real entry, and what has become of its bytes."""
    chance = random.Random(number)
    path, text = chance.choice(entries())
    for _turn in range(chance.randint(1, SLIPS_AT_MOST)):
        text = chance.choice(SLIPS)(text, chance)
    raw = text.encode("utf-8", "surrogatepass")
    return path, _flipped(raw, chance) if chance.random() < 0.05 else raw


def _flipped(raw: bytes, chance: random.Random) -> bytes:
    if not raw:
        return raw
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def _put(text: str, at: int, what: str, over: int = 0) -> str:
    return text[:at] + what + text[at + over :]


def _flip(text: str, chance: random.Random) -> str:
    """One ASCII character becomes its neighbour by one bit."""
    if not text:
        return text
    at = chance.randrange(len(text))
    return _put(text, at, chr(ord(text[at]) ^ (1 << chance.randrange(7))), 1) if text[at].isascii() else text


def _sign(text: str, chance: random.Random) -> str:
    return _put(text, chance.randint(0, len(text)), chance.choice(SIGNS))


def _sign_at_a_joint(text: str, chance: random.Random) -> str:
    """A sign of YAML right before or after another one."""
    joints = [at for at, sign in enumerate(text) if sign in ":-,[]{}#'\"\n>|"]
    return _put(text, chance.choice(joints) + chance.randint(0, 1), chance.choice(SIGNS)) if joints else text


def _stranger(text: str, chance: random.Random) -> str:
    return _put(text, chance.randint(0, len(text)), chance.choice(STRANGERS))


def _deleted(text: str, chance: random.Random) -> str:
    return _put(text, chance.randint(0, len(text)), "", chance.choice((1, 1, 1, 2, 5)))


def _joint_deleted(text: str, chance: random.Random) -> str:
    joints = [at for at, sign in enumerate(text) if sign in ":-,[]{}#'\"\n>|"]
    return _put(text, chance.choice(joints), "", 1) if joints else text


def _lines(change: Callable[[list[str], random.Random], None]) -> Callable[[str, random.Random], str]:
    def slip(text: str, chance: random.Random) -> str:
        lines = text.split("\n")
        change(lines, chance)
        return "\n".join(lines)

    return slip


def _line_moved(lines: list[str], chance: random.Random) -> None:
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randint(0, len(lines)), line)


def _line_twice(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randint(0, len(lines)), chance.choice(lines))


def _line_gone(lines: list[str], chance: random.Random) -> None:
    if len(lines) > 1:
        lines.pop(chance.randrange(len(lines)))


def _indented(lines: list[str], chance: random.Random) -> None:
    """A few lines further right or left."""
    first = chance.randrange(len(lines))
    step = chance.choice((-4, -2, -1, 1, 2, 4))
    for at in range(first, min(len(lines), first + chance.choice((1, 1, 2, 3)))):
        lines[at] = " " * step + lines[at] if step > 0 else lines[at][min(-step, len(lines[at]) - len(lines[at].lstrip(" "))) :]


def _value(lines: list[str], chance: random.Random, made: Callable[[str], str]) -> None:
    at = chance.randrange(len(lines))
    key, colon, value = lines[at].partition(": ")
    if colon:
        lines[at] = key + colon + made(value)


def _quoted(lines: list[str], chance: random.Random) -> None:
    quote = chance.choice(("'", '"'))
    _value(lines, chance, lambda value: chance.choice((quote + value + quote, quote + value, value + quote)))


def _word(lines: list[str], chance: random.Random) -> None:
    _value(lines, chance, lambda _value: chance.choice(WORDS))


def _word_inside(text: str, chance: random.Random) -> str:
    """A word in place of one between commas, braces or blanks."""
    joints = [at for at, sign in enumerate(text) if sign in " ,[{"]
    at = chance.choice(joints) + 1 if joints else 0
    end = next((place for place in range(at, len(text)) if text[place] in " ,]}\n:"), len(text))
    return _put(text, at, chance.choice(WORDS), end - at)


def _ends_changed(text: str, chance: random.Random) -> str:
    return chance.choice(
        (text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n"), text.replace("\n", " \n"), text + "\n\n")
    )


SLIPS: tuple[Callable[[str, random.Random], str], ...] = (
    _flip, _flip, _sign, _sign, _sign_at_a_joint, _sign_at_a_joint, _stranger, _deleted, _joint_deleted, _word_inside,
    _lines(_line_moved), _lines(_line_twice), _lines(_line_gone), _lines(_indented), _lines(_indented), _lines(_quoted), _lines(_word),
    _ends_changed,
)  # fmt: skip
"""Each kind of slip, the frequent ones more than once."""
