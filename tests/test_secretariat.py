"""The page of the secretariat: every command runs, and both languages have the same."""

import io
import json
import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest

from alisei_cli.core.sheet import build_sheet
from alisei_cli.core.view import view
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import REPOSITORY, Alisei, git

PAGES = ("docs/secretariat.md", "docs/segreteria.md")
ENGLISH, ITALIAN = ((REPOSITORY / page).read_text(encoding="utf-8") for page in PAGES)
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = [shlex.split(line, comments=True)[1:] for block in FENCE.findall(ENGLISH) for line in block.splitlines()]
SLOW = [["report", "annual"], ["audit", "leaks"], ["release", "2026.11.0"], ["privacy", "audit"]]
"""Commands that take seconds; their own tests run them with each change."""
MAIL = """\
From: Toscana Life Sciences <info@toscanalifesciences.org>
Subject: Re: [alisei:toscana-life-sciences]
Content-Type: text/plain; charset=utf-8

{said}
"""
BLOCK = """\
ALISEI 1
scheda: toscana-life-sciences
imposta {pointer}: https://www.example.org
FINE
"""
TLS = "registry/stakeholders/toscana/toscana-life-sciences.yaml"


@pytest.fixture(scope="module")
def root(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a maintainer, whose account proposes a change of its entry."""
    root = tmp_path_factory.mktemp("secretariat") / "registro"
    shutil.copytree(sample, root)
    file = root / TLS
    text = file.read_text(encoding="utf-8").replace("sources:\n", "maintainers: [{github: tls, id: 583231}]\nsources:\n", 1)
    for branch, change in (
        ("main", text),
        ("proposal", re.sub("^website: .*$", "website: https://www.tls.example", text, flags=re.MULTILINE)),
    ):
        git(root, "checkout", "-q", "-B", branch)
        file.write_text(change, encoding="utf-8")
        git(root, "commit", "-q", "-a", "-m", branch)
    git(root, "checkout", "-q", "main")
    fill_post(root)
    return root


def fill_post(root: Path) -> None:
    """One of each that members send: a mail with a block, a confirmation, a workbook, the text of a telephone call."""
    post = root.parent / "post"
    post.mkdir()
    for name, said in (("mail", BLOCK.format(pointer="/contact/form")), ("confirmation", "CONFERMO")):
        (post / f"{name}.eml").write_text(MAIL.format(said=said), encoding="utf-8")
    (post / "call.txt").write_text(BLOCK.format(pointer="/website"), encoding="utf-8")
    seen = view(load_dataset(root), None)
    book = openpyxl.load_workbook(io.BytesIO(build_sheet(seen, [seen.by_id["toscana-life-sciences"]])))
    cell = next(cell for cell in book["Schede"][1] if cell.value == "/facts/founded")
    book["Schede"].cell(3, cell.column).value = "31/12/2005"
    book.save(post / "sheet.xlsx")


@pytest.mark.parametrize(
    "words",
    [pytest.param(words, marks=[pytest.mark.weekly] if words[:2] in SLOW else [], id=" ".join(words)) for words in COMMANDS],
)
def test_the_command_runs(words: list[str], root: Path, alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands, in the folder of the registry, with an answer or a file."""
    here = tmp_path / "registro"
    shutil.copytree(root.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(here)
    outcome = alisei(*words)
    assert outcome.code == 0, outcome.out + outcome.err
    assert "-o" not in words or (here / words[words.index("-o") + 1]).exists()


def test_what_members_send_is_all_clean(root: Path, alisei: Alisei) -> None:
    """A mail, a confirmation, a telephone call and a workbook, from one folder."""
    found = json.loads(alisei("-C", root, "propose", root.parent / "post", "--format", "json").out)["proposals"]
    assert [each["state"] for each in found] == ["clean"] * 4


def test_both_languages_have_the_same_commands() -> None:
    """And the same sections, tables and lists."""
    assert FENCE.findall(ENGLISH) == FENCE.findall(ITALIAN)
    for sign in ("## ", r"\| ", "- ", r"\d\. "):
        found = [len(re.findall(f"^{sign}", page, re.MULTILINE)) for page in (ENGLISH, ITALIAN)]
        assert found[0] == found[1] > 0
