"""``alisei explain``: a rule's own page, at a terminal."""

import pytest

from alisei_cli.rules import RULES
from tests.conftest import Alisei


@pytest.mark.parametrize("name", RULES.names)
def test_every_rule_explains_itself(name: str, alisei: Alisei) -> None:
    """By name and by code, in any case: code, sentence, reason, a wrong and a right example; no mark of Markdown, no long line."""
    outcome = alisei("explain", name)
    code = RULES.load(name).code
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{code} {name} (")
    for word in ("\nWhy: ", "\nRight:\n", *(["\nWrong:\n"] if name != "unreadable-file" else [])):
        assert word in outcome.out
    assert "``" not in outcome.out
    for typed in (code, code.lower(), code.removeprefix("ALI"), name.upper()):
        assert alisei("explain", typed).out == outcome.out


def test_without_a_word_all_rules_are_listed(alisei: Alisei) -> None:
    """Sorted by code, one sentence each."""
    outcome = alisei("explain")
    codes = [line.partition(" ")[0] for line in outcome.out.splitlines() if line.startswith("ALI")]
    assert codes == sorted(RULES.load(name).code for name in RULES.names)
    assert "``" not in outcome.out


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("unknown_term", "Did you mean unknown-term?"),
        ("unknown term", "Did you mean unknown-term?"),
        ("unknwon-term", "Did you mean unknown-term?"),
        ("zzz", "alisei explain lists them all."),
        ("../../etc/passwd", "alisei explain lists them all."),
        ("", "alisei explain lists them all."),
        ("\x1b[31m", "alisei explain lists them all."),
    ],
)
def test_a_rule_that_is_none(typed: str, answer: str, alisei: Alisei) -> None:
    """Usage, with the nearest rule or the way to the list, never the list of eighty names."""
    outcome = alisei("explain", typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert answer in outcome.err
    assert "\x1b" not in outcome.err


def test_it_needs_no_dataset(alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are the tool's own."""
    monkeypatch.chdir("/")
    assert alisei("explain", "ALI201").code == 0


def test_in_italian(alisei: Alisei) -> None:
    """Sentence and reason come from the catalogue."""
    said = alisei("--lang", "it", "explain", "ALI016").out
    assert "Perché:" in said
    assert "Giusto:" in said


def test_a_link_is_shown_as_one(alisei: Alisei) -> None:
    """Not as a file with a line in it."""
    assert "istituto-rossi.yaml -> ../" in alisei("explain", "not-a-regular-file").out
