"""A review from the repository to the judgement; it reads commits alone, and nothing of the working tree.

Schemas and policy are those of the base, so that a proposal cannot change what it is judged by; so is the taxonomy, unless the proposal
changes it: then its own is tried, and what that moves is part of the review.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from alisei_cli.core.diff import diff
from alisei_cli.core.owners import check_worst
from alisei_cli.core.review import judge_together, list_new, review
from alisei_cli.model.dataset import Dataset
from alisei_cli.model.review import Review, Together
from alisei_cli.model.table import Answer
from alisei_cli.model.verdict import Verdict
from alisei_cli.pipeline import validate_trees
from alisei_cli.store.branch import TAXONOMY, Branch, find_altered, load_branch, load_trees
from alisei_cli.store.change_sets import read_change_set
from alisei_cli.store.history import load_under
from alisei_cli.store.load import load_context


def review_branch(root: Path, base: str, head: str, actors: Sequence[int], other: str | None = None) -> Review:
    """Judge what ``head`` changes since it left ``base``, for the worst of the accounts ``actors``; with ``other``, what the two break together.

    Raises:
        SurroundingsError: there is no git, no such commit, no common history, or the clone is too shallow to tell.
    """
    ownership = check_worst(read_change_set(root, base, head), actors)
    branch = load_branch(root, base, head)
    trees = load_trees(root, branch.base_files, [branch.base_files, branch.lay_over(branch.base_files)])
    before, after = validate_trees(root, trees, branch.standing.altered)
    context = load_context(trees[0]).context
    old, new = load_under(root, [branch.standing.fork, branch.standing.head], context)
    if TAXONOMY in branch.standing.altered:
        states = load_trees(root, branch.base_files, [branch.fork_files, branch.head_files])
        old, new = (replace(state, context=load_context(tree).context) for state, tree in zip((old, new), states, strict=True))
    rehearsal = _rehearse(old, new, before, after) if TAXONOMY in branch.standing.altered else None
    together = _judge_other(root, branch, load_branch(root, base, other), other, after) if other else None
    found = diff(old, new, branch.standing.altered)
    return review(branch.standing, found, ownership, before, after, rehearsal, together)


def _rehearse(old: Dataset, new: Dataset, before: Verdict, after: Verdict) -> Answer | None:
    """What the taxonomy of ``new`` does to ``old``; ``None`` where it is none, which the problems say."""
    from alisei_cli.core.rehearse import rehearse
    from alisei_cli.core.view import hide_values, view
    from alisei_cli.reports import REPORTS

    if not new.context.taxonomy.facets:
        return None
    findings = list_new(hide_values(before), hide_values(after))
    return rehearse(view(old), new.context.taxonomy, {name: REPORTS.load(name) for name in REPORTS.names}, findings)


def _judge_other(root: Path, branch: Branch, second: Branch, name: str, alone: Verdict) -> Together:
    """What ``branch`` and ``second`` break together."""
    changed = branch.standing.altered | second.standing.altered
    files = second.lay_over(branch.base_files)
    trees = load_trees(root, branch.base_files, [files, branch.lay_over(files)])
    other, both = validate_trees(root, trees, changed)
    clashes = branch.standing.altered & second.standing.altered & find_altered(branch.head_files, second.head_files)
    return judge_together(name, (alone, other), both, clashes)
