"""A plan to erase data from history, as a numbered list with commands to paste; it never tells the data."""

import shlex
from collections.abc import Iterator, Sequence

from alisei_cli.escape import escape_line
from alisei_cli.language import Text, _, _n
from alisei_cli.model.erasure import Erasure
from alisei_cli.render.lines import wrap, wrap_hanging

EXPRESSIONS = "../expressions.txt"
"""The file of values, beside the repository and beside the copy that is rewritten."""
MOST = 20
"""Most lines of one list."""
FILTER = "git -C erase.git filter-repo --sensitive-data-removal"


def render(plan: Erasure, again: str, columns: int) -> Iterator[str]:
    """Yield the plan; ``again`` is the command that makes it, without the data."""
    yield str(_head_line(plan))
    if not plan.commits:
        yield from wrap(str(_("If a file of today has it, delete it there; there is nothing else to do.")), columns)
        yield from _unsearched(plan)
        return
    yield from _where(plan)
    if plan.values is None:
        said = _(
            "Only the entry's own files are looked at: what other files and messages repeat of it takes a plan with --field or --value."
        )
        yield from ["", *wrap(str(said), columns)]
    intro = _("What to do, in this order. alisei rewrites no history: these commands do, in a copy, when you run them.")
    yield from ["", *wrap(str(intro), columns)]
    for number, (said, commands) in enumerate(_steps(plan, again), 1):
        yield ""
        yield from _hang(f"{number}. ", said, columns)
        yield from (f"     {escape_line(command)}" for command in commands)
    yield from ["", str(_("What cannot be undone:"))]
    for each in _limits():
        yield from _hang("- ", each, columns)


def _hang(mark: str, said: Text, columns: int) -> Iterator[str]:
    first, *rest = wrap_hanging(str(said), len(mark), columns)
    yield mark + first
    yield from rest


def _head_line(plan: Erasure) -> Text:
    if plan.values is None and not plan.commits:
        return _("{id}: no commit holds an entry of this id", id=plan.id)
    if plan.values is None:
        return _n("{id}: {n} file of the history holds this entry", "{id}: {n} files of the history hold this entry", id=plan.id, n=len(plan.paths))  # fmt: skip
    if not plan.commits:
        return _("{id}: no commit holds the value", id=plan.id)
    return _n("{id}: {n} file of the history holds the value", "{id}: {n} files of the history hold the value", id=plan.id, n=len(plan.paths))  # fmt: skip


def _where(plan: Erasure) -> Iterator[str]:
    yield from _list(_("Files:"), plan.paths)
    said = [f"{each.date}  {each.commit[:12]}  {_('taken away') if each.is_gone else _('brought in')}  {each.path}" for each in plan.commits]  # fmt: skip
    yield from _list(_("Commits; every later one gets another id:"), said)
    yield from _list(_("Branches, tags and other refs:"), plan.refs)
    yield from _list(_("Messages of commits and tags:"), plan.messages)
    yield from _list(_("Maybe the same entry under another id; if so, run the plan for that id too:"), plan.former_paths)
    yield from _unsearched(plan)


def _unsearched(plan: Erasure) -> Iterator[str]:
    yield from _list(_("Too large to be searched:"), plan.unsearched)


def _list(title: Text, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield str(title)
    yield from (f"  {escape_line(line)}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield f"  {_n('and {n} more', 'and {n} more', n=len(lines) - MOST)}"


def _steps(plan: Erasure, again: str) -> Iterator[tuple[Text, list[str]]]:
    if plan.is_present:
        yield _("Take it out of the files of today by an ordinary commit, so that the registry stays whole."), []
    yield _("Close the open pull requests, and ask everyone to stop pushing until you are done."), []
    if plan.values:
        yield (
            _("Write the values into a file outside the repository; delete it when you are done."),
            [f"{again} --audience secretariat --expressions {EXPRESSIONS}", "cd .."],
        )
    yield (
        _("Rewrite a fresh copy of all refs (ADDRESS is that of the repository; pip install git-filter-repo)."),
        ["git clone --mirror ADDRESS erase.git", *_filters(plan)],
    )
    yield (
        _("Look whether it is gone: the last line has to say that no commit holds it."),
        ["git clone erase.git look", f"{again.replace('alisei', 'alisei -C look', 1)}"],
    )
    yield _("Replace the published history; protection of branches has to be off for that moment."), ["git -C erase.git push --mirror --force ADDRESS"]  # fmt: skip
    yield (
        _(
            "Ask GitHub Support (support.github.com) to delete cached views and the refs of pull requests: name the repository, and the first changed commit that git filter-repo has printed."
        ),
        [],
    )
    yield _("Write to the owner of every fork, and to everyone who has a clone: delete it and clone again; a push from an old clone brings all of it back."), []  # fmt: skip
    yield _("Delete the exports and releases made since the first of these commits, on GitHub and on Zenodo, and publish them again; ask the Internet Archive, Software Heritage and search engines to drop their copies."), []  # fmt: skip
    yield _("Write down what was done, when and who was told, without the value; tell the person concerned."), []


def _filters(plan: Erasure) -> list[str]:
    found = []
    if plan.whole_paths:
        paths = " ".join(f"--path {shlex.quote(path)}" for path in plan.whole_paths)
        found.append(f"{FILTER} --invert-paths {paths}")
    if plan.values:
        found.append(f"{FILTER} --replace-text {EXPRESSIONS} --replace-message {EXPRESSIONS}")
    return found


def _limits() -> tuple[Text, ...]:
    return (
        _("Copies that others have made, forks whose owners do not answer, and what was read or downloaded before."),
        _("Ids of all later commits change: links and citations to them break, signatures are lost."),
        _("GitHub deletes nothing by itself: until Support has answered, the old commits can be reached by their ids."),
    )
