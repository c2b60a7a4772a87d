"""The file CODEOWNERS at the top of the repository, where GitHub reads it."""

from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.store import git
from alisei_cli.store.tree import read_bytes
from alisei_cli.store.write import write_file

FOLDER = ".github"
PATH = f"{FOLDER}/CODEOWNERS"
LIMIT = 3 * 1024 * 1024
"""Bytes from which GitHub ignores the file."""


def find_top(root: Path) -> tuple[Path, str]:
    """The top folder of the repository, and the path of the dataset in it, which ends in ``/`` if it is not empty."""
    prefix = git.prefix(root) if git.is_there(root) else ""
    return (root.resolve().parents[prefix.count("/") - 1] if prefix else root), prefix


def read_codeowners(top: Path) -> bytes | None:
    """The file as it is; ``None`` without one, and for what is no plain file."""
    try:
        return read_bytes(top, PATH, LIMIT)
    except OSError:
        return None


def write_codeowners(top: Path, text: str) -> None:
    """Write the file.

    Raises:
        SurroundingsError: a link or something else than a file stands there, or the disk refuses.
    """
    if (top / FOLDER).is_symlink():
        raise SurroundingsError(_("there is a link at {path}: alisei never writes to its target", path=FOLDER))
    write_file(top / PATH, text)
