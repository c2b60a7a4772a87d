"""Where a proposal begins and whose rights count, in histories of every shape and in clones that lie about theirs."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from alisei_cli.core.owners import check_owners
from alisei_cli.errors import SurroundingsError
from alisei_cli.store.change_sets import read_change_set
from tests.conftest import git
from tests.pull_requests import (
    BIANCHI,
    OTHER,
    OWNER,
    REGION,
    ROSSI,
    SECOND,
    SECRETARY,
    STRANGER,
    VERDI,
    Edits,
    Proposals,
    entry,
    law,
    policy,
    registry,
    rossi,
)

MOVED = "registry/stakeholders/lazio/bianchi.yaml"
MINE, MORE = rossi(website="https://www.rossi.org"), rossi(website="https://www.rossi.eu")
THEIRS = entry("bianchi", OTHER, website="https://www.bianchi.it")
TAKEN = entry("bianchi", STRANGER)

Told = dict[str, str]
Commit = tuple[str, Edits, tuple[str, ...]]
"""Branch, edits, parents."""
HISTORIES: dict[str, tuple[tuple[Commit, ...], int, Told]] = {
    "BASE has gone on elsewhere": ((("base", {BIANCHI: THEIRS}, ("main",)), ("head", {ROSSI: MINE}, ("main",))), OWNER, {ROSSI: "own-entry"}),
    "BASE has given the entry away": ((("base", {ROSSI: rossi(OTHER)}, ("main",)), ("head", {ROSSI: MINE}, ("main",))), OWNER, {ROSSI: "foreign-entry"}),
    "BASE has made one a maintainer": ((("base", {BIANCHI: entry("bianchi", OTHER, OWNER)}, ("main",)), ("head", {BIANCHI: THEIRS}, ("main",))), OWNER, {BIANCHI: "own-entry"}),
    "BASE has emptied the maintainers": ((("base", {ROSSI: rossi(said="maintainers: []\n")}, ("main",)), ("head", {ROSSI: MINE}, ("main",))), OWNER, {ROSSI: "nobody-owns-it"}),
    "BASE has changed the membership": ((("base", {ROSSI: rossi(membership="{status: former}")}, ("main",)), ("head", {ROSSI: MINE}, ("main",))), OWNER, {ROSSI: "own-entry"}),
    "HEAD changes the membership as BASE did": ((("base", {ROSSI: rossi(membership="")}, ("main",)), ("head", {ROSSI: rossi(membership="")}, ("main",))), OWNER, {ROSSI: "secretariat-field"}),
    "BASE has broken the entry": ((("base", {ROSSI: "names: ["}, ("main",)), ("head", {ROSSI: MINE}, ("main",))), OWNER, {ROSSI: "nobody-owns-it"}),
    "BASE has repaired the entry": ((("broken", {ROSSI: "names: ["}, ("main",)), ("base", {ROSSI: rossi()}, ("broken",)), ("head", {ROSSI: MINE}, ("broken",))), OWNER, {ROSSI: "secretariat-field"}),
    "BASE has deleted the entry": ((("base", {ROSSI: None}, ("main",)), ("head", {ROSSI: MINE}, ("main",))), OWNER, {ROSSI: "nobody-owns-it"}),
    "BASE has moved the entry of another": ((("base", {BIANCHI: None, MOVED: entry("bianchi", OTHER)}, ("main",)), ("head", {BIANCHI: TAKEN}, ("main",))), STRANGER, {BIANCHI: "foreign-entry"}),
    "BASE has moved it, HEAD deletes it": ((("base", {BIANCHI: None, MOVED: entry("bianchi", OTHER)}, ("main",)), ("head", {BIANCHI: None}, ("main",))), STRANGER, {BIANCHI: "foreign-entry"}),
    "both have the new entry": ((("base", {MOVED: entry("x", OTHER)}, ("main",)), ("head", {MOVED: entry("x", STRANGER)}, ("main",))), STRANGER, {MOVED: "foreign-entry"}),
    "both have the new entry of one's own": ((("base", {f"{REGION}/n.yaml": entry("n", OWNER)}, ("main",)), ("head", {f"{REGION}/n.yaml": entry("n", SECOND)}, ("main",))), OWNER, {f"{REGION}/n.yaml": "new-entry"}),
    "a folder in BASE": ((("base", {f"{REGION}/n.yaml/x.yaml": "x\n"}, ("main",)), ("head", {f"{REGION}/n.yaml": entry("n")}, ("main",))), STRANGER, {f"{REGION}/n.yaml": "not-a-regular-file"}),
    "HEAD is behind BASE": ((("head", {ROSSI: MINE}, ("main",)), ("base", {BIANCHI: TAKEN}, ("head",))), STRANGER, {}),
    "HEAD is BASE": ((("base", {BIANCHI: TAKEN}, ("main",)), ("head", {}, ("base",))), STRANGER, {}),
    "taken and given back": ((("base", {}, ("main",)), ("mid", {BIANCHI: TAKEN}, ("main",)), ("head", {BIANCHI: entry("bianchi", OTHER)}, ("mid",))), STRANGER, {}),
    "in two steps": ((("base", {}, ("main",)), ("mid", {BIANCHI: TAKEN}, ("main",)), ("head", {BIANCHI: entry("bianchi", STRANGER, website="https://x.it")}, ("mid",))), STRANGER, {BIANCHI: "foreign-entry"}),
    "BASE merged": ((("base", {BIANCHI: THEIRS}, ("main",)), ("mid", {ROSSI: MINE}, ("main",)), ("head", {BIANCHI: THEIRS}, ("mid", "base"))), OWNER, {ROSSI: "own-entry"}),
    "BASE merged, its change undone": ((("base", {BIANCHI: THEIRS}, ("main",)), ("mid", {ROSSI: MINE}, ("main",)), ("head", {}, ("mid", "base"))), OWNER, {ROSSI: "own-entry", BIANCHI: "foreign-entry"}),
    "more than a merge in a merge": ((("base", {VERDI: entry("verdi", website="https://v.it")}, ("main",)), ("mid", {ROSSI: MINE}, ("main",)), ("head", {VERDI: entry("verdi", website="https://v.it"), BIANCHI: TAKEN}, ("mid", "base"))), OWNER, {ROSSI: "own-entry", BIANCHI: "foreign-entry"}),
    "an octopus": ((("base", {}, ("main",)), ("a", {ROSSI: MINE}, ("main",)), ("b", {BIANCHI: TAKEN}, ("main",)), ("head", {BIANCHI: TAKEN}, ("a", "b", "base"))), OWNER, {ROSSI: "own-entry", BIANCHI: "foreign-entry"}),
    "an octopus of one's own": ((("base", {}, ("main",)), ("a", {ROSSI: MINE}, ("main",)), ("b", {f"{REGION}/fusa.yaml": None}, ("main",)), ("head", {}, ("a", "b", "base"))), OWNER, {ROSSI: "own-entry"}),
    "another root in a merge": ((("base", {}, ("main",)), ("root", {BIANCHI: TAKEN}, ()), ("head", {BIANCHI: TAKEN}, ("main", "root"))), STRANGER, {BIANCHI: "foreign-entry"}),
    "crosswise": ((("c", {BIANCHI: THEIRS}, ("main",)), ("d", {ROSSI: MINE}, ("main",)), ("base", {ROSSI: MINE}, ("c", "d")), ("mid", {BIANCHI: THEIRS}, ("d", "c")), ("head", {ROSSI: MORE}, ("mid",))), OWNER, {ROSSI: "own-entry"}),
    "crosswise, with a change undone": ((("c", {BIANCHI: THEIRS}, ("main",)), ("d", {ROSSI: MINE}, ("main",)), ("base", {ROSSI: MINE}, ("c", "d")), ("mid", {BIANCHI: THEIRS}, ("d", "c")), ("head", {BIANCHI: entry("bianchi", OTHER)}, ("mid",))), OWNER, {BIANCHI: "foreign-entry"}),
    "crosswise, with a field of the secretariat undone": ((("c", {ROSSI: rossi(membership="")}, ("main",)), ("d", {VERDI: None}, ("main",)), ("base", {VERDI: None}, ("c", "d")), ("mid", {ROSSI: rossi(membership="")}, ("d", "c")), ("head", {ROSSI: MINE}, ("mid",))), OWNER, {ROSSI: "secretariat-field"}),
}  # fmt: skip
"""What is told of a proposal from ``base`` to ``head``."""

SECRETARIAT = f"[{{github: s, id: {SECRETARY}}}]"
POLICIES: dict[str, tuple[str | None, str, str]] = {
    "as it is": (policy(), "secretariat-field", "secretariat-acts"),
    "maintainers free": (policy("[membership]"), "own-entry", "secretariat-acts"),
    "nothing is the secretariat's": (policy("[]"), "own-entry", "secretariat-acts"),
    "the website is the secretariat's": (policy("[website]"), "own-entry", "secretariat-acts"),
    "fields that are no list": (policy("maintainers"), "secretariat-field", "secretariat-acts"),
    "a field that is no name": (policy("[membership, /maintainers]"), "secretariat-field", "secretariat-acts"),
    "a field that is a number": (policy("[membership, 5]"), "secretariat-field", "secretariat-acts"),
    "no list of fields": (policy("null"), "secretariat-field", "secretariat-acts"),
    "no secretariat": (policy(secretariat="[]"), "secretariat-field", "foreign-entry"),
    "a secretariat by name": (policy(secretariat="[{github: s}]"), "secretariat-field", "foreign-entry"),
    "a number as a text": (policy(secretariat=f'[{{github: s, id: "{SECRETARY}"}}]'), "secretariat-field", "foreign-entry"),
    "numbers alone": (policy(secretariat=f"[{SECRETARY}]"), "secretariat-field", "foreign-entry"),
    "a block": (policy(secretariat=f"{{github: s, id: {SECRETARY}}}"), "secretariat-field", "foreign-entry"),
    "cannot be read": (policy() + "x: [\n", "secretariat-field", "foreign-entry"),
    "a list": ("- x\n", "secretariat-field", "foreign-entry"),
    "missing": (None, "secretariat-field", "foreign-entry"),
}  # fmt: skip
"""A policy, and what is told of one more maintainer to a maintainer and to the secretariat."""


def make(made: Proposals) -> Path:
    """A repository with every history and every policy above."""
    made.commit("main", {**law(), **registry()})
    made.commit("lone", {**law(), **registry()})
    for number, (commits, _account, _told) in enumerate(HISTORIES.values()):
        for name, edits, parents in commits:
            made.commit(f"h{number}/{name}", edits, *(each if each == "main" else f"h{number}/{each}" for each in parents))
    for number, (text, *_told) in enumerate(POLICIES.values()):
        made.commit(f"p{number}/base", {"schema/policy.yaml": text}, "main")
        made.commit(f"p{number}/head", {ROSSI: rossi(OWNER, SECOND, STRANGER)}, f"p{number}/base")
    made.commit("mine", {ROSSI: MINE}, "main")
    made.commit("mine", {ROSSI: MORE})
    made.commit("taken", {BIANCHI: TAKEN}, "main")
    made.commit("hidden", {ROSSI: MINE}, "taken")
    return made.write()


@pytest.fixture(scope="session")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(Proposals(tmp_path_factory.mktemp("proposals") / "repository"))


def told(root: Path, base: str, head: str, account: int) -> Told:
    """The reasons by path."""
    return {each.path: each.reason for each in check_owners(read_change_set(root, base, head), account).paths}


@pytest.mark.parametrize("name", HISTORIES)
def test_a_change_goes_from_the_merge_base_by_the_rights_of_the_tip(name: str, histories: Path) -> None:
    """Each history, by the account that proposes."""
    number = list(HISTORIES).index(name)
    _commits, account, expected = HISTORIES[name]
    assert told(histories, f"h{number}/base", f"h{number}/head", account) == expected


@pytest.mark.parametrize("name", POLICIES)
def test_rights_fail_closed(name: str, histories: Path) -> None:
    """Each policy of BASE, for a maintainer and for the secretariat; what cannot be read gives no right."""
    number = list(POLICIES).index(name)
    _text, mine, theirs = POLICIES[name]
    assert told(histories, f"p{number}/base", f"p{number}/head", OWNER) == {ROSSI: mine}
    assert told(histories, f"p{number}/base", f"p{number}/head", SECRETARY) == {ROSSI: theirs}


def test_two_merge_bases_are_both_looked_at(histories: Path) -> None:
    """The crosswise histories above do have two."""
    number = list(HISTORIES).index("crosswise")
    assert len(read_change_set(histories, f"h{number}/base", f"h{number}/head").merge_bases) == 2


# Clones that lie.


def _replace(root: Path, old: str, new: str) -> None:
    git(root, "replace", git(root, "rev-parse", old).strip(), git(root, "rev-parse", new).strip())


def _replace_entry_of_head(root: Path) -> None:
    _replace(root, f"taken:{BIANCHI}", f"main:{BIANCHI}")


def _replace_entry_of_base(root: Path) -> None:
    _replace(root, f"main:{BIANCHI}", f"taken:{BIANCHI}")


def _replace_tree(root: Path) -> None:
    _replace(root, "taken^{tree}", "main^{tree}")


def _replace_commit(root: Path) -> None:
    _replace(root, "main", "hidden")


def _graft(root: Path) -> None:
    main, taken = (git(root, "rev-parse", name).strip() for name in ("main", "taken"))
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(f"{main} {taken}\n{taken}\n")


def _attributes(root: Path) -> None:
    (root / ".git/info").mkdir(exist_ok=True)
    for place in (".git/info/attributes", ".gitattributes"):
        (root / place).write_text("*.yaml -diff -text linguist-generated merge=ours filter=x\n")
    (root / ".mailmap").write_text("Prova <a@example.org> <prova@example.org>\n")
    (root / ".gitmodules").write_text('[submodule "x"]\n\tpath = registry\n\turl = .\n\tignore = all\n')


def _settings(root: Path) -> None:
    with (root / ".git/config").open("a") as file:
        file.write("[diff]\n\trenames = copies\n\tignoreSubmodules = all\n\torderFile = /dev/null\n[core]\n\tquotePath = false\n")
        file.write("\tignoreCase = true\n\tprecomposeUnicode = true\n\tuseReplaceRefs = true\n[submodule]\n\tactive = registry\n")


def _working_tree(root: Path) -> None:
    (root / "schema/policy.yaml").write_text(policy("[]", f"[{{github: s, id: {STRANGER}}}]"))
    (root / BIANCHI).write_text(TAKEN)
    git(root, "add", "-A")


def _index(root: Path) -> None:
    git(root, "update-index", "--assume-unchanged", BIANCHI)
    git(root, "rm", "-q", "-r", "--cached", "schema")


def _sparse(root: Path) -> None:
    git(root, "sparse-checkout", "set", "schema")
    (root / "registry").mkdir(exist_ok=True)


def _packed(root: Path) -> None:
    git(root, "pack-refs", "--all")
    git(root, "gc", "-q")


def _alternate(root: Path) -> None:
    (root / ".git/objects").rename(root.parent / "store")
    (root / ".git/objects/info").mkdir(parents=True)
    (root / ".git/objects/info/alternates").write_text(f"{root.parent / 'store'}\n")


LIES: tuple[Callable[[Path], None], ...] = (
    _replace_entry_of_head, _replace_entry_of_base, _replace_tree, _replace_commit, _graft, _attributes, _settings, _working_tree, _index, _sparse, _packed, _alternate,
)  # fmt: skip


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__.strip("_"))
def test_a_clone_has_no_say(lie: Callable[[Path], None], histories: Path, tmp_path: Path) -> None:
    """What one account takes stays foreign, and what another may do stays own, whatever the clone says besides its commits."""
    root = tmp_path / "clone"
    shutil.copytree(histories, root, symlinks=True)
    lie(root)
    assert told(root, "main", "hidden", STRANGER) == {ROSSI: "foreign-entry", BIANCHI: "foreign-entry"}
    assert told(root, "main", "mine", OWNER) == {ROSSI: "own-entry"}


@pytest.mark.parametrize("lie", [_replace_entry_of_head, _replace_tree, _graft], ids=lambda lie: lie.__name__.strip("_"))
def test_git_itself_believes_the_clone(lie: Callable[[Path], None], histories: Path, tmp_path: Path) -> None:
    """The test above is meaningful only if git sees less than there is."""
    root = tmp_path / "clone"
    shutil.copytree(histories, root, symlinks=True)
    assert BIANCHI in git(root, "diff", "--name-only", "main...hidden")
    lie(root)
    tip = "taken" if lie is not _graft else "hidden"
    assert BIANCHI not in git(root, "diff", "main..." + tip)


def test_no_history_in_common_is_said(histories: Path) -> None:
    """Two roots have no merge base."""
    with pytest.raises(SurroundingsError) as found:
        read_change_set(histories, "main", "lone")
    assert "no history in common" in str(found.value.message)


@pytest.mark.parametrize(("depth", "is_known"), [(1, False), (2, False), (3, True)])
def test_a_clone_too_shallow_to_know_is_refused(depth: int, is_known: bool, histories: Path, tmp_path: Path) -> None:
    """``mine`` is two commits ahead of ``main``: with fewer, where they parted is not known."""
    root = tmp_path / "clone"
    source = f"file://{histories}"
    git(tmp_path, "clone", "-q", "--depth", str(depth), "--no-single-branch", "-b", "main", source, str(root))
    if is_known:
        assert told(root, "main", "origin/mine", OWNER) == {ROSSI: "own-entry"}
    else:
        with pytest.raises(SurroundingsError) as found:
            read_change_set(root, "main", "origin/mine")
        assert "shallow" in str(found.value.message)


def test_a_clone_that_hides_where_branches_met_is_refused(histories: Path, tmp_path: Path) -> None:
    """An older merge base is found where a shallow history hides the right one, or may hide which of two is."""
    made = Proposals(tmp_path / "repository")
    made.commit("main", {**law(), **registry()})
    made.commit("base", {BIANCHI: THEIRS}, "main")
    made.commit("side", {VERDI: None}, "base")
    made.commit("base", {f"{REGION}/fusa.yaml": None})
    made.commit("mine", {ROSSI: MINE}, "main")
    made.commit("head", {BIANCHI: THEIRS, VERDI: None}, "mine", "side")
    root = made.write()
    assert told(root, "base", "head", OWNER) == {ROSSI: "own-entry", VERDI: "nobody-owns-it"}
    (root / ".git/shallow").write_text(git(root, "rev-parse", "side"))
    with pytest.raises(SurroundingsError):
        read_change_set(root, "base", "head")
    crossed = tmp_path / "crossed"
    shutil.copytree(histories, crossed, symlinks=True)
    (crossed / ".git/shallow").write_text(git(crossed, "rev-parse", "main"))
    number = list(HISTORIES).index("crosswise")
    with pytest.raises(SurroundingsError):
        read_change_set(crossed, f"h{number}/base", f"h{number}/head")


def test_a_dataset_in_a_folder_of_its_repository(histories: Path, tmp_path: Path) -> None:
    """Paths count from the dataset; what lies beside it, of the same name too, is machinery."""
    made = Proposals(tmp_path / "repository")
    made.commit("main", {f"data/{path}": content for path, content in {**law(), **registry()}.items()})
    made.commit("mine", {f"data/{ROSSI}": MINE}, "main")
    made.commit("beside", {ROSSI: MINE, "data": None, "x": "x\n"}, "main")
    root = made.write() / "data"
    assert told(root, "main", "mine", OWNER) == {ROSSI: "own-entry"}
    beside = told(root, "main", "beside", OWNER)
    assert (beside[f"../{ROSSI}"], beside["../x"], beside[ROSSI]) == ("mixed", "mixed", "secretariat-field")


def test_a_blob_that_is_missing_is_said(histories: Path, tmp_path: Path) -> None:
    """As in a partial clone: exit code 3, never a verdict."""
    root = tmp_path / "clone"
    shutil.copytree(histories, root, symlinks=True)
    sign = git(root, "rev-parse", f"mine:{ROSSI}").strip()
    subprocess.run(["git", "unpack-objects", "-q"], cwd=root, input=b"".join(_take_packs(root)), check=True)
    os.unlink(root / ".git/objects" / sign[:2] / sign[2:])
    with pytest.raises(SurroundingsError):
        read_change_set(root, "main", "mine")


def _take_packs(root: Path) -> list[bytes]:
    packs = sorted((root / ".git/objects/pack").glob("*.pack"))
    contents = [pack.read_bytes() for pack in packs]
    for pack in packs:
        pack.unlink()
        pack.with_suffix(".idx").unlink()
    return contents
