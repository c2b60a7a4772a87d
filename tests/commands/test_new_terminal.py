"""``alisei new`` at a real terminal: looked up first, asked, ended by Ctrl-C and Ctrl-D without a trace."""

import sys
from pathlib import Path

import pytest

from tests.commands.test_new import CAMERINO, ROSSI, dump
from tests.conftest import Dataset, committed

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)
from tests.terminal import END, INTERRUPT, converse

NAME = {"en": "Name of the organisation: ", "it": "Nome dell'organizzazione: "}
SITE = {"en": "Website: ", "it": "Sito web: "}
NONE = {"en": "it is another body: ", "it": "se è un'altra: "}
TYPE = {"en": "Stakeholder type: ", "it": "Tipo di soggetto: "}
REST = [
    ("Municipality: ", "Castro\n"),
    ("Municipality: ", "Castro (LE)\n"),
    ("Primary sector: ", "\n"),
    ("Office mailbox: ", "\n"),
]


@pytest.fixture
def root(dataset: Dataset) -> Path:
    return committed(dataset({"registry/stakeholders/toscana/istituto-rossi.yaml": ROSSI}))


def entries(root: Path) -> list[str]:
    return sorted(path.stem for path in root.glob("registry/**/*.yaml"))


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize(("key", "code"), [(INTERRUPT, 130), (END, 1)])
def test_ctrl_c_and_ctrl_d_end_it(key: str, code: int, language: str, root: Path) -> None:
    """At a question in the middle, after a slip."""
    exchange = [
        (NAME[language], "\n"),
        (NAME[language], "Laboratorio Verdi\n"),
        (SITE[language], "\n"),
        (TYPE[language], "aziendda\n"),
        (TYPE[language], key),
    ]
    shown, ended = converse(root, ["--lang", language, "new"], exchange)
    assert ended == code
    assert "company" in shown
    assert "fault" not in shown
    assert "Traceback" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert entries(root) == ["istituto-rossi"]


def test_what_is_there_is_shown_before_anything_else_is_asked(root: Path) -> None:
    """By name or website; a person who finds the body there writes nothing."""
    exchange = [(NAME["en"], "IR\n"), (SITE["en"], "istituto rossi\n"), (SITE["en"], "www.istitutorossi.it\n")]
    exchange += [(NONE["en"], "7\n"), (NONE["en"], "1\n")]
    shown, ended = converse(root, ["new"], exchange)
    assert ended == 1
    assert "istituto rossi is not how Website is written" in shown
    assert "1. Istituto Rossi (Siena, https://www.istitutorossi.it," in shown
    assert "Type a number from 1 to 1" in shown
    assert entries(root) == ["istituto-rossi"]


def test_another_body_of_nearly_that_name_is_written(root: Path) -> None:
    """The person has looked: it is not asked again, and a town of a common name is asked for until it is clear."""
    exchange = [
        (NAME["en"], "Istituto Rossi Castro\n"),
        (SITE["en"], "\n"),
        (NONE["en"], "\n"),
        (TYPE["en"], "azienda\n"),
        *REST,
        ("read in: ", "Statuto\n"),
    ]
    shown, ended = converse(root, ["new"], exchange)
    assert ended == 0, shown
    assert "Castro (BG), Castro (LE)" in shown
    assert entries(root) == ["istituto-rossi", "istituto-rossi-castro"]
    assert "document: Statuto" in (root / "registry/stakeholders/puglia/istituto-rossi-castro.yaml").read_text()


def test_a_record_of_ror_is_chosen_and_its_facts_are_not_asked_for(root: Path) -> None:
    """Found by an acronym; ROR gives the names, the website and the source."""
    exchange = [(NAME["en"], "Unicam\n"), (SITE["en"], "\n"), ("it is none: ", "1\n"), (TYPE["en"], "università\n"), *REST]
    shown, ended = converse(root, ["new", "--ror-dump", str(dump(root.parent))], exchange, {"TERM": "dumb"})
    assert ended == 0, shown
    assert "1. Università di Camerino (https://www.unicam.it," in shown
    text = (root / "registry/stakeholders/puglia/universita-di-camerino.yaml").read_text()
    assert f"ror: {CAMERINO}" in text
    assert "- {value: UNICAM, kind: acronym}" in text
