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
  done < <(_ALISEI_COMPLETE=bash _ALISEI_LINE="${COMP_LINE:0:COMP_POINT}" PROGRAM 2>/dev/null)
}
complete -o default -F _alisei_complete alisei
"""
BREAKS = re.compile(r".*[=:]")
"""What bash leaves alone of an unfinished word, where the person has not changed COMP_WORDBREAKS."""
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")


def show(words: Sequence[Word], line: Line) -> list[str]:
    """The words from where bash completes them, with what has a meaning for it disarmed."""
    if line.quoted_from is not None:
        return [word[line.quoted_from :] for word, _said in words]
    broken = BREAKS.match(line.last)
    start = broken.end() if broken else 0
    return [_SPECIAL.sub(r"\\\1", word[start:]) for word, _said in words]


SHELL = Shell(SCRIPT, shlex.quote, show)
