"""The wheel: built offline as pip does, installed apart, and used with nothing of the clone at hand."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import alisei_cli
from alisei_cli.store.starter import read_starter
from tests.conftest import REPOSITORY, TODAY


def pip(*words: object, folder: Path) -> None:
    """Run pip without an index."""
    subprocess.run([sys.executable, "-m", "pip", "-q", *map(str, words)], cwd=folder, check=True, env=os.environ | {"PIP_NO_INDEX": "1"})  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a project that holds a registry and sources beside the package."""
    project = tmp_path_factory.mktemp("project")
    for name in ("alisei_cli", "tools", "translations", "docs"):
        shutil.copytree(REPOSITORY / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA.md", "NOTICE"):
        shutil.copy(REPOSITORY / name, project)
    for name in ("registry", "sources", "tests"):
        (project / name).mkdir()
        (project / name / "canary.yaml").write_text("canary")
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", project / "dist", ".", folder=project)
    (built,) = (project / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was installed, without its dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--target", folder, wheel, folder=folder)
    return folder


def run(installed: Path, *words: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program with the installed package in front of the clone's."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "ALISEI_TODAY": TODAY}
    return subprocess.run(list(map(str, words)), cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_it_carries_the_tool_and_no_data(wheel: Path) -> None:
    """Tables of reference, the empty dataset, the Italian catalogue; neither registry nor sources, tools or tests."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"alisei_cli", next(top for top in tops if top.endswith(".dist-info"))}
    wanted = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "alisei_cli").rglob("*") if path.is_file()}
    wanted = {name for name in wanted if "__pycache__" not in name and not name.endswith(".mo")}
    assert wanted - names == set()
    assert any(name.endswith(".mo") for name in names)
    data = [name for name in names if "/registry/" in name and not name.endswith(".gitkeep")]
    assert data == []


def test_it_begins_a_registry_that_validates(installed: Path, tmp_path: Path) -> None:
    """By the program that pip has made, far from the clone."""
    program = installed / "bin/alisei"
    begun = run(installed, program, "--lang", "en", "init", tmp_path / "mine", folder=tmp_path)
    assert begun.returncode == 0, begun.stderr
    assert sorted(path.relative_to(tmp_path / "mine").as_posix() for path in (tmp_path / "mine").rglob("*") if path.is_file()) == sorted(read_starter())  # fmt: skip
    judged = run(installed, program, "--lang", "it", "-C", tmp_path / "mine", "validate", folder=tmp_path)
    assert judged.returncode == 0, judged.stdout
    assert "errori" in judged.stdout


def test_it_gives_frames(installed: Path, sample: Path, tmp_path: Path) -> None:
    """The same as the package of the clone."""
    code = "import sys, alisei_cli; print(alisei_cli.__file__); print(len(alisei_cli.open(sys.argv[1]).frames()['stakeholders']))"
    done = run(installed, sys.executable, "-c", code, sample, folder=tmp_path)
    place, count = done.stdout.splitlines()
    assert Path(place).is_relative_to(installed)
    assert int(count) == len(alisei_cli.open(sample).frames()["stakeholders"])
