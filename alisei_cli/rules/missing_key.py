"""Every required field is there.

Why: without id, status, name, type, head office and source an entry cannot be found, counted or trusted; everything else may
honestly be absent.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.ids import is_id
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._fields import find_meant, key_of, write_value
from alisei_cli.rules._figures import is_unit_missing
from alisei_cli.rules._hyphens import find_split_items, report_split_item
from alisei_cli.rules._remedies import describe_field, line
from alisei_cli.rules._slots import find_unnamed
from alisei_cli.rules._strays import find_misplaced_fields


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each required key that is absent, shown at the block that lacks it; one that is only misspelt is not missing.

    Keys that a value demands, as ``status: inactive`` does, are one finding at this value.
    """
    schema = context.schemas[entry.kind]
    near = find_meant(entry, schema)
    misplaced = {(each.home, each.key) for each in find_misplaced_fields(entry, schema)}
    split_items = list(find_split_items(entry, schema))
    yield from (report_split_item(entry, each) for each in split_items)
    demanded: dict[Pointer, dict[str, None]] = {}
    nameless = {block for block, _named in find_unnamed(entry, schema)}
    for violation in entry.violations:
        if (
            is_unit_missing(violation)
            or violation.pointer in nameless
            or any(each.holds(violation.pointer) for each in split_items)
        ):
            continue
        misspelt = near.get(violation.pointer, {}).values()
        if violation.keyword == "required" and isinstance(violation.value, str):
            if violation.value not in misspelt and (violation.pointer, violation.value) not in misplaced:
                cause = _cause(entry.get(*violation.pointer), schema.at(violation.pointer), violation.value)
                if cause:
                    demanded.setdefault((*violation.pointer, cause), {})[violation.value] = None
                else:
                    yield _report_missing(entry, context, schema, violation.pointer, violation.value)
        elif violation.keyword in ("anyOf", "oneOf") and violation.value and not set(violation.value) & set(misspelt):
            yield _report_none_of(context, schema, violation.pointer, violation.value)
    yield from (_report_demanded(entry, context, schema, cause, list(keys)) for cause, keys in demanded.items())


def _cause(block: Any, node: Mapping[str, Any], key: str) -> str:
    """The field of ``block`` whose value demands ``key`` by an ``if`` and ``then`` of the schema; empty where none does."""
    for part in (node, *node.get("allOf", ())):
        condition, then = part.get("if"), part.get("then")
        if isinstance(condition, dict) and isinstance(then, dict) and key in then.get("required", ()):
            for field, wanted in (condition.get("properties") or {}).items():
                value = block.get(field)
                if isinstance(wanted, dict) and value in wanted.get("enum", [wanted.get("const")]):
                    return str(field)
    return ""


def _report_demanded(entry: Entry, context: Context, schema: Schema, cause: Pointer, keys: list[str]) -> Finding:
    block, value = cause[:-1], f"{cause[-1]}: {write_value(entry.get(*cause))}"
    message = _n("{value} needs the field {keys} too", "{value} needs the fields {keys} too", n=len(keys), value=value, keys=keys)
    if len(keys) == 1:
        return Finding(cause, message, _help(context, schema, block, keys[0]))
    lines = [line(schema, (*block, key)) or f"{key}: <...>" for key in keys]
    help = _("Add one line for each, {lines}, and write the right data in place of <...>.", lines=lines)
    for key in keys:
        help = _("{said} {key}: {what}", said=help, key=key, what=describe_field(context, schema, (*block, key)))
    return Finding(cause, message, help)


def _report_missing(entry: Entry, context: Context, schema: Schema, block: Pointer, key: str) -> Finding:
    if (block, key) == ((), "id") and is_id(entry.stem):
        return Finding(
            block,
            _("the field {key} is missing", key=key),
            _("Add the line {line}", line=f"id: {entry.stem}"),
            Fix(_("add {line}", line=f"id: {entry.stem}"), (Edit(("id",), entry.stem),), safe=True),
            at="block",
        )
    return Finding(block, _message(block, key), _help(context, schema, block, key), at="block")


def _message(block: Pointer, key: str) -> Text:
    if key_of(block):
        return _("the field {key} is missing in {block}", key=key, block=key_of(block))
    return _("the field {key} is missing", key=key)


def _help(context: Context, schema: Schema, block: Pointer, key: str) -> Text:
    shown, said = line(schema, (*block, key)), describe_field(context, schema, (*block, key))
    if not shown:
        return _("Add the field {key}. {what}", key=key, what=said)
    return _("Add {line} and write the right data in place of <...>. {what}", line=shown, what=said)


def _report_none_of(context: Context, schema: Schema, block: Pointer, keys: tuple[str, ...]) -> Finding:
    message = _("one of these fields has to be here: {keys}", keys=keys)
    shown, said = line(schema, (*block, keys[0])), describe_field(context, schema, (*block, keys[0]))
    help = _("Add one of them, such as {line}, and write the right data in place of <...>. {what}", line=shown, what=said)
    return Finding(block, message, help if shown else _("Add one of them. {what}", what=said), at="block")


RULE = Rule("ALI102", Severity.ERROR, check, kinds=EVERYTHING, is_of_schema=True)
