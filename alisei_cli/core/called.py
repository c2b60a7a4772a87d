"""Entries by what people type for them: an id, the path of a file, or a name."""

import re
from collections.abc import Iterable

from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import _
from alisei_cli.model.dataset import Entry
from alisei_cli.nearest import find_nearest_by


def strip_path(typed: str) -> str:
    """The id in the path of a file; an id stays as it is."""
    return re.split(r"[/\\]", typed)[-1].removesuffix(".yaml")


def find_id(typed: str, entries: Iterable[Entry]) -> str:
    """The id of the entry with this id, path or name; of a name, case, accents and punctuation do not count.

    Raises:
        UsageError: there is none, or several have this name.
    """
    names = {entry.id: entry.name for entry in entries}
    id_ = strip_path(typed)
    if id_ in names:
        return id_
    wanted = fold(typed)
    called = [each for each, name in names.items() if wanted and fold(name) == wanted]
    if len(called) > 1:
        said = _("{n} entries are called {name}", n=len(called), name=typed)
        raise UsageError(said, _("Name one by its id: {ids}.", ids=called))
    if called:
        return called[0]
    near = find_nearest_by(id_, {each: (each, name) for each, name in names.items()})
    help = _("Did you mean {near}?", near=near) if near else _("Look for it: alisei search {word}", word=id_)
    raise UsageError(_("there is no entry {id}", id=id_), help)
