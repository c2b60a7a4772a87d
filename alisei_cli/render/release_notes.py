"""The notes of a release in the language of the moment, as Markdown: what it holds, what changed since the last, how to check and cite it."""

from collections.abc import Iterator, Sequence

from alisei_cli.language import Text, _, _n
from alisei_cli.model.about import read_about
from alisei_cli.model.difference import Difference
from alisei_cli.model.release import Release
from alisei_cli.model.view import View
from alisei_cli.render.differences._contract import Format
from alisei_cli.render.markdown import escape
from alisei_cli.render.screen import Screen

Part = tuple[str, str]
"""A file or folder of the release, and what it is."""


def render_notes(
    release: Release, dataset: View, difference: Difference | None, parts: Sequence[Part], form: Format
) -> Iterator[str]:
    """Yield lines; ``difference`` is told by ``form``, a format of differences for Markdown."""
    about = read_about(dataset.context.policy)
    yield f"# {escape(str(about.title))} {release.version}"
    yield ""
    for said in _list_facts(release, dataset):
        yield f"- {escape(str(said))}"
    yield from ["", f"## {_('What has changed')}", ""]
    if difference is None:
        yield str(_("This is the first release: there is none to compare it with."))
    else:
        yield from form.render(difference, Screen())
    yield from ["", f"## {_('Files')}", "", f"| {_('file')} | {_('what it is')} |", "| --- | --- |"]
    yield from (f"| `{path}` | {what} |" for path, what in parts)
    yield from [
        "",
        str(_("To check what you have downloaded: {command}", command="sha256sum --check --ignore-missing SHA256SUMS")),
    ]
    yield from ["", str(_("To cite it: {citation}", citation=_cite(release, dataset)))]


def _list_facts(release: Release, dataset: View) -> Iterator[Text]:
    yield _("Of {day}, commit {commit}.", day=release.date, commit=release.commit)
    for kind in dataset.context.kinds:
        n = len(dataset.of_kind(kind))
        if n:
            yield _("{label}: {n}", label=dataset.context.kind_labels[kind], n=n)
    yield _("Taxonomy {taxonomy}, sharing rules {rules}, {tool}.", taxonomy=dataset.context.taxonomy.version, rules=dataset.context.policy.get("version"), tool=release.tool)  # fmt: skip
    yield _("It holds what everyone may see; what is for members or for the secretariat is not in it.")
    if release.warnings:
        yield _n("alisei validate finds no error and {n} warning.", "alisei validate finds no error and {n} warnings.", n=release.warnings)  # fmt: skip
    else:
        yield _("alisei validate finds no error and no warning.")


def _cite(release: Release, dataset: View) -> str:
    about = read_about(dataset.context.policy)
    return about.cite(f"{about.title}, {release.version}")
