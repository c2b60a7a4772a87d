"""An id that is not the name of its file: a slip of the pen, a copy, or a file that was renamed."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import org


def renamed(files: dict[str, str], old: str, new: str) -> dict[str, str]:
    """The same texts in files of another name."""
    return {path.replace(f"/{old}.yaml", f"/{new}.yaml"): text for path, text in files.items()}


@pytest.mark.parametrize(
    ("others", "help", "fix"),
    [
        ({}, "Write id: rossi-srl, or rename the file to rossi.yaml if the id is the right one.", "rossi-srl"),
        (
            org("rossi", name="Another"),
            "Write id: rossi-srl. The id rossi is that of registry/stakeholders/toscana/rossi.yaml.",
            "rossi-srl",
        ),
        (
            org("b", relations="[{kind: related, target: rossi}]"),
            "Rename the file to rossi.yaml: other entries know it by this id, and an id never changes.",
            None,
        ),
    ],
    ids=["no one refers to", "a copy", "renamed"],
)
def test_what_to_do_depends_on_who_else_bears_or_names_the_id(
    others: dict[str, str], help: str, fix: str | None, dataset: Dataset
) -> None:
    root = dataset(renamed(org("rossi"), "rossi", "rossi-srl") | others)
    (found,) = validate(root).diagnostics
    assert (found.code, found.pointer, found.span.line) == ("ALI106", ("id",), 2)
    assert str(found.message) == "the id is rossi, but the file is called rossi-srl.yaml"
    assert str(found.help) == help
    assert (found.fix.edits[0].value if found.fix else None) == fix


@pytest.mark.parametrize(("id_", "stem"), [("Rossi", "rossi-srl"), ("n.d.", "rossi-srl"), ("rossi", "Rossi"), ("rossi", "a.b")])
def test_where_either_can_be_no_id_that_is_said_and_no_more(id_: str, stem: str, dataset: Dataset) -> None:
    files = {path: text.replace("id: rossi\n", f"id: {id_}\n") for path, text in org("rossi").items()}
    assert "ALI106" not in {each.code for each in validate(dataset(renamed(files, "rossi", stem))).diagnostics}
