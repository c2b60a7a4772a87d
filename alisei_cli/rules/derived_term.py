"""A term is derived only from terms of other facets that are in use.

Why: reports count by that table; a code that does not exist, or is no longer used, would find no entry, and the count would be too low.

Wrong:
```yaml taxonomy.yaml
# yaml-language-server: $schema=schema/taxonomy.schema.json
version: 1.0.0
facets:
  sector:
    labels: {it: Settore, en: Sector}
    terms:
      nutraceuticals:
        labels: {it: Nutraceutica, en: Nutraceuticals}
  trajectory:
    labels: {it: Traiettoria, en: Trajectory}
    derived_from:
      functional-foods-line: [nutraceutical]
    terms:
      functional-foods-line:
        labels: {it: Alimenti funzionali, en: Functional foods}
```

Right:
```yaml taxonomy.yaml
# yaml-language-server: $schema=schema/taxonomy.schema.json
version: 1.0.0
facets:
  sector:
    labels: {it: Settore, en: Sector}
    terms:
      nutraceuticals:
        labels: {it: Nutraceutica, en: Nutraceuticals}
  trajectory:
    labels: {it: Traiettoria, en: Trajectory}
    derived_from:
      functional-foods-line: [nutraceuticals]
    terms:
      functional-foods-line:
        labels: {it: Alimenti funzionali, en: Functional foods}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.nearest import find_nearest
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each key of a table that is no term of its facet, and each code in it that is no term in use of another one."""
    facets = context.taxonomy.facets
    for name, facet in facets.items():
        for code, found in facet.derived_from.items():
            place = ("facets", name, "derived_from", code)
            if code not in facet.terms:
                said = _("{code} is not a term of the facet {facet}, so nothing is counted under it", code=code, facet=name)
                yield Finding(place, said, _suggest(find_nearest(code, facet.terms)), at="key")
            for number, each in enumerate(found):
                term = context.taxonomy.terms.get(each)
                if term is None or term.facet == name or term.deprecated:
                    yield _find_fault(each, name, (*place, number), context)


def _find_fault(code: str, facet: str, place: tuple[str | int, ...], context: Context) -> Finding:
    term = context.taxonomy.terms.get(code)
    if term is None:
        near = find_nearest(code, context.taxonomy.terms)
        fix = Fix(_("write {term}", term=near[0]), (Edit(place, near[0]),)) if near else None
        return Finding(place, _("there is no term {code} to derive anything from", code=code), _suggest(near), fix)
    if term.facet == facet:
        said = _("{code} is a term of the facet {facet} itself, and entries state it there", code=code, facet=facet)
        return Finding(place, said, _("Write a term of another facet, or delete it."))
    near = [term.replaced_by] if term.replaced_by and term.replaced_by in context.taxonomy.terms else []
    return Finding(place, _("the term {code} is no longer used, so no entry has it", code=code), _suggest(near))


def _suggest(near: list[str]) -> Text:
    if near:
        return _("Write one of these: {near}.", near=near)
    return _("Write the code of a term in use, or delete it.")


RULE = Rule("ALI446", Severity.ERROR, check, kinds=("taxonomy",))
