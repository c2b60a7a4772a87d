"""Who could be a partner, and why, in words; why another one is not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from alisei_cli.core.market import MOST, Market, rank_partners
from alisei_cli.core.match_words import say_reason, say_unknown
from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _
from alisei_cli.matching.meetings import admits, may_meet, pair_items
from alisei_cli.matching.profile import KIND, Item, Profile
from alisei_cli.matching.score import Match, Place
from alisei_cli.matching.spread import MOST as SPREAD_MOST
from alisei_cli.matching.spread import Spread
from alisei_cli.model.location import region_of
from alisei_cli.model.opportunity import is_over, opportunities_of
from alisei_cli.model.partners import Partner, Partners, SaidReason, Why
from alisei_cli.model.source import json_pointer
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.nearest import find_nearest_by


def describe_partners(dataset: View, market: Market, asker: Profile, found: Sequence[Match]) -> Partners:
    """The partners ``found`` for ``asker`` in words, with what a reader has to know of them."""
    entry = dataset.by_id.get(asker.id)
    return Partners(
        asker.id or None,
        main_name(entry) if entry else _("what is asked for"),
        dataset.audience,
        tuple(_say(each, dataset, market) for each in found),
        tuple(_note(market, asker)),
    )


def match_asker(dataset: View, market: Market, asker: Profile, limit: int = MOST, spread: Spread | None = None) -> Partners:
    """The best partners of ``asker`` in words; the first places as ``spread`` gives them, where it is asked for."""
    if spread is None:
        return describe_partners(dataset, market, asker, rank_partners(market, asker, limit))
    ranked = rank_partners(market, asker, None)
    top = spread.tops.get(asker.id, ())
    first = [each for id_ in top for each in ranked if each.id == id_]
    found = [*first, *(each for each in ranked if each.id not in top)][:limit]
    answer = describe_partners(dataset, market, asker, found)
    return replace(answer, notes=(*answer.notes, *_note_spread(ranked, top, spread)))


def _note_spread(ranked: Sequence[Match], top: Sequence[str], spread: Spread) -> Iterator[Text]:
    """Who gave way to whom, and who stands in too many first places all the same."""
    if not top:
        yield _("Attention is spread over entries that offer or seek something; this ranking is as it was.")
        return
    yield _("Attention is spread: no organisation stands in more than {most} of all top-threes.", most=SPREAD_MOST)
    moved = [each.id for each in ranked[: len(top)] if each.id not in top]
    if moved:
        yield _("Further down than their score: {ids}.", ids=moved)
    for id_ in top:
        if id_ in spread.excess:
            yield _("{id} stands in {n}: no other scores nine tenths of it there.", id=id_, n=spread.excess[id_])


def explain_partner(dataset: View, market: Market, asker: Profile, other: str) -> Partners:
    """Where ``other`` stands among the partners of ``asker``, and what keeps it from standing higher.

    Raises:
        UsageError: there is no organisation with this id.
    """
    entry = dataset.by_id.get(other)
    if entry is None or entry.kind != KIND:
        near = find_nearest_by(other, {each.id: (each.id, each.name) for each in dataset.of_kind(KIND)})
        help = _("Did you mean {near}?", near=near) if near else _("Look for it: alisei search {word}", word=other)
        raise UsageError(_("there is no organisation {id}", id=other), help)
    ranked = rank_partners(market, asker, None, market.ids)
    place = next((number for number, each in enumerate(ranked, 1) if each.id == other), None)
    found = ranked[place - 1 : place] if place else ()
    hindrances = tuple(_list_hindrances(dataset, market, asker, other, is_found=bool(found)))
    return replace(describe_partners(dataset, market, asker, found), why=Why(other, place, len(ranked), hindrances))


def _say(found: Match, dataset: View, market: Market) -> Partner:
    entry = dataset.by_id[found.id]
    kind = dataset.label(entry.text("type") or "")
    slug = region_of(entry) or ""
    region = dataset.context.territory.regions.get(slug)
    about = _("{type}, {region}", type=kind, region=region.name if region else slug)
    reasons = tuple(
        SaidReason(
            each.kind,
            each.points,
            say_reason(each, dataset.context),
            _point(each.mine) if each.mine else None,
            _point(each.theirs),
        )
        for each in found.reasons
    )
    return Partner(found.id, main_name(entry), about, entry.path, found.score, reasons, found.unknown, tuple(say_unknown(found)))


def _point(place: Place) -> str:
    return f"{place.path}#{json_pointer(place.pointer)}"


def _note(market: Market, asker: Profile) -> Iterator[Text]:
    if asker.id and not asker.is_on_the_market:
        yield _(
            "{id} offers and seeks nothing that is still valid: the ranking rests on likeness alone. An offer or a need raises it: docs/entry.md",
            id=asker.id,
        )
    n = sum(bool(stall.offers or stall.needs) for stall in market.stalls)
    yield _("{n} of {whole} active organisations offer or seek something.", n=n, whole=len(market.stalls))


def _list_hindrances(dataset: View, market: Market, asker: Profile, other: str, *, is_found: bool) -> Iterator[Text]:
    """What keeps two bodies from matching, or from matching better."""
    if other == asker.id:
        yield _("it is the asker itself")
        return
    theirs = market.profile(other) if other in market.ids else None
    if theirs is None:
        yield _("it is not active")
        return
    pairs = list(pair_items(asker, theirs, market.near))
    if not pairs and ((asker.needs and theirs.offers) or (asker.offers and theirs.needs)):
        yield _("neither offers what the other looks for")
    for mine, given in pairs:
        yield from _hinder(mine, given, asker, theirs)
    today = dataset.context.today.isoformat()
    for item in opportunities_of(dataset.by_id[other]):
        if is_over(item, today):
            yield _("its {item} expired: {date}", item=item.id or item.kind, date=item.expires)
    if not is_found:
        yield _("no term, place or tie is common to both")


def _hinder(mine: Item, given: Item, asker: Profile, theirs: Profile) -> Iterator[Text]:
    if may_meet(mine, given, asker, theirs):
        return
    if mine.trl and given.trl and (mine.trl[0] > given.trl[1] or given.trl[0] > mine.trl[1]):
        yield _(
            "the levels of technology readiness are apart: {mine} with you, {theirs} there",
            mine=f"{mine.trl[0]}-{mine.trl[1]}",
            theirs=f"{given.trl[0]}-{given.trl[1]}",
        )
    if not admits(mine, theirs):
        yield _(
            "what you offer or seek is open to {countries} only, and it is in {country}",
            countries=sorted(mine.countries),
            country=theirs.country,
        )
    if not admits(given, asker):
        yield _(
            "its offers and needs are open to {countries} only, and you are in {country}",
            countries=sorted(given.countries),
            country=asker.country,
        )
