"""Markdown (GitHub's), for pull requests and documents; data is escaped, whatever it holds."""

from collections.abc import Iterator

from alisei_cli.language import _, _n, show_number
from alisei_cli.model.difference import Difference
from alisei_cli.render.differences import _words as words
from alisei_cli.render.differences._contract import Format
from alisei_cli.render.differences._entries import list_changes
from alisei_cli.render.markdown import escape, escape_comment
from alisei_cli.render.screen import Screen

MOST = 60_000
"""Characters; GitHub takes 65,536 in a comment."""


def render(difference: Difference, screen: Screen) -> Iterator[str]:
    """The summary, the entries, the totals as a table; what would be too long for a comment is left out by whole entries and counted."""
    tail = list(_tail(difference))
    room = MOST - sum(len(line) + 1 for line in tail)
    yield f"**{escape(str(words.headline(difference)))}**"
    left_out = 0
    for heading, entries in words.sections(difference):
        yield from ["", f"### {escape(str(heading))}", ""]
        for entry in entries:
            lines = list(list_changes(entry, difference))
            room -= sum(len(line) + 1 for line in lines)
            if room < 0:
                left_out += 1
            else:
                yield from lines
    if left_out:
        more = _n("{n} more entry is not shown here.", "{n} more entries are not shown here.", n=left_out)
        yield from ["", f"**{escape(str(more))}**"]
    yield from tail


def _tail(difference: Difference) -> Iterator[str]:
    if difference.totals:
        yield from ["", f"### {escape(str(words.TOTALS))}", ""]
        yield f"| {escape(str(_('total')))} | {escape(str(_('before')))} | {escape(str(_('after')))} |"
        yield "| --- | ---: | ---: |"
        shown = [each for each in difference.totals if len(each.where) == 1][: words.MOST_LISTED]
        yield from (
            f"| {escape_comment(str(words.total(each, difference)))} | {show_number(each.old)} | {show_number(each.new)} |"
            for each in shown
        )
        more = len(difference.totals) - len(shown)
        if more:
            yield from ["", escape(str(_n("{n} more: {command}", "{n} more: {command}", n=more, command="--format json")))]
    if difference.one_sided:
        yield from ["", f"### {escape(str(words.ONE_SIDED))}", ""]
        yield from (
            f"- {escape_comment(str(words.describe_one_sided(each, difference)))}"
            for each in difference.one_sided[: words.MOST_LISTED]
        )
    for remark in words.remarks(difference):
        yield from ["", escape_comment(str(remark))]


FORMAT = Format(render, (".md",))
