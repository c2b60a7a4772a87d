"""The files of the registry: entries, and findings for everything else."""

import errno
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from alisei_cli.folding import slug
from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.ids import DEVICES, MAX_ID, is_id
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import START
from alisei_cli.nearest import find_nearest
from alisei_cli.store.tree import Node, Tree

LITTER = re.compile(r"\.ds_store|thumbs\.db|desktop\.ini|\._.*|.*~|.*\.(?:sw[a-z]|bak|orig|rej|tmp)\Z", re.IGNORECASE)
"""Names of what editors and file managers leave lying about."""
DEEPEST = 12
"""Maximum depth of folders that are read; entries need three."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the registry: to be opened as an entry of ``kind``, or only named by ``findings``."""

    path: str
    kind: str | None
    findings: tuple[Finding, ...] = ()


def scan(tree: Tree, schemas: list[Schema], broken: Collection[str] = ()) -> Iterator[Item]:
    """Every file below ``registry/``, in the order of paths, without opening or following anything.

    Args:
        tree: the files of the dataset.
        schemas: of the kinds that have a folder.
        broken: kinds whose schema cannot be used, so that no one knows how their files nest: any place will do for them.
    """
    homes = {schema.folder: schema for schema in schemas}
    unknown = {f"{kind}s": kind for kind in broken}
    for node in tree.list_folder("registry"):
        path = f"registry/{node.name}"
        schema = homes.get(node.name)
        if node.type != "folder":
            if not _is_keeper(node):
                yield Item(path, None, (_report_stray(path, node, homes),))
        elif node.name in unknown:
            yield from _scan(tree, path, unknown[node.name], None, homes)
        elif schema is None:
            yield from _find_strays(tree, node, path, homes)
        else:
            yield from _scan(tree, path, schema.kind, schema.nesting.count("/"), homes)


def _scan(tree: Tree, at: str, kind: str, levels: int | None, homes: dict[str, Schema]) -> Iterator[Item]:
    """The files of a kind: ``levels`` folders down, or anywhere if that is not known."""
    inside = tree.list_folder(at)
    closed = _find_closed(inside, at)
    if closed:
        yield closed
        return
    for node in inside:
        path = f"{at}/{node.name}"
        if node.type == "folder" and (levels is None or (levels and may_hold(node.name))):
            yield from _scan(tree, path, kind, levels and levels - 1, homes)
        elif node.type == "folder":
            yield from _find_strays(tree, node, path, homes)
        elif not levels and node.type == "file" and node.name.endswith(".yaml"):  # one whose name is no text is only named
            yield Item(path, kind if node.is_text else None, tuple(_bad_name(node.name)))
        elif not _is_keeper(node):
            yield Item(path, None, (_report_stray(path, node, homes),))


def _find_strays(tree: Tree, folder: Node, at: str, homes: dict[str, Schema]) -> Iterator[Item]:
    inside = tree.list_folder(at)
    closed = _find_closed(inside, at)
    if closed:
        yield closed
        return
    if not inside:
        yield Item(at, None, (_report_stray(at, folder, homes),))
    for node in inside:
        path = f"{at}/{node.name}"
        if node.type == "folder":
            yield from _find_strays(tree, node, path, homes)
        else:
            yield Item(path, None, (_report_stray(path, node, homes),))


def may_hold(folder: str) -> bool:
    """Whether a folder may contain entries; folders named ``*.yaml`` may not."""
    return not folder.lower().endswith((".yaml", ".yml"))


def _find_closed(inside: list[Node], at: str) -> Item | None:
    """The folder itself if it is not opened: a repository, or nested too deeply."""
    first = next((node.name for node in inside if node.name >= ".git"), "")
    if first == ".git":
        return Item(at, None, (report_submodule(),))
    if at.count("/") < DEEPEST:
        return None
    message = _("there are more than {limit} nested folders here, and alisei does not open this one", limit=DEEPEST)
    help = _("Delete it, or move what belongs in the registry to its place, such as registry/groups/istituto-rossi.yaml.")
    return Item(at, None, (Finding((), message, help, span=START, rule="stray-file"),))


def _report_stray(path: str, node: Node, homes: dict[str, Schema]) -> Finding:
    if node.type in ("link", "other"):
        return _report_irregular(_("a link to another place") if node.type == "link" else _("a pipe, socket or device"))
    what, help = _explain_misplaced(path, node, homes)
    return Finding((), what, help, span=START, rule="stray-file")


def _explain_misplaced(path: str, node: Node, homes: dict[str, Schema]) -> tuple[Text, Text]:
    name = node.name
    if node.type == "folder":
        return (
            _("the folder {name} is empty and not part of the registry", name=name),
            _("Delete it. An entry belongs in a place such as {places}.", places=_places(path, homes)),
        )
    if LITTER.match(name):
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
    """Places for an entry: of the kind probably meant, else of each kind."""
    parts = path.split("/")
    stem = parts[-1].rpartition(".")[0]
    near = find_nearest(parts[1], homes, 1) if len(parts) > 2 else []
    return [
        f"registry/{home}/{homes[home].nesting}".replace("{region}", "toscana").replace(
            "{id}", stem if is_id(stem) else "istituto-rossi"
        )
        for home in near or sorted(homes)
    ]


def report_submodule() -> Finding:
    """A finding for a folder that is another repository."""
    return _report_irregular(_("another repository (a submodule)"))


def _report_irregular(what: Text) -> Finding:
    return Finding(
        (),
        _("instead of a file, there is {what} here", what=what),
        _("Put the file itself here: links and devices are never opened."),
        span=START,
        rule="not-a-regular-file",
    )


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
    help = _("Use lower-case letters without accents, digits, and single hyphens between them: istituto-rossi.yaml")
    if better != stem and is_id(better):
        help = _("Rename it to {better}: small letters without accents, digits, and single hyphens.", better=f"{better}.yaml")
    yield Finding((), message, help, span=START, rule="bad-file-name")


def report_unreadable(error: OSError) -> Finding:
    """A finding for a file that is there and cannot be read."""
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return _report_irregular(_("a link to another place"))
    if error.errno in (errno.EINVAL, errno.ENXIO, errno.EISDIR):
        return _report_irregular(_("a folder, pipe, socket or device"))
    if isinstance(error, PermissionError):
        message = _("the file cannot be read: you have no permission")
        help = _("Give yourself permission to read it, or ask its owner to.")
    else:
        message = _("the file cannot be read: {reason}", reason=error.strerror or type(error).__name__)
        help = _("Check whether another program is using it and whether the disk works; then run the command again.")
    return Finding((), message, help, span=START, rule="unreadable-file")


def _is_keeper(node: Node) -> bool:
    return node.name == ".gitkeep" and node.type == "file" and not node.size
