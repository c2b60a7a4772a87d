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
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.ids import is_id
from alisei_cli.rules._contract import Rule

POINTER = ("id",)


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each id other than the file's name; silent where either is malformed, for then that is said."""
    parted = [summary for summary in dataset.summary if summary.id != _stem(summary) and is_id(_stem(summary))]
    if not parted:
        return
    named = {reference.target for summary in dataset.summary for reference in summary.references}
    for summary in parted:
        stem = _stem(summary)
        owner = next((other.path for other in dataset.by_id[summary.id] if _stem(other) == summary.id), None)
        is_renamed = owner is None and summary.id in named
        yield Finding(
            POINTER,
            _("the id is {id}, but the file is called {file}", id=summary.id, file=f"{stem}.yaml"),
            _help(summary.id, stem, owner, is_renamed=is_renamed),
            None if is_renamed else Fix(_("write id: {stem}", stem=stem), (Edit(POINTER, stem),)),
            path=summary.path,
        )


def _stem(summary: EntrySummary) -> str:
    return summary.path.rsplit("/", 1)[-1].removesuffix(".yaml")


def _help(id_: str, stem: str, owner: str | None, *, is_renamed: bool) -> Text:
    if owner:
        return _("Write id: {stem}. The id {id} is that of {path}.", stem=stem, id=id_, path=owner)
    if is_renamed:
        return _("Rename the file to {id}.yaml: other entries know it by this id, and an id never changes.", id=id_)
    return _("Write id: {stem}, or rename the file to {id}.yaml if the id is the right one.", stem=stem, id=id_)


RULE = Rule("ALI106", Severity.ERROR, check_dataset=check_dataset)
