"""Every field that the policy restricts has a reason.

Why: the working group votes on the reason as much as on the field, and members who miss a value ask why.

Wrong:
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

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.policy import read_field_rules
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each restricted field without a reason in both languages."""
    for rule in read_field_rules(entry.data) or ():
        if rule.reason is None and entry.is_sound(rule.pointer):
            line = f"- {{field: {rule.field}, reason: {{it: <...>, en: <...>}}}}"
            yield Finding(rule.pointer, _("no reason is given for {field}", field=rule.field), _("Write {line}", line=line))


RULE = Rule("ALI504", Severity.NOTE, check, kinds=("policy",))
