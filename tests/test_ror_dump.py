"""The dump of the whole world: read as a stream, whatever it holds."""

import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alisei_cli.errors import DataError, UsageError
from alisei_cli.importers import _ror_dump, ror
from alisei_cli.importers._ror_dump import read_records
from alisei_cli.store import outside

DATE = "2026-11-23"


def record(number: int, country: str = "US", **more: Any) -> dict[str, Any]:
    """A record of ROR's schema 2.1, as long as most."""
    return {
        "id": f"https://ror.org/0{number:08}",
        "status": "active",
        "types": ["education"],
        "names": [{"value": f"Università {number} {word}", "types": ["ror_display"], "lang": "it"} for word in "abcdef"],
        "links": [{"type": "website", "value": f"https://www.u{number}.example"}],
        "external_ids": [{"type": "isni", "preferred": None, "all": [f"0000 0001 {number:08}"]}],
        "locations": [{"geonames_id": 1, "geonames_details": {"country_code": country, "lat": 45.5, "name": "X"}}],
        **more,
    }


def pack(file: Path, **texts: str) -> Path:
    """A zip archive with these texts, by the stem of their names."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for stem, text in texts.items():
            made.writestr(f"{stem}.json", text)
        made.writestr("data.csv", "id\n")
    return file


def read_facts(file: Path, id_: str | None = None) -> dict[str, Any]:
    return ror.read_facts(outside.read_parts(file, ror.ENDINGS), DATE, id_)


def test_a_long_dump_is_read_in_little_memory(tmp_path: Path) -> None:
    """Of thousands of records only those asked for are kept, and the file is never held whole."""
    world = [record(number) for number in range(8000)] + [record(9000, "IT")]
    file = pack(tmp_path / "ror.zip", data="[1]", data_schema_v2=json.dumps(world, ensure_ascii=False, indent=2))
    del world
    tracemalloc.start()
    try:
        assert list(read_facts(file)) == ["https://ror.org/000009000"]
        assert tracemalloc.get_traced_memory()[1] < 16_000_000  # decoded at once, it takes 60 MB
    finally:
        tracemalloc.stop()
    foreign = read_facts(file, "https://ror.org/000000042")
    assert [facts["website"] for facts in foreign.values()] == ["https://www.u42.example"]


def test_an_identifier_of_two_records_is_of_neither(tmp_path: Path) -> None:
    """Though the other is not kept."""
    shared = [{"type": "isni", "preferred": None, "all": ["0000 0001 2154 6641"]}]
    world = [record(1, "IT", external_ids=shared), record(2, external_ids=shared), record(3, "IT")]
    (tmp_path / "ror.json").write_text(json.dumps(world))
    found = read_facts(tmp_path / "ror.json")
    assert [list(facts["identifiers"]) for facts in found.values()] == [["ror"], ["ror", "isni"]]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text('{}[],:"\\ é\ud800', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('id{"', max_size=2), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.lists(st.dictionaries(st.text("a[}", max_size=2), VALUES, max_size=3), max_size=4), st.integers(1, 40), st.booleans())
def test_records_are_those_that_a_parser_of_the_whole_finds(made: list[dict[str, Any]], size: int, is_indented: bool) -> None:
    """Wherever the text is cut into parts."""
    text = json.dumps([each | {"id": "x"} for each in made], indent=2 if is_indented else None)
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    assert repr([found for found, _length in read_records(parts)]) == repr(json.loads(text))


ONE = json.dumps(record(1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "not a ROR data dump", id="nothing"),
        pytest.param(f'{{"item": {ONE}}}', "not a ROR data dump", id="object"),
        pytest.param('[{"names": []}]', "not a ROR data dump", id="no id"),
        pytest.param(f"[1, {ONE}]", "not a ROR data dump", id="number"),
        pytest.param(f"[{ONE}, {ONE[:-9]}", "after 1 record", id="breaks off"),
        pytest.param(f"[{ONE}", "after 1 record", id="no end"),
        pytest.param(f"[{ONE}, ]", "after 1 record", id="comma"),
        pytest.param(f"[{ONE} {ONE}]", "after 1 record", id="no comma"),
        pytest.param(f"[{ONE}] [{ONE}]", "after 1 record", id="two lists"),
        pytest.param(f'[{ONE}, {{"id": "{"x" * _ror_dump.LONGEST}"}}]', "after 1 record", id="long record"),
        pytest.param(f'[{ONE}, {{"id": "x", "y": {"[" * 5000 + "]" * 5000}}}]', "after 1 record", id="deep record"),
        pytest.param(f'[{ONE}, {{"id": "x", "y": {"9" * 5000}}}]', "after 1 record", id="digits"),
    ],
)
def test_what_is_no_dump_is_refused(text: str, said: str, tmp_path: Path) -> None:
    """Also packed; nothing of it is taken."""
    (tmp_path / "ror.json").write_text(text)
    for file in (tmp_path / "ror.json", pack(tmp_path / "ror.zip", data=text)):
        with pytest.raises(DataError, match=said):
            read_facts(file)


def test_a_record_without_end_is_read_no_further_than_its_limit() -> None:
    parts = iter([f'[{ONE}, {{"id": "', *["x" * 100_000] * 50])
    with pytest.raises(DataError):
        list(read_records(parts))
    assert len(list(parts)) > 35


@pytest.mark.parametrize("name", ["ror.json", "ror.zip"])
def test_a_dump_longer_than_the_limit_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "MAX_UNPACKED", 2_000_000)
    text = "[" + f"{ONE},\n" * 4000 + ONE + "]"
    file = tmp_path / name
    file.write_text(text) if name.endswith("json") else pack(file, data=text)
    with pytest.raises(DataError, match="larger than 1 GB"):
        read_facts(file)


@pytest.mark.parametrize("limit", ["MOST_KEPT", "MOST_CODES"])
def test_a_dump_with_too_much_to_keep_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ror, limit, 5)
    with pytest.raises(DataError, match="too much"):
        ror.read_facts([json.dumps([record(number, "IT") for number in range(9)])], DATE)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    """Cut off, changed in the middle, or with a table of contents as long as a file."""
    sound = pack(tmp_path / "sound.zip", data="[" + f"{ONE}," * 2000 + ONE + "]").read_bytes()
    file = tmp_path / "ror.zip"
    many = pack(tmp_path / "many.zip", data=f"[{ONE}]", **{f"{number:0200}": "" for number in range(6000)}).read_bytes()
    for raw in (b"", sound[:-30], sound[:300] + b"\xff" * 50 + sound[350:], many):
        file.write_bytes(raw)
        with pytest.raises(DataError, match="is damaged"):
            read_facts(file)


def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes('[{"id": "é"}]'.encode("latin-1"))
    with pytest.raises(DataError, match="UTF-8"):
        read_facts(tmp_path / "latin.json")
    for file in (tmp_path / "none.json", tmp_path / "none.zip", tmp_path):
        with pytest.raises(UsageError, match=r"exist|cannot be read"):
            read_facts(file)
