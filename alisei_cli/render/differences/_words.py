"""A difference in words: what each line of a text for people says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.difference import Change, Difference, EntryChange, Kind, OneSided, Total
from alisei_cli.model.identity import Identity
from alisei_cli.model.properties import find_property
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import View
from alisei_cli.model.wording import join_words, main_name, put_in_words, title_of

Words = Text | Labels | str

HEADINGS: dict[Kind, Text] = {
    "joined": _("Joined"),
    "left": _("Left"),
    "merged": _("Merged into another"),
    "moved": _("File moved or renamed"),
    "changed": _("Changed"),
}
TOTALS = _("Totals of active entries that differ")
ONE_SIDED = _("Relations that only one of two entries has now")
LONG = 70
"""Characters above which two texts are cut to the part in which they differ."""
AROUND = 20
"""Characters that are shown on both sides of that part."""
MOST_LISTED = 30
"""Most totals and relations that a document lists."""
FEW = 10
"""Most ids or files that one sentence names."""
SIGNS = {"set": "+", "add": "+", "clear": "-", "remove": "-", "change": "~"}
ABOUT: tuple[Route, ...] = (("type",), ("head_office", "municipality"), ("head_office", "region"), ("sector", "primary"))
"""Fields that tell what an organisation is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One change as a line: a sign, the field, and its values."""

    sign: str
    label: str
    old: str | None
    new: str | None


def headline(difference: Difference) -> Text:
    """Which states were compared, and how many entries changed in which way."""
    base, head = _state(difference.base), _state(difference.head)
    told = count_kinds(difference)
    if difference.head.as_of is None:
        if not told:
            return _("From {base} to the files here no entry has changed.", base=base)
        return _("Entries from {base} to the files here: {counts}.", base=base, counts=told)
    if not told:
        return _("From {base} to {head} no entry has changed.", base=base, head=head)
    return _("Entries from {base} to {head}: {counts}.", base=base, head=head, counts=told)


def count_kinds(difference: Difference) -> list[Text]:
    """How many entries there are of each kind of change, where there are any."""
    counts = difference.summary
    said = (
        _n("{n} joined", "{n} joined", n=counts["joined"]),
        _n("{n} left", "{n} left", n=counts["left"]),
        _n("{n} merged", "{n} merged", n=counts["merged"]),
        _n("{n} moved or renamed", "{n} moved or renamed", n=counts["moved"]),
        _n("{n} changed", "{n} changed", n=counts["changed"]),
        _n("{n} only in layout", "{n} only in layout", n=counts["layout"]),
    )
    return [text for text in said if dict(text.values)["n"]]


def _state(state: View) -> str:
    commit = (state.commit or "")[:12]
    if commit and (state.commit or "").startswith(state.as_of or " "):
        return commit
    return f"{state.as_of} ({commit})"


def sections(difference: Difference) -> Iterator[tuple[Text, tuple[EntryChange, ...]]]:
    """The entries whose meaning changed, by what happened to them."""
    for change, heading in HEADINGS.items():
        found = difference.of(change)
        if found:
            yield heading, found


def describe_entry(entry: EntryChange, difference: Difference) -> Words | None:
    """In few words, what has joined or left; ``None`` for other entries."""
    if entry.change not in ("joined", "left"):
        return None
    state = difference.head if entry.change == "joined" else difference.base
    schema = state.context.schemas[entry.kind]
    data = entry.changes[0].new or entry.changes[0].old or {}
    values = ((route, _read_at(data, route)) for route in ABOUT)
    said = [put_in_words(value, route, schema, state) for route, value in values if value is not None]
    return join_words(said) if said else None


def _read_at(data: Any, route: Route) -> Any:
    for key in route:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, str) else None


def marks(entry: EntryChange, difference: Difference) -> list[Mark]:
    """The changes of an entry; terms that join or leave one list share a line."""
    found = []
    if entry.moved_from:
        found.append(Mark("~", str(_("File")), entry.moved_from, entry.path))
    if entry.change in ("joined", "left"):
        return found
    for (_op, _label), group in groupby(_each(entry, difference), key=lambda mark: (mark.sign, mark.label)):
        first, *more = group
        if more and first.sign == "+":
            first = replace(first, new="; ".join(str(each.new) for each in (first, *more)))
        elif more:
            first = replace(first, old="; ".join(str(each.old) for each in (first, *more)))
        found.append(first)
    return found


def _each(entry: EntryChange, difference: Difference) -> Iterator[Mark]:
    schemas = [state.context.schemas.get(entry.kind) for state in (difference.base, difference.head)]
    old_schema, new_schema = schemas[0] or schemas[1], schemas[1] or schemas[0]
    for change in entry.changes:
        if old_schema and new_schema:
            was, is_ = _cut_texts(change.old), _cut_texts(change.new)
            old = None if was is None else str(put_in_words(was, change.route, old_schema, difference.base))
            new = None if is_ is None else str(put_in_words(is_, change.route, new_schema, difference.head))
            if old == new:  # a code, and its label written in its place
                old, new = str(was), str(is_)
            yield Mark(SIGNS[change.op], label_change(change, new_schema, old_schema), *_shorten_texts(old, new))


def _cut_texts(item: Any) -> Any:
    """An item of a list with its long sentences cut: a note that a thousand sources share is not what tells them apart."""
    if not isinstance(item, dict):
        return item
    long = {key: text for key, text in item.items() if isinstance(text, str) and len(text) > LONG and " " in text}
    return item | {key: f"{text[:LONG].rpartition(' ')[0] or text[:LONG]} …" for key, text in long.items()}


def label_change(change: Change, *schemas: Schema) -> str:
    """The field by its titles, items of lists by their identity; what is added or removed by its list."""
    said = []
    route: list[str] = []
    parts = change.pointer[:-1] if change.op in ("add", "remove") else change.pointer
    for part in parts:
        route.append("*" if isinstance(part, Identity) else part)
        known = next((node for schema in schemas if (node := schema.at(route))), {})
        said.append(part.replace("|", ", ") if isinstance(part, Identity) else str(title_of(known, part)))
    return " · ".join(said)


def _shorten_texts(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Two texts cut to where they differ, if they are long."""
    if old is None or new is None or max(len(old), len(new)) <= LONG:
        return old, new
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    end = next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)
    begin, rest = old.rfind(" ", 0, max(0, start - AROUND)) + 1, max(0, end - AROUND)
    return _cut(old, begin, rest), _cut(new, begin, rest)


def _cut(text: str, begin: int, rest: int) -> str:
    return ("…" if begin else "") + text[begin : len(text) - rest] + ("…" if rest else "")


def total(found: Total, difference: Difference) -> Words:
    """What a total counts: ``Company (type), Tuscany (region)``."""
    return join_words([_condition(name, value, (difference.head, difference.base)) for name, value in found.where])


def _condition(name: str, value: str, states: Sequence[View]) -> Words:
    for state in states:
        known = find_property(name, state.context)
        if known and value in known.labels:
            said, what = known.labels[value], known.title
            return Labels(
                *(f"{_translate_words(said, language)} ({_translate_words(what, language)})" for language in ("it", "en"))
            )
    return f"{value} ({name})"


def _translate_words(words: Text | Labels, language: str) -> str:
    return str(getattr(words, language)) if isinstance(words, Labels) else str(words)


def remarks(difference: Difference) -> Iterator[Text | Labels]:
    """What else a reader has to know, in sentences."""
    base, head = difference.base, difference.head
    versions = base.context.taxonomy.version, head.context.taxonomy.version
    if versions[0] != versions[1]:
        yield _("Taxonomy {old} became {new}: totals may differ because of it.", old=versions[0], new=versions[1])
    elif base.context.taxonomy != head.context.taxonomy:
        yield _("The taxonomy has changed under the same version, {version}.", version=versions[0])
    for state, paths in zip((base, head), difference.unreadable, strict=True):
        if paths and state.as_of is None:
            yield _n(
                "{n} changed file here cannot be read and is not compared: {paths}",
                "{n} changed files here cannot be read and are not compared: {paths}",
                n=len(paths),
                paths=_few(paths),
            )
        elif paths:
            yield _n(
                "{n} changed file cannot be read in {state} and is not compared: {paths}",
                "{n} changed files cannot be read in {state} and are not compared: {paths}",
                n=len(paths),
                state=_state(state),
                paths=_few(paths),
            )
    hidden = [entry.id for entry in difference.entries if entry.is_hidden]
    if hidden:
        yield _n(
            "{n} entry changed only in fields that are not shown to the audience {audience}: {ids}",
            "{n} entries changed only in fields that are not shown to the audience {audience}: {ids}",
            n=len(hidden),
            audience=head.audience,
            ids=_few(hidden),
        )
    yield from dict.fromkeys((*base.remarks, *head.remarks))
    layout = [entry.id for entry in difference.of("layout")]
    if layout:
        yield _n(
            "Only the layout of {n} entry changed, not its data: {ids}",
            "Only the layout of {n} entries changed, not their data: {ids}",
            n=len(layout),
            ids=_few(layout),
        )


def describe_one_sided(found: OneSided, difference: Difference) -> Text:
    """What is missing for a relation to be in both entries."""
    target = difference.base.by_id.get(found.target) if found.is_gone else difference.head.by_id.get(found.target)
    values = {"id": found.id, "relation": found.relation, "target": main_name(target) if target else found.target}
    if found.is_gone:
        return _("{id} still has the relation {relation} to {target}, which has left", **values)
    return _("{id} has the relation {relation} to {target}, whose entry does not have it", **values)


def _few(names: Sequence[str]) -> list[str]:
    return [*names[:FEW], *(["…"] if len(names) > FEW else [])]
