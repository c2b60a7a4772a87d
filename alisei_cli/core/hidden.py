"""What not everyone may see of a file of the dataset, so that messages and excerpts tell nothing of it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from alisei_cli.core.view import blank
from alisei_cli.language import Text
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.identity import ItemPointer
from alisei_cli.model.import_result import Plan
from alisei_cli.model.proposal import Outcome
from alisei_cli.model.schema import Schema
from alisei_cli.model.sharing import FIELD, locate
from alisei_cli.model.source import Pointer, Source, find_value
from alisei_cli.model.view import Audiences

HIDDEN = "…"
"""What is shown in place of a value."""
LEAST = 4
"""Characters of the shortest value that is looked for in messages."""


class Hidden:
    """For each file, the values in it that not everyone may see."""

    def __init__(
        self,
        context: Context,
        sources: Mapping[str, Source],
        kept: Mapping[str, Collection[Pointer]] | None = None,
        unopened: Collection[str] = (),
    ) -> None:
        """``kept``: pointers of values that an entry itself keeps back, by path, where they are known already.

        ``unopened``: files of which only the name is known, such as links; they are not opened here either.
        """
        self.context = context
        self.sources = sources
        self.kept = kept or {}
        self.unopened = unopened
        self.audiences = Audiences(context)
        self._schemas = {context.schemas[kind].folder: context.schemas[kind] for kind in context.kinds}
        self._texts: dict[str, frozenset[str]] = {}

    def texts(self, path: str) -> frozenset[str]:
        """Values of the file at ``path`` that not everyone may see, as texts; its words where it cannot be read and may hold any."""
        if path not in self._texts:
            self._texts[path] = frozenset(self._find_texts(path))
        return self._texts[path]

    def is_told(self, path: str, finding: Finding) -> bool:
        """Whether a finding reveals such a value of any file that it names."""
        paths = {path, *(other.path or path for other in finding.related)}
        secrets = [text for each in paths for text in self.texts(each) if len(text) >= LEAST]
        if not secrets:
            return False
        said = list(_values((finding.message, finding.help, *(other.message for other in finding.related))))
        return any(secret in text for text in said for secret in secrets)

    def is_public(self, path: str, pointer: ItemPointer) -> bool:
        """Whether everyone may see the value that ``pointer`` names, as the file at ``path`` is."""
        schema, data = self._schemas.get(path.split("/")[1]), self.sources[path].data
        if schema is None or not isinstance(data, dict):
            return schema is None
        raised = self.audiences.raised(Entry(path, schema.kind, data, self.sources[path]), schema)
        kept = {each for each, level in raised.items() if level}
        places = [*locate(data, pointer, schema)] or [*locate(data, pointer[:1], schema)] or [pointer[:1]]
        below = [place for each in places for place in (each, *_list_below(data, each))]
        return all(self.audiences.is_public(place, path, self.context, kept) for place in below)

    def _find_texts(self, path: str) -> Iterator[str]:
        schema = self._schemas.get(path.split("/")[1]) if path.startswith("registry/") else None
        if schema is None or path in self.unopened:
            return
        source = self.sources[path]
        if not isinstance(source.data, dict):
            yield from self._find_words(source.text, schema)
            return
        visible, below = self.audiences.hidden(schema, self.audiences.names[0])
        raised = self.audiences.raised(Entry(path, schema.kind, source.data, source), schema)
        kept = {*self.kept.get(path, ()), *(pointer for pointer, level in raised.items() if level)}
        if not below and not kept and visible.issuperset(source.data):
            return
        for pointer in _leaves(source.data, ()):
            if not self.audiences.is_public(pointer, path, self.context, kept):
                yield str(find_value(source.data, pointer))

    def _find_words(self, text: str, schema: Schema) -> Iterator[str]:
        """The words of a text that is no entry, if it names a field that not everyone may see."""
        names = {route[-1] for route, _node in schema.walk() if route and self.audiences.level(schema, route)} - {"*"}
        if FIELD in text or any(re.search(rf"\b{re.escape(name)}\b[\"']?\s*:", text) for name in names):
            yield from re.split(r"[\s\"',\[\]{}]+", text)


def hide_plan(plan: Plan, hidden: Hidden) -> Plan:
    """``plan`` as it may be shown in a log: nothing of the files that ``hidden`` knows which not everyone may see."""
    cover = _Cover(text for path in hidden.sources for text in hidden.texts(path))
    return replace(
        plan,
        differences=[
            replace(each, ours=cover.value(each.ours), reason=each.reason and cover.text(each.reason))
            for each in plan.differences
        ],
        unclear=[(place, cover.text(reason)) for place, reason in plan.unclear],
        held=[replace(each, reason=cover.text(each.reason)) for each in plan.held],
    )


def hide_outcome(outcome: Outcome, hidden: Hidden) -> Outcome:
    """``outcome`` as it may be shown in a log: nothing of the entry as it is which not everyone may see.

    An item of a list that is not for everyone is named by its list alone: what tells it from the others may be its value.
    """
    is_old = outcome.proposal.entry is not None and outcome.path in hidden.sources
    path = outcome.path if is_old else None
    cover = _Cover(hidden.texts(path) if path else ())

    def is_shown(pointer: ItemPointer) -> bool:
        return path is None or hidden.is_public(path, pointer)

    changes = (
        each if is_shown(each.pointer) else replace(each, pointer=(each.pointer[0], HIDDEN), old=each.old and HIDDEN)
        for each in outcome.changes
    )
    conflicts = (
        each if is_shown(each.pointer) else replace(each, pointer=(each.pointer[0], HIDDEN), here=HIDDEN, base=HIDDEN)
        for each in outcome.conflicts
    )
    return replace(
        outcome,
        changes=tuple(replace(each, old=cover.value(each.old)) for each in changes),
        conflicts=tuple(replace(each, here=cover.value(each.here), base=cover.value(each.base)) for each in conflicts),
        refusals=tuple(map(cover.text, outcome.refusals)),
        notes=tuple(map(cover.text, outcome.notes)),
    )


class _Cover:
    """What is shown in the place of values that hold secrets."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self.secrets = [secret for secret in secrets if len(secret) >= LEAST]

    def value(self, value: Any) -> Any:
        return HIDDEN if any(secret in str(value) for secret in self.secrets) else value

    def text(self, text: Text) -> Text:
        return blank(text) if any(secret in said for said in _values([text]) for secret in self.secrets) else text


def _list_below(data: Any, pointer: Pointer) -> Iterator[Pointer]:
    """Every value below ``pointer``."""
    return ((*pointer, *rest) for rest in _leaves(find_value(data, pointer), ()) if rest)


def _leaves(value: Any, pointer: Pointer) -> Iterator[Pointer]:
    if not isinstance(value, (dict, list)):
        yield pointer
        return
    for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(inner, (*pointer, part))


def _values(said: Collection[object]) -> Iterator[str]:
    """Every piece of data in sentences."""
    for each in said:
        if isinstance(each, Text):
            yield from _values([value for _name, value in each.values])
        elif isinstance(each, (list, tuple)):
            yield from _values(each)
        elif each is not None:
            yield str(each)
