"""Files at the top of the repository that GitHub reads: CODEOWNERS, the issue forms."""

from collections.abc import Mapping
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.store import git
from alisei_cli.store.tree import read_bytes
from alisei_cli.store.write import write_folder

CODEOWNERS = ".github/CODEOWNERS"
FORMS = ".github/ISSUE_TEMPLATE"
"""Folder of the issue forms."""
LIMIT = 3 * 1024 * 1024
"""Bytes from which GitHub ignores CODEOWNERS; a form is smaller."""


def find_top(root: Path) -> tuple[Path, str]:
    """The top folder of the repository, and the path of the dataset in it, which ends in ``/`` if it is not empty."""
    prefix = git.prefix(root) if git.is_there(root) else ""
    return (root.resolve().parents[prefix.count("/") - 1] if prefix else root), prefix


def read_file(top: Path, path: str) -> bytes | None:
    """The file as it is; ``None`` without one, and for what is no plain file."""
    try:
        return read_bytes(top, path, LIMIT)
    except OSError:
        return None


def write_files(top: Path, folder: str, files: Mapping[str, str]) -> None:
    """Write ``files`` into a folder below ``top``, all or none.

    Raises:
        SurroundingsError: a link or something else than a file stands there, or the disk refuses.
    """
    place = top
    for part in folder.split("/"):
        place /= part
        if place.is_symlink():
            link = place.relative_to(top).as_posix()
            raise SurroundingsError(_("there is a link at {path}: alisei never writes to its target", path=link))
    write_folder(place, {name: text.encode() for name, text in files.items()})
