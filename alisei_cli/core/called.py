"""Entries by what people type for them: an id, the path of a file, or a name."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from alisei_cli.errors import UsageError
from alisei_cli.folding import fold, fold_name
from alisei_cli.language import _
from alisei_cli.model.dataset import Entry
from alisei_cli.model.groups import group
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


class Names:
    """Entries by all names that they have today; case, accents, punctuation, small words and legal forms do not count."""

    def __init__(self, entries: Collection[Entry]) -> None:
        self._by_id = {entry.id: entry for entry in entries}

    def find(self, typed: str, kinds: Sequence[str]) -> list[Entry]:
        """The entry of these kinds with this id, else all with this name."""
        known = self._by_id.get(typed)
        found = [known] if known else self._by_name.get(fold_name(typed), ())
        return [entry for entry in found if entry.kind in kinds]

    def title(self, id_: str | None) -> str:
        """What an entry is called; empty where there is none."""
        known = self._by_id.get(id_ or "")
        return known.name if known else ""

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        named = ((name, entry) for entry in self._by_id.values() for name in dict.fromkeys(map(fold_name, _list_names(entry))))
        return group((name, entry) for name, entry in named if name)


def _list_names(entry: Entry) -> list[str]:
    names = [str(name["value"]) for _index, name in entry.items("names") if name.get("kind") != "former" and "value" in name]
    return names or [entry.name]
