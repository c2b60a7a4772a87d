"""Every entry that another one names exists.

Why: a relation, a successor or a member that leads nowhere is lost for the network, and mostly is a mistyped id.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
relations:
  - {kind: parent, target: fondazione-verde}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
```yaml registry/stakeholders/toscana/fondazione-verdi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: fondazione-verdi
status: active
names:
  - {value: Fondazione Verdi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
relations:
  - {kind: child, target: istituto-rossi}
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
relations:
  - {kind: parent, target: fondazione-verdi}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
```yaml registry/stakeholders/toscana/fondazione-verdi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: fondazione-verdi
status: active
names:
  - {value: Fondazione Verdi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
relations:
  - {kind: child, target: istituto-rossi}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from alisei_cli.language import Text, _
from alisei_cli.model.census import Census, Reference
from alisei_cli.model.dataset import Law
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule

MOST = 50
"""Most different ids for which a nearest one is looked for in one run: each search looks at every entry."""
LIKENESS = 70
"""Least similarity, of 100, that makes an id worth suggesting."""


def census(census: Census, law: Law) -> Iterator[Finding]:
    """Each reference to an id that no file bears; a file that cannot be read bears the id of its name."""
    lost = [(facts, reference) for facts in census.facts for reference in facts.references if reference.target not in census.ids]
    if not lost:
        return
    asked = dict.fromkeys((_wants_group(reference), reference.target) for _facts, reference in lost)
    shelves = {wants: _Shelf(census, is_group=wants) for wants in {wants for wants, _target in asked}}
    near = {(wants, target): shelves[wants].nearest(target) for wants, target in islice(asked, MOST)}
    for facts, reference in lost:
        found = [hit for hit in near.get((_wants_group(reference), reference.target), ()) if hit[0] != facts.id]
        yield Finding(
            reference.pointer,
            _("there is no entry with the id {target}", target=reference.target),
            _help(found),
            Fix(_("write {id}", id=found[0][0]), (Edit(reference.pointer, found[0][0]),)) if found else None,
            path=facts.path,
        )


def _wants_group(reference: Reference) -> bool:
    return reference.field == "groups"


def _help(found: Sequence[tuple[str, str]]) -> Text:
    if not found:
        return _("Write the id of an entry, which is the name of its file without .yaml, or add the missing entry first.")
    described = [_("{id} ({name})", id=id_, name=name) for id_, name in found]
    return _("Write {first}. Nearest entries: {entries}.", first=found[0][0], entries=described)


class _Shelf:
    """The ids and names that may have been meant, in one list to be searched at once."""

    def __init__(self, census: Census, *, is_group: bool) -> None:
        meant = [facts for facts in census.facts if (facts.kind == "group") == is_group and facts.kind != "event"]
        self.titles = {facts.id: facts.name for facts in meant}
        words = {(facts.id.replace("-", " "), facts.id) for facts in meant}
        words |= {(name, facts.id) for facts in meant for _pointer, name in facts.names}
        self.words = [word for word, _id in sorted(words)]
        self.ids = [id_ for _word, id_ in sorted(words)]

    def nearest(self, target: str) -> list[tuple[str, str]]:
        """Id and name of at most three entries, nearest first by id or by name."""
        from rapidfuzz import fuzz, process  # loaded only once somebody has mistyped something

        wanted = target.replace("-", " ")
        hits = process.extract(wanted, self.words, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=12)
        best: dict[str, float] = {}
        for _word, score, index in hits:
            id_ = self.ids[index]
            best[id_] = max(score, best.get(id_, 0.0))
        ranked = sorted(best, key=lambda id_: (-best[id_], id_))
        return [(id_, self.titles[id_]) for id_ in ranked[:3]]


RULE = Rule("ALI305", Severity.ERROR, census=census)
