"""What is due: confirmations by year, expired offers and needs, entries that no one has changed for long, and who to write to."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import LONGEST_FRESH, Context, Entry
from alisei_cli.model.groups import group
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.wording import main_name
from alisei_cli.reports._contract import Option, Question, Report
from alisei_cli.reports._counts import ENTRIES, LABEL, SHARE, list_active, note_units, rank_regions, share, total
from alisei_cli.reports._days import find_last_look, last_day, months_before, year_of

NEVER = "never"
ID = Column("id", "string", _("id of the entry"), _("id"), unit="id")
NAME = Column("name", "string", _("name of the organisation"), _("organisation"))


@dataclass(frozen=True)
class Due:
    """What is known of the age of the entries."""

    entries: Sequence[Entry]
    context: Context
    months: int
    touched: Mapping[str, datetime.date] | None
    """Path and day of the last change; ``None`` outside git."""

    def is_confirmed(self, entry: Entry) -> bool:
        """Whether the organisation has confirmed within the months of the policy."""
        day = last_day(entry.get("verified", "on"))
        return day is not None and day >= months_before(self.context.today, self.context.verified_months)

    def untouched_since(self, entry: Entry) -> datetime.date | None:
        """The day of the last change, if that is long ago; a file that git does not know yet is new."""
        day = (self.touched or {}).get(entry.path)
        return day if day and day < months_before(self.context.today, self.months) else None

    def expired(self, entry: Entry) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Offers and needs whose last day is past, each with the key of its list."""
        for key in ("offers", "needs"):
            for _index, item in entry.items(key):
                day = last_day(item.get("expires"))
                if day and day < self.context.today:
                    yield key, item


def build(question: Question) -> tuple[Table, ...]:
    """Tables: confirmed, expired, by-region, by-maintainer, write-to; about active stakeholders on the day of the question.

    Raises:
        UsageError: the months are no number.
    """
    context = question.dataset.context
    touched = question.past.touched() if question.past else None
    due = Due(list_active(question.dataset), context, _months(question.choices.get("months", ""), context), touched)
    regions = rank_regions(due.entries, context)

    def region(entry: Entry) -> tuple[str, ...]:
        return (entry.region,) if entry.region in regions else ()

    return (
        _list_confirmed(due),
        _list_expired(due),
        _count_due("by-region", _("Entries due for a review by region"), due, region, regions),
        _count_due("by-maintainer", _("Entries due for a review by maintainer"), due, _maintainers, None),
        _write_to(due),
    )


def _months(asked: str, context: Context) -> int:
    if not asked:
        return context.untouched_months
    if not asked.isascii() or not asked.isdigit() or not 0 < int(asked[:9]) <= LONGEST_FRESH:
        raise UsageError(_("{value} is not a number of months", value=asked), _("For example: --months 24"))
    return int(asked)


def _maintainers(entry: Entry) -> tuple[str, ...]:
    logins = {str(each["github"]) for _index, each in entry.items("maintainers") if each.get("github")}
    return tuple(sorted(logins))


def _list_confirmed(due: Due) -> Table:
    counts = Counter(year_of(entry.get("verified", "on")) for entry in due.entries)
    rows: list[tuple[Cell | Words, ...]] = [
        (year, year, counts[year], share(counts[year], len(due.entries))) for year in sorted(filter(None, counts), reverse=True)
    ]
    rows.append((NEVER, _("never confirmed by the organisation"), counts[None], share(counts[None], len(due.entries))))
    fresh = sum(map(due.is_confirmed, due.entries))
    notes: tuple[Words, ...] = (
        total(due.entries, 0),
        *note_units(due.entries),
        _n(
            "{n} is confirmed within {months} months before {day}, which is what the policy calls fresh.",
            "{n} are confirmed within {months} months before {day}, which is what the policy calls fresh.",
            n=fresh,
            months=due.context.verified_months,
            day=due.context.today.isoformat(),
        ),
    )
    columns = (Column("value", "string", _("year of the last confirmation"), _("value"), is_detail=True), LABEL, ENTRIES, SHARE)
    title = _("Active stakeholders by year of the last confirmation")
    return Table("confirmed", title, columns, tuple(rows), notes, Chart("bars", "label", "entries"))


def _list_expired(due: Due) -> Table:
    words = {"offers": _("offer"), "needs": _("need")}
    every = [item for entry in due.entries for key in words for _index, item in entry.items(key)]
    found: list[tuple[datetime.date, tuple[Cell | Words, ...]]] = []
    for entry in due.entries:
        for key, item in due.expired(entry):
            kind, day = str(item.get("kind") or ""), str(item.get("expires"))
            row = (
                entry.id,
                main_name(entry),
                words[key],
                str(item.get("id") or "") or None,
                due.context.taxonomy.label(kind),
                day,
            )
            found.append((last_day(day) or due.context.today, row))
    columns = (
        ID,
        NAME,
        Column("what", "string", _("offer or need"), _("what")),
        Column("item", "string", _("id of the offer or need in its entry"), _("its id"), is_detail=True),
        Column("kind", "string", _("kind of collaboration"), _("kind")),
        Column("expires", "string", _("last day, month or year"), _("until"), unit="date"),
    )
    notes = (
        _n(
            "Of {n} offer or need of active stakeholders, past the last day: {expired}; without a last day: {open}.",
            "Of {n} offers and needs of active stakeholders, past the last day: {expired}; without a last day: {open}.",
            n=len(every),
            expired=len(found),
            open=sum(last_day(item.get("expires")) is None for item in every),
        ),
    )
    rows = tuple(row for _day, row in sorted(found, key=lambda each: each[0]))
    return Table("expired", _("Expired offers and needs"), columns, rows, notes)


def _count_due(
    name: str, title: Text, due: Due, values: Callable[[Entry], Iterable[str]], labels: Mapping[str, Words] | None
) -> Table:
    """One row a value with how many entries are confirmed and how many untouched; those of no value last."""
    groups = group((value, entry) for entry in due.entries for value in tuple(values(entry)) or (None,))
    order = [value for value in labels or sorted(each for each in groups if each) if value in groups]
    rows: list[tuple[Cell | Words, ...]] = []
    for value in (*order, *([None] if None in groups else [])):
        bearers = groups[value]
        untouched = sum(due.untouched_since(entry) is not None for entry in bearers) if due.touched is not None else None
        label = (labels or {}).get(value, value) if value else (_("not known") if labels else _("none"))
        left = None if untouched is None else share(untouched, len(bearers))
        rows.append((value, label, len(bearers), sum(map(due.is_confirmed, bearers)), untouched, left))
    months = due.months
    columns = (
        Column("value", "string", _("region") if labels else _("login at GitHub"), _("value"), is_detail=True),
        Column("label", "string", _("the name in words"), _("region") if labels else _("maintainer")),
        ENTRIES,
        Column("confirmed", "integer", _("confirmed lately by their organisation"), _("confirmed lately"), unit="entries"),
        Column("untouched", "integer", _("not changed for {months} months", months=months), _("not changed"), unit="entries"),
        Column("share", "number", _("share of those not changed in the entries of the row"), _("share"), unit="share"),
    )
    chart = Chart("map", "value", "untouched") if labels else Chart("bars", "label", "untouched")
    return Table(name, title, columns, tuple(rows), tuple(_explain_counting(due, bool(labels))), chart)


def _explain_counting(due: Due, is_by_region: bool) -> Iterator[Text]:
    if due.touched is None:
        yield _("There is no git history here, so it is not known when an entry was last changed.")
    else:
        limit = months_before(due.context.today, due.months).isoformat()
        yield _(
            "Not changed: the last commit that changed the file is older than {months} months ({day}).",
            months=due.months,
            day=limit,
        )
    if not is_by_region:
        yield _("An entry with several maintainers counts for each; an entry without any is looked after by the secretariat.")


def _write_to(due: Due) -> Table:
    """The entries with something due: those with an address, then the others, those looked at longest ago first."""
    found: list[tuple[str, str, tuple[Cell | Words, ...]]] = []
    for entry in due.entries:
        reasons = list(_reasons(entry, due))
        if reasons:
            why = reasons[0] if len(reasons) == 1 else _("{reasons}", reasons=reasons)
            look = find_last_look(entry)
            found.append((look, entry.id, (entry.id, main_name(entry), _address(entry), look or None, why)))
    columns = (
        ID,
        NAME,
        Column("address", "string", _("mailbox, else form, else website"), _("write to")),
        Column(
            "looked-at",
            "string",
            _("last date at which a source was read or the organisation confirmed"),
            _("looked at"),
            unit="date",
        ),
        Column("why", "string", _("what is due"), _("why")),
    )
    notes = (
        _n(
            "{n} of {all} active stakeholders is to be written to; those with an address first, and of those the ones looked at longest ago.",
            "{n} of {all} active stakeholders are to be written to; those with an address first, and of those the ones looked at longest ago.",
            n=len(found),
            all=len(due.entries),
        ),
        _n(
            "{n} has neither a mailbox nor a form nor a website, and stands last.",
            "{n} have neither a mailbox nor a form nor a website, and stand last.",
            n=sum(row[2] is None for _look, _id, row in found),
        ),
    )
    return Table(
        "write-to", _("Who to write to"), columns, tuple(row for _look, _id, row in sorted(found, key=_sort_oldest)), notes
    )


def _sort_oldest(found: tuple[str, str, tuple[Cell | Words, ...]]) -> tuple[bool, str, str]:
    return found[2][2] is None, found[0], found[1]


def _reasons(entry: Entry, due: Due) -> Iterator[Text]:
    on = entry.get("verified", "on")
    if last_day(on) is None:
        yield _("never confirmed")
    elif not due.is_confirmed(entry):
        yield _("last confirmed in {date}", date=on)
    untouched = due.untouched_since(entry)
    if untouched:
        yield _("not changed since {date}", date=untouched.isoformat())
    for key, item in due.expired(entry):
        date = item.get("expires")
        yield _("an offer ended in {date}", date=date) if key == "offers" else _("a need ended in {date}", date=date)


def _address(entry: Entry) -> str | None:
    found = (entry.get("contact", "mailbox"), entry.get("contact", "form"), entry.get("website"))
    return next((each for each in found if isinstance(each, str) and each), None)


REPORT = Report(build, (Option("months", "", "N", _("entries that no one has changed for so many months.")),))
