"""Every field of an entry is in its schema.

Why: no program reads a field with an invented name: a misspelt ``websit`` would leave the entry without a website.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
websit: https://www.istitutorossi.it
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.routes import Route, generalise
from alisei_cli.model.schema import Schema, list_types
from alisei_cli.model.source import Pointer, join_keys
from alisei_cli.nearest import find_nearest_by
from alisei_cli.rules._blanks import BLANK
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._fields import MANY, UNKNOWN, admits, description, find_meant, key_of, spellings, write_value
from alisei_cli.rules._forms import forms, is_plausible
from alisei_cli.rules._names import PERSONS, PHONES, find_fields
from alisei_cli.rules._remedies import list_fields
from alisei_cli.rules._slots import build_block, find_unnamed
from alisei_cli.rules._strays import MisplacedField, find_misplaced_fields

HOMES = 3
"""A field that this many blocks have may have been put outside its own; one that more have tells nothing."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each key that the schema does not know, with the one that was probably meant."""
    schema = context.schemas[entry.kind]
    near = find_meant(entry, schema)
    misplaced = {(each.block, each.key): each for each in find_misplaced_fields(entry, schema)}
    nameless = dict(find_unnamed(entry, schema))
    yield from (_report_unnamed(block, named) for block, named in nameless.items())
    for violation in entry.violations:
        if violation.pointer in nameless:
            continue
        for number, key in enumerate(_keys(violation.keyword, violation.value)):
            found = near.get(violation.pointer, {}).get(key)
            if number >= MANY:
                yield Finding((*violation.pointer, key), _message(violation.pointer, key), at="key")
            elif (violation.pointer, key) in misplaced:
                yield _report_misplaced(misplaced[violation.pointer, key])
            elif (
                not found and not find_fields(schema, key) and (above := _find_text_above(entry, schema, violation.pointer, key))
            ):
                yield _prose(violation.pointer, key, above)
            elif found and ("://" in key or "@" in key):
                line = f"{found}: {key}"
                yield Finding((*violation.pointer, key), _message(violation.pointer, key), _("Write {line}", line=line), at="key")
            elif found:
                yield _suggest_rename(schema, violation.pointer, key, found)
            else:
                help, fix = _remedy(entry, context, violation.pointer, key)
                yield Finding((*violation.pointer, key), _message(violation.pointer, key), help, fix, at="key")


def _report_unnamed(block: Pointer, named: Mapping[str, Any]) -> Finding:
    names = list(named)
    fix = Fix(_("write the names of the fields"), (Edit(block, named),))
    lead = "- " if isinstance(block[-1], int) else f"{key_of(block)}: "
    help = _("Write {line}", line=f"{lead}{write_value(named)}")
    return Finding(block, _("in these braces the names of the fields are missing: {names}", names=names), help, fix)


def _find_text_above(entry: Entry, schema: Schema, block: Pointer, key: str) -> str | None:
    """Find the text field above ``key`` that these words may continue."""
    here = entry.get(*block)
    names = list(here) if isinstance(here, dict) else []
    above = names[names.index(key) - 1] if key in names[1:] else ""
    may_go_on = " " in key and schema.admits_text((*block, above)) and isinstance(entry.get(*block, above), str)
    return above if may_go_on else None


def _prose(block: Pointer, key: str, above: str) -> Finding:
    help = _(
        "If it continues the text of {key}, write {head} on a line of its own, and the whole text below it, each line indented by two more spaces.",
        key=above,
        head=f"{above}: >-",
    )
    return Finding((*block, key), _message(block, key), help, at="key")


def _keys(keyword: str, value: object) -> Iterable[str]:
    if keyword in UNKNOWN and isinstance(value, (list, tuple)):
        return (str(key) for key in value)
    return (str(value),) if keyword == "propertyNames" else ()


def _suggest_rename(schema: Schema, block: Pointer, key: str, near: str) -> Finding:
    pointer = (*block, key)
    callers = [name for name, forms in spellings(schema, block).items() if fold(key) in map(fold, forms)]
    fix = Fix(_("rename {key} to {near}", key=key, near=near), (Edit(pointer, near, "rename"),), safe=callers == [near])
    return Finding(pointer, _message(block, key), _("Write {near} instead of {key}.", near=near, key=key), fix, at="key")


def _report_misplaced(field: MisplacedField) -> Finding:
    message = _(
        "{key} is a field of {block}, but this line begins too far left to belong to it", key=field.key, block=key_of(field.home)
    )
    help = _n("Indent this line by {n} more space.", "Indent this line by {n} more spaces.", n=field.spaces)
    return Finding((*field.block, field.key), message, help, at="key")


def _message(block: Pointer, key: str) -> Text:
    if key_of(block):
        return _("{block} has no field called {key}", block=key_of(block), key=key)
    return _("there is no field called {key}", key=key)


def _remedy(entry: Entry, context: Context, block: Pointer, key: str) -> tuple[Text, Fix | None]:
    """Suggest what to do with an unknown field.

    It may belong elsewhere, or nowhere.
    """
    schema = context.schemas[entry.kind]
    if fold(key) in PHONES:
        return _("Delete it: telephone numbers are not kept here. Put the address of the contact form in contact, as form."), None
    if fold(key) in PERSONS:
        return _("Delete it: names of persons are not kept here."), None
    homes = find_fields(schema, key)
    own = [route for route in homes if route[:-1] == generalise(block)]
    if own:
        return _suggest_existing(entry, schema, (*block, own[0][-1]), (*block, key))
    present = {name: forms for name, forms in spellings(schema, block).items() if entry.get(*block, name) is not None}
    if not homes and (near := find_nearest_by(key, present, 1)):
        return _suggest_existing(entry, schema, (*block, near[0]), (*block, key))
    fixed = [route for route in homes if "*" not in route]
    if len(fixed) == 1:
        return _suggest_move(entry, context, block, key, fixed[0], is_sure=len(homes) == 1)
    if 1 <= len(homes) <= HOMES:
        blocks = list(dict.fromkeys(join_keys(route[:-1]) for route in homes))
        return _("Move it into the block it belongs to: {key} is a field of {blocks}.", key=homes[0][-1], blocks=blocks), None
    known = list_fields(schema, block)
    if known:
        return _("Delete it, or choose one of: {known}.", known=known), None
    return _("Choose another name. What belongs here: {description}", description=description(schema.at(block))), None


def _suggest_existing(entry: Entry, schema: Schema, pointer: Pointer, unknown: Pointer) -> tuple[Text, Fix | None]:
    """Suggest a remedy if the intended field exists; both values stay visible."""
    here, value = entry.get(*pointer), entry.get(*unknown)
    said = _(
        "{key} is the field {field}, and it is there already, on line {line}.",
        key=unknown[-1],
        field=key_of(pointer),
        line=entry.source.span(pointer, "key").line,
    )
    if here == value:
        fix = Fix(_("delete the field {key}", key=unknown[-1]), (Edit(unknown, op="delete"),), safe=True)
        return _("{said} Delete this one: it says the same.", said=said), fix
    item = build_block(schema, (*pointer, 0), value) if isinstance(here, list) and isinstance(value, str) else None
    if item:
        item = {key: each if each == value else BLANK for key, each in item.items()}
        return _("{said} Add an item there, and delete this field: {line}", said=said, line=f"- {write_value(item)}"), None
    if isinstance(here, (dict, list)):
        return _("{said} Add what is missing there, and delete this field.", said=said), None
    return _("{said} Keep the right one of the two values there, and delete this field.", said=said), None


def _suggest_move(
    entry: Entry, context: Context, block: Pointer, key: str, home: Route, is_sure: bool
) -> tuple[Text, Fix | None]:
    """Suggest moving the field to its own block unchanged."""
    target: Pointer = home
    value = _convert(entry, context, target, entry.get(*block, key))
    above = entry.get(*target[:-1])
    if entry.get(*target) is not None:
        return _suggest_existing(entry, context.schemas[entry.kind], target, (*block, key))
    if isinstance(above, dict):
        said = f"{home[-1]}: {write_value(value)}"
        if len(home) == 1:
            help = _("Move it to the left edge, as a field of the whole entry: {line}", line=said)
        else:
            line = entry.source.span(target[:-1], "key").line
            help = _("Write it in {block}, on line {line}: {said}", block=join_keys(home[:-1]), line=line, said=said)
        return help, _fix(entry, context, (*block, key), home, value, is_sure)
    said = f"{home[0]}: {write_value(_nest_value(home[1:], value))}"
    is_free = above is None and entry.get(*home[:1]) is None
    return _("Write {line} instead.", line=said), _fix(entry, context, (*block, key), home, value, is_sure) if is_free else None


def _nest_value(route: Route, value: Any) -> Any:
    return {route[0]: _nest_value(route[1:], value)} if route else value


def _convert(entry: Entry, context: Context, home: Pointer, value: Any) -> Any:
    """Convert ``value`` to the form required at ``home``, if that is certain."""
    node = context.schemas[entry.kind].at(home)
    text = str(value) if type(value) is int and "string" in list_types(node) else value
    if not isinstance(text, str) or admits(node, text) or not isinstance(entry.get(*home[:-1]) or {}, dict):
        return text
    found = (form.text for form in forms(entry, context, home, text) if form.is_sure and form.text and admits(node, form.text))
    return next((form for form in found if is_plausible(entry, context, home, form)), text)


def _fix(entry: Entry, context: Context, unknown: Pointer, home: Route, value: Any, is_sure: bool) -> Fix | None:
    if not isinstance(value, str) or not admits(context.schemas[entry.kind].at(home), value):
        return None
    place = next(length for length in range(1, len(home) + 1) if entry.get(*home[:length]) is None)
    edit = Edit(home[:place], _nest_value(home[place:], value))
    return Fix(_("move it to {field}", field=join_keys(home)), (edit, Edit(unknown, op="delete")), safe=is_sure)


RULE = Rule("ALI101", Severity.ERROR, check, kinds=EVERYTHING, is_of_schema=True)
