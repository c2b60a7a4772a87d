"""``alisei letters``: one letter an organisation, and every answer to it comes back through ``alisei propose``."""

import csv
import io
import json
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import Alisei, Dataset, committed, stakeholder

FOLDER = "registry/stakeholders/toscana"
HOSTILE = "=cmd|'/C calc'!A0 <img src=x> [a](https://evil.example) @team #1"
FILES = {
    f"{FOLDER}/rossi.yaml": stakeholder(
        "rossi",
        "membership: {status: member}\nwebsite: https://www.rossi.it\ncontact: {mailbox: info@rossi.it}\n"
        "offers:\n  - {id: past, kind: laboratory-access, expires: 2026-10}\nverified: {on: 2025-01-01, by: organisation}\n",
    ),
    f"{FOLDER}/bianchi.yaml": stakeholder(
        "bianchi", "relations: [{kind: member-of, target: rossi}]\n", name=f"'{HOSTILE.replace(chr(39), chr(39) * 2)}'"
    ),
    f"{FOLDER}/verdi.yaml": stakeholder("verdi").replace("status: active", "status: inactive\nstatus_since: 2020"),
}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """A member with an old offer, a body of it with a hostile name, and one that is active no more."""
    return committed(dataset(FILES))


def letters(alisei: Alisei, root: Path, *words: object) -> Path:
    """The folder with the letters."""
    folder = root.parent / f"letters-{len(list(root.parent.iterdir()))}"
    outcome = alisei("-C", root, "letters", "-o", folder, *words)
    assert outcome.code == 0, outcome.err
    return folder


def read_table(folder: Path, name: str = "letters.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8-sig"))))


def propose(alisei: Alisei, root: Path, *files: Path) -> list[dict[str, Any]]:
    """What becomes of the proposals in these files."""
    found: list[dict[str, Any]] = json.loads(alisei("-C", root, "propose", *files, "--confirm", "--format", "json").out)[
        "proposals"
    ]
    return found


def answer(folder: Path, id: str, text: str, sender: str, quote: str = "> ") -> Path:
    """A saved answer that quotes the letter."""
    letter = (folder / f"{id}.txt").read_text()
    subject, _blank, body = letter.partition("\n\n")
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "segreteria@example.org", f"R: {subject.partition(': ')[2]}"
    quoted = "".join(f"{quote}{line}\n" for line in body.splitlines())
    made.set_content(f"{text}\n\nIl giorno 23 nov 2026 la segreteria ha scritto:\n{quoted}")
    file = folder / f"{id}.eml"
    file.write_bytes(bytes(made))
    return file


def test_a_letter_says_what_is_known_old_and_missing(root: Path, alisei: Alisei) -> None:
    """In Italian, with the block, the bodies of a member, and the reference."""
    text = (letters(alisei, root) / "rossi.txt").read_text()
    for said in (
        "Oggetto: [alisei:rossi] La scheda di Rossi",
        "- Sito web: https://www.rossi.it",
        "Da confermare: la scheda, che è stata confermata l'ultima volta il\n2025-01-01.",
        "Da correggere o completare, con la riga da scrivere:\n\n- ",
        "«past» è scaduta il «2026-10-31»",
        "  imposta /offers/past/expires: 2027-12-31\n",
        "  togli /offers/past\n",
        "- Tecnologie: dato mancante. Per esempio:\n  imposta /technologies: ",
        "Cordiali saluti",
        "una sola parola: CONFERMO",
        "imposta /contact/mailbox: info@rossi.it",
        "1 organizzazione del registro fa capo alla vostra",
        "answer ENGLISH",
        "Riferimento: alisei:rossi@",
    ):
        assert said in text
    assert max(map(len, text.splitlines()[2:])) <= 100


def test_each_active_organisation_gets_one_and_those_without_address_are_listed(root: Path, alisei: Alisei) -> None:
    """A list of addresses counts before the entry's own."""
    folder = letters(alisei, root)
    assert sorted(path.name for path in folder.iterdir()) == [
        "bianchi.md", "bianchi.txt", "letters.csv", "rossi-bodies.csv", "rossi.md", "rossi.txt", "without-address.csv",
    ]  # fmt: skip
    assert [(row["id"], row["address"], row["channel"], row["bodies"]) for row in read_table(folder)] == [
        ("bianchi", "", "", "0"),
        ("rossi", "info@rossi.it", "mailbox", "1"),
    ]
    assert [row["id"] for row in read_table(folder, "without-address.csv")] == ["bianchi"]
    (root.parent / "given.csv").write_text("id;address\nbianchi;ufficio@bianchi.it\n")
    given = letters(alisei, root, "--addresses", root.parent / "given.csv")
    assert next((row["address"], row["channel"]) for row in read_table(given)) == ("ufficio@bianchi.it", "given")
    assert read_table(given, "without-address.csv") == []


def test_no_commit_is_named_that_does_not_have_the_values(root: Path, alisei: Alisei) -> None:
    """A change that was not committed leaves it out of that letter alone."""
    path = f"{FOLDER}/rossi.yaml"
    (root / path).write_text(FILES[path].replace("www.rossi.it", "www.nuovo-rossi.it"))
    folder = letters(alisei, root)
    texts = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.txt")}
    bases = {name: ("base: " in text, "@" in text.rpartition("alisei:")[2]) for name, text in texts.items()}
    assert bases.pop("rossi") == (False, False)
    assert set(bases.values()) == {(True, True)}


def test_the_same_registry_gives_the_same_bytes(root: Path, alisei: Alisei) -> None:
    """A folder that holds letters already is never filled again."""
    first, second = letters(alisei, root), letters(alisei, root)
    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }
    assert alisei("-C", root, "letters", "-o", first).code == 2


def test_hostile_names_are_inert(root: Path, alisei: Alisei) -> None:
    """No formula in the table, no markup in Markdown."""
    folder = letters(alisei, root)
    assert read_table(folder)[0]["name"].startswith("'=cmd")
    for name in ("bianchi.md", "rossi.md"):
        text = (folder / name).read_text()
        assert r"\=cmd" in text
        assert r"\<img" in text
        assert re.search(r"(?<!\\)[<\[]", text.replace("<!-- -->", "")) is None


def test_an_unchanged_letter_is_no_proposal(sample: Path, tmp_path: Path, alisei: Alisei) -> None:
    """For every entry of the sample, as text and as Markdown."""
    alisei("-C", sample, "letters", "-o", tmp_path / "letters")
    for ending in ("txt", "md"):
        files = sorted((tmp_path / "letters").glob(f"*.{ending}"))
        found = propose(alisei, sample, *files)
        assert len(found) == len(files) > 100
        assert {each["state"] for each in found} == {"nothing"}


def test_one_word_confirms_for_every_entry(sample: Path, tmp_path: Path, alisei: Alisei) -> None:
    """The quoted letter with its block does not hide the word."""
    folder = tmp_path / "letters"
    alisei("-C", sample, "letters", "-o", folder)
    files = []
    for row in read_table(folder):
        host = row["address"].partition("://")[2].partition("/")[0].removeprefix("www.") or row["address"].rpartition("@")[2]
        if host:
            files.append(answer(folder, row["id"], "CONFERMO", f"info@{host}"))
    found = propose(alisei, sample, *files)
    assert len(found) == len(files) > 50
    assert {each["state"] for each in found} == {"clean"}
    assert {change["pointer"].split("/")[1] for each in found for change in each["changes"]} == {"verified"}


@pytest.mark.parametrize("quote", ["", "> ", "| "])
def test_an_edited_block_changes_that_value_alone(quote: str, root: Path, alisei: Alisei) -> None:
    """Whatever the mail program puts before a quoted line."""
    folder = letters(alisei, root)
    file = folder / "rossi.txt"
    file.write_text(file.read_text().replace("/website: https://www.rossi.it", "/website: https://www.rossi.eu"))
    [found] = propose(alisei, root, answer(folder, "rossi", "Ecco il blocco corretto.", "info@rossi.it", quote))
    assert (found["state"], [each["pointer"] for each in found["changes"]]) == ("clean", ["/website"])


def test_more_than_the_word_is_read_by_a_person(root: Path, alisei: Alisei) -> None:
    """The quoted block, which changes nothing, does not hide what the sender writes."""
    folder = letters(alisei, root)
    found = propose(alisei, root, answer(folder, "rossi", "Confermo, ma il sito è cambiato", "info@rossi.it"))
    assert "refused" in [each["state"] for each in found]
    assert all(not each["changes"] for each in found)


def test_a_letter_quoted_without_marks_confirms_nothing(sample: Path, tmp_path: Path, alisei: Alisei) -> None:
    """Its own sentence about the word is not the sender's."""
    for language in ((), ("--english",)):
        folder = tmp_path / f"letters{len(language)}"
        alisei("-C", sample, "letters", "-o", folder, "toscana-life-sciences", *language)
        letter = (folder / "toscana-life-sciences.txt").read_text()
        made = EmailMessage()
        made["From"], made["To"], made["Subject"] = (
            "info@toscanalifesciences.org",
            "a@example.org",
            "R: [alisei:toscana-life-sciences]",
        )
        made.set_content(f"Grazie della lettera.\n\n{letter}")
        (tmp_path / "bare.eml").write_bytes(bytes(made))
        assert all(not each["changes"] for each in propose(alisei, sample, tmp_path / "bare.eml"))


def test_the_example_of_an_offer_can_be_sent_as_it_is(root: Path, alisei: Alisei) -> None:
    """Outside the block it is no proposal; within it, it is a clean one."""
    folder = letters(alisei, root, "rossi", "--ask", "offers")
    file = folder / "rossi.txt"
    assert [each["state"] for each in propose(alisei, root, file)] == ["nothing"]
    text = file.read_text()
    lines = [line for line in text.splitlines() if line.startswith(("imposta /offers/", "imposta /needs/"))]
    assert len(lines) == 6
    assert "\n- Collaborazione di ricerca; Progetto congiunto di R&S; " in text
    file.write_text(text.replace("\nFINE\n", "\n" + "\n".join(lines) + "\nFINE\n"))
    [found] = propose(alisei, root, file)
    assert (found["state"], [each["pointer"].split("/")[1] for each in found["changes"]]) == ("clean", ["offers", "needs"])


def test_a_letter_is_one_page_whatever_its_bodies(dataset: Dataset, alisei: Alisei) -> None:
    """More bodies than it has room for are in a file beside it, which is never a formula."""
    files = {f"{FOLDER}/rossi.yaml": FILES[f"{FOLDER}/rossi.yaml"]}
    for number in range(130):
        tie = "relations: [{kind: member-of, target: rossi}]\n" + ("website: https://www.a.it\n" if number % 2 else "")
        files[f"{FOLDER}/body-{number}.yaml"] = stakeholder(f"body-{number}", tie, name=f"'=Body {number}'")
    folder = letters(alisei, dataset(files), "rossi", "--ask", "offers")
    text = (folder / "rossi.txt").read_text()
    assert "130 organizzazioni del registro fanno capo alla vostra" in text
    assert "- sito web: 65\n" in text
    assert "rossi-bodies.csv" in text
    assert len(text.splitlines()) < 100
    rows = read_table(folder, "rossi-bodies.csv")
    assert len(rows) == 130
    assert {row["name"][:6] for row in rows} == {"'=Body"}
    assert read_table(folder)[0]["bodies"] == "130"


def test_the_policy_says_where_an_answer_goes(root: Path, alisei: Alisei) -> None:
    """The issue form is filled in with the block of the letter; without a repository there is no link."""
    assert "github" not in (letters(alisei, root, "rossi") / "rossi.txt").read_text()
    policy = root / "schema/policy.yaml"
    policy.write_text(
        policy.read_text().replace(
            "registry:\n", "registry:\n  repository: https://github.com/alisei/registry\n  mailbox: segreteria@example.org\n", 1
        )
    )
    folder = letters(alisei, root, "rossi")
    text = (folder / "rossi.txt").read_text()
    assert "oppure scrivete a\n«segreteria@example.org»" in text
    page, link = re.findall(r"^https://github\.com/\S+$", text, re.MULTILINE)
    assert page == f"https://github.com/alisei/registry/blob/HEAD/{FOLDER}/rossi.yaml"
    query = parse_qs(urlsplit(link).query)
    assert query["entry"] == ["rossi"]
    assert query["block"][0] in text
    assert f"<{link}>" in (folder / "rossi.md").read_text()


def test_a_page_lies_beside_each_letter(root: Path, alisei: Alisei) -> None:
    """The page of alisei form, with the entry's values; the letter names it."""
    folder = letters(alisei, root, "--forms")
    for id_ in ("rossi", "bianchi"):
        assert f"«{id_}.html»" in " ".join((folder / f"{id_}.txt").read_text().split())
    assert [row["attachments"] for row in read_table(folder)] == ["bianchi.html", "rossi.html; rossi-bodies.csv"]
    page = (folder / "rossi.html").read_text()
    assert "https://www.rossi.it" in page
    assert page.lower().startswith("<!doctype html>")


def test_what_a_rule_finds_comes_with_its_line(dataset: Dataset, alisei: Alisei) -> None:
    """The field, and the line of a block that sets it right."""
    text = stakeholder("rossi", "website: www.rossi.it\ncontact: {mailbox: mario.rossi@gmail.com}\n")
    letter = (letters(alisei, dataset({f"{FOLDER}/rossi.yaml": text})) / "rossi.txt").read_text()
    assert "- Sito web: «www.rossi.it» non va bene" in letter
    assert "\n  imposta /website: https://www.rossi.it\n" in letter
    assert "- Casella d'ufficio: " in letter


def test_who_writes_signs(root: Path, alisei: Alisei) -> None:
    """The body that publishes the registry with its website; a person's name is never written in the dataset."""
    policy = root / "schema/policy.yaml"
    policy.write_text(re.sub(r"publisher: .*", "publisher: bianchi", policy.read_text()))
    words = ("rossi", "--signature", "Ufficio soci, tel. 06 1234")
    text = (letters(alisei, root, *words) / "rossi.txt").read_text()
    assert f"vi scriviamo per conto di {HOSTILE}, che pubblica" in " ".join(text.split())
    assert f"la segreteria del registro\n\nUfficio soci, tel. 06 1234\n{HOSTILE}\n" in text
    assert alisei("-C", root, "letters", "-o", root / "out", *words).code == 2


def test_an_english_letter_asks_in_english(root: Path, alisei: Alisei) -> None:
    """With the words of a block that reads the same."""
    text = (letters(alisei, root, "rossi", "--english", "--ask", "offers") / "rossi.txt").read_text()
    assert "set /offers/gmp-cell-factory/summary/en: GMP clean rooms" in text
    assert "one word alone: CONFIRM" in text
    assert "ENGLISH" not in text


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("id,address\nrosi,a@b.it\n", "rossi"),
        ("id,address\nrossi,a@b.it\nrossi,c@d.it\n", "already"),
        ('id,address\nrossi,"a@b.it, c@d.it"\n', "neither"),
        ("id,mail\nrossi,a@b.it\n", "columns"),
    ],
)
def test_a_wrong_list_of_addresses_is_refused(table: str, said: str, root: Path, alisei: Alisei) -> None:
    """No letter is written."""
    (root.parent / "given.csv").write_text(table)
    outcome = alisei("-C", root, "letters", "-o", root.parent / "out", "--addresses", root.parent / "given.csv")
    assert outcome.code != 0
    assert said in outcome.err
    assert not (root.parent / "out").exists()


def test_addresses_never_lie_in_the_dataset(root: Path, alisei: Alisei) -> None:
    """Neither the list nor the letters made with it."""
    inside, outside = root / "given.csv", root.parent / "given.csv"
    for file in (inside, outside):
        file.write_text("id,address\nrossi,a@b.it\n")
    for words in (("-o", root.parent / "out", "--addresses", inside), ("-o", root / "out", "--addresses", outside)):
        outcome = alisei("-C", root, "letters", *words)
        assert (outcome.code, "must not come into git" in outcome.err) == (2, True)
    assert not (root / "out").exists()


def test_values_that_are_not_public_are_in_no_letter(dataset: Dataset, alisei: Alisei) -> None:
    """An entry that keeps its mailbox for members is not written to there either."""
    text = stakeholder("rossi", "contact: {mailbox: segreta@rossi.it}\nsharing: {members: [/contact/mailbox]}\n")
    folder = letters(alisei, dataset({f"{FOLDER}/rossi.yaml": text}))
    assert all(b"segreta" not in path.read_bytes() for path in folder.iterdir())
