"""Every value of a facet is a term of the taxonomy.

Why: a word without a definition cannot be counted, searched or matched; two spellings of one thing would be two things.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sector: {primary: farmaceutica}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sector: {primary: pharma}
```
"""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from alisei_cli.folding import fold
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer, join_keys
from alisei_cli.model.taxonomy import Facet
from alisei_cli.nearest import Match, matches
from alisei_cli.rules._asides import find_comment, split_comment
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._fields import key_of, write_value
from alisei_cli.rules._remedies import find_list_beside
from alisei_cli.rules._terms import map_spellings, split_terms
from alisei_cli.rules._wording import placeholder

MOST = 300
"""Most different words for which a suggestion is looked for in one run; no one mistypes more, and a search takes milliseconds."""
EXAMPLES = 8
"""Terms that are named where none is near."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Find each value with a comment in it or with several terms.

    The remedy depends on the line only.
    """
    known, facets = context.taxonomy.terms, context.taxonomy.facets
    for pointer, name, value in entry.terms:
        if value not in known and name in facets and _is_of_line(value, facets[name]):
            said = find_comment(entry, pointer, value, partial(_find_called, facets[name]))
            yield said or _report_several(entry, context.schemas[entry.kind], pointer, value, facets[name])


def _is_of_line(value: str, facet: Facet) -> bool:
    """Whether ``check`` reports ``value``, so that ``census`` can skip it."""
    found = split_comment(value)
    return bool(found and fold(found["value"]) in map_spellings(facet)) or bool(split_terms(value, facet))


def _find_called(facet: Facet, head: str) -> str | None:
    return map_spellings(facet).get(fold(head))


def _report_several(entry: Entry, schema: Schema, pointer: Pointer, value: str, facet: Facet) -> Finding:
    codes = split_terms(value, facet)
    message = _("{value} is not a term of {facet}", value=value, facet=facet.labels)
    if not isinstance(pointer[-1], int):
        beside = find_list_beside(schema, pointer)
        help = _("Only one term goes here: choose one of {terms}.", terms=codes)
        said = _("{said} The others belong in the list {key}.", said=help, key=beside) if beside else help
        return Finding(pointer, message, said)
    if entry.source.lines[entry.source.span(pointer).line - 1].lstrip().startswith("- "):
        return Finding(pointer, message, _("Write each on a line of its own, with a hyphen before it: {terms}", terms=codes))
    listed = entry.get(*pointer[:-1])
    whole = list(dict.fromkeys(code for item in listed for code in (codes if item == value else [item])))
    fix = Fix(_("separate the items by commas"), (Edit(pointer[:-1], whole),))
    return Finding(
        pointer, message, _("Separate the items with commas: {line}", line=f"{key_of(pointer)}: {write_value(whole)}"), fix
    )


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each value bound to a facet that no facet knows."""
    known, facets = context.taxonomy.terms, context.taxonomy.facets
    if not known:  # taxonomy.yaml itself cannot be read, and says so
        return
    unknown = [
        (summary, pointer, facets[name], value)
        for summary in dataset.summary
        for pointer, name, value in summary.terms
        if value not in known and name in facets
    ]
    of_line = {
        (facet.name, value): _is_of_line(value, facet)
        for facet, value in {(each[2].name, each[3]): each[2:] for each in unknown}.values()
    }
    unknown = [each for each in unknown if not of_line[each[2].name, each[3]]]
    asked = dict.fromkeys((facet.name, value) for _facts, _pointer, facet, value in unknown)
    usual = {name: _list_usual(facets[name], dataset) for name in {name for name, _value in asked}}
    meant = {(name, value): _find_meant(value, facets[name], context) for name, value in islice(asked, MOST)}
    for summary, pointer, facet, value in unknown:
        if _holds_a_place(value, pointer, summary, context):
            yield Finding(
                pointer,
                _("{text} is only a placeholder", text=value.strip()),
                _("Delete it: unknown values are left out."),
                Fix(_("delete {value}", value=value), (Edit(pointer, op="delete"),)),
                path=summary.path,
            )
            continue
        found = meant.get((facet.name, value), [])
        yield Finding(
            pointer,
            _("{value} is not a term of {facet}", value=value, facet=facet.labels),
            _help(found, facet, summary, dataset, context) or _choose(facet, usual[facet.name]),
            _fix(value, found, pointer, facet, summary),
            path=summary.path,
        )


def _holds_a_place(value: str, pointer: Pointer, summary: EntrySummary, context: Context) -> bool:
    """Whether ``value`` is a placeholder where nothing need be: ``n.d.`` in a list."""
    if placeholder(value) != value.strip():
        return False
    schema = context.schemas[summary.kind]
    return isinstance(pointer[-1], int) or pointer[-1] not in schema.at(pointer[:-1]).get("required", ())


def _find_meant(value: str, facet: Facet, context: Context) -> list[Match]:
    """Terms of ``facet`` nearest to ``value``; if there are none, the one term of another facet that is called so."""
    near = matches(value, facet.spellings())
    if near:
        return near
    others = [other for other in context.taxonomy.facets.values() if other.name != facet.name]
    exact = [Match(code, value, 100, is_exact=True) for other in others for code in other.meanings(value)]
    return exact if len(exact) == 1 else []


def _fix(value: str, found: list[Match], pointer: Pointer, facet: Facet, summary: EntrySummary) -> Fix | None:
    if not found or found[0].key not in facet.terms:
        return None
    is_certain = [match.is_exact for match in found].count(True) == 1
    code = found[0].key
    if isinstance(pointer[-1], int) and any(said == code and place[:-1] == pointer[:-1] for place, _facet, said in summary.terms):
        return Fix(
            _("delete {value}: {term} is given already", value=value, term=code), (Edit(pointer, op="delete"),), safe=is_certain
        )
    return Fix(_("write {term}", term=code), (Edit(pointer, code),), safe=is_certain)


def _list_usual(facet: Facet, dataset: DatasetIndex) -> list[str]:
    """The terms of ``facet`` that entries use most."""
    current = [code for code, term in facet.terms.items() if not term.deprecated]
    return sorted(current, key=lambda code: (-dataset.usage[code], code))[:EXAMPLES]


def _choose(facet: Facet, some: list[str]) -> Text:
    return _("Choose a term of this list, for example: {terms}. All: alisei taxonomy {facet}", terms=some, facet=facet.name)


def _help(found: list[Match], facet: Facet, summary: EntrySummary, dataset: DatasetIndex, context: Context) -> Text | None:
    """Help with the terms that were probably meant, if any."""
    if found and found[0].key in facet.terms:
        described = [_describe_match(match, facet, dataset) for match in found]
        return _("Write {first}. Nearest terms: {terms}.", first=found[0].key, terms=described)
    if found:
        code = found[0].key
        other = context.taxonomy.terms[code].facet
        field = next((join_keys(route) for route, name in context.schemas[summary.kind].facets if name == other), None)
        if field:
            return _(
                "Write {code} in the field {field}, and delete {value} here.", code=code, field=field, value=found[0].spelling
            )
    return None


def _describe_match(match: Match, facet: Facet, dataset: DatasetIndex) -> Text:
    term = facet.terms[match.key]
    n = dataset.usage[match.key]
    if match.spelling in (term.code, term.labels.it, term.labels.en):
        return _n(
            "{code} ({label}; used by {n} entry)", "{code} ({label}; used by {n} entries)", code=term.code, label=term.labels, n=n
        )
    return _n(
        '{code} ({label}; because of "{spelling}"; used by {n} entry)',
        '{code} ({label}; because of "{spelling}"; used by {n} entries)',
        code=term.code,
        label=term.labels,
        spelling=match.spelling,
        n=n,
    )


RULE = Rule("ALI201", Severity.ERROR, check, check_dataset=check_dataset)
