"""``alisei propose``: merged three-way on what the sender saw, judged, shown; written only when asked, all or none."""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Alisei, Dataset, committed, git, stakeholder

PATH = "registry/stakeholders/toscana/istituto-rossi.yaml"
ROSSI = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, kind: display} # as on the letters
type: company
head_office: {municipality: Siena, province: SI, region: toscana, country: IT}
website: https://www.istitutorossi.it
# who answers the telephone?
contact:
  mailbox: info@istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
"""


@pytest.fixture
def root(dataset: Dataset) -> Path:
    return committed(dataset({PATH: ROSSI}))


def block(*lines: str, entry: str = "istituto-rossi", base: str = "") -> str:
    return "\n".join(["ALISEI 1", f"scheda: {entry}", *([f"base: {base}"] if base else []), *lines, "FINE", ""])


def propose(alisei: Alisei, root: Path, text: str | bytes, *words: str, name: str = "proposta.txt") -> tuple[int, dict[str, Any]]:
    """Exit code and the only proposal of a file."""
    file = root.parent / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = alisei("-C", root, "propose", file, "--format", "json", *words)
    [found] = json.loads(done.out)["proposals"]
    return done.code, found


def mail(text: str, sender: str = "info@istitutorossi.it", subject: str = "R: [alisei:istituto-rossi] Conferma") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Mario Bianchi <{sender}>", "segreteria@example.org", subject
    made.set_content(text)
    return bytes(made)


def test_only_what_is_proposed_changes(alisei: Alisei, root: Path) -> None:
    code, found = propose(alisei, root, block("imposta /website: https://www.rossi.example.org"), "--write")
    assert (code, found["state"]) == (0, "clean")
    assert found["changes"] == [
        {"pointer": "/website", "op": "change", "old": "https://www.istitutorossi.it", "new": "https://www.rossi.example.org"}
    ]
    assert (root / PATH).read_text() == ROSSI.replace(
        "website: https://www.istitutorossi.it", "website: https://www.rossi.example.org"
    )


def test_nothing_is_written_unless_asked(alisei: Alisei, root: Path) -> None:
    propose(alisei, root, block("imposta /website: https://www.rossi.example.org"))
    assert (root / PATH).read_text() == ROSSI


def test_what_the_sender_left_as_it_was_keeps_what_others_wrote(alisei: Alisei, root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    (root / PATH).write_text(ROSSI.replace("municipality: Siena", "municipality: Pienza"))
    same = "imposta /head_office/municipality: Siena"
    code, found = propose(alisei, root, block(same, "svuota /contact/mailbox", base=base), "--write")
    assert (code, found["state"]) == (0, "clean")
    text = (root / PATH).read_text()
    assert "municipality: Pienza" in text
    assert "contact:" not in text
    assert "# who answers the telephone?" in text


def test_a_value_that_both_changed_is_a_conflict_by_name(alisei: Alisei, root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    (root / PATH).write_text(ROSSI.replace("info@", "segreteria@"))
    before = (root / PATH).read_text()
    asked = block("imposta /contact/mailbox: contatti@istitutorossi.it", base=base)
    code, found = propose(alisei, root, asked, "--write")
    assert (code, found["state"]) == (1, "conflict")
    assert found["conflicts"] == [
        {
            "pointer": "/contact/mailbox",
            "base": "info@istitutorossi.it",
            "here": "segreteria@istitutorossi.it",
            "proposed": "contatti@istitutorossi.it",
        }
    ]
    assert "segreteria@istitutorossi.it" in found["answer"]
    assert (root / PATH).read_text() == before


def test_two_proposals_fill_two_parts_of_one_block(alisei: Alisei, root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    (root / PATH).write_text(ROSSI.replace("sources:", "facts: {founded: 1999}\nsources:"))
    code, _found = propose(alisei, root, block("imposta /facts/size: small", base=base), "--write")
    assert code == 0
    assert "facts: {founded: 1999, size: small}" in (root / PATH).read_text()


def test_lists_take_terms_by_label_and_items_by_identity(alisei: Alisei, root: Path) -> None:
    offer = '{"kind": "laboratory-access", "summary": {"it": "Accesso al laboratorio", "en": "Access to the lab"}, "published": "2026-11-01"}'
    lines = ("aggiungi /technologies: terapia cellulare", f"imposta /offers/banca-cellule: {offer}")
    code, found = propose(alisei, root, block(*lines), "--write")
    assert (code, found["state"]) == (0, "clean"), found
    text = (root / PATH).read_text()
    assert "technologies: [cell-tissue-engineering]" in text
    assert "id: banca-cellule" in text
    code, _found = propose(
        alisei, root, block("togli /offers/banca-cellule", "togli /technologies/cell-tissue-engineering"), "--write"
    )
    assert code == 0
    assert (root / PATH).read_text() == ROSSI


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["imposta /id: altro"], "the id of an entry never changes"),
        (["imposta /verified/on: 2026-11-01"], "verified changes only when the organisation confirms its entry"),
        (["imposta /webiste: https://www.rossi.example.org"], "there is no field /webiste; did you mean /website?"),
        (["imposta /facts/founded:"], "/facts/founded has no value; to leave it empty, write: clear /facts/founded"),
        (["imposta /offers/x: {broken"], "the value of offers.x cannot be read: from character 2 on it is no JSON"),
        (["fate come volete"], "this line says nothing that can be done: fate come volete"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(alisei: Alisei, root: Path, lines: list[str], reason: str) -> None:
    code, found = propose(alisei, root, block(*lines), "--write")
    assert (code, found["state"]) == (1, "refused")
    assert found["reasons"] == [reason]
    assert (root / PATH).read_text() == ROSSI


def test_an_unknown_entry_is_refused_with_the_nearest(alisei: Alisei, root: Path) -> None:
    _code, found = propose(alisei, root, block("svuota /website", entry="istituto-rosi"))
    assert found["reasons"] == ["there is no entry with the id istituto-rosi; did you mean istituto-rossi?"]


def test_a_value_that_breaks_a_rule_is_refused_and_keeps_no_other_back(alisei: Alisei, root: Path) -> None:
    folder = root.parent / "posta"
    folder.mkdir()
    (folder / "1.txt").write_text(block("imposta /type: azienda spaziale"))
    (folder / "2.txt").write_text(block("imposta /website: https://www.rossi.example.org"))
    (folder / "3.eml").write_bytes(b"From: x\nSubject: \xff\nContent-Type: multipart/mixed; boundary=\n\n--")
    done = alisei("-C", root, "propose", folder, "--write", "--format", "json")
    found = json.loads(done.out)["proposals"]
    assert [each["state"] for each in found] == ["refused", "clean", "refused"]
    assert [each["code"] for each in found[0]["diagnostics"]] == ["ALI201"]
    assert "https://www.rossi.example.org" in (root / PATH).read_text()
    assert "azienda spaziale" not in (root / PATH).read_text()


def test_the_same_again_is_nothing(alisei: Alisei, root: Path) -> None:
    asked = block("imposta /website: https://www.istitutorossi.it", "svuota /description")
    assert propose(alisei, root, asked)[1]["state"] == "nothing"


def test_what_an_offer_lacks_is_asked_for_in_words_of_an_office(alisei: Alisei, root: Path) -> None:
    """No field, no code, no command."""
    _code, found = propose(alisei, root, block('aggiungi /offers: {"summary": {"it": "Sale GMP"}, "trl": {"from": 4}}'))
    assert found["state"] == "incomplete"
    assert "Offerte, sale-gmp, Tipo di collaborazione: dato mancante. " in found["answer"]
    assert "«Accesso a servizi e infrastrutture»" in found["answer"]
    assert "Offerte, sale-gmp, Maturità tecnologica (TRL), Al livello: dato mancante. " in found["answer"]
    assert [each for each in ("kind", "<", "alisei ", "docs/") if each in found["answer"]] == []


def test_the_answer_speaks_as_an_office(alisei: Alisei, root: Path) -> None:
    """Titles and labels, the name of the organisation, one question for each point, and warnings too; no field, code, command or tu."""
    lines = (
        "svuota /type",
        "aggiungi /technologies: biobanca",
        "aggiungi /technologies: stregoneria",
        "imposta /contact/mailbox: giulia.bianchi@istitutorossi.it",
        'aggiungi /offers: {"id": "gmp", "kind": "Partner industriale", "published": "2027-12-01"}',
        'aggiungi /relations: {"kind": "partner", "target": "Istituto Rosi"}',
    )
    answer = str(propose(alisei, root, block(*lines))[1]["answer"])
    for said in (
        "grazie della proposta per la scheda «Istituto Rossi». ",
        "- Tipo di soggetto: dato mancante. ",
        "«Impresa», «Organismo di ricerca», ",
        "- Tecnologie: «biobanca» non è tra le voci possibili. È una voce di «Tipo di soggetto»: Infrastruttura di ricerca.",
        "- Tecnologie: «stregoneria» non è tra le voci possibili. Basta descriverla a parole",
        "- Offerte, Tipo di collaborazione: «Partner industriale» non è tra le voci possibili. Forse è una di queste? «Partner per l'internazionalizzazione», «Collab",
        "Qual è la data giusta",
        "Fa parte di», «",
        "- Contatto, Casella d'ufficio: questa casella",
        "Quale casella d'ufficio si può pubblicare",
    ):
        assert said in answer
    words = ("kind", "published", "alisei ", "docs/", "<", "crivi ", "tua ", "internationalisation")
    assert [each for each in words if each in answer] == []


def test_a_clean_proposal_is_answered_where_something_is_left_to_say(alisei: Alisei, root: Path) -> None:
    """A person's mailbox is never taken in silence; of an offer its text and its end are asked for as a wish."""
    code, found = propose(alisei, root, block("imposta /contact/mailbox: giulia.bianchi@istitutorossi.it"))
    assert (code, found["state"]) == (0, "clean")
    assert "È a posto, ma restano da guardare questi punti:\n- Contatto, Casella d'ufficio: questa casella" in found["answer"]
    code, found = propose(alisei, root, block("imposta /offers/gmp/kind: laboratory-access"))
    assert (code, found["state"]) == (0, "clean")
    assert "- Offerte, gmp, Sintesi: dato mancante. " in found["answer"]
    assert "- Offerte, gmp, Scade il: dato mancante. " in found["answer"]
    assert propose(alisei, root, block("imposta /facts/founded: 1999"))[1]["answer"] is None


def test_after_writing_the_next_step_is_said(alisei: Alisei, root: Path) -> None:
    file = root.parent / "proposta.txt"
    file.write_text(block("imposta /facts/founded: 1999"))
    assert "Next: alisei validate; then commit" in alisei("-C", root, "propose", file, "--write").err
    assert "Next: " not in alisei("-C", root, "propose", file, "--write").err


def test_a_name_that_is_not_there_is_asked_about_by_names(alisei: Alisei, root: Path) -> None:
    asked = 'aggiungi /relations: {"kind": "related", "target": "Istituto Rosi"}'
    (root / PATH.replace("istituto-rossi", "istituto-rosa")).write_text(stakeholder("istituto-rosa", name="Istituto Rosa"))
    answer = propose(alisei, root, block(asked))[1]["answer"]
    assert "«Istituto Rosi» non è nel registro con questo nome. È una di queste? «Istituto Rosa»." in answer


def test_the_word_for_a_letter_in_english_is_understood(alisei: Alisei, root: Path) -> None:
    """The letter itself asks for it."""
    _code, found = propose(alisei, root, mail("ENGLISH\n"), name="risposta.eml")
    said = "the sender asks for the letter in English: alisei letters istituto-rossi --english -o ../letter"
    assert (found["notes"], found["changes"]) == ([said], [])
    assert ": to be read" in alisei("-C", root, "propose", root.parent / "risposta.eml").out


def test_a_new_entry_is_asked_for_what_it_lacks_then_made(alisei: Alisei, root: Path) -> None:
    name = 'aggiungi /names: {"value": "Banca Cellule Verdi", "kind": "display"}'
    lines = [name, "imposta /head_office/region: puglia", "imposta /head_office/country: IT"]
    _code, found = propose(alisei, root, block("tipo: stakeholder", *lines, entry="nuova"))
    assert (found["state"], found["missing"]) == ("incomplete", ["type", "sources"])
    assert "Tipo di soggetto" in found["answer"]
    lines += ["imposta /type: impresa", 'aggiungi /sources: {"url": "https://www.verdi.example.org", "accessed": "2026-11-01"}']
    code, found = propose(alisei, root, block("tipo: stakeholder", *lines, entry="nuova"), "--write")
    assert (code, found["state"], found["id"]) == (0, "clean", "banca-cellule-verdi")
    assert (root / "registry/stakeholders/puglia/banca-cellule-verdi.yaml").read_text().startswith("# yaml-language-server")
    assert alisei("-C", root, "validate").code == 0
    _code, found = propose(alisei, root, block("tipo: stakeholder", *lines, entry="nuova"))
    assert found["state"] == "conflict"


def test_an_entry_that_may_be_there_is_not_made_again(alisei: Alisei, root: Path) -> None:
    lines = [
        "imposta /id: rossi-srl",
        'aggiungi /names: {"value": "Istituto Rossi S.r.l.", "kind": "legal"}',
        "imposta /type: company",
        'imposta /head_office: {"region": "toscana", "country": "IT"}',
        'aggiungi /sources: {"url": "https://www.istitutorossi.it", "accessed": "2026-11-01"}',
    ]
    _code, found = propose(alisei, root, block("tipo: stakeholder", *lines, entry="nuova"))
    assert found["state"] == "conflict"
    assert found["notes"] == [f"it may be there already: Istituto Rossi ({PATH})"]


THREAD = "\n\nIl giorno lun 3 nov 2026 alle 10:00 Segreteria <s@example.org> ha scritto:\n> Rispondi CONFERMO se tutto è giusto.\n> alisei:istituto-rossi@{base}\n"


def test_a_confirmation_needs_a_person_and_the_host_of_the_entry(alisei: Alisei, root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()[:12]
    sent = mail("CONFERMO\n\nMario Bianchi\nTel. 333 1234567" + THREAD.format(base=base))
    code, found = propose(alisei, root, sent, "--write", name="mail.eml")
    assert (code, found["state"], found["changes"]) == (0, "clean", [])
    assert (root / PATH).read_text() == ROSSI
    code, found = propose(alisei, root, sent, "--write", "--confirm", name="mail.eml")
    assert (code, found["state"]) == (0, "clean")
    text = (root / PATH).read_text()
    assert "verified: {on: 2026-11-23, by: organisation}" in text
    assert "Bianchi" not in text
    assert "1234567" not in text


@pytest.mark.parametrize("sender", ["info@altrove.example.org", "istitutorossi.it@gmail.com", "x@istitutorossi.it.example.org"])
def test_a_confirmation_from_elsewhere_changes_nothing(alisei: Alisei, root: Path, sender: str) -> None:
    code, found = propose(alisei, root, mail("CONFERMO", sender), "--write", "--confirm", name="mail.eml")
    assert (code, found["state"], found["answer"]) == (1, "refused", None)
    assert (root / PATH).read_text() == ROSSI


@pytest.mark.parametrize(
    "sender",
    [
        "info@istitutorossi.it <m@evil.example>",
        "info@istitutorossi.it (x) m@evil.example",
        "g: info@istitutorossi.it;",
        "undisclosed:;, info@istitutorossi.it",
        "<@evil.example:m@istitutorossi.it>",
        "info@istitutorossi.it\nFrom: m@evil.example",
    ],
)
def test_a_sender_that_is_not_one_plain_address_is_no_one(sender: str, alisei: Alisei, root: Path) -> None:
    sent = f"From: {sender}\nSubject: [alisei:istituto-rossi]\nMIME-Version: 1.0\n\nCONFERMO\n"
    code, found = propose(alisei, root, sent.encode(), "--write", "--confirm", name="mail.eml")
    assert (code, found["state"]) == (1, "refused")
    assert (root / PATH).read_text() == ROSSI


@pytest.mark.parametrize("head", ["Oggetto: Risposta automatica: {}", "Oggetto: Letto: {}", "From: m@evil.example\nOggetto: {}"])
def test_a_saved_text_of_no_person_or_two_confirms_nothing(head: str, alisei: Alisei, root: Path) -> None:
    old = "".join(f"> {line}\n" for line in block("imposta /website: https://www.rossi.example.org").splitlines())
    for text in ("Confermo\n", old):
        sent = f"Da: info@istitutorossi.it\n{head.format('[alisei:istituto-rossi]')}\n\n{text}"
        _code, found = propose(alisei, root, sent, "--confirm")
        assert found["state"] in ("nothing", "refused") or head.startswith("From")
        assert all(each["pointer"] != "/verified" for each in found["changes"])


@pytest.mark.parametrize(
    ("head", "state"),
    [
        ("Subject: Auto-reply: [alisei:istituto-rossi]", "nothing"),
        ("Subject: =?utf-8?q?R=C3=A9ponse_automatique?= : [alisei:istituto-rossi]", "nothing"),
        ("Subject: [alisei:istituto-rossi]\nAuto-Submitted: auto-replied", "nothing"),
        ("Subject: [alisei:istituto-rossi]\nAuto-Submitted: auto-generated", "refused"),
        ("Subject: [alisei:istituto-rossi]\nPrecedence: bulk", "refused"),
        ("Subject: [alisei:istituto-rossi]\nX-Auto-Response-Suppress: All", "refused"),
    ],
)
def test_a_mail_of_a_program_confirms_nothing(head: str, state: str, alisei: Alisei, root: Path) -> None:
    sent = f"From: info@istitutorossi.it\n{head}\nMIME-Version: 1.0\n\nConfermo\n"
    _code, found = propose(alisei, root, sent.encode(), "--confirm", name="mail.eml")
    assert (found["state"], found["changes"]) == (state, [])


@pytest.mark.parametrize("said", ["No, annullate tutto.", "Grazie, ma annullate la richiesta qui sotto.", "Annullato"])
def test_a_block_below_other_words_waits_for_a_person(said: str, alisei: Alisei, root: Path) -> None:
    old = "".join(f"> {line}\n" for line in block("imposta /website: https://www.rossi.example.org").splitlines())
    text = f"{said}\n\nIl giorno 1 nov 2026 Mario Bianchi ha scritto:\n{old}"
    code, found = propose(alisei, root, mail(text), "--write", name="mail.eml")
    assert (code, found["state"], found["answer"]) == (1, "refused", None)
    assert (root / PATH).read_text() == ROSSI


@pytest.mark.parametrize(
    "said",
    [
        "Non confermo.",
        "Confermo, ma il sito è cambiato.",
        "Rispondiamo appena possibile.",
        "Confermo?",
        "CONFERMO\n\nBuongiorno, la sede non è più a Siena: da gennaio siamo a Pisa, va corretta.",
        "CONFERMO\nGrazie, ma il sito web è cambiato e il fatturato è sbagliato.",
        "CONFERMO\nSede trasferita a Pisa",
        "CONFERMO\nDal 2025 siamo a Pisa",
        "CONFERMO\nTranne Pisa",
        "CONFERMO\n??",
        "CONFERMO\n\N{THUMBS DOWN SIGN}",
        "CONFERMO\ninfo@altro.example.org",
        "CONFERMO\nimposta /website: https://www.rossi.example.org",
        "CONFERMO\nInviato da Pisa, la nuova sede",
        "CONFERMO\nInviato da iPhone\nLa sede è a Pisa",
        "CONFERMO\n--\nla sede è a Pisa",
        "CONFERMO\nQuesto messaggio contiene una correzione: la sede è a Pisa",
        "CONFERMO\nAi sensi dello statuto la sede è a Pisa",
        "CONFERMO\nDa: gennaio la sede è a Pisa",
        "CONFERMO\nIl direttore vi ha scritto:\nla sede è a Pisa",
    ],
)
def test_what_is_no_plain_confirmation_confirms_nothing(alisei: Alisei, root: Path, said: str) -> None:
    code, found = propose(alisei, root, mail(said), "--write", "--confirm", name="mail.eml")
    assert (code, found["state"]) == (1, "refused")
    assert (root / PATH).read_text() == ROSSI


def test_what_mail_programs_do_to_a_block_does_no_harm(alisei: Alisei, root: Path) -> None:
    text = block(
        "imposta /description/it: L'Istituto Rossi studia da anni i tessuti e le cellule, e apre i suoi laboratori alle imprese del territorio.",
        'imposta /description/en: "The Rossi institute studies tissues and cells and opens its labs to companies of the region."',
    )
    harmed = text.replace("cellule, e", "cellule,\n>    e").replace('"', "”").replace("imposta", "> • imposta")
    code, found = propose(alisei, root, mail(f"Buongiorno,\n\n{harmed}\n-- \nMario\n"), "--write", name="mail.eml")
    assert (code, found["state"]) == (0, "clean"), found
    text = (root / PATH).read_text()
    assert "tessuti e le cellule, e apre i suoi laboratori alle imprese del territorio." in text
    assert "en: The Rossi institute studies" in text


def test_a_mail_in_html_alone_is_read(alisei: Alisei, root: Path) -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "info@istitutorossi.it", "proposta"
    lines = block("imposta /website: https://www.rossi.example.org").splitlines()
    made.set_content(
        "<html><head><style>p{}</style></head><body>" + "".join(f"<p>{x}</p>" for x in lines) + "</body></html>", "html"
    )
    code, found = propose(alisei, root, bytes(made), name="mail.eml")
    assert (code, found["state"]) == (0, "clean")


@pytest.mark.parametrize("harm", ["<![x]>", "<b" * 50_000, "<!--" * 50_000, "<?x" * 50_000])
def test_damaged_html_is_read_as_far_as_it_goes(harm: str, alisei: Alisei, root: Path) -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "info@istitutorossi.it", "proposta"
    lines = block("imposta /website: https://www.rossi.example.org").splitlines()
    made.set_content("".join(f"<p>{line}</p>" for line in lines) + harm, "html")
    _code, found = propose(alisei, root, bytes(made), name="mail.eml")
    assert [each["new"] for each in found["changes"]] == ["https://www.rossi.example.org"]


def test_a_mail_of_outlook_is_told_how_to_save(alisei: Alisei, root: Path) -> None:
    _code, found = propose(alisei, root, b"\xd0\xcf\x11\xe0" + b"\0" * 600, name="mail.msg")
    assert found["state"] == "refused"
    assert "Save as" in found["reasons"][0]


def test_a_new_entry_named_like_a_path_stays_in_its_folder(alisei: Alisei, root: Path) -> None:
    lines = [
        "imposta /id: ../../../evil",
        'aggiungi /names: {"value": "Evil", "kind": "display"}',
        "imposta /type: company",
        'imposta /head_office: {"region": "../../x", "country": "IT"}',
        'aggiungi /sources: {"url": "https://www.x.example.org", "accessed": "2026-11-01"}',
    ]
    _code, found = propose(alisei, root, block("tipo: stakeholder", *lines, entry="nuova"), "--write")
    assert found["state"] == "incomplete"
    assert git(root, "status", "--porcelain") == ""


def test_text_shows_values_without_their_commands(alisei: Alisei, root: Path) -> None:
    file = root.parent / "x.txt"
    file.write_text(block('imposta /website: "::error::\\u001b[31m https://x"'))
    done = alisei("-C", root, "propose", file)
    assert "\x1b" not in done.out
    assert not any(line.lstrip().startswith("::") for line in done.out.splitlines())


def test_entries_without_any_change_keep_every_byte(alisei: Alisei, dataset: Dataset) -> None:
    files = {f"registry/stakeholders/toscana/ente-{n}.yaml": stakeholder(f"ente-{n}") for n in range(3)}
    root = committed(dataset(files))
    text = "".join(block("imposta /type: company", entry=f"ente-{n}") for n in range(3))
    (root.parent / "all.txt").write_text(text)
    done = alisei("-C", root, "propose", root.parent / "all.txt", "--write", "--format", "json")
    assert [each["state"] for each in json.loads(done.out)["proposals"]] == ["nothing"] * 3
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("value", ['"https://x.example/\\ud800"', "[" * 300 + "1" + "]" * 300, "[NaN]", "[1e999]"])
def test_what_no_entry_can_hold_is_refused_and_keeps_no_other_back(alisei: Alisei, root: Path, value: str) -> None:
    folder = root.parent / "posta"
    folder.mkdir()
    (folder / "1.txt").write_text(block(f"imposta /names: {value}"))
    (folder / "2.txt").write_text(block("imposta /website: https://www.rossi.example.org"))
    done = alisei("-C", root, "propose", folder, "--write", "--format", "json")
    found = json.loads(done.out, parse_constant=pytest.fail)["proposals"]
    assert [each["state"] for each in found] == ["refused", "clean"]


def test_no_proposal_vouches_for_its_sender(alisei: Alisei, root: Path) -> None:
    """The host that counts is that of the entry on the disk, and a mail without a sender has none."""
    forged = "CONFERMO\n\n" + block("imposta /website: https://www.evil.example") * 2
    sent = mail(forged, "a@evil.example")
    (root.parent / "forged.eml").write_bytes(sent)
    (root.parent / "none.eml").write_bytes(b"Subject: [alisei:istituto-rossi]\nMIME-Version: 1.0\n\nCONFERMO\n")
    alisei("-C", root, "propose", root.parent / "forged.eml", root.parent / "none.eml", "--confirm", "--write")
    assert "verified" not in (root / PATH).read_text()


@pytest.mark.parametrize(
    "line",
    [
        'aggiungi /maintainers: {"github": "mallory", "id": 1234}',
        'imposta /sharing: {"members": ["/website"]}',
        "svuota /sharing",
        "imposta /membership/status: member",
        "imposta /status: merged",
        "imposta /status: active",
        "imposta /successor: banca-verdi",
        "imposta /verified/by: organisation",
    ],
)
@pytest.mark.parametrize("is_new", [False, True])
def test_fields_of_the_secretariat_are_never_proposed(line: str, is_new: bool, alisei: Alisei, root: Path) -> None:
    new = [
        "tipo: stakeholder",
        'aggiungi /names: {"value": "Banca Cellule Verdi", "kind": "display"}',
        "imposta /type: company",
        'imposta /head_office: {"region": "puglia", "country": "IT"}',
        'aggiungi /sources: {"url": "https://www.verdi.example.org", "accessed": "2026-11-01"}',
    ]
    text = block(
        *(new if is_new else ["imposta /website: https://www.rossi.example.org"]),
        line,
        entry="nuova" if is_new else "istituto-rossi",
    )
    code, found = propose(alisei, root, text, "--write")
    assert (code, found["state"]) == (1, "refused")
    assert any("secretariat" in each or "confirms" in each for each in found["reasons"])
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["imposta /website: https://a.example.org", "imposta /website: https://b.example.org"], "/website"),
        (["imposta /contact/mailbox: a@a.example.org", "svuota /contact"], "/contact"),
        (['imposta /contact: {"mailbox": "a@a.example.org"}', "imposta /contact/mailbox: b@a.example.org"], "/contact/mailbox"),
        (['aggiungi /needs: {"id": "x", "kind": "expertise"}', 'aggiungi /needs: {"id": "x", "kind": "equipment"}'], "/needs/x"),
    ],
)
@pytest.mark.parametrize("apart", [False, True])
def test_two_values_for_one_field_are_refused(lines: list[str], named: str, apart: bool, alisei: Alisei, root: Path) -> None:
    """In one block, or in two blocks of one message."""
    file = root.parent / "p.txt"
    file.write_text("".join(map(block, lines)) if apart else block(*lines))
    done = alisei("-C", root, "propose", file, "--write", "--format", "json")
    for found in json.loads(done.out)["proposals"]:
        assert (found["state"], found["reasons"]) == ("refused", [f"it says two different things about {named}"])
    assert (root / PATH).read_text() == ROSSI


def test_a_message_with_many_blocks_for_one_entry_is_refused(alisei: Alisei, root: Path) -> None:
    """Each would be judged alone and with the others: the time grows with the square of their number."""
    fields = ("contact/form", "description/it", "description/en", "website", "contact/mailbox", "facts/founded")
    blocks = [block(f"imposta /{field}: {2000 + n}") for n, field in enumerate(fields)]
    file = root.parent / "molti.txt"
    file.write_text("\n".join(blocks), encoding="utf-8")
    assert alisei("-C", root, "propose", file, "--format", "json").out.count("it has more than 5 proposals for one entry") == len(
        fields
    )


@pytest.mark.parametrize(
    "head", ["scheda: banca-verdi", "scheda: istituto-rossi", "base: abcdef0", "tipo: group", "conferma: sì"]
)
def test_a_second_head_of_one_kind_is_refused(head: str, alisei: Alisei, root: Path) -> None:
    first = [] if head.startswith("scheda") else [head]
    code, found = propose(alisei, root, block(*first, "imposta /website: https://www.rossi.example.org", head))
    assert (code, found["state"]) == (1, "refused")
    assert any("two lines" in each for each in found["reasons"])


def test_words_below_a_value_are_no_part_of_it(alisei: Alisei, root: Path) -> None:
    for text in (
        block("imposta /description/it: Nuovo testo.", "", "Cordiali saluti", "Mario Bianchi"),
        block("imposta /description/it: Nuovo testo.")
        .replace("imposta", "> imposta")
        .replace("FINE", "Qui scriverei altro\n> FINE"),
    ):
        code, found = propose(alisei, root, text, "--write")
        assert (code, found["state"]) == (1, "refused")
        assert any("says nothing that can be done" in each for each in found["reasons"])
    assert (root / PATH).read_text() == ROSSI


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("aggiungi /website: https://a.example.org", "write set /website"),
        ("aggiungi /contact: x", "write set /contact"),
        ("aggiungi /description/it: Nuova frase", "write set /description/it"),
        ("togli /description/it: boh", "write clear /description/it"),
        ("imposta /names/display|Istituto Rosi/value: Istituto Rossi SpA", "Istituto Rossi"),
    ],
)
def test_what_fits_no_item_is_refused_and_keeps_no_other_back(line: str, told: str, alisei: Alisei, root: Path) -> None:
    folder = root.parent / "posta"
    folder.mkdir()
    (folder / "1.txt").write_text(block(line))
    (folder / "2.txt").write_text(block("imposta /website: https://www.rossi.example.org"))
    found, other = json.loads(alisei("-C", root, "propose", folder, "--lang", "en", "--format", "json").out)["proposals"]
    assert (found["state"], other["state"]) == ("refused", "clean")
    assert any(told in each for each in found["reasons"]), found["reasons"]


def test_what_is_not_there_is_taken_out_with_a_note(alisei: Alisei, root: Path) -> None:
    code, found = propose(alisei, root, block("togli /technologies: robotics", "imposta /website: https://www.rossi.example.org"))
    assert (code, found["state"]) == (0, "clean")
    assert found["notes"] == ["/technologies: robotics is not there, so nothing is taken out"]


def test_an_item_takes_the_place_of_no_other_by_a_new_name(alisei: Alisei, dataset: Dataset) -> None:
    root = committed(dataset({PATH: ROSSI.replace("type: company", "  - {value: IR, kind: acronym}\ntype: company")}))
    lines = ["imposta /names/acronym|IR/kind: display", "imposta /names/display|IR/value: Istituto Rossi"]
    code, found = propose(alisei, root, block(*lines))
    assert (code, found["state"]) == (1, "refused")
    assert any("already" in each for each in found["reasons"])


@pytest.mark.parametrize(
    "text",
    [
        "CONFERMO\n\n@" + "@" * 60 + " a q",
        "ALISEI 1\nscheda: istituto-rossi\nimposta /x\n" + "riga\n" * 40_000 + "FINE\n",
        "ALISEI 1\nscheda: istituto-rossi\nimposta /x" + " " * 60_000 + "y\nFINE\n",
        block("aggiungi /technologies: a" + " " * 60_000 + "b"),
        "a" * 300_000,
    ],
    ids=["signature", "lines", "pointer", "list", "no-blanks"],
)
def test_a_long_text_is_read_in_time(text: str, alisei: Alisei, root: Path) -> None:
    """Each was read for minutes or without end: a limit of the whole test run shows it."""
    code, found = propose(alisei, root, mail(text), name="mail.eml")
    assert (code, found["state"]) == (1, "refused")


def test_values_that_an_entry_keeps_back_are_not_told_by_a_proposal(alisei: Alisei, dataset: Dataset) -> None:
    hidden = "sharing: {secretariat: [/technologies/robotics, /facts]}\n"
    text = ROSSI.replace("contact:", "technologies: [robotics]\nfacts: {founded: 42}\ncontact:").replace(
        "sources:", hidden + "sources:"
    )
    root = committed(dataset({PATH: text}))
    _code, found = propose(
        alisei, root, block("svuota /technologies", "imposta /facts/founded: 1999", base=git(root, "rev-parse", "HEAD").strip())
    )
    told = json.dumps({**found, "source": "", "diagnostics": []})  # the source is a path with a number
    assert "robotics" not in told
    assert "42" not in told
