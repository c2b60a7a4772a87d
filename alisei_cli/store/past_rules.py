"""The sharing rules of a commit: its policy and its schemas."""

from pathlib import Path

from alisei_cli.model.dataset import Context
from alisei_cli.store import git, objects, yaml
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import MemoryTree


def load_rules_at(root: Path, revision: str) -> Context:
    """Policy and schemas as they were in ``revision``.

    Raises:
        UnknownCommitError, SurroundingsError: there is no such commit, or no git.
    """
    files = {
        path: sign for path, (_mode, sign) in objects.tree(root, git.commit_of(root, revision), "schema", "taxonomy.yaml").items()
    }
    contents = dict(objects.blobs(root, set(files.values()), yaml.TAXONOMY.size))
    return load_context(MemoryTree({path: contents[sign] for path, sign in files.items() if sign in contents})).context
