"""This repository's own registry: the house is lived in."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from alisei_cli.model.dataset import Dataset
from alisei_cli.model.diagnostic import Severity
from alisei_cli.pipeline import validate
from alisei_cli.store.load import load_dataset
from tests.conftest import REPOSITORY, Alisei

SOURCES = REPOSITORY / "sources"
MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[a-z]{2,}", re.IGNORECASE)
ROLES = ("info@", "segreteria@", "contatti@", "contact@", "office@")
"""Mailboxes of offices, the only ones that may ever stand here."""


@cache
def registry() -> Dataset:
    """Every entry as it stands in the working tree."""
    return load_dataset(REPOSITORY)


def stakeholders() -> list[dict[str, Any]]:
    """The data of every stakeholder."""
    return [entry.data for entry in registry().of_kind("stakeholder")]


def table(name: str) -> list[dict[str, str]]:
    """The rows of a source."""
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_registry_is_clean() -> None:
    """No error and no warning: what asks others to be right is right itself."""
    verdict = validate(REPOSITORY)
    worse = [
        f"{each.path}:{each.span.line} {each.code} {each.message}"
        for each in verdict.diagnostics
        if each.severity > Severity.NOTE
    ]
    assert worse == []
    assert verdict.suppressed == 0


def test_every_file_is_read() -> None:
    """Nothing is passed over."""
    assert registry().unreadable == ()
    assert len(list((REPOSITORY / "registry").rglob("*.yaml"))) == len(registry().entries)


def test_hundreds_of_real_organisations_are_there() -> None:
    """The sector is mapped, in every region."""
    assert len(stakeholders()) >= 430
    regions = {entry.region for entry in registry().of_kind("stakeholder")}
    assert set(registry().law.territory.regions) - regions == set()


def test_groups_and_events_are_there() -> None:
    """The working groups and the events of the cluster, each with its sources."""
    assert (len(registry().of_kind("group")), len(registry().of_kind("event"))) == (5, 21)


def test_every_core_record_of_ror_is_there_once() -> None:
    """Each id of sources/ror-select.csv is borne by exactly one entry."""
    borne = Counter(data.get("identifiers", {}).get("ror") for data in stakeholders())
    wanted = [row["ror_id"] for row in table("ror-select.csv") if row["relevance"] == "core"]
    assert len(set(wanted)) == 328
    assert [ror for ror in wanted if borne[ror] != 1] == []


@pytest.mark.parametrize(
    "words",
    [
        ["ror", SOURCES / "ror-dump.json", "--select", SOURCES / "ror-select.csv"],
        ["csv", SOURCES / "alisei-actors.csv"],
    ],
    ids=["ror", "csv"],
)
def test_importing_the_sources_again_would_change_nothing(words: list[str | Path], alisei: Alisei) -> None:
    """The registry holds what its sources say, and what people changed since stays."""
    outcome = alisei("-C", REPOSITORY, "import", *words, "--dry-run")
    assert outcome.code == 0
    assert [line for line in outcome.out.splitlines() if line.startswith("+")] == []
    assert "0 new entries, 0 entries completed" in outcome.out


def test_nobody_is_called_verified_who_has_not_confirmed() -> None:
    """``verified`` is the organisation's own word; none has given it yet."""
    assert [data["id"] for data in stakeholders() if "verified" in data] == []


def test_every_entry_names_its_sources_with_their_date() -> None:
    """A reader can see where a fact comes from, and when it was looked up."""
    wrong = []
    for entry in registry().entries:
        sources = entry.data.get("sources") or []
        is_cited = all((source.get("url") or source.get("document")) and source.get("accessed") for source in sources)
        if not sources or not is_cited:
            wrong.append(entry.id)
    assert wrong == []


def test_what_is_known_only_by_the_table_cites_the_table() -> None:
    """A row graded ``known`` cites the table of actors and its grade, never a site that nobody opened."""
    known = {row["id"] for row in table("alisei-actors.csv") if row["evidence"] == "known"}
    rors = {row["ror_id"] for row in table("ror-select.csv")}
    wrong = []
    for data in stakeholders():
        graded = [source for source in data["sources"] if source.get("grade") == "known"]
        if any(source.get("document") != "alisei-actors.csv" or "url" in source for source in graded):
            wrong.append(data["id"])
        is_only_known = data["id"] in known and data.get("identifiers", {}).get("ror") not in rors
        if is_only_known and data["sources"] != graded:
            wrong.append(data["id"])
    assert wrong == []
    assert len(known & {data["id"] for data in stakeholders()}) > 0


def test_no_mailbox_of_a_person_stands_anywhere() -> None:
    """Git forgets nothing: not even in a comment is there an address other than an office's."""
    found = []
    for file in (REPOSITORY / "registry").rglob("*.yaml"):
        found += [
            f"{file.name}: {mail}"
            for mail in MAIL.findall(file.read_text(encoding="utf-8"))
            if not mail.lower().startswith(ROLES)
        ]
    assert found == []


def test_the_cluster_itself_is_there_with_its_members() -> None:
    """The row that gave the registry its name, and those of whom a source says that they are members."""
    assert "cluster-alisei" in registry().by_id
    rows = [row for row in table("alisei-actors.csv") if row["alisei_member"] == "yes"]
    members = [entry for entry in registry().entries if entry.get("membership", "status") == "member"]
    assert (len(rows), True) == (len(members), len(rows) > 0)


def test_every_file_is_read_by_the_strictest_of_the_common_readers() -> None:
    """PyYAML without its C library refuses what others take, such as a bare question mark between braces."""
    refused = []
    for file in [
        REPOSITORY / "taxonomy.yaml",
        *(REPOSITORY / "schema").glob("*.yaml"),
        *(REPOSITORY / "registry").rglob("*.yaml"),
    ]:
        try:
            yaml.compose(file.read_text(encoding="utf-8"))  # the reader in Python
        except yaml.YAMLError as error:
            refused.append(f"{file.name}: {error}")
    assert refused == []
