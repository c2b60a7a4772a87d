"""Properties as reports count by them: terms of a facet rolled up, the primary sector alone."""

from collections.abc import Mapping
from dataclasses import replace

from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.properties import Property, find_property
from alisei_cli.model.table import Words
from alisei_cli.nearest import hint

LEVELS = ("parents", "leaves")
"""Terms of the first level with all below them, or the terms as entries write them."""


def axis(name: str, context: Context, level: str = "parents") -> Property:
    """The property called ``name``, its values among those that are counted.

    The primary sector alone counts as sector, so that totals add up.

    Raises:
        UsageError: there is none; the nearest is named.
    """
    if level not in LEVELS:
        raise UsageError(_("{value} is not a level", value=level), hint(level, LEVELS))
    found = find_property(name, context)
    if found is None or name == "municipality":
        names = ["region", "area", "province", "status", "membership", "kind", *context.taxonomy.facets]
        raise UsageError(_("{name} is not something to count entries by", name=name), hint(name, names))
    return _count_terms(found, context, level == "parents") if found.name in context.taxonomy.facets else _count_known(found)


def _count_known(found: Property) -> Property:
    return replace(found, of=lambda entry: tuple(value for value in found.of(entry) if value in found.labels))


def _count_terms(found: Property, context: Context, is_rolled_up: bool) -> Property:
    codes = context.taxonomy.facets[found.name].terms
    top = {code: [code, *context.taxonomy.ancestors(code)][-1] if is_rolled_up else code for code in codes}
    labels: Mapping[str, Words] = {code: label for code, label in found.labels.items() if top[code] == code}
    routes = {route for schema in context.schemas.values() for route, bound in schema.facets if bound == found.name}
    is_primary = any(route[-1] == "primary" for route in routes)

    def of(entry: Entry) -> tuple[str, ...]:
        written = [entry.get("sector", "primary")] if is_primary else context.terms_of(entry, found.name)
        rolled = {top[code] for code in written if isinstance(code, str) and code in top}
        return tuple(code for code in labels if code in rolled) if len(rolled) > 1 else tuple(rolled)

    return replace(found, labels=labels, of=of)
