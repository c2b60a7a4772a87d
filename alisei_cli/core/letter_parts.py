"""The parts of a letter: who writes, what the registry says, what is old or missing, the block to answer with, the signature."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from alisei_cli.core.issue_link import build_issue_link
from alisei_cli.escape import escape_line
from alisei_cli.language import _, current_language
from alisei_cli.model.about import read_about
from alisei_cli.model.addresses import find_mailbox, find_repository
from alisei_cli.model.dataset import Entry
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.letter import Block, Bullets, Lines, Link, Part, Point, Wishes
from alisei_cli.model.proposal import SHORT_COMMIT, Proposal, ProposedChange
from alisei_cli.model.routes import Route, generalise
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import View
from alisei_cli.model.wording import join_words, main_name, put_in_words, title_of
from alisei_cli.proposals._block import VERSION, WORDS, write_block, write_change
from alisei_cli.reports._days import last_day, months_before

SAID: tuple[Route, ...] = (
    ("type",),
    ("website",),
    ("contact", "mailbox"),
    ("contact", "form"),
    ("sector", "primary"),
    ("technologies",),
    ("membership", "status"),
)
"""Fields that a letter tells."""
WANTED: tuple[Route, ...] = (
    ("website",),
    ("contact", "mailbox"),
    ("sector", "primary"),
    ("technologies",),
    ("description", "it"),
)
"""Fields that a letter asks for where they are empty."""
FILLED: tuple[Route, ...] = (
    ("website",),
    ("contact", "mailbox"),
    ("contact", "form"),
    ("head_office", "municipality"),
    ("description", "it"),
    ("description", "en"),
)
"""Fields whose values stand in the block, ready to be changed."""
PAST = "expired-offer"
MOST_SAID = 5
"""Findings of the rules in one letter."""


def begin(entry: Entry, view: View, wishes: Wishes) -> Iterator[Part]:
    """Who writes and why, what the registry says, what is to be confirmed and corrected, and the block."""
    schema = view.context.schemas[entry.kind]
    yield _("To {name},", name=main_name(entry))
    yield from _introduce(view)
    yield _("It says of you:")
    yield Bullets(tuple(_tell(entry, view, schema)))
    page = _find_page(entry, view, wishes)
    if page:
        yield _("The whole entry is at this address:")
        yield Link(page)
    yield from _ask_to_confirm(entry, view)
    open_points = (*_judge(entry, wishes, schema), *_find_past(entry, view), *_find_unknown(entry, view, schema))
    if open_points:
        yield _("To correct or complete, with the line to write:")
        yield Bullets(open_points)
    yield from _ask_to_change(entry, view, wishes)


def _introduce(view: View) -> Iterator[Part]:
    """The body that publishes the registry, and what it wants."""
    about = read_about(view.context.policy)
    publisher = view.by_id.get(about.publisher)
    if publisher:
        website = publisher.text("website")
        name = f"{main_name(publisher)} ({website})" if website else main_name(publisher)
        yield _("we write on behalf of {name}, which publishes the {title}.", name=name, title=about.title)
        yield _("The registry has an entry about you. Once a year we ask whether it is right; two minutes are enough.")
    else:
        yield _(
            "the {title} has an entry about you. Once a year we ask whether it is right; two minutes are enough.",
            title=about.title,
        )


def _find_page(entry: Entry, view: View, wishes: Wishes) -> str:
    """Where everyone can see the entry: its page, else its file on GitHub; empty where neither is known."""
    if wishes.site:
        return wishes.site.replace("{id}", entry.id) if "{id}" in wishes.site else f"{wishes.site.rstrip('/')}/{entry.id}"
    repository = find_repository(view.context.policy)
    return f"{repository}/blob/HEAD/{quote(entry.path)}" if repository else ""


def _ask_to_confirm(entry: Entry, view: View) -> Iterator[Part]:
    on = entry.get("verified", "on")
    day = last_day(on)
    if day is None:
        yield _("To confirm: you have never confirmed the entry.")
    elif day < months_before(view.context.today, view.context.verified_months):
        yield _("To confirm: you last confirmed the entry in {date}.", date=on)
    # Short, so that no line of a quoted letter is the word alone.
    yield _("If all of it is right, answer with one word alone: {word}", word=_("CONFIRM"))


def _ask_to_change(entry: Entry, view: View, wishes: Wishes) -> Iterator[Part]:
    """The ways to answer with changes: in own words, with the block, the page, the issue form."""
    if wishes.has_forms:
        yield _(
            "If something has to change, open the attached page {file} by a double click: it needs no account, and at its end it writes the answer for you.",
            file=f"{entry.id}.html",
        )
    yield _(
        "To change something, answer in your own words or use the lines below. A program reads the lines from {begin} to {end}: copy them into your answer, change only the values after the colons, and add lines before {end}. Everything else stays unchanged.",
        begin=f"ALISEI {VERSION}",
        end=str(WORDS["end"]),
    )
    block = _fill_block(entry, view)
    yield Block(block)
    repository = find_repository(view.context.policy)
    link = build_issue_link(repository, entry.id, block) if repository else None
    if link:
        yield _(
            "With an account on GitHub you may use this form instead, which is filled in already; what you write there is public:"
        )
        yield Link(link)


def _tell(entry: Entry, view: View, schema: Schema) -> Iterator[Point]:
    places = [(key, value) for key in ("municipality", "region") if (value := entry.get("head_office", key))]
    if places:
        yield _say(schema, ("head_office",), [put_in_words(value, ("head_office", key), schema, view) for key, value in places])
    for route in SAID:
        value = entry.get(*route)
        if value not in (None, "", [], {}):
            yield _say(
                schema,
                route,
                join_words([put_in_words(each, (*route, 0), schema, view) for each in value], "; ")
                if isinstance(value, list)
                else put_in_words(value, route, schema, view),
            )
    offers, needs = (len(list(entry.items(key))) for key in ("offers", "needs"))
    if offers or needs:
        yield Point(_("Offers: {offers}; needs: {needs}", offers=offers, needs=needs))
    else:
        yield Point(_("Offers and needs: none yet"))


def _say(schema: Schema, route: Route, words: object) -> Point:
    return Point(_("{title}: {words}", title=title_of(schema.at(route), route[-1]), words=words))


def _judge(entry: Entry, wishes: Wishes, schema: Schema) -> Iterator[Point]:
    """Diagnostics of the entry with their fields; ``_find_past`` tells of expired items."""
    found = [each for each in wishes.diagnostics.get(entry.path, ()) if each.severity > Severity.NOTE and each.rule != PAST]
    for each in found[:MOST_SAID]:
        route = generalise(each.pointer)
        title = title_of(schema.at(route), str(route[-1])) if route else _("entry")
        yield Point(_("{title}: {said}", title=title, said=each.message), _write_fix(each))


def _write_fix(diagnostic: Diagnostic) -> str:
    """The line of a block that does what the diagnostic's fix does, where that is one value of a plain field; otherwise empty."""
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    if len(edits) != 1 or edits[0].op != "set" or not isinstance(edits[0].value, str):
        return ""
    keys = tuple(key for key in edits[0].pointer if isinstance(key, str))
    return write_change(ProposedChange("set", keys, edits[0].value)) if keys == edits[0].pointer else ""


def _find_past(entry: Entry, view: View) -> Iterator[Point]:
    """Offers and needs that are past their day."""
    today = view.context.today
    for key in ("offers", "needs"):
        for _index, item in entry.items(key):
            end, id_ = last_day(item.get("expires")), item.get("id")
            if end and end < today and isinstance(id_, str):
                later = today.replace(year=today.year + 1, month=12, day=31).isoformat()
                yield Point(
                    _("{id} ended in {date}. If it goes on, give it a new day:", id=id_, date=end.isoformat()),
                    write_change(ProposedChange("set", (key, id_, "expires"), later)),
                )
                yield Point(_("If {id} has ended, take it out:", id=id_), write_change(ProposedChange("remove", (key, id_))))


def _find_unknown(entry: Entry, view: View, schema: Schema) -> Iterator[Point]:
    """Fields that are empty, each with a line to write."""
    for route in WANTED:
        if entry.get(*route) in (None, "", [], {}) and view.shows(schema, route):
            line = write_change(ProposedChange("set", route, _give_example(route, view, schema)))
            named = route[:1] if route[0] == "description" else route
            yield Point(_("{title}: not known. For example:", title=title_of(schema.at(named), named[-1])), line)


def _give_example(route: Route, view: View, schema: Schema) -> Any:
    """A value that the field may have; terms in words."""
    examples = schema.at(route).get("examples") or [str(_("a few sentences on what you do"))]
    first = examples[0]
    terms = first if isinstance(first, list) else [first]
    if all(isinstance(each, str) and each in view.context.taxonomy.terms for each in terms):
        return ", ".join(str(view.label(each)) for each in terms[:1])
    return first


def _fill_block(entry: Entry, view: View) -> str:
    """The block with the values of today; a value with characters that no one sees is left out."""
    values = [(route, entry.text(*route)) for route in FILLED]
    changes = tuple(
        ProposedChange("set", route, value)
        for route, value in values
        if value and escape_line(value.replace("\n", " ")) == value.replace("\n", " ")
    )
    commit = view.commit_of(entry)
    return write_block(Proposal("", entry=entry.id, base=commit[:SHORT_COMMIT] if commit else None, changes=changes))


def end(entry: Entry, view: View, wishes: Wishes) -> Iterator[Part]:
    """Where to answer, the signature, and the reference by which an answer finds its entry."""
    mailbox = find_mailbox(view.context.policy)
    if mailbox:
        yield _("Answer this message, or write to {mailbox}.", mailbox=mailbox)
    yield _("Kind regards, the secretariat of the registry")
    publisher = view.by_id.get(read_about(view.context.policy).publisher)
    signature = [wishes.signature, *([str(main_name(publisher)), publisher.text("website") or ""] if publisher else [])]
    if any(signature):
        yield Lines(tuple(filter(None, signature)))
    if current_language() == "it":
        yield _("For this letter in English, answer ENGLISH.")
    commit = view.commit_of(entry)
    yield _("Reference: {reference}", reference=f"alisei:{entry.id}" + (f"@{commit[:SHORT_COMMIT]}" if commit else ""))
