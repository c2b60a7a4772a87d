"""Our reader against ruamel.yaml (pure Python, YAML 1.2) on mutants of real entries: ``python -m fuzz.differential [N] [FIRST]``.

Where both take a mutant, the data must be the same to the letter; ruamel's plain scalars are read from its tree of nodes by our narrower
rules, so that only structure and text are compared, never two opinions on what a number is. Where one takes what the other refuses, the
reason is named; README.md says of every reason why it is right. Anything that has no name is a finding, and makes the exit code 1.
"""

import multiprocessing
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from ruamel.yaml import YAML, events
from ruamel.yaml.error import YAMLError

from alisei_cli.escape import UNSEEN
from alisei_cli.store.yaml import Reading, read
from fuzz.mutants import mutant

COUNT = 100_000
PROCESSES = 2
NO_NAME = "nothing before a colon"
GLUED_COLON = "a colon glued to a bracket, comma or value between brackets"
OTHER_HYPHEN = "a list item without the hyphen and the blank of YAML"
_ITEM = re.compile(r"""^ *(?:[•·‣▪◦●–—−]|-[^\s\d-])""", re.MULTILINE)
ANCHORS_COLON = "a colon at the end of an anchor's name"
BELOW_THE_END = "text below the end of a document"
GLUED_COMMENT = "a comment glued to what stands before it"
BLANK_LINE_FIRST = "a blank line of blanks below | or >"
END_TWICE = "the end of the document said twice"
REASONS = (
    "duplicate-key", "invisible-character", "control-character", "tab", "yaml-tag", "anchor-or-alias", "key-not-text", "several-documents",
    "yaml-directive", NO_NAME, GLUED_COLON, OTHER_HYPHEN, ANCHORS_COLON, BELOW_THE_END, GLUED_COMMENT, BLANK_LINE_FIRST,
    END_TWICE,
)  # fmt: skip
"""Why one reader may take what the other refuses; each is explained in README.md."""
HARMLESS = frozenset({"untidy-file"})
"""What our reader says of a file that it reads all the same."""

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_HIDDEN = re.compile(f"[{UNSEEN}]|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one mutant: a class, and what there is to see where it has no good name."""

    name: str
    number: int
    detail: str = ""

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look at it."""
        return self.name.startswith("!")


@dataclass
class Tree:
    """What ruamel's events say: data by our rules for scalars, and which of the things it holds that entries do not use."""

    data: Any = None
    signs: set[str] = field(default_factory=set)
    """Our rule for each such thing."""
    hidden: bool = False
    """Whether a value holds characters that may have to be refused."""


def compare(number: int) -> Outcome:
    """Both readers on one mutant."""
    path, raw = mutant(number)
    ours = read(path, raw)
    said = {finding.rule or "" for finding in ours.findings} - HARMLESS
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return Outcome("both refuse" if said == {"not-utf8"} else "! ours takes what is not UTF-8", number)
    try:
        theirs = tree_of(text)
    except YAMLError as error:
        return _refused_by_ruamel(number, said, f"{getattr(error, 'context', '')} | {getattr(error, 'problem', '') or error}")
    except (ValueError, RecursionError, AttributeError, IndexError, TypeError, AssertionError) as error:
        return _refused_by_ruamel(number, said, f"{type(error).__name__}: {error}")
    if said:
        return Outcome(_why(said, theirs, text), number, f"{sorted(said)}, ruamel sees {sorted(theirs.signs)}")
    if theirs.signs:
        return Outcome(f"! ours takes {'+'.join(sorted(theirs.signs))}", number)
    return _same(number, ours, theirs)


def _same(number: int, ours: Reading, theirs: Tree) -> Outcome:
    if repr(theirs.data) == repr(ours.source.data):
        return Outcome("both take, same data", number)
    return Outcome("! both take, other data", number, _difference(theirs.data, ours.source.data))


def _refused_by_ruamel(number: int, said: set[str], refusal: str) -> Outcome:
    if said:
        return Outcome("both refuse", number)
    if "more indented follow up line than first in a block scalar" in refusal:
        return Outcome(f"ruamel is stricter: {BLANK_LINE_FIRST}", number)
    if "but found '<document end>'" in refusal:
        return Outcome(f"ruamel is stricter: {END_TWICE}", number)
    return Outcome("! ruamel alone refuses", number, refusal)


def _why(said: set[str], theirs: Tree, text: str) -> str:
    """The reason why ours alone refuses, as seen in ruamel's events and the text: never only because ours says so."""
    reasons = set()
    for rule in said:
        reason = rule if rule in theirs.signs else _reason(rule, theirs, text)
        if reason is None:
            return f"! ours alone refuses: {rule}"
        reasons.add(reason)
    return f"ours is stricter: {' + '.join(sorted(reasons))}"


def _reason(rule: str, theirs: Tree, text: str) -> str | None:
    """The reason for what ``rule`` says and ruamel's events do not show as such; ``None`` if there is none."""
    if rule == "tab":
        return rule if "\t" in text or theirs.hidden else None
    if rule in (
        "control-character",
        "invisible-character",
        "duplicate-key",
    ):  # fields may be one once what hides in a name is away
        return rule if theirs.hidden or _HIDDEN.search(text) else None
    if rule == "key-not-text" and re.search("\r(?!\n)", text):
        return "control-character"  # the end of a line to ruamel; to us it stands in the line and is refused
    if rule == "key-not-text" and "anchor-or-alias" in theirs.signs:
        return ANCHORS_COLON  # which ruamel takes for a part of it
    if rule == "yaml-syntax" and _ITEM.search(text):
        return OTHER_HYPHEN
    if rule != "yaml-syntax":
        return None
    if "several-documents" in theirs.signs:
        return BELOW_THE_END
    if "key-not-text" in theirs.signs:
        return NO_NAME
    if "anchor-or-alias" in theirs.signs:
        return ANCHORS_COLON
    if "yaml-tag" in theirs.signs:
        return "yaml-tag"  # glued to what follows, which ruamel takes for a part of it
    if _is_glued(text):
        return GLUED_COLON
    return GLUED_COMMENT if re.search("[\"'\\[\\]{},:]#", text) else None


def _is_glued(text: str) -> bool:
    """Whether libyaml, under our reader, gives up at a colon."""
    try:
        for _event in yaml.parse(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = text.split("\n")[mark.line] if mark else ""
        return bool(mark) and ":" in line[max(mark.column - 1, 0) : mark.column + 1]
    return False


def tree_of(text: str) -> Tree:
    """What ruamel reads in ``text``.

    Raises:
        YAMLError: it refuses the text.
    """
    tree = Tree()
    stream = iter(YAML(typ="safe", pure=True).parse(text))
    documents = 0
    for event in stream:
        if isinstance(event, events.DocumentStartEvent):
            documents += 1
            if event.version or event.tags:
                tree.signs.add("yaml-directive")
            if documents > 1:
                tree.signs.add("several-documents")
            data = _node(next(stream), stream, tree)
            tree.data = data if documents == 1 else tree.data
    return tree


def _node(event: Any, stream: Iterator[Any], tree: Tree) -> Any:
    if event.anchor is not None:  # an alias has one too
        tree.signs.add("anchor-or-alias")
    if getattr(event, "tag", None) is not None:
        tree.signs.add("yaml-tag")
    if isinstance(event, events.ScalarEvent):
        tree.hidden = tree.hidden or "\t" in event.value or bool(_HIDDEN.search(event.value))
        return event.value if event.style else _scalar(event.value)
    if isinstance(event, events.SequenceStartEvent):
        items = []
        while not isinstance(event := next(stream), events.SequenceEndEvent):
            items.append(_node(event, stream, tree))
        return items
    if isinstance(event, events.MappingStartEvent):
        return _block(stream, tree)
    return None


def _block(stream: Iterator[Any], tree: Tree) -> dict[str, Any]:
    made: dict[str, Any] = {}
    names = set()
    while not isinstance(event := next(stream), events.MappingEndEvent):
        _node(event, stream, tree)
        name = event.value if isinstance(event, events.ScalarEvent) else None
        value = _node(next(stream), stream, tree)
        if name is None or (name == "" and not event.style):
            tree.signs.add("key-not-text")
            continue
        if name == "<<" and not event.style:
            tree.signs.add("anchor-or-alias")
        if unicodedata.normalize("NFC", name) in names:
            tree.signs.add("duplicate-key")
        names.add(unicodedata.normalize("NFC", name))
        made[name] = value
    return made


def _scalar(value: str) -> Any:
    if value in _WORDS:
        return _WORDS[value]
    return int(value) if _INTEGER.match(value) else value


def _difference(theirs: Any, ours: Any) -> str:
    """The first place where two values differ."""
    route: list[str] = []
    while True:
        if isinstance(theirs, dict) and isinstance(ours, dict) and list(theirs) == list(ours):
            step: Any = next(key for key in theirs if repr(theirs[key]) != repr(ours[key]))
        elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
            step = next(at for at, value in enumerate(theirs) if repr(value) != repr(ours[at]))
        else:
            return f"/{'/'.join(route)}: ruamel {theirs!r}, ours {ours!r}"
        route.append(str(step))
        theirs, ours = theirs[step], ours[step]


def run(numbers: Iterable[int], processes: int = PROCESSES) -> tuple[Counter[str], list[Outcome]]:
    """How many mutants fell into each class, and those that somebody has to look at."""
    counts: Counter[str] = Counter()
    findings: list[Outcome] = []
    if processes == 1:
        return _gather(map(compare, numbers), counts, findings)
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return _gather(pool.imap_unordered(compare, numbers, 200), counts, findings)


def _gather(outcomes: Iterable[Outcome], counts: Counter[str], findings: list[Outcome]) -> tuple[Counter[str], list[Outcome]]:
    for outcome in outcomes:
        counts[outcome.name] += 1
        if outcome.is_finding:
            findings.append(outcome)
    return counts, sorted(findings, key=lambda each: (each.name, each.number))


def main() -> int:
    """Run as many mutants as asked for and print how many fell where."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    start = time.monotonic()
    counts, findings = run(range(first, first + count))
    for name, number in counts.most_common():
        sys.stdout.write(f"{number:>8} {name}\n")
    for outcome in findings[:100]:
        sys.stdout.write(f"  mutant {outcome.number}: {outcome.name} {outcome.detail[:300]}\n")
    sys.stdout.write(f"{count} mutants, {len(findings)} findings, {time.monotonic() - start:.0f} s\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
