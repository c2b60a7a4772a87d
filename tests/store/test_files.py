"""The door to the files of the registry: what is no entry in its place is named once, and never opened."""

import builtins
import io
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.model.verdict import Verdict
from alisei_cli.pipeline import validate
from tests.conftest import Dataset, committed, git, stakeholder

FOLDER = "registry/stakeholders/toscana"
SECRET = "the content of the target"
GOOD = f"{FOLDER}/alfa-biotech.yaml"


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """One good entry."""
    return dataset({GOOD: stakeholder("alfa-biotech")})


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Paths of all files that are opened, however that is done."""
    seen: list[str] = []

    def watch(owner: Any, name: str) -> None:
        before: Callable[..., Any] = getattr(owner, name)

        def wrapped(path: Any, *arguments: Any, **named: Any) -> Any:
            seen.append(os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else "")
            return before(path, *arguments, **named)

        monkeypatch.setattr(owner, name, wrapped)

    for owner, name in ((builtins, "open"), (io, "open"), (os, "open")):
        watch(owner, name)
    yield seen


def link(target: Path) -> None:
    """A link to a file of secrets."""
    secret = target.parents[4] / "secret.txt"
    secret.write_text(SECRET)
    target.symlink_to(secret)


def link_to_folder(target: Path) -> None:
    """A link to a folder with a good entry."""
    folder = target.parents[4] / "elsewhere"
    folder.mkdir()
    (folder / "alfa.yaml").write_text(SECRET)
    target.symlink_to(folder)


def listening(target: Path) -> None:
    """A socket."""
    here = Path.cwd()
    os.chdir(target.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(target.name)
    finally:
        os.chdir(here)


def folder_with_entry(target: Path) -> None:
    """A folder that is called like an entry and holds one."""
    target.mkdir()
    (target / "beta.yaml").write_text(SECRET)


def text(target: Path) -> None:
    """A plain file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(SECRET)


NEVER_OPENED = [
    ("link.yaml", link, "not-a-regular-file", "link.yaml"),
    ("dangling.yaml", lambda target: target.symlink_to("nowhere"), "not-a-regular-file", "dangling.yaml"),
    ("loop.yaml", lambda target: target.symlink_to(target.name), "not-a-regular-file", "loop.yaml"),
    ("device.yaml", lambda target: target.symlink_to("/dev/zero"), "not-a-regular-file", "device.yaml"),
    ("linked-folder", link_to_folder, "not-a-regular-file", "linked-folder"),
    ("pipe.yaml", os.mkfifo, "not-a-regular-file", "pipe.yaml"),
    ("socket.yaml", listening, "not-a-regular-file", "socket.yaml"),
    ("folder.yaml", folder_with_entry, "stray-file", "folder.yaml/beta.yaml"),
    ("empty.yaml", Path.mkdir, "stray-file", "empty.yaml"),
    ("beta.yml", text, "stray-file", "beta.yml"),
    ("BETA.YAML", text, "stray-file", "BETA.YAML"),
    ("deeper/beta.yaml", text, "stray-file", "deeper/beta.yaml"),
    (".hidden", text, "stray-file", ".hidden"),
    (".DS_Store", text, "stray-file", ".DS_Store"),
    ("README.md", text, "stray-file", "README.md"),
    ("beta.yaml~", text, "stray-file", "beta.yaml~"),
    (".gitkeep", text, "stray-file", ".gitkeep"),
    ("empty", Path.touch, "stray-file", "empty"),
]


def said(verdict: Verdict) -> list[tuple[str, str]]:
    """Rule and path of each diagnostic."""
    return [(each.rule, each.path) for each in verdict.diagnostics]


@pytest.mark.parametrize(("name", "build", "rule", "named"), NEVER_OPENED, ids=[case[0] for case in NEVER_OPENED])
def test_what_is_no_entry_in_its_place_is_named_once_and_never_opened(
    name: str, build: Callable[[Path], None], rule: str, named: str, root: Path, opened: list[str]
) -> None:
    """Links, pipes, sockets, folders, other endings, other places: one diagnostic with the path, and nobody looks inside."""
    build(root / FOLDER / name)
    opened.clear()
    verdict = validate(root)
    assert [(rule, f"{FOLDER}/{named}")] == said(verdict)
    assert [path for path in opened if Path(path).name == Path(named).name or "secret" in path or "elsewhere" in path] == []
    assert any(path.endswith("alfa-biotech.yaml") for path in opened), "the watch itself does not work"
    assert SECRET not in str(verdict.diagnostics) + str([source.text for source in verdict.sources.values()])


@pytest.mark.parametrize(
    "name", ["Beta.yaml", "beta_biotech.yaml", "béta.yaml", "be\u0301ta.yaml", "-beta.yaml", "a--b.yaml", "con.yaml", "a b.yaml", ".yaml", f"{'a' * 65}.yaml"]
)  # fmt: skip
def test_a_name_that_no_entry_can_have_is_told(name: str, root: Path) -> None:
    """Once, with a better name where there is one; the entry itself is judged all the same."""
    (root / FOLDER / name).write_text(stakeholder("beta-biotech"))
    verdict = validate(root)
    bad = [each for each in verdict.diagnostics if each.rule == "bad-file-name"]
    assert [f"{FOLDER}/{name}"] == [each.path for each in bad]
    assert {"bad-file-name", "id-differs-from-file"} >= {each.rule for each in verdict.diagnostics}


@pytest.mark.parametrize("raw", [b"new\nline.yaml", b"esc\x1b[31m.yaml", b"latin-\xe9.yaml", b"rtl-\xe2\x80\xae.yaml"], ids=repr)
def test_a_name_that_is_no_text_is_spelled_out(raw: bytes, root: Path) -> None:
    """The name is told with escapes, on one line, and never reaches a terminal as it is."""
    target = os.fsencode(root / FOLDER) + b"/" + raw
    with open(target, "wb") as file:
        file.write(b"id: x\n")
    verdict = validate(root)
    assert len(verdict.diagnostics) == 1
    message = str(verdict.diagnostics[0].message)
    assert message.isprintable()
    assert "\\" in message


def test_an_empty_keeper_of_a_folder_is_fine(root: Path) -> None:
    """Git keeps no empty folder, so ``.gitkeep`` does."""
    for folder in ("registry", "registry/stakeholders", FOLDER, "registry/groups"):
        (root / folder).mkdir(exist_ok=True)
        (root / folder / ".gitkeep").touch()
    assert said(validate(root)) == []


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("registry/beta.yaml", "registry/stakeholders/toscana/"),
        ("registry/stakeholders/beta.yaml", "registry/stakeholders/toscana/"),
        ("registry/people/beta.yaml", "registry/stakeholders/toscana/"),
        ("registry/groups/lazio/beta.yaml", "registry/groups/beta.yaml"),
    ],
)
def test_an_entry_where_nobody_looks_is_named_with_its_right_place(path: str, place: str, root: Path) -> None:
    """Never skipped in silence."""
    text(root / path)
    verdict = validate(root)
    assert [("stray-file", path)] == said(verdict)
    assert place in str(verdict.diagnostics[0].help)
    assert verdict.sources[path].text == ""


def test_a_linked_registry_is_refused(root: Path) -> None:
    """The registry is a folder of its own, or whoever links it decides what is judged."""
    (root / "registry").rename(root / "other")
    (root / "registry").symlink_to("other")
    from alisei_cli.errors import SurroundingsError

    with pytest.raises(SurroundingsError) as refused:
        validate(root)
    assert "link" in str(refused.value.message)


@pytest.mark.parametrize("folder", ["registry/groups", "registry/stakeholders/lazio"])
def test_an_unfilled_submodule_is_named(folder: str, root: Path) -> None:
    """It is an empty folder on the disk, as a person may make one; only git knows that it is another repository."""
    (root / folder).mkdir(exist_ok=True)
    committed(root)
    assert validate(root).diagnostics == ()
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{folder}")
    git(root, "commit", "-qm", "submodule")
    assert said(validate(root)) == [("not-a-regular-file", folder)]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_is_named(root: Path) -> None:
    """With what to do about it."""
    (root / GOOD).chmod(0)
    assert said(validate(root)) == [("unreadable-file", GOOD)]


def test_a_file_that_turns_into_a_link_while_one_looks_is_not_followed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the opening an attacker may swap the file: it is still not opened through the link."""
    from alisei_cli.store import tree

    before = tree.read_bytes

    def swapped(at: Path, path: str, limit: int) -> bytes:
        if path == GOOD:
            (root / GOOD).unlink()
            (root / "secret.txt").write_text(SECRET)
            (root / GOOD).symlink_to(root / "secret.txt")
        return before(at, path, limit)

    monkeypatch.setattr(tree, "read_bytes", swapped)
    verdict = validate(root)
    assert said(verdict) == [("not-a-regular-file", GOOD)]
    assert SECRET not in str(verdict)
