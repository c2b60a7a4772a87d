"""Mistakes in braces that leave a name without value.

Causes are a comma in a text, and a missing colon.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Edit, Finding, Fix
from alisei_cli.model.source import Place, Pointer, Span
from alisei_cli.store.yaml.characters import STAND_IN
from alisei_cli.store.yaml.explain.messages import write
from alisei_cli.store.yaml.explain.quotes import quote_it
from alisei_cli.store.yaml.places import span_of
from alisei_cli.store.yaml.plain import Admits, is_strict

_END_OF_PART = re.compile(r"\s*[,}]")
_NO_COLON = re.compile(r"([A-Za-z_]\w{0,40})(?::(?=\S)| +(?:= *)?(?=[^\s:=]))(.+)\Z")
_FOLD = re.compile(r"\s*\n\s*")


def is_torn(text: str, before: Any, event: Any, block: Iterable[str | int], admits_text: Admits) -> bool:
    """Whether ``event``, where a field of ``block`` begins, goes on with the text of ``before``: no such field is known."""
    if not (hasattr(before, "value") and hasattr(event, "value")):  # no scalars
        return False
    if not (before.implicit[0] and event.implicit[0] and before.value and event.value):
        return False
    return (
        text[before.end_mark.index : event.start_mark.index].strip() == ","
        and bool(_END_OF_PART.match(text, event.end_mark.index))
        and all(admits_text((*block, name)) is None for name in (event.value, event.value.partition(":")[0]))
    )


def explain_no_colon(name: str) -> Text:
    """Message for a field name without a colon."""
    return _("a colon is missing here, after the name of the field {key}", key=name)


def type_colon(name: str) -> Text:
    """Remedy for a missing colon."""
    return _("Type a colon and a space after {key}.", key=name)


class UnseparatedField(NamedTuple):
    """The intended field and its value."""

    name: str
    value: str
    place: Place
    finding: Finding


def find_missing_colon(
    text: str, event: Any, pointer: Pointer, names: Iterable[str], admits_text: Admits
) -> UnseparatedField | None:
    """Find a field without a colon at the start of ``event``.

    The event is a name without value in braces.

    The block must lack that field.
    """
    if not (getattr(event, "value", None) and event.implicit[0] and is_strict(admits_text, pointer)):
        return None
    found = _NO_COLON.match(event.value)
    if found is None or not _END_OF_PART.match(text, event.end_mark.index) or event.start_mark.line != event.end_mark.line:
        return None
    name, value = found.groups()
    end = text.find("\n", event.end_mark.index)
    if admits_text((*pointer, event.value)) is not None or not admits_text((*pointer, name)):
        return None
    if name in names or re.compile(rf"\b{name} *:").search(text, event.end_mark.index, end if end >= 0 else len(text)):
        return None
    if names and len(name) == len("it") and value[0].islower():
        return None  # "it" and "en" are also words of texts
    here = span_of(event, event)
    key = replace(here, end_column=here.column + len(name))
    column = here.column + found.start(2)
    is_colon = event.value[len(name)] == ":"
    message = _("a space is missing after this colon") if is_colon else explain_no_colon(name)
    title = _("put a space after the colon") if is_colon else _("put a colon after the name of the field")
    fix = Fix(title, (Edit((), ": ", "text", Span(key.line, key.end_column, key.line, column)),), safe=is_colon)
    help = write(f"{name}: {value}", _("Type a space after the colon.") if is_colon else type_colon(name))
    finding = Finding((*pointer, name), message, help, fix, span=here, rule="yaml-syntax")
    return UnseparatedField(name, value, Place(replace(here, column=column), key), finding)


def join_parts(text: str, before: Any, event: Any) -> str:
    """All that stands from one part of a torn text to another, on one line."""
    return _FOLD.sub(" ", text[before.start_mark.index : event.end_mark.index]).replace(STAND_IN, "")


def finding(pointer: Pointer, said: str, before: Any, event: Any, *, is_list: bool) -> Finding:
    """Report a text split by a comma, or a list without brackets."""
    line = f"{pointer[-1]}: [{said}]"
    return Finding(
        pointer,
        _("in braces a comma ends the text, so that the rest looks like another field"),
        write(line, _("Put the whole list in brackets: [...]")) if is_list else quote_it(f"{pointer[-1]}: ", said),
        span=span_of(before, event),
        rule="torn-text",
    )
