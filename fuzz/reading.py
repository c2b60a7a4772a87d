"""Fuzz targets for the way in: whatever bytes a file is made of, reading and judging it raise nothing and keep their promises."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from alisei_cli import language
from alisei_cli.core.check import check as check_all
from alisei_cli.core.check_entry import EntryResult, check_entry
from alisei_cli.core.pack import pack_result, unpack_result
from alisei_cli.escape import UNSEEN
from alisei_cli.model.dataset import Context
from alisei_cli.model.source import Pointer, Source, Span
from alisei_cli.model.told_apart import NONE
from alisei_cli.model.verdict import Verdict
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts import FORMATS
from alisei_cli.rules import RULES, info
from alisei_cli.store import yaml
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from alisei_cli.store.yaml.builder import Builder
from alisei_cli.store.yaml.refusals import MAX_FINDINGS
from fuzz.mutants import ROOT

PATH = "registry/stakeholders/toscana/alfa-biotech.yaml"
LONGEST = 4000
"""Most characters of one sentence of ours with the data that it shows."""
LANGUAGES = ("en", "it")

_UNSEEN = re.compile(f"[{UNSEEN}]")
_JOINTS = re.compile("[\u200d\ufe0e\ufe0f]")
"""What may stand inside an emoji."""


@cache
def context() -> Context:
    """The law of this repository, without its verdicts on pairs, which name entries that are not read here."""
    return replace(load_context(WorkTree(ROOT)).context, apart=NONE)


def check_reader(raw: bytes) -> None:
    """``read`` never raises; its data is JSON and visible, its findings are few, every place lies inside the text.

    The careful builder, asked alone, says the same; and the text, read again, gives the same data.
    """
    admits_text = context().schemas["stakeholder"].admits_text
    for admits in (admits_text, None):
        reading = yaml.read(PATH, raw, yaml.ENTRY, admits)
        check_reading(reading, raw)
    reading = yaml.read(PATH, raw, yaml.ENTRY, admits_text)
    text = reading.source.text
    if text:
        assert reading.source.data == _careful(text)
        again = yaml.read(PATH, text.encode(), yaml.ENTRY, admits_text)
        if "\r" not in text:
            assert reading.source.data == again.source.data
            assert {_key(each) for each in again.findings} <= {_key(each) for each in reading.findings} | _untidy(again)


def _key(finding: Any) -> tuple[Any, ...]:
    return finding.rule, finding.span, str(finding.message)


def _untidy(reading: yaml.Reading) -> set[tuple[Any, ...]]:
    """Once BOM and line ends are mended, the next untidiness is told."""
    return {_key(each) for each in reading.findings if each.rule == "untidy-file"}


def _careful(text: str) -> Any:
    """The data by the careful builder, which says what is wrong, without the straight road before it."""
    clean = yaml.characters.refuse_unseen(text, [])
    return Builder(clean, yaml.ENTRY, context().schemas["stakeholder"].admits_text, []).run()


def check_reading(reading: yaml.Reading, raw: bytes) -> None:
    """What holds of every reading, whatever the bytes."""
    source = reading.source
    nodes = dict(_nodes(source.data))
    for pointer, value in nodes.items():
        _check_value(value)
        assert len(pointer) <= yaml.ENTRY.depth
    assert len(nodes) <= yaml.ENTRY.nodes
    assert source.data == json.loads(json.dumps(source.data))
    assert len(reading.findings) <= MAX_FINDINGS
    lines = source.lines if source.text else raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").split("\n")
    for finding in reading.findings:
        assert finding.rule in RULES.names
        assert finding.span is not None
        _check_span(finding.span, lines)
        _check_words(finding.message)
        _check_words(finding.help)
        for related in finding.related:
            assert related.path == ""
            assert related.pointer in nodes or source.data is None
    if source.text:
        _check_places(source, nodes, lines, is_clean=not reading.findings)


def _check_value(value: Any) -> None:
    assert type(value) in (str, int, bool, type(None), dict, list)
    if isinstance(value, str):
        _check_text(value)
    elif type(value) is int:
        assert abs(value) < 10**15
    elif isinstance(value, dict):
        assert all(type(key) is str for key in value)
        names = [unicodedata.normalize("NFC", key) for key in value]
        assert len(names) == len(set(names))
        for key in value:
            _check_text(key)


def _check_text(text: str) -> None:
    text.encode("utf-8")
    assert "\t" not in text
    assert not _UNSEEN.search(_JOINTS.sub("", text))


def _check_words(words: Any) -> None:
    """A sentence can be said in both languages, is not too long, and shows nothing unseen."""
    if words is None:
        return
    for code in LANGUAGES:
        language.use(code)
        said = str(words)
        assert said
        assert len(said) <= LONGEST
        assert not _UNSEEN.search(said)
        assert "\n" not in said
    language.use("en")


def _check_span(span: Span, lines: list[str]) -> None:
    assert 1 <= span.line <= span.end_line <= max(len(lines), 1)
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2


def _nodes(data: Any, route: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    yield route, data
    items: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _nodes(value, (*route, key))


def _check_places(source: Source, nodes: dict[Pointer, Any], lines: list[str], *, is_clean: bool) -> None:
    """Every node has a place inside the text; plain text on one line stands exactly there."""
    for pointer, place in source.places.items():
        _check_span(place.value, lines)
        if place.key:
            _check_span(place.key, lines)
            assert (place.key.line, place.key.column) <= (place.value.line, place.value.column)
        if is_clean and pointer in nodes:
            _check_word(nodes[pointer], place.value, lines)
            if place.key:
                _check_word(pointer[-1], place.key, lines)
    if source.data is not None and is_clean:
        assert set(nodes) == set(source.places)


def _check_word(value: Any, span: Span, lines: list[str]) -> None:
    written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
    if span.line == span.end_line and isinstance(value, (str, int)) and not isinstance(value, bool):
        if written[:1] == '"':
            assert written[-1] == '"'
        elif written[:1] == "'":
            assert written == "'" + str(value).replace("'", "''") + "'"
        elif written[:1] not in ("|", ">"):
            assert written == str(value) or int(written) == value, (written, value)  # -0


def check_file(raw: bytes) -> None:
    """A whole file from bytes to every output: no rule raises, what is packed comes back, fixes do no harm."""
    judged, source = judge_bytes(raw)
    line = pack_result(judged)
    again = unpack_result(line, {})
    assert line == pack_result(again)
    rules = {name: RULES.load(name) for name in RULES.names}
    verdict = check_all([judged], context(), rules, {PATH: source})
    remembered = check_all([again], context(), rules, {PATH: source})
    schemas = {PATH: context().schemas["stakeholder"]}
    whole = [
        Verdict(each.diagnostics, each.files, each.silenced, {PATH: source}, {name: info(name) for name in rules}, schemas)
        for each in (verdict, remembered)
    ]
    for diagnostic in verdict.diagnostics:
        _check_words(diagnostic.message)
        _check_words(diagnostic.help)
    for form in FORMATS.names:
        said, recalled = ("\n".join(FORMATS.load(form).render(each, Screen())) for each in whole)
        assert said == recalled, form
        said.encode("utf-8")


def judge_bytes(raw: bytes) -> tuple[EntryResult, Source]:
    """The outcome for one stakeholder, with every rule asked; quick looks before rules may spare work, never a finding."""
    reading = yaml.read(PATH, raw, yaml.ENTRY, context().schemas["stakeholder"].admits_text)
    rules = [(name, rule) for name in RULES.names if (rule := RULES.load(name)).check]
    judged = check_entry("stakeholder", reading.source, reading.findings, reading.reported, context(), rules)
    slow = [(name, replace(rule, look=None, fields=frozenset(), is_of_schema=False)) for name, rule in rules]
    assert judged == check_entry("stakeholder", reading.source, reading.findings, reading.reported, context(), slow)
    return judged, reading.source


def errors(judged: EntryResult) -> int:
    """How many findings are errors."""
    return sum(RULES.load(name).severity == 3 for name, _finding in judged.findings)


def comments(text: str) -> set[str]:
    """Every comment but the modeline, which has a fix of its own, as far as one can tell without reading YAML."""
    return {found.group() for found in re.finditer(r"(?m)^\s*#.*$", text) if "yaml-language-server" not in found.group()}
