"""What of a review is read without unfolding anything: the verdict, then one line for each thing to know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from alisei_cli.language import Text, _, _n, show_number
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.difference import EntryChange, Kind, Total
from alisei_cli.model.ownership import Reason
from alisei_cli.model.review import Outcome, Review, take_few
from alisei_cli.render.differences import _words as words
from alisei_cli.render.differences._entries import describe_mark
from alisei_cli.render.markdown import escape_comment as escape
from alisei_cli.render.review.links import Links
from alisei_cli.render.verdicts._words import WORDS

LINES = 15
"""Most lines, the empty one behind the verdict too."""
PROBLEMS = 3
"""Most problems that have a line of their own; of the two proposals together, one has."""
MARKS = 4
"""Most fields of an entry on its line."""
TOTALS = 4
LIMIT = 60
"""Most characters of a value."""
LONG = 300
"""Most characters of a sentence with data in it."""

LABELS: dict[Outcome, Text] = {
    "nothing": _("Nothing to judge"),
    "fine": _("Can be accepted"),
    "decide": _("The secretariat decides"),
    "together": _("Does not fit together with {name}"),
    "update": _("To be brought up to date"),
    "correct": _("To be corrected"),
    "refused": _("Cannot be accepted like this"),
}
REASONS: dict[Reason, Text] = {
    "own-entry": _("whoever proposes this maintains {names}"),
    "secretariat-acts": _("the secretariat itself proposes {names}"),
    "new-entry": _("new, to be confirmed by the secretariat: {names}"),
    "nobody-owns-it": _("without maintainers, so the secretariat decides: {names}"),
    "secretariat-field": _("has fields that the secretariat decides on: {names}"),
    "foreign-entry": _("maintained by others: {names}"),
    "machinery": _("only the secretariat changes {names}"),
    "mixed": _("not an entry, and proposed together with entries: {names}"),
    "not-a-regular-file": _("not a plain file: {names}"),
}
CHANGES: dict[Kind, Text] = {
    "joined": _("New entry"),
    "left": _("Entry taken away"),
    "merged": _("Entry merged into another"),
    "moved": _("Entry moved"),
    "changed": _("Entry changed"),
}
REPORTS = {1: "overview", 2: "matrix"}
"""Report that shows a total of so many properties; ``coverage`` shows those of a technology."""


def summarise(found: Review, links: Links) -> list[str]:
    """The verdict and at most ``LINES`` - 2 items of a list."""
    before = list(_tell_problems(found, links))
    after = [
        *_tell_owners(found),
        *_tell_standing(found),
        *_tell_together(found, links),
        *_tell_taxonomy(found),
        *_tell_totals(found.difference.totals, found),
        *_tell_questions(found),
    ]
    room = LINES - 2 - len(before) - len(after)
    items = [*before, *_tell_changes(found, room), *after]
    return [f"**{_label(found)}**: {escape(str(_sentence(found)))}", *([""] if items else []), *items]


def _label(found: Review) -> str:
    name = found.together.name if found.together else ""
    return escape(str(replace(LABELS[found.outcome], values=(("name", name),))))


def _sentence(found: Review) -> Text:
    problems = [
        _n("{n} error", "{n} errors", n=found.count(Severity.ERROR)),
        _n("{n} warning", "{n} warnings", n=found.count(Severity.WARNING)),
    ]
    said = {
        "nothing": _("no file of the registry changes."),
        "fine": _("nothing to correct, and whoever proposes this may change it."),
        "decide": _("nothing to correct; a person of the secretariat has to look at it."),
        "together": _("each is fine alone."),
        "update": _("the main branch has changed the same files meanwhile."),
        "correct": _("{counts}.", counts=[text for text in problems if dict(text.values)["n"]]),
        "refused": _("whoever proposes this may not change all of it."),
    }
    return said[found.outcome]


def _tell_problems(found: Review, links: Links) -> Iterator[str]:
    shown = found.problems[:PROBLEMS]
    yield from (f"- {describe_problem(each, found, links)}" for each in shown)
    rest = len(found.problems) - len(shown)
    if rest:
        yield _item(
            _n(
                "and {n} more place to correct, in the details below",
                "and {n} more places to correct, in the details below",
                n=rest,
            )
        )


def describe_problem(each: Diagnostic, found: Review, links: Links) -> str:
    """Severity, place with a link, what is wrong, and what to write instead."""
    name = each.path.rpartition("/")[2]
    place = _escape(_("{name}, line {line}", name=name, line=each.span.line))
    is_as_shown = each.path in found.standing.altered or not found.standing.behind
    address = links.line(each.path, each.span.line) if is_as_shown else None
    said = f"{each.message}. {each.help}" if each.help else f"{each.message}."
    shown = f"[{place}]({address})" if address else place
    return f"**{_escape(WORDS[each.severity])}**, {shown}: {escape(said, LONG)} ({each.code})"


def _tell_changes(found: Review, room: int) -> Iterator[str]:
    """As many entries as there is room for; then how many there are in all."""
    changed = [each for each in found.difference.entries if each.change != "layout"]
    layout = [each.id for each in found.difference.of("layout")]
    room -= bool(layout)
    shown = changed if len(changed) <= room else changed[: max(0, room - 1)]
    yield from (f"- {_describe_entry(each, found)}" for each in shown)
    if len(shown) < len(changed):
        yield _item(_("In all: {counts}", counts=words.count_kinds(found.difference)))
    elif layout:
        yield _item(
            _n(
                "Only the layout of {n} entry changed, not its data: {ids}",
                "Only the layout of {n} entries changed, not their data: {ids}",
                n=len(layout),
                ids=take_few(layout),
            )
        )


def _describe_entry(entry: EntryChange, found: Review) -> str:
    about = words.describe_entry(entry, found.difference)
    marks = words.marks(entry, found.difference)
    told = [describe_mark(replace(mark, sign=mark.sign.replace("~", "")), LIMIT) for mark in marks[:MARKS]]
    if len(marks) > MARKS:
        told.append(_escape(_n("{n} more change", "{n} more changes", n=len(marks) - MARKS)))
    said = escape(str(about), LONG) if about else "; ".join(told)
    head = f"{_escape(CHANGES[entry.change])}: **{escape(str(entry.name), LIMIT)}** ({escape(entry.id)})"
    return f"{head}: {said}" if said else head


def _tell_owners(found: Review) -> Iterator[str]:
    told = [_escape(each) for each in describe_owners(found)]
    if told:
        yield _item(_("Who may change it"), "; ".join(told))


def describe_owners(found: Review) -> Iterator[Text]:
    """One clause for each reason, the gravest first."""
    for reason in reversed(REASONS):
        names = found.name_paths(reason)
        if names:
            yield replace(REASONS[reason], values=(("names", tuple(take_few(names))),))


def _tell_standing(found: Review) -> Iterator[str]:
    standing = found.standing
    if standing.clashes:
        yield _item(_("Changed in the main branch too, in another way: {paths}", paths=take_few(sorted(standing.clashes))))
    elif standing.behind:
        yield _item(
            _n(
                "The main branch has had {n} commit since; the problems are those of both together.",
                "The main branch has had {n} commits since; the problems are those of both together.",
                n=standing.behind,
            )
        )


def _tell_together(found: Review, links: Links) -> Iterator[str]:
    other = found.together
    if other is None:
        return
    if other.clashes:
        yield _item(_("{name} changes the same files: {paths}", name=other.name, paths=take_few(sorted(other.clashes))))
    elif other.problems:
        n = len(other.problems)
        said = _n("Together with {name}, {n} problem", "Together with {name}, {n} problems", name=other.name, n=n)
        yield _item(said, describe_problem(other.problems[0], found, links))
    else:
        yield _item(_("Together with {name} nothing more is wrong.", name=other.name))


def _tell_taxonomy(found: Review) -> Iterator[str]:
    if found.rehearsal:
        terms, entries, _findings, totals = found.rehearsal.tables
        yield _item(
            _("The taxonomy changes"),
            _escape(
                _(
                    "{terms}; {entries}; {totals}",
                    terms=_n("{n} term", "{n} terms", n=len(terms.rows)),
                    entries=_n(
                        "{n} entry to be rewritten", "{n} entries to be rewritten", n=len({row[2] for row in entries.rows})
                    ),
                    totals=_n("{n} total moves", "{n} totals move", n=len(totals.rows)),
                )
            ),
        )


def _tell_totals(totals: Sequence[Total], found: Review) -> Iterator[str]:
    if not totals or found.rehearsal:
        return
    single = [each for each in totals if len(each.where) == 1] or totals
    told = [describe_total(each, found) for each in single[:TOTALS]]
    if len(totals) > len(told):
        told.append(_escape(_n("{n} more", "{n} more", n=len(totals) - len(told))))
    names = list(dict.fromkeys(report_of(each) for each in totals))
    yield _item(_("Totals of {reports}", reports=names), "; ".join(told))


def describe_total(total: Total, found: Review) -> str:
    """What is counted, and the number before and after."""
    return f"{escape(str(words.total(total, found.difference)), LONG)} {show_number(total.old)} → {show_number(total.new)}"


def report_of(total: Total) -> str:
    """Name of the report that shows a total."""
    names = [name for name, _value in total.where]
    return "coverage" if names == ["technology"] else REPORTS[len(names)]


def _tell_questions(found: Review) -> Iterator[str]:
    if found.questions:
        said = (_escape(each) for each in (_("Thank you for the proposal."), *found.questions))
        yield _item(_("To be sent"), f"*{' '.join(said)}*")


def _item(said: Text, more: str = "") -> str:
    """An item of the list: a sentence, or what it announces."""
    return f"- {_escape(said)}: {more}" if more else f"- {_escape(said)}"


def _escape(text: Text) -> str:
    return escape(str(text), 2 * LONG)
