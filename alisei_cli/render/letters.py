"""Letters as Markdown, as plain text, and as a table for a mail merge."""

import csv
import io
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from alisei_cli.escape import escape_formula
from alisei_cli.language import _
from alisei_cli.model.letter import BODIES, Block, Bullets, Letter, Lines, Link, Point
from alisei_cli.render.markdown import escape

WIDTH = 72
LONGEST = 4000
"""Characters of one sentence with its values."""
COLUMNS = ("id", "name", "address", "channel", "bodies", "subject", "text", "file", "attachments")
WITHOUT = ("id", "name")
COLUMNS_OF_BODIES = ("id", "name", "municipality", "website", "not known")
MERGE, LEFT = "letters.csv", "without-address.csv"


def pack_letters(letters: Sequence[Letter], forms: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """File name to content: ``ID.md`` and ``ID.txt`` for each letter, ``forms``, and the tables, which Excel opens as they are."""
    files = dict(forms)
    for letter in letters:
        files[f"{letter.id}.md"] = render_markdown(letter).encode()
        if letter.bodies:
            rows = (
                (each.id, each.name, each.municipality, each.website, ", ".join(map(str, each.unknown))) for each in letter.bodies
            )
            files[f"{letter.id}{BODIES}"] = _table(COLUMNS_OF_BODIES, rows)
        files[f"{letter.id}.txt"] = f"{_('Subject: {subject}', subject=str(letter.subject))}\n\n{render_text(letter)}".encode()
    sent = (
        (
            each.id,
            each.name,
            each.address,
            each.channel,
            len(each.bodies),
            each.subject,
            render_text(each),
            f"{each.id}.txt",
            _list_attachments(each, forms),
        )
        for each in letters
    )
    files[MERGE] = _table(COLUMNS, sent)
    files[LEFT] = _table(WITHOUT, ((each.id, each.name) for each in letters if not each.address))
    return files


def _list_attachments(letter: Letter, forms: Mapping[str, bytes]) -> str:
    """The files to send with a letter, with semicolons."""
    form, bodies = f"{letter.id}.html", f"{letter.id}{BODIES}"
    return "; ".join([*([form] if form in forms else []), *([bodies] if letter.bodies else [])])


def render_text(letter: Letter) -> str:
    """The letter without its subject, in lines that no mail program breaks; blocks are never wrapped."""
    parts = []
    for part in letter.parts:
        if isinstance(part, Block):
            parts.append(part.text.rstrip("\n"))
        elif isinstance(part, Bullets):
            parts.append("\n".join(map(_list_point, part.points)))
        elif isinstance(part, Link):
            parts.append(part.address)
        elif isinstance(part, Lines):
            parts.append("\n".join(part.lines))
        else:
            parts.append(_wrap(str(part), "", ""))
    return "\n\n".join(parts) + "\n"


def _list_point(point: Point) -> str:
    said = _wrap(str(point.text), "- ", "  ")
    return f"{said}\n  {point.line}" if point.line else said


def _wrap(text: str, first: str, rest: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def render_markdown(letter: Letter) -> str:
    """The letter with its subject as title; data are never markup."""
    parts = [f"# {escape(str(letter.subject), LONGEST)}"]
    if letter.address:
        parts.append(escape(str(_("Recipient: {address}", address=letter.address)), LONGEST))
    for part in letter.parts:
        if isinstance(part, Block):
            parts.append(f"```text\n{part.text}```")
        elif isinstance(part, Bullets):
            parts.append("\n".join(map(_mark_point, part.points)))
        elif isinstance(part, Link):
            parts.append(f"<{part.address}>")
        elif isinstance(part, Lines):
            parts.append("\\\n".join(escape(line, LONGEST) for line in part.lines))
        else:
            parts.append(escape(str(part), LONGEST))
    return "\n\n".join(parts) + "\n"


def _mark_point(point: Point) -> str:
    said = f"- {escape(str(point.text), LONGEST)}"
    return f"{said}\\\n  {escape(point.line, LONGEST)}" if point.line else said


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([escape_formula(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
