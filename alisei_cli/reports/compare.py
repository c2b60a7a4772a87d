"""What changed between two dates, and why: who joined, left, merged or moved, and what is only classified differently."""

from collections import Counter

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.reports._change import (
    CAUSES,
    Counting,
    State,
    bridge,
    changes,
    columns,
    count_arrivals,
    list_all_causes,
    list_causes,
    sum_causes,
)
from alisei_cli.reports._contract import BY, LEVEL, Question, Report
from alisei_cli.reports._origins import label_bases, note_arrivals

ENTRIES_THEN = Column("before", "integer", _("how many entries at the first date"), _("before"), unit="entries")
ENTRIES_NOW = Column("after", "integer", _("how many entries at the second date"), _("after"), unit="entries")


def build(question: Question) -> tuple[Table, ...]:
    """Tables: total, by-<what>, changes; active stakeholders. Each row adds up: before, plus every cause, is after."""
    if question.past is None:
        raise SurroundingsError(_("without a commit there is no history to compare with"))
    counting = Counting(question.choices["by"], question.choices["level"])
    before, after = (counting.state(question.past.at(when)) for when in question.times)
    joined = count_arrivals(before, after)
    arrivals = [_list_arrivals(joined, after)] if after.dataset.context.registers else []
    return _total(before, after, joined), *arrivals, _compare_by(before, after), _changes(before, after)


def _total(before: State, after: State, joined: Counter[str | None]) -> Table:
    steps = sum_causes(before, after)
    rows: list[tuple[Cell | Words, ...]] = [
        ("before", _("at the first date"), len(before.entries)),
        *((cause, CAUSES[cause][0], steps[cause]) for cause in list_all_causes(before, after)),
        ("after", _("at the second date"), len(after.entries)),
    ]
    columns = (
        Column("step", "string", _("state or cause"), _("step"), is_detail=True),
        Column("label", "string", _("the step in words"), _("what")),
        Column("entries", "integer", _("how many entries, or by how many more or fewer"), _("entries"), unit="entries"),
    )
    notes = (_state(before.dataset), _state(after.dataset), *before.dataset.remarks, *after.dataset.remarks)
    how = _("The first row and the changes below it add up to the last row.")
    notes = (*note_arrivals(joined, after.dataset.context), *notes)
    return Table(
        "total", _("Active stakeholders at two dates"), columns, tuple(rows), (how, *notes, *_note_unread(before, after))
    )


def _list_arrivals(joined: Counter[str | None], after: State) -> Table:
    """The entries that joined by what they rest on."""
    labels: list[tuple[str | None, Words]] = [*label_bases(after.dataset.context).items(), (None, _("not known"))]
    rows = tuple((basis, label, joined[basis]) for basis, label in labels if joined[basis])
    columns = (
        Column("basis", "string", _("code of the register, or what else they rest on"), _("code"), is_detail=True),
        Column("label", "string", _("the name in words"), _("name")),
        Column("entries", "integer", _("entries that joined and rest on it alone"), _("joined"), unit="entries"),
    )
    how = _(
        "A register counts where it is the only source: such entries came in with an import, whenever the bodies were founded."
    )
    return Table("joined-by-source", _("What the entries that joined rest on"), columns, rows, (how,))


def _compare_by(before: State, after: State) -> Table:
    then, now, steps = before.counts(), after.counts(), bridge(before, after)
    labels = {**before.axis.labels, **after.axis.labels}
    rows: list[tuple[Cell | Words, ...]] = []
    for value in [*labels, None]:
        if then[value] or now[value] or steps.get(value):
            label = labels[value] if value is not None else _("not known")
            found = steps.get(value, Counter())
            rows.append((value, label, then[value], *(found[cause] for cause in list_causes(before, after)), now[value]))
    about = (
        Column("value", "string", _("the value as entries write it"), _("value"), is_detail=True),
        Column("label", "string", _("the name in words"), _("name")),
    )
    notes: list[Words] = [_("In each row, before and all the causes add up to after.")]
    if after.axis.is_many:
        notes.append(_("An entry may appear in several rows."))
    title = _("Active stakeholders at two dates, by {what}", what=after.axis.title)
    name = f"by-{after.axis.name}"
    return Table(
        name,
        title,
        (*about, ENTRIES_THEN, *columns(list_causes(before, after)), ENTRIES_NOW),
        tuple(rows),
        tuple(notes),
        Chart("bars", "label", "after"),
    )


def _changes(before: State, after: State) -> Table:
    labels = {**before.axis.labels, **after.axis.labels}

    def said(values: tuple[str, ...] | None) -> Words | None:
        if values is None:
            return None
        if not values:
            return _("not known")
        found = [labels.get(value, value) for value in values]
        both = [label if isinstance(label, Labels) else Labels(str(label), str(label)) for label in found]
        return Labels(", ".join(label.it for label in both), ", ".join(label.en for label in both))

    rows = tuple(
        (change.id, change.name, CAUSES[change.cause][0], said(change.before), said(change.after))
        for change in changes(before, after)
    )
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id"),
        Column("name", "string", _("name of the organisation"), _("name")),
        Column("cause", "string", _("why it counts differently"), _("why")),
        Column("before", "string", _("where it counted before; nothing where it did not count"), _("before")),
        Column("after", "string", _("where it counts after; nothing where it does not count"), _("after")),
    )
    how = _("Every entry that counts differently than before, by {what}.", what=after.axis.title)
    return Table("changes", _("Entries that count differently"), columns, rows, (how,))


def _state(dataset: View) -> Text:
    return _(
        "{when}: commit {commit}, taxonomy {taxonomy}, on {day}.",
        when=dataset.as_of,
        commit=(dataset.commit or "")[:12],
        taxonomy=dataset.context.taxonomy.version,
        day=dataset.context.today,
    )


def _note_unread(*states: State) -> list[Text]:
    return [
        _("{when}: not readable and not counted: {paths}", when=state.dataset.as_of, paths=state.dataset.unreadable[:10])
        for state in states
        if state.dataset.unreadable
    ]


REPORT = Report(build, (BY, LEVEL), times=2)
