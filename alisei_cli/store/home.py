"""The door to the user's own folders, by platformdirs: no dataset brings one, or becomes one."""

import hashlib
import os
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _

NAME = "alisei"


def cache(root: Path) -> Path:
    """Folder for what was judged of the dataset at ``root``; the null device, which takes nothing, where there is none."""
    import platformdirs  # only commands that judge or write need it

    return _outside(platformdirs.user_cache_dir(NAME, appauthor=False), root) or Path(os.devnull)


def state(root: Path) -> Path:
    """File, without its ending, for what is being done to the dataset at ``root``.

    Raises:
        SurroundingsError: the user has no folder for it outside of the dataset.
    """
    import platformdirs

    place = _outside(platformdirs.user_state_dir(NAME, appauthor=False), root)
    if place is None:
        raise SurroundingsError(
            _("nothing was written: the list of replaced files needs a folder outside of the dataset, and there is none"),
            _("Set XDG_STATE_HOME to a folder of your own that lies outside of {root}.", root=root),
        )
    return place


def _outside(folder: str, root: Path) -> Path | None:
    """Place for ``root`` in a folder of the user's; ``None`` if that lies in the dataset, where a branch could bring it, or nowhere."""
    place, real = Path(folder), Path(os.path.realpath(root))
    if not place.is_absolute() or Path(os.path.realpath(place)).is_relative_to(real):
        return None
    return place / hashlib.sha256(os.fsencode(real)).hexdigest()[:24]
