"""``alisei fix`` on mutated entries: no new error, every comment kept, and once is enough."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.verdict import Verdict
from alisei_cli.pipeline import validate
from fuzz.mutants import SLIPS, entries
from tests.conftest import Alisei, make

FILES = 12
ROUNDS = 4
"""So often one may have to run it: a fix that touches another one waits for the next run."""

_HABITS = (
    (r"https://", "http://"), (r"status: active", "status: Active"), (r"country: IT", "country: it"), (r"kind: display", "kind: Display"),
    (r"(?m)^type: (\S+)$", r"type: \1, \1"), (r"\]", ", alfa]"), (r"\[(\S+?)([,\]])", r"[\1, \1\2"), (r"region: \S+?,", ""),
    (r"(?m)^website: (.*)$", r"website: '\1 '"), (r"(?m)^website:", "websit:"), (r"sector: \{primary: (\S+)\}", r"sector: {primary: \1, secondary: [\1]}"),
    (r"(?m)^id: .*\n", ""), (r"(?m)^(status: .*\n)((?:.*\n)*)", r"\2\1"), (r"ror: https://ror.org/", "ror: "), (r"(?m)$", " "), (r"\n", "\r\n"),
    (r"accessed: (\d+)-(\d+)", r"accessed: \2/\1"), (r"oncology", "Oncologia"), (r"(?m)^(value_chain): \[(.*)\]$", r"\1: \2"), (r"\n$", ""),
    (r"(?m)^(type: .*)$", "\\1\ngroups:\nevents: []"), (r"  ", "\t"), (r"(?m)^# yaml.*\n", ""), (r"lang: it", "lang: IT"),
)  # fmt: skip
"""What people really get wrong: pattern and what stands there instead."""


def slipped(text: str, chance: random.Random) -> str:
    """An entry with a few habits, now and then a slip of any kind, and a comment of its own between the fields."""
    for pattern, instead in chance.sample(_HABITS, chance.randint(1, 4)):
        text = re.sub(pattern, instead, text, count=chance.choice((0, 1, 1)))
    if chance.random() < 0.3:
        text = chance.choice(SLIPS)(text, chance)
    lines = text.split("\n")
    fields = [at for at, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    if fields:
        lines.insert(chance.choice(fields), f"# commento {chance.randrange(1000)}: non toccare" + "\r" * ("\r" in text))
    return "\n".join(lines)


def errors(verdict: Verdict) -> Counter[str]:
    """How many errors each file has."""
    return Counter(each.path for each in verdict.diagnostics if each.severity is Severity.ERROR)


def unread(verdict: Verdict) -> set[str]:
    """Files whose bytes or YAML are at fault, so that what they say was not judged, or not all of it."""
    return {each.path for each in verdict.diagnostics if each.severity is Severity.ERROR and each.code.startswith("ALI0")}


def comments(root: Path) -> Counter[tuple[str, str]]:
    """Our comments in every file."""
    return Counter(
        (file.name, found)
        for file in (root / "registry").rglob("*.yaml")
        for found in re.findall(r"# commento \d+: non toccare", file.read_text())
    )


def texts(root: Path) -> dict[str, bytes]:
    """Bytes of every entry."""
    return {file.name: file.read_bytes() for file in sorted((root / "registry").rglob("*.yaml"))}


@pytest.mark.parametrize("number", range(16))
def test_fixing_makes_nothing_worse_and_comes_to_an_end(number: int, tmp_path: Path, alisei: Alisei) -> None:
    """Errors never grow in any file, comments stay, and what a run leaves for the next one is soon used up."""
    chance = random.Random(number)
    root = make(tmp_path / "dataset", {path: slipped(text, chance) for path, text in chance.sample(entries(), FILES)})
    kept = comments(root)
    words = ["--unsafe"] if number % 2 else []
    before = validate(root, is_cached=False)
    states = [texts(root)]
    for _turn in range(ROUNDS):
        outcome = alisei("-C", root, "fix", *words)
        assert (outcome.code, outcome.err) == (0, "")
        states.append(texts(root))
    after = validate(root, is_cached=False)
    assert states[-1] == states[-2]
    assert states[1] != states[0]
    hidden = unread(before)
    for path, count in errors(after).items():
        assert count <= errors(before)[path] or path in hidden, path
    assert comments(root) == kept
