"""``alisei new``: seven answers become a file that validates, or nothing is written."""

from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, committed

PATH = "registry/stakeholders/toscana/laboratorio-verdi.yaml"
ROSSI = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, kind: display}
type: company
head_office: {municipality: Siena, province: SI, region: toscana, country: IT}
website: https://www.istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
"""
VERDI = {
    "--name": "Laboratorio Verdi",
    "--type": "azienda",
    "--municipality": "siena",
    "--website": "https://www.verdi.example.org",
    "--sector": "biotech",
    "--mailbox": "info@verdi.example.org",
    "--source": "https://www.verdi.example.org/chi-siamo",
}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    return committed(dataset({"registry/stakeholders/toscana/istituto-rossi.yaml": ROSSI}))


def options(**changed: str) -> list[str]:
    """The seven options, some with other values."""
    return [word for pair in (VERDI | {f"--{name}": value for name, value in changed.items()}).items() for word in pair]


def test_seven_answers_make_an_entry_that_validates(alisei: Alisei, root: Path) -> None:
    """A type by its synonym, a place by ISTAT's table; the other fields are comments, and nothing is confirmed."""
    done = alisei("-C", root, "new", *options(), "--set", "/facts/founded=2005")
    assert done.code == 0, done.out + done.err
    text = (root / PATH).read_text()
    assert "type: company\n" in text
    assert "head_office: {municipality: Siena, province: SI, region: toscana, country: IT}\n" in text
    assert "facts: {founded: " in text
    assert "# technologies: [] # Tecnologie / Technologies: " in text
    assert "verified" not in text
    assert alisei("-C", root, "validate").code == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param(
            {"name": "Istituto Rossi", "website": "https://www.istitutorossi.it"}, "istituto-rossi.yaml", id="it-is-there"
        ),
        pytest.param({"municipality": "Castro"}, "Castro (BG)", id="two-places-of-one-name"),
        pytest.param({"municipality": "Sienna"}, "Siena", id="no-such-place"),
        pytest.param({"type": "aziendda"}, "company", id="no-such-term"),
        pytest.param({"source": ""}, "missing: sources", id="no-source"),
        pytest.param({"website": "javascript:alert(1)"}, "ALI", id="breaks-a-rule"),
    ],
)
def test_nothing_is_written_where_something_is_wrong(changed: dict[str, str], said: str, alisei: Alisei, root: Path) -> None:
    done = alisei("-C", root, "new", *options(**changed))
    assert done.code in (1, 2)
    assert said in done.out + done.err
    assert len(list(root.glob("registry/**/*.yaml"))) == 1


def test_a_warning_is_shown_beside_what_is_written(alisei: Alisei, root: Path) -> None:
    done = alisei("-C", root, "new", *options(mailbox="mario.rossi@gmail.com"))
    assert done.code == 0
    assert "/contact/mailbox" in done.err


def test_a_person_may_say_that_it_is_another_body(alisei: Alisei, root: Path) -> None:
    done = alisei(
        "-C", root, "new", *options(name="Istituto Rossi", municipality="Lucca"), "--id", "istituto-rossi-lucca", "--new"
    )
    assert done.code == 0, done.out + done.err
    assert (root / "registry/stakeholders/toscana/istituto-rossi-lucca.yaml").exists()


def test_what_is_missing_is_asked_for_on_a_terminal(alisei: Alisei, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that is no term is asked for again, and what need not be given is passed over with Enter."""
    answers = iter(["Laboratorio Verdi", "aziendda", "azienda", "Siena", "", "biotech", "", "Statuto"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_words, **_options: next(answers))
    done = alisei("-C", root, "new")
    assert done.code == 0, done.out + done.err
    assert "document: Statuto" in (root / PATH).read_text()
    assert next(answers, None) is None
