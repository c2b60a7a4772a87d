"""No two entries have the same name in the same place.

Why: two bodies called the same in one town are nearly always one body entered twice, and would be counted twice.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Istituto Rossi S.r.l., lang: it, kind: display}
head_office: {municipality: Siena, province: SI, region: toscana, country: IT}
```
```fields registry/stakeholders/toscana/istituto-rossi-siena.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
head_office: {municipality: Siena, province: SI, region: toscana, country: IT}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
```
```fields registry/stakeholders/toscana/istituto-rossi-pisa.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
head_office: {municipality: Pisa, province: PI, region: toscana, country: IT}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Find each entry that repeats a name in the same place.

    Events may share the name of their series. Bodies that are related to each other are known to be different.
    """
    named: dict[tuple[str, str], list[tuple[EntrySummary, Pointer]]] = {}
    for summary in dataset.summary:
        if summary.kind != "event" and summary.status != "merged":
            for pointer, name in summary.names:
                named.setdefault((summary.kind, name), []).append((summary, pointer))
    pairs: dict[tuple[str, str], Finding] = {}
    for (_kind, name), group in named.items():
        if len(group) > 1:
            for summary, pointer, first, place in _neighbours(group, dataset):
                if summary.id != first.id and not summary.shared(first) and not _are_two(summary, first, name):
                    pairs.setdefault((summary.path, first.path), _finding(summary, pointer, first, place))
    yield from pairs.values()


def _are_two(summary: EntrySummary, first: EntrySummary, name: str) -> bool:
    """Whether both are certainly different bodies.

    They are if they are related, or share initials only and are in different towns.
    """
    if any(each.target == first.id for each in summary.references) or any(each.target == summary.id for each in first.references):
        return True
    return name in summary.acronyms and name in first.acronyms and not (summary.place and summary.place == first.place)


def _neighbours(
    group: list[tuple[EntrySummary, Pointer]], dataset: DatasetIndex
) -> Iterator[tuple[EntrySummary, Pointer, EntrySummary, Pointer]]:
    """Each of ``group`` with the first one that may sit in its place; the better a place is known the sooner it comes.

    Of a changed and an unchanged entry, the unchanged one is the first.
    """
    in_town: dict[str, tuple[EntrySummary, Pointer]] = {}
    in_region: dict[str, tuple[EntrySummary, Pointer]] = {}
    anywhere: tuple[EntrySummary, Pointer] | None = None
    entries = {pair[0].path: pair for pair in reversed(group)}  # one name may stand in one entry twice
    for here in sorted(entries.values(), key=lambda pair: (not pair[0].place, not pair[0].region, *dataset.rank(pair[0]))):
        summary = here[0]
        if summary.place:
            first = in_town.setdefault(summary.place, here)
        elif summary.region:
            first = in_region.get(summary.region, here)
        else:
            first = anywhere or here
        in_region.setdefault(summary.region, here)
        anywhere = anywhere or here
        if first is not here:
            is_older = summary.path not in dataset.changed and first[0].path in dataset.changed
            yield (*first, *here) if is_older else (*here, *first)


def _finding(summary: EntrySummary, pointer: Pointer, first: EntrySummary, place: Pointer) -> Finding:
    return Finding(
        pointer,
        _("{name} ({id}) has the same name, and may be the same body", name=first.name, id=first.id),
        _(
            "If it is the same body, keep one entry. If not, add what distinguishes them to the name, or give both the town of the head office."
        ),
        related=(Related(first.path, place, _("here is the first one")),),
        path=summary.path,
    )


RULE = Rule("ALI304", Severity.WARNING, check_dataset=check_dataset, may_be_silenced=True)
