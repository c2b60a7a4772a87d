"""The mailbox of a contact has the form of an e-mail address.

Why: no one can write to an address that cannot exist, and no one would notice.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
contact: {mailbox: info@istitutorossi}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
contact: {mailbox: info@istitutorossi.it}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._mail import is_possible

_POINTER = ("contact", "mailbox")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The mailbox, if it cannot be one; the message does not repeat it, it may be a person's."""
    value = entry.get(*_POINTER)
    if not isinstance(value, str) or not entry.is_sound(_POINTER) or is_possible(value.strip()):
        return
    bare = value.strip().removeprefix("mailto:").lstrip("<").rstrip(">,;:.")
    if bare != value.strip() and is_possible(bare):
        yield Finding(
            _POINTER,
            _("there is something before or after the e-mail address"),
            _("Leave only the address itself: no mailto:, no brackets, no comma, no full stop at the end."),
            Fix(_("leave only the address"), (Edit(_POINTER, bare),), safe=True),
        )
    else:
        yield Finding(
            _POINTER,
            _("this is not a complete e-mail address"),
            _("Write one complete address of an office, such as info@<...>"),
        )


RULE = Rule("ALI411", Severity.ERROR, check, fields=frozenset({"contact"}))
