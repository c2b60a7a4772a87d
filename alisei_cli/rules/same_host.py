"""Every body has a website of its own.

Why: two bodies on one host are often one body entered twice, or one that was given the address of the other; parts of one body, joined by a relation of kind parent, may share it.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
names:
  - {value: Alfa Biotech, lang: it, kind: display}
head_office: {region: toscana, country: IT}
website: https://www.istitutorossi.it/alfa
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
names:
  - {value: Alfa Biotech, lang: it, kind: display}
head_office: {region: toscana, country: IT}
website: https://www.alfabiotech.it
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.census import Census, Facts
from alisei_cli.model.dataset import Law
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.rules._contract import Rule


def census(census: Census, law: Law) -> Iterator[Finding]:
    """Each entry after the first on a host, unless both are of one family or another rule says that they are one body."""
    guests: dict[str, list[Facts]] = {}
    for facts in census.facts:
        for kind, value, _pointer in facts.keys:
            if kind == "host":
                guests.setdefault(value, []).append(facts)
    for host, group in guests.items():
        if len(group) > 1:
            first, *others = census.distinct(group, is_one_family=True)
            for facts in others:
                if not facts.shared(first) and not _same_name(facts, first):
                    yield Finding(
                        ("website",),
                        _("the website {host} is also that of {name} ({id})", host=host, name=first.name, id=first.id),
                        _(
                            "If both are the same body, keep one entry; if one is part of the other, add a relation of kind parent; otherwise leave it."
                        ),
                        related=(Related(first.path, ("website",), _("here is the first one")),),
                        path=facts.path,
                    )


def _same_name(facts: Facts, other: Facts) -> bool:
    names = {name for _pointer, name in other.names}
    return facts.is_near(other) and any(name in names for _pointer, name in facts.names)


RULE = Rule("ALI303", Severity.NOTE, census=census, may_be_silenced=True)
