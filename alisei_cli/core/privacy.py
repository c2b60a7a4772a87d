"""Personal data in entries, as the rules for them find it, as a table."""

from collections.abc import Iterator, Mapping, Sequence

from alisei_cli.core.answer import make_answer
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.ids import stem_of
from alisei_cli.model.personal import Kept, Personal
from alisei_cli.model.source import find_value, json_pointer
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.view import Audiences, View, audiences_of
from alisei_cli.rules._contract import Rule

COLUMNS = (
    Column("id", "string", _("id of the entry"), _("id"), unit="id"),
    Column("path", "string", _("file that holds the value"), _("file"), is_detail=True),
    Column("line", "integer", _("line of the file; empty if only history has the value"), _("line"), unit="line"),
    Column("field", "string", _("JSON pointer of the value; # for a comment"), _("field")),
    Column("rule", "string", _("rule that takes it for personal data"), _("rule")),
    Column("audience", "string", _("who may see the field"), _("audience")),
    Column("state", "string", _("present, or history: no file of today has it"), _("state")),
    Column("since", "string", _("day of the first commit that had it"), _("since"), unit="date"),
    Column("commit", "string", _("that commit"), _("commit"), is_detail=True),
    Column("until", "string", _("day of the last commit that deleted it"), _("until"), unit="date", is_detail=True),
)
VALUE = Column("value", "string", _("the value itself"), _("value"))
COMMENT = "#"
PRESENT, GONE = "present", "history"


def find_personal(entry: Entry, context: Context, rules: Mapping[str, Rule]) -> Iterator[Personal]:
    """Yield what ``rules`` take for personal data in ``entry``, which needs its text."""
    audiences, schema = Audiences(context), context.schemas[entry.kind]
    raised = audiences.raised(entry, schema)
    for name, rule in rules.items():
        if rule.check is None or (rule.look and not rule.look(entry.source.text)):
            continue
        for finding in rule.check(entry, context):
            span = finding.span or entry.source.span(finding.pointer)
            value = entry.source.said(span) if finding.span else str(find_value(entry.data, finding.pointer))
            level = audiences.decide_value(finding.pointer, schema, raised).level if finding.pointer else 0
            yield Personal(entry.path, finding.pointer, name, audiences.levels[level], value, span.line)


def list_personal(dataset: View, found: Sequence[Kept], unread: Sequence[str] = (), *, is_past: bool = False) -> Answer:
    """Make the table of ``found``; only the narrowest audience sees the values.

    Args:
        dataset: what the audience sees.
        found: in any order.
        unread: files that could not be searched.
        is_past: whether values were looked for that history alone has.
    """
    shows_values = dataset.audience == audiences_of(dataset.context)[-1]
    ordered = sorted(found, key=lambda each: (each.what.path, not each.is_present, each.what.line, each.what.pointer))
    rows = [_row(each) + ((each.what.value,) if shows_values else ()) for each in ordered]
    notes = (*_count(found), *_note_unread(unread), *_explain(shows_values, is_past))
    columns = (*COLUMNS, *([VALUE] if shows_values else []))
    return make_answer("privacy", dataset, (Table("personal-data", _("Personal data"), columns, tuple(rows), notes),))


def _row(kept: Kept) -> tuple[Cell | Words, ...]:
    what = kept.what
    return (
        stem_of(what.path),
        what.path,
        what.line if kept.is_present else None,
        json_pointer(what.pointer) or COMMENT,
        what.rule,
        what.audience,
        PRESENT if kept.is_present else GONE,
        kept.since.isoformat() if kept.since else None,
        kept.commit[:12] or None,
        kept.until.isoformat() if kept.until else None,
    )


def _count(found: Sequence[Kept]) -> list[Text]:
    present = sum(each.is_present for each in found)
    gone = len(found) - present
    said = [_n("{n} value that looks personal in the files.", "{n} values that look personal in the files.", n=present)]
    if gone:
        said.append(_n("{n} more in the history alone.", "{n} more in the history alone.", n=gone))
    return said


def _note_unread(unread: Sequence[str]) -> list[Text]:
    n = len(unread)
    if not n:
        return []
    return [_n("{n} file cannot be read and was not searched: {paths}", "{n} files cannot be read and were not searched: {paths}", n=n, paths=unread[:10])]  # fmt: skip


def _explain(shows_values: bool, is_past: bool) -> Iterator[Text]:
    if not shows_values:
        yield _("The values themselves are shown with --audience {audience} only: a log may be public.", audience="secretariat")
    if not is_past:
        yield _("Values that were deleted and are still in the history: --history.")
    yield _("Not listed: GitHub accounts in maintainers, and names and addresses of the authors of commits.")
    yield _("What it takes to erase one: alisei privacy erase-plan ID.")
