"""A term that means the whole facet is given alone.

Why: `cross-area` says that no single area can be named; beside a named one it contradicts it.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
therapeutic_areas: [cross-area, oncology]
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
therapeutic_areas: [oncology]
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The first term of each list that excludes the others it stands with."""
    for choice in entry.choices:
        if len(choice.values) < 2 or choice.facet not in context.taxonomy.facets:
            continue
        terms = context.taxonomy.facets[choice.facet].terms
        known = [(pointer, value) for pointer, value in choice.values if value in terms]
        pointer, alone = next(((pointer, value) for pointer, value in known if terms[value].exclusive), ((), ""))
        others = list(dict.fromkeys(value for _pointer, value in known if value != alone))
        if pointer and others:
            yield Finding(
                pointer,
                _("{value} can only be used alone, but it is used together with {others}", value=alone, others=others),
                _("Delete {value}, or keep it and delete all the others.", value=alone),
                Fix(_("delete {value}", value=alone), (Edit(pointer, op="delete"),)),
            )


RULE = Rule("ALI207", Severity.ERROR, check)
