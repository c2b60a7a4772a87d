"""Bash, from 3.2: it completes the part of a word behind the last of COMP_WORDBREAKS, and shows no descriptions."""

import re
import shlex
from collections.abc import Sequence

from alisei_cli.render.shells._contract import Line, Shell, Word

SCRIPT = """\
_alisei_complete() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <(_ALISEI_COMPLETE=bash _ALISEI_LINE="${COMP_LINE:0:COMP_POINT}" _ALISEI_BREAKS="$COMP_WORDBREAKS" PROGRAM 2>/dev/null)
}
complete -o default -F _alisei_complete alisei
"""
OWN = "=:"
"""Of COMP_WORDBREAKS those that may stand in a word as they are; behind a backslash the others break nothing."""
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")


def show(words: Sequence[Word], line: Line) -> list[str]:
    """The words from where bash completes them, with what has a meaning for it disarmed."""
    if line.quoted_from is not None:
        return [word[line.quoted_from :] for word, _said in words]
    start = max((line.last.rfind(sign) + 1 for sign in OWN if sign in line.breaks), default=0)
    return [_SPECIAL.sub(r"\\\1", word[start:]) for word, _said in words]


SHELL = Shell(SCRIPT, shlex.quote, show)
