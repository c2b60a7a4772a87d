"""A verdict narrowed to what somebody asked about."""

from collections.abc import Callable, Collection
from dataclasses import replace

from alisei_cli.model.diagnostic import Diagnostic
from alisei_cli.model.verdict import Verdict


def within(verdict: Verdict, places: Collection[str]) -> Verdict:
    """Only what concerns files at or below ``places`` (relative to the root, ``/``); the whole dataset was still judged."""

    def is_asked(path: str) -> bool:
        return any(place in ("", ".") or path == place or path.startswith(place + "/") for place in places)

    return narrow(verdict, lambda each: is_asked(each.path), is_asked)


def narrow(verdict: Verdict, concerns: Callable[[Diagnostic], bool], is_asked: Callable[[str], bool]) -> Verdict:
    """Keep only the diagnostics and files selected by ``concerns`` and ``is_asked``."""
    return replace(
        verdict,
        diagnostics=tuple(each for each in verdict.diagnostics if concerns(each)),
        silenced=tuple(each for each in verdict.silenced if concerns(each.diagnostic)),
        files=tuple(path for path in verdict.files if is_asked(path)),
    )
