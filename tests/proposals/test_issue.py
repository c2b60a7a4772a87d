"""Issues of our forms as proposals: what was filled in changes, what was left empty does not, what cannot be read is told."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alisei_cli.proposals import choose_form
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import Alisei, Dataset, committed, git
from tests.issues import ADD, CHANGE, CONFIRM, write_event, write_issue
from tests.proposals.test_propose import PATH, ROSSI, block, propose

ROSSI_ID = {"entry": "istituto-rossi"}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    return committed(dataset({PATH: ROSSI}))


def ask(alisei: Alisei, root: Path, form: str, answers: Mapping[str, str], *words: str) -> tuple[int, dict[str, Any]]:
    """Exit code and proposal of an issue, as the event that a workflow gets."""
    body = write_issue(form, answers).replace("\n", "\r\n")
    return propose(alisei, root, write_event(body), *words, name="event.json")


def pointers(found: dict[str, Any]) -> set[str]:
    return {each["pointer"] for each in found["changes"]}


def test_only_what_was_filled_in_changes(alisei: Alisei, root: Path) -> None:
    answers = {
        **ROSSI_ID,
        "website": "https://www.rossi.example.it",
        "head_office-municipality": "Pienza",
        "technologies": "Robotica\n- Modelli cellulari, organoidi, organ-on-chip; Editing genomico",
        "description-it": "Una frase sull'istituto, abbastanza lunga da dire qualche cosa.\n\nE un'altra.",
    }
    code, found = ask(alisei, root, CHANGE, answers, "--write")
    assert (code, found["state"], found["id"]) == (0, "clean", "istituto-rossi"), found
    text = (root / PATH).read_text(encoding="utf-8")
    assert "website: https://www.rossi.example.it" in text
    assert "municipality: Pienza" in text
    assert "technologies: [robotics, cell-models-organoids, gene-editing]" in text
    assert "# who answers the telephone?" in text
    assert "mailbox: info@istitutorossi.it" in text


def test_terms_are_added_to_those_that_are_there(alisei: Alisei, root: Path) -> None:
    """The form shows no value of today, so what is typed cannot mean all of them."""
    (root / PATH).write_text(f"{ROSSI}technologies: [robotics]\n", encoding="utf-8")
    _code, found = ask(alisei, root, CHANGE, {**ROSSI_ID, "technologies": "gene-editing"}, "--write")
    assert pointers(found) == {"/technologies/gene-editing"}
    assert "technologies: [robotics, gene-editing]" in (root / PATH).read_text(encoding="utf-8")


def test_seven_answers_make_an_entry(alisei: Alisei, root: Path) -> None:
    answers = {
        "names-value": "Officina Verdi",
        "type": "Impresa / Company",
        "head_office-municipality": "Castro (LE)",
        "website": "https://www.officinaverdi.it",
        "sector-primary": "Dispositivi medici / Medical devices",
        "sources-url": "https://www.officinaverdi.it/chi-siamo",
        "block": "imposta /facts/founded: 1999",
    }
    code, found = ask(alisei, root, ADD, answers, "--write")
    assert (code, found["id"], found["state"]) == (0, "officina-verdi", "clean"), found
    text = (root / "registry/stakeholders/puglia/officina-verdi.yaml").read_text(encoding="utf-8")
    assert "type: company" in text
    assert "sector: {primary: medical-devices}" in text
    assert "founded: 1999" in text


def test_what_a_new_entry_lacks_is_asked_for(alisei: Alisei, root: Path) -> None:
    """A required field may be filled in with nothing all the same."""
    answers = {"names-value": "Officina Verdi", "type": "n.d.", "head_office-municipality": "Lecce", "sources-url": "Visura"}
    code, found = ask(alisei, root, ADD, answers)
    assert (code, found["state"], found["missing"]) == (1, "incomplete", ["type"])


@pytest.mark.parametrize("typed", ["na", "N/A", "-", "Nessuno", "none", " n.d. ", "```\nn/a\n```"])
def test_no_value_is_never_written(typed: str, alisei: Alisei, root: Path) -> None:
    """It is told, and holds nothing up."""
    code, found = ask(
        alisei, root, CHANGE, {**ROSSI_ID, "website": "https://www.rossi.it", "description-it": typed, "technologies": typed}
    )
    assert (code, found["state"]) == (0, "clean")
    assert pointers(found) == {"/website"}
    assert len([each for each in found["notes"] if "is no value" in each]) == 2


@pytest.mark.parametrize(
    "typed",
    [
        "istituto-rossi",
        "istituto-rossi.yaml",
        "https://github.com/a/b/blob/main/registry/stakeholders/toscana/istituto-rossi.yaml?plain=1#L3",
        "https://example.org/schede/istituto-rossi/",
        "Istituto Rossi",
        "```\nistituto-rossi\n```",
    ],
)
def test_an_entry_is_named_by_id_address_or_name(typed: str, alisei: Alisei, root: Path) -> None:
    code, found = ask(alisei, root, CHANGE, {"entry": typed, "website": "https://www.rossi.it"})
    assert (code, found["id"]) == (0, "istituto-rossi")


@pytest.mark.parametrize("fence", ["", "```\n{}```", "````text\n```\n{}```\n````", "Ecco il blocco:\n\n~~~\n{}~~~\nGrazie"])
def test_a_block_counts_beside_the_fields(fence: str, alisei: Alisei, root: Path) -> None:
    text = block("svuota /contact/mailbox", "imposta /contact/form: https://www.rossi.it/contatti")
    answers = {**ROSSI_ID, "website": "https://www.rossi.it", "block": fence.format(text) if fence else text}
    code, found = ask(alisei, root, CHANGE, answers)
    assert (code, found["state"]) == (0, "clean"), found
    assert pointers(found) == {"/website", "/contact/mailbox", "/contact/form"}


def test_a_link_that_fills_the_form_in_is_read(alisei: Alisei, root: Path) -> None:
    """What a letter or the page gives GitHub: the id and the block with its commit."""
    base = git(root, "rev-parse", "--short", "HEAD").strip()
    text = block("imposta /website: https://www.rossi.it", base=base)
    code, found = ask(alisei, root, CHANGE, {**ROSSI_ID, "block": text})
    assert (code, found["state"], pointers(found)) == (0, "clean", {"/website"})


def test_a_new_entry_by_link(alisei: Alisei, root: Path) -> None:
    """Its block says what the form of changes does not ask."""
    lines = (
        'aggiungi /names: {"value": "Officina Verdi", "kind": "display"}',
        "imposta /type: company",
        'imposta /head_office: {"municipality": "Lecce", "province": "LE", "region": "puglia", "country": "IT"}',
        'aggiungi /sources: {"url": "https://www.officinaverdi.it", "accessed": "2026-11-20"}',
    )
    code, found = ask(alisei, root, CHANGE, {"entry": "nuova", "block": block("tipo: stakeholder", *lines, entry="nuova")})
    assert (code, found["id"], found["state"]) == (0, "officina-verdi", "clean"), found


def test_a_version_that_the_sender_saw_counts(alisei: Alisei, root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    (root / PATH).write_text(ROSSI.replace("info@", "segreteria@"), encoding="utf-8")
    code, found = ask(alisei, root, CHANGE, {**ROSSI_ID, "base": base, "contact-mailbox": "contatti@istitutorossi.it"})
    assert (code, found["state"]) == (1, "conflict")


def test_a_confirmation_needs_a_person(alisei: Alisei, root: Path) -> None:
    code, found = ask(alisei, root, CONFIRM, ROSSI_ID, "--write")
    assert (code, found["state"], found["changes"]) == (0, "clean", [])
    assert (root / PATH).read_text(encoding="utf-8") == ROSSI
    code, _found = ask(alisei, root, CONFIRM, ROSSI_ID, "--write", "--confirm")
    assert code == 0
    assert "verified: {on: 2026-11-23, by: organisation}" in (root / PATH).read_text(encoding="utf-8")


def test_a_box_that_is_not_ticked_confirms_nothing(alisei: Alisei, root: Path) -> None:
    body = write_issue(CONFIRM, ROSSI_ID).replace("[X]", "[ ]")
    code, found = propose(alisei, root, body, "--confirm", name="issue.md")
    assert (code, found["state"]) == (1, "refused")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"block": block("imposta /website: https://www.bianchi.it"), "website": "https://www.rossi.it"}, "/website"),
        ({"block": block("svuota /website"), "website": "https://www.rossi.it"}, "/website"),
        ({"block": block("svuota /contact"), "contact-form": "https://www.rossi.it/c"}, "/contact"),
        ({"block": block("imposta /head_office/municipality: Siena"), "head_office-municipality": "Pisa"}, "/head_office/"),
        ({"block": block("togli /technologies: robotics"), "technologies": "Robotica"}, "/technologies/robotics"),
        ({"block": block("imposta /website: https://www.rossi.it", entry="officina-verdi")}, "officina-verdi"),
        ({"block": block("imposta /website: https://www.rossi.it", entry="nuova")}, "istituto-rossi, new"),
        ({"block": block("svuota /website", base="abcdef1"), "base": "abcdef2"}, "abcdef2"),
        ({"head_office-municipality": "Castro"}, "Castro (LE)"),
        ({"head_office-municipality": "Atlantide"}, "Atlantide"),
        ({"base": "main"}, "main"),
        ({"block": "Vorrei cambiare il logo."}, "Altro / Other"),
        ({"request": "Togliere la scheda / Leave the entry out"}, "asks to remove the entry"),
        ({}, "no change"),
        ({"entry": "???"}, "cannot be the id"),
        ({"website": "```\nhttps://www.rossi.it"}, "fence"),
        ({"technologies": ",".join(f"x{n}" for n in range(300))}, "/technologies"),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(answers: dict[str, str], told: str, alisei: Alisei, root: Path) -> None:
    code, found = ask(alisei, root, CHANGE, {**ROSSI_ID, **answers}, "--write")
    assert (code, found["state"]) == (1, "refused"), found
    assert any(told in each for each in found["reasons"]), found["reasons"]
    assert (root / PATH).read_text(encoding="utf-8") == ROSSI


@pytest.mark.parametrize(
    "extra", ["### Numero di telefono / Telephone\n\n333 1234567\n", "### Sito web / Website\n\nhttps://a.it\n"]
)
def test_a_section_of_no_form_or_twice_is_refused(extra: str, alisei: Alisei, root: Path) -> None:
    """A label that was renamed since, or a heading typed into another field."""
    body = write_issue(CHANGE, {**ROSSI_ID, "website": "https://www.rossi.it"})
    code, found = propose(alisei, root, f"{body}\n{extra}", "--write", name="issue.md")
    assert (code, found["state"]) == (1, "refused")
    assert any(extra[4:12] in each for each in found["reasons"])


def test_words_beside_the_form_wait_for_a_person(alisei: Alisei, root: Path) -> None:
    body = write_issue(CHANGE, {**ROSSI_ID, "website": "https://www.rossi.it", "block": "Grazie mille!"})
    code, found = propose(alisei, root, f"Buongiorno\n\n{body}", name="issue.txt")
    assert (code, found["state"], len(found["notes"])) == (0, "clean", 2)


@pytest.mark.parametrize("shape", ["event", "issue", "text"])
def test_it_is_known_in_every_shape(shape: str, alisei: Alisei, root: Path) -> None:
    """The event of a workflow, the JSON of ``gh issue view``, a saved text."""
    body = write_issue(CHANGE, {**ROSSI_ID, "website": "https://www.rossi.it"})
    texts = {"event": write_event(body), "issue": json.dumps({"number": 7, "body": body, "author": {"login": "x"}}), "text": body}
    code, found = propose(alisei, root, texts[shape], name="-.txt")
    assert (code, pointers(found)) == (0, {"/website"})


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '{"issue": []}',
        '{"issue": {"body": 5}}',
        '{"issue": {"body": null}}',
        '{"body": "' + "x" * 70_000 + '"}',
        '{"a": ' + "[" * 100_000,
        '{"body": "' + "x" * 1_100_000 + '"}',
        write_event("### Scheda / Entry\n\nistituto-rossi\n" + "### a / b\n\n" * 5000),
        write_event("\ud800 ### Scheda / Entry\n\n\udfff\n\n### Altro / Other\n\n\ud800"),
        write_event("~~~\n" * 16_001),
        write_event("### Tecnologie / Technologies\n\n" + ",;" * 30_000),
    ],
)
def test_a_hostile_file_is_refused_at_once(text: str, alisei: Alisei, root: Path) -> None:
    code, found = propose(alisei, root, text, name="event.json")
    assert (code, found["state"]) == (1, "refused")
    assert len(json.dumps(found)) < 60_000


HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    "::set-output name=x::y",
    "##[error]x",
    "@segreteria fixes #1",
    "<script>alert(1)</script>",
    "a\u202eb",
    "!!python/object/apply:os.system ['x']",
    "*alias",
    "{a: b}",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_texts_or_refused(value: str, alisei: Alisei, root: Path) -> None:
    """What is written is read back as the same text, nothing else of the entry moves."""
    said = f"Una descrizione con {value} nel mezzo, lunga abbastanza."
    _code, found = ask(alisei, root, CHANGE, {**ROSSI_ID, "description-it": said}, "--write")
    text = (root / PATH).read_text(encoding="utf-8")
    if found["state"] == "clean":
        assert yaml.safe_load(text)["description"] == {"it": said}
        assert set(ROSSI.splitlines()) <= set(text.splitlines())
    else:
        assert text == ROSSI


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.sampled_from(
            ["### Scheda / Entry", "### Altro / Other", "### Sito web / Website", "### Tecnologie / Technologies", "```", "~~~~",
             "ALISEI 1", "FINE", "scheda: nuova", "imposta /website: x", "- [X] a", "- [ ] b", "", "_No response_", "n/a", "<!--",
             "<details>", "> ### Sito web / Website", "a, b; c", "\u202e", "istituto-rossi"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_body_is_read_in_the_same_way_each_time(lines: list[str], root: Path) -> None:
    """One proposal, no exception, whatever the line ends."""
    context = load_context(WorkTree(root)).context
    text = "\n".join(["### Scheda / Entry", *lines])
    form = choose_form("x", text.encode())
    [found] = form.read("x", text.encode(), context)
    assert form.read("x", text.replace("\n", "\r\n").encode(), context) == (found,)
    assert found.entry is None or found.entry == "istituto-rossi" or found.entry.islower()
