"""The changes of one entry as lines of Markdown."""

from collections.abc import Iterator

from alisei_cli.language import _n
from alisei_cli.model.difference import Difference, EntryChange
from alisei_cli.render.differences import _words as words
from alisei_cli.render.markdown import escape_comment as escape

MOST_OF_AN_ENTRY = 10_000
LIMIT = 400
"""Most characters of a value."""


def list_changes(entry: EntryChange, difference: Difference) -> Iterator[str]:
    """The entry as an item of a list, and its changes as items below; data never begins a line."""
    about = words.describe_entry(entry, difference)
    yield f"- **{escape(str(entry.name))}** ({escape(entry.id)})" + (f": {escape(str(about))}" if about else "")
    size = 0
    found = words.marks(entry, difference)
    for number, mark in enumerate(found):
        line = f"  - {describe_mark(mark, LIMIT)}"
        size += len(line)
        if size > MOST_OF_AN_ENTRY:
            more = _n("{n} more change", "{n} more changes", n=len(found) - number)
            yield f"  - {escape(str(more))}"
            return
        yield line


def describe_mark(mark: words.Mark, limit: int) -> str:
    """One change: its sign if any, the field, and the values, each of at most ``limit`` characters."""
    values = [escape(value, limit) for value in (mark.old, mark.new) if value is not None]
    return f"{escape(mark.sign)} {escape(mark.label)}: {' → '.join(values)}".lstrip()
