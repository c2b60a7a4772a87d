"""What is cached of a dataset never changes what commands see of it."""

import random
import time
from pathlib import Path

import pytest

from alisei_cli.core.view import view
from alisei_cli.store import home, worktree
from alisei_cli.store.dataset_cache import ENTRIES, LINKS, STATE, load_around, load_dataset
from alisei_cli.store.load import read_dataset
from alisei_cli.store.tree import WorkTree
from tests.conftest import Alisei, Dataset, committed, make, stakeholder
from tests.properties.test_cache import CHANGES, Walk, some_entries

HOME = "registry/stakeholders/toscana"


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a fixture made a moment ago are cached too."""
    monkeypatch.setattr(worktree, "SETTLED_NS", 0)


@pytest.mark.parametrize("number", range(2))
def test_a_dataset_that_changes_is_always_loaded_as_it_is(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each of fifteen changes, cold and warm, where times are not trusted yet and where they are."""
    monkeypatch.setattr(worktree, "SETTLED_NS", 0 if number else 2_000_000_000)
    chance = random.Random(number)
    walk = Walk(make(tmp_path / "dataset", some_entries(chance, 8)), chance)
    committed(walk.root)
    for _step in range(15):
        change = chance.choice(CHANGES)
        time.sleep(0.01)  # clocks of file systems tick every few milliseconds
        change(walk)
        expected = read_dataset(WorkTree(walk.root))
        for _time in range(2):
            found = load_dataset(walk.root)
            assert [(each.path, each.kind, each.data) for each in found.entries] == [
                (each.path, each.kind, each.data) for each in expected.entries
            ], change
            assert found.unreadable == expected.unreadable, change


def test_a_change_of_the_schema_is_seen(dataset: Dataset) -> None:
    """Where text may stand decides how a plain number is read."""
    root = dataset({f"{HOME}/rossi.yaml": stakeholder("rossi", "identifiers: {pic: 123456789}\n")})
    assert load_dataset(root).entries[0].get("identifiers", "pic") == "123456789"
    file = root / "schema/stakeholder.schema.json"
    text = file.read_text()
    start = text.index('"pic"')
    file.write_text(text[:start] + text[start:].replace('"string",', "", 1))
    assert load_dataset(root).entries[0].get("identifiers", "pic") == 123456789


@pytest.mark.parametrize("name", [ENTRIES, LINKS, STATE])
@pytest.mark.parametrize("damage", ["empty", "cut", "noise", "other", "link", "folder"])
def test_a_damaged_cache_changes_nothing(name: str, damage: str, sample: Path, alisei: Alisei, tmp_path: Path) -> None:
    """It is read as empty."""
    commands = [("show", "kedrion-biopharma"), ("report", "overview"), ("search", "pharma")]
    expected = [alisei("-C", sample, *words) for words in commands]
    file = home.cache(sample) / name
    raw = file.read_bytes()
    file.unlink()
    if damage == "link":
        (tmp_path / "elsewhere").write_bytes(raw)
        file.symlink_to(tmp_path / "elsewhere")
    elif damage == "folder":
        file.mkdir()
    else:
        changed = {"empty": b"", "cut": raw[: len(raw) // 2], "noise": raw[:-40] + b"x" * 40, "other": b"other\n" + raw}
        file.write_bytes(changed[damage])
    assert [alisei("-C", sample, *words) for words in commands] == expected


def test_what_is_shown_of_one_entry_is_what_the_whole_shows(sample: Path, alisei: Alisei) -> None:
    """Entries of each kind, from the cache of links and without it."""
    whole = load_dataset(sample)
    for entry in whole.entries[::9]:
        around = load_around(sample, entry.id)
        assert around is not None
        assert len(around.entries) < len(whole.entries)
        assert around.by_id[entry.id].data == entry.data
        warm = alisei("-C", sample, "show", entry.id).out
        assert warm == alisei("-C", sample, "show", entry.id).out
    assert load_around(sample, "nowhere") is None
    assert view(whole).audience == "public"
