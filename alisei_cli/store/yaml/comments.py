"""Comments without a space before their ``#``: libyaml takes them for comments, other readers refuse the file (YAML 1.2.2, section 6.6)."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
)

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Span

_SUSPECT = re.compile(r"""#(?<=["'\[\]{},:|>+\-0-9]#)""")
_HEADER = re.compile(r"[|>][-+0-9]{0,2}#")
_DEPTH = 100
"""Maximum bracket depth; the parser has already rejected anything deeper."""


def report_glued(text: str, data: Any, loader: Any) -> list[Finding]:
    """A finding for each such comment in ``text``; none where its ``data`` could not be read anyway."""
    suspects = {found.start() for found in _SUSPECT.finditer(text)}
    if not suspects or data is None:
        return []
    return [_finding(text, offset) for offset in dict.fromkeys(_ends(text, loader)) if offset in suspects]


def _ends(text: str, loader: Any) -> Iterator[int]:
    """Where each sign and value ends, and where the line of each ``|`` and ``>`` might."""
    depth = 0
    try:
        for token in yaml.scan(text, Loader=loader):
            depth += isinstance(token, (FlowSequenceStartToken, FlowMappingStartToken))
            depth -= isinstance(token, (FlowSequenceEndToken, FlowMappingEndToken))
            if depth > _DEPTH:
                return
            if isinstance(token, ScalarToken) and token.style in ("|", ">"):
                header = _HEADER.match(text, token.start_mark.index)
                yield header.end() - 1 if header else -1
            else:
                yield token.end_mark.index
    except yaml.YAMLError:
        return


def _finding(text: str, offset: int) -> Finding:
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return Finding(
        (),
        _("a space is missing before this #, which begins a comment"),
        _("Put a space before it; or, if it belongs to the text, put the whole text in double quotes."),
        span=Span(line, column, line, column + 1),
        rule="yaml-syntax",
    )
