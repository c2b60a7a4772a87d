"""What a branch changes, read from commits alone, with the rights that the branch it is meant for gives.

The working tree has no say, and nothing of the clone has but its commits: entries, policy and schemas are read from git objects.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.folding import fold
from alisei_cli.model.change_set import FOLDER, ChangeSet, FileChange, FileState, read_rights
from alisei_cli.model.groups import group
from alisei_cli.model.ids import stem_of
from alisei_cli.model.source import Data
from alisei_cli.store import git, objects, yaml
from alisei_cli.store.load import SINGLE, is_place, kind_at, read_single
from alisei_cli.store.schema import MAX_SIZE, load_schemas
from alisei_cli.store.tree import MemoryTree

Found = tuple[str, str]
"""Mode and id of a path in a commit."""
Files = Mapping[str, Found]
HARMLESS = frozenset({"untidy-file"})
"""What may be wrong with a file that is trusted; of all else the reader only guesses what was meant."""


def read_change_set(root: Path, base: str, head: str = "HEAD") -> ChangeSet:
    """Read what ``head`` changes since it left ``base``.

    Raises:
        SurroundingsError: there is no git, no such commit, no common history, or the clone is too shallow to tell.
    """
    tips = git.commit_of(root, base), git.commit_of(root, head)
    merge_bases = git.find_merge_bases(root, *tips)
    listed = {commit: _list_files(root, commit) for commit in {*tips, *merge_bases}}
    old, new, *earlier = (listed[commit] for commit in (*tips, *merge_bases))
    reader = _Reader(root, old)
    paths = list(_find_changed(earlier, old, new))
    reader.read((path, files.get(path)) for path in paths for files in (*earlier, old, new))
    changes = [
        FileChange(
            path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"),
            reader.kind(path),
            tuple(reader.state(path, files.get(path)) for files in earlier if files.get(path) != new.get(path)),
            reader.state(path, _skip_folder(new.get(path))),
            reader.state(path, old.get(path)),
        )
        for path in paths
    ]
    changes.sort(key=lambda change: change.path)
    return ChangeSet(*tips, merge_bases, reader.add_namesakes(changes), reader.rights)


def _list_files(root: Path, commit: str) -> Files:
    """Map the paths of a commit, relative to ``root``; names that are not UTF-8 keep their bytes."""
    prefix = git.prefix(root)
    up = "../" * prefix.count("/")
    names = {raw.decode("utf-8", "surrogateescape"): found for raw, found in objects.list_tree(root, commit).items()}
    return {name.removeprefix(prefix) if name.startswith(prefix) else f"{up}{name}": found for name, found in names.items()}


def _find_changed(earlier: Sequence[Files], old: Files, new: Files) -> Iterator[str]:
    """Paths of files that differ from a merge base.

    After a crosswise merge, what is the same at both tips is no change: git merges it to just that.
    """
    for path in sorted(set(new).union(*earlier)):
        after = _skip_folder(new.get(path))
        is_settled = len(earlier) > 1 and after == _skip_folder(old.get(path))
        if not is_settled and any(_skip_folder(files.get(path)) != after for files in earlier):
            yield path


def _skip_folder(found: Found | None) -> Found | None:
    return None if found and found[0] == FOLDER else found


class _Reader:
    """Entries of any commit, read by the schemas of BASE."""

    def __init__(self, root: Path, base: Files) -> None:
        self.root = root
        self.base = base
        signs = {path: sign for path, (mode, sign) in base.items() if path.startswith("schema/") and _is_file(mode)}
        contents = dict(objects.blobs(root, set(signs.values()), MAX_SIZE))
        tree = MemoryTree({path: contents[sign] for path, sign in signs.items() if sign in contents})
        schemas = load_schemas(tree)[0]
        policy = None
        with contextlib.suppress(SurroundingsError):  # a policy that is missing gives no rights
            policy = _trust(read_single(tree, SINGLE["policy"], schemas.get("policy")))
        self.rights = read_rights(policy)
        self.schemas = {kind: schema for kind, schema in schemas.items() if "x-alisei-path" in schema.document}
        self.data: dict[tuple[str, str], Data] = {}

    def kind(self, path: str) -> str | None:
        """The kind of entry that belongs at ``path``."""
        kind = kind_at(path, self.schemas) if path.startswith("registry/") else None
        return kind if kind and is_place(path, self.schemas[kind]) else None

    def read(self, wanted: Iterable[tuple[str, Found | None]]) -> None:
        """Read those that are entries; each content once."""
        paths = group((found[1], path) for path, found in wanted if found and _is_file(found[0]) and self.kind(path))
        for sign, raw in objects.blobs(self.root, paths, yaml.ENTRY.size):
            for path in set(paths[sign]):
                schema = self.schemas[self.kind(path) or ""]
                data = _trust(yaml.read(path, raw, yaml.ENTRY, schema.admits_text))
                if data is not None:
                    self.data[path, sign] = data

    def state(self, path: str, found: Found | None) -> FileState | None:
        """What a commit has at ``path``."""
        return FileState(found[0], self.data.get((path, found[1]))) if found else None

    def add_namesakes(self, changes: Sequence[FileChange]) -> tuple[FileChange, ...]:
        """``changes`` with the entries of BASE whose names they claim."""
        claimed = frozenset[str]().union(*(change.claims for change in changes))
        homes = group((fold(stem_of(path)), path) for path in self.base if claimed and self.kind(path))
        self.read((path, self.base[path]) for name in claimed for path in homes.get(name, ()))
        return tuple(
            replace(change, namesakes=tuple(self._namesakes(change, homes))) if change.claims else change for change in changes
        )

    def _namesakes(self, change: FileChange, homes: Mapping[str, Sequence[str]]) -> Iterator[FileState]:
        for path in (path for name in sorted(change.claims) for path in homes.get(name, ()) if path != change.path):
            yield FileState(self.base[path][0], self.data.get((path, self.base[path][1])))


def _is_file(mode: str) -> bool:
    return mode.startswith("100")


def _trust(reading: yaml.Reading) -> Data | None:
    """The data of a file of which nothing has to be guessed."""
    data = reading.source.data
    return data if isinstance(data, dict) and all(each.rule in HARMLESS for each in reading.findings) else None
