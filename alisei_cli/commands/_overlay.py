"""The overlay of a command line: read, merged, and said of the past that it has none."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from alisei_cli.commands._remarks import shorten
from alisei_cli.core.overlay import add_overlay
from alisei_cli.language import _, _n
from alisei_cli.store.overlay import read_overlay
from alisei_cli.streams import print_lines

if TYPE_CHECKING:
    from alisei_cli.model.dataset import Dataset
    from alisei_cli.model.history import History


def merge(found: "Dataset", folder: Path, root: Path) -> "Dataset":
    """Merges an overlay into ``found``; misplaced values are named on standard error, by path alone."""
    merged, left = add_overlay(found, read_overlay(folder, root, found.context))
    if left:
        said = _n(
            "{n} value or file of the overlay is left out: {paths}",
            "{n} values or files of the overlay are left out: {paths}",
            n=len(left),
            paths=shorten(left),
        )
        help = _("alisei overlay status and alisei validate say what is wrong with it.")
        print_lines([f"alisei: {said}", f"  {help}"])
    return merged


def tell_of_past(past: "History[Dataset]", *, is_told: bool = False) -> "History[Dataset]":
    """``past``, which says on standard error when it is first looked at, or at once, that it has no overlay."""

    @cache
    def tell() -> None:
        print_lines([f"alisei: {_('States of the past have no overlay: its values are left out of them.')}"])

    def look(when: str) -> "Dataset":
        tell()
        return past.at(when)

    if is_told:
        tell()
    return replace(past, at=look)
