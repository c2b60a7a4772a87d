"""Tolerant reader of a file: intended data, and findings."""

import unicodedata
from collections.abc import Iterator
from functools import cached_property
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
from alisei_cli.model.source import Place, Pointer, Span
from alisei_cli.store.yaml import characters, refusals
from alisei_cli.store.yaml.explain import duplicates, merged_items, prose, split_texts, syntax
from alisei_cli.store.yaml.guard import Guard, StopError
from alisei_cli.store.yaml.limits import Limits
from alisei_cli.store.yaml.places import Places, line_of, span_of
from alisei_cli.store.yaml.plain import INTEGER, LOADER, WORDS, Admits, is_strict


class Builder(Guard):
    """One pass over the events of one text: data, findings, and places if asked for."""

    def __init__(self, text: str, limits: Limits, admits_text: Admits, findings: list[Finding]) -> None:
        super().__init__(text, limits, admits_text, findings)
        self.places: Places | None = None

    @cached_property
    def lines(self) -> list[str]:
        """Lines of the text."""
        return self.text.split("\n")

    def run(self) -> Any:
        """The data of the first document, or ``None``."""
        data = None
        try:
            events = yaml.parse(self.text, Loader=LOADER)
            documents = 0
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if event.version or event.tags:
                        self.refuse(refusals.DIRECTIVE, line_of(event))
                    if documents > 1:
                        self.refuse(refusals.SECOND_DOCUMENT, span_of(event, event))
                        break
                elif documents and isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)):
                    data = self._node(event, events, None)
        except StopError:
            return None
        except yaml.YAMLError as error:
            self.findings += syntax.drop_if_told(syntax.explain(error, self.text, self.admits_text), self.findings)
            return None
        return data

    def _node(self, event: Event, events: Iterator[Event], key: Span | None) -> Any:
        self.count(event)
        if isinstance(event, ScalarEvent):
            self._note(event, event, key)
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self._note(event, event, key)
            self.reported.add(tuple(self.route))
            self.refuse(refusals.alias(str(event.anchor)), span_of(event, event))
            return None
        if len(self.route) >= self.limits.depth:
            self.stop(refusals.refuse_too_deep(self.limits.depth), event)
        self.check(event)
        return self._sequence(event, events, key) if isinstance(event, SequenceStartEvent) else self._mapping(event, events, key)

    def _sequence(self, start: Event, events: Iterator[Event], key: Span | None, items: list[Any] | None = None) -> list[Any]:
        """Read a list, or further ``items`` of one."""
        items = [] if items is None else items
        for event in events:
            if isinstance(event, SequenceEndEvent):
                self._note(start, event, key, len(items) - 1 if items else None)
                return items
            self.route.append(len(items))
            found = merged_items.find_merged_items(self.text, self.lines, event, self.route, self.admits_text)
            if not found:
                items.append(self._node(event, events, None))
            self.route.pop()
            items += self._split_items(found, len(items)) if found else []
        return items

    def _mapping(self, start: Any, events: Iterator[Event], key: Span | None) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, tuple[str, Span]] = {}
        last: str | None = None
        before: Any = None  # the value before
        torn: Any = None  # the last part of it, if commas have torn it
        for event in events:
            pair = start.flow_style and split_texts.find_missing_colon(
                self.text, event, tuple(self.route), first, self.admits_text
            )
            rest = start.flow_style and last and not pair and (torn or before)
            if rest and split_texts.is_torn(self.text, rest, event, self.route, self.admits_text):
                torn = event
                self.count(next(events))
                continue
            if torn and last:
                data[last] = self._join((*self.route, last), before, torn)
                torn = None
            if isinstance(event, MappingEndEvent):
                self._note(start, event, key, last)
                return data
            if pair:
                self.count(next(events))
                first[pair.name] = (pair.name, span_of(event, event))
                data[pair.name] = self._repair((*self.route, pair.name), pair.value, pair.finding, pair.place)
                before, last = None, pair.name
                continue
            name = self._key(event, events)
            before = value_event = next(events)
            if name is None:
                self._skip(value_event, events)
                continue
            here = span_of(event, event)
            same = unicodedata.normalize("NFC", name)
            if same in first:
                self._merge(data, first[same], here, value_event, events)
                continue
            first[same] = (name, here)
            last = name
            self.route.append(name)
            found = merged_items.find_merged_items(self.text, self.lines, value_event, self.route, self.admits_text)
            data[name] = self._split_items(found, 0) if found else self._node(value_event, events, here)
            if found:
                self._note(value_event, value_event, here)
            self.route.pop()
        return data

    def _merge(self, data: dict[str, Any], first: tuple[str, Span], here: Span, event: Event, events: Iterator[Event]) -> None:
        """Read a duplicate field: list items are appended, other values skipped."""
        name, key = first
        pointer = (*self.route, name)
        is_list = isinstance(event, SequenceStartEvent) and isinstance(data[name], list)
        is_block = isinstance(event, MappingStartEvent) and isinstance(data[name], dict)
        self.findings.append(
            duplicates.report_twice(self.lines, pointer, key, here, "list" if is_list else "block" if is_block else "value")
        )
        if not is_list:
            self._skip(event, events)
            return
        place = self.places.found.get(pointer) if self.places else None
        self.route.append(name)
        self.count(event)
        self._sequence(event, events, here, data[name])
        self.route.pop()
        if self.places and place:
            self.places.put(pointer, place)

    def _join(self, pointer: Pointer, before: Any, torn: Any) -> Any:
        """Join a text split by commas; return a list if required."""
        text = split_texts.join_parts(self.text, before, torn)
        is_list = self.admits_text(pointer) is False and is_strict(self.admits_text, ())
        if self.places:
            self.places.stretch(pointer, torn)
        self._repair(pointer, text, split_texts.finding(pointer, text, before, torn, is_list=is_list))
        return [part.strip() for part in text.split(",")] if is_list else text

    def _repair(self, pointer: Pointer, value: str, finding: Finding, place: Place | None = None) -> str:
        """Repair a value and report its problem; no rule reports it again."""
        self.reported.add(pointer)
        self.findings.append(finding)
        if self.places and place:
            self.places.put(pointer, place)
        return value.replace(characters.STAND_IN, "")

    def _split_items(self, found: merged_items.MergedItems, number: int) -> list[Any]:
        """Split items read as one text; the first has this ``number``."""
        self.findings.append(found.finding)
        made: list[Any] = []
        for index, (said, span) in enumerate(found.items, number):
            self.count(found.event)
            self.route.append(index)
            made.append(self._plain(said.replace(characters.STAND_IN, "")))
            if self.places:
                self.places.put(tuple(self.route), Place(span))
            self.route.pop()
        return made

    def _key(self, event: Event, events: Iterator[Event]) -> str | None:
        """The name of a field, if it can be read."""
        if not isinstance(event, ScalarEvent):
            if refusals.is_doubled(self.text, event):
                self.stop(refusals.DOUBLED, event)
            if self.route:
                self.reported.add(tuple(self.route))  # a field of it has no name, and is not missing
            self.refuse(refusals.NO_NAME, span_of(event, self._skip(event, events)))
            return None
        self.count(event)
        self.check(event)
        name = self.clean(event)
        if prose.is_comment(name) and event.implicit[0] and is_strict(self.admits_text, ()):
            self.findings.append(prose.finding(self.lines, event))
            return None
        if event.value == "<<" and event.implicit[0]:
            self.reported.add(tuple(self.route))  # what it would have brought is not there
            self.refuse(refusals.MERGE, span_of(event, event))
            return None
        if (event.value == "" and event.implicit[0]) or len(name) > refusals.LONGEST_NAME:
            self.refuse(refusals.refuse_name(name), span_of(event, event))
            return None
        if not name.isascii() and (blanks := characters.OTHER_BLANK.findall(name)):
            self.refuse(refusals.refuse_other_space(blanks[0]), span_of(event, event))
            name = characters.OTHER_BLANK.sub(" ", name).strip()
        return name

    def _scalar(self, event: ScalarEvent) -> Any:
        self.check(event)
        value = self.clean(event)
        if not event.implicit[0]:
            return value
        return self._plain(value)

    def _plain(self, value: str) -> Any:
        """Resolve an unquoted text according to its place."""
        if value in WORDS:
            return value if WORDS[value] is not None and self.admits_text(tuple(self.route)) else WORDS[value]
        return int(value) if INTEGER.match(value) and not self.admits_text(tuple(self.route)) else value

    def _skip(self, event: Event, events: Iterator[Event]) -> Event:
        """Pass over a node and return its last event."""
        depth = 0
        while True:
            if isinstance(event, (SequenceEndEvent, MappingEndEvent)):
                depth -= 1
            else:
                self.count(event)
                depth += isinstance(event, (SequenceStartEvent, MappingStartEvent))
                if len(self.route) + depth > self.limits.depth:
                    self.stop(refusals.refuse_too_deep(self.limits.depth), event)
            if depth == 0:
                return event
            event = next(events)

    def _note(self, start: Event, end: Event, key: Span | None, last: str | int | None = None) -> None:
        if self.places is not None:
            self.places.note(tuple(self.route), start, end, key, last)
