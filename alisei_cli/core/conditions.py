"""Conditions as people type them: ``NAME=VALUE``, ``NAME!=VALUE``, several values, ranges of dates and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from alisei_cli.core.kinds import kinds_with, stands
from alisei_cli.core.names import MOST, askable, field_called, named
from alisei_cli.core.spellings import meanings, spell_names, spell_values
from alisei_cli.core.values import find_value_called, match_exactly, own_values, quote_word, write_conditions
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.measures import Measure, find_measure
from alisei_cli.model.properties import BESIDES, find_property

SIGNS = tuple("=!<>~")
"""What stands beside ``=`` where someone means "not", "more than" or "like"."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What one ``NAME=VALUE`` was understood to ask."""

    name: str
    """A facet, a field bound to one, one of ``BESIDES``, or the keys of another field."""
    values: tuple[str, ...]
    """Any of them will do: codes, places, words, or ranges such as ``2000..2010``."""
    typed: str
    """What stood behind the sign."""
    is_not: bool = False
    """Whether entries that have one of the values are left out, and kept those that have others."""

    @property
    def value(self) -> str:
        """The values as they are typed."""
        return ",".join(self.values)

    def __str__(self) -> str:
        return f"{self.name}{'!=' if self.is_not else '='}{self.value}"


def asked_together(wheres: Sequence[str], context: Context, kinds: Sequence[str] = ()) -> list[Condition]:
    """What several conditions ask for, of entries of ``kinds`` if they are given, else of those that one of the conditions names.

    Raises:
        UsageError: one has another form, or names what does not exist, or what none of the kinds has.
    """
    kinds = kinds or kinds_asked(wheres, context)
    return [parse_condition(where, context, kinds) for where in wheres]


def kinds_asked(wheres: Sequence[str], context: Context) -> tuple[str, ...]:
    """The kinds of entry that conditions leave, in the order of the dataset; empty where no condition speaks of them."""
    called = {"kind": spell_names(context)["kind"]}
    names = [where.partition("=")[0].strip().removesuffix("!") for where in wheres]
    spoken = [where for where, name in zip(wheres, names, strict=True) if match_exactly(name, called, is_inflected=True)]
    wanted = [parse_condition(where, context) for where in spoken]
    return tuple(kind for kind in context.kinds if wanted and all((kind in each.values) != each.is_not for each in wanted))


def parse_condition(where: str, context: Context, kinds: Sequence[str] = ()) -> Condition:
    """What ``NAME=VALUE`` asks of entries of ``kinds``; case, accents, the language and synonyms do not matter.

    Raises:
        UsageError: it has another form, or names what does not exist.
    """
    name, sign, value = (part.strip() for part in where.partition("="))
    is_not = bool(sign) and name.endswith("!")
    name = name.removesuffix("!").rstrip() if is_not else name
    _check_signs(where, name, value, is_form=bool(sign))
    if not sign or not name or not value.strip(", "):
        found = [] if sign or match_exactly(name, spell_names(context), is_inflected=True) else meanings(name, context)
        hint = _("Did you mean {near}?", near=write_conditions(found)) if found else _("For example: --where region=toscana")
        raise UsageError(_("{where} does not have the form NAME=VALUE", where=where), hint)
    if not match_exactly(name, spell_names(context), is_inflected=True) and field_called(name, context) == "names":
        raise UsageError(
            _("names are looked for, not chosen by a condition: {where}", where=where),
            _("Write: {command}", command=f"alisei search {quote_word(value)}"),
        )
    name = named(name, context, has_value=True, kinds=kinds)
    if kinds and not stands(name, kinds, context):
        raise _refuse_elsewhere(name, value, kinds, context)
    measure = None if find_property(name, context) else find_measure(name, context)
    values = _ranges(measure, value) if measure else _values(name, value, context)
    return Condition(name, tuple(dict.fromkeys(values)), value, is_not)


def _refuse_elsewhere(name: str, value: str, kinds: Sequence[str], context: Context) -> UsageError:
    """The refusal of a condition that no entry of ``kinds`` can meet."""
    others = kinds_with(name, context)
    said = _("{name} cannot be asked here: it is no field of {kinds}", name=name, kinds=list(kinds))
    usable = [each for each in askable(context) if stands(each, kinds, context)][:MOST]
    mine = _("Of {kinds} you can ask: {names}.", kinds=list(kinds), names=usable)
    if not others:
        return UsageError(said, mine)
    command = f"alisei list {others[0]} --where {quote_word(f'{name}={value}')}"
    return UsageError(said, _("{mine} It is a field of {others}: {command}", others=others, command=command, mine=mine))


def _check_signs(where: str, name: str, value: str, *, is_form: bool) -> None:
    """Refuse other signs: folding would drop them, and the answer would be to another question."""
    said = _("{where} cannot be asked: a condition is NAME=VALUE or NAME!=VALUE, with no other sign", where=where)
    if name.endswith(("<", ">")) or value.startswith(("<", ">")) or (not is_form and ("<" in where or ">" in where)):
        raise UsageError(
            said,
            _(
                "A range has two dots: founded=2000..2010 (both years included), founded=2000.. (and later), founded=..2010 (and before)."
            ),
        )
    if name.endswith(SIGNS) or value.startswith(SIGNS):
        raise UsageError(
            said, _("For example: region=toscana, type=company,university (one or the other), type!=company (any other type).")
        )


def _ranges(measure: Measure, typed: str) -> list[str]:
    """The dates, numbers or ranges that are typed, apart by commas.

    Raises:
        UsageError: one is none, or ends before it begins.
    """
    values = []
    for part in typed.split(","):
        value = measure.read(part)
        if value is None and measure.is_date:
            raise UsageError(
                _("{value} is not a date", value=part.strip()),
                _(
                    "Write a year, a month or a day, alone or with two dots: {name}=2015, {name}=2026-05, {name}=2026-05-01.., "
                    "{name}=2000..2010.",
                    name=measure.name,
                ),
            )
        if value is None:
            raise UsageError(
                _("{value} is not a number", value=part.strip()),
                _("Write a number, alone or with two dots: {name}=3, {name}=3.., {name}=3..5.", name=measure.name),
            )
        if measure.is_reversed(value):
            raise UsageError(_("the range {value} ends before it begins", value=value), _("Write the smaller end first."))
        values.append(value)
    return values


def _values(name: str, typed: str, context: Context) -> list[str]:
    """The values of ``name`` that are typed, apart by commas; a name that itself has a comma is one.

    Raises:
        UsageError: one of them is none, or may be several.
    """
    facet = None if name in BESIDES else context.facet_called(name)
    spellings = spell_values(facet or name, context)
    parts = [part for part in typed.split(",") if part.strip()]
    values = []
    while parts:
        together = (",".join(parts[:length]).strip() for length in range(len(parts), 1, -1))
        whole = next((each for each in together if len(own_values(name, each, spellings)) == 1), parts[0].strip())
        values.append(find_value_called(name, whole, context))
        del parts[: whole.count(",") + 1]
    return values
