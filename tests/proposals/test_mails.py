"""Mails as people send them: each becomes what a careful secretariat would do with it (``tests/proposals/mails/README.md``)."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Alisei, Dataset, committed, git, stakeholder

MAILS = Path(__file__).parent / "mails"
PATHS = {id_: f"registry/stakeholders/toscana/{id_}.yaml" for id_ in ("istituto-rossi", "banca-verdi", "studio-neri")}
BASE = b"c0ffee000000"
"""Stands in the mails for the commit that the sender saw."""
OF_PERSONS = ("Bianchi", "0001112", "Verdi 3", "traccia", "Anna Neri")
"""Words of senders, signatures and threads that no file of the dataset may get."""


def read_table() -> dict[str, list[list[str]]]:
    """Of each mail what is expected: state, entry, changes, who has to do something next."""
    lines = (MAILS / "README.md").read_text(encoding="utf-8").split("| --- |")[-1].splitlines()[1:]
    found: dict[str, list[list[str]]] = {}
    for line in lines:
        name, _what, *expected = [cell.strip() for cell in line[1:-1].split(" | ")]
        found.setdefault(name, []).append(expected)
    return found


EXPECTED = read_table()


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Three organisations; the mailbox of one has changed since the mails were written."""
    contact = "website: https://www.{site}\ncontact:\n  mailbox: {mailbox} # not the director's\n"
    found = {
        "istituto-rossi": contact.format(site="istitutorossi.it", mailbox="info@istitutorossi.it"),
        "banca-verdi": contact.format(site="bancaverdi.it", mailbox="info@bancaverdi.it"),
        "studio-neri": contact.format(site="studioneri.it", mailbox="studioneri@gmail.com"),
    }
    place = "municipality: Siena, province: SI, region: toscana"
    root = committed(dataset({PATHS[id_]: stakeholder(id_, more, place=place) for id_, more in found.items()}))
    changed = root / PATHS["banca-verdi"]
    changed.write_text(changed.read_text().replace("info@", "contatti@"))
    return root


def describe(found: dict[str, Any]) -> list[str]:
    """One proposal as the table tells it."""
    changes = "; ".join(f"{each['op']} {each['pointer']} {tell(each['new'])}" for each in found["changes"])
    is_read = found["state"] == "refused" or any("read the message" in note for note in found["notes"])
    return [
        found["state"],
        found["id"] or "",
        changes.replace("|", r"\|"),
        "sender" if found["answer"] and found["state"] != "clean" else "reader" if is_read else "",
    ]


def tell(value: Any) -> str:
    """A value, or of a block the one that tells it from another."""
    if not isinstance(value, dict):
        return str(value)
    key = next(key for key in ("it", "by", "region", "summary", "value") if key in value)
    return tell(value[key])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mail_becomes_what_a_careful_reader_would_do_with_it(name: str, root: Path, alisei: Alisei, tmp_path: Path) -> None:
    base = git(root, "rev-parse", "HEAD")[: len(BASE)].encode()
    (tmp_path / name).write_bytes((MAILS / name).read_bytes().replace(BASE, base))
    done = alisei("-C", root, "propose", tmp_path / name, "--confirm", "--write", "--format", "json")
    found = [describe(each) for each in json.loads(done.out)["proposals"]]
    assert found == EXPECTED[name], done.out
    for file in (root / "registry").rglob("*.yaml"):
        assert not any(word in file.read_text() for word in OF_PERSONS)


def test_every_mail_is_in_the_table() -> None:
    assert {file.name for file in MAILS.iterdir()} - {"README.md"} == set(EXPECTED)
    assert len(EXPECTED) > 60
