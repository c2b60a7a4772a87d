"""Columns of flat tables: what a program is told of each, and those that no field of a schema holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from alisei_cli.language import Labels
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema

NO_COLUMN = re.compile(r"[^A-Za-z0-9]+")
LONGEST_NAME = 60

Type = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a flat table."""

    name: str
    type: Type
    title: Labels
    description: Labels
    route: Route = ()
    """Route in the schema of the table; empty for a column that no field has."""
    is_list: bool = False
    """Whether a cell is a tuple of values."""
    is_date: bool = False
    facet: str | None = None
    """Facet of the terms that the field has."""
    targets: tuple[str, ...] = ()
    """Kinds of the entries that the field names."""

    @property
    def describes(self) -> str:
        """Description in English, as programs are told."""
        return self.description.en or self.title.en


@dataclass(frozen=True, slots=True)
class Flat:
    """One flat table: its name is that of its file without ending."""

    name: str
    title: Labels
    fields: tuple[Field, ...]
    rows: tuple[tuple[Any, ...], ...]
    schema: Schema | None = None
    """Schema of the kind whose entries, or lists, the rows are."""
    is_list: bool = False
    """Whether a row is an item of a list of an entry."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns for SQL and Parquet: ``head_office_region``; each unlike the others whatever the case."""
        return unique_names(column_name(field.name) for field in self.fields)


def unique_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """``wanted`` with a number behind whatever was there before."""
    used: set[str] = set()
    names = []
    for base in wanted:
        name = next(each for number in count(1) if (each := f"{base}_{number}" if number > 1 else base).lower() not in used)
        used.add(name.lower())
        names.append(name)
    return tuple(names)


def column_name(name: str) -> str:
    """``name`` with letters, digits and ``_`` alone: no SQL to be quoted, whatever a schema calls its fields."""
    return NO_COLUMN.sub("_", name).strip("_")[:LONGEST_NAME] or "field"


def fit(value: Any, type: Type) -> Any:
    """``value`` as a typed column holds it; ``None`` for what the schema refuses as a number or a truth."""
    if value is None or type == "boolean":
        return value if value.__class__ is bool else None
    if type == "integer":
        return value if value.__class__ is int and abs(value) < 2**63 else None
    if type == "number":
        return float(value) if value.__class__ in (int, float) and abs(value) < 2**63 else None
    return str(value).encode("utf-8", "backslashreplace").decode()


def _plain(name: str, title_it: str, title_en: str, said_it: str, said_en: str, type: Type = "string") -> Field:
    return Field(name, type, Labels(title_it, title_en), Labels(said_it, said_en))


ID = _plain("id", "Codice", "Code", "il codice della scheda", "the code of the entry")
NAME = _plain(
    "name",
    "Nome",
    "Name",
    "il nome con cui chiamarla: quello da mostrare, poi quello ufficiale, poi uno qualsiasi",
    "the name to call it by: display, then legal, then any",
)
REGION = _plain(
    "region",
    "Regione",
    "Region",
    "codice della regione della sede principale, o del luogo di un evento",
    "slug of the region of the head office, or of the place of an event",
)
AREA = _plain("area", "Ripartizione", "Area", "ripartizione ISTAT di quella regione", "ISTAT's area of that region")
PATH = _plain("path", "File", "File", "il file", "the file")
ENTRY = _plain("entry", "Scheda", "Entry", "codice della scheda che contiene l'elenco", "id of the entry that holds the list")
POSITION = _plain("position", "Posto", "Position", "posto nell'elenco, da 1", "place in the list, from 1", "integer")
TERM_FIELDS = (
    _plain("code", "Codice", "Code", "codice del termine", "code of the term"),
    _plain("facet", "Faccetta", "Facet", "faccetta della tassonomia", "facet of the taxonomy"),
    _plain(
        "parent",
        "Termine superiore",
        "Term above",
        "codice del termine superiore; vuoto al primo livello",
        "code of the term above; empty at the first level",
    ),
    _plain("label_it", "Etichetta italiana", "Label in Italian", "etichetta in italiano", "label in Italian"),
    _plain("label_en", "Etichetta inglese", "Label in English", "etichetta in inglese", "label in English"),
    _plain(
        "deprecated", "Non più in uso dal", "Not used since", "da quando non si usa più", "since when it is not used any more"
    ),
    _plain(
        "replaced_by",
        "Sostituito da",
        "Replaced by",
        "codice del termine da usare al suo posto; se sono più d'uno, fra cui sceglie una persona, separati da punto e virgola",
        "code of the term to use instead; several, of which a person chooses, apart by semicolons",
    ),
)
REGION_FIELDS = (
    _plain("slug", "Codice", "Code", "codice della regione nelle schede", "code of the region in entries"),
    _plain("name_it", "Nome italiano", "Name in Italian", "nome in italiano", "name in Italian"),
    _plain("name_en", "Nome inglese", "Name in English", "nome in inglese", "name in English"),
    _plain("area", "Ripartizione", "Area", "ripartizione ISTAT", "ISTAT's area"),
    _plain("nuts2", "NUTS 2", "NUTS 2", "codice NUTS 2024", "NUTS 2024 code"),
    _plain("istat", "Codice ISTAT", "ISTAT code", "codice ISTAT", "ISTAT's code"),
)
