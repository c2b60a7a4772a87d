"""Every deprecated term names its replacement.

Why: entries with the old term can move to the new one only if the taxonomy says which it is.

Wrong:
```terms taxonomy.yaml
drugs:
  labels: {it: Medicine, en: Drugs}
  deprecated: 2026-11-01
```

Right:
```terms taxonomy.yaml
drugs:
  labels: {it: Medicine, en: Drugs}
  deprecated: 2026-11-01
  replaced_by: pharma
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.model.taxonomy import Taxonomy, iterate_terms
from alisei_cli.nearest import find_nearest
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each deprecated term whose successor is missing, unknown, of another facet or out of use itself."""
    for pointer, facet, body in iterate_terms(entry.data):
        if not body.get("deprecated"):
            continue
        code, heir = str(pointer[-1]), body.get("replaced_by")
        current = [other for other, term in context.taxonomy.facets[facet].terms.items() if not term.deprecated]
        if heir is None:
            message = _("{code} is out of use, and no replacement is named", code=code)
            yield Finding(
                pointer, message, _("Add the line replaced_by: with the code of a term of {facet}.", facet=facet), at="block"
            )
            continue
        for place, named in _list_heirs((*pointer, "replaced_by"), heir):
            if named not in current and entry.is_sound(place):
                message = _explain_wrong(code, named, facet, context.taxonomy)
                near = find_nearest(named, current) or current[:3]
                help = _("Write the code of a term of {facet} that is in use, for example: {near}.", facet=facet, near=near)
                yield Finding(place, message, help)


def _list_heirs(pointer: Pointer, heir: object) -> Iterator[tuple[Pointer, str]]:
    """The successors, one or several, each with its place."""
    for place, named in enumerate(heir) if isinstance(heir, list) else [(None, heir)]:
        if isinstance(named, str):
            yield (*pointer, place) if place is not None else pointer, named


def _explain_wrong(code: str, heir: str, facet: str, taxonomy: Taxonomy) -> Text:
    if heir in taxonomy.facets[facet].terms:
        return _("{heir}, the replacement of {code}, is out of use itself", heir=heir, code=code)
    if heir in taxonomy.terms:
        other = taxonomy.terms[heir].facet
        return _("{heir}, the replacement of {code}, belongs to the facet {other}", heir=heir, code=code, other=other)
    return _("{heir}, the replacement of {code}, does not exist", heir=heir, code=code)


RULE = Rule("ALI223", Severity.ERROR, check, kinds=("taxonomy",))
