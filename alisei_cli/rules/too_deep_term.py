"""No term is more than three levels deep.

Why: two levels are usual and three the limit: people who fill in an entry have to find the right term by looking.

Wrong:
```terms taxonomy.yaml
vaccines:
  labels: {it: Vaccini, en: Vaccines}
  parent: pharma
rna-vaccines:
  labels: {it: Vaccini a RNA, en: RNA vaccines}
  parent: vaccines
mrna-vaccines:
  labels: {it: Vaccini a mRNA, en: Messenger RNA vaccines}
  parent: rna-vaccines
```

Right:
```terms taxonomy.yaml
vaccines:
  labels: {it: Vaccini, en: Vaccines}
  parent: pharma
rna-vaccines:
  labels: {it: Vaccini a RNA, en: RNA vaccines}
  parent: vaccines
mrna-vaccines:
  labels: {it: Vaccini a mRNA, en: Messenger RNA vaccines}
  parent: vaccines
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.taxonomy import iterate_terms
from alisei_cli.rules._contract import Rule

DEEPEST = 3


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each term right below the deepest level; what stands below it again goes with it."""
    for pointer, facet, _body in iterate_terms(entry.data):
        terms = context.taxonomy.facets[facet].terms
        line = [str(pointer[-1])]
        while len(line) <= DEEPEST + 1 and (parent := terms[line[-1]].parent) in terms and parent not in line:
            line.append(str(parent))
        is_circle = terms[line[-1]].parent in line
        if len(line) == DEEPEST + 1 and not is_circle:
            yield Finding(
                (*pointer, "parent"),
                _("{code} is on level {level}; at most {limit} are allowed", code=line[0], level=len(line), limit=DEEPEST),
                _("Write a parent that is higher up, for example {higher}.", higher=line[2]),
            )


RULE = Rule("ALI225", Severity.ERROR, check, kinds=("taxonomy",))
