"""Validation from the folder to the verdict.

``core`` stays pure, and every command that validates starts here. Results are cached by content: an unchanged dataset costs one
stat per file, a changed file costs itself and the rules between entries.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alisei_cli.core.check_entry import EntryResult, RuleSelection, add_places, check_entry
from alisei_cli.model.verdict import Lazy, Verdict
from alisei_cli.store import git, objects, worktree
from alisei_cli.store.cache import Cache, digest, tool
from alisei_cli.store.tree import MemoryTree, OverlayTree, Tree, WorkTree, read_all

if TYPE_CHECKING:
    from alisei_cli.model.dataset import Context

FOLDERS = ("registry", "schema", "taxonomy.yaml")
"""All that a verdict depends on, besides the day."""
ANSWER = "answer.json"
"""File of the cache with the last verdict."""
OUTCOMES = "outcomes.jsonl"
"""File of the cache with the outcome for each file."""
REVIEWED = "reviewed.jsonl"
"""The same for a commit that others are compared with."""
ALONE = 1500
"""Minimum number of files for which a second process is faster."""
BATCH = 32
"""Files that are read, judged and packed together: one kind of work at a time is a fifth quicker, by the processor's cache."""
Task = tuple[str, str]
"""Path and kind of a file to validate."""
Outcome = tuple[str, bytes]
"""Content id of the judged bytes, and the packed result.

The id is empty if the file was unreadable.
"""


def validate(
    root: Path, jobs: int | None = None, is_cached: bool = True, changed: Collection[str] = (), overlay: Path | None = None
) -> Verdict:
    """Validate the dataset at ``root``, with the values of an overlay if one is named.

    Without ``jobs``, two processes are used for large datasets. If ``is_cached``, earlier results may be reused; the verdict is
    the same either way. Of entries that clash, those at ``changed`` paths are reported. Nothing of an overlay is cached.
    """
    from alisei_cli.store.load import check_surroundings

    verdict, more = _check_files(root, jobs, is_cached, changed), tuple(check_surroundings(root))
    if overlay:
        judgement = _Judgement(WorkTree(root), Cache(root) if is_cached else None, {}, jobs, changed)
        verdict = judgement.add_overlay(root, overlay, verdict)
    if not more:
        return verdict
    from alisei_cli.core.check import add_findings

    return add_findings(verdict, more)


def _check_files(root: Path, jobs: int | None, is_cached: bool, changed: Collection[str]) -> Verdict:
    from alisei_cli.store.load import today

    memory = Cache(root) if is_cached else None
    look = worktree.look(root, FOLDERS) if memory else worktree.Look("", {}, 0)
    key = digest(tool(), str(today()), look.key, *sorted(changed)) if look.key else ""
    if memory and key:
        known = _read_known(root, memory.load(ANSWER, key))
        if known:
            return known
    verdict = _Judgement(WorkTree(root), memory, look.times, jobs, changed).verdict()
    # if a file has changed meanwhile, the verdict may describe an intermediate state
    if memory and key and look == worktree.look(root, FOLDERS, look.until):
        from alisei_cli.core.pack import pack_verdict

        memory.keep(ANSWER, key, pack_verdict(verdict))
    return verdict


def validate_since(
    root: Path, revision: str, jobs: int | None = None, is_cached: bool = True, overlay: Path | None = None
) -> Verdict:
    """Validate, and keep problems caused by changes since ``revision``.

    Problems in other files count too.

    The base is the merge base of ``revision`` and the working tree, so changes on another branch do not count. The dataset at the
    base is validated too; problems of other files that existed there are left out.
    """
    from alisei_cli.core.scope import keep_caused
    from alisei_cli.store import yaml

    base = git.branch_point(root, revision)
    changed = objects.list_changed_since(root, base, *FOLDERS)
    whole = validate(root, jobs, is_cached, changed, overlay)
    if any(not path.startswith("registry/") for path in changed):
        return whole  # another law concerns every file
    earlier = MemoryTree(dict(objects.contents(root, base, sorted(changed), yaml.ENTRY.size)))
    then = _Judgement(
        OverlayTree(WorkTree(root), earlier, changed), Cache(root) if is_cached else None, {}, jobs, changed
    ).verdict()
    return keep_caused(whole, then, changed)


def validate_beside(root: Path, texts: Mapping[str, bytes], concerned: Collection[str] | None = None) -> Verdict:
    """Validate the dataset as if some files had these ``texts``; write nothing.

    ``concerned``: where the texts change the law, paths of the entries that it may judge otherwise; what is remembered of the
    other entries still holds. All entries, if it is ``None``.
    """
    if not texts:
        return validate(root)
    judgement = _Judgement(OverlayTree(WorkTree(root), MemoryTree(texts)), Cache(root), {}, None)
    if concerned is not None:
        from alisei_cli.store.load import load_context

        judgement.sign, judgement.anew = load_context(WorkTree(root)).sign, concerned
    return judgement.verdict()


def validate_trees(root: Path, trees: Sequence[Tree], changed: Collection[str]) -> list[Verdict]:
    """Validate states of the dataset at ``root`` that are not on the disk; outcomes for files of the first are remembered."""
    memory = Cache(root)
    judgements = [_Judgement(tree, memory, {}, None, changed, REVIEWED) for tree in trees]
    for each in judgements[:1]:
        each.is_kept = True
    return [each.verdict() for each in judgements]


def _read_known(root: Path, answer: Any) -> Verdict | None:
    """The verdict in a cached ``answer``; ``None`` if it is empty or damaged."""
    from alisei_cli.core.pack import unpack_verdict

    try:
        return _complete(WorkTree(root), unpack_verdict(answer))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def _complete(tree: Tree, verdict: Verdict, context: "Context | None" = None) -> Verdict:
    """``verdict`` with sources, schemas and rules, loaded when a renderer asks."""
    from alisei_cli.rules import RULES, info
    from alisei_cli.store.load import load_context, read_source, schema_at

    known = cache(lambda: context or load_context(tree).context)
    return replace(
        verdict,
        sources=Lazy(verdict.files, lambda path: read_source(tree, path, known())),
        schemas=Lazy(verdict.files, lambda path: schema_at(path, known())),
        rules=Lazy(RULES.names, info),
    )


class _Judgement:
    """One run over a dataset whose answer is not known."""

    def __init__(
        self,
        tree: Tree,
        memory: Cache | None,
        times: Mapping[str, str],
        jobs: int | None,
        changed: Collection[str] = (),
        file: str = OUTCOMES,
    ) -> None:
        from alisei_cli.rules import RULES
        from alisei_cli.store.load import load_context

        self.tree = tree
        self.memory = memory
        self.times = times
        self.jobs = jobs
        self.changed = changed
        self.file = file
        self.is_kept = isinstance(tree, WorkTree)
        """Whether outcomes are remembered: what is only tried replaces nothing."""
        self.book = load_context(tree)
        self.sign = self.book.sign
        self.anew: Collection[str] = ()
        self.rules = {name: RULES.load(name) for name in RULES.names}
        self.alone = RuleSelection(self.rules.items())
        self.shared: dict[str, Any] = {}

    def verdict(self) -> Verdict:
        """Judge what is not remembered, then everything together."""
        from alisei_cli.core.check import check

        judged = [*self._law(), *self._registry()]
        empty = _complete(self.tree, Verdict((), tuple(each.path for each in judged)), self.book.context)
        found = check(judged, self.book.context, self.rules, empty.sources, self.changed)
        return replace(empty, diagnostics=found.diagnostics, files=found.files, silenced=found.silenced)

    def add_overlay(self, root: Path, folder: Path, base: Verdict) -> Verdict:
        """Judge entries again with the values of an overlay; ``base`` is the verdict without them."""
        from alisei_cli.core.check_overlay import check_with_overlay
        from alisei_cli.core.overlay import fit
        from alisei_cli.store.overlay import build_finder, read_overlay

        context, find = self.book.context, build_finder(self.tree, self.book.context, base.files)
        fitted = fit(read_overlay(folder, root, context), find, context)
        return check_with_overlay([*self._law(), *self._registry()], context, self.rules, self.alone, fitted, base)

    def _law(self) -> Iterator[EntryResult]:
        for kind, reading in self.book.readings:
            yield check_entry(kind, reading.source, reading.findings, reading.reported, self.book.context, self.alone)
        for finding in self.book.findings:
            yield EntryResult(finding.path or "", ((finding.rule or "", finding),))

    def _registry(self) -> Iterator[EntryResult]:
        from alisei_cli.store.load import scan

        key = digest(tool(), str(self.book.context.today), self.sign) if self.memory else ""
        rows = self.memory.rows(self.file, key) if self.memory else ()
        remembered = {path: (sign, times, raw) for path, sign, times, raw in rows}
        tasks: list[Task] = []
        kept: list[tuple[str, str, str, bytes]] = []
        for item in scan(self.tree, self.book.context):
            if item.kind is None or item.findings:  # first of all: what is no entry in its place is never opened
                yield self._judge_named(item)
                continue
            sign, then, packed = remembered.get(item.path) or ("", "", b"")
            now = self.times.get(item.path, "")
            is_same = sign and item.path not in self.anew and ((now and now == then) or sign == self._sign(item.path))
            outcome = self._recalled(packed) if is_same else None
            if outcome:
                kept.append((item.path, sign, now, packed))
                yield outcome
            else:
                tasks.append((item.path, item.kind))
        del remembered
        with (
            self.memory.keeping(self.file, key)
            if self.memory and tasks and self.is_kept
            else nullcontext(lambda *_outcome: None) as keep
        ):
            for each in kept:
                keep(*each)
            kept.clear()
            for (path, _kind), (sign, packed) in self._judge(tasks):
                if sign:
                    keep(path, sign, self.times.get(path, ""), packed)
                outcome = self._recalled(packed)
                if outcome is None:
                    raise RuntimeError(f"the outcome for {path} cannot be read back")
                yield outcome

    def _sign(self, path: str) -> str:
        from alisei_cli.store import yaml
        from alisei_cli.store.load import content_sign

        [raw] = read_all(self.tree, [path], yaml.ENTRY.size)
        return content_sign(raw)

    def _judge_named(self, item: Any) -> EntryResult:
        """The outcome for a file with a wrong name or kind, which is never cached."""
        from alisei_cli.store.load import read_item

        record = read_item(self.tree, item, self.book.context)
        said = (*record.named, *record.reading.findings)
        made = check_entry(record.kind, record.reading.source, said, record.reading.reported, self.book.context, self.alone)
        return made if record.kind else replace(made, may_silence=False)

    def _recalled(self, packed: bytes) -> EntryResult | None:
        from alisei_cli.core.pack import unpack_result

        try:
            return unpack_result(packed, self.shared)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            return None

    def _judge(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Validate each task, in order."""
        jobs = self.jobs or (min(2, os.cpu_count() or 1) if len(tasks) > ALONE else 1)
        batches = [tasks[start : start + BATCH] for start in range(0, len(tasks), BATCH)]
        if jobs > 1 and len(tasks) > 1 and hasattr(os, "fork"):
            from alisei_cli.store.workers import map_in_workers

            done = map_in_workers(self._judge_batch, batches, jobs)
        else:
            done = map(self._judge_batch, batches)
        for batch, outcomes in zip(batches, done, strict=True):
            yield from zip(batch, outcomes, strict=True)

    def _judge_batch(self, tasks: Sequence[Task]) -> list[Outcome]:
        from alisei_cli.core.pack import pack_result
        from alisei_cli.store.load import read_entries

        context = self.book.context
        readings = read_entries(self.tree, [(path, context.schemas.get(kind)) for path, kind in tasks])
        judged = [
            add_places(check_entry(kind, each.source, each.findings, each.reported, context, self.alone), each.source, context)
            for (_path, kind), (_sign, each) in zip(tasks, readings, strict=True)
        ]
        return [(sign, pack_result(each)) for (sign, _reading), each in zip(readings, judged, strict=True)]
