"""The sheet for a mission: who goes, what each offers and seeks, and whom it should meet, a page each."""

from collections.abc import Iterator

from alisei_cli.core.answer import make_answer
from alisei_cli.core.cells import in_words
from alisei_cli.core.market import Market
from alisei_cli.core.match import match_asker
from alisei_cli.errors import UsageError
from alisei_cli.language import _, _n
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Entry
from alisei_cli.model.location import town_of
from alisei_cli.model.periods import period
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import join_words, main_name, name_body, put_in_words, title_of, word
from alisei_cli.nearest import find_nearest_by

Row = tuple[Cell | Words, ...]
KIND = "event"
MEETINGS = 3
"""Most counterparts of one participant."""
PROFILE = (
    ("type",),
    ("facts", "size"),
    ("sector",),
    ("value_chain",),
    ("therapeutic_areas",),
    ("technologies",),
    ("website",),
    ("contact",),
)
"""Fields that say who a body is, in this order."""
EXCHANGES = (("offers", _("It offers")), ("needs", _("It seeks")))
WHO = _("Who goes")
EDITION = _("The event")

WHAT = Column("what", "string", _("what the row says"), _("what"))
TEXT = Column("text", "string", _("the text"), _("text"))
DETAILS = Column(
    "details", "string", _("kind, technologies, areas, TRL and last day of an offer or need; reasons for a meeting"), _("details")
)


def prepare_delegation(dataset: View, id_: str) -> Answer:
    """Tables: who goes, one for each participant that has an entry (named by its id), then the event.

    Raises:
        UsageError: there is no event of this id.
    """
    event = dataset.by_id.get(id_)
    if event is None or event.kind != KIND:
        events = {each.id: (each.id, each.name) for each in dataset.of_kind(KIND)}
        near = find_nearest_by(id_, events)
        help = _("Did you mean {near}?", near=near) if near else _("See them all: {command}", command="alisei events")
        raise UsageError(_("there is no event {id}", id=id_), help)
    named = [body for _index, body in event.items("participants")]
    market = Market(dataset)
    going = [entry for body in named if (entry := dataset.by_id.get(str(body.get("id"))))]
    tables = (
        _list_participants(event, dataset),
        *(_describe_participant(entry, dataset, market) for entry in {each.id: each for each in going}.values()),
        _describe_event(event, dataset),
    )
    return make_answer("delegation", dataset, tables)


def _list_participants(event: Entry, dataset: View) -> Table:
    schema = dataset.context.schemas[KIND]
    rows: list[Row] = []
    nameless = 0
    for index, body in event.items("participants"):
        entry = dataset.by_id.get(str(body.get("id")))
        role = body.get("role")
        type_ = entry.text("type") if entry else None
        nameless += entry is None
        rows.append(
            (
                entry.id if entry else None,
                name_body(body, dataset),
                dataset.label(type_) if type_ else None,
                _place(entry, dataset) if entry else None,
                word(role, ("participants", index, "role"), schema, dataset) if isinstance(role, str) else None,
            )
        )
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id", is_detail=True),
        Column("name", "string", _("name of the organisation"), _("organisation")),
        Column("type", "string", _("type of the stakeholder"), _("type")),
        Column("place", "string", _("town and region of the head office, or its country"), _("place")),
        Column("role", "string", _("how it takes part"), _("role")),
    )
    notes: list[Words] = [_n("{n} participant.", "{n} participants.", n=len(rows))]
    if nameless:
        notes.append(
            _n(
                "{n} of them has no entry in the registry, and so no page here.",
                "{n} of them have no entry in the registry, and so no page here.",
                n=nameless,
            )
        )
    return Table(
        "participants", _("Who goes to {event}", event=main_name(event)), columns, tuple(rows), tuple(notes), chapter=WHO
    )


def _describe_participant(entry: Entry, dataset: View, market: Market) -> Table:
    rows = (*_profile(entry, dataset), *_exchanges(entry, dataset), *_meetings(entry, dataset, market))
    lacking = [said for key, said in EXCHANGES if not list(entry.items(key))]
    notes = (_("Not known, because its entry does not say: {what}.", what=lacking),) if lacking else ()
    title = _("{name}: who it is, what it offers and seeks, whom to meet", name=main_name(entry))
    return Table(entry.id, title, (WHAT, TEXT, DETAILS), rows, notes, chapter=main_name(entry))


def _place(entry: Entry, dataset: View) -> Words | str | None:
    region = dataset.context.territory.regions.get(entry.region or "")
    where = town_of(entry), region.name if region else entry.text("head_office", "country")
    parts: list[Words | str] = [each for each in where if each]
    return join_words(parts) if parts else None


def _profile(entry: Entry, dataset: View) -> Iterator[Row]:
    schema = dataset.context.schemas[entry.kind]
    description = entry.data.get("description")
    if isinstance(description, dict) and description:
        yield _("Description"), in_words(description), ""
    place = _place(entry, dataset)
    if place:
        yield _("Place"), place, ""
    for pointer in PROFILE:
        value = entry.get(*pointer)
        if value in (None, "", [], {}):
            continue
        items = value if isinstance(value, list) else [value]
        said = join_words(
            [put_in_words(item, (*pointer, "*") if isinstance(value, list) else pointer, schema, dataset) for item in items]
        )
        yield title_of(schema.at(pointer), pointer[-1]), said, ""


def _exchanges(entry: Entry, dataset: View) -> Iterator[Row]:
    """Each offer and need that is still valid, with what it is about."""
    today = dataset.context.today.isoformat()
    for key, said in EXCHANGES:
        for _index, item in entry.items(key):
            expires = item.get("expires")
            span = period(expires) if isinstance(expires, str) else None
            if span and span[1] < today:
                continue
            kind, summary = item.get("kind"), item.get("summary")
            label = dataset.label(kind) if isinstance(kind, str) else None
            text = in_words(summary) if isinstance(summary, dict) and summary else label
            details: list[Words | str] = [label] if label and text is not label else []
            for field in ("technologies", "therapeutic_areas"):
                details += [dataset.label(code) for code in item.get(field) or () if isinstance(code, str)]
            trl = item.get("trl")
            if isinstance(trl, dict):
                details.append("TRL " + "–".join(dict.fromkeys(str(trl[end]) for end in ("from", "to") if end in trl)))
            if span:
                details.append(_("until {date}", date=expires))
            yield said, text, _("{reasons}", reasons=details) if details else ""


def _meetings(entry: Entry, dataset: View, market: Market) -> Iterator[Row]:
    """The best counterparts, each with the reasons for it; a body that is not active has none."""
    if entry.id not in market.ids:
        return
    found = match_asker(dataset, market, market.profile(entry.id), MEETINGS)
    for number, partner in enumerate(found.partners, 1):
        reasons = [reason.text for reason in partner.reasons]
        yield (
            _("Meeting {n}", n=number),
            _("{name} ({about})", name=partner.name, about=partner.about),
            _("{reasons}", reasons=reasons),
        )


def _describe_event(event: Entry, dataset: View) -> Table:
    """What the cover says."""
    schema = dataset.context.schemas[KIND]
    organiser = event.data.get("organiser")
    dates = " – ".join(dict.fromkeys(date for key in ("from", "until") if (date := event.text("dates", key))))
    place = [part for part in (event.text("place", key) for key in ("venue", "city", "country")) if part]
    mode = event.text("mode")
    partners = [name_body(body, dataset) for _index, body in event.items("partners")]
    rows: list[Row] = [
        ("event", _("Event"), main_name(event)),
        ("dates", _("Dates"), dates or "–"),
        ("place", _("Place"), ", ".join(place) or "–"),
        *([("mode", title_of(schema.at(("mode",)), "mode"), word(mode, ("mode",), schema, dataset))] if mode else []),
        *([("organiser", _("Organiser"), name_body(organiser, dataset))] if isinstance(organiser, dict) else []),
        *([("partners", _("Partners"), join_words(partners))] if partners else []),
        ("today", _("Computed on"), dataset.context.today.isoformat()),
        ("commit", _("Commit"), dataset.commit or "–"),
    ]
    columns = (
        Column("item", "string", _("name of the item"), _("item"), is_detail=True),
        Column("what", "string", _("the content"), _("what")),
        Column("value", "string", _("what it is"), _("value")),
    )
    title = _("{registry}: delegation to {event}", registry=read_about(dataset.context.policy).title, event=main_name(event))
    notes = (_("Whom to meet is worked out from offers, needs and likeness in the registry: alisei match ID says why."),)
    return Table("edition", title, columns, tuple(rows), notes, chapter=EDITION)
