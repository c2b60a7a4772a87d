"""Every answer that the program gives of a dataset, made in memory: each command line of the help, in each format.

A command is found by its examples, its formats and its options; an item of a shelf by the name of its shelf: additions are
run too. What a word such as ``ID`` stands for is in ``Places``; a word that is missing there makes tests/test_leaks.py fail.
"""

import contextlib
import io
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typer
import typer.main

from alisei_cli.commands import COMMANDS
from alisei_cli.commands._contract import Call
from alisei_cli.commands._grammar import SHELVES
from alisei_cli.commands._mount import mount
from alisei_cli.commands._speech import SpokenGroup, list_items
from alisei_cli.errors import AliseiError, UsageError
from alisei_cli.reports import REPORTS

Places = Mapping[str, Sequence[str]]
"""What the words in capitals of an example stand for; an example is run for each."""
NOT_RUN = frozenset({"audit", "init"})
"""Commands that tell nothing of the dataset: this one, and the one that makes an empty dataset."""
VALUED = ("--format", "--audience", "-o", "--output")
"""Options of examples in whose place others are tried."""
SIMPLE = ("json", "text")
"""Formats, of which one is enough for a line that differs from another only in the entry that it names."""
USAGE = UsageError.exit_code
WRITING = ("--write",)
"""Options of examples without which the same is only shown."""
HARMLESS = ("--dry-run", "--check")
"""Options with which a command writes nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A command line without the program."""

    words: tuple[str, ...]
    audience: str
    is_written: bool = False
    """Whether the answer goes to a file."""
    safe: tuple[str, ...] = ()
    """Options with which it writes nothing else, where it takes them."""

    @property
    def asked(self) -> tuple[str, ...]:
        """The command, with the item of a shelf that it is asked for."""
        items = {name for kind, shelf in SHELVES.items() if kind != "COMMAND" for name in shelf.names}
        return self.words[:2] if self.words[1:] and self.words[1] in items else self.words[:1]

    @property
    def name(self) -> str:
        """The line as one types it."""
        return shlex.join(["alisei", *self.words, *(["-o", "FILE"] if self.is_written else [])])


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command line gave."""

    code: int
    out: str
    err: str


def list_lines(audience: str, places: Places, *, is_first: bool) -> Iterator[Line]:
    """The command lines to run for ``audience``; those that know no audience are for all, and so come with the first."""
    for name in COMMANDS.names:
        if name in NOT_RUN:
            continue
        for words, is_whole in dict.fromkeys(_fill(_list_words(name), places)):
            options = {each: param for param in _params(words[:2]) for each in param.opts}
            if "--audience" in options or is_first:
                yield from _vary(words, options, audience, is_whole=is_whole)


def _list_words(name: str) -> Iterator[tuple[str, ...]]:
    """The examples of a command without options that are tried anyway; then each item of a shelf that it is asked for."""
    for example in COMMANDS.load(name).examples:
        words = shlex.split(example)[1:]
        taken = {at + step for at, word in enumerate(words) if word in VALUED for step in (0, 1)}
        yield tuple(word for at, word in enumerate(words) if at not in taken and word not in WRITING)
    for param in _params((name,)):
        kind = (param.metavar or "").strip("[].")
        if param.param_type_name == "argument" and kind in SHELVES and kind not in ("COMMAND", "SHELL", "IMPORTER"):
            for item in SHELVES[kind].names:
                yield (name, item, *(["TIME"] * REPORTS.load(item).times if kind == "REPORT" else []))
        elif param.param_type_name == "argument" and kind == "KIND":
            yield (name, "KIND")


def _fill(lines: Iterator[tuple[str, ...]], places: Places) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each line with its words in capitals replaced, once for each of those that they stand for; whether it is the first."""
    for words in lines:
        asked = [word for word in words if places.get(word)]
        for number in range(max((len(places[word]) for word in asked), default=1)):
            steps = {word: places[word][(number + at) % len(places[word])] for at, word in enumerate(asked)}
            yield tuple(steps.get(word, word) for word in words), number == 0


def _vary(words: tuple[str, ...], options: Mapping[str, Any], audience: str, *, is_whole: bool) -> Iterator[Line]:
    """A line on the screen, and in each format to a file; unless it is ``is_whole``, in a simple format only."""
    safe = tuple(each for each in HARMLESS if each in options and each not in words)
    seen = ["--audience", audience] if "--audience" in options else []
    metavar = list_items(options["--format"].metavar or "") if "--format" in options else ""
    named = SHELVES[metavar].names if metavar in SHELVES else metavar.split("|") if metavar else []
    has_file = "-o" in options
    if is_whole or not named:
        yield Line((*words, *seen), audience, safe=safe)
    if has_file and not named:
        yield Line((*words, *seen), audience, is_written=True, safe=safe)
    for form in named if is_whole else [each for each in SIMPLE if each in named][:1]:
        yield Line((*words, "--format", form, *seen), audience, has_file, safe)


@cache
def _params(words: tuple[str, ...]) -> list[Any]:
    """The parameters of the command that ``words`` call."""
    command: Any = _app(words)
    for word in words:
        command = getattr(command, "commands", {}).get(word, command)
    return list(command.params)


def _app(words: Sequence[str]) -> Any:
    app = typer.Typer(cls=SpokenGroup, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(lambda: None)
    mount(app, words[0], words)
    return typer.main.get_command(app)


def run(line: Line, call: Call, output: Path) -> Answer:
    """Run a command line in this process, in the folder of the dataset; a fault of the program is raised."""
    words = [*line.words, *(["-o", str(output)] if line.is_written else [])]
    answer = _run([*words, *line.safe], call)
    return _run(words, call) if answer.code == USAGE and line.safe else answer


def _run(words: list[str], call: Call) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.chdir(call.root):
        try:
            code = int(_app(words).main(words, "alisei", standalone_mode=False, obj=call) or 0)
        except AliseiError as error:
            code = error.exit_code
            err.write("\n".join(map(str, (error.message, *error.details, error.help))))
        except typer.TyperException as error:
            code = USAGE
            err.write(error.format_message())
        except SystemExit as end:
            code = int(end.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())
