"""The starter: an empty dataset that the package carries, and the folder it is written to."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.store.root import MARKERS
from alisei_cli.store.write import expect_vacant


def read_starter(name: str = "starter") -> dict[str, bytes]:
    """Content of every file of a starter by path, in order of paths, lines ended by LF."""
    return dict(sorted(_list_below(files("alisei_cli") / name, "")))


def _list_below(folder: Traversable, at: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in folder.iterdir():
        if each.is_dir():
            found += _list_below(each, f"{at}{each.name}/")
        else:
            found.append((f"{at}{each.name}", each.read_bytes().replace(b"\r\n", b"\n")))
    return found


def expect_empty(folder: Path) -> None:
    """Make sure that a dataset may begin at ``folder``, which need not exist.

    Raises:
        UsageError: it is a link or no folder, holds more than ``.git``, or lies in a dataset.
    """
    expect_vacant(folder, _("A registry begins in a new folder, or in a repository that holds nothing yet: alisei init FOLDER"))
    here = folder.resolve()
    for above in here.parents:
        if all((above / marker).exists() for marker in MARKERS):
            raise UsageError(
                _("{path} lies in the dataset {root}; nothing was written", path=folder, root=above),
                _("Name a folder outside it: a dataset never holds another."),
            )
