"""Entries rewritten for terms that are given up: what takes whose place, and where a person has to choose."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alisei_cli.errors import DataError, UsageError
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Fix
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer, find_value
from alisei_cli.model.taxonomy import Taxonomy
from alisei_cli.nearest import find_nearest, hint

Choices = Mapping[str, str]
"""Terms that a person has given a successor, each with it."""


@dataclass(frozen=True, slots=True)
class Move:
    """One term of an entry that gives way."""

    pointer: Pointer
    old: str
    new: str | None
    """``None`` where the successor stands beside it already."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """One term of an entry for which a person has to choose."""

    entry: Entry
    pointer: Pointer
    term: str
    successors: tuple[str, ...]


def parse_choices(words: Iterable[str], taxonomy: Taxonomy) -> Choices:
    """The choices written ``OLD=NEW``, both codes of one facet.

    Raises:
        UsageError: one is written otherwise, names an unknown term, or one that may not follow.
    """
    choices = dict(_parse_choice(word, taxonomy) for word in words)
    for old, new in choices.items():
        if new in choices:
            said = _("{new} is chosen for {old}, and gives way itself", new=new, old=old)
            raise UsageError(said, _("Name the last successor of both."))
    return choices


def _parse_choice(word: str, taxonomy: Taxonomy) -> tuple[str, str]:
    old, _sign, new = word.partition("=")
    for code in (old, new):
        if code not in taxonomy.terms:
            raise _refuse_code(code, taxonomy.terms[old].facet if old in taxonomy.terms else None, taxonomy)
    heir, facet = taxonomy.terms[new], taxonomy.facets[taxonomy.terms[old].facet]
    declared = taxonomy.successors(old)
    allowed = declared or tuple(code for code, term in facet.terms.items() if not term.deprecated and code != old)
    if heir.code not in allowed:
        near = find_nearest(new, list(allowed)) or allowed[:3]
        said = _("{new} cannot take the place of {old}", new=new, old=old)
        raise UsageError(said, _("Choose a term that can, for example: {near}.", near=list(near)))
    return old, new


def _refuse_code(code: str, facet: str | None, taxonomy: Taxonomy) -> UsageError:
    near = find_nearest(code, list(taxonomy.facets[facet].terms if facet else taxonomy.terms))
    command = f"alisei taxonomy {facet or 'FACET'}"
    help = (
        _("Did you mean {near}? All terms: {command}", near=near, command=command)
        if near
        else _("All terms: {command}", command=command)
    )
    return UsageError(_("there is no term with the code {code}", code=code), help)


def check_schemas(entries: Iterable[Entry], context: Context, choices: Choices) -> None:
    """Refuse moves from terms that the schemas list to terms that they do not list yet.

    Raises:
        DataError: naming these terms.
    """
    unknown = {
        move.new: None
        for entry in entries
        for schema in [context.schemas[entry.kind]]
        for move in find_moves(entry.data, schema, context.taxonomy, choices)
        for listed in [schema.at(move.pointer).get("enum", ())]
        if move.new and move.old in listed and move.new not in listed
    }
    if unknown:
        said = _("the schemas do not know {terms} yet; nothing was written", terms=list(unknown))
        raise DataError(said, _("Copy the terms of taxonomy.yaml into the schemas first: alisei schema"))


def choose_entries(entries: Sequence[Entry], ids: Sequence[str]) -> Sequence[Entry]:
    """``entries`` with these ids; all of them where none is named.

    Raises:
        UsageError: one is the id of no entry among them.
    """
    known = {entry.id for entry in entries}
    for each in ids:
        if each not in known:
            raise UsageError(_("none of the entries has the id {id}", id=each), hint(each, sorted(known)))
    return [entry for entry in entries if entry.id in ids] if ids else entries


def find_moves(data: Any, schema: Schema, taxonomy: Taxonomy, choices: Choices) -> list[Move]:
    """The moves that need no decision, in the order of the entry.

    Where two terms become one in a list, or as primary and secondary, one is kept: the primary, then one that stands there
    already, then the first.
    """
    said = {pointer: value for pointer, _facet, value in schema.terms(data)}
    after = {pointer: _follow(value, taxonomy, choices) or value for pointer, value in said.items()}

    def rank(pointer: Pointer) -> tuple[bool, bool, str]:
        return pointer[-1] != "primary", said[pointer] != after[pointer], str(pointer[-1]).rjust(9)

    moves = []
    for pointer, old in said.items():
        new = after[pointer]
        rivals = [other for other in said if other != pointer and after[other] == new and _share_place(pointer, other)]
        if old == new and all(said[other] == new for other in rivals):
            continue
        is_double = any(rank(other) < rank(pointer) for other in rivals)
        if is_double or old != new:
            moves.append(Move(pointer, old, None if is_double else new))
    return moves


def find_undecided(entry: Entry, schema: Schema, taxonomy: Taxonomy, choices: Choices) -> Iterator[Undecided]:
    """Each term that is given up and has no successor, or several."""
    for pointer, _facet, value in schema.terms(entry.data):
        term, heirs = taxonomy.terms.get(value), taxonomy.successors(value)
        if term and term.deprecated and len(heirs) != 1 and value not in choices:
            yield Undecided(entry, pointer, value, heirs)


def find_fixes(data: Any, schema: Schema, taxonomy: Taxonomy, choices: Choices) -> list[Fix]:
    """The moves as fixes of the text, one each."""
    return [_make_fix(move) for move in find_moves(data, schema, taxonomy, choices)]


def apply_moves(data: Any, moves: Iterable[Move]) -> Any:
    """``data`` as it reads after ``moves``; a copy."""
    copy = json.loads(json.dumps(data))
    for move in sorted(moves, key=lambda each: str(each.pointer[-1]).rjust(9), reverse=True):  # the last of a list first
        here = find_value(copy, move.pointer[:-1])
        if move.new is None:
            del here[move.pointer[-1]]
        else:
            here[move.pointer[-1]] = move.new
    return copy


def _follow(value: str, taxonomy: Taxonomy, choices: Choices) -> str | None:
    """The term that takes the place of ``value``: by choice, where anything is chosen, else the only one by the taxonomy."""
    if choices:
        return choices.get(value)
    heirs = taxonomy.successors(value)
    return heirs[0] if len(heirs) == 1 else None


def _share_place(one: Pointer, other: Pointer) -> bool:
    """Whether one term may not stand at both: in one list, or as primary and secondary."""
    if one[-1] == "primary" or other[-1] == "primary":
        return _block(one) == _block(other)
    return isinstance(one[-1], int) and one[:-1] == other[:-1]


def _block(pointer: Pointer) -> Pointer:
    return pointer[:-2] if isinstance(pointer[-1], int) else pointer[:-1]


def _make_fix(move: Move) -> Fix:
    if move.new is None:
        return Fix(_("delete {value}", value=move.old), (Edit(move.pointer, op="delete"),), safe=True)
    return Fix(_("write {term}", term=move.new), (Edit(move.pointer, move.new),), safe=True)


def describe_undecided(left: Sequence[Undecided]) -> Iterator[Text]:
    """For each term that waits for a person: how many entries, where, and what to type."""
    for term, heirs in dict.fromkeys((each.term, each.successors) for each in left):
        paths = list(dict.fromkeys(each.entry.path for each in left if each.term == term))
        yield _n(
            "{term} is left in {n} entry, because a person has to choose its successor: {paths}",
            "{term} is left in {n} entries, because a person has to choose its successor: {paths}",
            n=len(paths),
            term=term,
            paths=[*paths[:5], *(["..."] if len(paths) > 5 else [])],
        )
        if heirs:
            yield _(
                "Choose among {heirs}, then: alisei taxonomy migrate {term}=NEW --where type=...", heirs=list(heirs), term=term
            )
