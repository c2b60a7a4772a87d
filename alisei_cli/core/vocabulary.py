"""The words of a dataset by the places of a command line where they may stand, each with what it is called."""

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from alisei_cli.core.complete import ALIAS, KIND, PROPERTY, TABLE
from alisei_cli.core.kinds import stands
from alisei_cli.core.names import find_routes_called, measured, named
from alisei_cli.core.spellings import spell_names
from alisei_cli.errors import AliseiError
from alisei_cli.language import LANGUAGES, Labels, Text, speak_language
from alisei_cli.model.dataset import Context
from alisei_cli.model.history import Commit, History
from alisei_cli.model.measures import find_measure
from alisei_cli.model.properties import find_property
from alisei_cli.model.schema import split_languages
from alisei_cli.model.view import View, audiences_of
from alisei_cli.reports import REPORTS
from alisei_cli.reports._contract import Question
from alisei_cli.rules._names import CALLED

Told = tuple[str, str, str]
"""A word, and what it is called in Italian and in English."""

HARMLESS = re.compile(r"\w[\w' ./-]{0,99}\Z")
"""Form of the words that are offered: no shell and no terminal obeys anything in them, once it is quoted."""


def vocabulary(context: Context) -> Iterator[tuple[str, list[Told]]]:
    """Each kind of words with its words; ``=NAME`` is the kind of the values of a property."""
    names = {name: found for name in spell_names(context) if (found := find_property(name, context))}
    shortest = {found.name: name for name, found in sorted(names.items(), key=lambda pair: -len(pair[0]))}
    titles = _list_told((shortest[found.name], found.title) for name, found in names.items() if shortest[found.name] == name)
    properties = [*titles, *_list_told(_measures(context))]
    yield PROPERTY, properties
    yield from _narrow(properties, context)
    aliases = [(form, name) for name, forms in spell_names(context).items() if name in names for form in forms if form != name]
    yield ALIAS, _list_told(aliases)
    yield "FACET", [each for each in titles if each[0] != "municipality"]
    facets = context.taxonomy.facets
    terms = [(code, term.labels) for facet in facets.values() for code, term in facet.terms.items()]
    yield "FACET|TERM", _list_told([*((shortest[facet.name], facet.labels) for facet in facets.values()), *terms])
    yield "AUDIENCE", _list_told((name, "") for name in audiences_of(context))
    yield KIND, _list_told((kind, context.kind_labels[kind]) for kind in context.kinds)
    yield f"{ALIAS} FIELD", _list_told(_other_names(context))
    yield "FIELD", [*titles, *_list_told(each for each in _fields(context) if each[0] not in shortest.values())]
    for name, found in names.items():
        yield f"={name}", _list_told((value, found.labels.get(value, "")) for value, _forms in found.spelled())


def _narrow(properties: list[Told], context: Context) -> Iterator[tuple[str, list[Told]]]:
    """What entries of each kind have of ``properties``, under every word for the kind."""
    kinds = find_property("kind", context)
    keys = {told[0]: _key(told[0], context) for told in properties}
    for kind, forms in kinds.spelled() if kinds else ():
        own = [told for told in properties if stands(keys[told[0]], (kind,), context)]
        for form in dict.fromkeys((kind, *forms)):
            yield f"{PROPERTY} {form}", own


def _key(word: str, context: Context) -> str:
    """The name that conditions know a property by."""
    with suppress(AliseiError):
        return named(word, context, has_value=True)
    return word


def tables(context: Context) -> Iterator[tuple[str, list[Told]]]:
    """The tables of each report, as it makes them of no entries."""
    empty = View((), context)
    past = History(lambda: (Commit("0" * 40, datetime.date.min),), lambda _when: empty, dict)
    for name in REPORTS.names:
        report = REPORTS.load(name)
        question = Question(empty, report.defaults, past, empty, ("",) * report.times)
        with suppress(AliseiError):
            yield f"{TABLE} {name}", _list_told((table.name, table.title) for table in report.build(question))


def _fields(context: Context) -> Iterator[tuple[str, Labels]]:
    """Every field of an entry, with the fields below it, as ``head_office.region``."""
    seen = set()
    for kind in context.kinds:
        for route, node in context.schemas[kind].walk():
            name = ".".join(part for part in route if part != "*")
            if name and name not in seen:
                seen.add(name)
                yield name, split_languages(node.get("title"))


def _measures(context: Context) -> Iterator[tuple[str, Text | Labels | str]]:
    """Dates and numbers of which ranges are asked, by the last of their keys where that means nothing else."""
    for name in measured(context):
        measure, last = find_measure(name, context), name.rpartition(".")[2]
        with suppress(AliseiError):
            last = last if named(last, context, has_value=True) == name else name
            yield last, measure.title if measure else ""
            continue
        yield name, measure.title if measure else ""


def _other_names(context: Context) -> Iterator[tuple[str, Text | Labels | str]]:
    """Fields by their last key and by the common names that people type, each with its title."""
    for kind in context.kinds:
        schema = context.schemas[kind]
        for word in [*CALLED, *dict.fromkeys(route[-1] for route, _node in schema.walk() if len(route) > 1)]:
            routes = find_routes_called(word, schema) if word != "*" else []
            if len(routes) == 1:
                yield word, split_languages(schema.at(routes[0]).get("title"))


def _list_told(found: Iterable[tuple[str, Text | Labels | str]]) -> list[Told]:
    kept = [(word, said) for word, said in found if HARMLESS.match(word)]
    columns = []
    for language in sorted(LANGUAGES, reverse=True):
        with speak_language(language):
            columns.append([str(said) for _word, said in kept])
    return [(word, it, en) for (word, _said), it, en in zip(kept, *columns, strict=True)]
