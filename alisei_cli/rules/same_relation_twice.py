"""Every relation, member or partner is given once for the same years.

Why: the second line adds nothing, and the pair would be counted twice; two lines are right only if the years do not overlap.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: related, target: alfa-biotech}
  - {kind: related, target: alfa-biotech, since: 2015}
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
relations:
  - {kind: related, target: istituto-rossi}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: related, target: alfa-biotech, since: 2015}
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Related, Severity
from alisei_cli.model.source import Data
from alisei_cli.rules._contract import Rule

LISTS = ("relations", "coordinators", "members", "partners", "participants")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each line that tells again what an earlier line of the same list tells of the same years."""
    for field in LISTS:
        earlier: dict[tuple[str, str], list[tuple[int, Data]]] = {}
        for index, item in entry.items(field):
            key = "target" if field == "relations" else "id"
            kind, body = item.get("kind", ""), item.get(key)
            if not isinstance(kind, str) or not isinstance(body, str):
                continue
            told = earlier.setdefault((kind, body), [])
            same = next((before for before in told if _overlap(before[1], item)), None)
            told.append((index, item))
            if same and same[1] != item:  # lines that are equal throughout are reported as such
                yield Finding(
                    (field, index, key),
                    _("{id} is named a second time in {field}, for the same years", id=body, field=field),
                    _("Keep one of the two lines, with the years that are right, and delete the other."),
                    Fix(_("delete the line"), (Edit((field, index), op="delete"),)),
                    (Related(entry.path, (field, same[0], key), _("here is the first one")),),
                )


def _overlap(one: Data, other: Data) -> bool:
    first, second = _years(one), _years(other)
    return first == second or (_is_before(first[0], second[1]) and _is_before(second[0], first[1]))


def _years(item: Data) -> tuple[str, str]:
    return str(item.get("since") or item.get("from") or ""), str(item.get("until") or "9999")


def _is_before(one: str, other: str) -> bool:
    """Whether a date comes before another, as far as both are known; one that is not known comes before all."""
    length = min(len(one), len(other))
    return not one or one[:length] < other[:length]


RULE = Rule("ALI311", Severity.ERROR, check, fields=frozenset(LISTS))
