"""The yearly letter to each organisation: what the registry says of it, what is missing or old, and how to answer."""

from collections.abc import Iterable, Sequence

from alisei_cli.core.conditions import asked_together
from alisei_cli.core.letter_parts import begin, end
from alisei_cli.core.letter_requests import ask_for_bodies, ask_for_offers
from alisei_cli.core.select import select
from alisei_cli.errors import DataError, UsageError
from alisei_cli.escape import escape_line
from alisei_cli.importers._table import parse_table
from alisei_cli.language import _
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Entry
from alisei_cli.model.letter import Body, Channel, Letter, Wishes
from alisei_cli.model.routes import Route
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.nearest import hint
from alisei_cli.reports._bodies import ASKED, Bodies, list_bodies
from alisei_cli.reports._counts import list_active

CHANNELS: tuple[tuple[Channel, Route], ...] = (
    ("mailbox", ("contact", "mailbox")),
    ("form", ("contact", "form")),
    ("website", ("website",)),
)


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
    behind = tuple(_describe_body(body) for _kind, body in bodies.get(entry.id, ()))
    address, channel = _find_address(entry, wishes)
    parts = (
        *begin(entry, view, wishes),
        *(ask_for_offers(view, view.context.schemas[entry.kind]) if wishes.is_asking_offers else ()),
        *ask_for_bodies(entry.id, behind),
        *end(entry, view, wishes),
    )
    subject = _("[alisei:{id}] The entry of {name} in the {title}", id=entry.id, name=name, title=title)
    return Letter(entry.id, name, address, channel, subject, parts, behind)


def _find_address(entry: Entry, wishes: Wishes) -> tuple[str, Channel]:
    if entry.id in wishes.addresses:
        return wishes.addresses[entry.id], "given"
    for channel, route in CHANNELS:
        found = entry.text(*route)
        if found and escape_line(found) == found:
            return found, channel
    return "", ""


def _describe_body(body: Entry) -> Body:
    unknown = tuple(title for name, _said, title, knows in ASKED if name != "verified" and not knows(body))
    municipality, website = body.text("head_office", "municipality") or "", body.text("website") or ""
    return Body(body.id, main_name(body), municipality, website, unknown)
