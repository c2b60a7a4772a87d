"""Each field is used only in entries of the types that it is meant for.

Why: a university has no company size, and a body that is not a member has no seat in the cluster: such a value is an error in
the field or in the type.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
type: university
head_office: {region: toscana, country: IT}
facts: {size: small}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
facts: {size: small}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Choice, Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import join_keys
from alisei_cli.model.taxonomy import Facet
from alisei_cli.rules._contract import Rule

TYPE = "stakeholder-type"
CONSTITUENCY = ("membership", "constituency")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each field whose facet does not apply to the entry's type, and a member's seat where there is no member."""
    kind = next((value for _pointer, facet, value in entry.terms if facet == TYPE), None)
    for choice in entry.choices:
        facet = context.taxonomy.facets.get(choice.facet)
        if facet is None or not (facet.applies_to or choice.field == CONSTITUENCY):
            continue
        if not any(value in facet.terms for _pointer, value in choice.values):
            continue
        if choice.field == CONSTITUENCY:
            yield from _report_not_member(entry, choice)
        elif facet.applies_to and kind in context.taxonomy.terms and not _applies(facet, str(kind), context):
            types = [context.taxonomy.label(code) for code in facet.applies_to]
            yield Finding(
                choice.field,
                _(
                    "{facet} is only for {types}, and the type of this entry is {type}",
                    facet=facet.labels,
                    types=types,
                    type=kind,
                ),
                _(
                    "Delete {field}, or correct the type if it is wrong: type: {right}",
                    field=join_keys(choice.field),
                    right=facet.applies_to[0],
                ),
                Fix(_("delete {value}", value=join_keys(choice.field)), (Edit(choice.field, op="delete"),)),
                at="key",
            )


def _applies(facet: Facet, kind: str, context: Context) -> bool:
    return any(context.taxonomy.covers(general, kind) or general not in context.taxonomy.terms for general in facet.applies_to)


def _report_not_member(entry: Entry, choice: Choice) -> Iterator[Finding]:
    if entry.get("membership", "status") == "none":  # a former member had one, in the years that the entry tells
        yield Finding(
            choice.field,
            _("only members have a {field}, and this entry says that the body is no member", field="constituency"),
            _("Delete {field}, or write status: member (or former) if the body is one (or was).", field="constituency"),
            Fix(_("delete {value}", value="constituency"), (Edit(choice.field, op="delete"),)),
            at="key",
        )


RULE = Rule("ALI206", Severity.ERROR, check)
