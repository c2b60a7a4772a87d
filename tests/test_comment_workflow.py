"""The comment on a pull request, its steps run against a GitHub of our own that records what is asked of it."""

import io
import json
import os
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY
from tests.runner import Runner, program

pytestmark = pytest.mark.skipif(
    not ((shutil.which("jq") and shutil.which("unzip")) or os.environ.get("CI")), reason="jq or unzip is missing"
)

WORKFLOW: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github/workflows/comment.yml").read_text(encoding="utf-8"))
JOB = WORKFLOW["jobs"]["comment"]
HEAD = "a" * 40
MARKER = "<!-- alisei review -->"
BOT = "github-actions[bot]"
TEXT = "**Si può accettare.**\n\n- «È così» ```x``` $(touch pwned) \\n\n"
REVIEW = {"version": 1, "number": 7, "head": HEAD, "text": TEXT}
PULL = {"state": "open", "head": {"sha": HEAD}, "changed_files": 1}
FILES = [{"filename": "registry/stakeholders/toscana/alfa-biotech.yaml"}]
GH = f"""#!{sys.executable}
import json, pathlib, sys

place = pathlib.Path(__file__).parent
words = sys.argv[1:]
assert words.pop(0) == "api"
if "--method" in words:
    body = json.loads(pathlib.Path(words[words.index("--input") + 1]).read_text(encoding="utf-8"))["body"]
    call = [words[words.index("--method") + 1], words[words.index("--method") + 2], body]
    with (place / "calls").open("a", encoding="utf-8") as log:
        log.write(json.dumps(call) + "\\n")
else:
    (address,) = [word for word in words if not word.startswith("--")]
    answer = json.loads((place / "answers").read_text(encoding="utf-8"))[address]
    if isinstance(answer, str):
        sys.stdout.buffer.write(bytes.fromhex(answer))
    else:
        for page in answer if "--paginate" in words else [answer]:
            sys.stdout.write(json.dumps(page))
"""
"""``gh api``: answers from a file, each page of a list on its own as gh does; what it is asked to write goes to another."""


def zipped(raw: bytes) -> bytes:
    """An artefact with ``raw``."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("review.json", raw)
    return held.getvalue()


def comment(id: int, body: str, login: str = BOT) -> dict[str, Any]:
    """A comment as GitHub gives it."""
    return {"id": id, "user": {"login": login}, "body": body}


def play(place: Path, raw: bytes | None = None, *, comments: list[Any] | None = None, **changed: Any) -> tuple[list[Any], bool]:
    """Run the steps as their conditions say; return what they wrote to GitHub, and whether one failed."""
    repository = "repos/alisei/registry"
    artefact = zipped(json.dumps(REVIEW).encode() if raw is None else raw)
    answers: dict[str, Any] = {
        f"{repository}/actions/runs/5/artifacts?name=review": {"artifacts": [{"id": 3, "size_in_bytes": len(artefact)}]},
        f"{repository}/actions/artifacts/3/zip": artefact.hex(),
        f"{repository}/pulls/7": {**PULL, **changed.get("pull", {})},
        f"{repository}/pulls/7/files?per_page=100": [changed.get("files", FILES)],
        f"{repository}/issues/7/comments?per_page=100": [comments or []],
    }
    if "artefacts" in changed:
        answers[f"{repository}/actions/runs/5/artifacts?name=review"] = {"artifacts": changed["artefacts"]}
    program(place / "bin/gh", GH)
    (place / "bin/answers").write_text(json.dumps(answers), encoding="utf-8")
    expressions = {
        "github.token": "secret",
        "github.repository": "alisei/registry",
        "github.event.workflow_run.id": 5,
        "github.event.workflow_run.head_sha": HEAD,
    }
    runner = Runner(place, JOB["steps"], expressions, JOB["env"])
    failed = False
    for step in JOB["steps"]:
        wanted = step.get("if", "").removeprefix("steps.")
        name = wanted.rpartition(".")[2]
        if not wanted or name in runner.outputs:
            more = {"NUMBER": runner.outputs["number"]} if name == "number" else {}
            expressions |= {"steps.check.outputs.number": runner.outputs.get("number", "")}
            code, said = runner.run(step["name"], **more)
            assert "secret" not in said
            if failed := bool(code):
                break
    log = place / "bin/calls"
    assert list(place.rglob("pwned")) == []
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else [], failed


def test_the_first_comment_is_posted(tmp_path: Path) -> None:
    """Below a marker, the text as it is."""
    calls, failed = play(tmp_path)
    assert calls == [["POST", "repos/alisei/registry/issues/7/comments", f"{MARKER}\n{TEXT.rstrip()}"]]
    assert not failed


def test_the_comment_is_edited_in_place(tmp_path: Path) -> None:
    """The bot's own with the marker, among others; not one of a person who copies the marker, nor another of the bot."""
    comments = [comment(1, f"{MARKER}\nx", "mallory"), comment(2, "x"), comment(3, f"x {MARKER}"), comment(4, f"{MARKER}\nold")]
    calls, failed = play(tmp_path, comments=comments)
    assert calls == [["PATCH", "repos/alisei/registry/issues/comments/4", f"{MARKER}\n{TEXT.rstrip()}"]]
    assert not failed


def test_the_same_text_is_not_posted_again(tmp_path: Path) -> None:
    """Each edit would be marked as such for all who read."""
    assert play(tmp_path, comments=[comment(4, f"{MARKER}\n{TEXT.rstrip()}")]) == ([], False)


@pytest.mark.parametrize(
    "changed",
    [
        {"artefacts": []},
        {"artefacts": [{"id": 3, "size_in_bytes": 300_001}]},
        {"pull": {"state": "closed"}},
        {"pull": {"head": {"sha": "b" * 40}}},
        {"files": [{"filename": ".github/workflows/validate.yml"}]},
        {"files": [{"filename": ".github"}]},
        {"pull": {"changed_files": 3001}},
    ],
    ids=["no review", "too large", "closed", "pushed since", "workflow changed", ".github replaced", "too many files"],
)
def test_nothing_is_posted_where_it_cannot_be_trusted(changed: dict[str, Any], tmp_path: Path) -> None:
    """None of this is an error."""
    assert play(tmp_path, **changed) == ([], False)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        json.dumps(REVIEW).encode() * 2,
        json.dumps({**REVIEW, "head": "b" * 40}).encode(),
        json.dumps({**REVIEW, "number": "7/../8"}).encode(),
        json.dumps({**REVIEW, "number": 7.5}).encode(),
        json.dumps({**REVIEW, "number": -7}).encode(),
        json.dumps({**REVIEW, "number": [7]}).encode(),
        json.dumps({**REVIEW, "text": ""}).encode(),
        json.dumps({**REVIEW, "text": {"x": 1}}).encode(),
        json.dumps({**REVIEW, "text": "x" * 60_001}).encode(),
        json.dumps({**REVIEW, "more": 1}).encode(),
        json.dumps(REVIEW).replace(": 7,", ": NaN,").encode(),
        json.dumps({**REVIEW, "text": "0" * 50_000_000}).encode(),
    ],
    ids=[
        "empty", "list", "null", "two", "head", "path", "fraction", "negative", "number in a list", "no text", "object for a text",
        "long", "field", "not a number", "bomb",
    ],
)  # fmt: skip
def test_a_forged_artefact_is_refused(raw: bytes, tmp_path: Path) -> None:
    """The run fails, and GitHub is asked for nothing."""
    assert play(tmp_path, raw) == ([], True)


def test_it_may_write_to_pull_requests_and_runs_nothing_of_theirs() -> None:
    """No action, no checkout, no expression in a shell; the workflow that it follows has the name it expects."""
    assert WORKFLOW["permissions"] == {}
    assert JOB["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert [step for step in JOB["steps"] if "uses" in step or "${{" in step["run"] or "git " in step["run"]] == []
    followed = yaml.safe_load((REPOSITORY / ".github/workflows/validate.yml").read_text(encoding="utf-8"))["name"]
    assert WORKFLOW[True]["workflow_run"]["workflows"] == [followed]
