"""The market: who could be whose partner, ranked, with reasons, as one audience sees it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from alisei_cli.core.values import find_value_called
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.matching.profile import KIND, Item, Profile, profile_of
from alisei_cli.matching.score import Bond, Match, Place, match
from alisei_cli.matching.terms import Near, Terms, measure_nearness
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.opportunity import HIGHEST, LOWEST
from alisei_cli.model.references import references
from alisei_cli.model.source import Pointer
from alisei_cli.model.view import View
from alisei_cli.nearest import find_nearest_by

ACTIVE = "active"
MOST = 10
"""Number of partners that are shown where no other number is asked for."""


@dataclass(frozen=True)
class Market:
    """All active bodies as they are compared, and the ties between them."""

    profiles: Mapping[str, Profile]
    """By id, in the order of the ids."""
    near: Near
    symmetric: frozenset[str]
    mentions: "Mapping[str, Sequence[Mention]]"
    """By id of a body, where other entries name it."""

    def bonds_of(self, asker: Profile) -> dict[str, list[Bond]]:
        """The ties of ``asker``, by id of the other body, relations first."""
        found: dict[str, list[Bond]] = {}
        named = self.mentions.get(asker.id, ())
        for mention in named:
            if mention.kind == KIND:
                bond = Bond(Place(asker.path, ("id",)), mention.place, mention.relation, mention.name)
                found.setdefault(mention.owner, []).append(bond)
        for other, mentions in self.mentions.items():
            for mention in mentions:
                if mention.owner == asker.id and other in self.profiles:
                    bond = Bond(mention.place, Place(self.profiles[other].path, ("id",)), mention.relation, mention.name)
                    found.setdefault(other, []).append(bond)
        shared = {mention.owner: mention for mention in named if mention.kind != KIND}
        for other, mentions in self.mentions.items() if shared else ():
            for mention in mentions:
                if mention.owner in shared and other != asker.id:
                    bond = Bond(shared[mention.owner].place, mention.place, mention.kind, mention.name)
                    found.setdefault(other, []).append(bond)
        return found


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an entry names a body."""

    owner: str
    """Id of the entry."""
    kind: str
    """Its kind."""
    name: str
    relation: str
    place: Place


def market_of(dataset: View) -> Market:
    """The market of the active bodies of ``dataset``; made once, asked for many."""
    context = dataset.context
    bodies = [entry for entry in dataset.of_kind(KIND) if entry.data.get("status") == ACTIVE]
    profiles = {entry.id: profile_of(entry, context) for entry in sorted(bodies, key=lambda entry: entry.id)}
    symmetric = frozenset(code for code, term in context.taxonomy.terms.items() if term.symmetric)
    mentions: dict[str, list[Mention]] = {}
    for target, mention in chain.from_iterable(_list_mentions(entry, context) for entry in dataset.entries):
        mentions.setdefault(target, []).append(mention)
    return Market(profiles, measure_nearness(context.taxonomy), symmetric, mentions)


def rank_partners(
    market: Market, asker: Profile, limit: int | None = MOST, among: Collection[str] | None = None
) -> tuple[Match, ...]:
    """The best partners of ``asker`` that have any reason, the highest score first, equal ones by id.

    Args:
        market: of one dataset and audience.
        asker: a profile of the market, or one made by ``ask``.
        limit: at most this many; ``None`` for all.
        among: ids of the bodies that come into question; ``None`` for all.
    """
    bonds = market.bonds_of(asker)
    found = (
        match(asker, other, market.near, bonds.get(id_, ()), market.symmetric)
        for id_, other in market.profiles.items()
        if id_ != asker.id and (among is None or id_ in among)
    )
    ranked = sorted((each for each in found if each.reasons), key=lambda each: (-each.score, each.id))
    return tuple(ranked[:limit])


def find_asker(dataset: View, market: Market, id_: str) -> Profile:
    """The profile of the active body with this id.

    Raises:
        UsageError: there is none, or it is no body, or not active any more.
    """
    if id_ in market.profiles:
        return market.profiles[id_]
    entry = dataset.by_id.get(id_)
    if entry is None:
        near = find_nearest_by(id_, {each.id: (each.id, each.name) for each in dataset.of_kind(KIND)})
        help = _("Did you mean {near}?", near=near) if near else _("Look for it: alisei search {word}", word=id_)
        raise UsageError(_("there is no entry {id}", id=id_), help)
    if entry.kind != KIND:
        raise UsageError(_("{id} is no organisation: only organisations have partners", id=id_))
    successor = _find_successor(dataset, entry)
    said = _("{id} is not active any more, so it matches with no one", id=id_)
    if successor:
        raise UsageError(said, _("Ask for its successor: {command}", command=f"alisei match {successor}"))
    raise UsageError(said, _("What its entry says: {command}", command=f"alisei show {id_}"))


def ask(
    context: Context,
    needs: Sequence[str] = (),
    technologies: Sequence[str] = (),
    areas: Sequence[str] = (),
    trl: str | None = None,
    region: str | None = None,
) -> Profile:
    """The profile of a question that no entry stands behind; terms may be given by label, in either language.

    Raises:
        UsageError: a term, range or region does not exist.
    """
    kinds = [find_value_called("collaboration", each, context) for each in needs]
    used = _terms("technology", technologies, context)
    treated = _terms("therapeutic-area", areas, context)
    levels = _read_levels(trl) if trl else None
    slug = find_value_called("region", region, context) if region else ""
    place = context.territory.regions.get(slug)
    items = tuple(Item(("needs", number), kind, used, treated, levels, frozenset()) for number, kind in enumerate(kinds))
    return Profile("", "", (), items, used, treated, region=slug, area=place.area if place else "", country="IT" if slug else "")


def _terms(facet: str, typed: Sequence[str], context: Context) -> Terms:
    codes = dict.fromkeys(find_value_called(facet, each, context) for each in typed)
    return Terms(tuple(codes), tuple((facet, number) for number, _code in enumerate(codes)))


def _read_levels(typed: str) -> tuple[int, int]:
    """The range that ``4-6``, ``4..6`` or ``4`` means.

    Raises:
        UsageError: it is none, or no level from 1 to 9.
    """
    low, _sign, high = typed.strip().replace("..", "-").partition("-")
    ends = (low.strip(), (high or low).strip())
    if all(each.isascii() and each.isdigit() for each in ends):
        first, last = map(int, ends)
        if LOWEST <= first <= last <= HIGHEST:
            return first, last
    raise UsageError(
        _("{value} is no range of technology readiness levels", value=typed), _("Write two levels from 1 to 9: --trl 4-6")
    )


def _list_mentions(entry: Entry, context: Context) -> Iterator[tuple[str, Mention]]:
    """Every body that an entry names, its successor apart."""
    schema = context.schemas.get(entry.kind)
    for reference in references(entry.data, schema) if schema else ():
        if reference.field != "successor":
            pointer: Pointer = reference.pointer
            yield reference.target, Mention(entry.id, entry.kind, entry.name, reference.relation, Place(entry.path, pointer))


def _find_successor(dataset: View, entry: Entry) -> str | None:
    """The last in the row of successors, as far as there are entries."""
    seen = {entry.id}
    found: str | None = None
    while isinstance(successor := entry.data.get("successor"), str) and successor in dataset.by_id and successor not in seen:
        seen.add(successor)
        found, entry = successor, dataset.by_id[successor]
    return found
