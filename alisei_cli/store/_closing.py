"""The closing brackets at the end of a line, set against those that open on it."""

import re

from alisei_cli.language import Text, _

PAIRS = {"[": "]", "{": "}"}
_END = re.compile(r"([\]}][\]} ]*)(?:,? *|,? +#.*)\Z")
"""Brackets at the end of a line, a comma or comment behind them apart."""
_QUOTED = re.compile(r"""(?<=[\[{,:])( *)('(?:[^']|'')*'|"(?:[^"\\]|\\.)*")""")


def closed(text: str, start: int) -> tuple[str, int, Text] | None:
    """The line as its brackets ought to close, the first wrong one, and what is wrong; ``None`` where they are right, or too few."""
    found = _END.search(text, start)
    if found is None:
        return None
    run = found.group(1).rstrip()
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text[start : found.start()])
    wanted = "".join(reversed(_open(bare)))
    typed = run.replace(" ", "")
    if typed == wanted or len(typed) < len(wanted) or not wanted:
        return None
    message = _("this bracket closes another kind than the one that opened")
    if typed.startswith(wanted):
        message = _("a closing bracket too many stands here")
    right = len(_common(typed, wanted))
    signs = [at for at, sign in enumerate(run) if sign != " "]
    return text[: found.start()] + wanted + text[found.start() + len(run) :], found.start() + signs[right], message


def _open(text: str) -> list[str]:
    """For each bracket that stays open in ``text``, the one that would close it; one that closes nothing is passed over."""
    stack: list[str] = []
    for sign in text:
        if sign in PAIRS:
            stack.append(PAIRS[sign])
        elif stack and sign == stack[-1]:
            stack.pop()
    return stack


def _common(one: str, other: str) -> str:
    """The beginning that both share."""
    n = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:n]
