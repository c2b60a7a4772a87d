"""``alisei verify``: ``verified`` moves forward by one small edit, and nothing else moves."""

from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, stakeholder

PATH = "registry/stakeholders/toscana/rossi.yaml"
TEXT = stakeholder("rossi", "# who signs?\nwebsite: https://www.rossi.it # theirs\n")


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """One entry that was never confirmed."""
    return dataset({PATH: TEXT})


def test_only_the_confirmation_is_written(root: Path, alisei: Alisei) -> None:
    """Comments and all else stay; a later one changes the day and the name alone."""
    outcome = alisei("-C", root, "verify", "rossi", "--by", "organisation", "--on", "2026-10-01")
    assert outcome.code == 0, outcome.err
    first = "verified: {on: 2026-10-01, by: organisation}\n"
    assert (root / PATH).read_text() == TEXT.replace("sources:", f"{first}sources:")
    assert alisei("-C", root, "verify", "rossi", "--by", "secretariat").code == 0
    assert (root / PATH).read_text() == TEXT.replace("sources:", "verified: {on: 2026-11-23, by: secretariat}\nsources:")
    assert alisei("-C", root, "validate").code == 0


def test_the_same_again_changes_nothing(root: Path, alisei: Alisei) -> None:
    """It is no mistake either."""
    alisei("-C", root, "verify", "rossi", "--by", "organisation")
    before = (root / PATH).read_bytes()
    outcome = alisei("-C", root, "verify", "rossi", "--by", "organisation")
    assert (outcome.code, "says this already" in outcome.out) == (0, True)
    assert (root / PATH).read_bytes() == before


def test_a_look_writes_nothing(root: Path, alisei: Alisei) -> None:
    """The patch is shown."""
    outcome = alisei("-C", root, "verify", "rossi", "--by", "organisation", "--dry-run")
    assert "+verified: {on: 2026-11-23, by: organisation}" in outcome.out
    assert (root / PATH).read_text() == TEXT


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rosi", "--by", "organisation"], "rossi"),
        (["rossi", "--by", "organization"], "organisation"),
        (["rossi", "--by", "organisation", "--on", "2026-11-24"], "still to come"),
        (["rossi", "--by", "organisation", "--on", "2026-11"], "not a day"),
        (["rossi", "--by", "organisation", "--on", "2026-02-30"], "not a day"),
        (["rossi", "--by", "organisation", "--on", "20261101"], "not a day"),
    ],
)
def test_what_cannot_be_is_refused(words: list[str], said: str, root: Path, alisei: Alisei) -> None:
    """Exit code 2, and no byte differs."""
    outcome = alisei("-C", root, "verify", *words)
    assert (outcome.code, said in outcome.err) == (2, True), outcome
    assert (root / PATH).read_text() == TEXT


@pytest.mark.parametrize("then", ["2026-11-02", "2026-11", "2027"])
def test_a_confirmation_never_moves_back(then: str, dataset: Dataset, alisei: Alisei) -> None:
    """A month or a year counts as it is written."""
    root = dataset({PATH: stakeholder("rossi", f"verified: {{on: {then}, by: organisation}}\n")})
    before = (root / PATH).read_bytes()
    outcome = alisei("-C", root, "verify", "rossi", "--by", "organisation", "--on", "2026-10-31")
    assert (outcome.code, "later" in outcome.err) == (2, True)
    assert (root / PATH).read_bytes() == before
