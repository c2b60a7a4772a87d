"""``verified`` moves by ``alisei verify`` and by a confirmation that a person vouches for; by no other way in."""

from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from alisei_cli.core.confirm import is_host_of
from tests.conftest import Alisei, Dataset, committed, stakeholder

FOLDER = "registry/stakeholders/toscana"
OLD = "verified: {on: 2025-01-01, by: organisation}"
ROSSI = f"website: https://www.rossilab.it\ncontact: {{mailbox: info@rossi.it}}\n{OLD}\n"
NEW = ["--name", "Laboratorio Verdi", "--type", "company", "--municipality", "Siena", "--source", "Statuto"]


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """One that was confirmed long ago, and one that never was."""
    return committed(
        dataset({f"{FOLDER}/rossi.yaml": stakeholder("rossi", ROSSI), f"{FOLDER}/bianchi.yaml": stakeholder("bianchi")})
    )


def find_confirmed(root: Path) -> dict[str, str]:
    """The line ``verified`` of each entry that has one."""
    lines = ((path.stem, line) for path in root.glob("registry/**/*.yaml") for line in path.read_text().splitlines())
    return {id_: line for id_, line in lines if line.startswith("verified")}


def send(root: Path, text: str, sender: str = "info@rossi.it") -> Path:
    """A saved mail about the entry ``rossi``."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "segreteria@example.org", "R: [alisei:rossi] La scheda"
    mail.set_content(text)
    file = root.parent / "mail.eml"
    file.write_bytes(bytes(mail))
    return file


def block(*lines: str) -> str:
    return "\n".join(("ALISEI 1", "scheda: rossi", *lines, "FINE", ""))


def fill_in_workbook(alisei: Alisei, root: Path) -> Path:
    """A workbook of all entries, sent back with another website."""
    file = root.parent / "sheet.xlsx"
    assert alisei("-C", root, "sheet", "out", "rossi", "bianchi", "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    rows = [row for sheet in book if sheet.sheet_state == "visible" for row in sheet.iter_rows()]
    cell = next(cell for row in rows for cell in row if cell.value == "https://www.rossilab.it")
    cell.value = "https://www.rossi.eu"
    book.save(file)
    return file


def test_no_other_command_moves_it(alisei: Alisei, root: Path) -> None:
    """Neither where it was set, nor where it was not; what else each brings in is written."""
    table = root.parent / "table.csv"
    table.write_text(
        "name,type,municipality,verified,verified_on,source_url\nBianchi,company,Siena,yes,2026-11-01,https://www.bianchi.it\n"
    )
    assert alisei("-C", root, "import", "csv", table).code == 0
    assert "Siena" in (root / f"{FOLDER}/bianchi.yaml").read_text()
    assert alisei("-C", root, "fix", "--unsafe").code in (0, 1)
    done = alisei("-C", root, "propose", fill_in_workbook(alisei, root), "--write", "--confirm")
    assert done.code in (0, 1), done.out
    assert "https://www.rossi.eu" in (root / f"{FOLDER}/rossi.yaml").read_text()
    assert alisei("-C", root, "new", *NEW).code == 0
    assert find_confirmed(root) == {"rossi": OLD}


@pytest.mark.parametrize(
    ("text", "sender", "options"),
    [
        pytest.param("CONFERMO", "info@rossi.it", [], id="nobody vouches"),
        pytest.param("CONFERMO", "info@altrove.it", ["--confirm"], id="another host"),
        pytest.param("CONFERMO", "info@rossi.it.altrove.it", ["--confirm"], id="a host that begins like it"),
        pytest.param(block("conferma: sì"), "info@rossi.it", [], id="a block, and nobody vouches"),
        pytest.param(block("imposta /verified/on: 2026-11-01"), "info@rossi.it", ["--confirm"], id="as a value"),
        pytest.param(
            block('imposta /verified: {"on": "2026-11-01", "by": "organisation"}'),
            "info@rossi.it",
            ["--confirm"],
            id="as a block",
        ),
        pytest.param(block("svuota /verified"), "info@rossi.it", ["--confirm"], id="cleared"),
    ],
)
def test_a_proposal_alone_never_moves_it(text: str, sender: str, options: list[str], alisei: Alisei, root: Path) -> None:
    alisei("-C", root, "propose", send(root, text, sender), "--write", *options)
    assert find_confirmed(root) == {"rossi": OLD}


def test_new_cannot_set_it(alisei: Alisei, root: Path) -> None:
    """Nothing is written at all."""
    assert alisei("-C", root, "new", *NEW, "--set", "/verified/on=2026-11-01", "--set", "/verified/by=organisation").code == 1
    assert find_confirmed(root) == {"rossi": OLD}
    assert len(list(root.glob("registry/**/*.yaml"))) == 2


@pytest.mark.parametrize("text", ["CONFERMO", block("conferma: sì")])
def test_a_confirmation_moves_it_that_a_person_vouches_for(text: str, alisei: Alisei, root: Path) -> None:
    """From the host of the entry; of the entry that it is about, and of no other."""
    assert alisei("-C", root, "propose", send(root, text), "--write", "--confirm").code == 0
    assert find_confirmed(root) == {"rossi": "verified: {on: 2026-11-23, by: organisation}"}


def test_verify_moves_it(alisei: Alisei, root: Path) -> None:
    assert alisei("-C", root, "verify", "bianchi", "--by", "secretariat").code == 0
    assert find_confirmed(root) == {"rossi": OLD, "bianchi": "verified: {on: 2026-11-23, by: secretariat}"}


@pytest.mark.parametrize(
    "host", ["cgn.legalmail.it", "pcert.postecert.it", "postacert.it", "pec.cgn.it", "mail.gmail.com", "gmx.ch"]
)
def test_a_host_that_gives_mailboxes_to_anyone_is_no_entry_s(host: str) -> None:
    """Nor one below it: any stranger might confirm."""
    assert not is_host_of(host, {"contact": {"mailbox": f"rossi@{host}"}})
    assert is_host_of("pec.rossi.it", {"contact": {"mailbox": f"rossi@{host}"}, "website": "https://www.rossi.it"}) is True
