"""What standard error says of the files of a dataset besides the result."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alisei_cli.language import Text, _, _n

if TYPE_CHECKING:
    from alisei_cli.model.dataset import Dataset
    from alisei_cli.store._journal import Undone

MOST_NAMED = 20
"""Most files that one remark names."""


def describe_left_out(found: "Dataset") -> Iterator[str]:
    """Describe the files of a state that are left out of it, and what to do."""
    if found.unreadable:
        said = _n(
            "{n} file cannot be read and is left out: {paths}",
            "{n} files cannot be read and are left out: {paths}",
            n=len(found.unreadable),
            paths=shorten(found.unreadable),
        )
        yield f"alisei: {said}"
        if found.as_of is None:
            yield f"  {_('alisei validate says what is wrong.')}"
    if found.missing:
        said = _n(
            "{n} file of the commit is not on the disk and is left out: {paths}",
            "{n} files of the commit are not on the disk and are left out: {paths}",
            n=len(found.missing),
            paths=shorten(found.missing),
        )
        yield f"alisei: {said}"
        help = _(
            "git restore FILE brings deleted files back; git sparse-checkout disable brings back those that a sparse checkout leaves out."
        )
        yield f"  {help}"


def describe_undone(undone: "Undone | None") -> list[Text]:
    """Describe what was put back after a run that was killed."""
    if undone is None:
        return []
    back, left = undone.put_back, undone.left
    said = [
        _n(
            "An earlier run was interrupted while it wrote: {n} file has been put back as it was before: {paths}",
            "An earlier run was interrupted while it wrote: {n} files have been put back as they were before: {paths}",
            n=len(back),
            paths=shorten(back),
        )
        if back
        else _("An earlier run was interrupted while it wrote; no file had to be put back.")
    ]
    if left:
        said.append(
            _(
                "Changed by someone since then, and left as they are: {paths}. Compare with the last commit: git diff",
                paths=shorten(left),
            )
        )
    return said


def shorten(paths: Sequence[str]) -> list[str]:
    """The first of many paths."""
    return [*paths[:MOST_NAMED], *(["..."] if len(paths) > MOST_NAMED else [])]
