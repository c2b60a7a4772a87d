"""Fixes applied in rounds, from a verdict to changed files.

Like ``pipeline`` and ``intake``, this module joins store and core.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alisei_cli.core.check_entry import MOST, check_entry
from alisei_cli.errors import DataError
from alisei_cli.language import _
from alisei_cli.model.comment import collect_comments
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Fix, Severity
from alisei_cli.model.groups import group
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Source
from alisei_cli.model.verdict import Verdict
from alisei_cli.rules import RULES
from alisei_cli.store import yaml
from alisei_cli.store.tree import read_bytes
from alisei_cli.store.write import write_all
from alisei_cli.text_edits import apply_text_edits, moved, plan_edits

ROUNDS = 10
"""Maximum number of rounds; a fix may reveal another problem."""


@dataclass(frozen=True, slots=True)
class FilePatch:
    """What fixes change in one file: its text before, to the byte, and after."""

    path: str
    before: str
    after: str
    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that fixes make, and what they leave."""

    mendings: tuple[FilePatch, ...]
    left: Verdict
    """Verdict on the dataset after the changes, restricted as requested."""


def plan(root: Path, context: Context, judged: Callable[[Mapping[str, bytes]], Verdict], is_unsafe: bool) -> Plan:
    """Plan all fixes, safe ones only unless ``is_unsafe``.

    Each round works on the result of the one before. Nothing is written. ``judged`` returns the verdict for files with other
    texts than on disk.
    """
    made: dict[str, FilePatch] = {}
    left = judged({})
    for _round in range(ROUNDS):
        step = _plan_round(left, context, is_unsafe, root, {path: mending.after for path, mending in made.items()})
        if not step:
            break
        for each in step:
            first = made.get(each.path)
            made[each.path] = FilePatch(each.path, first.before, each.after, first.fixes + each.fixes) if first else each
        left = judged({path: mending.after.encode() for path, mending in made.items()})
    return Plan(tuple(made[path] for path in sorted(made)), left)


def _plan_round(verdict: Verdict, context: Context, is_unsafe: bool, root: Path, texts: Mapping[str, str]) -> list[FilePatch]:
    """Plan the files that the fixes of ``verdict`` change, based on ``texts``.

    Each new text is read again: it must hold exactly the data that the edits promise, keep every comment, and break no rule that
    the old one kept; otherwise the fix is dropped. Byte-order marks and line endings are kept.
    """
    gravest_first = sorted(verdict.diagnostics, key=lambda each: -each.severity)  # of two that touch, the graver goes in
    wanted = group((each.path, each.fix) for each in gravest_first if each.fix and (each.fix.safe or is_unsafe))
    made: list[FilePatch] = []
    for path, fixes in wanted.items():
        source, schema = verdict.sources.get(path), verdict.schemas.get(path)
        if source and source.text and schema:
            limits = _limits(schema.kind)
            raw = texts[path].encode() if path in texts else read_bytes(root, path, limits.size)
            if yaml.read(path, raw, limits).source.text == source.text:  # else it has changed since it was judged
                made += _build_patch(raw.decode(), source, fixes, schema, context, _count_errors(verdict, path))
    return made


def plan_rewrites(
    root: Path, context: Context, entries: Iterable[Entry], find: Callable[[Any, Schema], Sequence[Fix]]
) -> list[FilePatch]:
    """Plan what ``find`` wants changed in ``entries``, until it finds nothing more. Nothing is written.

    Raises:
        DataError: a change would lose a comment, break a rule that the entry keeps, or cannot be made.
    """
    made = []
    for entry in entries:
        schema = context.schemas[entry.kind]
        if find(entry.data, schema):
            raw = read_bytes(root, entry.path, yaml.ENTRY.size).decode()
            made.append(_rewrite(entry.path, raw, schema, context, find))
    return made


def _rewrite(path: str, raw: str, schema: Schema, context: Context, find: Callable[[Any, Schema], Sequence[Fix]]) -> FilePatch:
    after, applied = raw, list[Fix]()
    while True:
        source = yaml.read(path, after.encode(), yaml.ENTRY, schema.admits_text).source
        fixes = find(source.data, schema)
        if not fixes:
            return FilePatch(path, raw, after, tuple(applied))
        made = next(_build_patch(after, source, fixes, schema, context, None), None)
        if made is None:
            said = _("{path} cannot be rewritten by a program; nothing was written", path=path)
            raise DataError(said, _("Do it by hand: {titles}.", titles=[fix.title for fix in fixes]))
        after, applied = made.after, [*applied, *made.fixes]


def apply(root: Path, mendings: Iterable[FilePatch]) -> None:
    """Write every fixed file or none; none that has changed since it was judged."""
    made = list(mendings)
    write_all(root, {each.path: each.after for each in made}, {each.path: each.before.encode("utf-8") for each in made})


def _count_errors(verdict: Verdict, path: str) -> int | None:
    """Number of errors within the file; ``None`` where not all of them were kept."""
    said = [each for each in verdict.diagnostics if each.path == path]
    return None if len(said) >= MOST else sum(each.severity is Severity.ERROR for each in said if RULES.load(each.rule).check)


def _build_patch(
    raw: str, source: Source, fixes: Sequence[Fix], schema: Schema, context: Context, errors: int | None
) -> Iterator[FilePatch]:
    kept: list[Fix] = []
    after = raw
    before = yaml.read(source.path, source.text.encode(), _limits(schema.kind), schema.admits_text)
    if errors is None:
        errors = _errors(before, schema.kind, context)
    # All together, which is nearly always right; else one after the other, each on top of those that were.
    for tried in (list(fixes), *([fix] for fix in fixes)):
        text, applied = _apply_fixes(raw, source, [*kept, *tried], schema)
        if len(applied) > len(kept) and _is_right(before, text, applied, schema, context, errors):
            kept, after = applied, text
            if len(tried) == len(fixes):
                break
    if after != raw:
        yield FilePatch(source.path, raw, after, tuple(kept))


def _apply_fixes(raw: str, source: Source, fixes: Sequence[Fix], schema: Schema) -> tuple[str, list[Fix]]:
    """The new text; its byte-order mark and line ends are those of ``raw``, unless they are what is to be fixed."""
    edits, applied = plan_edits(source, fixes, schema)
    if any(edit.op == "tidy" for fix in applied for edit in fix.edits):
        return apply_text_edits(source.text, edits), applied
    return apply_text_edits(raw, moved(raw, edits)), applied


def _is_right(before: yaml.Reading, text: str, fixes: Sequence[Fix], schema: Schema, context: Context, errors: int) -> bool:
    """Whether ``text`` says what the fixes promise, keeps every comment, and has no more than ``errors``."""
    source = before.source
    after = yaml.read(source.path, text.encode(), _limits(schema.kind), schema.admits_text)
    if source.data is None:  # unreadable before: right if it can be read now
        return after.source.data is not None and len(after.findings) < len(before.findings)
    changes_text = any(edit.op in ("text", "tidy") for fix in fixes for edit in fix.edits)
    if not changes_text and Counter(collect_comments(source).values()) - Counter(collect_comments(after.source).values()):
        return False
    if after.source.data != apply_edits(source.data, [edit for fix in fixes for edit in fix.edits], schema):
        return False
    return _errors(after, schema.kind, context) <= errors


def apply_edits(data: Any, edits: Iterable[Edit], schema: Schema) -> Any:
    """``data`` as it ought to read after ``edits``; a copy."""
    copy = json.loads(json.dumps(data))
    for edit in sorted(edits, key=lambda edit: tuple(str(part).rjust(9) for part in edit.pointer), reverse=True):
        _edit(copy, edit, schema)
    return copy


def _edit(data: Any, edit: Edit, schema: Schema) -> None:
    if edit.op in ("text", "tidy"):
        return
    here = data
    for part in edit.pointer[:-1]:
        here = here[part]
    key = edit.pointer[-1]
    if edit.op == "delete":
        del here[key]
    elif edit.op == "rename":
        renamed = {edit.value if name == key else name: value for name, value in here.items()}
        value = renamed[edit.value]
        if isinstance(value, int) and schema.admits_text((*edit.pointer[:-1], edit.value)):
            renamed[edit.value] = json.dumps(value)  # under its right name it is read as text
        here.clear()
        here.update(renamed)
    elif isinstance(here, list) and key == len(here):
        here.append(edit.value)
    else:
        here[key] = edit.value


def _limits(kind: str) -> yaml.Limits:
    return yaml.TAXONOMY if kind == "taxonomy" else yaml.ENTRY


def _errors(reading: yaml.Reading, kind: str, context: Context) -> int:
    rules = [(name, rule) for name in RULES.names if (rule := RULES.load(name)).check]
    judged = check_entry(kind, reading.source, reading.findings, reading.reported, context, rules)
    return sum(RULES.load(name).severity is Severity.ERROR for name, _finding in judged.findings)
