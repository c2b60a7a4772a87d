"""Every code belongs to one facet only.

Why: a code alone must find its term, in searches, in exports, in messages; a code in two facets means two things.

Wrong:
```yaml taxonomy.yaml
# yaml-language-server: $schema=schema/taxonomy.schema.json
version: 1.0.0
facets:
  sector:
    labels: {it: Settore, en: Sector}
    terms:
      pharma:
        labels: {it: Farmaceutico, en: Pharmaceuticals}
      vaccines:
        labels: {it: Vaccini, en: Vaccines}
  technology:
    labels: {it: Tecnologia, en: Technology}
    terms:
      vaccines:
        labels: {it: Piattaforme vaccinali, en: Vaccine platforms}
```

Right:
```yaml taxonomy.yaml
# yaml-language-server: $schema=schema/taxonomy.schema.json
version: 1.0.0
facets:
  sector:
    labels: {it: Settore, en: Sector}
    terms:
      pharma:
        labels: {it: Farmaceutico, en: Pharmaceuticals}
      vaccines:
        labels: {it: Vaccini, en: Vaccines}
  technology:
    labels: {it: Tecnologia, en: Technology}
    terms:
      vaccine-platforms:
        labels: {it: Piattaforme vaccinali, en: Vaccine platforms}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.taxonomy import iterate_terms
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each code that an earlier facet has already."""
    first: dict[str, tuple[str, tuple[str | int, ...]]] = {}
    for pointer, facet, _body in iterate_terms(entry.data):
        code = str(pointer[-1])
        owner, place = first.setdefault(code, (facet, pointer))
        if owner != facet:
            yield Finding(
                pointer,
                _("the code {code} belongs to the facet {facet} already", code=code, facet=owner),
                _("Give this term another code that no facet uses: for example {code}-{facet}", code=code, facet=facet),
                related=(Related(entry.path, place, _("here is the first one"), at="key"),),
                at="key",
            )


RULE = Rule("ALI220", Severity.ERROR, check, kinds=("taxonomy",))
