"""The shortest road through a file: lines that each say one thing, as nearly every entry is made of nothing else.

Read here without a parser: ``key: value``, ``key:`` above a block or a list, ``- item``, one level of ``[...]`` or ``{...}`` on one line,
texts bare or between quotes, whole lines of comment. It is a part of YAML so narrow that no two readers differ on it; whatever else
stands in a file, one odd sign is enough, sends the whole file to the parser.
"""

import re
from typing import Any

from alisei_cli.store._straight import INTEGER, OTHERWISE, WORDS, Admits

_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,40}"
_QUOTED = r"""'[^'\n]*'|"[^"\\\n]*\""""
_FIRST = "[A-Za-z0-9\u00c0-\u00ff]"
"""What a text without quotes begins with here: no sign that YAML gives a meaning."""
_LINE = re.compile(rf"^( *)(- )?(?:({_KEY}):(?: |$))?(?:({_FIRST}.*)|({_QUOTED})|(\[.*\]|{{.*}}))?(.*)$", re.MULTILINE)
_INSIDE = r"[^,\[\]{}:#?\n]*"
_ITEM = rf"(?:({_FIRST}{_INSIDE}(?::/{_INSIDE})*(?<! ))|({_QUOTED}))(?:, |\Z)"
_ITEM_OF_LIST = re.compile(_ITEM)
_ITEM_OF_BLOCK = re.compile(rf"({_KEY}): {_ITEM}")
_DIGITS = frozenset("0123456789")

_Level = tuple[int, Any, str | int | None]
"""How far a block or list is indented, what has been read of it, and under which key or number it stands."""


class _OddError(Exception):
    """The file is not made of plain lines."""


def lines(text: str, depth: int, nodes: int, admits_text: Admits) -> Any:
    """The data of ``text``, or ``OTHERWISE``."""
    if len(text) > nodes:  # each node takes a character at least
        return OTHERWISE
    try:
        return _Lines(depth, admits_text).read(text)
    except _OddError:
        return OTHERWISE


class _Lines:
    """One pass over the lines of one text."""

    def __init__(self, depth: int, admits_text: Admits) -> None:
        self.depth = depth
        self.admits_text = admits_text
        self.above: list[_Level] = [(0, {}, None)]

    def read(self, text: str) -> dict[str, Any]:
        """The fields of the file."""
        above = self.above
        top = above[0][1]
        waiting: str | None = None  # the key whose block or list begins on the next line
        for blanks, dash, key, bare, quoted, bracket, rest in _LINE.findall(text):
            if rest:
                if rest[0] == "#" and not (dash or key or bare or quoted or bracket):
                    continue
                raise _OddError
            if not (dash or key):
                if bare or quoted or bracket:
                    raise _OddError
                continue
            indent = len(blanks)
            here = self._under(waiting, indent, dash) if waiting else self._back_to(indent, dash)
            waiting = None
            if dash:
                if not key:
                    here.append(self._value(bare, quoted, bracket, len(here)))
                    continue
                here.append({})
                above.append((indent + 2, here[-1], len(here) - 1))
                here = here[-1]
            if key in here:
                raise _OddError
            if bare or quoted or bracket:
                here[key] = self._value(bare, quoted, bracket, key)
            else:
                waiting = key
        if waiting or not top:
            raise _OddError
        return top  # type: ignore[no-any-return]

    def _under(self, key: str, indent: int, dash: str) -> Any:
        """The new block or list under ``key``; a list may stand as far left as its key."""
        outer, block, _part = self.above[-1]
        if indent < outer or (indent == outer and not dash) or len(self.above) > self.depth - 3:
            raise _OddError
        new: Any = [] if dash else {}
        block[key] = new
        self.above.append((indent, new, key))
        return new

    def _back_to(self, indent: int, dash: str) -> Any:
        """The block or list that goes on at this indentation."""
        above = self.above
        while above[-1][0] > indent or (above[-1][0] == indent and not dash and above[-1][1].__class__ is list):
            above.pop()
            if not above:
                raise _OddError
        outer, here, _part = above[-1]
        if outer != indent or (here.__class__ is list) != bool(dash):
            raise _OddError
        return here

    def _value(self, bare: str, quoted: str, bracket: str, part: str | int) -> Any:
        if bare:
            if ": " in bare or " #" in bare or bare[-1] in " :":
                raise _OddError
            return self._plain(bare, part) if bare[0] in _DIGITS or bare in WORDS else bare
        if quoted:
            return quoted[1:-1]
        if bracket:
            return self._list(bracket[1:-1], part) if bracket[0] == "[" else self._block(bracket[1:-1], part)
        raise _OddError

    def _list(self, inside: str, part: str | int) -> list[Any]:
        items: list[Any] = []
        at = 0
        while at < len(inside):
            found = _ITEM_OF_LIST.match(inside, at)
            if found is None:
                raise _OddError
            bare, quoted = found.groups()
            items.append(self._item(bare, quoted, part, len(items)))
            at = found.end()
        return items

    def _block(self, inside: str, part: str | int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        at = 0
        while at < len(inside):
            found = _ITEM_OF_BLOCK.match(inside, at)
            if found is None:
                raise _OddError
            key, bare, quoted = found.groups()
            if key in fields:
                raise _OddError
            fields[key] = self._item(bare, quoted, part, key)
            at = found.end()
        return fields

    def _item(self, bare: str | None, quoted: str, *parts: str | int) -> Any:
        if bare is None:
            return quoted[1:-1]
        return self._plain(bare, *parts) if bare[0] in _DIGITS or bare in WORDS else bare

    def _plain(self, value: str, *parts: str | int) -> Any:
        """What a bare word or number stands for at its place; text where the schema admits text."""
        is_word = value in WORDS
        if is_word and WORDS[value] is None:
            return None
        if not is_word and not INTEGER.match(value):
            return value
        route: list[Any] = [part for _indent, _here, part in self.above[1:]]
        if self.admits_text((*route, *parts)):
            return value
        return WORDS[value] if is_word else int(value)
