"""Every parent is a term of the same facet.

Why: a term below one that does not exist would be missing from every total of its branch.

Wrong:
```terms taxonomy.yaml
vaccines:
  labels: {it: Vaccini, en: Vaccines}
  parent: farma
```

Right:
```terms taxonomy.yaml
vaccines:
  labels: {it: Vaccini, en: Vaccines}
  parent: pharma
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.taxonomy import iterate_terms
from alisei_cli.nearest import find_nearest
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each parent that its facet does not know."""
    for pointer, facet, body in iterate_terms(entry.data):
        parent, place = body.get("parent"), (*pointer, "parent")
        known = context.taxonomy.facets[facet].terms
        if not isinstance(parent, str) or parent in known or not entry.is_sound(place):
            continue
        other = context.taxonomy.terms.get(parent)
        message: Text
        if other:
            message = _(
                "the parent {parent} is a term of the facet {other}, not of {facet}",
                parent=parent,
                other=other.facet,
                facet=facet,
            )
        else:
            message = _("there is no term {parent} to be the parent of {code}", parent=parent, code=pointer[-1])
        near = find_nearest(parent, [code for code in known if code != pointer[-1]])
        if near:
            help = _("Write one of these: {near}.", near=near)
            yield Finding(place, message, help, Fix(_("write {term}", term=near[0]), (Edit(place, near[0]),)))
        else:
            yield Finding(
                place,
                message,
                _("Write the code of a term of {facet}, or delete the line if the term is at the top.", facet=facet),
            )


RULE = Rule("ALI221", Severity.ERROR, check, kinds=("taxonomy",))
