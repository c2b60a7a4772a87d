"""Completion: every kind of word, in real shells, harmless whatever the dataset holds, and never a word of complaint."""

import json
import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alisei_cli.core.complete import Asked, Grammar, ask, complete
from alisei_cli.core.vocabulary import HARMLESS, vocabulary
from alisei_cli.model.taxonomy import build
from alisei_cli.render.shells import SHELLS
from alisei_cli.render.shells._contract import Line, read_line
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY, Alisei, Dataset, stakeholder

SETTINGS = {"PYTHONPATH": str(REPOSITORY)}


@pytest.fixture
def press(alisei: Alisei, monkeypatch: pytest.MonkeyPatch, sample: Path) -> "Press":
    """What a shell reads when TAB is pressed behind a line, in the sample."""
    return Press(alisei, monkeypatch, sample)


class Press:
    """TAB."""

    def __init__(self, alisei: Alisei, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
        self.alisei, self.patch, self.root = alisei, monkeypatch, root

    def __call__(self, line: str, shell: str = "zsh", root: Path | None = None) -> list[str]:
        """The lines; there is never a complaint, and the exit code is 0."""
        self.patch.chdir(root or self.root)
        self.patch.setenv("_ALISEI_COMPLETE", shell)
        self.patch.setenv("_ALISEI_LINE", line)
        outcome = self.alisei()
        self.patch.delenv("_ALISEI_COMPLETE")
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.out.splitlines()


OFFERED = [
    ("alisei ", "report\tAnswer a question"),
    ("alisei val", "validate\tCheck the dataset"),
    ("alisei report ", "overview\t"),
    ("alisei report over", "overview\t"),
    ("alisei report -", "--where\tOnly entries"),
    ("alisei report matrix --", "--rows\tmatrix: what the rows are."),
    ("alisei report matrix --rows sec", "sector\tSector"),
    ("alisei report trend --every y", "year"),
    ("alisei report matrix --level ", "parents"),
    ("alisei report --table by-t", "by-type\tActive stakeholders by type"),
    ("alisei report coverage --table wh", "white-spots\t"),
    ("alisei report overview --format mark", "markdown\t"),
    ("alisei report --audience mem", "members"),
    ("alisei report --lang i", "it"),
    ("alisei --lang=i", "--lang=it"),
    ("alisei export gr", "graphml\t"),
    ("alisei import r", "ror\t"),
    ("alisei explain ALI2", "ALI201\tEvery value of a facet"),
    ("alisei explain ali2", "ALI201\t"),
    ("alisei explain unknown-t", "unknown-term\t"),
    ("alisei taxonomy ", "sector\tSector"),
    ("alisei taxonomy gene-e", "gene-editing\tGene editing"),
    ("alisei search --where ", "region=\tregion"),
    ("alisei search --where techno", "technology=gene-editing\tGene editing"),
    ("alisei search --where technology=", "technology=gene-editing\tGene editing"),
    ("alisei search --where technology=gene-e", "technology=gene-editing\t"),
    ("alisei search --where=technology=gene-e", "--where=technology=gene-editing\t"),
    ("alisei search --where technologies=gene-e", "technologies=gene-editing\t"),
    ("alisei search --where technology=rna-technologies,gene-e", "technology=rna-technologies,gene-editing\t"),
    ("alisei search --where technology!=gene-e", "technology!=gene-editing\t"),
    ("alisei search --where municipality=Reggio\\ n", "municipality=Reggio nell'Emilia"),
    ("alisei search --where 'municipality=Reggio n", "municipality=Reggio nell'Emilia"),
    ("alisei search --where province=S", "province=SI\tSiena"),
    ("alisei search --where sector=farma", "sector=pharma\tPharmaceuticals"),
    ("alisei search --where tipo=comp", "tipo=company\tCompany"),
    ("alisei search --where fou", "founded=\tFounded"),
    ("alisei search --where dates.f", "dates.from=\tFrom"),
    ("alisei list --columns nome,sit", "nome,sito\tWebsite"),
    ("alisei list --sort=-fou", "--sort=-founded\tFounded"),
    ("alisei list --sort -fou", "-founded\tFounded"),
    ("alisei validate --fail-on w", "warning"),
    ("alisei validate --format s", "sarif"),
    ("alisei validate -C . --format s", "sarif"),
    ("alisei show toscana-l", "toscana-life-sciences"),
    ("alisei show --format t", "text"),
    ("alisei completion f", "fish\tFish"),
]


@pytest.mark.parametrize(("line", "word"), OFFERED, ids=[line for line, _word in OFFERED])
def test_a_word_is_offered_where_it_may_stand(line: str, word: str, press: Press) -> None:
    """With what it is called, in every kind of place."""
    if line.endswith("sector=farma"):
        line = f"alisei --lang it {line[7:]}"
        word = "sector=pharma\tFarmaceutico"
    assert [each for each in press(line) if each.startswith(word)], press(line)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("na", ["name"]),
        ("name,we", ["name,website"]),
        ("-na", ["-name"]),
        ("website,-na", ["website,-name"]),
        ("zz,", ["zz,name", "zz,website"]),
    ],
)
def test_a_list_goes_on_behind_its_commas(typed: str, words: list[str]) -> None:
    """``FIELD,...`` in the help; a hyphen before a field, which turns the order, stays."""
    fields = [("name", ""), ("website", "")]
    assert [word for word, _said in complete(Asked("FIELD,", typed), lambda kind: fields if kind == "FIELD" else [])] == words


def test_every_kind_of_place_is_known(press: Press) -> None:
    """A placeholder of a command that has no words stands for what nobody can list."""
    press("alisei ")
    [file] = Path(os.environ["XDG_CACHE_HOME"]).rglob("grammar-en.json")
    grammar: Grammar = json.loads(file.read_text().splitlines()[1][9:])
    places = [place for each in grammar["commands"].values() for place in [*each["options"].values(), *each["arguments"]]]
    kinds = {place["kind"] for place in [*places, *grammar["options"].values()]} - {""}
    named = {kind.rstrip(",") for kind in kinds if not kind.islower()}
    named = {kind for kind in named if not kind.startswith("=")}
    of_datasets = {"ID", "NAME=VALUE", "FACET", "FACET|TERM", "AUDIENCE", "FIELD", "KIND", "TABLE"}
    free = {
        "DIR",
        "PATH",
        "ROR_ID",
        "FILE",
        "TEXT",
        "N",
        "REV",
        "DATE",
        "REV|DATE",
        "A B",
        "BASE",
        "HEAD",
        "CSV",
        "NEW-ID",
        "POINTS",
        "CALL.yaml",
        "4-6",
        "SERIES",
        "URL",
        "VERSION",
        "FILE.csv",
        "FILE.html",
        "FILE.xlsx",
        "MAILBOX",
        "NAME",
        "NEW_ID",
        "POINTER=VALUE",
        "SOURCE",
    }
    assert named - free <= of_datasets | grammar["words"].keys()


@pytest.mark.parametrize(
    "line",
    ["alisei validate ", "alisei nonsense ", "alisei report --as-of ", "alisei show toscana-life-sciences ", "alisei show zzz"],
)
def test_where_nothing_is_known_the_shell_offers_files(line: str, press: Press) -> None:
    """No line means that."""
    assert press(line) == []


def test_an_option_of_a_report_is_offered_to_that_report(press: Press) -> None:
    """``--months`` means nothing to the matrix."""
    assert not [each for each in press("alisei report matrix --") if each.startswith("--months")]


@pytest.mark.parametrize("kind", ["event", "eventi", "Events"])
def test_a_list_of_events_is_offered_what_events_have(kind: str, press: Press) -> None:
    """In either language; without a kind, what any entry has."""
    offered = {each.partition("=")[0] for each in press(f"alisei list {kind} --where ")}
    assert {"region", "edition", "municipality"} <= offered
    assert {"founded", "technology", "sector", "type"}.isdisjoint(offered)
    assert "sector" in {each.partition("=")[0] for each in press("alisei list --where ")}


def test_names_come_from_the_cache(press: Press, alisei: Alisei) -> None:
    """Once the registry was loaded, each id is told with the name of its body; without, it stands alone."""
    assert press("alisei show toscana-l") == ["toscana-life-sciences"]
    alisei("-C", press.root, "report")
    assert press("alisei show toscana-l") == ["toscana-life-sciences\tFondazione Toscana Life Sciences"]
    assert press("alisei show toscana-l", "bash") == ["toscana-life-sciences"]


def test_what_a_word_is_called_is_in_the_language_of_the_reader(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the line, else of the surroundings."""
    assert "sector\tSettore" in press("alisei --lang it taxonomy sect")
    assert "sector\tSector" in press("alisei taxonomy sect")
    monkeypatch.setenv("ALISEI_LANG", "it")
    assert [each for each in press("alisei val") if each.startswith("validate\tControlla")]


def test_a_change_of_the_taxonomy_is_seen_at_once(press: Press, dataset: Dataset) -> None:
    """The cache goes by content."""
    root = dataset({})
    assert press("alisei taxonomy gene-m", root=root) == []
    file = root / "taxonomy.yaml"
    file.write_text(file.read_text().replace("      gene-editing:\n", "      gene-mending:\n"))
    assert press("alisei taxonomy gene-m", root=root) == ["gene-mending\tGene editing"]


def test_entries_are_never_opened(press: Press, dataset: Dataset) -> None:
    """Ids are the names of files; links, folders and what is no entry are passed over, and nothing is written."""
    root = dataset({"registry/stakeholders/toscana/alfa.yaml": "id: [", "registry/groups/alfa-group.yaml": b"\0"})
    (root / "registry/stakeholders/alfa-folder.yaml").mkdir()
    (root / "registry/stakeholders/alfa-link.yaml").symlink_to("/etc/passwd")
    (root / "registry/stakeholders/toscana/alfa.txt").touch()
    os.chmod(root / "registry/stakeholders/toscana/alfa.yaml", 0)
    before = sorted(root.rglob("*"))
    assert press("alisei show alf", root=root) == ["alfa", "alfa-group"]
    assert press("alisei search --where ", root=root)
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("gone", ["taxonomy.yaml", "schema/policy.yaml", "schema", "registry", "all"])
@pytest.mark.parametrize("line", ["alisei show ", "alisei search --where ", "alisei report --table ", "alisei explain "])
def test_a_broken_dataset_is_no_matter(gone: str, line: str, press: Press, dataset: Dataset, tmp_path: Path) -> None:
    """Nothing is said; words that are the same everywhere are offered all the same."""
    root = dataset({"registry/groups/alfa.yaml": "id: ["})
    if gone == "all":
        root = tmp_path
    elif (root / gone).is_dir():
        shutil.rmtree(root / gone)
    else:
        (root / gone).write_text("facets: [\x00")
    found = press(line, root=root)
    assert found if "explain" in line else True


@pytest.mark.parametrize("shell", ["", "tcsh", "../bash", "_contract"])
def test_an_unknown_shell_is_told_nothing(shell: str, press: Press) -> None:
    assert press("alisei ", shell) == []


@given(st.text(st.sampled_from("alisei rpotshw-=,'\"\\`$ \t\nì|"), max_size=60), st.sampled_from(SHELLS.names))
def test_any_line_has_an_answer(text: str, shell: str) -> None:
    """No line is so broken that reading it, asking the grammar or showing words fails."""
    known = SHELLS.load(shell)
    line = read_line(f"alisei {text}", known.escape)
    place = {"help": "", "is_many": True, "only": []}
    grammar: Grammar = {
        "options": {"--root": {"kind": "DIR", **place}},  # type: ignore[typeddict-item]
        "commands": {
            "show": {"help": "", "options": {"-w": {"kind": "NAME=VALUE", **place}}, "arguments": [{"kind": "ID,", **place}]}  # type: ignore[typeddict-item]
        },
        "words": {},
    }
    asked = ask(grammar, line.words[1:], line.last)
    found = complete(asked, lambda _kind: [("alisei", "ì"), ("Reggio nell'Emilia", "")]) if asked else []
    for shown in known.show(found, line):
        assert "\n" not in shown


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), max_size=4),
    st.text("ab c'\""),
)
def test_a_line_is_read_as_the_shell_reads_it(words: list[str], last: str) -> None:
    """What ``shlex`` quotes is read back; of an open quotation mark it is known where it began."""
    text = f"{shlex.join(words)} " if words else ""
    assert read_line(text) == Line(tuple(words), "")
    quoted = '"' + last.replace('"', "")
    assert read_line(text + quoted) == Line(tuple(words), quoted[1:], 0)


# Real shells


def script(shell: str, folder: Path) -> Path:
    """The file that ``alisei completion`` fills for a shell."""
    file = folder / f"completion.{shell}"
    command = [sys.executable, "-P", "-m", "alisei_cli", "completion", shell]
    file.write_bytes(subprocess.run(command, env={**os.environ, **SETTINGS}, capture_output=True, check=True).stdout)
    return file


def needs(shell: str) -> None:
    """Leave the test out where the shell is missing."""
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")


START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='> '; source {script}; alisei() {{ printf '<%s>' \"$@\" > {out}; }}"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "autoload -Uz compinit; compinit -u -D; source {script}; alisei() {{ printf '<%s>' \"$@\" > {out} }}",
    ),
    "fish": (["fish", "--no-config", "-i"], "source {script}; function alisei; printf '<%s>' $argv > {out}; end"),
}
"""How each shell starts, and what makes it write the words that ``alisei`` is given into a file."""


def typed(shell: str, lines: list[str], root: Path, folder: Path) -> list[str]:
    """The words that ``alisei`` is given for each line that a person types into a terminal, TABs included, with Enter behind it."""
    needs(shell)
    out = folder / "words"
    command, first = START[shell]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root)
        surroundings = {**os.environ, **SETTINGS, "TERM": "xterm", "HOME": str(folder)}
        os.execvpe(command[0], command, surroundings)  # noqa: S606 (the command is one of START)
    try:
        found = []
        for line in (f"{first.format(script=script(shell, folder), out=out)}; echo > {out}", *lines):
            out.unlink(missing_ok=True)
            keys = [key for each in line.split("\t") for key in (each, "\t")][:-1]
            for key in (*keys, "\r"):
                _feed(terminal, key.encode(), 5 if key == "\t" else 0.2)
            until = time.monotonic() + 20
            while not out.exists() and time.monotonic() < until:
                _feed(terminal, b"", 0.1)
            found.append(out.read_text())
        return found[1:]
    finally:
        os.close(terminal)
        os.kill(child, 9)
        os.waitpid(child, 0)


def _feed(terminal: int, keys: bytes, seconds: float) -> None:
    """Type, wait so long at most for an echo, and read it to its end."""
    os.write(terminal, keys)
    while select.select([terminal], [], [], seconds)[0]:
        os.read(terminal, 65536)
        seconds = 0.2


@pytest.mark.parametrize("shell", START)
def test_typing_in_a_real_shell(shell: str, sample: Path, tmp_path: Path) -> None:
    """The whole way: keys into a terminal, the script of the shell, the program, and the words that come of it."""
    lines = {
        "alisei search --where technology=gene-e\t": "<search><--where><technology=gene-editing>",
        "alisei search --where techno\tgene-e\t": "<search><--where><technology=gene-editing>",
        "alisei search --where technology=rna-technologies,gene-e\t": "<search><--where><technology=rna-technologies,gene-editing>",
        "alisei show 'toscana-l\t": "<show><toscana-life-sciences>",
        "alisei search --where municipality=Reggio\\ n\t": "<search><--where><municipality=Reggio nell'Emilia>",
        "alisei -C . expl\tali201\t": "<-C><.><explain><ALI201>",
    }
    assert typed(shell, [*lines], sample, tmp_path) == [*lines.values()]


HOSTILE = "$(touch sprung)`touch sprung`;touch sprung;'\"\\\\|&>sprung\u202e\u200b"


def test_bash_is_given_what_follows_its_own_breaks(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some programs take ``=`` out of COMP_WORDBREAKS: then bash wants the whole word."""
    for breaks, word in ((" \n=:", "gene-editing"), (" \n", "technology=gene-editing"), ("", "technology=gene-editing")):
        monkeypatch.setenv("_ALISEI_BREAKS", breaks)
        assert press("alisei search --where technology=gene-e", "bash") == [word]
    monkeypatch.setenv("_ALISEI_BREAKS", " \n=:")
    assert press("alisei search --where 'technology=gene-e", "bash") == ["technology=gene-editing"]
    assert press("alisei search --where municipality=Reggio\\ n", "bash") == [r"Reggio\ nell\'Emilia"]


@pytest.mark.parametrize("shell", START)
def test_hostile_names_are_harmless(shell: str, dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    """Names of files, codes, labels and names of bodies that a shell would obey: they are left out or shown, never run."""
    name = json.dumps(f"{HOSTILE}\x1b[31m")
    root = dataset({"registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", name=name)})
    for hostile in ("alfa$(touch sprung)", "alfa;touch sprung", "alfa\nbeta", "alfa\x1b[2J", "-alfa", "alfa'", "ALFA"):
        (root / "registry/stakeholders/toscana" / f"{hostile}.yaml").touch()
    taxonomy = (root / "taxonomy.yaml").read_text()
    label = json.dumps(HOSTILE)
    taxonomy = taxonomy.replace(
        "      gene-editing:\n",
        f"      {json.dumps('gene-' + HOSTILE)}: {{labels: {{it: {label}, en: {label}}}}}\n      gene-x:\n",
        1,
    )
    taxonomy = taxonomy.replace("labels: {it: Tecnologia, en: Technology}", f"labels: {{it: {label}, en: {label}}}", 1)
    (root / "taxonomy.yaml").write_text(taxonomy)
    alisei("-C", root, "report")
    lines = ["alisei show alf\t", "alisei search --where technology=gene-x\t", "alisei search --where technology=gene\t\tx"]
    found = typed(shell, lines, root, tmp_path)
    assert found[:2] == ["<show><alfa>", "<search><--where><technology=gene-x>"]
    assert found[2].startswith("<search><--where><technology=gene")
    assert not (root / "sprung").exists()


def test_only_harmless_words_are_offered(dataset: Dataset) -> None:
    """Codes, facets, kinds and fields that a hostile dataset names: whatever a shell could obey is left out, quoted or not."""
    context = load_context(WorkTree(dataset({}))).context
    hostile = [
        "$(touch x)",
        "`x`",
        "a;b",
        "a|b",
        "a&b",
        "a>b",
        "a\nb",
        "a\tb",
        "a\x1b[2J",
        "-a",
        "*",
        "~a",
        "a\u202eb",
        "a\\b",
        'a"b',
        "a" * 200,
        "",
    ]
    labels = {"it": "x", "en": "x"}
    facet = {"labels": labels, "terms": {code: {"labels": labels} for code in [*hostile, "good"]}}
    taxonomy = build({"version": "1", "facets": {"technology": facet, "a;b": facet}})
    policy = {"audiences": [*hostile, "good"]}
    words = [word for _kind, told in vocabulary(replace(context, taxonomy=taxonomy, policy=policy)) for word, _it, _en in told]
    assert "good" in words
    assert not set(words) & set(hostile)
    assert all(HARMLESS.match(word) for word in words)


@pytest.mark.parametrize("shell", SHELLS.names)
def test_what_a_shell_reads_holds_nothing_unseen(shell: str, press: Press, dataset: Dataset) -> None:
    """Labels arrive on one line; the reader drops or spells what cannot be seen."""
    root = dataset({})
    file = root / "taxonomy.yaml"
    label = json.dumps("a\tb\nc\x1b[31md\u202e")
    file.write_text(
        file.read_text().replace(
            "      gene-editing:\n        labels: {it: Editing genomico, en: Gene editing}",
            f"      gene-editing:\n        labels: {{it: {label}, en: {label}}}",
        )
    )
    for line in press("alisei taxonomy gene-e", shell, root):
        word, _tab, said = line.partition("\t")
        assert word == "gene-editing"
        assert said.isprintable()
        assert bool(said) == (shell != "bash")


def test_powershell_is_given_words_that_it_takes_as_they_are(press: Press) -> None:
    """Blanks and apostrophes come in quotation marks; the rest bare."""
    words = press("alisei search --where 'municipality=Reggio n", "powershell")
    assert words == ["'municipality=Reggio nell''Emilia'"]
    assert "gene-editing\tGene editing" in press("alisei taxonomy gene-e", "powershell")


@pytest.mark.parametrize("shell", SHELLS.names)
def test_the_script_calls_this_program(shell: str, alisei: Alisei) -> None:
    """By its whole path: a program called alisei in the folder of a stranger is never run by a TAB."""
    out = alisei("completion", shell).out
    assert f"{sys.executable}" in out
    assert "PROGRAM" not in out
    assert "_ALISEI_COMPLETE" in out


def test_without_a_name_the_script_is_that_of_the_shell_in_use(alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """As SHELL says; where nothing does, as on Windows, of PowerShell."""
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert alisei("completion").out == alisei("completion", "zsh").out
    monkeypatch.delenv("SHELL")
    assert alisei("completion").out == alisei("completion", "powershell").out
    assert "Did you mean powershell" in alisei("completion", "pwsh").err
