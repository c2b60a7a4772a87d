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
  members:
    - field: contact/mail
      reason: {it: Le caselle ricevono pubblicità., en: Mailboxes receive advertising.}
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
  members:
    - field: contact/mailbox
      reason: {it: Le caselle ricevono pubblicità., en: Mailboxes receive advertising.}
changes: {secretariat_fields: [membership]}
```
"""

from collections.abc import Iterator, Mapping

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.policy import FieldRule, read_field_rules
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import Audiences
from alisei_cli.nearest import find_nearest
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each restricted field that no kind has, or that its schema restricts further."""
    audiences = Audiences(context)
    schemas = [context.schemas[kind] for kind in context.kinds]
    known = {
        "/".join(part for part in route if part != "*"): (schema, route) for schema in schemas for route, _n in schema.walk()
    }
    for rule in read_field_rules(entry.data) or ():
        if entry.is_sound(rule.pointer):
            yield from _check_field(rule, known, audiences)


def _check_field(rule: FieldRule, known: Mapping[str, tuple[Schema, Route]], audiences: Audiences) -> Iterator[Finding]:
    pointer, audience, field, path = rule.pointer, rule.level, rule.field, "/".join(rule.route)
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
