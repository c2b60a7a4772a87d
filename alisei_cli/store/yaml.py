"""The door for YAML: bytes become plain data and places, or findings; nothing a file holds can hurt.

Reading is a guard over the event stream of PyYAML's C parser (``load()`` of any loader comes too late: a 559-byte merge bomb hangs
it) and a small constructor of our own. Scalars follow YAML 1.2's core schema, narrowed: only ``true`` and ``false``, ``null``,
``~`` and nothing, and plain decimal integers of at most 15 digits without leading zero are not text.
ruamel.yaml serves where text is written anew.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
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

from alisei_cli.language import Text, _, _n
from alisei_cli.model.diagnostic import Finding, Related
from alisei_cli.model.source import START, Place, Pointer, Source, Span
from alisei_cli.store import _syntax
from alisei_cli.visible import UNSEEN, spell

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_UNSEEN = re.compile(f"[{UNSEEN}]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TABS = re.compile("\t+")
_EMOJI_JOINT = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])[\ufe0e\ufe0f]|(?<=[\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])")
_OTHER_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SIGN = re.compile(r"[^\s,\[\]{}]*")
_STAND_IN = "\ue000"
"""Takes the place of a refused character in the text, so that columns stay; it never reaches the data."""
_BLOCKING = 2
"""How many lines above an error of syntax a refused character may stand and still be its cause."""

_CHARACTERS = frozenset({"tab", "control-character", "invisible-character"})

MAX_FINDINGS = 50
"""Most findings of the reader per file; the rest is counted (security model, 4.1)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large one file may be (contract, section 1)."""

    size: int = 256 * 1024
    """Bytes."""
    depth: int = 20
    nodes: int = 20_000


ENTRY = Limits()
TAXONOMY = Limits(size=2 * 1024 * 1024, nodes=100_000)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file."""

    source: Source
    findings: tuple[Finding, ...] = ()
    tainted: frozenset[Pointer] = frozenset()
    """Nodes already reported by the reader: no rule speaks of them again."""


class _Stop(Exception):
    """Nothing more can be read from this file."""


def read(path: str, raw: bytes, limits: Limits = ENTRY, admits_text: Callable[[Pointer], bool] | None = None) -> Reading:
    """Read one file.

    Args:
        path: relative to the root, for the source.
        raw: the bytes of the file.
        limits: size in bytes, depth and number of nodes.
        admits_text: whether text may stand at a pointer; there a plain scalar keeps its source text, so that a VAT number, a
            postcode, a version or a date needs no quotes.

    Returns:
        The source with exactly the JSON types (``None`` where nothing could be built), and what is wrong with the bytes and the YAML.
    """
    findings: list[Finding] = []
    if len(raw) > limits.size:
        findings.append(_too_large(limits.size))
        return Reading(Source(path, "", None), tuple(findings))
    text = _decode(raw, findings)
    if text is None:
        return Reading(Source(path, "", None), tuple(findings))
    clean = _refuse_unseen(text, findings)
    builder = _Builder(clean, limits, admits_text or _nowhere, findings)
    data = builder.run()
    source = Source(path, text, data, index=partial(places, clean, limits))
    return Reading(source, _capped(findings), frozenset(builder.tainted))


def places(text: str, limits: Limits) -> Mapping[Pointer, Place]:
    """Place of every node of ``text`` by its pointer, as far as it can be read."""
    builder = _Builder(text, limits, _nowhere, [])
    builder.places = {}
    builder.run()
    return builder.places


def _nowhere(_pointer: Pointer) -> bool:
    return False


def _capped(findings: list[Finding]) -> tuple[Finding, ...]:
    if len(findings) <= MAX_FINDINGS:
        return tuple(findings)
    kept, rest = findings[: MAX_FINDINGS - 1], len(findings) - MAX_FINDINGS + 1
    last = findings[MAX_FINDINGS - 1]
    more = _n("{n} more slip of these kinds in this file", "{n} more slips of these kinds in this file", n=rest)
    return (*kept, Finding(last.pointer, more, _("Mend those above first, then look again."), span=last.span, rule=last.rule))


def _too_large(limit: int) -> Finding:
    return Finding(
        (),
        _("the file is larger than {limit} KiB, the most that is read", limit=limit // 1024),
        _("Keep one subject in one file, and put long texts on the web site that the entry links to."),
        span=START,
        rule="file-too-large",
    )


# --- bytes ------------------------------------------------------------------------------------------------------------


def _decode(raw: bytes, findings: list[Finding]) -> str | None:
    bom = raw.startswith(b"\xef\xbb\xbf")
    body = raw[3:] if bom else raw
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.append(_not_utf8(body, error))
        return None
    if bom or "\r\n" in text or (text and not text.endswith("\n")) or " \n" in text:
        findings.append(_untidy(text, bom))
    return text.replace("\r\n", "\n")


def _not_utf8(body: bytes, error: UnicodeDecodeError) -> Finding:
    before = body[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Finding(
        (),
        _("an accented letter or sign here is not saved as UTF-8 (byte {number} of the file)", number=error.start + 1),
        _('Save the file again with the encoding "UTF-8" (in Notepad: Save as, Encoding, UTF-8), then look at its accented letters.'),
        span=Span(line, column, line, column + 1),
        rule="not-utf8",
    )


def _untidy(text: str, bom: bool) -> Finding:
    lines = text.split("\n")
    if bom:
        what, line = _("the file begins with an invisible mark (BOM) that nobody needs"), 1
    elif "\r\n" in text:
        what, line = _("the lines of the file end as Windows ends them (CRLF)"), 1
    elif not text.endswith("\n"):
        what, line = _("the last line of the file is not closed by Enter"), len(lines)
    else:
        line = next(number for number, content in enumerate(lines, 1) if content.endswith(" "))
        what = _("line {line} ends in blanks", line=line)
    return Finding(
        (),
        what,
        _("The entry is read all the same. To mend it, save the file as UTF-8 with LF line ends, without blanks at the ends of lines."),
        span=Span(line, 1, line, 1),
        rule="untidy-file",
    )


def _refuse_unseen(text: str, findings: list[Finding]) -> str:
    """``text`` with every refused character replaced by a stand-in, each run of them reported."""
    if text.isascii() and not _CONTROLS.search(text) and "\t" not in text:
        return text
    excused = {offset for found in _EMOJI_JOINT.finditer(text) for offset in range(*found.span())}
    clean = list(text)
    ends = [offset for offset, sign in enumerate(text) if sign == "\n"]
    for found in _UNSEEN.finditer(text):
        refused = [offset for offset in range(*found.span()) if offset not in excused]
        for offset in refused:
            clean[offset] = _STAND_IN
        if refused:
            findings.append(_unseen([text[offset] for offset in refused], _spot(ends, refused[0], refused[-1] + 1)))
    for found in _TABS.finditer(text):
        clean[found.start() : found.end()] = " " * len(found.group())
        findings.append(_tab(_spot(ends, *found.span())))
    return "".join(clean)


def _spot(ends: list[int], start: int, end: int) -> Span:
    """The place of a run within one line, by the offsets of all line ends."""
    line = bisect_left(ends, start)
    begin = ends[line - 1] + 1 if line else 0
    return Span(line + 1, start - begin + 1, line + 1, end - begin + 1)


def _unseen(refused: list[str], span: Span) -> Finding:
    names = list(dict.fromkeys(spell(character) for character in refused))
    return Finding(
        (),
        _n(
            "a character that nobody can see, {names}, stands here",
            "characters that nobody can see, {names}, stand here",
            n=len(refused),
            names=names,
        ),
        _("Delete it: put the cursor right after it and press Backspace, or type the line again instead of pasting it."),
        span=span,
        rule=min(_rule_of(character) for character in refused),
    )


def _rule_of(character: str) -> str:
    if character == "\t":
        return "tab"
    return "control-character" if _CONTROLS.match(character) else "invisible-character"


def _tab(span: Span) -> Finding:
    return Finding(
        (),
        _("a tab stands here, made with the Tab key"),
        _("Delete it and type blanks with the space bar: two for each step to the right."),
        span=span,
        rule="tab",
    )


# --- structure --------------------------------------------------------------------------------------------------------


class _Builder:
    """One pass over the events of one text: data, findings, and places if asked for."""

    def __init__(
        self, text: str, limits: Limits, admits_text: Callable[[Pointer], bool], findings: list[Finding]
    ) -> None:
        self.text = text
        self.is_clean = _STAND_IN not in text
        self.limits = limits
        self.admits_text = admits_text
        self.findings = findings
        self.places: dict[Pointer, Place] | None = None
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
                        self._directive(event)
                    if documents > 1:
                        self._second_document(event)
                        break
                elif documents and isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)):
                    data = self._node(event, events, None)
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self._syntax(error)
            return None
        return data

    def _syntax(self, error: yaml.YAMLError) -> None:
        finding = _syntax.explain(error, self.text)
        line = finding.span.line if finding.span else 1
        refused = {found.span.line for found in self.findings if found.span and found.rule in _CHARACTERS}
        if refused.isdisjoint(range(line - _BLOCKING, line + 1)):  # else the refused character is the likely cause
            self.findings.append(finding)

    def _node(self, event: Event, events: Iterator[Event], key: Span | None) -> Any:
        self._count(event)
        if isinstance(event, ScalarEvent):
            self._note(event, event, key)
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self._note(event, event, key)
            self._alias(event)
            return None
        if len(self.route) >= self.limits.depth:
            self._too_deep(event)
        self._guard(event)
        return self._sequence(event, events, key) if isinstance(event, SequenceStartEvent) else self._mapping(event, events, key)

    def _sequence(self, start: Event, events: Iterator[Event], key: Span | None) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                self._close(start, event, key, len(items) - 1)
                return items
            self.route.append(len(items))
            items.append(self._node(event, events, None))
            self.route.pop()
        return items

    def _mapping(self, start: Event, events: Iterator[Event], key: Span | None) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, tuple[str, Span]] = {}
        last: str | None = None
        for event in events:
            if isinstance(event, MappingEndEvent):
                self._close(start, event, key, last)
                return data
            name = self._key(event, events)
            value_event = next(events)
            if name is None:
                self._skip(value_event, events)
                continue
            here = _span(event, event)
            same = unicodedata.normalize("NFC", name)
            if same in first:
                self._twice(name, here, *first[same])
                self._skip(value_event, events)
                continue
            first[same] = (name, here)
            last = name
            self.route.append(name)
            data[name] = self._node(value_event, events, here)
            self.route.pop()
        return data

    def _key(self, event: Event, events: Iterator[Event]) -> str | None:
        """The name of a field; ``None`` where none can be made out."""
        if not isinstance(event, ScalarEvent):
            self._no_name(event, self._skip(event, events))
            return None
        self._count(event)
        self._guard(event)
        name = self._clean(event)
        if event.value == "<<" and event.implicit[0]:
            self._merge(event)
            return None
        if event.value == "" and event.implicit[0]:
            self._refuse("key-not-text", event, _("nothing stands before this colon"), _("Write the name of the field before it: website: https://www.istitutorossi.it"))
            return None
        if not name.isascii() and _OTHER_BLANK.search(name):
            self._other_blank(event, name)
            name = _OTHER_BLANK.sub(" ", name).strip()
        return name

    def _scalar(self, event: ScalarEvent) -> Any:
        self._guard(event)
        value = self._clean(event)
        if not event.implicit[0]:
            return value
        if value in ("", "~", "null"):
            return None
        if value in ("true", "false"):
            return value if self.admits_text(tuple(self.route)) else value == "true"
        if _INTEGER.match(value):
            return value if self.admits_text(tuple(self.route)) else int(value)
        return value

    def _clean(self, event: ScalarEvent) -> str:
        """The value without characters that are refused; those written as escapes are reported here, others before."""
        value: str = event.value
        escaped: list[str] = []
        if event.style == '"' and (_UNSEEN.search(value) or "\t" in value):
            escaped, value = self._escapes(event, value)
        elif not self.is_clean:
            value = value.replace(_STAND_IN, "")
        if escaped:
            self._escaped(event, escaped)
        return value

    def _escapes(self, event: Any, value: str) -> tuple[list[str], str]:
        typed = self.text[event.start_mark.index : event.end_mark.index].count(_STAND_IN)
        excused = {found.start() for found in _EMOJI_JOINT.finditer(value)}
        refused: list[str] = []
        kept: list[str] = []
        for offset, sign in enumerate(value):
            if sign == _STAND_IN and typed:
                typed -= 1
            elif (sign == "\t" or _UNSEEN.match(sign)) and offset not in excused:
                refused.append(sign)
                if sign == "\t":
                    kept.append(" ")
            else:
                kept.append(sign)
        return refused, "".join(kept)

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

    def _note(self, start: Event, end: Event, key: Span | None) -> None:
        if self.places is not None:
            self.places[tuple(self.route)] = Place(_span(start, end), key)

    def _close(self, start: Any, end: Event, key: Span | None, last: str | int | None) -> None:
        """The place of a list or block; one without brackets ends where its last part ends."""
        if self.places is None:
            return
        self._note(start, end, key)
        below = self.places.get((*self.route, last)) if last is not None and not start.flow_style else None
        if below:
            whole = self.places[tuple(self.route)].value
            span = Span(whole.line, whole.column, below.value.end_line, below.value.end_column)
            self.places[tuple(self.route)] = Place(span, key)

    def _count(self, event: Event) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self._stop(
                "too-many-nodes", event, _("the file holds more than {limit} fields and values", limit=self.limits.nodes)
            )

    def _too_deep(self, event: Event) -> None:
        self._stop(
            "too-deep", event, _("lists and blocks stand more than {limit} deep inside each other", limit=self.limits.depth)
        )

    # What is refused, each with what to write instead.

    def _guard(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(
                "anchor-or-alias",
                event,
                _("&{name} gives this part of the file a name, which entries do not use", name=event.anchor),
                _('Delete &{name}. If it belongs to the text, put the whole text between double quotes: "..."', name=event.anchor),
                sign="&",
            )
        if event.tag is not None:
            shown = self._sign(event, "!")[1]
            self.tainted.add(tuple(self.route))
            self._refuse(
                "yaml-tag",
                event,
                _("{tag} tells programs how to read this value, which entries do not use", tag=shown),
                _('Delete {tag}. If it belongs to the text, put the whole text between double quotes: "..."', tag=shown),
                sign="!",
            )

    def _alias(self, event: AliasEvent) -> None:
        self.tainted.add(tuple(self.route))
        self._refuse(
            "anchor-or-alias",
            event,
            _("*{name} stands for something written elsewhere in the file", name=event.anchor),
            _('Write the value out in full here. If the * belongs to the text, put the whole text between double quotes: "..."'),
        )

    def _merge(self, event: Event) -> None:
        self.tainted.add(tuple(self.route))  # what it would have brought is not there
        self._refuse(
            "anchor-or-alias",
            event,
            _("<< would copy another part of the file into this one"),
            _("Delete this line and write the fields out in full."),
        )

    def _second_document(self, event: Event) -> None:
        self._refuse(
            "several-documents",
            event,
            _("a second entry begins here, below the line ---"),
            _("Delete the line --- and all below it, or put what stands below into a file of its own."),
        )

    def _directive(self, event: Any) -> None:
        line = event.start_mark.line + 1
        self.findings.append(
            Finding(
                (),
                _("a line that begins with % stands above the entry"),
                _("Delete the line; the entry needs none such."),
                span=Span(line, 1, line, 2),
                rule="yaml-directive",
            )
        )

    def _no_name(self, event: Event, end: Event) -> None:
        self.findings.append(
            Finding(
                tuple(self.route),
                _("brackets or a sign of YAML stand where the name of a field belongs"),
                _("Write a plain name before the colon: website: https://www.istitutorossi.it"),
                span=_span(event, end),
                rule="key-not-text",
            )
        )

    def _other_blank(self, event: Event, name: str) -> None:
        blank = spell(_OTHER_BLANK.findall(name)[0])
        self._refuse(
            "invisible-character",
            event,
            _("a special blank, {name}, stands in or before the name of this field", name=blank),
            _("Delete it and type a plain blank with the space bar where one is needed."),
        )

    def _refuse(self, rule: str, event: Event, message: Text, help: Text, sign: str = "") -> None:
        span = self._sign(event, sign)[0] if sign else _span(event, event)
        self.findings.append(Finding(tuple(self.route), message, help, span=span, rule=rule))

    def _sign(self, event: Any, sign: str) -> tuple[Span, str]:
        """The place of an anchor or tag before a value, and how it is written."""
        start = event.start_mark
        found = self.text.find(sign, start.index)
        shown = _SIGN.match(self.text, found) if found >= 0 else None
        if shown is None or "\n" in self.text[start.index : found]:
            return _span(event, event), sign
        column = start.column + found - start.index + 1
        return Span(start.line + 1, column, start.line + 1, column + len(shown.group())), shown.group()

    def _stop(self, rule: str, event: Event, message: Text) -> None:
        self._refuse(rule, event, message, _("An entry has a few dozen lines: look at what was pasted here, and delete it."))
        raise _Stop

    def _twice(self, name: str, here: Span, before: str, place: Span) -> None:
        self.findings.append(
            Finding(
                (*self.route, before),
                _("the field {key} is given twice; the first time on line {line}", key=name, line=place.line),
                _("Keep one of the two and delete the other; for several values write one list: {key}: [one, two]", key=name),
                related=(Related("", (*self.route, before), _("here it stands first"), at="key"),),
                span=here,
                rule="duplicate-key",
            )
        )

    def _escaped(self, event: ScalarEvent, refused: list[str]) -> None:
        names = list(dict.fromkeys(spell(sign) for sign in refused))
        self._refuse(
            min(_rule_of(sign) for sign in refused),
            event,
            _n(
                "the text between quotation marks holds {names}, a character that nobody can see",
                "the text between quotation marks holds {names}, characters that nobody can see",
                n=len(names),
                names=names,
            ),
            _("Take {names} out of the text.", names=names),
        )


def _span(start: Any, end: Any) -> Span:
    first, last = start.start_mark, end.end_mark
    return Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)
