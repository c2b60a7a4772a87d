"""The verdict on who makes a change, in words for a terminal and in JSON, version 1 of the contract."""

import json
from collections.abc import Callable, Iterator, Mapping

from alisei_cli.escape import escape_json, escape_text
from alisei_cli.language import Text, _, _n
from alisei_cli.model.ownership import VERDICTS, Ownership, PathVerdict, Reason
from alisei_cli.render.forms import wrap_block
from alisei_cli.render.screen import Screen

MANY = 20
"""Most paths for one reason that a terminal shows."""
LIMIT = 1000
"""Most characters of a path."""
STYLES = {"own": "help", "secretariat": "note", "refused": "error"}
WHAT: Mapping[Reason, Text] = {
    "own-entry": _("The account maintains these entries."),
    "secretariat-acts": _("The account belongs to the secretariat."),
    "new-entry": _("These entries are new."),
    "nobody-owns-it": _("These entries have no maintainer yet."),
    "secretariat-field": _("The account maintains these entries, but the fields named after them belong to the secretariat."),
    "foreign-entry": _("Other accounts maintain these entries."),
    "machinery": _("These files are no entries, and only the secretariat changes them."),
    "mixed": _("These files are no entries, and cannot be changed together with entries."),
    "not-a-regular-file": _("These are links, submodules or executable files, or take the place of a folder."),
}
"""What each reason means."""
NEXT: Mapping[Reason, Text] = {
    "new-entry": _("The secretariat reads them and decides who maintains them."),
    "nobody-owns-it": _("The secretariat decides, and can add the account to their maintainers."),
    "secretariat-field": _("The secretariat decides. Other changes are accepted sooner in a proposal of their own."),
    "foreign-entry": _("Leave them out of this proposal, and tell their organisation or the secretariat what should change."),
    "machinery": _("Leave them out of this proposal, and open an issue that says what should change."),
    "mixed": _("Make two proposals: one with the entries, one with these files."),
    "not-a-regular-file": _("Propose plain files, or leave these out."),
}
"""What to do about it."""


def headline(found: Ownership) -> Text:
    """The verdict on the whole change in one sentence."""
    worst, of = len(found.of(found.verdict)), len(found.paths)
    if not found.paths:
        return _("Nothing has changed.")
    if found.verdict == "own":
        return _n(
            "Account {actor} may change this file.", "Account {actor} may change these {n} files.", n=of, actor=str(found.actor)
        )
    if found.verdict == "secretariat":
        return _n(
            "The secretariat has to decide on the changed file.",
            "The secretariat has to decide on {worst} of {n} changed files.",
            n=of,
            worst=worst,
        )
    return _n(
        "Account {actor} may not change this file.",
        "Account {actor} may not change {worst} of {n} changed files.",
        n=of,
        worst=worst,
        actor=str(found.actor),
    )


def render_text(found: Ownership, screen: Screen) -> Iterator[str]:
    """The verdict first, then each reason with its paths, the worst reasons first."""
    yield from wrap_block(str(headline(found)), 0, screen, "bold")
    for reason in reversed(VERDICTS):
        paths = [each for each in found.paths if each.reason == reason]
        if paths:
            yield ""
            yield from _render_reason(reason, paths, screen)


def _render_reason(reason: Reason, paths: list[PathVerdict], screen: Screen) -> Iterator[str]:
    said = [str(WHAT[reason]), *([str(NEXT[reason])] if reason in NEXT else [])]
    yield from wrap_block(f"{reason}: {' '.join(said)}", 0, screen, STYLES[VERDICTS[reason]], hang=2)
    shown = paths[:MANY] if screen.height else paths
    for each in shown:
        yield from wrap_block(escape_text(": ".join([each.path, *describe_pointers(each)]), LIMIT), 2, screen, hang=2)
    if len(shown) < len(paths):
        more = _n("{n} more: {command}", "{n} more: {command}", n=len(paths) - len(shown), command="--format json")
        yield from wrap_block(str(more), 2, screen)


def describe_pointers(path: PathVerdict) -> list[str]:
    """The fields that the secretariat has to decide on, in one text; empty without any."""
    if path.pointers == ("",):
        return [str(_("the entry as a whole"))]
    return [", ".join(each.removeprefix("/") for each in path.pointers)] if path.pointers else []


def render_json(found: Ownership, screen: Screen) -> Iterator[str]:
    """One JSON document, indented, in a fixed order of keys."""
    document = {
        "version": 1,
        "actor": found.actor,
        "verdict": found.verdict,
        "paths": [
            {"path": each.path, "verdict": each.verdict, "reason": each.reason, "pointers": list(each.pointers)}
            for each in found.paths
        ],
    }
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=1))


Format = Callable[[Ownership, Screen], Iterator[str]]
FORMATS: Mapping[str, Format] = {"text": render_text, "json": render_json}
