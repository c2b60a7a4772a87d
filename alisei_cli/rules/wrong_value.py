"""Every field with a fixed list of values holds one of them.

Why: a value that is on no list, such as ``chiuso`` for ``inactive``, is counted nowhere and found by nobody.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: attivo
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.schema import both
from alisei_cli.nearest import nearest_by
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._fields import MANY, key_of, typed, value_at

FEW = 12
"""So many allowed values are told with their meaning; more would bury the first."""


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each value that is none of those allowed, with the nearest; values of a facet are another rule's."""
    schema = law.schemas[entry.kind]
    asked = 0
    misshapen = {violation.pointer for violation in entry.violations if violation.keyword == "type"}
    for violation in entry.violations:
        if violation.keyword not in ("enum", "const") or violation.pointer in misshapen:
            continue
        node = schema.at(violation.pointer)
        value = value_at(entry, violation.pointer)
        if _is_of_facet(law, node, value):
            continue
        asked += 1
        options = [violation.value] if violation.keyword == "const" else list(violation.value)
        yield _finding(violation.pointer, value, options, _meanings(node, options), asked <= MANY)


def _is_of_facet(law: Law, node: Mapping[str, Any], value: Any) -> bool:
    """Whether the rules of the taxonomy speak of the value; they do not where only the schema lags behind the taxonomy."""
    facet = law.taxonomy.facets.get(str(node.get("x-alisei-facet")))
    if facet is None or not isinstance(value, str):
        return False
    return value not in facet.terms or bool(facet.terms[value].deprecated)


def _meanings(node: Mapping[str, Any], options: list[Any]) -> dict[str, Labels]:
    told = node.get("markdownEnumDescriptions")
    if not isinstance(told, list) or len(told) != len(options):
        return {}
    return {typed(option): both(text) for option, text in zip(options, told, strict=True)}


def _finding(
    pointer: tuple[str | int, ...], value: Any, options: list[Any], meanings: dict[str, Labels], is_asked: bool
) -> Finding:
    near = _nearest(value, options, meanings) if is_asked and isinstance(value, str) else None
    fix = None
    if near is not None:
        forms = [near, *(str(label) for label in _both(meanings.get(near)))]
        is_same = fold(value) in [fold(form) for form in forms]
        fix = Fix(_("write {value}", value=near), (Edit(pointer, near),), safe=is_same)
    return Finding(
        pointer,
        _("{value} is none of the values that {key} may have", value=typed(value), key=key_of(pointer)),
        _help(near, options, meanings),
        fix,
    )


def _both(labels: Labels | None) -> tuple[str, ...]:
    return (labels.it, labels.en) if labels else ()


def _nearest(value: str, options: list[Any], meanings: dict[str, Labels]) -> str | None:
    spellings = {option: (option, *_both(meanings.get(option))) for option in options if isinstance(option, str)}
    return next(iter(nearest_by(value, spellings, 1)), None)


def _help(near: str | None, options: list[Any], meanings: dict[str, Labels]) -> Text:
    codes = [typed(option) for option in options]
    told: list[object] = [
        _("{code} ({meaning})", code=code, meaning=meanings[code]) if code in meanings and len(codes) <= FEW else code
        for code in codes
    ]
    if near is None:
        return _("Write one of these: {values}.", values=told)
    return _("Write {near}. Allowed are: {values}.", near=near, values=told)


RULE = Rule("ALI104", Severity.ERROR, check, kinds=EVERYTHING, is_of_schema=True)
