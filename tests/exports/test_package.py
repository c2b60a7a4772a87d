"""The data package, judged by the library that its readers use."""

from pathlib import Path

import pytest
from frictionless import Package, system

from tests.conftest import Alisei, Dataset, stakeholder

system.plugins  # noqa: B018 (looked for in every folder on the path now, once: a test may not look into registry/)
FOLDER = "registry/stakeholders/toscana"


def faults(folder: Path) -> list[tuple[str, str, str]]:
    """What frictionless has against a package: table, kind of fault and fields, of each."""
    report = Package(folder / "datapackage.json").validate()
    assert not report.errors
    found = ((task.name, error.to_dict()) for task in report.tasks for error in task.errors)
    return sorted((table, each["type"], each.get("fieldName") or ",".join(each["fieldNames"])) for table, each in found)


@pytest.mark.parametrize("words", [(), ("--where", "region=toscana"), ("--where", "type=company")], ids="_".join)
def test_frictionless_has_nothing_against_it(words: tuple[str, ...], sample: Path, tmp_path: Path, alisei: Alisei) -> None:
    """Whole or a choice: types, terms, keys and references hold."""
    assert alisei("-C", sample, "export", "csv", "-o", tmp_path / "all", *words).code == 0
    assert faults(tmp_path / "all") == []


def test_frictionless_finds_what_the_registry_has_wrong(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    """A term that does not exist, an identifier of a wrong form, a successor and a region that nothing holds."""
    more = "sector: {primary: alchemy}\nidentifiers: {vat: '12'}\nsuccessor: nessuno\n"
    root = dataset({f"{FOLDER}/alfa.yaml": stakeholder("alfa", more, place="region: atlantide")})
    assert alisei("-C", root, "export", "csv", "-o", tmp_path / "all").code == 0
    assert faults(tmp_path / "all") == [
        ("stakeholders", "constraint-error", "head_office.region"),
        ("stakeholders", "constraint-error", "identifiers.vat"),
        ("stakeholders", "constraint-error", "sector.primary"),
        ("stakeholders", "foreign-key", "head_office.region"),
        ("stakeholders", "foreign-key", "region"),
        ("stakeholders", "foreign-key", "sector.primary"),
        ("stakeholders", "foreign-key", "successor"),
    ]
