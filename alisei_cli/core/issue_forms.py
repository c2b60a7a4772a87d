"""Issue forms for GitHub, in both languages at once, made from the schema and the taxonomy."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.core.form_fields import Field, list_fields
from alisei_cli.core.issue_link import TEMPLATE
from alisei_cli.language import LANGUAGES, Labels, Text, _, speak_language
from alisei_cli.model.dataset import Context
from alisei_cli.model.issue_form import CHANGE, CHANGED, KIND, LEAVE_OUT, NEW, SECTIONS, join_labels, label_field
from alisei_cli.model.questions import QUESTIONS
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import split_languages
from alisei_cli.model.view import audiences_of

ADD, CONFIRM = "add-an-organisation.yml", "confirm-an-entry.yml"
LABEL = "proposal"
"""Label of the issues that the workflow ``intake`` reads."""
HEAD = "# Written by `alisei forms` from schema/ and taxonomy.yaml; not changed by hand.\n"
SHORT = 3
"""Terms shown as an example."""
HELP: Mapping[Route, Text] = {
    ("names", "*", "value"): _("As it is officially written, with capitals and accents."),
    ("sources", "*", "url"): _("The address of a page where all this can be read, or the name of a document."),
}
"""Fields of which the schema says how they are written in a file, which does not matter here."""
Element = Mapping[str, Any]
"""One element of a form, as GitHub's syntax has it."""


def build_forms(context: Context) -> dict[str, str]:
    """The text of each form by the name of its file."""
    forms = {ADD: _add(context), TEMPLATE: _change(context), CONFIRM: _confirm()}
    return {name: HEAD + "\n".join(_write_block(form, 0)) + "\n" for name, form in forms.items()}


def _add(context: Context) -> Element:
    needed = {each.route for each in QUESTIONS if each.is_needed}
    return _frame(
        _("Add an organisation"),
        _("An organisation that is not in the registry yet: seven questions."),
        _("New entry"),
        [*_ask_fields(NEW, context, needed), _ask_block("imposta /facts/founded: 2005")],
    )


def _change(context: Context) -> Element:
    return _frame(
        _("Change an entry"),
        _("Tell us what to change, or ask us to remove the entry."),
        _("Entry"),
        [
            _ask_entry(),
            _ask_request(),
            *_ask_fields(CHANGED, context, frozenset()),
            _ask_block("svuota /contact/form"),
            _ask_base(),
        ],
    )


def _confirm() -> Element:
    said = _("I have read the entry, it is right, and I write on behalf of the organisation.")
    return _frame(
        _("Confirm an entry"),
        _("Once a year: the entry of your organisation is right as it is."),
        _("Confirmation"),
        [_ask_entry(), _tick("confirm", said), _ask_base()],
    )


def _frame(name: Text, description: Text, title: Text, asked: Sequence[Element]) -> Element:
    """A form with the warning above and the promise below."""
    return {
        "name": _both(name),
        "description": _both(description),
        "title": f"{_both(title)}: ",
        "labels": [LABEL],
        "body": [
            {"type": "markdown", "attributes": {"value": _warn()}},
            *asked,
            _tick("no-persons", _("There is no personal data here.")),
        ],
    }


def _warn() -> str:
    """That an issue is public for ever, and that a program reads it; Italian first, English folded."""
    said = (
        _(
            "**What you write here is public and stays for ever.** Write only data of the organisation: never names of persons, mobile numbers, tax codes of persons or e-mail addresses such as `name.surname@`. If the entry already holds data of a person, do not write it here: open “Security” and press “Report a vulnerability”."
        ),
        _(
            "Leave empty what you do not know, and what does not change. A few minutes later a comment tells what was understood and what happens next; to correct something, edit this issue."
        ),
    )
    italian, english = ("\n\n".join(map(str, each)) for each in (_speak(said, "it"), _speak(said, "en")))
    return f"{italian}\n\n<details><summary>In English</summary>\n\n{english}\n\n</details>\n"


def _speak(said: Sequence[Text], language: str) -> list[str]:
    with speak_language(language):
        return [str(each) for each in said]


def _both(said: Text) -> str:
    (italian,), (english,) = _speak([said], "it"), _speak([said], "en")
    return join_labels(Labels(italian, english))


def _ask_entry() -> Element:
    help = _("The name of the organisation, as the registry writes it; or the address of its entry on GitHub, or its id.")
    return _ask("input", "entry", join_labels(SECTIONS["entry"]), _both(help), "istituto-rossi", is_needed=True)


def _ask_request() -> Element:
    return {
        "type": "dropdown",
        "id": "request",
        "attributes": {
            "label": join_labels(SECTIONS["request"]),
            "options": [join_labels(CHANGE), join_labels(LEAVE_OUT)],
            "default": 0,
        },
        "validations": {"required": True},
    }


def _ask_base() -> Element:
    help = _("Links and letters fill this in. Otherwise leave it empty.")
    return _ask("input", "base", join_labels(SECTIONS["base"]), _both(help), "")


def _ask_block(line: str) -> Element:
    help = _(
        "For anything without a field above: one line for each change, or the block of a letter or page. A person reads any other words."
    )
    example = f"aggiungi /profile: startup innovativa\n{line}"
    return _ask("textarea", "block", join_labels(SECTIONS["block"]), _both(help), example)


def _tick(id_: str, said: Text) -> Element:
    """One box that has to be ticked."""
    label = join_labels(SECTIONS[id_])
    return {
        "type": "checkboxes",
        "id": id_,
        "attributes": {"label": label, "options": [{"label": _both(said), "required": True}]},
    }


def _ask_fields(routes: Sequence[Route], context: Context, needed: frozenset[Route] | set[Route]) -> Iterator[Element]:
    """An element for each field that the schema has and everyone may see."""
    schema = context.schemas[KIND]
    known = {field.route: field for fields in list_fields(schema, context).values() for field in fields}
    public = audiences_of(context)[0]
    for field in (known[route] for route in routes if route in known and known[route].audience == public):
        about = split_languages(schema.at(field.route[:-1]).get("description")) if field.route[-1] in LANGUAGES else field.help
        help = _both(HELP[field.route]) if field.route in HELP else join_labels(about)
        yield _ask_field(field, label_field(field.route, schema), help, is_needed=field.route in needed)


def _ask_field(field: Field, label: str, help: str, *, is_needed: bool) -> Element:
    id_ = "-".join(part for part in field.route if part != "*")
    if field.input == "choice" and field.choices:
        options = [join_labels(each.labels) for each in field.choices]
        asked = _ask("dropdown", id_, label, help, "", is_needed=is_needed)
        return {**asked, "attributes": {**asked["attributes"], "options": options}}
    if field.input in ("choices", "texts"):
        added = _both(_("One on each line; they are added to those that are there."))
        above = {each.parent for each in field.choices}
        shown = [each.labels.it for each in field.choices if each.code not in above][:SHORT] or [field.example]
        return _ask("textarea", id_, label, f"{help} {added}", "\n".join(shown), is_needed=is_needed)
    kind = "textarea" if field.input == "paragraph" else "input"
    return _ask(kind, id_, label, help, field.example, is_needed=is_needed)


def _ask(kind: str, id_: str, label: str, help: str, example: str, *, is_needed: bool = False) -> Element:
    attributes = {"label": label, "description": help, "placeholder": example}
    found: dict[str, Any] = {"type": kind, "id": id_, "attributes": {key: said for key, said in attributes.items() if said}}
    return {**found, "validations": {"required": True}} if is_needed else found


def _write_block(block: Element, level: int) -> Iterator[str]:
    """``block`` as YAML; texts in double quotes, which every YAML reader takes for texts."""
    pad = "  " * level
    for key, value in block.items():
        if isinstance(value, dict):
            yield f"{pad}{key}:"
            yield from _write_block(value, level + 1)
        elif isinstance(value, list):
            yield f"{pad}{key}:"
            for item in value:
                lines = _write_block(item, level + 2) if isinstance(item, dict) else iter([f"{pad}    {_quote(item)}"])
                yield f"{pad}  - {next(lines).lstrip()}"
                yield from lines
        elif isinstance(value, str) and "\n" in value:
            yield f"{pad}{key}: |{'' if value.endswith(chr(10)) else '-'}"
            yield from (f"{pad}  {line}".rstrip() for line in value.removesuffix("\n").split("\n"))
        else:
            yield f"{pad}{key}: {_quote(value)}"


def _quote(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
