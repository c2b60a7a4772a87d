"""What is newly written is the same text for every reader of YAML, of 1.1 as of 1.2."""

from typing import Any

import pytest
import yaml as reader_of_1_1
from ruamel.yaml import YAML

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Edit, Fix
from alisei_cli.store import yaml
from alisei_cli.store.yaml.writing import write_entry
from alisei_cli.text_edits import apply_text_edits, build_text_edits
from fuzz.reading import context

PATH = "registry/stakeholders/toscana/rossi.yaml"
TAKEN = (
    "007", "0x1F", "0o17", "0b1", "yes", "No", "on", "OFF", "y", "n", "NO", "true", "null", "~", "=", "<<", "2026-01-01", "2026-1-1",
    "2026-01-01 10:00:00", "12:30", "190:20:30.15", "1_000", "+12", "-3", "12", "1e5", "1.5e+3", ".5", "5.", ".inf", "-.INF", ".nan",
)  # fmt: skip


def list_readings(text: str) -> list[Any]:
    """The first name and the other texts, as two other readers take them, and where they find a date."""
    both = (reader_of_1_1.safe_load(text), YAML(typ="safe", pure=True).load(text))
    return [(each["names"][0]["value"], each["description"]["it"], str(each["sources"][0]["accessed"])) for each in both]


@pytest.mark.parametrize("value", TAKEN)
def test_every_reader_reads_text(value: str) -> None:
    """In a new entry, and in the place of another value; a date goes on without quotes."""
    schema = context().schemas["stakeholder"]
    data = {
        "id": "rossi",
        "names": [{"value": value, "kind": "display"}],
        "description": {"it": value},
        "sources": [{"url": "https://rossi.it", "accessed": "2026-01-01"}],
    }
    made = write_entry(data, "# new", schema)
    assert "accessed: 2026-01-01" in made
    assert list_readings(made) == [(value, value, "2026-01-01")] * 2

    old = made.replace(f"'{value}'", "Rossi")
    source = yaml.read(PATH, old.encode(), yaml.ENTRY, schema.admits_text).source
    edits = (
        Edit(("names", 0, "value"), value),
        Edit(("description", "it"), value),
        Edit(("sources", 0, "accessed"), "2027-02-03"),
    )
    changed = apply_text_edits(old, build_text_edits(source, Fix(_("write it"), edits), schema) or ())
    assert "accessed: 2027-02-03" in changed
    assert list_readings(changed) == [(value, value, "2027-02-03")] * 2


@pytest.mark.parametrize("value", ["Rossi", "3D", "IT", "Rossi 2026", "a", "e5", "yes we can", "1 e 2"])
def test_other_texts_have_no_quotes(value: str) -> None:
    schema = context().schemas["stakeholder"]
    assert f"value: {value}," in write_entry({"names": [{"value": value, "kind": "display"}]}, "# new", schema)
