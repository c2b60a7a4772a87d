"""Names, places and kinds of files: everything below ``registry/`` is read or named, nothing else is ever opened."""

import errno
import os
from pathlib import Path

import pytest

from alisei_cli.model.diagnostic import Diagnostic
from alisei_cli.model.verdict import Verdict
from alisei_cli.pipeline import validate, validate_since
from alisei_cli.store import tree
from tests.conftest import Dataset, git, stakeholder
from tests.rules.entries import org

HOME = "registry/stakeholders/toscana"
PATH = f"{HOME}/istituto-rossi.yaml"
ENTRY = stakeholder("istituto-rossi")


def told(verdict: Verdict) -> list[tuple[str, str]]:
    """Rule and path of each diagnostic."""
    return [(each.rule, each.path) for each in verdict.diagnostics]


def only(verdict: Verdict) -> Diagnostic:
    """The one diagnostic of the verdict."""
    assert len(verdict.diagnostics) == 1, told(verdict)
    return verdict.diagnostics[0]


BAD_NAMES = [
    ("Istituto Rossi.yaml", "Rename it to istituto-rossi.yaml"),
    ("istituto_rossi.yaml", "Rename it to istituto-rossi.yaml"),
    ("istituto--rossi.yaml", "Rename it to istituto-rossi.yaml"),
    ("-rossi.yaml", "Rename it to rossi.yaml"),
    ("città.yaml", "Rename it to citta.yaml"),
    ("citta\u0300.yaml", "Rename it to citta.yaml"),
    ("a.b.yaml", "Rename it to a-b.yaml"),
    (".rossi.yaml", "Rename it to rossi.yaml"),
    ("rossi .yaml", "Rename it to rossi.yaml"),
    ("ROSSI.yaml", "Rename it to rossi.yaml"),
    ("con.yaml", "Use lower-case letters"),
    ("lpt9.yaml", "Use lower-case letters"),
    ("諸.yaml", "Use lower-case letters"),
    (".yaml", "Use lower-case letters"),
    ("a" * 65 + ".yaml", "Rename it to " + "a" * 64 + ".yaml"),
    ("a\nb.yaml", "Rename it to a-b.yaml"),
]


@pytest.mark.parametrize(("name", "help"), BAD_NAMES)
def test_bad_file_names(dataset: Dataset, name: str, help: str) -> None:
    said = only(validate(dataset({f"{HOME}/{name}": ENTRY})))
    assert said.rule == "bad-file-name"
    assert help in str(said.help)
    assert "\n" not in str(said.message)


@pytest.mark.parametrize("name", ["a.yaml", "1.yaml", "a-1-b.yaml", "a" * 64 + ".yaml", "console.yaml"])
def test_good_file_names(dataset: Dataset, name: str) -> None:
    text = ENTRY.replace("id: istituto-rossi", f"id: {name.removesuffix('.yaml')}")
    assert validate(dataset({f"{HOME}/{name}": text})).diagnostics == ()


def test_a_name_that_is_no_text_is_named_and_not_opened(dataset: Dataset) -> None:
    root = dataset({PATH: ENTRY})
    (root / os.fsdecode(os.fsencode(HOME) + b"/rossi\xff.yaml")).write_text("a: [")
    said = only(validate(root))
    assert (said.rule, said.path) == ("bad-file-name", f"{HOME}/rossi\\xff.yaml")


STRAYS = [
    (f"{HOME}/istituto-rossi.yml", "does not end in .yaml", "Rename it to istituto-rossi.yaml."),
    (f"{HOME}/istituto-rossi.YAML", "does not end in .yaml", "Rename it to istituto-rossi.yaml."),
    (f"{HOME}/istituto-rossi", "does not belong in the registry", f"{HOME}/"),
    (f"{HOME}/notes.txt", "does not belong in the registry", f"{HOME}/"),
    (f"{HOME}/altro/istituto-rossi.yaml", "not looked for in this folder", PATH),
    ("registry/stakeholders/istituto-rossi.yaml", "not looked for in this folder", PATH),
    ("registry/stakeholder/toscana/istituto-rossi.yaml", "not looked for in this folder", PATH),
    ("registry/Stakeholders/toscana/istituto-rossi.yaml", "not looked for in this folder", PATH),
    ("registry/istituto-rossi.yaml", "not looked for in this folder", "registry/groups/istituto-rossi.yaml"),
    ("registry/groups/altro/gdl.yaml", "not looked for in this folder", "registry/groups/gdl.yaml"),
    ("registry/README.md", "does not belong in the registry", "registry/events/"),
    (f"{HOME}/.DS_Store", "left here by an editor", "Delete it."),
    (f"{HOME}/istituto-rossi.yaml~", "left here by an editor", "Delete it."),
    (f"{HOME}/.istituto-rossi.yaml.swp", "left here by an editor", "Delete it."),
    (f"{HOME}/istituto-rossi.yaml.orig", "left here by an editor", "Delete it."),
    (f"{HOME}/istituto-rossi.yaml/x.yaml", "not looked for in this folder", f"{HOME}/x.yaml"),
    (f"{HOME}/.hidden/x.yaml", "not looked for in this folder", f"{HOME}/x.yaml"),
]


@pytest.mark.parametrize(("path", "message", "help"), STRAYS)
def test_stray_files_are_named_with_where_they_belong(dataset: Dataset, path: str, message: str, help: str) -> None:
    said = only(validate(dataset({path: "never: [opened"})))
    assert (said.rule, said.path) == ("stray-file", path)
    assert message in str(said.message)
    assert help in str(said.help)


def test_an_empty_folder_is_named_and_a_keeper_is_not(dataset: Dataset) -> None:
    root = dataset({"registry/groups/.gitkeep": "", f"{HOME}/.gitkeep": ""})
    assert validate(root).diagnostics == ()
    (root / "registry/altro").mkdir()
    said = only(validate(root))
    assert (said.rule, said.path) == ("stray-file", "registry/altro")
    (root / "registry/altro").rmdir()
    (root / "registry/groups/.gitkeep").write_text("words")
    assert told(validate(root)) == [("stray-file", "registry/groups/.gitkeep")]


def test_two_folders_that_differ_in_case_cannot_both_be_right(dataset: Dataset) -> None:
    """Why there is no rule name-collision: of two paths equal but for case or accents one at least is refused already."""
    verdict = validate(dataset({PATH: ENTRY, PATH.replace("toscana", "Toscana"): ENTRY}))
    assert ("wrong-folder", PATH.replace("toscana", "Toscana")) in told(verdict)


@pytest.mark.parametrize("target", ["../lazio/altro.yaml", "/etc/passwd", "nowhere", "."])
def test_links_are_never_followed(dataset: Dataset, target: str) -> None:
    root = dataset({"registry/stakeholders/toscana/.gitkeep": ""})
    (root / PATH).symlink_to(target)
    said = only(validate(root))
    assert (said.rule, said.path) == ("not-a-regular-file", PATH)
    assert "a link to another place" in str(said.message)
    assert "passwd" not in f"{said.message}{said.help}"


def test_a_linked_folder_is_never_entered(dataset: Dataset, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text(ENTRY)
    root = dataset({PATH: ENTRY})
    (root / "registry/stakeholders/lazio").symlink_to(outside)
    assert told(validate(root)) == [("not-a-regular-file", "registry/stakeholders/lazio")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_never_waited_for(dataset: Dataset) -> None:
    root = dataset({PATH: ENTRY})
    os.mkfifo(root / HOME / "pipe.yaml")
    assert told(validate(root)) == [("not-a-regular-file", f"{HOME}/pipe.yaml")]


def test_a_linked_taxonomy_is_refused(dataset: Dataset) -> None:
    root = dataset({PATH: ENTRY})
    (root / "taxonomy.yaml").rename(root / "real.yaml")
    (root / "taxonomy.yaml").symlink_to("real.yaml")
    assert ("not-a-regular-file", "taxonomy.yaml") in told(validate(root))


UNREADABLE = [
    (PermissionError(errno.EACCES, "Permission denied"), "unreadable-file", "no permission"),
    (OSError(errno.EIO, "Input/output error"), "unreadable-file", "Input/output error"),
    (FileNotFoundError(errno.ENOENT, "No such file or directory"), "unreadable-file", "No such file"),
    (OSError(errno.ELOOP, "Too many levels"), "not-a-regular-file", "a link"),
    (OSError(errno.EINVAL, "Invalid argument"), "not-a-regular-file", "device"),
]


@pytest.mark.parametrize(("error", "rule", "message"), UNREADABLE)
def test_what_cannot_be_read_is_said(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, error: OSError, rule: str, message: str
) -> None:
    root = dataset({PATH: ENTRY, f"{HOME}/altro.yaml": stakeholder("altro")})
    whole = tree.read_bytes

    def refuse(root: Path, path: str, limit: int) -> bytes:
        if path == PATH:
            raise error
        return whole(root, path, limit)

    monkeypatch.setattr(tree, "read_bytes", refuse)
    said = only(validate(root))
    assert (said.rule, said.path) == (rule, PATH)
    assert message in str(said.message)
    assert said.help


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(dataset: Dataset) -> None:
    root = dataset({PATH: ENTRY})
    (root / PATH).chmod(0)
    assert told(validate(root)) == [("unreadable-file", PATH)]


BAIT = [".alisei/journal.json", ".alisei/writing-0/old-0", ".alisei/lock", ".ALISEI/x", ".alisei"]


@pytest.mark.parametrize("path", BAIT)
@pytest.mark.parametrize("how", ["as a whole", "from the cache", "since the commit before"])
def test_a_work_folder_that_git_tracks_is_an_error(how: str, path: str, dataset: Dataset) -> None:
    """One error for all files in it.

    The dataset may be part of a larger repository, and the folder may be a link.
    """
    root = dataset(org("istituto-rossi"))
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-qm", "all")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    if path == ".alisei":
        (root / path).symlink_to("registry")
    else:
        (root / path).write_text("{}")
    assert validate(root).diagnostics == ()
    git(root.parent, "add", "-f", f"{root.name}/{path}")
    git(root.parent, "commit", "-qm", "a stranger")
    if how == "from the cache":
        validate(root)
    verdict = validate_since(root, "HEAD~") if how.startswith("since") else validate(root)
    assert [(each.code, each.path) for each in verdict.diagnostics] == [("ALI026", ".alisei")]
    git(root.parent, "rm", "-rq", "--cached", f"{root.name}/{path}")
    git(root.parent, "commit", "-qm", "taken out")
    assert validate(root).diagnostics == ()
