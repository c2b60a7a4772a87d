"""How one cell, and the state that a table was made from, read to a person."""

from alisei_cli.language import Text, _, current
from alisei_cli.model.table import Answer, Column


def shown(cell: object, column: Column) -> str:
    """A cell in words: shares as percentages, decimals in the manner of the language, nothing as a dash."""
    if cell is None:
        return "–"
    if column.unit == "share" and isinstance(cell, (int, float)):
        percent = f"{cell * 100:.1f}%"
        return percent.replace(".", ",") if current() == "it" else percent
    return str(cell)


def state(answer: Answer) -> Text:
    """The commit and taxonomy that an answer was made from, in words."""
    commit = answer.commit[:12] if answer.commit else _("no commit")
    changed = _(", with changes not committed") if answer.dirty else ""
    if answer.as_of:
        return _("As of {when}: taxonomy {taxonomy}, {commit}.", when=answer.as_of, taxonomy=answer.taxonomy, commit=commit)
    return _("Taxonomy {taxonomy}, {commit}{changed}.", taxonomy=answer.taxonomy, commit=commit, changed=changed)
