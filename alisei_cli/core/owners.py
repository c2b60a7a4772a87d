"""Who may make a change: rights come from BASE, never from the proposal; the worst path decides."""

from collections.abc import Iterable, Iterator

from alisei_cli.core.changes import meaning
from alisei_cli.model.change_set import EXECUTABLE, FOLDER, REGULAR, ChangeSet, FileChange, FileState, Rights
from alisei_cli.model.identity import content
from alisei_cli.model.ownership import ORDER, Ownership, PathVerdict
from alisei_cli.model.source import Data, json_pointer

WHOLE = json_pointer(())
"""Pointer to the entry itself."""


def check_owners(proposed: ChangeSet, actor: int) -> Ownership:
    """Judge every changed path for the account ``actor``."""
    is_mixed = len({change.kind is None for change in proposed.changes}) > 1
    return Ownership(actor, tuple(_judge(change, proposed.rights, actor, is_mixed) for change in proposed.changes))


def check_worst(proposed: ChangeSet, actors: Iterable[int]) -> Ownership:
    """Judge the change for each account that had a part in it; the worst verdict, of equals that of the first account."""
    return max((check_owners(proposed, actor) for actor in actors), key=lambda each: ORDER.index(each.verdict))


def _judge(change: FileChange, rights: Rights, actor: int, is_mixed: bool) -> PathVerdict:
    is_secretariat = actor in rights.secretariat
    if not _is_regular(change):
        return PathVerdict(change.path, "not-a-regular-file")
    if change.kind is None and is_mixed:
        return PathVerdict(change.path, "mixed")
    if is_secretariat and change.kind and change.after and change.after.data is None:
        return PathVerdict(change.path, "secretariat-field", (WHOLE,))
    if is_secretariat:
        return PathVerdict(change.path, "secretariat-acts")
    if change.kind is None:
        return PathVerdict(change.path, "machinery")
    others = [state.maintainers for state in (change.base, *change.namesakes) if state]
    if any(maintainers and actor not in maintainers for maintainers in others):
        return PathVerdict(change.path, "foreign-entry")
    found = [_judge_entry(before, change, rights) for before in change.before]
    return max(found, key=lambda each: (ORDER.index(each.verdict), each.pointers))


def _is_regular(change: FileChange) -> bool:
    """Whether HEAD has a plain file here, in place of a file or of nothing; machinery may be executable."""
    if change.after is None:
        return True
    modes = (REGULAR,) if change.path.startswith("registry/") else (REGULAR, EXECUTABLE)
    is_folder = any(state and state.mode == FOLDER for state in (*change.before, change.base))
    return change.after.mode in modes and not is_folder


def _judge_entry(before: FileState | None, change: FileChange, rights: Rights) -> PathVerdict:
    """Judge an entry that is not maintained by others alone."""
    if before is None:
        return PathVerdict(change.path, "new-entry")
    if change.base is None or not change.base.maintainers:
        return PathVerdict(change.path, "nobody-owns-it")
    pointers = tuple(sorted(set(_find_decisions(before, change.after, rights))))
    return PathVerdict(change.path, "secretariat-field" if pointers else "own-entry", pointers)


def _find_decisions(before: FileState, after: FileState | None, rights: Rights) -> Iterator[str]:
    """Pointers of what only the secretariat may decide: the whole entry where it goes, or cannot be compared."""
    if after is None or before.data is None or after.data is None:
        yield WHOLE
        return
    changed = set(_find_changed_fields(before.data, after.data))
    protected = changed if rights.fields is None else changed & {"id", *rights.fields}
    yield from (json_pointer((field,)) for field in protected)
    if after.data.get("status") == "merged":
        yield from (json_pointer((field,)) for field in changed & {"status", "successor"})
    verified = after.data.get("verified")
    if "verified" in changed and isinstance(verified, dict) and verified.get("by") == "secretariat":
        yield json_pointer(("verified", "by"))


def _find_changed_fields(old: Data, new: Data) -> Iterator[str]:
    """Top-level fields that mean something else than before."""
    for field in old.keys() | new.keys():
        if content(meaning(old.get(field))) != content(meaning(new.get(field))):
            yield field
