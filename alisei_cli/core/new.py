"""A new entry: answers to proposed changes, and the fields that are still empty as comments to fill in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alisei_cli.core.bodies import Alike, office_of
from alisei_cli.core.usual_forms import find_usual_form
from alisei_cli.core.values import find_value_called
from alisei_cli.errors import UsageError
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Context, display_name
from alisei_cli.model.proposal import ProposedChange
from alisei_cli.model.questions import Question, find_place
from alisei_cli.model.schema import Schema, list_types, split_languages
from alisei_cli.model.sharing import parse_pointer
from alisei_cli.model.source import Data
from alisei_cli.model.wording import title_of

UNASKED = frozenset({"id", "status", "status_since", "status_reason", "successor", "maintainers", "notes", "sharing", "verified"})
"""Fields that no one fills in at the beginning, or that only ``alisei verify`` and a confirmation fill."""
SOME = 4
"""Terms or fields that a comment names."""


def resolve(question: Question, typed: str, context: Context) -> str:
    """``typed`` as an entry has it: a term by its label or synonym, everything else as it is.

    Raises:
        UsageError: no term, or no municipality, is called so.
    """
    facet = context.schemas["stakeholder"].at(question.route).get("x-alisei-facet")
    if isinstance(facet, str):
        return find_value_called(facet, typed, context)
    if question.name == "municipality":
        find_place(typed, context.territory)
    return typed


def tidy(question: Question, typed: str, context: Context) -> str:
    """``typed`` in the form that its field requires, while the person is still there; a source may be a document too.

    Raises:
        UsageError: it has another form.
    """
    schema = context.schemas["stakeholder"]
    node = schema.at(question.route)
    meant = find_usual_form(typed, question.route, schema, context)
    pattern = node.get("pattern") if question.name != "source" or "://" in typed else None
    if isinstance(pattern, str) and not re.search(pattern, meant):
        what = split_languages(str(node.get("description", "")))
        field = title_of(node, question.name)
        raise UsageError(_("{value} is not how {field} is written", value=typed, field=field), _("{what}", what=what))
    return resolve(question, meant, context)


def title_question(question: Question, schema: Schema) -> Labels | Text:
    """What a person is asked, in a few words."""
    own = {"name": _("Name of the organisation"), "source": _("Page or document that the data were read in")}
    return own.get(question.name) or title_of(schema.at(question.route), question.name)


def describe_alike(alike: Alike, data: Data) -> Text:
    """A body in a list to choose from: name, place, website, and where it is found."""
    office, site = office_of(data).get("municipality"), data.get("website")
    return _("{name} ({words})", name=display_name(data, alike.name), words=[*filter(None, (office, site)), alike.path])


def begin(answers: Mapping[str, str], facts: Mapping[str, Any]) -> Data:
    """What is known of a new body before the other questions: enough to look for it."""
    own = [{"value": answers["name"], "kind": "display"}] if answers.get("name") else []
    website = answers.get("website") or facts.get("website")
    return {**facts, "names": [*own, *facts.get("names", ())], **({"website": website} if website else {})}


def parse_settings(settings: Iterable[str]) -> Iterator[ProposedChange]:
    """The changes that are written ``/website=https://www.example.org``.

    Raises:
        UsageError: there is no ``=``, or no pointer before it.
    """
    for setting in settings:
        typed, is_set, value = setting.partition("=")
        pointer = parse_pointer(typed)
        if not is_set or not typed.startswith("/") or not pointer:
            raise UsageError(_("{setting} sets no field", setting=setting), _("Write it so: /website=https://www.example.org"))
        yield ProposedChange("set", pointer, value)


def add_empty(text: str, schema: Schema) -> str:
    """The text of a new entry with a comment, in its place, for each field that is still empty."""
    head, *blocks = re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
    filled = {block.partition(":")[0]: block for block in blocks}
    said = _(
        "Lines behind a # are still empty. Fill in what is known, delete the # before it, then run {command}.",
        command="alisei fix",
    )
    fields = schema.document["properties"]
    lines = (filled.get(key) or _comment(key, schema) for key in fields if key in filled or key not in UNASKED)
    return f"{head}# {said}\n{''.join(lines)}"


def _comment(key: str, schema: Schema) -> str:
    """A field that is empty: its key, title, and some terms or fields that may stand in it."""
    here = schema.at((key,))
    is_list, is_block = "items" in here, "properties" in here
    inner = schema.at((key, "*")) if is_list else here
    known = list(inner.get("enum") or inner.get("properties") or ())
    value = "[]" if is_list else "{}" if is_block else '""' if "string" in list_types(here) else ""
    facet = inner.get("x-alisei-facet")
    more = f"... (alisei taxonomy {facet})" if facet else "..."
    some = [*known[:SOME], *([more] if len(known) > SOME else [])]
    said = ": ".join((str(here.get("title", key)), *([", ".join(map(str, some))] if some else [])))
    return f"{f'# {key}: {value}'.rstrip()} # {said}\n"
