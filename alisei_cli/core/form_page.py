"""All that the page of a form knows, as plain data: fields with the values of an entry, terms, sentences, where to send it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.core.form_fields import Choice, Field, list_fields, list_of
from alisei_cli.core.form_words import FIRST, LAST, OTHER, SECTIONS, SENTENCES, say_both
from alisei_cli.core.issue_link import BLOCK, ENTRY, LIMIT, TEMPLATE
from alisei_cli.core.issue_link import NEW as UNNAMED
from alisei_cli.language import Labels
from alisei_cli.model.about import read_about
from alisei_cli.model.addresses import find_mailbox, find_repository
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.identity import identify
from alisei_cli.model.proposal import SHORT_COMMIT, list_kept
from alisei_cli.model.questions import QUESTIONS
from alisei_cli.model.routes import Route, generalise
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.source import find_value
from alisei_cli.model.territory import Territory
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.proposals._block import WORDS
from alisei_cli.rules._mail import FREE, GIVEN, KIND, OFFICE

Page = dict[str, Any]
"""JSON; a text in two languages is a pair, the Italian first."""
NEW = "stakeholder"
"""The kind of which the page makes a new entry."""
PRESET: Mapping[Route, str] = {("names", "*", "kind"): "display", ("head_office", "country"): "IT"}
"""What a new entry has unless it is changed."""
_WITH_IT: Mapping[Route, tuple[Route, ...]] = {
    ("head_office", "municipality"): (("head_office", "province"), ("head_office", "region"), ("head_office", "country")),
    ("sources", "*", "url"): (("sources", "*", "document"),),
}
"""Fields that belong to a question besides its own."""
_QUESTIONS = tuple((each.route, *_WITH_IT.get(each.route, ())) for each in QUESTIONS)
"""The fields of each question."""


def build_page(dataset: View, entry: Entry | None) -> Page:
    """The page of ``entry``, as the audience of ``dataset`` sees it; without one, that of a new organisation."""
    kind = entry.kind if entry else NEW
    schema = dataset.context.schemas[kind]
    seen = {
        place: [each for each in fields if dataset.shows(schema, each.route) and _is_asked(each, entry, dataset.context)]
        for place, fields in list_fields(schema, dataset.context).items()
    }
    layout = _Layout(dataset, schema, entry, seen)
    name = main_name(entry) if entry else Labels("", "")
    commit = dataset.commit_of(entry) if entry else None
    return {
        "entry": entry.id if entry else None,
        "kind": kind,
        "base": commit[:SHORT_COMMIT] if commit else None,
        "name": _pair(name),
        "registry": _pair(read_about(dataset.context.policy).title),
        "sections": list(layout.list_sections()),
        "questions": list(layout.list_questions()) if entry is None else [],
        "choices": layout.choices,
        "towns": _list_towns(dataset.context.territory) if entry is None else {},
        "issue": _describe_issue(find_repository(dataset.context.policy)),
        "mailbox": find_mailbox(dataset.context.policy),
        "words": {name: _pair(said) for name, said in say_both(SENTENCES).items()},
        "personal": {
            "free": sorted(FREE),
            "given": sorted(GIVEN),
            "office": sorted(OFFICE),
            "kind": KIND.pattern.removesuffix(r"\Z") + "$",
        },
        "grammar": {name: _pair(said) for name, said in WORDS.items()},
    }


def _is_asked(field: Field, entry: Entry | None, context: Context) -> bool:
    """Whether ``field`` is meant for an entry of this type or has a value in it."""
    return entry is None or find_value(entry.data, field.route) is not None or _is_meant_for(entry, field, context)


def _is_meant_for(entry: Entry, field: Field, context: Context) -> bool:
    """Whether the type of ``entry`` is one of those to which the field's terms apply."""
    bound = dict(context.schemas[entry.kind].facets)
    facet = context.taxonomy.facets.get(bound.get(field.route) or bound.get((*field.route, "*"), ""))
    kind = entry.data.get("type")
    if facet is None or not facet.applies_to or not isinstance(kind, str):
        return True
    return any(context.taxonomy.covers(general, kind) for general in facet.applies_to)


class _Layout:
    """Fields put in order, each list of terms kept once."""

    def __init__(self, dataset: View, schema: Schema, entry: Entry | None, seen: Mapping[Route, Sequence[Field]]) -> None:
        self.dataset, self.schema, self.entry, self.seen = dataset, schema, entry, seen
        self.data = {
            key: value for key, value in (entry.data if entry else {}).items() if key not in list_kept(dataset.context.policy)
        }
        self.choices: list[list[Page]] = []
        self._known: dict[tuple[Choice, ...], int] = {}
        raised = dataset.audiences.raised(entry, schema) if entry else {}
        self._raised = {generalise(pointer) for pointer, level in raised.items() if level}

    def list_sections(self) -> Iterator[Page]:
        """Title and parts of each section, those that no section names in the last."""
        sections = SECTIONS.get(self.schema.kind, ())
        titles = say_both({str(number): title for number, (title, _keys) in enumerate((*sections, (OTHER, ())))})
        named = [key for _title, keys in sections for key in keys]
        rest = tuple(
            dict.fromkeys(each.route[0] for fields in self.seen.values() for each in fields if each.route[0] not in named)
        )
        for title, keys in zip(titles.values(), (*(keys for _title, keys in sections), rest), strict=True):
            parts = [part for key in keys for part in self._build_parts(key)]
            if parts:
                yield {"title": _pair(title), "parts": parts}

    def list_questions(self) -> Iterator[Page]:
        """The parts of a new entry's questions, each with only the fields that it needs and without the help of its block."""
        for wanted in _QUESTIONS:
            for part in self._build_parts(wanted[0][0], wanted):
                yield {key: value for key, value in part.items() if key != "help"}

    def _build_parts(self, key: str, wanted: Sequence[Route] = ()) -> Iterator[Page]:
        """The fields at the top or in the block ``key``, and each list there; those that a question asks for only if they are ``wanted``."""
        for place, fields in self.seen.items():
            own = [each for each in fields if each.route[0] == key and (not wanted or each.route in wanted)]
            if not place:
                asked = [] if self.entry or wanted else [route for question in _QUESTIONS for route in question]
                own = [each for each in own if each.route not in asked and _is_shown(find_value(self.data, each.route), each)]
            if own:
                yield self._build_part(place or (key,), own, is_list=bool(place), is_question=bool(wanted))

    def _build_part(self, place: Route, fields: Sequence[Field], *, is_list: bool, is_question: bool) -> Page:
        node = self.schema.at(place)
        if is_list:
            fields = sorted(fields, key=lambda each: (each.route[2] in LAST) - (each.route[2] in FIRST))
        part: Page = {"fields": [self._describe(each) for each in fields], "title": _pair(split_languages(node.get("title")))}
        if is_list or fields[0].route != place:
            part["help"] = _pair(split_languages(node.get("description")))
        if is_list:
            part |= {"list": list(place), "identity": list(self.schema.identity(place)), "items": self._list_items(place)}
            if is_question:
                part["preset"] = self._preset(place)
        return part

    def _preset(self, place: Route) -> Page:
        """The values of a first item that no question asks for."""
        given = {each.route[-1]: PRESET[each.route] for each in self.seen[place] if each.route in PRESET}
        return given | ({"accessed": "today"} if place == ("sources",) else {})

    def _describe(self, field: Field) -> Page:
        """A field as the page needs it, without empty values."""
        above = split_languages(self.schema.at(field.route[:1]).get("title"))
        title = field.title
        if field.block not in (above, Labels("", "")):
            title = Labels(f"{field.block.it}: {title.it}", f"{field.block.en}: {title.en}")
        told: Page = {
            "route": list(field.route),
            "title": _pair(title),
            "input": field.input,
            "help": _pair(field.help),
            "example": "" if field.choices else field.example,
            "choices": self._number_choices(field.choices) if field.choices else None,
            "isNeeded": field.is_needed,
            "pattern": field.pattern,
            "mistake": _pair(field.mistake),
            "least": field.least,
            "most": field.most,
            "isRestricted": field.audience != self.dataset.audiences.names[0] or self._is_raised(field.route),
            "preset": PRESET.get(field.route) if self.entry is None else None,
        }
        if not list_of(field.route):
            told["value"] = find_value(self.data, field.route)
        return _drop_empty(told)

    def _is_raised(self, route: Route) -> bool:
        return any(route[: len(each)] == each or each[: len(route)] == route for each in self._raised)

    def _number_choices(self, choices: tuple[Choice, ...]) -> int:
        if choices not in self._known:
            self._known[choices] = len(self.choices)
            self.choices.append([_describe_choice(each) for each in choices])
        return self._known[choices]

    def _list_items(self, place: Route) -> list[Page]:
        """The items of a list, each by the name that a pointer has for it; of several of one name the first."""
        found = find_value(self.data, place)
        made: dict[str, Page] = {}
        for item in found if isinstance(found, list) else ():
            name = identify(item, self.schema.identity(place))[1]
            if isinstance(item, dict) and name not in made:
                made[name] = {"name": str(name), "data": item, **self._name_target(item)}
        return list(made.values())

    def _name_target(self, item: Mapping[str, Any]) -> Page:
        """The name of the entry that an item ties to, where it can be seen."""
        target = self.dataset.by_id.get(str(item.get("target") or item.get("id")))
        return {"target": _pair(main_name(target))} if target else {}


def _is_shown(value: Any, field: Field) -> bool:
    """Whether the input of ``field`` can hold ``value``: texts and numbers, in a list where it takes several."""
    if value is None:
        return True
    if field.input in ("texts", "choices"):
        return isinstance(value, list) and all(isinstance(each, (str, int, float)) and "\n" not in str(each) for each in value)
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _describe_choice(choice: Choice) -> Page:
    told = {
        "code": choice.code,
        "title": _pair(choice.labels),
        "synonyms": list(choice.synonyms),
        "help": _pair(choice.help),
        "parent": choice.parent,
    }
    return _drop_empty(told)


def _drop_empty(told: Page) -> Page:
    """``told`` without empty values; zero is none of them."""
    return {
        key: value for key, value in told.items() if value is not None and value is not False and value not in ("", [], ["", ""])
    }


def _describe_issue(repository: str | None) -> Page | None:
    """The parts of the address that ``build_issue_link`` makes."""
    named = {"template": TEMPLATE, "entry": ENTRY, "block": BLOCK, "new": UNNAMED, "limit": LIMIT}
    return {"address": f"{repository}/issues/new", **named} if repository else None


def _list_towns(territory: Territory) -> Page:
    """Municipalities by province, and the region of each province."""
    return {sigla: [each.region, *territory.towns.get(sigla, ())] for sigla, each in territory.provinces.items()}


def _pair(labels: Labels) -> list[str]:
    return [labels.it, labels.en]
