"""Every entry that is referred to exists.

Why: a relation, a successor or a member that leads nowhere is lost for the network, and usually is a mistyped id.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: parent, target: fondazione-verde}
```
```fields registry/stakeholders/toscana/fondazione-verdi.yaml
relations:
  - {kind: child, target: istituto-rossi}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: parent, target: fondazione-verdi}
```
```fields registry/stakeholders/toscana/fondazione-verdi.yaml
```
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from alisei_cli.folding import fold_name
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule

MOST = 50
"""Most different ids for which a nearest one is looked for in one run: each search looks at every entry."""
LIKENESS = 70
"""Least similarity, of 100, that makes an id worth naming."""
SURE = 85
"""Least similarity, of 100, from which it was probably meant."""

Hit = tuple[str, str, float]
"""Id and name of an entry, and how like the word that was written, of 100."""


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each reference to an id that no file has; a file that cannot be read has the id of its name."""
    lost = [
        (summary, reference, context.schemas[summary.kind].targets(reference.pointer))
        for summary in dataset.summary
        for reference in summary.references
        if reference.target not in dataset.ids and reference.target.strip()
    ]
    if not lost:
        return
    asked = dict.fromkeys((kinds, reference.target) for _facts, reference, kinds in lost)
    shelves = {kinds: _Shelf(dataset, kinds) for kinds in {kinds for kinds, _target in asked}}
    near = {(kinds, target): shelves[kinds].nearest(target) for kinds, target in islice(asked, MOST)}
    for summary, reference, kinds in lost:
        found = [hit for hit in near.get((kinds, reference.target), ()) if hit[0] != summary.id]
        yield Finding(
            reference.pointer,
            _("there is no entry with the id {target}", target=reference.target),
            _help(found),
            Fix(_("write {id}", id=found[0][0]), (Edit(reference.pointer, found[0][0]),))
            if found and found[0][2] >= SURE
            else None,
            path=summary.path,
        )


def _help(found: Sequence[Hit]) -> Text:
    if not found:
        return _("Write the id of an entry, which is the name of its file without .yaml, or add the missing entry first.")
    described = [_("{id} ({name})", id=id_, name=name) for id_, name, _likeness in found]
    if found[0][2] >= SURE:
        return _("Write {first}. Nearest entries: {entries}.", first=found[0][0], entries=described)
    return _(
        "Write the id of an entry, which is the name of its file without .yaml, or add the missing entry first. Similar entries: {entries}.",
        entries=described,
    )


class _Shelf:
    """The ids and names that may have been meant, in one list to be searched at once."""

    def __init__(self, dataset: DatasetIndex, kinds: tuple[str, ...]) -> None:
        meant = [summary for summary in dataset.summary if summary.kind in kinds]
        self.titles = {summary.id: summary.name for summary in meant}
        words = {(summary.id.replace("-", " "), summary.id) for summary in meant}
        words |= {(name, summary.id) for summary in meant for _pointer, name in summary.names}
        words |= {(acronym, summary.id) for summary in meant for acronym in summary.acronyms}
        self.words = [word for word, _id in sorted(words)]
        self.ids = [id_ for _word, id_ in sorted(words)]

    def nearest(self, target: str) -> list[Hit]:
        """At most three entries, nearest first by id, name or acronym."""
        from rapidfuzz import fuzz, process  # loaded only once someone has mistyped something

        best: dict[str, float] = {}
        for wanted in sorted({target.replace("-", " "), fold_name(target)} - {""}):
            for _word, score, index in process.extract(wanted, self.words, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=12):
                id_ = self.ids[index]
                best[id_] = max(score, best.get(id_, 0.0))
        ranked = sorted(best, key=lambda id_: (-best[id_], id_))
        return [(id_, self.titles[id_], best[id_]) for id_ in ranked[:3]]


RULE = Rule("ALI305", Severity.ERROR, check_dataset=check_dataset)
