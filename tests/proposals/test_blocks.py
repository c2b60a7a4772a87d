"""The text block: what is written is read back; the vectors are those of the form page too (tests/form)."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alisei_cli.language import speak_language
from alisei_cli.model.proposal import OPS, Proposal, ProposedChange
from alisei_cli.proposals._block import parse_blocks, write_block
from tests.conftest import REPOSITORY

VECTORS = json.loads((REPOSITORY / "tests/data/proposal-blocks.json").read_text(encoding="utf-8"))


def build(vector: dict[str, Any]) -> Proposal:
    changes = tuple(ProposedChange(each["op"], tuple(each["pointer"]), each.get("value")) for each in vector["changes"])
    return Proposal("v", vector["entry"], vector["kind"], vector["base"], changes, vector["confirms"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vectors(vector: dict[str, Any]) -> None:
    with speak_language(vector["language"]):
        assert write_block(build(vector)) == vector["block"]
    assert parse_blocks(vector["block"], "v") == (build(vector),)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text == text.strip())
"""A value that is no JSON is read without the blanks around it."""
_POINTERS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=4).map(tuple)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(lambda op, pointer, text: ProposedChange(op, pointer, None if op == "clear" else text),
                          st.sampled_from(OPS), _POINTERS, _TEXTS), min_size=1, max_size=5))  # fmt: skip
def test_whatever_a_change_says_is_read_back(changes: list[ProposedChange]) -> None:
    """Pointers and values of any characters: none is cut, joined with another or read as a line of its own."""
    proposal = Proposal("p", "rossi", changes=tuple(changes))
    assert parse_blocks(write_block(proposal), "p") == (proposal,)
