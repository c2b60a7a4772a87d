"""A text that contains a space followed by # is in double quotes.

Why: a space and # begin a comment, so that the text ends there and the rest of it is lost.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - value: Istituto Rossi #1
    lang: it
    kind: display
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - value: "Istituto Rossi #1"
    lang: it
    kind: display
type: company # un'impresa
```
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.escape import LIMIT
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.schema import list_types
from alisei_cli.model.source import Span
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._fields import key_of
from alisei_cli.rules._mail import ADDRESS
from alisei_cli.rules._persons import CODE
from alisei_cli.rules._phones import MOBILE

_GLUED = re.compile(r"[^\S\n]+#(?=\w)")
_FORMS = ("enum", "const", "pattern", "x-alisei-facet")
"""What the schema says of a field whose values cannot hold a ``#``."""
_LONGEST = 1_000
"""Characters of a comment that are looked at."""
_FEW = 3
"""Number of words quoted from the beginning and the end of a long text."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text without quotes whose line goes on with a ``#`` and a letter or digit right behind it."""
    schema = context.schemas[entry.kind]
    for pointer, text in entry.texts:
        if not _is_free(schema.at(pointer)):
            continue
        span, lines = entry.source.span(pointer), entry.source.lines
        begins = lines[span.line - 1][span.column - 1 : span.column]
        rest = lines[span.end_line - 1][span.end_column - 1 :]
        found = None if begins in ("'", '"', "|", ">", "") else _GLUED.match(rest)
        if found is None or any(form.search(rest[:_LONGEST]) for form in (ADDRESS, MOBILE, CODE)):
            continue  # of persons another rule speaks, and shows nothing of them
        said = f"{text}{rest.rstrip()}"
        after = Span(span.end_line, span.end_column, span.end_line, span.end_column + len(rest))
        quoted = json.dumps(said, ensure_ascii=False)
        at = span.end_column + found.end() - 1
        edits = (Edit(pointer, said), Edit((), "", "text", after))
        fix = Fix(_("put the whole text in double quotes"), edits) if span.line == span.end_line else None
        yield Finding(
            pointer,
            _("from this # on, the line is a comment and not part of the text"),
            _remedy(f"{key_of(pointer)}: {quoted}", said),
            fix,
            span=Span(span.end_line, at, span.end_line, at + 1),
        )


def _is_free(node: Mapping[str, Any]) -> bool:
    """Whether any text may stand where ``node`` of the schema judges."""
    return "string" in list_types(node) and not any(form in node for form in _FORMS)


def _remedy(line: str, said: str) -> Text:
    if len(line) <= LIMIT:
        return _(
            "If it is a comment, type a space after the #. If it belongs to the text, put the whole text in double quotes: {line}",
            line=line,
        )
    words = said.split()
    return _(
        'If it is a comment, type a space after the #. If it belongs to the text, put the whole text in double quotes: type " before {first} and again after {last}',
        first=" ".join(words[:_FEW]),
        last=" ".join(words[-_FEW:]),
    )


RULE = Rule("ALI027", Severity.WARNING, check, kinds=EVERYTHING, look=re.compile(r"#\w").search)
