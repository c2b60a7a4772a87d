"""The format ``sarif``: valid against the official schema, and its fixes do what ``alisei fix`` does."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from alisei_cli.model.diagnostic import Severity
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts import sarif
from alisei_cli.rules import RULES
from tests.commands.test_fix import BROKEN, FOLDER
from tests.conftest import REPOSITORY, Alisei, Dataset
from tests.render.hostile import HOSTILE
from tests.render.verdict import diagnostic, verdict
from tests.test_pages import build, examples

SCHEMA: dict[str, Any] = json.loads((REPOSITORY / "tests/data/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
CHECKER = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def faults(document: Any) -> list[str]:
    """What the official schema has against the document, and a few rules of the specification that it cannot say."""
    found = [f"{list(error.path)}: {error.message[:300]}" for error in CHECKER.iter_errors(document)]
    for run in document["runs"]:
        rules = run["tool"]["driver"]["rules"]
        bases = run["originalUriBaseIds"]
        for result in run["results"]:
            if "ruleIndex" in result and rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                found.append(f"{result['ruleId']}: ruleIndex leads to another rule (3.27.6)")
            ids = [place["id"] for place in result.get("relatedLocations", ())]
            if len(set(ids)) != len(ids):
                found.append(f"{result['ruleId']}: two related places have one id (3.28.2)")
    for region in objects(document, "startLine"):
        if (region["endLine"], region["endColumn"]) < (region["startLine"], region["startColumn"]):
            found.append(f"{region}: a region ends before it begins (3.30)")
    for artifact in objects(document, "uri"):
        parts = urlsplit(artifact["uri"])
        if parts.scheme or parts.netloc or artifact["uri"].startswith("/") or ".." in artifact["uri"].split("/"):
            found.append(f"{artifact['uri']}: not relative (3.4.3)")
        if artifact["uriBaseId"] not in bases:
            found.append(f"{artifact['uriBaseId']}: an unknown base (3.4.4)")
    return found


def objects(document: Any, key: str) -> list[dict[str, Any]]:
    """Every object in the document that has this key."""
    if isinstance(document, dict):
        inner = [each for value in document.values() for each in objects(value, key)]
        return [document, *inner] if key in document else inner
    return [each for item in document for each in objects(item, key)] if isinstance(document, list) else []


def said(alisei: Alisei, root: Path) -> dict[str, Any]:
    """The log for a dataset."""
    document: dict[str, Any] = json.loads(alisei("-C", root, "validate", "--format", "sarif").out)
    return document


def test_the_test_would_notice() -> None:
    """The schema here is the real one: a level that does not exist, a region from line 0 and an unknown key are faults."""
    right = json.loads("".join(sarif.render(verdict(diagnostic(Severity.ERROR, "a.yaml")), Screen())))
    assert faults(right) == []
    for change in (
        {"level": "fatal"},
        {"bogus": 1},
        {"locations": [{"physicalLocation": {"region": {"startLine": 0}}}]},
        {"message": {}},
    ):
        wrong = json.loads(json.dumps(right))
        wrong["runs"][0]["results"][0] |= change
        assert list(CHECKER.iter_errors(wrong))


@pytest.mark.parametrize("name", [name for name in RULES.names if name != "unreadable-file"])
def test_every_rule_makes_a_valid_log(name: str, tmp_path: Path, alisei: Alisei) -> None:
    """The wrong example of each page, with the fixes and related places that it brings."""
    document = said(alisei, build(tmp_path / "d", examples(name, "Wrong")))
    assert faults(document) == []
    results = document["runs"][0]["results"]
    assert {result["ruleId"] for result in results} == {RULES.load(name).code}
    assert all(result["message"]["text"] for result in results)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_makes_a_valid_log(text: str) -> None:
    """In the message and in the path."""
    document = "".join(sarif.render(verdict(diagnostic(Severity.ERROR, f"registry/{text[:300]}.yaml", 1, text)), Screen()))
    assert faults(json.loads(document)) == []


def test_a_clean_dataset(alisei: Alisei, sample: Path) -> None:
    """A clean run is a valid log too, with every rule that ran."""
    document = said(alisei, sample)
    assert faults(document) == []
    assert len(document["runs"][0]["tool"]["driver"]["rules"]) == len(RULES.names)


def test_beyond_the_limit_the_least_grave_are_left_out() -> None:
    """GitHub takes 5,000 results of a run: errors stay, and the log says how many are missing."""
    of = verdict(
        *(diagnostic(Severity.NOTE, f"a/{n}.yaml") for n in range(6000)),
        *(diagnostic(Severity.ERROR, f"b/{n}.yaml") for n in range(100)),
    )
    run = json.loads("".join(sarif.render(of, Screen())))["runs"][0]
    assert len(run["results"]) == 5000
    assert sum(result["level"] == "error" for result in run["results"]) == 100
    assert "1100 more" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def applied(text: str, replacements: list[dict[str, Any]]) -> str:
    """``text`` after the replacements, as a SARIF viewer makes them: lines and columns from 1, in code points (3.57)."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for each in replacements:
        region = each["deletedRegion"]
        begin = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        found.append((begin, end, each["insertedContent"]["text"]))
    for begin, end, new in sorted(found, reverse=True):
        text = text[:begin] + new + text[end:]
    return text


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_a_fix_does_what_alisei_fix_does(case: Any, dataset: Dataset, alisei: Alisei) -> None:
    """Applied as text, the replacements give the same file to the byte."""
    root = dataset({case.path: case.before})
    changes = [
        change
        for result in said(alisei, root)["runs"][0]["results"]
        for fix in result.get("fixes", ())
        for change in fix["artifactChanges"]
        if unquote(change["artifactLocation"]["uri"]) == case.path
    ]
    text = case.before
    if case.is_in_sarif:
        assert changes
        text = applied(case.before, [each for change in changes for each in change["replacements"]])
    alisei("-C", root, "fix", "--unsafe")
    after = (root / case.path).read_bytes().decode()
    assert after == case.after
    if case.is_in_sarif:
        assert text == after
    assert FOLDER in case.path or case.path == "taxonomy.yaml"
