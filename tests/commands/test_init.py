"""``alisei init``: an empty dataset that validates, all of it or nothing."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from alisei_cli.exports import EXPORTS
from alisei_cli.reports import REPORTS
from alisei_cli.store import write
from alisei_cli.store.starter import read_starter
from tests.conftest import Alisei

FOREIGN = re.compile(
    r"scienze della vita|life scien|cluster alisei|of ALISEI|farmac|pharma|clinic|sanitari|ospedal|hospital", re.IGNORECASE
)
"""Words of the repository's own sector."""


def files_below(folder: Path) -> dict[str, bytes]:
    """Content of every file by path, without those of git."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: raw for path, raw in sorted(found.items()) if not path.startswith(".git/")}


@pytest.fixture
def new(alisei: Alisei, tmp_path: Path) -> Path:
    """A registry just begun, in a folder that was not there."""
    assert alisei("init", tmp_path / "new/registry-of-mine").code == 0
    return tmp_path / "new/registry-of-mine"


def judged(alisei: Alisei, root: Path) -> dict[str, Any]:
    """What ``alisei validate`` has counted."""
    return dict(json.loads(alisei("-C", root, "validate", "--format", "json").out)["summary"])


def test_a_new_registry_is_clean(alisei: Alisei, new: Path) -> None:
    """No error, no warning, not even a note; schemas are schemas, and in step with the taxonomy."""
    assert [judged(alisei, new)[each] for each in ("errors", "warnings", "notes")] == [0, 0, 0]
    assert alisei("-C", new, "schema", "--check").code == 0


def test_the_same_bytes_each_time(alisei: Alisei, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder will do; lines end with LF; nothing else is left there."""
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert alisei("--lang", "it", "init").code == 0
    assert files_below(tmp_path / "other") == files_below(new) == read_starter()
    assert not any(b"\r" in raw for raw in read_starter().values())


def test_it_begins_in_a_new_repository(alisei: Alisei, tmp_path: Path) -> None:
    """A repository without a file counts as empty, and git keeps every file of the registry."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert alisei("init", tmp_path).code == 0
    subprocess.run(["git", "-C", tmp_path, "add", "."], check=True)
    listed = subprocess.run(["git", "-C", tmp_path, "ls-files"], capture_output=True, text=True, check=True).stdout.split()
    assert listed == sorted(read_starter())


def test_what_it_says(alisei: Alisei, tmp_path: Path) -> None:
    """Where the registry is and what comes next, in both languages."""
    english, italian = alisei("init", tmp_path / "en").out, alisei("--lang", "it", "init", tmp_path / "it").out
    assert f"{tmp_path / 'en'} holds an empty registry: {len(read_starter())} files" in english
    assert len(english.splitlines()) == len(italian.splitlines()) == 6
    assert "schema/policy.yaml" in italian
    assert "Che cosa fare adesso" in italian


@pytest.mark.parametrize("held", ["README.md", ".gitignore", "registry"])
def test_a_folder_that_is_not_empty_is_refused(alisei: Alisei, tmp_path: Path, held: str) -> None:
    """Nothing is written, and the message names what is there."""
    (tmp_path / held).mkdir()
    said = alisei("init", tmp_path)
    assert said.code == 2
    assert f"is not empty: it holds {held}" in said.err
    assert os.listdir(tmp_path) == [held]


def test_a_folder_in_a_dataset_is_refused(alisei: Alisei, new: Path) -> None:
    """Neither in a new folder nor in an empty one that is there."""
    for place in ("deep/deeper", "registry/empty"):
        said = alisei("init", new / place)
        assert said.code == 2
        assert "lies in the dataset" in said.err
    assert files_below(new) == read_starter()
    assert not (new / "deep").exists()


def test_a_link_or_a_file_is_refused(alisei: Alisei, tmp_path: Path) -> None:
    """What a link points at is not filled."""
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there")
    (tmp_path / "file").write_text("mine")
    for name in ("link", "file"):
        said = alisei("init", tmp_path / name)
        assert said.code == 2
        assert "is a link or a file" in said.err
    assert os.listdir(tmp_path / "there") == []


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("ending", [OSError(28, "No space left on device"), KeyboardInterrupt(), SystemExit(143)])
def test_all_or_nothing(
    alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: BaseException, is_there: bool
) -> None:
    """Whichever move fails or is interrupted, the folder is as before."""
    if is_there:
        (tmp_path / "a/b").mkdir(parents=True)
    moves = len({path.partition("/")[0] for path in read_starter()})
    for failing in range(moves):
        done = 0

        def rename(source: Path, target: Path, failing: int = failing) -> None:
            nonlocal done
            if done == failing:
                raise ending
            done += 1
            source.rename(target)

        monkeypatch.setattr(write.os, "rename", rename)
        assert alisei("init", tmp_path / "a/b").code == (
            3 if isinstance(ending, OSError) else 130 if isinstance(ending, KeyboardInterrupt) else 143
        )
        assert sorted(path.name for path in tmp_path.rglob("*")) == (["a", "b"] if is_there else [])


def test_what_comes_between_is_kept(alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that someone else makes meanwhile is neither replaced nor deleted."""
    wait = os.fsync

    def fsync(descriptor: int) -> None:
        (tmp_path / "taxonomy.yaml").write_text("mine")
        wait(descriptor)

    monkeypatch.setattr(write.os, "fsync", fsync)
    said = alisei("init", tmp_path)
    assert said.code == 3
    assert "taxonomy.yaml has been changed meanwhile" in said.err
    assert files_below(tmp_path) == {"taxonomy.yaml": b"mine"}


def test_an_unwritable_place(alisei: Alisei, tmp_path: Path) -> None:
    """The message names the place and the reason."""
    (tmp_path / "file").write_text("")
    said = alisei("init", tmp_path / "file/registry")
    assert said.code == 3
    assert "nothing was written" in said.err


def test_every_report_and_export_answers(alisei: Alisei, new: Path, tmp_path: Path) -> None:
    """Of an empty registry too; those that need a past, or a facet that the starter has not, say so."""
    for name in REPORTS.names:
        said = alisei("-C", new, "report", name)
        assert said.code == (2 if name in ("compare", "trajectories") else 3 if name == "trend" else 0), said.err
        assert said.out or said.err
    for name in EXPORTS.names:
        assert alisei("-C", new, "export", name, "-o", tmp_path / f"export-{name}").code == 0
    for words in (["report"], ["search", "rossi"], ["taxonomy"], ["taxonomy", "sector"], ["fix"], ["explain", "ALI201"]):
        assert alisei("-C", new, *words).code == 0


def test_the_starter_is_of_no_sector() -> None:
    """Another cluster finds no word of life sciences in it."""
    assert [(path, found[0]) for path, raw in read_starter().items() if (found := FOREIGN.search(raw.decode()))] == []


def test_the_entry_of_its_readme_is_right(alisei: Alisei, new: Path) -> None:
    """What the README shows can be copied."""
    shown = re.search(r"```yaml\n(.*?)```", (new / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    target = new / "registry/stakeholders/toscana/istituto-rossi.yaml"
    target.parent.mkdir()
    target.write_text(re.sub("^   ", "", shown[1], flags=re.MULTILINE).rstrip(" "), encoding="utf-8")
    assert [judged(alisei, new)[each] for each in ("files", "errors", "warnings", "notes")] == [3, 0, 0, 0]


WORKFLOW: dict[str, Any] = yaml.safe_load(read_starter()[".github/workflows/validate.yml"])


def test_the_check_of_pull_requests_is_pinned() -> None:
    """It may read and nothing else, keeps no credentials, and takes each action at one commit."""
    job = WORKFLOW["jobs"]["validate"]
    assert WORKFLOW["permissions"] == {}
    assert job["permissions"] == {"contents": "read"}
    used = [step for step in job["steps"] if "uses" in step]
    assert [step["uses"] for step in used if not re.search("@[0-9a-f]{40}$", step["uses"])] == ["./tool"]
    assert [step["with"]["persist-credentials"] for step in used if "checkout" in step["uses"]] == [False, False]


@pytest.mark.parametrize(
    ("named", "code"), [({}, 1), ({"TOOL_COMMIT": "a" * 40}, 1), ({"TOOL_COMMIT": "a" * 40, "TOOL_REPOSITORY": "us/alisei"}, 0)]
)
def test_the_check_says_that_the_tool_is_not_named(named: dict[str, str], code: int) -> None:
    """Before it fetches anything, and in both languages."""
    script = WORKFLOW["jobs"]["validate"]["steps"][0]["run"]
    done = subprocess.run(["bash", "-ec", script], env={**WORKFLOW["env"], **named}, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert ("Fill in TOOL_REPOSITORY" in done.stdout) == bool(code)


def test_an_annual_report_is_made_again_with_the_tool_that_is_there(alisei: Alisei, new: Path) -> None:
    """The repository of an adopter holds no program to install."""
    said = alisei("-C", new, "report", "annual").out
    assert "alisei --version" in said
    assert "requirements/" not in said
