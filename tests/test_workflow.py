"""The check of a pull request, its steps run on a bare repository and a fork: contributors get Italian, the base judges."""

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, committed, make, stakeholder
from tests.runner import Hub, Runner, install

pytestmark = pytest.mark.skipif(not (shutil.which("jq") or os.environ.get("CI")), reason="jq is missing")

ACTION: dict[str, Any] = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
WORKFLOW: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github/workflows/validate.yml").read_text(encoding="utf-8"))
TESTS: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
ALFA = "registry/stakeholders/toscana/alfa-biotech.yaml"
OWNER, STRANGER = 111, 222
OWNED = f"maintainers: [{{github: alfa, id: {OWNER}}}]\n"
GOOD = f"website: https://www.alfa-biotech.it\n{OWNED}"
WRONG = f"website: www.alfa-biotech.it\nvalue_chain: [Fabbricazione]\n{OWNED}"
ENGLISH = re.compile(r"\b(the|is not|Write|Nearest|what to do|where)\b")
JUDGE, REVIEW, ADVICE = "Controlla", "Scrivi il commento", "Che cosa fare adesso"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A registry with one entry, which one account maintains."""
    place = tmp_path_factory.mktemp("hub")
    return Hub(place, committed(make(place / "root", {ALFA: stakeholder("alfa-biotech", OWNED)})))


def propose(hub: Hub, place: Path, files: Mapping[str, str], author: int = OWNER, sender: int = OWNER) -> Runner:
    """A runner for the action, at the event of a pull request with ``files``."""
    install(place)
    commits = hub.propose(files, place / "data")
    pull = "github.event.pull_request"
    event = {
        "inputs.data": "data",
        "inputs.language": ACTION["inputs"]["language"]["default"],
        "inputs.pages": "docs",
        f"{pull}.base.sha": commits["base"],
        f"{pull}.head.sha": commits["head"],
        f"{pull}.number": 7,
        f"{pull}.user.id": author,
        "github.event.sender.id": sender,
        f"{pull}.head.repo.full_name || github.repository": "alfa/registry",
        f"{pull}.head.ref": "patch-1",
        "steps.judge.outputs.code": "",
        "steps.review.outputs.verdict": "",
    }
    return Runner(place, STEPS, event, {})


def handed_over(runner: Runner) -> dict[str, Any]:
    """What the artefact holds."""
    found: dict[str, Any] = json.loads((runner.place / "temp/review/review.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def wrong(hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> tuple[Runner, int, str]:
    """A proposal with an Italian term and an incomplete address, judged: runner, exit code and log."""
    runner = propose(hub, tmp_path_factory.mktemp("wrong"), {ALFA: stakeholder("alfa-biotech", WRONG)})
    assert runner.run("Usa schemi") == (0, "")
    return runner, *runner.run(JUDGE)


def test_annotations_and_log_are_italian(wrong: tuple[Runner, int, str]) -> None:
    """The runner's locale C.UTF-8 names no language."""
    runner, code, said = wrong
    assert (code, runner.outputs["code"]) == (1, "1")
    assert re.search(rf"^::error file={ALFA},.*::.*«Fabbricazione» non è .*Scrivi «manufacturing»", said, re.MULTILINE), said
    assert not ENGLISH.search(said), said


def test_the_summary_is_italian_and_folded_below_english(wrong: tuple[Runner, int, str]) -> None:
    """Both languages have all content."""
    italian, fold, english = wrong[0].summary.partition("<details><summary>In English</summary>")
    assert fold
    assert not ENGLISH.search(italian)
    assert "che cosa non va" in italian
    assert "is not a term of" in english
    assert italian.count("\n| registry") == english.count("\n| registry") == 2


@pytest.mark.parametrize(
    ("branch", "address"), [("patch-1", "alfa/registry/edit/patch-1"), ('è/$(touch${IFS}pwned);"', "alisei/registry/blob/HEAD")]
)
def test_the_comment_is_handed_over_with_links(branch: str, address: str, wrong: tuple[Runner, int, str]) -> None:
    """To the editor on the branch, whose name is data; to the commit if the name does not fit into a link."""
    runner, *_rest = wrong
    head = runner.expressions["github.event.pull_request.head.sha"]
    code, said = replace(runner, expressions={**runner.expressions, "github.event.pull_request.head.ref": branch}).run(REVIEW)
    assert code == 0, said
    found = handed_over(runner)
    assert found.keys() == {"version", "number", "head", "text"}
    assert (found["version"], found["number"], found["head"]) == (1, 7, head)
    assert f"(https://github.com/{address.replace('HEAD', str(head))}/{ALFA}#L" in found["text"]
    assert runner.outputs["verdict"] == "own"
    assert list(runner.place.rglob("pwned*")) == []


def test_a_good_change_is_told_in_italian_too(hub: Hub, tmp_path: Path) -> None:
    """The summary has counts only; the comment says that it can be accepted."""
    runner = propose(hub, tmp_path, {ALFA: stakeholder("alfa-biotech", GOOD)})
    assert runner.run(JUDGE)[0] == runner.run(REVIEW)[0] == 0
    assert runner.outputs == {"code": "0", "verdict": "own"}
    assert runner.summary.startswith("### 0 errori, 0 avvisi, ")


@pytest.mark.parametrize(("author", "sender"), [(OWNER, STRANGER), (STRANGER, OWNER)])
def test_the_worse_of_author_and_sender_counts(author: int, sender: int, hub: Hub, tmp_path: Path) -> None:
    """Neither opening it for others nor pushing to it later gives a right; the comment is there although the check fails."""
    runner = propose(hub, tmp_path, {ALFA: stakeholder("alfa-biotech", GOOD)}, author, sender)
    assert runner.run(REVIEW)[0] == 1
    assert runner.outputs["verdict"] == "refused"
    assert handed_over(runner)["number"] == 7


def test_a_new_entry_is_no_reason_to_fail(hub: Hub, tmp_path: Path) -> None:
    """The secretariat has to decide, and there is nothing that its author could correct."""
    runner = propose(hub, tmp_path, {ALFA.replace("alfa", "beta"): stakeholder("beta-biotech")}, STRANGER, STRANGER)
    assert runner.run(REVIEW)[0] == 0
    assert runner.outputs["verdict"] == "secretariat"


def test_schemas_and_policy_are_those_of_the_base(hub: Hub, tmp_path: Path) -> None:
    """A proposal cannot loosen what it is judged by, nor bring a schema of its own."""
    schema = (REPOSITORY / "schema/stakeholder.schema.json").read_text(encoding="utf-8")
    files = {"schema/stakeholder.schema.json": schema.replace('"format": "uri"', '"x": 1'), "schema/own.schema.json": "{}"}
    runner = propose(hub, tmp_path, {**files, ALFA: stakeholder("alfa-biotech", WRONG)})
    assert runner.run("Usa schemi") == (0, "")
    assert (tmp_path / "data/schema/stakeholder.schema.json").read_text(encoding="utf-8") == schema
    assert not (tmp_path / "data/schema/own.schema.json").exists()
    assert runner.run(REVIEW)[0] == 1


def test_a_change_of_the_tool_alone_has_no_comment(hub: Hub, tmp_path: Path) -> None:
    """Ownership is about data; code is reviewed by people."""
    runner = propose(hub, tmp_path, {"alisei_cli/x.py": "x = 1\n"}, STRANGER, STRANGER)
    assert runner.run(REVIEW) == (0, "")
    assert not (tmp_path / "temp/review").exists()


@pytest.mark.parametrize(
    ("code", "verdict", "told", "pages"),
    [
        ("1", "own", "Correggi con la matita", 6),
        ("0", "refused", "spetta ad altri", 2),
        ("", "", "Non dipende da quello che hai scritto", 0),
        ("3", "own", "Non dipende da quello che hai scritto", 0),
        ("4", "refused", "Non dipende da quello che hai scritto", 0),
    ],
)
def test_what_to_do_now_is_told(code: str, verdict: str, told: str, pages: int, tmp_path: Path) -> None:
    """What to correct, or who may, with pages in both languages; otherwise that the contributor is not at fault."""
    expressions = {
        "steps.judge.outputs.code": code,
        "steps.review.outputs.verdict": verdict,
        "inputs.pages": "docs",
    }
    runner = Runner(tmp_path, STEPS, expressions, {})
    assert runner.run(ADVICE) == (0, runner.summary)
    italian, _fold, english = runner.summary.partition("<details>")
    assert told in italian
    assert not ENGLISH.search(italian)
    assert english
    named = re.findall(r"docs/([\w.-]+)", runner.summary)
    assert len(named) == pages
    assert [name for name in named if not (REPOSITORY / "docs" / name).exists()] == []


def test_every_step_has_an_italian_name() -> None:
    """Step names are Italian / English, because contributors see them."""
    steps = [*STEPS, *WORKFLOW["jobs"]["validate"]["steps"]]
    assert [each.get("name") for each in steps if " / " not in each.get("name", "")] == []
    assert ACTION["inputs"]["language"]["default"] == "it"


def test_no_step_has_an_expression_in_its_shell() -> None:
    """Values reach the shell as its environment, never as its text."""
    jobs = [job["steps"] for workflow in (WORKFLOW, TESTS) for job in workflow["jobs"].values()]
    assert [step for steps in [STEPS, *jobs] for step in steps if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize(
    ("path", "event", "tool"),
    [
        (ALFA, "pull_request", "false"),
        (ALFA, "push", "true"),
        ("alisei_cli/x.py", "pull_request", "true"),
        ("registry.py", "pull_request", "true"),
    ],
)
def test_the_tests_of_the_tool_run_where_it_may_change(path: str, event: str, tool: str, hub: Hub, tmp_path: Path) -> None:
    """Not where only entries do; the job that is required reports in any case."""
    hub.propose({path: "x: 1\n"}, tmp_path / "data")
    job = TESTS["jobs"]["scope"]
    runner = Runner(tmp_path / "data", [step for step in job["steps"] if "run" in step], {"github.event_name": event}, {})
    assert runner.run("Compare") == (0, "")
    assert runner.outputs == {"tool": tool}
    others = TESTS["jobs"].keys() - {"scope", "passed"}
    assert all(TESTS["jobs"][name]["if"] == "needs.scope.outputs.tool == 'true'" for name in others)
    assert set(TESTS["jobs"]["passed"]["needs"]) == {"scope", *others}
    assert TESTS["jobs"]["passed"]["if"] == "always()"
