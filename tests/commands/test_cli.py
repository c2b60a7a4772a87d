"""The front door: whatever goes wrong, the answer is words and an exit code, never a traceback."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from alisei_cli.commands import COMMANDS
from tests.conftest import Alisei, Dataset, Terminal, stakeholder

FILES = {"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech", "website: http://www.alfa-biotech.it\n")}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """One entry with one note."""
    return dataset(FILES)


def process(*words: object, shell: str = "", cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """``alisei`` as a process of its own; ``shell`` is what follows it on the line of a shell."""
    command = [sys.executable, "-P", "-m", "alisei_cli", *map(str, words)]
    settings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment}
    if shell:
        line = " ".join(f"'{word}'" for word in command) + f" {shell}"
        return subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], cwd=cwd, env=settings, capture_output=True, check=False)
    return subprocess.run(command, cwd=cwd, env=settings, capture_output=True, check=False)


@pytest.mark.parametrize(
    "words", [["validate"], ["report"], ["search", "alfa"], ["show", "alfa-biotech"], ["explain"]], ids=" ".join
)
def test_a_reader_that_goes_away_ends_it_quietly(words: list[str], root: Path) -> None:
    """``alisei ... | head`` says nothing on standard error, and the exit code is that of the judgement."""
    done = process("-C", root, *words, shell="| exec head -c 0")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "words",
    [["--version"], ["-h"], [], ["completion", "bash"], *([name, "--help"] for name in COMMANDS.names)],
    ids=" ".join,
)
def test_help_that_nobody_reads_ends_quietly(words: list[str]) -> None:
    """Typer's own output is as quiet, and the exit code is 0."""
    done = process(*words, shell="| exec head -c 0")
    assert (done.returncode, done.stderr) == (0, b"")


CLOSED = [" ".join(signs) for n in (1, 2, 3) for signs in combinations(("<&-", ">&-", "2>&-"), n)]
WORDS = (["validate"], ["report", "members"], ["export", "json"], ["fix", "--dry-run"], ["schema", "--check"], ["-h"])


@pytest.mark.parametrize("closed", CLOSED)
def test_a_closed_stream_is_no_matter(closed: str, root: Path) -> None:
    """Output to a closed stream is dropped.

    Exit code, the other stream and the dataset are unaffected.
    """
    for words in WORDS if closed in (">&-", "2>&-") else WORDS[:2]:
        done = process("-C", root, *words, shell=closed)
        out, err = b"" if ">&-" in closed.split() else process("-C", root, *words).stdout, b""
        assert (done.returncode, done.stdout, done.stderr) == (0, out, err), words
    for words, code in ((["show", "nobody"], 2), (["-C", root.parent, "report"], 3)):
        done = process("-C", root, *words, shell=closed)
        assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (code, b"", False)
        assert (done.stderr == b"") == ("2>&-" in closed.split())
    (root / "registry/stakeholders/toscana/alfa-biotech.yaml").write_text("id: [")
    assert process("-C", root, "validate", shell=closed).returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("full", ["2>/dev/full", "2</dev/null", "2> >(exec true)"])
def test_remarks_that_cannot_be_written_stop_nothing(full: str, root: Path) -> None:
    """Standard error may be full, read-only or without reader.

    Results and exit code are unaffected.
    """
    assert process("-C", root, "validate", shell=full).returncode == 0
    (root / "registry/stakeholders/toscana/alfa-biotech.yaml").write_text("id: [")
    done = process("-C", root, "report", "overview", shell=full)  # reports the file it leaves out
    assert (done.returncode, done.stdout) == (0, process("-C", root, "report", "overview").stdout)
    assert process("-C", root, "show", "nobody", shell=full).returncode == 2


def test_a_standard_output_that_is_for_reading_is_a_matter_of_surroundings(root: Path) -> None:
    """Exit code 3, with the reason."""
    for words in (["validate"], ["--help"], ["--version"]):
        done = process("-C", root, *words, shell="1</dev/null")
        assert (done.returncode, b"Traceback" in done.stderr) == (3, False)
        assert b"the output cannot be written" in done.stderr


@pytest.mark.parametrize("words", [["-h"], *([name, "-h"] for name in COMMANDS.names)], ids=" ".join)
def test_h_is_help(words: list[str], alisei: Alisei) -> None:
    """``-h`` shows the help."""
    short, long = alisei(*words), alisei(*words[:-1], "--help")
    assert (short.code, short.out) == (0, long.out)
    assert "-h, --help" in short.out


HURRIED = """
import signal, sys, os
from alisei_cli.__main__ import main
class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Impatient())
sys.argv[1:] = ["-C", {root!r}, "validate"]
main()
"""


@pytest.mark.parametrize("name", ["alisei_cli.cli", "alisei_cli.language", "typer", "alisei_cli.commands", "alisei_cli.pipeline"])
def test_an_interruption_while_the_program_loads_is_quiet(name: str, root: Path) -> None:
    """Exit code 130 and no output, whichever module is being imported.

    A background job still ignores SIGINT.
    """
    program = [sys.executable, "-c", HURRIED.format(name=name, root=str(root))]
    heard = {
        "preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
    }  # the tests may run in the background
    done = subprocess.run(program, capture_output=True, check=False, **heard)  # type: ignore[call-overload]
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    ignored = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)}
    assert subprocess.run(program, capture_output=True, check=False, **ignored).returncode == 0  # type: ignore[call-overload]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "words", [["validate"], ["report"], ["search", "alfa"], ["show", "alfa-biotech"], ["--version"], ["--help"]], ids=" ".join
)
def test_a_full_disk_is_a_matter_of_surroundings(words: list[str], root: Path) -> None:
    """3, the reason, no traceback."""
    done = process("-C", root, *words, shell="> /dev/full")
    assert done.returncode == 3, done.stderr
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fault of our own, deep inside."""

    def load_context(root: Path) -> None:
        raise LookupError("no \x1b[31mred\x1b[0m sheep")

    monkeypatch.setattr("alisei_cli.store.load.load_context", load_context)
    yield


@pytest.mark.usefixtures("crash")
def test_a_fault_of_ours_is_told_in_a_block_to_paste(root: Path, alisei: Alisei) -> None:
    """4, with version, command line, the last steps and the kind of error, which may quote data; nothing on standard output."""
    outcome = alisei("-C", root, "validate", "--format", "json")
    assert (outcome.code, outcome.out) == (4, "")
    assert "fault of alisei, not of your data" in outcome.err
    assert "alisei 0.1.0, Python 3." in outcome.err
    assert f"alisei -C {root} validate --format json" in outcome.err
    assert " load_context\n" in outcome.err
    assert "  LookupError\n" in outcome.err
    assert "sheep" not in outcome.err
    assert "Traceback" not in outcome.err
    assert "\x1b" not in outcome.err


def test_an_interruption_is_130(root: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends it at once and quietly."""

    def load_context(root: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("alisei_cli.store.load.load_context", load_context)
    outcome = alisei("-C", root, "validate")
    assert (outcome.code, outcome.out) == (130, "")
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_process_quietly(number: signal.Signals, root: Path) -> None:
    """130 for Ctrl-C, 143 where somebody asks it to end, in the midst of the work."""
    program = (
        "import os, alisei_cli.store.load as door\n"
        "from alisei_cli.cli import main\n"
        f"door.load_territory = lambda: os.kill(os.getpid(), {int(number)})\n"
        f"main(['-C', {str(root)!r}, 'validate'])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (128 + number, b"") == (done.returncode, done.stdout)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-16"])
def test_any_terminal_encoding_will_do(encoding: str, dataset: Dataset) -> None:
    """Names of every script are written as UTF-8, whatever the surroundings claim."""
    root = dataset({"registry/stakeholders/toscana/citta.yaml": stakeholder("citta", name="Città Łódź 東京")})
    done = process("-C", root, "show", "citta", PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Città Łódź 東京" in done.stdout.decode("utf-8")


def test_no_dataset_says_how_to_name_one(alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """3 for every command that needs one, with the folder where the search began."""
    monkeypatch.chdir(tmp_path)
    for words in (["validate"], ["report"], ["search", "x"], ["show", "x"], ["schema", "--check"], ["import", "csv", "x.csv"]):
        outcome = alisei(*words)
        assert (outcome.code, outcome.out) == (3, "")
        assert f"no dataset at {tmp_path} or above it" in outcome.err


def test_rules_are_explained_without_a_dataset(alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs no data asks for none."""
    monkeypatch.chdir(tmp_path)
    assert alisei("explain", "ALI201").code == 0


def test_a_rule_that_does_not_exist_is_answered(alisei: Alisei) -> None:
    """With the nearest, or where all stand; never with the names of them all."""
    assert "Did you mean unknown-term?" in alisei("explain", "unknown_term").err
    outcome = alisei("explain", "ALI999")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "alisei: there is no rule called ALI999\n  alisei explain lists them all.\n"


@pytest.mark.parametrize("words", [["explain"], ["explain", "ALI003"]], ids=" ".join)
def test_explanations_fit_the_terminal(words: list[str], alisei: Alisei, terminal: Terminal) -> None:
    """Sentences go on below themselves; signs of Markdown stay on the web page."""
    terminal(80)
    out = alisei(*words).out
    assert "`" not in out
    sentences = [line for line in out.split("\n") if not line.startswith("    ") or words == ["explain"]]
    assert max(map(len, sentences)) <= 80


def test_the_dataset_is_found_from_any_folder_below(
    root: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """From the current folder up; ``ALISEI_ROOT`` goes before it, ``-C`` before both."""
    monkeypatch.chdir(root / "registry" / "stakeholders" / "toscana")
    assert alisei("show", "alfa-biotech").code == 0
    monkeypatch.setenv("ALISEI_ROOT", str(tmp_path))
    assert alisei("show", "alfa-biotech").code == 3
    assert alisei("show", "alfa-biotech", "-C", root / "registry").code == 0


def test_a_dataset_in_a_dataset_is_the_nearest(root: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """The climb stops at the first folder that bears the three markers."""
    inner = root / "registry" / "inner"
    inner.mkdir()
    for name in ("taxonomy.yaml", "schema"):
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, inner / name)
    (inner / "registry").mkdir()
    monkeypatch.chdir(inner)
    assert alisei("show", "alfa-biotech").code == 2


def test_a_deleted_folder_is_a_matter_of_surroundings(tmp_path: Path) -> None:
    """3 where the current folder is gone; a dataset named by -C needs none."""
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"cd '{gone}' && rmdir '{gone}' && exec '{sys.executable}' -P -m alisei_cli validate"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    )
    assert (done.returncode, done.stdout) == (3, b""), done.stderr
    assert done.stderr.startswith(b"alisei: ")


def test_without_a_home_or_a_locale_it_works(root: Path) -> None:
    """Containers have neither."""
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "ALISEI_TODAY")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "alisei_cli", "-C", root, "validate"], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "20260101x"])
def test_a_day_that_is_none_is_usage(day: str, root: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """2, with the form of a date."""
    monkeypatch.setenv("ALISEI_TODAY", day)
    outcome = alisei("-C", root, "validate")
    assert (outcome.code, outcome.out) == (2, "")
    assert day in outcome.err


def test_colour_is_for_terminals_that_want_it(root: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never in a pipe; on a terminal unless ``NO_COLOR`` or ``--no-color`` is given."""
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[" not in alisei("-C", root, "validate").out
    monkeypatch.setattr("alisei_cli.cli.is_terminal", lambda stream: True)
    assert "\x1b[" in alisei("-C", root, "validate").out
    assert "\x1b[" not in alisei("-C", root, "validate", "--no-color").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in alisei("-C", root, "validate").out


@pytest.mark.parametrize("gone", ["taxonomy.yaml", "schema/policy.yaml", "schema/taxonomy.schema.json"])
def test_a_missing_part_of_the_law_is_named(gone: str, root: Path, alisei: Alisei) -> None:
    """A finding or a matter of surroundings, with the file; never a fault of the tool."""
    (root / gone).unlink()
    for words in (["validate"], ["report"], ["search", "alfa"], ["schema", "--check"]):
        outcome = alisei("-C", root, *words)
        assert outcome.code in (0, 1, 3), outcome.err
        assert "fault of alisei" not in outcome.err
    outcome = alisei("-C", root, "validate")
    assert outcome.code in (1, 3)
    assert gone.rpartition("/")[2] in outcome.out + outcome.err
