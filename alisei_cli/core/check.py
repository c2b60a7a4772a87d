"""Everything together: rules between entries, places, comments that silence, one order."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from alisei_cli.core.check_entry import MOST, EntryResult, limit_findings
from alisei_cli.core.hidden import Hidden
from alisei_cli.model.comment import Comment, comments
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex
from alisei_cli.model.diagnostic import Diagnostic, Finding, Location
from alisei_cli.model.source import Pointer, Source, Span, json_pointer
from alisei_cli.model.verdict import Silenced, Verdict
from alisei_cli.model.view import Audiences
from alisei_cli.rules._contract import Rule


def check(
    judged: Sequence[EntryResult],
    context: Context,
    rules: Mapping[str, Rule],
    sources: Mapping[str, Source],
    changed: Collection[str] = (),
) -> Verdict:
    """The verdict over all files.

    Args:
        judged: the outcome for each file, in any order.
        context: taxonomy, schemas, policy, places and day.
        rules: every rule by name.
        sources: text of each file; asked only for files with something to say about them.
        changed: paths of what is new or changed, where a change is judged: of entries that clash, these are reported.
    """
    judged = sorted(judged, key=lambda outcome: outcome.path)
    named = [(outcome.path, name, finding) for outcome in judged for name, finding in outcome.findings]
    dataset = DatasetIndex(
        tuple(outcome.summary for outcome in judged if outcome.summary),
        tuple(outcome.path for outcome in judged if not outcome.summary and outcome.path.startswith("registry/")),
        changed,
    )
    for name, rule in rules.items():
        if rule.check_dataset:
            named += [(finding.path or "", name, finding) for finding in rule.check_dataset(dataset, context)]
    paths = {outcome.path for outcome in judged}
    named = [each for each in named if each[0] in paths]  # an import judges entries, not the shared files beside them
    named = _limit_findings(named)
    spans = {(outcome.path, pointer): span for outcome in judged for pointer, span in outcome.places}
    audiences = Audiences(context)
    kept = {outcome.path: outcome.kept for outcome in judged if outcome.kept}

    def is_public(path: str, finding: Finding) -> bool:
        places = [(path, finding.pointer), *((other.path or path, other.pointer) for other in finding.related)]
        return all(audiences.is_public(pointer, where, context, kept.get(where, ())) for where, pointer in places)

    diagnostics = []
    unopened = {outcome.path for outcome in judged if outcome.summary is None and not outcome.may_silence}
    hidden = Hidden(context, sources, kept, unopened)
    for path, name, finding in named:
        placed = _place(path, name, finding, rules[name], sources, spans)
        if not is_public(path, finding) or hidden.is_told(path, finding):
            placed = replace(placed, is_public=False)
        diagnostics.append(replace(placed, is_file_public=False) if hidden.texts(path) else placed)
    diagnostics.sort(key=lambda each: (*each.order, json_pointer(each.pointer), each.message.message))
    silenced = list(_find_silenced(diagnostics, sources, rules, {outcome.path for outcome in judged if not outcome.may_silence}))
    silenced_ids = {id(each.diagnostic) for each in silenced}
    return Verdict(
        tuple(each for each in diagnostics if id(each) not in silenced_ids),
        tuple(outcome.path for outcome in judged),
        tuple(silenced),
        sources,
    )


def add_findings(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """Add findings about files outside the dataset, unless something is said of their path already.

    Each has its path, place and rule.
    """
    from alisei_cli.rules import RULES

    told = {each.path for each in verdict.diagnostics}
    left = [each for each in findings if each.path not in told]
    more = [_place(each.path or "", each.rule or "", each, RULES.load(each.rule or ""), {}, {}) for each in left]
    diagnostics = sorted([*verdict.diagnostics, *more], key=lambda each: each.order)
    return replace(verdict, diagnostics=tuple(diagnostics), files=tuple(sorted({*verdict.files, *(each.path for each in more)})))


def _limit_findings(named: list[tuple[str, str, Finding]]) -> list[tuple[str, str, Finding]]:
    """``named`` with at most ``MOST`` findings for each file."""
    many = {path for path, count in Counter(path for path, _name, _finding in named).items() if count > MOST}
    if not many:
        return named
    said: dict[str, list[tuple[str, Finding]]] = {path: [] for path in sorted(many)}
    kept = []
    for path, name, finding in named:
        if path in many:
            said[path].append((name, finding))
        else:
            kept.append((path, name, finding))
    return kept + [(path, name, finding) for path, all_ in said.items() for name, finding in limit_findings(all_)]


def _place(
    path: str,
    name: str,
    finding: Finding,
    rule: Rule,
    sources: Mapping[str, Source],
    spans: Mapping[tuple[str, Pointer], Span],
) -> Diagnostic:
    known = spans.get((path, finding.pointer)) if finding.at == "value" else None
    related = tuple(
        (Location(other.path or path, sources[other.path or path].span(other.pointer, other.at)), other.message)
        for other in finding.related
    )
    return Diagnostic(
        code=rule.code,
        rule=name,
        severity=rule.severity,
        path=path,
        span=finding.span or known or sources[path].span(finding.pointer, finding.at),
        pointer=finding.pointer,
        message=finding.message,
        help=finding.help,
        fix=rule.remedy(finding, sources[path]) if rule.remedy else finding.fix,
        related=related,
    )


def _find_silenced(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], rules: Mapping[str, Rule], silent: Collection[str]
) -> Iterator[Silenced]:
    """List the diagnostics that a comment silences, except in ``silent`` paths.

    The comment may be at a related place too: which of two entries that clash is reported depends on which was changed.
    """
    found: dict[str, Mapping[int, Comment]] = {}
    for each in diagnostics:
        if not rules[each.rule].may_be_silenced:
            continue
        places = [(each.path, each.span.line), *((place.path, place.span.line) for place, _said in each.related)]
        for path, line in places:
            if path in silent:
                continue
            if path not in found:
                found[path] = comments(sources[path])
            comment = found[path].get(line)
            if comment and comment.is_obeyed and not {each.code, each.rule}.isdisjoint(comment.codes):
                yield Silenced(each, comment.reason)
                break
