"""Every field with a fixed list of values has one of them.

Why: a value that is not on the list, such as ``chiuso`` for ``inactive``, is counted nowhere and found by no one.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
status: attivo
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.nearest import find_nearest_by
from alisei_cli.rules._asides import find_comment, keep_if_allowed
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._fields import MANY, key_of, write_value
from alisei_cli.rules._remedies import list_values, meanings

_SAID: dict[str, tuple[str, ...]] = {
    "active": ("attivo", "attiva", "in attività", "aperto"),
    "inactive": ("inattivo", "inattiva", "cessato", "cessata", "chiuso", "chiusa", "non attivo", "liquidazione", "closed"),
    "merged": ("fuso", "fusa", "fusione", "incorporata", "confluita"),
    "withdrawn": ("ritirato", "ritirata"),
    "legal": ("legale", "denominazione", "ragione sociale"),
    "display": ("da mostrare",),
    "acronym": ("acronimo", "sigla"),
    "alias": ("altro nome",),
    "former": ("precedente", "vecchio nome", "ex", "già socio", "ex socio"),
    "member": ("socio", "socia", "membro"),
    "none": ("non socio", "non socia"),
    "parent": ("madre", "ente di appartenenza", "controllante", "parte di", "part of"),
    "child": ("figlia", "controllata", "unità"),
    "predecessor": ("predecessore",),
    "successor": ("successore",),
    "related": ("collegato", "collegata", "affine"),
    "member-of": ("socio di", "socia di", "membro di", "aderisce a"),
    "has-member": ("ha come socio", "soci", "ha soci"),
    "spin-off-of": ("spin off di",),
    "has-spin-off": ("ha come spin off",),
    "organisation": ("organizzazione", "ente", "azienda"),
    "secretariat": ("segreteria",),
    "p-a-trento": ("trentino", "trento"),
    "p-a-bolzano": ("alto adige", "südtirol", "bolzano"),
}
"""What people write for values whose meaning the schema tells in a whole sentence; for the others their labels will do."""

_TWO_REGIONS = "trentino alto adige"
_THE_TWO = {"TN": "p-a-trento", "BZ": "p-a-bolzano"}
"""The registry, as ISTAT's maps, knows its two provinces only."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each value that is none of those allowed, with the nearest; values of a facet are another rule's."""
    schema = context.schemas[entry.kind]
    asked = 0
    misshapen = {violation.pointer for violation in entry.violations if violation.keyword == "type"}
    for violation in entry.violations:
        if violation.keyword not in ("enum", "const") or violation.pointer in misshapen:
            continue
        node = schema.at(violation.pointer)
        value = entry.get(*violation.pointer)
        if _is_of_facet(context, node, value):
            continue
        said = find_comment(entry, violation.pointer, value, partial(keep_if_allowed, node))
        if said:
            yield said
            continue
        asked += 1
        options = [violation.value] if violation.keyword == "const" else list(violation.value)
        if fold(str(value)[:100]).startswith(_TWO_REGIONS) and set(_THE_TWO.values()) <= set(map(str, options)):
            yield _report_two(violation.pointer, value, entry.get(*violation.pointer[:-1], "province"))
            continue
        yield _finding(violation.pointer, value, options, meanings(node, options), asked <= MANY)


def _report_two(pointer: Pointer, value: Any, province: Any) -> Finding:
    """``Trentino-Alto Adige``: which of the two is meant, the province tells."""
    meant = _THE_TWO.get(str(province))
    fix = Fix(_("write {value}", value=meant), (Edit(pointer, meant),)) if meant else None
    help = _("Write {value}.", value=meant) if meant else _("Write one of these: {values}.", values=list(_THE_TWO.values()))
    return Finding(pointer, _message(pointer, value), help, fix)


def _is_of_facet(context: Context, node: Mapping[str, Any], value: Any) -> bool:
    """Whether the rules of the taxonomy speak of the value; they do not where only the schema lags behind the taxonomy."""
    facet = context.taxonomy.facets.get(str(node.get("x-alisei-facet")))
    if facet is None or not isinstance(value, str):
        return False
    return value not in facet.terms or bool(facet.terms[value].deprecated)


def _finding(pointer: Pointer, value: Any, options: list[Any], labels: dict[str, Labels], is_asked: bool) -> Finding:
    near = _find_nearest(value, options, labels) if is_asked and isinstance(value, str) else None
    fix = None
    if near is not None:
        is_same = _match_exactly(value, options, labels) == [near]
        fix = Fix(_("write {value}", value=near), (Edit(pointer, near),), safe=is_same)
    return Finding(
        pointer,
        _message(pointer, value),
        _help(near, options, labels),
        fix,
    )


def _message(pointer: Pointer, value: Any) -> Text:
    return _("{value} is not one of the values of {key}", value=write_value(value), key=key_of(pointer))


def _both(labels: Labels | None) -> tuple[str, ...]:
    return (labels.it, labels.en) if labels else ()


def _find_nearest(value: str, options: list[Any], labels: dict[str, Labels]) -> str | None:
    exact = _match_exactly(value, options, labels)
    return exact[0] if len(exact) == 1 else next(iter(find_nearest_by(value, _spellings(options, labels), 1)), None)


def _match_exactly(value: str, options: list[Any], labels: dict[str, Labels]) -> list[str]:
    """List the options named ``value``, ignoring accents, case and punctuation.

    A single one needs no decision.
    """
    wanted = fold(value[:100])
    return [option for option, forms in _spellings(options, labels).items() if wanted in map(fold, forms)]


def _spellings(options: list[Any], labels: dict[str, Labels]) -> dict[str, tuple[str, ...]]:
    return {option: (option, *_both(labels.get(option)), *_SAID.get(option, ())) for option in options if isinstance(option, str)}


def _help(near: str | None, options: list[Any], labels: dict[str, Labels]) -> Text:
    values = list_values(options, labels)
    if near is None:
        return _("Write one of these: {values}.", values=values)
    return _("Write {near}. Allowed are: {values}.", near=near, values=values)


RULE = Rule("ALI104", Severity.ERROR, check, kinds=EVERYTHING, is_of_schema=True)
