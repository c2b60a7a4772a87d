"""Fish, from 3.0: it quotes the words itself, and shows what each is called."""

from collections.abc import Sequence

from alisei_cli.render.shells._contract import Line, Shell, Word, show_described

SCRIPT = """\
function __alisei_complete
    set -l found (env _ALISEI_COMPLETE=fish _ALISEI_LINE=(commandline -cp | string collect) PROGRAM 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command alisei --no-files --arguments '(__alisei_complete)'
"""


def show(words: Sequence[Word], _line: Line) -> list[str]:
    """One line a word."""
    return show_described(words)


def quote(word: str) -> str:
    """A word in quotation marks."""
    return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELL = Shell(SCRIPT, quote, show)
