"""Partners in words for a terminal, in Markdown, and in JSON, version 1 of the contract."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from alisei_cli.escape import escape_command, escape_json, escape_text
from alisei_cli.language import _
from alisei_cli.model.partners import Partner, Partners, SaidReason
from alisei_cli.render._paint import paint
from alisei_cli.render.forms import wrap_block
from alisei_cli.render.lines import wrap
from alisei_cli.render.markdown import escape
from alisei_cli.render.screen import Screen

INDENT = 6
"""Columns before a reason."""


def render_text(found: Partners, screen: Screen) -> Iterator[str]:
    """One block a partner: its score, then each reason with its points and places, then what is not known."""
    yield from wrap_block(str(_("Partners of {name}", name=found.name)), 0, screen, "bold")
    for number, partner in enumerate(found.partners, 1):
        yield ""
        yield from _render_partner(partner, number, screen)
    if found.why:
        yield ""
        yield from _render_why(found, screen)
    yield from [""] if found.notes else []
    for note in found.notes:
        yield from wrap_block(str(note), 0, screen)


def _render_partner(partner: Partner, number: int, screen: Screen) -> Iterator[str]:
    name = f"{escape_text(partner.name)} ({escape_text(partner.id)}), {partner.about}"
    first, *rest = wrap(f"{number}. {partner.score:.2f}  {name}", screen.columns - 3)
    yield paint(escape_command(first), "bold", screen.is_colour)
    yield from (paint(escape_command(f"   {line}"), "bold", screen.is_colour) for line in rest)
    for reason in partner.reasons:
        lines = wrap(f"{escape_text(reason.text)} [{_places(reason)}]", screen.columns - INDENT - 3)
        yield escape_command(f"  {reason.points:.4f} {lines[0]}")
        yield from (escape_command(f"{' ' * (INDENT + 3)}{line}") for line in lines[1:])
    if partner.raises:
        said = str(_("Not known, would count: {fields}.", fields=list(partner.raises)))
        yield from wrap_block(said, 3, screen, "dim")


def _render_why(found: Partners, screen: Screen) -> Iterator[str]:
    why = found.why
    if why is None:
        return
    if why.rank:
        yield from wrap_block(str(_("{id} is number {rank} of {of}.", id=why.id, rank=why.rank, of=why.of)), 0, screen, "bold")
    else:
        yield from wrap_block(str(_("{id} does not match.", id=why.id)), 0, screen, "bold")
    for hindrance in why.hindrances:
        yield from wrap_block(f"- {hindrance}", 2, screen)


def render_markdown(found: Partners, screen: Screen) -> Iterator[str]:
    """A heading a partner, its reasons as a table."""
    yield f"## {escape(str(_('Partners of {name}', name=found.name)))}"
    for number, partner in enumerate(found.partners, 1):
        yield from ["", f"### {number}\\. {escape(str(partner.name))} ({escape(partner.id)}), {partner.score:.2f}", ""]
        yield from [escape(str(partner.about)), ""]
        yield f"| {escape(str(_('points')))} | {escape(str(_('because')))} | {escape(str(_('places')))} |"
        yield "| ---: | --- | --- |"
        for reason in partner.reasons:
            yield f"| {reason.points:.4f} | {escape(str(reason.text))} | {escape(_places(reason))} |"
        if partner.raises:
            yield from ["", escape(str(_("Not known, would count: {fields}.", fields=list(partner.raises))))]
    if found.why:
        yield from ["", *(f"- {escape(line.strip('- '))}" for line in _render_why(found, Screen()))]
    for note in found.notes:
        yield from ["", escape(str(note))]


def render_json(found: Partners, screen: Screen) -> Iterator[str]:
    """One JSON document, indented, in a fixed order of keys."""
    document: dict[str, Any] = {
        "version": 1,
        "for": found.asker,
        "audience": found.audience,
        "matches": [
            {
                "id": each.id,
                "score": each.score,
                "reasons": [
                    {
                        "kind": reason.kind,
                        "points": reason.points,
                        "text": str(reason.text),
                        "mine": reason.mine,
                        "theirs": reason.theirs,
                    }
                    for reason in each.reasons
                ],
                "unknown": list(each.unknown),
            }
            for each in found.partners
        ],
        "notes": [str(note) for note in found.notes],
    }
    if found.why:
        why = found.why
        document["explain"] = {"id": why.id, "rank": why.rank, "of": why.of, "why_not": [str(each) for each in why.hindrances]}
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=1))


def _places(reason: SaidReason) -> str:
    """The two places without the files that hold them, but for a file that is neither's own."""
    ends = [each.partition("#/")[2] if each else "" for each in (reason.mine, reason.theirs)]
    return " · ".join(escape_text(each) for each in ends if each)


Format = Callable[[Partners, Screen], Iterator[str]]
FORMATS: Mapping[str, Format] = {"text": render_text, "json": render_json, "markdown": render_markdown}
