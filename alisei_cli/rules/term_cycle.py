"""No term is above itself.

Why: totals add up from the bottom to the top: where the parents go round in a circle there is no top.

Wrong:
```terms taxonomy.yaml
pharma:
  labels: {it: Farmaceutico, en: Pharmaceuticals}
  parent: vaccines
vaccines:
  labels: {it: Vaccini, en: Vaccines}
  parent: pharma
```

Right:
```terms taxonomy.yaml
vaccines:
  labels: {it: Vaccini, en: Vaccines}
  parent: pharma
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.taxonomy import iterate_terms
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each circle of parents once, at its first term."""
    parents = {
        facet.name: {code: term.parent for code, term in facet.terms.items()} for facet in context.taxonomy.facets.values()
    }
    done: set[tuple[str, str]] = set()
    for pointer, facet, _body in iterate_terms(entry.data):
        chain: list[str] = []
        code: str | None = str(pointer[-1])
        while code in parents[facet] and (facet, code) not in done:
            done.add((facet, code))
            chain.append(code)
            code = parents[facet][code]
        if code in chain:
            circle = chain[chain.index(code) :]
            first = min(circle, key=list(parents[facet]).index)
            turned = circle[circle.index(first) :] + circle[: circle.index(first)]
            yield Finding(
                ("facets", facet, "terms", first, "parent"),
                _("{code} is above itself: {chain}", code=first, chain=" > ".join((*turned[:20], first))),
                _("Delete the parent of the most general of these terms, or write a term that is above them all."),
            )


RULE = Rule("ALI222", Severity.ERROR, check, kinds=("taxonomy",))
