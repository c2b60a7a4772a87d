"""Figures of an event and of those who take part in it."""

from alisei_cli.model.schema import Violation


def is_unit_missing(violation: Violation) -> bool:
    """Whether the schema misses the unit of a figure: of this another rule than that for missing fields speaks."""
    place = [part for part in violation.pointer if isinstance(part, str)]
    return (violation.keyword, violation.value) == ("required", "unit") and place[-1:] in (["figures"], ["outcomes"])
