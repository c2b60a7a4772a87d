"""The id of an entry is the name of its file.

Why: people look for an entry by its file and programs by its id; other entries point at the id, so the two must never part.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-russo
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Entry, Law, is_id
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule

POINTER = ("id",)


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """An id other than the file's name; silent where either is malformed, for then that is said."""
    declared = entry.data.get("id")
    file = entry.path.rsplit("/", 1)[-1]
    stem = file.removesuffix(".yaml")
    if not isinstance(declared, str) or declared == stem or not is_id(stem):
        return
    if any(violation.pointer == POINTER for violation in entry.violations):
        return
    yield Finding(
        POINTER,
        _("the id is {id}, but the file is called {file}", id=declared, file=file),
        _("Write id: {stem}, or rename the file to {id}.yaml if the id is the right one.", stem=stem, id=declared),
        Fix(_("write id: {stem}", stem=stem), (Edit(POINTER, stem),)),
    )


RULE = Rule("ALI106", Severity.ERROR, check)
