"""The door to the list of ROR ids that ROR has withdrawn: they name no body any more and are never imported."""

import csv
from functools import cache
from importlib.resources import files


@cache
def read_withdrawn() -> frozenset[str]:
    """The Italian ones of ROR release 2.9, 23 June 2026."""
    with files("alisei_cli").joinpath("reference", "ror-withdrawn.csv").open(encoding="utf-8") as file:
        return frozenset(row["ror_id"] for row in csv.DictReader(file))
