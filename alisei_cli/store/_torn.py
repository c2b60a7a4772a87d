"""Texts torn by a comma: between braces it ends a value, and the rest of the text is left over as the name of a field without value."""

import re
from collections.abc import Iterable
from typing import Any

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Pointer
from alisei_cli.store._characters import STAND_IN
from alisei_cli.store._places import span_of
from alisei_cli.store._quoting import quote_it
from alisei_cli.store._straight import Admits

_END_OF_PART = re.compile(r"\s*[,}]")
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


def whole(text: str, before: Any, event: Any) -> str:
    """All that stands from one part of a torn text to another, on one line."""
    return _FOLD.sub(" ", text[before.start_mark.index : event.end_mark.index]).replace(STAND_IN, "")


def finding(pointer: Pointer, said: str, before: Any, event: Any) -> Finding:
    """What is told of a torn text."""
    return Finding(
        pointer,
        _("between braces a comma ends the text, so that what follows reads like another field"),
        quote_it(f"{pointer[-1]}: ", said),
        span=span_of(before, event),
        rule="torn-text",
    )
