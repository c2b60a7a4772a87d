"""Of a term and one below it, only the more precise one is given.

Why: a term covers everything below it, so the general one adds nothing, and one body would be counted on two levels of the same
facet.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
therapeutic_areas: [oncology, solid-tumours]
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
therapeutic_areas: [solid-tumours]
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.groups import group
from alisei_cli.model.source import Pointer, field_of, join_keys
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each term that stands above another one of the same list, or of the same pair of primary and secondary."""
    for choice in entry.choices:
        if len(choice.values) < 2 or choice.facet not in context.taxonomy.facets:
            continue
        terms = context.taxonomy.facets[choice.facet].terms
        places = {value: pointer for pointer, value in reversed(choice.values) if value in terms}
        if context.taxonomy.above.isdisjoint(places):
            continue
        ordered = sorted(places)
        below = group((above, code) for code in ordered for above in context.taxonomy.ancestors(code) if above in places)
        for parent, children in below.items():
            message = _n(
                "{parent} is given together with {children}, which is part of it",
                "{parent} is given together with {children}, which are parts of it",
                parent=parent,
                children=children,
                n=len(children),
            )
            yield Finding(places[parent], message, *_remedy(parent, places[parent], children[0], places[children[0]]))


def _remedy(parent: str, at: Pointer, child: str, below: Pointer) -> tuple[Text, Fix]:
    if isinstance(at[-1], int):
        help = _("Delete {parent}: {child} is more precise.", parent=parent, child=child)
        return help, Fix(_("delete {value}", value=parent), (Edit(at, op="delete"),))
    field, other = join_keys(at), join_keys(field_of(below))
    help = _("Write {child} as {field}, and delete it from {other}.", child=child, field=field, other=other)
    return help, Fix(_("write {term}", term=child), (Edit(at, child), Edit(below, op="delete")))


RULE = Rule("ALI204", Severity.ERROR, check)
