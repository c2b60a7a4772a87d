"""What the registry is called: from its policy, else in general words."""

import json
from pathlib import Path

import pytest

from alisei_cli.language import Labels, speak_language
from alisei_cli.model.about import About, read_about
from tests.conftest import Alisei, Dataset

OURS = {
    "registry": {
        "name": "agrifood",
        "title": {"it": "Registro", "en": "Agrifood"},
        "members": {"it": "soci del Cluster Agrifood", "en": "members of Cluster Agrifood"},
    },
    "licence": {"data": "CC-BY-SA-4.0"},
}
UNSAFE = ["http://a.it/", "https://a.it", "https://a.it/x", "https://a.it/<x>/", "https://a.it/ /", "https://a/", 5]


def test_what_is_said_is_taken() -> None:
    """Without a subject, the title stands for it."""
    about = read_about(OURS)
    assert (about.name, about.subject.en, about.initial_members.it) == ("agrifood", "Agrifood", "Soci del Cluster Agrifood")
    assert about.owner_words == {"cluster", "agrifood"}
    assert about.citation == "Agrifood (agrifood), CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.mark.parametrize(
    "policy",
    [
        {},
        {"registry": None, "licence": []},
        {"registry": {"name": "../x", "title": {"it": "solo"}, "members": {"it": 1, "en": ""}, "membership": "x"}},
        {"registry": {"name": "a" * 300, "title": {"it": "a" * 300, "en": "b"}, "subject": []}, "licence": {"data": "\x1b]0;x"}},
    ],
)
def test_what_is_no_name_is_not_taken(policy: dict[str, object]) -> None:
    """However a policy is spoilt."""
    assert read_about(policy) == About()


@pytest.mark.parametrize("address", UNSAFE)
def test_what_begins_no_iri_is_no_address(address: object) -> None:
    """Neither an open connection, nor an end without a slash, nor a character that an IRI may not have."""
    block = {"registry": {"address": address, "publisher": "../x", "themes": ["HEAL", "heal", 1]}}
    assert read_about(block) == About(themes=("HEAL",))
    assert read_about({"registry": {"address": "https://w3id.org/agrifood/"}}).address == "https://w3id.org/agrifood/"


@pytest.mark.parametrize(
    ("code", "credit"),
    [
        ("CC-BY-4.0", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"),
        ("CC0-1.0", "CC0-1.0, https://spdx.org/licenses/CC0-1.0"),
        ("ODbL-1.0", "ODbL-1.0, https://spdx.org/licenses/ODbL-1.0"),
    ],
)
def test_the_licence_has_an_address(code: str, credit: str) -> None:
    """Those of Creative Commons their own, others that of SPDX."""
    assert read_about({"licence": {"data": code}}).citation == f"Registry, {credit}"


def test_words_follow_the_language() -> None:
    """A citation is of the moment."""
    with speak_language("it"):
        assert About().citation == "Registro"
        assert str(About().members) == "soci"


def test_outputs_use_it(alisei: Alisei, dataset: Dataset, tmp_path: Path) -> None:
    """Another title is on the page and in the package, and hostile words do no harm."""
    root = dataset({})
    policy = root / "schema/policy.yaml"
    text = policy.read_text(encoding="utf-8").replace(
        "en: Registry of Italian life sciences", "en: '<b>Registry of {name} \\e[31m'"
    )
    policy.write_text(text, encoding="utf-8")
    alisei("-C", root, "report", "overview", "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Registry of {name}" in page
    assert "<b>Registry" not in page
    alisei("-C", root, "export", "csv", "-o", tmp_path / "csv")
    package = json.loads((tmp_path / "csv/datapackage.json").read_text(encoding="utf-8"))
    assert (package["name"], package["title"]) == ("alisei", "<b>Registry of {name} \\e[31m")


def test_labels_are_whole() -> None:
    """One language alone is none."""
    assert read_about({"registry": {"title": {"en": "Only"}}}).title == Labels("Registro", "Registry")
