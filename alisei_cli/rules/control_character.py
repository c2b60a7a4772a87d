r"""An entry has no control characters.

Why: such characters come with text pasted from PDF files and old programs; they disturb terminals, tables and web pages.

Wrong:
```bytes registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Istituto\x07 Rossi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Source
from alisei_cli.rules._contract import Rule


def remedy(finding: Finding, source: Source) -> Fix | None:
    """The character goes; someone should look what it stood for. Nothing for what was written as an escape."""
    span = finding.span
    if span is None or span.line != span.end_line:
        return None
    found = source.said(span)
    if not found or any(sign.isprintable() for sign in found):
        return None
    return Fix(_("delete the invisible characters"), (Edit((), "", "text", span),))


RULE = Rule("ALI011", Severity.ERROR, remedy=remedy)
