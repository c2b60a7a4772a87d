"""Zsh: it puts the words into quotation marks itself, and shows what each is called."""

import shlex
from collections.abc import Sequence

from alisei_cli.render.shells._contract import Line, Shell, Word, show_described

SCRIPT = """\
#compdef alisei
_alisei() {
  local -a found shown anyhow
  local word said
  while IFS=$'\\t' read -r word said; do
    found+=("$word")
    shown+=("$word${said:+  -- $said}")
  done < <(_ALISEI_COMPLETE=zsh _ALISEI_LINE="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" PROGRAM 2>/dev/null)
  if (( ! $#found )); then
    _files
    return
  fi
  [[ $found[1] == ${(Q)PREFIX}* ]] || anyhow=(-U)
  compadd $anyhow -l -d shown -a found
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _alisei "$@"
else
  compdef _alisei alisei
fi
"""


def show(words: Sequence[Word], _line: Line) -> list[str]:
    """One line a word."""
    return show_described(words)


SHELL = Shell(SCRIPT, shlex.quote, show)
