"""What a report is: a question to the dataset, answered in tables.

The first line of a report's docstring is the question; it stands in the list of reports.
"""

from collections.abc import Callable
from dataclasses import dataclass

from alisei_cli.model.dataset import Dataset
from alisei_cli.model.table import Table


@dataclass(frozen=True, slots=True)
class Report:
    """``build(dataset)`` gives the tables; it neither reads nor prints."""

    build: Callable[[Dataset], tuple[Table, ...]]
