"""Write what names and codes state of entries as a table to import: ``python tools/evidence.py --kind name -o FILE``; see docs/evidence.md."""

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

from alisei_cli.core.deepen import deepen
from alisei_cli.folding import fold
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.store.load import read_dataset
from alisei_cli.store.tree import WorkTree

ROOT = Path(__file__).resolve().parent.parent
WORDS, READ = ROOT / "sources" / "words.csv", ROOT / "sources" / "words-read.csv"
COLUMNS = (
    "id", "name", "type", "sector", "therapeutic_areas", "technologies", "value_chain", "completes", "source_url", "document",
    "evidence", "accessed", "note",
)  # fmt: skip
FIELDS = {"therapeutic-area": "therapeutic_areas", "technology": "technologies", "value-chain": "value_chain"}
REGISTERS = {
    "srn": "https://ec.europa.eu/tools/eudamed",
    "ateco": "https://startup.registroimprese.it",
    "nsis": "https://bdap-opendata.rgs.mef.gov.it",
}
"""Beginnings of the pages of the registers from which programs made entries, by what they give."""
ENDS = frozenset({"soggetta", "soggetto", "under"})
"""Words after which a name speaks of another body: "soggetta alla direzione di ...", "under the management of ..."."""
Z = 1.96


@dataclass(frozen=True)
class Word:
    """A row of words.csv."""

    kind: str
    """``name``, or the register's code: ``ateco``, ``srn``."""
    word: str
    """Patterns with ``|`` between them; in a name each is one word or several, ``*`` for any letters."""
    within: str
    """The type or sector that an entry has to have; empty for any."""
    facet: str
    term: str
    group: str
    read: str = ""
    right: str = ""
    low: str = ""
    used: str = ""
    why: str = ""


def read_words() -> list[Word]:
    """The rows of words.csv."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        return [Word(**row) for row in csv.DictReader(file)]


def find_match(patterns: str, names: Iterable[str]) -> str | None:
    """The first pattern that one of ``names`` has, as it stands there."""
    for name in names:
        words = fold(name).split()
        end = next((at for at, word in enumerate(words) if word in ENDS), len(words))
        for wanted in (pattern.split() for pattern in patterns.split("|")):
            for at in range(end - len(wanted) + 1):
                found = words[at : at + len(wanted)]
                if all(fnmatchcase(word, pattern) for word, pattern in zip(found, wanted, strict=True)):
                    return " ".join(found)
    return None


def find_evidence(word: Word, entry: Entry, context: Context) -> str | None:
    """What in an entry says the term of ``word``, or ``None``."""
    bears = {str(entry.get("type")), str(entry.get("sector", "primary"))}
    if word.within and not any(context.taxonomy.covers(word.within, each) for each in bears):
        return None
    if word.kind == "name":
        names = [each for _index, each in entry.items("names") if isinstance(each, dict) and each.get("kind") != "former"]
        return find_match(word.word, (str(each.get("value")) for each in names))
    ateco = entry.get("facts", "ateco")
    codes = entry.get("identifiers", "srn") if word.kind == "srn" else [ateco.get("code")] if isinstance(ateco, dict) else []
    if word.kind == "ateco" and codes and str(ateco.get("edition")) != "2025":
        return None
    return next((str(code) for code in codes or () for each in word.word.split("|") if fnmatchcase(str(code), each)), None)


def make_row(words: Sequence[Word], entry: Entry, context: Context) -> dict[str, str] | None:
    """The row that completes ``entry`` with what ``words`` find in it, if that is anything new."""
    found = [(word, said) for word in words if (said := find_evidence(word, entry, context))]
    sources = [each for _index, each in entry.items("sources") if isinstance(each, dict)]
    kind = words[0].kind
    page = next((str(each["url"]) for each in sources if str(each.get("url")).startswith(REGISTERS.get(kind, "-"))), "")
    if not found or (kind != "name" and not page):
        return None
    gained = _gain(found, entry, context, sources)
    if not gained:
        return None
    row = {"id": entry.id, "name": entry.name, "type": str(entry.get("type")), "completes": "yes", "evidence": "partly"}
    row |= {field: ";".join(terms) for field, terms in gained.items()}
    if kind != "name":
        return row | {"source_url": page}
    new = {term for terms in gained.values() for term in terms}
    notes: dict[str, list[str]] = {}
    for word, text in found:
        notes.setdefault(text, []).extend({word.term} & new)
    told = "; ".join(f"«{text}»: {', '.join(terms)}" for text, terms in notes.items() if terms)
    return row | {"document": WORDS.name, "note": f"Dal nome, {told}"}


def _gain(
    found: Sequence[tuple[Word, str]], entry: Entry, context: Context, sources: Sequence[dict[str, Any]]
) -> dict[str, list[str]]:
    """The terms that the entry has not and may get, by field."""
    theirs: dict[str, list[str]] = {}
    for word, _said in found:
        terms = theirs.setdefault(FIELDS.get(word.facet, word.facet), [])
        terms += [] if word.term in terms else [word.term]
    sectors = theirs.pop("sector", [])
    gained = {field: list(terms) for field, terms in theirs.items() if not entry.get(field)}
    offered: dict[str, Any] = {field: terms for field, terms in theirs.items() if field not in gained}
    if len(sectors) == 1 and _is_by_program(sources):
        offered["sector"] = {"primary": sectors[0]}
    for pointer, value in deepen(dict(entry.data), offered, context):
        gained.setdefault(str(pointer[0]), []).append(str(value))
    return gained


def _is_by_program(sources: Sequence[dict[str, Any]]) -> bool:
    """Whether all that an entry says comes from the registers that programs imported."""
    pages = tuple(REGISTERS.values())
    return all(str(each.get("url")).startswith(pages) or each.get("document") == WORDS.name for each in sources)


def measure(words: Sequence[Word]) -> list[Word]:
    """``words`` with how many names were read for each, and how many are right."""
    with READ.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_measure_one(word, rows) if word.kind == "name" else word for word in words]


def _measure_one(word: Word, rows: Sequence[dict[str, str]]) -> Word:
    of_term = [row for row in rows if row["term"] == word.term and (not word.within or word.within in row["bears"].split())]
    told = [row["verdict"] == "right" for row in of_term if find_match(word.word, row["names"].split(" / "))]
    if not told:
        return replace(word, read="0", right="0", low="")
    return replace(word, read=str(len(told)), right=str(sum(told)), low=f"{low_end(sum(told), len(told)):.2f}")


@cache
def low_end(right: int, read: int) -> float:
    """The lower end of Wilson's interval of 95 % for ``right`` of ``read``."""
    share, scale = right / read, 1 + Z * Z / read
    return (share + Z * Z / (2 * read) - Z * sqrt(share * (1 - share) / read + Z * Z / (4 * read * read))) / scale


def write_table(path: Path | None, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    """Write rows to a file, or to the screen."""
    with path.open("w", encoding="utf-8", newline="") if path else sys.stdout as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def make_rows(kind: str, root: Path) -> Iterator[dict[str, str]]:
    """The rows that complete the active entries of a registry by the words of ``kind`` that are used."""
    dataset = read_dataset(WorkTree(root))
    words = [word for word in read_words() if word.kind == kind and word.used == "yes"]
    for entry in dataset.entries if words else ():
        if entry.kind == "stakeholder" and entry.get("status") == "active":
            row = make_row(words, entry, dataset.context)
            if row:
                yield row


def main() -> None:
    """Write the table of one kind of evidence, or measure the words anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", choices=("name", "ateco", "srn"), default="name")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument(
        "--measure", action="store_true", help="write the figures of sources/words.csv from sources/words-read.csv"
    )
    asked = parser.parse_args()
    if asked.measure:
        measured = measure(read_words())
        write_table(WORDS, list(Word.__dataclass_fields__), (vars(each) for each in measured))
    else:
        write_table(asked.output, COLUMNS, make_rows(asked.kind, asked.root))


if __name__ == "__main__":
    main()
