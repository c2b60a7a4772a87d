"""The database, opened by SQLite itself and by Datasette."""

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette

from alisei_cli.core.ask import choose_entries
from alisei_cli.core.conditions import asked_together
from alisei_cli.core.view import view
from alisei_cli.exports import EXPORTS
from alisei_cli.exports._questions import QUERIES, VIEWS
from alisei_cli.exports._state import count_hidden
from alisei_cli.model.dataset import Dataset
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import REPOSITORY, Alisei, make, stakeholder

FOLDER = "registry/stakeholders/toscana"
ALFA = {f"{FOLDER}/beta.yaml": stakeholder("beta", "membership: {status: member}\n")}


@pytest.fixture(scope="module")
def registry(sample: Path) -> Dataset:
    return load_dataset(sample)


@pytest.fixture(scope="module")
def folder(registry: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the sample."""
    place = tmp_path_factory.mktemp("sqlite")
    for name, raw in EXPORTS.load("sqlite").build(view(registry)).items():
        (place / name).write_bytes(raw)
    return place


def opened(raw: bytes) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.deserialize(raw)
    return base


def exported(root: Path, *wheres: str) -> sqlite3.Connection:
    seen = choose_entries(whole := view(load_dataset(root)), asked_together(wheres, whole.context))
    return opened(EXPORTS.load("sqlite").build(seen)["registry.sqlite"])


def ids(alisei: Alisei, sample: Path, *words: str) -> list[str]:
    said = json.loads(alisei("-C", sample, "list", *words, "--columns", "id", "--format", "json").out)
    return sorted(row[0] for row in said["tables"][0]["rows"])


def test_it_is_sound_and_has_no_free_pages(folder: Path) -> None:
    """SQLite's own checks; nothing is left over in a page that no table has."""
    base = sqlite3.connect(folder / "registry.sqlite")
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert base.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [file.name for file in sorted(folder.iterdir())] == ["metadata.json", "registry.sqlite"]


def test_it_has_every_entry_and_says_what_it_is(folder: Path, registry: Dataset) -> None:
    """One row for each entry, the state in a table of its own."""
    base = sqlite3.connect(folder / "registry.sqlite")
    assert base.execute("SELECT count(*) FROM entries WHERE here").fetchone() == (len(registry.entries),)
    said = dict(base.execute("SELECT key, value FROM metadata"))
    assert (said["commit"], said["audience"], said["hidden_fields"]) == (
        registry.commit,
        "public",
        str(count_hidden(view(registry))),
    )
    assert "CC BY 4.0" in said["attribution"]


def test_views_answer_as_the_commands_do(folder: Path, sample: Path, alisei: Alisei) -> None:
    """The questions of docs/questions.md, asked twice."""
    base = sqlite3.connect(folder / "registry.sqlite")

    def ask(sql: str, *words: str) -> list[str]:
        return sorted(row[0] for row in base.execute(sql, words))

    assert {each.name for each in VIEWS} <= set(ask("SELECT name FROM sqlite_master WHERE type = 'view'"))
    for term, where in (("oncology", "therapeutic-area"), ("company", "type")):
        found = ids(alisei, sample, "--where", f"{where}={term}", "--where", "area=nord")
        sql = "SELECT id FROM who_works_on WHERE term = ? AND area LIKE 'nord-%' AND kind = 'stakeholder'"
        assert found, term
        assert ask(sql, term) == found, term
    for name, words in {
        "members": ["--where", "membership=member"],
        "members_without_website": ["--where", "membership=member", "--missing", "website"],
        "members_without_contact": ["--where", "membership=member", "--missing", "contact"],
        "members_not_confirmed": ["--where", "membership=member", "--missing", "verified"],
        "companies_without_vat": ["--where", "type=company", "--missing", "vat"],
        "companies_without_size": ["--where", "type=company", "--missing", "size"],
        "by_founding": ["--where", "founded=1000..2100"],
        "events_by_day": ["event"],
        "no_longer_active": ["--where", "status!=active"],
    }.items():
        assert ask(f"SELECT id FROM {name}") == ids(alisei, sample, *words), name  # noqa: S608
    matrix = json.loads(alisei("-C", sample, "report", "matrix", "--rows", "type", "--cols", "area", "--format", "json").out)
    table = matrix["tables"][0]
    places = {column["name"]: number for number, column in enumerate(table["columns"])}
    company = next(row for row in table["rows"] if row[0] == "company")
    for area, count in base.execute("SELECT area, bodies FROM types_by_area WHERE type = 'company' AND area IS NOT NULL"):
        assert company[places[area]] == count, area


def test_the_page_names_every_view_and_query() -> None:
    """docs/export.md is where people look them up."""
    page = (REPOSITORY / "docs/export.md").read_text(encoding="utf-8")
    assert [each.name for each in (*VIEWS, *QUERIES) if f"`{each.name}`" not in page] == []


def test_a_search_folds_accents(tmp_path: Path) -> None:
    """In names and descriptions, both ways."""
    more = "description: {it: Ricerca sulla sanità pubblica, en: Research on health}\n"
    root = make(tmp_path / "data", {f"{FOLDER}/alfa.yaml": stakeholder("alfa", more, name="Università Alfa")})
    base = exported(root)
    sql = "SELECT id FROM search JOIN entries ON number = search.rowid WHERE search MATCH ?"
    for words in ("universita", "UNIVERSITÀ", "sanita", "alfa"):
        assert base.execute(sql, (words,)).fetchall() == [("alfa",)], words


def test_what_is_named_is_there(tmp_path: Path) -> None:
    """Not chosen, not existing, not a term: keys hold, and ``here`` tells; of two with one id the first is kept, which is said."""
    more = "relations:\n  - {kind: parent, target: beta}\n  - {kind: parent, target: ghost}\ntechnologies: [no-such-term]\n"
    root = make(
        tmp_path / "data",
        {
            f"{FOLDER}/alfa.yaml": stakeholder("alfa", more),
            f"{FOLDER}/beta.yaml": stakeholder("beta", type="university"),
            f"{FOLDER}/twice.yaml": stakeholder("alfa", "edition: 99999999999999999999\n"),
        },
    )
    base = exported(root, "type=company")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT id, name, here FROM entries ORDER BY id").fetchall() == [
        ("alfa", "Alfa", 1),
        ("beta", "Beta", 0),
        ("ghost", None, 0),
    ]
    assert base.execute("SELECT facet FROM terms WHERE code = 'no-such-term'").fetchall() == [(None,)]
    said = [str(each) for each in EXPORTS.load("sqlite").note(view(load_dataset(root))) or ()]
    assert said == ["1 entry has the id of another one and is left out: registry/stakeholders/toscana/twice.yaml"]


def test_hostile_names_and_values(tmp_path: Path) -> None:
    """Neither a field nor a text becomes SQL; what the schema refuses is kept as it is written."""
    root = make(
        tmp_path / "data",
        {f"{FOLDER}/alfa.yaml": stakeholder("alfa", "website: 12\n", name='"\'); DROP TABLE stakeholders; --"')},
    )
    file = root / "schema/stakeholder.schema.json"
    document = json.loads(file.read_text())
    for name in ('x"); DROP TABLE entries; --', "Website", "a.b", "a_b", "\0", ""):
        document["properties"][name] = {"type": "string", "x-alisei-audience": "public"}
    file.write_text(json.dumps(document))
    base = exported(root)
    columns = [row[1] for row in base.execute("PRAGMA table_info(stakeholders)")]
    assert {"website", "Website_2", "a_b", "a_b_2", "field", "field_2"} <= set(columns)
    assert base.execute("SELECT name, website FROM stakeholders").fetchall() == [("'); DROP TABLE stakeholders; --", "12")]


@pytest.mark.parametrize("plural", ["members", "terms", "regions", "entries", "search-data", "sqlite-x", "order"])
def test_a_kind_of_any_name(plural: str, tmp_path: Path) -> None:
    """A table of our own, a view or a word of SQL: the entries are there under another name."""
    root = make(tmp_path / "data", {f"registry/{plural}/alfa.yaml": "id: alfa\ncolour: [red]\n", **ALFA})
    text = {"type": "string", "x-alisei-audience": "public"}
    document = {
        "x-alisei-path": "{id}.yaml",
        "x-alisei-kind": {"plural": plural, "labels": {"it": "cose", "en": "things"}},
        "type": "object",
        "properties": {"id": text, "colour": {"type": "array", "items": {"type": "string"}, "x-alisei-audience": "public"}},
    }
    (root / "schema/thing.schema.json").write_text(json.dumps(document))
    base = exported(root)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT id FROM entries WHERE kind = 'thing'").fetchall() == [("alfa",)]
    names = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert [name for name in names if name.endswith("_colour")], names
    assert base.execute("SELECT count(*) FROM members").fetchone() == (1,)
    assert base.execute("SELECT count(*) FROM terms WHERE facet = 'sector'").fetchone()[0] > 5


def test_datasette_opens_it(folder: Path) -> None:
    """Titles, licence, full-text search and every query, through its own API."""
    words = {
        "find": {"words": "università \"'"},
        "who_works_on_in_area": {"term": "company", "area": "centro"},
        "who_works_on_in_region": {"term": "company", "region": "toscana"},
        "founded_between": {"first": "2000", "last": "2010"},
    }
    assert set(words) == {each.name for each in QUERIES}

    async def look() -> None:
        shown = Datasette([str(folder / "registry.sqlite")], metadata=json.loads((folder / "metadata.json").read_text()))
        await shown.invoke_startup()
        metadata = (await shown.client.get("/-/metadata.json")).json()
        assert metadata["license"] == "CC-BY-4.0"
        for name, asked in words.items():
            found = await shown.client.get(f"/registry/{name}.json", params={**asked, "_shape": "array"})
            assert found.status_code == 200, found.text
            assert found.json(), name
        for view_ in VIEWS:
            assert (await shown.client.get(f"/registry/{view_.name}.json")).status_code == 200, view_.name
        found = await shown.client.get("/registry/entries.json", params={"_search": "universita", "_shape": "array"})
        assert found.json()
        assert all("universit" in each["name"].lower() for each in found.json()[:3])
        page = (await shown.client.get("/registry/stakeholders")).text
        assert "head_office_region" in page
        assert ">Tuscany<" in page

    asyncio.run(look())
