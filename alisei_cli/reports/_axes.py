"""What entries are counted by: a facet of the taxonomy, a place, a status; each with its labels in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from alisei_cli.errors import UsageError
from alisei_cli.language import Labels, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.table import Words
from alisei_cli.model.territory import AREAS
from alisei_cli.nearest import nearest

MEMBERSHIP: dict[str, Words] = {"member": _("member"), "former": _("former member"), "none": _("not a member")}
STATUS: dict[str, Words] = {
    "active": _("active"),
    "inactive": _("inactive"),
    "merged": _("merged into another"),
    "withdrawn": _("withdrawn"),
}
LEVELS = ("parents", "leaves")
"""Terms of the first level with all below them, or the terms as entries write them."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One property by which entries are counted."""

    name: str
    title: Words
    labels: Mapping[str, Words]
    """Every value that can occur, in the order in which it is shown."""
    of: Callable[[Entry], tuple[str, ...]]
    """The values of an entry, each one of ``labels``; empty where not known."""
    is_many: bool = False
    """Whether one entry may have several values, so that the counts need not add up."""
    applies: Callable[[Entry], bool] = lambda _entry: True
    """Whether an entry can have a value at all: a size is asked of companies alone."""


def axis(name: str, context: Context, level: str = "parents") -> Axis:
    """The axis called ``name``: a facet or its field, region, area, province, status, membership, kind.

    The primary sector alone counts as sector, so that totals add up.

    Raises:
        UsageError: there is none; the nearest is named.
    """
    if level not in LEVELS:
        raise UsageError(_("{value} is not a level", value=level), _("There are: {names}.", names=LEVELS))
    regions = context.territory.regions
    known = {
        "region": lambda: Axis(
            "region",
            _("region"),
            {slug: regions[slug].name for slug in sorted(regions)},
            _one(lambda entry: entry.region, regions),
        ),
        "area": lambda: Axis("area", _("area"), dict(AREAS), _one(context.area_of, AREAS)),
        "province": lambda: _provinces(context),
        "status": lambda: Axis("status", _("status"), STATUS, _one(lambda entry: entry.data.get("status"), STATUS)),
        "membership": lambda: Axis(
            "membership", _("membership"), MEMBERSHIP, _one(lambda entry: entry.get("membership", "status"), MEMBERSHIP)
        ),
        "kind": lambda: Axis(
            "kind",
            _("kind"),
            {kind: context.kind_labels[kind] for kind in sorted(context.kinds, reverse=True)},
            _one(lambda entry: entry.kind, context.kind_labels),
        ),
    }
    if name in known:  # first of all: a facet stands in the block called membership
        return known[name]()
    facet = context.facet_called(name)
    if facet is None:
        names = [*known, *context.taxonomy.facets]
        near = nearest(name, names)
        hint = _("Did you mean {near}?", near=near[0]) if near else _("There are: {names}.", names=names)
        raise UsageError(_("{name} is not something to count entries by", name=name), hint)
    return _facet(facet, context, level == "parents")


def _provinces(context: Context) -> Axis:
    names: dict[str, Words] = {
        sigla: Labels(province.name, province.name) for sigla, province in sorted(context.territory.provinces.items())
    }
    return Axis("province", _("province"), names, _one(lambda entry: entry.get("head_office", "province"), names))


def _one(value: Callable[[Entry], object], known: Mapping[str, object]) -> Callable[[Entry], tuple[str, ...]]:
    def of(entry: Entry) -> tuple[str, ...]:
        found = value(entry)
        return (found,) if isinstance(found, str) and found in known else ()

    return of


def _facet(name: str, context: Context, is_rolled_up: bool) -> Axis:
    facet = context.taxonomy.facets[name]
    top = (
        {code: [code, *context.taxonomy.ancestors(code)][-1] for code in facet.terms}
        if is_rolled_up
        else {c: c for c in facet.terms}
    )
    labels: dict[str, Words] = {code: context.taxonomy.label(code) for code in facet.terms if top[code] == code}
    routes = {route for schema in context.schemas.values() for route, bound in schema.facets if bound == name}
    is_primary = any(route[-1] == "primary" for route in routes)
    is_many = not is_primary and any("*" in route for route in routes)

    def of(entry: Entry) -> tuple[str, ...]:
        if is_primary:
            found = [entry.get("sector", "primary")]
        else:
            found = sorted(context.terms_of(entry, name))
        rolled = {top[code] for code in found if isinstance(code, str) and code in top}
        return tuple(code for code in labels if code in rolled) if len(rolled) > 1 else tuple(rolled)

    types = context.taxonomy.below(facet.applies_to)

    def applies(entry: Entry) -> bool:
        kind = entry.data.get("type")
        return not types or entry.kind != "stakeholder" or (isinstance(kind, str) and kind in types)

    return Axis(name, facet.labels, labels, of, is_many, applies)
