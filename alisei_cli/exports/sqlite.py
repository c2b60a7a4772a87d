"""One SQLite database with keys, a view for each question and a search, for SQL, R, DB Browser; and metadata.json for Datasette.

Whatever an entry names is in the table ``entries``, with ``here`` 0 where the entry itself is not in the database. Lists have tables of
their own. The same dataset gives the same bytes with the same version of SQLite.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.exports._contract import Export
from alisei_cli.exports._field import AREA, ID, NAME, PATH, REGION, fit
from alisei_cli.exports._questions import QUERIES, VIEWS, Question
from alisei_cli.exports._relational import Column, Table, tables
from alisei_cli.exports._state import state
from alisei_cli.language import Text, _n
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Entry
from alisei_cli.model.view import View

DATABASE = "registry"
SETTINGS = ("page_size = 4096", "encoding = 'UTF-8'", "temp_store = MEMORY", "foreign_keys = OFF", "secure_delete = ON")
AFFINITIES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
KEYS = {"terms": "code", "regions": "slug", "entries": "id"}
LABELS = {"terms": "label_en", "regions": "name_en", "entries": "name"}
"""Columns that Datasette shows in place of a key."""
ENTRIES = (
    Column("number", "integer", "number of the row, as the search has it; not the same in every export"),
    Column("id", "string", ID.describes, is_unique=True),
    Column("kind", "string", "kind of the entry"),
    Column("name", "string", NAME.describes),
    Column("region", "string", REGION.describes, "regions"),
    Column("area", "string", AREA.describes),
    Column("path", "string", PATH.describes),
    Column("here", "boolean", "1 for an entry that is in the database, 0 for one that is only named in it"),
)
ABOVE = (Column("code", "string", "code of a term", "terms"), Column("above", "string", "the same term or one above it", "terms"))
SEARCH = "CREATE VIRTUAL TABLE search USING fts5(names, description, tokenize = 'unicode61 remove_diacritics 2')"

Mentioned = Mapping[str, dict[Any, None]]
"""Keys that rows refer to, by table, in the order in which they were met."""


def build(dataset: View) -> Mapping[str, bytes]:
    """``registry.sqlite`` and ``metadata.json``."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    seen = replace(dataset, entries=_one_each(dataset))
    try:
        for setting in SETTINGS:
            base.execute(f"PRAGMA {setting}")
        base.execute("BEGIN")
        made = _fill(base, seen)
        views = [each for each in VIEWS if _create_view(base, each)]
        base.execute("COMMIT")
        base.execute("INSERT INTO search (search) VALUES ('optimize')")
        base.execute("VACUUM")
        metadata = _describe(dataset, made, views, [each for each in QUERIES if _is_answered(base, each)])
        return {f"{DATABASE}.sqlite": base.serialize(), "metadata.json": metadata}
    finally:
        base.close()


def note(dataset: View) -> Iterable[Text]:
    """Which entries have an id that another one has, and so no place under it."""
    kept = {each.path for each in _one_each(dataset)}
    twice = [each.path for each in dataset.entries if each.path not in kept]
    if twice:
        yield _n(
            "{n} entry has the id of another one and is left out: {paths}",
            "{n} entries have the id of another one and are left out: {paths}",
            n=len(twice),
            paths=twice,
        )


def _one_each(dataset: View) -> tuple[Entry, ...]:
    """The first entry of each id."""
    return tuple({entry.id: entry for entry in reversed(dataset.entries)}.values())[::-1]


def _fill(base: sqlite3.Connection, dataset: View) -> list[Table]:
    mentioned: Mentioned = defaultdict(dict)
    entries = Table("entries", "all entries, and whatever they name", ENTRIES, ("number",), ())
    made = [entries]
    _create(base, entries)
    for table in tables(dataset):
        _create(base, table)
        _insert(base, table, table.rows, mentioned)
        made.append(table)
    above = Table("terms_above", "each term with itself and all above it", ABOVE, ("code", "above"), ())
    _create(base, above)
    _insert(base, above, _list_above(dataset, mentioned), mentioned)
    _insert(base, entries, _list_entries(dataset, mentioned), mentioned)
    for name in ("terms", "regions"):  # codes that the taxonomy does not know are there alone
        base.executemany(f"INSERT OR IGNORE INTO {name} ({KEYS[name]}) VALUES (?)", [(key,) for key in mentioned[name]])
    _create_entry_terms(base, made)
    base.execute(SEARCH)
    words = ((number, *_words(entry)) for number, entry in enumerate(dataset.entries, 1))
    base.executemany("INSERT INTO search (rowid, names, description) VALUES (?, ?, ?)", words)
    base.execute("CREATE TABLE metadata (key TEXT PRIMARY KEY, value TEXT)")
    base.executemany("INSERT INTO metadata VALUES (?, ?)", [(key, _plain(value)) for key, value in state(dataset).items()])
    return [*made, above]


def _create(base: sqlite3.Connection, table: Table) -> None:
    parts = [f"{_quote(column.name)} {AFFINITIES[column.type]}{_refer(column)}" for column in table.columns]
    parts.append(f"PRIMARY KEY ({_join(table.key)})")
    if table.owner:
        own, holder, key = table.owner
        parts.append(f"FOREIGN KEY ({_join(own)}) REFERENCES {_quote(holder)} ({_join(key)})")
    base.execute(f"CREATE TABLE {_quote(table.name)} ({', '.join(parts)})")


def _refer(column: Column) -> str:
    unique = " NOT NULL UNIQUE" if column.is_unique else ""
    return f"{unique} REFERENCES {column.references} ({KEYS[column.references]})" if column.references else unique


def _insert(base: sqlite3.Connection, table: Table, rows: Iterable[Any], mentioned: Mentioned) -> None:
    """Rows as they come; of two with the same key the first."""
    referring = [(number, column.references) for number, column in enumerate(table.columns) if column.references]

    def remember(row: Any) -> list[Any]:
        cells = [_cell(value) for value in row]
        for number, name in referring:
            if cells[number] is not None:
                mentioned[name][cells[number]] = None
        return cells

    places = ", ".join("?" * len(table.columns))
    base.executemany(f"INSERT OR IGNORE INTO {_quote(table.name)} VALUES ({places})", map(remember, rows))


def _cell(value: Any) -> Any:
    """As SQLite takes it: columns are typed loosely, so that even what a schema refuses is kept."""
    if value.__class__ is bool or value is None or (value.__class__ is int and abs(value) < 2**63):
        return value
    return value if value.__class__ is float else fit(value, "string")


def _list_entries(dataset: View, mentioned: Mentioned) -> Iterator[list[Any]]:
    """Each entry; then those that are named and were not chosen, or do not exist."""
    missing = [id_ for id_ in mentioned["entries"] if id_ not in dataset.by_id]
    rows = [_row(entry, dataset, is_here=True) for entry in dataset.entries]
    known = dataset.passed_over_by_id
    rows += [_row(known[id_], dataset, is_here=False) if id_ in known else [id_, *[None] * 5, False] for id_ in missing]
    return ([number, *row] for number, row in enumerate(rows, 1))


def _row(entry: Entry, dataset: View, *, is_here: bool) -> list[Any]:
    return [entry.id, entry.kind, entry.name, entry.region, dataset.context.area_of(entry), entry.path, is_here]


def _list_above(dataset: View, mentioned: Mentioned) -> Iterator[tuple[str, str]]:
    taxonomy = dataset.context.taxonomy
    for code in {**dict.fromkeys(taxonomy.terms), **mentioned["terms"]}:
        yield code, code
        yield from ((code, above) for above in taxonomy.ancestors(code))


def _create_entry_terms(base: sqlite3.Connection, made: Iterable[Table]) -> None:
    """A view of the terms of entries in whatever field: entry, field, facet, term."""
    parts = [
        f"SELECT {_quote(_holder(table))} AS entry, '{table.name}' AS in_table, '{column.facet}' AS facet, "
        f"{_quote(column.name)} AS term FROM {_quote(table.name)} WHERE {_quote(column.name)} IS NOT NULL"
        for table in made
        for column in table.columns
        if column.facet and column.facet.replace("-", "").isalnum()
    ]
    empty = "SELECT NULL AS entry, NULL AS in_table, NULL AS facet, NULL AS term WHERE 0"
    base.execute(f"CREATE VIEW entry_terms AS {' UNION ALL '.join(parts) or empty}")


def _holder(table: Table) -> str:
    return table.key[0]


def _create_view(base: sqlite3.Connection, question: Question) -> bool:
    """Whether the view could be made: a registry, or what its audience sees, may have no such field."""
    base.execute(f"CREATE VIEW {question.name} AS {question.sql}")
    try:
        base.execute(f"SELECT * FROM {question.name} LIMIT 0")
    except sqlite3.OperationalError:
        base.execute(f"DROP VIEW {question.name}")
        return False
    return True


def _is_answered(base: sqlite3.Connection, question: Question) -> bool:
    base.create_function("escape_fts", 1, str)  # as Datasette has it
    try:
        base.execute(f"EXPLAIN {question.sql}", defaultdict(str))
    except sqlite3.OperationalError:
        return False
    return True


def _words(entry: Entry) -> tuple[str, str]:
    names = [entry.name, *(str(name.get("value") or "") for _index, name in entry.items("names"))]
    described = [entry.text("description", language) or "" for language in ("it", "en")]
    return fit("\n".join(dict.fromkeys(names)), "string"), fit("\n".join(described).strip(), "string")


def _plain(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _quote(name: str) -> str:
    return f'"{name}"'


def _join(names: Iterable[str]) -> str:
    return ", ".join(map(_quote, names))


def _describe(dataset: View, made: Iterable[Table], views: Iterable[Question], queries: Iterable[Question]) -> bytes:
    """What Datasette shows beside the data."""
    about = read_about(dataset.context.policy)
    said = state(dataset)
    shown: dict[str, Any] = {}
    for table in made:
        shown[table.name] = {
            "title": table.title,
            "columns": {column.name: column.description for column in table.columns},
        }
        if table.name in LABELS:
            shown[table.name]["label_column"] = LABELS[table.name]
    shown["entries"] |= {"fts_table": "search", "fts_pk": "number"}
    shown |= {each.name: {"title": each.title} for each in views}
    document = {
        "title": about.title.en,
        "license": about.licence,
        "license_url": about.licence_address,
        "source": said["attribution"],
        "about": f"commit {said['commit']}, taxonomy {said['taxonomy']}, audience {said['audience']}",
        "databases": {
            DATABASE: {
                "tables": shown,
                "queries": {each.name: {"title": each.title, "sql": each.sql} for each in queries},
            }
        },
    }
    return (escape_json(json.dumps(document, ensure_ascii=False, indent=1)) + "\n").encode("utf-8", "backslashreplace")


EXPORT = Export(build, f"{DATABASE}.sqlite", note, is_binary=True)
