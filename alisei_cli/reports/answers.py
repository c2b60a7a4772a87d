"""Who answered the yearly letter: by organisation or secretariat, by month, region, type and member; each entry by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.groups import group
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.wording import main_name
from alisei_cli.reports._bodies import list_bodies
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import ENTRIES, LABEL, SHARE, list_active, rank_regions, share, total
from alisei_cli.reports._days import last_day, months_before

ORGANISATION, SECRETARIAT, STALE, NEVER = "organisation", "secretariat", "stale", "never"
ANSWERS: Mapping[str, Words] = {
    ORGANISATION: _("confirmed lately by the organisation"),
    SECRETARIAT: _("confirmed lately by the secretariat"),
    STALE: _("confirmed too long ago"),
    NEVER: _("never confirmed"),
}
"""What an entry may be, the best first."""
SHORT: Mapping[str, Words] = {
    ORGANISATION: _("organisation"),
    SECRETARIAT: _("secretariat"),
    STALE: _("too old"),
    NEVER: _("never"),
}
ID = Column("id", "string", _("id of the entry"), _("id"), unit="id", is_detail=True)
VALUE = Column("value", "string", _("the value as entries write it"), _("value"), is_detail=True)


def build(question: Question) -> tuple[Table, ...]:
    """Tables: answers, by-month, by-region, by-type, by-member, named; about active stakeholders on the day of the question."""
    context = question.dataset.context
    entries = list_active(question.dataset)
    found = {entry.id: judge(entry, context) for entry in entries}
    types = context.taxonomy.facets["stakeholder-type"].terms if "stakeholder-type" in context.taxonomy.facets else {}
    labels = {code: context.taxonomy.label(code) for code in types}
    return (
        _count_answers(found.values(), entries, context),
        _count_months(entries),
        _split("by-region", _("Answers by region"), entries, found, rank_regions(entries, context), lambda entry: entry.region),
        _split("by-type", _("Answers by type"), entries, found, labels, lambda entry: entry.text("type")),
        _count_members(question, entries),
        _name_entries(entries, found),
    )


def judge(entry: Entry, context: Context) -> str:
    """The key of ``ANSWERS`` for one entry."""
    day = last_day(entry.get("verified", "on"))
    if day is None:
        return NEVER
    if day < months_before(context.today, context.verified_months):
        return STALE
    return SECRETARIAT if entry.get("verified", "by") == SECRETARIAT else ORGANISATION


def _count_answers(found: Iterable[str], entries: Sequence[Entry], context: Context) -> Table:
    answers = list(found)
    rows = tuple((key, label, answers.count(key), share(answers.count(key), len(entries))) for key, label in ANSWERS.items())
    how = _(
        "Lately: within {months} months before {day}, as the policy says.",
        months=context.verified_months,
        day=context.today.isoformat(),
    )
    title = _("Who answered")
    return Table(
        "answers", title, (VALUE, LABEL, ENTRIES, SHARE), rows, (total(entries, 0), how), Chart("bars", "label", "entries")
    )


def _count_months(entries: Sequence[Entry]) -> Table:
    """One row a month in which entries were last confirmed, the latest first; a year alone is a row of its own."""
    months = group((str(entry.get("verified", "on"))[:7], entry) for entry in entries if last_day(entry.get("verified", "on")))
    rows = tuple((month, len(months[month]), *_count_by(months[month])) for month in sorted(months, reverse=True))
    columns = (
        Column("month", "string", _("month of the last confirmation"), _("month"), unit="date"),
        ENTRIES,
        Column("organisation", "integer", _("confirmed by the organisation"), _("organisation"), unit="entries"),
        Column("secretariat", "integer", _("confirmed by the secretariat"), _("secretariat"), unit="entries"),
    )
    note = _n(
        "{n} entry was confirmed at least once; the month is that of its last confirmation.",
        "{n} entries were confirmed at least once; the month is that of their last confirmation.",
        n=sum(map(len, months.values())),
    )
    return Table("by-month", _("Confirmations by month"), columns, rows, (note,))


def _count_by(entries: Sequence[Entry]) -> tuple[int, int]:
    secretariat = sum(entry.get("verified", "by") == SECRETARIAT for entry in entries)
    return len(entries) - secretariat, secretariat


def _split(
    name: str,
    title: Text,
    entries: Sequence[Entry],
    found: Mapping[str, str],
    labels: Mapping[str, Words],
    value: Callable[[Entry], str | None],
) -> Table:
    """One row a value in the order of ``labels``, then what is not known; one column an answer."""
    groups = group((key if (key := value(entry)) in labels else None, found[entry.id]) for entry in entries)
    rows: list[tuple[Cell | Words, ...]] = []
    for key in [*(key for key in labels if key in groups), *([None] if None in groups else [])]:
        answers = groups[key]
        confirmed = answers.count(ORGANISATION) + answers.count(SECRETARIAT)
        label = labels[key] if key else _("not known")
        rows.append((key, label, len(answers), *map(answers.count, ANSWERS), share(confirmed, len(answers))))
    columns = (
        VALUE,
        LABEL,
        ENTRIES,
        *(Column(key, "integer", said, SHORT[key], unit="entries") for key, said in ANSWERS.items()),
        Column("share", "number", _("share of those confirmed lately in the entries of the row"), _("share"), unit="share"),
    )
    return Table(name, title, columns, tuple(rows), (total(entries, len(groups.get(None, ()))),))


def _count_members(question: Question, entries: Sequence[Entry]) -> Table:
    """One row a member with bodies of its own: its own answer, and those of its bodies."""
    context = question.dataset.context
    members = [entry for entry in entries if entry.get("membership", "status") == "member"]
    bodies = list_bodies(question.country or question.dataset, members)
    rows: list[tuple[Cell | Words, ...]] = []
    for entry in sorted(members, key=lambda each: (-len(bodies.get(each.id, ())), each.id)):
        answers = [judge(body, context) for _kind, body in bodies.get(entry.id, ())]
        if answers:
            confirmed = answers.count(ORGANISATION) + answers.count(SECRETARIAT)
            own = SHORT[judge(entry, context)]
            rows.append(
                (entry.id, main_name(entry), own, len(answers), *map(answers.count, ANSWERS), share(confirmed, len(answers)))
            )
    columns = (
        ID,
        Column("name", "string", _("name of the organisation"), _("member")),
        Column("own", "string", _("the answer about its own entry"), _("its own")),
        Column("bodies", "integer", _("active bodies that are members or parts of it"), _("bodies"), unit="entries"),
        *(Column(key, "integer", said, SHORT[key], unit="entries") for key, said in ANSWERS.items()),
        Column("share", "number", _("share of its bodies that were confirmed lately"), _("share"), unit="share"),
    )
    none = len(members) - len(rows)
    note = _n(
        "Of {n} of the {all} members the registry knows no body: that is not the same as having none.",
        "Of {n} of the {all} members the registry knows no body: that is not the same as having none.",
        n=none,
        all=len(members),
    )
    return Table("by-member", _("Answers of the bodies behind each member"), columns, tuple(rows), (note,))


def _name_entries(entries: Sequence[Entry], found: Mapping[str, str]) -> Table:
    """One row an entry: those confirmed, the latest first, then those that never were, by id."""
    latest = sorted(entries, key=lambda entry: entry.id)
    latest.sort(key=lambda entry: str(entry.get("verified", "on") or ""), reverse=True)
    rows = tuple((each.id, main_name(each), each.text("verified", "on"), SHORT[found[each.id]]) for each in latest)
    columns = (
        ID,
        Column("name", "string", _("name of the organisation"), _("organisation")),
        Column("on", "string", _("day of the last confirmation"), _("confirmed on"), unit="date"),
        Column("answer", "string", _("by whom, or that it is too old, or never was"), _("answer")),
    )
    note = _(
        "An entry says who confirmed it and when; whether by mail, by telephone or on GitHub, git's history of the file tells. Who wrote without confirming the entry is not known here."
    )
    return Table("named", _("Each entry by name"), columns, rows, (note,))


REPORT = Report(build)
