"""Installation: complete lock files, their commands, and hints for the environment."""

import importlib.metadata
import json
import re
import signal
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from alisei_cli import extras
from tests.conftest import REPOSITORY

LOCKS = sorted((REPOSITORY / "requirements").glob("*.txt"))
ENVIRONMENTS = [
    default_environment()
    | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "os_name": os,
        "platform_system": system,
    }
    for python, (platform, os, system) in product(
        ("3.11", "3.12", "3.13"), (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))
    )
]
"""Marker environments: every supported Python and system."""


def pins(lock: Path, environment: dict[str, str]) -> dict[str, Version]:
    """Map each distribution that ``lock`` installs to its version."""
    lines = re.findall(r"^([^ #\n][^\\\n]*?) *\\?$", lock.read_text(encoding="utf-8"), re.MULTILINE)
    needed = (Requirement(line) for line in lines)
    return {
        canonicalize_name(each.name): Version(next(iter(each.specifier)).version)
        for each in needed
        if not each.marker or each.marker.evaluate(environment)
    }


def missing(lock: Path, environment: dict[str, str]) -> list[str]:
    """List requirements of locked distributions that ``lock`` does not meet."""
    locked = pins(lock, environment)
    faults = []
    for name in locked:
        try:
            found = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another Python or system
        for line in found.requires or ():
            each = Requirement(line)
            if each.marker and not each.marker.evaluate(environment | {"extra": ""}):
                continue
            version = locked.get(canonicalize_name(each.name))
            if version is None or not each.specifier.contains(version, prereleases=True):
                faults.append(f"{lock.name}: {name} needs {each}, locked is {version}")
    return faults


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locks_are_complete(lock: Path) -> None:
    """A lock lists all dependencies, because pip resolves nothing."""
    assert [fault for environment in ENVIRONMENTS for fault in missing(lock, environment)] == []


def test_an_incomplete_lock_is_noticed(tmp_path: Path) -> None:
    """The previous test can fail."""
    lock = tmp_path / "core.txt"
    text = (REPOSITORY / "requirements/core.txt").read_text(encoding="utf-8")
    lock.write_text(re.sub(r"^attrs==[^\n]*\n(    --hash[^\n]*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")
    assert any("needs attrs" in fault for fault in missing(lock, ENVIRONMENTS[0]))


@pytest.mark.parametrize(
    ("lock", "selected"), [("core", ()), ("report", ("report",)), ("pdf", ("report", "pdf")), ("test", ("report", "pdf"))]
)
def test_locks_hold_what_the_package_asks_for(lock: str, selected: tuple[str, ...]) -> None:
    """``tools/lock.py`` was run after the last change of pyproject.toml."""
    for environment in ENVIRONMENTS:
        locked = pins(REPOSITORY / f"requirements/{lock}.txt", environment)
        for line in importlib.metadata.requires("alisei") or ():
            each = Requirement(line)
            wanted = [environment | {"extra": extra} for extra in ("", *selected)]
            if not each.marker or any(each.marker.evaluate(one) for one in wanted):
                assert each.specifier.contains(locked[canonicalize_name(each.name)]), each


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locks_name_no_address(lock: Path) -> None:
    """Distributions come from the index configured by the user."""
    assert "://" not in lock.read_text(encoding="utf-8")


def test_every_installation_from_a_lock_is_exact() -> None:
    """Both options keep pip from resolving dependencies, which later releases would break."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.split(
        "\0"
    )
    shown = [
        REPOSITORY / name for name in files if name.endswith((".md", ".yml", ".yaml", "run", ".py")) and "registry/" not in name
    ]
    faults = []
    for file in shown:
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
            if re.search(r"pip install .*-r requirements/", line) and "--no-deps --require-hashes" not in line:
                faults.append(f"{file.name}: {line.strip()}")
    assert faults == []


class Installed:
    """A distribution of alisei installed from ``origin``."""

    def __init__(self, origin: object) -> None:
        self.origin = origin

    def read_text(self, _name: str) -> str | None:
        return json.dumps(self.origin) if self.origin else None


def hint(monkeypatch: pytest.MonkeyPatch, origin: object, *, has_pip: bool = True) -> str:
    """Build the command for the extra ``report`` of an installation from ``origin``."""
    monkeypatch.setattr(extras.importlib.metadata, "distribution", lambda _name: Installed(origin))
    monkeypatch.setattr(extras.importlib.util, "find_spec", lambda _name: object() if has_pip else None)
    return extras.install_command("report")


def test_a_hint_in_a_clone_installs_the_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command uses the running Python, from any current folder."""
    monkeypatch.chdir(tmp_path)
    said = hint(monkeypatch, {"url": REPOSITORY.as_uri(), "dir_info": {"editable": True}})
    assert said == f"{sys.executable} -m pip install --no-deps --require-hashes -r {REPOSITORY / 'requirements/report.txt'}"


@pytest.mark.parametrize(
    "origin", [None, {"url": "file:///tmp/alisei.whl", "archive_info": {}}, {"url": "file:///gone", "dir_info": {}}]
)
def test_a_hint_elsewhere_names_the_extra(monkeypatch: pytest.MonkeyPatch, origin: object) -> None:
    """A wheel contains no lock files."""
    assert hint(monkeypatch, origin).endswith("-m pip install 'alisei[report]'")


def test_a_hint_without_pip_uses_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment made by uv has no pip."""
    assert hint(monkeypatch, None, has_pip=False).startswith("uv pip install --python ")


def test_the_suite_can_run_in_the_background() -> None:
    """Tests of interruption pass if a shell started them with ``&``.

    Such a shell makes them ignore SIGINT.
    """
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/commands/test_cli.py", "-k", "signal_ends"]
    done = subprocess.run(
        [sys.executable, *words], cwd=REPOSITORY, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN), capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
