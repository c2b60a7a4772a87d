"""The answer to an issue: both languages whole, nothing of the issue but text, never longer than a comment may be."""

import re
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from tests.conftest import Alisei, Dataset, committed
from tests.issues import CHANGE, write_issue
from tests.proposals.test_propose import PATH, ROSSI

LONGEST = 65_536
"""Characters of a comment on GitHub."""
ENTRY = {"entry": "istituto-rossi"}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    return committed(dataset({PATH: ROSSI}))


def answer(alisei: Alisei, root: Path, answers: dict[str, str], *words: str) -> str:
    """The answer to an issue."""
    file = root.parent / "issue.md"
    file.write_text(write_issue(CHANGE, answers), encoding="utf-8")
    return alisei("-C", root, "propose", file, "--format", "markdown", *words).out


def test_italian_comes_first_whatever_the_language(alisei: Alisei, root: Path) -> None:
    said = answer(alisei, root, {**ENTRY, "website": "https://www.rossi.it", "technologies": "Robotica"})
    italian, _fold, english = said.partition("<details><summary>In English</summary>")
    assert italian.startswith("**La proposta è completa\\.** Scheda «Istituto Rossi».")
    assert "- Sito web\\: https" in italian
    assert "Tecnologie\\: Robotica chirurgica e riabilitativa \\(robotics\\)" in italian
    assert "**The proposal is complete\\.**" in english
    assert italian.count("\n- ") == english.count("\n- ") == 2
    file = root.parent / "issue.md"
    assert alisei("-C", root, "--lang", "it", "propose", file, "--format", "markdown").out == said


def test_a_warning_is_told_although_it_holds_nothing_up(alisei: Alisei, root: Path) -> None:
    """The check of the pull request stops at it."""
    said = answer(alisei, root, {**ENTRY, "website": "https://www.example.org"})
    assert "Inoltre:" in said
    assert "segnaposto" in said


def test_nothing_of_an_issue_is_markup(alisei: Alisei, root: Path) -> None:
    """GitHub's own renderer finds no link, picture or element besides those of the answer."""
    value = "[x](https://evil.example) ![y](https://evil.example/p.png) <b>z</b> @segreteria #1 `w` | v |\n> u\n# t\n- s"
    said = answer(alisei, root, {**ENTRY, "description-it": value, "website": value, "contact-form": value, "base": value})
    found = set(re.findall(r"<(\w+)", cmarkgfm.github_flavored_markdown_to_html(said, options=Options.CMARK_OPT_UNSAFE)))
    assert found == {"p", "strong", "ul", "li", "details", "summary"}
    assert not re.search(r"[@#](?!<!-- -->)", said)


def test_it_fits_into_a_comment(alisei: Alisei, root: Path) -> None:
    """Five hundred changes of long values, which escaping makes longer still: what is left out is counted."""
    lines = "\n".join(f"imposta /zz{n}: {'#@' * 100}" for n in range(499))
    many = f"ALISEI 1\nscheda: istituto-rossi\n{lines}\nFINE"
    terms = "\n".join(f"#@#@#@#@#@ {n}" for n in range(199))
    for answers in ({**ENTRY, "block": many}, {**ENTRY, "technologies": terms, "therapeutic_areas": terms}):
        said = answer(alisei, root, answers)
        assert len(said) < LONGEST
        assert said.rstrip().endswith("</details>")
