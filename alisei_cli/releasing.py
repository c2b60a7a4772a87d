"""A release of the registry: checks that it may be made, and makes its files."""

from collections.abc import Sequence
from pathlib import Path

from alisei_cli import __version__
from alisei_cli.core.ask import Request, ask
from alisei_cli.core.diff import diff
from alisei_cli.core.release import make_files
from alisei_cli.core.view import view
from alisei_cli.errors import DataError, SurroundingsError, UsageError
from alisei_cli.exports import EXPORTS
from alisei_cli.language import _, _n, speak_language
from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.history import Commit
from alisei_cli.model.release import Made, Release, check_version, read_version
from alisei_cli.model.statistics import REPORT as STATISTICS
from alisei_cli.model.statistics import Published, has_counts
from alisei_cli.model.verdict import Verdict
from alisei_cli.reports import REPORTS
from alisei_cli.store import git, history, objects
from alisei_cli.store.dataset_cache import FOLDERS
from alisei_cli.store.load import today

TABLES = ("overview", "coverage", STATISTICS)
"""Reports whose tables are part of a release."""


def make_release(
    root: Path, verdict: Verdict, version: str, since: str | None = None, earlier: Sequence[Published] = ()
) -> dict[str, bytes]:
    """Make the files of the release ``version`` of the last commit, for the widest audience; ``verdict`` is that of its files.

    The notes compare with ``since``, else with the last release; the first has nothing to compare with. ``earlier``: the statistics
    of the releases before.

    Raises:
        UsageError: earlier statistics are not named, ``version`` is none, is not later than the last release, or was given to another commit.
        DataError: the registry has errors.
        SurroundingsError: there is no commit, files differ from it, the clone is shallow, or a library is missing.
    """
    commit = git.commit(root)
    if commit is None:
        raise SurroundingsError(
            _("a release is made of a commit, and there is none here"), _("Commit the registry with git first.")
        )
    past = history.past(root)
    former = _find_former(past.commits(), version, commit)
    check_version(version, today(), former)
    base = since or former
    _expect_clean(root, verdict)
    dataset, past = history.load_at(root, commit)
    seen = view(dataset)
    day = next(each.date for each in past.commits() if each.commit == commit)
    release = Release(version, day, commit, base, f"alisei {__version__}", verdict.count(Severity.WARNING))
    difference = diff(*history.load_two(root, base, commit)) if base else None
    with speak_language("en"):
        exports = [Made(name, EXPORTS.summary(name), EXPORTS.load(name).build(seen)) for name in EXPORTS.names]
        answers = [
            ask(name, REPORTS.load(name), dataset, Request(earlier=earlier if name == STATISTICS else ()), past)
            for name in TABLES
        ]
    if former and not earlier and any(has_counts(answer) for answer in answers if answer.report == STATISTICS):
        raise UsageError(
            _("the statistics of this release may give away single values beside those of an earlier one, and none is named"),
            _("Name the file statistics.json of each earlier release that has one: --before FILE."),
        )
    return make_files(release, seen, exports, answers, difference)


def _find_former(commits: tuple[Commit, ...], version: str, commit: str) -> str | None:
    """The last release before ``version``, by the tags of the main line.

    Raises:
        UsageError: the tag ``version`` names another commit than ``commit``.
    """
    tagged = {tag: each.commit for each in commits for tag in each.releases if read_version(tag)}
    if tagged.pop(version, commit) != commit:
        raise UsageError(_("the release {version} is another commit", version=version), _("Give this one the next number."))
    return max(tagged, key=lambda tag: read_version(tag) or (0, 0, 0), default=None)


def _expect_clean(root: Path, verdict: Verdict) -> None:
    """Refuse files that are not those of the commit, and errors."""
    changed = objects.compare_with_commit(root, *FOLDERS)
    if changed:
        raise SurroundingsError(
            _("files differ from the last commit: {paths}", paths=sorted(changed.paths)[:10]),
            _("A release is made of a commit: commit the changes, or undo them with git restore."),
        )
    errors = verdict.count(Severity.ERROR)
    if errors:
        said = _n("the registry has {n} error: no release is made of it", "the registry has {n} errors: no release is made of it", n=errors)  # fmt: skip
        raise DataError(said, _("alisei validate says what is wrong."))
