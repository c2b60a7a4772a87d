"""How one cell reads to a person."""

from alisei_cli.language import current
from alisei_cli.model.table import Column


def shown(cell: object, column: Column) -> str:
    """A cell in words: shares as percentages, decimals in the manner of the language, nothing as a dash."""
    if cell is None:
        return "–"  # noqa: RUF001 -- an en dash, as in print
    if column.unit == "share" and isinstance(cell, (int, float)):
        percent = f"{cell * 100:.1f}%"
        return percent.replace(".", ",") if current() == "it" else percent
    return str(cell)
