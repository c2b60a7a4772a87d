"""``docs/matching.md``: the example can be recomputed by hand, and the tables are those of the scorer."""

import json
import re
from pathlib import Path

import pytest

from alisei_cli.matching.points import CLASH, LIKENESS, MEETINGS, NEARNESS, RARITY
from alisei_cli.matching.spread import LEAST, MOST
from tests.conftest import REPOSITORY, Alisei, make

PAGE = (REPOSITORY / "docs/matching.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `([a-z-]+)` \| ([0-9.*/ ()+]+?)(?::[^|]*)? \| ([0-9.]+) \|$", re.MULTILINE)


@pytest.mark.parametrize("lang", ["en", "it"])
def test_each_line_of_the_example_is_what_the_command_says(tmp_path: Path, alisei: Alisei, lang: str) -> None:
    page = PAGE if lang == "en" else (REPOSITORY / "docs/partner.md").read_text(encoding="utf-8")
    files = {f"registry/stakeholders/toscana/{re.search('^id: (.*)$', each, re.MULTILINE)[1]}.yaml": each for each in FENCES}  # type: ignore[index]
    root = make(tmp_path / "dataset", files)
    found = json.loads(alisei("-C", root, "match", "diagnostica-prova", "--format", "json").out)
    (partner,) = found["matches"]
    rows = ROW.findall(page)
    assert len(rows) == len(partner["reasons"])
    said = sorted((kind, float(points)) for kind, _computed, points in rows)
    for (kind, points), reason in zip(
        said, sorted(partner["reasons"], key=lambda each: (each["kind"], each["points"])), strict=True
    ):
        assert (kind, points) == (reason["kind"], pytest.approx(reason["points"], abs=1e-9))
    for _kind, computed, points in rows:
        assert float(points) == pytest.approx(_compute(computed), abs=1e-9)
    assert f"{sum(float(points) for _kind, _computed, points in rows):.2f}" == "0.75"
    assert partner["score"] == pytest.approx(0.75, abs=1e-9)


def _compute(text: str) -> float:
    """The value of products and quotients, one bracket among them, from left to right."""
    text = re.sub(r"\((\d+) \+ (\d+)\)", lambda found: str(int(found[1]) + int(found[2])), text)
    first, *rest = re.split(r" ([*/]) ", text)
    value = float(first)
    for sign, number in zip(rest[::2], rest[1::2], strict=True):
        value = value * float(number) if sign == "*" else value / float(number)
    return value


def test_the_tables_of_the_page_are_those_of_the_scorer() -> None:
    shares = {
        kind: (f"{share.kind:.2f}", f"{share.technology:.2f}", f"{share.area:.2f}", f"{share.trl:.3f}".rstrip("0"))
        for kind, share in MEETINGS.items()
    }
    assert f"| `need-meets-offer` | {shares['need-meets-offer'][0]} |" in PAGE
    assert f"| {', '.join(shares['need-meets-offer'][1:])} |" in PAGE
    for kind in ("need-meets-need", "offer-meets-need"):
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |"))
        assert f"| {shares[kind][0]} |" in line
        assert ", ".join(shares[kind][1:]) in line
    for kind in ("value-chain", "sector", "place", "tie"):
        assert f"| `{kind}` | {LIKENESS[kind]:.2f} |" in PAGE
    assert f"| `technology`, `area` | {LIKENESS['technology']:.2f}, {LIKENESS['area']:.2f} |" in PAGE
    assert f"{NEARNESS['parent']} if it is the parent or a child, {NEARNESS['sibling']} if both have one parent" in PAGE
    assert NEARNESS["parent"] == NEARNESS["child"]
    assert f"`{RARITY} / ({RARITY} + n)`" in PAGE
    assert (CLASH, LEAST) == (0.25, 0.9)
    assert f"**{MOST}** of all top-threes" in PAGE


def test_no_score_exceeds_one() -> None:
    most = MEETINGS["need-meets-offer"].whole + MEETINGS["offer-meets-need"].whole
    rest = sum(points for kind, points in LIKENESS.items() if kind not in ("technology", "area"))
    assert most + rest == pytest.approx(1.0)
    assert MEETINGS["need-meets-need"].whole < MEETINGS["need-meets-offer"].whole
    assert LIKENESS["technology"] + LIKENESS["area"] < MEETINGS["need-meets-offer"].kind
