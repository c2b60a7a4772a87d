"""Entries that cannot be meant by a search, told by their words alone, so that most are never looked through."""

import re
from collections.abc import Callable, Iterable

from alisei_cli.core.query import TELLING, Wanted, names_of
from alisei_cli.core.reading import Reading, is_found
from alisei_cli.folding import fold, strip_endings
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.properties import BESIDES, TRL, find_property


def build_describer(context: Context) -> Callable[[Entry], str]:
    """A function that lists the words of an entry, each once, and the values of its properties; ``sieve`` reads the list."""
    properties = [found for name in (*BESIDES, TRL) if (found := find_property(name, context))]

    def describe(entry: Entry) -> str:
        reading = Reading(entry, context)
        words = set("".join((reading.everything, *reading.labels.values())).split())
        values = {value for each in properties for value in each.of(entry)} | reading.borne
        return f" {' '.join(sorted(words))} {' '.join(sorted(map(_mark, values)))} "

    return describe


def build_sieve(each: Wanted, context: Context) -> Callable[[str], bool]:
    """A function that tells from the words of an entry whether it may have what is wanted: never no where a search finds it."""
    asked = ((find_property(value.name, context), value.value) for value in each.values)
    values = {wider for found, value in asked if found for wider in found.widen(value)}
    names = {fold(name) for code in each.called for name in names_of(code, context)} if each.others else set()
    stems = [tuple(f" {strip_endings(word)}" for word in name.split()) for name in names if len(name) >= TELLING]
    ways = [*((f" {_mark(value)} ",) for value in each.terms | values), *stems]
    some = _compile_any(max(way, key=len) for way in ways)  # most entries have none of these, and are not asked for the rest

    def may_have(words: str) -> bool:
        return is_found(each, words) or (bool(some.search(words)) and any(all(part in words for part in way) for way in ways))

    return may_have


def _compile_any(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of these texts, those that begin alike tried together; without texts, nothing."""
    starts: dict[str, list[str]] = {}
    for text in texts:
        starts.setdefault(text[:2], []).append(re.escape(text[2:]))
    parts = [re.escape(start) + "(?:" + "|".join(rests) + ")" for start, rests in sorted(starts.items())]
    return re.compile("|".join(parts) or "(?!)")


def _mark(value: str) -> str:
    """A value of a property as one word that no text has."""
    return f"={fold(value).replace(' ', '_')}="
