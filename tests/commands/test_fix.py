"""``alisei fix``: the smallest change of the text that mends, and nothing else."""

import difflib
import hashlib
import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from alisei_cli.pipeline import validate
from alisei_cli.rules import RULES
from tests.conftest import Alisei, Dataset, committed, git, stakeholder
from tests.test_pages import build, examples

FOLDER = "registry/stakeholders/toscana"
PATH = f"{FOLDER}/alfa.yaml"


@dataclass(frozen=True)
class Case:
    """A broken file, and how it ought to read after ``alisei fix --unsafe``."""

    name: str
    before: str
    after: str
    is_safe: bool = True
    """Whether it is mended without ``--unsafe`` too."""
    is_in_sarif: bool = True
    """Whether the change can be told as a replacement of text: line ends and byte-order marks are none."""
    path: str = PATH


def alfa(more: str = "", **named: str) -> str:
    """An entry with comments, quotes and blanks of its own, which no fix may touch."""
    text = stakeholder("alfa", more, **named)
    return text.replace("status: active\n", "status: active   # so it is\n").replace(
        "kind: display}", 'lang: "it", kind: display}'
    )


def change(name: str, old: str, new: str, more: str = "", *, is_safe: bool = True, is_in_sarif: bool = True) -> Case:
    """A case that differs from a good entry in one place."""
    good = alfa(more)
    assert new in good, (name, good)
    return Case(name, good.replace(new, old, 1), good, is_safe, is_in_sarif)


MORE = "value_chain: [care-delivery]\n"
SECTOR = "sector: {primary: pharma}  # ours\n"
MODELINE = "# yaml-language-server: $schema=../../../schema/stakeholder.schema.json\n"
LONG = "description:\n  it: |\n    Una riga.   \n    Un'altra riga che racconta della società e delle sue molte attività nel campo.\n"

BROKEN = [
    change("a term", "primary: farmaceutica}", "primary: pharma}", SECTOR),
    change("a term in double quotes", 'primary: "farmaceutica"}', 'primary: "pharma"}', 'sector: {primary: "pharma"}  # ours\n'),
    change("a term in single quotes", "primary: 'farmaceutica'}", "primary: 'pharma'}", "sector: {primary: 'pharma'}\n"),
    change("a spelling", "status: Active ", "status: active "),
    change("a missing id", "", "id: alfa\n"),
    change("one item for a list", "value_chain: care-delivery\n", "value_chain: [care-delivery]\n", MORE),
    change(
        "one quoted item for a list",
        'value_chain: "care-delivery"\n',
        'value_chain: ["care-delivery"]\n',
        'value_chain: ["care-delivery"]\n',
    ),
    Case(
        "one block for a list",
        alfa().replace('  - {value: Alfa, lang: "it", kind: display}', '  {value: Alfa, lang: "it", kind: display}'),
        alfa(),
    ),
    Case(
        "several items in one text",
        alfa("value_chain: care-delivery, research-development\n"),
        alfa("value_chain: [care-delivery, research-development]\n"),
    ),
    change("one text in a list", "type: [company]\n", "type: company\n"),
    change("an item twice", "[care-delivery, care-delivery]", "[care-delivery]", MORE),
    change("an empty field", "website:\nsources", "sources"),
    change("spaces at the ends of lines", "type: company  \n", "type: company\n"),
    change("no last line end", "2026-11-23}", "2026-11-23}\n"),
    change("a tab for the indent", "\t- {value", "  - {value"),
    change("a tab after a colon", "type:\tcompany", "type: company"),
    change("a tab at the end", "type: company\t\n", "type: company\n"),
    Case("a tab in a text", alfa(name="Alfa\tBeta"), alfa(name="Alfa Beta"), is_safe=False),
    change("no modeline", "", MODELINE),
    change("a wrong modeline", MODELINE.replace("../../../", "../"), MODELINE),
    Case("windows", alfa().replace("\n", "\r\n"), alfa(), is_in_sarif=False),
    Case("a byte-order mark", "\ufeff" + alfa(), alfa(), is_in_sarif=False),
    Case(
        "windows, and a term",
        alfa(SECTOR.replace("pharma", "farmaceutica")).replace("\n", "\r\n"),
        alfa(SECTOR),
        is_in_sarif=False,
    ),
    Case(
        "blanks beside a text that keeps its own",
        alfa("website: https://www.alfa.it  \n" + LONG),
        alfa("website: https://www.alfa.it\n" + LONG),
    ),
    Case("the line ends of old Macs", alfa().replace("\n", "\r"), alfa(), is_in_sarif=False),
    change("a special blank for the indent", "\u00a0\u00a0- {value", "  - {value"),
    change("a special blank after a colon", "type:\u00a0company", "type: company"),
    change("a character without width", "type: com\u200bpany", "type: company"),
    change("no blank after a colon", "type:company", "type: company"),
    change("no colon", "type company", "type: company", is_safe=False),
    change("a line too far right", " type: company", "type: company", is_safe=False),
    change("signs of a word processor", "  • care-delivery\n", "  - care-delivery\n", "value_chain:\n  - care-delivery\n"),
    change("no blank after a hyphen", "  -care-delivery\n", "  - care-delivery\n", "value_chain:\n  - care-delivery\n"),
    Case("a torn text", alfa(name="Alfa, Beta e Figli"), alfa(name='"Alfa, Beta e Figli"'), is_safe=False),
    Case("a comment in braces", alfa(name="Alfa #1"), alfa(name='"Alfa #1"'), is_safe=False),
    Case("an apostrophe in quotes", alfa(name="'L'Istituto Alfa'"), alfa(name='"L\'Istituto Alfa"'), is_safe=False),
    Case("damaged letters", alfa(name="UniversitÃ Alfa"), alfa(name="Università Alfa"), is_safe=False),
    Case("a number under another name", alfa("facts: {fondata: 2005}\n"), alfa("facts: {founded: 2005}\n")),
    Case(
        "the only item of a list",
        alfa("relations:\n  - {kind: related, target: alfa}\n"),
        alfa("relations: []\n"),
        is_safe=False,
    ),
    Case("a text of several lines", alfa().replace("id: alfa\n", "id: |-\n  alfo\n"), alfa(), is_safe=False),
    Case("http", alfa("website: http://www.alfa.it\n"), alfa("website: https://www.alfa.it\n"), is_safe=False),
]


cases = pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)


def entry(root: Path) -> str:
    """The file after all, to the byte."""
    return (root / PATH).read_bytes().decode()


@cases
def test_only_the_slip_is_mended(case: Case, dataset: Dataset, alisei: Alisei) -> None:
    """The file reads as it should, to the byte; a fix that needs a look waits for ``--unsafe``."""
    root = dataset({case.path: case.before})
    outcome = alisei("-C", root, "fix")
    assert (outcome.code, outcome.err) == (0, "")
    assert entry(root) == (case.after if case.is_safe else case.before)
    assert ("alisei fix --unsafe" in outcome.out) == (not case.is_safe)
    alisei("-C", root, "fix", "--unsafe")
    assert entry(root) == case.after
    assert alisei("-C", root, "validate", "--fail-on", "error").code == 0


@cases
def test_a_dry_run_shows_the_same_and_writes_nothing(case: Case, dataset: Dataset, alisei: Alisei) -> None:
    """The patch names the file and is exactly what is written later."""
    root = dataset({case.path: case.before})
    shown = alisei("-C", root, "fix", "--dry-run", "--unsafe")
    assert entry(root) == case.before
    assert sorted(file.name for file in root.iterdir()) == ["registry", "schema", "taxonomy.yaml"]
    assert shown.out.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n")
    assert "nothing written" in shown.out.splitlines()[-1]
    done = alisei("-C", root, "fix", "--unsafe")
    assert shown.out.replace(", nothing written", "") == done.out


def test_the_patch_can_be_applied(dataset: Dataset, alisei: Alisei) -> None:
    """What is shown is a patch that git takes."""
    before = alfa(SECTOR.replace("pharma", "farmaceutica")).rstrip("\n")
    root = committed(dataset({PATH: before}))
    lines = alisei("-C", root, "fix", "--dry-run", root).out.split("\n")
    (root / "x.patch").write_text("\n".join(lines[:-2]) + "\n", encoding="utf-8")
    git(root, "apply", "x.patch")
    assert entry(root) == alfa(SECTOR)


def test_a_path_narrows_what_is_mended(dataset: Dataset, alisei: Alisei) -> None:
    """Other files stay as they are."""
    files = {f"{FOLDER}/{id}.yaml": stakeholder(id, type="Company") for id in ("alfa", "beta")}
    root = dataset(files)
    alisei("-C", root, "fix", root / PATH)
    assert "type: company" in entry(root)
    assert (root / FOLDER / "beta.yaml").read_text() == files[f"{FOLDER}/beta.yaml"]


def test_the_summary_names_the_path_that_was_given(dataset: Dataset, alisei: Alisei) -> None:
    """What it tells to paste is what was asked, in quotes where the shell wants them; several files of others are told."""
    text = "website: http://www.alfa.it\n"
    root = dataset({f"{FOLDER}/{id}.yaml": stakeholder(id, text) for id in ("alfa", "beta")})
    assert alisei("-C", root, "fix", "--dry-run", PATH).out.endswith(f": alisei fix --unsafe --dry-run {PATH}\n")
    assert alisei("-C", root, "fix", "--dry-run").out.endswith(": alisei fix --unsafe --dry-run\n")
    others = "entries of others may be among them; only your own: alisei fix --unsafe PATH"
    assert others in alisei("-C", root, "fix", "--unsafe", "--dry-run").out
    assert others not in alisei("-C", root, "fix", "--unsafe", "--dry-run", FOLDER).out


def test_many_slips_in_one_file(dataset: Dataset, alisei: Alisei) -> None:
    """Overlapping fixes are applied in successive rounds of one run.

    The reason is given for the remaining problems.
    """
    before = alfa("sector: {primary: farmaceutica}  \nvalue_chain: care-delivery  \nbogus: 1\n", type="Company")
    root = dataset({PATH: before})
    first, second = (alisei("-C", root, "fix").out for _run in range(2))
    assert entry(root) == alfa("sector: {primary: pharma}\nvalue_chain: [care-delivery]\nbogus: 1\n")
    assert "fixes in 1 file, 1 left for a person" in first.splitlines()[-1]
    assert "why: more than one remedy is possible" in first
    assert second.splitlines()[-1].startswith("0 fixes in 0 files")


def test_line_ends_stay_while_a_value_is_mended(dataset: Dataset, alisei: Alisei) -> None:
    """Values are fixed first, and formatting in a later round."""
    before = "\ufeff" + alfa("sector: {primary: farmaceutica} # è\nbogus: 1\n", type="Company  ").replace("\n", "\r\n")
    root = dataset({PATH: before})
    alisei("-C", root, "fix")
    assert entry(root) == alfa("sector: {primary: pharma} # è\nbogus: 1\n")


def test_one_wrong_promise_costs_no_other_fix(dataset: Dataset, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fix whose text would not say what it promises stays out; the others of the file go in."""
    from alisei_cli import text_edits
    from alisei_cli.model.diagnostic import Fix

    real = text_edits.build_text_edits

    def wrong(source: object, fix: Fix, schema: object) -> object:
        made = real(source, fix, schema)  # type: ignore[arg-type]
        if made and fix.edits[0].value == "pharma":
            return [text_edits.TextEdit(each.start, each.end, "biotech") for each in made]
        return made

    monkeypatch.setattr(text_edits, "build_text_edits", wrong)
    root = dataset({PATH: alfa("sector: {primary: farmaceutica}\n", type="Company")})
    outcome = alisei("-C", root, "fix")
    assert entry(root) == alfa("sector: {primary: farmaceutica}\n")
    assert "1 left for a person" in outcome.out
    assert "the file cannot be changed here without touching more than this" in outcome.out


def test_nothing_to_mend(dataset: Dataset, alisei: Alisei) -> None:
    """Nothing is written, no folder is made."""
    root = dataset({PATH: alfa()})
    assert alisei("-C", root, "fix").out == "0 fixes in 0 files\n"
    assert not (root / ".alisei").exists()


def test_what_has_to_be_mended_by_hand_is_counted(dataset: Dataset, alisei: Alisei) -> None:
    """Nobody is left to think that all is well."""
    root = dataset({PATH: alfa().replace("type: company\n", "")})
    out = alisei("-C", root, "fix").out
    assert out.startswith(f"{PATH}:2:1: the field type is missing")
    assert "why: only a person knows what belongs here" in out
    assert out.endswith("0 fixes in 0 files, 1 left for a person\n")


def test_without_a_path_only_what_has_changed_is_mended(dataset: Dataset, alisei: Alisei) -> None:
    """Other entries are left alone; the command that fixes all is shown."""
    wrong = stakeholder("beta", type="Company")
    root = committed(dataset({f"{FOLDER}/beta.yaml": wrong, PATH: alfa()}))
    assert "0 fixes in 0 files" in alisei("-C", root, "fix").out
    (root / PATH).write_text(alfa(type="Company"), encoding="utf-8")
    (root / FOLDER / "gamma.yaml").write_text(stakeholder("gamma", type="Company"), encoding="utf-8")
    out = alisei("-C", root, "fix").out
    assert "2 fixes in 2 files" in out
    assert out.endswith(f"all entries: alisei fix {root}\n")
    assert entry(root) == alfa()
    assert (root / FOLDER / "beta.yaml").read_text() == wrong
    alisei("-C", root, "fix", root)
    assert (root / FOLDER / "beta.yaml").read_text() == stakeholder("beta")


SLIPS = """\
website: www.kedrion.com
settore: Farmaceutica  # il principale
value_chain: Fabbricazione, care-delivery
verificata: {on: 01/05/2026, by: organizzazione}
partita_iva: IT 00743110157
"""
RIGHT = """\
website: https://www.kedrion.com
identifiers: {vat: IT00743110157}
sector: {primary: pharma}  # il principale
value_chain: [manufacturing, care-delivery]
verified: {on: 2026-05-01, by: organisation}
"""


def test_whatever_needs_no_decision_is_mended_in_one_run(dataset: Dataset, alisei: Alisei) -> None:
    """A single meaning and no loss are enough.

    Cases are field names in Italian, labels, addresses, dates and lists with commas.
    """
    place = "municipality: {}, province: LU, region: toscana"
    root = dataset({PATH: alfa(SLIPS, place=place.format("BARGA"))})
    alisei("-C", root, "fix")
    assert entry(root) == alfa(RIGHT, place=place.format("Barga"))
    assert alisei("-C", root, "validate", "--fail-on", "warning").code == 0


COMMENTS = [
    ("technologies:\n  - genomica # visto il contratto\n  - genomics-sequencing\n", "technologies:\n  # visto il contratto\n  - genomics-sequencing\n"),
    ("value_chain:\n  - care-delivery\n  - care-delivery # due volte\nwebsite: # da cercare\n", "value_chain:\n  - care-delivery\n  # due volte\n# da cercare\n"),
    ("relations:\n  # di prima\n  - {kind: related, target: alfa} # strano\n", "relations: []\n  # strano\n"),
    ("sites:\n  - country: IT # la prima\n    region: lazio\n  - country: IT # la seconda\n    region: lazio # sicuro\n", "sites:\n  - country: IT # la prima\n    region: lazio\n  # la seconda\n  # sicuro\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), COMMENTS)
def test_comments_outlive_what_they_stand_beside(before: str, after: str, dataset: Dataset, alisei: Alisei) -> None:
    """Comments next to a deleted value move to their own line."""
    root = dataset({PATH: alfa(before)})
    alisei("-C", root, "fix", "--unsafe")
    said = [line.split("#", 1)[1] for line in before.splitlines() if "#" in line]
    assert [line for line in said if line not in entry(root)] == []
    assert entry(root) in (alfa(after), alfa(before))


def test_modes_and_links(dataset: Dataset, alisei: Alisei) -> None:
    """A private file stays private; a link in place of an entry is left, and so is what it points at."""
    root = dataset({PATH: alfa(type="Company"), "beta.txt": stakeholder("beta", type="Company")})
    (root / PATH).chmod(0o640)
    (root / FOLDER / "beta.yaml").symlink_to(root / "beta.txt")
    alisei("-C", root, "fix")
    assert (root / PATH).stat().st_mode & 0o777 == 0o640
    assert entry(root) == alfa()
    assert "type: Company" in (root / "beta.txt").read_text()
    assert (root / FOLDER / "beta.yaml").is_symlink()


def test_json_tells_every_edit(dataset: Dataset, alisei: Alisei) -> None:
    """Changes of the data have a value; those of the text alone say where and what, or that the ends of lines are tidied."""
    root = dataset({PATH: alfa(type="Company").replace(MODELINE, "").replace("Company\n", "Company \n")})
    found = json.loads(alisei("-C", root, "validate", "--format", "json").out)["diagnostics"]
    edits = {each["rule"]: each["fix"]["edits"] for each in found}
    assert edits["wrong-modeline"] == [
        {"pointer": "", "text": MODELINE, "line": 1, "column": 1, "end_line": 1, "end_column": 1},
    ]
    assert edits["untidy-file"] == [{"pointer": "", "tidy": True}]
    assert edits["unknown-term"] == [{"pointer": "/type", "value": "company"}]


def test_a_file_that_changed_meanwhile(dataset: Dataset, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody saved while alisei was thinking is not overwritten."""
    root = dataset({PATH: alfa(type="Company")})
    from alisei_cli import fixing

    real = fixing.apply

    def late(*arguments: object) -> None:
        (root / PATH).write_text("mine\n")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fixing, "apply", late)
    outcome = alisei("-C", root, "fix")
    assert outcome.code == 3
    assert "has been changed meanwhile" in outcome.err
    assert entry(root) == "mine\n"


SLOW = """
import os, sys, time
from alisei_cli import cli
replace = os.replace
def slow(*words):
    replace(*words)
    if "new-3" in str(words[0]):
        print("halfway", flush=True)
        time.sleep(30)
os.replace = slow
cli.main(sys.argv[1:])
"""


def halfway(root: Path) -> "subprocess.Popen[str]":
    """A run of ``alisei fix`` that has moved four of ten files and waits."""
    words = [sys.executable, "-c", SLOW, "-C", str(root), "--lang", "en", "fix"]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    while running.stdout.readline() not in ("halfway\n", ""):
        pass
    return running


def ten(dataset: Dataset) -> tuple[Path, dict[str, str]]:
    """Ten files with a slip each."""
    files = {f"{FOLDER}/a-{n}.yaml": stakeholder(f"a-{n}", type="Company") for n in range(10)}
    return dataset(files), files


def state(root: Path) -> dict[str, str]:
    """The files of the folder now."""
    return {f"{FOLDER}/{file.name}": file.read_text() for file in sorted((root / FOLDER).iterdir())}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"])
def test_interrupted_halfway(number: signal.Signals, code: int, dataset: Dataset) -> None:
    """The old files are back before the process ends, and nothing lies about."""
    root, files = ten(dataset)
    with halfway(root) as running:
        assert state(root) != files
        running.send_signal(number)
        assert running.wait(20) == code
        assert running.stderr
        assert "Traceback" not in running.stderr.read()
    assert state(root) == files
    assert not (root / ".alisei").exists()


def test_killed_halfway(dataset: Dataset, alisei: Alisei) -> None:
    """Who only looks is told; the next run puts the old files back, says which, and then does its work."""
    root, files = ten(dataset)
    with halfway(root) as running:
        running.kill()
    assert state(root) != files
    for look in (["validate"], ["fix", "--dry-run"], ["schema", "--check"]):
        before = state(root)
        assert "was interrupted while it wrote: some files may be new" in alisei("-C", root, *look).err
        assert state(root) == before
    outcome = alisei("-C", root, "fix")
    assert "alisei: An earlier run was interrupted while it wrote: 4 files have been put back" in outcome.err
    assert f"{FOLDER}/a-0.yaml" in outcome.err
    assert outcome.out.endswith("10 fixes in 10 files\n")
    assert state(root) == {path: text.replace("Company", "company") for path, text in files.items()}
    assert alisei("-C", root, "fix").err == ""


def test_two_at_once(dataset: Dataset, alisei: Alisei) -> None:
    """The second is told who is writing, and nothing of the first is lost; who reads never waits."""
    root, files = ten(dataset)
    with halfway(root) as running:
        start = time.monotonic()
        assert alisei("-C", root, "validate").code == 1
        assert time.monotonic() - start < 5
        outcome = alisei("-C", root, "fix")
        assert outcome.code == 3
        assert f"another alisei is writing (pid {running.pid}, since " in outcome.err
        running.send_signal(signal.SIGINT)
    assert state(root) == files


def test_schema_puts_right_too(dataset: Dataset, alisei: Alisei) -> None:
    """Every command that writes begins by putting back what was left half written."""
    root, files = ten(dataset)
    with halfway(root) as running:
        running.kill()
    outcome = alisei("-C", root, "schema")
    assert "4 files have been put back" in outcome.err
    assert state(root) == files


@pytest.mark.parametrize("name", sorted({*RULES.names} - {"unreadable-file"}))
def test_every_page_is_mended_without_harm(name: str, tmp_path: Path, alisei: Alisei) -> None:
    """Only promised data and lines change, and nothing gets worse.

    The input is the wrong example of each rule.
    """
    root = build(tmp_path / name, examples(name, "Wrong"))
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file() and not file.is_symlink()}
    errors = [each.code for each in validate(root).diagnostics if each.severity == 3]
    assert alisei("-C", root, "fix", "--unsafe").code == 0
    assert len([each for each in validate(root).diagnostics if each.severity == 3]) <= len(errors)
    for file, raw in before.items():
        if raw != file.read_bytes():
            old, new = raw.decode().splitlines(), file.read_bytes().decode().splitlines()
            assert sum(line[:1] in "+-" for line in difflib.ndiff(old, new)) <= 8


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sector: pharma  # il principale\n", "sector: {primary: pharma}  # il principale\n"),
        ("contact: 'info@alfa-biotech.it'\n", "contact: {mailbox: info@alfa-biotech.it}\n"),
        ("facts: 2009\n", "facts: {founded: 2009}\n"),
        ("offers: [{id: a, kind: licensing, trl: 4-7}]\n", "offers: [{id: a, kind: licensing, trl: {from: 4, to: 7}}]\n"),
    ],
)
def test_a_word_becomes_the_block_it_was_meant_for(dataset: Dataset, alisei: Alisei, before: str, after: str) -> None:
    """Comments and everything around it stay."""
    root = dataset({f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", before)})
    alisei("-C", root, "fix", "--unsafe")
    assert (root / f"{FOLDER}/alfa-biotech.yaml").read_text() == stakeholder("alfa-biotech", after)


@pytest.mark.parametrize("name", ["Alfa Biotech", '"Alfa Biotech"'])
def test_a_name_becomes_a_list_of_names(dataset: Dataset, alisei: Alisei, name: str) -> None:
    text = stakeholder("alfa-biotech").replace("names:\n  - {value: Alfa Biotech, kind: display}\n", f"names: {name}\n")
    root = dataset({f"{FOLDER}/alfa-biotech.yaml": text})
    alisei("-C", root, "fix", "--unsafe")
    mended = (root / f"{FOLDER}/alfa-biotech.yaml").read_text()
    assert "names: [{value: Alfa Biotech, kind: display}]\n" in mended


@pytest.mark.parametrize("is_tracked", [True, False], ids=["in a branch", "in an archive"])
def test_a_planted_journal_is_obeyed_by_no_command(is_tracked: bool, dataset: Dataset, alisei: Alisei) -> None:
    """Old contents and a journal next to the data are ignored.

    Version 0.1.0 would have used them.
    """
    path = f"{FOLDER}/alfa-biotech.yaml"
    good = stakeholder("alfa-biotech")
    evil = good.replace("www.alfa-biotech.it", "www.evil.example")
    sign = [hashlib.sha256(text.encode()).hexdigest() for text in (evil, good)]
    journal = json.dumps({"version": 1, "folders": [], "files": [{"path": path, "old": sign[0], "new": sign[1]}]})
    root = dataset({path: good, ".alisei/journal.json": journal, ".alisei/writing/old-0": evil, f"{FOLDER}/b.yaml": "id: b\t\n"})
    if is_tracked:
        git(root, "init", "-q")
        git(root, "add", "-Af")
        git(root, "commit", "-qm", "all")
    for words in (("validate",), ("fix", "--dry-run"), ("fix",), ("fix", "--unsafe")):
        outcome = alisei("-C", root, *words)
        assert outcome.code in (0, 1)
        assert "that your own runs here did not write" in outcome.err
        assert (root / path).read_text() == good
    assert ("ALI026" in alisei("-C", root, "validate").out) == is_tracked
    assert sorted(file.name for file in (root / ".alisei").rglob("*")) == ["journal.json", "old-0", "writing"]
