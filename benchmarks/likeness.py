"""Measure the likeness of bodies on labelled pairs: precision and recall with intervals, beside plain similarity of names.

    python benchmarks/likeness.py [--show N] [--json]

The pairs stand in ``tests/data/likeness-pairs.jsonl`` (made by ``likeness_pairs.py``).
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from alisei_cli.folding import fold, fold_name
from alisei_cli.likeness.names import places_of
from alisei_cli.likeness.score import ALIKE, Body, body_of, score
from alisei_cli.model.dataset_index import EntrySummary
from alisei_cli.store.territory import load_territory

PAIRS = Path(__file__).parent.parent / "tests/data/likeness-pairs.jsonl"
Pair = dict[str, Any]
RATIO = 85


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print so many mistakes of each kind, of the choosing half")
    asked = parser.parse_args()
    pairs = read()
    ways: dict[str, Callable[[Pair], float]] = {"alisei": points, f"ratio >= {RATIO}": plain}
    for half in ("choose", "report"):
        chosen = [pair for pair in pairs if pair["half"] == half]
        print(f"\n{half}: {sum(pair['same'] for pair in chosen)} same, {sum(not pair['same'] for pair in chosen)} not")
        for name, way in ways.items():
            least = ALIKE if way is points else RATIO
            tell(name, chosen, [way(pair) >= least for pair in chosen])
    chosen = [(points(pair), pair) for pair in pairs if pair["half"] == "choose"]
    print("\nthreshold  precision  recall  F1   (choosing half)")
    for least in range(20, 90, 5):
        found = [(value >= least, pair["same"]) for value, pair in chosen]
        true, positive = sum(a and b for a, b in found), sum(a for a, _b in found)
        recall = true / sum(b for _a, b in found)
        precision = true / positive if positive else 1
        print(f"{least:9}  {precision:9.3f}  {recall:6.3f}  {2 * precision * recall / (precision + recall):.3f}")
    for is_same in (True, False):
        wrong = [each for each in chosen if each[1]["same"] == is_same and (each[0] >= ALIKE) != is_same]
        for value, pair in wrong[: asked.show]:
            print(
                value,
                pair["kind"],
                "|",
                pair["a"]["names"] or pair["a"]["acronyms"],
                "|",
                pair["b"]["names"] or pair["b"]["acronyms"],
            )
            print("     ", [(each.points, str(each.words)) for each in score(*bodies(pair)).reasons])


def read() -> list[Pair]:
    """The labelled pairs."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def bodies(pair: Pair) -> tuple[Body, Body]:
    """The two sides, with nothing but names, types and places."""
    return _body("a", pair["a"]), _body("b", pair["b"])


_PLACES = places_of(load_territory())


def _body(id_: str, side: Pair) -> Body:
    names = [*side["names"], *side["acronyms"]]
    return body_of(
        EntrySummary(
            path=f"registry/stakeholders/{fold(side['region']).replace(' ', '-')}/{id_}.yaml",
            kind="stakeholder",
            id=id_,
            status="active",
            name=names[0],
            place=fold(side["municipality"]),
            names=tuple((("names", index, "value"), fold_name(name)) for index, name in enumerate(names)),
            acronyms=tuple(map(fold, side["acronyms"])),
            terms=((("type",), "stakeholder-type", side["type"]),),
        ),
        _PLACES,
    )


def points(pair: Pair) -> float:
    """The score."""
    return score(*bodies(pair)).points


def plain(pair: Pair) -> float:
    """The greatest likeness of any two names, as rapidfuzz gives it for folded names."""
    sides = [[fold_name(name) for name in (*pair[side]["names"], *pair[side]["acronyms"])] for side in "ab"]
    return max(fuzz.ratio(one, other) for one in sides[0] for other in sides[1])


def tell(name: str, pairs: list[Pair], said: list[bool]) -> None:
    """Precision and recall, and the share of each kind that was called one body."""
    counted = Counter((pair["same"], each) for pair, each in zip(pairs, said, strict=True))
    true, false, missed = counted[True, True], counted[False, True], counted[True, False]
    print(f"{name}: precision {share(true, true + false)}, recall {share(true, true + missed)}")
    for kind in dict.fromkeys(pair["kind"] for pair in pairs):
        of_kind = [each for pair, each in zip(pairs, said, strict=True) if pair["kind"] == kind]
        print(f"    {kind:10} called one body: {share(sum(of_kind), len(of_kind))}")


def share(part: int, whole: int) -> str:
    """A share with its Wilson interval of 95 %."""
    if not whole:
        return "-"
    z, p = 1.96, part / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return f"{p:.3f} [{max(0.0, middle - reach):.3f}, {min(1.0, middle + reach):.3f}] ({part}/{whole})"


if __name__ == "__main__":
    main()
