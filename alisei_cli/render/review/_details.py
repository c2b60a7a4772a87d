"""What of a review is folded away: every problem, change, path and total, as far as a comment has room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from alisei_cli.language import _, _n, show_number
from alisei_cli.model.difference import Total
from alisei_cli.model.review import Review
from alisei_cli.model.table import Cell, Table, Words
from alisei_cli.render.differences import _words as words
from alisei_cli.render.differences._entries import list_changes
from alisei_cli.render.markdown import escape_comment as escape
from alisei_cli.render.review._short import PROBLEMS, REASONS, describe_problem, report_of
from alisei_cli.render.review.links import Links

Item = Sequence[str]
"""Lines that are shown together or not at all."""


@dataclass(frozen=True, slots=True)
class Section:
    """Items below a heading."""

    heading: Words
    items: Sequence[Item]
    head: Item = ()
    """Of a table, its first two lines."""


def list_details(found: Review, links: Links, room: int) -> Iterator[str]:
    """Every section that has something to tell, in at most ``room`` characters.

    Each has its share of the room, with what those before it have left; what does not fit is left out by whole items, and counted.
    """
    told = [section for section in _sections(found, links) if section.items]
    for number, section in enumerate(told):
        lines = list(_fit(section, room // (len(told) - number)))
        room -= sum(len(line) + 1 for line in lines)
        yield from lines


def _fit(section: Section, room: int) -> Iterator[str]:
    heading = ["", f"#### {escape(str(section.heading))}", "", *section.head]
    yield from heading
    room -= sum(map(len, heading)) + 200  # the line that says how many are left out
    for number, item in enumerate(section.items):
        room -= sum(len(line) + 1 for line in item)
        if room < 0:
            n = len(section.items) - number
            yield from [""] if section.head else []
            yield f"- **{escape(str(_n('{n} more is not shown here.', '{n} more are not shown here.', n=n)))}**"
            return
        yield from item


def _sections(found: Review, links: Links) -> Iterator[Section]:
    difference = found.difference
    if len(found.problems) > PROBLEMS:
        yield Section(_("What to correct"), [[f"- {describe_problem(each, found, links)}"] for each in found.problems])
    if found.together and len(found.together.problems) > 1:
        told = [[f"- {describe_problem(each, found, links)}"] for each in found.together.problems]
        yield Section(_("What only the two together break"), told)
    for heading, entries in words.sections(difference):
        yield Section(heading, [list(list_changes(each, difference)) for each in entries])
    if len(found.ownership.paths) > 1:
        yield Section(_("Who may change it"), [[f"- {each}"] for each in _describe_paths(found)])
    if found.rehearsal:
        yield from (_tabulate(table) for table in found.rehearsal.tables)
    elif difference.totals:
        head = _draw_head([_("report"), _("total"), _("before"), _("after")])
        yield Section(_("Totals"), [[_describe_total(each, found)] for each in difference.totals], head)
    yield Section(_("Worth knowing"), [[f"- {each}"] for each in _remark(found, links)])


def _describe_paths(found: Review) -> Iterator[str]:
    for each in found.ownership.paths:
        name = found.names.get(each.path, each.path)
        said = replace(REASONS[each.reason], values=(("names", (name,)),))
        where = "" if name == each.path else f"{escape(each.path)}: "
        fields = ", ".join(pointer.strip("/") for pointer in each.pointers if pointer)
        yield f"{where}{escape(str(said))}" + (f" ({escape(fields)})" if fields else "")


def _describe_total(total: Total, found: Review) -> str:
    counted = escape(str(words.total(total, found.difference)))
    return f"| {report_of(total)} | {counted} | {show_number(total.old)} | {show_number(total.new)} |"


def _tabulate(table: Table) -> Section:
    shown = [number for number, column in enumerate(table.columns) if not column.is_detail]
    rows = [[f"| {' | '.join(_cell(row[number]) for number in shown)} |"] for row in table.rows]
    return Section(table.title, rows, _draw_head([table.columns[number].title for number in shown]))


def _draw_head(titles: Sequence[Words]) -> Item:
    return [f"| {' | '.join(escape(str(each)) for each in titles)} |", f"|{' --- |' * len(titles)}"]


def _cell(value: Cell | Words) -> str:
    return show_number(value) if isinstance(value, int) else escape("" if value is None else str(value))


def _remark(found: Review, links: Links) -> Iterator[str]:
    yield from (describe_problem(each, found, links) for each in found.notes)
    yield from (escape(str(words.describe_one_sided(each, found.difference))) for each in found.difference.one_sided)
    yield from (escape(str(each)) for each in words.remarks(found.difference))
    if found.older and found.ownership.paths:
        yield escape(
            str(
                _n(
                    "{n} error or warning in files that this proposal leaves alone",
                    "{n} errors and warnings in files that this proposal leaves alone",
                    n=found.older,
                )
            )
        )
