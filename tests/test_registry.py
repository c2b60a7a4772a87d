"""Validation of this repository's own registry; valid edits by members never fail.

No other test reads ``registry/``: requirements on the data are rules.
"""

import csv
import json
import re
import shutil
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alisei_cli.model.diagnostic import Severity
from alisei_cli.pipeline import validate
from alisei_cli.render.review import MOST, render
from alisei_cli.render.review._short import LINES
from alisei_cli.render.review.links import Links
from alisei_cli.reviewing import review_branch
from tests.conftest import READS_REGISTRY, REPOSITORY, Alisei, git, stakeholder
from tests.form_page import open_untouched
from tests.proposals.test_random_edits import DOORS, send_unchanged
from tests.test_browser import browser

pytestmark = READS_REGISTRY
TODAY = datetime.now(UTC).date()
IN_A_YEAR = TODAY + timedelta(days=300)
HEAD_OFFICE = "head_office: {municipality: Siena, province: SI, region: toscana, country: IT}\n"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the real date, because members write today's date."""
    monkeypatch.delenv("ALISEI_TODAY")


def worse(root: Path, least: Severity) -> set[str]:
    """List findings at ``root`` of at least this severity."""
    return {
        f"{each.path} {each.code} {each.message}"
        for each in validate(root, is_cached=False).diagnostics
        if each.severity >= least
    }


def test_the_registry_has_no_error() -> None:
    """Warnings may appear over time, errors only with a change.

    An example is an offer that expires.
    """
    assert worse(REPOSITORY, Severity.ERROR) == set()


@pytest.fixture(scope="module")
def before() -> set[str]:
    """Collect the current warnings of the registry."""
    return worse(REPOSITORY, Severity.WARNING)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Build a copy that may be changed."""
    for folder in ("registry", "schema"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    shutil.copy(REPOSITORY / "taxonomy.yaml", tmp_path)
    return tmp_path


def entry(root: Path, *, having: Collection[str] = (), lacking: Collection[str] = (), alone: bool = False) -> Path:
    """Find the first active stakeholder with and without some fields.

    ``alone``: no other entry refers to it.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((root / "registry").rglob("*.yaml"))}
    for path, text in texts.items():
        fields = set(re.findall(r"^(\w+):", text, re.MULTILINE))
        is_stakeholder = "stakeholders" in path.parts and "\nstatus: active\n" in text
        if is_stakeholder and fields >= {*having} and not fields & {*lacking}:
            mention = re.compile(rf"(?<![\w-]){re.escape(path.stem)}(?![\w-])")
            if not alone or not any(mention.search(other) for where, other in texts.items() if where != path):
                return path
    pytest.skip("no entry to try it on")


def add(path: Path, lines: str) -> None:
    """Append lines to an entry."""
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + lines, encoding="utf-8")


def replace(path: Path, pattern: str, lines: str) -> None:
    """Replace lines."""
    text, count = re.subn(pattern, lambda _found: lines, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def write(root: Path, path: str, text: str) -> None:
    """Write a new file below ``registry/``."""
    (root / "registry" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "registry" / path).write_text(text, encoding="utf-8")


def confirmation(root: Path) -> None:
    add(entry(root, lacking=["verified"]), f"verified: {{on: {TODAY}, by: organisation}}\n")


def confirmation_in_place_of_sources(root: Path) -> None:
    text = stakeholder("prova-di-modifica", name="Prova di modifica")
    write(
        root,
        "stakeholders/toscana/prova-di-modifica.yaml",
        re.sub(r"sources:\n.*\n", f"verified: {{on: {TODAY}, by: organisation}}\n", text),
    )


def mailbox_of_the_board(root: Path) -> None:
    add(entry(root, lacking=["contact"]), "contact: {mailbox: direzione@istituto-di-prova.it}\n")


def other_website(root: Path) -> None:
    replace(entry(root, having=["website"]), r"^website: .*", "website: https://www.istituto-di-prova.it")


def offer(root: Path) -> None:
    add(
        entry(root, lacking=["offers"]),
        "offers:\n  - id: prova-di-offerta\n    kind: laboratory-access\n    trl: {from: 4, to: 6}\n"
        "    summary: {it: Camere bianche per terapie cellulari in prova., en: Clean rooms for cell therapies on trial.}\n"
        f"    published: {TODAY}\n    expires: {IN_A_YEAR}\n",
    )


def maintainers(root: Path) -> None:
    add(entry(root, lacking=["maintainers"]), "maintainers:\n  - {github: octocat, id: 583231}\n")


def description(root: Path) -> None:
    add(
        entry(root, lacking=["description"]),
        "description:\n  it: Produce terapie cellulari per conto terzi in camere bianche.\n"
        "  en: Makes cell therapies under contract in clean rooms.\n",
    )


def former_name(root: Path) -> None:
    replace(
        entry(root, having=["names"]), r"^names:\n", "names:\n  - {value: Denominazione di prova, kind: former, until: 2020}\n"
    )


def new_member(root: Path) -> None:
    add(entry(root, lacking=["membership"]), f"membership: {{status: member, since: {TODAY.year}}}\n")


def member_that_leaves(root: Path) -> None:
    path = entry(root, having=["membership"])
    replace(path, r"^membership: .*(?:\n[ -].*)*", f"membership: {{status: former, until: {TODAY.year}}}")


def new_entry(root: Path) -> None:
    write(root, "stakeholders/toscana/prova-di-modifica.yaml", stakeholder("prova-di-modifica", name="Prova di modifica"))


def many_entries(root: Path) -> None:
    names = ("Aldina", "Bertolda", "Clorinda", "Doralice", "Ermengarda", "Fiordiligi")
    for name in names:
        write(root, f"stakeholders/molise/{name.lower()}.yaml", stakeholder(name.lower(), name=name, place="region: molise"))


def merged_entry(root: Path) -> None:
    path = entry(root, alone=True)
    replace(path, r"^status: active$", f"status: merged\nstatus_since: {TODAY.year}\nstatus_reason: Fusione per incorporazione")
    add(path, f"successor: {entry(root).stem}\n")


def withdrawn_entry(root: Path) -> None:
    replace(
        entry(root, alone=True),
        r"^status: active$",
        f"status: withdrawn\nstatus_since: {TODAY}\nstatus_reason: Scheda tolta su richiesta dell'organizzazione",
    )


def closed_body(root: Path) -> None:
    replace(entry(root), r"^status: active$", f"status: inactive\nstatus_since: {TODAY.year}\nstatus_reason: Cessata attività")


def deleted_entry(root: Path) -> None:
    entry(root, alone=True).unlink()


def moved_head_office(root: Path) -> None:
    path = entry(root)
    replace(path, r"^head_office: .*(?:\n[ -].*)*\n", HEAD_OFFICE)
    path.rename(root / "registry/stakeholders/toscana" / path.name)


def relation(root: Path) -> None:
    add(
        entry(root, lacking=["relations"], alone=True),
        f"relations:\n  - {{kind: related, target: {entry(root, having=['relations']).stem}}}\n",
    )


def silenced_note(root: Path) -> None:
    path = entry(root, having=["website"])
    replace(
        path, r"^website: .*", "website: http://www.istituto-di-prova.it # alisei: ignore[plain-http] il sito non ha ancora https"
    )


def another_group(root: Path) -> None:
    write(
        root,
        "groups/gdl-di-prova.yaml",
        "# yaml-language-server: $schema=../../schema/group.schema.json\nid: gdl-di-prova\nstatus: active\nnames:\n"
        "  - {value: Gruppo di lavoro in prova, lang: it, kind: display}\nareas: [internationalisation]\n"
        f"sources:\n  - {{url: https://www.clusteralisei.it, accessed: {TODAY}}}\n",
    )


def another_event(root: Path) -> None:
    write(
        root,
        "events/evento-di-prova.yaml",
        "# yaml-language-server: $schema=../../schema/event.schema.json\nid: evento-di-prova\nstatus: planned\nnames:\n"
        "  - {value: Evento in prova, lang: it, kind: display}\nareas: [internationalisation]\n"
        f"place: {{city: Philadelphia, country: US}}\ndates: {{from: {IN_A_YEAR}, until: {IN_A_YEAR}}}\n"
        f"sources:\n  - {{url: https://www.clusteralisei.it, accessed: {TODAY}}}\n",
    )


EDITS: list[Callable[[Path], None]] = [
    confirmation, confirmation_in_place_of_sources, mailbox_of_the_board, other_website, offer, maintainers, description, former_name,
    new_member, member_that_leaves, new_entry, many_entries, merged_entry, withdrawn_entry, closed_body, deleted_entry,
    moved_head_office, relation, silenced_note, another_group, another_event,
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_what_members_may_write_stays_clean(edit: Callable[[Path], None], root: Path, before: set[str]) -> None:
    """Valid edits cause no error and no warning."""
    edit(root)
    assert worse(root, Severity.WARNING) - before == set()


@pytest.mark.weekly
@pytest.mark.parametrize("door", DOORS)
def test_entries_sent_as_they_are_change_nothing(door: str) -> None:
    send_unchanged(REPOSITORY, DOORS[door])


@pytest.mark.weekly
def test_a_workbook_of_all_entries_changes_nothing(tmp_path: Path, alisei: Alisei) -> None:
    assert alisei("-C", REPOSITORY, "sheet", "out", "-o", tmp_path / "all.xlsx").code == 0
    found = json.loads(alisei("-C", REPOSITORY, "propose", tmp_path / "all.xlsx", "--format", "json").out)["proposals"]
    assert len(found) > 2000
    assert [each for each in found if each["state"] != "nothing"] == []


def test_no_other_test_may_read_the_registry() -> None:
    """Only this file uses the marker, and conftest blocks other tests."""
    files = {file.name for file in REPOSITORY.glob("tests/**/*.py") if "READS_REGISTRY" in file.read_text(encoding="utf-8")}
    assert files == {"conftest.py", Path(__file__).name}


def test_an_edit_that_is_wrong_would_be_seen(root: Path, before: set[str]) -> None:
    """The previous test can fail."""
    add(entry(root, lacking=["contact"]), "contact: {mailbox: mario.rossi@istituto-di-prova.it}\n")
    (said,) = worse(root, Severity.WARNING) - before
    assert "ALI412" in said


@pytest.mark.weekly
def test_a_review_of_every_commit_fits_on_a_screen() -> None:
    """Fifteen lines before anything is unfolded, and less than a comment takes."""
    commits = git(REPOSITORY, "log", "--format=%H", "--", "registry").split()
    for commit in commits[:-1]:
        lines = list(render(review_branch(REPOSITORY, f"{commit}~1", commit, [1]), Links()))
        folded = next(number for number, line in enumerate(lines) if line.startswith("<details>"))
        assert folded - 1 <= LINES, commit
        assert sum(len(line) + 1 for line in lines) < MOST, commit


TEN = re.compile(r"^alisei (letters --ask offers --forms .*)$", re.MULTILINE)


def test_ten_letters_that_ask_for_offers_lie_ready(tmp_path: Path, alisei: Alisei) -> None:
    """The command of the page names ten members; an offer typed into one of the blocks comes back clean."""
    [[command], [italian]] = [TEN.findall((REPOSITORY / f"docs/{page}.md").read_text()) for page in ("letters", "lettere")]
    assert command == italian
    folder = tmp_path / "offers"
    done = alisei("-C", REPOSITORY, *command.replace("../offers", str(folder)).split())
    assert (done.code, "0 without address" in done.out) == (0, True), done.out + done.err
    rows = list(csv.DictReader((folder / "letters.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    assert len(rows) == 10
    for row in rows:
        file = folder / row["file"]
        text = file.read_text()
        assert row["address"]
        assert (folder / f"{row['id']}.html").stat().st_size > 10_000
        assert 30 < len(text.splitlines()) < 110
        lines = "\n".join(line for line in text.splitlines() if line.startswith("imposta /offers/"))
        offer = lines.replace("gmp-cell-factory", "nostra-offerta").replace("GMP per terapie", "GMP aperte a terapie")
        file.write_text(text.replace("\nFINE\n", f"\n{offer}\nFINE\n", 1))
    found = json.loads(alisei("-C", REPOSITORY, "propose", *(folder / row["file"] for row in rows), "--format", "json").out)
    assert [each["state"] for each in found["proposals"]] == ["clean"] * 10
    assert {change["pointer"].split("/")[1] for each in found["proposals"] for change in each["changes"]} == {"offers"}


@browser
@pytest.mark.weekly
def test_every_entry_opened_in_a_form_and_left_as_it_is_changes_nothing(tmp_path: Path, alisei: Alisei) -> None:
    page = tmp_path / "page.html"
    assert alisei("-C", REPOSITORY, "form", "toscana-life-sciences", "-o", page).code == 0
    answers = open_untouched(page, REPOSITORY)
    assert len(answers) > 1000
    assert [found for _fields, found in answers if found] == []
