"""The fuzz targets of ``fuzz/`` without a fuzzer: on the corpus that is kept, and on a few inputs made here."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.answers import SEPARATOR
from fuzz.mutants import ROOT, SIGNS, STRANGERS, WORDS, mutant
from fuzz.outputs import CHECKS
from fuzz.targets import TARGETS, corpus
from tests.render.hostile import HOSTILE

LIMIT = 300 * 1024
"""Bytes of the whole corpus."""

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
pieces = st.sampled_from(
    [*list(HOSTILE.values())[:-1], *SIGNS, *STRANGERS, *WORDS, SEPARATOR, "x" * 250, "`", "GH-1", "www.a.it"]
)
texts = st.lists(st.one_of(pieces, st.text(max_size=20)), max_size=8).map("".join)


@pytest.mark.parametrize("name", TARGETS)
def test_what_once_broke_a_target_or_led_it_further_does_no_harm(name: str) -> None:
    """Every input of the corpus, which holds all that fuzzing reached."""
    files = sorted(corpus(name).iterdir())
    assert len(files) > 20
    for file in files:
        TARGETS[name](file.read_bytes())


def test_the_corpus_stays_small() -> None:
    """A corpus is minimised before it is kept."""
    files = [file for file in (ROOT / "fuzz" / "corpus").rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < LIMIT


@pytest.mark.parametrize("name", CHECKS)
@given(text=texts)
@few
def test_no_text_breaks_an_output(name: str, text: str) -> None:
    """Whatever data says, every format shows it as text."""
    CHECKS[name](text.encode("utf-8", "surrogatepass"))


@given(raw=st.one_of(st.binary(max_size=300), texts.map(lambda text: text.encode("utf-8", "surrogatepass"))))
@few
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    """Reading never raises, and says what is wrong inside the file."""
    TARGETS["reader"](raw)


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_no_slip_breaks_the_reader(first: int) -> None:
    """Real entries with a few small edits."""
    for number in range(first, first + 100):
        TARGETS["reader"](mutant(number)[1])


def test_no_slip_breaks_a_rule_or_an_output() -> None:
    """From the bytes of a file to every format; what is remembered says the same as what was judged."""
    for number in range(60):
        TARGETS["entry"](mutant(number)[1])


def test_what_the_fuzzer_needs_is_pinned_and_names_no_host() -> None:
    """It is installed from wherever packages come from here."""
    lines = (Path(ROOT) / "fuzz" / "requirements.txt").read_text(encoding="utf-8")
    assert "atheris==" in lines
    assert re.search(r"https?://|index-url|\w\.(?:org|com|net|io)\b", lines) is None


@pytest.mark.parametrize("hidden", ["\0", "\u200b", "\t", "\u202e"])
@pytest.mark.parametrize(
    "text", ["sede: via Roma 1, cell. 333{}1234567", "website: http:{}//www.alfa.it", "mail: mario.ros{}si@gmail.com"]
)
def test_a_hidden_character_hides_nothing_from_the_rules(text: str, hidden: str) -> None:
    """The quick look before a rule sees the text as it stands, the rule what the reader has made of it."""
    TARGETS["entry"](f"id: alfa-biotech\nstatus: active\n{text.format(hidden)}\n".encode())
