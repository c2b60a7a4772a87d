"""A verdict narrowed to what somebody asked about."""

from collections.abc import Collection
from dataclasses import replace

from alisei_cli.model.verdict import Verdict


def within(verdict: Verdict, places: Collection[str]) -> Verdict:
    """Only what concerns files at or below ``places`` (relative to the root, ``/``); the whole dataset was still judged."""

    def is_asked(path: str) -> bool:
        return any(place in ("", ".") or path == place or path.startswith(place + "/") for place in places)

    return replace(
        verdict,
        diagnostics=tuple(each for each in verdict.diagnostics if is_asked(each.path)),
        files=tuple(path for path in verdict.files if is_asked(path)),
    )
