"""Italian pages have Italian links and the content of the English."""

import re
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from alisei_cli.language import LANGUAGES
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY, make

TWINS = {
    "docs/scheda.md": "docs/entry.md",
    "docs/termini.md": "docs/terms.md",
    "docs/regole.md": "docs/rules.md",
    "docs/partner.md": "docs/matching.md",
    "docs/gruppi.md": "docs/groups.md",
    "docs/eventi.md": "docs/events.md",
    "docs/modifiche.md": "docs/taxonomy-changes.md",
    "docs/responsabili.md": "docs/owners.md",
    "docs/strade.md": "docs/ways-in.md",
}
"""Italian pages and their English counterparts."""
FURTHER = {
    "docs/foglio.md": "docs/sheet.md",
    "docs/lettere.md": "docs/letters.md",
    "docs/moduli-github.md": "docs/issue-forms.md",
    "docs/modulo.md": "docs/form.md",
    "docs/nuova-scheda.md": "docs/new.md",
    "docs/proposte.md": "docs/propose.md",
    "docs/segreteria.md": "docs/secretariat.md",
}
"""Pages of the other ways in, and their English counterparts: for the secretariat too, so they lead on to English pages."""
SWITCH = ("In English", "In italiano")
"""Link texts of the switch to the other language."""
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#]+)(?:#[^)]*)?\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
FORMS = sorted((REPOSITORY / ".github/ISSUE_TEMPLATE").glob("*.yml"))


def read(path: str) -> str:
    """Read a file of the repository."""
    return (REPOSITORY / path).read_text(encoding="utf-8")


def linked(path: str, text: str) -> Iterator[str]:
    """List the linked files of the repository, except language switches."""
    for words, target in LINK.findall(text):
        if "://" not in target and words not in SWITCH:
            yield (REPOSITORY / path).parent.joinpath(target).resolve().relative_to(REPOSITORY).as_posix()


def doors() -> Iterator[tuple[str, str]]:
    """List the entry pages: the Italian introduction, templates, check messages."""
    yield "CONTRIBUTING.md", re.split(r"^## ", read("CONTRIBUTING.md"), flags=re.MULTILINE)[1]
    yield ".github/PULL_REQUEST_TEMPLATE.md", read(".github/PULL_REQUEST_TEMPLATE.md")
    for form in FORMS:
        yield form.relative_to(REPOSITORY).as_posix(), form.read_text(encoding="utf-8")
    told = [part.partition("<details>")[0] for part in re.findall(r"<<TEXT\n(.*?)\n +TEXT\n", read("action.yml"), re.DOTALL)]
    yield "docs/x.md", " ".join(f"[{name}]({name})" for part in told for name in re.findall(r"\$PAGES/([\w.-]+)", part))


def reached() -> set[str]:
    """Collect the pages reachable from an entry page."""
    waiting = [page for path, text in doors() for page in linked(path, text)]
    found: set[str] = set()
    while waiting:
        page = waiting.pop()
        if page not in found:
            found.add(page)
            waiting += linked(page, read(page)) if page in TWINS else []
    return found


def test_every_page_that_can_be_reached_is_italian() -> None:
    """Only the schemas and CONTRIBUTING.md are not; both are in both languages."""
    assert reached() - TWINS.keys() - FURTHER.keys() == {"schema", "CONTRIBUTING.md"}
    assert TWINS.keys() | FURTHER.keys() <= reached()


@pytest.mark.parametrize(("italian", "english"), TWINS.items())
def test_both_versions_say_the_same(italian: str, english: str) -> None:
    """Headings, examples, first table columns and links correspond."""
    one, other = read(italian), read(english)
    assert FENCE.findall(one) == FENCE.findall(other)
    one, other = FENCE.sub("", one), FENCE.sub("", other)
    assert re.findall(r"^#+", one, re.MULTILINE) == re.findall(r"^#+", other, re.MULTILINE)
    rows = r"^\| (`[^|]*|\[ALI\d+.*?\)) \|"
    assert re.findall(rows, one, re.MULTILINE) == re.findall(rows, other, re.MULTILINE)
    assert [(TWINS | FURTHER).get(page, page) for page in linked(italian, one)] == list(linked(english, other))


def test_the_english_door_leads_to_the_english_pages() -> None:
    """Both introductions link to the same pages, and never to bare YAML."""
    italian, english = re.split(r"^## ", read("CONTRIBUTING.md"), flags=re.MULTILINE)[1:3]
    assert [TWINS[page] for page in linked("CONTRIBUTING.md", italian)] == list(linked("CONTRIBUTING.md", english))


def test_pages_switch_to_the_other_language() -> None:
    """Near their beginning."""
    for pair in {**FURTHER, "docs/scheda.md": "docs/entry.md", "docs/strade.md": "docs/ways-in.md"}.items():
        for page, other in (pair, pair[::-1]):
            assert f"]({Path(other).name})" in read(page)[:1000], page


@pytest.mark.parametrize("tool", ["rules_page", "terms_page", "questions_page", "taxonomy_changes"])
def test_pages_are_what_their_tool_writes(tool: str) -> None:
    """Generated pages are up to date."""
    assert runpy.run_path(str(REPOSITORY / f"tools/{tool}.py"))["main"](["--check"]) == 0


def test_every_term_is_on_both_pages() -> None:
    """Pages show code, label, note and synonyms, but no counts."""
    context = load_context(WorkTree(REPOSITORY)).context
    for page in ("docs/terms.md", "docs/termini.md"):
        text = read(page).replace("\\", "")
        for term in context.taxonomy.terms.values():
            assert f"\n| `{term.code}` | " in text
            assert all(each in text for each in term.synonyms)
            label, note = (str(part.it if "termini" in page else part.en) for part in (term.labels, term.note or term.labels))
            assert label in text
            assert note in text


def test_hostile_labels_are_text(tmp_path: Path) -> None:
    """Markup, pipes, mentions and line ends are shown literally in their cell."""
    taxonomy = read("taxonomy.yaml").replace(
        "it: Impresa, en: Company", 'it: "a|b <img src=x> [c](d) `e`", en: "# @octocat\\n| x |"'
    )
    assert taxonomy != read("taxonomy.yaml")
    root = make(tmp_path / "d", {})
    (root / "taxonomy.yaml").write_text(taxonomy, encoding="utf-8")
    tool: Mapping[str, Any] = runpy.run_path(str(REPOSITORY / "tools/terms_page.py"))
    for language in LANGUAGES:
        (row,) = (
            line
            for line in tool["page"](load_context(WorkTree(root)).context, language).split("\n")
            if line.startswith("| `company` |")
        )
        assert len(re.findall(r"(?<!\\)\|", row)) == 5
        label = row.split(" | ")[1]
        assert not re.search(r"(?<!\\)[<\[`]|[@#]", re.sub("[@#]?<!-- -->", "", label)), label


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_forms_are_italian_first_and_warn_of_personal_data(form: Path) -> None:
    """Labels are Italian / English, and the warning precedes all questions."""
    data = yaml.safe_load(form.read_text(encoding="utf-8"))
    if form.name == "config.yml":
        assert data == {"blank_issues_enabled": False}  # an empty issue would show no warning
        return
    assert data.keys() - {"labels"} == {"name", "description", "title", "body"}
    warning, *questions = data["body"]
    assert warning["type"] == "markdown"
    assert re.search(
        r"mai nomi di persone.*<summary>In English</summary>.*never names of persons", warning["attributes"]["value"], re.DOTALL
    )
    said = [data["name"], data["description"]]
    for question in questions:
        said += [question["attributes"][key] for key in ("label", "description") if key in question["attributes"]]
        options = question["attributes"].get("options", ())
        said += [option["label"] if isinstance(option, Mapping) else option for option in options]
    assert [each for each in said if " / " not in each] == []
    ids = [question["id"] for question in questions]
    assert len(set(ids)) == len(ids)
    assert questions[-1]["attributes"]["options"][0]["required"] is True
