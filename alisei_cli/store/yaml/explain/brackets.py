"""The closing brackets at the end of a line, set against those that open on it."""

import re

from alisei_cli.language import Text, _
from alisei_cli.store.yaml.explain.outline import FIELD

PAIRS = {"[": "]", "{": "}"}
_QUOTED = re.compile(r"""(?<=[\[{,:])( *)('(?:[^']|'')*'|"(?:[^"\\]|\\.)*")""")


def close_brackets(text: str, start: int) -> tuple[str, int, Text] | None:
    """The line with its brackets closed, the first wrong one and the message, if any."""
    end = max(text.rfind("]"), text.rfind("}")) + 1
    rest = text[end:].strip(" ,")
    if end <= start or (rest and not re.match(r",? +#", text[end:])):
        return None
    begin = len(text[:end].rstrip("]} "))
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    run = text[begin:end]
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text[start:begin])
    wanted = "".join(reversed(_list_open(bare)))
    typed = run.replace(" ", "")
    if typed == wanted or len(typed) < len(wanted) or not wanted:
        return None
    message = _("this bracket does not match the one that opened")
    if typed.startswith(wanted):
        message = _("there is one closing bracket too many here")
    right = len(_share_beginning(typed, wanted))
    signs = [at for at, sign in enumerate(run) if sign != " "]
    return text[:begin] + wanted + text[end:], begin + signs[right], message


def explain_not_closed(sign: str, line: int) -> Text:
    """What is said of a bracket that nothing closes."""
    if sign == "[":
        return _("the list that opens with [ on line {line} is not closed", line=line + 1)
    return _("the braces that open on line {line} are not closed", line=line + 1)


def ends(lines: list[str], line: int) -> bool:
    """Whether the brackets of a line cannot go on below it: there the next field or item begins, or nothing."""
    below = next((text for text in lines[line + 1 :] if text.strip() and not text.lstrip().startswith("#")), None)
    found = FIELD.match(below) if below else None
    here = FIELD.match(lines[line])
    edge = len(here.group(1)) if here else 0
    return below is None or bool(found and (found.group(2) or found.group(3)) and len(found.group(1)) <= edge)


def _list_open(text: str) -> list[str]:
    """The closing signs of the brackets that stay open in ``text``."""
    stack: list[str] = []
    for sign in text:
        if sign in PAIRS:
            stack.append(PAIRS[sign])
        elif stack and sign == stack[-1]:
            stack.pop()
    return stack


def _share_beginning(one: str, other: str) -> str:
    """The beginning that both share."""
    n = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:n]
