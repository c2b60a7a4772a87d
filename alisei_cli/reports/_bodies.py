"""The bodies behind each member, and how much their entries say."""

from collections.abc import Callable, Sequence

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Entry
from alisei_cli.model.groups import group
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.ties import ties
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.reports._counts import list_active

BEHIND = {"member-of": _("member"), "parent": _("part")}
"""The ties of a body to the member that it stands behind, each with what the body is to it."""
Bodies = dict[str, list[tuple[str, Entry]]]
"""By id of a member: the tie and the entry of each body."""

ASKED: tuple[tuple[str, Text, Text, Callable[[Entry], bool]], ...] = (
    ("website", _("bodies whose website is known"), _("website"), lambda entry: bool(entry.get("website"))),
    ("sector", _("bodies whose sector is known"), _("sector"), lambda entry: bool(entry.get("sector", "primary"))),
    ("technology", _("bodies whose technologies are known"), _("technology"), lambda entry: bool(entry.get("technologies"))),
    ("contact", _("bodies with a contact"), _("contact"), lambda entry: bool(entry.get("contact"))),
    ("verified", _("bodies that have confirmed their entry"), _("confirmed"), lambda entry: bool(entry.get("verified", "on"))),
)
"""What a member that looks after its bodies wants to know of their entries."""


def list_bodies(dataset: View, members: Sequence[Entry]) -> Bodies:
    """The active bodies that are members or parts of each member, by name."""
    active = {entry.id: entry for entry in list_active(dataset)}
    ids = {entry.id for entry in members}
    found = [
        (tie.target, (tie.kind, active[tie.source]))
        for tie in ties(list(active.values()), dataset.context.schemas).ties
        if tie.kind in BEHIND and tie.target in ids
    ]
    return {id_: sorted(each, key=lambda pair: pair[1].id) for id_, each in group(found).items()}


def count_bodies(members: Sequence[Entry], bodies: Bodies) -> Table:
    """One row a member that has bodies, those with most first. Columns: id, name, bodies, parts, then what is known of them."""
    rows: list[tuple[Cell | Words, ...]] = []
    for entry in sorted(members, key=lambda each: (-len(bodies.get(each.id, ())), each.id)):
        behind = bodies.get(entry.id, [])
        if behind:
            known = (sum(knows(body) for _kind, body in behind) for _name, _said, _title, knows in ASKED)
            rows.append((entry.id, main_name(entry), len(behind), sum(kind == "parent" for kind, _body in behind), *known))
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id", is_detail=True),
        Column("name", "string", _("name of the organisation"), _("member")),
        Column("bodies", "integer", _("active bodies that are members or parts of it"), _("bodies"), unit="entries"),
        Column("parts", "integer", _("of these, its own institutes or units"), _("parts"), unit="entries"),
        *(Column(name, "integer", said, title, unit="entries") for name, said, title, _knows in ASKED),
    )
    none = len(members) - len(rows)
    notes = (
        _n(
            "Of {n} of the {all} members the registry knows no body: that is not the same as having none.",
            "Of {n} of the {all} members the registry knows no body: that is not the same as having none.",
            n=none,
            all=len(members),
        ),
        _(
            "The number of bodies that a member really has is not known; only ties that entries state count, each once, and not the ties of its bodies."
        ),
    )
    title = _("The bodies behind each member, and what is known of them")
    return Table("bodies", title, columns, tuple(rows), notes, Chart("bars", "name", "bodies"))


def name_bodies(members: Sequence[Entry], bodies: Bodies) -> Table:
    """One row a body and member."""
    rows: list[tuple[Cell | Words, ...]] = [
        (entry.id, main_name(entry), body.id, main_name(body), BEHIND[kind], sum(knows(body) for *_said, knows in ASKED))
        for entry in sorted(members, key=lambda each: each.id)
        for kind, body in bodies.get(entry.id, ())
    ]
    columns = (
        Column("member", "string", _("id of the member"), _("id"), unit="id", is_detail=True),
        Column("member-name", "string", _("name of the member"), _("member")),
        Column("id", "string", _("id of the entry"), _("id"), unit="id", is_detail=True),
        Column("name", "string", _("name of the organisation"), _("organisation")),
        Column("tie", "string", _("what it is to the member"), _("tie")),
        Column("known", "integer", _("how many of the five things asked are known"), _("known of 5"), unit="fields"),
    )
    how = _("The five things asked are website, sector, technologies, contact and the organisation's own confirmation.")
    return Table("bodies-named", _("The bodies by name"), columns, tuple(rows), (how,))
