"""``docs/analysts.md``: the answers of pandas, polars and DuckDB to its ten questions are those of the command beside each."""

import json
import math
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import REPOSITORY, Alisei, committed, stakeholder

PAGE = (REPOSITORY / "docs/analysts.md").read_text(encoding="utf-8")
_FIRST, *SECTIONS = re.split(r"^## ", PAGE, flags=re.MULTILINE)
SETUP, *QUESTIONS = SECTIONS
COLUMNS = {
    1: ("value", "entries"),
    2: ("term", "entries"),
    3: ("row", "column", "entries"),
    4: ("id",),
    5: ("id",),
    6: ("id",),
    7: ("value", "entries"),
    8: ("series", "editions"),
    9: ("id", "projects"),
    10: ("id",),
}
"""Columns of the table of the command that answer the question, by its number."""
MORE = {
    "alfa-biotech": "technologies: [rna-technologies]\nprofile: [innovative-startup]\nfacts: {founded: 2019}\nmembership: {status: member}\n",
    "beta-biotech": "technologies: [dna-rna-technologies, biosensors]\nsector: {primary: blood-products}\nfacts: {founded: 2015-05}\n",
    "gamma-biotech": "technologies: [biosensors]\nprofile: [research-spin-off, innovative-startup]\nfacts: {founded: 2014}\n",
}
"""Entries besides those of the sample, so that no answer is empty."""


@pytest.fixture(scope="module")
def folder(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with some entries more."""
    root = tmp_path_factory.mktemp("analysts") / "dataset"
    shutil.copytree(sample, root, ignore=shutil.ignore_patterns(".git"))
    for id_, more in MORE.items():
        (root / f"registry/stakeholders/toscana/{id_}.yaml").write_text(stakeholder(id_, more), encoding="utf-8")
    project = "id: {0}\nstatus: completed\nnames: [{{value: {0}, kind: display}}]\npartners:\n  - {{id: alfa-biotech, role: coordinator}}\n"
    (root / "registry/projects").mkdir(exist_ok=True)
    for name, partner in (("uno", "id: beta-biotech"), ("due", "name: Ente Senza Scheda")):
        text = f"{project.format(name)}  - {{{partner}, role: partner}}\nsources: [{{url: https://www.example.it, accessed: 2026}}]\n"
        (root / f"registry/projects/{name}.yaml").write_text(text, encoding="utf-8")
    return committed(root)


@pytest.fixture(scope="module")
def exported(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the export that the page begins with."""
    here = tmp_path_factory.mktemp("here")
    words = [sys.executable, "-m", "alisei_cli", "-C", folder, "export", "parquet", "-o", here / "registry-parquet"]
    subprocess.run(words, cwd=REPOSITORY, check=True, capture_output=True)
    return here


def block(section: str, tool: str) -> str:
    """The code of a section for a tool."""
    (found,) = re.findall(rf"^```\w+\n(?:#|--) {tool}\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    return str(found)


def plain(rows: Iterable[Any]) -> set[tuple[Any, ...]]:
    """Rows as plain values; what is missing is ``None``."""
    return {tuple(map(_plain, row if isinstance(row, (tuple, list)) else (row,))) for row in rows}


def _plain(cell: Any) -> Any:
    if isinstance(cell, float) and math.isnan(cell):
        return None
    return cell.item() if hasattr(cell, "item") else cell  # numbers of numpy


def asked_of_alisei(number: int, section: str, folder: Path, alisei: Alisei) -> set[tuple[Any, ...]]:
    """What the command of the section answers."""
    (line,) = re.findall(r"^`(alisei .+?)`", section, re.MULTILINE)
    _program, *words = shlex.split(line)
    outcome = alisei("-C", folder, *words, "--format", "json")
    assert outcome.code == 0, outcome.err
    table = json.loads(outcome.out)["tables"][0]
    rows = [dict(zip([column["name"] for column in table["columns"]], row, strict=True)) for row in table["rows"]]
    if "level" in rows[0]:
        rows = [row for row in rows if row["level"] == 1]
    if number == 9:
        rows = [row for row in rows if row["id"]]
    return {tuple(row[name] for name in COLUMNS[number]) for row in rows if row.get("entries") != 0}


def asked_of(tool: str) -> dict[int, set[tuple[Any, ...]]]:
    """What the tool answers to each question."""
    answers = {}
    connection, names = duckdb.connect(), dict[str, Any]()
    for number, section in enumerate(SECTIONS):
        code = block(section, tool)
        if tool == "DuckDB":
            answers[number] = plain(connection.execute(code).fetchall())
            continue
        exec(code, names)  # noqa: S102 (the page itself)
        answer = names.pop("answer", ())
        if hasattr(answer, "items"):  # a Series of pandas: what was counted is its index
            index = [key if isinstance(key, tuple) else (key,) for key in answer.index]
            is_count = answer.dtype.kind in "iu"
            answers[number] = plain((*key, value) if is_count else value for key, value in zip(index, answer, strict=True))
        else:
            answers[number] = plain(answer.rows() if hasattr(answer, "rows") else answer)
    connection.close()
    return answers


@pytest.mark.parametrize("tool", ["pandas", "polars", "DuckDB"])
def test_each_tool_answers_as_alisei_does(
    tool: str, folder: Path, exported: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No answer is empty, and none differs."""
    monkeypatch.chdir(exported)
    answers = asked_of(tool)
    for number, section in enumerate(QUESTIONS, 1):
        expected = asked_of_alisei(number, section, folder, alisei)
        assert expected, section.splitlines()[0]
        assert answers[number] == expected, section.splitlines()[0]


def test_every_question_has_five_tools() -> None:
    """And a command."""
    assert len(QUESTIONS) == 10
    for section in SECTIONS:
        assert all(block(section, tool) for tool in ("pandas", "polars", "DuckDB"))
        assert "```r\n" in section
        assert "\nExcel: " in section
