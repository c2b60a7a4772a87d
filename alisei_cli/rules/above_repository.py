"""A file of the repository holds no value that is for fewer people than the repository itself.

Why: whoever reads the repository reads its files, whatever schema and policy say of them; and git keeps them for ever.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
notes: Conferma attesa dopo l'assemblea.
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
facts: {founded: 2005}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.routes import generalise
from alisei_cli.model.schema import Schema
from alisei_cli.model.sharing import FIELD
from alisei_cli.model.source import Pointer, join_keys
from alisei_cli.model.view import Audiences
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each value above the repository's audience, the outermost of those inside each other; its text is never said."""
    schema = context.schemas[entry.kind]
    audiences = Audiences(context)
    raised = audiences.raised(entry, schema)
    above = {pointer for pointer, level in raised.items() if level > audiences.repository}
    above.update(_list_above(entry, schema, audiences, context))
    for pointer in sorted(above, key=str):
        if any(pointer[:length] in above for length in range(len(pointer))):
            continue
        level = audiences.decide_value(pointer, schema, raised).level
        yield Finding(
            pointer,
            _(
                "{route} is for {seen_by}, and this repository is for {repository}",
                route=join_keys(generalise(pointer)) or entry.id,
                seen_by=audiences.levels[level],
                repository=audiences.levels[audiences.repository],
            ),
            _(
                "Delete it here; it belongs in the private repository beside this one. If it has been committed, tell the secretariat: git keeps it."
            ),
            at="key" if pointer and isinstance(pointer[-1], str) else "value",
        )


def _list_above(entry: Entry, schema: Schema, audiences: Audiences, context: Context) -> Iterator[Pointer]:
    """Values of ``entry`` whose field is for fewer people, where schema or policy say so.

    The sharing block is none of them: each line is judged by what it names. A field of which nothing is said is a slip of its schema.
    """
    key = f"above {audiences.repository} {context.policy.get('fields')}"
    routes = (
        route
        for route, _node in schema.walk()
        if route
        and route[0] != FIELD
        and (found := audiences.decide(schema, route)).pointer
        and found.level > audiences.repository
    )
    return (pointer for _number, pointer, _value in schema.find(entry.data, key, routes))


RULE = Rule("ALI502", Severity.ERROR, check)
