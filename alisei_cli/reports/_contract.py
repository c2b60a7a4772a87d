"""What a report is: a question to the dataset, answered in tables.

The first line of a report's docstring is the question; it stands in the list of reports.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from alisei_cli.language import Text, _
from alisei_cli.model.history import History
from alisei_cli.model.statistics import Published
from alisei_cli.model.table import Table
from alisei_cli.model.view import View


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked."""

    dataset: View
    """What the audience may see of the entries that ``--where`` chose, with the context of that day."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """What was chosen by options, for each that the report knows; its own default where nothing was said."""
    past: History[View] | None = None
    """Earlier states, seen by the same audience and chosen by the same ``--where``; ``None`` outside git."""
    country: View | None = None
    """The same, of the whole country: chosen by ``--where`` too, but not by place; what regions are measured against."""
    times: tuple[str, ...] = ()
    """Revisions or dates named after the report, for those that compare."""
    counted: View | None = None
    """The same entries with the values that everyone may have counted; for a report that protects its counts."""
    earlier: tuple[Published, ...] = ()
    """Counts that were published before, for such a report."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a report: ``--name METAVAR``."""

    name: str
    default: str
    metavar: str
    help: Text
    is_property: bool = False
    """Whether it names a facet, a field or another property of entries."""


LEVEL = Option(
    "level", "parents", "parents|leaves", _("parents (terms of the first level, with those below) or leaves (as written).")
)
BY = Option("by", "sector", "FACET", _("counted by what."), is_property=True)


@dataclass(frozen=True, slots=True)
class Report:
    """``build(question)`` gives the tables; it neither reads nor prints.

    Raises (build):
        UsageError: a choice names what does not exist.
    """

    build: Callable[[Question], tuple[Table, ...]]
    options: tuple[Option, ...] = ()
    """Options of its own."""
    times: int = 0
    """How many revisions or dates have to be named after it."""
    is_protected: bool = False
    """Whether it counts values that not everyone may see: its tables are then the same for every audience, and of all entries."""
    is_collection: bool = False
    """Whether its tables are those of other reports, and its figures theirs."""

    @property
    def defaults(self) -> dict[str, str]:
        """What is taken for each option where nothing is said."""
        return {option.name: option.default for option in self.options}
