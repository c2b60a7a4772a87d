"""The groups of commands in help, and the lines of `alisei` alone."""

from collections.abc import Iterator

from alisei_cli.commands import COMMANDS
from alisei_cli.language import Text, _

GROUPS = {
    "entries": _("Entries"),
    "questions": _("Questions"),
    "secretariat": _("Secretariat"),
    "maintainers": _("Maintainers"),
}
"""Titles of the groups, in the order in which they are shown."""

WELCOME: tuple[tuple[str | Text, Text], ...] = (
    (_("search WORD"), _("find entries")),
    ("show ID", _("read one")),
    ("list --where area=sud -o sud.xlsx", _("make a list for Excel")),
    ("report", _("count them")),
    ("taxonomy sector", _("see the terms in use")),
    ("validate", _("check the entries")),
    ("fix --dry-run", _("see what it would correct")),
)
"""What one can do: a command line without ``alisei``, and what it is for."""


def group_commands() -> Iterator[tuple[str, list[str]]]:
    """Each group with the names of its commands, in the order in which they are shown."""
    items = {name: COMMANDS.load(name) for name in COMMANDS.names}
    for group in GROUPS:
        named = [name for name, item in items.items() if item.group == group]
        if named:
            yield group, sorted(named, key=lambda name: (items[name].place, name))


def welcome() -> list[str]:
    """Ten lines: what one can do, and where to read on."""
    width = max(len(str(line)) for line, _what in WELCOME)
    return [
        str(_("alisei looks after a registry of organisations in git. For example:")),
        *(f"  alisei {line!s:{width}}  {what}" for line, what in WELCOME),
        str(_("All commands: alisei --help. One command with examples: alisei report --help")),
        str(_("In italiano: alisei --lang it")),
    ]
