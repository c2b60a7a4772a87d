"""Small registries for reports, and pandas tables of the sample."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas
import pytest

from tests.conftest import Alisei, make, stakeholder

Rows = list[dict[str, Any]]


class Told:
    """A report's answer: rows by table, as dictionaries of column to cell."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self.tables = {table["name"]: table for table in said["tables"]}

    def rows(self, table: str) -> Rows:
        """The rows of one table."""
        names = [column["name"] for column in self.tables[table]["columns"]]
        return [dict(zip(names, row, strict=True)) for row in self.tables[table]["rows"]]

    def by(self, table: str, key: str, value: str) -> dict[Any, Any]:
        """One column by another."""
        return {row[key]: row[value] for row in self.rows(table)}

    def notes(self, table: str) -> str:
        """The notes of one table in one text."""
        return " ".join(self.tables[table]["notes"])


Ask = Callable[..., Told]

REGISTERS = """\
# yaml-language-server: $schema=registers.schema.json

registers:
  - {id: eudamed, label: {it: EUDAMED, en: EUDAMED}, addresses: [https://ec.europa.eu/tools/eudamed/]}
  - {id: startups, label: {it: Start-up, en: Start-ups}, addresses: [https://startup.registroimprese.it]}
  - {id: ror, label: {it: ROR, en: ROR}, addresses: [https://ror.org], documents: [ror.csv]}
"""
"""The text of ``schema/registers.yaml`` with three registers."""
EUDAMED, STARTUPS, ROR, ELSEWHERE = (
    "https://ec.europa.eu/tools/eudamed/#/screen",
    "https://startup.registroimprese.it/isin/home",
    "https://ror.org/00abc",
    "https://www.istitutorossi.it/chi-siamo",
)
"""A source of each of them, and one of none."""


def sourced(id: str, more: str, *urls: str, region: str = "toscana") -> tuple[str, str]:
    """Path and text of an entry with these sources alone."""
    text = stakeholder(id, more, place=f"region: {region}")
    text = re.sub(r"sources:.*?(?=^\S|\Z)", "", text, flags=re.DOTALL | re.MULTILINE)
    listed = ", ".join(f"{{url: {url}, accessed: 2026-11-23}}" for url in urls)
    return f"registry/stakeholders/{region}/{id}.yaml", text + (f"sources: [{listed}]\n" if urls else "")


def with_registers(root: Path, *entries: tuple[str, str]) -> Path:
    """A dataset at ``root`` of these entries that declares ``REGISTERS``."""
    return make(root, {"schema/registers.yaml": REGISTERS, **dict(entries)})


@pytest.fixture
def ask(alisei: Alisei) -> Ask:
    """Ask a report of the registry at a root."""

    def asked(root: Path, *words: str) -> Told:
        outcome = alisei("-C", root, "report", *words, "--format", "json")
        assert (outcome.code, outcome.err) == (0, ""), outcome
        return Told(json.loads(outcome.out))

    return asked


@pytest.fixture(params=["empty", "one", "bare"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A registry without entries, with one, with three that hold only what is required."""
    path = "registry/stakeholders/toscana/{}.yaml"
    bare: Mapping[str, str] = {path.format(name): stakeholder(name) for name in ("alfa", "beta", "gamma")}
    full = stakeholder("alfa", "membership: {status: member}\nsector: {primary: pharma}\ntechnologies: [bioinformatics]\n")
    files = {"empty": {}, "one": {path.format("alfa"): full}, "bare": bare}
    return make(tmp_path / "small", files[request.param])


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Callable[[str], Any]:
    """Read an exported table of the sample, all values as text."""
    from alisei_cli.core.view import view
    from alisei_cli.exports import EXPORTS
    from alisei_cli.store.dataset_cache import load_dataset

    folder = tmp_path_factory.mktemp("export")
    for name, raw in EXPORTS.load("csv").build(view(load_dataset(sample))).items():
        (folder / name).write_bytes(raw)
    return lambda name: pandas.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, na_values=[""])
