"""From a tree to the context and the entries; no other module opens a file of the dataset."""

import contextlib
import datetime
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alisei_cli.errors import SurroundingsError, UsageError
from alisei_cli.language import _
from alisei_cli.model import known, registers, told_apart
from alisei_cli.model import taxonomy as taxonomies
from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import START, Source
from alisei_cli.store import files, git, yaml
from alisei_cli.store._journal import FOLDER
from alisei_cli.store.cache import digest
from alisei_cli.store.schema import kind_of, load_schemas, paths
from alisei_cli.store.territory import load_territory
from alisei_cli.store.tree import Tree, read_all

SINGLE = {
    "taxonomy": "taxonomy.yaml",
    "policy": "schema/policy.yaml",
    "known-totals": "schema/known-totals.yaml",
    "not-duplicates": "schema/not-duplicates.yaml",
    "registers": "schema/registers.yaml",
}
"""Kinds that are one file, not a folder of entries."""
OPTIONAL = frozenset({"known-totals", "not-duplicates", "registers"})
"""Those of which a dataset need not have any."""


@dataclass(frozen=True)
class ContextFiles:
    """The context with the files it was read from, and what is wrong with them."""

    context: Context
    readings: tuple[tuple[str, yaml.Reading], ...]
    """Kind and reading of ``taxonomy.yaml``, ``schema/policy.yaml`` and those in ``OPTIONAL`` that there are."""
    findings: tuple[Finding, ...]
    """What is wrong with the schema files."""
    sign: str
    """A key of the bytes of all these files."""


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the registry: as read, or only named."""

    path: str
    kind: str | None
    reading: yaml.Reading
    named: tuple[Finding, ...] = ()
    """What is wrong with its name or place."""


def load_context(tree: Tree) -> ContextFiles:
    """Taxonomy, schemas, policy and territory of a dataset.

    Raises:
        SurroundingsError: a file of the context is missing.
    """
    schemas, findings = load_schemas(tree)
    readings = []
    for kind, path in SINGLE.items():
        with contextlib.suppress(*([SurroundingsError] if kind in OPTIONAL else [])):
            readings.append((kind, read_single(tree, path, schemas.get(kind))))
    data: dict[str, Any] = {kind: reading.source.data for kind, reading in readings}
    policy = data["policy"] if isinstance(data["policy"], dict) else {}
    context = Context(
        taxonomies.build(data["taxonomy"]),
        schemas,
        policy,
        load_territory(),
        today(),
        tuple(kind_of(finding.path or "") for finding in findings),
        known.build(data.get("known-totals")),
        told_apart.build(data.get("not-duplicates")),
        registers.build(data.get("registers")),
    )
    return ContextFiles(context, tuple(readings), tuple(findings), _sign(tree))


def _sign(tree: Tree) -> str:
    """A key of the bytes by which entries are judged."""
    parts: list[bytes | str] = []
    for path in sorted([*SINGLE.values(), *paths(tree)]):
        with contextlib.suppress(OSError):
            parts += [path, tree.read(path, yaml.TAXONOMY.size)]
    return digest(*parts)


def today() -> datetime.date:
    """The day on which the dataset is judged: ``ALISEI_TODAY``, else today in UTC.

    Raises:
        UsageError: ``ALISEI_TODAY`` is no date.
    """
    asked = os.environ.get("ALISEI_TODAY")
    if not asked:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.date.fromisoformat(asked)
    except ValueError as error:
        raise UsageError(_("ALISEI_TODAY is {value}, which is not a date such as 2026-11-23", value=asked)) from error


def scan(tree: Tree, context: Context) -> Iterator[files.Item]:
    """Every file below ``registry/`` by path, none opened."""
    broken = [kind for kind in context.broken if kind not in SINGLE]
    return files.scan(tree, [context.schemas[kind] for kind in context.kinds], broken)


def read_item(tree: Tree, item: files.Item, context: Context) -> Record:
    """One file of the registry as read, or only named."""
    if item.kind is None:
        return Record(item.path, None, yaml.Reading(Source(item.path, "", None)), item.findings)
    return Record(item.path, item.kind, read_entry(tree, item.path, context.schemas.get(item.kind)), item.findings)


def content_sign(raw: bytes | OSError) -> str:
    """Hash the bytes of one entry; empty if unreadable."""
    return "" if isinstance(raw, OSError) else digest(raw)


def read_source(tree: Tree, path: str, context: Context) -> Source:
    """The text of a file of the dataset; empty for what is never opened."""
    kind, schema = kind_at(path, context.schemas, context.broken), schema_at(path, context)
    if path in SINGLE.values():
        return read_single(tree, path, schema).source
    if is_place(path, schema) if schema else kind in context.broken and path.isprintable():
        return read_entry(tree, path, schema).source
    return Source(path, "", None)


def schema_at(path: str, context: Context) -> Schema | None:
    """The schema that judges the file at ``path``; ``None`` for what is no entry, or where it cannot be used."""
    return context.schemas.get(kind_at(path, context.schemas) or "")


def is_place(path: str, schema: Schema) -> bool:
    """Whether an entry may stand at ``path``: deeper or higher, or in a folder that is called like a file, no one looks for any."""
    *folders, name = path.split("/")
    return len(folders) == schema.nesting.count("/") + 2 and name.isprintable() and all(map(files.may_hold, folders))


def kind_at(path: str, schemas: Mapping[str, Schema], broken: Sequence[str] = ()) -> str | None:
    """The kind of entry that belongs at ``path``, or the kind that is this file; ``None`` where there is neither."""
    parts = path.split("/")
    if parts[0] == "registry" and len(parts) > 2 and path.endswith(".yaml"):
        known = (kind for kind, schema in schemas.items() if schema.folder == parts[1])
        return next(known, next((kind for kind in broken if f"{kind}s" == parts[1]), None))
    return next((kind for kind, single in SINGLE.items() if single == path), None)


def read_entry(tree: Tree, path: str, schema: Schema | None) -> yaml.Reading:
    """One entry as read; an unreadable file is a finding."""
    return _read(tree, path, yaml.ENTRY, schema)


def read_entries(tree: Tree, wanted: Sequence[tuple[str, Schema | None]]) -> list[tuple[str, yaml.Reading]]:
    """Read several entries, each with the hash of its bytes.

    All bytes are read before any is parsed, because alternating is slower.
    """
    raws = list(read_all(tree, [path for path, _schema in wanted], yaml.ENTRY.size))
    return [
        (content_sign(raw), _read_text(path, raw, yaml.ENTRY, schema)) for (path, schema), raw in zip(wanted, raws, strict=True)
    ]


def read_single(tree: Tree, path: str, schema: Schema | None = None) -> yaml.Reading:
    """One of the files in ``SINGLE`` as read.

    Raises:
        SurroundingsError: it is missing.
    """
    limits = yaml.TAXONOMY if path == SINGLE["taxonomy"] else yaml.ENTRY
    [raw] = read_all(tree, [path], limits.size)
    if isinstance(raw, FileNotFoundError):
        raise SurroundingsError(
            _("{path} is missing", path=path),
            _(
                "Restore it from the last commit: git restore {path}. If it never was there: alisei init FOLDER makes one.",
                path=path,
            ),
        )
    return _read_text(path, raw, limits, schema)


def _read(tree: Tree, path: str, limits: yaml.Limits, schema: Schema | None) -> yaml.Reading:
    [raw] = read_all(tree, [path], limits.size)
    return _read_text(path, raw, limits, schema)


def _read_text(path: str, raw: bytes | OSError, limits: yaml.Limits, schema: Schema | None) -> yaml.Reading:
    if isinstance(raw, OSError):
        return yaml.Reading(Source(path, "", None), (files.report_unreadable(raw),))
    return yaml.read(path, raw, limits, schema.admits_text if schema else None)


def check_surroundings(root: Path) -> Iterator[Finding]:
    """Find problems outside the judged files: a tracked work folder, and submodules that are not filled.

    Git runs only if there is such a folder, or an empty one; its content is not read.
    """
    yield from _report_submodules(root)
    is_tracked = False
    with contextlib.suppress(OSError, SurroundingsError):  # without git there is no branch either
        is_tracked = any(name.casefold() == FOLDER for name in os.listdir(root)) and git.tracks(root, FOLDER)
    if is_tracked:
        yield Finding(
            (),
            _(
                "git tracks a folder {folder}, in which alisei keeps what it is writing; alisei reads nothing in it",
                folder=FOLDER,
            ),
            _(
                "Remove it from the branch: git rm -r --cached {folder}; and keep the line {folder}/ in the file .gitignore.",
                folder=FOLDER,
            ),
            span=START,
            path=FOLDER,
            rule="tracked-work-folder",
        )


def _report_submodules(root: Path) -> Iterator[Finding]:
    """A folder of the registry that is empty here and another repository in the commit."""
    with contextlib.suppress(OSError, SurroundingsError):
        folders = (*root.glob("registry/*/"), *root.glob("registry/*/*/"))
        empty = {folder.relative_to(root).as_posix() for folder in folders if not any(folder.iterdir())}
        for path in git.list_submodules(root, "registry") if empty else ():
            if path in empty:
                yield replace(files.report_submodule(), path=path)


def read_dataset(tree: Tree) -> Dataset:
    """The whole registry of a tree; what cannot be read is named in ``unreadable``."""
    context = load_context(tree).context
    entries = []
    unreadable = []
    for item in scan(tree, context):
        record = read_item(tree, item, context)
        data = record.reading.source.data
        if record.kind and record.kind in context.schemas and isinstance(data, dict):
            entries.append(Entry(record.path, record.kind, data, record.reading.source))
        else:
            unreadable.append(record.path)
    return Dataset(tuple(entries), context, unreadable=tuple(unreadable))
