"""Every field that the policy restricts exists, and the policy names no wider audience than its schema.

Why: a misspelt field would be shown to everyone, although the policy means to hide it; and what the schema keeps from an audience, the policy cannot show.

Wrong:
```yaml schema/policy.yaml
# yaml-language-server: $schema=policy.schema.json
version: 1.0.0
repository: public
licence: {data: CC-BY-4.0, code: Apache-2.0}
freshness: {verified_months: 12, untouched_months: 24}
audiences: [public, members, secretariat]
fields:
  members: [contact/mail]
changes: {secretariat_fields: [membership]}
```

Right:
```yaml schema/policy.yaml
# yaml-language-server: $schema=policy.schema.json
version: 1.0.0
repository: public
licence: {data: CC-BY-4.0, code: Apache-2.0}
freshness: {verified_months: 12, untouched_months: 24}
audiences: [public, members, secretariat]
fields:
  members: [contact/mailbox]
changes: {secretariat_fields: [membership]}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import Audiences, route_of
from alisei_cli.nearest import find_nearest
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each restricted field that no kind has, or that its schema restricts further."""
    audiences = Audiences(context)
    schemas = [context.schemas[kind] for kind in context.kinds]
    known = {
        "/".join(part for part in route if part != "*"): (schema, route) for schema in schemas for route, _n in schema.walk()
    }
    fields = entry.data.get("fields")
    for name, named in fields.items() if isinstance(fields, dict) else ():
        for index, field in enumerate(named if isinstance(named, list) else ()):
            if isinstance(field, str) and entry.is_sound(("fields", name, index)):
                yield from _check_field(("fields", name, index), name, field, known, audiences)


def _check_field(
    pointer: tuple[str | int, ...], audience: str, field: str, known: dict[str, tuple[Schema, Route]], audiences: Audiences
) -> Iterator[Finding]:
    path = "/".join(route_of(field))
    if path not in known:
        near = find_nearest(path, known, 1)
        help = _("Did you mean {near}?", near=near[0]) if near else _("Delete it, or add the field to a schema first.")
        yield Finding(pointer, _("no kind of entry has the field {field}", field=field), help)
        return
    schema, route = known[path]
    declared = audiences.level(schema, route)
    if audience in audiences.levels and audiences.place(audience) < declared:
        message = _(
            "{file} shows {field} only to {audience}, and the policy can only restrict it further",
            file=f"schema/{schema.kind}.schema.json",
            field=field,
            audience=audiences.levels[declared],
        )
        yield Finding(pointer, message, _("Delete it here, or change x-alisei-audience in the schema."))


RULE = Rule("ALI501", Severity.ERROR, check, kinds=("policy",))
