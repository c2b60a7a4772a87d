"""Every term is in the field of its own facet.

Why: a technology among the therapeutic areas is not found by people who search for the technology, and distorts the count of
areas.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
therapeutic_areas: [oncology, medical-imaging]
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
therapeutic_areas: [oncology]
technologies: [medical-imaging]
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.routes import generalise
from alisei_cli.model.source import Pointer, join_keys
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each value that is a term, but of another facet than its field asks for."""
    known, facets = context.taxonomy.terms, context.taxonomy.facets
    for term in entry.terms:
        pointer, name, value = term
        if value in known and name in facets and value not in facets[name].terms:
            here, other = facets[name], facets[known[value].facet]
            message = _("{value} is a term of {other}, not of {here}", value=value, other=other.labels, here=here.labels)
            yield Finding(pointer, message, *_remedy(entry, context, term, other.name))


def _remedy(entry: Entry, context: Context, term: tuple[Pointer, str, str], other: str) -> tuple[Text, Fix | None]:
    pointer, name, value = term
    here = context.taxonomy.facets[name].labels
    routes = [route for route, facet in context.schemas[entry.kind].facets if facet == other]
    if not routes:
        return _("Write a term of {here} instead, or delete {value}.", here=here, value=value), None
    field = join_keys(max(routes, key=lambda route: _count_common(route, pointer)))
    is_given = _is_given(entry, pointer, value, other)
    if is_given and not isinstance(pointer[-1], int):
        return _("Write a term of {here} here: the field {field} has {value} already.", here=here, field=field, value=value), None
    if is_given:
        help = _("Delete {value} here: the field {field} has it already.", value=value, field=field)
        return help, Fix(_("delete {value}", value=value), (Edit(pointer, op="delete"),), safe=True)
    return _("Move {value} to the field {field}, or write a term of {here} here.", value=value, field=field, here=here), None


def _count_common(route: Pointer, pointer: Pointer) -> int:
    """How many steps both share: an offer's technology belongs to the same offer's field."""
    steps = generalise(pointer)
    return next((n for n, (one, two) in enumerate(zip(route, steps, strict=False)) if one != two), len(steps))


def _is_given(entry: Entry, pointer: Pointer, value: str, facet: str) -> bool:
    block = pointer[:-2]
    return any(name == facet and said == value and place[: len(block)] == block for place, name, said in entry.terms)


RULE = Rule("ALI202", Severity.ERROR, check)
