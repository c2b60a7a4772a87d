"""jsonschema (Python) as the oracle for jsonschema-rs, the library that judges: ``python -m fuzz.oracle [N] [FIRST]``.

On every real entry and on N mutated ones both must report the same set of (instance path, keyword), inside the branches of ``anyOf`` and
``oneOf`` too: the errors as the libraries give them, before ``store.schema`` makes violations of them.
"""

import copy
import json
import multiprocessing
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from alisei_cli.store import yaml
from alisei_cli.store.schema import load_schemas
from alisei_cli.store.tree import WorkTree
from fuzz.mutants import ROOT, entries

COUNT = 20_000
PROCESSES = 2
SLIPS_AT_MOST = 3

Errors = frozenset[tuple[tuple[str | int, ...], str]]
"""Instance path and keyword, the keyword with the way through the branches before it (``anyOf/0/required``)."""

STRINGS = (
    "", " ", "x", "alfa-biotech", "Alfa", "alfa-biotech\n", "\n", "https://www.istitutorossi.it", "https://", "http://a b", "2026", "2026-11-23",
    "2026-11-23\n", "٢٠٢٦", "IT", "it\n", "12345", "00743110157", "https://ror.org/05q1vp751", "https://ror.org/05q1vp751\n", "Q42", "a@b", "a@b@c",
    "é" * 40, "e\u0301" * 40, "\U0001f9ec" * 300, "x" * 2001, "x" * 5000, "true", "null", "1.0.0", "0000 0001 2345 678X", "a\u2028b", "a\r",
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2026, 999_999_999_999_999, 1.0, 0.5, [], {}, [""], ["x", "x"], [1, True], [1, 1.0], {"": ""}, {"it": "x"},
    [[]], [{}], {"a": {"b": {"c": [1]}}}, [None],
)  # fmt: skip


@cache
def _validators() -> dict[str, tuple[Any, Any]]:
    """Both validators of each kind: ours as the store builds it, and the oracle."""
    schemas, findings = load_schemas(WorkTree(ROOT))
    if findings:
        raise ValueError(str(findings[0].message))
    oracle = extend(Draft202012Validator, {"pattern": _pattern})
    return {kind: (schema.check.validator, oracle(schema.document)) for kind, schema in schemas.items()}  # type: ignore[attr-defined]


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """``pattern`` as ECMA 262 has it: ``$`` is the very end, where Python's also stands before a last line end."""
    exact = re.sub(r"(?<!\\)\$", r"\\Z", pattern)
    if isinstance(instance, str) and not re.search(exact, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def real() -> tuple[tuple[str, Any], ...]:
    """Kind and data of every entry, of the taxonomy and of the policy."""
    schemas, _findings = load_schemas(WorkTree(ROOT))
    singles = [
        (kind, path, (ROOT / path).read_bytes())
        for kind, path in (("taxonomy", "taxonomy.yaml"), ("policy", "schema/policy.yaml"))
    ]
    found = [(path.split("/")[1].removesuffix("s"), path, text.encode()) for path, text in entries()]
    return tuple(
        (kind, yaml.read(path, raw, yaml.TAXONOMY, schemas[kind].admits_text).source.data)
        for kind, path, raw in [*found, *singles]
    )


def mutated(number: int) -> tuple[str, Any]:
    """Kind and data of a real entry with one to three slips; the same number always gives the same."""
    chance = random.Random(number)
    known = real()
    kind, data = known[chance.choice((*range(len(known)), *([len(known) - 1] * 10)))]
    data = copy.deepcopy(data)
    for _turn in range(chance.randint(1, SLIPS_AT_MOST)):
        holders = list(_holders(data))
        if holders:
            chance.choice(SLIPS)(chance.choice(holders), chance)
    return kind, data


def _holders(data: Any) -> Iterator[Any]:
    """Every list and block in ``data`` that is not empty."""
    if isinstance(data, (dict, list)) and data:
        yield data
        for each in data.values() if isinstance(data, dict) else data:
            yield from _holders(each)


def _place(holder: Any, chance: random.Random) -> Any:
    return chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))


def _gone(holder: Any, chance: random.Random) -> None:
    del holder[_place(holder, chance)]


def _other_type(holder: Any, chance: random.Random) -> None:
    holder[_place(holder, chance)] = copy.deepcopy(chance.choice(OTHERS))


def _other_string(holder: Any, chance: random.Random) -> None:
    holder[_place(holder, chance)] = chance.choice(STRINGS)


def _broken_string(holder: Any, chance: random.Random) -> None:
    place = _place(holder, chance)
    text = holder[place]
    if isinstance(text, str):
        at = chance.randint(0, len(text))
        holder[place] = (
            text[:at] + chance.choice(("", " ", "\n", "A", "é", "-", "@", "٣", "/")) + text[at + chance.randint(0, 1) :]
        )


def _extra(holder: Any, chance: random.Random) -> None:
    value = copy.deepcopy(chance.choice((*OTHERS, *STRINGS)))
    if isinstance(holder, list):
        holder.insert(chance.randint(0, len(holder)), value)
    else:
        holder[chance.choice(("bogus", "", "id", "kind", "value", "it", "names", "a/b~c", "0", "$ref"))] = value


def _twice(holder: Any, chance: random.Random) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(chance.choice(holder)))


def _nested(holder: Any, chance: random.Random) -> None:
    place = _place(holder, chance)
    holder[place] = chance.choice(
        ([holder[place]], {"value": holder[place]}, {place if isinstance(place, str) else "x": holder[place]})
    )


def _moved(holder: Any, chance: random.Random) -> None:
    """A value of another entry in its place."""
    _kind, data = chance.choice(real())
    other = chance.choice(list(_holders(data)))
    holder[_place(holder, chance)] = copy.deepcopy(other[_place(other, chance)])


SLIPS: tuple[Callable[[Any, random.Random], None], ...] = (
    _gone, _gone, _other_type, _other_string, _broken_string, _broken_string, _extra, _twice, _nested, _moved,
)  # fmt: skip


def differing(kind: str, data: Any) -> tuple[Errors, Errors]:
    """Errors that only the oracle reports, and errors that only the library that judges does."""
    ours, theirs = _validators()[kind]
    expected = frozenset(_of_oracle(theirs.iter_errors(data)))
    found = frozenset(_of_ours(ours.iter_errors(data)))
    return expected - found, found - expected


def _of_oracle(errors: Iterable[ValidationError], way: str = "") -> Iterator[tuple[tuple[str | int, ...], str]]:
    for error in errors:
        yield tuple(error.absolute_path), f"{way}{error.validator}"
        for below in error.context or ():
            yield from _of_oracle([below], f"{way}{error.validator}/{below.schema_path[0]}/")


def _of_ours(errors: Iterable[Any], way: str = "") -> Iterator[tuple[tuple[str | int, ...], str]]:
    for error in errors:
        name = str(error.schema_path[-1] if error.kind.name == "contains" else error.kind.name)
        yield tuple(error.instance_path), way + name
        for branch, below in enumerate(getattr(error.kind, "context", None) or ()):
            yield from _of_ours(below, f"{way}{name}/{branch}/")


def _one(number: int) -> tuple[int, int, str]:
    """Number of a mutant, how many errors the oracle has for it, and in what the two differ."""
    kind, data = mutated(number)
    missing, extra = differing(kind, data)
    count = len(frozenset(_of_oracle(_validators()[kind][1].iter_errors(data))))
    return (
        number,
        count,
        f"{kind}: only the oracle {sorted(map(str, missing))}, only ours {sorted(map(str, extra))}" if missing or extra else "",
    )


def run(numbers: Iterable[int], processes: int = PROCESSES) -> tuple[Counter[str], list[str]]:
    """How many mutants both find faultless and faulty, and where they differ."""
    counts: Counter[str] = Counter()
    differences = []
    real()  # before the fork
    pool = multiprocessing.get_context("fork").Pool(processes) if processes > 1 else None
    for number, errors, difference in pool.imap_unordered(_one, numbers, 100) if pool else map(_one, numbers):
        counts["faulty" if errors else "faultless"] += 1
        counts["errors"] += errors
        if difference:
            differences.append(f"mutant {number}: {difference}")
    if pool:
        pool.terminate()
    return counts, differences


def main() -> int:
    """Compare on all real entries, then on as many mutants as asked for, and print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    start = time.monotonic()
    differences = [f"{kind}: {json.dumps(data)[:60]}" for kind, data in real() if any(differing(kind, data))]
    counts, more = run(range(first, first + count))
    differences += more
    for difference in differences[:50]:
        sys.stdout.write(f"  {difference[:400]}\n")
    sys.stdout.write(
        f"{len(real())} real files, {count} mutants ({counts['faultless']} faultless, {counts['faulty']} faulty with {counts['errors']} errors),"
        f" {len(differences)} differences, {time.monotonic() - start:.0f} s\n"
    )
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
