"""Safety of git calls, and correctness of reported commits.

Each place below is a trap that works against git itself; every command is run in it. The tests use the git that is first on PATH,
so another one can be tested by putting it there.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from alisei_cli.errors import SurroundingsError
from alisei_cli.store import git as door
from alisei_cli.store import objects
from tests.conftest import Alisei, committed, git, make, stakeholder

FOLDER = "registry/stakeholders/toscana"
ALFA, BETA = f"{FOLDER}/alfa-biotech.yaml", f"{FOLDER}/beta-biotech.yaml"
FILES = {ALFA: stakeholder("alfa-biotech"), BETA: stakeholder("beta-biotech")}
COMMANDS = (
    ("validate",),
    ("validate", "--since", "HEAD", "--no-cache"),
    ("validate", "--since", "HEAD~1"),
    ("fix",),
    ("show", "alfa-biotech"),
    ("search", "alfa"),
    ("taxonomy", "sector"),
    ("schema", "--check"),
    ("export", "json"),
    ("report",),
    ("report", "--as-of", "HEAD~1"),
    ("report", "freshness"),
    ("report", "trend", "--every", "commit"),
    ("import", "csv", "TABLE"),
)
"""Commands that open a dataset, by their way of calling git."""

SETTINGS = """
[core]
	fsmonitor = TRAP
	hooksPath = HOOKS
	pager = TRAP
	sshCommand = TRAP
	askPass = TRAP
	gitProxy = TRAP
	alternateRefsCommand = TRAP
[diff]
	external = TRAP
[diff "owned"]
	textconv = TRAP
	command = TRAP
[filter "owned"]
	clean = TRAP
	smudge = TRAP
	required = true
[merge "owned"]
	driver = TRAP
[alias]
	cat-file = !TRAP
	ls-tree = !TRAP
	log = !TRAP
	merge-base = !TRAP
[pager]
	log = TRAP
	cat-file = TRAP
[log]
	showSignature = true
[gpg]
	program = TRAP
[gpg "ssh"]
	program = TRAP
[credential]
	helper = !TRAP
[protocol "ext"]
	allow = always
[remote "origin"]
	url = ext::TRAP
	promisor = true
	partialclonefilter = blob:none
[uploadpack]
	packObjectsHook = TRAP
"""


class Trap:
    """A folder with a program that leaves a mark, and malicious datasets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mark = folder / "sprung"
        self.program = folder / "trap"
        self.program.write_text(f"#!/bin/sh\ntouch '{self.mark}'\nexit 1\n")
        self.program.chmod(0o755)
        self.hooks = folder / "hooks"
        self.hooks.mkdir()
        for name in ("post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman", "query-watchman"):
            shutil.copy(self.program, self.hooks / name)
        self.settings = SETTINGS.replace("TRAP", str(self.program)).replace("HOOKS", str(self.hooks))
        self.environment: dict[str, str] = {}
        self.where: Path | None = None

    def repository(self, top: Path, data: str = "") -> Path:
        """Create a repository of two commits at ``top``, without any trap.

        The dataset is at ``data`` below; its root is returned.
        """
        root = make(top / data, {ALFA: FILES[ALFA]})
        committed(top)
        (root / BETA).write_text(FILES[BETA])
        git(top, "add", "-A")
        git(top, "commit", "-qm", "more")
        return root

    def arm(self, settings: Path, attributes: Path) -> None:
        """Name the program in settings, and apply it to every entry."""
        with settings.open("a") as file:
            file.write(self.settings)
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text("*.yaml filter=owned diff=owned merge=owned\n")

    def touch(self, root: Path) -> Path:
        """Change the time of every entry, so that git compares contents."""
        for path in (root / FOLDER).glob("*.yaml"):
            path.write_bytes(path.read_bytes())
        return root


def _root(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    trap.arm(root / ".git/config", root / ".gitattributes")
    return root


def _subfolder(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "repo", "deep/data")
    trap.arm(trap.folder / "repo/.git/config", root / ".gitattributes")
    return root


def _attributes_outside_the_tree(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    trap.arm(root / ".git/config", root / ".git/info/attributes")
    return root


def _attributes_elsewhere(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    trap.settings += f"[core]\n\tattributesFile = {trap.folder / 'attributes'}\n"
    trap.arm(root / ".git/config", trap.folder / "attributes")
    return root


def _gitfile(trap: Trap) -> Path:
    root = _root(trap)
    (root / ".git").rename(trap.folder / "elsewhere")
    (root / ".git").write_text("gitdir: ../elsewhere\n")
    return root


def _link(trap: Trap) -> Path:
    root = _root(trap)
    (root / ".git").rename(trap.folder / "elsewhere")
    (root / ".git").symlink_to("../elsewhere")
    return root


def _commondir(trap: Trap) -> Path:
    root = _root(trap)
    common = root / "common"
    common.mkdir()
    for name in ("objects", "refs", "config"):
        (root / ".git" / name).rename(common / name)
    (root / ".git/commondir").write_text("../common\n")
    return root


def _worktree(trap: Trap) -> Path:
    main = trap.repository(trap.folder / "main")
    git(main, "worktree", "add", "-q", "-b", "other", "../data")
    trap.arm(main / ".git/config", trap.folder / "data/.gitattributes")
    return trap.folder / "data"


def _settings_of_one_worktree(trap: Trap) -> Path:
    root = _worktree(trap)
    config = trap.folder / "main/.git/config"
    text = config.read_text()
    config.write_text(text.replace(trap.settings, "[extensions]\n\tworktreeConfig = true\n"))
    (trap.folder / "main/.git/worktrees/data/config.worktree").write_text(trap.settings)
    return root


def _planted(trap: Trap, root: Path) -> None:
    """Make ``root`` itself look like a git directory with a working tree."""
    shutil.copytree(root, trap.folder / "evil", ignore=shutil.ignore_patterns(".git"))
    evil = committed(trap.folder / "evil")
    git(evil, "commit", "-q", "--allow-empty", "-m", "more")
    for name in ("objects", "refs", "HEAD", "index"):
        (shutil.copytree if (evil / ".git" / name).is_dir() else shutil.copy)(evil / ".git" / name, root / name)
    (root / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n")
    trap.arm(root / "config", root / ".gitattributes")


def _planted_in_a_subfolder(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "repo", "data")
    _planted(trap, root)
    git(trap.folder / "repo", "-c", "core.fsmonitor=", "add", "-A")
    return root


def _planted_in_an_archive(trap: Trap) -> Path:
    root = make(trap.folder / "data", FILES)
    _planted(trap, root)
    return root


def _bare_parent(trap: Trap) -> Path:
    root = _planted_in_an_archive(trap)
    inner = root / "inner"
    make(inner, FILES)
    return inner


def _parent(trap: Trap) -> Path:
    (trap.folder / "repo").mkdir()
    (trap.folder / "repo/x").touch()
    top = committed(trap.folder / "repo")
    root = make(top / "data", FILES)
    git(top, "add", "-A")
    trap.arm(top / ".git/config", top / ".gitattributes")
    return root


def _include(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    (trap.folder / "more").touch()
    trap.arm(trap.folder / "more", root / ".gitattributes")
    with (root / ".git/config").open("a") as file:
        file.write("[include]\n\tpath = ../../more\n")
    return root


def _include_on_condition(trap: Trap) -> Path:
    root = _include(trap)
    config = root / ".git/config"
    config.write_text(config.read_text().replace("[include]", '[INCLUDEIF "gitdir/i:**/.git"]'))
    return root


def _long_settings(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    with (root / ".git/config").open("a") as file:
        file.write("# nothing\n" * 250_000)
    trap.arm(root / ".git/config", root / ".gitattributes")
    return root


def _environment(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    evil = Trap.repository(trap, trap.folder / "evil")
    trap.arm(evil / ".git/config", root / ".gitattributes")
    program = str(trap.program)
    trap.environment = {
        "GIT_DIR": str(evil / ".git"),
        "GIT_WORK_TREE": str(root),
        "GIT_COMMON_DIR": str(evil / ".git"),
        "GIT_INDEX_FILE": str(evil / ".git/index"),
        "GIT_CONFIG": str(evil / ".git/config"),
        "GIT_CONFIG_GLOBAL": str(evil / ".git/config"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "filter.owned.clean",
        "GIT_CONFIG_VALUE_0": program,
        "GIT_EXTERNAL_DIFF": program,
        "GIT_PAGER": program,
        "GIT_SSH_COMMAND": program,
        "GIT_ASKPASS": program,
        "GIT_EXEC_PATH": str(trap.hooks),
        "GIT_TRACE": str(trap.mark),
    }
    return root


def _alternates(trap: Trap) -> Path:
    root = _root(trap)
    (root / ".git/objects").rename(trap.folder / "store")
    (root / ".git/objects/info").mkdir(parents=True)
    (root / ".git/objects/info/alternates").write_text(f"{trap.folder / 'store'}\n")
    return root


def _promisor(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    git(root, "repack", "-adq")
    (pack,) = (root / ".git/objects/pack").glob("*.pack")
    pack.with_suffix(".promisor").touch()
    made = git(root, "hash-object", "-w", ALFA).strip()
    entry = f"100644 blob {'1' * len(made)}\tgamma-biotech.yaml\n100644 blob {made}\talfa-biotech.yaml\n"
    folder = _object(root, "mktree", "--missing", given=entry)
    for name in ("toscana", "stakeholders", "registry"):
        folder = _object(root, "mktree", "--missing", given=f"040000 tree {folder}\t{name}\n")
    parent = git(root, "rev-parse", "HEAD~1").strip()
    lost = git(root, "commit-tree", "-p", parent, "-m", "lost", folder).strip()
    git(root, "update-ref", "HEAD", git(root, "commit-tree", "-p", lost, "-m", "more", "HEAD^{tree}").strip())
    with (root / ".git/config").open("a") as file:
        file.write("[extensions]\n\tpartialClone = origin\n")
    trap.arm(root / ".git/config", root / ".gitattributes")
    return root


def _object(root: Path, *words: str, given: str) -> str:
    return subprocess.run(["git", *words], cwd=root, input=given, capture_output=True, text=True, check=True).stdout.strip()


def _split_index(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    git(root, "update-index", "--split-index")
    trap.arm(root / ".git/config", root / ".gitattributes")
    return root


def _sparse_index(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    git(root, "sparse-checkout", "init", "--cone")
    git(root, "sparse-checkout", "set", "schema", "registry/stakeholders/toscana")
    git(root, "config", "index.sparse", "true")
    trap.arm(root / ".git/config", root / ".gitattributes")
    return root


def _watched_index(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    git(root, "-c", "core.fsmonitor=true", "-c", f"core.hooksPath={os.devnull}", "update-index", "--fsmonitor")
    trap.mark.unlink(missing_ok=True)
    trap.arm(root / ".git/config", root / ".gitattributes")
    return root


def _signed(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    head, _blank, message = git(root, "cat-file", "commit", "HEAD").partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n{message}"
    made = _object(root, "hash-object", "-t", "commit", "-w", "--stdin", given=signed)
    git(root, "update-ref", "HEAD", made)
    trap.arm(root / ".git/config", root / ".gitattributes")
    return root


def _git_beside_the_data(trap: Trap) -> Path:
    root = trap.repository(trap.folder / "data")
    shutil.copy(trap.program, root / "git")
    shutil.copy(trap.program, root / "git.exe")
    trap.environment = {"PATH": os.pathsep.join(["", ".", os.environ["PATH"]])}
    trap.where = root
    return root


PLACES: dict[str, Callable[[Trap], Path]] = {
    place.__name__.strip("_").replace("_", " "): place
    for place in (
        _root, _subfolder, _attributes_outside_the_tree, _attributes_elsewhere, _gitfile, _link, _commondir, _worktree,
        _settings_of_one_worktree, _planted_in_a_subfolder, _planted_in_an_archive, _bare_parent, _parent, _include,
        _include_on_condition, _long_settings, _environment, _alternates, _promisor, _split_index, _sparse_index, _watched_index, _signed,
        _git_beside_the_data,
    )
}  # fmt: skip
"""Locations of a dataset, most of them malicious."""

ASKING = frozenset({"import"})
"""Commands that may fail without git; others fail only for past dates."""
OUTSIDE = frozenset({"planted in an archive", "bare parent"})
"""Locations that only git would accept as a repository."""


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path)


@pytest.mark.parametrize("name", PLACES)
def test_no_program_of_a_stranger_is_run(
    name: str, trap: Trap, alisei: Alisei, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every command in every location runs no program of a stranger."""
    root = PLACES[name](trap)
    trap.mark.unlink(missing_ok=True)
    table = tmp_path / "table.csv"
    table.write_text("name,type,region\nDelta,company,toscana\n")
    for variable, value in trap.environment.items():
        monkeypatch.setenv(variable, value)
    if trap.where:
        monkeypatch.chdir(trap.where)
    for words in COMMANDS:
        run = alisei("-C", trap.touch(root), *(table if word == "TABLE" else word for word in words))
        assert not trap.mark.exists(), words
        assert run.code in ((0, 1, 3) if words[0] in ASKING or len(words) > 2 else (0, 1)), (words, run.err)
        if name in OUTSIDE and "--since" in words:
            assert "is not a git repository" in run.err


@pytest.mark.parametrize("name", [name for name in PLACES if name != "git beside the data"])
def test_git_itself_falls_into_each_trap(name: str, trap: Trap) -> None:
    """The previous test is meaningful only if the trap works."""
    root = trap.touch(PLACES[name](trap))
    trap.mark.unlink(missing_ok=True)
    for words in (("status",), ("log", "-p", "-1"), ("diff", "HEAD~1"), ("ls-files", "-m")):
        subprocess.run(
            ["git", *words], cwd=root, env={**os.environ, **trap.environment}, capture_output=True, check=False, timeout=20
        )
    assert trap.mark.exists()


# Commits are reported correctly.


def counted(alisei: Alisei, root: Path) -> tuple[str | None, bool, int]:
    """Read commit, dirty and number of stakeholders from a report."""
    run = alisei("-C", root, "report", "--table", "by-kind", "--format", "json")
    assert run.code == 0, run.err
    said = json.loads(run.out)
    return said["commit"], said["dirty"], sum(row[-2] for row in said["tables"][0]["rows"])


def _without_settings(place: Callable[[Trap], Path], trap: Trap) -> Path:
    trap.settings = ""
    root = place(trap)
    (root / ".gitattributes").unlink(missing_ok=True)
    return root


def _then(trap: Trap, *words: str) -> Path:
    root = trap.repository(trap.folder / "data")
    git(root, *words)
    return root


def _submodule(trap: Trap) -> Path:
    trap.repository(trap.folder / "origin")
    above = trap.repository(trap.folder / "above")
    git(above, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../origin", "data")
    return above / "data"


def _sha256(trap: Trap) -> Path:
    git(trap.folder, "init", "-q", "--object-format=sha256", "data")
    return trap.repository(trap.folder / "data")


LEGITIMATE: dict[str, Callable[[Trap], Path]] = {
    "root": lambda trap: trap.repository(trap.folder / "data"),
    "subfolder": lambda trap: trap.repository(trap.folder / "commit 1", "deep/data"),
    "worktree": lambda trap: _without_settings(_worktree, trap),
    "git directory elsewhere": lambda trap: _without_settings(_gitfile, trap),
    "linked git directory": lambda trap: _without_settings(_link, trap),
    "split index": lambda trap: _without_settings(_split_index, trap),
    "packed refs": lambda trap: _then(trap, "pack-refs", "--all"),
    "no branch": lambda trap: _then(trap, "checkout", "-q", "--detach"),
    "submodule": _submodule,
    "SHA-256": _sha256,
}
"""Legitimate layouts of a dataset."""


@pytest.mark.parametrize("name", LEGITIMATE)
def test_every_honest_way_to_keep_a_dataset_works(name: str, trap: Trap, alisei: Alisei) -> None:
    """The right commit is reported, clean until a change, with its history."""
    root = LEGITIMATE[name](trap)
    head = git(root, "rev-parse", "HEAD").strip()
    assert counted(alisei, root) == (head, False, 2)
    assert alisei("-C", root, "report", "--as-of", "HEAD~1", "--table", "by-kind", "--format", "json").out.count("HEAD~1") > 0
    freshness = alisei("-C", root, "report", "freshness", "--format", "json")
    assert (freshness.code, freshness.err) == (0, "")
    (root / ALFA).write_text(FILES[ALFA] + "colour: red\n")
    assert counted(alisei, root) == (head, True, 2)
    told = json.loads(alisei("-C", root, "validate", "--since", "HEAD~1", "--format", "json").out)
    assert {each["path"] for each in told["diagnostics"] if each["severity"] == "error"} == {ALFA}
    assert told["summary"]["files"] == 2


def _hide(flag: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        git(root, "update-index", flag, BETA)
        (root / BETA).write_text(FILES[BETA].replace("toscana", "umbria"))

    return change


def _ignored(root: Path) -> None:
    (root / ".git/info/exclude").write_text("gamma*\n")
    (root / f"{FOLDER}/gamma-biotech.yaml").write_text(stakeholder("gamma-biotech"))


def _same_size_and_time(root: Path) -> None:
    git(root, "config", "core.trustctime", "false")
    git(root, "config", "core.checkStat", "minimal")
    git(root, "status")
    before = (root / BETA).stat()
    (root / BETA).write_text(FILES[BETA].replace("company", "network"))
    os.utime(root / BETA, ns=(before.st_atime_ns, before.st_mtime_ns))


UNTRUE: dict[str, Callable[[Path], object]] = {
    "skip-worktree": _hide("--skip-worktree"),
    "assume-unchanged": _hide("--assume-unchanged"),
    "ignored": _ignored,
    "same size and time": _same_size_and_time,
    "sparse": lambda root: git(root, "sparse-checkout", "set", "--no-cone", "/schema/", "/taxonomy.yaml", f"/{ALFA}"),
    "deleted": lambda root: (root / BETA).unlink(),
    "deleted in the index too": lambda root: git(root, "rm", "-q", BETA),
    "staged": lambda root: ((root / BETA).write_text(FILES[BETA] + "# x\n"), git(root, "add", "-A")),
    "a link": lambda root: ((root / BETA).unlink(), (root / BETA).symlink_to("alfa-biotech.yaml")),
    "taxonomy": lambda root: _append(root / "taxonomy.yaml"),
    "schema": lambda root: _append(root / "schema/event.schema.json"),
    "a new schema": lambda root: shutil.copy(root / "schema/event.schema.json", root / "schema/club.schema.json"),
    "another commit": lambda root: git(root, "reset", "-q", "--soft", "HEAD~1"),
    "a repository within": lambda root: git(root, "init", "-q", FOLDER),
}
"""Ways to differ from the commit, most of them invisible to git."""


def _append(path: Path) -> None:
    path.write_text(path.read_text() + "\n")


@pytest.mark.parametrize("name", UNTRUE)
def test_figures_are_named_after_a_commit_only_if_they_are_its_own(name: str, trap: Trap, alisei: Alisei) -> None:
    """``dirty`` is true whenever the counted files may differ from the commit."""
    root = trap.repository(trap.folder / "data")
    UNTRUE[name](root)
    assert counted(alisei, root)[1]


HARMLESS: dict[str, Callable[[Path], object]] = {
    "line ends of Windows": lambda root: (root / BETA).write_bytes(FILES[BETA].replace("\n", "\r\n").encode()),
    "another mode": lambda root: (root / BETA).chmod(0o755),
    "another time": lambda root: os.utime(root / BETA, (1, 1)),
    "litter": lambda root: (root / FOLDER / ".DS_Store").touch(),
    "a damaged index": lambda root: (root / ".git/index").write_bytes(b"DIRC garbage" * 100),
    "a locked index": lambda root: (root / ".git/index.lock").touch(),
    "a file elsewhere": lambda root: (root / "notes.txt").touch(),
    "an owner that is another": lambda root: os.chown(root, 12345, 12345) if os.geteuid() == 0 else None,
}
"""Changes that affect no figure."""


@pytest.mark.parametrize("name", HARMLESS)
def test_what_changes_no_figure_is_no_difference(name: str, trap: Trap, alisei: Alisei) -> None:
    """The commit is reported, and git's own messages are not."""
    root = trap.repository(trap.folder / "data")
    HARMLESS[name](root)
    assert counted(alisei, root)[1:] == (False, 2)


def test_files_that_are_not_on_the_disk_are_named(trap: Trap, alisei: Alisei, tmp_path: Path) -> None:
    """Missing files are reported in a report and on standard error.

    The import refuses, because it could not be undone.
    """
    root = trap.repository(trap.folder / "data")
    UNTRUE["sparse"](root)
    run = alisei("-C", root, "report", "--table", "by-kind")
    assert f"1 file of the commit is not on the disk and is not counted: {BETA}" in " ".join(run.out.split())
    assert "git sparse-checkout disable" in run.err
    table = tmp_path / "table.csv"
    table.write_text("name,type,region\nDelta,company,toscana\n")
    run = alisei("-C", root, "import", "csv", table)
    assert run.code == 3
    assert "git sparse-checkout disable" in run.err.rpartition("alisei: ")[2]


# Merge base of a branch.


def moved_on(trap: Trap) -> Path:
    """Build a branch with a new entry, while ``main`` fixed another entry."""
    root = trap.repository(trap.folder / "data")
    (root / ALFA).write_text(FILES[ALFA] + "colour: red\n")
    git(root, "commit", "-qam", "wrong")
    git(root, "checkout", "-qb", "branch")
    (root / f"{FOLDER}/gamma-biotech.yaml").write_text(stakeholder("gamma-biotech", "size: vast\n"))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "gamma")
    git(root, "checkout", "-q", "main")
    (root / ALFA).write_text(FILES[ALFA])
    (root / BETA).unlink()
    git(root, "commit", "-qam", "mended")
    git(root, "checkout", "-q", "branch")
    return root


def told_since(alisei: Alisei, root: Path, revision: str) -> set[str]:
    """List paths of errors reported for changes since ``revision``."""
    run = alisei("-C", root, "validate", "--since", revision, "--format", "json")
    assert run.code in (0, 1), run.err
    return {each["path"] for each in json.loads(run.out)["diagnostics"] if each["severity"] == "error"}


def test_a_branch_is_not_blamed_for_what_changed_elsewhere(trap: Trap, alisei: Alisei) -> None:
    """``--since`` uses the merge base.

    It may be given as branch, tag or commit; changes may be uncommitted.
    """
    root = moved_on(trap)
    gamma = {f"{FOLDER}/gamma-biotech.yaml"}
    git(root, "tag", "-a", "v1", "-m", "v1", "main")
    for revision in ("main", "v1", git(root, "rev-parse", "main").strip()):
        assert told_since(alisei, root, revision) == gamma
    assert told_since(alisei, root, "HEAD") == set()
    (root / BETA).write_text(FILES[BETA] + "colour: blue\n")
    assert told_since(alisei, root, "main") == gamma | {BETA}
    git(root, "commit", "-qam", "beta")
    git(root, "merge", "-q", "-s", "ours", "main")
    assert told_since(alisei, root, "main") == gamma | {ALFA, BETA}


def test_a_clone_too_shallow_to_know_says_so(trap: Trap, alisei: Alisei, tmp_path: Path) -> None:
    """Exit code 3 and the command that helps; a deeper clone works."""
    root = moved_on(trap)
    clone = tmp_path / "clone"
    for depth, code in (("1", 3), ("2", 1)):
        git(tmp_path, "clone", "-q", "--depth", depth, "--no-single-branch", "-b", "branch", f"file://{root}", str(clone))
        run = alisei("-C", clone, "validate", "--since", "origin/main")
        assert run.code == code, run
        assert ("git fetch --unshallow" in run.err) == (code == 3)
        assert alisei("-C", clone, "validate", "--since", "HEAD").code == 0
        shutil.rmtree(clone)


def test_no_history_in_common(trap: Trap, alisei: Alisei) -> None:
    """Exit code 3, because there is no merge base."""
    root = trap.repository(trap.folder / "data")
    made = git(root, "commit-tree", "-m", "alone", "HEAD^{tree}").strip()
    run = alisei("-C", root, "validate", "--since", made)
    assert (run.code, run.out) == (3, "")
    assert "no history in common" in run.err


# Missing objects.


@pytest.mark.parametrize("filter", ["blob:none", "tree:0"])
def test_a_partial_clone_says_what_helps(filter: str, trap: Trap, alisei: Alisei, tmp_path: Path) -> None:
    """One sentence, one reason, one command.

    Commands that need no earlier contents work.
    """
    root = moved_on(trap)
    git(root, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", f"--filter={filter}", "-b", "branch", f"file://{root}", str(clone))
    assert counted(alisei, clone)[1:] == (False, 3)
    assert alisei("-C", clone, "validate", "--since", "HEAD").code == 0
    (clone / BETA).write_text(FILES[BETA] + "colour: blue\n")
    for words in (("report", "--as-of", "HEAD~3"), ("report", "trend", "--every", "commit")):
        run = alisei("-C", clone, *words)
        assert (run.code, run.out) == (3, "")
        assert "partial clone" in run.err
        assert "git fetch --refetch --no-filter" in run.err
        assert "\\n" not in run.err


def test_a_damaged_repository_is_told_by_its_reason(trap: Trap, alisei: Alisei) -> None:
    """The message is git's fatal error alone, and where to look."""
    root = trap.repository(trap.folder / "data")
    sign = git(root, "rev-parse", "HEAD^{tree}").strip()
    (root / ".git/objects" / sign[:2] / sign[2:]).unlink()
    run = alisei("-C", root, "report")
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith("alisei: git cannot read this repository: ")
    assert "git fsck" in run.err
    assert len(run.err.splitlines()) == 2


def test_without_git_the_data_are_told(trap: Trap, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """No commit is reported; commands that need git say so."""
    root = trap.repository(trap.folder / "data")
    monkeypatch.setenv("PATH", str(trap.hooks))
    assert counted(alisei, root) == (None, False, 2)
    run = alisei("-C", root, "validate", "--since", "HEAD")
    assert run.code == 3
    assert "git is not installed" in run.err


def test_git_is_given_settings_of_ours_alone(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the repository git sees refs and objects only.

    Settings, hooks, attributes and index of the repository and the user are hidden.
    """
    root = _root(trap)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    said = door.check(root, "config", "--list", "--show-origin").decode()
    assert {line.partition("\t")[0].rpartition("/")[2] for line in said.splitlines()} == {"config"}
    assert "owned" not in said
    assert str(root) not in door.check(root, "rev-parse", "--git-path", "hooks", "--git-path", "index").decode()


@pytest.mark.parametrize("what", ["tree", "blob"])
def test_an_object_that_is_not_what_its_id_says_is_refused(what: str, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git believes the index of a pack; an archive may bring one that gives an earlier folder for the one of the commit."""
    root = trap.repository(trap.folder / "data")
    head = door.commit(root)
    assert head
    tree = objects.tree(root, head, "registry")
    sign = git(root, "rev-parse", f"{head}:registry").strip() if what == "tree" else next(iter(tree.values()))[1]
    true = door.check

    def forged(root: Path, *words: str, given: Iterable[str] = ()) -> bytes:
        raw = true(root, *words, given=given)
        return raw[:-2] + bytes([raw[-2] ^ 1]) + raw[-1:] if words == ("cat-file", "--batch") else raw

    monkeypatch.setattr(door, "check", forged)
    with pytest.raises(SurroundingsError, match="not what their id says"):
        list(objects._read_objects(root, [sign]))


@pytest.mark.parametrize("place", ["shallow", "objects/info/alternates", "packed-refs"])
def test_devices_in_a_git_directory_are_not_read(place: str, trap: Trap, alisei: Alisei) -> None:
    """They never end."""
    root = trap.repository(trap.folder / "data")
    target = root / ".git" / place
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    target.symlink_to("/dev/zero")
    outcome = alisei("-C", root, "validate", "--since", "HEAD")
    assert outcome.code in (0, 1, 3)


def test_head_may_be_a_link(trap: Trap, alisei: Alisei) -> None:
    """As early versions of git made it."""
    root = trap.repository(trap.folder / "data")
    head = root / ".git/HEAD"
    branch = head.read_text().removeprefix("ref: ").strip()
    head.unlink()
    head.symlink_to(branch)
    assert json.loads(alisei("-C", root, "report", "--format", "json").out)["commit"]
