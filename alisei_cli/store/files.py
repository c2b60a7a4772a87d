"""The door to the files of the registry: only regular files in their places are ever opened; all else is named."""

import errno
import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.folding import slug
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import DEVICES, MAX_ID, is_id
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import START
from alisei_cli.nearest import nearest

LITTER = re.compile(r"\.ds_store|thumbs\.db|desktop\.ini|\._.*|.*~|.*\.(?:sw[a-z]|bak|orig|rej|tmp)\Z", re.IGNORECASE)
"""Names of what editors and file managers leave lying about."""
DEEPEST = 12
"""So many folders inside each other are looked into; entries need three."""
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the registry: to be opened as an entry of ``kind``, or only named by ``findings``."""

    path: str
    kind: str | None
    findings: tuple[Finding, ...] = ()


def scan(root: Path, schemas: list[Schema], broken: Collection[str] = ()) -> Iterator[Item]:
    """Every file below ``registry/``, in the order of paths, without opening or following anything.

    Args:
        root: of the dataset.
        schemas: of the kinds that have a folder.
        broken: kinds whose schema cannot be used, so that nobody knows how their files nest: any place will do for them.
    """
    homes = {schema.folder: schema for schema in schemas}
    unknown = {f"{kind}s": kind for kind in broken}
    for entry in _list(root / "registry"):
        path = f"registry/{_name(entry)}"
        schema = homes.get(entry.name)
        if not _is_folder(entry):
            if not _is_keeper(entry):
                yield Item(path, None, (_stray(path, entry, homes),))
        elif entry.name in unknown:
            yield from _scan_unknown(entry, path, unknown[entry.name], homes)
        elif schema is None:
            yield from _strays(entry, path, homes)
        else:
            yield from _scan(entry, path, schema, schema.nesting.count("/"), homes)


def _scan(folder: os.DirEntry[str], at: str, schema: Schema, levels: int, homes: dict[str, Schema]) -> Iterator[Item]:
    inside = _list(folder.path)
    closed = _closed(inside, at)
    if closed:
        yield closed
        return
    for entry in inside:
        path = f"{at}/{_name(entry)}"
        if levels and _is_folder(entry) and may_hold(entry.name):
            yield from _scan(entry, path, schema, levels - 1, homes)
        elif not levels and _is_file(entry) and entry.name.endswith(".yaml"):
            yield _item(path, schema.kind, entry)
        elif _is_folder(entry):
            yield from _strays(entry, path, homes)
        elif not _is_keeper(entry):
            yield Item(path, None, (_stray(path, entry, homes),))


def _item(path: str, kind: str, entry: os.DirEntry[str]) -> Item:
    """An entry; one whose name is not even text is only named."""
    is_text = entry.name.isprintable()
    return Item(path, kind if is_text else None, tuple(_bad_name(_name(entry))))


def _scan_unknown(folder: os.DirEntry[str], at: str, kind: str, homes: dict[str, Schema]) -> Iterator[Item]:
    inside = _list(folder.path)
    closed = _closed(inside, at)
    if closed:
        yield closed
        return
    for entry in inside:
        path = f"{at}/{_name(entry)}"
        if _is_folder(entry):
            yield from _scan_unknown(entry, path, kind, homes)
        elif _is_file(entry) and entry.name.endswith(".yaml"):
            yield _item(path, kind, entry)
        elif not _is_keeper(entry):
            yield Item(path, None, (_stray(path, entry, homes),))


def _strays(folder: os.DirEntry[str], at: str, homes: dict[str, Schema]) -> Iterator[Item]:
    inside = _list(folder.path)
    closed = _closed(inside, at)
    if closed:
        yield closed
        return
    if not inside:
        yield Item(at, None, (_stray(at, folder, homes),))
    for entry in inside:
        path = f"{at}/{_name(entry)}"
        if _is_folder(entry):
            yield from _strays(entry, path, homes)
        else:
            yield Item(path, None, (_stray(path, entry, homes),))


def may_hold(folder: str) -> bool:
    """Whether entries may stand in a folder of this name: one that is called like a file is none."""
    return not folder.lower().endswith((".yaml", ".yml"))


def _closed(inside: list[os.DirEntry[str]], at: str) -> Item | None:
    """The folder itself, only named, where nobody looks into it: a repository of its own, or one folder too many."""
    first = next((entry.name for entry in inside if entry.name >= ".git"), "")
    if first == ".git":
        return Item(at, None, (_irregular(_("another repository (a submodule)")),))
    if at.count("/") < DEEPEST:
        return None
    message = _("more than {limit} folders stand inside each other here, and nobody looks into this one", limit=DEEPEST)
    help = _("Delete it, or move what belongs in the registry to its place, such as registry/groups/istituto-rossi.yaml.")
    return Item(at, None, (Finding((), message, help, span=START, rule="stray-file"),))


def _stray(path: str, entry: os.DirEntry[str], homes: dict[str, Schema]) -> Finding:
    if not (_is_file(entry) or _is_folder(entry)):
        return _irregular(_what(entry))
    what, help = _misplaced(path, entry, homes)
    return Finding((), what, help, span=START, rule="stray-file")


def _misplaced(path: str, entry: os.DirEntry[str], homes: dict[str, Schema]) -> tuple[Text, Text]:
    name = _name(entry)
    if _is_folder(entry):
        return (
            _("the folder {name} is empty and no part of the registry", name=name),
            _("Delete it. An entry belongs in a place such as {places}.", places=_places(path, homes)),
        )
    if LITTER.match(entry.name):
        return _("{name} was left here by an editor or a file manager", name=name), _("Delete it.")
    stem, dot, ending = name.rpartition(".")
    if dot and ending != "yaml" and ending.lower() in ("yml", "yaml"):
        return (
            _("{name} is not read, because its name does not end in .yaml", name=name),
            _("Rename it to {right}.", right=f"{stem}.yaml"),
        )
    if ending == "yaml":
        return (
            _("{name} is not read, because entries are not looked for in this folder", name=name),
            _("Move it to a place such as {places}.", places=_places(path, homes)),
        )
    return (
        _("{name} does not belong in the registry, where only entries are kept", name=name),
        _("Move it elsewhere or delete it; an entry has a place such as {places}.", places=_places(path, homes)),
    )


def _places(path: str, homes: dict[str, Schema]) -> list[str]:
    """Where an entry would stand: for the kind that the path was probably meant for, else an example for each kind."""
    parts = path.split("/")
    stem = parts[-1].rpartition(".")[0]
    near = nearest(parts[1], homes, 1) if len(parts) > 2 else []
    return [
        f"registry/{home}/{homes[home].nesting}".replace("{region}", "toscana").replace(
            "{id}", stem if is_id(stem) else "istituto-rossi"
        )
        for home in near or sorted(homes)
    ]


def _irregular(what: Text) -> Finding:
    return Finding(
        (),
        _("{what} stands here in place of a file", what=what),
        _("Put the file itself here: links and devices are never opened."),
        span=START,
        rule="not-a-regular-file",
    )


def _what(entry: os.DirEntry[str]) -> Text:
    if entry.is_symlink():
        return _("a link to another place")
    return _("a pipe, socket or device")


def _bad_name(name: str) -> Iterator[Finding]:
    stem = name.removesuffix(".yaml")
    if stem in DEVICES:
        message = _("{name} cannot be the name of a file on Windows", name=name)
    elif len(stem) > MAX_ID:
        message = _(
            "the name of this file has {n} characters before .yaml; at most {limit} are allowed", n=len(stem), limit=MAX_ID
        )
    elif not is_id(stem):
        message = _("{name} cannot be the name of an entry's file", name=name)
    else:
        return
    better = slug(stem)
    help = _("Use small letters without accents, digits, and single hyphens between them: istituto-rossi.yaml")
    if better != stem and is_id(better):
        help = _("Rename it to {better}: small letters without accents, digits, and single hyphens.", better=f"{better}.yaml")
    yield Finding((), message, help, span=START, rule="bad-file-name")


def names(root: Path, folder: str) -> list[str]:
    """Names of what stands in a folder of the dataset, in order.

    Raises:
        SurroundingsError: it is a link, or not ours to read.
    """
    return [_name(entry) for entry in _list(root / folder)]


def is_plain(root: Path, path: str) -> bool:
    """Whether a regular file stands at ``path``, links not followed."""
    try:
        return stat.S_ISREG(os.lstat(root / path).st_mode)
    except (OSError, ValueError):
        return False


def read_bytes(root: Path, path: str, limit: int) -> bytes:
    """The bytes of a regular file, at most ``limit`` + 1 of them, never through a link.

    Raises:
        OSError: it is gone, a link, no regular file, or not ours to read.
    """
    descriptor = os.open(os.path.join(root, path), FLAGS)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        parts = []
        left = limit + 1
        while left > 0 and (part := file.read(left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


def unreadable(error: OSError) -> Finding:
    """A finding for a file that is there and cannot be read."""
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return _irregular(_("a link to another place"))
    if error.errno in (errno.EINVAL, errno.ENXIO, errno.EISDIR):
        return _irregular(_("a folder, pipe, socket or device"))
    if isinstance(error, PermissionError):
        message = _("the file cannot be read: you have no permission")
        help = _("Give yourself the right to read it, or ask its owner to.")
    else:
        message = _("the file cannot be read: {reason}", reason=error.strerror or type(error).__name__)
        help = _("Look whether another program holds it and whether the disk is in order; then run the command again.")
    return Finding((), message, help, span=START, rule="unreadable-file")


def _list(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    try:
        if stat.S_ISLNK(os.lstat(folder).st_mode):
            raise SurroundingsError(_("{folder} is a link; a dataset has folders of its own", folder=folder))
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        raise SurroundingsError(_("{folder} cannot be read: {reason}", folder=folder, reason=error.strerror)) from error


def _name(entry: os.DirEntry[str]) -> str:
    return os.fsencode(entry.name).decode("utf-8", "backslashreplace")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


def _is_keeper(entry: os.DirEntry[str]) -> bool:
    return entry.name == ".gitkeep" and _is_file(entry) and entry.stat(follow_symlinks=False).st_size == 0
