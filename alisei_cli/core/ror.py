"""Records of ROR for one new entry: those that it may be, and the fields that one fills in."""

from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.core.bodies import Alike, Bodies
from alisei_cli.core.merge import list_relations
from alisei_cli.core.summaries import host_of
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold_name
from alisei_cli.language import Text, _
from alisei_cli.likeness.score import SURE
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import ProposedChange
from alisei_cli.model.questions import answer_all
from alisei_cli.model.source import Data

Facts = Mapping[str, Any]
"""What ROR states of one record, in the shape of an entry."""
Records = Mapping[str, Facts | Text]
"""Facts by ROR id; of a record that is never taken, why."""


def complete_id(ror: str) -> str:
    """Write a ROR id as ROR does, as an address, however it is typed."""
    return f"https://ror.org/{ror.strip().rstrip('/').rpartition('/')[2].lower()}"


def get_record(records: Records, ror: str) -> Facts:
    """The facts of one record.

    Raises:
        UsageError: there is none with this id, or it is never taken.
    """
    found = records.get(complete_id(ror))
    if found is None or isinstance(found, Text):
        raise UsageError(_("{id}: {reason}", id=ror, reason=found or _("the dump has no such record")))
    return found


def list_records(records: Records, asked: Data, context: Context) -> list[Alike]:
    """The records that may be the body in ``asked``, the likeliest first; their ``path`` is the ROR id."""
    bodies = Bodies((), context.schemas["stakeholder"], context.territory)
    for id_, facts in records.items():
        if not isinstance(facts, Text):
            bodies.add(id_, id_, dict(facts))
    return bodies.look_up(asked)


def find_sure(likely: list[Alike], records: Records, asked: Data) -> Facts:
    """Of records that may be the body in ``asked``, the only one that most probably is.

    Raises:
        UsageError: there are several such records, or none.
    """
    host = host_of(asked.get("website"))
    found = [(each, get_record(records, each.path)) for each in likely]
    sure = [facts for each, facts in found if each.points >= SURE or (host and host == host_of(facts.get("website")))]
    if len(sure) == 1:
        return sure[0]
    names = [f"{each.name} ({each.path})" for each in likely]
    raise UsageError(
        _("this may be in ROR as {names}", names=names),
        _("Choose one by its id, such as {option}; or leave {dump} out.", option=f"--ror {likely[0].path}", dump="--ror-dump"),
    )


def list_changes(facts: Facts, answers: Mapping[str, str], bodies: Bodies, context: Context) -> Iterator[ProposedChange]:
    """The ``answers`` of a person and what ``facts`` add to them; a name that ROR knows is of the kind that ROR says."""
    own = dict(answers)
    if fold_name(own.get("name", "")) in {fold_name(name["value"]) for name in facts["names"]}:
        own.pop("name", None)
    yield from answer_all(own, context)
    for name in facts["names"]:
        is_second = name["kind"] == "display" and own.get("name")
        yield ProposedChange("add", ("names",), {**name, "kind": "alias"} if is_second else name)
    for key in ("website", "identifiers", "facts"):
        if facts.get(key) and not own.get(key):
            yield ProposedChange("set", (key,), facts[key])
    for relation in list_relations(facts.get("relations", ()), bodies):
        yield ProposedChange("add", ("relations",), relation)
    for source in facts["sources"]:
        yield ProposedChange("add", ("sources",), source)
