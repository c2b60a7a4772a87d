"""User folders from platformdirs, always outside the dataset."""

import hashlib
import os
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _

NAME = "alisei"


def cache(root: Path) -> Path:
    """Cache folder of the dataset at ``root``.

    It is the null device if there is none.
    """
    import platformdirs  # imported late: only commands that judge or write need it

    return _place_outside(platformdirs.user_cache_dir(NAME, appauthor=False), root) or Path(os.devnull)


def state(root: Path) -> Path:
    """State file of the dataset at ``root``, without its suffix.

    Raises:
        SurroundingsError: the user has no state folder outside the dataset.
    """
    import platformdirs

    place = _place_outside(platformdirs.user_state_dir(NAME, appauthor=False), root)
    if place is None:
        raise SurroundingsError(
            _("nothing was written: the list of replaced files needs a folder outside the dataset, and there is none"),
            _("Set XDG_STATE_HOME to a folder of your own outside {root}.", root=root),
        )
    return place


def _place_outside(folder: str, root: Path) -> Path | None:
    """Path for ``root`` in a user folder.

    It is ``None`` if there is none outside the dataset.

    Inside the dataset a branch could provide the files.
    """
    place, real = Path(folder), Path(os.path.realpath(root))
    if not place.is_absolute() or Path(os.path.realpath(place)).is_relative_to(real):
        return None
    return place / hashlib.sha256(os.fsencode(real)).hexdigest()[:24]
