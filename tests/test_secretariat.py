"""The page of the secretariat: every command runs, and both languages have the same."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Alisei, git

PAGES = ("docs/secretariat.md", "docs/segreteria.md")
ENGLISH, ITALIAN = ((REPOSITORY / page).read_text(encoding="utf-8") for page in PAGES)
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = [shlex.split(line, comments=True)[1:] for block in FENCE.findall(ENGLISH) for line in block.splitlines()]
SLOW = [["report", "annual"], ["audit", "leaks"], ["release", "2026.11.0"], ["privacy", "audit"]]
"""Commands that take seconds; their own tests run them with each change."""
MAIL = """\
From: Istituto Rossi <info@istitutorossi.it>
Subject: ALISEI
Content-Type: text/plain; charset=utf-8

ALISEI 1
scheda: toscana-life-sciences
base: {base}
imposta /website: https://www.example.org
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
    (root / "mail.eml").write_text(MAIL.format(base=git(root, "rev-parse", "--short", "main").strip()), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    "words",
    [pytest.param(words, marks=[pytest.mark.weekly] if words[:2] in SLOW else [], id=" ".join(words)) for words in COMMANDS],
)
def test_the_command_runs(words: list[str], root: Path, alisei: Alisei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands, in the folder of the registry, with an answer or a file."""
    here = tmp_path / "registro"
    shutil.copytree(root, here)
    monkeypatch.chdir(here)
    outcome = alisei(*words)
    assert outcome.code == 0, outcome.out + outcome.err
    assert "-o" not in words or (here / words[words.index("-o") + 1]).exists()


def test_both_languages_have_the_same_commands() -> None:
    """And the same sections, tables and lists."""
    assert FENCE.findall(ENGLISH) == FENCE.findall(ITALIAN)
    for sign in ("## ", r"\| ", "- ", r"\d\. "):
        found = [len(re.findall(f"^{sign}", page, re.MULTILINE)) for page in (ENGLISH, ITALIAN)]
        assert found[0] == found[1] > 0
