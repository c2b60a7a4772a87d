"""What an entry keeps back exists, and is kept back from more people than the shared rules keep it from.

Why: a misspelt pointer would leave in sight what it means to hide; and an entry cannot show what the shared rules hide.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
sharing: {members: [/contact/mail]}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
sharing: {members: [/contact/mailbox]}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, list_types
from alisei_cli.model.sharing import FIELD, locate, parse_pointer
from alisei_cli.model.source import Pointer, join_keys
from alisei_cli.model.view import Audiences
from alisei_cli.nearest import find_nearest
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each line for an unknown audience, and each pointer to no field, to no item, or to what fewer people see anyway."""
    block = entry.data.get(FIELD)
    audiences = Audiences(context)
    schema = context.schemas[entry.kind]
    for name, listed in block.items() if isinstance(block, dict) else ():
        if not entry.is_sound((FIELD, name)) or not isinstance(listed, list):
            continue
        if name not in audiences.levels:
            said = _(
                "the policy has no audience of this name: whatever stands here is for {seen_by} alone",
                seen_by=audiences.names[-1],
            )
            yield Finding((FIELD, name), said, _("Write one of: {seen_by}.", seen_by=audiences.levels[1:]), at="key")
            continue
        for index, text in enumerate(listed):
            if isinstance(text, str) and entry.is_sound((FIELD, name, index)):
                yield from _check_pointer((FIELD, name, index), text, entry, schema, audiences)


def _check_pointer(place: Pointer, text: str, entry: Entry, schema: Schema, audiences: Audiences) -> Iterator[Finding]:
    named = parse_pointer(text)
    route = _find_route(named, schema)
    if not schema.at(route):
        fields = ["/" + "/".join(each) for each, _node in schema.walk() if each and "*" not in each]
        near = find_nearest(text, fields, 1)
        help = (
            _("Did you mean {route}?", route=near[0])
            if near
            else _("Write the way to a field of this entry, such as /contact/mailbox.")
        )
        yield Finding(place, _("there is no such field"), help)
    elif "*" in route and not any(locate(entry.data, named, schema)):
        said = _("there is no such item in {route}", route=join_keys(route))
        yield Finding(place, said, _("Write what tells the item from the others, such as its id: /offers/<...>"))
    elif audiences.place(str(place[1])) < (level := audiences.level(schema, route)):
        said = _(
            "the shared rules keep {route} for {seen_by}, and an entry can only keep more back",
            route=join_keys(route),
            seen_by=audiences.levels[level],
        )
        yield Finding(place, said, _("Delete it: it changes nothing."))


def _find_route(named: tuple[str, ...], schema: Schema) -> Route:
    """The route of a pointer that names items by their identity."""
    route: Route = ()
    for part in named:
        route = (*route, "*" if "array" in list_types(schema.at(route)) else part)
    return route


RULE = Rule("ALI503", Severity.ERROR, check, fields=frozenset({FIELD}))
