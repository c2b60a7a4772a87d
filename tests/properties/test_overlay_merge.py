"""An entry split at random between registry and overlay: together they give it back, and the public sees the registry's part alone."""

import json
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from alisei_cli.core.changes import compare
from alisei_cli.core.overlay import add_overlay
from alisei_cli.core.view import view
from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.identity import identify
from alisei_cli.model.overlay import FileRead, Overlay
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data, Source
from alisei_cli.store.load import load_context, read_dataset
from alisei_cli.store.tree import MemoryTree, WorkTree
from tests.conftest import REPOSITORY, SAMPLE

NOTHING = object()
"""In place of a part that one side does not have."""


@cache
def sample() -> tuple[Context, tuple[Entry, ...]]:
    """The entries of the sample, under the repository's schemas."""
    context = load_context(WorkTree(REPOSITORY)).context
    files = {each.relative_to(SAMPLE).as_posix(): each.read_bytes() for each in sorted((SAMPLE / "registry").rglob("*.yaml"))}
    law = {"taxonomy.yaml": (REPOSITORY / "taxonomy.yaml").read_bytes()}
    law |= {f"schema/{each.name}": each.read_bytes() for each in (REPOSITORY / "schema").iterdir()}
    return context, read_dataset(MemoryTree({**law, **files})).entries


def split(value: Any, draw: Any, schema: Schema, route: tuple[str, ...]) -> tuple[Any, Any]:
    """Both parts of a value: each of its fields and items is on one side, or split again."""
    side = draw(st.sampled_from(("base", "over", "both")))
    if side == "both" and isinstance(value, dict) and value:
        return split_block(value, draw, schema, route, ())
    if side == "both" and isinstance(value, list) and value:
        return split_list(value, draw, schema, route)
    return (NOTHING, value) if side == "over" else (value, NOTHING)


def split_block(block: Data, draw: Any, schema: Schema, route: tuple[str, ...], shared: tuple[str, ...]) -> tuple[Any, Any]:
    """Both parts of a block; ``shared`` fields are in both."""
    parts = {key: split(value, draw, schema, (*route, key)) for key, value in block.items() if key not in shared}
    named = {key: block[key] for key in block if key in shared}
    sides = [
        {
            key: named[key] if key in named else parts[key][side]
            for key in block
            if key in named or parts[key][side] is not NOTHING
        }
        for side in (0, 1)
    ]
    return sides[0] or NOTHING, sides[1] or NOTHING


def split_list(items: list[Any], draw: Any, schema: Schema, route: tuple[str, ...]) -> tuple[Any, Any]:
    """Both parts of a list; an item that its fields identify may be split too, those fields are in both parts."""
    fields = schema.identity(route)
    keys = [identify(item, fields)[0] for item in items]
    base, over = [], []
    for item, key in zip(items, keys, strict=True):
        side = draw(st.sampled_from(("base", "over", "both")))
        if side == "both" and isinstance(item, dict) and key.startswith("by ") and keys.count(key) == 1:
            one, other = split_block(item, draw, schema, (*route, "*"), fields)
            base.append(one)
            over.append(other)
        elif keys.count(key) == 1:
            (over if side == "over" else base).append(item)
        else:
            base.append(item)
    return base or NOTHING, over or NOTHING


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_a_split_entry_is_whole_for_the_secretariat_and_the_base_for_the_public(data: st.DataObject) -> None:
    """Merging loses nothing, invents nothing, and raises every value that the overlay brings."""
    context, entries = sample()
    whole = entries[data.draw(st.integers(0, len(entries) - 1))]
    schema = context.schemas[whole.kind]
    one, other = split_block(whole.data, data.draw, schema, (), ("id",))
    base = Dataset((Entry(whole.path, whole.kind, one, Source(whole.path, "", None)),), context)
    over = Overlay("private", "secretariat", (FileRead(whole.kind, Source(f"private/{whole.path}", "", other)),))
    merged, left = add_overlay(base, over)
    assert left == ()
    assert compare(whole.data, merged.entries[0].data, schema) == ()
    [seen] = view(merged, "secretariat").entries
    [all_] = view(Dataset((whole,), context), "secretariat").entries
    assert compare(all_.data, seen.data, schema) == ()
    assert written(merged, "public") == written(base, "public")


def written(dataset: Dataset, audience: str) -> str:
    """The bytes that an export would write: the order of fields and items counts."""
    return json.dumps([entry.data for entry in view(dataset, audience).entries], ensure_ascii=False)
