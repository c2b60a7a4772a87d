"""Typer's own words in the language of the moment: usage lines, options, and what it has against a command line.

Typer asks gettext for some of its words (``tools/typer_words.it.tsv``) and says the rest in English only. Nothing private of Typer is
used for it: only methods of its command classes, and the message of its errors.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from alisei_cli.commands import COMMANDS
from alisei_cli.commands._contract import Declared
from alisei_cli.commands._groups import GROUPS, group_commands
from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _
from alisei_cli.language import translate as t

_SAID: tuple[tuple[str, Text], ...] = (
    (r"Missing \w+ '?([^']*)'?\..*", _("{word} is missing")),
    (r"No such option: (\S+).*", _("there is no option {word}")),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", _("{word} is one argument too many")),
    (r"Option '(.*)' requires an argument\.", _("{word} needs a value after it")),
    (r"Option '(.*)' does not take a value\.", _("{word} takes no value")),
    (r"Invalid value for '(.*)': (.*) is not in the range x>=(.*)\.", _("{value} is too small for {word}: the least is {least}")),
    (
        r"Invalid value for '(.*)': '?(.*?)'? is not a valid (?:int|integer)(?: range)?\.",
        _("{word} takes a whole number, not {value}"),
    ),
    (r"Invalid value for '(.*)': '?(.*?)'? is not a valid float(?: range)?\.", _("{word} takes a number, not {value}")),
)
"""What Typer says of a command line, and our sentence for it."""

LISTED = {
    "{formats}": ("alisei_cli.render.tables", "FORMATS", ", "),
    "{importers}": ("alisei_cli.importers", "IMPORTERS", ", "),
    "{verdicts}": ("alisei_cli.render.verdicts", "FORMATS", "|"),
    "{differences}": ("alisei_cli.render.differences", "FORMATS", "|"),
}
"""For each word in braces: the shelf whose items replace it (imported only then), and their separator."""


class _Spoken:
    """What commands and groups have in common: help in the language of the moment."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=t("Usage: "))

    def get_params(self, ctx: Any) -> list[Any]:
        """Parameters with help and placeholders translated, those that Typer adds too."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            param.help = list_items(t(param.help)) if param.help else param.help
            param.metavar = t(list_items(param.metavar)) if param.metavar else param.metavar
        return params


def list_items(help: str) -> str:
    """``help`` with the names of a shelf in place of ``{formats}``, ``{importers}``, ``{verdicts}`` or ``{differences}``."""
    for place, (package, shelf, between) in LISTED.items():
        if place in help:
            help = help.replace(place, between.join(getattr(import_module(package), shelf).names))
    return help


class SpokenCommand(_Spoken, TyperCommand):
    """One command; its epilog holds the examples of its help, one a line."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples, whole lines that can be pasted."""
        if self.epilog:
            with formatter.section(t("Examples")):
                for line in self.epilog.splitlines():
                    formatter.write(f"  {line}\n")


class SpokenGroup(_Spoken, TyperGroup):
    """A group of commands; an unknown one is answered with the nearest."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names.

        Raises:
            UsageError: there is none.
        """
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None and ctx.parent is None:
            COMMANDS.load(args[0])
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands by group."""
        if ctx.parent is not None:
            super().format_commands(ctx, formatter)
            return
        width = max(map(len, COMMANDS.names))
        for group, names in group_commands():
            with formatter.section(str(GROUPS[group])):
                formatter.write_dl([(name.ljust(width), t(COMMANDS.summary(name))) for name in names])


def add_options(run: Callable[..., Any], declared: Iterable[Declared]) -> Callable[..., Any]:
    """``run`` with these options in the signature that Typer reads, in place of its ``**``."""

    def called(**given: Any) -> Any:
        return run(**given)

    parameters = [each for each in signature(run).parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    for each in declared:
        option = typer.Option(f"--{each.name}", metavar=each.metavar, help=each.help)
        name = each.name.replace("-", "_")
        parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, option]))
    called.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    return called


def translate_error(error: typer.TyperException, words: Sequence[str]) -> UsageError:
    """What Typer has against the command line ``words``, as an error of ours."""
    said = error.format_message()
    found = next(((match, text) for form, text in _SAID if (match := re.fullmatch(form, said, re.DOTALL))), None)
    values = zip(("word", "value", "least"), found[0].groups(), strict=False) if found else ()
    message = Text(found[1].message, tuple(values)) if found else _("{said}", said=said)
    context = getattr(error, "ctx", None)
    near = sorted(getattr(error, "possibilities", None) or ())
    if near:
        from alisei_cli.nearest import find_nearest

        asked = str(dict(message.values).get("word", ""))
        return UsageError(message, _("Did you mean {near}?", near=find_nearest(asked, near, 1) or near))
    named = next((f"alisei {word}" for word in words if word in COMMANDS.names), "alisei")
    return UsageError(message, _("See what you can write: {command} --help", command=context.command_path if context else named))
