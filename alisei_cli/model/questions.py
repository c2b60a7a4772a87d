"""The seven questions that make a new entry of an organisation; issue forms and ``alisei new`` ask the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import ProposedChange
from alisei_cli.model.routes import Route
from alisei_cli.model.territory import Territory
from alisei_cli.nearest import find_nearest


@dataclass(frozen=True, slots=True)
class Question:
    """One field that a new entry is asked for."""

    name: str
    route: Route
    """Where its title, help and terms stand in the schema."""
    is_needed: bool = True


QUESTIONS = (
    Question("name", ("names", "*", "value")),
    Question("type", ("type",)),
    Question("municipality", ("head_office", "municipality")),
    Question("website", ("website",), is_needed=False),
    Question("sector", ("sector", "primary"), is_needed=False),
    Question("mailbox", ("contact", "mailbox"), is_needed=False),
    Question("source", ("sources", "*", "url")),
)


def answer_all(answers: Mapping[str, str], context: Context) -> tuple[ProposedChange, ...]:
    """The changes of a new entry that ``answers``, by the names of questions, ask for.

    Raises:
        UsageError: no municipality, or more than one, is called so.
    """
    said = {name: text.strip() for name, text in answers.items() if text.strip()}
    return tuple(_answer(each, said[each.name], context) for each in QUESTIONS if each.name in said)


def _answer(question: Question, text: str, context: Context) -> ProposedChange:
    if question.name == "name":
        return ProposedChange("add", ("names",), {"value": text, "kind": "display"})
    if question.name == "municipality":
        return ProposedChange("set", ("head_office",), find_place(text, context.territory))
    if question.name == "source":
        key = "url" if "://" in text else "document"
        return ProposedChange("add", ("sources",), {key: text, "accessed": context.today.isoformat()})
    return ProposedChange("set", question.route, text)


def find_place(typed: str, territory: Territory) -> dict[str, str]:
    """The municipality called ``typed``, ``Siena`` or ``Castro (LE)``, with what ISTAT's table says of it.

    Raises:
        UsageError: there is none, or there are several.
    """
    name, _open, rest = typed.partition("(")
    sigla = rest.strip(" )").upper()
    official = territory.spellings.get(fold(name), "")
    homes = [home for home in territory.municipalities.get(official, ()) if sigla in ("", home)]
    if len(homes) == 1:
        region = territory.provinces[homes[0]].region
        return {"municipality": official, "province": homes[0], "region": region, "country": "IT"}
    if homes:
        several = [f"{official} ({home})" for home in homes]
        raise UsageError(_("several municipalities are called {name}", name=official), _("There are: {names}.", names=several))
    near = find_nearest(name, territory.municipalities)
    asked = _("Did you mean {near}?", near=near) if near else _("For a body abroad, write its entry by hand: docs/entry.md.")
    raise UsageError(_("ISTAT knows no municipality called {name}", name=typed), asked)
