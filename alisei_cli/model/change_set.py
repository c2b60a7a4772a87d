"""What a proposal changes, file by file, and the rights by which it is judged."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.model.ids import stem_of
from alisei_cli.model.source import Data

REGULAR = "100644"
EXECUTABLE = "100755"
FOLDER = "040000"
"""Modes of git."""
HIGHEST_ID = 999_999_999_999_999
"""Fifteen digits: longer numbers are text to the reader of YAML."""

_ACCOUNT = re.compile(r"[1-9][0-9]{0,14}\Z")
_FIELD = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class FileState:
    """What one commit has at a path."""

    mode: str
    """As git writes it: ``100644``, ``120000`` for a link, ``040000`` for a folder."""
    data: Data | None = None
    """Of an entry that can be read."""

    @property
    def id(self) -> str | None:
        """The declared id."""
        found = (self.data or {}).get("id")
        return found if isinstance(found, str) else None

    @property
    def maintainers(self) -> frozenset[int]:
        """Accounts that may change this entry."""
        return read_accounts((self.data or {}).get("maintainers"))


@dataclass(frozen=True, slots=True)
class FileChange:
    """One path that the proposal changes."""

    path: str
    """Relative to the root of the dataset; ``../`` leads to the rest of the repository."""
    kind: str | None
    """Kind of the entry that belongs here by the schemas of BASE; ``None`` for everything else."""
    before: tuple[FileState | None, ...]
    """At each merge base from which the proposal differs here; ``None`` where it has nothing."""
    after: FileState | None
    """In the proposal."""
    base: FileState | None
    """At the tip of BASE, which decides who maintains the entry."""
    namesakes: tuple[FileState, ...] = ()
    """Entries of BASE at other paths whose names this path claims."""

    @property
    def claims(self) -> frozenset[str]:
        """Names of entries, folded, that this path takes without having them in BASE."""
        taken = {stem_of(self.path), *(state.id for state in (*self.before, self.after) if state and state.id)}
        held = {stem_of(self.path), self.base.id} if self.base else set()
        return frozenset(fold(name) for name in taken - held)


@dataclass(frozen=True, slots=True)
class Rights:
    """What the policy of BASE says about changes."""

    secretariat: frozenset[int]
    """Accounts of the secretariat."""
    fields: frozenset[str] | None
    """Top-level fields that belong to the secretariat; ``None``, which means all, where the policy has no usable list."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A change from its merge base to HEAD, with all that decides who may make it."""

    base: str
    head: str
    merge_bases: tuple[str, ...]
    """Commits; more than one where branches were merged crosswise."""
    changes: tuple[FileChange, ...]
    """By path."""
    rights: Rights


def read_rights(policy: Any) -> Rights:
    """The rights that a policy gives; one that cannot be read gives none."""
    changes = policy.get("changes") if isinstance(policy, dict) else None
    said: Mapping[str, Any] = changes if isinstance(changes, dict) else {}
    fields = said.get("secretariat_fields")
    is_usable = isinstance(fields, list) and all(isinstance(each, str) and _FIELD.match(each) for each in fields)
    return Rights(read_accounts(said.get("secretariat")), frozenset(fields or ()) if is_usable else None)


def read_accounts(value: Any) -> frozenset[int]:
    """The account numbers in a list of ``{github, id}``; logins give no right, because they can change hands."""
    items = value if isinstance(value, list) else []
    found = (item.get("id") for item in items if isinstance(item, dict))
    return frozenset(each for each in found if type(each) is int and 1 <= each <= HIGHEST_ID)


def parse_accounts(texts: Sequence[str]) -> list[int]:
    """The account numbers that ``texts`` are, in plain digits; none where one of them is no number."""
    return list(map(int, texts)) if all(map(_ACCOUNT.match, texts)) else []
