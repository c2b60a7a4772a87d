"""The front door: mounts the commands; the one place where an error becomes words and an exit code."""

import contextlib
import errno
import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Any, TextIO

from alisei_cli import __version__, language
from alisei_cli.errors import AliseiError, SurroundingsError, UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t

GLOBAL_OPTIONS = {"-C": 1, "--root": 1, "--lang": 1, "--no-color": 0}
"""Options that may stand anywhere on the line, with how many words follow each."""

UNWRITABLE = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""Why standard output takes no more: nobody reads it, or there is no room."""


def main(arguments: list[str] | None = None) -> None:
    """Run ``alisei`` with these words, or those of the process; leaves by ``SystemExit``."""
    words = hoist(sys.argv[1:] if arguments is None else arguments)
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
        from alisei_cli.commands._contract import discard

        discard()
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


def _end(number: int, _frame: object) -> None:
    """Asked to end: whatever is half done is undone on the way out."""
    raise SystemExit(128 + number)


def _run(words: list[str]) -> int:
    import typer

    from alisei_cli.commands._speech import understood

    try:
        return int(_app(words)(words, prog_name="alisei", standalone_mode=False) or 0)
    except typer.TyperException as error:
        if len(words) == 0:
            sys.stderr.write(f"{error.format_message()}\n")  # Typer's way to show the help to whoever asks nothing
            return 2
        raise understood(error) from error


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


def _asked(words: list[str]) -> str:
    """The word in the place of the command, behind the global options."""
    while words and _length(words[0]):
        words = words[_length(words[0]) :]
    return words[0] if words else ""


def _app(words: list[str]) -> Any:
    import typer

    from alisei_cli.commands import COMMANDS
    from alisei_cli.commands._speech import SpokenCommand, SpokenGroup

    app = typer.Typer(
        cls=SpokenGroup,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        options_metavar=t("[OPTIONS]"),
        subcommand_metavar=t("COMMAND [WORDS]..."),
        help=t("The registry of Italian life sciences."),
    )
    app.callback()(_globals(typer))
    # Only the command that the line asks for is imported; all of them for help and for a slip of the pen.
    asked = _asked(words)
    for name in (asked,) if asked in COMMANDS.names else COMMANDS.names:
        command = COMMANDS.load(name).run
        said = t(COMMANDS.summary(name))
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, cls=SpokenGroup, help=said, short_help=said)
        else:
            app.command(name, cls=SpokenCommand, options_metavar=t("[OPTIONS]"), help=said, short_help=said)(command)
    return app


def _globals(typer: Any) -> Any:
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
        lang: Annotated[str | None, typer.Option("--lang", metavar="it|en", help=t("Language of messages."))] = None,
        no_color: Annotated[bool, typer.Option("--no-color", help=t("No colours (also NO_COLOR)."))] = False,
        version: Annotated[
            bool, typer.Option("--version", callback=version, is_eager=True, help=t("Say which version this is."))
        ] = False,
    ) -> None:
        from alisei_cli.commands._contract import Call

        if lang is not None and lang not in language.LANGUAGES:
            raise UsageError(
                _("there is no language called {name}", name=lang), _("There are: {names}.", names=language.LANGUAGES)
            )
        plain = no_color or bool(os.environ.get("NO_COLOR")) or not is_terminal(sys.stdout)
        context.obj = Call(root, not plain)

    return callback


def is_terminal(stream: TextIO) -> bool:
    """Whether a person sees what is written to ``stream``."""
    return stream.isatty()


def _complain(error: AliseiError) -> None:
    from alisei_cli.render.lines import hung

    sys.stderr.write(f"alisei: {error.message}\n")
    if error.help:
        sys.stderr.write("".join(f"{line}\n" for line in hung(f"  {error.help}", 2)))


def _confess(error: Exception, words: list[str]) -> None:
    import platform
    import traceback

    from alisei_cli.visible import visible

    sys.stderr.write(str(_("This is a fault of alisei, not of your data. Please report it with these lines:")) + "\n\n")
    sys.stderr.write(f"  alisei {__version__}, Python {platform.python_version()}, {platform.system()}\n")
    sys.stderr.write(f"  alisei {visible(' '.join(words))}\n")
    for frame in traceback.extract_tb(error.__traceback__)[-8:]:
        sys.stderr.write(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}\n")
    sys.stderr.write(f"  {type(error).__name__}: {visible(error)}\n")
