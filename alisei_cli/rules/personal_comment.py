"""Comments hold no e-mail address, no mobile number and no tax code of a person.

Why: a comment is as public as the data, and git keeps it for ever; the other rules for personal data look at values only.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
head_office: {region: lazio, country: IT} # to be asked: mario.rossi@istitutorossi.it
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
head_office: {region: lazio, country: IT} # the municipality is to be asked
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.source import Span
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._mail import ADDRESS
from alisei_cli.rules._persons import CODE
from alisei_cli.rules._phones import MOBILE

_BEGINS = re.compile(r"(?<!\S)#")
_LONGEST = 1_000
"""Characters of a comment that are searched."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Find personal data in comments; the message does not repeat them."""
    for number, line in enumerate(entry.source.text.split("\n"), 1):
        begins = _BEGINS.search(line)
        if not begins:
            continue
        comment = line[begins.start() :][:_LONGEST]
        found = next((hit for form in (ADDRESS, MOBILE, CODE) if (hit := form.search(comment))), None)
        if found and not any(found[0] in text for _pointer, text in entry.texts):
            start = begins.start() + found.start() + 1
            yield Finding(
                (),
                _("this comment holds an e-mail address, a mobile number or the tax code of a person"),
                _("Delete it from the comment: comments are public too, and git keeps them for ever."),
                span=Span(number, start, number, start + len(found[0])),
            )


def _has_comment(text: str) -> bool:
    """Whether a ``#`` occurs after the first line."""
    return text.find("#", 1) > 0


RULE = Rule("ALI430", Severity.WARNING, check, look=_has_comment, is_personal=True)
