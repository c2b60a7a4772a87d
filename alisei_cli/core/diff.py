"""What changed in meaning between two states of the dataset: by entry and field, with the effect on totals."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from alisei_cli.core.changes import compare, meaning
from alisei_cli.core.totals import compare_totals
from alisei_cli.core.view import Seen, view
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.model.difference import KINDS, Change, Difference, EntryChange, Kind, OneSided
from alisei_cli.model.ids import stem_of
from alisei_cli.model.sharing import find_kept_back, keep_back
from alisei_cli.model.ties import OTHER_HALF
from alisei_cli.model.view import Audiences, View
from alisei_cli.model.wording import main_name

Both = tuple[Entry, Entry]
"""An entry whole, and as the audience sees it."""


def diff(base: Dataset, head: Dataset, altered: Collection[str] | None = None, audience: str | None = None) -> Difference:
    """The difference of two states as ``audience`` (without one, the widest) may see it.

    ``altered``: paths of the files whose text differs; files at other paths are not compared. Without it, all are.

    Raises:
        UsageError: there is no such audience.
    """
    known: Seen = {}
    paths = frozenset(_find_altered(base, head) if altered is None else altered)
    base = _keep_back_as_now(base, head, paths)
    old, new = view(base, audience, known), view(head, audience, known)
    unreadable = (
        tuple(path for path in base.unreadable if path in paths),
        tuple(path for path in head.unreadable if path in paths),
    )
    found, unread = [], set()
    for before, after in _pairs(_choose_entries(base, old, paths), _choose_entries(head, new, paths)):
        if before and after:
            found.append(_judge(before, after, old, new))
        elif (alone := after or before) and _is_unread(alone, unreadable[1 if before else 0]):
            unread.add(alone[0].path)
        elif alone:
            found.append(_report_alone(alone, "joined" if after else "left"))
    return Difference(
        old,
        new,
        tuple(sorted(found, key=lambda each: (KINDS.index(each.change), each.path))),
        compare_totals(_drop_paths(old, unread), _drop_paths(new, unread), paths),
        tuple(_find_one_sided(old, new)),
        unreadable,
    )


def _keep_back_as_now(base: Dataset, head: Dataset, paths: Collection[str]) -> Dataset:
    """``base`` with what the entries of ``head`` keep back: what was withdrawn is not shown through an earlier state."""
    kept = find_kept_back(entry for entry in head.entries if entry.path in paths)
    if not kept:
        return base
    place = Audiences(head.context).place
    entries = (keep_back(entry, kept, place) if entry.path in paths else entry for entry in base.entries)
    return replace(base, entries=tuple(entries))


def _find_altered(base: Dataset, head: Dataset) -> Iterator[str]:
    """Paths at which two states in memory have another text, or none."""
    texts = [{entry.path: (entry.source.text, entry.data) for entry in state.entries} for state in (base, head)]
    yield from (path for path in texts[0].keys() | texts[1].keys() if texts[0].get(path) != texts[1].get(path))
    yield from set(base.unreadable) ^ set(head.unreadable)


def _choose_entries(state: Dataset, seen: View, paths: Collection[str]) -> list[Both]:
    return [both for both in zip(state.entries, seen.entries, strict=True) if both[0].path in paths]


def _pairs(old: Sequence[Both], new: Sequence[Both]) -> Iterator[tuple[Both | None, Both | None]]:
    """Each entry with itself: of its kind and id, and of those the one at the same path if there is one."""
    groups: dict[tuple[str, str], tuple[dict[str, Both], dict[str, Both]]] = {}
    for side, state in enumerate((old, new)):
        for both in state:
            groups.setdefault((both[0].kind, both[0].id), ({}, {}))[side][both[0].path] = both
    for before, after in groups.values():
        yield from ((before[path], after[path]) for path in before.keys() & after.keys())
        gone = [both for path, both in before.items() if path not in after]
        come = [both for path, both in after.items() if path not in before]
        yield from zip_longest(gone, come)


def _is_unread(alone: Both, unreadable: Collection[str]) -> bool:
    """Whether an entry is missing in the other state only because its file cannot be read there."""
    return alone[0].stem in map(stem_of, unreadable)


def _drop_paths(state: View, paths: Collection[str]) -> View:
    """``state`` without the entries at ``paths``: what is there can be compared with nothing."""
    return replace(state, entries=tuple(entry for entry in state.entries if entry.path not in paths)) if paths else state


def _report_alone(both: Both, change: Kind) -> EntryChange:
    """An entry that is there in one state only."""
    whole, seen = both
    data = meaning(seen.data)
    set_or_clear = Change((), "set", None, data) if change == "joined" else Change((), "clear", data, None)
    return EntryChange(whole.id, whole.kind, whole.path, main_name(seen), change, (set_or_clear,))


def _judge(before: Both, after: Both, old: View, new: View) -> EntryChange:
    """What happened to an entry that is there in both states."""
    (then, then_seen), (now, now_seen) = before, after
    schema = (new if now.kind in new.context.schemas else old).context.schemas[now.kind]
    changes = compare(then_seen.data, now_seen.data, schema)
    is_changed = bool(changes or compare(then.data, now.data, schema))
    return EntryChange(
        now.id,
        now.kind,
        now.path,
        main_name(now_seen),
        _kind(then, now, is_changed),
        changes,
        then.path if then.path != now.path else None,
        is_changed and not changes,
    )


def _kind(then: Entry, now: Entry, is_changed: bool) -> Kind:
    if now.data.get("status") == "merged" != then.data.get("status"):
        return "merged"
    if then.path != now.path:
        return "moved"
    return "changed" if is_changed else "layout"


def _find_one_sided(base: View, head: View) -> Iterator[OneSided]:
    """Relations of ``head`` that are not in the target's entry too, and were not so in ``base``."""
    ids = {entry.id for entry in base.entries}
    earlier = {(entry.id, relation, target) for entry, relation, target in _halves(base, ids)}
    for entry, relation, target in _halves(head, ids):
        if (entry.id, relation, target) not in earlier:
            yield OneSided(entry.id, entry.path, relation, target, target not in head.by_id)


def _halves(state: View, ids: Collection[str]) -> Iterator[tuple[Entry, str, str]]:
    """Relations whose other half is missing; the target is an entry of the same kind, or one of ``ids`` that has left."""
    said = [
        (entry, relation["kind"], relation["target"])
        for entry in state.entries
        for _index, relation in entry.items("relations")
        if isinstance(relation.get("kind"), str) and isinstance(relation.get("target"), str)
    ]
    known = {(entry.id, relation, target) for entry, relation, target in said}
    known |= {(entry.id, "successor", str(entry.data["successor"])) for entry in state.entries if "successor" in entry.data}
    for entry, relation, target in said:
        half, other = OTHER_HALF.get(relation), state.by_id.get(target)
        is_other = other.kind == entry.kind if other else target in ids
        if half and is_other and target != entry.id and (target, half, entry.id) not in known:
            yield entry, relation, target
