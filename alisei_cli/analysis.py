"""The registry for analysts: opened once, then asked for DataFrames."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from alisei_cli.core.ask import choose_entries
from alisei_cli.core.conditions import asked_together
from alisei_cli.core.overlay import add_overlay
from alisei_cli.core.view import view
from alisei_cli.errors import DataError, UsageError
from alisei_cli.frames import frames
from alisei_cli.language import _
from alisei_cli.model.view import View
from alisei_cli.store import history
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.overlay import read_overlay
from alisei_cli.store.root import find_root

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Registry:
    """One state of the registry, as one audience sees it."""

    view: View

    def frames(self) -> dict[str, "pandas.DataFrame"]:
        """The DataFrames by name (docs/frames.md); changing one changes nothing here."""
        return {name: frame.copy() for name, frame in self._frames.items()}

    @cached_property
    def _frames(self) -> dict[str, "pandas.DataFrame"]:
        return frames(self.view)


def open_registry(
    path: str | Path = ".",
    as_of: str | None = None,
    audience: str | None = None,
    where: Sequence[str] = (),
    overlay: str | Path | None = None,
) -> Registry:
    """Open the registry at ``path`` or the nearest folder above it.

    Args:
        path: a folder.
        as_of: a revision, or a day, month or year (``2026-05``); without it, the working tree.
        audience: who may see the result; without it, the widest.
        where: conditions such as ``region=toscana``, all of which hold.
        overlay: a folder of private values (docs/overlay.md), of the working tree only; each of them must have its place.

    Raises:
        AliseiError: there is no registry, revision, audience, facet, term or overlay of that name.
        DataError: a value or file of the overlay has no place.
        UsageError: an overlay is named together with ``as_of``.
    """
    if overlay is not None and as_of:
        raise UsageError(_("states of the past have no overlay"), _("Name either the overlay or the date."))
    root = find_root(Path(path))
    dataset = history.load_at(root, as_of)[0] if as_of else load_dataset(root)
    if overlay is not None:
        dataset, left = add_overlay(dataset, read_overlay(Path(overlay), root, dataset.context))
        if left:
            raise DataError(
                _("the overlay has values or files without a place"), details=[_("{path}", path=each) for each in left]
            )
    seen = view(dataset, audience)
    return Registry(choose_entries(seen, asked_together(where, dataset.context)))
