"""The Parquet tables, opened by DuckDB, pandas and polars; a figure of each is that of the report."""

import json
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet
import pytest

from alisei_cli.core.view import view
from alisei_cli.exports import EXPORTS
from alisei_cli.model.dataset import Dataset
from alisei_cli.model.view import DEFAULT
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import REPOSITORY, Alisei, make, stakeholder

FOLDER = "registry/stakeholders/toscana"
COLUMNS = REPOSITORY / "tests/data/columns.txt"
"""Every column that was ever exported: a promise to those who use them."""
PAGE = REPOSITORY / "docs/tables.md"
MARK = "<!-- Written by tests/exports/test_parquet.py --accept. -->\n"


@pytest.fixture(scope="module")
def registry(sample: Path) -> Dataset:
    return load_dataset(sample)


@pytest.fixture(scope="module")
def folder(registry: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as Parquet, CSV and JSON Lines."""
    place = tmp_path_factory.mktemp("parquet")
    for export in ("parquet", "csv", "jsonl"):
        for name, raw in EXPORTS.load(export).build(view(registry)).items():
            (place / name).write_bytes(raw)
    return place


def schemas(dataset: Dataset, audience: str) -> dict[str, pyarrow.Schema]:
    files = EXPORTS.load("parquet").build(view(dataset, audience))
    return {name.removesuffix(".parquet"): pyarrow.parquet.read_schema(pyarrow.BufferReader(raw)) for name, raw in files.items()}


def test_columns_are_only_ever_added(registry: Dataset, request: pytest.FixtureRequest) -> None:
    """Name and type of each column in the list are still those of the export; ``--accept`` adds what is new and takes nothing away."""
    now = [f"{table} {field.name} {field.type}" for table, each in schemas(registry, DEFAULT[-1]).items() for field in each]
    promised = COLUMNS.read_text(encoding="utf-8").splitlines() if COLUMNS.exists() else []
    if request.config.getoption("--accept"):
        promised += [line for line in now if line not in promised]
        COLUMNS.write_text("".join(f"{line}\n" for line in promised), encoding="utf-8")
    assert [line for line in promised if line not in now] == [], "these columns were promised"
    assert [line for line in now if line not in promised] == [], "new columns: run this test with --accept"


def test_the_page_has_every_column(registry: Dataset, request: pytest.FixtureRequest) -> None:
    """With its type, the widest audience that has it, and what it holds."""
    by_audience = {audience: schemas(registry, audience) for audience in DEFAULT}
    rows = ["| table | column | type | audience | holds |", "| --- | --- | --- | --- | --- |"]
    for table, columns in by_audience[DEFAULT[-1]].items():
        for field in columns:
            first = next(each for each in DEFAULT if table in by_audience[each] and field.name in by_audience[each][table].names)
            said = field.metadata[b"description"].decode().replace("|", "\\|")
            rows.append(f"| `{table}` | `{field.name}` | `{field.type}` | {first} | {said} |")
    head, _mark, _old = PAGE.read_text(encoding="utf-8").partition(MARK)
    text = head + MARK + "\n" + "\n".join(rows) + "\n"
    if request.config.getoption("--accept"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "run this test with --accept"


def test_lists_terms_dates_and_state(tmp_path: Path) -> None:
    """Typed lists, dictionaries of terms, first and last day of a date, rows by id, the state in the metadata."""
    more = "membership: {status: member, since: 2013-02}\nsector: {primary: pharma}\ntechnologies: [genomics-sequencing]\n"
    files = {
        "registry/stakeholders/lazio/zeta.yaml": stakeholder("zeta", "edition: x\n", place="region: lazio"),
        "registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", more),
        "registry/stakeholders/umbria/beta.yaml": stakeholder("beta", place="region: umbria"),
    }
    dataset = load_dataset(make(tmp_path / "data", files))
    made = EXPORTS.load("parquet").build(view(dataset))
    table = pyarrow.parquet.read_table(pyarrow.BufferReader(made["stakeholders.parquet"]))
    assert table["id"].to_pylist() == ["alfa", "beta", "zeta"]
    assert table["technologies"].to_pylist() == [["genomics-sequencing"], None, None]
    assert str(table.schema.field("technologies").type) == "list<element: string>"
    assert "dictionary" in str(table.schema.field("sector_primary").type)
    first = table.slice(0, 1).to_pylist()[0]
    assert [str(first[f"membership_since{end}"]) for end in ("", "_from", "_until")] == ["2013-02", "2013-02-01", "2013-02-28"]
    said = json.loads(table.schema.metadata[b"alisei"])
    assert (said["audience"], said["taxonomy"]) == ("public", dataset.context.taxonomy.version)


def test_each_program_counts_as_the_report(folder: Path, sample: Path, alisei: Alisei, registry: Dataset) -> None:
    """Rows, and the active companies, of DuckDB, pandas and polars, from each of the forms."""
    said = json.loads(alisei("-C", sample, "report", "overview", "--format", "json").out)
    by_type = next(table for table in said["tables"] if table["name"] == "by-type")
    places = {column["name"]: number for number, column in enumerate(by_type["columns"])}
    companies = next(row[places["entries"]] for row in by_type["rows"] if row[0] == "company")
    assert companies > 10
    table = folder / "stakeholders.parquet"
    sql = "SELECT count(*) FROM '{}' WHERE type = 'company' AND status = 'active'"
    lines = "SELECT count(*) FROM '{}' WHERE data.type = 'company' AND data.status = 'active'"
    found = {
        "duckdb": duckdb.sql(sql.format(table)).fetchall()[0][0],
        "duckdb csv": duckdb.sql(sql.format(folder / "stakeholders.csv")).fetchall()[0][0],
        "duckdb jsonl": duckdb.sql(lines.format(folder / "registry.jsonl")).fetchall()[0][0],
    }
    frames = {"pandas": pandas.read_parquet(table), "pandas csv": pandas.read_csv(folder / "stakeholders.csv", dtype=str)}
    found |= {name: len(each[(each["type"] == "company") & (each["status"] == "active")]) for name, each in frames.items()}
    is_company = (polars.col("type").cast(polars.String) == "company") & (polars.col("status") == "active")
    found["polars"] = len(polars.read_parquet(table).filter(is_company))
    found["polars csv"] = len(polars.read_csv(folder / "stakeholders.csv", infer_schema=False).filter(is_company))
    data = [each["data"] for each in polars.read_ndjson(folder / "registry.jsonl", infer_schema_length=None).to_dicts()]
    found["polars jsonl"] = sum(each["type"] == "company" and each["status"] == "active" for each in data)
    lines_ = pandas.read_json(folder / "registry.jsonl", lines=True)
    found["pandas jsonl"] = sum(each.get("type") == "company" and each.get("status") == "active" for each in lines_["data"])
    assert set(found.values()) == {companies}, found
    assert len(lines_) == len(registry.entries)
    for file in folder.glob("*.parquet"):
        assert len(pandas.read_parquet(file)) == len(pandas.read_csv(file.with_suffix(".csv"))), file.name
