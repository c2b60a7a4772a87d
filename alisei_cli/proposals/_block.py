"""Proposals as a block of text that people read and mail programs do little harm to.

::

    ALISEI 1
    scheda: toscana-life-sciences
    base: 62036600
    imposta /website: https://www.example.org
    togli /offers/gmp-cell-factory
    FINE

The words exist in Italian and in English; both are read anywhere.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from alisei_cli.folding import slug
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.ids import is_id
from alisei_cli.model.proposal import OPS, Op, Proposal, ProposedChange
from alisei_cli.model.sharing import parse_pointer
from alisei_cli.model.source import json_pointer

VERSION = 1
MOST = 500
"""Changes in one block."""
WORDS: dict[str, Labels] = {
    "entry": Labels("scheda", "entry"),
    "kind": Labels("tipo", "kind"),
    "base": Labels("base", "base"),
    "confirm": Labels("conferma", "confirm"),
    "new": Labels("nuova", "new"),
    "yes": Labels("sì", "yes"),
    "end": Labels("FINE", "END"),
    "set": Labels("imposta", "set"),
    "clear": Labels("svuota", "clear"),
    "add": Labels("aggiungi", "add"),
    "remove": Labels("togli", "remove"),
}
"""The words of a block."""
HEADS = ("entry", "kind", "base", "confirm")
"""Words that say what a block is about."""
_READ = {form.lower(): key for key, labels in WORDS.items() for form in (labels.it, labels.en)} | {"si": "yes"}

_BEGIN = re.compile(r"ALISEI\s+(\d{1,3})\Z", re.IGNORECASE)
_QUOTED = re.compile(r"\A[\s>|]+")
"""What mail programs put before a quoted line."""
_BULLET = re.compile(r"\A[-*•·–]\s+")
_HEAD = re.compile(r"([A-Za-zì]+)\s*:\s*(.*)\Z", re.DOTALL)
_CHANGE = re.compile(r"([A-Za-z]+)\s+(/.{0,2000}?|[\"“”„‟]/(?:[^\"“”„‟\\]|\\.)*[\"“”„‟])(?::\s+(.*)|:?\s*)\Z", re.DOTALL)
"""A pointer may hold blanks and colons: a colon and a blank end it, unless it stands in quotation marks, as JSON."""
_MISREAD = re.compile(r'[:"“”„‟]|\s(?!\S)|[^\S ]')
"""What a pointer without quotation marks cannot hold."""
_UNSEEN = re.compile("[\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
"""Blanks and signs that mail programs change or drop; JSON spells them out."""
_TIGHT = re.compile(r"(/[A-Za-z_/]+):(?!~1)(\S.*)\Z", re.DOTALL)
"""A plain field with its value behind a colon without a blank; the address that names a source goes on with ``~1``."""
_COMMIT = re.compile(r"[0-9a-f]{7,64}\Z")
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"'})


def write_block(proposal: Proposal) -> str:
    """The block of ``proposal``, in the current language."""
    head = [("entry", proposal.entry or str(WORDS["new"]))]
    head += [("kind", proposal.kind)] if proposal.entry is None else []
    head += [("base", proposal.base)] if proposal.base else []
    head += [("confirm", str(WORDS["yes"]))] if proposal.confirms else []
    lines = [f"ALISEI {VERSION}", *(f"{WORDS[key]}: {value}" for key, value in head)]
    lines += map(write_change, proposal.changes)
    return "\n".join([*lines, str(WORDS["end"])]) + "\n"


def write_change(change: ProposedChange) -> str:
    """One line of a block, in the current language."""
    said = f"{WORDS[change.op]} {_write_pointer(json_pointer(change.pointer))}"
    return said if change.value is None else f"{said}: {_write_value(change.value)}"


def _write_pointer(pointer: str) -> str:
    spelt = {mark: f"\\u{mark:04x}" for mark in _CURLY}
    return _write_json(pointer).translate(spelt) if _MISREAD.search(pointer) else pointer


def _write_value(value: Any) -> str:
    is_plain = isinstance(value, str) and value == " ".join(value.split()) and value[:1] not in ('"', "{", "[", *map(chr, _CURLY))
    return value if is_plain and not _UNSEEN.search(value) else _write_json(value)


def _write_json(value: Any) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def parse_blocks(text: str, source: str) -> tuple[Proposal, ...]:
    """Every proposal in ``text``; what surrounds the blocks is not looked at."""
    blocks = list(_find_blocks(text))
    return tuple(_parse(lines, f"{source} ({number})" if len(blocks) > 1 else source) for number, lines in enumerate(blocks, 1))


def find_spans(text: str) -> list[range]:
    """Numbers of the lines, from 0, that each block of ``text`` takes with its ends."""
    lines = [_bare(raw) for raw in text.splitlines()]
    begins = [n for n, line in enumerate(lines) if _BEGIN.match(line)]
    spans = pairwise([*begins, len(lines)])
    return [range(begin, next((n + 1 for n in range(begin, stop) if _is_end(lines[n])), stop)) for begin, stop in spans]


def _is_end(line: str) -> bool:
    return _READ.get(line.lower()) == "end"


def _bare(raw: str) -> str:
    """A line without what a mail program puts around it."""
    return _QUOTED.sub("", raw.replace("\u00a0", " "), count=1).rstrip()


def _find_blocks(text: str) -> Iterator[list[str] | None]:
    """The lines of each block without its last; ``None`` where the end is missing.

    An empty line is put between lines that are quoted and lines that are not: one is no rest of the other.
    """
    raw = text.splitlines()
    for span in find_spans(text):
        lines = [_bare(raw[n]) for n in span]
        depths = [_depth(raw[n]) for n in span]
        if not _is_end(lines.pop()) or not lines:
            yield None
            continue
        changed = [n > 0 and depths[n] != depths[n - 1] for n in range(len(lines))]
        yield [each for line, is_apart in zip(lines, changed, strict=True) for each in ([""] * is_apart + [line])]


def _depth(raw: str) -> int:
    marks = _QUOTED.match(raw)
    return marks[0].count(">") if marks else 0


@dataclass(slots=True)
class _Block:
    """What the lines of one block come to."""

    made: Proposal
    changes: list[ProposedChange] = field(default_factory=list)
    refusals: list[Text] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    """Heads that it has said."""


def _parse(lines: list[str] | None, source: str) -> Proposal:
    if lines is None:
        return Proposal(source, refusals=(_("the block has no end: its last line is {end}", end=str(WORDS["end"])),))
    version = _BEGIN.match(lines[0])
    if version and int(version[1]) != VERSION:
        said = _("the block is of version {version}, which this program does not know", version=version[1])
        return Proposal(source, refusals=(said,))
    block = _Block(Proposal(source))
    for statement in _join(lines[1:]):
        _read_statement(statement, block)
    if len(block.changes) > MOST:
        block.refusals.append(_("it has more than {n} changes", n=MOST))
        block.changes.clear()
    return replace(block.made, changes=tuple(block.changes), refusals=tuple(block.refusals))


def _glue(lines: Iterable[str]) -> Iterator[str]:
    """``lines``, each verb that was broken off before a long pointer in front of it again."""
    verb = ""
    for line in lines:
        if verb and line.lstrip().startswith(("/", '"/')):
            yield f"{verb} {line.lstrip()}"
            verb = ""
            continue
        if verb:
            yield verb
        verb = line if _READ.get(_BULLET.sub("", line).lower()) in OPS else ""
        if not verb:
            yield line
    if verb:
        yield verb


def _join(lines: Iterable[str]) -> Iterator[str]:
    """Each statement with the lines into which a mail program broke it; an empty line ends it."""
    parts: list[str] = []
    is_open = False
    for line in _glue(lines):
        bare = _BULLET.sub("", line)
        is_change, is_head = _is_change(bare), _is_head(bare)
        if parts and (is_change or is_head or not line or not is_open):
            yield " ".join(parts)
            parts = []
        is_open = is_change or bool(parts)
        parts += [bare if is_change or is_head else line] if line else []
    if parts:
        yield " ".join(parts)


def _is_change(line: str) -> bool:
    found = _CHANGE.match(line)
    return bool(found and _READ.get(found[1].lower()) in OPS)


def _is_head(line: str) -> bool:
    found = _HEAD.match(line)
    return bool(found and _READ.get(found[1].lower()) in HEADS)


def _read_statement(statement: str, block: _Block) -> None:
    change, head = _CHANGE.match(statement), _HEAD.match(statement)
    if change and _is_change(statement):
        _read_change(_as_op(_READ[change[1].lower()]), change[2], change[3], block)
    elif head and _is_head(statement):
        _read_head(_READ[head[1].lower()], head[2].strip(), block)
    else:
        block.refusals.append(_("this line says nothing that can be done: {line}", line=statement[:200]))


def _read_head(key: str, value: str, block: _Block) -> None:
    if key in block.heads:
        said = _("the block has two lines {word}: write one block for each entry, and each such line once", word=f"{WORDS[key]}:")
        block.refusals.append(said)
        return
    block.heads.add(key)
    if key == "entry" and _READ.get(value.lower()) != "new":
        named = value if is_id(value) else slug(value)
        if is_id(named) and "/" not in value:
            block.made = replace(block.made, entry=named)
        else:
            block.refusals.append(_("{id} cannot be the id of an entry", id=value[:200]))
    elif key == "kind":
        block.made = replace(block.made, kind=value)
    elif key == "base":
        if _COMMIT.match(value):
            block.made = replace(block.made, base=value)
        else:
            block.refusals.append(_("{commit} is no commit", commit=value[:200]))
    elif key == "confirm":
        block.made = replace(block.made, confirms=_READ.get(value.lower()) == "yes")


def _read_change(op: Op, typed: str, text: str | None, block: _Block) -> None:
    tight = _TIGHT.match(typed) if text is None and op != "clear" else None
    if tight:
        typed, text = tight.groups()
    pointer = parse_pointer(typed if typed[0] == "/" else str(_read_text(typed)))
    if not pointer:
        block.refusals.append(_("there is no field {field}", field=typed[:200]))
    elif op == "set" and not text:
        line = f"{WORDS['clear']} {typed[:200]}"
        block.refusals.append(_("{field} has no value; to leave it empty, write: {line}", field=typed[:200], line=line))
    else:
        block.changes.append(ProposedChange(op, pointer, _read_text(text) if text and op != "clear" else None))


def _as_op(word: str) -> Op:
    return next(op for op in OPS if op == word)


def _read_text(text: str) -> Any:
    """JSON where the text begins like it, also with typographic quotation marks; otherwise the text itself."""
    if text[:1] in ('"', "{", "[", *map(chr, _CURLY)):
        for tried in (text, text.translate(_CURLY)):
            try:
                return json.loads(tried)
            except (ValueError, RecursionError):
                continue
    return text.strip()
