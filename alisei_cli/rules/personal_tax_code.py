"""The tax code of a natural person appears nowhere in the registry.

Why: sixteen characters reveal name, sex, day and place of birth; the history of the repository keeps for ever what was once
written in it.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
identifiers: {tax_code: RSSMRA80A01H501U}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
identifiers: {tax_code: 80054330586}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._persons import CODE, SHORTEST, holds_code


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text that holds such a code, mistyped or not where a number belongs; neither the message nor the remedy repeats it."""
    for pointer, text in entry.texts:
        if len(text) < SHORTEST or not holds_code(pointer, text):
            continue
        if pointer == ("identifiers", "tax_code"):
            message = _("this is the tax code of a person, not of an organisation")
            help = _("Write the organisation's own tax code, 11 digits, or delete the line.")
        else:
            message = _("this text has the tax code of a person")
            help = _("Delete the code from the text; nothing here may reveal who a person is.")
        yield Finding(pointer, message, help, span=entry.source.found(pointer, CODE))


RULE = Rule("ALI402", Severity.ERROR, check, is_personal=True)
