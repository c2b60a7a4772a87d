"""Every body has a website of its own.

Why: two bodies on one host are often one body entered twice, or one that was given the address of the other; parts of one body, joined by a relation of kind parent, may share it.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
website: https://www.istitutorossi.it/alfa
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
website: https://www.alfabiotech.it
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.rules._contract import Rule


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each entry after the first on a host, unless both are one family or body."""
    for (kind, host), guests in dataset.by_key.items():
        if kind == "host" and len(guests) > 1:
            first, *others = dataset.distinct(guests, is_one_family=True)
            for summary in others:
                is_said = summary.shared(first) or context.apart.has(summary.id, first.id)
                if not is_said and not _same_name(summary, first):
                    yield Finding(
                        ("website",),
                        _("the website {host} is also that of {name} ({id})", host=host, name=first.name, id=first.id),
                        _(
                            "If both are the same body, keep one entry; if one is part of the other, add a relation of kind parent; otherwise leave it."
                        ),
                        related=(Related(first.path, ("website",), _("here is the other one")),),
                        path=summary.path,
                    )


def _same_name(summary: EntrySummary, other: EntrySummary) -> bool:
    return summary.is_near(other) and not set(summary.looks).isdisjoint(other.looks)


RULE = Rule("ALI303", Severity.NOTE, check_dataset=check_dataset, may_be_silenced=True)
