"""Optional libraries: the error for a missing one, with the install command."""

import importlib.metadata
import importlib.util
import json
import os
import shlex
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _


def missing_library(library: str, extra: str) -> SurroundingsError:
    """Build the error for a library of ``extra`` that is not installed."""
    return SurroundingsError(
        _("this needs the library {library}, which is not installed", library=library),
        _("Install it: {command}", command=install_command(extra)),
    )


def install_command(extra: str) -> str:
    """Build the command that installs ``extra`` into the running environment.

    An installation from a clone uses the clone's lock file, any other the package name.
    """
    lock = _find_lock_file(extra)
    target = ["--no-deps", "--require-hashes", "-r", _shorten_path(lock)] if lock else [f"alisei[{extra}]"]
    python = _shorten_path(Path(sys.executable))
    # An environment made by uv has no pip.
    pip = [python, "-m", "pip", "install"] if importlib.util.find_spec("pip") else ["uv", "pip", "install", "--python", python]
    words = [*pip, *target]
    return " ".join(_quote(word) for word in words)


def _quote(word: str) -> str:
    """Quote ``word`` for the shell of this system.

    The shells cmd and PowerShell know double quotes only.
    """
    if os.name != "nt":
        return shlex.quote(word)
    return f'"{word}"' if set(word) & set(" []'") else word


def _find_lock_file(extra: str) -> Path | None:
    """Find the lock file of an installation from a clone (PEP 610)."""
    try:
        origin = importlib.metadata.distribution("alisei").read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        return None
    where = json.loads(origin) if origin else {}
    url = urlsplit(where.get("url", ""))
    if "dir_info" not in where or url.scheme != "file":
        return None
    lock = Path(url2pathname(url.path)) / "requirements" / f"{extra}.txt"
    return lock if lock.is_file() else None


def _shorten_path(path: Path) -> str:
    """Shorten ``path`` if it is below the current folder."""
    folder = Path.cwd()
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)
