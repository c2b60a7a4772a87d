"""Finding the dataset: data is found, never packaged."""

import os
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _

MARKERS = ("taxonomy.yaml", "schema", "registry")
"""What makes a folder a dataset, and where all of its files are."""


def find_root(asked: Path | None = None) -> Path:
    """The nearest folder, at or above the asked one, that has ``taxonomy.yaml``, ``schema/`` and ``registry/``.

    ``asked`` (``-C``), else ``ALISEI_ROOT``, else the current folder is where the climb starts.

    Raises:
        SurroundingsError: nothing above has all three.
    """
    try:
        start = (asked or Path(os.environ.get("ALISEI_ROOT") or Path.cwd())).resolve()
    except OSError as error:
        raise SurroundingsError(_("the current folder cannot be read: {reason}", reason=error.strerror)) from error
    for folder in (start, *start.parents):
        if all((folder / marker).exists() for marker in MARKERS):
            return folder
    raise SurroundingsError(
        _("no dataset at {folder} or above it", folder=start),
        _(
            "Go to a folder of a registry, or name one: alisei -C FOLDER ... (it holds taxonomy.yaml, schema/ and registry/). "
            "To begin a registry: alisei init FOLDER"
        ),
    )
