"""Overlay folders: private values beside a public registry, read with the same guard and limits as its own files."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from alisei_cli.errors import DataError, SurroundingsError, UsageError
from alisei_cli.language import _
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Context
from alisei_cli.model.ids import stem_of
from alisei_cli.model.overlay import FileRead, Overlay, Whereabouts
from alisei_cli.model.source import json_pointer
from alisei_cli.model.view import Audiences
from alisei_cli.nearest import hint
from alisei_cli.store import git, yaml
from alisei_cli.store.load import kind_at, read_entry, read_item, scan
from alisei_cli.store.starter import read_starter
from alisei_cli.store.tree import Tree, WorkTree

FILE = "overlay.yaml"
KIND = "overlay"


def read_overlay(folder: Path, root: Path, context: Context) -> Overlay:
    """Read the overlay in ``folder`` for the dataset at ``root``; what is wrong with its entries is in their ``findings``.

    Raises:
        SurroundingsError: it is none, belongs to another registry, or lies in the repository of the dataset.
        DataError: its ``overlay.yaml`` is malformed.
    """
    refuse_inside(folder, root)
    return read_anywhere(folder, context)


def read_anywhere(folder: Path, context: Context) -> Overlay:
    """Read an overlay, wherever it lies.

    Raises:
        SurroundingsError: it is none, or belongs to another registry.
        DataError: its ``overlay.yaml`` is malformed.
    """
    shown = folder.as_posix()
    tree = WorkTree(folder.resolve())
    said = _read_file(tree, f"{shown}/{FILE}", context)
    if said["registry"] != read_about(context.policy).name:
        raise SurroundingsError(
            _("{path}: /registry is not the name of this registry", path=f"{shown}/{FILE}"),
            _("Name the overlay of this registry, or the registry of this overlay (-C DIR)."),
        )
    if said["audience"] not in _list_audiences(context):
        raise SurroundingsError(
            _("{path}: /audience is no narrower than that of the repository", path=f"{shown}/{FILE}"),
            _("An overlay is for one of the audiences in schema/policy.yaml, narrower than its repository."),
        )
    files = []
    for item in scan(tree, context):
        record = read_item(tree, item, context)
        source = replace(record.reading.source, path=f"{shown}/{item.path}")
        files.append(FileRead(record.kind, source, (*record.named, *record.reading.findings), record.reading.reported))
    return Overlay(shown, said["audience"], tuple(files))


def build_finder(tree: Tree, context: Context, paths: Iterable[str]) -> Callable[[str, str], FileRead | None]:
    """A function that reads the entry of a kind with a file name, out of the files at ``paths``."""
    known = {(kind_at(path, context.schemas), stem_of(path)): path for path in paths}

    def find(kind: str, stem: str) -> FileRead | None:
        path = known.get((kind, stem))
        if path is None:
            return None
        reading = read_entry(tree, path, context.schemas.get(kind))
        return FileRead(kind, reading.source, reading.findings, reading.reported)

    return find


def refuse_inside(folder: Path, root: Path) -> None:
    """Make sure that no value of an overlay can be committed with the dataset.

    Raises:
        SurroundingsError: ``folder`` lies in the dataset, or in the working tree of its repository or another tree of it.
    """
    if is_inside(folder, root):
        raise SurroundingsError(
            _("{path} lies in the repository of the registry, where one git add would publish it", path=folder),
            _("Keep the overlay in a folder, and a private repository, of its own beside it: alisei overlay init ../DIR"),
        )


def is_inside(folder: Path, root: Path) -> bool:
    """Whether ``folder`` lies in the dataset at ``root``, or in a working tree of its repository."""
    real = folder.resolve()
    return real.is_relative_to(git.top(root) or root.resolve()) or git.is_same(real, root)


def find_place(folder: Path, root: Path) -> Whereabouts:
    """Where the overlay in ``folder`` is kept, beside the dataset at ``root``."""
    remotes = git.remotes(folder)
    return Whereabouts(
        is_inside(folder, root), git.top(folder) is not None, tuple(sorted(remotes)), not remotes.isdisjoint(git.remotes(root))
    )


def build_files(context: Context, audience: str | None) -> dict[str, bytes]:
    """The files of an empty overlay, by path; without ``audience`` it is for the narrowest.

    Raises:
        UsageError: there is no such audience, or it is everybody.
        DataError: the registry has no name.
    """
    audiences = _list_audiences(context)
    wanted = audience or Audiences(context).names[-1]
    if wanted not in audiences:
        raise UsageError(_("an overlay cannot be for the audience {name}", name=wanted), hint(wanted, audiences))
    name = read_about(context.policy).name
    if not name:
        raise DataError(
            _("this registry has no name, by which its overlay could know it"),
            _("Write one into {path}: registry: name.", path="schema/policy.yaml"),
        )
    said = f"# Who may see the values in this folder at most, and which registry they belong to.\naudience: {wanted}\nregistry: {name}\n"
    return {**read_starter("starter_overlay"), FILE: said.encode()}


def _list_audiences(context: Context) -> list[str]:
    """The audiences whose values the repository may not hold."""
    audiences = Audiences(context)
    return [name for name in audiences.names if audiences.place(name) > audiences.repository]


def _read_file(tree: WorkTree, path: str, context: Context) -> dict[str, Any]:
    schema = context.schemas.get(KIND)
    if schema is None:
        raise SurroundingsError(
            _("{path} is missing, or cannot be used", path="schema/overlay.schema.json"),
            _("It comes with a new registry: alisei init FOLDER makes one, from which the file can be copied."),
        )
    try:
        raw = tree.read(FILE, yaml.ENTRY.size)
    except OSError as error:
        raise SurroundingsError(
            _("{file} cannot be read: {reason}", file=path, reason=error.strerror),
            _("An overlay is a folder with this file: alisei overlay init DIR makes one."),
        ) from error
    reading = yaml.read(path, raw, yaml.ENTRY, schema.admits_text)
    data = reading.source.data
    if reading.findings or not isinstance(data, dict) or any(schema.check(data)):
        pointers = [violation.pointer for violation in schema.check(data)] if isinstance(data, dict) else []
        raise DataError(
            _("{path} is malformed", path=path),
            _("It has two lines: audience: members or secretariat, and registry: the name of the registry."),
            [_("{said}", said=f"{path}#{json_pointer(pointer)}") for pointer in dict.fromkeys(pointers) if pointer],
        )
    return data
