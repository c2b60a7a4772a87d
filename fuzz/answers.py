"""Verdicts and answers whose every piece of data comes from the bytes of a fuzzer."""

from alisei_cli.language import _, _n
from alisei_cli.model.diagnostic import Diagnostic, Edit, Fix, Location, Severity
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Source, Span
from alisei_cli.model.table import Answer, Column, Table
from alisei_cli.model.verdict import RuleInfo, Verdict

SEPARATOR = "\x1e"
"""Between two texts of the bytes."""


def parts(raw: bytes, count: int) -> list[str]:
    """``count`` texts from the bytes of a fuzzer."""
    found = raw.decode("utf-8", "surrogateescape").split(SEPARATOR, count - 1)
    return found + found[:1] * (count - len(found))


def verdict_of(raw: bytes) -> Verdict:
    """A verdict whose every piece of data comes from ``raw``."""
    name, value, key, help, text = parts(raw, 5)
    path = "registry/stakeholders/" + name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    source = Source(path, text, {key: value})
    chance = len(raw)
    line = chance % len(source.lines)
    column = chance % (len(source.lines[line]) + 1)
    span = Span(line + 1, column + 1, line + 1, len(source.lines[line]) + 1)
    made = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)[: 1 + chance % 3]:
        for _turn in range(1 + chance % 4):
            fix = Fix(_("write {value}", value=value), (Edit((key,), value, "rename" if chance % 2 else "set"),), safe=True)
            other = (Location(path, span), _("see {value}", value=[value, key]))
            message = _n(
                "{value} is not {key}", "{value} are not {key}", n=chance, value=value, key=[key, _("{value}", value=value)]
            )
            made.append(
                Diagnostic(
                    "ALI201",
                    "unknown-term",
                    severity,
                    path,
                    span,
                    ("type", key, 0),
                    message,
                    _("{help}", help=help),
                    fix,
                    (other,),
                )
            )
    rules = {"unknown-term": RuleInfo("ALI201", "unknown-term", Severity.ERROR, "A sentence.")}
    return Verdict(tuple(made), (path,), (), {path: source}, rules, {path: Schema("stakeholder", {})})


def answer_of(raw: bytes) -> Answer:
    """A report's answer whose every piece of data comes from ``raw``."""
    cell, title, note, other = parts(raw, 4)
    columns = (
        Column("name", "string", _("the name"), _("name")),
        Column("entries", "integer", _("how many"), _("entries"), "entries"),
    )
    sentence = _('Entries with "{text}"', text=title)
    rows = ((cell, 1), (other, -1), (_("{value}", value=cell), None), ("", 0.5))
    table = Table("names", sentence, columns, rows, (_("{note}", note=note), _("Only entries with {note}.", note=note)))
    return Answer("names", "1.0.0", None, False, None, "public", (table, table))
