"""Several registries read as one by an engine that exists: its answers are those of the tool on all entries together."""

import json
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import duckdb
import pytest

from alisei_cli.core.summaries import summarize
from alisei_cli.core.view import view
from alisei_cli.exports import EXPORTS
from alisei_cli.model.dataset_index import DatasetIndex
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import REPOSITORY, SAMPLE, Alisei, make, stakeholder

QUERIES = REPOSITORY / "docs/examples/federation"
NORTH = ("piemonte", "lombardia", "liguria", "friuli-venezia-giulia", "emilia-romagna", "p-a-trento")
IDENTIFIERS = ("vat", "tax_code", "ror", "lei", "isni", "wikidata", "host")

TWICE = {
    "north": {
        "alfa": "website: https://www.alfa.it/it/\nidentifiers: {vat: IT00905811006, lei: 815600EF9D8AA6E5E023}\n",
        "beta": "website: https://www.facebook.com/beta\nidentifiers: {tax_code: '00905811006', isni: 0000 0001 2103 2683}\n",
        "gamma": "website: https://sites.google.com/gamma\n",
        "delta": "website: http://user@delta.it:8080/x?y#z\nidentifiers: {ror: https://ror.org/0240rwx68, wikidata: Q42}\n",
    },
    "south": {
        "alfa-due": "website: http://alfa.it\nidentifiers: {vat: '00905811006'}\n",
        "beta-due": "website: https://facebook.com/Beta/?ref=1\nidentifiers: {tax_code: '00905811006', isni: '0000000121032683'}\n",
        "gamma-due": "website: https://sites.google.com/other\n",
        "delta-due": "website: https://delta.it\nidentifiers: {ror: https://ror.org/0240rwx68}\n",
    },
    "centre": {"alfa-tre": "website: https://ALFA.it/x\nidentifiers: {lei: 815600EF9D8AA6E5E023, wikidata: Q42}\n"},
}
"""Bodies that stand in more than one registry, each in a form of its own."""


def registry_of(folder: str) -> str:
    """Which of the three registries a folder of the sample belongs to."""
    return (
        "north"
        if folder in NORTH
        else "south"
        if folder in ("campania", "puglia", "calabria", "sicilia", "sardegna")
        else "centre"
    )


@pytest.fixture(scope="module")
def registries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample as three datasets, and all their entries in one."""
    files: dict[str, dict[str, bytes | str]] = {name: {} for name in TWICE}
    for path in sorted((SAMPLE / "registry/stakeholders").rglob("*.yaml")):
        files[registry_of(path.parent.name)][path.relative_to(SAMPLE).as_posix()] = path.read_bytes()
    for name, bodies in TWICE.items():
        for id_, more in bodies.items():
            files[name][f"registry/stakeholders/toscana/{id_}.yaml"] = stakeholder(id_, more)
    folder = tmp_path_factory.mktemp("registries")
    every = {path: content for each in files.values() for path, content in each.items()}
    return {name: make(folder / name, each) for name, each in {**files, "all": every}.items()}


@pytest.fixture(scope="module")
def federation(registries: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The three registries as Parquet, side by side, with the views of the page."""
    folder = tmp_path_factory.mktemp("federation")
    for name, root in registries.items():
        for file, raw in EXPORTS.load("parquet").build(view(load_dataset(root))).items():
            if name != "all":
                (folder / name).mkdir(exist_ok=True)
                (folder / name / file).write_bytes(raw)
    connection = duckdb.connect()
    connection.execute(f"SET file_search_path = '{folder}'")
    connection.execute((QUERIES / "views.sql").read_text(encoding="utf-8"))
    return connection


def ask(federation: duckdb.DuckDBPyConnection, name: str) -> list[tuple[object, ...]]:
    return federation.execute((QUERIES / f"{name}.sql").read_text(encoding="utf-8")).fetchall()


@pytest.mark.parametrize("question", ["region", "sector"])
def test_totals_are_those_of_the_tool(
    question: str, registries: dict[str, Path], federation: duckdb.DuckDBPyConnection, alisei: Alisei
) -> None:
    """Of each registry, and of all together."""
    found = ask(federation, f"by_{question}")
    for name, root in registries.items():
        report = json.loads(alisei("-C", root, "report", "overview", "--table", f"by-{question}", "--format", "json").out)
        columns = [column["name"] for column in report["tables"][0]["columns"]]
        rows = [dict(zip(columns, row, strict=True)) for row in report["tables"][0]["rows"]]
        counted = {row.get("term", row.get("value")): row["entries"] for row in rows if row["entries"]}
        if question == "sector":
            counted.pop(None, None)  # those of which it is not known are under no term
        known = {value: n for registry, value, n in found if registry == (None if name == "all" else name)}
        assert known == counted
        assert len(known) > 2


def test_duplicates_are_those_of_the_tool(registries: dict[str, Path], federation: duckdb.DuckDBPyConnection) -> None:
    """The same pairs by the same identifiers as in one dataset of all entries, whatever form they are written in."""
    home = {entry.id: name for name, root in registries.items() if name != "all" for entry in load_dataset(root).entries}
    expected = {(kind, *pair) for kind, pair in pairs(registries["all"]) if len({home[id_] for id_ in pair}) == 2}
    found = {(kind, *sorted((one, other))) for kind, _value, _registry, one, _other, other in ask(federation, "duplicates")}
    assert found == expected
    assert {kind for kind, *_pair in found} == {*IDENTIFIERS}
    assert ("host", "gamma", "gamma-due") not in found


def pairs(root: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every two entries of a dataset that share an identifier, as the rules see it."""
    dataset = load_dataset(root)
    index = DatasetIndex(tuple(summarize(entry, dataset.context.schemas[entry.kind]) for entry in dataset.entries))
    for (kind, _value), same in index.by_key.items():
        for pair in combinations(sorted({summary.id for summary in same}), 2):
            if kind in IDENTIFIERS:
                yield kind, pair


def test_a_registry_with_other_columns_joins(
    federation: duckdb.DuckDBPyConnection, registries: dict[str, Path], tmp_path: Path
) -> None:
    """A field that only one registry has is empty in the others, and no answer changes."""
    federation.execute("SELECT current_setting('file_search_path')")
    folder = Path(str(federation.fetchall()[0][0]))
    shutil.copytree(folder, tmp_path / "other")
    file = tmp_path / "other/south/stakeholders.parquet"
    own = "SELECT *, 'x' AS own FROM read_parquet(?)"
    federation.execute(
        f"COPY ({own.replace('?', repr(str(folder / 'south/stakeholders.parquet')))}) TO '{file}' (FORMAT parquet)"
    )
    with duckdb.connect() as other:
        other.execute(f"SET file_search_path = '{tmp_path / 'other'}'")
        other.execute((QUERIES / "views.sql").read_text(encoding="utf-8"))
        assert ask(other, "by_sector") == ask(federation, "by_sector")
        assert other.execute("SELECT DISTINCT registry FROM stakeholders WHERE own = 'x'").fetchall() == [("south",)]
