"""A verdict narrowed to what someone asked about."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from alisei_cli.model.diagnostic import Diagnostic
from alisei_cli.model.verdict import Verdict


def keep_within(verdict: Verdict, places: Collection[str]) -> Verdict:
    """Only what stands in files at or below ``places`` (relative to the root, ``/``); the whole dataset was still judged."""
    return narrow(verdict, lambda each: _is_below(each.path, places), lambda path: _is_below(path, places))


def keep_concerning(verdict: Verdict, places: Collection[str]) -> Verdict:
    """Keep what concerns ``places``: files at or below them, and files that clash with one there."""

    def concerns(diagnostic: Diagnostic) -> bool:
        paths = (diagnostic.path, *(place.path for place, _said in diagnostic.related))
        return any(_is_below(path, places) for path in paths)

    return narrow(verdict, concerns, lambda path: _is_below(path, places))


def _is_below(path: str, places: Collection[str]) -> bool:
    return any(place in ("", ".") or path == place or path.startswith(place + "/") for place in places)


def keep_caused(verdict: Verdict, before: Verdict, changed: Collection[str]) -> Verdict:
    """Keep what concerns a change: files at ``changed`` paths, and what is said of other files and was not said ``before``."""
    known = {identify(each) for each in (*before.diagnostics, *(each.diagnostic for each in before.silenced))}
    return narrow(verdict, lambda each: each.path in changed or identify(each) not in known, changed.__contains__)


def identify(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """The key of a diagnostic, independent of lines."""
    return (diagnostic.path, diagnostic.rule, diagnostic.pointer, diagnostic.message)


def narrow(verdict: Verdict, concerns: Callable[[Diagnostic], bool], is_asked: Callable[[str], bool]) -> Verdict:
    """Keep only the diagnostics and files selected by ``concerns`` and ``is_asked``."""
    return replace(
        verdict,
        diagnostics=tuple(each for each in verdict.diagnostics if concerns(each)),
        silenced=tuple(each for each in verdict.silenced if concerns(each.diagnostic)),
        files=tuple(path for path in verdict.files if is_asked(path)),
    )
