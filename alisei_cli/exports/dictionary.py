"""The data dictionary: every column of the tables, in Italian and English, with its type, its terms and who may see it."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from alisei_cli.escape import escape_formula, escape_line
from alisei_cli.exports._contract import Export
from alisei_cli.exports._field import Field, Flat
from alisei_cli.exports._flat import flat
from alisei_cli.language import Labels
from alisei_cli.model.about import read_about
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import Audiences, View

COLUMNS = (
    "table",
    "column",
    "type",
    "is_list",
    "facet",
    "values",
    "audience",
    "title_it",
    "title_en",
    "description_it",
    "description_en",
)
HEADINGS = {
    "en": ("Data dictionary", "column", "type", "what it is"),
    "it": ("Dizionario dei dati", "colonna", "tipo", "che cos'è"),
}
SEPARATOR = "|"
"""Between the values of a fixed list."""


def build(dataset: View) -> Mapping[str, bytes]:
    """``dictionary.csv`` with a row for each column, and the same as ``dictionary.md`` in English and ``dizionario.md`` in Italian."""
    tables = [*flat(dataset)]
    rows = [(table, [*_describe(table, dataset)]) for table in tables]
    return {
        "dictionary.csv": _csv([row for _table, described in rows for row in described]),
        "dictionary.md": _markdown(dataset, rows, "en"),
        "dizionario.md": _markdown(dataset, rows, "it"),
    }


Row = tuple[str, ...]


def _describe(table: Flat, dataset: View) -> Iterator[Row]:
    audiences = Audiences(dataset.context)
    for field in table.fields:
        level = audiences.level(table.schema, field.route) if table.schema and field.route else 0
        titles, said = field.title, field.description
        texts = (titles.it, titles.en, said.it or titles.it, said.en or titles.en)
        yield (
            table.name,
            field.name,
            "date" if field.is_date else field.type,
            "true" if field.is_list else "false",
            field.facet or "",
            SEPARATOR.join(_list_values(field, table.schema)),
            audiences.levels[level],
            *texts,
        )


def _list_values(field: Field, schema: Schema | None) -> Iterator[str]:
    """The values of a fixed list; those of a facet are in the table of terms."""
    node = schema.at((*field.route, "*") if field.is_list else field.route) if schema and field.route else {}
    if not field.facet and isinstance(node.get("enum"), list):
        yield from map(str, node["enum"])


def _csv(rows: Sequence[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([escape_formula(escape_line(cell)) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def _markdown(dataset: View, rows: Sequence[tuple[Flat, Sequence[Row]]], language: str) -> bytes:
    title, *heads = HEADINGS[language]
    lines = [f"# {title}: {_cell(_say(read_about(dataset.context.policy).title, language))}"]
    for table, described in rows:
        lines += ["", f"## {table.name}: {_cell(_say(table.title, language))}", ""]
        lines += [f"| {' | '.join(heads)} |", "| --- | --- | --- |"]
        for row in described:
            known = dict(zip(COLUMNS, row, strict=True))
            said = [
                known[f"description_{language}"],
                known["facet"] and f"({known['facet']})",
                known["values"].replace(SEPARATOR, ", "),
            ]
            kind = known["type"] + ("[]" if known["is_list"] == "true" else "")
            lines.append(f"| `{known['column']}` | {kind} | {_cell(' '.join(part for part in said if part))} |")
    return "\n".join([*lines, ""]).encode("utf-8", "backslashreplace")


def _say(labels: Labels, language: str) -> str:
    return labels.it if language == "it" else labels.en


def _cell(text: str) -> str:
    return escape_line(text).replace("|", "\\|").replace("<", "&lt;")


EXPORT = Export(build, "dictionary.csv")
