"""The id of an entry is the name of its file.

Why: people look for an entry by its file and programs by its id; other entries point at the id, so the two must never part.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-russo
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.census import Census, Facts
from alisei_cli.model.dataset import Law, is_id
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule

POINTER = ("id",)


def census(census: Census, law: Law) -> Iterator[Finding]:
    """Each id other than the file's name; silent where either is malformed, for then that is said."""
    parted = [facts for facts in census.facts if facts.id != _stem(facts) and is_id(_stem(facts))]
    if not parted:
        return
    named = {reference.target for facts in census.facts for reference in facts.references}
    for facts in parted:
        stem = _stem(facts)
        owner = next((other.path for other in census.by_id[facts.id] if _stem(other) == facts.id), None)
        is_renamed = owner is None and facts.id in named
        yield Finding(
            POINTER,
            _("the id is {id}, but the file is called {file}", id=facts.id, file=f"{stem}.yaml"),
            _help(facts.id, stem, owner, is_renamed=is_renamed),
            None if is_renamed else Fix(_("write id: {stem}", stem=stem), (Edit(POINTER, stem),)),
            path=facts.path,
        )


def _stem(facts: Facts) -> str:
    return facts.path.rsplit("/", 1)[-1].removesuffix(".yaml")


def _help(id_: str, stem: str, owner: str | None, *, is_renamed: bool) -> Text:
    if owner:
        return _("Write id: {stem}. The id {id} is that of {path}.", stem=stem, id=id_, path=owner)
    if is_renamed:
        return _("Rename the file to {id}.yaml: other entries know it by this id, and an id never changes.", id=id_)
    return _("Write id: {stem}, or rename the file to {id}.yaml if the id is the right one.", stem=stem, id=id_)


RULE = Rule("ALI106", Severity.ERROR, census=census)
