"""Write the labelled pairs of names by which the likeness of bodies is measured, from the records of ROR (CC0 1.0).

    python benchmarks/likeness_pairs.py REFERENCE > tests/data/likeness-pairs.jsonl

``REFERENCE`` holds ``ror-italy.json`` and ``ror-italy-lifescience.csv``. Labels come from the records alone and were fixed before any
score was computed. One pair on a line: ``same`` (is it one body), ``kind``, ``half`` (the threshold is chosen on ``choose`` and
reported on ``report``), and the two sides. The same records always give the same bytes.

Same, each side with some of the names of one record, and the town that both have:
    language: its Italian name and its English one. alias: the name it is shown by and another. acronym: its acronym and its names.
Not the same, each side with all names of its own record:
    neighbour: two records of one town and one type that share a word. elsewhere: two of one type that begin with the same two words,
    in two towns. relative: like a neighbour, but ROR joins the two as whole and part; in the registry their relation settles them.
"""

import csv
import hashlib
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alisei_cli.folding import fold, fold_name, is_filler

MOST = {"language": 160, "alias": 160, "acronym": 120, "neighbour": 300, "elsewhere": 100, "relative": 60}
"""Pairs of each kind that are kept, the first by digest."""

Record = dict[str, Any]


def main() -> None:
    """Print the pairs."""
    records = read(Path(sys.argv[1]))
    by_kind: dict[str, list[Record]] = {kind: [] for kind in MOST}
    for pair in (*positives(records), *negatives(records)):
        by_kind[pair["kind"]].append(pair)
    for kind, most in MOST.items():
        for pair in sorted(by_kind[kind], key=lambda each: digest(each["of"]))[:most]:
            print(json.dumps({**pair, "half": half(pair["of"])}, ensure_ascii=False))


def read(reference: Path) -> list[Record]:
    """Active records of Italian bodies, each with its town, type and names."""
    with (reference / "ror-italy-lifescience.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["ror_id"]: row for row in csv.DictReader(file) if row["status"] == "active" and row["comune"]}
    found = []
    for record in json.loads((reference / "ror-italy.json").read_text(encoding="utf-8")):
        row = rows.get(record["id"])
        if row:
            found.append(record | {"town": row["comune"], "region": row["region_name"], "type": row["stakeholder_type"]})
    return found


def side(record: Record, names: list[str], acronyms: list[str]) -> Record:
    """One of the two bodies of a pair."""
    place = {"municipality": record["town"], "region": record["region"]}
    return {"names": names, "acronyms": acronyms, **place, "type": record["type"]}


def called(record: Record, kind: str, lang: str | None = None) -> list[str]:
    """Names of a kind, in the order of the record."""
    return [each["value"] for each in record["names"] if kind in each["types"] and lang in (None, each["lang"])]


def positives(records: list[Record]) -> Iterator[Record]:
    """Two sides of one record."""
    for record in records:
        acronyms, labels = called(record, "acronym"), called(record, "label")
        shown = called(record, "ror_display")[0]
        for kind, one, other in (
            ("language", called(record, "label", "it")[:1], called(record, "label", "en")[:1]),
            ("alias", [shown], [name for name in called(record, "alias") if fold_name(name) != fold_name(shown)][:1]),
        ):
            if one and other and fold_name(one[0]) != fold_name(other[0]):
                sides = side(record, one, []), side(record, other, [])
                yield {"same": True, "kind": kind, "of": record["id"], "a": sides[0], "b": sides[1]}
        whole = [name for name in labels if fold(name) not in map(fold, acronyms)]
        if acronyms and whole:
            sides = side(record, [], acronyms[:1]), side(record, whole, [])
            yield {"same": True, "kind": "acronym", "of": record["id"], "a": sides[0], "b": sides[1]}


def negatives(records: list[Record]) -> Iterator[Record]:
    """Two records that look alike by town, type and words."""
    for one, other in itertools.combinations(records, 2):
        if one["type"] != other["type"]:
            continue
        kind = "neighbour" if one["town"] == other["town"] and words(one) & words(other) else ""
        if one["town"] != other["town"] and first_words(one) & first_words(other):
            kind = "elsewhere"
        if kind and is_related(one, other):
            kind = "relative" if kind == "neighbour" else ""
        if kind:
            sides = (whole(one), whole(other))
            yield {"same": False, "kind": kind, "of": f"{one['id']} {other['id']}", "a": sides[0], "b": sides[1]}


def whole(record: Record) -> Record:
    """A record with all its names."""
    acronyms = called(record, "acronym")
    names = [*called(record, "label"), *called(record, "alias")]
    return side(record, list(dict.fromkeys(name for name in names if name not in acronyms)), acronyms)


def words(record: Record) -> set[str]:
    """The words of the name that a record is shown by."""
    return {word for word in fold(called(record, "ror_display")[0]).split() if not is_filler(word)}


def first_words(record: Record) -> set[tuple[str, ...]]:
    """The two words that each name begins with."""
    return {tuple(fold(each).split()[:2]) for each in called(record, "label") if len(fold(each).split()) > 2}


def is_related(one: Record, other: Record) -> bool:
    """Whether either record names the other, or both the same whole."""
    ours, theirs = ({each["id"] for each in record["relationships"]} for record in (one, other))
    above = [{each["id"] for each in record["relationships"] if each["type"] == "parent"} for record in (one, other)]
    return one["id"] in theirs or other["id"] in ours or bool(above[0] & above[1])


def digest(text: str) -> str:
    """A key that has nothing to do with what a pair says."""
    return hashlib.sha256(text.encode()).hexdigest()


def half(of: str) -> str:
    """The half of a pair, by the first of its records: the pairs of one record mostly fall into one half."""
    return "choose" if int(digest(of.split(maxsplit=1)[0]), 16) % 2 else "report"


if __name__ == "__main__":
    main()
