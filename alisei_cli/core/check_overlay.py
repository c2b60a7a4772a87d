"""Entries checked with the values of an overlay: findings that depend on it name its files and tell no value."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from alisei_cli.core.check import check
from alisei_cli.core.check_entry import EntryResult, RuleSelection, check_entry
from alisei_cli.core.overlay import Fit, Fitted
from alisei_cli.model.dataset import Context
from alisei_cli.model.diagnostic import Diagnostic, Location
from alisei_cli.model.source import Place, Pointer, Source, Span
from alisei_cli.model.verdict import Lazy, Silenced, Verdict
from alisei_cli.rules._contract import Rule

ABOVE = "above-repository"
"""Rule of what may stand in the registry's own files: values of the overlay do not."""
HIDDEN = "…"
"""In place of a reason in the overlay."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The text of an entry's file with that of the overlay's below it, so that every rule finds lines and places in it."""

    fit: Fit
    source: Source
    seam: int
    """Number of lines of the entry's file."""

    def split(self, place: Location) -> Location:
        """``place`` in the file that it is in."""
        span = place.span
        if span.line <= self.seam:
            return place
        own = Span(span.line - self.seam, span.column, span.end_line - self.seam, span.end_column)
        return Location(self.fit.over.path, own)

    def pointer(self, merged: Pointer) -> Pointer:
        """A pointer into the merged entry as one into the overlay's file."""
        return _move(merged, self.fit.merge.placed)


def check_with_overlay(
    judged: Sequence[EntryResult],
    context: Context,
    rules: Mapping[str, Rule],
    alone: RuleSelection,
    fitted: Fitted,
    base: Verdict,
) -> Verdict:
    """The verdict over all files and those of an overlay.

    What ``base``, the verdict without it, says too is told in the same words; everything else tells no value.

    Args:
        judged: the outcome for each file of the dataset.
        context: taxonomy, schemas, policy, places and day.
        rules: every rule by name.
        alone: the rules for one entry.
        fitted: the overlay, brought to the entries.
        base: the verdict without it.
    """
    joined = {fit.base.path: join(fit) for fit in fitted.fits}
    overs = {fit.over.path: fit.over.source for fit in fitted.fits}
    found = [_check_joined(joined[each.path], context, alone) if each.path in joined else each for each in judged]
    found += [EntryResult(path, said) for path, said in fitted.findings.items()]

    def bring(path: str) -> Source | None:
        if path in joined:
            return joined[path].source
        return (overs.get(path) or Source(path, "", None)) if path in fitted.findings else base.sources.get(path)

    paths = [each.path for each in found]
    whole = check(found, context, rules, Lazy(paths, bring))
    known = {each.identity: each for each in base.diagnostics}
    known_silenced = {each.diagnostic.identity: each for each in base.silenced}
    diagnostics = [known.get(each.identity) or _tell(each, joined) for each in whole.diagnostics]
    silenced = [
        known_silenced.get(each.diagnostic.identity) or Silenced(_tell(each.diagnostic, joined), HIDDEN)
        for each in whole.silenced
    ]
    return replace(
        base,
        diagnostics=tuple(sorted(diagnostics, key=lambda each: each.order)),
        silenced=tuple(sorted(silenced, key=lambda each: each.diagnostic.order)),
        files=tuple(sorted(paths)),
    )


def join(fit: Fit) -> Joined:
    """An entry and what the overlay adds to it as one file."""
    base, over = fit.base.source, fit.over.source
    text = base.text if base.text.endswith("\n") else f"{base.text}\n"
    seam = text.count("\n")
    return Joined(fit, Source(base.path, text + over.text, fit.merge.data, partial(_join_places, fit, seam)), seam)


def _join_places(fit: Fit, seam: int) -> dict[Pointer, Place]:
    moved = {there: here for here, there in fit.merge.placed.items()}
    found = dict(fit.base.source.places)
    for there, place in fit.over.source.places.items():
        here = _move(there, moved)
        if here != there or there in moved:
            found[here] = Place(_lower(place.value, seam), place.key and _lower(place.key, seam))
    return found


def _lower(span: Span, lines: int) -> Span:
    return Span(span.line + lines, span.column, span.end_line + lines, span.end_column)


def _move(pointer: Pointer, places: Mapping[Pointer, Pointer]) -> Pointer:
    """``pointer`` with its beginning, if that is one of ``places``, replaced by what it stands for."""
    for length in range(len(pointer), 0, -1):
        if pointer[:length] in places:
            return (*places[pointer[:length]], *pointer[length:])
    return pointer


def _check_joined(joined: Joined, context: Context, alone: RuleSelection) -> EntryResult:
    """The outcome for an entry with its overlay; what the reader said of the overlay's file is told of that file."""
    base, over = joined.fit.base, joined.fit.over
    moved = {there: here for here, there in joined.fit.merge.placed.items()}
    reported = base.reported | {_move(pointer, moved) for pointer in over.reported}
    found = check_entry(base.kind, joined.source, base.findings, reported, context, alone)
    placed = joined.fit.merge.placed
    kept = (each for each in found.findings if each[0] != ABOVE or not _is_below(each[1].pointer, placed))
    return replace(found, findings=tuple(kept))


def _is_below(pointer: Pointer, places: Collection[Pointer]) -> bool:
    return any(pointer[:length] in places for length in range(len(pointer) + 1))


def _tell(diagnostic: Diagnostic, joined: Mapping[str, Joined]) -> Diagnostic:
    """``diagnostic`` at its place in the file that it is in, marked as one that tells no value."""

    def split(place: Location) -> Location:
        return joined[place.path].split(place) if place.path in joined else place

    place = split(Location(diagnostic.path, diagnostic.span))
    is_moved = place.path != diagnostic.path
    return replace(
        diagnostic,
        path=place.path,
        span=place.span,
        pointer=joined[diagnostic.path].pointer(diagnostic.pointer) if is_moved else diagnostic.pointer,
        fix=None,
        related=tuple((split(other), said) for other, said in diagnostic.related),
        is_public=False,
    )
