"""Steps of workflows run as on a runner of GitHub: their shell, their environment, the files they write to."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import REPOSITORY, TODAY, git

_EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")


@dataclass(frozen=True)
class Runner:
    """A folder in which the steps of one job run, one after another."""

    place: Path
    steps: Iterable[Mapping[str, Any]]
    expressions: Mapping[str, object]
    """Values of the expressions in the environments of the steps."""
    job: Mapping[str, str]
    """Environment of the job."""

    def run(self, start: str, **more: str) -> tuple[int, str]:
        """Run the step whose name starts with ``start``; return exit code and output."""
        (step,) = (each for each in self.steps if each["name"].startswith(start))
        named = {**self.job, **step.get("env", {})}
        surroundings = {
            "PATH": f"{self.place / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.place),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(REPOSITORY),
            "ALISEI_TODAY": TODAY,
            "RUNNER_TEMP": str(self.place / "temp"),
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "alisei/registry",
            "GITHUB_OUTPUT": str(self.place / "output"),
            "GITHUB_STEP_SUMMARY": str(self.place / "summary"),
            **{name: _EXPRESSION.sub(lambda found: str(self.expressions[found[1]]), value) for name, value in named.items()},
            **more,
        }
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(shell, cwd=self.place, env=surroundings, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    @property
    def outputs(self) -> dict[str, str]:
        """What the steps hand on by name."""
        file = self.place / "output"
        return dict(line.split("=", 1) for line in file.read_text().splitlines()) if file.exists() else {}

    @property
    def summary(self) -> str:
        """What the steps have added to the summary."""
        return (self.place / "summary").read_text(encoding="utf-8")


def install(place: Path) -> None:
    """Put the tool where the action installs it."""
    program(place / "temp/alisei/bin/alisei", f'#!/bin/sh\nexec {sys.executable} -m alisei_cli "$@"\n')


def program(file: Path, text: str) -> None:
    """Write a program."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


class Hub:
    """GitHub's part: a bare repository, a clone of its owners, and a member's fork of it."""

    def __init__(self, place: Path, root: Path) -> None:
        self.bare, self.owners, self.fork = (place / name for name in ("bare.git", "owners", "fork"))
        git(root, "clone", "-q", "--bare", root, self.bare)
        for clone in (self.owners, self.fork):
            git(place, "clone", "-q", self.bare, clone)

    def propose(self, files: Mapping[str, str], data: Path) -> dict[str, str]:
        """Propose ``files`` from the fork and check the merge out at ``data``; return the commits of base and head."""
        git(self.fork, "checkout", "-q", "-B", "patch-1", "origin/main")
        for path, text in files.items():
            (self.fork / path).parent.mkdir(parents=True, exist_ok=True)
            (self.fork / path).write_text(text, encoding="utf-8")
        git(self.fork, "add", "-A")
        git(self.fork, "commit", "-q", "-m", "proposal")
        git(self.fork, "push", "-q", "-f", "origin", "HEAD:refs/pull/7/head")
        git(self.owners, "fetch", "-q", "origin", "refs/pull/7/head")
        git(self.owners, "checkout", "-q", "--detach", "origin/main")
        git(self.owners, "merge", "-q", "--no-ff", "-m", "merge", "FETCH_HEAD")
        git(self.owners, "push", "-q", "-f", "origin", "HEAD:refs/pull/7/merge")
        git(data.parent, "clone", "-q", "--no-checkout", self.bare, data)
        git(data, "fetch", "-q", "origin", "refs/pull/7/merge")
        git(data, "checkout", "-q", "--detach", "FETCH_HEAD")
        return {"base": git(data, "rev-parse", "HEAD^1").strip(), "head": git(data, "rev-parse", "HEAD^2").strip()}
