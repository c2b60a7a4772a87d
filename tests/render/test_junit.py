"""The format ``junit``: one case a file, readable by any XML parser."""

from xml.etree import ElementTree

import pytest

from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.verdict import Verdict
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts import junit
from tests.conftest import Alisei, Dataset, stakeholder
from tests.render.verdict import diagnostic, verdict

FOLDER = "registry/stakeholders/toscana"


def parsed(of: Verdict) -> ElementTree.Element:
    """The document as a program reads it."""
    return ElementTree.fromstring("\n".join(junit.render(of, Screen())).encode("utf-8", "backslashreplace"))


def test_counts_agree_with_cases() -> None:
    """A file fails if it has an error; warnings and notes stand beside, and fail nothing."""
    of = verdict(
        diagnostic(Severity.ERROR, "a.yaml", 1), diagnostic(Severity.ERROR, "a.yaml", 2), diagnostic(Severity.NOTE, "a.yaml", 3),
        diagnostic(Severity.WARNING, "b.yaml"),
    )  # fmt: skip
    root = parsed(of)
    suite = root[0]
    assert [(each.tag, each.get("tests"), each.get("failures"), each.get("errors")) for each in (root, suite)] == [
        ("testsuites", "2", "1", "0"),
        ("testsuite", "2", "1", "0"),
    ]
    failed, passed = suite
    assert [each.tag for each in failed] == ["failure", "system-out"]
    assert [each.tag for each in passed] == ["system-out"]
    assert (failed.get("name"), failed.get("file"), failed.get("classname")) == ("a.yaml", "a.yaml", "alisei")
    text = failed[0].text or ""
    assert text.splitlines() == [
        "a.yaml:1:3: error: x is wrong [ALI201 unknown-term] Mend it.",
        "a.yaml:2:3: error: x is wrong [ALI201 unknown-term] Mend it.",
    ]
    assert failed[0].get("type") == "ALI201"


def test_the_whole_registry_is_in_it(dataset: Dataset, alisei: Alisei) -> None:
    """Files without fault are cases that pass, so that a CI system can say how many were looked at."""
    files = {f"{FOLDER}/alfa.yaml": stakeholder("alfa"), f"{FOLDER}/beta.yaml": stakeholder("beta", "bogus: 1\n")}
    outcome = alisei("-C", dataset(files), "validate", "--format", "junit")
    cases = {
        case.get("name"): [part.tag for part in case] for case in ElementTree.fromstring(outcome.out.encode()).iter("testcase")
    }
    assert cases[f"{FOLDER}/alfa.yaml"] == []
    assert cases[f"{FOLDER}/beta.yaml"] == ["failure"]
    assert outcome.code == 1


ILLEGAL = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)] + [
    "\ud800",
    "\udfff",
    "]]>",
    "<x/>",
    "&x;",
    "\r",
]


@pytest.mark.parametrize("sign", ILLEGAL, ids=ascii)
def test_what_xml_forbids_is_gone(sign: str) -> None:
    """In names as in messages: the document is parsed, and nothing of it became markup."""
    root = parsed(verdict(diagnostic(Severity.ERROR, f"a{sign}.yaml", 1, f"x{sign}y")))
    assert [each.tag for each in root.iter()] == ["testsuites", "testsuite", "testcase", "failure"]
