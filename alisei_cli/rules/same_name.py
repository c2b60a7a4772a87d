"""No two entries have the same name in the same place, or names that are the same but for order, language or a slip.

Why: two bodies called the same in one town are nearly always one body entered twice, and would be counted twice. Two that are two bodies all the same
stand in schema/not-duplicates.yaml with the reason; alisei duplicates finds what is less alike.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Istituto Rossi S.r.l., lang: it, kind: legal}
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
from functools import cache

from alisei_cli.language import _
from alisei_cli.likeness.score import SURE, Score, body_of, score
from alisei_cli.likeness.words import look_of, places_of
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.model.told_apart import FILE
from alisei_cli.rules._contract import Rule

Named = tuple[EntrySummary, Pointer, str]
"""An entry, the pointer of a name, and that name folded."""
Place = tuple[EntrySummary, Pointer]


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Find each entry that repeats a name in the same place.

    Events may share the name of their series. Bodies that are related to each other are known to be different.
    """
    places = cache(lambda: places_of(context.territory))
    pairs: dict[tuple[str, str], Finding] = {}
    for group in _groups(dataset):
        for name in dict.fromkeys(name for _summary, _pointer, name in group):
            for summary, pointer, first, place in _neighbours([each for each in group if each[2] == name], dataset):
                if _may_be_one(summary, first, dataset, context) and not _share_initials(summary, first, name):
                    pairs.setdefault((summary.path, first.path), _finding(summary, pointer, first, place))
        for summary, pointer, first, place in _neighbours(group, dataset):
            if (summary.path, first.path) not in pairs and _may_be_one(summary, first, dataset, context):
                found = score(body_of(summary, places()), body_of(first, places()))
                if found.points >= SURE:
                    pairs[summary.path, first.path] = _look_alike(summary, pointer, first, place, found)
    yield from pairs.values()


def _groups(dataset: DatasetIndex) -> Iterator[list[Named]]:
    """The entries of one kind that have a name of one look, each with the names of that look."""
    by_kind: dict[str, dict[int, list[EntrySummary]]] = {}
    for summary in dataset.summary:
        if summary.kind != "event" and summary.status != "merged":
            looks = by_kind.setdefault(summary.kind, {})
            for look in summary.looks:
                looks.setdefault(look, []).append(summary)
    for looks in by_kind.values():
        for look, group in looks.items():
            if len(group) > 1:
                yield [(each, pointer, name) for each in group for pointer, name in each.names if look_of(name) == look]


def _may_be_one(summary: EntrySummary, first: EntrySummary, dataset: DatasetIndex, context: Context) -> bool:
    """Whether neither a relation, a person nor another rule has said what two entries are."""
    is_said = summary.id == first.id or summary.shared(first) or context.apart.has(summary.id, first.id)
    return not is_said and not dataset.are_tied(summary, first)


def _share_initials(summary: EntrySummary, first: EntrySummary, name: str) -> bool:
    """Whether all that two entries share is an acronym, and they are not in one town."""
    return name in summary.acronyms and name in first.acronyms and not (summary.place and summary.place == first.place)


def _neighbours(group: list[Named], dataset: DatasetIndex) -> Iterator[tuple[EntrySummary, Pointer, EntrySummary, Pointer]]:
    """Each of ``group`` with the first one that may sit in its place; the better a place is known the sooner it comes.

    Of a changed and an unchanged entry, the unchanged one is the first.
    """
    in_town: dict[str, Place] = {}
    in_region: dict[str, Place] = {}
    anywhere: Place | None = None
    entries = {each[0].path: each[:2] for each in reversed(group)}  # one name may stand in one entry twice
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
        _("{name} ({id}) and {other_name} ({other}) have the same name, and may be one body", **_both(summary, first)),
        _(
            "If it is the same body, keep one entry. If not, add what distinguishes them to the name, give both the town of the head office, or write both ids with the reason into {file}.",
            file=FILE,
        ),
        related=(Related(first.path, place, _("here is the other one")),),
        path=summary.path,
    )


def _both(summary: EntrySummary, first: EntrySummary) -> dict[str, str]:
    """Names and ids of both by id: which entry came first, a whole dataset does not tell."""
    one, other = sorted((summary, first), key=lambda each: each.id)
    return {"name": one.name, "id": one.id, "other_name": other.name, "other": other.id}


def _look_alike(summary: EntrySummary, pointer: Pointer, first: EntrySummary, place: Pointer, found: Score) -> Finding:
    return Finding(
        pointer,
        _(
            "{name} ({id}) and {other_name} ({other}) look like one body: {reasons} ({points} points)",
            **_both(summary, first),
            reasons=[reason.words for reason in found.reasons if reason.points > 0],
            points=found.points,
        ),
        _(
            "If it is the same body, keep one entry. If not, write both ids with the reason into {file}, or join them by a relation.",
            file=FILE,
        ),
        related=(Related(first.path, place, _("here is the other one")),),
        path=summary.path,
    )


RULE = Rule("ALI304", Severity.WARNING, check_dataset=check_dataset, may_be_silenced=True)
