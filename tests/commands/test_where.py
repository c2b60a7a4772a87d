"""Several values, "not" and ranges in a condition: what surely holds, what surely does not, and what is not known."""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alisei_cli.core.conditions import parse_condition
from alisei_cli.core.notes import note_choice
from alisei_cli.core.select import is_known, meets
from alisei_cli.errors import UsageError
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.dataset import Dataset as Registry
from alisei_cli.model.periods import period
from alisei_cli.model.source import Source
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY

CONTEXT = load_context(WorkTree(REPOSITORY)).context


@pytest.fixture(scope="module")
def context() -> Context:
    """The taxonomy, schemas and places of this repository."""
    return CONTEXT


def entry(id: str = "a", kind: str = "stakeholder", **data: Any) -> Entry:
    """An entry with these fields."""
    return Entry(f"{id}.yaml", kind, {"id": id, **data}, Source(f"{id}.yaml", "", None))


def founded(when: str | None) -> Entry:
    """A company founded then."""
    return entry(when or "unknown", type="company", facts={"founded": when} if when else {})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("type=company,irccs", "type=company,irccs"),
        ("tipo = imprese , IRCCS", "type=company,irccs"),
        ("type=company,company", "type=company"),
        ("type=Cluster, distretto o polo regionale", "type=regional-cluster"),
        ("type=irccs,Cluster, distretto o polo regionale,company", "type=irccs,regional-cluster,company"),
        ("region!=toscana,Latium", "region!=toscana,lazio"),
        ("type! =company", "type!=company"),
        ("founded=2000..2010", "facts.founded=2000..2010"),
        ("fondata=2000 .. 2010", "facts.founded=2000..2010"),
        ("Fondata nel=..1999", "facts.founded=..1999"),
        ("facts.founded=2015..,..1950", "facts.founded=2015..,..1950"),
        ("founded!=2000", "facts.founded!=2000"),
        ("verified=2026-01..", "verified.on=2026-01.."),
        ("verified.on=2026-01-15", "verified.on=2026-01-15"),
        ("status_since=2024", "status_since=2024"),
        ("membership.since=..2014", "membership.since=..2014"),
        ("since=..2014", "membership.since=..2014"),
        ("offers.expires=..2026-11", "offers.expires=..2026-11"),
        ("edition=3..5", "edition=3..5"),
        ("dates.from=2025", "dates.from=2025"),
        ("sector.primary=pharma", "sector.primary=pharma"),
        ("facts.size=small", "facts.size=small"),
        ("verified.by=organisation", "verified.by=organisation"),
        ("verified.by=La segreteria del Cluster", "verified.by=secretariat"),
        ("Catena del valore=manufacturing", "value_chain=manufacturing"),
    ],
)
def test_what_is_understood_can_be_asked_again(typed: str, meant: str, context: Context) -> None:
    """A name with a comma is tried whole; a date is found by its keys, its title, or the only block that has it."""
    condition = parse_condition(typed, context)
    assert str(condition) == meant
    assert parse_condition(meant, context).values == condition.values


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("founded>2000", "A range has two dots: founded=2000..2010"),
        ("founded>=2000", "A range has two dots"),
        ("founded=>2000", "A range has two dots"),
        ("type=!company", "type!=company (any other type)"),
        ("type==company", "type=company,university"),
        ("type=,", "not have the form"),
        ("type=company,compny", "Did you mean company"),
        ("founded=2010..2000", "ends before it begins"),
        ("founded=2010-05..2010-04", "ends before it begins"),
        ("founded=01/05/2026", "Write a year, a month or a day"),
        ("founded=2010-13", "Write a year, a month or a day"),
        ("founded=2010-02-30", "Write a year, a month or a day"),
        ("founded=..", "Write a year, a month or a day"),
        ("founded=2000...2010", "Write a year, a month or a day"),
        ("founded=2000-2010", "facts.founded=2000..2010"),
        ("edition=third", "Write a number"),
        ("dates=2025", "Did you mean dates.from, dates.until?"),
        ("foundd=2000", "Did you mean facts.founded?"),
        ("series=Meet", "alisei list event --missing series"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_to_type(typed: str, said: str, context: Context) -> None:
    """Nothing is bent to fit."""
    with pytest.raises(UsageError) as refused:
        parse_condition(typed, context)
    assert said in f"{refused.value.message}. {refused.value.help}"


@pytest.mark.parametrize(
    ("when", "where", "is_in", "is_sure"),
    [
        ("2010", "founded=2000..2010", True, True),
        ("2010-05-01", "founded=2010", True, True),
        ("2010", "founded=2010-01..2010-12", True, True),
        ("2010", "founded=2010-03..", False, False),
        ("2010", "founded=..2010-03", False, False),
        ("2010-03", "founded=2010-03-15..", False, False),
        ("2009", "founded=2010..", False, True),
        ("2011", "founded=..2010", False, True),
        ("2012-02-29", "founded=2012-02-29", True, True),
        ("long ago", "founded=..2010", False, False),
        (None, "founded=..2010", False, False),
        ("2010", "founded=1990..1999,2005..2010", True, True),
    ],
)
def test_a_date_is_in_a_range_if_all_days_that_it_may_mean_are(when: str | None, where: str, is_in: bool, is_sure: bool) -> None:
    """A year that the end of a range cuts is neither in nor out: it is counted as not known."""
    condition, denied = parse_condition(where, CONTEXT), parse_condition(where.replace("=", "!=", 1), CONTEXT)
    assert meets(condition, CONTEXT)(founded(when)) == is_in
    assert is_known(condition, CONTEXT)(founded(when)) == is_sure
    assert meets(denied, CONTEXT)(founded(when)) == (is_sure and not is_in)


def test_a_term_stands_for_its_children_with_not_too(context: Context) -> None:
    """A size is asked of companies alone, so that who cannot have one is never one of those with another."""
    irccs, company, silent = entry(type="irccs"), entry(type="company", facts={"size": "small"}), entry(type="company")
    assert not meets(parse_condition("type!=healthcare-organisation", context), context)(irccs)
    assert [meets(parse_condition("size!=large", context), context)(each) for each in (irccs, company, silent)] == [
        False,
        True,
        False,
    ]
    assert [is_known(parse_condition("size=large", context), context)(each) for each in (irccs, company, silent)] == [
        True,
        True,
        False,
    ]


def test_not_in_a_place_is_who_is_known_to_be_elsewhere(context: Context) -> None:
    """A region tells that a body is not in a province of another; who is abroad is not in Tuscany."""
    offices: Sequence[dict[str, str]] = (
        {"country": "IT", "region": "toscana"},
        {"country": "IT", "region": "lazio"},
        {"country": "FR"},
        {"country": "IT"},
    )
    entries = [entry(head_office=office) for office in offices]
    assert [meets(parse_condition("region!=toscana", context), context)(each) for each in entries] == [False, True, True, False]
    assert [meets(parse_condition("province!=SI", context), context)(each) for each in entries] == [False, True, True, False]
    assert [meets(parse_condition("area=sud,centro", context), context)(each) for each in entries] == [True, True, False, False]


def test_who_may_belong_there_is_counted_and_can_be_listed(context: Context) -> None:
    """The command is given where it lists exactly those."""
    registry = Registry((founded("2005"), founded(None), founded("1990")), context)
    said = [str(each) for each in note_choice(registry, [parse_condition("founded=2000..", context)])]
    assert said == [
        "Only entries with facts.founded=2000..",
        "1 other stakeholder may belong here too, but this is not known of it: Founded.",
        "To see them: alisei list --missing facts.founded",
    ]
    cut = Registry((founded("2000"), founded(None)), context)
    assert not any("To see them" in str(each) for each in note_choice(cut, [parse_condition("founded=2000-05..", context)]))


def test_a_broader_term_says_nothing_about_those_below_it(context: Context) -> None:
    """Biotechnology may be advanced therapies: such an entry is not known, neither to be one nor to be none."""
    broad, deep, other, silent = (
        entry(f"a{primary}", **({"sector": {"primary": primary}} if primary else {}))
        for primary in ("biotech", "advanced-therapies", "pharma", "")
    )
    asked, denied = (parse_condition(f"sector{sign}advanced-therapies", context) for sign in ("=", "!="))
    assert [is_known(asked, context)(each) for each in (broad, deep, other, silent)] == [False, True, True, False]
    assert [meets(denied, context)(each) for each in (broad, deep, other, silent)] == [False, False, True, False]
    said = [str(each) for each in note_choice(Registry((broad, deep, other, silent), context), [asked])]
    assert said[1:] == [
        "2 other stakeholders may belong here too, but this is not known of them: Sector.",
        "1 of them has only a broader term, which says nothing about those below it: Biotechnology.",
        "To see the others: alisei list --missing sector",
    ]


def test_a_list_of_terms_need_not_be_whole(context: Context) -> None:
    """Who names other technologies is counted apart from those who name none."""
    named = ("robotics", "genomics-sequencing", "medical-engineering")
    entries = [entry(term, technologies=[term]) for term in named]
    said = [
        str(each) for each in note_choice(Registry(tuple(entries), context), [parse_condition("technology=robotics", context)])
    ]
    assert said[1:] == [
        "1 other stakeholder may belong here too, but this is not known of it: Technology.",
        "1 of them has only a broader term, which says nothing about those below it: Medical engineering.",
        "1 other names only other terms under Technology: it may do more than it names.",
    ]
    elsewhere = [parse_condition(where, context) for where in ("technology=robotics", "sector=pharma")]
    assert not any("only other terms" in str(each) for each in note_choice(Registry(tuple(entries), context), elsewhere))


_days = st.integers(0, 2191).map(lambda days: str(datetime.date(1999, 1, 1) + datetime.timedelta(days)))
_dates = st.builds(lambda day, length: day[:length], _days, st.sampled_from([4, 7, 10]))
_ranges = st.tuples(_dates, _dates).map(sorted).map(lambda ends: f"{ends[0]}..{ends[1]}") | _dates | _dates.map("{}..".format)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.none() | _dates, _ranges)
def test_every_entry_is_in_out_or_not_known(when: str | None, value: str) -> None:
    """Exactly one of the three, and the first two are what counting days says."""
    try:
        condition, denied = parse_condition(f"founded={value}", CONTEXT), parse_condition(f"founded!={value}", CONTEXT)
    except UsageError:
        return
    one = founded(when)
    is_in, is_out, is_sure = meets(condition, CONTEXT)(one), meets(denied, CONTEXT)(one), is_known(condition, CONTEXT)(one)
    assert is_in + is_out + (not is_sure) == 1
    low, sign, high = value.partition("..")
    first = (period(low) or ("0001-01-01",))[0]
    last = (period(high if sign else low) or ("", "9999-12-31"))[1]
    span = period(when) if when else None
    days = _days_of(span) if span else []
    assert is_in == (bool(days) and all(first <= day <= last for day in days))
    assert is_out == (bool(days) and not any(first <= day <= last for day in days))


def _days_of(span: tuple[str, str]) -> list[str]:
    first, last = map(datetime.date.fromisoformat, span)
    return [str(first + datetime.timedelta(days)) for days in range((last - first).days + 1)]
