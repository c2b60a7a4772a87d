"""Proposals laid over the registry: matched, filled in where nothing stands, every difference left alone and listed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from alisei_cli.core.bodies import Alike, Bodies, folder_of, names, office_of
from alisei_cli.core.deepen import deepen
from alisei_cli.core.legal_names import count_names, name_body
from alisei_cli.core.removed import leave_out
from alisei_cli.folding import cut_legal_form, fold, fold_name, slug
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry, display_name
from alisei_cli.model.ids import is_id
from alisei_cli.model.import_result import Difference, Held, Plan, Proposal
from alisei_cli.model.removed import NONE, Removed
from alisei_cli.model.source import Data, Pointer

WHOLE = ("head_office", "membership")
"""Blocks whose keys belong together: where one contradicts the source, no other is taken from it. All others are filled key by key."""


@dataclass(frozen=True, slots=True)
class News:
    """Which of the proposals that resemble an entry are new bodies all the same."""

    ids: Collection[str] = ()
    is_all: bool = False

    def has(self, id_: str) -> bool:
        """Whether the proposal that would get this id is one."""
        return self.is_all or id_ in self.ids


def plan(
    proposals: Sequence[Proposal], entries: Iterable[Entry], context: Context, news: News | None = None, removed: Removed = NONE
) -> Plan:
    """What it takes to bring ``proposals`` into the registry: match by identifier first and by folded name second.

    A proposal that is only like an entry is held back, unless ``news`` says that it is new. What is ``removed`` stays out.
    """
    made = Plan()
    named = count_names(proposals)
    bodies = Bodies(
        (entry for entry in entries if entry.kind == "stakeholder"), context.schemas["stakeholder"], context.territory
    )
    matched: list[tuple[Proposal, str]] = []
    for proposal in proposals:
        found = _match(proposal, bodies)
        if isinstance(found, Text):
            made.unclear.append((proposal.place, found))
            continue
        path = found or _create(proposal, bodies, made, news or News(), named, removed)
        if path:
            matched.append((proposal, path))
            made.places.setdefault(path, proposal.place)
    for proposal, path in matched:
        data, gone = leave_out(proposal.data, removed.of(str(bodies.data[path].get("id"))))
        for pointer, value, each in gone:
            reason = _("not filled in, because it was removed: {reason}", reason=each.reason)
            made.differences.append(Difference(path, pointer, None, value, reason))
        _lay(replace(proposal, data=data), path, bodies, made, context)
    return made


def _match(proposal: Proposal, bodies: Bodies) -> str | Text | None:
    """The path of the entry that the proposal is about, why that cannot be told, or ``None`` for a body that is not there."""
    paths = bodies.find(proposal.data)
    named = bodies.ids.get(proposal.id or "")
    if named in paths:
        paths = {named}
    if not paths and named and not bodies.is_another(named, proposal.data):
        if not bodies.resemble(named, proposal.data):
            other = display_name(bodies.data[named], str(proposal.id))
            return _("the id {id} is taken by another body: {name}", id=proposal.id, name=other)
        paths = {named}  # anyone who made the table has decided which entry it is
    if len(paths) > 1:
        paths = {path for path in map(bodies.open_successor, paths) if path} or paths
    if len(paths) > 1:
        return _("it matches several entries: {paths}", paths=sorted(paths))
    path = next(iter(paths), None)
    return _explain_closed(path, bodies) if path and bodies.is_closed(path) else path


def _explain_closed(path: str, bodies: Bodies) -> Text:
    """Why nothing is added to an entry that is merged or withdrawn, and what stands for it today."""
    successor = bodies.open_successor(path)
    status = bodies.data[path]["status"]
    if successor is None:
        return _("{path} is {status}: nothing is added to it", path=path, status=status)
    name = display_name(bodies.data[successor], "")
    return _(
        "{path} is {status}: nothing is added to it; its successor is {name} ({successor})",
        path=path,
        status=status,
        name=name,
        successor=successor,
    )


def _create(proposal: Proposal, bodies: Bodies, made: Plan, news: News, named: Counter[str], removed: Removed) -> str | None:
    name = str(proposal.data["names"][0]["value"])
    id_ = proposal.id or slug(name)
    if id_ in bodies.ids and proposal.id is None:
        office = office_of(proposal.data)
        id_ = slug(f"{cut_legal_form(name)} {office.get('municipality') or office.get('region') or ''}")
    if not is_id(id_):
        made.unclear.append((proposal.place, _("{id} cannot be the id of an entry", id=id_)))
        return None
    if id_ in bodies.ids:
        other = display_name(bodies.data[bodies.ids[id_]], id_)
        made.unclear.append((proposal.place, _("the id {id} is taken by another body: {name}", id=id_, name=other)))
        return None
    gone = removed.whole(id_)
    if gone:
        made.unclear.append((proposal.place, _("{id} was removed, and is not made again: {reason}", id=id_, reason=gone.reason)))
        return None
    alike = None if news.has(id_) else bodies.alike(proposal.data)
    if alike:
        made.held.append(Held(proposal.place, id_, _explain_held(alike, bodies)))
        return None
    path = f"registry/stakeholders/{folder_of(proposal.data)}/{id_}.yaml"
    data = {"id": id_, **{key: _copy_data(value) for key, value in proposal.data.items() if key != "relations"}}
    data["names"] = name_body(proposal.data["names"], bodies, named)
    made.created[path] = data
    bodies.add(path, id_, data)
    return path


def _explain_held(alike: Alike, bodies: Bodies) -> Text:
    """What speaks for one body, with the name that people know the entry by."""
    name = display_name(bodies.data[alike.path], alike.name)
    if alike.host:
        return _("its website is on {host}, like that of {name} ({path})", host=alike.host, name=name, path=alike.path)
    if alike.name != name:
        return _("it resembles {name} ({path}), also called {other}", name=name, path=alike.path, other=alike.name)
    return _("it resembles {name} ({path})", name=name, path=alike.path)


def _lay(proposal: Proposal, path: str, bodies: Bodies, made: Plan, context: Context) -> None:
    """Fill what is absent in the entry at ``path`` and note what differs."""
    ours = bodies.data[path]
    is_first = path in made.created and made.places[path] == proposal.place
    news: list[tuple[Pointer, Any]] = []
    deeper = list(deepen(ours, proposal.data, context)) if proposal.completes else []
    for pointer, value in deeper:
        _put(ours, pointer, value)
    if proposal.id and proposal.id != ours.get("id"):
        made.differences.append(Difference(path, ("id",), ours.get("id"), proposal.id))
    for key, theirs in proposal.data.items():
        if key == "relations":
            news += _relations(theirs, ours, bodies)
        elif key == "names":
            made.differences.extend(_other_names(path, ours, theirs))
        elif key == "sources":
            continue
        elif isinstance(ours.get(key), dict) and isinstance(theirs, Mapping):
            _lay_block(path, key, ours, theirs, news, made, context)
        else:
            _set(path, (key,), ours.get(key), theirs, news, made, context)
    if (news or deeper) and not is_first:
        news += _source(proposal.data["sources"], ours)
    for pointer, value in news:
        _put(ours, pointer, value)
    if (news or deeper) and path not in made.created:
        made.filled.setdefault(path, []).extend(deeper + news)


def _lay_block(
    path: str, key: str, ours: Data, theirs: Mapping[str, Any], news: list[tuple[Pointer, Any]], made: Plan, context: Context
) -> None:
    """Fill a block key by key; one whose keys belong together only where nothing in it contradicts the source."""
    block = ours[key]
    added: list[tuple[Pointer, Any]] = []
    differences = len(made.differences)
    for inner, value in theirs.items():
        _set(path, (key, inner), block.get(inner), value, added, made, context)
    reason = None
    if key in WHOLE and len(made.differences) > differences:
        reason = _("not filled in, because the rest of it differs")
    elif key == "head_office" and folder_of({key: {**block, **theirs}}) != folder_of(ours):
        reason = _(
            "not filled in, because the file would then belong in the folder {folder}: move it there, write the region in it, and import again",
            folder=folder_of({key: {**block, **theirs}}),
        )
    if reason is None:
        news += added
    else:
        made.differences.extend(_report_left_out(path, key, added, reason))


def _report_left_out(path: str, key: str, added: Sequence[tuple[Pointer, Any]], reason: Text) -> Iterator[Difference]:
    """What is not filled in, as one difference: its reason is said once."""
    if len(added) == 1:
        yield Difference(path, added[0][0], None, added[0][1], reason)
    elif added:
        yield Difference(path, (key,), None, {str(pointer[-1]): value for pointer, value in added}, reason)


def _source(theirs: Sequence[Mapping[str, str]], ours: Data) -> Iterator[tuple[Pointer, Any]]:
    """The source of what is filled in, unless the entry names it already."""
    sources = ours.get("sources") or []
    if not isinstance(sources, list):
        return
    known = {_cited(source) for source in sources if isinstance(source, dict)}
    new = [source for source in theirs if _cited(source) not in known]
    if new and not sources:
        yield ("sources",), list(new)
    else:
        yield from ((("sources", len(sources) + index), source) for index, source in enumerate(new))


def _cited(source: Mapping[str, str]) -> str | tuple[str | None, str | None]:
    """What is cited: a page, or a document for what its note says."""
    return source.get("url") or (source.get("document"), source.get("note"))


def _set(
    path: str, pointer: Pointer, ours: Any, theirs: Any, news: list[tuple[Pointer, Any]], made: Plan, context: Context
) -> None:
    if ours in (None, "", [], {}):
        news.append((pointer, theirs))
    elif not _says(ours, theirs, context):
        made.differences.append(Difference(path, pointer, ours, theirs))


def _says(ours: Any, theirs: Any, context: Context) -> bool:
    """Whether the entry already says what the source says, perhaps more exactly."""
    if isinstance(theirs, list):
        return isinstance(ours, list) and all(any(_says(our, their, context) for our in ours) for their in theirs)
    if ours == theirs:
        return True
    mine, other = str(ours), str(theirs)
    return context.taxonomy.covers(other, mine) or _address(mine) == _address(other)


def _address(text: str) -> str:
    return text.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _other_names(path: str, ours: Data, theirs: Sequence[Mapping[str, str]]) -> Iterator[Difference]:
    """The name that the source calls the body by, and its acronym, where the entry has neither."""
    known = {fold_name(name) for name, is_acronym in names(ours) if not is_acronym}
    if fold_name(theirs[0]["value"]) not in known:
        yield Difference(path, ("names",), display_name(ours, ""), theirs[0]["value"])
    letters = {fold(name) for name, _is_acronym in names(ours)}
    for name in theirs[1:]:
        if name["kind"] == "acronym" and fold(name["value"]) not in letters:
            yield Difference(path, ("names",), display_name(ours, ""), name["value"])


def _relations(theirs: Sequence[Mapping[str, str]], ours: Data, bodies: Bodies) -> Iterator[tuple[Pointer, Any]]:
    """The relations of the source, where the entry has none of its own."""
    kept = [] if ours.get("relations") else list_relations(theirs, bodies)
    if kept:
        yield ("relations",), kept


def list_relations(theirs: Sequence[Mapping[str, str]], bodies: Bodies) -> list[dict[str, str]]:
    """Those of the relations to ROR ids whose bodies are in the registry and still open, with their ids here."""
    found = [{"kind": each["kind"], "target": bodies.by_ror(each["target"]) or ""} for each in theirs]
    return [each for each in found if each["target"] and not bodies.is_closed(bodies.ids[each["target"]])]


def _put(data: Data, pointer: Pointer, value: Any) -> None:
    here: Any = data
    for part in pointer[:-1]:
        here = here[part]
    if isinstance(here, list):
        here.append(_copy_data(value))
    else:
        here[pointer[-1]] = _copy_data(value)


def _copy_data(value: Any) -> Any:
    """A copy of plain data: what is filled in later must not change what the source said."""
    if isinstance(value, Mapping):
        return {key: _copy_data(inner) for key, inner in value.items()}
    return [_copy_data(inner) for inner in value] if isinstance(value, (list, tuple)) else value
