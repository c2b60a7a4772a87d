"""Judge the labelled pairs with splink, for comparison: needs an environment with splink 5 and pandas, which alisei itself never uses.

    python benchmarks/likeness_splink.py tests/data/likeness-pairs.jsonl

The model is what its documentation suggests for bodies: Jaro-Winkler likeness of names, words that two names share, acronym, town, type.
It learns from the same pairs of the choosing half that ours was tuned on, how often others agree from random pairs, and its
threshold is chosen on that half by the same rule as ours.
"""

import json
import logging
import re
import sys
import unicodedata
from pathlib import Path

import pandas as pd
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LEAST_PRECISION = 0.95


def fold(text: str) -> str:
    """A name in small letters, without accents and punctuation."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", plain).strip()


def main() -> None:
    """Print precision and recall of both halves."""
    pairs = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    tables = [pd.DataFrame([row(number, pair[side]) for number, pair in enumerate(pairs)]) for side in "ab"]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]),
            compare.ArrayIntersectAtSizes("words", [4, 3, 2, 1]),
            compare.ExactMatch("acronym"),
            compare.ExactMatch("town").configure(term_frequency_adjustments=True),
            compare.ExactMatch("type"),
        ],
        blocking_rules_to_generate_predictions=[block_on("number")],
    )
    engine = DuckDBAPI()
    names = zip(tables, "ab", strict=True)
    linker = Linker([engine.register(table, dataset_display_name=name) for table, name in names], settings)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    known = [f"p-{number}" for number, pair in enumerate(pairs) if pair["same"] and pair["half"] == "choose"]
    labels = pd.DataFrame({"source_dataset_l": "a", "unique_id_l": known, "source_dataset_r": "b", "unique_id_r": known})
    linker.training.estimate_m_from_pairwise_labels(engine.register(labels))
    scored = linker.inference.predict(threshold_match_weight=-100).as_pandas_dataframe()
    weights = {int(key.split("-")[1]): weight for key, weight in zip(scored["unique_id_l"], scored["match_weight"], strict=True)}
    judged = [(pair["half"], pair["same"], weights.get(number, -99.0)) for number, pair in enumerate(pairs)]
    chosen = [each for each in judged if each[0] == "choose"]
    candidates = sorted({weight for _half, _same, weight in chosen})
    least = next((each for each in candidates if figures(chosen, each)[0] >= LEAST_PRECISION), candidates[-1])
    best = max(candidates, key=lambda each: f1(*figures(chosen, each)[:2]))
    for name, threshold in (("precision >= 0.95", least), ("best F1", best), ("probability >= 0.95", 4.25)):
        for half in ("choose", "report"):
            precision, recall, counts = figures([each for each in judged if each[0] == half], threshold)
            print(f"{name} (weight {threshold:.2f}), {half}: precision {precision:.3f}, recall {recall:.3f} {counts}")


def row(number: int, side: dict) -> dict:  # type: ignore[type-arg]
    """One side as a record."""
    names = [fold(name) for name in (side["names"] or side["acronyms"])]
    words = sorted({word for name in names for word in name.split() if len(word) > 2})
    acronym = fold(side["acronyms"][0]) if side["acronyms"] else None
    return {
        "unique_id": f"p-{number}",
        "number": number,
        "name": names[0],
        "words": words,
        "acronym": acronym,
        "town": side["municipality"],
        "type": side["type"],
    }


def figures(judged: list[tuple[str, bool, float]], least: float) -> tuple[float, float, str]:
    """Precision, recall, and the numbers behind them."""
    positive = [same for _half, same, weight in judged if weight >= least]
    same = sum(each[1] for each in judged)
    return (
        sum(positive) / max(1, len(positive)),
        sum(positive) / same,
        f"({sum(positive)}/{len(positive)}, {sum(positive)}/{same})",
    )


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    logging.getLogger("splink").setLevel(logging.ERROR)
    main()
