"""What came of judging a file, as plain JSON and back: for the cache, and for the way home from a worker.

Everything that is read back is checked by its construction: whatever has another shape raises, and the caller judges anew.
"""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from alisei_cli.core.judge import Judged
from alisei_cli.language import Labels, Text
from alisei_cli.model.census import Facts
from alisei_cli.model.diagnostic import Diagnostic, Edit, Finding, Fix, Location, Related, Severity
from alisei_cli.model.references import Reference
from alisei_cli.model.source import Pointer, Span

Shared = dict[str, Any]
"""Values that many entries have in common, by their JSON: 100,000 entries have few different terms and pointers."""
RECENT = 10_000
_QUOTE = "\x7f"
"""Stands for a quotation mark inside: JSON of ASCII writes this character itself as an escape."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_decode = json.JSONDecoder().decode


def packed(judged: Judged) -> bytes:
    """``judged`` as a line of JSON."""
    return _encode(pack(judged)).encode("utf-8", "surrogatepass")


def unpacked(line: bytes, shared: Shared) -> Judged:
    """The outcome in a line of JSON.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it was packed by something else.
    """
    return unpack(_decode(line.decode("utf-8", "surrogatepass")), shared)


def pack(judged: Judged) -> list[Any]:
    """``judged`` as JSON."""
    return [
        judged.path,
        _pack_facts(judged.facts) if judged.facts else None,
        [[name, _pack_finding(finding)] for name, finding in judged.findings],
        judged.may_silence,
        [[pointer, _pack_span(span)] for pointer, span in judged.places],
    ]


def unpack(packed: list[Any], shared: Shared) -> Judged:
    """The outcome in ``packed``; ``shared`` is filled on the way, and makes equal values one.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it was packed by something else.
    """
    path, facts, findings, may_silence, places = packed
    return Judged(
        path,
        tuple((name, _unpack_finding(finding)) for name, finding in findings),
        _unpack_facts(path, facts, shared) if facts else None,
        may_silence,
        tuple((tuple(pointer), Span(*span)) for pointer, span in places),
    )


def _pack_facts(facts: Facts) -> list[Any]:
    common = _packed_common
    return [
        common((facts.kind, facts.status, facts.place, facts.since)),
        facts.id,
        facts.name,
        [each for pointer, folded in facts.names for each in (common(pointer), folded)],
        [each for kind, value, pointer in facts.keys for each in (common((kind, pointer)), value)],
        [
            each
            for reference in facts.references
            for each in (common((reference.pointer, reference.relation, reference.dates)), reference.target)
        ],
        [common(term) for term in facts.terms],
        facts.acronyms,
        [each for pointer, folded in facts.bodies for each in (common(pointer), folded)],
        facts.is_partial,
        [each for pointer, text, published in facts.offers for each in (common((published, *pointer)), text)],
    ]


@lru_cache(RECENT)
def _packed_common(value: tuple[Any, ...]) -> str:
    """A value that many entries have in common, as one text of JSON inside the JSON, its quotes replaced: escapes are slow to read."""
    return json.dumps(value, separators=(",", ":")).replace('"', _QUOTE)


def _unpack_facts(path: str, packed: list[Any], shared: Shared) -> Facts:
    kinds, id_, name, names, keys, references, terms, acronyms, bodies, is_partial, offers = packed

    def common(text: str, made: Callable[..., Any]) -> Any:
        if text not in shared:
            shared[text] = made(*_decode(text.replace(_QUOTE, '"')))
        return shared[text]

    kind, status, place, since = common(kinds, _kinds)
    return Facts(
        path,
        kind,
        id_,
        status,
        name,
        place,
        tuple([(common(pointer, _pointer), folded) for pointer, folded in _pairs(names)]),
        tuple([(key, value, pointer) for text, value in _pairs(keys) for key, pointer in (common(text, _key),)]),
        tuple(
            [
                Reference(pointer, target, kind, dates)
                for text, target in _pairs(references)
                for pointer, kind, dates in (common(text, _place),)
            ]
        ),
        tuple([common(text, _term) for text in terms]),
        since,
        tuple(acronyms),
        tuple([(common(pointer, _pointer), folded) for pointer, folded in _pairs(bodies)]),
        bool(is_partial),
        tuple([(pointer, text, published) for place, text in _pairs(offers) for published, pointer in (common(place, _dated),)]),
    )


def _pairs(flat: list[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(flat[::2], flat[1::2], strict=True)


def _kinds(kind: str, status: str, place: str, since: str) -> tuple[str, str, str, str]:
    return kind, status, place, since


def _pointer(*parts: str | int) -> Pointer:
    return parts


def _dated(published: str, *pointer: str | int) -> tuple[str, Pointer]:
    return published, pointer


def _key(kind: str, pointer: list[Any]) -> tuple[str, Pointer]:
    return kind, tuple(pointer)


def _place(pointer: list[Any], relation: str, dates: str) -> tuple[Pointer, str, str]:
    return tuple(pointer), relation, dates


def _term(pointer: list[Any], facet: str, value: str) -> tuple[Pointer, str, str]:
    return tuple(pointer), facet, value


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
    ]


def unpack_diagnostic(packed: list[Any]) -> Diagnostic:
    """The diagnostic in ``packed``.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it was packed by something else.
    """
    code, rule, severity, path, span, pointer, message, help, fix, related, is_public = packed
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
