"""``alisei duplicates``: pairs that may be one body, with reasons; what a relation or a person settles is left out."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset
from tests.rules.entries import org

ROSSI = org("istituto-rossi", town="Siena", name="Istituto di Ricerca Rossi")
BOTH = ROSSI | org("rossi-institute", town="Siena", name="Rossi Research Institute")
FILE = "schema/not-duplicates.yaml"
HEAD = "# yaml-language-server: $schema=not-duplicates.schema.json\n"


def verdict(*ids: str) -> dict[str, str]:
    """The file with one pair."""
    return {FILE: f"{HEAD}pairs:\n  - {{ids: [{', '.join(ids)}], reason: Due società diverse., on: 2026-11-23}}\n"}


def found(alisei: Alisei, root: Path, *words: str) -> list[tuple[int, str, str]]:
    """Score and ids of each pair."""
    outcome = alisei("-C", root, "duplicates", *words, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    (table,) = json.loads(outcome.out)["tables"]
    names = [column["name"] for column in table["columns"]]
    return [(row[names.index("score")], row[names.index("id")], row[names.index("other")]) for row in table["rows"]]


def test_a_pair_is_shown_with_its_reasons_in_words(dataset: Dataset, alisei: Alisei) -> None:
    root = dataset(BOTH | org("altro", town="Siena"))
    outcome = alisei("-C", root, "duplicates")
    assert "istituto-rossi" in outcome.out
    assert "1 pair with 40 points or more." in outcome.out
    table = alisei("-C", root, "duplicates", "--format", "csv").out
    assert "same name (+70), same municipality (+10)" in table


def test_the_line_for_a_verdict_can_be_pasted(dataset: Dataset, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALISEI_TODAY", "2026-11-29")
    root = dataset(
        BOTH | org("altro", town="Siena", name="Alfa") | org("alfa", town="Siena", name="Alfa") | verdict("alfa", "altro")
    )
    for columns in ("80", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        for words in ((), ("--lang", "it")):
            said = alisei("-C", root, "duplicates", *words).out
            assert "not-duplicates.yaml" in said
            line = re.search(r"^- \{ids: .*?\}", said, re.MULTILINE | re.DOTALL)
            assert line
            assert " ".join(line[0].split()) == "- {ids: [istituto-rossi, rossi-institute], reason: <...>, on: 2026-11-29}"
    assert "1 pair was told apart in schema/not-duplicates.yaml." in alisei("-C", root, "duplicates").out.replace("\n", " ")
    (root / FILE).write_text(f"{HEAD}pairs:\n{line[0].replace('<...>', 'Due società diverse.')}\n", encoding="utf-8")
    assert found(alisei, root) == [(80, "alfa", "altro")]
    assert alisei("-C", root, "validate").out.count("ALI314") == 0


def test_the_note_says_of_which_pairs_validate_warns(dataset: Dataset, alisei: Alisei) -> None:
    assert "alisei validate warns of those with the same name" in alisei("-C", dataset(BOTH), "duplicates").out


def test_a_score_below_nought_is_refused(dataset: Dataset, alisei: Alisei) -> None:
    outcome = alisei("-C", dataset(BOTH), "duplicates", "--min-score", "-1")
    assert outcome.code == 2
    assert "--min-score" in outcome.err


def test_the_points_are_punti_in_italian(alisei: Alisei) -> None:
    assert "PUNTI" in alisei("duplicates", "--help", "--lang", "it").out


def test_excel_in_italian_opens_the_pairs(dataset: Dataset, alisei: Alisei) -> None:
    root = dataset(BOTH)
    assert alisei("-C", root, "duplicates", "--excel-it", "-o", root / "pairs.csv").code == 0
    assert (root / "pairs.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert alisei("-C", root, "duplicates", "--excel-it", "-o", root / "pairs.xlsx").code == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"relations": "[{kind: parent, target: istituto-rossi}]"},
        {"relations": "[{kind: related, target: istituto-rossi}]"},
        {"status": "merged", "status_since": "2020", "status_reason": "Fusione", "successor": "istituto-rossi"},
        {"status": "withdrawn", "status_since": "2020", "status_reason": "Fusione", "successor": "istituto-rossi"},
    ],
)
def test_a_relation_settles_a_pair(fields: dict[str, str], dataset: Dataset, alisei: Alisei) -> None:
    assert found(alisei, dataset(ROSSI | org("rossi-institute", town="Siena", name="Rossi Research Institute", **fields))) == []


def test_a_part_of_a_part_is_no_duplicate_either(dataset: Dataset, alisei: Alisei) -> None:
    middle = org("middle", town="Siena", relations="[{kind: parent, target: istituto-rossi}]")
    below = org("rossi-institute", town="Siena", name="Rossi Research Institute", relations="[{kind: parent, target: middle}]")
    assert found(alisei, dataset(ROSSI | middle | below)) == []


def test_a_person_settles_a_pair(dataset: Dataset, alisei: Alisei) -> None:
    root = dataset(BOTH | verdict("istituto-rossi", "rossi-institute"))
    assert found(alisei, root) == []
    assert "1 pair was told apart in schema/not-duplicates.yaml." in alisei("-C", root, "duplicates").out
    assert alisei("-C", root, "validate", "--fail-on", "warning").code == 0


def test_the_score_and_one_of_both_are_chosen_by(dataset: Dataset, alisei: Alisei) -> None:
    more = org("alfa", "lazio", "Roma", name="Alfa Biotech") | org("alfa-bis", "lazio", "Roma", name="Alfa Biotech Officine")
    root = dataset(BOTH | more)
    assert [pair[1:] for pair in found(alisei, root)] == [("istituto-rossi", "rossi-institute"), ("alfa", "alfa-bis")]
    assert [pair[1] for pair in found(alisei, root, "--where", "region=lazio")] == ["alfa"]
    assert [pair[1] for pair in found(alisei, root, "--min-score", "80")] == ["istituto-rossi"]
    assert alisei("-C", root, "duplicates", "--where", "region=tosscana").code == 2


@pytest.mark.parametrize("name", ["csv", "html", "json", "markdown", "text"])
def test_every_format_shows_the_pair(name: str, dataset: Dataset, alisei: Alisei) -> None:
    outcome = alisei("-C", dataset(BOTH), "duplicates", "--format", name)
    assert outcome.code == 0
    assert "rossi-institute" in outcome.out.replace("\\", "")


def test_hostile_names_do_no_harm(dataset: Dataset, alisei: Alisei) -> None:
    name = '"=cmd|x <b>Rossi</b> \\e[31m {0} Research"'
    root = dataset(org("a", town="Siena", name=name) | org("b", town="Siena", name=name))
    for form in ("csv", "html", "markdown", "text"):
        outcome = alisei("-C", root, "duplicates", "--format", form)
        assert outcome.code == 0
        assert "\x1b" not in outcome.out
        assert form != "html" or "<b>Rossi" not in outcome.out
        assert form != "csv" or ",=cmd" not in outcome.out


def test_the_same_bytes_every_time(dataset: Dataset, alisei: Alisei) -> None:
    root = dataset(BOTH)
    assert alisei("-C", root, "duplicates").out == alisei("-C", root, "duplicates").out
