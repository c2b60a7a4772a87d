"""Compare ``alisei match`` with plain baselines on the labelled cases of ``tests/matching``.

    python benchmarks/match_quality.py [--half tuning|reporting] [--without REASON]... [--cases]

Prints precision at 3 and MRR (of partners graded 2 or 3) and nDCG at 10 (of all grades), each with a 95 % interval: cases drawn anew 2,000
times by a fixed seed; below each baseline by how much match is better, case by case. ``--without`` leaves a kind of reason out (ablation);
``--cases`` shows each case. Cases in which nothing fits have no such figures; they are counted apart.
"""

import argparse
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from alisei_cli.core.asker import ask
from alisei_cli.core.market import Market, rank_briefly, rank_partners
from alisei_cli.core.view import view
from alisei_cli.folding import fold
from alisei_cli.matching.profile import Profile
from alisei_cli.matching.spread import TOP, spread
from alisei_cli.model.dataset import Entry
from alisei_cli.model.view import View
from alisei_cli.store.dataset_cache import load_dataset

LABELS = Path(__file__).parent.parent / "tests/matching/labels.yaml"
DRAWS, SEED = 2000, 2026
GOOD = 2
"""Grade from which a partner counts as found."""
FACETS = ("technologies", "therapeutic_areas", "value_chain", "kind", "primary", "secondary")
Case = Mapping[str, Any]
Ranker = Callable[[Case], list[str]]
Figures = tuple[float, float, float]


def main() -> None:
    """Print a line for each ranking."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, help="a dataset with the entries of tests/matching")
    parser.add_argument("--half", choices=("tuning", "reporting"))
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--cases", action="store_true")
    asked = parser.parse_args()
    every = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
    cases = [case for case in every if asked.half in (None, case["half"]) and case["partners"]]
    dataset = view(load_dataset(asked.folder))
    first: list[Figures] = []
    for name, rank in rankers(dataset, frozenset(asked.without)).items():
        found = [measure(rank(case), case) for case in cases]
        first = first or found
        print(f"{name:12}", "   ".join(describe(figures) for figures in zip(*found, strict=True)))
        if found is not first:
            better = [[mine - theirs for mine, theirs in zip(*pair, strict=True)] for pair in zip(first, found, strict=True)]
            print(f"{'  match by':12}", "   ".join(describe(figures) for figures in zip(*better, strict=True)))
        if asked.cases and name == "match":
            for case, figures in zip(cases, found, strict=True):
                grades = {each["id"]: each["grade"] for each in case["partners"]}
                print("  ", case["for"], [f"{value:.2f}" for value in figures])
                print("      got   ", [(id_, grades.get(id_, 0)) for id_ in rank(case)[:5]])
                print("      wanted", sorted(grades.items(), key=lambda pair: -pair[1])[:5])
    print_spread(dataset, cases)
    most = mean(min(sum(each["grade"] >= GOOD for each in case["partners"]), 3) / 3 for case in cases)
    print(
        f"{len(cases)} cases, precision at 3 at most {most:.2f}; in {sum(not case['partners'] for case in every)} of all {len(every)} nothing fits"
    )


def rankers(dataset: View, without: frozenset[str] = frozenset()) -> dict[str, Ranker]:
    """The scorer, and what it is compared with."""
    market = Market(dataset)
    active = [entry for entry in dataset.of_kind("stakeholder") if entry.id in market.ids]

    def by_match(case: Case) -> list[str]:
        found = rank_partners(market, profile_of_case(case, dataset, market), None)
        points = {each.id: sum(reason.points for reason in each.reasons if reason.kind not in without) for each in found}
        return sorted((id_ for id_ in points if points[id_] > 0), key=lambda id_: (-round(points[id_], 9), id_))

    def by_terms(case: Case) -> list[str]:
        wanted = terms_of_case(case, dataset)
        return _order(active, case, lambda entry: len(wanted & terms_of(entry.data)))

    words = {entry.id: Counter(words_of(entry.data)) for entry in active}
    seen = Counter(word for each in words.values() for word in each)

    def weigh(each: Counter[str]) -> dict[str, float]:
        found = {word: n * math.log((1 + len(words)) / (1 + seen[word])) for word, n in each.items()}
        length = math.sqrt(sum(value**2 for value in found.values())) or 1
        return {word: value / length for word, value in found.items()}

    vectors = {id_: weigh(each) for id_, each in words.items()}

    def by_text(case: Case) -> list[str]:
        mine = weigh(Counter(words_of_case(case, dataset)))
        return _order(active, case, lambda entry: sum(value * vectors[entry.id].get(word, 0) for word, value in mine.items()))

    draw = random.Random(SEED)  # noqa: S311 (no secret)
    return {
        "match": by_match,
        "shared terms": by_terms,
        "TF-IDF": by_text,
        "random": lambda case: draw.sample([entry.id for entry in active if entry.id != case["for"]], len(active) - 1),
    }


def print_spread(dataset: View, cases: Sequence[Case]) -> None:
    """Gini of appearances in all top-threes and nDCG at 3 of the cases of entries, before attention is spread and after."""
    market = Market(dataset)
    rankings = {id_: rank_briefly(market, market.profile(id_)) for id_ in market.ids if market.profile(id_).is_on_the_market}
    before = {id_: tuple(body for body, _score in ranking[:TOP]) for id_, ranking in rankings.items()}
    after = spread(rankings)
    for name, tops in (("as scored", before), ("spread", after.tops)):
        counts = Counter(body for top in tops.values() for body in top)
        shares = sorted(counts.get(id_, 0) for id_ in market.ids)
        gini = 2 * sum(place * n for place, n in enumerate(shares, 1)) / (len(shares) * sum(shares)) - 1 - 1 / len(shares)
        gains = [_gain_of_top(tops[case["for"]], case) for case in cases if isinstance(case["for"], str) and case["for"] in tops]
        print(f"{name:12} most {max(counts.values())}, Gini {gini:.2f}, nDCG at 3 of {len(gains)} cases {mean(gains):.2f}")


def _gain_of_top(top: Sequence[str], case: Case) -> float:
    grades = {each["id"]: each["grade"] for each in case["partners"]}
    return _gain([grades.get(id_, 0) for id_ in top]) / _gain(sorted(grades.values(), reverse=True)[:TOP])


def profile_of_case(case: Case, dataset: View, market: Market) -> Profile:
    """Who asks in a case."""
    asker = case["for"]
    if isinstance(asker, str):
        return market.profile(asker)
    return ask(dataset.context, **question(asker))


def question(asked: Mapping[str, Any]) -> dict[str, Any]:
    """A query of the labels as ``ask`` takes it."""
    many = {"need": "needs", "offer": "offers", "technology": "technologies", "area": "areas"}
    found: dict[str, Any] = {}
    for key, value in asked.items():
        if key in many:
            found[many[key]] = [value] if isinstance(value, str) else value
        elif key == "trl":
            found[key] = f"{value['from']}-{value['to']}" if isinstance(value, dict) else str(value)
        else:
            found[key] = value
    return found


def measure(ranked: Sequence[str], case: Case) -> Figures:
    """Precision at 3, reciprocal rank, nDCG at 10."""
    grades = {each["id"]: each["grade"] for each in case["partners"]}
    good = [grades.get(id_, 0) >= GOOD for id_ in ranked]
    first = next((1 / place for place, is_good in enumerate(good, 1) if is_good), 0.0)
    gained = _gain([grades.get(id_, 0) for id_ in ranked[:10]])
    return sum(good[:3]) / 3, first, gained / _gain(sorted(grades.values(), reverse=True)[:10])


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def describe(values: Sequence[float]) -> str:
    """Mean and 95 % interval."""
    draw = random.Random(SEED)  # noqa: S311 (no secret)
    means = sorted(mean(draw.choices(values, k=len(values))) for _draw in range(DRAWS))
    return f"{mean(values):.2f} ({means[int(DRAWS * 0.025)]:.2f}-{means[int(DRAWS * 0.975)]:.2f})"


def terms_of(data: Any) -> set[str]:
    """Every term of an entry in the facets that are compared."""
    found: set[str] = set()
    for key, value in data.items() if isinstance(data, dict) else ():
        if key in FACETS:
            found.update([value] if isinstance(value, str) else value)
        for each in value if isinstance(value, list) else [value]:
            found |= terms_of(each)
    return found


def terms_of_case(case: Case, dataset: View) -> set[str]:
    """Every term of the asker."""
    asker = case["for"]
    if isinstance(asker, str):
        return terms_of(dataset.by_id[asker].data)
    return {term for value in asker.values() for term in (value if isinstance(value, list) else [value]) if isinstance(term, str)}


def words_of(data: Any) -> list[str]:
    """The words of all descriptions and summaries, in both languages."""
    texts = [data.get("description"), *(item.get("summary") for key in ("offers", "needs") for item in data.get(key) or ())]
    return [word for text in texts if isinstance(text, dict) for each in text.values() for word in _words(each)]


def words_of_case(case: Case, dataset: View) -> list[str]:
    """The words of the asker; of a query the labels of its terms."""
    asker = case["for"]
    if isinstance(asker, str):
        return words_of(dataset.by_id[asker].data)
    labels = [dataset.label(term) for term in terms_of_case(case, dataset)]
    return [word for label in labels for each in (label.it, label.en) for word in _words(each)]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]{3,}", fold(text))


def _order(entries: Sequence[Entry], case: Case, score: Callable[[Entry], float]) -> list[str]:
    scored = [(score(entry), entry.id) for entry in entries if entry.id != case["for"]]
    return [id_ for value, id_ in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if value > 0]


if __name__ == "__main__":
    main()
