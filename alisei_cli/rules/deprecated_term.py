"""Every term is still in use.

Why: a term is deprecated when it proves unclear; entries that keep it would be counted apart from those that use its
replacement.

Wrong:
```terms taxonomy.yaml
drugs:
  labels: {it: Medicine, en: Drugs}
  deprecated: 2026-11-01
  replaced_by: pharma
```
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sector: {primary: drugs}
```

Right:
```terms taxonomy.yaml
```
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sector: {primary: pharma}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each term that has been given up, with the one that takes its place."""
    for pointer, name, value in entry.terms:
        facet = context.taxonomy.facets.get(name)
        term = facet.terms.get(value) if facet else None
        if facet is None or term is None or not term.deprecated:
            continue
        message = _("{value} is no longer in use since {date}", value=value, date=term.deprecated)
        heirs = context.taxonomy.successors(value)
        if not heirs:
            help = _("Write another term of {facet}. All: alisei taxonomy {name}", facet=facet.labels, name=name)
            yield Finding(pointer, message, help)
            continue
        if len(heirs) > 1:
            yield Finding(pointer, message, _("Write the one of {heirs} that fits; a person has to choose.", heirs=list(heirs)))
            continue
        heir = facet.terms[heirs[0]]
        if isinstance(pointer[-1], int) and any(
            place[:-1] == pointer[:-1] and said == heir.code for place, _n, said in entry.terms
        ):
            help = _("Delete {value}: its replacement, {heir}, is already there.", value=value, heir=heir.code)
            yield Finding(pointer, message, help, Fix(_("delete {value}", value=value), (Edit(pointer, op="delete"),), safe=True))
        else:
            help = _("Write {heir} ({label}) instead.", heir=heir.code, label=heir.labels)
            yield Finding(pointer, message, help, Fix(_("write {term}", term=heir.code), (Edit(pointer, heir.code),), safe=True))


RULE = Rule("ALI203", Severity.ERROR, check)
