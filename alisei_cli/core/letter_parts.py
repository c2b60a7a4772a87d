"""The parts of a letter: what the registry says, what is old or missing, the block to answer with, bodies, offers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.core.issue_link import build_issue_link
from alisei_cli.escape import escape_line
from alisei_cli.language import _, _n, current_language
from alisei_cli.model.about import read_about
from alisei_cli.model.addresses import find_mailbox, find_repository
from alisei_cli.model.dataset import Entry
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.letter import BODIES, Block, Body, Bullets, Link, Part, Point, Wishes
from alisei_cli.model.proposal import Proposal, ProposedChange
from alisei_cli.model.routes import Route, generalise
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name, put_in_words, title_of
from alisei_cli.proposals._block import WORDS, write_block, write_change
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
SHORT_COMMIT = 12
EXAMPLES: Mapping[Route, tuple[str, ...]] = {("website",): ("https://www.example.org",)}
"""Where the example of the schema is the value of one organisation."""
PAST = "expired-offer"
MOST_SAID = 5
"""Findings of the rules in one letter."""
MOST_BODIES = 12
"""Bodies that a letter names; of more it gives the numbers, and their list is a file beside it."""


def begin(entry: Entry, view: View, wishes: Wishes) -> Iterator[Part]:
    """The greeting, what the registry says, what is to be looked at, and the block."""
    schema = view.context.schemas[entry.kind]
    yield _("To {name},", name=main_name(entry))
    yield _(
        "the {title} has an entry about you. Once a year we ask whether it is right; two minutes are enough.",
        title=read_about(view.context.policy).title,
    )
    yield _("It says of you:")
    yield Bullets(tuple(_tell(entry, view, schema)))
    if wishes.site:
        yield _("The entry on the web: {address}", address=_link(wishes.site, entry.id))
    open_points = (*_judge(entry, wishes, schema), *_find_old(entry, view), *_find_unknown(entry, view, schema))
    yield _("What is wrong, out of date or missing, and the line to write:") if open_points else _("Nothing is missing.")
    if open_points:
        yield Bullets(open_points)
    # Short, so that no line of a quoted letter is the word alone.
    yield _("If all of it is right, answer with one word alone: {word}", word=_("CONFIRM"))
    yield _(
        "If something has to change, copy the block below into your answer, change its values and add lines before {end}. What you leave as it is stays as it is.",
        end=str(WORDS["end"]),
    )
    block = _fill_block(entry, view)
    yield Block(block)
    if wishes.has_forms:
        file = f"{entry.id}.html"
        yield _(
            "Or open the attached page {file} by a double click: it needs no account and writes the block for you.", file=file
        )
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
                [put_in_words(each, (*route, 0), schema, view) for each in value]
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


def _link(site: str, id_: str) -> str:
    return site.replace("{id}", id_) if "{id}" in site else f"{site.rstrip('/')}/{id_}"


def _judge(entry: Entry, wishes: Wishes, schema: Schema) -> Iterator[Point]:
    """What the rules say of the entry, with its field and line; what is past its day is said by ``_find_old``."""
    found = [each for each in wishes.diagnostics.get(entry.path, ()) if each.severity > Severity.NOTE and each.rule != PAST]
    for each in found[:MOST_SAID]:
        route = generalise(each.pointer)
        title = title_of(schema.at(route), str(route[-1])) if route else _("entry")
        line = _write_fix(each)
        said = each.message if line or not each.help else _("{message}. {help}", message=each.message, help=each.help)
        yield Point(_("{title} (line {line}): {said}", title=title, line=each.span.line, said=said), line)


def _write_fix(diagnostic: Diagnostic) -> str:
    """The line of a block that does what the diagnostic's fix does, where that is one value of a plain field; otherwise empty."""
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    if len(edits) != 1 or edits[0].op != "set" or not isinstance(edits[0].value, str):
        return ""
    keys = tuple(key for key in edits[0].pointer if isinstance(key, str))
    return write_change(ProposedChange("set", keys, edits[0].value)) if keys == edits[0].pointer else ""


def _find_old(entry: Entry, view: View) -> Iterator[Point]:
    """Confirmations, offers and needs that are past their day."""
    today, on = view.context.today, entry.get("verified", "on")
    day = last_day(on)
    if day is None:
        yield Point(_("You have never confirmed the entry."))
    elif day < months_before(today, view.context.verified_months):
        yield Point(_("You last confirmed the entry in {date}.", date=on))
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
    examples = EXAMPLES.get(route) or schema.at(route).get("examples") or [str(_("a few sentences on what you do"))]
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
    return write_block(Proposal("", entry=entry.id, base=view.commit[:SHORT_COMMIT] if view.commit else None, changes=changes))


def ask_for_bodies(id_: str, behind: Sequence[Body]) -> Iterator[Part]:
    """The bodies by name, or of more than a letter has room for, how many lack what."""
    if not behind:
        return
    if len(behind) <= MOST_BODIES:
        yield _n(
            "{n} organisation of the registry is a member or a part of yours. In brackets: what is not known of it.",
            "{n} organisations of the registry are members or parts of yours. In brackets: what is not known of them.",
            n=len(behind),
        )
        yield Bullets(tuple(_name_body(body) for body in behind))
    else:
        yield _(
            "{n} organisations of the registry are members or parts of yours; {file}, attached, lists them with what is not known of each. For want of:",
            n=len(behind),
            file=f"{id_}{BODIES}",
        )
        counts = Counter(title for body in behind for title in body.unknown)
        yield Bullets(tuple(Point(_("{title}: {n}", title=title, n=n)) for title, n in counts.most_common()))
    yield _("Write to us in your own words which of them are missing, and which are no longer yours.")


def _name_body(body: Body) -> Point:
    if not body.unknown:
        return Point(_("{name}", name=body.name))
    return Point(_("{name} ({unknown})", name=body.name, unknown=body.unknown))


def ask_for_offers(view: View, schema: Schema) -> Iterator[Part]:
    """How to write an offer and a need, in lines without a block around them, so that no answer brings them in by itself."""
    until = view.context.today.replace(year=view.context.today.year + 1, month=12, day=31).isoformat()
    language = current_language()
    lines = []
    for key in ("offers", "needs"):
        example = schema.at((key,))["examples"][0][0]
        values = {
            ("kind",): str(view.label(example["kind"])),
            ("summary", language): example["summary"][language],
            ("expires",): until,
        }
        lines += [write_change(ProposedChange("set", (key, example["id"], *route), value)) for route, value in values.items()]
    kinds = [view.label(term) for term in schema.at(("offers", "*", "kind"))["enum"]]
    yield _(
        "What do you offer to partners, and what do you look for? Offers and needs are found by everyone who looks for a partner here. Add lines like these to the block, with a short code of your own for each:"
    )
    yield Block("\n".join(lines) + "\n")
    yield _("Kinds: {kinds}.", kinds=kinds)


def end(entry: Entry, view: View) -> Iterator[Part]:
    """Where to answer, the greeting, and the reference by which an answer finds its entry."""
    mailbox = find_mailbox(view.context.policy)
    if mailbox:
        yield _("Answer this message, or write to {mailbox}.", mailbox=mailbox)
    yield _("Kind regards, the secretariat of the registry")
    if current_language() == "it":
        yield _("For this letter in English, answer ENGLISH.")
    commit = f"@{view.commit[:SHORT_COMMIT]}" if view.commit else ""
    yield _("Reference: {reference}", reference=f"alisei:{entry.id}{commit}")
