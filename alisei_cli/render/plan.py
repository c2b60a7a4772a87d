"""What an import would do, for a person at a terminal."""

from collections.abc import Iterator
from typing import Any

from alisei_cli.escape import escape_text
from alisei_cli.language import _, _n
from alisei_cli.model.import_result import ImportResult, Plan
from alisei_cli.model.source import json_pointer
from alisei_cli.render._paint import paint
from alisei_cli.text_edits import flow


def show(plan: Plan, result: ImportResult, is_colour: bool) -> Iterator[str]:
    """New entries, values filled in, differences left alone, records not taken; then the counts."""
    if result.part:
        yield str(result.part)
    for path in sorted(plan.created):
        yield paint("+ ", "help", is_colour) + escape_text(path)
    for path, additions in sorted(plan.filled.items()):
        for pointer, value in additions:
            yield f"{paint('+ ', 'help', is_colour)}{escape_text(path)} {json_pointer(pointer)}: {escape_text(_write_value(value))}"
    for each in plan.differences:
        place = f"{escape_text(each.path)} {json_pointer(each.pointer)}"
        if each.reason is None:
            said = _(
                "the entry says {ours}, the source {theirs}; left alone",
                ours=_write_value(each.ours),
                theirs=_write_value(each.theirs),
            )
        else:
            said = _("the source says {theirs}; {reason}", theirs=_write_value(each.theirs), reason=each.reason)
        yield f"{paint('= ', 'note', is_colour)}{place}: {said}"
    for place, reason in [*plan.unclear, *((each.place, each.reason) for each in result.skipped)]:
        yield f"{paint('! ', 'warning', is_colour)}{escape_text(place)}: {reason}"
    for held in plan.held:
        said = _(
            "{reason}; not taken. If they are one, write its id in the column id; if not: --new {id}",
            reason=held.reason,
            id=held.id,
        )
        yield f"{paint('? ', 'warning', is_colour)}{escape_text(held.place)}: {said}"
    for remark in (*result.doubts, *result.columns, *result.notes):
        yield f"{paint('? ', 'warning', is_colour)}{escape_text(remark.place)}: {remark.reason}"
    yield str(
        _(
            "{counts}",
            counts=[
                _n("{n} new entry", "{n} new entries", n=len(plan.created)),
                _n("{n} entry completed", "{n} entries completed", n=len(plan.filled)),
                _n("{n} difference left alone", "{n} differences left alone", n=len(plan.differences)),
                _n("{n} record to look at", "{n} records to look at", n=len({remark.place for remark in result.doubts})),
                *([_n("{n} column to look at", "{n} columns to look at", n=len(result.columns))] if result.columns else []),
                _n("{n} record not taken", "{n} records not taken", n=len(plan.unclear) + len(result.skipped)),
                *([_n("{n} record held back", "{n} records held back", n=len(plan.held))] if plan.held else []),
            ],
        )
    )


def _write_value(value: Any) -> Any:
    """A block or a list as one types it on one line of an entry; anything else as it is."""
    return flow(value, lambda _pointer: True) if isinstance(value, (dict, list)) else value
