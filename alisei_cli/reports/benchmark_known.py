"""How much of what others have counted is in the registry: entries beside known totals, each with its date and source."""

from collections.abc import Callable, Sequence

from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.known import KnownTotal
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.territory import WIDER_AREAS
from alisei_cli.reports._axes import axis
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import list_active, share

Values = Callable[[Entry], tuple[str, ...]]


def build(question: Question) -> tuple[Table, ...]:
    """Table: totals, those dated after the day of the question left out; active stakeholders count."""
    context = question.dataset.context
    active = list_active(question.dataset)
    stated = [total for total in context.known_totals if total.date <= context.today.isoformat()[: len(total.date)]]
    rows: list[tuple[Cell | Words, ...]] = []
    unusable: list[str] = []
    for total in stated:
        try:
            rows.append(_row(total, active, context))
        except UsageError as error:
            unusable.append(f"{total.id} ({error.message})")
    notes = tuple(_notes(context, len(context.known_totals) - len(stated), unusable, active, bool(question.dataset.as_of)))
    title = _("Active stakeholders beside known totals")
    return (Table("totals", title, _columns(), tuple(rows), notes, Chart("figures", "label", "said")),)


def _row(total: KnownTotal, active: Sequence[Entry], context: Context) -> tuple[Cell | Words, ...]:
    """One total with what the registry holds of it.

    Raises:
        UsageError: it names a facet or a term that does not exist.
    """
    tests = [_test(name, term, context) for name, term in total.where]
    n = unknown = 0
    for entry in active:
        said = [wanted(values) if (values := of(entry)) else None for of, wanted in tests]
        n += all(said)
        unknown += None in said and False not in said
    where = " ".join(f"{name}={term}" for name, term in total.where)
    shown = (total.id, total.label, _describe_count(n, total), n, total.total, total.qualifier, share(n, total.total), unknown)
    return (*shown, total.date, total.source, where, total.note)


def _describe_count(n: int, total: KnownTotal) -> Text:
    """The count, never alone."""
    if total.qualifier == "about":
        return _("{count} of about {total}", count=n, total=total.total)
    if total.qualifier == "over":
        return _("{count} of over {total}", count=n, total=total.total)
    return _("{count} of {total}", count=n, total=total.total)


def _test(name: str, term: str, context: Context) -> tuple[Values, Callable[[tuple[str, ...]], bool]]:
    """What gives the values of an entry, and whether they meet the condition.

    Raises:
        UsageError: there is no such facet or term.
    """
    by = axis(name, context, "leaves")
    areas = WIDER_AREAS[term][1] if by.name == "area" and term in WIDER_AREAS else (term,)
    if not set(areas) <= set(by.labels):
        raise UsageError(_("unknown value: {value}", value=f"{name}={term}"))
    return by.of, lambda values: any(context.taxonomy.covers(area, value) for area in areas for value in values)


def _columns() -> tuple[Column, ...]:
    return (
        Column("id", "string", _("id of the known total"), _("code"), is_detail=True),
        Column("label", "string", _("what is counted"), _("what")),
        Column("said", "string", _("active stakeholders of the known total"), _("in the registry")),
        Column(
            "entries", "integer", _("active stakeholders that correspond to it"), _("entries"), unit="entries", is_detail=True
        ),
        Column("total", "integer", _("how many there are according to the source"), _("total"), unit="bodies", is_detail=True),
        Column("qualifier", "string", _("about or over, where the source gives no exact number"), _("qualifier"), is_detail=True),
        Column("share", "number", _("share of the known total that the registry holds"), _("share"), unit="share"),
        Column("unknown", "integer", _("other active stakeholders that may correspond to it"), _("not known"), unit="entries"),
        Column("date", "string", _("what year, month or day the total is about"), _("as of"), unit="date"),
        Column("source", "string", _("address of the page that says so"), _("source")),
        Column("where", "string", _("which entries correspond to it"), _("which entries"), is_detail=True),
        Column("note", "string", _("what is needed to understand the total"), _("note")),
    )


def _notes(context: Context, later: int, unusable: Sequence[str], active: Sequence[Entry], is_past: bool) -> list[Words]:
    said: list[Words] = [
        _n(
            "{n} active stakeholder is compared; a share is of the known total, which is of another day than the registry.",
            "{n} active stakeholders are compared; a share is of the known total, which is of another day than the registry.",
            n=len(active),
        )
    ]
    if not context.known_totals and is_past:
        said.append(_("No known totals are kept with this earlier state."))
    elif not context.known_totals:
        said.append(_("The dataset has no known totals: they belong in schema/known-totals.yaml."))
    if later:
        said.append(
            _n(
                "{n} total is left out: it is dated after {day}.",
                "{n} totals are left out: they are dated after {day}.",
                n=later,
                day=context.today.isoformat(),
            )
        )
    if unusable:
        said.append(
            _n(
                "{n} total cannot be compared: {which}.",
                "{n} totals cannot be compared: {which}.",
                n=len(unusable),
                which=list(unusable),
            )
        )
    return said


REPORT = Report(build)
