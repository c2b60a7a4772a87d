"""The release as its workflow makes it: the steps with a shell, run in a clone of a real repository."""

import hashlib
import os
import re
import subprocess
import sys
import tarfile
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from alisei_cli.model.release import read_version
from tests.conftest import REPOSITORY, TODAY, committed, git, make, stakeholder

FOLDER = REPOSITORY / ".github/workflows"
WORKFLOW: dict[str, Any] = yaml.safe_load((FOLDER / "release.yml").read_text(encoding="utf-8"))
JOBS: dict[str, Any] = WORKFLOW["jobs"]
VERSION = "2026.11.0"


def program(file: Path, text: str) -> None:
    """A program of the shell."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


class Runner:
    """A folder in which steps of one job run as on a runner."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.bin = place.parent / f"bin-{place.name}"
        self.bin.mkdir()

    def run(self, job: str, start: str) -> str:
        """Run the step whose name starts with ``start``; return its output."""
        (step,) = (each for each in JOBS[job]["steps"] if each.get("name", "").startswith(start))
        surroundings = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(self.bin),
            "PYTHONPATH": str(REPOSITORY),
            "ALISEI_TODAY": TODAY,
            **{name: value.replace("${{ github.ref_name }}", VERSION) for name, value in JOBS[job]["env"].items()},
        }
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(shell, cwd=self.place, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the job that makes the release hands on, made in a clone of a small registry."""
    files = {"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech")}
    root = committed(make(tmp_path_factory.mktemp("published") / "dataset", files), GIT_COMMITTER_DATE="2026-11-20T12:00:00Z")
    place = tmp_path_factory.mktemp("runner") / "clone"
    git(root, "clone", "-q", root, place)
    runner = Runner(place)
    program(place / ".venv/bin/alisei", f'exec {sys.executable} -m alisei_cli "$@"')
    for start in ("Make the release", "Check it", "Collect"):
        runner.run("make", start)
    return place / "out/assets"


def test_what_is_published_is_whole(assets: Path, tmp_path: Path) -> None:
    """The archive has every file that the checksums name; the files beside it are the same."""
    with tarfile.open(assets / f"registry-{VERSION}.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    top = tmp_path / f"registry-{VERSION}"
    sums = dict(reversed(line.split("  ")) for line in (top / "SHA256SUMS").read_text().splitlines())
    found = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file() and path.name != "SHA256SUMS"}
    assert {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in found.items()} == sums
    beside = {file.name: file.read_bytes() for file in assets.iterdir() if file.suffix != ".gz"}
    assert {"NOTES.md", "NOTE.md", "SHA256SUMS", "release.json", "registry.json", "CITATION.cff"} <= beside.keys()
    assert all(raw == (top / name).read_bytes() for name, raw in beside.items())


def test_it_is_published_with_notes_in_both_languages(assets: Path, tmp_path: Path) -> None:
    """Of a tag that exists, with every file; the notes fit a release on GitHub."""
    place = tmp_path / "publish"
    place.mkdir()
    (place / "assets").symlink_to(assets)
    runner = Runner(place)
    program(runner.bin / "gh", 'printf "%s\\n" "$@"')
    said = runner.run("publish", "Publish").splitlines()
    assert said[:3] == ["release", "create", VERSION]
    assert "--verify-tag" in said
    assert sorted(word for word in said if word.startswith("assets/")) == sorted(
        f"assets/{file.name}" for file in assets.iterdir()
    )
    notes = (place / "notes.md").read_text(encoding="utf-8")
    assert "# Registro delle scienze" in notes
    assert "# Registry of Italian" in notes
    assert len(notes) < 125_000


def test_a_tag_of_a_release_starts_it_and_no_other() -> None:
    """The pattern of the workflow, and the form that the command wants."""
    (pattern,) = WORKFLOW[True]["push"]["tags"]  # ``on`` is a yes to YAML 1.1
    assert WORKFLOW[True].keys() == {"push"}
    assert all(fnmatchcase(tag, pattern) and read_version(tag) for tag in ("2026.11.0", "2031.1.12"))
    assert not any(fnmatchcase(tag, pattern) for tag in ("v1", "1.1.0", "main", "latest"))


def test_only_the_job_that_publishes_may_write() -> None:
    """And it installs and runs nothing but what the runner brings and the actions named by commit."""
    assert WORKFLOW["permissions"] == {}
    assert JOBS["make"]["permissions"] == {"contents": "read"}
    assert set(JOBS["publish"]["permissions"]) == {"attestations", "contents", "id-token"}
    assert [each["uses"].split("@")[0] for each in JOBS["publish"]["steps"] if "uses" in each] == [
        "actions/download-artifact",
        "actions/attest-build-provenance",
    ]


@pytest.mark.parametrize("file", [REPOSITORY / "action.yml", *sorted(FOLDER.glob("*.yml"))], ids=lambda file: file.stem)
def test_actions_are_named_by_commit(file: Path) -> None:
    """A tag of an action can be moved, a commit cannot; the comment tells which release it is."""
    uses = re.findall(r"\buses: ([^.].+)", file.read_text(encoding="utf-8"))
    assert uses or file.stem == "comment"
    assert [each for each in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []
