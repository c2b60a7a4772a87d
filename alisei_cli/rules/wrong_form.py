"""Every value has the form of its field.

Why: a date, a postcode or an address can be sorted, compared and opened only if everyone writes it the same way.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
head_office: {region: toscana, country: Italia}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.references import references
from alisei_cli.model.schema import Schema, Violation
from alisei_cli.model.source import Pointer
from alisei_cli.rules._asides import find_comment, keep_if_allowed
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._digits import FIT
from alisei_cli.rules._fields import admits, description, is_refused, key_of, line_of, write_value
from alisei_cli.rules._forms import Form, forms, holds_two, is_plausible, is_reference
from alisei_cli.rules._persons import holds_code
from alisei_cli.rules._remedies import describe_field
from alisei_cli.rules._wording import placeholder

ELSEWHERE = frozenset({"required", "additionalProperties", "unevaluatedProperties", "propertyNames", "type", "enum", "const"})
"""Keywords of the schema that other rules speak of; this one speaks of all the rest, so that nothing is passed over."""
ABOUT_THE_VALUE = frozenset({"type", "enum", "const"})
"""Those among them that refuse the value itself: it needs no second word."""
ABOUT_LETTERS = frozenset({"pattern", "minLength", "maxLength"})
"""Those that refuse a text for how it is written."""
RETRIES = 20
"""Maximum number of values of an entry that are tried in other forms."""
LONGEST = 300
"""Longer text is not tried in other forms."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each value in the wrong form, once, with how to write it."""
    schema = context.schemas[entry.kind]
    told = {violation.pointer for violation in entry.violations if violation.keyword in ABOUT_THE_VALUE}
    named = {each.pointer for each in references(entry.data, schema) if each.target.strip()}
    tries = RETRIES
    for violation in entry.violations:
        pointer = violation.pointer
        if violation.keyword in ELSEWHERE or pointer in told or _is_told_by_others(context, schema, violation):
            continue
        if pointer in named and violation.keyword in ABOUT_LETTERS:  # dangling-reference knows which entry was meant
            continue
        told.add(pointer)
        value = entry.get(*pointer)
        if isinstance(value, str) and holds_code(pointer, value):
            continue  # the tax code of a person: another rule speaks of it, and shows it to no one
        node = schema.at(pointer)
        said = find_comment(entry, pointer, value, partial(keep_if_allowed, node))
        if said:
            yield said
            continue
        if _holds_a_place(schema, pointer, value):
            yield _report_deletion(pointer, value)
            continue
        tries -= 1
        better = _find_better(entry, context, pointer, value) if tries >= 0 else None
        yield _finding(context, schema, violation, value, better)


def _is_told_by_others(context: Context, schema: Schema, violation: Violation) -> bool:
    if violation.keyword in ("anyOf", "oneOf"):
        return bool(violation.value)
    if violation.keyword == "contains":
        return violation.pointer == ("names",)
    node = schema.at(violation.pointer)
    if violation.keyword == "maxItems":
        facet = context.taxonomy.facets.get(str(schema.at((*violation.pointer, 0)).get("x-alisei-facet")))
        return facet is not None and facet.max is not None
    return "x-alisei-facet" in node and violation.keyword in ("minLength", "maxLength", "pattern")


def _holds_a_place(schema: Schema, pointer: Pointer, value: Any) -> bool:
    """Whether ``value`` stands for nothing where nothing need stand: ``n.d.`` for a web site."""
    is_code = schema.at(pointer).get("x-alisei-style") == "code"
    if not isinstance(value, str) or not pointer or is_code or placeholder(value) != value.strip():
        return False
    return pointer[-1] not in schema.at(pointer[:-1]).get("required", ())


def _report_deletion(pointer: Pointer, value: str) -> Finding:
    key = key_of(pointer)
    fix = Fix(_("delete the field {key}", key=key), (Edit(pointer, op="delete"),))
    if value.strip():
        message = _("{text} is only a placeholder", text=value.strip())
    else:
        message = _("there is nothing in the quotation marks of {key}", key=key)
    return Finding(pointer, message, _("Delete the field: unknown values are left out."), fix)


def _finding(context: Context, schema: Schema, violation: Violation, value: Any, better: Form | None) -> Finding:
    pointer, keyword = violation.pointer, violation.keyword
    message = _message(schema, violation, value)
    if better is not None:
        fix = Fix(_("write {value}", value=better.text), (Edit(pointer, better.text),), safe=better.is_sure)
        help = _("Write {line}", line=line_of(pointer, better.text))
        return Finding(pointer, message, help, fix)
    if keyword == "falseSchema":
        fix = Fix(_("delete the field {key}", key=key_of(pointer)), (Edit(pointer, op="delete"),))
        help = _("Delete the field. {description}", description=description(schema.at(pointer)))
        return Finding(pointer, message, help, fix, at="key")
    joined = "".join(value.split()) if isinstance(value, str) and pointer[-1:] and pointer[-1] in FIT else ""
    if joined != value and joined and admits(schema.at(pointer), joined):  # otherwise the check digit was found to be right
        help = _(
            "Write {line} without spaces, and compare the digits: the last ones do not fit the others.",
            line=line_of(pointer, joined),
        )
        return Finding(pointer, message, help)
    return Finding(pointer, message, _help(context, schema, pointer, value))


def _message(schema: Schema, violation: Violation, value: Any) -> Text:
    key, limit = key_of(violation.pointer) or schema.kind, violation.value
    match violation.keyword:
        case "minLength" if not value:
            return _("there is nothing in the quotation marks of {key}", key=key)
        case "minLength":
            return _n("{key} needs at least {n} character", "{key} needs at least {n} characters", n=limit, key=key)
        case "maxLength" if isinstance(value, str) and len(value) > LONGEST:
            return _("{key} has {length} characters; at most {limit} fit", key=key, length=len(value), limit=limit)
        case "minimum" | "exclusiveMinimum":
            return _("{value} is too small for {key}", value=write_value(value), key=key)
        case "maximum" | "exclusiveMaximum":
            return _("{value} is too large for {key}", value=write_value(value), key=key)
        case "minItems" if not value:
            return _("the list {key} is empty", key=key)
        case "minItems":
            return _n("the list {key} needs at least {n} item", "the list {key} needs at least {n} items", n=limit, key=key)
        case "maxItems":
            return _n("the list {key} may have at most {n} item", "the list {key} may have at most {n} items", n=limit, key=key)
        case "uniqueItems":
            return _("the list {key} holds the same item twice", key=key)
        case "falseSchema":
            return _("the field {key} does not belong here, given the rest of the entry", key=key)
        case "anyOf" | "oneOf" | "not" | "contains" | "minContains" | "maxContains" | "minProperties" | "maxProperties":
            return _("the parts of {key} do not fit together", key=key)
    if isinstance(value, (dict, list)):
        return _("the value of {key} does not fit there", key=key)
    return _("{value} is not how {key} is written", value=write_value(value) if not isinstance(value, str) else value, key=key)


def _help(context: Context, schema: Schema, pointer: Pointer, value: Any) -> Text:
    if isinstance(value, str) and holds_two(schema, pointer, value):
        return _("Only one address goes here: choose one, and delete the rest.")
    if is_reference(schema, pointer):
        return _("Write the id of the other entry: the name of its file without .yaml.")
    return _("What belongs here: {what}", what=describe_field(context, schema, pointer))


def _find_better(entry: Entry, context: Context, pointer: Pointer, value: Any) -> Form | None:
    """The value in the first usual form that neither the schema nor another rule has anything against."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        return None
    if holds_two(context.schemas[entry.kind], pointer, value):
        return None
    tried = {value}
    for form in forms(entry, context, pointer, value):
        if form.text and form.text not in tried:
            tried.add(form.text)
            if not is_refused(entry, context.schemas[entry.kind], pointer, form.text) and is_plausible(
                entry, context, pointer, form.text
            ):
                return form
    return None


RULE = Rule("ALI105", Severity.ERROR, check, kinds=EVERYTHING, is_of_schema=True)
