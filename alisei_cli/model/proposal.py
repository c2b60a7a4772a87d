"""Proposals: what a member wants changed in one entry, as values, and what becomes of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from alisei_cli.language import Text
from alisei_cli.model.change_set import read_rights
from alisei_cli.model.diagnostic import Diagnostic
from alisei_cli.model.difference import Change
from alisei_cli.model.identity import ItemPointer
from alisei_cli.model.source import Data

Op = Literal["set", "clear", "add", "remove"]
OPS: tuple[Op, ...] = ("set", "clear", "add", "remove")
State = Literal["clean", "incomplete", "conflict", "refused", "nothing"]
STATES: tuple[State, ...] = ("clean", "incomplete", "conflict", "refused", "nothing")
"""What can become of a proposal, the best first."""
SHORT_COMMIT = 12
"""Digits by which a proposal names a commit."""
KEPT = ("id", "verified", "maintainers", "sharing", "status", "status_since", "status_reason", "successor")
"""Fields that no proposal and no form changes; those of the policy's ``secretariat_fields`` come to them."""


def list_kept(policy: Any) -> frozenset[str]:
    """Top-level fields that only a person of the secretariat changes, by hand."""
    return frozenset(KEPT) | (read_rights(policy).fields or frozenset())


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """One value to set, clear, add to a list or remove from it.

    ``pointer`` names items of lists by their identity, as a difference does.
    """

    op: Op
    pointer: ItemPointer
    value: Any = None
    """Plain JSON data, or the text that a person typed; ``None`` for ``clear``."""


def set_apart(change: ProposedChange) -> Iterator[ProposedChange]:
    """``change`` as one for each value, where it sets a block: what stands beside them in the entry stays."""
    if change.op == "set" and isinstance(change.value, dict):
        for key, value in change.value.items():
            yield from set_apart(ProposedChange("set", (*change.pointer, key), value))
    else:
        yield change


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one message asks for one entry."""

    source: str
    """Name of the file that it was read from; of several in one file, with its number."""
    entry: str | None = None
    """Id of the entry; ``None`` for a new one."""
    kind: str = "stakeholder"
    base: str | None = None
    """Commit that the sender saw; ``None`` where the message does not say."""
    changes: tuple[ProposedChange, ...] = ()
    confirms: bool = False
    """Whether the sender says that the entry is right."""
    is_another: bool = False
    """Whether a person has looked: the new body is not the entry that it may be. No message says so."""
    host: str | None = None
    """Host of a mail's sender, empty where it names none, ``None`` where it is no mail; never written, and no proof of who sent it."""
    refusals: tuple[Text, ...] = ()
    """What of the message could not be read; its sender is asked for it."""
    notes: tuple[Text, ...] = ()
    """What of the message was passed over, and need not hold it up."""
    to_read: tuple[Text, ...] = ()
    """Why a person has to read the message itself; its sender is asked nothing."""
    is_idle: bool = False
    """Whether no one has asked for anything: an automatic reply or a receipt."""
    says_more: bool = False
    """Whether the sender wrote more than courtesies beside the proposal."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that was changed here after the sender saw it."""

    pointer: ItemPointer
    base: Any
    here: Any
    proposed: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposal laid over the entry as it is now."""

    data: Data
    """The entry with every change that meets no conflict."""
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refusals: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    """What was asked and changes nothing."""


@dataclass(frozen=True)
class Outcome:
    """What becomes of one proposal."""

    proposal: Proposal
    state: State
    id: str | None = None
    path: str | None = None
    """File of the entry; ``None`` where none can be named."""
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[str, ...] = ()
    """Fields that a new entry needs."""
    refusals: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    """What a person of the secretariat has to know before writing."""
    diagnostics: Sequence[Diagnostic] = field(default=())
    text: str | None = None
    """The new text of the file; ``None`` unless clean."""
    before: bytes | None = None
    """The bytes that ``text`` replaces; ``None`` for a new file."""
    name: str = ""
    """What everyone may call the entry; empty for a new one."""
