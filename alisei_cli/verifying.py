"""Confirmations by command: one entry's ``verified`` moved forward by a small edit of its text."""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.core.confirm import By, confirm
from alisei_cli.errors import DataError, UsageError
from alisei_cli.language import _
from alisei_cli.model.source import Data, find_value
from alisei_cli.nearest import hint
from alisei_cli.rewriting import rewrite
from alisei_cli.store import yaml
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.tree import read_bytes
from alisei_cli.store.write import write_all

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The text of one entry before and after; equal where it says the same already."""

    path: str
    before: str
    after: str


def plan(root: Path, id_: str, by: By, on: str | None) -> Confirmation:
    """The confirmation of an entry; nothing is written.

    Args:
        root: of the dataset.
        id_: of the entry.
        by: who says that it is right.
        on: day as ``2026-05-01``; today without one.

    Raises:
        UsageError: there is no such entry, its kind is never confirmed, or the day cannot be the day of a new confirmation.
        DataError: the file has errors, or a program cannot write the day without losing something.
    """
    dataset = load_dataset(root)
    entry = dataset.by_id.get(id_)
    if entry is None:
        raise UsageError(_("there is no entry with the id {id}", id=id_), hint(id_, dataset.by_id))
    schema = dataset.context.schemas[entry.kind]
    if not schema.at(("verified",)):
        raise UsageError(_("{id} is of the kind {kind}, whose entries are not confirmed", id=id_, kind=entry.kind))
    raw = read_bytes(root, entry.path, yaml.ENTRY.size)
    reading = yaml.read(entry.path, raw, yaml.ENTRY, schema.admits_text)
    if any(finding.rule != "untidy-file" for finding in reading.findings):
        said = _("{path} has errors; it can be confirmed when they are fixed", path=entry.path)
        raise DataError(said, _("{command} says which.", command=f"alisei validate {entry.path}"))
    day = _read_day(on, reading.source.data, dataset.context.today)
    changes = confirm(reading.source.data, day, by)
    before = raw.decode()
    after = rewrite(entry.path, before, changes, schema) if changes else before
    if after is None:
        said = _("a program cannot write this without losing something: change {path} by hand", path=entry.path)
        raise DataError(said, _("Write: verified: {value}", value=f"{{on: {day}, by: {by}}}"))
    return Confirmation(entry.path, before, after)


def write(root: Path, made: Confirmation) -> None:
    """Write the entry.

    Raises:
        SurroundingsError: the file was changed since it was read, or cannot be written.
    """
    write_all(root, {made.path: made.after}, {made.path: made.before.encode()})


def _read_day(typed: str | None, data: Data, today: datetime.date) -> datetime.date:
    """The day of the confirmation: no day to come, and none before the present one."""
    help = _("Write a day, for example {day}.", day=today.isoformat())
    try:
        day = today if typed is None else datetime.date.fromisoformat(typed if _DAY.match(typed) else "")
    except ValueError as error:
        raise UsageError(_("{date} is not a day", date=typed), help) from error
    if day > today:
        raise UsageError(_("{date} is still to come: it cannot be the day of a confirmation", date=day.isoformat()), help)
    then = str(find_value(data, ("verified", "on")) or "")
    if day.isoformat()[: len(then)] < then:  # it may be a month or a year
        raise UsageError(_("the entry is confirmed already on a later day than {date}", date=day.isoformat()), help)
    return day
