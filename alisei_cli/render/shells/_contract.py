"""What a shell is that completes words: the script that it loads, and the lines that it reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Word = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A command line up to the cursor."""

    words: tuple[str, ...]
    """The finished words, the program first, without quotation marks."""
    last: str
    """The unfinished word; empty behind a blank."""
    quoted_from: int | None = None
    """Where in ``last`` a quotation mark opened that is not closed yet."""
    breaks: str = ""
    """Characters behind which the shell takes what follows for a word of its own."""


@dataclass(frozen=True, slots=True)
class Shell:
    """One shell."""

    script: str
    """What it loads; ``PROGRAM`` stands for the program that knows the words."""
    quote: Callable[[str], str]
    """A word of the script as the shell reads it."""
    show: Callable[[Sequence[Word], Line], list[str]]
    """The lines in which the script reads words: word, tab, what it is called."""
    escape: str = "\\"
    """The character that takes the meaning from the next."""

    def script_for(self, program: Sequence[str]) -> list[str]:
        """The lines of the script, calling this program."""
        return self.script.replace("PROGRAM", " ".join(map(self.quote, program))).splitlines()


def read_line(text: str, escape: str = "\\", breaks: str = "") -> Line:
    """The words of an unfinished command line."""
    words: list[str] = []
    word, is_open, mark, since, index = "", False, "", None, 0
    while index < len(text):
        sign = text[index]
        index += 1
        if sign == escape and mark != "'" and index < len(text):
            word, is_open = word + text[index], True
            index += 1
        elif mark:
            mark, since = ("", None) if sign == mark else (mark, since)
            word += "" if not mark else sign
        elif sign in "'\"":
            mark, since, is_open = sign, len(word), True
        elif sign.isspace():
            if is_open:
                words.append(word)
            word, is_open = "", False
        else:
            word, is_open = word + sign, True
    return Line(tuple(words), word, since, breaks)


def show_described(words: Sequence[Word]) -> list[str]:
    """Word, tab, what it is called."""
    return [f"{word}\t{said}" if said else word for word, said in words]
