"""Results of checking a file as JSON, for the cache and for the way home from a worker.

Decoding checks every type: whatever has another shape raises ``ValueError``, and the caller checks the file again.
"""

from functools import cache
from typing import Any

import msgspec

from alisei_cli.core.check_entry import EntryResult
from alisei_cli.language import Labels, Text
from alisei_cli.model.dataset_index import EntrySummary
from alisei_cli.model.diagnostic import Diagnostic, Edit, Finding, Fix, Location, Related, Severity
from alisei_cli.model.source import Pointer, Span
from alisei_cli.model.verdict import Silenced, Verdict

Shared = dict[Any, Any]
"""Values that many entries have in common: 100,000 entries have few different terms."""


class _Row(msgspec.Struct, array_like=True):
    path: str
    summary: EntrySummary | None
    findings: list[tuple[str, list[Any]]]
    may_silence: bool
    places: tuple[tuple[Pointer, Span], ...]
    kept: tuple[Pointer, ...]


@cache
def _decoder() -> msgspec.json.Decoder[_Row]:
    return msgspec.json.Decoder(_Row)


def pack_result(judged: EntryResult) -> bytes:
    """``judged`` as a line of JSON."""
    findings = [(name, _pack_finding(finding)) for name, finding in judged.findings]
    return msgspec.json.encode(_Row(judged.path, judged.summary, findings, judged.may_silence, judged.places, judged.kept))


def unpack_result(line: bytes, shared: Shared) -> EntryResult:
    """The result in a line of JSON; ``shared`` is filled on the way, and makes equal values one.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it was packed by something else.
    """
    try:
        row = _decoder().decode(line)
    except msgspec.MsgspecError as error:
        raise ValueError from error
    if row.summary:
        object.__setattr__(row.summary, "terms", tuple([shared.setdefault(term, term) for term in row.summary.terms]))
    findings = tuple((name, _unpack_finding(finding)) for name, finding in row.findings)
    return EntryResult(row.path, findings, row.summary, row.may_silence, row.places, row.kept)


def pack_verdict(verdict: Verdict) -> list[Any]:
    """What ``verdict`` says, as JSON; whoever unpacks it brings the texts."""
    silenced = [[pack_diagnostic(each.diagnostic), each.reason] for each in verdict.silenced]
    return [silenced, verdict.files, [pack_diagnostic(each) for each in verdict.diagnostics]]


def unpack_verdict(packed: Any) -> Verdict:
    """The verdict in ``packed``.

    Raises:
        ValueError, TypeError, KeyError, IndexError, AttributeError: it was packed by something else.
    """
    silenced, files, diagnostics = packed
    told = tuple(Silenced(unpack_diagnostic(each), str(reason)) for each, reason in silenced)
    return Verdict(tuple(unpack_diagnostic(each) for each in diagnostics), tuple(files), told)


def _pack_finding(finding: Finding) -> list[Any]:
    return [
        finding.pointer,
        _pack_words(finding.message),
        _pack_words(finding.help),
        _pack_fix(finding.fix),
        [[each.path, each.pointer, _pack_words(each.message), each.at] for each in finding.related],
        finding.at,
        _pack_span(finding.span),
        finding.path,
        finding.rule,
    ]


def _unpack_finding(packed: list[Any]) -> Finding:
    pointer, message, help, fix, related, at, span, path, rule = packed
    return Finding(
        tuple(pointer),
        _text(message),
        _words(help),
        _unpack_fix(fix),
        tuple(Related(other, tuple(place), _text(said), where) for other, place, said, where in related),
        at,
        _unpack_span(span),
        path,
        rule,
    )


def pack_diagnostic(diagnostic: Diagnostic) -> list[Any]:
    """A diagnostic as JSON."""
    return [
        diagnostic.code,
        diagnostic.rule,
        int(diagnostic.severity),
        diagnostic.path,
        _pack_span(diagnostic.span),
        diagnostic.pointer,
        _pack_words(diagnostic.message),
        _pack_words(diagnostic.help),
        _pack_fix(diagnostic.fix),
        [[place.path, _pack_span(place.span), _pack_words(said)] for place, said in diagnostic.related],
        diagnostic.is_public,
        diagnostic.is_file_public,
    ]


def unpack_diagnostic(packed: list[Any]) -> Diagnostic:
    """The diagnostic in ``packed``.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it was packed by something else.
    """
    code, rule, severity, path, span, pointer, message, help, fix, related, is_public, is_file_public = packed
    return Diagnostic(
        code,
        rule,
        Severity(severity),
        path,
        Span(*span),
        tuple(pointer),
        _text(message),
        _words(help),
        _unpack_fix(fix),
        tuple((Location(other, Span(*where)), _text(said)) for other, where, said in related),
        bool(is_public),
        bool(is_file_public),
    )


def _pack_fix(fix: Fix | None) -> list[Any] | None:
    if fix is None:
        return None
    return [_pack_words(fix.title), [[edit.pointer, edit.value, edit.op, _pack_span(edit.span)] for edit in fix.edits], fix.safe]


def _unpack_fix(packed: list[Any] | None) -> Fix | None:
    if packed is None:
        return None
    title, edits, is_safe = packed
    made = (Edit(tuple(pointer), value, op, _unpack_span(span)) for pointer, value, op, span in edits)
    return Fix(_text(title), tuple(made), is_safe)


def _pack_span(span: Span | None) -> list[int] | None:
    return [span.line, span.column, span.end_line, span.end_column] if span else None


def _unpack_span(packed: list[int] | None) -> Span | None:
    return Span(*packed) if packed else None


def _pack_words(value: Any) -> Any:
    """Words and what fills their places; plain values as they are, lists marked so that they are told from words."""
    if isinstance(value, Text):
        return {"text": value.message, "plural": value.plural, "values": {name: _pack_words(each) for name, each in value.values}}
    if isinstance(value, Labels):
        return {"it": value.it, "en": value.en}
    if isinstance(value, (list, tuple)):
        return {"list": [_pack_words(each) for each in value]}
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _words(packed: Any) -> Any:
    if not isinstance(packed, dict):
        return packed
    if "text" in packed:
        return Text(packed["text"], tuple((name, _words(each)) for name, each in packed["values"].items()), packed["plural"])
    if "list" in packed:
        return tuple(_words(each) for each in packed["list"])
    return Labels(packed["it"], packed["en"])


def _text(packed: Any) -> Text:
    words = _words(packed)
    if not isinstance(words, Text):
        raise TypeError("no sentence")
    return words
