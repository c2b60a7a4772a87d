"""The yearly letter to each organisation: what the registry says of it, what is missing or old, and how to answer."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from alisei_cli.core.conditions import asked_together
from alisei_cli.core.select import select
from alisei_cli.errors import DataError, UsageError
from alisei_cli.escape import escape_line
from alisei_cli.importers._table import parse_table
from alisei_cli.language import Text, _, _n, current_language
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Entry
from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.letter import Block, Bullets, Channel, Letter, Part, Wishes
from alisei_cli.model.proposal import Proposal, ProposedChange
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name, put_in_words, title_of
from alisei_cli.nearest import hint
from alisei_cli.proposals._block import WORDS, write_block, write_change
from alisei_cli.reports._bodies import ASKED, Bodies, list_bodies
from alisei_cli.reports._counts import list_active
from alisei_cli.reports._days import last_day, months_before

SAID: tuple[Route, ...] = (
    ("type",),
    ("head_office", "municipality"),
    ("head_office", "region"),
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
CHANNELS: tuple[tuple[Channel, Route], ...] = (
    ("mailbox", ("contact", "mailbox")),
    ("form", ("contact", "form")),
    ("website", ("website",)),
)
SHORT_COMMIT = 12
MOST_SAID = 5
"""Findings of the rules in one letter."""


def choose_entries(view: View, ids: Sequence[str], wheres: Sequence[str]) -> tuple[Entry, ...]:
    """The active organisations to write to, by id.

    Raises:
        UsageError: an id is none of an active organisation, or a condition cannot be understood.
    """
    active = {entry.id: entry for entry in list_active(view)}
    for id_ in ids:
        if id_ not in active:
            raise UsageError(_("there is no active organisation with the id {id}", id=id_), hint(id_, active))
    met = {entry.id for entry in select(view, asked_together(wheres, view.context))} if wheres else set(active)
    return tuple(active[id_] for id_ in sorted(active) if id_ in met and (not ids or id_ in ids))


def read_addresses(content: str, view: View) -> dict[str, str]:
    """Addresses by id, from a table with the columns ``id`` and ``address``.

    Raises:
        DataError: a column is missing, an id is unknown or comes twice, or a text is neither a mail address nor one of the web.
    """
    table = parse_table(content)
    if not {"id", "address"} <= set(table.columns):
        raise DataError(_("the table of addresses needs the columns id and address"), _("Its first line: id,address"))
    known = {entry.id for entry in view.of_kind("stakeholder")}
    found: dict[str, str] = {}
    for line, row in table.rows:
        id_, address = row.get("id", "").strip(), row.get("address", "").strip()
        if id_ not in known:
            raise DataError(_("line {line}: there is no organisation with the id {id}", line=line, id=id_), hint(id_, known))
        if id_ in found:
            raise DataError(_("line {line}: {id} has an address already", line=line, id=id_))
        if not _is_address(address):
            raise DataError(_("line {line}: this is neither a mail address nor an address of the web", line=line))
        found[id_] = address
    return found


def _is_address(text: str) -> bool:
    local, sign, host = text.rpartition("@")
    is_mail = bool(local and sign and "." in host) and not any(mark in text for mark in ',;<>"()')
    return (is_mail or text.startswith(("https://", "http://"))) and len(text.split()) == 1 and escape_line(text) == text


def prepare_letters(view: View, chosen: Iterable[Entry], wishes: Wishes) -> tuple[Letter, ...]:
    """A letter for each of ``chosen``; one that has members or parts of its own is asked about them too."""
    members = [entry for entry in list_active(view) if entry.get("membership", "status") == "member"]
    bodies = list_bodies(view, members)
    return tuple(_write(entry, view, bodies, wishes) for entry in chosen)


def _write(entry: Entry, view: View, bodies: Bodies, wishes: Wishes) -> Letter:
    name, title = main_name(entry), read_about(view.context.policy).title
    behind = [body for _kind, body in bodies.get(entry.id, ())]
    address, channel = _find_address(entry, wishes)
    parts = (
        *_begin(entry, view, wishes),
        *_ask_for_bodies(behind),
        *(_ask_for_offers(view, view.context.schemas[entry.kind]) if wishes.is_asking_offers else ()),
        *_end(entry, view),
    )
    subject = _("[alisei:{id}] The entry of {name} in the {title}", id=entry.id, name=name, title=title)
    return Letter(entry.id, name, address, channel, subject, parts, len(behind))


def _find_address(entry: Entry, wishes: Wishes) -> tuple[str, Channel]:
    if entry.id in wishes.addresses:
        return wishes.addresses[entry.id], "given"
    for channel, route in CHANNELS:
        found = entry.text(*route)
        if found and escape_line(found) == found:
            return found, channel
    return "", ""


def _begin(entry: Entry, view: View, wishes: Wishes) -> Iterator[Part]:
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
    open_points = (*_judge(entry, wishes), *_find_old(entry, view), *_find_unknown(entry, view, schema))
    yield _("What is wrong, out of date or missing, and the line to write:") if open_points else _("Nothing is missing.")
    if open_points:
        yield Bullets(open_points)
    # Short, so that no line of a quoted letter is the word alone.
    yield _("If all of it is right, answer with one word alone: {word}", word=_("CONFIRM"))
    yield _(
        "If something has to change, copy the block below into your answer, change its values and add lines before {end}. What you leave as it is stays as it is.",
        end=str(WORDS["end"]),
    )
    yield Block(_fill_block(entry, view))


def _tell(entry: Entry, view: View, schema: Schema) -> Iterator[Text]:
    for route in SAID:
        value = entry.get(*route)
        if value not in (None, "", [], {}):
            words = (
                [put_in_words(each, (*route, 0), schema, view) for each in value]
                if isinstance(value, list)
                else put_in_words(value, route, schema, view)
            )
            yield _("{title}: {words}", title=title_of(schema.at(route), route[-1]), words=words)
    for key, title in (("offers", _("offers")), ("needs", _("needs"))):
        yield _("{title}: {n}", title=title, n=len(list(entry.items(key))))


def _link(site: str, id_: str) -> str:
    return site.replace("{id}", id_) if "{id}" in site else f"{site.rstrip('/')}/{id_}"


def _judge(entry: Entry, wishes: Wishes) -> Iterator[Text]:
    """What the rules say of the entry."""
    found = [each for each in wishes.diagnostics.get(entry.path, ()) if each.severity > Severity.NOTE]
    for each in found[:MOST_SAID]:
        yield _("{message}. {help}", message=each.message, help=each.help) if each.help else each.message


def _find_old(entry: Entry, view: View) -> Iterator[Text]:
    """Confirmations, offers and needs that are past their day."""
    today, on = view.context.today, entry.get("verified", "on")
    day = last_day(on)
    if day is None:
        yield _("You have never confirmed the entry.")
    elif day < months_before(today, view.context.verified_months):
        yield _("You last confirmed the entry in {date}.", date=on)
    for key in ("offers", "needs"):
        for _index, item in entry.items(key):
            end, id_ = last_day(item.get("expires")), item.get("id")
            if end and end < today and isinstance(id_, str):
                later = write_change(ProposedChange("set", (key, id_, "expires"), today.replace(day=1, month=12).isoformat()))
                gone = write_change(ProposedChange("remove", (key, id_)))
                yield _(
                    "{id} ended in {date}. If it goes on: {later}; if not: {gone}",
                    id=id_,
                    date=end.isoformat(),
                    later=later,
                    gone=gone,
                )


def _find_unknown(entry: Entry, view: View, schema: Schema) -> Iterator[Text]:
    """Fields that are empty, each with a line to write."""
    for route in WANTED:
        if entry.get(*route) in (None, "", [], {}) and view.shows(schema, route):
            line = write_change(ProposedChange("set", route, _give_example(route, view, schema)))
            yield _("{title}: not known. For example: {line}", title=title_of(schema.at(route), route[-1]), line=line)


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
    return write_block(Proposal("", entry=entry.id, base=view.commit[:SHORT_COMMIT] if view.commit else None, changes=changes))


def _ask_for_bodies(behind: Sequence[Entry]) -> Iterator[Part]:
    if not behind:
        return
    yield _n(
        "{n} organisation of the registry is a member or a part of yours. In brackets: what is not known of it.",
        "{n} organisations of the registry are members or parts of yours. In brackets: what is not known of them.",
        n=len(behind),
    )
    yield Bullets(tuple(_name_body(body) for body in behind))
    yield _("Write to us in your own words which of them are missing, and which are no longer yours.")


def _name_body(body: Entry) -> Text:
    unknown = [title for name, _said, title, knows in ASKED if name != "verified" and not knows(body)]
    if not unknown:
        return _("{name}", name=main_name(body))
    return _("{name} ({unknown})", name=main_name(body), unknown=unknown)


def _ask_for_offers(view: View, schema: Schema) -> Iterator[Part]:
    """How to write an offer and a need, each as one line without a block around it, so that no answer brings it in by itself."""
    until = view.context.today.replace(year=view.context.today.year + 1, month=12, day=31).isoformat()
    lines = []
    for key in ("offers", "needs"):
        example = dict(schema.at((key,))["examples"][0][0])
        value = {field: example[field] for field in ("kind", "summary") if field in example} | {"expires": until}
        lines.append(write_change(ProposedChange("set", (key, str(example["id"])), value)))
    yield _(
        "What do you offer to partners, and what do you look for? Offers and needs are found by everyone who looks for a partner here. Add lines like these to the block, with a short code of your own; kinds may be written in words:"
    )
    yield Block("\n".join(lines) + "\n")


def _end(entry: Entry, view: View) -> Iterator[Part]:
    if current_language() == "it":
        yield _("For this letter in English, answer ENGLISH.")
    commit = f"@{view.commit[:SHORT_COMMIT]}" if view.commit else ""
    yield _("Reference: {reference}", reference=f"alisei:{entry.id}{commit}")
