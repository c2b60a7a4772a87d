"""A comment that silences a diagnostic gives the reason.

Why: the next person must be able to see whether the exception is still valid; every silenced diagnostic is counted in the
summary.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23} # alisei: ignore[ALI410]
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sources:
  - {url: http://www.istitutorossi.it, accessed: 2026-11-23} # alisei: ignore[ALI410] the old site has no https
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.comment import comments
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import EVERYTHING, Rule, mentions


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each silencing comment without a reason."""
    for comment in comments(entry.source).values():
        if comment.is_understood and not comment.reason:
            yield Finding(
                (),
                _("this comment silences a diagnostic without giving a reason"),
                _("Write the reason after the bracket: # alisei: ignore[{codes}] the reason", codes=comment.codes),
                span=comment.span,
            )


RULE = Rule("ALI020", Severity.ERROR, check, kinds=EVERYTHING, look=mentions("alisei:"))
