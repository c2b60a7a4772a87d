"""What the words of a search were taken for, and what to type where something else may have been meant."""

from collections.abc import Sequence

from alisei_cli.core.conditions import Condition, parse_condition
from alisei_cli.core.lacking import missing_command
from alisei_cli.core.names import field_called, is_property
from alisei_cli.core.notes import note_values
from alisei_cli.core.query import ASKING, NEGATIONS, ORDINARY, Wanted
from alisei_cli.core.search import find_hits, suggest_query
from alisei_cli.core.select import select
from alisei_cli.core.spellings import spell_values as spellings_of
from alisei_cli.core.values import match_exactly, quote_word
from alisei_cli.folding import fold
from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.dataset import Context
from alisei_cli.model.view import View

_IN_ITALIAN = {
    "membership=member": "adesione=socio",
    "membership=former": "adesione=ex socio",
    "membership=none": "adesione=non socio",
}
"""Conditions that an Italian reader would rather type in Italian."""


def explain_no_hits(text: str, words: Sequence[Wanted], given: Sequence[Condition], dataset: View) -> list[Text]:
    """What was probably meant where ``words`` find nothing, and which of them no entry has."""
    mistaken = _conditions_as_words(text, words, given, dataset.context)
    if mistaken:
        return mistaken
    missing = [each.typed for each in words if not find_hits([each], dataset, dataset.entries)]
    if len(words) > 1 and not missing and not given:
        return [_("Each of the words is found, but no entry has them all.")]
    near = suggest_query(dataset, text) if missing and not any(field_called(each, dataset.context) for each in missing) else None
    return [
        *([_('Did you mean "{text}"?', text=near)] if near else []),
        *([_("No entry has: {words}.", words=missing)] if missing and len(words) > 1 else []),
    ]


def _conditions_as_words(text: str, words: Sequence[Wanted], given: Sequence[Condition], context: Context) -> list[Text]:
    """The command for words that are conditions without their option, or that name a kind of entry."""
    typed = text.split()
    wheres = [word for word in typed if "=" in word and is_property(word.partition("=")[0].removesuffix("!"), context)]
    if wheres:
        rest = [quote_word(word) for word in typed if word not in wheres]
        conditions = [f"--where {quote_word(where)}" for where in (*wheres, *map(str, given))]
        return [_("A condition needs --where before it: {command}", command=" ".join(["alisei search", *rest, *conditions]))]
    called = spellings_of("kind", context)
    kinds = [(each, kind) for each in words for kind in match_exactly(each.typed, called, is_inflected=True)]
    if len(kinds) != 1 or len(words) < 2 or any(each.name == "kind" for each in given):
        return []
    ((word, kind),) = kinds
    command = _command([each for each in words if each is not word], [*given, Condition("kind", (kind,), kind)])
    return [_("{word} is a kind of entry: {command}", word=word.typed, command=command)]


def note_words(text: str, words: Sequence[Wanted], given: Sequence[Condition], hits: int, dataset: View) -> list[Text]:
    """How ``words`` were understood, with the whole command for what else they may mean."""
    known = [(each.name, value) for each in given for value in each.values]
    named = [(value.name, value.value) for each in words for value in each.values]
    return [
        *_note_skipped_words(text, words),
        *_note_negations(words, given, hits, dataset.context),
        *(_note_conditions(words, given, hits, dataset) or _note_membership(words, given)),
        *_note_areas(words, given, dataset.context),
        *note_values([each for each in named if each not in known]),
    ]


def _note_skipped_words(text: str, words: Sequence[Wanted]) -> list[Text]:
    """The words that only ask, where they were not looked for."""
    looked_for = {word for each in words for word in each.typed.split()}
    passed = dict.fromkeys(word for word in text.split() if fold(word) in ASKING and word not in looked_for)
    return [_("Passed over: {words}.", words=list(passed))] if passed else []


def _note_negations(words: Sequence[Wanted], given: Sequence[Condition], hits: int, context: Context) -> list[Text]:
    """Words such as "without", and the fields that nothing can be asked of."""
    negations = [each.typed for each in words if fold(each.typed) in NEGATIONS]
    said = []
    if negations and len(words) > 1:
        said.append(
            _('"{word}" was looked for as a word: a search finds what entries say, never what they leave out.', word=negations[0])
        )
    for each in words if len(words) > 1 and (negations or not hits) else ():
        field = None if is_property(each.typed, context) else field_called(each.typed, context)
        if field:
            rest = [other for other in words if other is not each and other.typed not in negations]
            meanings = [_meanings(other, context) for other in rest]
            meant = (
                [Condition(name, (value,), value) for ((name, value),) in meanings] if all(len(m) == 1 for m in meanings) else []
            )
            said.append(
                _(
                    '"{word}" is a field of entries ({field}). Those that leave it empty: {missing}. Without the word: {command}',
                    word=each.typed,
                    field=field,
                    missing=missing_command(field, context, map(str, [*given, *meant])),
                    command=_command(rest, given),
                )
            )
    return said


def _note_conditions(words: Sequence[Wanted], given: Sequence[Condition], hits: int, dataset: View) -> list[Text]:
    """How many entries there are by terms and places alone, where each word names exactly one and their number is another."""
    meanings = [_meanings(each, dataset.context) for each in words]
    if not words or not all(len(each) == 1 for each in meanings):
        return []
    conditions = [Condition(name, (value,), value) for ((name, value),) in meanings]
    n = len(select(dataset, [*given, *conditions]))
    if not n or (n == hits and not any(each.name == "membership" for each in conditions)):
        return []
    return [
        _n(
            "{n} of them by term and place alone: {command}",
            "{n} of them by term and place alone: {command}",
            n=n,
            command=_command([], [*given, *conditions]),
        )
    ]


def _meanings(each: Wanted, context: Context) -> list[tuple[str, str]]:
    """The conditions that a word or phrase is another way to say; the type of a body before all other terms."""
    type_ = context.facet_called("type")
    named = [(context.taxonomy.terms[code].facet, code) for code in sorted(each.called)]
    kinds = [("type", code) for facet, code in named if facet == type_]
    return [*(kinds or named), *((value.name, value.value) for value in each.values)]


def _note_membership(words: Sequence[Wanted], given: Sequence[Condition]) -> list[Text]:
    """How to ask for the members alone, where texts were looked through for the word too."""
    for each in words:
        for value in each.values:
            if value.name == "membership":
                rest = [other for other in words if other is not each]
                command = _command(rest, [*given, Condition(value.name, (value.value,), value.value)])
                return [
                    _(
                        "{word} was understood as: {label}. These alone: {command}",
                        word=each.typed,
                        label=value.label,
                        command=command,
                    )
                ]
    return []


def _note_areas(words: Sequence[Wanted], given: Sequence[Condition], context: Context) -> list[Text]:
    """Names of areas that were taken for ordinary words."""
    return [
        _(
            "{word} was looked for as a word. For the area: {command}",
            word=each.typed,
            command=_command(
                [other for other in words if other is not each], [*given, parse_condition(f"area={each.typed}", context)]
            ),
        )
        for each in words
        if fold(each.typed) in ORDINARY
    ][:1]


def _command(words: Sequence[Wanted], conditions: Sequence[Condition]) -> Labels:
    """The search for ``words`` and ``conditions``, as it is typed."""
    typed = [word for each in words for word in each.typed.split()]
    last = [*(["--"] if any(word.startswith("-") for word in typed) else []), *map(quote_word, typed)]
    wheres = list(dict.fromkeys(map(str, conditions)))
    english = [f"--where {quote_word(each)}" for each in wheres]
    italian = [f"--where {quote_word(_IN_ITALIAN.get(each, each))}" for each in wheres]
    first = ["alisei", "search"]
    if last[:1] == ["--"]:
        return Labels(" ".join([*first, *italian, *last]), " ".join([*first, *english, *last]))
    return Labels(" ".join([*first, *last, *italian]), " ".join([*first, *last, *english]))
