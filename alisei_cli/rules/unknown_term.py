"""Every value of a facet is a term of the taxonomy.

Why: a word that nobody defined cannot be counted, searched or matched; two spellings of one thing would be two things.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sector: {primary: farmaceutica}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sector: {primary: pharma}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Census, Law
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.taxonomy import Facet, Term
from alisei_cli.nearest import nearest_by
from alisei_cli.rules._contract import Rule


def census(census: Census, law: Law) -> Iterator[Finding]:
    """Each value bound to a facet that no facet knows."""
    if not law.taxonomy.terms:  # taxonomy.yaml itself cannot be read, and says so
        return
    for facts in census.facts:
        for pointer, name, value in facts.terms:
            if value not in law.taxonomy.terms and name in law.taxonomy.facets:
                facet = law.taxonomy.facets[name]
                near = suggestions(value, facet)
                yield Finding(
                    pointer,
                    _("{value} is not a term of {facet}", value=value, facet=facet.labels),
                    _help(near, facet, census),
                    Fix(_("write {term}", term=near[0].code), (Edit(pointer, near[0].code),)) if near else None,
                    path=facts.path,
                )


def suggestions(value: str, facet: Facet) -> list[Term]:
    """Terms of ``facet`` nearest to ``value``: by code, by label and by synonym, in both languages."""
    current = {code: term for code, term in facet.terms.items() if not term.deprecated}
    spellings = {code: (code, term.labels.it, term.labels.en, *term.synonyms) for code, term in current.items()}
    return [current[code] for code in nearest_by(value, spellings)]


def _help(near: list[Term], facet: Facet, census: Census) -> Text:
    if not near:
        some = sorted(facet.terms, key=lambda code: (-census.usage[code], code))[:8]
        return _("Choose a term of this list, for example: {terms}. All: alisei taxonomy {facet}", terms=some, facet=facet.name)
    described = [
        _("{code} ({label}; used by {n} entries)", code=term.code, label=term.labels, n=census.usage[term.code])
        for term in near
    ]
    return _("Write {first}. Nearest terms: {terms}.", first=near[0].code, terms=described)


RULE = Rule("ALI201", Severity.ERROR, census=census)
