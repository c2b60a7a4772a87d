"""The national registry of Italian life sciences, as software: a git-managed dataset and the tool over it."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def open(path: Any = ".", as_of: str | None = None, audience: str | None = None, where: Any = (), overlay: Any = None) -> Any:
    """Open the registry for analysis: ``alisei_cli.open().frames()`` are pandas DataFrames by name (docs/frames.md).

    See ``alisei_cli.analysis.open_registry``, which is loaded only now, for the arguments and errors.
    """
    return import_module("alisei_cli.analysis").open_registry(path, as_of, audience, where, overlay)
