"""PowerShell, from 5.1, on any system: words with blanks come in quotation marks, and what each is called is its tool tip."""

import re
from collections.abc import Sequence

from alisei_cli.render.shells._contract import Line, Shell, Word, show_described

SCRIPT = """\
Register-ArgumentCompleter -Native -CommandName alisei -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString()
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    if ($length -le $line.Length) { $line = $line.Substring(0, $length) } else { $line += ' ' }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:_ALISEI_COMPLETE = 'powershell'
        $env:_ALISEI_LINE = $line
        & PROGRAM 2>$null | ForEach-Object {
            $word, $said = $_ -split "`t", 2
            if (-not $said) { $said = $word }
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $said)
        }
    } finally {
        Remove-Item Env:_ALISEI_COMPLETE, Env:_ALISEI_LINE -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $encoding
    }
}
"""


def show(words: Sequence[Word], _line: Line) -> list[str]:
    """One line a word."""
    return show_described([(word if re.fullmatch(r"[\w=+:./-]+", word) else quote(word), said) for word, said in words])


def quote(word: str) -> str:
    """A word in quotation marks; those of typography end a text in PowerShell too."""
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", word) + "'"


SHELL = Shell(SCRIPT, quote, show, escape="`")
