"""No two bodies have the same VAT number, tax code, ROR, LEI, ISNI, Wikidata, PIC, NSIS or SRN code.

Why: such a code is given to one body only: where two entries have it, one body is entered twice, or one of the codes is
mistyped.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
identifiers: {vat: 00743110157}
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
identifiers: {vat: 00743110157}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
identifiers: {vat: 01114601006}
```
"""

from collections.abc import Iterator, Mapping

from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.schema import split_languages
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule

NAMES: Mapping[str, Text] = {
    "vat": _("VAT number"),
    "tax_code": _("tax code"),
    "ror": _("ROR address"),
    "lei": _("LEI code"),
    "isni": _("ISNI code"),
    "wikidata": _("Wikidata code"),
    "pic": _("PIC code"),
    "nsis": _("NSIS code"),
    "srn": _("SRN code"),
}


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each entry after the first with its codes; all shared codes are one finding."""
    pairs: dict[tuple[str, str], tuple[EntrySummary, EntrySummary]] = {}
    for (kind, _value), bearers in dataset.by_key.items():
        if kind != "host" and len(bearers) > 1:
            first, *others = dataset.distinct(bearers)
            for other in others:
                pairs.setdefault((other.path, first.path), (other, first))
    for summary, first in pairs.values():
        yield _finding(summary, first, dataset, context)


def _finding(summary: EntrySummary, first: EntrySummary, dataset: DatasetIndex, context: Context) -> Finding:
    shared = summary.shared(first)
    codes = [
        _("{kind} {value}", kind=_name(kind, summary, context), value=value.lower() if kind == "ror" else value)
        for kind, value, _at in shared
    ]
    if dataset.is_below(summary, {first.id}):
        help = _("{id} is part of {other}: delete the line here, the code belongs to the whole.", id=summary.id, other=first.id)
    elif dataset.is_below(first, {summary.id}):
        help = _(
            "{id} is part of {other}: if the code is that of the whole, delete it in {path}; if not, delete it here.",
            id=first.id,
            other=summary.id,
            path=first.path,
        )
    else:
        help = _("If both entries describe the same body, keep one of them. If not, correct the code where it is wrong.")
    places = {(kind, value): pointer for kind, value, pointer in first.keys}
    at: Pointer = shared[0][2]
    return Finding(
        at,
        _("{codes}: {name} ({id}) has the same", codes=codes, name=first.name, id=first.id),
        help,
        related=(Related(first.path, places[shared[0][:2]], _("here is the other one")),),
        path=summary.path,
    )


def _name(kind: str, summary: EntrySummary, context: Context) -> Text | Labels:
    """The name of an identifier in a sentence, else its title in the schema."""
    schema = context.schemas[summary.kind]
    routes = [route for route, name in schema.identifiers if name == kind]
    return NAMES.get(kind) or split_languages(schema.at(routes[0]).get("title") or kind)


RULE = Rule("ALI302", Severity.ERROR, check_dataset=check_dataset)
