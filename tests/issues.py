"""Issues as GitHub makes them of our forms: made from the forms themselves, for the tests of reader and workflow."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import REPOSITORY

FORMS = REPOSITORY / ".github/ISSUE_TEMPLATE"
ADD, CHANGE, CONFIRM = "add-an-organisation", "change-an-entry", "confirm-an-entry"
EMPTY = "_No response_"


def load_form(name: str, folder: Path = FORMS) -> dict[str, Any]:
    """A form as GitHub reads it."""
    found: dict[str, Any] = yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))
    return found


def write_issue(form: str, answers: Mapping[str, str]) -> str:
    """The body of an issue with ``answers`` by the ids of the fields; boxes are ticked, what is not answered is empty."""
    sections = []
    unknown = set(answers)
    for each in load_form(form)["body"]:
        if each["type"] == "markdown":
            continue
        attributes = each["attributes"]
        ticked = "\n".join(f"- [X] {option['label']}" for option in attributes["options"]) if each["type"] == "checkboxes" else ""
        chosen = attributes["options"][attributes["default"]] if "default" in attributes else EMPTY
        sections.append(f"### {attributes['label']}\n\n{answers.get(each['id'], ticked or chosen)}")
        unknown.discard(each["id"])
    assert not unknown, unknown
    return "\n\n".join(sections) + "\n"


def write_event(body: str | None, number: int = 7, account: int = 111, **more: Any) -> str:
    """The event of an issue, with as much of it as matters and more that does not."""
    user = {"login": "mario-rossi", "id": account, "type": "User"}
    issue = {"number": number, "title": "Scheda / Entry: ", "body": body, "user": user, "labels": [{"name": "proposal"}]}
    return json.dumps({"action": "opened", "issue": {**issue, **more}, "repository": {"full_name": "a/b"}, "sender": user})
