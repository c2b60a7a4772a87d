"""The straight road through a file: plain fields, lists and texts, as nearly every entry is made of nothing else.

Whatever is out of the ordinary (an anchor, a tag, a second document, a field given twice, a hidden character, a slip of syntax, too
much of anything) ends it, and the careful builder of ``store.yaml`` goes over the file again to say what is wrong and where.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from alisei_cli.model.source import Pointer
from alisei_cli.store.yaml.characters import may_hide
from alisei_cli.store.yaml.refusals import LONGEST_NAME

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
"""What a plain scalar may stand for, besides text and numbers."""
OTHERWISE: Any = object()
"""Comes back where the file is not straight."""

Admits = Callable[[Pointer], bool | None]
"""Whether text may stand at a pointer; ``None`` where no field is known."""
_NUMBER = frozenset("-0123456789")


def read_plain(text: str, loader: Any, depth: int, nodes: int, admits_text: Admits) -> Any:
    """The data of ``text``, or ``OTHERWISE``."""
    try:
        return _build(loader(text).get_event, depth, nodes, admits_text)
    except yaml.YAMLError:
        return OTHERWISE


def admit_nowhere(_pointer: Pointer) -> bool:
    """No place admits text: where there is no schema, words and numbers are what they look like."""
    return False


def is_strict(admits_text: Admits, block: Pointer) -> bool:
    """Whether ``block`` restricts field names, so that an unknown one is suspicious."""
    return admits_text((*block, " ")) is None


def _build(event_after: Callable[[], Any], depth: int, nodes: int, admits_text: Admits) -> Any:
    data: Any = None
    here: Any = None  # the list or block that is being filled
    key: str | None = None  # the field whose value comes next
    is_block = False
    above: list[tuple[Any, bool, str | int | None]] = []
    count = 0
    while True:
        event = event_after()
        kind = event.__class__
        if kind is ScalarEvent:
            count += 1
            value = event.value
            is_plain = event.implicit[0]
            # an odd character, or a bare name with nothing, the rest of a text or list items behind it, may hide a problem
            is_long = is_plain and "- " in value and event.start_mark.line != event.end_mark.line
            is_odd = may_hide(value) if event.style == '"' else is_long if value else bool(key)
            if event.anchor is not None or event.tag is not None or is_odd:
                return OTHERWISE
            if is_block and key is None:
                if value in here or _is_odd_name(value, is_plain):
                    return OTHERWISE
                key = value
                continue
            if is_plain and (value in WORDS or value[0] in _NUMBER):
                value = _read_scalar(value, admits_text, above, key if is_block else len(here or ()))
            if is_block:
                here[key] = value
                key = None
            elif here is not None:
                here.append(value)
            else:
                data = value
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            count += 1
            is_too_much = len(above) >= depth or count > nodes
            if event.anchor is not None or event.tag is not None or is_too_much or (is_block and key is None):
                return OTHERWISE
            new: Any = {} if kind is MappingStartEvent else []
            if is_block:
                here[key] = new
            elif here is not None:
                here.append(new)
            else:
                data = new
            above.append((here, is_block, key if is_block else None if here is None else len(here) - 1))
            here, is_block, key = new, kind is MappingStartEvent, None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            here, is_block, _key = above.pop()
            key = None
        elif kind is DocumentStartEvent:
            if event.version or event.tags or data is not None:
                return OTHERWISE
        elif kind is DocumentEndEvent:
            return data if event_after().__class__ is StreamEndEvent and count <= nodes else OTHERWISE
        elif kind is StreamEndEvent:
            return None
        elif kind is not StreamStartEvent:  # an alias
            return OTHERWISE


@lru_cache(1024)
def _is_odd_name(value: str, is_plain: bool) -> bool:
    """Whether a field name is invalid.

    It may be empty, too long, a merge key or a foreign comment.
    """
    return bool(value[LONGEST_NAME:]) or not value.isascii() or (is_plain and (value in ("", "<<") or value[0] in "/;<"))


def _read_scalar(value: str, admits_text: Admits, above: list[tuple[Any, bool, str | int | None]], last: str | int | None) -> Any:
    """What a plain scalar stands for at its place; text where the schema admits text."""
    is_word = value in WORDS
    if is_word and WORDS[value] is None:
        return None
    if not is_word and not INTEGER.match(value):
        return value
    route = [part for _here, _is_block, part in above[1:]]
    pointer = (*route, last) if above else ()
    if admits_text(pointer):  # type: ignore[arg-type]
        return value
    return WORDS[value] if is_word else int(value)
