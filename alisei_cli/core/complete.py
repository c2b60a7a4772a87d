"""What may stand at the end of an unfinished command line: a grammar says which kind of word, and the caller which words there are.

A kind is the placeholder that the help shows: ``FORMAT``, ``ID``, ``NAME=VALUE``; ``it|en`` is its own list of words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

Word = tuple[str, str]
"""A word that may be typed, and what it is called."""
Words = Callable[[str], Sequence[Word]]
"""The words of a kind; ``=NAME`` is the kind of the values of a property."""

CONDITION = "NAME=VALUE"
TABLE = "TABLE"
KIND = "KIND"
PROPERTY = "PROPERTY"
"""The kind of what may stand before ``=``; ``PROPERTY event`` is what of it events have."""
ALIAS = "ALIAS"
"""The kind of other names for these, each with the name that it stands for; ``ALIAS FIELD`` are other names of fields."""


class Place(TypedDict):
    """Where one word stands: an argument, or behind an option."""

    kind: str
    """Empty for an option that takes no word."""
    help: str
    is_many: bool
    only: list[str]
    """The reports that know the option; empty where all do."""


class Spoken(TypedDict):
    """One command."""

    help: str
    options: dict[str, Place]
    arguments: list[Place]


class Grammar(TypedDict):
    """All commands, with the words that are the same for every dataset; plain data, so that it can be cached."""

    options: dict[str, Place]
    """Options that may stand anywhere."""
    commands: dict[str, Spoken]
    words: dict[str, list[Word]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The unfinished word: which kind it is, and what of it is typed."""

    kind: str
    typed: str
    before: str = ""
    """What stands before ``typed`` in the same word."""
    offered: tuple[Word, ...] = ()
    """The words, where the grammar itself has them."""
    entries: str = ""
    """The kind of entries that the line names, whose properties alone are offered."""


@dataclass(slots=True)
class _Line:
    """What the finished words of a line come to."""

    grammar: Grammar
    command: Spoken | None = None
    arguments: list[str] = field(default_factory=list)
    open: Place | None = None
    """The place behind an option whose word is missing."""
    is_unknown: bool = False
    has_ended: bool = False
    """Whether ``--`` was typed: nothing behind it is an option."""

    def take(self, word: str) -> None:
        """Go on by one finished word."""
        if self.open:
            self.open = None
        elif word == "--":
            self.has_ended = True
        elif word.startswith("-") and word != "-" and not self.has_ended:
            name, sign, _value = word.partition("=")
            place = self.options().get(name)
            self.open = place if place and place["kind"] and not sign else None
        elif self.command is None:
            self.command = self.grammar["commands"].get(word)
            self.is_unknown = self.is_unknown or self.command is None
        else:
            self.arguments.append(word)

    def options(self) -> dict[str, Place]:
        """The options that may stand here."""
        own = self.command["options"] if self.command else {}
        known = {
            name: place
            for name, place in own.items()
            if not place["only"] or not self.arguments or self.arguments[0] in place["only"]
        }
        return {**known, **self.grammar["options"]}


def ask(grammar: Grammar, words: Iterable[str], last: str) -> Asked | None:
    """The kind of word that ``last`` may become after ``words``; ``None`` if unknown."""
    line = _Line(grammar)
    for word in words:
        line.take(word)
    if line.is_unknown:
        return None
    if line.open:
        return Asked(_kind(line.open, line), last, entries=_entries(line))
    if last.startswith("-") and not line.has_ended:
        name, sign, typed = last.partition("=")
        place = line.options().get(name)
        if sign:
            return Asked(_kind(place, line), typed, f"{name}=", entries=_entries(line)) if place else None
        return Asked("", last, offered=tuple((name, place["help"]) for name, place in line.options().items()))
    if line.command is None:
        return Asked("", last, offered=tuple((name, each["help"]) for name, each in grammar["commands"].items()))
    places = line.command["arguments"]
    number = len(line.arguments)
    place = places[number] if number < len(places) else places[-1] if places and places[-1]["is_many"] else None
    return Asked(place["kind"], last) if place else None


def _kind(place: Place, line: _Line) -> str:
    """The kind of a place; which tables there are depends on the report."""
    return f"{TABLE} {line.arguments[0] if line.arguments else 'overview'}" if place["kind"] == TABLE else place["kind"]


def _entries(line: _Line) -> str:
    """The kind of entries that the first argument names, where the command takes one."""
    places = line.command["arguments"] if line.command else []
    return line.arguments[0].casefold() if places and line.arguments and places[0]["kind"] == KIND else ""


def complete(asked: Asked, words: Words) -> list[Word]:
    """The whole words that ``asked`` may become."""
    before, typed = asked.before, asked.typed
    if asked.offered:
        found = begin(asked.offered, typed)
    elif asked.kind == CONDITION:
        properties = words(f"{PROPERTY} {asked.entries}") if asked.entries else ()
        return [(before + word, said) for word, said in _conditions(typed, words, properties or words(PROPERTY))]
    elif asked.kind.islower():
        found = begin([(word, "") for word in asked.kind.split("|")], typed)
    else:
        done = re.match(r"(?:.*,)?-?", typed) if asked.kind.endswith(",") else None
        if done:  # a list, of which "-" turns the order of an item
            before, typed = before + done[0], typed[done.end() :]
        kind = asked.kind.rstrip(",")
        found = begin(words(kind), typed)
        if kind == "FIELD" and typed:
            known = {word for word, _said in found}
            others = [each for each in words(f"{ALIAS} FIELD") if each[0].casefold().startswith(typed.casefold())]
            found = [*found, *(each for each in others if each[0] not in known)]
    return [(before + word, said) for word, said in found]


def _conditions(typed: str, words: Words, properties: Sequence[Word]) -> list[Word]:
    """``NAME=VALUE``: names, and the values of a name that is whole or the only one; signs and lists before the value are left."""
    parts = re.match(r"([^=<>!~]+)([=<>!~]+)((?:.*,)?)", typed)
    if parts:
        called = begin(properties, parts[1], is_whole=True)
        others = [name for _alias, name in begin(words(ALIAS), parts[1], is_whole=True)][:1]
        meant = [parts[1], *(name for name, _said in called), *others]
        values = next((found for name in meant if (found := words(f"={name}"))), ())
        return [(parts[0] + value, said) for value, said in begin(values, typed[parts.end() :])]
    known = {name for name, _said in properties}
    names = begin(properties, typed) or [
        (alias, "") for alias, name in words(ALIAS) if name in known and alias.startswith(typed.casefold())
    ]
    if len(names) == 1:  # no blank is to follow the sign: offering the values, a shell adds none
        values = [(f"{names[0][0]}={value}", said) for value, said in words(f"={names[0][0]}")]
        if len(values) > 1:
            return values
    return [(f"{name}=", said) for name, said in names]


def begin(words: Iterable[Word], typed: str, *, is_whole: bool = False) -> list[Word]:
    """The words that begin with (or with ``is_whole`` are) what is typed, else those that are called so; case does not matter."""
    wanted = typed.casefold()
    fits = str.__eq__ if is_whole else str.startswith
    known = list(words)
    return [each for each in known if fits(each[0].casefold(), wanted)] or [
        each for each in known if wanted and fits(each[1].casefold(), wanted)
    ]
