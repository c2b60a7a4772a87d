"""``alisei release``: every export of one commit, checksums, notes and how to cite it; the same bytes each time, or nothing at all."""

import csv
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from alisei_cli.exports import EXPORTS
from alisei_cli.pipeline import validate
from alisei_cli.releasing import TABLES, make_release
from alisei_cli.store import write
from tests.conftest import Alisei, Dataset, committed, git, stakeholder

FORMER, VERSION = "2026.10.0", "2026.11.0"
ENTRY = "registry/stakeholders/toscana/alfa-biotech.yaml"
JOINED = "registry/stakeholders/toscana/beta-biotech.yaml"


@pytest.fixture(scope="session")
def registry(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample after a release: one entry has joined since, another has a new address."""
    root = tmp_path_factory.mktemp("released") / "dataset"
    shutil.copytree(sample, root)
    (root / ENTRY).write_text(stakeholder("alfa-biotech", "website: https://www.alfa-biotech.it\n"), encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "alfa", GIT_COMMITTER_DATE="2026-10-20T12:00:00Z")
    git(root, "tag", FORMER)
    (root / ENTRY).write_text(stakeholder("alfa-biotech", "website: https://alfa-biotech.it/en\n"), encoding="utf-8")
    (root / JOINED).write_text(stakeholder("beta-biotech"), encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "beta", GIT_COMMITTER_DATE="2026-11-20T12:00:00Z")
    return root


@pytest.fixture(scope="session")
def files(registry: Path) -> dict[str, bytes]:
    """Every file of the release."""
    return release(registry)


def release(root: Path, since: str | None = None) -> dict[str, bytes]:
    """The files of a release of the dataset at ``root``."""
    return make_release(root, validate(root), VERSION, since)


def below(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_bytes_in_another_language_and_year(
    registry: Path, files: dict[str, bytes], alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the command writes depends on the commit alone."""
    monkeypatch.setenv("ALISEI_TODAY", "2027-02-03")
    outcome = alisei("--lang", "it", "-C", registry, "release", VERSION, "-o", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert f"{len(files)} file" in outcome.out
    found = below(tmp_path / "out")
    assert [path for path in files.keys() | found.keys() if files.get(path) != found.get(path)] == []


def test_checksums_name_every_file(files: dict[str, bytes]) -> None:
    """In the form of sha256sum, and again in the manifest."""
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {path: hashlib.sha256(raw).hexdigest() for path, raw in files.items() if path != "SHA256SUMS"}
    listed = {each["path"]: each["sha256"] for each in json.loads(files["release.json"])["files"]}
    assert listed == {path: value for path, value in sums.items() if path != "release.json"}


def test_tables_of_reports_are_there(registry: Path, files: dict[str, bytes], alisei: Alisei) -> None:
    """Each by itself, with the figures of ``alisei report``."""
    for report in TABLES:
        answer = json.loads(alisei("-C", registry, "report", report, "--format", "json").out)
        for table in answer["tables"]:
            rows = list(csv.reader(files[f"tables/{report}-{table['name']}.csv"].decode().splitlines()))
            assert rows[0] == [column["name"] for column in table["columns"]]
            assert len(rows) == len(table["rows"]) + 1


def test_the_manifest_says_what_it_was_made_of(registry: Path, files: dict[str, bytes]) -> None:
    """Commit, versions, licence, counts of entries."""
    known = json.loads(files["release.json"])
    assert known["commit"] == git(registry, "rev-parse", "HEAD").strip()
    assert (known["release"], known["date"], known["since"], known["audience"]) == (VERSION, "2026-11-20", FORMER, "public")
    assert sum(known["entries"].values()) == len(json.loads(files["registry.json"])["entries"])
    assert known["licence"] == "CC-BY-4.0"
    assert all(known[each] for each in ("taxonomy", "rules", "tool"))


@pytest.mark.parametrize(("path", "joined", "other"), [("NOTES.md", "Joined", "Entrate"), ("NOTE.md", "Entrate", "Joined")])
def test_notes_tell_what_changed(files: dict[str, bytes], path: str, joined: str, other: str) -> None:
    """In meaning, since the last release, in one language each."""
    notes = files[path].decode()
    assert joined in notes
    assert other not in notes
    assert "Beta Biotech" in notes
    assert "alfa\\-biotech\\.it/en" in notes or "alfa\\-biotech\\.it\\/en" in notes
    assert FORMER.replace(".", "\\.") in notes
    assert all(f"| `{name}" in notes for name in ("csv/", "registry.json", "CITATION.cff"))


def test_the_first_release_says_so(dataset: Dataset) -> None:
    """There is nothing to compare it with, unless it is named."""
    root = committed(dataset({ENTRY: stakeholder("alfa-biotech")}), GIT_COMMITTER_DATE="2026-11-20T12:00:00Z")
    first = release(root)
    assert "This is the first release" in first["NOTES.md"].decode()
    assert "È il primo rilascio" in first["NOTE.md"].decode()
    git(root, "rm", "-q", ENTRY)
    (root / JOINED).parent.mkdir(parents=True, exist_ok=True)
    (root / JOINED).write_text(stakeholder("beta-biotech"), encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "another")
    named = release(root, since="HEAD~1")["NOTES.md"].decode()
    assert "Alfa Biotech" in named
    assert "Beta Biotech" in named


def test_citation_and_deposit_hold_what_their_readers_want(files: dict[str, bytes]) -> None:
    """The required keys and forms of CFF 1.2.0 (cffconvert 2.0 finds it valid), and of a deposit on Zenodo."""
    citation: dict[str, Any] = yaml.safe_load(files["CITATION.cff"])
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert (citation["cff-version"], citation["type"], citation["version"]) == ("1.2.0", "dataset", VERSION)
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(citation["date-released"]))
    assert citation["authors"] == [{"name": "Cluster Tecnologico Nazionale Scienze della Vita ALISEI"}]
    deposit = json.loads(files[".zenodo.json"])
    assert {"upload_type", "title", "creators", "description", "publication_date", "license", "version"} <= deposit.keys()


def test_the_dictionary_has_every_column(files: dict[str, bytes]) -> None:
    """Of the tables of the same release, described in both languages, and no column that is not public."""
    package = json.loads(files["csv/datapackage.json"])
    wanted = [(table["name"], field["name"]) for table in package["resources"] for field in table["schema"]["fields"]]
    rows = list(csv.DictReader(files["dictionary/dictionary.csv"].decode().splitlines()))
    assert [(row["table"], row["column"]) for row in rows] == wanted
    assert {row["audience"] for row in rows} == {"public"}
    assert [row for row in rows if not (row["description_it"] and row["description_en"])] == []


def test_the_dictionary_of_another_audience_says_which(small: Path, alisei: Alisei) -> None:
    """Fields that everyone may not see are in it for those who may."""
    for audience, marks in (("public", {"public"}), ("secretariat", {"public", "members", "statistics", "secretariat"})):
        outcome = alisei("-C", small, "export", "dictionary", "--audience", audience)
        assert {row["audience"] for row in csv.DictReader(outcome.out.splitlines())} == marks


@pytest.fixture
def small(dataset: Dataset) -> Path:
    """A registry with one entry and one commit."""
    return committed(dataset({ENTRY: stakeholder("alfa-biotech")}), GIT_COMMITTER_DATE="2026-11-20T12:00:00Z")


def test_every_export_is_there_as_the_command_gives_it(small: Path, alisei: Alisei, tmp_path: Path) -> None:
    """An export of one file at the top, one of several in a folder of its name."""
    files, commit = release(small), git(small, "rev-parse", "HEAD").strip()
    for name in EXPORTS.names:
        (tmp_path / name).mkdir()
        alisei("-C", small, "export", name, "--as-of", commit, "-o", tmp_path / name / name)
        place = tmp_path / name / name
        made = {f"{name}/{path}": raw for path, raw in below(place).items()} if place.is_dir() else {EXPORTS.load(name).main: place.read_bytes()}  # fmt: skip
        assert made
        assert [path for path in made if files.get(path) != made[path]] == [], name


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("v2026.11.0", "not the version"),
        ("2026.11", "not the version"),
        ("2026.011.0", "not the version"),
        ("2026.13.0", "not the version"),
        ("2026.12.0", "month to come"),
        ("2026.11.0", "another commit"),
        ("2026.10.5", "not later"),
    ],
)
def test_versions_are_checked(version: str, said: str, small: Path, alisei: Alisei, tmp_path: Path) -> None:
    """Year, month and number, later than the last release, not one that was given already."""
    git(small, "tag", "2026.11.0")
    git(small, "commit", "-q", "--allow-empty", "-m", "later")
    outcome = alisei("-C", small, "release", version, "-o", tmp_path / "out")
    assert outcome.code == 2
    assert said in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_tagged_commit_can_be_released_again(small: Path) -> None:
    """The workflow makes the release after the tag."""
    git(small, "tag", VERSION)
    assert json.loads(release(small)["release.json"])["since"] is None


@pytest.mark.parametrize(
    ("text", "is_committed", "code", "said"),
    [
        (stakeholder("alfa-biotech", "website: https://alfa.it\n"), False, 3, "differ from the last commit"),
        (stakeholder("alfa-biotech", "value_chain: [nothing]\n"), True, 1, "1 error"),
    ],
    ids=["dirty", "errors"],
)
def test_a_registry_that_is_not_clean_is_refused(
    text: str, is_committed: bool, code: int, said: str, small: Path, alisei: Alisei, tmp_path: Path
) -> None:
    """With the reason, and nothing written."""
    (small / ENTRY).write_text(text, encoding="utf-8")
    if is_committed:
        git(small, "commit", "-qam", "changed")
    outcome = alisei("-C", small, "release", VERSION, "-o", tmp_path / "out")
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert not (tmp_path / "out").exists()


def test_without_git_there_is_no_release(dataset: Dataset, alisei: Alisei, tmp_path: Path) -> None:
    """A release is that of a commit."""
    assert alisei("-C", dataset({ENTRY: stakeholder("alfa-biotech")}), "release", VERSION, "-o", tmp_path / "out").code == 3


def test_a_folder_in_use_is_refused(small: Path, alisei: Alisei, tmp_path: Path) -> None:
    """Whatever it holds stays; so does the dataset."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine").write_text("mine")
    assert alisei("-C", small, "release", VERSION, "-o", tmp_path / "out").code == 2
    assert below(tmp_path / "out") == {"mine": b"mine"}
    assert alisei("-C", small, "release", VERSION, "-o", small / "registry/release").code == 2
    assert not (small / "registry/release").exists()


def test_a_full_disk_leaves_nothing(small: Path, alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a folder nor a part of it."""

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write.os, "fsync", refuse)
    assert alisei("-C", small, "release", VERSION, "-o", tmp_path / "out").code == 3
    assert not (tmp_path / "out").exists()
