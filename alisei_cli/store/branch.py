"""A change on its way into the registry: what a branch alters since it left the base, laid over the base as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.model.review import Standing
from alisei_cli.store import git, objects
from alisei_cli.store.commit_tree import CommitTree, Files, hold

FOLDERS = ("registry", "schema", "taxonomy.yaml")
TAXONOMY = "taxonomy.yaml"


@dataclass(frozen=True)
class Branch:
    """A branch, with the files of its base, of the commit where it left that, and its own."""

    standing: Standing
    base_files: Files
    fork_files: Files
    head_files: Files

    def lay_over(self, files: Files) -> Files:
        """``files`` with what the branch alters; where both alter a file, that of the branch."""
        gone = self.standing.altered - self.head_files.keys()
        kept = {path: found for path, found in files.items() if path not in gone}
        return {**kept, **{path: self.head_files[path] for path in self.standing.altered - gone}}


def load_branch(root: Path, base: str, head: str) -> Branch:
    """The change from the merge base of ``base`` and ``head`` to ``head``; uncommitted files have no part in it.

    Raises:
        SurroundingsError: there is no git, no such commit, no merge base, or the clone is too shallow to tell.
    """
    tips = git.commit_of(root, base), git.commit_of(root, head)
    forks = git.find_merge_bases(root, *tips)
    behind = int(git.check(root, "rev-list", "--count", tips[0], f"^{tips[1]}"))
    old, fork, new = (objects.tree(root, commit, *FOLDERS) for commit in (tips[0], forks[0], tips[1]))
    altered = find_altered(fork, new)
    if len(forks) > 1:  # merged crosswise: what is as in the base cannot change it
        altered &= find_altered(old, new)
    clashes = altered & find_altered(fork, old) & find_altered(old, new)
    return Branch(Standing(tips[0], forks[0], tips[1], behind, altered, clashes), old, fork, new)


def load_trees(root: Path, base: Files, states: Sequence[Files]) -> list[CommitTree]:
    """Each of ``states`` as a tree, under the schemas and the policy of ``base``; the taxonomy is its own."""
    ruled = [_rule(base, files) for files in states]
    held = hold(root, {sign for files in ruled for mode, sign in files.values() if mode.startswith("100")})
    return [CommitTree(root, files, held) for files in ruled]


def _rule(base: Files, files: Files) -> Files:
    """``files`` of the registry, with all by which ``base`` judges."""
    entries = {path: found for path, found in files.items() if path.startswith("registry/")}
    law = {path: found for path, found in base.items() if not path.startswith("registry/")}
    own = {TAXONOMY: files[TAXONOMY]} if files.get(TAXONOMY, ("", ""))[0].startswith("100") else {}
    return {**entries, **law, **own}


def find_altered(old: Files, new: Files) -> frozenset[str]:
    """Paths at which two states have another file, or one of them none."""
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
