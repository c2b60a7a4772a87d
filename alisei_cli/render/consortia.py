"""Sets of partners for a call in words for a terminal, in Markdown, and in JSON, version 1 of the contract."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.consortium import Consortia, Member, Requirement
from alisei_cli.render.forms import wrap_block
from alisei_cli.render.markdown import escape
from alisei_cli.render.screen import Screen

MOST_OTHERS = 3
"""Those that could stand in a member's place, by name; the rest is counted."""
INDENT = 4
HANG = 2


def render_text(found: Consortia, screen: Screen) -> Iterator[str]:
    """One block a set, one paragraph a member; where there is no set, what is missing."""
    yield from wrap_block(str(found.call), 0, screen, "bold")
    for number, members in enumerate(found.sets, 1):
        yield ""
        yield from wrap_block(str(_title(number, members)), 0, screen, "bold")
        for member in members:
            yield from wrap_block(str(_name(member)), 2, screen, hang=HANG)
            for line in _explain(member, found):
                yield from wrap_block(str(line), INDENT, screen, hang=HANG)
    for line in _say_missing(found):
        yield from ["", *wrap_block(str(line), 0, screen)]
    yield from [""] if found.notes else []
    for note in found.notes:
        yield from wrap_block(str(note), 0, screen)


def render_markdown(found: Consortia, screen: Screen) -> Iterator[str]:
    """A heading a set, a table of its members."""
    yield f"## {escape(str(found.call))}"
    for number, members in enumerate(found.sets, 1):
        yield from ["", f"### {escape(str(_title(number, members)))}", ""]
        heads = (_("organisation"), _("region"), _("covers"), _("without it"), _("in its place"))
        yield f"| {' | '.join(escape(str(head)) for head in heads)} |"
        yield "| --- | --- | --- | --- | --- |"
        for member in members:
            cells = (
                _name(member),
                member.region or "",
                _labels(member.covers),
                _labels(member.needed),
                _others(member) or "",
            )
            yield f"| {' | '.join(escape(str(cell)) for cell in cells)} |"
    for line in _say_missing(found):
        yield from ["", escape(str(line))]
    for note in found.notes:
        yield from ["", escape(str(note))]


def render_json(found: Consortia, screen: Screen) -> Iterator[str]:
    """One JSON document, indented, in a fixed order of keys."""
    document: dict[str, Any] = {
        "version": 1,
        "call": str(found.call),
        "audience": found.audience,
        "feasible": bool(found.sets),
        "consortia": [{"members": [_member(member) for member in members]} for members in found.sets],
        "missing": [each.id for each in found.missing],
        "missing_together": found.is_together,
        "notes": [*(str(line) for line in _say_missing(found)), *(str(note) for note in found.notes)],
    }
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=1))


def _member(member: Member) -> dict[str, Any]:
    return {
        "id": member.id,
        "covers": [each.id for each in member.covers],
        "coordinator": member.is_coordinator,
        "needed_for": [each.id for each in member.needed],
        "alternatives": len(member.others),
    }


def _title(number: int, members: Sequence[Member]) -> Text:
    return _n("Set {number}: {n} organisation", "Set {number}: {n} organisations", n=len(members), number=number)


def _name(member: Member) -> Text:
    values: dict[str, Any] = {"name": member.name, "id": member.id}
    if member.is_coordinator and member.is_included:
        return _("{name} ({id}), coordinator, already in", **values)
    if member.is_coordinator:
        return _("{name} ({id}), coordinator", **values)
    return _("{name} ({id}), already in", **values) if member.is_included else _("{name} ({id})", **values)


def _explain(member: Member, found: Consortia) -> Iterator[Text]:
    if member.region:
        yield _("region: {region}", region=member.region)
    if member.covers:
        yield _("covers: {labels}", labels=_labels(member.covers))
    if member.needed:
        yield _("without it: {labels}", labels=_labels(member.needed))
    others = _others(member)
    if others:
        yield _("in its place: {others}", others=others)


def _others(member: Member) -> Text | str:
    if not member.others or member.is_included:
        return ""
    shown, rest = list(member.others[:MOST_OTHERS]), len(member.others) - MOST_OTHERS
    if rest <= 0:
        return _("{ids}", ids=shown)
    return _n("{ids} or {n} other", "{ids} or {n} others", n=rest, ids=shown)


def _labels(requirements: Sequence[Requirement]) -> Labels:
    """Labels with semicolons between them: they hold commas themselves."""
    return Labels(*("; ".join(_in(each.label, language) for each in requirements) for language in ("it", "en")))


def _in(label: Text | Labels, language: str) -> str:
    return str(getattr(label, language)) if isinstance(label, Labels) else str(label)


def _say_missing(found: Consortia) -> Iterator[Text]:
    if found.sets:
        return
    if found.is_together:
        labels = _labels(found.missing)
        yield _("No set meets the call: each of these can be met, but not all of them together: {labels}.", labels=labels)
        return
    yield _("No set meets the call. What is missing:")
    for each in found.missing:
        yield _n(
            "{label}: {n} is wanted, {known} found",
            "{label}: {n} are wanted, {known} found",
            n=each.least,
            label=each.label,
            known=found.available.get(each.id, 0),
        )


Format = Callable[[Consortia, Screen], Iterator[str]]
FORMATS: Mapping[str, Format] = {"text": render_text, "json": render_json, "markdown": render_markdown}
