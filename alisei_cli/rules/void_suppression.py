"""A comment that is to silence a diagnostic names a rule that can be silenced.

Why: a slip of the hand in such a comment leaves it without effect, or waits there to silence something else one day.

Wrong:
```yaml registry/groups/gdl-prova.yaml
# yaml-language-server: $schema=../../schema/group.schema.json
id: gdl-prova
status: active
names:
  - {value: Gruppo di prova, kind: display}
sources:
  - {url: https://www.clusteralisei.it, accessed: 2026-11-23} # alisei: ignore[plain-htp] the old site has no https
```

Right:
```yaml registry/groups/gdl-prova.yaml
# yaml-language-server: $schema=../../schema/group.schema.json
id: gdl-prova
status: active
names:
  - {value: Gruppo di prova, kind: display}
sources:
  - {url: http://www.clusteralisei.it, accessed: 2026-11-23} # alisei: ignore[plain-http] the old site has no https
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.comment import UNSILENCEABLE, WORD, Comment, comments
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.nearest import nearest
from alisei_cli.rules import RULES
from alisei_cli.rules._contract import EVERYTHING, Rule

_MANY = 50
"""So many names get a suggestion; one more makes the search too long."""


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each silencing comment that silences nothing, and each name in one that is no rule's."""
    rules = {name: RULES.load(name).code for name in RULES.names}
    codes = {code: code for code in rules.values()}
    told = 0
    for comment in comments(entry.source).values():
        said = f"# alisei: ignore[{', '.join(comment.codes)}] {comment.reason}".rstrip()
        if not comment.is_understood and not nearest(comment.word, [WORD], 1):
            continue  # somebody's own remark
        if not comment.is_understood:
            yield Finding((), _("this comment silences nothing"), _("Write {line}", line=said), span=comment.span)
            continue
        for name in comment.codes:
            code = rules.get(name) or codes.get(name)
            if code is None:
                told += 1
                near = nearest(name, [*rules, *codes], 1) if told <= _MANY else []
                help = _("Write {near} instead of {key}.", near=near[0], key=name) if near else _away(name, comment)
                yield Finding((), _("this comment is to silence {name}, which is no rule", name=name), help, span=comment.span)
            elif code.startswith(UNSILENCEABLE):
                message = _("this comment is to silence {name}, which nothing can silence", name=name)
                yield Finding((), message, _away(name, comment), span=comment.span)


def _away(name: str, comment: Comment) -> Text:
    return _("Delete the comment.") if len(comment.codes) == 1 else _("Take {name} out of the brackets.", name=name)


RULE = Rule("ALI023", Severity.ERROR, check, kinds=EVERYTHING, words=("alisei:",))
