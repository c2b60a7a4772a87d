"""One file by itself: what is wrong with it, and what others need to know of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from alisei_cli.core.summaries import summarize
from alisei_cli.language import _, _n
from alisei_cli.model.comment import MARK
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.dataset_index import EntrySummary
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.sharing import FIELD
from alisei_cli.model.source import START, Pointer, Source, Span
from alisei_cli.model.view import Audiences
from alisei_cli.rules._contract import Rule

BESIDE_THE_DATA = frozenset({"untidy-file", "bad-file-name", "yaml-directive", "several-documents"})
"""Findings that do not stop an entry from being parsed."""


Applicable = tuple[str, Callable[[Entry, Context], Iterable[Finding]], frozenset[str], Callable[[str], object] | None]
"""Name and check of a rule; the fields one of which it needs, if any; and its quick look at the text of a file, if it has one."""

MOST = 50
"""Most findings of one file; the rest is counted (security model, 4.1)."""


@dataclass(frozen=True, slots=True)
class EntryResult:
    """The outcome for one file; the same for the same bytes, law and day."""

    path: str
    findings: tuple[tuple[str, Finding], ...]
    """Name of the rule and what it says."""
    summary: EntrySummary | None = None
    """Absent for a file that is no entry."""
    may_silence: bool = True
    """Whether a comment in the file may silence what is said of it; if not, its text need not be fetched again."""
    places: tuple[tuple[Pointer, Span], ...] = ()
    """Spans of unknown terms, for the rule between entries that reports them."""
    kept: tuple[Pointer, ...] = ()
    """Values that the entry itself keeps from the widest audience."""


class RuleSelection:
    """Caches which rules apply to each kind, with and without violations of the schema."""

    def __init__(self, rules: Iterable[tuple[str, Rule]]) -> None:
        self.rules = tuple(sorted(rules, key=lambda pair: not pair[1].is_exclusive))
        self.exclusive_rules = frozenset(name for name, rule in self.rules if rule.is_exclusive)
        self.final_rules = frozenset(name for name, rule in self.rules if rule.is_final)
        self.by_kind: dict[tuple[str, tuple[str, ...], bool], tuple[Applicable, ...]] = {}

    def applicable(self, kind: str, registry: tuple[str, ...], *, is_wrong: bool) -> tuple[Applicable, ...]:
        """The rules that may speak of entries of this ``kind``; ``is_wrong`` if the schema has something against the entry."""
        key = (kind, registry, is_wrong)
        if key not in self.by_kind:
            self.by_kind[key] = tuple(
                (name, rule.check, rule.fields, rule.look)
                for name, rule in self.rules
                if rule.check and rule.concerns(kind, registry) and (is_wrong or not rule.is_of_schema)
            )
        return self.by_kind[key]


def check_entry(
    kind: str | None,
    source: Source,
    read: Sequence[Finding],
    reported: frozenset[Pointer],
    context: Context,
    rules: RuleSelection | Iterable[tuple[str, Rule]],
) -> EntryResult:
    """What the reader said of ``source`` (``read``), and what every rule for one entry says of it.

    ``tainted`` nodes have been reported by the reader: no rule speaks of them again. ``rules`` come as a panel where many are judged.
    """
    said = [(finding.rule or "yaml-syntax", finding) for finding in read]
    if kind is None:
        return EntryResult(source.path, tuple(said))
    if not isinstance(source.data, dict):
        if all(finding.rule in BESIDE_THE_DATA for finding in read):
            said.append(("not-a-mapping", _report_no_mapping()))
        return EntryResult(source.path, tuple(said), None)
    schema = context.schemas.get(kind)
    if schema is None:  # it cannot be used, and says so itself
        return EntryResult(source.path, tuple(said))
    entry = Entry(source.path, kind, source.data, source, tuple(schema.check(source.data)), tuple(schema.terms(source.data)))
    panel = rules if isinstance(rules, RuleSelection) else RuleSelection(rules)
    asked = [pair for pair in _ask(entry, context, panel, is_clean=not read) if not _is_below(pair[1].pointer, reported)]
    final_pointers = frozenset(finding.pointer for name, finding in asked if name in panel.final_rules)
    said += [pair for pair in asked if pair[0] in panel.final_rules or not _is_below(pair[1].pointer, final_pointers)]
    reported |= final_pointers
    is_shown = kind in context.kinds and panel.exclusive_rules.isdisjoint(name for name, _finding in said)
    summary = summarize(entry, schema, reported) if is_shown else None
    raised = Audiences(context).raised(entry, schema) if FIELD in entry.data else {}
    kept = tuple(pointer for pointer, level in raised.items() if level)
    return EntryResult(source.path, tuple(limit_findings(said)), summary, MARK in source.text, kept=kept)


def add_places(judged: EntryResult, source: Source, context: Context) -> EntryResult:
    """``judged`` with the place of each finding and of each word that is no term: found where the text is at hand, and remembered."""
    known = context.taxonomy.terms
    words = [pointer for pointer, _facet, word in judged.summary.terms if word not in known] if judged.summary and known else []
    if not judged.findings and not words:
        return judged
    found = [
        (name, each if each.span else replace(each, span=source.span(each.pointer, each.at))) for name, each in judged.findings
    ]
    return replace(judged, findings=tuple(found), places=tuple((pointer, source.span(pointer)) for pointer in words))


def limit_findings(said: Sequence[tuple[str, Finding]]) -> Sequence[tuple[str, Finding]]:
    """The gravest of what is said of one file, and how much more there is; the gravest that is left out lends its rule and place."""
    if len(said) <= MOST:
        return said
    from alisei_cli.rules import RULES

    ranked = sorted(said, key=lambda pair: -RULES.load(pair[0]).severity)
    name, first = ranked[MOST - 1]
    rest = len(said) - MOST + 1
    more = _n("{n} more slip of these kinds in this file", "{n} more slips of these kinds in this file", n=rest)
    help = _("Fix those above first, then check again.")
    last = Finding(first.pointer, more, help, at=first.at, span=first.span, path=first.path, rule=first.rule)
    return [*ranked[: MOST - 1], (name, last)]


def _ask(entry: Entry, context: Context, panel: RuleSelection, *, is_clean: bool) -> Iterator[tuple[str, Finding]]:
    text, data = entry.source.text, entry.data
    is_plain = is_clean and bool(text) and "\\" not in text  # what the reader took out, or an escape, may hide anything
    for name, check, fields, look in panel.applicable(entry.kind, context.kinds, is_wrong=bool(entry.violations)):
        if (not fields or not fields.isdisjoint(data)) and (look is None or not is_plain or look(text)):
            for finding in check(entry, context):
                yield name, finding
                if name in panel.exclusive_rules:
                    return


def _is_below(pointer: Pointer, reported: frozenset[Pointer]) -> bool:
    return bool(reported) and any(pointer[:length] in reported for length in range(len(pointer) + 1))


def _report_no_mapping() -> Finding:
    return Finding(
        (),
        _("the file is empty or holds no fields, so there is no entry in it"),
        _("Write one field per line: its name, a colon, a space, the value. Begin with id: <...>"),
        span=START,
        rule="not-a-mapping",
    )
