"""No output holds a value of a higher audience; and where the gate is broken on purpose, the search finds it."""

import base64
import html
import json
import sqlite3
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.commands import COMMANDS, _audit, _runs
from alisei_cli.commands._contract import Call
from alisei_cli.core import diff, hidden, overlay
from alisei_cli.core import view as gate
from alisei_cli.core.leaks import Hunt
from alisei_cli.core.needles import Haystack, build_search, fold, forms
from alisei_cli.core.protected import Levels, Protected
from alisei_cli.core.unpack import unpack
from alisei_cli.exports import EXPORTS
from alisei_cli.exports._contract import Export
from alisei_cli.model import view as model
from alisei_cli.model.dataset import Entry
from alisei_cli.model.lazy_entry import LazyEntry
from alisei_cli.model.leak import Audit, Output
from alisei_cli.model.view import Audiences, View
from alisei_cli.render.screen import Screen
from alisei_cli.store import dataset_cache, words
from alisei_cli.store.load import read_dataset
from alisei_cli.store.overlay import read_overlay
from alisei_cli.store.tree import WorkTree
from tests.canaries import AUDIENCES, Canary, plant
from tests.conftest import Alisei, committed, git

SLOW = {"pdf"}
"""Formats that are left to the weekly tests, being made of the answer that others are made of."""
UNASKED = "1 command gave no answer: alisei overlay"
"""What is said of a dataset without an overlay."""
Patch = pytest.MonkeyPatch
Planted = tuple[Path, list[Canary]]
Overlaid = tuple[Path, Path, list[Canary]]


def plant_twice(root: Path, entries: int, shift: int = 0) -> list[Canary]:
    """A dataset in git, of which every canary changes with its last commit."""
    plant(root, entries, shift, generation=1)
    committed(root)
    canaries = plant(root, entries, shift)
    git(root, "commit", "-qam", "other canaries")
    return canaries


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Six entries, every field of them with a canary."""
    root = tmp_path_factory.mktemp("planted") / "dataset"
    return root, plant_twice(root, 6)


@pytest.fixture(scope="module")
def overlaid(tmp_path_factory: pytest.TempPathFactory) -> Overlaid:
    """Six entries, whose every field that need not be public is in an overlay."""
    root = tmp_path_factory.mktemp("overlaid")
    canaries = plant(root / "dataset", 6, private=root / "private")
    return committed(root / "dataset"), root / "private", canaries


def audit(root: Path, audience: str | None = None) -> Audit:
    """What ``alisei audit leaks`` finds."""
    return _audit.audit_leaks(Call(root, Screen()), audience)


def only(patch: Patch, keep: Callable[[_runs.Line], bool]) -> None:
    """Make only some of the outputs."""
    every = _runs.list_lines

    def list_lines(*words: Any, **named: Any) -> Iterator[_runs.Line]:
        return (line for line in every(*words, **named) if keep(line))

    patch.setattr(_audit, "list_lines", list_lines)


def test_no_output_leaks(planted: Planted, monkeypatch: Patch) -> None:
    """All commands, reports, exports and formats but PDF, for the public: none tells a canary, and none gives no answer."""
    root, canaries = planted
    only(monkeypatch, lambda line: SLOW.isdisjoint(line.words))
    found = audit(root, "public")
    assert found.leaks == ()
    assert list(map(str, found.notes)) == [UNASKED]
    assert found.values >= sum(canary.level > 0 for canary in canaries)
    commands = {line.words[0] for line in _runs.list_lines("public", {}, is_first=True)}
    assert commands == {*COMMANDS.names} - _runs.NOT_RUN


@pytest.mark.weekly
@pytest.mark.parametrize("shift", range(5))
def test_no_output_of_any_audience_leaks(tmp_path: Path, shift: int, monkeypatch: Patch) -> None:
    """Thirty entries, each field once for each audience, in all formats."""
    plant_twice(tmp_path / "dataset", 30, shift)
    monkeypatch.setattr(_audit, "MOST", 30)
    found = audit(tmp_path / "dataset")
    assert (found.leaks, {*map(str, found.notes)} - {UNASKED}) == ((), set())


@pytest.mark.weekly
def test_no_output_of_many_entries_leaks(tmp_path: Path, monkeypatch: Patch) -> None:
    """A thousand entries, twenty of them asked for one by one: some ten minutes of processor."""
    plant_twice(tmp_path / "dataset", 1000)
    only(monkeypatch, lambda line: SLOW.isdisjoint(line.words))
    assert audit(tmp_path / "dataset").leaks == ()


def test_what_is_protected_is_found_without_the_view(planted: Planted) -> None:
    """The canaries above each audience are among the values that are looked for, and none that it may see."""
    root, canaries = planted
    dataset = read_dataset(WorkTree(root))
    levels = Levels(dataset.context)
    for place, audience in enumerate(AUDIENCES):
        found = {(each.path, each.pointer) for entry in dataset.entries for each in levels.find_above(entry, audience)}
        assert {(each.path, each.pointer) for each in canaries if each.level > place} <= found
        assert found.isdisjoint({(each.path, each.pointer) for each in canaries if each.level <= place})


def test_private_values_are_found_without_the_merge(overlaid: Overlaid) -> None:
    """The same of an overlay, whose files are read apart."""
    root, private, canaries = overlaid
    dataset = read_dataset(WorkTree(root))
    levels = Levels(dataset.context)
    files = read_overlay(private, root, dataset.context).files
    entries = (*dataset.entries, *levels.read_overlay(files, dataset.entries))
    for place, audience in enumerate(AUDIENCES):
        found = {(each.path, each.pointer) for entry in entries for each in levels.find_above(entry, audience)}
        assert {(each.path, each.pointer) for each in canaries if each.level > place} <= found
        assert found.isdisjoint({(each.path, each.pointer) for each in canaries if each.level <= place})


def test_a_search_for_a_hidden_word_finds_nothing(planted: Planted, alisei: Alisei) -> None:
    """Nor does a condition on a hidden field, so that nothing can be found out by asking."""
    root, canaries = planted
    for canary in [each for each in canaries if each.level and isinstance(each.value, str)][::9]:
        word = str(canary.value).split()[-1] if " " not in str(canary.value) else str(canary.value).split()[1]
        said = json.loads(alisei("-C", root, "search", word, "--format", "json").out)
        assert said["tables"][0]["rows"] == []


# Broken on purpose.


def ignore_policy(patch: Patch) -> None:
    """The policy is not asked."""
    make = Audiences.__init__

    def init(self: Audiences, context: Any) -> None:
        make(self, context)
        self._tightened = {}

    patch.setattr(Audiences, "__init__", init)


def ignore_sharing(patch: Patch) -> None:
    """The ``sharing`` block of an entry is not read."""
    patch.setattr(Audiences, "drop_raised", lambda self, entry, schema, audience: entry.data)


def show_unknown_fields(patch: Patch) -> None:
    """A field of which no schema says anything is for everyone."""
    patch.setattr(gate, "drop_hidden", lambda data, fields, below: model.drop_hidden(data, fields | {"unheard_of"}, below))


def keep_items(patch: Patch) -> None:
    """What is hidden in the items of a list stays."""
    drop = model._drop_hidden
    patch.setattr(model, "_drop_hidden", lambda value, below: value if isinstance(value, list) else drop(value, below))


def pass_lazy_entries(patch: Patch) -> None:
    """An entry whose data are not made yet goes through as it is."""
    see = gate._see
    patch.setattr(gate, "_see", lambda entry, *rest: entry if isinstance(entry, LazyEntry) else see(entry, *rest))


def tell_values(patch: Patch) -> None:
    """Diagnostics tell every value."""
    patch.setattr(gate, "hide_values", lambda verdict: verdict)


def show_lines(patch: Patch) -> None:
    """Excerpts and patches are shown of every file."""
    patch.setattr(hidden.Hidden, "texts", lambda self, path: frozenset())


def cache_all_names(patch: Patch) -> None:
    """The names that completion offers are cached whoever may see them."""

    def keep(entries: Any, changed: Any, context: Any, memory: Any) -> None:
        words.keep_names(memory, {entry.id: entry.name for entry in entries})

    patch.setattr(dataset_cache, "_keep_names", keep)


def search_the_whole(patch: Patch) -> None:
    """The words of a search are collected before the gate."""
    from alisei_cli import searching

    add = searching.add_words

    def add_words(seen: View, root: Path) -> View:
        whole = dataset_cache.load_dataset(root)
        return replace(add(replace(seen, entries=whole.entries), root), entries=seen.entries)

    patch.setattr(searching, "add_words", add_words)


def count_statistics_as_public(patch: Patch) -> None:
    """What is marked for statistics is shown with its name."""
    place = Audiences.place
    patch.setattr(Audiences, "place", lambda self, name: 0 if name == "statistics" else place(self, name))


def compare_the_whole(patch: Patch) -> None:
    """A difference compares states before the gate."""
    patch.setattr(
        diff,
        "view",
        lambda dataset, audience, known: View(dataset.entries, dataset.context, dataset.commit, audience=audience or "public"),
    )


def export_files(patch: Patch) -> None:
    """A new export reads the files itself."""
    rogue = Export(lambda view: {"all.txt": b"".join(_read_all(view))}, "all.txt")
    load = EXPORTS.load
    patch.setitem(vars(EXPORTS), "load", lambda name: rogue if name == "rogue" else load(name))
    patch.setitem(vars(EXPORTS), "names", (*EXPORTS.names, "rogue"))


def _read_all(view: View) -> Iterator[bytes]:
    for entry in view.entries:
        yield Path(entry.path).read_bytes()  # the folder of the dataset is the current one


def compress_values(patch: Patch) -> None:
    """An export hides what it should not have in a compressed file, in capitals."""

    def build(view: View) -> dict[str, bytes]:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("all.txt", b"".join(_read_all(view)).decode().upper().encode("utf-16"))
        return {"all.zip": packed.getvalue()}

    load = EXPORTS.load
    patch.setitem(vars(EXPORTS), "load", lambda name: Export(build, "all.zip") if name == "rogue" else load(name))
    patch.setitem(vars(EXPORTS), "names", (*EXPORTS.names, "rogue"))


MUTANTS: dict[Callable[[Patch], None], tuple[str, ...]] = {
    ignore_policy: ("export", "json"),
    ignore_sharing: ("export", "json"),
    show_unknown_fields: ("export", "jsonl"),
    keep_items: ("export", "json"),
    pass_lazy_entries: ("export", "json"),
    tell_values: ("validate",),
    show_lines: ("validate",),
    cache_all_names: ("export", "json"),
    search_the_whole: ("search",),
    count_statistics_as_public: ("export", "json"),
    compare_the_whole: ("diff",),
    export_files: ("export", "rogue"),
    compress_values: ("export", "rogue"),
}
"""Ways to break the gate, each with the command that would tell."""


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_broken_gate_is_found(mutant: Callable[[Patch], None], planted: Planted, monkeypatch: Patch) -> None:
    """The proof goes red."""
    root, _canaries = planted
    asked = MUTANTS[mutant]
    only(
        monkeypatch,
        lambda line: (
            line.words[: len(asked)] == asked and SLOW.isdisjoint(line.words) and (line.is_written or asked[0] != "export")
        ),
    )
    mutant(monkeypatch)
    assert audit(root, "public").leaks


# Private values.


def forget_to_raise(patch: Patch) -> None:
    """What an overlay brings is merged as if the file of the entry had it."""
    build = overlay._build_entry
    patch.setattr(overlay, "_build_entry", lambda *words: replace(build(*words), raised={}))


def ignore_raised(patch: Patch) -> None:
    """The view does not ask what an overlay brings."""
    patch.setattr(Audiences, "raised", lambda self, entry, schema: {})


def open_to_members(patch: Patch) -> None:
    """What an overlay brings is for members, whatever the ``sharing`` block says."""
    build = overlay._build_entry

    def build_entry(*words: Any) -> Entry:
        entry = build(*words)
        return replace(entry, data={key: value for key, value in entry.data.items() if key != "sharing"})

    patch.setattr(overlay, "_build_entry", build_entry)


def only_export(patch: Patch) -> None:
    """One output, of all entries."""
    only(patch, lambda line: line.words[:2] == ("export", "json") and line.is_written)


def test_values_of_an_overlay_are_looked_for(overlaid: Overlaid, monkeypatch: Patch) -> None:
    """Every one of them, by levels that are read from its own files; none is told."""
    root, private, canaries = overlaid
    only_export(monkeypatch)
    found = _audit.audit_leaks(Call(root, Screen(), private))
    assert found.leaks == ()
    assert found.values >= sum(canary.level > 0 for canary in canaries) > 100


@pytest.mark.parametrize(
    ("mutant", "audience"),
    [(forget_to_raise, "public"), (ignore_raised, "members"), (open_to_members, "members")],
)
def test_an_overlay_that_leaks_is_found(
    mutant: Callable[[Patch], None], audience: str, overlaid: Overlaid, monkeypatch: Patch
) -> None:
    """The leak names the file of the overlay."""
    root, private, _canaries = overlaid
    only_export(monkeypatch)
    mutant(monkeypatch)
    leaks = _audit.audit_leaks(Call(root, Screen(), private), audience).leaks
    assert leaks
    assert {each.path.startswith(str(private)) for each in leaks} == {True}


@pytest.mark.weekly
@pytest.mark.parametrize("shift", range(5))
def test_no_output_leaks_an_overlay(tmp_path: Path, shift: int, monkeypatch: Patch) -> None:
    """Twelve entries with a private value in every field, in all formats."""
    private = tmp_path / "private"
    plant(tmp_path / "dataset", 12, shift, private=private)
    committed(tmp_path / "dataset")
    only(monkeypatch, lambda line: SLOW.isdisjoint(line.words))
    assert _audit.audit_leaks(Call(tmp_path / "dataset", Screen(), private)).leaks == ()


# What the search sees.

VALUE = "Società «Rossi & Bianchi» è segreta"
DISGUISES: dict[str, bytes] = {
    "UTF-8": VALUE.encode(),
    "UTF-16": VALUE.encode("utf-16"),
    "UTF-16, big end first": VALUE.encode("utf-16-be"),
    "Latin-1": VALUE.encode("latin-1"),
    "capitals": VALUE.upper().encode(),
    "without accents": b"Societa Rossi Bianchi e segreta",
    "on several lines": VALUE.replace(" ", "\n   ").encode(),
    "JSON": json.dumps(VALUE).encode(),
    "Markdown": VALUE.replace("Ro", "Ro<!-- -->").encode(),
    "HTML": html.escape(VALUE).encode("ascii", "xmlcharrefreplace"),
    "URL": urllib.parse.quote(VALUE).encode(),
    "a form of a browser": urllib.parse.quote_plus(VALUE).encode(),
    "base64": base64.b64encode(b"x" + VALUE.encode() + b"yz"),
    "hexadecimal": VALUE.encode().hex().encode(),
    "a part": b"una cosa SEGRETA davvero",
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_value_is_found_in_disguise(disguise: str) -> None:
    """Whatever the encoding, the escapes, the case; in a part too."""
    search = build_search(forms(VALUE))
    assert any(search(text) for text in Haystack(b"before " + DISGUISES[disguise] + b" after").texts)
    assert not any(search(text) for text in Haystack(b"societies have secrets").texts)


@pytest.mark.parametrize("text", ["1234567", "1,234,567", "1.234.567", "1\u00a0234\u00a0567", "1 234 567"])
def test_a_number_is_found_however_it_is_grouped(text: str) -> None:
    """In the manner of any language."""
    search = build_search(forms(1234567))
    assert any(search(text) for text in Haystack(f"are {text} euro".encode()).texts)


def test_a_short_number_in_a_digest_is_met_by_chance() -> None:
    """A long one is not, nor is one that is a word of its own."""
    search = build_search([*forms(123456), *forms("02118311006")])
    assert search(b"sha256 9f123456ab") == set()
    assert search(b"sha256 9f12 123456") == {b"123456"}
    assert search(b"it02118311006") == {b"02118311006"}
    assert search(fold(b"123456<!-- -->789")) == set()


def test_short_values_are_not_looked_for() -> None:
    """Five characters are met by chance."""
    assert list(forms("abcde")) == list(forms(12345)) == []
    assert b"abcdef" in set(forms("abcdef"))


def find(content: bytes) -> bool:
    """Whether the value is found in a file."""
    return bool(Hunt([Protected("a.yaml", ("x",), VALUE)], b"").find(Output("o", "public", (content,))))


def test_a_value_is_found_in_files_within_files() -> None:
    """In members of archives, and in archives in them."""
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", html.escape(VALUE))
    outer = BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.xlsx", inner.getvalue())
    assert find(outer.getvalue())
    assert find(b'<img src="data:x;base64,' + base64.b64encode(VALUE.encode() * 3) + b'">')


@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_value_is_found_in_a_database(is_deleted: bool) -> None:
    """In a full-text index too, which stores a word without the beginning of the one before; and in pages that are free again."""
    base = sqlite3.connect(":memory:")
    base.execute("pragma secure_delete = off")
    base.execute("create virtual table words using fts5(said, content='')")
    base.execute("create table texts (said text)")
    base.execute("insert into words values ('segreto segreta segrete')")
    base.execute("insert into texts values (?)", ("x" * 9000 + VALUE,))
    if is_deleted:
        base.execute("delete from texts")
        base.execute("drop table words")
    else:
        base.execute("drop table texts")
    base.commit()
    assert find(base.serialize())


def test_a_value_is_found_in_parquet() -> None:
    """In compressed pages, in statistics, in the metadata of the file."""
    import pyarrow
    import pyarrow.parquet

    for table in (pyarrow.table({"a": [VALUE] * 9}), pyarrow.table({"a": [1]}).replace_schema_metadata({"note": VALUE})):
        written = BytesIO()
        pyarrow.parquet.write_table(table, written, compression="zstd")
        assert find(written.getvalue())


def test_a_value_is_found_in_a_pdf() -> None:
    """Where letters are numbers of drawings, in compressed streams."""
    from alisei_cli.render.tables.pdf import print_pages

    assert find(print_pages(f"<html lang=it><title>t</title><p>Prima. {html.escape(VALUE)}. Dopo.</p></html>"))
    assert not find(print_pages("<html lang=it><title>t</title><p>Societies have secrets.</p></html>"))


def test_what_everyone_sees_is_no_leak() -> None:
    """A value, or a word of one, that the audience may see elsewhere."""
    hunt = Hunt([Protected("a.yaml", ("x",), "Istituto Bianchi"), Protected("a.yaml", ("y",), "altrove")], b"L'istituto Bianchi")
    assert hunt.values == 1


def test_unpacking_stops() -> None:
    """Archives in archives in archives are opened so far and no further."""
    content = b"x" * 100
    for _depth in range(9):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a", content)
        content = packed.getvalue()
    assert len(list(unpack(content))) < 20


# The command.


@pytest.fixture
def leaky(planted: Planted, monkeypatch: Patch) -> Path:
    """A dataset of which one export leaks."""
    root, _canaries = planted
    export_files(monkeypatch)
    only(monkeypatch, lambda line: line.words[:2] == ("export", "rogue"))
    return root


def test_leaks_are_told_without_values(leaky: Path, planted: Planted, alisei: Alisei) -> None:
    """In the form of the contract, with exit code 1."""
    outcome = alisei("-C", leaky, "audit", "leaks", "--format", "json")
    said = json.loads(outcome.out)
    assert outcome.code == 1
    assert list(said) == ["version", "values", "outputs", "bytes", "leaks"]
    assert said["leaks"][0].keys() == {"output", "audience", "path", "pointer"}
    assert {each["audience"] for each in said["leaks"]} == {"public", "members"}
    text = alisei("-C", leaky, "audit", "leaks")
    assert text.code == 1
    assert "alisei export rogue --audience public" in text.out
    for canary in planted[1]:
        assert str(canary.value) not in outcome.out + outcome.err + text.out + text.err


def test_nothing_to_hide_is_no_leak(sample: Path, alisei: Alisei) -> None:
    """A dataset that is public as a whole: nothing is looked for."""
    outcome = alisei("-C", sample, "audit", "leaks", "--audience", "public", "--format", "json")
    assert (outcome.code, json.loads(outcome.out)["leaks"]) == (0, [])


@pytest.mark.parametrize("words", [["leeks"], ["leaks", "--audience", "publik"], ["leaks", "--format", "jsn"]])
def test_a_slip_of_the_pen_is_answered(words: list[str], sample: Path, alisei: Alisei) -> None:
    """With the nearest, and exit code 2."""
    outcome = alisei("-C", sample, "audit", *words)
    assert outcome.code == 2
    assert "Did you mean" in outcome.err


def test_the_dataset_is_left_alone(planted: Planted, monkeypatch: Patch) -> None:
    """Commands that write are run on a copy, with the option that writes nothing where there is one."""
    root, _canaries = planted
    only(monkeypatch, lambda line: line.words[0] in ("fix", "import", "schema") and SLOW.isdisjoint(line.words))
    before = git(root, "status", "--porcelain", "--ignored")
    audit(root, "public")
    assert git(root, "status", "--porcelain", "--ignored") == before
