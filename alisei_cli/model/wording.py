"""Values of entries in words: labels for codes, names for ids, titles for fields."""

from collections.abc import Mapping
from typing import Any

from alisei_cli.language import Labels, _, current_language
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.model.line import Words
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.source import Pointer


def main_name(entry: Entry) -> Labels:
    """The name to call an entry by in each language; the one name where the other language has none of that kind."""
    names = [name for _index, name in entry.items("names") if isinstance(name.get("value"), str)]
    kind = next((each for each in ("display", "legal") if any(name.get("kind") == each for name in names)), None)
    usual = {str(name.get("lang")): str(name["value"]) for name in reversed(names) if name.get("kind") == kind}
    return Labels(*(usual.get(language, entry.name) for language in ("it", "en")))


def name_body(body: Mapping[str, Any], dataset: Dataset) -> Words:
    """The name of a body that a group or an event names, by its entry where it has one, else as it is written."""
    id_ = str(body.get("id") or "")
    found = dataset.by_id.get(id_) or dataset.passed_over_by_id.get(id_)
    return main_name(found) if found else str(body.get("name") or id_)


def put_in_words(item: Any, route: Route | Pointer, schema: Schema, dataset: Dataset) -> Words:
    """Any value on one line; of a text in both languages, the one of the moment."""
    if not isinstance(item, dict):
        return word(item, route, schema, dataset)
    if item and set(item) <= {"it", "en"}:
        return str(item.get(current_language()) or next(iter(item.values())))
    parts = []
    for key, value in item.items():
        if isinstance(value, list):
            parts.append(join_words([put_in_words(each, (*route, key, 0), schema, dataset) for each in value]))
        else:
            parts.append(put_in_words(value, (*route, key), schema, dataset))
    return join_words(parts)


def word(value: Any, route: Route | Pointer, schema: Schema, dataset: Dataset) -> Words:
    """A scalar in words: the label of a term, the name of an entry, the name of a region, else as it is."""
    if not isinstance(value, str):
        return _("yes") if value is True else str(value)
    if schema.at(route).get("x-alisei-facet") and value in dataset.context.taxonomy.terms:
        return dataset.label(value)
    if route[-1] == "region" and value in dataset.context.territory.regions:
        return dataset.context.territory.regions[value].name
    if schema.at(route).get("x-alisei-seat") and value in dataset.context.seats:
        return dataset.context.seats[value]
    meaning = _meaning(value, schema.at(route))
    if meaning is not None:
        return meaning
    if value in dataset.by_id and "x-alisei-ref" in schema.at(route):
        return f"{main_name(dataset.by_id[value])} ({value})"
    return value


def _meaning(value: str, wanted: Mapping[str, Any]) -> Labels | None:
    """What the schema says that one of its fixed values means, in short; ``None`` where it says nothing."""
    options, told = wanted.get("enum"), wanted.get("markdownEnumDescriptions")
    if not isinstance(options, list) or not isinstance(told, list) or value not in options or len(told) != len(options):
        return None
    labels = split_languages(told[options.index(value)])
    return Labels(labels.it.partition(": ")[0], labels.en.partition(": ")[0])


def join_words(parts: list[Words], between: str = ", ") -> Words:
    """Several words with commas between them."""
    return Labels(*(between.join(_render_part(part, language) for part in parts) for language in ("it", "en")))


def _render_part(part: Words, language: str) -> str:
    return str(getattr(part, language)) if isinstance(part, Labels) else str(part)


def title_of(wanted: Mapping[str, Any], otherwise: str) -> Labels:
    """The title that a schema gives a field."""
    return split_languages(str(wanted.get("title", otherwise)))
