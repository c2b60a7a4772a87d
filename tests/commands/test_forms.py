"""``alisei forms``: issue forms that GitHub takes, in step with schemas and taxonomy."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.core.issue_link import BLOCK, ENTRY, TEMPLATE
from tests.conftest import REPOSITORY, Alisei, Dataset, git
from tests.issues import ADD, CHANGE, CONFIRM, FORMS, load_form

STARTER = REPOSITORY / "alisei_cli/starter/.github/ISSUE_TEMPLATE"
PLACES = [(name, folder) for folder in (FORMS, STARTER) for name in (ADD, CHANGE, CONFIRM)]
LONGEST = 200
"""Characters of a form's description; GitHub leaves longer ones out without a word (ietf-tools/datatracker pull request 5186)."""


def fields(form: dict[str, Any]) -> list[dict[str, Any]]:
    """The elements that people fill in."""
    return [each for each in form["body"] if each["type"] != "markdown"]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_repository_is_in_step(alisei: Alisei, dataset: Dataset, tmp_path: Path) -> None:
    """Also in the other language: the forms hold both."""
    root, place = dataset({}), tmp_path / "forms"
    assert alisei("-C", root, "--lang", "it", "forms", "-o", place).code == 0
    assert {path.name: path.read_bytes() for path in place.iterdir()} == {
        name: (FORMS / name).read_bytes() for name in (f"{ADD}.yml", TEMPLATE, f"{CONFIRM}.yml")
    }


def test_a_change_of_the_taxonomy_is_seen_and_brought_in(alisei: Alisei, dataset: Dataset) -> None:
    """``--check`` names what is behind and writes nothing; a form by hand beside them stays."""
    root = dataset({".github/ISSUE_TEMPLATE/own.yml": "name: own\n"})
    folder = root / ".github/ISSUE_TEMPLATE"
    assert alisei("-C", root, "forms", "--check").code == 1
    assert names(folder) == {"own.yml"}
    assert alisei("-C", root, "forms").code == 0
    assert alisei("-C", root, "forms", "--check").code == 0
    terms = (root / "taxonomy.yaml").read_text(encoding="utf-8")
    (root / "taxonomy.yaml").write_text(terms.replace("it: Impresa,", "it: Azienda,"), encoding="utf-8")
    before = (folder / f"{ADD}.yml").read_bytes()
    outcome = alisei("-C", root, "forms", "--check")
    assert (outcome.code, outcome.out) == (1, f".github/ISSUE_TEMPLATE/{ADD}.yml is out of date; run: alisei forms\n")
    assert (folder / f"{ADD}.yml").read_bytes() == before
    assert alisei("-C", root, "forms").out == f".github/ISSUE_TEMPLATE/{ADD}.yml written\n"
    assert b"Azienda" in (folder / f"{ADD}.yml").read_bytes()


def test_they_are_written_at_the_top_of_the_repository(alisei: Alisei, dataset: Dataset) -> None:
    """Where GitHub looks for them, also for a dataset in a folder of it."""
    root = dataset({})
    git(root.parent, "init", "-q")
    assert alisei("-C", root, "forms").code == 0
    assert f"{ADD}.yml" in names(root.parent / ".github/ISSUE_TEMPLATE")
    assert not (root / ".github").exists()


def test_a_link_is_not_followed(alisei: Alisei, dataset: Dataset, tmp_path: Path) -> None:
    root = dataset({})
    (tmp_path / "elsewhere").mkdir()
    (root / ".github").symlink_to(tmp_path / "elsewhere")
    assert alisei("-C", root, "forms").code == 3
    assert names(tmp_path / "elsewhere") == set()


@pytest.mark.parametrize(("name", "folder"), PLACES)
def test_github_takes_the_form(name: str, folder: Path) -> None:
    """Limits that its schema does not tell: a form that breaks one is left out of the list without a word.

    github/docs, "Common validation errors when creating issue forms"; SigNoz/foundry issue 158.
    """
    form = load_form(name, folder)
    assert len(form["name"]) >= 3
    assert 3 <= len(form["description"]) <= LONGEST
    asked = fields(form)
    ids, labels = [each["id"] for each in asked], [each["attributes"]["label"] for each in asked]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[A-Za-z0-9_-]+", each) for each in ids)
    assert len({each.casefold() for each in labels}) == len(labels)
    for each in asked:
        options = [option if isinstance(option, str) else option["label"] for option in each["attributes"].get("options", ())]
        assert all(isinstance(option, str) and option and option.casefold() != "none" for option in options)
        assert len({option.casefold() for option in options}) == len(options)
        assert all(text for text in each["attributes"].values() if isinstance(text, str))


@pytest.mark.parametrize(("name", "folder"), PLACES)
def test_each_warns_of_what_is_public_for_ever(name: str, folder: Path) -> None:
    """In both languages, with a box to tick; each has the label by which the workflow knows it."""
    form = load_form(name, folder)
    warning = form["body"][0]["attributes"]["value"]
    assert "è pubblico e resta per sempre" in warning
    assert "public and stays for ever" in warning
    assert form["body"][-1]["id"] == "no-persons"
    assert form["body"][-1]["attributes"]["options"][0]["required"] is True
    assert form["labels"] == ["proposal"]


def test_seven_questions_make_a_new_entry() -> None:
    asked = [each["id"] for each in fields(load_form(ADD)) if each["id"] not in ("block", "no-persons")]
    assert len(asked) == 7


def test_links_fill_in_fields_that_are_there() -> None:
    """Ids of fields are the parameters of an address (github/docs issue 22835)."""
    assert {ENTRY, BLOCK} <= {each["id"] for each in fields(load_form(TEMPLATE.removesuffix(".yml")))}


def test_terms_are_offered_in_both_languages() -> None:
    (asked,) = (each for each in fields(load_form(ADD)) if each["id"] == "type")
    document = json.loads((REPOSITORY / "schema/stakeholder.schema.json").read_text(encoding="utf-8"))
    assert len(asked["attributes"]["options"]) == len(document["properties"]["type"]["enum"])
    assert "Impresa / Company" in asked["attributes"]["options"]


def test_fields_that_not_everyone_may_see_are_not_asked_for(alisei: Alisei, dataset: Dataset) -> None:
    """An issue is public."""
    policy = (REPOSITORY / "schema/policy.yaml").read_text(encoding="utf-8")
    root = dataset({"schema/policy.yaml": f"{policy}\nfields: {{members: [contact/mailbox]}}\n"})
    assert alisei("-C", root, "forms").code == 0
    found = load_form(CHANGE, root / ".github/ISSUE_TEMPLATE")
    assert {"contact-mailbox", "contact-form"} & {each["id"] for each in fields(found)} == {"contact-form"}
