"""What an export is: a view of the dataset as files for other programs.

The first line of an export's docstring says what it gives; it stands in the list of exports.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from alisei_cli.language import Text
from alisei_cli.model.view import View


@dataclass(frozen=True, slots=True)
class Export:
    """``build(view)`` gives each file by its name; it neither reads nor prints. The same dataset gives the same bytes."""

    build: Callable[[View], Mapping[str, bytes]]
    main: str
    """Name of the file that is given where only one is wanted."""
    note: Callable[[View], Iterable[Text]] | None = None
    """What the files leave out, where they have no place to say so."""
    is_binary: bool = False
    """Whether the main file is none to be read on a screen."""
    build_excel_it: Callable[[View], Mapping[str, bytes]] | None = None
    """The same files for an Excel in an Italian Windows, where there are such."""
