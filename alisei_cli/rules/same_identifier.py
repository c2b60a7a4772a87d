"""No two bodies have the same VAT number, tax code, ROR, LEI, ISNI, Wikidata, PIC, NSIS or SRN code.

Why: such a code is given to one body only: where two entries have it, one body is entered twice, or one of the codes is
mistyped.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
identifiers: {vat: 00743110157}
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
names:
  - {value: Alfa Biotech, lang: it, kind: display}
head_office: {region: toscana, country: IT}
identifiers: {vat: 00743110157}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
identifiers: {vat: 00743110157}
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
names:
  - {value: Alfa Biotech, lang: it, kind: display}
head_office: {region: toscana, country: IT}
identifiers: {vat: 01114601006}
```
"""

from collections.abc import Iterator, Mapping

from alisei_cli.language import Labels, Text, _
from alisei_cli.model.census import Census, Facts
from alisei_cli.model.dataset import Law
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.schema import both
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule

NAMES: Mapping[str, Text] = {
    "vat": _("VAT number"),
    "tax_code": _("tax code"),
    "ror": _("ROR address"),
    "lei": _("LEI code"),
    "isni": _("ISNI code"),
    "wikidata": _("Wikidata code"),
    "pic": _("PIC code"),
    "nsis": _("NSIS code"),
    "srn": _("SRN code"),
}


def census(census: Census, law: Law) -> Iterator[Finding]:
    """Each entry after the first that bears a code of the first; all codes that the two share are one finding."""
    bearers: dict[tuple[str, str], list[Facts]] = {}
    for facts in census.facts:
        for kind, value, _pointer in facts.keys:
            if kind != "host":
                bearers.setdefault((kind, value), []).append(facts)
    pairs: dict[tuple[str, str], tuple[Facts, Facts]] = {}
    for group in bearers.values():
        if len(group) > 1:
            first, *others = census.distinct(group)
            for other in others:
                pairs.setdefault((other.path, first.path), (other, first))
    for facts, first in pairs.values():
        yield _finding(facts, first, census, law)


def _finding(facts: Facts, first: Facts, census: Census, law: Law) -> Finding:
    shared = facts.shared(first)
    codes = [
        _("{kind} {value}", kind=_name(kind, facts, law), value=value.lower() if kind == "ror" else value)
        for kind, value, _at in shared
    ]
    if census.is_below(facts, {first.id}):
        help = _("{id} is part of {other}: delete the line here, the code belongs to the whole.", id=facts.id, other=first.id)
    elif census.is_below(first, {facts.id}):
        help = _(
            "{id} is part of {other}: if the code is that of the whole, delete it in {path}; if not, delete it here.",
            id=first.id,
            other=facts.id,
            path=first.path,
        )
    else:
        help = _("If both entries describe the same body, keep one of them. If not, correct the code where it is wrong.")
    places = {(kind, value): pointer for kind, value, pointer in first.keys}
    at: Pointer = shared[0][2]
    return Finding(
        at,
        _("{codes}: {name} ({id}) has the same", codes=codes, name=first.name, id=first.id),
        help,
        related=(Related(first.path, places[shared[0][:2]], _("here is the first one")),),
        path=facts.path,
    )


def _name(kind: str, facts: Facts, law: Law) -> Text | Labels:
    """The name of an identifier in a sentence; of one that this rule does not know, the title in the schema."""
    schema = law.schemas[facts.kind]
    routes = [route for route, name in schema.identifiers if name == kind]
    return NAMES.get(kind) or both(schema.at(routes[0]).get("title") or kind)


RULE = Rule("ALI302", Severity.ERROR, census=census)
