"""A folder of Parquet tables, one a kind of entry and one for each list within, for DuckDB, pandas, polars, R and Spark.

Lists are lists, terms are encoded as dictionaries, and a date that may be a year or a month alone has its first and last day beside it
(docs/tables.md). Needs the libraries of ``requirements/exports.txt``.
"""

import datetime
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.exports._contract import Export
from alisei_cli.exports._field import ENTRY, ID, POSITION, Field, Flat, fit, unique_names
from alisei_cli.exports._flat import flat
from alisei_cli.exports._state import state
from alisei_cli.extras import missing_library
from alisei_cli.model.periods import period
from alisei_cli.model.view import View

METADATA = b"alisei"
"""Key of the file's metadata under which its state stands, as JSON."""


def build(dataset: View) -> Mapping[str, bytes]:
    """Each table as ``NAME.parquet``, rows by id; of one dataset and one version of pyarrow the same bytes.

    Raises:
        SurroundingsError: the library pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise missing_library("pyarrow", "exports") from error
    write: Any = pyarrow.parquet.write_table
    said = {METADATA: json.dumps(state(dataset)).encode()}
    files = {}
    for table in flat(dataset):
        made = _table(pyarrow, table)
        buffer = io.BytesIO()
        write(made.replace_schema_metadata(said), buffer)
        files[f"{table.name}.parquet"] = buffer.getvalue()
    return files


def _table(pyarrow: Any, table: Flat) -> Any:
    rows = _sort(table)
    columns = [
        each
        for number, (name, field) in enumerate(zip(table.columns, table.fields, strict=True))
        for each in _columns(pyarrow, name, field, [row[number] for row in rows])
    ]
    names = unique_names(name for name, _array, _said in columns)
    fields = [
        pyarrow.field(name, array.type, metadata={"description": said})
        for name, (_name, array, said) in zip(names, columns, strict=True)
    ]
    return pyarrow.table([array for _name, array, _said in columns], schema=pyarrow.schema(fields))


def _sort(table: Flat) -> Sequence[tuple[Any, ...]]:
    """Rows by id, or by entry and place in its list; terms and regions in their own order."""
    names = [field.name for field in table.fields]
    keys = [ENTRY.name, POSITION.name] if table.is_list else [ID.name] if table.schema else []
    places = [names.index(key) for key in keys]
    return sorted(table.rows, key=lambda row: [row[place] for place in places])


def _columns(pyarrow: Any, name: str, field: Field, values: Sequence[Any]) -> Iterator[tuple[str, Any, str]]:
    """One column of Parquet, for a date three: name, array, description."""
    plain = {"string": pyarrow.string, "integer": pyarrow.int64, "number": pyarrow.float64, "boolean": pyarrow.bool_}[
        field.type
    ]()
    if field.is_list:
        lists = [None if value is None else _fit_list(value, field) for value in values]
        yield name, pyarrow.array(lists, pyarrow.list_(plain)), field.describes
        return
    array = pyarrow.array([fit(value, field.type) for value in values], plain)
    yield name, array.dictionary_encode() if field.facet and field.type == "string" else array, field.describes
    if field.is_date:
        spans = [period(value) if isinstance(value, str) else None for value in values]
        for end, (suffix, said) in enumerate((("from", "first"), ("until", "last"))):
            days = [datetime.date.fromisoformat(span[end]) if span else None for span in spans]
            yield f"{name}_{suffix}", pyarrow.array(days, pyarrow.date32()), f"{said} day of {field.name}"


def _fit_list(value: Any, field: Field) -> list[Any]:
    items = value if isinstance(value, tuple) else (value,)
    return [fitted for item in items if (fitted := fit(item, field.type)) is not None]


EXPORT = Export(build, "stakeholders.parquet", is_binary=True)
