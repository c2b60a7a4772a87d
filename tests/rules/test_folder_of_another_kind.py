"""A file that was put into the folder of another kind: one diagnostic, and the path where it belongs."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import event, group, org

RICH = {
    "region": "toscana",
    "town": "Siena",
    "website": "https://www.alfa.it",
    "sector": "{primary: pharma}",
    "value_chain": "[manufacturing]",
    "relations": "[{kind: member-of, target: b}]",
}


@pytest.mark.parametrize(
    ("files", "here", "right"),
    [
        (org("a", **RICH), "registry/events/a.yaml", "registry/stakeholders/toscana/a.yaml"),
        (org("a", **RICH), "registry/groups/a.yaml", "registry/stakeholders/toscana/a.yaml"),
        (event("a", organiser="{name: Alfa}"), "registry/stakeholders/lazio/a.yaml", "registry/events/a.yaml"),
        (group("a", areas="[networking]"), "registry/stakeholders/italia/a.yaml", "registry/groups/a.yaml"),
    ],
)
def test_it_is_told_once_where_the_file_belongs(files: dict[str, str], here: str, right: str, dataset: Dataset) -> None:
    """Neither its fields nor those who name it are blamed."""
    other = org("b", relations="[{kind: has-member, target: a}]") if "relations" in str(files) else org("b")
    (text,) = files.values()
    root = dataset({here: text} | other)
    (found,) = validate(root).diagnostics
    assert (found.code, found.path, str(found.help)) == ("ALI111", here, f"Move the file to {right}")


def test_an_entry_with_many_slips_of_its_own_kind_stays(dataset: Dataset) -> None:
    slips = {"websit": "x", "typo": "x", "colour": "red", "shape": "round"}
    lines = "".join(f"{key}: {value}\n" for key, value in slips.items())
    root = dataset({path: text + lines for path, text in org("a").items()})
    assert {each.code for each in validate(root).diagnostics} == {"ALI101"}
