"""What the sender of a proposal is asked, in the words of an office: titles and labels, no fields, codes and commands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from alisei_cli.language import Labels, Text, _, speak_language
from alisei_cli.model.dataset import Context
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.identity import Identity
from alisei_cli.model.proposal import Outcome
from alisei_cli.model.routes import Route, generalise
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.wording import title_of
from alisei_cli.nearest import find_nearest_by
from alisei_cli.render._values import write_value

MANY = 8
"""Choices that a question lists at most."""
OPPORTUNITIES, WISHED = ("offers", "needs"), ("summary", "expires")
"""Lists of what organisations offer and look for, and what an item of them is of little use without."""
NEXT: Mapping[str, Text] = {
    "private-mailbox": _("Which mailbox of an office may be published, such as info@example.org, or which contact page?"),
    "future-date": _("Which day is right, today at the latest?"),
}
"""What to ask where the help of a rule tells how to write it in the file."""


def write_answer(outcome: Outcome, context: Context) -> str | None:
    """A ready answer in Italian, for an office to send, that asks for what is missing or wrong; ``None`` where nothing is asked.

    It repeats no address and nothing of the mail but values of the entry.
    """
    with speak_language("it"):
        asked = list(list_questions(outcome, context))
        besides = list(list_warnings(outcome, context))
        if not asked and not besides:
            return None
        name = outcome.name or outcome.id
        about = _("for the entry {id}", id=name) if outcome.proposal.entry else _("for a new entry")
        head = _(
            "thank you for your proposal {about}. Before it can be published we need an answer on these points:", about=about
        )
        if not asked:
            head = _("thank you for your proposal {about}. It can be written; please look at these points too:", about=about)
        tail = _("We keep the rest of the proposal: an answer on these points is enough.")
        end = _("Kind regards, the secretariat of the registry")
        lines = [_("Good morning,"), "", head, *(f"- {each}" for each in (*asked, *besides)), "", tail, "", end]
        return "\n".join(map(str, lines))


def list_questions(outcome: Outcome, context: Context) -> Iterator[str]:
    """What the sender is asked for, in the current language."""
    schema = context.schemas.get(outcome.proposal.kind)
    for field in outcome.missing:
        yield _ask_for((field,), schema, context) if schema else field
    for conflict in outcome.conflicts:
        yield str(
            _(
                "which is right for {field}: {here}, as the registry says since then, or {proposed}, as you propose?",
                field=_name_place(conflict.pointer, schema),
                here=_show(conflict.here, context),
                proposed=_show(conflict.proposed, context),
            )
        )
    yield from (str(each) for each in outcome.refusals)
    lacking = list(_list_lacking(outcome, schema, context)) if schema else []
    yield from lacking
    for diagnostic in outcome.diagnostics:
        if diagnostic.severity is Severity.ERROR and not (lacking and diagnostic.rule == "missing-key"):
            yield _ask_about(diagnostic, schema, context, _list_old(outcome))


def list_warnings(outcome: Outcome, context: Context) -> Iterator[str]:
    """What else should be put right or added, in the current language; it holds no proposal up."""
    schema = context.schemas.get(outcome.proposal.kind)
    yield from (_ask_about(each, schema, context, {}) for each in outcome.diagnostics if each.severity is Severity.WARNING)
    for change in outcome.changes if schema else ():
        if change.op == "add" and isinstance(change.new, dict) and change.pointer[0] in OPPORTUNITIES:
            for key in WISHED:
                if schema and key not in change.new:
                    yield _ask_for((change.pointer[0], "*", key), schema, context, _name_place((*change.pointer, key), schema))


def _name_place(pointer: Sequence[str | int], schema: Schema | None) -> str:
    """The titles that lead to a value; items by their identity, where it is known."""
    said: list[str] = []
    route: Route = ()
    for part in pointer:
        is_item = isinstance(part, Identity | int)
        route = (*route, "*" if is_item else str(part))
        if isinstance(part, Identity):
            said.append(part.replace("|", ", "))
        elif not is_item:
            said.append(str(title_of(schema.at(route) if schema else {}, str(part))))
    return ", ".join(said)


def _show(value: Any, context: Context) -> Any:
    """A value in words: the label of a term, else as it is written."""
    if value is None:
        return _("nothing")
    terms = context.taxonomy.terms
    return terms[value].labels if isinstance(value, str) and value in terms else write_value(value)


def _ask_for(route: Route, schema: Schema, context: Context, place: str = "", old: Any = None) -> str:
    """The question for a field that is missing: its title, what it is for, and its choices, that of today first."""
    node = schema.at(route)
    title = place or title_of(node, route[-1])
    said = _("{title}: it is missing. {help}", title=title, help=split_languages(str(node.get("description", ""))))
    labels = list_choices(node, context)
    if not labels:
        return str(said)
    now = [_show(old, context)] if old in context.taxonomy.terms else []
    return f"{said} {_pick(labels, [*now, *list_choices(node, context, is_general=True)])}"


def _pick(labels: Sequence[Labels], some: Sequence[Labels]) -> Text:
    """All choices if they are few, else ``some``."""
    if len(labels) <= MANY:
        return _("Which of these is it? {labels}.", labels=labels)
    if not some:
        return _("Describe it in your own words, and the secretariat chooses.")
    return _("Perhaps one of these? {labels}. If none fits, describe it in your own words.", labels=[*dict.fromkeys(some)][:MANY])


def list_choices(node: Mapping[str, Any], context: Context, *, is_general: bool = False) -> list[Labels]:
    """The choices of a field in words, or only the general ones among them; none where it is no choice."""
    facet = context.taxonomy.facets.get(str(node.get("x-alisei-facet")))
    codes, told = node.get("enum") or (), node.get("markdownEnumDescriptions")
    if facet:
        terms = [term for term in facet.terms.values() if not term.deprecated and (not codes or term.code in codes)]
        return [term.labels for term in terms if not (is_general and term.parent)]
    if not told or len(told) != len(codes):
        return []
    labels = [split_languages(each) for each in told]
    return [Labels(each.it.partition(": ")[0], each.en.partition(": ")[0]) for each in labels]


def _list_old(outcome: Outcome) -> Mapping[Sequence[str], Any]:
    """Values that the proposal takes away, by pointer."""
    return {tuple(each.pointer): each.old for each in outcome.changes if each.new is None}


def _ask_about(diagnostic: Diagnostic, schema: Schema | None, context: Context, old: Mapping[Sequence[str], Any]) -> str:
    """The question about a value that is wrong, with one thing to do next."""
    values = dict(diagnostic.message.values)
    route, pointer = generalise(diagnostic.pointer), diagnostic.pointer
    if schema and diagnostic.rule == "missing-key" and schema.at((*route, str(values.get("key")))):
        key = str(values["key"])
        return _ask_for((*route, key), schema, context, _name_place((*pointer, key), schema), old.get((*route, key)))
    node = schema.at(route) if schema else {}
    title, typed = _name_place(pointer, schema), values.get("value")
    labels = list_choices(node, context)
    if labels and isinstance(typed, str):
        return f"{_('{title}: {value} is not one of the choices.', title=title, value=typed)} {_choose(typed, labels, node, context)}"
    if node.get("x-alisei-ref") and diagnostic.rule == "dangling-reference":
        return str(_ask_which(title, diagnostic))
    message = _put_titles(diagnostic.message, route, title)
    said = _("{title}: {said}.", title=title, said=message) if title else _("{said}.", said=message)
    return f"{said} {_say_next(diagnostic)}".rstrip()


def _choose(typed: str, labels: Sequence[Labels], node: Mapping[str, Any], context: Context) -> Text:
    """What to write instead: all choices if they are few, else those that are near, or the facet that has the word."""
    own = context.taxonomy.facets.get(str(node.get("x-alisei-facet")))
    if own is None or len(labels) <= MANY:
        return _pick(labels, labels)
    for facet in context.taxonomy.facets.values():
        meant = facet.meanings(typed) if facet is not own else []
        if len(meant) == 1:
            return _("It is one of {facet}: {label}. Is that meant?", facet=facet.labels, label=facet.terms[meant[0]].labels)
    near = [own.terms[code].labels for code in find_nearest_by(typed, own.spellings(), MANY)]
    general = list_choices(node, context, is_general=True)
    return _pick(labels, [*(each for each in near if each in labels), *(general if len(general) <= MANY else [])])


def _ask_which(title: str, diagnostic: Diagnostic) -> Text:
    """Which entry was meant, by the names of those that are near."""
    entries = dict(diagnostic.help.values).get("entries", ()) if diagnostic.help else ()
    near = (
        [str(dict(each.values).get("name")) for each in entries if isinstance(each, Text)]
        if isinstance(entries, list | tuple)
        else []
    )
    target = dict(diagnostic.message.values).get("target")
    if near:
        return _(
            "{title}: {target} is not in the registry. Is one of these meant? {labels}.",
            title=title,
            target=target,
            labels=near,
        )
    return _(
        "{title}: {target} is not in the registry. Which organisation is it, and what is its website?", title=title, target=target
    )


def _put_titles(message: Text, route: Route, title: str) -> Text:
    """``message`` with the title of its field in the place of the field's name."""
    last = title.rpartition(", ")[2]
    names = {route[-1], "/".join(route)} if route else set()
    return replace(message, values=tuple((key, last if value in names else value) for key, value in message.values))


def _say_next(diagnostic: Diagnostic) -> Text | str:
    """The value that is surely meant, else the question of the rule, else its help."""
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    if len(edits) == 1 and edits[0].op == "set" and isinstance(edits[0].value, str):
        return _("Is this right: {value}?", value=edits[0].value)
    return NEXT.get(diagnostic.rule) or diagnostic.help or ""


def _list_lacking(outcome: Outcome, schema: Schema, context: Context) -> Iterator[str]:
    """What new items lack."""
    for change in outcome.changes:
        place = tuple("*" if isinstance(part, Identity) else part for part in change.pointer)
        if change.op == "add" and isinstance(change.new, dict) and place[-1] == "*":
            for route in _find_lacking(change.new, place, schema):
                yield _ask_for(route, schema, context, _name_place((*change.pointer, *route[len(place) :]), schema))


def _find_lacking(block: Mapping[str, Any], route: Route, schema: Schema) -> Iterator[Route]:
    """Fields that a block, or one within it, needs and has not."""
    yield from ((*route, key) for key in schema.at(route).get("required", ()) if key not in block)
    for key, value in block.items():
        if isinstance(value, dict):
            yield from _find_lacking(value, (*route, key), schema)
