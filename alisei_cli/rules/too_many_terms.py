"""No field has more terms than its facet allows.

Why: ticking everything says nothing: with a limit, the entry says what the body mainly does.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sector: {primary: pharma, secondary: [biotech, medical-devices, digital-health, nutraceuticals]}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sector: {primary: pharma, secondary: [biotech, medical-devices, digital-health]}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.source import Pointer, field_of, join_keys
from alisei_cli.model.taxonomy import Facet
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each list with too many terms, at the first one too many; what stands twice counts once."""
    said = {violation.pointer for violation in entry.violations if violation.keyword == "maxItems"}
    for choice in entry.choices:
        facet = context.taxonomy.facets.get(choice.facet)
        limits = [limit for limit in (facet.max, facet.secondary) if limit is not None] if facet else []
        if facet is None or not limits or len(choice.values) <= min(limits):
            continue
        lists: dict[Pointer, dict[str, Pointer]] = {}
        for pointer, value in choice.values:
            if isinstance(pointer[-1], int):
                lists.setdefault(field_of(pointer), {}).setdefault(value, pointer)
        for field, values in lists.items():
            limit = _limit(field, facet)
            if limit is not None and len(values) > limit and field not in said:
                yield Finding(
                    list(values.values())[limit],
                    _(
                        "{field} has {number} terms, and only {limit} are allowed",
                        field=join_keys(field),
                        number=len(values),
                        limit=limit,
                    ),
                    _("Keep the {limit} most important ones and delete the others.", limit=limit),
                )


def _limit(field: Pointer, facet: Facet) -> int | None:
    return facet.secondary if field[-1] == "secondary" and facet.secondary is not None else facet.max


RULE = Rule("ALI205", Severity.ERROR, check)
