"""Dates relative to today."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alisei_cli.store._ago import parse_ago

TODAY = datetime.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("un anno fa", "2023-02-28"),
        ("1 year ago", "2023-02-28"),
        ("A year ago", "2023-02-28"),
        ("due anni fa", "2022-02-28"),
        ("4 anni fa", "2020-02-29"),
        ("a month ago", "2024-01-29"),
        ("un mese fa", "2024-01-29"),
        ("sei mesi fa", "2023-08-29"),
        ("2 months ago", "2023-12-29"),
        ("una settimana fa", "2024-02-22"),
        ("10 days ago", "2024-02-19"),
        ("tre giorni fa", "2024-02-26"),
        ("ieri", "2024-02-28"),
        ("Yesterday", "2024-02-28"),
        ("oggi", "2024-02-29"),
        ("l'anno scorso", "2023"),
        ("last year", "2023"),
        ("il mese scorso", "2024-01"),
        ("last month", "2024-01"),
        ("tempo fa", None),
        ("0 days ago", None),
        ("99999 years ago", None),
        ("9999 anni fa", None),
        ("1 anno", None),
        ("HEAD", None),
        ("2026-01-01", None),
        ("", None),
    ],
)
def test_what_is_understood(said: str, day: str | None) -> None:
    """Shorter months yield their last day."""
    assert parse_ago(said, TODAY) == day


@given(st.text(max_size=30), st.dates(min_value=datetime.date(1900, 1, 1)))
def test_any_text_is_a_date_or_none(said: str, today: datetime.date) -> None:
    """No text raises an exception."""
    assert parse_ago(said, today) is None or parse_ago(said, today) is not None
