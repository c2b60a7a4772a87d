"""A comment that silences a diagnostic is visible, and names a rule that may be silenced.

Why: only what a person may see differently can be silenced, and only where a reader of the change sees it; a typing error
leaves the comment without effect, or waiting there to silence something else one day.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23} # alisei: ignore[plain-htp] the old site has no https
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sources:
  - {url: http://www.istitutorossi.it, accessed: 2026-11-23} # alisei: ignore[plain-http] the old site has no https
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.comment import WORD, Comment, comments
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.nearest import find_nearest
from alisei_cli.rules import RULES
from alisei_cli.rules._contract import EVERYTHING, Rule, mentions

_MANY = 50
"""Maximum number of names that get a suggestion."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Find each silencing comment without effect, and each wrong name in one.

    A name is wrong if it belongs to no rule, or to one that cannot be silenced.
    """
    rules = {name: RULES.load(name) for name in RULES.names}
    codes = {rule.code: rule for rule in rules.values()}
    judged = [name for name, rule in rules.items() if rule.may_be_silenced]
    told = 0
    for comment in comments(entry.source).values():
        said = f"# alisei: ignore[{', '.join(comment.codes)}] {comment.reason}".rstrip()
        if not comment.is_understood and not find_nearest(comment.word, [WORD], 1):
            continue  # someone's own remark
        if not comment.is_understood:
            yield Finding((), _("this comment silences nothing"), _("Write {line}", line=said), span=comment.span)
            continue
        if not comment.is_in_sight:
            message = _("this comment silences nothing: it is so far to the right that a reader may not see it")
            yield Finding((), message, _("Write it alone on the line above: {line}", line=said), span=comment.span)
        for name in comment.codes:
            rule = rules.get(name) or codes.get(name)
            if rule is None:
                told += 1
                near = find_nearest(name, [*rules, *codes], 1) if told <= _MANY else []
                help = _("Write {near} instead of {key}.", near=near[0], key=name) if near else _explain_removal(name, comment)
                yield Finding(
                    (), _("this comment is meant to silence {name}, which is not a rule", name=name), help, span=comment.span
                )
            elif not rule.may_be_silenced:
                message = _(
                    "this comment is meant to silence {name}, which no comment can silence: it is not a matter of judgement",
                    name=name,
                )
                help = _(
                    "{away} Correct what {name} reports; only these can be silenced: {names}.",
                    away=_explain_removal(name, comment),
                    name=name,
                    names=judged,
                )
                yield Finding((), message, help, span=comment.span)


def _explain_removal(name: str, comment: Comment) -> Text:
    return _("Delete the comment.") if len(comment.codes) == 1 else _("Remove {name} from the brackets.", name=name)


RULE = Rule("ALI023", Severity.ERROR, check, kinds=EVERYTHING, look=mentions("alisei:"))
