"""What is remembered never shows: the verdict is the same to the byte however it came about, whatever has become of the cache."""

import io
import os
import random
import shutil
import signal
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from alisei_cli import pipeline
from alisei_cli.core.check import check
from alisei_cli.core.pack import pack_result, unpack_result
from alisei_cli.errors import SurroundingsError
from alisei_cli.language import use
from alisei_cli.model.told_apart import NONE
from alisei_cli.pipeline import validate
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts import FORMATS
from alisei_cli.rules import RULES
from alisei_cli.store import cache, worktree
from alisei_cli.store.cache import Cache
from alisei_cli.store.tree import WorkTree
from fuzz.mutants import entries, mutant
from fuzz.reading import PATH, context, judge_bytes
from tests.conftest import committed, git, make
from tests.properties.test_fix import slipped

STEPS = 20
FOLDER = "registry/stakeholders/toscana"


def said(root: Path, jobs: int | None = None, *, is_cached: bool = True, form: str = "json") -> str:
    """What a run of its own says, in one format."""
    return "\n".join(FORMATS.load(form).render(validate(root, jobs, is_cached), Screen()))


def some_entries(chance: random.Random, count: int) -> dict[str, str]:
    """Real entries, half of them with slips."""
    return {path: slipped(text, chance) if chance.random() < 0.5 else text for path, text in chance.sample(entries(), count)}


# What is packed and unpacked.


def test_what_is_packed_comes_back_whole() -> None:
    """The outcome for a file is the same after a journey through the cache or from a worker, in both languages."""
    for number in range(300):
        judged, _source = judge_bytes(mutant(number)[1])
        line = pack_result(judged)
        again = unpack_result(line, {})
        assert pack_result(again) == line
        assert again.summary == judged.summary
        for language in ("it", "en"):
            use(language)
            assert [(name, str(each.message), str(each.help)) for name, each in again.findings] == [
                (name, str(each.message), str(each.help)) for name, each in judged.findings
            ]


def test_the_verdict_knows_no_order_of_files() -> None:
    """Outcomes may come in any order, as they do from workers."""
    chance = random.Random(7)
    judged, sources = [], {}
    for number in range(12):
        outcome, source = judge_bytes(mutant(number)[1])
        path = PATH.replace("alfa", f"alfa-{number}")
        judged.append(
            type(outcome)(
                path, outcome.findings, outcome.summary and type(outcome.summary)(path, *list(_fields(outcome.summary))[1:])
            )
        )
        sources[path] = source
    rules = {name: RULES.load(name) for name in RULES.names}
    law = replace(context(), apart=NONE)
    first = check(judged, law, rules, sources)
    for _turn in range(5):
        chance.shuffle(judged)
        again = check(judged, law, rules, sources)
        assert again == first
        assert [str(each.message) for each in again.diagnostics] == [str(each.message) for each in first.diagnostics]


def _fields(facts: object) -> list[object]:
    return [getattr(facts, name) for name in type(facts).__slots__]  # type: ignore[attr-defined]


# A dataset that changes, in git and outside.


class Walk:
    """A git repository with a dataset, and small changes to it."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root = root
        self.chance = chance
        self.number = 0

    def entry(self) -> Path:
        """One of the files."""
        return self.chance.choice(
            sorted(file for file in (self.root / "registry").rglob("*.yaml") if file.is_file() and not file.is_symlink())
        )

    def edit(self) -> None:
        """A slip, or a comment."""
        file = self.entry()
        text = file.read_text(encoding="utf-8", errors="replace")
        file.write_text(slipped(text, self.chance) if self.chance.random() < 0.7 else text + "# commento\n", encoding="utf-8")

    def edit_same_size(self) -> None:
        """One letter for another, at once after git has looked."""
        git(self.root, "status")
        file = self.entry()
        raw = file.read_bytes()
        at = self.chance.randrange(max(len(raw), 1))
        file.write_bytes(raw[:at] + b"x" + raw[at + 1 :])

    def touch(self) -> None:
        """Another time, the same bytes."""
        os.utime(self.entry(), (1_600_000_000, 1_600_000_000 + self.chance.randrange(10**6)))

    def rename(self) -> None:
        """Another name, or another folder."""
        file = self.entry()
        self.number += 1
        target = self.chance.choice(
            (file.with_name(f"beta-{self.number}.yaml"), self.root / FOLDER / file.name, file.with_suffix(".yml"))
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            file.rename(target)

    def add(self) -> None:
        """A new entry, sometimes a copy of another one."""
        path, text = self.chance.choice(entries())
        if self.chance.random() < 0.3:
            path, text = (
                self.entry().relative_to(self.root).as_posix().replace(".yaml", "-bis.yaml"),
                self.entry().read_text(errors="replace"),
            )
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def remove(self) -> None:
        """One entry less."""
        if len(list((self.root / "registry").rglob("*.yaml"))) > 3:
            self.entry().unlink()

    def stray(self) -> None:
        """Something that is no entry: ignored by git, a link, an empty folder, a folder with the name of a file."""
        self.number += 1
        place = self.root / FOLDER / f"strano-{self.number}"
        place.parent.mkdir(parents=True, exist_ok=True)
        what = self.chance.randrange(4)
        if what == 0:
            place.with_suffix(".bak").write_text("x")
        elif what == 1:
            place.with_suffix(".yaml").symlink_to(self.entry())
        elif what == 2:
            place.mkdir()
        else:
            place.with_suffix(".yaml").mkdir()

    def executable(self) -> None:
        """Another mode."""
        self.entry().chmod(0o755)

    def context(self) -> None:
        """Another word of the law, which concerns every entry."""
        taxonomy = self.root / "taxonomy.yaml"
        text = taxonomy.read_text(encoding="utf-8")
        taxonomy.write_text(
            text.replace("id: oncology", "id: oncologia", 1) if self.chance.random() < 0.5 else text + "# commento\n"
        )

    def commit(self) -> None:
        """Everything committed, so that git vouches for it."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", "x")

    def stage(self) -> None:
        """Everything staged, then one file changed again."""
        git(self.root, "add", "-A")
        self.edit()


CHANGES: tuple[Callable[[Walk], None], ...] = (
    Walk.edit, Walk.edit, Walk.edit_same_size, Walk.touch, Walk.rename, Walk.add, Walk.remove, Walk.stray, Walk.executable, Walk.context,
    Walk.commit, Walk.commit, Walk.stage,
)  # fmt: skip


@pytest.mark.parametrize("number", range(3))
def test_a_dataset_that_changes_is_always_judged_as_it_is(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty changes in a git repository: after each, memory, workers, order of files and git make no difference."""
    chance = random.Random(number)
    walk = Walk(make(tmp_path / "dataset", some_entries(chance, 8)), chance)
    (walk.root / ".gitignore").write_text("*.bak\n")
    committed(walk.root)
    listed = WorkTree.list_folder
    for step in range(STEPS):
        change = chance.choice(CHANGES)
        change(walk)
        expected = said(walk.root, is_cached=False)
        assert said(walk.root) == expected, (step, change)
        if step % 3 == 0:
            assert said(walk.root) == expected, (step, change, "warm")
        if step % 5 == 0:
            assert said(walk.root, 2) == expected, (step, change, "two processes")
            assert said(walk.root, 2, is_cached=False) == expected, (step, change, "two processes, cold")
        if step % 5 == 1:
            outside = tmp_path / "outside"
            shutil.copytree(walk.root, outside, symlinks=True, ignore=shutil.ignore_patterns(".git"))
            assert [said(outside), said(outside)] == [expected] * 2, (step, change, "outside git")
            shutil.rmtree(outside)
        if step % 5 == 2:
            with monkeypatch.context() as patch:
                patch.setattr(
                    WorkTree, "list_folder", lambda tree, folder: chance.sample(found := listed(tree, folder), len(found))
                )
                assert said(walk.root, is_cached=False) == expected, (step, change, "another order")


@pytest.mark.parametrize("age", [0, 2_000_000_000])
def test_no_change_of_a_file_escapes(age: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer always reflects the current content.

    Size and time may be equal, the change recent or old, or undone.
    """
    monkeypatch.setattr(worktree, "SETTLED_NS", age)
    root = make(tmp_path / "dataset", some_entries(random.Random(5), 4))
    file = min((root / "registry").rglob("*.yaml"))
    good = file.read_bytes()
    bad = good.replace(b"status: active", b"status: aktive")
    state = file.stat()
    expected = {}
    for raw in (good, bad):
        file.write_bytes(raw)
        expected[raw] = said(root, is_cached=False)
    assert len(set(expected.values())) == 2
    for raw in (good, bad, good, good, bad):
        file.write_bytes(raw)
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
        time.sleep(0.02)  # file system timestamps have a resolution of about 10 ms
        assert [said(root), said(root)] == [expected[raw]] * 2


def test_a_file_that_changes_while_it_is_judged_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The result may describe an intermediate state, so it is not reused."""
    root = make(tmp_path / "dataset", some_entries(random.Random(5), 4))
    file = min((root / "registry").rglob("*.yaml"))
    good = file.read_bytes()
    expected = said(root, is_cached=False)
    check_entry = pipeline._Judgement.verdict

    def meanwhile(self: Any) -> Any:
        file.write_bytes(good.replace(b"status: active", b"status: aktive"))
        return check_entry(self)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline._Judgement, "verdict", meanwhile)
        assert said(root) != expected
    file.write_bytes(good)
    assert said(root) == expected


# A cache that somebody or something has been at.


def _bit(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def _signed(key: bytes, *lines: bytes) -> bytes:
    """A file of the cache in good form."""
    return key + b"\n" + b"".join(b"%08x %b\n" % (zlib.crc32(line), line) for line in lines)


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "a bit": _bit,
    "another bit": _bit,
    "a letter": lambda raw, chance: raw.replace(b"ALI", b"ALX", 1),
    "a digit": lambda raw, chance: raw[: len(raw) // 2] + raw[len(raw) // 2 :].replace(b"1", b"2", 1),
    "a word": lambda raw, chance: raw.replace(b"error", b"errors").replace(b"toscana", b"toscano"),
    "cut": lambda raw, chance: raw[: chance.randrange(len(raw))],
    "cut at a line": lambda raw, chance: raw[: raw.index(b"\n") + 1],
    "empty": lambda raw, chance: b"",
    "zeros": lambda raw, chance: bytes(len(raw)),
    "zeros at the end": lambda raw, chance: raw[: len(raw) // 2] + bytes(len(raw) - len(raw) // 2),
    "noise": lambda raw, chance: chance.randbytes(len(raw)),
    "twice": lambda raw, chance: raw + raw,
    "lines turned round": lambda raw, chance: b"".join([raw.splitlines(True)[0], *reversed(raw.splitlines(True)[1:])]),
    "null": lambda raw, chance: _signed(raw.split(b"\n")[0], b"null"),
    "a list": lambda raw, chance: _signed(raw.split(b"\n")[0], b"[]", b"a\tb\t[]"),
    "a block": lambda raw, chance: _signed(raw.split(b"\n")[0], b'{"a": 1}', b"a\tb\t{}"),
    "three nothings": lambda raw, chance: _signed(raw.split(b"\n")[0], b"[null, null, null]", b"a\tb\t[1, 2, 3]"),
    "depth": lambda raw, chance: _signed(raw.split(b"\n")[0], b"[" * 100_000, b"a\tb\t" + b"[" * 100_000),
    "depth that is closed": lambda raw, chance: _signed(
        raw.split(b"\n")[0], b"[0, [], [[0,0,1,0,[1,1,1,1],[]," + b'{"list":[' * 900 + b"]}" * 900 + b",0,null,[]]]]"
    ),
    "no numbers": lambda raw, chance: _signed(raw.split(b"\n")[0], b'["a", "b", ["c"]]', b'a\tb\t["a", null, ["c"]]'),
    "another law": lambda raw, chance: b"0" * 64 + raw[64:],
}  # fmt: skip
"""What may become of a file of the cache."""


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files just written count as written long ago, so that a whole verdict is kept at once."""
    monkeypatch.setattr(worktree, "SETTLED_NS", -60_000_000_000)


@pytest.fixture
def warm(tmp_path: Path, settled: None) -> tuple[Path, str, Path]:
    """A committed dataset that was judged, what is said of it, and the folder of its cache."""
    chance = random.Random(3)
    root = committed(make(tmp_path / "dataset", some_entries(chance, 6)))
    expected = said(root, is_cached=False)
    assert said(root) == expected
    folder = Cache(root).folder
    assert sorted(os.listdir(folder)) == ["answer.json", "outcomes.jsonl"]
    return root, expected, folder


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_changes_nothing(damage: str, warm: tuple[Path, str, Path]) -> None:
    """The answer, the outcomes, or both: what cannot be trusted is made anew."""
    root, expected, folder = warm
    chance = random.Random(damage)
    good = {name: (folder / name).read_bytes() for name in os.listdir(folder)}
    for names in (["answer.json"], ["outcomes.jsonl"], ["answer.json", "outcomes.jsonl"]):
        for name, raw in good.items():
            (folder / name).write_bytes(DAMAGES[damage](raw, chance) if name in names else raw)
        if "answer.json" not in names:
            (folder / "answer.json").unlink()  # else nobody asks for the outcomes
        assert said(root) == expected
        assert said(root) == expected


def test_a_cache_of_another_dataset_changes_nothing(warm: tuple[Path, str, Path], tmp_path: Path) -> None:
    """Each dataset has a folder of its own; one that is put in the place of another is not believed where files differ."""
    root, expected, folder = warm
    other = committed(make(tmp_path / "other", some_entries(random.Random(4), 6)))
    assert said(other) != expected
    shutil.rmtree(folder)
    shutil.copytree(Cache(other).folder, folder)
    assert said(root) == expected


@pytest.mark.parametrize(
    "what", ["folder", "fifo", "link to nothing", "link to a device", "folder is a file", "folder is a link"]
)
def test_strange_things_in_the_place_of_the_cache_change_nothing(what: str, warm: tuple[Path, str, Path]) -> None:
    """A pipe is not waited for, a link not followed, a folder not read."""
    root, expected, folder = warm
    if what.startswith("folder is"):
        shutil.rmtree(folder)
        if what.endswith("file"):
            folder.write_text("x")
        else:
            folder.symlink_to("/nonexistent")
    else:
        for name in ("answer.json", "outcomes.jsonl"):
            (folder / name).unlink()
            if what == "folder":
                (folder / name / "x").mkdir(parents=True)
            elif what == "fifo":
                os.mkfifo(folder / name)
            else:
                (folder / name).symlink_to("/dev/zero" if what.endswith("device") else "/nonexistent")
    assert said(root) == expected
    assert said(root) == expected


@pytest.mark.parametrize("home", ["/proc/nowhere", "/dev/null", "/nonexistent/home", "relative", ""])
@pytest.mark.parametrize("name", ["XDG_CACHE_HOME", "HOME"])
def test_without_a_place_for_a_cache_all_is_the_same(
    name: str, home: str, warm: tuple[Path, str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder that cannot be written, that does not exist or that nobody names."""
    root, expected, _folder = warm
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv(name, home)
    if not home:
        monkeypatch.delenv(name)
        monkeypatch.setattr(Path, "home", _nowhere)
    before = sorted(os.listdir(tmp_path))
    assert said(root) == expected
    assert said(root) == expected
    assert sorted({*os.listdir(tmp_path)} - {"home"}) == sorted({*before} - {"home"})


@pytest.mark.parametrize("place", ["", "registry", "schema", ".cache", "link"])
def test_no_cache_is_kept_in_the_dataset(place: str, warm: tuple[Path, str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache would be an untracked file, or come from a branch."""
    root, expected, _folder = warm
    link = root.parent / "link"
    link.symlink_to(root / "registry")
    monkeypatch.setenv("XDG_CACHE_HOME", str(link if place == "link" else root / place))
    before = sorted(root.rglob("*"))
    assert said(root) == expected
    assert said(root) == expected
    assert sorted(root.rglob("*")) == before


def _nowhere() -> Path:
    raise RuntimeError("Could not determine home directory.")


@pytest.mark.parametrize("call", ["mkstemp", "replace", "mkdir", "open"])
def test_a_cache_that_refuses_everything_changes_nothing(
    call: str, warm: tuple[Path, str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read-only, full, or without permission: no file is left behind, no word is said."""
    root, expected, folder = warm
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    before = sorted(os.listdir(folder))

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(
        {"mkstemp": cache.tempfile, "replace": cache.os, "mkdir": Path, "open": cache}[call], call, refuse, raising=False
    )
    (folder / "answer.json").unlink()
    if call != "open":
        (folder / "outcomes.jsonl").unlink()
    assert said(root) == expected
    assert set(os.listdir(folder)) <= set(before)


@pytest.mark.parametrize("fits", [0, 1, 3])
def test_a_disk_that_fills_up_on_the_way_changes_nothing(
    fits: int, warm: tuple[Path, str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outcomes are written while files are judged: the line for which there is no room ends the writing, not the judging."""
    root, expected, folder = warm

    class Full(io.FileIO):
        lines = 0

        def write(self, line: Any, /) -> int:
            self.lines += 1
            if self.lines > fits:
                raise OSError(28, "No space left on device")
            return super().write(line)

    for name in os.listdir(folder):
        (folder / name).unlink()
    monkeypatch.setattr(cache, "os", SimpleNamespace(**vars(os) | {"fdopen": Full}))
    assert said(root) == expected
    assert set(os.listdir(folder)) <= {"answer.json"}  # two lines, which may fit


def test_a_run_that_is_interrupted_leaves_no_half_cache(warm: tuple[Path, str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while files are judged: what was remembered before stays as it was."""
    root, _expected, folder = warm
    (folder / "answer.json").unlink()
    (folder / "outcomes.jsonl").write_bytes(b"before")

    def interrupt(_self: object, _tasks: object) -> Iterator[Any]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(pipeline._Judgement, "_judge", interrupt)
    with pytest.raises(KeyboardInterrupt):
        said(root)
    assert os.listdir(folder) == ["outcomes.jsonl"]
    assert (folder / "outcomes.jsonl").read_bytes() == b"before"


def test_a_worker_that_is_killed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run ends with what to do, and does not wait for what never comes."""
    root = make(tmp_path / "data", dict(entries()[:4]))
    monkeypatch.setattr(pipeline._Judgement, "_judge_batch", lambda self, task: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(SurroundingsError, match="killed"):
        validate(root, 2, is_cached=False)
