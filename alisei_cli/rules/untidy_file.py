r"""Every line ends with a line feed and no spaces before it, and the file begins without a byte order mark.

Why: such traces of an editor lose nothing; but the next person who saves the file without them seems to change every line.

Wrong:
```bytes registry/stakeholders/toscana/istituto-rossi.yaml
status: active\x20\x20
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


def remedy(finding: Finding, source: Source) -> Fix:
    """All of it at once: nothing of it is content."""
    return Fix(_("tidy the ends of the lines"), (Edit((), op="tidy"),), safe=True)


RULE = Rule("ALI016", Severity.NOTE, remedy=remedy)
