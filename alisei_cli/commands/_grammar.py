"""The grammar of the command line, read off the commands: what stands where, by the placeholders of the help."""

import re
from collections.abc import Iterable
from typing import Any

import typer.main

from alisei_cli.commands import COMMANDS
from alisei_cli.commands._speech import list_items
from alisei_cli.core.complete import Grammar, Place, Spoken, Word
from alisei_cli.exports import EXPORTS
from alisei_cli.importers import IMPORTERS
from alisei_cli.language import translate as t
from alisei_cli.render.shells import SHELLS
from alisei_cli.render.tables import FORMATS
from alisei_cli.reports import REPORTS
from alisei_cli.rules import RULES
from alisei_cli.shelf import Shelf

SHELVES: dict[str, Shelf[Any]] = {
    "COMMAND": COMMANDS,
    "EXPORT": EXPORTS,
    "FORMAT": FORMATS,
    "IMPORTER": IMPORTERS,
    "REPORT": REPORTS,
    "SHELL": SHELLS,
}
"""The placeholders that stand for an item of a shelf."""
LIKE = {"OTHER": "ID", "EVENT": "ID", "REGION": "=region"}
"""Placeholders that stand for words of another kind."""
TERMS = {
    "need": "=needs",
    "offer": "=offers",
    "technology": "=technology",
    "area": "=areas",
    "type": "=type",
    "sector": "=sector",
}
"""Options that take a term, with the property whose values these are."""
REPORT_OPTION = re.compile(r"([a-z-]+(?:, [a-z-]+)*): ")
"""How the help of an option begins that only some reports have."""


def grammar(app: typer.Typer) -> Grammar:
    """The grammar of ``app``, told in the language of the moment."""
    group: Any = typer.main.get_command(app)
    return {
        "options": dict(_options(group.params)),
        "commands": {name: _spoken(command) for name, command in group.commands.items()},
        "words": {**{kind: _items(shelf) for kind, shelf in SHELVES.items()}, "CODE|RULE": _rules()},
    }


def _spoken(command: Any) -> Spoken:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    return {
        "help": command.help or "",
        "options": dict(_options(each for each in command.params if each.param_type_name == "option")),
        "arguments": [_place(each) for each in arguments],
    }


def _options(params: Iterable[Any]) -> Iterable[tuple[str, Place]]:
    for param in params:
        place = _place(param)
        if param.is_flag:
            place["kind"] = ""
        yield from ((name, place) for name in param.opts)
    yield "--help", {"kind": "", "help": t("Show this message and exit."), "is_many": False, "only": []}


def _place(param: Any) -> Place:
    help = list_items(t(param.help or ""))
    only = REPORT_OPTION.match(help)
    reports = [name for name in only[1].split(", ") if name in REPORTS.names] if only else []
    kind = list_items(param.metavar or "").removesuffix("...").strip("[]")
    return {
        "kind": TERMS[param.name] if kind == "TERM" else LIKE.get(kind, kind),
        "help": help,
        "is_many": param.nargs == -1,
        "only": reports,
    }


def _items(shelf: Shelf[Any]) -> list[Word]:
    return [(name, t(shelf.summary(name))) for name in shelf.names]


def _rules() -> list[Word]:
    named = [(RULES.load(name).code, name, t(RULES.summary(name))) for name in RULES.names]
    return [*sorted((code, said) for code, _name, said in named), *((name, said) for _code, name, said in named)]
