"""Measure the likeness of bodies on labelled pairs: precision and recall with intervals, beside plain similarity of names.

    python benchmarks/likeness.py [--show N] [--reference DIRECTORY] [--many N]

The pairs stand in ``tests/data/likeness-pairs.jsonl`` (made by ``likeness_pairs.py``). With ``--reference``, rows of the tables
``candidates/ssn_*.csv`` in that folder are compared with the entries that a person decided they are, as are the pairs of
``likeness-labels.csv``. With ``--many``, invented bodies are compared with one another, for the time and the memory it takes.
"""

import argparse
import csv
import json
import math
import random
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from alisei_cli.core.summaries import summarize
from alisei_cli.folding import fold, fold_name
from alisei_cli.likeness.blocks import Index, pairs
from alisei_cli.likeness.score import ALIKE, Body, body_of, score
from alisei_cli.likeness.words import places_of
from alisei_cli.model.dataset_index import EntrySummary
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.territory import load_territory

PAIRS = Path(__file__).parent.parent / "tests/data/likeness-pairs.jsonl"
Pair = dict[str, Any]
RATIO = 85


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print so many mistakes of each kind, of the choosing half")
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--many", type=int)
    asked = parser.parse_args()
    if asked.many:
        many(asked.many)
    elif asked.reference:
        decided(asked.reference)
    else:
        measure(asked.show)


def measure(show: int) -> None:
    """Print precision and recall on the labelled pairs, and what each threshold would give."""
    labelled = read()
    ways: dict[str, Callable[[Pair], float]] = {"alisei": points, f"ratio >= {RATIO}": plain}
    for half in ("choose", "report"):
        chosen = [pair for pair in labelled if pair["half"] == half]
        print(f"\n{half}: {sum(pair['same'] for pair in chosen)} same, {sum(not pair['same'] for pair in chosen)} not")
        for name, way in ways.items():
            least = ALIKE if way is points else RATIO
            tell(name, chosen, [way(pair) >= least for pair in chosen])
    chosen = [(points(pair), pair) for pair in labelled if pair["half"] == "choose"]
    print("\nthreshold  precision (relations known)  recall  F1   (choosing half)")
    for least in range(20, 90, 5):
        found = [(value >= least, pair["same"]) for value, pair in chosen]
        true, positive = sum(a and b for a, b in found), sum(a for a, _b in found)
        recall = true / sum(b for _a, b in found)
        precision = true / positive if positive else 1
        of_relatives = sum(value >= least for value, pair in chosen if pair["kind"] == "relative")
        settled = true / (positive - of_relatives) if positive else 1
        print(f"{least:9}  {precision:9.3f} {settled:17.3f}  {recall:6.3f}  {2 * precision * recall / (precision + recall):.3f}")
    for is_same in (True, False):
        wrong = [each for each in chosen if each[1]["same"] == is_same and (each[0] >= ALIKE) != is_same]
        for value, pair in wrong[:show]:
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
            path=f"registry/stakeholders/{fold(side['region']).replace(' ', '-') or 'italia'}/{id_}.yaml",
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


def decided(reference: Path) -> None:
    """Print the score of each pair that a person has judged, and what came of it."""
    dataset = load_dataset(PAIRS.parent.parent.parent)
    schema = dataset.context.schemas["stakeholder"]
    known = {entry.id: body_of(summarize(entry, schema), _PLACES) for entry in dataset.of_kind("stakeholder")}
    slugs = {region.istat: slug for slug, region in dataset.context.territory.regions.items()}
    index = Index()
    for body in known.values():
        index.add(body)
    counted: Counter[tuple[str, str, bool]] = Counter()
    with (PAIRS.parent.parent.parent / "benchmarks/likeness-labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ids = row["entry"].split()
            one = known[ids[0]] if row["source"] == "audit" else _row(row["name"], row["municipality"], row["region"])
            found = score(one, known[ids[-1]])
            counted[row["source"], row["same"], found.points >= ALIKE] += 1
            print(f"{found.points:4} {row['source']} {row['same']:4}{row['name'] or ids[0]} | {ids[-1]}")
    with (reference / "candidates/ssn_bodies_2024.csv").open(encoding="utf-8", newline="") as file:
        bodies = {row["nsis_code"]: row for row in csv.DictReader(file)}
    with (reference / "candidates/ssn_decisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            source = bodies[row["nsis_code"]]
            one = _row(source["name"], source["municipality"], slugs.get(source["region_code"].zfill(2), ""))
            best = max((score(one, each).points, each.id) for each in [*index.near(one), known["cluster-alisei"]])
            if row["decision"] == "same":
                best = (score(one, known[row["entry"]]).points, row["entry"])
            counted["ssn", row["decision"], best[0] >= ALIKE] += 1
            print(f"{best[0]:4} ssn {row['decision']:5}{source['name']} | {best[1]}")
    for (source_, label, is_said), count in sorted(counted.items()):
        print(f"{source_} {label}: {'called' if is_said else 'not called'} one body {count}")


def _row(name: str, town: str, region: str) -> Body:
    return _body("row", {"names": [name], "acronyms": [], "municipality": town, "region": region, "type": ""})


SYLLABLES = [
    "al",
    "be",
    "ca",
    "do",
    "fi",
    "gen",
    "lu",
    "mar",
    "no",
    "pi",
    "ro",
    "sa",
    "ti",
    "va",
    "ze",
    "cor",
    "med",
    "bio",
    "vit",
    "tec",
    "lab",
    "ser",
    "to",
    "ni",
    "ra",
]
KINDS = [
    "Istituto",
    "Fondazione",
    "Azienda Ospedaliera",
    "Laboratori",
    "Centro di Ricerca",
    "Gruppo",
    "Farmaceutici",
    "",
    "",
    "",
    "",
]


def many(count: int) -> None:
    """Compare ``count`` invented bodies: 60,000 words of uneven use in 3,000 towns of uneven size."""
    chance = random.Random(1)  # noqa: S311
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice([2, 3, 3, 4]))) for _word in range(60_000)]
    drawn = iter(chance.choices(words, [1 / (rank + 20) for rank in range(60_000)], k=2 * count))
    towns = iter(chance.choices(range(3000), [1 / (rank + 1) for rank in range(3000)], k=count))
    bodies = []
    for number in range(count):
        town = next(towns)
        name = " ".join([chance.choice(KINDS), *(next(drawn) for _word in range(chance.choice([1, 2, 2])))]).strip()
        bodies.append(
            _body(
                f"b{number}",
                {"names": [name], "acronyms": [], "municipality": f"town {town}", "region": f"r{town % 20}", "type": ""},
            )
        )
    start = time.process_time()
    found = sum(1 for _pair in pairs(bodies))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} bodies: {found} pairs, {time.process_time() - start:.1f} s of processor time, {memory} MB at most")


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
