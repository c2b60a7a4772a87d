"""Fields of a form, read off the schema of a kind: the page, the workbook and the issue forms ask for the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from alisei_cli.language import Labels
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import list_kept
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, list_types, split_languages
from alisei_cli.model.taxonomy import Taxonomy
from alisei_cli.model.view import Audiences

NOTHING = Labels("", "")
LONG = 500
"""A text that may have as many characters is asked for in several lines."""
Input = Literal["text", "texts", "paragraph", "choice", "choices", "day", "number", "address", "entry"]
"""``texts`` and ``choices`` take several; a ``day`` may be a month or a year; an ``entry`` is the id of another one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen."""

    code: str
    labels: Labels
    """The code itself where nothing says what it means."""
    synonyms: tuple[str, ...] = ()
    """Other words for it, in both languages."""
    help: Labels = NOTHING
    parent: str | None = None
    """Code of the term above it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value that a person may fill in."""

    route: Route
    title: Labels
    block: Labels
    """Title of the block or list that it stands in; empty at the top of an entry."""
    help: Labels
    example: str
    """As a person types it, several values with a comma between; empty where the schema has none."""
    input: Input
    audience: str
    """The widest that sees it."""
    choices: tuple[Choice, ...] = ()
    is_needed: bool = False
    """Whether every entry, or every item of its list, has it."""
    pattern: str | None = None
    """Regular expression for each value."""
    mistake: Labels = NOTHING
    """What to write where the pattern does not fit."""
    least: int | None = None
    most: int | None = None
    """Limits: of a number its value, of any other field the characters of each value."""


def list_fields(schema: Schema, context: Context) -> Mapping[Route, tuple[Field, ...]]:
    """The fields of an entry at ``()``, those of the items of a list at the route of the list, in the order of the schema."""
    audiences = Audiences(context)
    kept = list_kept(context.policy)
    found: dict[Route, tuple[Field, ...]] = {(): ()}
    for route, _node in schema.walk():
        if route and route[0] not in kept and _is_field(route, schema):
            place = list_of(route)
            audience = audiences.audience(audiences.level(schema, route))
            found[place] = (*found.get(place, ()), _read_field(route, audience, schema, context.taxonomy))
    return found


def list_of(route: Route) -> Route:
    """The list whose items have the field at ``route``; ``()`` for a field of the entry."""
    return route[: route.index("*")] if "*" in route else ()


def _is_field(route: Route, schema: Schema) -> bool:
    """Whether a value stands at ``route``, or a list of values: no block, and nothing in a list within a list."""
    if route[-1] == "*" or route.count("*") > 1:
        return False
    return "object" not in list_types(schema.at(route)) and "object" not in list_types(schema.at((*route, "*")))


def _read_field(route: Route, audience: str, schema: Schema, taxonomy: Taxonomy) -> Field:
    node, item = schema.at(route), schema.at((*route, "*"))
    value = item or node
    limits = ("minLength", "maxLength") if "string" in list_types(value) else ("minimum", "maximum")
    least, most = (number if isinstance(number := value.get(limit), int) else None for limit in limits)
    choices = _LANGUAGES if route[-1] == "lang" else tuple(_list_choices(value, taxonomy))
    pattern = value.get("pattern")
    return Field(
        route,
        split_languages(node.get("title") or route[-1]),
        _title_block(route, schema),
        split_languages(node.get("description") or value.get("description")),
        _write_example(node.get("examples")),
        _choose_input(route, value, schema, is_list=bool(item), is_choice=bool(choices)),
        audience,
        choices,
        _is_needed(route, schema),
        pattern if isinstance(pattern, str) else None,
        split_languages(value.get("patternErrorMessage")),
        least,
        most,
    )


_LANGUAGES = (
    Choice("it", Labels("italiano", "Italian")),
    Choice("en", Labels("inglese", "English")),
    Choice("de", Labels("tedesco", "German")),
    Choice("fr", Labels("francese", "French")),
    Choice("sl", Labels("sloveno", "Slovenian")),
)
"""Languages that names of the registry are in; a name may be in any other."""


def _title_block(route: Route, schema: Schema) -> Labels:
    above = route[:-2] if route[-2:-1] == ("*",) else route[:-1]
    return split_languages(schema.at(above).get("title") if above else "")


def _write_example(examples: object) -> str:
    first = examples[0] if isinstance(examples, list) and examples else ""
    return ", ".join(map(str, first)) if isinstance(first, list) else str(first)


def _choose_input(route: Route, value: Mapping[str, Any], schema: Schema, *, is_list: bool, is_choice: bool) -> Input:
    types = list_types(value)
    if is_choice:
        return "choices" if is_list else "choice"
    if is_list:
        return "texts"
    if types in (["integer"], ["number"]):
        return "number"
    if value.get("x-alisei-ref"):
        return "entry"
    for definition, kind in _FORMS:
        if route in schema.routes(definition):
            return kind
    most = value.get("maxLength")
    return "paragraph" if isinstance(most, int) and most >= LONG and "pattern" not in value else "text"


_FORMS: tuple[tuple[str, Input], ...] = (("date", "day"), ("url", "address"))
"""Definitions of the schemas that ask for an input of their own."""


def _is_needed(route: Route, schema: Schema) -> bool:
    start = len(list_of(route)) + 1 if "*" in route else 0
    return all(route[depth] in schema.at(route[:depth]).get("required", ()) for depth in range(start, len(route)))


def _list_choices(value: Mapping[str, Any], taxonomy: Taxonomy) -> Iterator[Choice]:
    codes = [code for code in value.get("enum") or () if isinstance(code, str)]
    facet = taxonomy.facets.get(str(value.get("x-alisei-facet")))
    if facet is None:
        said = value.get("markdownEnumDescriptions") or codes
        labels = said if len(said) == len(codes) else codes
        yield from (Choice(code, split_languages(text)) for code, text in zip(codes, labels, strict=True))
        return
    spellings = facet.spellings()
    for code in codes:
        term = facet.terms.get(code)
        if term is None:
            yield Choice(code, Labels(code, code))
        else:
            names = (code, term.labels.it, term.labels.en)
            others = tuple(dict.fromkeys(each for each in spellings.get(code, term.synonyms) if each not in names))
            yield Choice(code, term.labels, others, term.note or NOTHING, term.parent)
