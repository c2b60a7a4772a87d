"""Ties between bodies: relations, and the groups, events and projects that have both."""

from collections.abc import Iterator
from dataclasses import dataclass

from alisei_cli.matching.profile import KIND, Profile
from alisei_cli.matching.score import Bond, Place
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.references import references
from alisei_cli.model.view import View


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an entry names a body."""

    owner: Entry
    target: str
    relation: str
    place: Place


class Ties:
    """Who names whom in a dataset, as one audience sees it."""

    def __init__(self, dataset: View) -> None:
        self._paths = {entry.id: entry.path for entry in dataset.of_kind(KIND)}
        self._by_target: dict[str, list[Mention]] = {}
        self._by_owner: dict[str, list[Mention]] = {}
        for entry in dataset.entries:
            for mention in _list_mentions(entry, dataset.context):
                self._by_target.setdefault(mention.target, []).append(mention)
                self._by_owner.setdefault(entry.id, []).append(mention)

    def of(self, asker: Profile) -> dict[str, list[Bond]]:
        """The ties of ``asker``, by id of the other body, relations first."""
        found: dict[str, list[Bond]] = {}
        if not asker.id:
            return found
        for mention in self._by_owner.get(asker.id, ()):
            if mention.target in self._paths:
                bond = Bond(mention.place, Place(self._paths[mention.target], ("id",)), mention.relation, mention.owner.name)
                found.setdefault(mention.target, []).append(bond)
        named = self._by_target.get(asker.id, ())
        for mention in named:
            if mention.owner.kind == KIND:
                bond = Bond(Place(asker.path, ("id",)), mention.place, mention.relation, mention.owner.name)
                found.setdefault(mention.owner.id, []).append(bond)
        for mine in named:
            for theirs in self._by_owner[mine.owner.id] if mine.owner.kind != KIND else ():
                if theirs.target != asker.id and theirs.target in self._paths:
                    bond = Bond(mine.place, theirs.place, mine.owner.kind, mine.owner.name)
                    found.setdefault(theirs.target, []).append(bond)
        return found


def _list_mentions(entry: Entry, context: Context) -> Iterator[Mention]:
    """Every body that an entry names, its successor apart."""
    schema = context.schemas.get(entry.kind)
    for reference in references(entry.data, schema) if schema else ():
        if reference.field != "successor":
            yield Mention(entry, reference.target, reference.relation, Place(entry.path, reference.pointer))
