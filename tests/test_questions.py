"""Every command of the pages of questions: it runs, both languages ask the same, and the answer is what pandas counts."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import alisei_cli
from tests.conftest import REPOSITORY, SAMPLE, Alisei, committed, git, make, stakeholder

PAGES = {"en": "docs/questions.md", "it": "docs/domande.md"}
COMMAND = re.compile(r"^### (\d+)\. .*\n\n```sh\nalisei (.*)\n```$", re.MULTILINE)


def commands(language: str) -> dict[int, str]:
    """The commands of a page by the number of their question."""
    return {
        int(number): command for number, command in COMMAND.findall((REPOSITORY / PAGES[language]).read_text(encoding="utf-8"))
    }


QUESTIONS = sorted(commands("en"))
LISTS = [number for number in QUESTIONS if commands("en")[number].startswith("list")]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a past: one entry has come since, one says more, one has ceased, one has lost its website."""
    files = {
        path.relative_to(SAMPLE).as_posix(): path.read_text(encoding="utf-8") for path in (SAMPLE / "registry").rglob("*.yaml")
    }
    cells = "technologies: [cell-tissue-engineering]\n"
    files["registry/stakeholders/campania/cellule-rossi.yaml"] = stakeholder("cellule-rossi", cells, place="region: campania")
    found = committed(make(tmp_path_factory.mktemp("questions") / "dataset", files), GIT_COMMITTER_DATE="2025-03-01T12:00:00Z")
    folder = found / "registry/stakeholders"
    stem = stakeholder("staminali-bianchi", "technologies: [stem-cells-regenerative]\n", place="region: sicilia")
    (folder / "sicilia").mkdir(exist_ok=True)
    (folder / "sicilia/staminali-bianchi.yaml").write_text(stem, encoding="utf-8")
    hospital = stakeholder("ospedale-rossi", "therapeutic_areas: [solid-tumours]\n", type="irccs", place="region: lombardia")
    (folder / "lombardia/ospedale-rossi.yaml").write_text(hospital, encoding="utf-8")
    for path, old, new in (
        ("toscana/aboca", "website:", "facts: {founded: 2004-05, size: large}\nidentifiers: {vat: 01704430519}\nwebsite:"),
        ("toscana/kedrion-biopharma", "status: active", "status: inactive\nstatus_since: 2026\nstatus_reason: Chiusura"),
        ("calabria/biotecnomed", "website: https://biotecnomed.it\n", ""),
    ):
        file = folder / f"{path}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    git(found, "add", "-A")
    git(found, "commit", "-q", "-m", "later", GIT_COMMITTER_DATE="2026-11-20T12:00:00Z")
    return found


@pytest.fixture(autouse=True)
def _warm(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is kept from one command to the next: sixty of them read the same files."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(root.parent / "cache"))


def test_there_are_twenty_on_both_pages() -> None:
    """Numbered from 1, of the same kind of command."""
    assert list(commands("en")) == list(commands("it")) == list(range(1, 21))
    assert [each.split()[0] for each in commands("en").values()] == [each.split()[0] for each in commands("it").values()]


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("number", QUESTIONS)
def test_the_command_answers(
    number: int, language: str, root: Path, tmp_path: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is pasted as it stands; nothing on standard error but what was written."""
    monkeypatch.chdir(tmp_path)
    words = shlex.split(commands(language)[number])
    outcome = alisei("-C", root, "--lang", language, *words)
    assert outcome.code == 0, outcome.err
    written = [tmp_path / word for before, word in pairwise(words) if before == "-o"]
    assert all(path.stat().st_size > 100 for path in written)
    said = outcome.err.splitlines()
    assert all(line.startswith(str(written[0].name)) for line in said if not line.startswith("alisei: ")) if written else not said
    assert outcome.out or written


def ids(alisei: Alisei, root: Path, language: str, number: int) -> list[str]:
    """The ids that the command of a question lists."""
    words = shlex.split(commands(language)[number])
    if "-o" in words:
        words = [word for word in words[: words.index("-o")] if word != "--excel-it"]
    outcome = alisei("-C", root, *words, "--columns", "id", "--format", "json")
    assert outcome.code == 0, outcome.err
    rows: list[list[Any]] = json.loads(outcome.out)["tables"][0]["rows"]
    return [row[0] for row in rows]


@pytest.fixture(scope="module")
def frames(root: Path) -> dict[str, Any]:
    """The DataFrames of the dataset."""
    pytest.importorskip("pandas")
    return alisei_cli.open(root).frames()


def has(frame: Any, facet: str, *terms: str) -> Any:
    """The ids of the entries that have one of the terms of a facet, or one below."""
    below = set(terms)
    while more := set(frame["terms"].query("parent in @below")["term"]) - below:
        below |= more
    found = frame["entry_terms"].query("facet == @facet and term in @below")
    return set(found["entry"])


NORTH = ("nord-ovest", "nord-est")
SOUTH = ("sud", "isole")
RECOUNTS: dict[int, Callable[[Any, Any], Any]] = {
    1: lambda f, s: s[s["area"].isin(SOUTH) & s["id"].isin(has(f, "technology", "cell-tissue-engineering"))],
    2: lambda f, s: RECOUNTS[1](f, s[s["id"] != "staminali-bianchi"]),  # it has come since
    3: lambda f, s: s[
        (s["type"] == "irccs") & (s["region"] == "lombardia") & s["id"].isin(has(f, "therapeutic-area", "oncology"))
    ],
    4: lambda f, s: s[s["type"].isin(["irccs", "university-hospital"]) & s["region"].notna() & (s["region"] != "lombardia")],
    5: lambda f, s: s[s["type"].isin(["regional-cluster", "science-park"]) & s["area"].isin(NORTH)],
    6: lambda f, s: s[
        (s["type"] == "company")
        & s["id"].isin(set(f["entry_terms"].query("facet == 'sector'")["entry"]) - has(f, "sector", "pharma"))
    ],
    7: lambda f, s: s[s["membership_status"] == "member"],
    8: lambda f, s: s[(s["membership_status"] == "member") & s["website"].isna()],
    9: lambda f, s: s[(s["membership_status"] == "member") & s["contact_mailbox"].isna() & s["contact_form"].isna()],
    10: lambda f, s: s[(s["membership_status"] == "member") & s["verified_on_from"].isna()],
    11: lambda f, s: s[(s["type"] == "company") & (s["region"] == "toscana")],
    12: lambda f, s: s[(s["type"] == "company") & (s["region"] == "toscana")],
    13: lambda f, s: s[(s["type"] == "company") & s["identifiers_vat"].isna()],
    14: lambda f, s: s[(s["type"] == "company") & (s["facts_founded_from"] >= "2000-01-01")],
    15: lambda f, s: s[s["facts_founded_until"] <= "1950-12-31"].nsmallest(10, "facts_founded_from"),
    16: lambda f, s: f["events"][
        (f["events"]["dates_from_from"] >= "2019-01-01") & (f["events"]["dates_from_until"] <= "2023-12-31")
    ],
    17: lambda f, s: s[s["status"].notna() & (s["status"] != "active")],
    18: lambda f, s: f["groups"],
    20: lambda f, s: s[(s["type"] == "company") & s["facts_size"].isna()],
}
"""The same questions, asked of the DataFrames."""


@pytest.mark.parametrize("number", LISTS)
def test_the_answer_is_what_pandas_counts(number: int, root: Path, frames: dict[str, Any], alisei: Alisei) -> None:
    """Nothing of conditions and lists has a part in the recount; both pages ask the same, in the same order."""
    expected = set(RECOUNTS[number](frames, frames["stakeholders"])["id"])
    found = ids(alisei, root, "en", number)
    assert set(found) == expected != set()
    assert len(found) == len(expected)
    assert ids(alisei, root, "it", number) == found


def test_the_workbook_for_the_mail_merge(root: Path, tmp_path: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first sheet is the list, whose first line names the fields, and whose cells are text."""
    monkeypatch.chdir(tmp_path)
    assert alisei("-C", root, "--lang", "it", *shlex.split(commands("it")[11])).code == 0
    sheet = openpyxl.load_workbook(tmp_path / "imprese.xlsx").worksheets[0]
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == ["Nome", "Comune", "Sede principale: Provincia", "Sito web"]
    assert len(rows) == 1 + len(ids(alisei, root, "it", 11))
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}


SHELLS = {
    "bash": (["--norc", "-o", "history", "-o", "histexpand"], 'alisei() { printf "%s\\n" "$@"; }'),
    "zsh": (["-f", "-i"], 'alisei() { printf "%s\\n" "$@"; }'),
    "fish": (["--no-config"], "function alisei; string join \\n -- $argv; end"),
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("language", PAGES)
def test_a_shell_changes_nothing_in_what_is_pasted(shell: str, language: str, tmp_path: Path) -> None:
    """With history expansion on, and no quotation marks around ``!=``, commas and dots."""
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell}")
    options, echo = SHELLS[shell]
    lines = [echo]
    for number, command in commands(language).items():
        lines += [f"echo :{number}:", f"alisei {command}"]
    done = subprocess.run(
        [shell, *options],
        input="\n".join([*lines, "echo :end:", ""]),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=True,
    )
    shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", done.stdout)
    for number, command in commands(language).items():
        block = shown.split(f":{number}:\n")[1].split("\n:")[0].splitlines()
        words = [re.sub(r"^.*?[#%>$] +", "", line) if shell == "zsh" else line for line in block]
        assert [word for word in words if word][: len(shlex.split(command))] == shlex.split(command)
    assert list(tmp_path.iterdir()) == []
