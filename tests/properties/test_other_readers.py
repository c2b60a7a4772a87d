"""Two libraries that know nothing of ours say the same of mutated entries: the full runs are ``fuzz/differential.py`` and ``fuzz/oracle.py``."""

import re

import pytest

from alisei_cli.store.yaml import read
from fuzz import differential, oracle
from fuzz.mutants import ROOT

README = ROOT / "fuzz" / "README.md"


@pytest.fixture(scope="module")
def compared() -> tuple[dict[str, int], list[differential.Outcome]]:
    """2,000 mutants, read by both."""
    counts, findings = differential.run(range(2000), processes=1)
    return dict(counts), findings


def test_ruamel_reads_mutants_as_we_do(compared: tuple[dict[str, int], list[differential.Outcome]]) -> None:
    """The same data to the letter where both take a file; a good reason, seen by ruamel too, where one does not."""
    counts, findings = compared
    assert findings == []
    assert counts["both take, same data"] > 500
    assert counts["both refuse"] > 500


def test_every_reason_is_explained(compared: tuple[dict[str, int], list[differential.Outcome]]) -> None:
    """The table of the README has a row for each class of difference."""
    table = re.findall(r"^\| `([^`]+)` \| (?:ours|ruamel) \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    explained = {reason.replace("\\|", "|") for reason in table}
    reasons = {reason for name in compared[0] if ": " in name for reason in name.partition(": ")[2].split(" + ")}
    assert reasons - explained == set()
    assert {*differential.REASONS} == explained


def test_a_difference_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that took every number for text, or let a field be given twice, would be found out at once."""
    monkeypatch.setattr(differential, "read", lambda path, raw: read(path, raw, admits_text=lambda _pointer: True))
    _counts, findings = differential.run(range(200), processes=1)
    assert {outcome.name for outcome in findings} == {"! both take, other data"}


def test_python_s_jsonschema_finds_the_same_errors_in_real_entries() -> None:
    """Instance path and keyword, before our own rules make sentences of them."""
    assert [data for kind, data in oracle.real() if any(oracle.differing(kind, data))] == []


def test_python_s_jsonschema_finds_the_same_errors_in_mutants() -> None:
    """1,000 entries with keys removed, types changed, strings broken, keys added, values nested."""
    counts, differences = oracle.run(range(1000), processes=1)
    assert differences == []
    assert counts["faulty"] > 500
    assert counts["errors"] > 1000
