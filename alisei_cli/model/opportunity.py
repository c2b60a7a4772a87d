"""Offers and needs: what a body gives to partners, and what it looks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alisei_cli.model.dataset import Entry
from alisei_cli.model.periods import period
from alisei_cli.model.source import Data, Pointer

LISTS = ("offers", "needs")
"""The lists of an entry that hold them."""
LOWEST, HIGHEST = 1, 9
"""Levels of technology readiness."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One offer or need; what it leaves empty or writes badly is empty here."""

    list: str
    """``offers`` or ``needs``."""
    index: int
    """Place in the list."""
    data: Data
    id: str
    kind: str
    technologies: tuple[str, ...]
    therapeutic_areas: tuple[str, ...]
    trl: tuple[int, int] | None
    """Lowest and highest level, 1 to 9."""
    summary_it: str
    summary_en: str
    published: str
    expires: str
    eligible_countries: tuple[str, ...]
    """Codes of ISO 3166-1; empty admits all."""
    call: str

    @property
    def pointer(self) -> Pointer:
        """Where it stands in the entry."""
        return self.list, self.index


def opportunities_of(entry: Entry) -> Iterator[Opportunity]:
    """Every offer, then every need of an entry that says of which kind it is."""
    for key in LISTS:
        for index, item in entry.items(key):
            if isinstance(item.get("kind"), str):
                yield _read(key, index, item)


def is_over(item: Opportunity, today: str) -> bool:
    """Whether the last day of an offer or need is before ``today`` (``YYYY-MM-DD``); one without a last day is never over."""
    return is_past(item.expires, today)


def is_past(expires: object, today: str) -> bool:
    """The same of a date as an entry writes it; what is no date is never past."""
    days = period(expires) if isinstance(expires, str) else None
    return days is not None and days[1] < today


def _read(key: str, index: int, item: Data) -> Opportunity:
    summary = item.get("summary")
    texts = summary if isinstance(summary, dict) else {}
    return Opportunity(
        list=key,
        index=index,
        data=item,
        id=_text(item.get("id")),
        kind=_text(item.get("kind")),
        technologies=_texts(item.get("technologies")),
        therapeutic_areas=_texts(item.get("therapeutic_areas")),
        trl=read_levels(item.get("trl")),
        summary_it=_text(texts.get("it")),
        summary_en=_text(texts.get("en")),
        published=_text(item.get("published")),
        expires=_text(item.get("expires")),
        eligible_countries=_texts(item.get("eligible_countries")),
        call=_text(item.get("call")),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def read_levels(value: Any) -> tuple[int, int] | None:
    """The lowest and highest level of a range as an entry writes it; ``None`` if it is none."""
    low, high = (value.get("from"), value.get("to")) if isinstance(value, dict) else (None, None)
    if type(low) is int and type(high) is int and LOWEST <= low <= high <= HIGHEST:
        return low, high
    return None
