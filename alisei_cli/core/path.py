"""How two entries are connected: the shortest ways over relations, groups, events and projects."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from alisei_cli.core.answer import make_answer
from alisei_cli.core.called import find_id
from alisei_cli.errors import UsageError
from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.schema import split_languages
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.ties import Tie, Ties, ties
from alisei_cli.model.view import View
from alisei_cli.model.wording import join_words, main_name, title_of

KIND, EVENT, CANCELLED = "stakeholder", "event", "cancelled"
MOST_GUESTS = 50
"""No way leads through a group, an event or a project of more bodies: being there together says little."""
WANTED = 3
"""Ways that are shown unless another number is asked for."""
COLUMNS = (
    Column("way", "integer", _("number of the way"), _("way"), unit="way"),
    Column("from", "string", _("id of the entry where the step begins"), _("id"), unit="id", is_detail=True),
    Column("from_name", "string", _("name of that entry"), _("from")),
    Column("tie", "string", _("what connects the two: a relation as the first would state it, or a role"), _("tie")),
    Column("to", "string", _("id of the entry where the step ends"), _("id"), unit="id", is_detail=True),
    Column("to_name", "string", _("name of that entry"), _("to")),
    Column("since", "string", _("since when, as far as it is known"), _("since"), unit="date", is_detail=True),
    Column("until", "string", _("until when, as far as it is known"), _("until"), unit="date", is_detail=True),
    Column("years", "string", _("the years, as far as they are known"), _("years")),
)
"""What is said of a step."""
Graph = Mapping[str, Mapping[str, Sequence[Tie]]]


def find_paths(dataset: View, start: str, end: str, without: Sequence[str] = (), wanted: int = WANTED) -> Answer:
    """The shortest ways from one entry to another, a row a step, as ``COLUMNS``.

    Args:
        dataset: what one audience sees.
        start: id or name of an entry of any kind.
        end: id of another.
        without: ids or names of entries that no way leads through.
        wanted: largest number of paths.

    Raises:
        UsageError: an id does not exist, or both are the same.
    """
    start, end, *without = (find_id(each, dataset.entries) for each in (start, end, *without))
    if start == end:
        raise UsageError(_("{id} is named twice", id=start), _("Name two entries: alisei path ID OTHER"))
    known = _list_ties(dataset, {start, end})
    graph = _graph(known)
    crowded = {id_ for id_, near in graph.items() if known.entries[id_].kind != KIND and len(near) > MOST_GUESTS}
    closed = (crowded | set(without)) - {start, end}
    ways = list(islice(_walk(graph, start, end, closed), wanted))
    rows = [row for number, way in enumerate(ways, 1) for row in _rows(number, way, graph, dataset)]
    title = _("From {one} to {other}", one=main_name(dataset.by_id[start]), other=main_name(dataset.by_id[end]))
    notes = tuple(_note(ways, known, (start, end), crowded))
    return make_answer("path", dataset, (Table("path", title, COLUMNS, tuple(rows), notes),))


def _list_ties(dataset: View, asked: set[str]) -> Ties:
    """The ties of active bodies, of what was not cancelled, and of the two that are asked for, whatever their status."""
    kept = [entry for entry in dataset.entries if entry.id in asked or _is_open(entry)]
    return ties(kept, dataset.context.schemas)


def _is_open(entry: Entry) -> bool:
    status = entry.data.get("status")
    return status == "active" if entry.kind == KIND else status != CANCELLED


def _graph(known: Ties) -> Graph:
    found: dict[str, dict[str, list[Tie]]] = {}
    for tie in known.ties:
        found.setdefault(tie.source, {}).setdefault(tie.target, []).append(tie)
        found.setdefault(tie.target, {}).setdefault(tie.source, []).append(tie)
    return found


def _walk(graph: Graph, start: str, end: str, closed: set[str]) -> Iterator[tuple[str, ...]]:
    """Every shortest way, in the order of the ids."""
    steps = {end: 0}
    layer = [end]
    while layer and start not in steps:
        near = {other for id_ in layer for other in graph.get(id_, ()) if other not in steps and other not in closed}
        steps.update(dict.fromkeys(near, steps[layer[0]] + 1))
        layer = sorted(near)
    yield from _descend((start,), graph, steps)


def _descend(way: tuple[str, ...], graph: Graph, steps: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    here = way[-1]
    if steps.get(here) == 0:
        yield way
    for other in sorted(graph.get(here, ())) if here in steps else ():
        if steps.get(other) == steps[here] - 1:
            yield from _descend((*way, other), graph, steps)


def _rows(number: int, way: Sequence[str], graph: Graph, dataset: View) -> Iterator[tuple[Cell | Words, ...]]:
    for one, other in pairwise(way):
        found = graph[one][other]
        said = join_words([_say(tie, one, dataset) for tie in found])
        since, until = _years(found, dataset)
        names = (main_name(dataset.by_id[id_]) for id_ in (one, other))
        yield (number, one, next(names), said, other, next(names), since, until, _span(since, until))


def _say(tie: Tie, one: str, dataset: View) -> Labels:
    """What the tie is, read from ``one``: a relation as the schema calls it, else the role in the group, at the event, in the project."""
    context = dataset.context
    if tie.is_relation:
        kind = tie.kind if tie.source == one else tie.other_half
        return _called(kind, context)
    schema = context.schemas[dataset.by_id[tie.target].kind]
    for field in schema.document.get("properties", {}):
        block = schema.at((field,))
        if block.get("x-alisei-role", field) == tie.kind:
            item = schema.at((field, "*"))
            return title_of(item if "properties" in item else block, field)
    return Labels(tie.kind, tie.kind)


def _called(kind: str, context: Context) -> Labels:
    wanted = context.schemas[KIND].at(("relations", "*", "kind"))
    options, told = wanted.get("enum", []), wanted.get("markdownEnumDescriptions", [])
    if kind not in options or len(told) != len(options):
        return Labels(kind, kind)
    labels = split_languages(told[options.index(kind)])
    return Labels(labels.it.partition(": ")[0], labels.en.partition(": ")[0])


def _years(found: Sequence[Tie], dataset: View) -> tuple[str | None, str | None]:
    """First and last date of these ties; those of the event, the group or the project where a role has none of its own."""
    spans = []
    for tie in found:
        since, until = tie.since, tie.until
        if not tie.is_relation and not since and not until:
            whole = dataset.by_id[tie.target]
            block = "dates" if whole.get("dates") else "years"
            since, until = whole.text(block, "from"), whole.text(block, "until")
            until = until or since if whole.kind == EVENT else until
        spans.append((since, until))
    begun = [since for since, _until in spans if since]
    ended = [until for _since, until in spans if until]
    return min(begun, default=None), max(ended, default=None) if len(ended) == len(spans) else None


def _span(since: str | None, until: str | None) -> str | None:
    """``2019``, ``2019-2021``, ``2019-`` where it lasts or the end is not known, ``-2019`` where the beginning is not."""
    first, last = (each[:4] if each else "" for each in (since, until))
    return (first if first == last else f"{first}-{last}") or None


def _note(ways: Sequence[Sequence[str]], known: Ties, asked: tuple[str, str], crowded: set[str]) -> Iterator[Text]:
    if ways:
        yield _n(
            "{n} step is the shortest way; others of the same length may be there.",
            "{n} steps are the shortest way; others of the same length may be there.",
            n=len(ways[0]) - 1,
        )
    else:
        yield _("Nothing that the registry knows connects the two; that is not known, not none.")
        tied = {id_ for tie in known.ties for id_ in (tie.source, tie.target)}
        alone = [id_ for id_ in asked if id_ not in tied]
        if alone:
            yield _("Without any tie: {ids}.", ids=alone)
    if crowded:
        yield _n(
            "{n} group, event or project of more than {most} bodies is passed over.",
            "{n} groups, events or projects of more than {most} bodies are passed over.",
            n=len(crowded),
            most=MOST_GUESTS,
        )
