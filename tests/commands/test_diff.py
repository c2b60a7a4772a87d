"""``alisei diff``: what changed in meaning, in words and as JSON, from git and from the files here."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.store import home, yaml
from alisei_cli.store.blob_cache import FILE
from tests.conftest import Alisei, Dataset, Terminal, committed, git, stakeholder

TUSCANY = "registry/stakeholders/toscana"
LAZIO = "registry/stakeholders/lazio"
OFFER = (
    "offers:\n  - {id: cell-factory, kind: laboratory-access, summary: {it: Uso, en: Use}, published: 2026-05-01, expires: %s}\n"
)
PARENT = "relations:\n  - {kind: %s, target: %s}\n"


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Four organisations, committed."""
    return committed(
        dataset(
            {
                f"{TUSCANY}/rossi.yaml": stakeholder("rossi", OFFER % "2027-05-01" + PARENT % ("parent", "verdi")),
                f"{TUSCANY}/verdi.yaml": stakeholder("verdi", PARENT % ("child", "rossi"), type="university"),
                f"{TUSCANY}/bianchi.yaml": stakeholder("bianchi", "technologies: [gene-editing]\n"),
                f"{TUSCANY}/neri.yaml": stakeholder("neri", "profile: [innovative-sme]\nwebsite: https://www.neri.it\n"),
            }
        )
    )


def document(alisei: Alisei, root: Path, *words: str, code: int = 0) -> dict[str, Any]:
    """What ``diff --format json`` says."""
    outcome = alisei("-C", root, "diff", *words, "--format", "json")
    assert (outcome.code, outcome.err) == (code, "")
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def changes(found: dict[str, Any]) -> dict[str, list[tuple[str, str, Any, Any]]]:
    """The changes of each entry."""
    return {
        entry["id"]: [(each["pointer"], each["op"], each["old"], each["new"]) for each in entry["changes"]]
        for entry in found["entries"]
    }


def test_each_kind_of_change_is_told(root: Path, alisei: Alisei) -> None:
    """Entries join, leave, move, merge, change or only look different; the exit code is 0 whatever changed."""
    base = git(root, "rev-parse", "HEAD").strip()
    (root / f"{TUSCANY}/rossi.yaml").write_text(stakeholder("rossi", OFFER % "2028-05-01" + PARENT % ("parent", "verdi")))
    (root / f"{TUSCANY}/verdi.yaml").unlink()
    (root / LAZIO).mkdir()
    (root / f"{TUSCANY}/bianchi.yaml").rename(root / f"{LAZIO}/bianchi.yaml")
    neri = (root / f"{TUSCANY}/neri.yaml").read_text()
    (root / f"{TUSCANY}/neri.yaml").write_text(neri.replace("profile: [innovative-sme]", "profile:\n  - innovative-sme"))
    (root / f"{LAZIO}/nuovi.yaml").write_text(stakeholder("nuovi", place="region: lazio"))
    found = document(alisei, root, "HEAD")
    assert (found["version"], found["base"], found["head"]) == (1, base, None)
    assert found["summary"] == {"joined": 1, "left": 1, "merged": 0, "moved": 1, "changed": 1, "layout": 1}
    kinds = {entry["id"]: (entry["change"], entry["path"]) for entry in found["entries"]}
    assert kinds == {
        "rossi": ("changed", f"{TUSCANY}/rossi.yaml"),
        "verdi": ("left", f"{TUSCANY}/verdi.yaml"),
        "bianchi": ("moved", f"{LAZIO}/bianchi.yaml"),
        "neri": ("layout", f"{TUSCANY}/neri.yaml"),
        "nuovi": ("joined", f"{LAZIO}/nuovi.yaml"),
    }
    assert changes(found)["rossi"] == [("/offers/cell-factory/expires", "change", "2027-05-01", "2028-05-01")]
    assert changes(found)["bianchi"] == []
    assert {"where": {"type": "university"}, "old": 1, "new": 0} in found["totals"]
    assert found["one_sided"] == [{"id": "rossi", "path": f"{TUSCANY}/rossi.yaml", "kind": "parent", "target": "verdi"}]


def test_a_merged_entry_is_told_as_such(root: Path, alisei: Alisei) -> None:
    """Its status says so; it counts no more."""
    text = (root / f"{TUSCANY}/bianchi.yaml").read_text()
    more = "status: merged\nstatus_since: 2026-11\nstatus_reason: {it: Fusione, en: Merger}\nsuccessor: neri"
    (root / f"{TUSCANY}/bianchi.yaml").write_text(text.replace("status: active", more))
    git(root, "commit", "-q", "-a", "-m", "merged")
    found = document(alisei, root, "HEAD~1", "HEAD")
    assert found["summary"]["merged"] == 1
    assert [each[:2] for each in changes(found)["bianchi"]] == [
        ("/status", "change"),
        ("/status_since", "set"),
        ("/status_reason", "set"),
        ("/successor", "set"),
    ]
    assert {"where": {"technology": "gene-editing"}, "old": 1, "new": 0} in found["totals"]
    text = alisei("-C", root, "diff", "HEAD~1", "HEAD").out
    assert "Merged into another\n  Bianchi (bianchi)\n" in text


def test_totals_are_those_of_the_reports(root: Path, alisei: Alisei) -> None:
    """What a total says was and is so many is what ``report`` says at both commits."""
    text = (root / f"{TUSCANY}/bianchi.yaml").read_text()
    (root / f"{TUSCANY}/bianchi.yaml").write_text(
        text.replace("gene-editing", "stem-cells-regenerative").replace("type: company", "type: university")
    )
    git(root, "commit", "-q", "-a", "-m", "changed")
    totals = {
        tuple(each["where"].items()): (each["old"], each["new"]) for each in document(alisei, root, "HEAD~1", "HEAD")["totals"]
    }
    counts = [reported(alisei, root, revision) for revision in ("HEAD~1", "HEAD")]
    for where in counts[0].keys() | counts[1].keys():
        both = (counts[0].get(where, 0), counts[1].get(where, 0))
        assert totals.get(where, both) == both
        assert (both[0] != both[1]) == (where in totals), where


def reported(alisei: Alisei, root: Path, revision: str) -> dict[tuple[tuple[str, str], ...], int]:
    """The numbers of the reports, by condition."""
    found = {}
    for words, names in {
        "overview": {"by-type": ["type"], "by-region": ["region"], "by-sector": ["sector"]},
        "coverage": {"terms": ["technology"]},
        "matrix --rows type --cols region": {"cells": ["type", "region"]},
        "matrix --rows technology --cols area": {"cells": ["technology", "area"]},
    }.items():
        answer = json.loads(alisei("-C", root, "report", *words.split(), "--as-of", revision, "--format", "json").out)
        for table in answer["tables"]:
            columns = [column["name"] for column in table["columns"]]
            keys = [columns.index(name) for name in ("row", "column") if name in columns] or [0]
            for row in table["rows"] if table["name"] in names else ():
                values = [row[key] for key in keys]
                if None not in values:
                    found[tuple(zip(names[table["name"]], values, strict=True))] = row[columns.index("entries")]
    return found


def test_what_cannot_be_read_is_told_and_has_not_left(root: Path, alisei: Alisei) -> None:
    """A broken file is named, on the side where it is broken."""
    (root / f"{TUSCANY}/rossi.yaml").write_text("id: [rossi\n")
    found = document(alisei, root, "HEAD")
    assert (found["entries"], found["unreadable"]) == ([], {"base": [], "head": [f"{TUSCANY}/rossi.yaml"]})
    assert "1 changed file here cannot be read and is not compared" in alisei("-C", root, "diff", "HEAD").out
    git(root, "commit", "-q", "-a", "-m", "broken")
    git(root, "revert", "-n", "HEAD")
    found = document(alisei, root, "HEAD")
    assert (found["entries"], found["unreadable"]) == ([], {"base": [f"{TUSCANY}/rossi.yaml"], "head": []})


def test_what_cannot_be_read_is_in_no_total(root: Path, alisei: Alisei) -> None:
    """Neither state counts it, under one taxonomy and under two."""
    (root / f"{TUSCANY}/rossi.yaml").write_text("id: [rossi\n")
    assert document(alisei, root, "HEAD")["totals"] == []
    taxonomy = root / "taxonomy.yaml"
    taxonomy.write_text(taxonomy.read_text().replace("\nversion: ", "\nversion: 9"))
    assert document(alisei, root, "HEAD")["totals"] == []


def test_a_renamed_file_has_not_changed_folder(root: Path, alisei: Alisei) -> None:
    """The heading speaks of the name too."""
    (root / f"{TUSCANY}/rossi.yaml").rename(root / f"{TUSCANY}/rossi-spa.yaml")
    assert "\nFile moved or renamed\n  Rossi (rossi)\n" in alisei("-C", root, "diff", "HEAD").out
    assert " ai file attuali: 1 spostata o rinominata." in alisei("-C", root, "--lang", "it", "diff", "HEAD").out


def test_names_and_kinds_are_told_in_short(root: Path, alisei: Alisei) -> None:
    """Names in the language of the reader; of kinds of names and relations, the first words only."""
    both = "  - {value: Rossi, kind: display, lang: it}\n  - {value: Red, kind: display, lang: en}\n"
    file = root / f"{TUSCANY}/rossi.yaml"
    file.write_text(file.read_text().replace("  - {value: Rossi, kind: display}\n", both))
    (root / f"{TUSCANY}/neri.yaml").write_text(stakeholder("neri", PARENT % ("parent", "rossi")))
    text = alisei("-C", root, "diff", "HEAD").out
    assert "\n  Red (rossi)\n" in text
    assert "Display name" in text
    assert "Part of, Red (rossi)" in text
    assert "Fa parte di, Rossi (rossi)" in alisei("-C", root, "--lang", "it", "diff", "HEAD").out
    for command, shown in ((("show", "rossi"), "Red\n"), (("search", "rossi"), " Red "), (("show", "neri"), "Red (rossi)")):
        assert shown in alisei("-C", root, *command).out, command


def test_a_pipe_has_every_total(root: Path, alisei: Alisei) -> None:
    """As a file has."""
    (root / f"{TUSCANY}/verdi.yaml").unlink()
    text = alisei("-C", root, "diff", "HEAD").out
    assert re.search(r"University[^:]*type\), Tuscany \(region\): 1 → 0", " ".join(text.split()))
    assert "--all" not in text


def test_an_older_schema_is_told_where_it_asks_other_things(root: Path, alisei: Alisei) -> None:
    """Keywords of the tool alone change nothing for a reader."""
    file = root / "schema/stakeholder.schema.json"
    now = file.read_text()
    for is_other in (False, True):
        schema = json.loads(now)
        del schema["x-alisei-kind"]
        schema["title"] = "Altro / Other"
        if is_other:
            del schema["properties"]["website"]
        file.write_text(json.dumps(schema))
        git(root, "commit", "-q", "-a", "-m", "older")
        file.write_text(now)
        text = " ".join(alisei("-C", root, "diff", "HEAD").out.split())
        assert ("there is nothing to do: stakeholder." in text) == is_other
        assert "of that time" not in text or is_other


def test_two_entries_of_one_id_are_both_told(root: Path, alisei: Alisei) -> None:
    """A copy joins; the entry at the old path stays."""
    (root / LAZIO).mkdir()
    (root / f"{LAZIO}/rossi.yaml").write_text((root / f"{TUSCANY}/rossi.yaml").read_text())
    assert [(each["change"], each["path"]) for each in document(alisei, root, "HEAD")["entries"]] == [
        ("joined", f"{LAZIO}/rossi.yaml")
    ]


def test_what_an_audience_does_not_see_is_not_shown(root: Path, alisei: Alisei) -> None:
    """A restricted value is in no format; that something changed is said without it."""
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields:\n  members: [website]\n")
    git(root, "commit", "-q", "-a", "-m", "policy")
    file = root / f"{TUSCANY}/neri.yaml"
    file.write_text(file.read_text().replace("https://www.neri.it\n", "https://www.segreto.it\n"))
    for form in ("text", "json", "markdown"):
        outcome = alisei("-C", root, "diff", "HEAD", "--format", form)
        assert "segreto" not in outcome.out
        assert "neri" in outcome.out
        assert "segreto" in alisei("-C", root, "diff", "HEAD", "--format", form, "--audience", "members").out
    assert changes(document(alisei, root, "HEAD"))["neri"] == []
    assert document(alisei, root, "HEAD")["summary"]["changed"] == 1


HOSTILE = "@octocat <img src=x> [a](b) ::error:: \\u202e#1"


def test_data_are_text(root: Path, alisei: Alisei) -> None:
    """Names and values are no markup, mention, link or command, wherever they stand."""
    file = root / f"{TUSCANY}/neri.yaml"
    file.write_text(file.read_text().replace("value: Neri", f'value: "{HOSTILE}"'))
    text = alisei("-C", root, "diff", "HEAD").out
    assert "\u202e" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    markdown = alisei("-C", root, "diff", "HEAD", "--format", "markdown").out
    assert re.findall(r"@octocat|(?<!\\)<(?!!--)|(?<!\\)\[|#1", markdown) == []


def test_the_history_is_read_once(root: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read from git is remembered; a damaged memory changes nothing."""
    (root / f"{TUSCANY}/rossi.yaml").write_text(stakeholder("rossi", OFFER % "2028-05-01"))
    git(root, "commit", "-q", "-a", "-m", "changed")
    expected = document(alisei, root, "HEAD~1", "HEAD")
    paths: list[str] = []
    real = yaml.read
    monkeypatch.setattr(yaml, "read", lambda path, *rest: paths.append(path) or real(path, *rest))
    assert document(alisei, root, "HEAD~1", "HEAD") == expected
    assert [path for path in paths if path.startswith("registry/")] == []
    place = home.cache(root) / FILE
    raw = place.read_bytes()
    for damaged in (raw[: len(raw) // 2], b"", raw.replace(b"rossi", b"ross1"), b"noise\n" * 100):
        place.write_bytes(damaged)
        assert document(alisei, root, "HEAD~1", "HEAD") == expected


def test_a_terminal_shows_the_first(root: Path, alisei: Alisei, terminal: Terminal) -> None:
    """Long lists stop, and say how to see the rest."""
    for number in range(30):
        (root / f"{TUSCANY}/ente-{number}.yaml").write_text(stakeholder(f"ente-{number}"))
    terminal(80, 40)
    text = alisei("-C", root, "diff", "HEAD").out
    assert "  10 more: alisei -C" in text
    assert all(len(line) <= 80 for line in text.splitlines() if "alisei -C" not in line)
    assert "ente-29" in alisei("-C", root, "diff", "HEAD", "--all").out


def test_markdown_fits_into_a_comment(root: Path, alisei: Alisei) -> None:
    """It is cut by whole entries, and says how many are left out."""
    for number in range(500):
        (root / f"{TUSCANY}/ente-{number}.yaml").write_text(stakeholder(f"ente-{number}", name=f"Ente {number} " + "lungo " * 30))
    text = alisei("-C", root, "diff", "HEAD", "--format", "markdown").out
    assert 50_000 < len(text) < 65_536
    shown = text.count("\n- **Ente")
    assert f"{500 - shown} more entries are not shown here" in text


@pytest.mark.parametrize(("words", "code"), [(("nowhere",), 3), (("HEAD", "nowhere"), 3), (("2020",), 2), ((), 2)])
def test_what_does_not_exist_is_refused(words: tuple[str, ...], code: int, root: Path, alisei: Alisei) -> None:
    """As ``--as-of`` does."""
    outcome = alisei("-C", root, "diff", *words)
    assert (outcome.code, outcome.out) == (code, "")


def test_a_long_note_is_told_by_its_beginning(dataset: Dataset, alisei: Alisei) -> None:
    """A thousand sources of one import share it; the address is whole, and JSON has it all."""
    path = "registry/stakeholders/toscana/a.yaml"
    root = committed(dataset({path: stakeholder("a")}))
    url, note = (
        "https://example.org/" + "a" * 80,
        "Registered as a manufacturer of devices, " + "read in a copy of February, " * 4,
    )
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(text + f"  - {{url: {url}, accessed: 2026-11-01, note: '{note.strip()}'}}\n", encoding="utf-8")
    said = alisei("-C", root, "diff", "HEAD").out
    assert url in said
    assert "Registered as a manufacturer of devices" in said
    assert " ".join(said.split()).count("read in a copy of February") == 1
    assert alisei("-C", root, "diff", "HEAD", "--format", "json").out.count("read in a copy of February") == 4
