"""What came of judging a file, as plain JSON and back: for the cache, and for the way home from a worker.

Everything that is read back is checked by its construction: whatever has another shape raises, and the caller judges anew.
"""

from collections.abc import Callable
from typing import Any

from alisei_cli.core.judge import Judged
from alisei_cli.language import Labels, Text
from alisei_cli.model.census import Facts, Reference
from alisei_cli.model.diagnostic import Diagnostic, Edit, Finding, Fix, Location, Related, Severity
from alisei_cli.model.source import Span


def pack(judged: Judged) -> list[Any]:
    """``judged`` as JSON."""
    return [
        judged.path,
        _pack_facts(judged.facts) if judged.facts else None,
        [[name, _pack_finding(finding)] for name, finding in judged.findings],
    ]


def unpack(packed: list[Any], shared: Callable[[Any, Any], Any]) -> Judged:
    """The outcome in ``packed``.

    ``shared(value, value)`` (a dictionary's ``setdefault``) makes equal values one: 100,000 entries have few different pointers.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it was packed by something else.
    """
    path, facts, findings = packed
    return Judged(
        path,
        tuple((name, _unpack_finding(finding)) for name, finding in findings),
        _unpack_facts(path, facts, shared) if facts else None,
    )


def _pack_facts(facts: Facts) -> list[Any]:
    references = [[reference.pointer, reference.target, reference.relation] for reference in facts.references]
    return [
        facts.kind, facts.id, facts.status, facts.name, facts.place, facts.since, facts.names, facts.keys, references, facts.terms
    ]  # fmt: skip


def _unpack_facts(path: str, packed: list[Any], shared: Callable[[Any, Any], Any]) -> Facts:
    kind, id_, status, name, place, since, names, keys, references, terms = packed

    def one(value: Any) -> Any:
        return shared(value, value)

    return Facts(
        path,
        one(kind),
        id_,
        one(status),
        name,
        one(place),
        tuple((one(tuple(pointer)), folded) for pointer, folded in names),
        tuple((one(key), value, one(tuple(pointer))) for key, value, pointer in keys),
        tuple(Reference(one(tuple(pointer)), target, one(relation)) for pointer, target, relation in references),
        tuple(one((one(tuple(pointer)), one(facet), one(value))) for pointer, facet, value in terms),
        one(since),
    )


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
    ]


def unpack_diagnostic(packed: list[Any]) -> Diagnostic:
    """The diagnostic in ``packed``.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it was packed by something else.
    """
    code, rule, severity, path, span, pointer, message, help, fix, related = packed
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
