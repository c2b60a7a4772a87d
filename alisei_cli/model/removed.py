"""Facts and entries that a person has removed, each with the reason: an import never brings them back."""

from collections.abc import Iterable
from dataclasses import dataclass

FILE = "sources/removed.csv"


@dataclass(frozen=True, slots=True)
class Removal:
    """One such fact."""

    line: int
    """Its line in the file."""
    id: str
    field: str
    """Its keys, with full stops between them: ``facts.founded``; empty for the whole entry."""
    value: str
    """What is not to come back; empty for whatever a source says."""
    reason: str


@dataclass(frozen=True)
class Removed:
    """All of them, in the order of the file."""

    removals: tuple[Removal, ...] = ()

    def of(self, id_: str) -> list[Removal]:
        """What was removed from the entry with this id."""
        return [each for each in self.removals if each.id == id_ and each.field]

    def whole(self, id_: str) -> Removal | None:
        """Why the body that would get this id is to have no entry; ``None`` if it may have one."""
        return next((each for each in self.removals if each.id == id_ and not each.field), None)

    def without_entry(self, ids: Iterable[str]) -> list[Removal]:
        """Those of a field whose entry is none of ``ids``."""
        known = set(ids)
        return [each for each in self.removals if each.field and each.id not in known]


NONE = Removed()
