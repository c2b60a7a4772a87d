"""Problems that fixes leave to a person, with the reasons."""

from collections.abc import Iterator

from alisei_cli.escape import escape_text
from alisei_cli.language import Text, _, _n
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.verdict import Verdict
from alisei_cli.render._paint import paint
from alisei_cli.render.lines import wrap_hanging
from alisei_cli.render.screen import Screen


def list_leftover(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """List each error and warning with its remedy and the reason.

    Notes are only counted.
    """
    for each in verdict.diagnostics:
        if each.severity > Severity.NOTE:
            place = f"{escape_text(each.path)}:{each.span.line}:{each.span.column}:"
            tail = paint(f"[{each.code} {each.rule}]", "dim", screen.is_colour)
            yield f"{paint(place, 'bold', screen.is_colour)} {each.message} {tail}"
            for word, style, sentence in ((_("why:"), "note", _reason(each)), (_("help:"), "help", each.help)):
                if sentence:
                    first, *rest = wrap_hanging(str(sentence), len(str(word)) + 4, screen.width)
                    yield f"   {paint(str(word), style, screen.is_colour)} {first}"
                    yield from rest
    notes = verdict.count(Severity.NOTE)
    if notes:
        yield str(_n("{n} note, which needs no action", "{n} notes, which need no action", n=notes))


def _reason(diagnostic: Diagnostic) -> Text:
    fix = diagnostic.fix
    if fix is None:
        if diagnostic.rule in _OPEN:
            return _("only a person knows what belongs here")
        return _UNKNOWN.get(diagnostic.code[:4], _("more than one remedy is possible, or only a person knows what belongs here"))
    if fix.safe:
        return _("the file cannot be changed here without touching more than this")
    if any(edit.op == "delete" for edit in fix.edits):
        return _("what was written would be deleted: {title}", title=fix.title)
    return _("probable, but not the only possible meaning: {title}", title=fix.title)


_OPEN = ("missing-key", "unfilled-blank", "no-main-name", "placeholder")
_UNKNOWN = {
    "ALI0": _("the text does not show what was meant"),
    "ALI3": _("two entries are concerned, and only a person knows which of them is right"),
}
"""Reasons by the first digits of a code."""
