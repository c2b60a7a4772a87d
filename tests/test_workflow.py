"""Pull request check, replayed from its workflow: contributors get Italian."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, TODAY, Dataset, committed, git, stakeholder

WORKFLOW: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github/workflows/validate.yml").read_text(encoding="utf-8"))
JOB = WORKFLOW["jobs"]["validate"]
ALFA = "registry/stakeholders/toscana/alfa-biotech.yaml"
WRONG = "website: www.alfa-biotech.it\nvalue_chain: [Fabbricazione]\n"
ENGLISH = re.compile(r"\b(the|is not|Write|Nearest|what to do|where)\b")


def step(name: str) -> dict[str, Any]:
    """Find the step whose name starts with ``name``."""
    (found,) = (each for each in JOB["steps"] if each["name"].startswith(name))
    return dict(found)


class Runner:
    """A folder with ``tool``, ``data``, and the files GitHub provides per step."""

    def __init__(self, place: Path, data: Path) -> None:
        self.place = place
        (place / "tool/.venv/bin").mkdir(parents=True)
        (place / "data").symlink_to(data)
        alisei = place / "tool/.venv/bin/alisei"
        alisei.write_text(f'#!/bin/sh\nexec {sys.executable} -m alisei_cli "$@"\n')
        alisei.chmod(0o755)
        self.base = git(data, "rev-parse", "HEAD").strip()

    def run(self, name: str, **values: str) -> tuple[int, str]:
        """Run a step in GitHub's shell; return exit code and output."""
        surroundings = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.place),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(REPOSITORY),
            "ALISEI_TODAY": TODAY,
            "GITHUB_OUTPUT": str(self.place / "output"),
            "GITHUB_STEP_SUMMARY": str(self.place / "summary"),
            **JOB["env"],
            **values,
        }
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step(name)["run"]]
        done = subprocess.run(shell, cwd=self.place, env=surroundings, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout

    def judged(self) -> tuple[int, str]:
        """Run the validation step."""
        return self.run("Controlla", BASE=self.base)

    @property
    def summary(self) -> str:
        """Read the step summary."""
        return (self.place / "summary").read_text(encoding="utf-8")

    @property
    def code(self) -> str:
        """Read the exit code passed to the next step."""
        return (self.place / "output").read_text().strip().removeprefix("code=")


@pytest.fixture
def runner(dataset: Dataset, tmp_path: Path) -> Runner:
    """Build a pull request with an Italian term and an incomplete address."""
    root = committed(dataset({ALFA: stakeholder("alfa-biotech")}))
    runner = Runner(tmp_path / "runner", root)
    (root / ALFA).write_text(stakeholder("alfa-biotech", WRONG), encoding="utf-8")
    git(root, "commit", "-qam", "pull request")
    return runner


def test_annotations_and_log_are_italian(runner: Runner) -> None:
    """The runner's locale C.UTF-8 names no language."""
    code, said = runner.judged()
    assert (code, runner.code) == (1, "1")
    assert re.search(rf"^::error file={ALFA},.*::.*«Fabbricazione» non è .*Scrivi «manufacturing»", said, re.MULTILINE), said
    assert not ENGLISH.search(said), said


def test_the_summary_is_italian_and_folded_below_english(runner: Runner) -> None:
    """Both languages have all content."""
    runner.judged()
    italian, fold, english = runner.summary.partition("<details><summary>In English</summary>")
    assert fold
    assert not ENGLISH.search(italian)
    assert "che cosa non va" in italian
    assert "is not a term of" in english
    assert "what is wrong" in english
    assert italian.count("\n| registry") == english.count("\n| registry") == 2


def test_a_good_change_is_told_in_italian_too(runner: Runner) -> None:
    """The summary has counts only."""
    root = runner.place / "data"
    (root / ALFA).write_text(stakeholder("alfa-biotech", "website: https://www.alfa-biotech.it\n"), encoding="utf-8")
    git(root, "commit", "-qam", "corrected")
    assert runner.judged()[0] == 0
    assert runner.code == "0"
    assert runner.summary.startswith("### 0 errori, 0 avvisi, ")


def test_what_to_do_now_is_told(runner: Runner) -> None:
    """With findings, the message links pages in both languages.

    Otherwise it says that the contributor is not at fault.
    """
    code, said = runner.run("Che cosa fare adesso", CODE="1", PAGES="docs")
    assert (code, said) == (0, runner.summary)
    italian, _fold, english = said.partition("<details>")
    assert "Correggi con la matita" in italian
    assert "the secretariat will help" in english
    named = re.findall(r"docs/([\w.-]+)", said)
    assert len(named) == 6
    assert [name for name in named if not (REPOSITORY / "docs" / name).exists()] == []
    for code_ in ("", "3", "4"):
        assert "Non dipende da quello che hai scritto" in runner.run("Che cosa fare adesso", CODE=code_, PAGES="docs")[1]


def test_every_step_has_an_italian_name() -> None:
    """Step names are Italian / English, because contributors see them."""
    assert [each.get("name") for each in JOB["steps"] if " / " not in each.get("name", "")] == []
    assert JOB["env"]["ALISEI_LANG"] == "it"
