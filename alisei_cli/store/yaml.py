"""The door for YAML: bytes become plain data and places, or findings; nothing a file holds can hurt.

Reading is a guard over the event stream of PyYAML's C parser (``load()`` of any loader comes too late: a 559-byte merge bomb hangs
it) and a small constructor of our own. Scalars follow YAML 1.2's core schema, narrowed: only ``true`` and ``false``, ``null``,
``~`` and nothing, and plain decimal integers of at most 15 digits without leading zero are not text.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Place, Pointer, Source, Span
from alisei_cli.store import _bullets, _characters, _comments, _refusals, _syntax, _torn
from alisei_cli.store._limits import ENTRY, TAXONOMY, Limits
from alisei_cli.store._lines import lines
from alisei_cli.store._places import Places, inside, line_of, sign_of, span_of
from alisei_cli.store._refusals import Refusal
from alisei_cli.store._straight import INTEGER, OTHERWISE, WORDS, Admits, nowhere, straight

__all__ = ["ENTRY", "TAXONOMY", "Limits", "Reading", "places", "read"]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file."""

    source: Source
    findings: tuple[Finding, ...] = ()
    tainted: frozenset[Pointer] = frozenset()
    """Nodes already reported by the reader: no rule speaks of them again."""


class _StopError(Exception):
    """Nothing more can be read from this file."""


def read(path: str, raw: bytes, limits: Limits = ENTRY, admits_text: Admits | None = None) -> Reading:
    """Read one file.

    Args:
        path: relative to the root, for the source.
        raw: the bytes of the file.
        limits: size in bytes, depth and number of nodes.
        admits_text: whether text may stand at a pointer; there a plain scalar keeps its source text, so that a VAT number, a
            postcode, a version or a date needs no quotes; ``None`` where no field is known at all.

    Returns:
        The source with exactly the JSON types (``None`` where nothing could be built), and what is wrong with the bytes and the YAML.
    """
    findings: list[Finding] = []
    if len(raw) > limits.size:
        findings.append(_characters.too_large(limits.size))
        return Reading(Source(path, "", None), tuple(findings))
    text = _characters.decode(raw, findings)
    if text is None:
        return Reading(Source(path, "", None), tuple(findings))
    clean = _characters.refuse_unseen(text, findings)
    data, tainted = OTHERWISE, frozenset[Pointer]()
    if clean is text:
        data = lines(text, limits.depth, limits.nodes, admits_text or nowhere)
    if clean is text and data is OTHERWISE and not _bullets.suspect(text):
        data = straight(text, _LOADER, limits.depth, limits.nodes, admits_text or nowhere)
    if data is OTHERWISE:
        builder = _Builder(clean, limits, admits_text or nowhere, findings)
        data, tainted = builder.run(), frozenset(builder.tainted)
    source = Source(path, text, data, index=partial(places, clean, limits, admits_text or nowhere))
    return Reading(source, _refusals.capped(inside(text, findings + _comments.glued(clean, data, _LOADER))), tainted)


def places(text: str, limits: Limits, admits_text: Admits) -> Mapping[Pointer, Place]:
    """Place of every node of ``text`` by its pointer, as far as it can be read."""
    builder = _Builder(text, limits, admits_text, [])
    builder.places = Places()
    builder.run()
    return builder.places.inside(text)


class _Builder:
    """One pass over the events of one text: data, findings, and places if asked for."""

    def __init__(self, text: str, limits: Limits, admits_text: Admits, findings: list[Finding]) -> None:
        self.text = text
        self.is_clean = _characters.STAND_IN not in text
        self.limits = limits
        self.admits_text = admits_text
        self.findings = findings
        self.places: Places | None = None
        self.tainted: set[Pointer] = set()
        self.route: list[str | int] = []
        self.nodes = 0

    def run(self) -> Any:
        """The data of the first document, or ``None``."""
        data = None
        try:
            events = yaml.parse(self.text, Loader=_LOADER)
            documents = 0
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if event.version or event.tags:
                        self._refuse(_refusals.directive(), line_of(event))
                    if documents > 1:
                        self._refuse(_refusals.second_document(), span_of(event, event))
                        break
                elif documents and isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)):
                    data = self._node(event, events, None)
        except _StopError:
            return None
        except yaml.YAMLError as error:
            self.findings += _syntax.unless_told(_syntax.explain(error, self.text, self.admits_text), self.findings)
            return None
        return data

    def _node(self, event: Event, events: Iterator[Event], key: Span | None) -> Any:
        self._count(event)
        if isinstance(event, ScalarEvent):
            self._note(event, event, key)
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self._note(event, event, key)
            self.tainted.add(tuple(self.route))
            self._refuse(_refusals.alias(str(event.anchor)), span_of(event, event))
            return None
        if len(self.route) >= self.limits.depth:
            self._too_deep(event)
        self._guard(event)
        return self._sequence(event, events, key) if isinstance(event, SequenceStartEvent) else self._mapping(event, events, key)

    def _sequence(self, start: Event, events: Iterator[Event], key: Span | None) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                self._note(start, event, key, len(items) - 1 if items else None)
                return items
            self.route.append(len(items))
            items.append(self._node(event, events, None))
            self.route.pop()
        return items

    def _mapping(self, start: Any, events: Iterator[Event], key: Span | None) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, tuple[str, Span]] = {}
        last: str | None = None
        before: Any = None  # the value before
        torn: Any = None  # the last part of it, if commas have torn it
        for event in events:
            if start.flow_style and last and _torn.is_torn(self.text, torn or before, event, self.route, self.admits_text):
                torn = event
                self._count(next(events))
                continue
            if torn and last:
                data[last] = self._join((*self.route, last), before, torn)
                torn = None
            if isinstance(event, MappingEndEvent):
                self._note(start, event, key, last)
                return data
            name = self._key(event, events)
            before = value_event = next(events)
            if name is None:
                self._skip(value_event, events)
                continue
            here = span_of(event, event)
            same = unicodedata.normalize("NFC", name)
            if same in first:
                known, place = first[same]
                self.findings.append(_refusals.twice(name, (*self.route, known), here, place.line))
                self._skip(value_event, events)
                continue
            first[same] = (name, here)
            last = name
            self.route.append(name)
            data[name] = self._node(value_event, events, here)
            self.route.pop()
        return data

    def _join(self, pointer: Pointer, before: Any, torn: Any) -> str:
        """The whole of a text that commas have torn."""
        text = _torn.whole(self.text, before, torn)
        self.tainted.add(pointer)
        self.findings.append(_torn.finding(pointer, text, before, torn))
        if self.places:
            self.places.stretch(pointer, torn)
        return text

    def _key(self, event: Event, events: Iterator[Event]) -> str | None:
        """The name of a field; ``None`` where none can be made out."""
        if not isinstance(event, ScalarEvent):
            if _refusals.is_doubled(self.text, event):
                self._stop(_refusals.doubled(), event)
            if self.route:
                self.tainted.add(tuple(self.route))  # a field of it has no name, and is not missing
            self._refuse(_refusals.no_name(), span_of(event, self._skip(event, events)))
            return None
        self._count(event)
        self._guard(event)
        name = self._clean(event)
        if event.value == "<<" and event.implicit[0]:
            self.tainted.add(tuple(self.route))  # what it would have brought is not there
            self._refuse(_refusals.merge(), span_of(event, event))
            return None
        if (event.value == "" and event.implicit[0]) or len(name) > _refusals.LONGEST_NAME:
            self._refuse(_refusals.no_such_name(name), span_of(event, event))
            return None
        if not name.isascii() and (blanks := _characters.OTHER_BLANK.findall(name)):
            self._refuse(_refusals.other_blank(blanks[0]), span_of(event, event))
            name = _characters.OTHER_BLANK.sub(" ", name).strip()
        return name

    def _scalar(self, event: ScalarEvent) -> Any:
        self._guard(event)
        value = self._clean(event)
        if not event.implicit[0]:
            return value
        if value in WORDS:
            return value if WORDS[value] is not None and self.admits_text(tuple(self.route)) else WORDS[value]
        return int(value) if INTEGER.match(value) and not self.admits_text(tuple(self.route)) else value

    def _clean(self, event: Any) -> str:
        """The value without characters that are refused; those written as escapes are reported here, others before."""
        value: str = event.value
        if event.style == '"' and _characters.hidden(value):
            typed = self.text[event.start_mark.index : event.end_mark.index].count(_characters.STAND_IN)
            refused, value = _characters.without_hidden(value, typed)
            if refused:
                self._refuse(_refusals.escaped(refused), span_of(event, event))
        elif not self.is_clean:
            value = value.replace(_characters.STAND_IN, "")
        return value

    def _skip(self, event: Event, events: Iterator[Event]) -> Event:
        """Pass over a node of which nothing is kept; gives its last event."""
        depth = 0
        while True:
            if isinstance(event, (SequenceEndEvent, MappingEndEvent)):
                depth -= 1
            else:
                self._count(event)
                depth += isinstance(event, (SequenceStartEvent, MappingStartEvent))
                if len(self.route) + depth > self.limits.depth:
                    self._too_deep(event)
            if depth == 0:
                return event
            event = next(events)

    def _note(self, start: Event, end: Event, key: Span | None, last: str | int | None = None) -> None:
        if self.places is not None:
            self.places.note(tuple(self.route), start, end, key, last)

    def _count(self, event: Event) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self._stop(_refusals.too_many_nodes(self.limits.nodes), event)

    def _too_deep(self, event: Event) -> None:
        self._stop(_refusals.too_deep(self.limits.depth), event)

    def _guard(self, event: Any) -> None:
        if _bullets.begins(self.text, event) and not self.admits_text(tuple(self.route)):
            self.findings.append(_bullets.finding(self.text, event))
            raise _StopError
        if event.anchor is not None:
            is_alone = getattr(event, "value", None) == ""
            self.tainted.update([tuple(self.route)] * is_alone)
            self._refuse(_refusals.anchor(event.anchor, is_alone), sign_of(self.text, event, "&")[0])
        if event.tag is not None:
            self.tainted.add(tuple(self.route))
            span, shown = sign_of(self.text, event, "!")
            self._refuse(_refusals.tag(shown), span)

    def _refuse(self, refusal: Refusal, span: Span) -> None:
        rule, message, help = refusal
        self.findings.append(Finding(tuple(self.route), message, help, span=span, rule=rule))

    def _stop(self, refusal: Refusal, event: Event) -> None:
        self._refuse(refusal, span_of(event, event))
        raise _StopError
