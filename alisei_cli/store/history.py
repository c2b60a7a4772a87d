"""The door to the past of the dataset: read blob by blob from git, never checked out, each blob once.

The taxonomy and the schemas are those of the time; the policy and what each entry keeps back are those of today, so that what was
withdrawn from an audience is not shown through an old date. What cannot be read any more is counted and named, and stops nothing.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from alisei_cli.errors import UnknownCommitError, UsageError
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.history import Commit, History
from alisei_cli.model.schema import Schema
from alisei_cli.model.sharing import Raised, find_kept_back, keep_back
from alisei_cli.model.source import Data, Source
from alisei_cli.model.view import Audiences
from alisei_cli.store import _log, git, objects, yaml
from alisei_cli.store._ago import parse_ago
from alisei_cli.store._dates import end_of
from alisei_cli.store.blob_cache import BlobCache, Key
from alisei_cli.store.cache import digest
from alisei_cli.store.dataset_cache import FOLDERS, load_dataset
from alisei_cli.store.load import is_place, kind_at, load_context, today
from alisei_cli.store.tree import MemoryTree, WorkTree, read_all

LAW = re.compile(r"taxonomy\.yaml\Z|schema/(?!policy\.)[a-z0-9-]{1,60}\.schema\.json\Z")
"""Files of the context that are taken from the past."""


def past(root: Path, until: str = "HEAD") -> History[Dataset]:
    """The past of the dataset at ``root`` up to the commit ``until``; each thing is read when it is asked for."""
    return _Reader(root, until).past()


def load_at(root: Path, when: str) -> tuple[Dataset, History[Dataset]]:
    """The dataset at a revision or at the end of a day, month or year, and its past.

    Raises:
        UsageError: the registry is younger than that.
        SurroundingsError: there is no git, no such commit, or the clone is too shallow to tell.
    """
    reader = _Reader(root, "HEAD")
    dataset = reader.at(when)
    reader.keep()
    reader.until, reader.known = dataset.commit or "HEAD", None
    return dataset, reader.past()


def load_two(root: Path, base: str, head: str | None = None) -> tuple[Dataset, Dataset, frozenset[str]]:
    """The dataset at two revisions or dates, and the paths of entries whose text differs; without ``head``, against the working tree.

    Raises:
        UsageError: the registry is younger than that.
        SurroundingsError: there is no git, no such commit, or the clone is too shallow to tell.
    """
    reader = _Reader(root, "HEAD")
    old = reader.at(base)
    if head is None:
        reader.keep()
        return old, load_dataset(root), objects.list_changed_since(root, old.commit or "", "registry")
    new = reader.at(head)
    (one, other) = (reader.files(state.commit or "") for state in (old, new))
    reader.keep()
    altered = (path for path in one.keys() | other.keys() if path.startswith("registry/") and one.get(path) != other.get(path))
    return old, new, frozenset(altered)


def load_under(root: Path, commits: Sequence[str], context: Context) -> list[Dataset]:
    """The dataset at each of ``commits``, all read and shown by one context."""
    reader = _Reader(root, "HEAD", context)
    found = [reader.at(commit) for commit in commits]
    reader.keep()
    return found


class _Reader:
    """Reads states of one dataset; a blob that several of them share is read once."""

    def __init__(self, root: Path, until: str, context: Context | None = None) -> None:
        self.root = root
        self.until = until
        self.context = context
        """The context of every state; without one, that of the time."""
        self.known: tuple[Commit, ...] | None = None
        """The commits, once someone has asked for them."""
        self._laws: dict[tuple[tuple[str, str], ...], tuple[Context, tuple[Text, ...]]] = {}
        self._entries: dict[Key, Entry | None] = {}
        self._texts: dict[int, str] = {}
        self._known: dict[int, dict[tuple[str, str, str], Entry | None]] = {}
        self._kinds: dict[tuple[int, str], str] = {}
        self._cache = BlobCache(root)
        self.files = lru_cache(maxsize=2)(lambda commit: objects.tree(root, commit, *FOLDERS))

    def commits(self) -> tuple[Commit, ...]:
        """Every commit of the main line, oldest first."""
        if self.known is None:
            self.known = _log.commits(self.root, self.until)
        return self.known

    def past(self) -> History[Dataset]:
        """What reports may ask of it."""
        return History(self.commits, self.at, lambda: _log.read_last_days(self.root, self.until))

    def at(self, when: str) -> Dataset:
        """The dataset at ``when``, under the context of the time, on the day that was asked for or that of the commit."""
        when = parse_ago(when, today()) or when
        day = end_of(when, today())
        if day:
            before = [moment for moment in self.commits() if moment.date <= day]
            if not before:
                first = self.commits()[0].date if self.commits() else None
                raise UsageError(
                    _("there was no registry at {when}", when=when),
                    _("Its history begins on {day}.", day=first) if first else None,
                )
            commit, day = before[-1].commit, min(day, today())
        else:
            commit = self._commit(when)
            known = (moment.date for moment in self.known or () if moment.commit == commit)
            day = min(next(known, None) or _log.day_of(self.root, commit), today())
        return self._state(commit, day, when)

    def _commit(self, when: str) -> str:
        try:
            return git.commit_of(self.root, when)
        except UnknownCommitError as error:
            raise UnknownCommitError(
                _('"{when}" is neither a date nor a commit of this registry', when=when),
                _(
                    'Write a date (2026-05-01, 2026-05 or 2026), "1 year ago", "3 months ago", or a branch, tag or commit: git log --oneline shows some.'
                ),
            ) from error

    def _state(self, commit: str, day: datetime.date, when: str) -> Dataset:
        tree = self.files(commit)
        law = {path: sign for path, (_mode, sign) in tree.items() if LAW.match(path)}
        context, remarks = (self.context, ()) if self.context else self._law(law)
        known = self._known.setdefault(id(context), {})
        files = {
            (path, mode, sign): known.get((path, mode, sign), ...)
            for path, (mode, sign) in tree.items()
            if path.startswith("registry/")
        }
        self._read(
            {
                path: sign
                for (path, mode, sign), entry in files.items()
                if entry is ... and mode.startswith("100") and self._is_entry(path, context)
            },
            context,
        )
        entries, unreadable = [], []
        for (path, mode, sign), found in sorted(files.items()):
            entry = self._found(path, mode, sign, context) if found is ... else found
            known[path, mode, sign] = entry
            if entry:
                entries.append(entry)
            elif not path.endswith("/.gitkeep"):
                unreadable.append(path)
        context = replace(context, today=day)
        return Dataset(tuple(entries), context, commit, dirty=False, as_of=when, unreadable=tuple(unreadable), remarks=remarks)

    def _found(self, path: str, mode: str, sign: str, context: Context) -> Entry | None:
        is_read = mode.startswith("100") and self._is_entry(path, context)
        entry = self._entries.get((path, sign, self._key(path, context))) if is_read else None
        return keep_back(entry, self._kept_back, Audiences(context).place) if entry and self._kept_back else entry

    @cached_property
    def _kept_back(self) -> Mapping[tuple[str, str], Raised]:
        """What the entries of today keep back; nothing where all states are shown by one context, as in a review."""
        return find_kept_back(load_dataset(self.root).entries) if self.context is None else {}

    def _is_entry(self, path: str, context: Context) -> bool:
        schema = context.schemas.get(self._kind(path, context))
        return path.startswith("registry/") and schema is not None and is_place(path, schema)

    def _kind(self, path: str, context: Context) -> str:
        """The kind of entry at ``path``, empty if none; asked once for each folder."""
        key = (id(context), path.rpartition("/")[0])
        if key not in self._kinds:
            self._kinds[key] = kind_at(f"{key[1]}/any.yaml", context.schemas) or ""
        return self._kinds[key] if path.endswith(".yaml") else ""

    def _key(self, path: str, context: Context) -> str:
        """All of the schema that reading depends on: where text may stand."""
        schema = context.schemas[self._kind(path, context)]
        if id(schema) not in self._texts:
            self._texts[id(schema)] = digest(*("/".join(route) for route in sorted(_texts(schema))))[:16]
        return self._texts[id(schema)]

    def _read(self, wanted: Mapping[str, str], context: Context) -> None:
        """Read what of ``wanted`` (path to blob id) has not been read before, now or in an earlier run."""
        missing: dict[str, list[str]] = {}
        for path, sign in wanted.items():
            key = (path, sign, self._key(path, context))
            if key not in self._entries:
                data = self._cache.find(key)
                self._entries[key] = self._entry(path, data, context) if data else None
                if not data:
                    missing.setdefault(sign, []).append(path)
        for sign, raw in objects.blobs(self.root, missing, yaml.ENTRY.size):
            for path in missing[sign]:
                admits_text = context.schemas[self._kind(path, context)].admits_text
                data = yaml.read(path, raw, yaml.ENTRY, admits_text).source.data
                if isinstance(data, dict):
                    key = (path, sign, self._key(path, context))
                    self._entries[key] = self._entry(path, data, context)
                    self._cache.add(key, data)

    def keep(self) -> None:
        """Remember for later runs what was read."""
        self._cache.keep(self._entries)

    def _entry(self, path: str, data: Data, context: Context) -> Entry:
        return Entry(path, self._kind(path, context), data, Source(path, "", None))

    def _law(self, files: Mapping[str, str]) -> tuple[Context, tuple[Text, ...]]:
        """The context in these files (path to blob id); where one is missing or cannot be used, that of today, with a remark."""
        key = tuple(sorted(files.items()))
        if key not in self._laws:
            self._laws[key] = self._law_of(files)
        return self._laws[key]

    def _law_of(self, files: Mapping[str, str]) -> tuple[Context, tuple[Text, ...]]:
        now = self._now  # the context of today is read first: what is wrong with it is said of its own file
        contents = dict(objects.blobs(self.root, set(files.values()), yaml.TAXONOMY.size))
        of_today = ("taxonomy.yaml", "schema/taxonomy.schema.json", "schema/policy.schema.json", "schema/policy.yaml")
        raws = zip(of_today, read_all(WorkTree(self.root), of_today, yaml.TAXONOMY.size), strict=True)
        kept = {path: raw for path, raw in raws if isinstance(raw, bytes)}  # load_law says what is missing
        context = load_context(
            MemoryTree(kept | {path: contents[sign] for path, sign in files.items() if sign in contents})
        ).context
        remarks = []
        if not context.taxonomy.facets or "taxonomy.yaml" not in files:
            context = replace(context, taxonomy=now.taxonomy)
            remarks.append(_("The taxonomy of that time cannot be read; today's is used instead."))
        gone = {
            kind: now.schemas[kind] for kind in now.kinds if kind not in context.schemas or not is_told(context.schemas[kind])
        }
        if gone:
            unusable = sorted(kind for kind in gone if kind in context.broken)
            older = sorted(
                kind for kind in gone if kind in context.schemas and context.schemas[kind].demands != gone[kind].demands
            )
            context = replace(
                context, schemas={**context.schemas, **gone}, broken=tuple(kind for kind in context.broken if kind not in gone)
            )
            if unusable:
                remarks.append(
                    _(
                        "A schema of that time has an error; today's is used instead: {kinds}.",
                        kinds=unusable,
                    )
                )
            if older:
                remarks.append(
                    _(
                        "The entries of that time are read with today's schemas, because this version of alisei does not understand the older ones; there is nothing to do: {kinds}.",
                        kinds=older,
                    )
                )
        known = replace(
            context, known_totals=now.known_totals, registers=now.registers
        )  # totals are dated, registers name what was there
        return known, tuple(remarks)

    @cached_property
    def _now(self) -> Context:
        return load_context(WorkTree(self.root)).context


def is_told(schema: Schema) -> bool:
    """Whether a schema says which fields name entries: those before ``x-alisei-kind`` did not."""
    return "x-alisei-kind" in schema.document


def _texts(schema: Schema) -> list[tuple[str, ...]]:
    return [route for route, node in schema.walk() if "string" in (node.get("type") or ())]
