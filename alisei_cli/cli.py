"""The front door: mounts the commands; the one place where an error becomes words and an exit code."""

import contextlib
import errno
import os
import shlex
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO

from alisei_cli import __version__, language, streams
from alisei_cli.errors import AliseiError, SurroundingsError, UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.render.screen import Screen

GLOBAL_OPTIONS = {"-C": 1, "--root": 1, "--overlay": 1, "--lang": 1, "--no-color": 0}
"""Options that may stand anywhere on the line, with how many words follow each."""

UNWRITABLE = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF)
"""Errors of an unwritable standard output.

Its reader is gone, the disk is full, or it was opened read-only.
"""


COMPLETE = "_ALISEI_COMPLETE"
"""The variable in which the script of a shell names the shell, where it asks for words.

The line is in ``_ALISEI_LINE``, what ends a word for the shell in ``_ALISEI_BREAKS``.
"""


def main(arguments: list[str] | None = None) -> None:
    """Run ``alisei`` with these words, or those of the process; leaves by ``SystemExit``."""
    if COMPLETE in os.environ:
        _complete(os.environ[COMPLETE])
    words = hoist(sys.argv[1:] if arguments is None else arguments)
    streams.open_missing()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    language.use(language.choose(words, os.environ))
    with contextlib.suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGTERM, _end)
    try:
        code = _run(words)
        sys.stdout.flush()
        raise SystemExit(code)
    except AliseiError as error:
        _complain(error)
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except OSError as error:
        if error.errno not in UNWRITABLE:
            _confess(error, words)
            raise SystemExit(4) from None
        streams.discard(sys.stdout)
        if error.errno == errno.EPIPE:
            raise SystemExit(0) from None
        _complain(SurroundingsError(_("the output cannot be written: {reason}", reason=error.strerror)))
        raise SystemExit(SurroundingsError.exit_code) from None
    except MemoryError:
        _complain(SurroundingsError(_("there is not enough memory for this")))
        raise SystemExit(SurroundingsError.exit_code) from None
    except Exception as error:  # the last resort: a fault of ours, said in one block
        _confess(error, words)
        raise SystemExit(4) from None


def _complete(shell: str) -> NoReturn:
    """Print the words that may go on the line; whatever is wrong, nothing is said, for the person is still typing."""
    with contextlib.suppress(Exception):
        from alisei_cli.completion import answer

        def make() -> Any:
            from alisei_cli.commands._grammar import grammar

            return grammar(_app(["-h"]))

        found = answer(shell, os.environ.get("_ALISEI_LINE", ""), os.environ.get("_ALISEI_BREAKS", ""), make)
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
        sys.stdout.write("".join(f"{each}\n" for each in found))
        sys.stdout.flush()
    raise SystemExit(0)


def _end(number: int, _frame: object) -> None:
    """Asked to end: whatever is half done is undone on the way out."""
    raise SystemExit(128 + number)


def _run(words: list[str]) -> int:
    import typer

    from alisei_cli.commands._speech import translate_error

    try:
        return int(_app(words)(words, prog_name="alisei", standalone_mode=False) or 0)
    except typer.TyperException as error:
        raise translate_error(error, words) from error
    except typer.Abort as end:  # Ctrl-C, or the end of the input, where a person was asked
        sys.stderr.write("\n")
        return 130 if isinstance(end.__context__, KeyboardInterrupt) else 1
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer turns a closed pipe into exit code 1
            raise end.__context__ from None
        raise


def hoist(words: list[str]) -> list[str]:
    """``words`` with the global options in front, wherever they were given; nothing after ``--`` is touched."""
    front: list[str] = []
    rest: list[str] = []
    index = 0
    while index < len(words):
        if words[index] == "--":
            rest += words[index:]
            break
        taken = _length(words[index])
        (front if taken else rest).extend(words[index : index + max(taken, 1)])
        index += max(taken, 1)
    return front + rest


def _length(word: str) -> int:
    """How many words the global option that ``word`` begins takes, itself included; 0 if it begins none."""
    name, sign, _value = word.partition("=")
    if word.startswith("-C") and word != "-C":
        return 1  # -Cfolder
    return (1 if sign else 1 + GLOBAL_OPTIONS[name]) if name in GLOBAL_OPTIONS else 0


def _find_command_word(words: list[str]) -> str:
    """The word in the place of the command, behind the global options."""
    while words and _length(words[0]):
        words = words[_length(words[0]) :]
    return words[0] if words else ""


def _app(words: list[str]) -> Any:
    import typer

    from alisei_cli.commands import COMMANDS
    from alisei_cli.commands._mount import mount
    from alisei_cli.commands._speech import SpokenGroup

    app = typer.Typer(
        cls=SpokenGroup,
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        options_metavar=t("[OPTIONS]"),
        subcommand_metavar=t("COMMAND [WORDS]..."),
        context_settings={
            "help_option_names": ["-h", "--help"],
            "terminal_width": _choose_screen(words).columns - 2,
        },
        help=t("A registry of organisations, kept in git."),
    )
    app.callback()(_globals(typer, words))
    # Only the command that the line asks for is imported; all of them for help and for a slip of the pen.
    asked = _find_command_word(words)
    for name in () if asked in ("", "--version") else (asked,) if asked in COMMANDS.names else COMMANDS.names:
        mount(app, name, words)
    return app


def _globals(typer: Any, words: list[str]) -> Any:
    def version(asked: bool) -> None:
        if asked:
            sys.stdout.write(f"alisei {__version__}\n")
            raise typer.Exit

    def callback(
        context: typer.Context,
        root: Annotated[
            Path | None,
            typer.Option("-C", "--root", metavar="DIR", help=t("Where the dataset is; else here or the nearest folder above.")),
        ] = None,
        overlay: Annotated[
            Path | None,
            typer.Option(
                "--overlay", metavar="DIR", help=t("Folder of private values to show with the others (also ALISEI_OVERLAY).")
            ),
        ] = None,
        lang: Annotated[str | None, typer.Option("--lang", metavar="it|en", help=t("Language of messages."))] = None,
        no_color: Annotated[bool, typer.Option("--no-color", help=t("No colours (also NO_COLOR)."))] = False,
        version: Annotated[bool, typer.Option("--version", callback=version, is_eager=True, help=t("Show the version."))] = False,
    ) -> None:
        from alisei_cli.commands._contract import Call

        if lang is not None and lang not in language.LANGUAGES:
            from alisei_cli.nearest import hint

            raise UsageError(_("there is no language called {name}", name=lang), hint(lang, language.LANGUAGES))
        named = os.environ.get("ALISEI_OVERLAY")
        screen = _choose_screen(words, is_plain=no_color or bool(os.environ.get("NO_COLOR")))
        context.obj = Call(root, screen, overlay or (Path(named) if named else None))
        if context.invoked_subcommand is None:
            from alisei_cli.commands._groups import welcome

            context.obj.print(welcome())

    return callback


def _choose_screen(words: list[str], *, is_plain: bool = False) -> "Screen":
    """Describe the terminal, pipe or file that shows the results."""
    from alisei_cli.escape import LIMIT
    from alisei_cli.render.screen import Screen, terminal_size

    end = words.index("--") if "--" in words else len(words)
    everything = shlex.join(["alisei", *words[:end], "--all", *words[end:]])
    if len(everything) > LIMIT:
        everything = f"alisei {_find_command_word(words)} --all"
    if not is_terminal(sys.stdout):
        return Screen(everything=everything)
    columns, lines = terminal_size()
    return Screen(columns, lines, not is_plain, everything)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person sees what is written to ``stream``."""
    return stream.isatty()


def _complain(error: AliseiError) -> None:
    from alisei_cli.render.lines import wrap_hanging
    from alisei_cli.render.screen import terminal_size

    columns = terminal_size()[0] if is_terminal(sys.stderr) else None
    below = (*error.details, *([error.help] if error.help else []))
    streams.print_lines([f"alisei: {error.message}", *(line for said in below for line in wrap_hanging(f"  {said}", 2, columns))])


def _confess(error: Exception, words: list[str]) -> None:
    import platform
    import traceback

    from alisei_cli.escape import escape_text

    steps = traceback.extract_tb(error.__traceback__)[-8:]
    streams.print_lines(
        [
            str(_("This is a fault of alisei, not of your data. Please report it with these lines:")),
            "",
            f"  alisei {__version__}, Python {platform.python_version()}, {platform.system()}",
            f"  alisei {escape_text(' '.join(words))}",
            *(f"  {Path(step.filename).name}:{step.lineno} {step.name}" for step in steps),
            f"  {type(error).__name__}",  # what it says may quote an entry, and these lines go to a public page
        ]
    )
