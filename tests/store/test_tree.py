"""A tree is a value: the same files load to the same dataset, wherever they are."""

from pathlib import Path

import pytest

from alisei_cli.errors import SurroundingsError
from alisei_cli.pipeline import validate, validate_beside
from alisei_cli.store.load import read_dataset
from alisei_cli.store.tree import MemoryTree, Node, OverlayTree, WorkTree
from tests.conftest import Dataset, stakeholder

HOME = "registry/stakeholders/toscana"


def in_memory(root: Path) -> MemoryTree:
    """The files below ``root`` as a value."""
    return MemoryTree({path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()})


def test_a_dictionary_of_texts_is_a_dataset(dataset: Dataset) -> None:
    """Nothing is written to load from memory."""
    root = dataset({f"{HOME}/rossi.yaml": stakeholder("rossi"), f"{HOME}/verdi.yaml": "a: [", f"{HOME}/x.txt": "x"})
    here, there = read_dataset(WorkTree(root)), read_dataset(in_memory(root))
    assert [entry.id for entry in there.entries] == ["rossi"]
    assert (here.entries, here.unreadable) == (there.entries, there.unreadable)
    assert there.unreadable == (f"{HOME}/verdi.yaml", f"{HOME}/x.txt")


def test_an_overlay_replaces_adds_and_hides(dataset: Dataset) -> None:
    """The base stays as it is."""
    root = dataset({f"{HOME}/rossi.yaml": stakeholder("rossi"), f"{HOME}/verdi.yaml": stakeholder("verdi")})
    over = MemoryTree({f"{HOME}/rossi.yaml": stakeholder("rossi", name="Altro").encode(), f"{HOME}/neri.yaml": b"a: 1"})
    tree = OverlayTree(WorkTree(root), over, {f"{HOME}/verdi.yaml"})
    assert tree.list_folder(HOME) == [
        Node("neri.yaml", "file", 4),
        Node("rossi.yaml", "file", len(over.files[f"{HOME}/rossi.yaml"])),
    ]
    assert [entry.name for entry in read_dataset(tree).entries] == ["neri", "Altro"]
    with pytest.raises(FileNotFoundError):
        tree.read(f"{HOME}/verdi.yaml", 100)
    with pytest.raises(SurroundingsError):
        tree.list_folder("nowhere")


def test_a_dataset_is_judged_as_it_would_be(dataset: Dataset) -> None:
    """A new text is judged in the place of the old one, and nothing is written."""
    root = dataset({f"{HOME}/rossi.yaml": stakeholder("rossi")})
    before = (root / f"{HOME}/rossi.yaml").read_bytes()
    assert validate(root).diagnostics == ()
    found = validate_beside(root, {f"{HOME}/rossi.yaml": stakeholder("rossi", "sector: {primary: farma}\n").encode()})
    assert [each.rule for each in found.diagnostics] == ["unknown-term"]
    assert "farma" in found.sources[f"{HOME}/rossi.yaml"].text
    assert (root / f"{HOME}/rossi.yaml").read_bytes() == before
    assert validate(root).diagnostics == ()
