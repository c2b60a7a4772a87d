"""An overlay: private values shown to those who may see them, checked like all others, and left nowhere else."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import alisei_cli
from alisei_cli.errors import DataError, UsageError
from tests.conftest import Alisei, committed, git, make, stakeholder

ROSSI = "registry/stakeholders/toscana/istituto-rossi.yaml"
BIANCHI = "registry/stakeholders/toscana/istituto-bianchi.yaml"
CANARY = "canarino4821"
"""In every text that only the overlay has."""
SECRET = f"https://www.{CANARY}.it/contatti"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A public registry of two entries, in git."""
    rossi = stakeholder("istituto-rossi", "website: https://www.istitutorossi.it\ntechnologies: [artificial-intelligence]\n")
    return committed(make(tmp_path / "dataset", {ROSSI: rossi, BIANCHI: stakeholder("istituto-bianchi")}))


def overlay(root: Path, files: dict[str, str], audience: str = "secretariat") -> Path:
    """An overlay beside ``root``."""
    folder = root.parent / "private"
    for path, text in {"overlay.yaml": f"audience: {audience}\nregistry: alisei\n", **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "registry").mkdir(exist_ok=True)
    return folder


@pytest.fixture
def private(root: Path) -> Path:
    """An overlay that adds to lists and blocks of an entry, and new ones."""
    text = (
        f"id: istituto-rossi\nnames:\n  - {{value: Ditta {CANARY}, kind: alias}}\ntechnologies: [robotics]\noffers:\n"
        f"  - id: {CANARY}\n    kind: laboratory-access\n    technologies: [robotics]\n"
        f"    summary: {{it: Un laboratorio per {CANARY} e altro, en: A laboratory for {CANARY} and more}}\n"
        f"    published: 2026-05-01\n    expires: 2027-05-01\ncontact: {{form: {SECRET}}}\n"
    )
    return overlay(root, {ROSSI: text})


COMMANDS = (
    ("show", "istituto-rossi"),
    ("show", "istituto-rossi", "--format", "json"),
    ("list", "--columns", "name,technologies,contact"),
    ("search", "istituto"),
    ("search", CANARY),
    ("report", "coverage", "--format", "json"),
    ("report", "members", "--format", "json"),
    ("export", "json", "-o", "OUT.json"),
    ("export", "csv", "-o", "OUT"),
    ("match", "istituto-rossi"),
    ("match", "istituto-rossi", "--spread"),
    ("taxonomy", "technologies"),
    ("duplicates", "--format", "json"),
    ("validate",),
    ("validate", "--format", "json", "--jobs", "1"),
    ("diff", "HEAD", "--format", "json"),
    ("overlay", "status"),
)
SHOWS = {"show", "export"}
"""Commands that show a contact."""


def run(alisei: Alisei, words: tuple[str, ...], out: Path) -> str:
    """All that a command gives: both streams, and the files that it writes."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    outcome = alisei(*(out / f"file{word[3:]}" if word.startswith("OUT") else word for word in words))
    return outcome.out + outcome.err.replace(str(out), "OUT") + "".join(contents(out))


def contents(*folders: Path) -> Iterator[str]:
    """Every byte below some folders, names too."""
    for folder in folders:
        for place in sorted(folder.rglob("*")):
            yield place.name
            yield place.read_bytes().decode("latin-1") if place.is_file() else ""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_public_sees_nothing_of_it_and_members_what_is_theirs(
    words: tuple[str, ...], root: Path, private: Path, tmp_path: Path, alisei: Alisei
) -> None:
    """For the public every output is the same to the byte as without it, and says nothing of it."""
    out = tmp_path / "out"
    seen = run(alisei, ("-C", str(root), "--overlay", str(private), *words), out)
    assert CANARY not in seen or CANARY in words
    if words[0] in ("overlay", "validate", "diff"):
        return
    assert seen == run(alisei, ("-C", str(root), *words), out)
    shown = run(alisei, ("-C", str(root), "--overlay", str(private), *words, "--audience", "members"), out)
    assert (CANARY in shown) >= (words[0] in SHOWS)


def test_nothing_of_it_is_kept_anywhere(root: Path, private: Path, tmp_path: Path, alisei: Alisei) -> None:
    """Neither below the registry, nor in the cache, nor in the state of the user, whoever the answers are for; the overlay is as it was."""
    before = list(contents(private))
    for audience in ("public", "members", "secretariat"):
        for words in COMMANDS:
            more = () if words[0] in ("validate", "overlay") else ("--audience", audience)
            run(alisei, ("-C", str(root), "--overlay", str(private), *words, *more), tmp_path / "out")
    kept = "".join(contents(root, Path(os.environ["XDG_CACHE_HOME"]), Path(os.environ["XDG_STATE_HOME"])))
    assert "istituto-rossi" in kept
    assert CANARY not in kept
    assert list(contents(private)) == before


def diagnostics(alisei: Alisei, root: Path, folder: Path) -> list[dict[str, object]]:
    """What ``validate`` says with an overlay."""
    found: list[dict[str, object]] = json.loads(alisei("-C", root, "--overlay", folder, "validate", "--format", "json").out)[
        "diagnostics"
    ]
    return found


def test_a_diagnostic_names_file_line_and_pointer_of_the_overlay(root: Path, alisei: Alisei) -> None:
    """Items are counted as in its own file, wherever they are put in the entry."""
    folder = overlay(root, {ROSSI: "# A remark.\nid: istituto-rossi\ntechnologies:\n  - robotics\n  - no-such-term\n"})
    [found] = diagnostics(alisei, root, folder)
    assert (found["code"], found["path"], found["line"], found["pointer"]) == (
        "ALI201",
        f"{folder}/{ROSSI}",
        5,
        "/technologies/1",
    )
    assert "no-such-term" not in json.dumps(found)
    text = alisei("-C", root, "--overlay", folder, "validate").out
    assert f"{folder}/{ROSSI}:5:5: error" in text
    assert "no-such-term" not in text
    assert alisei("-C", root, "validate").code == 0


def test_what_the_overlay_makes_wrong_elsewhere_tells_no_value(root: Path, alisei: Alisei) -> None:
    """The same identifier in an entry and in the overlay of another: neither is printed."""
    code = "00488410010"
    place = root / BIANCHI
    place.write_text(stakeholder("istituto-bianchi", f"identifiers: {{vat: {code}}}\n"), encoding="utf-8")
    assert alisei("-C", root, "validate").code == 0
    folder = overlay(root, {ROSSI: f"id: istituto-rossi\nidentifiers: {{vat: {code}}}\n"})
    for form in ("text", "json", "github", "sarif", "junit"):
        outcome = alisei("-C", root, "--overlay", folder, "validate", "--format", form)
        assert outcome.code == 1
        assert code not in outcome.out + outcome.err, form


def test_findings_of_the_registry_are_told_as_without_it(root: Path, private: Path, alisei: Alisei) -> None:
    """The same words, the same excerpt."""
    place = root / ROSSI
    place.write_text(place.read_text().replace("artificial-intelligence", "no-such-term"), encoding="utf-8")
    plain, seen = alisei("-C", root, "validate").out, alisei("-C", root, "--overlay", private, "validate").out
    assert "no-such-term" in plain
    assert seen.splitlines()[:-1] == plain.splitlines()[:-1]


def test_a_comment_silences_in_the_overlay_too_and_its_reason_is_not_told(root: Path, alisei: Alisei) -> None:
    """A reason may say what the value says."""
    comment = "# alisei: ignore[short-description] so wants professor-canary"
    text = f"id: istituto-rossi\ndescription:\n  it: Canarino {comment}\n"
    outcome = alisei("-C", root, "--overlay", overlay(root, {ROSSI: text}), "validate")
    assert outcome.code == 0
    assert "silenced" in outcome.out
    assert "professor-canary" not in outcome.out
    assert "Canarino" not in outcome.out


def test_a_value_above_it_is_left_out(root: Path, alisei: Alisei) -> None:
    """The secretariat's note in an overlay for members: refused by its place, seen by no one, also of those who might."""
    folder = overlay(root, {ROSSI: "id: istituto-rossi\nnotes: canary4821 note\nwebsite: https://x.example.org\n"}, "members")
    said = {(each["rule"], each["pointer"]) for each in diagnostics(alisei, root, folder)}
    assert said == {("above-the-overlay", "/notes"), ("value-in-both", "/website")}
    shown = alisei("-C", root, "--overlay", folder, "show", "istituto-rossi", "--audience", "secretariat")
    assert "canary4821" not in shown.out + shown.err
    assert f"{folder}/{ROSSI}#/notes" in shown.err
    assert shown.code == 0


@pytest.mark.parametrize(
    "text",
    [
        "audience: secretariat\nregistry: canary4821\n",
        "audience: canary4821\nregistry: alisei\n",
        "canary4821",
        "audience: [\n",
        "",
    ],
)
def test_an_overlay_of_another_registry_is_refused(text: str, root: Path, private: Path, alisei: Alisei) -> None:
    """By every command, without a word of what it says."""
    (private / "overlay.yaml").write_text(text, encoding="utf-8")
    for words in (("show", "istituto-rossi"), ("validate",), ("overlay", "status")):
        outcome = alisei("-C", root, "--overlay", private, *words)
        assert outcome.code in (1, 3)
        assert f"{private}/overlay.yaml" in outcome.err
        assert "canary4821" not in outcome.out + outcome.err


def test_links_are_refused_and_strays_named(root: Path, private: Path, alisei: Alisei) -> None:
    """What a link points at is never read."""
    elsewhere = root.parent / "elsewhere.yaml"
    elsewhere.write_text("id: istituto-bianchi\nwebsite: https://canary4821.it\n", encoding="utf-8")
    (private / BIANCHI).symlink_to(elsewhere)
    (private / "registry/canary.txt").write_text("canary4821", encoding="utf-8")
    said = {(each["rule"], each["path"]) for each in diagnostics(alisei, root, private)}
    assert said == {("not-a-regular-file", f"{private}/{BIANCHI}"), ("stray-file", f"{private}/registry/canary.txt")}
    shown = alisei("-C", root, "--overlay", private, "show", "istituto-bianchi", "--audience", "secretariat")
    assert "canary4821" not in shown.out
    (private / "overlay.yaml").unlink()
    (private / "overlay.yaml").symlink_to(elsewhere)
    assert alisei("-C", root, "--overlay", private, "validate").code == 3


def test_two_files_of_one_entry_and_an_id_that_is_not_the_files(root: Path, private: Path, alisei: Alisei) -> None:
    """The first file counts."""
    other = ROSSI.replace("toscana", "veneto")
    (private / other).parent.mkdir(parents=True)
    (private / other).write_text("id: istituto-rossi\nfacts: {founded: 2005}\n", encoding="utf-8")
    (private / BIANCHI).write_text("facts: {founded: 2005}\n", encoding="utf-8")
    said = {(each["rule"], each["path"]) for each in diagnostics(alisei, root, private)}
    assert said == {("duplicate-id", f"{private}/{other}"), ("id-differs-from-file", f"{private}/{BIANCHI}")}


def test_states_of_the_past_have_none(root: Path, private: Path, alisei: Alisei) -> None:
    """Said on standard error; a comparison shows no value of the overlay as a change."""
    shown = alisei("-C", root, "--overlay", private, "list", "--as-of", "HEAD", "--audience", "members", "--columns", "contact")
    assert CANARY not in shown.out
    assert "States of the past have no overlay" in shown.err
    compared = alisei("-C", root, "--overlay", private, "diff", "HEAD", "--audience", "secretariat")
    assert CANARY not in compared.out
    assert "left out of the comparison" in compared.err
    trend = alisei("-C", root, "--overlay", private, "report", "trend", "--audience", "members")
    assert trend.err.count("States of the past have no overlay") == 1


@pytest.mark.parametrize("words", [("fix",), ("taxonomy", "migrate")], ids=" ".join)
def test_what_changes_the_registry_works_on_it_alone(words: tuple[str, ...], root: Path, alisei: Alisei) -> None:
    """A fix that a value of the overlay would want is not made, neither here nor there."""
    folder = overlay(root, {ROSSI: "id:   istituto-rossi\nwebsite: http://www.istitutorossi.it/\ntechnologies: [ stem-cells ]\n"})
    before = list(contents(folder))
    outcome = alisei("-C", root, "--overlay", folder, *words)
    assert outcome.code == 0
    assert "works on the registry alone" in outcome.err
    assert list(contents(folder)) == before
    assert git(root, "status", "--porcelain") == ""


def test_the_environment_names_it_too(root: Path, private: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """``ALISEI_OVERLAY`` is as ``--overlay``, which comes first."""
    monkeypatch.setenv("ALISEI_OVERLAY", str(private))
    assert SECRET in alisei("-C", root, "show", "istituto-rossi", "--audience", "members").out
    assert alisei("-C", root, "--overlay", root.parent / "none", "show", "istituto-rossi").code == 3


def test_analysts_open_it(root: Path, private: Path) -> None:
    """``alisei_cli.open(overlay=...)``: seen by audience, of today only, without anything left out."""
    pytest.importorskip("pandas")
    named = alisei_cli.open(root, audience="members", overlay=private).view.by_id["istituto-rossi"]
    assert named.get("contact", "form") == SECRET
    assert "contact" not in alisei_cli.open(root, overlay=private).view.by_id["istituto-rossi"].data
    with pytest.raises(UsageError):
        alisei_cli.open(root, as_of="HEAD", overlay=private)
    (private / ROSSI).write_text("id: istituto-rossi\nwebsite: https://x.example.org\n", encoding="utf-8")
    with pytest.raises(DataError):
        alisei_cli.open(root, overlay=private)


def test_init_makes_a_folder_that_validates(root: Path, alisei: Alisei) -> None:
    """It says for whom it is and of which registry, and explains itself in both languages."""
    folder = root.parent / "new"
    assert alisei("-C", root, "overlay", "init", folder, "--audience", "members").code == 0
    assert "audience: members\nregistry: alisei\n" in (folder / "overlay.yaml").read_text()
    assert alisei("-C", root, "--overlay", folder, "validate", "--fail-on", "note").code == 0
    assert alisei("-C", root, "overlay", "status", folder).code == 0
    said = (folder / "README.md").read_text(encoding="utf-8")
    assert "Valori riservati" in said
    assert "Private values" in said
    assert alisei("-C", root, "overlay", "init", folder).code == 2
    assert alisei("-C", root, "overlay", "init", root.parent / "other", "--audience", "public").code == 2


@pytest.mark.parametrize("verb", ["init", "validate", "show"])
def test_a_folder_in_the_public_repository_is_refused(verb: str, root: Path, private: Path, alisei: Alisei) -> None:
    """One ``git add`` would publish it; so would one in another working tree of the same repository."""
    git(root, "worktree", "add", "-q", str(root.parent / "tree"))
    for folder in (root / "private", root.parent / "tree/private"):
        if verb != "init":
            shutil.copytree(private, folder)
        words = (
            ("overlay", "init", folder) if verb == "init" else ("--overlay", folder, verb, *["istituto-rossi"][: verb == "show"])
        )
        outcome = alisei("-C", root, *words)
        assert outcome.code == 3
        assert "git add would publish it" in outcome.err
        assert folder.exists() is (verb != "init")


def test_status_counts_by_field_and_audience_and_tells_no_value(root: Path, private: Path, alisei: Alisei) -> None:
    """Values, entries, what is in both, unknown ids."""
    (private / ROSSI).write_text(f"id: istituto-rossi\nnotes: canary4821\nwebsite: {SECRET}\ncontact: {{form: {SECRET}}}\n")
    (private / BIANCHI.replace("bianchi", "verdi")).write_text("id: istituto-verdi\n")
    outcome = alisei("-C", root, "overlay", "status", private, "--format", "json")
    values, problems = json.loads(outcome.out)["tables"]
    assert values["rows"] == [
        ["stakeholder", "contact/form", "members", 1, 1],
        ["stakeholder", "notes", "secretariat", 1, 1],
    ]
    assert {tuple(row[1:]) for row in problems["rows"]} == {("/website", "value-in-both"), ("/id", "overlay-of-no-entry")}
    assert outcome.code == 1
    assert CANARY not in outcome.out + outcome.err
    assert "canary4821" not in outcome.out + outcome.err


def test_status_says_where_it_lies(root: Path, private: Path, alisei: Alisei) -> None:
    """Inside the public repository, or with its remote, it is in danger; addresses are shown without passwords."""

    def said(folder: Path) -> tuple[int, str]:
        outcome = alisei("-C", root, "overlay", "status", folder, "--format", "json")
        return outcome.code, " ".join(json.loads(outcome.out)["tables"][0]["notes"])

    assert "no git repository" in said(private)[1]
    git(root, "remote", "add", "origin", "https://github.com/cluster/registro.git")
    git(private, "init", "-q")
    git(private, "remote", "add", "origin", "https://segreteria:canary4821@git.example.org/riservati.git")
    code, text = said(private)
    assert code == 0
    assert "git.example.org/riservati" in text
    assert "canary4821" not in text
    git(private, "remote", "set-url", "origin", "git@github.com:Cluster/registro.git")
    code, text = said(private)
    assert code == 1
    assert "DANGER" in text
    shutil.copytree(private, root / "private", ignore=shutil.ignore_patterns(".git"))
    code, text = said(root / "private")
    assert code == 1
    assert "lies in the repository" in text
