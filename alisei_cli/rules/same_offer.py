"""An offer or need is in one entry only.

Why: an offer or need that was copied with the rest of an entry is shown for a body that never made it, and counts twice.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
offers:
  - {id: camera-bianca, kind: laboratory-access, summary: {it: Una camera bianca di duecento metri quadrati per terapie cellulari.}}
```
```fields registry/stakeholders/lazio/laboratori-verdi.yaml
offers:
  - {id: camera-bianca, kind: laboratory-access, summary: {it: Una camera bianca di duecento metri quadrati per terapie cellulari.}}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
```
```fields registry/stakeholders/lazio/laboratori-verdi.yaml
offers:
  - {id: analisi-proteine, kind: laboratory-access, summary: {it: Un laboratorio per l'analisi delle proteine con spettrometri di massa.}}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.groups import group
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Find each offer or need whose text is in an earlier entry.

    Merged entries do not count, because their successor keeps the text.
    """
    bearers = group(
        (text, (summary, pointer, published))
        for summary in dataset.ranked
        if summary.status != "merged"
        for pointer, text, published in summary.offers
    )
    for same in bearers.values():
        (other, place, _published), *others = _sort_oldest_first(same, dataset)
        for summary, pointer, _published in others:
            if other.id != summary.id:
                yield Finding(
                    pointer,
                    _("{name} ({id}) has this offer or need too, in the same words", name=other.name, id=other.id),
                    _(
                        "Delete it here if it was copied; if both bodies really offer it, say in each text how it differs from the other."
                    ),
                    related=(Related(other.path, place, _("here is the other one")),),
                    path=summary.path,
                )


def _sort_oldest_first(
    group: list[tuple[EntrySummary, Pointer, str]], dataset: DatasetIndex
) -> list[tuple[EntrySummary, Pointer, str]]:
    """``group`` by the day of publication where each has one, changed entries still last."""
    if len(group) == 1 or not all(published for _facts, _pointer, published in group):
        return group
    return sorted(group, key=lambda each: (each[0].path in dataset.changed, each[2]))


RULE = Rule("ALI313", Severity.WARNING, check_dataset=check_dataset)
