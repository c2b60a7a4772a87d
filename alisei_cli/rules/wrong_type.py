"""Every value has the type of its field: a text, a number, a list, a block of fields.

Why: programs that read the registry expect a list where there is a list; a text in its place would be skipped, or stop them.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
technologies: genomics-sequencing
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
technologies: [genomics-sequencing]
```
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.escape import LIMIT
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.schema import Schema, list_types
from alisei_cli.model.source import Pointer
from alisei_cli.rules._blanks import BLANK
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._fields import admits, is_refused, key_of, line_of, template, write_value
from alisei_cli.rules._persons import holds_code
from alisei_cli.rules._remedies import describe_field, find_list_beside, line, list_fields
from alisei_cli.rules._slots import build_block, is_whole
from alisei_cli.rules._strays import find_misplaced_fields
from alisei_cli.rules._terms import find_exact_term, items

_SHAPES = {
    "string": _("a text"),
    "integer": _("a whole number"),
    "number": _("a number"),
    "boolean": _("true or false"),
    "array": _("a list"),
    "object": _("a block of fields"),
    "null": _("nothing"),
}
_YES = frozenset({"true", "yes", "y", "on", "si", "sì", "vero", "1"})
_NO = frozenset({"false", "no", "n", "off", "falso", "0"})
_NUMBER = re.compile(r"\+?0*([0-9]{1,3}(?:[.,_' ][0-9]{3}){1,4}|[0-9]{1,15})(?:[.,]0{1,3})?\Z")
_SPLIT = re.compile(r"\s*[,;]\s*")

Remedy = tuple[Text, Fix | None]


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each value of the wrong shape, with how to write it in the right one."""
    schema = context.schemas[entry.kind]
    homes = {each.home for each in find_misplaced_fields(entry, schema)}
    for violation in entry.violations:
        if violation.keyword == "type" and violation.pointer not in homes:
            wanted = [violation.value] if isinstance(violation.value, str) else list(violation.value or ())
            value = entry.get(*violation.pointer)
            if isinstance(value, str) and holds_code(violation.pointer, value):
                continue  # the tax code of a person: another rule speaks of it, and shows it to no one
            help, fix = _remedy(context, schema, violation.pointer, value, wanted)
            if "array" in wanted and isinstance(value, dict) and fix and (item := _read_block(entry, violation.pointer)):
                help = _("Write {line}", line=f"- {item}")
            if fix and any(edit.op == "set" and is_refused(entry, schema, edit.pointer, edit.value) for edit in fix.edits):
                fix = None
            yield Finding(violation.pointer, _message(violation.pointer, value, wanted), help, fix)


def _read_block(entry: Entry, pointer: Pointer) -> str:
    """The block between braces at ``pointer`` as it is written, if it has a line of its own."""
    span = entry.source.span(pointer)
    line = entry.source.lines[span.line - 1]
    return line.strip() if line[: span.column].strip() == "{" and span.end_line == span.line else ""


def _message(pointer: Pointer, value: Any, wanted: Sequence[str]) -> Text:
    is_item = bool(pointer) and isinstance(pointer[-1], int)
    key = key_of(pointer)
    if value is None and is_item:
        return _("an item of the list {key} is empty", key=key)
    if value is None:
        return _("there is nothing after {key}:", key=key)
    shape = _SHAPES[_shape(wanted)]
    if is_item:
        return _("each item of {key} has to be {wanted}, but this is {found}", key=key, wanted=shape, found=_found(value))
    return _("{key} has to be {wanted}, but this is {found}", key=key, wanted=shape, found=_found(value))


def _shape(wanted: Sequence[str]) -> str:
    """The shape to ask for: text, where text will do."""
    return next((shape for shape in _SHAPES if shape in wanted), "string")


def _found(value: Any) -> Text:
    if isinstance(value, list):
        return _SHAPES["array"]
    if isinstance(value, dict):
        return _SHAPES["object"]
    if isinstance(value, str):
        return _("the text {value}", value=value)
    return _("the value {value}", value=write_value(value))


def _remedy(context: Context, schema: Schema, pointer: Pointer, value: Any, wanted: Sequence[str]) -> Remedy:
    shape = _shape(wanted)
    if value is None:
        return _suggest_removal(context, schema, pointer)
    if shape == "array":
        return _list(context, schema, pointer, value)
    is_by_name = shape == "object" and "patternProperties" in schema.at(pointer)  # the items of a list want names of their own
    if isinstance(value, list) and len(value) == 1 and _fits(value[0], shape) and not is_by_name:
        return _suggest_value(pointer, value[0], is_safe=True)
    if shape == "object" and isinstance(value, list) and (joined := _build_from_items(schema, pointer, value)):
        help, fix = _suggest_value(pointer, joined, is_safe=False)
        is_short = len(line_of(pointer, joined)) <= LIMIT
        return (help if is_short else _("Delete the hyphens: {names} are fields of one block.", names=list(joined))), fix
    if shape == "object" and isinstance(value, list) and len(value) == 1 and _is_scalar(value[0]):
        value = value[0]
    if shape == "boolean" and isinstance(value, (str, int)):
        word = str(value).strip().lower()
        if word in _YES | _NO:
            return _suggest_value(pointer, word in _YES, is_safe=True)
    if shape in ("integer", "number") and isinstance(value, str) and (match := _NUMBER.match(value.strip())):
        return _suggest_value(pointer, int(re.sub(r"\D", "", match.group(1))), is_safe=False)
    if shape == "object" and _is_scalar(value) and (block := build_block(schema, pointer, value)):
        named = {key: _convert_to_term(context, schema, (*pointer, key), each) for key, each in block.items()}
        return _suggest_slot(context, schema, pointer, pointer, named, named, is_sure=len(named) == 1 and named != block)
    if shape == "string" and isinstance(value, dict):
        inside = next(iter(value.values())) if len(value) == 1 else None
        if isinstance(inside, str) and admits(schema.at(pointer), inside):
            return _suggest_value(pointer, inside, is_safe=False)
        return _('Write one text. If it has a colon in it, put it in double quotes: "<...>"'), None
    if shape == "string" and isinstance(value, list):
        return _explain_only_one(context, schema, pointer, value), None
    return _explain_otherwise(context, schema, pointer), None


def _explain_only_one(context: Context, schema: Schema, pointer: Pointer, values: list[Any]) -> Text:
    """Help to choose one of several values, with the list for the others."""
    options = [_convert_to_term(context, schema, pointer, value) for value in values if isinstance(value, str)]
    beside = find_list_beside(schema, pointer)
    if beside:
        return _(
            "Write only one of these, without brackets or hyphens: {values}. The others belong in the list {key}.",
            values=options,
            key=beside,
        )
    if "x-alisei-facet" in schema.at(pointer):
        return _("Write only one of these, the one that fits best, without brackets or hyphens: {values}.", values=options)
    return _("Write only one value, without brackets or hyphens.")


def _build_from_items(schema: Schema, pointer: Pointer, items: list[Any]) -> dict[str, Any]:
    """Build the block at ``pointer`` from ``items``.

    It is empty unless every item holds fields of it.
    """
    fields = [pair for item in items if isinstance(item, dict) for pair in item.items()]
    block = dict(fields)
    is_all = all(isinstance(item, dict) for item in items) and len(block) == len(fields)
    return block if is_all and set(block) <= set(schema.at(pointer).get("properties") or ()) else {}


def _fits(value: Any, shape: str) -> bool:
    if shape == "object":
        return isinstance(value, dict)
    return isinstance(value, str) if shape == "string" else type(value) is int and shape in ("integer", "number")


def _suggest_value(pointer: Pointer, value: Any, is_safe: bool) -> Remedy:
    fix = Fix(_("write {value}", value=write_value(value)), (Edit(pointer, value),), safe=is_safe)
    return _("Write {line}", line=line_of(pointer, value)), fix


def _suggest_removal(context: Context, schema: Schema, pointer: Pointer) -> Remedy:
    if isinstance(pointer[-1], int):
        return _("Write the item, or delete the line."), Fix(_("delete the empty item"), (Edit(pointer, op="delete"),), safe=True)
    key = key_of(pointer)
    said = describe_field(context, schema, pointer)
    if key in schema.at(pointer[:-1]).get("required", ()):
        return _("Write the value, after {key}: and a space. {what}", key=key, what=said), None
    fix = Fix(_("delete the empty field {key}", key=key), (Edit(pointer, op="delete"),), safe=True)
    return _("Write the value, or delete the field: unknown values are left out. {what}", what=said), fix


def _list(context: Context, schema: Schema, pointer: Pointer, value: Any) -> Remedy:
    item = schema.at((*pointer, 0))
    shape = _shape(list_types(item) or ["string"])
    if isinstance(value, dict) and value and shape == "string" and all(below is None for below in value.values()):
        return _suggest_value(pointer, [_convert_to_term(context, schema, (*pointer, 0), key) for key in value], is_safe=False)
    parts = [part for part in _SPLIT.split(value) if part] if isinstance(value, str) and shape == "string" else []
    facet = context.taxonomy.facets.get(str(item.get("x-alisei-facet")))
    if facet and isinstance(value, str):
        terms = list(dict.fromkeys(items(value, facet)))
        is_sure = terms == [value] or terms == list(dict.fromkeys(find_exact_term(part, facet) for part in parts))
        return _suggest_value(pointer, terms, is_safe=is_sure)
    if len(parts) > 1:
        return _suggest_value(pointer, parts, is_safe="pattern" in item and all(admits(item, part) for part in parts))
    if _fits(value, shape):
        return _suggest_value(pointer, [_convert_to_term(context, schema, (*pointer, 0), value)], is_safe=True)
    if shape == "object" and _is_scalar(value) and (block := build_block(schema, (*pointer, 0), value)):
        return _suggest_slot(context, schema, pointer, (*pointer, 0), [block], block)
    return _explain_otherwise(context, schema, pointer), None


def _convert_to_term(context: Context, schema: Schema, pointer: Pointer, value: Any) -> Any:
    """Replace a name by the code of its term, if possible."""
    facet = context.taxonomy.facets.get(str(schema.at(pointer).get("x-alisei-facet")))
    return find_exact_term(value, facet) or value if isinstance(value, str) else value


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str) or type(value) is int


def _suggest_slot(
    context: Context,
    schema: Schema,
    pointer: Pointer,
    place: Pointer,
    whole: Any,
    block: Mapping[str, Any],
    is_sure: bool = False,
) -> Remedy:
    """Help to write a value in its field of the block at ``place``."""
    if is_whole(block):
        return _suggest_value(pointer, whole, is_safe=is_sure)
    line = line_of(pointer, whole)
    if BLANK not in block.values():
        return _("Write it like this: {line}", line=line), None
    said = _("Write it like this, and put what is missing in place of <...>: {line}", line=line)
    for key in (key for key, value in block.items() if value == BLANK):
        said = _("{said} ({key}: {what})", said=said, key=key, what=describe_field(context, schema, (*place, key)))
    return said, None


def _explain_otherwise(context: Context, schema: Schema, pointer: Pointer) -> Text:
    node = schema.at(pointer)
    shown, said = line(schema, pointer), describe_field(context, schema, pointer)
    if "properties" in node and not node.get("required") and not node.get("anyOf"):
        return _("Write what belongs here. {what} Its fields: {fields}.", what=said, fields=list_fields(schema, pointer))
    if not shown or not isinstance(template(schema, pointer), (dict, list)):
        return _("Write what belongs here. {what}", what=said)
    return _("Write {line}, with the right data in place of <...>. {what}", line=shown, what=said)


RULE = Rule("ALI103", Severity.ERROR, check, kinds=EVERYTHING, is_of_schema=True)
