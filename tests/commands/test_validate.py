"""``alisei validate``: one run, everything wrong, always the same."""

import hashlib
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from alisei_cli.store.tree import WorkTree
from tests.conftest import Alisei, Dataset, Terminal, committed, stakeholder

FOLDER = "registry/stakeholders/toscana"
GOOD = {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech")}
NOTE = {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", "website: http://www.alfa-biotech.it\n")}
WARNING = {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", "description: {it: Breve.}\n")}
ERROR = {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", "sector: {primary: farmaceutica}\n")}


def fingerprint(root: Path) -> dict[str, str]:
    """Digest of every file below ``root``."""
    return {file.as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(root.rglob("*")) if file.is_file()}


@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        (GOOD, [], 0),
        (NOTE, [], 0),
        (NOTE, ["--fail-on", "warning"], 0),
        (NOTE, ["--fail-on", "note"], 1),
        (WARNING, [], 0),
        (WARNING, ["--fail-on", "warning"], 1),
        (WARNING, ["--fail-on", "note"], 1),
        (ERROR, [], 1),
        (ERROR, ["--fail-on", "note"], 1),
        (ERROR, ["--fail-on", "warning"], 1),
    ],
)
def test_exit_code_follows_the_gravity_that_was_asked_for(
    files: dict[str, str], options: list[str], code: int, dataset: Dataset, alisei: Alisei
) -> None:
    """0 where nothing is at or above ``--fail-on`` (an error unless said otherwise), else 1; results on standard output alone."""
    outcome = alisei("-C", dataset(files), "validate", *options)
    assert (code, "") == (outcome.code, outcome.err)


@pytest.mark.parametrize("options", [["--fail-on", "grave"], ["--format", "jsn"], ["--bogus"], ["no-such-folder"]], ids=" ".join)
def test_a_wrong_word_on_the_line_is_usage(options: list[str], dataset: Dataset, alisei: Alisei) -> None:
    """2, an answer on standard error, and nothing on standard output."""
    outcome = alisei("-C", dataset(GOOD), "validate", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("alisei: ")


def test_no_dataset_is_a_matter_of_surroundings(alisei: Alisei, tmp_path: Path) -> None:
    """3, with the folder where the search began and how to say where the data is."""
    outcome = alisei("-C", tmp_path, "validate")
    assert (outcome.code, outcome.out) == (3, "")
    assert str(tmp_path) in outcome.err
    assert "-C FOLDER" in outcome.err


def test_json_is_exactly_the_contract(dataset: Dataset, alisei: Alisei) -> None:
    """Programs find every key of version 1, in this order, with lines and columns from 1 and a pointer to the value."""
    said = json.loads(alisei("-C", dataset(ERROR), "validate", "--format", "json").out)
    assert list(said) == ["version", "summary", "diagnostics"]
    assert said["summary"] == {"files": 4, "errors": 1, "warnings": 0, "notes": 0, "suppressed": 0}
    assert list(said["summary"]) == ["files", "errors", "warnings", "notes", "suppressed"]
    found = said["diagnostics"][0]
    assert list(found) == [
        "code", "rule", "severity", "path", "line", "column", "end_line", "end_column", "pointer", "message", "help", "fix", "related",
    ]  # fmt: skip
    place = {
        key: found[key] for key in ("code", "rule", "severity", "path", "line", "column", "end_line", "end_column", "pointer")
    }
    assert place == {
        "code": "ALI201",
        "rule": "unknown-term",
        "severity": "error",
        "path": f"{FOLDER}/alfa-biotech.yaml",
        "line": 8,
        "column": 19,
        "end_line": 8,
        "end_column": 31,
        "pointer": "/sector/primary",
    }
    assert list(found["fix"]) == ["title", "safe", "edits"]
    assert found["fix"]["edits"] == [{"pointer": "/sector/primary", "value": "pharma"}]
    assert (said["version"], found["related"]) == (1, [])


def test_related_places_are_told(dataset: Dataset, alisei: Alisei) -> None:
    """Where two entries disagree, each diagnostic leads to the other place too."""
    twice = {
        f"{FOLDER}/{id}.yaml": stakeholder(id, "identifiers: {vat: '00488410010'}\n") for id in ("alfa-biotech", "beta-biotech")
    }
    said = json.loads(alisei("-C", dataset(twice), "validate", "--format", "json").out)
    related = [place for found in said["diagnostics"] for place in found["related"]]
    assert len(related) > 0
    assert all(list(place) == ["path", "line", "column", "message"] for place in related)


def test_fields_that_have_nothing_to_say_are_null_or_empty(dataset: Dataset, alisei: Alisei) -> None:
    """The keys are always there; ``help`` and ``fix`` may be null, ``related`` empty."""
    files = {**GOOD, f"{FOLDER}/stray.txt": "x"}
    said = json.loads(alisei("-C", dataset(files), "validate", "--format", "json").out)
    assert [(found["fix"], found["related"]) for found in said["diagnostics"]] == [(None, [])]


def test_the_same_dataset_gives_the_same_bytes(dataset: Dataset, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs, whatever order the disk lists files in, say the same."""
    files = {
        f"{FOLDER}/alfa-{n}.yaml": stakeholder(f"alfa-{n}", "sector: {primary: nowhere}\nwebsite: http://www.alfa.it\n")
        for n in range(8)
    }
    root = dataset(files)
    first = alisei("-C", root, "validate", "--format", "json").out

    listed = WorkTree.list_folder
    monkeypatch.setattr(WorkTree, "list_folder", lambda tree, folder: list(reversed(listed(tree, folder))))
    assert first == alisei("-C", root, "validate", "--format", "json").out


def test_diagnostics_come_by_path_line_column_code(dataset: Dataset, alisei: Alisei) -> None:
    """One order, in every format."""
    files = {
        f"{FOLDER}/{name}.yaml": stakeholder(
            name, "sector: {primary: nowhere, secondary: [nothing, none]}\nbogus: 1\n", type="firm"
        )
        for name in ("alfa-biotech", "beta-biotech")
    }
    said = json.loads(alisei("-C", dataset(files), "validate", "--format", "json").out)["diagnostics"]
    order = [(found["path"], found["line"], found["column"], found["code"]) for found in said]
    assert sorted(order) == order
    assert len(order) >= 10


def test_one_slip_is_told_once(dataset: Dataset, alisei: Alisei) -> None:
    """A bad term is a matter of the taxonomy, and never again of the schema's list."""
    said = json.loads(alisei("-C", dataset(ERROR), "validate", "--format", "json").out)
    assert [found["code"] for found in said["diagnostics"]] == ["ALI201"]


def test_a_path_narrows_what_is_told_not_what_is_judged(dataset: Dataset, alisei: Alisei) -> None:
    """A duplicate in another folder is still seen; only diagnostics of the named files are told, only they count."""
    files = {
        f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", "identifiers: {vat: '00488410010'}\n"),
        "registry/stakeholders/lazio/beta-biotech.yaml": stakeholder(
            "beta-biotech", "identifiers: {vat: '00488410010'}\nbogus: 1\n", place="region: lazio"
        ),
    }
    root = dataset(files)
    whole = json.loads(alisei("-C", root, "validate", "--format", "json").out)
    for named in (FOLDER, f"{FOLDER}/alfa-biotech.yaml"):
        narrow = json.loads(alisei("-C", root, "validate", str(root / named), "--format", "json").out)
        expected = [found for found in whole["diagnostics"] if found["path"].startswith(named)]
        assert expected == narrow["diagnostics"]
        assert narrow["summary"]["files"] == 1
    assert len(expected) < len(whole["diagnostics"])


def test_a_path_without_findings_is_clean(dataset: Dataset, alisei: Alisei) -> None:
    """What is wrong elsewhere does not fail the check of one's own file."""
    root = dataset({**ERROR, f"{FOLDER}/beta-biotech.yaml": stakeholder("beta-biotech")})
    assert alisei("-C", root, "validate", root / FOLDER / "beta-biotech.yaml").code == 0
    assert alisei("-C", root, "validate", root / FOLDER).code == 1


def test_a_folder_is_not_its_namesake_with_a_longer_name(dataset: Dataset, alisei: Alisei) -> None:
    """What begins with the same letters is another place."""
    root = dataset({**GOOD, f"{FOLDER}-due/beta-biotech.yaml": stakeholder("beta-biotech")})
    assert alisei("-C", root, "validate").code == 1
    assert alisei("-C", root, "validate", root / FOLDER).code == 0


def test_a_path_is_taken_from_the_current_folder(dataset: Dataset, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """As every program takes paths, the root being found above."""
    root = dataset(ERROR)
    monkeypatch.chdir(root / "registry" / "stakeholders")
    assert alisei("validate", "toscana").code == 1
    assert alisei("validate", ".").code == 1
    assert alisei("validate", "../..").code == 1


def test_a_path_that_was_printed_can_be_pasted(dataset: Dataset, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in answers count from the root; from whichever folder, they are found there."""
    root = dataset(ERROR)
    path = json.loads(alisei("-C", root, "validate", "--format", "json").out)["diagnostics"][0]["path"]
    for folder in (root.parent, root / "registry"):
        monkeypatch.chdir(folder)
        assert alisei("-C", root, "validate", path).code == 1
        assert alisei("-C", root, "fix", "--dry-run", path).code == 0
    outcome = alisei("-C", root, "validate", "registry/nowhere.yaml")
    assert (outcome.code, outcome.err) == (2, "alisei: registry/nowhere.yaml does not exist\n")


@pytest.mark.parametrize("path", ["README.md", "docs", "docs/page.md"])
def test_a_path_that_holds_nothing_of_the_dataset_is_refused(path: str, dataset: Dataset, alisei: Alisei) -> None:
    """It would be called clean, and nobody has looked at it."""
    root = dataset(GOOD)
    (root / "docs").mkdir()
    (root / "docs/page.md").touch()
    (root / "README.md").touch()
    for command in ("validate", "fix"):
        outcome = alisei("-C", root, command, root / path)
        assert (outcome.code, outcome.out) == (2, "")
        assert "registry/ or schema/, or taxonomy.yaml" in outcome.err
    for judged in ("schema", "taxonomy.yaml", "registry", "."):
        assert alisei("-C", root, "validate", root / judged).code == 0


def test_without_git_nothing_has_changed_since(dataset: Dataset, alisei: Alisei) -> None:
    """3, and the reason is that there is no repository, not that the commit has another name."""
    outcome = alisei("-C", dataset(GOOD), "validate", "--since", "HEAD")
    assert (outcome.code, outcome.out) == (3, "")
    assert "is not a git repository" in outcome.err


def test_a_path_outside_is_refused(dataset: Dataset, alisei: Alisei, tmp_path: Path) -> None:
    """A file of another place is no part of the dataset, and the answer says where the dataset is."""
    root = dataset(GOOD)
    outside = tmp_path / "elsewhere.yaml"
    outside.touch()
    outcome = alisei("-C", root, "validate", outside)
    assert (outcome.code, outcome.out) == (2, "")
    assert "lies outside the dataset" in outcome.err
    assert str(root) in outcome.err


def test_nothing_is_written(dataset: Dataset, alisei: Alisei) -> None:
    """A command that was asked to look changes no file."""
    root = dataset(ERROR)
    before = fingerprint(root)
    for form in ("text", "json", "github", "junit"):
        alisei("-C", root, "validate", "--format", form)
    assert before == fingerprint(root)


def test_text_shows_the_line_and_marks_the_place(dataset: Dataset, alisei: Alisei) -> None:
    """A person sees path, line, column, the line itself, a mark under the value, and what to write."""
    lines = alisei("-C", dataset(ERROR), "validate").out.splitlines()
    assert lines[0].startswith(f"{FOLDER}/alfa-biotech.yaml:8:19: error: farmaceutica is not a term of ")
    assert lines[1] == "     8 | sector: {primary: farmaceutica}"
    assert lines[2] == "       |                   ^^^^^^^^^^^^"
    assert lines[3].startswith("   help: Write pharma.")
    assert lines[-1] == "not clean: 1 error, 0 warnings, 0 notes in 4 files"


NEVER_SILENCED = [
    ("ALI402", "identifiers:\n  # alisei: ignore[ALI402] we have no other\n  tax_code: RSSMRA80A01H501U\n"),
    ("ALI421", "description: {it: Chiamare 333 1234567}  # alisei: ignore[private-phone] x\n"),
    ("ALI412", "contact: {mailbox: anna.rossi@alfa-biotech.it}  # alisei: ignore[private-mailbox] x\n"),
    ("ALI409", "website: https://127.0.0.1/x  # alisei: ignore[unsafe-url] x\n"),
    ("ALI105", "website: javascript:alert(1)  # alisei: ignore[wrong-form, unsafe-url] x\n"),
    ("ALI103", "sites: 7  # alisei: ignore[wrong-type] x\n"),
    ("ALI101", "bogus: 1  # alisei: ignore[unknown-key] x\n"),
    ("ALI201", "sector: {primary: farmaceutica}  # alisei: ignore[unknown-term] x\n"),
    ("ALI401", "identifiers: {vat: '00743110158'}  # alisei: ignore[bad-check-digit] x\n"),
    ("ALI305", "relations: [{kind: member-of, target: nessuno}]  # alisei: ignore[dangling-reference] x\n"),
    ("ALI410", f"website: http://www.alfa-biotech.it{' ' * 900}# alisei: ignore[plain-http] x\n"),
]
"""Rule code, and lines of an entry with a comment against it."""


@pytest.mark.parametrize(("code", "more"), NEVER_SILENCED, ids=[code for code, _more in NEVER_SILENCED])
def test_structure_identity_addresses_and_persons_are_never_silenced(
    dataset: Dataset, alisei: Alisei, code: str, more: str
) -> None:
    """Findings on unusable or unsafe data stay, with one about the comment."""
    root = dataset({f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", more)})
    outcome = alisei("-C", root, "validate", "--format", "json")
    assert outcome.code == 1
    said = json.loads(outcome.out)
    assert said["summary"]["suppressed"] == 0
    assert {code, "ALI023"} <= {each["code"] for each in said["diagnostics"]}


def test_a_second_entry_of_an_id_is_never_silenced(dataset: Dataset, alisei: Alisei) -> None:
    names = "duplicate-id, id-differs-from-file, same-name, same-host"
    other = stakeholder("alfa-biotech", name="Altro").replace("id: alfa-biotech", f"id: alfa-biotech # alisei: ignore[{names}] x")
    root = dataset({f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech"), f"{FOLDER}/zz.yaml": other})
    said = json.loads(alisei("-C", root, "validate", "--format", "json").out)
    assert {"ALI023", "ALI106"} <= {each["code"] for each in said["diagnostics"]}
    assert said["summary"]["suppressed"] == 0


def test_what_has_to_be_mended_stands_last(dataset: Dataset, alisei: Alisei) -> None:
    """Notes come first, one line per kind, then warnings, then errors.

    Each group is sorted by path. JSON keeps the order of the contract.
    """
    http = "website: http://www.{id}.it\n"
    files = {
        f"{FOLDER}/{id}.yaml": stakeholder(id, http.format(id=id) + ("bogus: 1\n" if id in "ac" else ""))
        for id in ("a", "b", "c", "d", "e")
    }
    files[f"{FOLDER}/b.yaml"] += "contact: {mailbox: anna.rossi@b.it}\n"
    out = alisei("-C", dataset(files), "validate").out
    heads = [line for line in out.split("\n") if line.startswith("registry/")]
    said = [line.split(": ")[1] for line in heads]
    assert said == ["warning", "error", "error"]
    assert out.index("  5 notes of plain-http") < out.index(": warning:") < out.index(": error:")
    assert heads[-1].startswith(f"{FOLDER}/c.yaml:")
    assert out.split("\n")[-2].startswith("not clean: 2 errors")


def test_a_clean_run_is_short_and_begins_with_the_good_news(dataset: Dataset, alisei: Alisei) -> None:
    """One line per kind of note, the most frequent first, then the command that shows all."""
    more = "website: http://www.alfa.it\n"
    root = dataset({f"{FOLDER}/{id}.yaml": stakeholder(id, more) for id in ("a", "b", "c", "d", "e")})
    paths = [f"{FOLDER}/a.yaml", f"{FOLDER}/b.yaml"]
    said = alisei("-C", root, "validate", *paths)
    assert said.code == 0
    command = f"alisei -C {root} validate {' '.join(paths)} --all"
    assert said.out.split("\n") == [
        "clean: 0 errors, 0 warnings, 6 notes in 2 files",
        "  4 notes of same-host",
        "  2 notes of plain-http",
        f"  to see them: {command}",
        "",
    ]
    whole = alisei(*command.split()[1:]).out
    assert whole.count(": note: ") == 6
    assert whole.split("\n")[-2] == "clean: 0 errors, 0 warnings, 6 notes in 2 files"


@pytest.mark.parametrize("width", [80, 120])
def test_help_is_as_wide_as_the_terminal(width: int, dataset: Dataset, alisei: Alisei, terminal: Terminal) -> None:
    """It goes on under its beginning; message and place stay on one line for tools, and all is whole where nobody looks."""
    root = dataset({f"{FOLDER}/alfa.yaml": stakeholder("alfa", "membership: {status: membro}\n")})
    whole = next(line for line in alisei("-C", root, "validate").out.split("\n") if line.startswith("   help: Write member"))
    terminal(width)
    lines = alisei("-C", root, "validate").out.split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("   help: Write member"))
    assert max(len(line) for line in lines if not line.startswith(("registry/", "  1 note"))) <= width
    assert lines[start + 1].startswith(" " * 9 + lines[start + 1].strip()[0])
    assert max(map(len, alisei("-C", root, "report").out.split("\n"))) <= width
    assert max(map(len, alisei("-C", root, "search", "--where", "area=x").err.split("\n"))) <= width
    assert " ".join(whole.split()).startswith(" ".join(" ".join(lines[start : start + 2]).split()))


SILENCED = stakeholder(
    "alfa-biotech", "website: http://www.alfa-biotech.it  # alisei: ignore[plain-http] the site | knows <no> other ##[error]x\n"
)


def test_what_a_comment_silences_is_told_with_its_reason(
    dataset: Dataset, alisei: Alisei, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every format and the step summary show it as plain text.

    This includes cached results and ``--since``.
    """
    root = committed(dataset({f"{FOLDER}/alfa-biotech.yaml": SILENCED}))
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    for _turn in range(2):
        said = json.loads(alisei("-C", root, "validate", "--format", "json").out)
        assert said["diagnostics"] == []
        assert said["summary"]["suppressed"] == 1
        (each,) = said["suppressed"]
        assert (each["code"], each["path"], each["line"]) == ("ALI410", f"{FOLDER}/alfa-biotech.yaml", 8)
        assert each["reason"] == "the site | knows <no> other ##[error]x"
    text = alisei("-C", root, "validate").out
    assert f"{FOLDER}/alfa-biotech.yaml:8:10: silenced: the address begins with http" in text
    assert "1 silenced by a comment" in text
    github = alisei("-C", root, "validate", "--format", "github").out
    assert f"- silenced: ALI410 {FOLDER}/alfa-biotech.yaml:8:10: " in github
    assert "1 silenced by a comment" in github
    assert "::notice" not in github
    assert "1 silenced by a comment" in summary.read_text()
    assert r"the site \| knows \<no\> other" in summary.read_text()
    junit = ElementTree.fromstring(alisei("-C", root, "validate", "--format", "junit").out)
    assert [(each.get("name"), each.get("value")) for each in junit.iter("property")] == [("silenced", "1")]
    assert "silenced: the address begins with http" in "".join(each.text or "" for each in junit.iter("system-out"))
    sarif = json.loads(alisei("-C", root, "validate", "--format", "sarif").out)
    (result,) = sarif["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "the site | knows <no> other ##[error]x"}]
    for out in (text, github, summary.read_text()):
        assert "knows" in out
        assert "##[" not in out
    assert json.loads(alisei("-C", root, "validate", "--since", "HEAD", "--format", "json").out)["summary"]["suppressed"] == 0
    assert (
        json.loads(alisei("-C", root, "validate", root / "taxonomy.yaml", "--format", "json").out)["summary"]["suppressed"] == 0
    )


@pytest.mark.parametrize(
    "raw", [b"", b"\x00", b"\xff\xfe", b"[" * 1000, b"a: &a [*a]", b"- - - x", b"{", b"%YAML 9", b"\xed\xa0\x80"]
)
def test_bad_bytes_are_findings(raw: bytes, dataset: Dataset, alisei: Alisei) -> None:
    """Whatever a file holds, the answer is a finding in that file and exit code 1."""
    root = dataset({f"{FOLDER}/alfa-biotech.yaml": raw})
    outcome = alisei("-C", root, "validate", "--format", "json")
    assert (outcome.code, outcome.err) == (1, "")
    assert {f"{FOLDER}/alfa-biotech.yaml"} == {found["path"] for found in json.loads(outcome.out)["diagnostics"]}
