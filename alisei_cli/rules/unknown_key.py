"""Every field of an entry is one that its schema knows.

Why: a field under a name of one's own is read by nobody: a misspelt ``websit`` would leave the entry without a web site.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
websit: https://www.istitutorossi.it
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
website: https://www.istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterable, Iterator

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Entry, Law, dotted
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._fields import UNKNOWN, description, key_of, meant, value_at
from alisei_cli.rules._strays import Stray, strays

HOMES = 3
"""A field that this many blocks have may have been put outside its own; one that more have tells nothing."""


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each key that the schema does not know, with the one that was probably meant."""
    schema = law.schemas[entry.kind]
    near = meant(entry, schema)
    strayed = {(each.block, each.key): each for each in strays(entry, schema)}
    for violation in entry.violations:
        for key in _keys(violation.keyword, violation.value):
            found = near.get(violation.pointer, {}).get(key)
            if (violation.pointer, key) in strayed:
                yield _strayed(strayed[violation.pointer, key])
            elif not found and (above := _text_above(entry, schema, violation.pointer, key)):
                yield _prose(violation.pointer, key, above)
            else:
                yield _finding(schema, violation.pointer, key, found)


def _text_above(entry: Entry, schema: Schema, block: Pointer, key: str) -> str | None:
    """The field above ``key``, if that is a text with which these words may go on."""
    here = value_at(entry, block)
    names = list(here) if isinstance(here, dict) else []
    above = names[names.index(key) - 1] if key in names[1:] else ""
    may_go_on = " " in key and schema.admits_text((*block, above)) and isinstance(value_at(entry, (*block, above)), str)
    return above if may_go_on else None


def _prose(block: Pointer, key: str, above: str) -> Finding:
    help = _(
        "If it goes on with the text of {key}, write {head} on a line of its own, and the whole text below it, each line with two blanks more.",
        key=above,
        head=f"{above}: >-",
    )
    return Finding((*block, key), _message(block, key), help, at="key")


def _keys(keyword: str, value: object) -> Iterable[str]:
    if keyword in UNKNOWN and isinstance(value, (list, tuple)):
        return (str(key) for key in value)
    return (str(value),) if keyword == "propertyNames" else ()


def _finding(schema: Schema, block: Pointer, key: str, near: str | None) -> Finding:
    pointer = (*block, key)
    if near and ("://" in key or "@" in key):
        return Finding(pointer, _message(block, key), _("Write {line}", line=f"{near}: {key}"), at="key")
    if near:
        fix = Fix(_("rename {key} to {near}", key=key, near=near), (Edit(pointer, near, "rename"),))
        return Finding(pointer, _message(block, key), _("Write {near} instead of {key}.", near=near, key=key), fix, at="key")
    return Finding(pointer, _message(block, key), _help(schema, block, key), at="key")


def _strayed(stray: Stray) -> Finding:
    message = _(
        "{key} is a field of {block}, but this line begins too far left to belong to it", key=stray.key, block=key_of(stray.home)
    )
    help = _n(
        "Put {n} more blank at the beginning of the line.", "Put {n} more blanks at the beginning of the line.", n=stray.blanks
    )
    return Finding((*stray.block, stray.key), message, help, at="key")


def _message(block: Pointer, key: str) -> Text:
    if key_of(block):
        return _("{block} has no field called {key}", block=key_of(block), key=key)
    return _("there is no field called {key}", key=key)


def _help(schema: Schema, block: Pointer, key: str) -> Text:
    elsewhere = list(dict.fromkeys(dotted(route[:-1]) for route, _node in schema.walk() if route and route[-1] == key))
    if "" in elsewhere:
        return _("Move it out of here to the left edge: {key} is a field of the whole entry.", key=key)
    if 1 <= len(elsewhere) <= HOMES:
        return _("Move it into the block it belongs to: {key} is a field of {blocks}.", key=key, blocks=elsewhere)
    node = schema.at(block)
    known = list(node.get("properties") or ())
    if known:
        return _("Delete it, or choose one of: {known}.", known=known)
    return _("Choose another name. What belongs here: {description}", description=description(node))


RULE = Rule("ALI101", Severity.ERROR, check, kinds=EVERYTHING, is_of_schema=True)
