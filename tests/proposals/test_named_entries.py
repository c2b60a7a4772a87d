"""A proposal may call another entry by its name, where exactly one has it."""

from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, committed, stakeholder
from tests.issues import CHANGE, write_issue
from tests.proposals.test_propose import PATH, ROSSI, block, propose

FOLDER = "registry/stakeholders/toscana"
SIENA = stakeholder("universita-di-siena", name="Università degli Studi di Siena").replace(
    "names:\n", "names:\n  - {value: UNISI, kind: acronym}\n  - {value: Studio Senese, kind: former}\n"
)


@pytest.fixture
def root(dataset: Dataset) -> Path:
    files = {f"{FOLDER}/universita-di-siena.yaml": SIENA}
    files |= {f"{FOLDER}/polo-{name}.yaml": stakeholder(f"polo-{name}", name="Polo Verde") for name in ("a", "b")}
    return committed(dataset({PATH: ROSSI, **files}))


def relate(target: str) -> str:
    return f'aggiungi /relations: {{"kind": "socia di", "target": "{target}"}}'


@pytest.mark.parametrize("name", ["Università di Siena", "universita' degli studi di siena", "UNISI", "universita-di-siena"])
@pytest.mark.parametrize("form", ["block", "issue"])
def test_the_name_of_one_entry_is_its_id(name: str, form: str, alisei: Alisei, root: Path) -> None:
    """What was understood is said, unless it was the id."""
    text = block(relate(name))
    asked = write_issue(CHANGE, {"entry": "istituto-rossi", "block": text}) if form == "issue" else text
    code, found = propose(alisei, root, asked, name="issue.md" if form == "issue" else "proposta.txt")
    assert (code, found["state"]) == (0, "clean")
    assert [each["new"] for each in found["changes"]] == [{"kind": "member-of", "target": "universita-di-siena"}]
    said = f"{name} was understood as Università degli Studi di Siena (universita-di-siena)"
    assert found["notes"].count(said) == (name != "universita-di-siena")


def test_items_are_named_by_the_names_in_them(alisei: Alisei, root: Path) -> None:
    """A relation is told from others by its kind and target."""
    propose(alisei, root, block(relate("UNISI")), "--write")
    code, found = propose(alisei, root, block("togli /relations/member-of|Università di Siena"), "--write")
    assert (code, [each["op"] for each in found["changes"]]) == (0, ["remove"])
    assert (root / PATH).read_text() == ROSSI


def test_a_name_of_several_entries_is_asked_about(alisei: Alisei, root: Path) -> None:
    _code, found = propose(alisei, root, block(relate("Polo Verde")))
    assert found["state"] == "refused"
    assert found["reasons"] == ["2 entries are called Polo Verde: Polo Verde (polo-a), Polo Verde (polo-b); which one is meant?"]
    assert "Polo Verde (polo-b)" in found["answer"]


@pytest.mark.parametrize("name", ["Studio Senese", "Università di Pisa", "|", "", "Prova"])
def test_a_name_that_no_entry_has_today_is_refused(name: str, alisei: Alisei, root: Path) -> None:
    """A name of the past, of another kind of entry, or of none."""
    assert propose(alisei, root, block(relate(name)))[1]["state"] in ("refused", "incomplete")


def test_the_entry_itself_may_be_named(alisei: Alisei, root: Path) -> None:
    code, found = propose(alisei, root, block("svuota /website", entry="Istituto Rossi S.r.l."))
    assert (code, found["id"]) == (0, "istituto-rossi")
    _code, found = propose(alisei, root, block("svuota /website", entry="Polo Verde"))
    assert "which one is meant?" in found["reasons"][0]
