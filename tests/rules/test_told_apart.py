"""The pairs that a person has told apart."""

import pytest

from alisei_cli.model.diagnostic import Severity
from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import org, said

HEAD = "# yaml-language-server: $schema=not-duplicates.schema.json\npairs:\n"
PAIR = "  - {{ids: [{}], reason: Due società diverse., on: 2026-11-23}}\n"
FILES = org("alfa", town="Siena", name="Istituto Rossi") | org("beta", town="Siena", name="Istituto Rossi")


def pairs(*ids: str) -> dict[str, str]:
    """The file with these pairs."""
    return {"schema/not-duplicates.yaml": HEAD + "".join(map(PAIR.format, ids))}


@pytest.mark.parametrize(
    ("ids", "pointer", "message"),
    [
        (["alfa, betta"], "pairs.0.ids.1", "there is no entry with the id betta"),
        (["beta, alfa"], "pairs.0.ids", "the two ids are not in alphabetical order"),
        (["alfa, alfa"], "pairs.0.ids", "alfa stands here twice"),
        (["alfa, beta", "alfa, beta"], "pairs.1.ids", "the pair alfa, beta stands here for the second time"),
    ],
)
def test_a_wrong_pair_is_told(ids: list[str], pointer: str, message: str, dataset: Dataset) -> None:
    assert ("ALI314", "not-duplicates.yaml", pointer, message) in said(dataset(FILES | pairs(*ids)), "ALI314")


def test_a_right_pair_silences_the_warning(dataset: Dataset) -> None:
    assert [each.code for each in validate(dataset(FILES)).diagnostics] == ["ALI304"]


def test_a_right_pair_is_all_there_is_to_say(dataset: Dataset) -> None:
    assert validate(dataset(FILES | pairs("alfa, beta"))).diagnostics == ()


@pytest.mark.parametrize(
    "pair",
    [
        "{ids: [alfa, beta], on: 2026}",
        "{ids: [alfa, beta], reason: no, on: 2026}",
        "{ids: [alfa], reason: Due società diverse., on: 2026}",
        "{ids: alfa, reason: Due società diverse., on: 2026}",
        "{ids: [alfa, beta], reason: Due società diverse.}",
        "alfa",
    ],
)
def test_a_pair_without_reason_day_or_ids_is_an_error_of_the_file(pair: str, dataset: Dataset) -> None:
    found = validate(dataset(FILES | {"schema/not-duplicates.yaml": f"{HEAD}  - {pair}\n"})).diagnostics
    assert [each.path for each in found if each.severity is Severity.ERROR] == ["schema/not-duplicates.yaml"]
