"""What a rule says (a finding) and what a person is told (a diagnostic)."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

from alisei_cli.language import Text
from alisei_cli.model.source import Pointer, Span


class Severity(IntEnum):
    """How much a diagnostic matters; the order is the order of gravity."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case name, as in every output."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Edit:
    """One change at one pointer: a value set (or added), a key renamed, or the node deleted.

    Two change the text and never the data: ``text`` puts ``value`` in the place of ``span``, ``tidy`` mends the ends of all lines.
    """

    pointer: Pointer
    value: Any = None
    op: Literal["set", "rename", "delete", "text", "tidy"] = "set"
    span: Span | None = None
    """Only for ``text``."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that fix a finding; ``safe`` if no one needs to decide anything."""

    title: Text
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the finding."""

    path: str
    pointer: Pointer
    message: Text
    at: Literal["value", "key", "block"] = "value"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says, in pointers; ``core.check`` adds place, code and severity."""

    pointer: Pointer
    message: Text
    help: Text | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    at: Literal["value", "key", "block"] = "value"
    span: Span | None = None
    """Only where no pointer leads: bytes, syntax, comments."""
    path: str | None = None
    """Only from rules over the whole dataset; others speak of the entry they were given."""
    rule: str | None = None
    """Only from the reader and the tree walk, which serve several rules."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file of the dataset."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing wrong or worth saying, with its place."""

    code: str
    rule: str
    severity: Severity
    path: str
    span: Span
    pointer: Pointer
    message: Text
    help: Text | None = None
    fix: Fix | None = None
    related: tuple[tuple[Location, Text], ...] = ()
    is_public: bool = True
    """Whether the widest audience may see every value that it speaks of."""
    is_file_public: bool = True
    """Whether the widest audience may see all of the file: of any other, logs show neither a line nor a fix."""

    @property
    def identity(self) -> tuple[str, str, Pointer, Text]:
        """What it says, wherever in the file: the same in two states of the dataset."""
        return (self.path, self.rule, self.pointer, self.message)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Key of the one order in which diagnostics are ever shown."""
        return (self.path, self.span.line, self.span.column, self.code)
