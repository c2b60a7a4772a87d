"""E-mail addresses are those of offices, and appear only in the contact.

Why: an address with a person's name is personal data; git keeps it for ever, and the person will have moved on long before.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
contact: {mailbox: mario.rossi@istitutorossi.it}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
contact: {mailbox: ricerca@istitutorossi.it}
```
"""

from collections.abc import Iterator

from alisei_cli.folding import fold
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule, mentions
from alisei_cli.rules._fields import is_unknown
from alisei_cli.rules._mail import ADDRESS, FREE, is_possible, looks_personal
from alisei_cli.rules._web import addresses

_MAILBOX = ("contact", "mailbox")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The mailbox that looks like one person's, and every other text that holds an address; messages show the domain only."""
    urls = None
    for pointer, text in entry.sound:
        if "@" not in text:
            continue
        if pointer == _MAILBOX:
            yield from _mailbox(entry, text.strip())
            continue
        if urls is None:
            urls = frozenset(where for where, _url in addresses(entry, context))
        found = ADDRESS.search(_path(text) if pointer in urls else text)
        if found and not is_unknown(entry, pointer):
            yield Finding(
                pointer,
                _("this text has an e-mail address at {domain}", domain=found.group(2)),
                _("Remove it from the text; put the mailbox of an office in contact, as mailbox: info@<...>"),
                span=entry.source.found(pointer, ADDRESS),
            )


def _mailbox(entry: Entry, address: str) -> Iterator[Finding]:
    local, _at, domain = address.rpartition("@")
    if not is_possible(address):
        return
    if domain.lower() in FREE:
        yield _finding(_("this mailbox is at {domain}, where anyone can have one", domain=domain))
    elif looks_personal(local, _own_words(entry, domain)):
        yield _finding(_("this mailbox at {domain} looks like one person's", domain=domain))


def _finding(message: Text) -> Finding:
    return Finding(
        _MAILBOX,
        message,
        _("Write the mailbox of an office, such as info@<...>, or the address of a contact page: form: https://<...>"),
    )


def _own_words(entry: Entry, domain: str) -> frozenset[str]:
    names = " ".join(str(name.get("value")) for _index, name in entry.items("names"))
    return frozenset(fold(f"{names} {entry.id} {domain}").split())


def _path(url: str) -> str:
    """What follows the host: a user name before it is another rule's business."""
    return url.partition("://")[2].partition("/")[2]


RULE = Rule("ALI412", Severity.WARNING, check, look=mentions("@"), is_personal=True)
