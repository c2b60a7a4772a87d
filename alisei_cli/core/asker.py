"""Who asks for partners: an entry, or a question that no entry stands behind."""

from collections.abc import Sequence

from alisei_cli.core.called import find_id, strip_path
from alisei_cli.core.market import Market
from alisei_cli.core.values import find_value_called
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.matching.profile import KIND, Item, Profile
from alisei_cli.matching.terms import Terms
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.opportunity import HIGHEST, LOWEST
from alisei_cli.model.view import View


def find_asker(dataset: View, market: Market, typed: str) -> Profile:
    """The profile of the active body with this id or name.

    Raises:
        UsageError: there is none, or it is no body, or not active any more.
    """
    id_ = strip_path(typed)
    if id_ not in dataset.by_id:
        id_ = find_id(typed, dataset.of_kind(KIND))
    if id_ in market.ids:
        return market.profile(id_)
    entry = dataset.by_id[id_]
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
    offers: Sequence[str] = (),
    technologies: Sequence[str] = (),
    areas: Sequence[str] = (),
    trl: str | None = None,
    region: str | None = None,
) -> Profile:
    """The profile of a question that no entry stands behind; terms may be given by label, in either language.

    Raises:
        UsageError: a term, range or region does not exist.
    """
    used = _terms("technology", technologies, context)
    treated = _terms("therapeutic-area", areas, context)
    levels = _read_levels(trl) if trl else None
    slug = find_value_called("region", region, context) if region else ""
    place = context.territory.regions.get(slug)
    offered, needed = (
        tuple(
            Item((key, number), find_value_called("collaboration", each, context), used, treated, levels, frozenset())
            for number, each in enumerate(kinds)
        )
        for key, kinds in (("offers", offers), ("needs", needs))
    )
    return Profile(
        "", "", offered, needed, used, treated, region=slug, area=place.area if place else "", country="IT" if slug else ""
    )


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


def _find_successor(dataset: View, entry: Entry) -> str | None:
    """The last in the row of successors, as far as there are entries."""
    seen = {entry.id}
    found: str | None = None
    while isinstance(successor := entry.data.get("successor"), str) and successor in dataset.by_id and successor not in seen:
        seen.add(successor)
        found, entry = successor, dataset.by_id[successor]
    return found
