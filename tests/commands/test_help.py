"""Help: commands in groups, examples that work, and the nearest name for a slip of the pen."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from alisei_cli.commands import COMMANDS
from alisei_cli.commands._groups import GROUPS, WELCOME, group_commands
from tests.conftest import REPOSITORY, Alisei, Terminal, committed, git

EXAMPLES = [pytest.param(line, id=line) for name in COMMANDS.names for item in [COMMANDS.load(name)] for line in item.examples]


@pytest.fixture
def here(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample with ``sources/`` and a past of two years, as the current folder; what an example writes lands in it."""
    root = Path(shutil.copytree(sample, tmp_path / "dataset", ignore=shutil.ignore_patterns(".git")))
    shutil.copytree(REPOSITORY / "sources", root / "sources")
    shutil.copytree(REPOSITORY / ".github/ISSUE_TEMPLATE", root / ".github/ISSUE_TEMPLATE")
    committed(root, GIT_COMMITTER_DATE="2024-11-20T12:00:00Z")
    for month in range(1, 12):
        git(root, "commit", "-q", "--allow-empty", "-m", "no change", GIT_COMMITTER_DATE=f"2026-{month:02}-01T12:00:00Z")
    (tmp_path / "overlay/registry").mkdir(parents=True)
    (tmp_path / "overlay/overlay.yaml").write_text("audience: secretariat\nregistry: alisei\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_works(line: str, here: Path, alisei: Alisei) -> None:
    """What help and the README tell people to type has an answer, and says nothing of a mistake."""
    program, *words = shlex.split(line)
    stands_for = {
        "ID": "toscana-life-sciences",
        "OTHER": "philogen",
        "EVENT": "mit4ls-2019",
        "BASE": "HEAD~1",
        "FILE.csv": "sources/alisei-actors.csv",
        "NEW.yaml": "taxonomy.yaml",
        "VERSION": "2026.11.0",
        "MAIL.eml": str(REPOSITORY / "tests/data/mails/example.eml"),
        "FOLDER": str(REPOSITORY / "tests/data/mails"),
        "OVERLAY": "../overlay",
        "CALL.yaml": str(REPOSITORY / "docs/examples/calls/advanced-therapies.call.yaml"),
    }
    outcome = alisei(*(stands_for.get(word, word) for word in words))
    assert program == "alisei"
    assert outcome.code == 0, outcome.err
    assert outcome.out or re.search("written", outcome.err)


@pytest.mark.parametrize("name", COMMANDS.names)
def test_help_ends_in_its_examples(name: str, alisei: Alisei, terminal: Terminal) -> None:
    """At most three, each whole on one line of 80 columns, each of this command."""
    terminal(80)
    item = COMMANDS.load(name)
    out = alisei(name, "--help").out
    examples = out.partition("\nExamples:\n")[2].splitlines()
    assert examples == [f"  {line}" for line in item.examples]
    assert 1 <= len(examples) <= 3
    assert all(line.startswith(f"  alisei {name}") and len(line) <= 80 for line in examples)


@pytest.mark.parametrize("language", ["en", "it"])
def test_help_shows_every_command_once_in_its_group(language: str, alisei: Alisei, terminal: Terminal) -> None:
    """Titles in the order of ``GROUPS``, within 80 columns, in both languages."""
    terminal(80)
    out = alisei("--lang", language, "--help").out
    shown = re.findall(r"^  ([a-z]+)  ", out.partition("-h, --help")[2], re.MULTILINE)
    assert shown == [name for _group, names in group_commands() for name in names]
    assert sorted(shown) == list(COMMANDS.names)
    assert max(map(len, out.splitlines())) <= 80
    for title in ("Entries", "Questions") if language == "en" else ("Schede", "Domande"):
        assert f"\n{title}:\n" in out


@pytest.mark.parametrize("name", COMMANDS.names)
def test_every_command_is_in_a_group_that_exists(name: str) -> None:
    """A command of an unknown group would be shown nowhere."""
    assert COMMANDS.load(name).group in GROUPS


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("words", [[], ["-C", "."], ["--no-color"]], ids=" ".join)
def test_alisei_alone_says_what_one_can_do(words: list[str], language: str, alisei: Alisei) -> None:
    """Ten lines on standard output, within 80 columns, exit code 0: who asks nothing made no mistake."""
    outcome = alisei("--lang", language, *words)
    lines = outcome.out.splitlines()
    assert (outcome.code, outcome.err, len(lines)) == (0, "", 10)
    assert max(map(len, lines)) <= 80
    assert ("--lang en" if language == "it" else "--lang it") in lines[-1]


@pytest.mark.parametrize("line", [str(line) for line, _what in WELCOME])
def test_what_alisei_says_one_can_do_can_be_done(line: str, here: Path, alisei: Alisei) -> None:
    """Where ``ID`` stands, with that of an entry."""
    assert alisei(*shlex.split(line.replace("ID", "toscana-life-sciences"))).code == 0


SLIPS = [
    ("valdate", "validate"),
    ("cerca milano", "search"),
    ("elenco", "list"),
    ("validate --fromat json", "--format"),
    ("validate --format jsn", "json"),
    ("validate --fail-on warnings", "warning"),
    ("report --formt csv", "--format"),
    ("search --wher region=toscana", "--where"),
    ("report --format markdwon", "markdown"),
    ("report overwiew", "overview"),
    ("report panoramica", "overview"),
    ("report trend --every months", "month"),
    ("report matrix --level leafs", "leaves"),
    ("report matrix --rows sectr", "sector"),
    ("report coverage --facet sectr", "sector"),
    ("report overview --table by-tipe", "by-type"),
    ("report overview --audience publik", "public"),
    ("report overview -o list.xlxs", ".xlsx"),
    ("search milano --where sectr=pharma", "sector"),
    ("search milano --where sector=pharmma", "pharma"),
    ("search milano --audience secretary", "secretariat"),
    ("export cvs", "csv"),
    ("import rorr x", "ror"),
    ("explain unknown-therm", "unknown-term"),
    ("explain ALII201", "ALI201"),
    ("taxonomy sectr", "sector"),
    ("show kedrion-biofarma", "kedrion-biopharma"),
    ("show kedrion-biopharma --format jason", "json"),
]


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize(("line", "near"), [pytest.param(*slip, id=slip[0]) for slip in SLIPS])
def test_a_slip_of_the_pen_is_answered_with_the_nearest(
    line: str, near: str, language: str, sample: Path, alisei: Alisei
) -> None:
    """Commands, options and values, in both languages, with exit code 2."""
    outcome = alisei("-C", sample, "--lang", language, *shlex.split(line))
    question = {"en": "Did you mean", "it": "Intendevi"}[language]
    said = next((each for each in outcome.err.splitlines() if question in each), outcome.err)
    assert outcome.code == 2
    assert question in said
    assert near in said


def test_a_name_like_no_other_is_answered_with_all(sample: Path, alisei: Alisei) -> None:
    """Where nothing is near, everything there is is named."""
    err = alisei("-C", sample, "report", "--audience", "zzz").err
    assert "There are: public, members, secretariat." in err
    assert git(sample, "status", "--porcelain") == ""
