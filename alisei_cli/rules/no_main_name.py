"""Every entry has a display name or a legal name.

Why: lists, maps and reports show one name for each entry; an acronym or a former name alone does not tell readers which
organisation it is.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: IR, kind: acronym}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
  - {value: IR, kind: acronym}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule

_ADD = _("Add the name in common use: - {{value: <...>, kind: display}}")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The list of names, if none in it is of kind legal or display and each kind is a sound one."""
    names = entry.data.get("names")
    if not isinstance(names, list) or not any(
        violation.keyword == "contains" and violation.pointer == ("names",) for violation in entry.violations
    ):
        return
    kinds = context.schemas[entry.kind].at(("names", 0, "kind")).get("enum", ())
    if not all(isinstance(name, dict) and name.get("kind") in kinds for name in names):
        return  # a kind is missing or misspelt, and reported: perhaps it was to be this one
    if not names:
        yield Finding(("names",), _("the list of names is empty"), _ADD)
    elif len(names) == 1 and names[0]["kind"] == "alias":
        yield Finding(
            ("names",),
            _("no name here is of kind legal or display, so it is not known what to call this entry"),
            _("Write kind: display if everyone knows it by this name, or kind: legal if this is its official name."),
            Fix(_("write kind: display"), (Edit(("names", 0, "kind"), "display"),)),
        )
    else:
        yield Finding(("names",), _("no name here is of kind legal or display, so it is not known what to call this entry"), _ADD)


RULE = Rule("ALI107", Severity.ERROR, check, is_of_schema=True)
