"""Reasons, unknown fields and hindrances of a match in words."""

from collections.abc import Iterator, Mapping

from alisei_cli.core.describe import RELATIONS
from alisei_cli.language import Labels, Text, _
from alisei_cli.matching.points import LIKENESS, MEETINGS
from alisei_cli.matching.score import Match, Reason
from alisei_cli.matching.unknown import OURS
from alisei_cli.model.dataset import Context
from alisei_cli.model.territory import AREAS

Words = Text | Labels | str
STEPS: Mapping[str, Text] = {
    "parent": _("the wider term"),
    "child": _("a narrower term"),
    "sibling": _("a term beside it"),
    "any": _("stands for all"),
}
"""What the partner's term is to the asker's."""
_TO_ME, _TO_THEM = MEETINGS["need-meets-offer"], MEETINGS["offer-meets-need"]
_RAISES: Mapping[str, float] = {
    "offers": _TO_ME.whole,
    "needs": _TO_THEM.whole,
    "technologies": _TO_ME.technology + _TO_THEM.technology + LIKENESS["technology"],
    "therapeutic_areas": _TO_ME.area + _TO_THEM.area + LIKENESS["area"],
    "value_chain": LIKENESS["value-chain"],
    "sector": LIKENESS["sector"],
    "trl": _TO_ME.trl + _TO_THEM.trl,
    "head_office.region": LIKENESS["place"],
}
"""Most points that a field of the partner can bring."""
_MINE: Mapping[str, float] = {"offers": _TO_THEM.whole, "needs": _TO_ME.whole}
"""The same for fields of the asker where it is another number."""


def say_reason(reason: Reason, context: Context) -> Text:
    """A reason as one sentence about the partner."""
    mine, theirs = (_name(each, reason, context) for each in reason.words)
    if reason.kind in ("trl", "place", "tie"):
        return _say_rest(reason, mine, theirs)
    step = STEPS.get(reason.step)
    match reason.kind:
        case "need-meets-offer" if step:
            return _("it offers {theirs}; you look for {mine} ({step})", theirs=theirs, mine=mine, step=step)
        case "need-meets-offer":
            return _("it offers what you look for: {theirs}", theirs=theirs)
        case "offer-meets-need" if step:
            return _("it looks for {theirs}; you offer {mine} ({step})", theirs=theirs, mine=mine, step=step)
        case "offer-meets-need":
            return _("it looks for what you offer: {theirs}", theirs=theirs)
        case "need-meets-need" if step:
            return _("it looks for {theirs}, you for {mine} ({step})", theirs=theirs, mine=mine, step=step)
        case "need-meets-need":
            return _("both look for it: {theirs}", theirs=theirs)
    facet = context.taxonomy.facets.get({"area": "therapeutic-area"}.get(reason.kind, reason.kind))
    name = facet.labels if facet else reason.kind
    if step:
        return _("{facet}: {theirs}; with you {mine} ({step})", facet=name, theirs=theirs, mine=mine, step=step)
    return _("{facet}: {theirs}", facet=name, theirs=theirs)


def _say_rest(reason: Reason, mine: Words, theirs: Words) -> Text:
    if reason.kind == "trl":
        return _("technology readiness: {theirs}, with you {mine}", theirs=theirs, mine=mine)
    if reason.kind == "place":
        return _("same place: {place}", place=theirs)
    if reason.step in RELATIONS:
        return _("tied by a relation")
    return _("both in {name}", name=theirs)


def _name(value: str, reason: Reason, context: Context) -> Words:
    if reason.kind == "place":
        region = context.territory.regions.get(value)
        return region.name if region else AREAS.get(value, value)
    return context.taxonomy.label(value) if value in context.taxonomy.terms else value


def most_of(field: str) -> float:
    """Most points that an unknown field can bring, ``mine:`` before those of the asker."""
    name = field.removeprefix(OURS)
    table = {**_RAISES, **_MINE} if field.startswith(OURS) else _RAISES
    return round(table.get(name, 0.0), 2)


def say_unknown(found: Match) -> Iterator[Text]:
    """Each empty field with what it could bring."""
    for field in found.unknown:
        points = f"{most_of(field):.2f}"
        name = field.removeprefix(OURS)
        if field.startswith(OURS):
            yield _("your {field} (up to {points})", field=name, points=points)
        else:
            yield _("its {field} (up to {points})", field=name, points=points)
