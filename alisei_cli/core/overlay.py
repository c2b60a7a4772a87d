"""Values of an overlay put into entries, in memory: where each one goes, and which have no place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from alisei_cli.core.changes import meaning
from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.diagnostic import Finding, Related
from alisei_cli.model.identity import identify
from alisei_cli.model.ids import stem_of
from alisei_cli.model.overlay import FileRead, Overlay
from alisei_cli.model.routes import generalise
from alisei_cli.model.schema import Schema
from alisei_cli.model.sharing import drop_values, name_items
from alisei_cli.model.source import Data, Pointer, Source, json_pointer
from alisei_cli.model.view import Audiences

Said = tuple[str, Finding]
"""Name of a rule, and what it says of a file of the overlay; a finding tells no value."""
LEAVES_OUT = frozenset({"value-in-both", "above-the-overlay"})
"""Rules whose findings are about a value that is left out."""
Find = Callable[[str, str], FileRead | None]
"""The entry of a kind with a file name, as read; ``None`` where there is none."""


@dataclass(frozen=True, slots=True)
class Merge:
    """An entry with the values of an overlay."""

    data: Data
    placed: Mapping[Pointer, Pointer]
    """Pointer of each value or block that the overlay brings, with the pointer that it has in the overlay's file."""
    clashes: tuple[tuple[Pointer, Pointer], ...]
    """Values that both have, the entry's kept: pointer in the overlay's file, pointer in the entry."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A file of the overlay, the entry that it is about, and both in one."""

    base: FileRead
    over: FileRead
    merge: Merge
    above: tuple[Pointer, ...]
    """Pointers in the overlay's file of values that its audience may not see."""

    def without_above(self, schema: Schema) -> Merge:
        """Both in one, without those values."""
        if not self.above:
            return self.merge
        return merge_entry(self.base.source.data, drop_values(self.over.source.data, self.above), schema)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The outcome for each file of an overlay."""

    fits: tuple[Fit, ...]
    findings: Mapping[str, tuple[Said, ...]]
    """What is wrong with it, by path."""


def add_overlay(dataset: Dataset, overlay: Overlay) -> tuple[Dataset, tuple[str, ...]]:
    """``dataset`` with the values of ``overlay``, each of them raised; and what is left out of it: paths and ``path#pointer``."""
    fitted = fit_dataset(overlay, dataset)
    least = least_audience(dataset.context, overlay.audience)
    merged = {each.base.path: _build_entry(each, dataset.context, least) for each in fitted.fits}
    entries = tuple(merged.get(entry.path, entry) for entry in dataset.entries)
    return replace(dataset, entries=entries), tuple(_list_left_out(overlay, fitted))


def fit_dataset(overlay: Overlay, dataset: Dataset) -> Fitted:
    """Bring each file of the overlay to its entry of ``dataset``."""
    by_stem = {(entry.kind, entry.stem): entry for entry in dataset.entries}

    def find(kind: str, stem: str) -> FileRead | None:
        entry = by_stem.get((kind, stem))
        if entry is None:
            unread = next((path for path in dataset.unreadable if stem_of(path) == stem), None)
            return FileRead(kind, Source(unread, "", None)) if unread else None
        return FileRead(kind, Source(entry.path, "", entry.data))

    return fit(overlay, find, dataset.context)


def least_audience(context: Context, most: str) -> str:
    """The audience that each value of an overlay for ``most`` has at least: the next above the repository's."""
    audiences = Audiences(context)
    above = (name for name in audiences.names if audiences.place(name) > audiences.repository)
    return next(above, most)


def fit(overlay: Overlay, find: Find, context: Context) -> Fitted:
    """Bring each file of the overlay to its entry."""
    audiences = Audiences(context)
    fits: dict[str, Fit] = {}
    findings: dict[str, tuple[Said, ...]] = {}
    for over in overlay.files:
        said = [(finding.rule or "yaml-syntax", finding) for finding in over.findings]
        schema = context.schemas.get(over.kind or "")
        if schema and isinstance(over.source.data, dict):
            base = find(schema.kind, stem_of(over.path))
            wrong = _find_wrong_id(over, base, fits)
            if wrong:
                said.append(wrong)
            elif base and isinstance(base.source.data, dict):
                above = tuple(find_above(over.source.data, schema, audiences, audiences.place(overlay.audience)))
                merge = merge_entry(base.source.data, over.source.data, schema)
                fits[base.path] = Fit(base, over, merge, above)
                said += [*map(_report_above, above), *(_report_clash(clash, base.path) for clash in merge.clashes)]
        elif schema and not said:
            said.append(("not-a-mapping", _report_no_mapping()))
        findings[over.path] = tuple(said)
    return Fitted(tuple(fits.values()), findings)


def merge_entry(base: Data, over: Data, schema: Schema) -> Merge:
    """Merge mappings by key, lists by what identifies their items; ``id`` belongs to both."""
    merging = _Merging(schema)
    data = merging.block(base, {key: value for key, value in over.items() if key != "id"}, (), ())
    return Merge(data, merging.placed, tuple(merging.clashes))


def find_above(value: Any, schema: Schema, audiences: Audiences, most: int, base: Pointer = ()) -> Iterator[Pointer]:
    """Each value or block that is for narrower audiences than the level ``most``; what the schema does not know is told otherwise."""
    route = generalise(base)
    if base and schema.at(route) and audiences.level(schema, route) > most:
        yield base
    elif isinstance(value, dict | list):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from find_above(inner, schema, audiences, most, (*base, part))


class _Merging:
    """One merge; ``here`` is a pointer in the merged entry, ``there`` one in the overlay's file."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.placed: dict[Pointer, Pointer] = {}
        self.clashes: list[tuple[Pointer, Pointer]] = []

    def block(self, base: Data, over: Data, here: Pointer, there: Pointer) -> Data:
        """The fields of ``base`` in their order, those of ``over`` put where the schema has them."""
        merged = dict(base)
        order = self.schema.order(here)
        for key, value in over.items():
            if meaning(value) is None:
                continue
            if meaning(merged.get(key)) is None:
                self.placed[*here, key] = (*there, key)
                merged = _insert(merged, key, value, order)
            else:
                merged[key] = self._value(merged[key], value, (*here, key), (*there, key))
        return merged

    def _value(self, base: Any, over: Any, here: Pointer, there: Pointer) -> Any:
        if isinstance(base, dict) and isinstance(over, dict):
            return self.block(base, over, here, there)
        if isinstance(base, list) and isinstance(over, list):
            return self._items(base, over, here, there)
        self.clashes.append((there, here))
        return base

    def _items(self, base: list[Any], over: list[Any], here: Pointer, there: Pointer) -> list[Any]:
        """The items of ``base`` in their order, then those that only ``over`` has."""
        fields = self.schema.identity(generalise(here))
        keys = [identify(item, fields)[0] for item in base]
        merged = list(base)
        for index, item in enumerate(over):
            key = identify(item, fields)[0]
            if key not in keys:
                self.placed[*here, len(merged)] = (*there, index)
                merged.append(item)
                continue
            place = keys.index(key)
            more = {name: value for name, value in item.items() if name not in fields} if isinstance(item, dict) else {}
            if more and keys.count(key) == 1 and isinstance(base[place], dict):
                merged[place] = self.block(merged[place], more, (*here, place), (*there, index))
            elif more or not isinstance(item, dict):
                self.clashes.append(((*there, index), (*here, place)))
        return merged


def _insert(block: Data, key: str, value: Any, order: Mapping[str, int]) -> Data:
    """``block`` with a field behind the last one that belongs before it; the order of the others stays."""
    rest = [(name, inner) for name, inner in block.items() if name != key]
    own = order.get(key, len(order))
    place = max((number for number, (name, _inner) in enumerate(rest, 1) if order.get(name, len(order)) < own), default=0)
    return dict([*rest[:place], (key, value), *rest[place:]])


def _build_entry(found: Fit, context: Context, least: str) -> Entry:
    """The merged entry without what is above the overlay's audience."""
    schema = context.schemas[found.base.kind or ""]
    merge = found.without_above(schema)
    raised = {name_items(pointer, merge.data, schema): least for pointer in merge.placed}
    return Entry(found.base.path, schema.kind, merge.data, Source(found.base.path, "", None), raised=raised)


def _list_left_out(overlay: Overlay, fitted: Fitted) -> Iterator[str]:
    fits = {each.over.path for each in fitted.fits}
    for path in (file.path for file in overlay.files):
        if path not in fits:
            yield path
        else:
            pointers = [finding.pointer for rule, finding in fitted.findings[path] if rule in LEAVES_OUT]
            yield from (f"{path}#{json_pointer(pointer)}" for pointer in pointers)


def _find_wrong_id(over: FileRead, base: FileRead | None, fits: Mapping[str, Fit]) -> Said | None:
    stem = stem_of(over.path)
    if over.source.data.get("id") != stem:
        message = _("the id is not the name of the file")
        help = _("Write above all fields the id of the entry, which is the name of its file and of this one, without .yaml.")
        return "id-differs-from-file", Finding(("id",), message, help)
    if base is None:
        message = _("no entry of this kind has this id")
        help = _("An overlay adds values to entries: compare the id with the name of the entry's file, or write the entry first.")
        return "overlay-of-no-entry", Finding(("id",), message, help)
    if base.path in fits:
        message = _("another file of the overlay has values of this entry")
        help = _("Put all of them into one file.")
        other = Related(fits[base.path].over.path, ("id",), _("here is the other one"))
        return "duplicate-id", Finding(("id",), message, help, related=(other,))
    return None


def _report_above(pointer: Pointer) -> Said:
    message = _("this value is for a narrower audience than the overlay")
    help = _("Delete it here, and keep it in an overlay for that audience: alisei policy says who may see which field.")
    return "above-the-overlay", Finding(pointer, message, help)


def _report_clash(clash: tuple[Pointer, Pointer], path: str) -> Said:
    there, here = clash
    message = _("the entry has a value here already")
    help = _("Keep each value in one place: delete it here, or in the entry.")
    return "value-in-both", Finding(there, message, help, related=(Related(path, here, _("here is the entry's")),))


def _report_no_mapping() -> Finding:
    message = _("the file is empty or holds no fields")
    return Finding((), message, _("Write the id of the entry and the values to add, one field per line; or delete the file."))
