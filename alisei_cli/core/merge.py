"""Proposals laid over the registry: matched, filled in where nothing stands, every difference left alone and listed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.core.facts import normal
from alisei_cli.folding import fold_name, slug
from alisei_cli.language import _
from alisei_cli.model.dataset import Entry, Law, display_name, is_id
from alisei_cli.model.harvest import Difference, Plan, Proposal
from alisei_cli.model.source import Data, Pointer

BLOCKS = ("head_office", "identifiers", "facts", "sector", "membership")
"""Fields filled key by key; any other is filled only where it is absent as a whole."""
STRONG = ("ror", "vat", "tax_code", "lei", "isni", "wikidata", "pic")


def plan(proposals: Sequence[Proposal], entries: Iterable[Entry], law: Law) -> Plan:
    """What it takes to bring ``proposals`` into the registry: match by identifier first and by folded name second."""
    made = Plan()
    index = _Index(entry for entry in entries if entry.kind == "stakeholder")
    matched: list[tuple[Proposal, str]] = []
    for proposal in proposals:
        paths = index.find(proposal.data)
        if len(paths) > 1:
            made.unclear.append((proposal.place, _("it fits several entries: {paths}", paths=sorted(paths))))
            continue
        path = next(iter(paths), None) or _create(proposal, index, made, law)
        if path:
            matched.append((proposal, path))
    for proposal, path in matched:
        _lay(proposal, path, index, made, law)
    return made


class _Index:
    """The registry as it is and as it will be, by identifier and by name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.data: dict[str, Data] = {}
        self.ids: dict[str, str] = {}
        self.by_key: dict[tuple[str, str], set[str]] = {}
        self.by_name: dict[str, set[str]] = {}
        for entry in entries:
            self.add(entry.path, entry.id, entry.data)

    def add(self, path: str, id_: str, data: Data) -> None:
        self.data[path] = data
        self.ids[id_] = path
        for kind, value in _keys(data):
            self.by_key.setdefault((kind, value), set()).add(path)
        for name in _folded(data):
            self.by_name.setdefault(name, set()).add(path)

    def find(self, data: Mapping[str, Any]) -> set[str]:
        """Paths of the entries that are the body in ``data``: by its strongest identifier, else by name and place."""
        for key in _keys(data):
            found = {path for path in self.by_key.get(key, ()) if not self._is_another(path, data, stronger_than=key[0])}
            if found:
                return found
        named = {path for name in _folded(data) for path in self.by_name.get(name, ())}
        return {path for path in named if not self._is_elsewhere(path, data) and not self._is_another(path, data)}

    def _is_another(self, path: str, data: Mapping[str, Any], stronger_than: str = "") -> bool:
        """Whether an identifier (one stronger than the given) says that these are two bodies."""
        ours = dict(_keys(self.data[path]))
        decisive = STRONG[: STRONG.index(stronger_than)] if stronger_than else STRONG
        return any(ours.get(kind, value) != value for kind, value in _keys(data) if kind in decisive)

    def _is_elsewhere(self, path: str, data: Mapping[str, Any]) -> bool:
        here, there = (_office(each).get("municipality") for each in (self.data[path], data))
        return bool(here and there and here != there)

    def by_ror(self, ror: str) -> str | None:
        """Id of the entry that bears this ROR id."""
        paths = self.by_key.get(("ror", normal("ror", ror)), set())
        return next((id_ for id_, path in self.ids.items() if path in paths), None) if paths else None


def _create(proposal: Proposal, index: _Index, made: Plan, law: Law) -> str | None:
    name = str(proposal.data["names"][0]["value"])
    id_ = proposal.id or slug(name)
    if id_ in index.ids and proposal.id is None:
        id_ = slug(f"{name} {_office(proposal.data).get('municipality', '')}")
    if not is_id(id_):
        made.unclear.append((proposal.place, _("{id} cannot be the id of an entry", id=id_)))
        return None
    if id_ in index.ids:
        made.unclear.append((proposal.place, _("the id {id} is taken by another body", id=id_)))
        return None
    path = f"registry/stakeholders/{folder_of(proposal.data)}/{id_}.yaml"
    data = {"id": id_, **{key: value for key, value in proposal.data.items() if key != "relations"}}
    made.created[path] = data
    index.add(path, id_, data)
    return path


def folder_of(data: Mapping[str, Any]) -> str:
    """The folder of an entry: its region, ``italia`` where only the country is known, ``estero`` for foreign bodies."""
    office = _office(data)
    if office.get("country", "IT") != "IT":
        return "estero"
    region = str(office.get("region") or "")
    return region if is_id(region) else "italia"  # a source cannot choose a folder by "../.."


def _lay(proposal: Proposal, path: str, index: _Index, made: Plan, law: Law) -> None:
    """Fill what is absent in the entry at ``path`` and note what differs."""
    ours = index.data[path]
    news: list[tuple[Pointer, Any]] = []
    for key, theirs in proposal.data.items():
        if key == "relations":
            news += _relations(theirs, ours, index)
        elif key == "names":
            made.differences.extend(_other_name(path, ours, theirs))
        elif key == "sources":
            continue
        elif key in BLOCKS and isinstance(ours.get(key), dict):
            for inner, value in theirs.items():
                _set(path, (key, inner), ours[key].get(inner), value, news, made, law)
        else:
            _set(path, (key,), ours.get(key), theirs, news, made, law)
    is_new = path in made.created
    if news and not is_new:
        news += _source(proposal.data["sources"], ours)
    for pointer, value in news:
        _put(ours, pointer, value)
    if news and not is_new:
        made.filled.setdefault(path, []).extend(news)


def _source(theirs: Sequence[Mapping[str, str]], ours: Data) -> Iterator[tuple[Pointer, Any]]:
    """The source of what is filled in, unless the entry names it already."""
    sources = ours.get("sources") or []
    if not isinstance(sources, list):
        return
    known = {source.get("url") or source.get("document") for source in sources if isinstance(source, dict)}
    new = [source for source in theirs if (source.get("url") or source.get("document")) not in known]
    if new and not sources:
        yield ("sources",), list(new)
    else:
        yield from ((("sources", len(sources) + index), source) for index, source in enumerate(new))


def _set(path: str, pointer: Pointer, ours: Any, theirs: Any, news: list[tuple[Pointer, Any]], made: Plan, law: Law) -> None:
    if ours in (None, "", [], {}):
        news.append((pointer, theirs))
    elif not _says(ours, theirs, law):
        made.differences.append(Difference(path, pointer, ours, theirs))


def _says(ours: Any, theirs: Any, law: Law) -> bool:
    """Whether the entry already says what the source says, perhaps more exactly."""
    if isinstance(theirs, list):
        return isinstance(ours, list) and all(any(_says(our, their, law) for our in ours) for their in theirs)
    if ours == theirs:
        return True
    mine, other = str(ours), str(theirs)
    return law.taxonomy.covers(other, mine) or _address(mine) == _address(other)


def _address(text: str) -> str:
    return text.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _other_name(path: str, ours: Data, theirs: Sequence[Mapping[str, str]]) -> Iterator[Difference]:
    known = set(_folded(ours))
    if fold_name(theirs[0]["value"]) not in known:
        yield Difference(path, ("names",), display_name(ours, ""), theirs[0]["value"])


def _relations(theirs: Sequence[Mapping[str, str]], ours: Data, index: _Index) -> Iterator[tuple[Pointer, Any]]:
    """Relations to bodies that are in the registry, where the entry has none of its own."""
    if ours.get("relations"):
        return
    found = [{"kind": each["kind"], "target": index.by_ror(each["target"]) or ""} for each in theirs]
    kept = [each for each in found if each["target"]]
    if kept:
        yield ("relations",), kept


def _put(data: Data, pointer: Pointer, value: Any) -> None:
    here: Any = data
    for part in pointer[:-1]:
        here = here[part]
    if isinstance(here, list):
        here.append(value)
    else:
        here[pointer[-1]] = value


def _office(data: Mapping[str, Any]) -> Mapping[str, Any]:
    office = data.get("head_office")
    return office if isinstance(office, dict) else {}


def _keys(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    identifiers = data.get("identifiers")
    for kind in STRONG:
        value = identifiers.get(kind) if isinstance(identifiers, dict) else None
        if isinstance(value, str):
            yield kind, normal(kind, value)


def _folded(data: Mapping[str, Any]) -> Iterator[str]:
    names = data.get("names")
    for name in names if isinstance(names, list) else ():
        if isinstance(name, dict) and isinstance(name.get("value"), str) and name.get("kind") != "acronym":
            yield fold_name(name["value"])
