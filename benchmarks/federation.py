"""How long engines take over many registries in Parquet, and whether they agree: DuckDB, pandas, Dask and Spark, where installed.

python benchmarks/federation.py FOLDER [ROWS ...]

FOLDER is what ``alisei export parquet`` made. Its stakeholders are written anew as three registries with as many rows together as asked,
each with an id and identifiers of its own but for one in a hundred, which stands in two. Asked are the active stakeholders by region,
and the pairs of registries that name the same VAT number. Each engine starts in a process of its own.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REGISTRIES = ("north", "centre", "south")
Answer = tuple[dict[str, int], int]


def make(source: Path, rows: int, target: Path) -> int:
    """The registries in ``target``; gives their bytes."""
    import pyarrow
    import pyarrow.compute
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(source / "stakeholders.parquet")
    for place, name in enumerate(REGISTRIES):
        share = rows // 3 + (place < rows % 3)
        taken = table.take([number % table.num_rows for number in range(share)])
        numbers = [number if number % 100 == 0 else place * rows + number for number in range(share)]
        own = {
            "id": [f"body-{name}-{number}" for number in range(share)],
            "identifiers_vat": [f"{number:011d}" for number in numbers],
            "website": [f"https://www.body-{number}.it" for number in numbers],
        }
        for column, values in own.items():
            taken = taken.set_column(taken.column_names.index(column), column, pyarrow.array(values))
        (target / name).mkdir()
        pyarrow.parquet.write_table(taken, target / name / "stakeholders.parquet")
    return sum(file.stat().st_size for file in target.rglob("*.parquet"))


def ask_duckdb(folder: Path) -> Answer:
    """In SQL over the files."""
    import duckdb

    files = f"read_parquet('{folder}/*/stakeholders.parquet', filename = true, union_by_name = true)"
    duckdb.sql(f"CREATE VIEW bodies AS SELECT parse_path(filename)[-2] AS registry, * FROM {files}")  # noqa: S608 (a folder of our own)
    regions = duckdb.sql("SELECT region, count(*) FROM bodies WHERE status = 'active' AND region IS NOT NULL GROUP BY region")
    pairs = duckdb.sql(
        "SELECT count(*) FROM bodies a JOIN bodies b USING (head_office_country, identifiers_vat) WHERE a.registry < b.registry"
    )
    return dict(regions.fetchall()), pairs.fetchall()[0][0]


def ask_pandas(folder: Path) -> Answer:
    """All rows in memory."""
    import pandas

    columns = ["status", "region", "head_office_country", "identifiers_vat"]
    frames = [pandas.read_parquet(folder / name / "stakeholders.parquet", columns=columns) for name in REGISTRIES]
    bodies = pandas.concat([frame.assign(registry=name) for name, frame in zip(REGISTRIES, frames, strict=True)])
    return _of_frames(bodies)


def ask_dask(folder: Path) -> Answer:
    """In partitions, one a file."""
    import dask.dataframe

    columns = ["status", "region", "head_office_country", "identifiers_vat"]
    frames = [dask.dataframe.read_parquet(folder / name / "stakeholders.parquet", columns=columns) for name in REGISTRIES]
    bodies = dask.dataframe.concat([frame.assign(registry=name) for name, frame in zip(REGISTRIES, frames, strict=True)])
    return _of_frames(bodies)


def _of_frames(bodies):  # noqa: ANN001, ANN202 (frames of pandas or of Dask)
    regions = bodies[bodies["status"] == "active"].groupby("region")["status"].count()
    keys = bodies[["registry", "head_office_country", "identifiers_vat"]].dropna()
    joined = keys.merge(keys, on=["head_office_country", "identifiers_vat"])
    pairs = (joined["registry_x"] < joined["registry_y"]).sum()
    regions, pairs = (each.compute() if hasattr(each, "compute") else each for each in (regions, pairs))
    return {str(name): int(n) for name, n in regions.items() if n}, int(pairs)


def ask_spark(folder: Path) -> Answer:
    """In SQL on the Java machine."""
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    files = [str(folder / name / "stakeholders.parquet") for name in REGISTRIES]
    bodies = session.read.option("mergeSchema", "true").parquet(*files)
    bodies.selectExpr("regexp_extract(input_file_name(), '([^/]+)/[^/]+$', 1) AS registry", "*").createOrReplaceTempView("bodies")
    regions = session.sql("SELECT region, count(*) FROM bodies WHERE status = 'active' AND region IS NOT NULL GROUP BY region")
    pairs = session.sql(
        "SELECT count(*) FROM bodies a JOIN bodies b USING (head_office_country, identifiers_vat) WHERE a.registry < b.registry"
    )
    return dict(regions.collect()), pairs.collect()[0][0]


ENGINES: dict[str, Callable[[Path], Answer]] = {
    "duckdb": ask_duckdb,
    "pandas": ask_pandas,
    "dask": ask_dask,
    "spark": ask_spark,
}


def main() -> None:
    """Print a line for each number of rows and engine."""
    if sys.argv[1] in ENGINES:
        print(json.dumps(ENGINES[sys.argv[1]](Path(sys.argv[2])), sort_keys=True))
        return
    for rows in [int(each) for each in sys.argv[2:]] or [1_000, 10_000, 100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            size = make(Path(sys.argv[1]), rows, Path(folder))
            print(f"{rows:>9,} rows, {size / 2**20:.1f} MiB")
            answers = set()
            for name in ENGINES:
                start = time.perf_counter()
                run = subprocess.run([sys.executable, __file__, name, folder], capture_output=True, text=True, check=False)
                took = time.perf_counter() - start
                said = run.stdout.strip() if run.returncode == 0 else run.stderr.strip().rpartition("\n")[2]
                print(f"          {name:<8} {took:6.1f} s  {'' if run.returncode == 0 else said}")
                answers |= {said} if run.returncode == 0 else set()
            print(f"          {'all agree' if len(answers) == 1 else 'THEY DIFFER'}: {answers.pop()[-60:]}")


if __name__ == "__main__":
    main()
