"""pandas DataFrames of a view: what analysts work with; names and dtypes are a public interface (docs/frames.md).

They are added to, never changed. Columns follow the schemas, so that a new field is a new column.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alisei_cli.extras import missing_library
from alisei_cli.model.dataset import Entry
from alisei_cli.model.periods import period
from alisei_cli.model.references import bodies
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import find_value
from alisei_cli.model.view import View

if TYPE_CHECKING:
    import pandas

DAY = "datetime64[s]"
TEXT = "str"
PRECISIONS = ("day", "month", "year")
LISTS = {"names": "names", "relations": "relations", "offers": "offers", "needs": "needs"}
"""Frames of the lists of organisations, by field."""


@dataclass(frozen=True, slots=True)
class Made:
    """A column: its name, its dtype, and its values."""

    name: str
    dtype: Any
    values: Sequence[Any]


def frames(view: View) -> dict[str, "pandas.DataFrame"]:
    """The data that ``view`` shows, as DataFrames by name.

    ``stakeholders``, ``groups``, ``events`` and one for each other kind have one row for each entry; ``names``, ``relations``,
    ``offers`` and ``needs`` one for each item of these lists; ``participants`` one for each body in a group, an event or the like;
    ``entry_terms`` one for each term of an entry; ``terms`` one for each term of the taxonomy.

    Raises:
        SurroundingsError: pandas is not installed.
    """
    library = load_pandas()
    found = {law_kind: view.of_kind(law_kind) for law_kind in ("stakeholder", "group", "event", "project", *view.context.kinds)}
    made = {_folder(kind, view): _frame(library, _entries(kind, entries, view)) for kind, entries in found.items()}
    for field, name in LISTS.items():
        made[name] = _frame(library, _items(field, found["stakeholder"], view))
    made["participants"] = _frame(library, _participants(view))
    made["entry_terms"] = _frame(library, _entry_terms(view))
    made["terms"] = _frame(library, _terms(view))
    return made


def cross(entries: Iterable[Entry], rows: Any, cols: Any) -> "pandas.DataFrame":
    """How many of ``entries`` have each value of two axes: one row and one column for each label, in their order."""
    library = load_pandas()
    pairs = [(row, col) for entry in entries for row in rows.of(entry) for col in cols.of(entry)]
    table = library.DataFrame(pairs, columns=["row", "col"])
    counts = library.crosstab(table["row"], table["col"])
    return counts.reindex(index=list(rows.labels), columns=list(cols.labels), fill_value=0)


def load_pandas() -> Any:
    """The library pandas, which takes a second to load.

    Raises:
        SurroundingsError: it is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise missing_library("pandas", "report") from error
    return pandas


def _frame(library: Any, columns: Iterable[Made]) -> Any:
    made = list(columns)
    series = {each.name: library.Series(list(each.values), dtype=_dtype(library, each.dtype)) for each in made}
    return library.DataFrame(series, columns=[each.name for each in made])


def _dtype(library: Any, dtype: Any) -> Any:
    return library.CategoricalDtype(list(dtype), ordered=False) if isinstance(dtype, tuple) else dtype


def _folder(kind: str, view: View) -> str:
    schema = view.context.schemas.get(kind)
    return (schema.folder if schema else f"{kind}s").replace("-", "_")


def _entries(kind: str, entries: Sequence[Entry], view: View) -> Iterator[Made]:
    """Columns of the entries of one kind: the fields that have one value, then what follows from them."""
    yield Made("id", TEXT, [entry.id for entry in entries])
    yield Made("name", TEXT, [entry.name for entry in entries])
    yield Made("region", tuple(sorted(view.context.territory.regions)), [entry.region for entry in entries])
    areas = tuple(dict.fromkeys(region.area for region in view.context.territory.regions.values()))
    yield Made("area", areas, [view.context.area_of(entry) for entry in entries])
    yield Made("path", TEXT, [entry.path for entry in entries])
    schema = view.context.schemas.get(kind)
    if schema:
        yield from _fields(schema, (), [entry.data for entry in entries], view, without=("id", "name"))
    if kind == "event":
        modes = [entry.text("mode") for entry in entries]
        yield Made("place_online", "boolean", [None if mode is None else mode != "in-person" for mode in modes])


def _items(field: str, entries: Sequence[Entry], view: View) -> Iterator[Made]:
    """Columns of the items of a list: the entry, then the fields of an item."""
    rows = [(entry.id, item) for entry in entries for _index, item in entry.items(field)]
    yield Made("entry", TEXT, [id_ for id_, _item in rows])
    schema = view.context.schemas.get("stakeholder")
    if schema:
        yield from _fields(schema, (field, "*"), [item for _id, item in rows], view)


def _fields(schema: Schema, base: Route, blocks: Sequence[Any], view: View, without: tuple[str, ...] = ()) -> Iterator[Made]:
    """A column for each field below ``base`` that has one value; three for a date."""
    dates = set(schema.routes("date"))
    for route, node in schema.walk():
        below = route[len(base) :]
        if route[: len(base)] != base or not below or "*" in below or below[0] in without or "properties" in node:
            continue
        if "array" in (node.get("type") or ()):
            continue
        name = "_".join(below)
        values = [_value(block, below) for block in blocks]
        if route in dates:
            yield from _spans(name, values)
        else:
            yield _column(name, node, values, view)


def _value(block: Any, route: Route) -> Any:
    found = find_value(block, route)
    return None if isinstance(found, (dict, list)) else found


def _column(name: str, node: Mapping[str, Any], values: Sequence[Any], view: View) -> Made:
    facet = view.context.taxonomy.facets.get(str(node.get("x-alisei-facet")))
    listed = view.context.seats if node.get("x-alisei-seat") else node.get("enum") or ()
    options = tuple(facet.terms) if facet else tuple(each for each in listed if isinstance(each, str))
    if options:
        return Made(name, options, [value if value in options else None for value in values])
    types = node.get("type")
    if types == "integer":
        return Made(name, "Int64", [value if type(value) is int else None for value in values])
    if types == "boolean":
        return Made(name, "boolean", [value if isinstance(value, bool) else None for value in values])
    return Made(name, TEXT, [None if value is None else str(value) for value in values])


def _spans(name: str, values: Sequence[Any]) -> Iterator[Made]:
    """A date that may be a year or a month alone: its first and last day, and how exact it is."""
    spans = [_span(str(value)) if value is not None else (None, None, None) for value in values]
    yield Made(f"{name}_from", DAY, [first for first, _last, _precision in spans])
    yield Made(f"{name}_until", DAY, [last for _first, last, _precision in spans])
    yield Made(f"{name}_precision", PRECISIONS, [precision for _first, _last, precision in spans])


def _span(text: str) -> tuple[str | None, str | None, str | None]:
    found = period(text)
    return (*found, PRECISIONS[(10 - len(text)) // 3]) if found else (None, None, None)


def _participants(view: View) -> Iterator[Made]:
    """Columns of the bodies that groups, events and other kinds name, by id or by name."""
    rows = []
    for entry in view.entries:
        schema = view.context.schemas[entry.kind]
        for pointer, body in bodies(entry.data, schema):
            role = schema.at(pointer[:1]).get("x-alisei-role")
            rows.append((entry.id, entry.kind, role if isinstance(role, str) else str(pointer[0]), body))
    yield Made("entry", TEXT, [row[0] for row in rows])
    yield Made("kind", view.context.kinds, [row[1] for row in rows])
    yield Made("role", TEXT, [row[2] for row in rows])
    for key in ("id", "name"):
        yield Made(f"body_{key}", TEXT, [_text(row[3].get(key)) for row in rows])
    yield from _spans("since", [row[3].get("from") or row[3].get("since") for row in rows])
    yield from _spans("until", [row[3].get("until") for row in rows])


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _entry_terms(view: View) -> Iterator[Made]:
    """Columns of the terms that entries have, in whatever field."""
    rows = [
        (entry.id, entry.kind, facet, ".".join(part for part in pointer if isinstance(part, str)), code)
        for entry in view.entries
        for pointer, facet, code in view.context.schemas[entry.kind].terms(entry.data)
        if code in view.context.taxonomy.terms
    ]
    yield Made("entry", TEXT, [row[0] for row in rows])
    yield Made("kind", view.context.kinds, [row[1] for row in rows])
    yield Made("facet", tuple(view.context.taxonomy.facets), [row[2] for row in rows])
    yield Made("field", TEXT, [row[3] for row in rows])
    yield Made("term", tuple(view.context.taxonomy.terms), [row[4] for row in rows])


def _terms(view: View) -> Iterator[Made]:
    """Columns of the taxonomy."""
    taxonomy = view.context.taxonomy
    rows = [(facet.name, term) for facet in taxonomy.facets.values() for term in facet.terms.values()]
    codes = tuple(taxonomy.terms)
    yield Made("term", codes, [term.code for _facet, term in rows])
    yield Made("facet", tuple(taxonomy.facets), [facet for facet, _term in rows])
    yield Made("parent", codes, [term.parent if term.parent in taxonomy.terms else None for _facet, term in rows])
    yield Made("level", "Int64", [len(list(taxonomy.ancestors(term.code))) + 1 for _facet, term in rows])
    yield Made("label_it", TEXT, [term.labels.it for _facet, term in rows])
    yield Made("label_en", TEXT, [term.labels.en for _facet, term in rows])
    yield Made("is_deprecated", "boolean", [term.deprecated is not None for _facet, term in rows])
