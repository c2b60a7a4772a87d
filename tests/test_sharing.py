"""Sharing rules: whoever sees less never sees a value that schema, policy or entry keep for fewer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.core.view import view
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.model.identity import Identity
from alisei_cli.model.source import Source
from alisei_cli.model.view import DEFAULT
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree

ROSSI: dict[str, Any] = {
    "id": "rossi",
    "technologies": ["stem-cells", "gene-therapy"],
    "offers": [{"id": "cell-factory", "kind": "laboratory-access"}, {"id": "assay", "kind": "laboratory-access"}],
    "contact": {"mailbox": "info@example.org"},
    "facts": {"founded": 2005, "employees": 120},
    "notes": "Waits for the assembly.",
}


@pytest.fixture(scope="module")
def context(sample: Path) -> Any:
    return load_context(WorkTree(sample)).context


def seen(
    data: Mapping[str, Any], context: Any, audience: str, raised: Mapping[tuple[str, ...], str] | None = None
) -> dict[str, Any]:
    path = "registry/stakeholders/toscana/rossi.yaml"
    entry = Entry(path, "stakeholder", dict(data), Source(path, "", None), raised=raised or {})
    [shown] = view(Dataset((entry,), context), audience).entries
    return shown.data


def test_schema_keeps_statistics_and_notes_from_all_but_the_secretariat(context: Any) -> None:
    for audience in DEFAULT[:-1]:
        data = seen(ROSSI, context, audience)
        assert "notes" not in data
        assert data["facts"] == {"founded": 2005}
    assert seen(ROSSI, context, DEFAULT[-1]) == ROSSI


def test_entry_keeps_back_single_values_items_and_blocks(context: Any) -> None:
    sharing = {"members": ["/contact/mailbox", "/offers/assay"], "secretariat": ["/technologies/stem-cells"]}
    data = {**ROSSI, "sharing": sharing}
    public, members, secretariat = (seen(data, context, audience) for audience in DEFAULT)
    assert "contact" not in public
    assert "sharing" not in public
    assert public["offers"] == ROSSI["offers"][:1]
    assert public["technologies"] == members["technologies"] == ["gene-therapy"]
    assert members["contact"] == ROSSI["contact"]
    assert members["offers"] == ROSSI["offers"]
    assert members["sharing"] == {"members": sharing["members"]}
    assert secretariat == data


def test_statistics_of_an_entry_are_for_the_last_audience_with_a_name(context: Any) -> None:
    data = {**ROSSI, "sharing": {"statistics": ["/facts/founded"]}}
    assert all(not seen(data, context, audience)["facts"] for audience in DEFAULT[:-1])
    assert seen(data, context, DEFAULT[-1]) == data


def test_overlay_raises_values_beside_the_block(context: Any) -> None:
    raised = {("offers", Identity("cell-factory")): "secretariat", ("contact",): "members"}
    assert "contact" not in seen(ROSSI, context, "public", raised)
    assert seen(ROSSI, context, "members", raised)["offers"] == ROSSI["offers"][1:]
    assert seen(ROSSI, context, "secretariat", raised) == ROSSI


@pytest.mark.parametrize("block", ["all", ["/contact"], {"members": "/contact"}, {"members": [1]}, {"friends": ["/"]}])
def test_block_that_cannot_be_read_hides_the_whole_entry(block: Any, context: Any) -> None:
    data = {**ROSSI, "sharing": block}
    assert all(seen(data, context, audience) == {} for audience in DEFAULT[:-1])
    assert seen(data, context, DEFAULT[-1]) == data


def test_block_never_widens(context: Any) -> None:
    data = {**ROSSI, "sharing": {"public": ["/notes", "/facts/employees"], "statistics": ["/notes"]}}
    assert "notes" not in seen(data, context, "members")
    assert "employees" not in seen(data, context, "members")["facts"]
