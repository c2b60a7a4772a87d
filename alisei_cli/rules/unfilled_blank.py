"""Every ``<...>`` of a remedy or a template has been replaced by the value that belongs there.

Why: the placeholder marks what only the author of an entry knows; if it stayed, it would be counted and shown as if it were an
answer.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
type: <...>
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.ids import is_id
from alisei_cli.rules._blanks import is_blank
from alisei_cli.rules._contract import EVERYTHING, Rule, mentions
from alisei_cli.rules._fields import is_unknown, key_of
from alisei_cli.rules._remedies import describe_field


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Find each ``<...>`` that is a whole text.

    Addresses in angle brackets are left to wrong-form.
    """
    schema = context.schemas[entry.kind]
    for pointer, text in entry.texts:
        if not is_blank(text) or is_unknown(entry, pointer):
            continue
        if ("@" in text or "://" in text) and pointer in entry.refused:
            continue  # <https://...>: wrong-form reports the two extra signs
        key = key_of(pointer)
        message = _("{key} is not filled in: {text} marks what only you know", key=key, text=text.strip())
        said = describe_field(context, schema, pointer)
        fix = None
        if pointer == ("id",) and is_id(entry.stem):
            help = _("Write {line}", line=f"id: {entry.stem}")
            fix = Fix(_("write {value}", value=entry.stem), (Edit(pointer, entry.stem),), safe=True)
        elif isinstance(pointer[-1], str) and key not in schema.at(pointer[:-1]).get("required", ()):
            help = _("Write the value in its place, or delete the field if it is not known. {what}", what=said)
        else:
            help = _("Write the value in its place. {what}", what=said)
        yield Finding(pointer, message, help, fix)


RULE = Rule("ALI427", Severity.ERROR, check, kinds=EVERYTHING, look=mentions("<"), is_final=True)
