"""Every relation is in both entries.

Why: readers of the other entry see the relation only if it is there too; the other entry may belong to someone else, so this is
a note and not an error.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: parent, target: fondazione-verdi}
```
```fields registry/stakeholders/toscana/fondazione-verdi.yaml
names:
  - {value: Fondazione Verdi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: parent, target: fondazione-verdi}
```
```fields registry/stakeholders/toscana/fondazione-verdi.yaml
names:
  - {value: Fondazione Verdi, lang: it, kind: display}
head_office: {region: toscana, country: IT}
relations:
  - {kind: child, target: istituto-rossi}
```
"""

from collections.abc import Iterator, Mapping

from alisei_cli.language import _
from alisei_cli.model.census import Census, Facts
from alisei_cli.model.dataset import Law, stem_of
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.references import Reference
from alisei_cli.rules._contract import Rule

OTHER_HALF: Mapping[str, str] = {
    "parent": "child",
    "child": "parent",
    "predecessor": "successor",
    "successor": "predecessor",
    "related": "related",
    "member-of": "has-member",
    "has-member": "member-of",
    "spin-off-of": "has-spin-off",
    "has-spin-off": "spin-off-of",
}
CHAINS = ("parent", "child", "predecessor", "successor")
"""Kinds that cannot hold both ways: there parent-cycle speaks."""


def census(census: Census, law: Law) -> Iterator[Finding]:
    """Each relation whose target, an entry that can be read, does not tell of it."""
    said = {
        (facts.id, reference.relation, reference.target)
        for facts in census.facts
        for reference in facts.references
        if reference.relation
    }
    said |= {(facts.id, "successor", facts.successor.target) for facts in census.facts if facts.successor}
    kinds = {facts.id: facts.kind for facts in census.facts}
    lost = {
        (id_, kind) for id_, kind, target in said if target == id_ or kinds.get(target, "") != kinds[id_]
    }  # reported already: the other half may be this one, mistyped
    for facts in census.facts:
        if facts.id != stem_of(facts.path):  # nobody knows whom the others mean
            continue
        for reference in facts.references:
            kind, target = reference.relation, reference.target
            half = OTHER_HALF.get(kind)
            if half is None or target == facts.id or target not in census.by_id:
                continue
            owner = census.by_id[target][0]
            is_contrary = kind in CHAINS and (target, kind, facts.id) in said
            if (
                owner.kind == facts.kind
                and not owner.is_partial
                and owner.id == stem_of(owner.path)
                and (target, half, facts.id) not in said
                and (target, half) not in lost
                and not is_contrary
            ):
                yield _finding(facts, reference, owner, half)


def _finding(facts: Facts, reference: Reference, owner: Facts, half: str) -> Finding:
    line = f"- {{kind: {half}, target: {facts.id}{reference.dates}}}"
    if any(other.field == "relations" for other in owner.references):
        help = _("Add to {path}, under relations:, the line {line}", path=owner.path, line=line)
    else:
        help = _(
            "Add to {path}, above the first of contact:, maintainers:, verified: and sources:, a line relations: and below it the line {line}",
            path=owner.path,
            line=line,
        )
    return Finding(
        reference.pointer,
        _("the entry of {name} ({id}) does not have this relation", name=owner.name, id=owner.id),
        help,
        related=(Related(owner.path, ("relations",), _("here the other half is missing"), at="key"),),
        path=facts.path,
    )


RULE = Rule("ALI306", Severity.NOTE, census=census, may_be_silenced=True)
