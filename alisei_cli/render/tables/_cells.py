"""How one cell, and the state that a table was made from, read to a person."""

from decimal import ROUND_HALF_UP, Decimal

from alisei_cli.escape import escape_formula, escape_line
from alisei_cli.language import Text, _, show_number
from alisei_cli.model.table import Answer, Column

UNGROUPED = frozenset({"year", "step", "level"})
"""Units whose numbers are names rather than quantities."""


def show_cell(cell: object, column: Column) -> str:
    """A cell in words: shares as percentages, numbers in the manner of the language, nothing as a dash."""
    if cell is None:
        return "–"
    if column.unit == "share" and isinstance(cell, (int, float)):
        return format_percent(cell)
    if isinstance(cell, float):
        return show_number(cell, ",.0f" if cell.is_integer() and column.type == "integer" else ",.2f")
    if type(cell) is int and column.unit not in UNGROUPED:
        return show_number(cell)
    return str(cell)


def make_safe(cell: object) -> object:
    """A cell on one line that no spreadsheet executes and no terminal obeys; numbers stay numbers."""
    if cell is None or isinstance(cell, (int, float)):
        return cell
    return escape_formula(escape_line(str(cell)).strip(" "))


def format_percent(share: float) -> str:
    """A share (0 to 1) as a percentage with one decimal, halves rounded up as people do, in the manner of the language."""
    return f"{show_number(float(Decimal(str(share * 100)).quantize(Decimal('0.1'), ROUND_HALF_UP)), '.1f')}%"


NO_ROWS = _("There are none.")
"""Text shown below the title of a table without rows."""


def state(answer: Answer) -> Text:
    """The commit and taxonomy that an answer was made from, in words."""
    commit = answer.commit[:12] if answer.commit else _("not a commit")
    changed = _(", with changes not committed") if answer.dirty else ""
    if answer.as_of:
        return _("As of {when}: taxonomy {taxonomy}, {commit}.", when=answer.as_of, taxonomy=answer.taxonomy, commit=commit)
    return _("Taxonomy {taxonomy}, {commit}{changed}.", taxonomy=answer.taxonomy, commit=commit, changed=changed)
