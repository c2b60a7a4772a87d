"""The pairs that a person has told apart."""

import pytest

from alisei_cli.model.diagnostic import Severity
from alisei_cli.pipeline import validate
from tests.conftest import Alisei, Dataset
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


@pytest.mark.parametrize(
    ("ids", "help"),
    [
        ("alfa, alfa-bis", "Delete the pair if the entry is gone; if its id has changed, write the new one."),
        ("alfa, qqqqqqqq", "Delete the pair if the entry is gone; if its id has changed, write the new one."),
        ("alfa, betta", "Did you mean beta? If the entry is gone, delete the pair."),
    ],
)
def test_the_remedy_for_an_entry_that_is_gone_is_never_the_other_id(ids: str, help: str, dataset: Dataset) -> None:
    found = validate(dataset(FILES | pairs(ids))).diagnostics
    assert [str(each.help) for each in found if each.code == "ALI314"] == [help]


def test_ids_out_of_order_are_put_in_order_by_a_safe_fix(dataset: Dataset, alisei: Alisei) -> None:
    root = dataset(FILES | pairs("beta, alfa"))
    assert alisei("-C", root, "fix", root).code == 0
    assert "ids: [alfa, beta], reason" in (root / "schema/not-duplicates.yaml").read_text(encoding="utf-8")
    assert validate(root).diagnostics == ()


def test_an_import_beside_a_pair_of_an_entry_that_is_gone(dataset: Dataset, alisei: Alisei) -> None:
    """Such a pair is a note, and no concern of an import, which judges entries alone."""
    root = dataset(FILES | pairs("alfa, gone"))
    assert {each.severity for each in validate(root).diagnostics if each.code == "ALI314"} == {Severity.NOTE}
    table = root.parent / "table.csv"
    table.write_text("name,type,municipality,region,source_url\nGamma,company,Siena,toscana,https://example.org/gamma\n")
    outcome = alisei("-C", root, "import", "csv", table, "--dry-run", "--accessed", "2026-11-23")
    assert outcome.code in (0, 1), outcome.err
    assert "gamma" in outcome.out.lower()
