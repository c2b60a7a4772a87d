"""The intake of issues, its steps run on a bare repository and a GitHub of our own that keeps what it is told."""

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, committed, git, make, stakeholder
from tests.issues import ADD, CHANGE, CONFIRM, write_event, write_issue
from tests.runner import Hub, Runner, install, program

pytestmark = pytest.mark.skipif(not (shutil.which("jq") or os.environ.get("CI")), reason="jq is missing")

ACTION: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github/actions/intake/action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
WORKFLOW: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github/workflows/intake.yml").read_text(encoding="utf-8"))
JOB = WORKFLOW["jobs"]["intake"]
MAINTAINER, STRANGER = 111, 222
ALFA = "registry/stakeholders/toscana/alfa-biotech.yaml"
BETA = ALFA.replace("alfa", "beta")
OWNED = f"maintainers: [{{github: alfa, id: {MAINTAINER}}}]\n"
BRANCH = "proposal/issue-7"
MARKER = "<!-- alisei intake -->"
BOT = "github-actions[bot]"
SITE = {"entry": "alfa-biotech", "website": "https://www.alfa-biotech.it"}
GH = f"""#!{sys.executable}
import json, pathlib, re, sys

place = pathlib.Path(__file__).parent / "github.json"
github = json.loads(place.read_text(encoding="utf-8"))
words = sys.argv[1:]
assert words.pop(0) == "api"
method = words[words.index("--method") + 1] if "--method" in words else "GET"
sent = json.loads(pathlib.Path(words[words.index("--input") + 1]).read_text(encoding="utf-8")) if "--input" in words else {{}}
(address,) = [word for word in words if word.startswith("repos/")]
address, _query, query = address.removeprefix("repos/alisei/registry/").partition("?")
asked = dict(part.split("=", 1) for part in query.split("&") if part)
kind, number = re.sub("/[0-9]+$", "", address), int((re.search("[0-9]+$", address) or [0])[0])
if method == "GET" and kind == "pulls":
    assert asked["base"] == "main" and asked["state"] == "open", asked
    answer = [each for each in github["pulls"] if each["state"] == "open" and "alisei:" + each["head"] == asked["head"]]
elif method == "GET":
    answer = github["comments"]
elif kind == "pulls" and method == "POST":
    answer = {{"number": 12 + len(github["pulls"]), "state": "open", **sent}}
    github["pulls"].append(answer)
elif kind == "pulls":
    (answer,) = [each for each in github["pulls"] if each["number"] == number]
    answer.update(sent)
elif kind == "issues/comments":
    (answer,) = [each for each in github["comments"] if each["id"] == number]
    answer.update(sent, edits=answer.get("edits", 0) + 1)
elif address == "issues/7/comments":
    answer = {{"id": len(github["comments"]) + 1, "user": {{"login": "{BOT}"}}, **sent}}
    github["comments"].append(answer)
else:
    assert address.startswith("statuses/"), address
    answer = sent
    github["statuses"].append([address.removeprefix("statuses/"), sent["state"], sent["context"]])
place.write_text(json.dumps(github), encoding="utf-8")
if "--silent" not in words:
    print(json.dumps(answer))
"""
"""``gh api`` for pull requests, comments and statuses, kept in a file."""


@dataclass
class Place:
    """One GitHub, and the runs of the workflow on it."""

    place: Path
    hub: Hub
    runs: int = 0
    said: str = field(default="", init=False)

    @property
    def github(self) -> dict[str, Any]:
        """Pull requests, comments and statuses."""
        found: dict[str, Any] = json.loads((self.place / "github.json").read_text(encoding="utf-8"))
        return found

    def send(self, body: str | None, author: int = STRANGER, sender: int | None = None, **more: Any) -> int:
        """Run the job for an issue with ``body``; return the exit code of its worst step."""
        self.runs += 1
        place = self.place / f"run-{self.runs}"
        install(place)
        program(place / "bin/gh", GH)
        (place / "bin/github.json").symlink_to(self.place / "github.json")
        git(self.place, "clone", "-q", self.hub.bare, place / "data")
        (place / "event.json").write_text(write_event(body, account=author, **more), encoding="utf-8")
        event = {
            "inputs.data": "data",
            "inputs.language": "it",
            "github.event.issue.number": 7,
            "github.event.issue.updated_at": "2026-11-23T10:00:00Z",
            "github.event.issue.user.id": author,
            "github.event.sender.id": sender or author,
            "github.event.repository.default_branch": "main",
            "github.repository": "alisei/registry",
            "github.repository_owner": "alisei",
            "github.server_url": "https://github.com",
            "github.token": "secret",
            "steps.judge.outputs.head": "",
            "steps.judge.outputs.state": "",
            "steps.judge.outputs.verdict": "",
        }
        runner = Runner(place, STEPS, event, {})
        code, said = runner.run("Leggi", GITHUB_EVENT_PATH=str(place / "event.json"))
        event |= {f"steps.judge.outputs.{name}": value for name, value in runner.outputs.items()}
        second, told = runner.run("Rispondi", REMOTE=str(self.hub.bare))
        self.said = said + told
        assert "secret" not in self.said
        assert list(self.place.rglob("pwned*")) == []
        return code or second

    @property
    def branches(self) -> list[str]:
        """Branches of the repository."""
        return git(self.hub.bare, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    @property
    def answer(self) -> str:
        """The only comment."""
        (found,) = self.github["comments"]
        assert found["user"]["login"] == BOT
        return str(found["body"])

    def show(self, path: str = ALFA) -> str:
        """A file of the branch."""
        return git(self.hub.bare, "show", f"{BRANCH}:{path}")

    def changed(self) -> list[str]:
        """Paths that the branch changes."""
        return git(self.hub.bare, "diff", "--name-only", "main", BRANCH).split()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A registry with an entry that one account maintains and one that has no maintainer."""
    files = {ALFA: stakeholder("alfa-biotech", OWNED), BETA: stakeholder("beta-biotech")}
    (tmp_path / "github.json").write_text(json.dumps({"pulls": [], "comments": [], "statuses": []}), encoding="utf-8")
    root = committed(make(tmp_path / "root", files))
    return Place(tmp_path, Hub(tmp_path, root))


def ask(form: str, answers: Mapping[str, str]) -> str:
    return write_issue(form, answers).replace("\n", "\r\n")


def test_a_change_of_an_own_entry_is_proposed(place: Place) -> None:
    """One commit on the tip of main, without the name of a person; the review is the pull request, the answer names it."""
    assert place.send(ask(CHANGE, SITE), MAINTAINER) == 0, place.said
    assert place.changed() == [ALFA]
    assert "website: https://www.alfa-biotech.it" in place.show()
    logged = git(place.hub.bare, "log", "--format=%an|%ae|%cn|%ce|%s|%P", "-1", BRANCH).strip()
    bot = "41898282+github-actions[bot]@users.noreply.github.com"
    main = git(place.hub.bare, "rev-parse", "main").strip()
    assert logged == f"issue 7|{bot}|issue 7|{bot}|registry: what issue #7 proposes|{main}"
    [pull] = place.github["pulls"]
    assert (pull["number"], pull["head"], pull["base"]) == (12, BRANCH, "main")
    assert pull["body"].startswith("Dalla segnalazione #7. / From issue #7.\n\n**Si può accettare**")
    assert place.answer.startswith(f"{MARKER}\n**La proposta è completa\\.** Scheda")
    assert place.answer.endswith("</details>\n\n→ #12")
    assert "Sito web" in place.answer
    head = git(place.hub.bare, "rev-parse", BRANCH).strip()
    assert place.github["statuses"] == [[head, "success", "alisei validate"]]


def test_an_edit_moves_the_branch_and_edits_the_comment(place: Place) -> None:
    place.send(ask(CHANGE, SITE), MAINTAINER)
    before = git(place.hub.bare, "rev-parse", BRANCH)
    assert place.send(ask(CHANGE, {**SITE, "website": "https://alfa-biotech.it"}), MAINTAINER) == 0
    assert git(place.hub.bare, "rev-parse", BRANCH) != before
    assert git(place.hub.bare, "rev-list", "--count", f"main..{BRANCH}").strip() == "1"
    assert "website: https://alfa-biotech.it" in place.show()
    assert [each["number"] for each in place.github["pulls"]] == [12]
    assert place.github["comments"][0]["edits"] == 1
    assert "alfa\\-biotech\\.it" in place.answer


@pytest.mark.weekly
def test_the_same_issue_is_the_same_commit(place: Place) -> None:
    """Nothing is posted again, so nobody is told twice."""
    place.send(ask(CHANGE, SITE), MAINTAINER)
    before = git(place.hub.bare, "rev-parse", BRANCH)
    place.send(ask(CHANGE, SITE), MAINTAINER)
    assert git(place.hub.bare, "rev-parse", BRANCH) == before
    assert "edits" not in place.github["comments"][0]


def test_an_issue_that_is_not_clear_is_only_answered(place: Place) -> None:
    assert place.send(ask(CHANGE, {**SITE, "head_office-municipality": "Atlantide"})) == 0, place.said
    assert place.branches == ["main"]
    assert place.github["pulls"] == place.github["statuses"] == []
    assert "Così non si può scrivere nel registro" in place.answer
    assert place.answer.endswith("</details>")


@pytest.mark.weekly
def test_a_pull_request_is_left_where_an_edit_is_not_clear(place: Place) -> None:
    place.send(ask(CHANGE, SITE), MAINTAINER)
    before = git(place.hub.bare, "rev-parse", BRANCH)
    place.send(ask(CHANGE, {**SITE, "head_office-municipality": "Atlantide"}), MAINTAINER)
    assert git(place.hub.bare, "rev-parse", BRANCH) == before
    assert place.github["pulls"][0]["state"] == "open"
    assert place.answer.endswith("#12 resta com'era prima. / #12 stays as it was before.")


@pytest.mark.weekly
def test_an_entry_of_others_is_proposed_and_marked(place: Place) -> None:
    """The secretariat sees it; the check of the pull request has failed."""
    assert place.send(ask(CHANGE, SITE), STRANGER) == 0
    assert "**Così non si può accettare**" in place.github["pulls"][0]["body"]
    assert place.github["statuses"][0][1] == "failure"
    assert "la scheda è curata da altri" in place.answer


@pytest.mark.weekly
def test_the_worse_of_author_and_editor_counts(place: Place) -> None:
    """Neither opening an issue for others nor editing that of a maintainer gives a right."""
    for author, sender in ((MAINTAINER, STRANGER), (STRANGER, MAINTAINER)):
        place.send(ask(CHANGE, SITE), author, sender)
        assert place.github["statuses"][-1][1] == "failure"


@pytest.mark.weekly
def test_a_maintainer_confirms_the_own_entry(place: Place) -> None:
    assert place.send(ask(CONFIRM, {"entry": "alfa-biotech"}), MAINTAINER) == 0
    assert "verified: {on: 2026-11-23, by: organisation}" in place.show()
    assert place.github["statuses"][0][1] == "success"


@pytest.mark.weekly
@pytest.mark.parametrize("entry", ["alfa-biotech", "beta-biotech"])
def test_who_does_not_maintain_an_entry_confirms_nothing(entry: str, place: Place) -> None:
    """Of others, and of none: the secretariat decides."""
    assert place.send(ask(CONFIRM, {"entry": entry}), STRANGER) == 0
    assert place.branches == ["main"]
    assert "La conferma è arrivata" in place.answer


@pytest.mark.weekly
def test_a_change_with_a_confirmation_of_a_stranger_changes_without(place: Place) -> None:
    body = ask(CHANGE, {"entry": "beta-biotech", "website": "https://www.beta-biotech.it", "block": BLOCK})
    assert place.send(body, STRANGER) == 0
    assert place.changed() == [BETA]
    assert "verified" not in place.show(BETA)
    assert "**Decide la segreteria**" in place.github["pulls"][0]["body"]
    assert place.github["statuses"][0][1] == "success"


BLOCK = "ALISEI 1\nscheda: beta-biotech\nconferma: sì\nsvuota /contact/form\nFINE"


@pytest.mark.weekly
def test_a_new_entry_is_proposed(place: Place) -> None:
    answers = {
        "names-value": "Officina Verdi",
        "type": "Impresa / Company",
        "head_office-municipality": "Lecce",
        "sector-primary": "Dispositivi medici / Medical devices",
        "sources-url": "https://www.officinaverdi.it",
    }
    assert place.send(ask(ADD, answers)) == 0
    assert place.changed() == ["registry/stakeholders/puglia/officina-verdi.yaml"]
    assert "Scheda nuova" in place.answer


HOSTILE = (
    "$(touch pwned) `touch pwned` ; touch pwned # ' \" \\\n::set-output name=head::0\n::error::x\n##[error]x\nEOF\nTEXT\n"
    "@segreteria fixes #1 <img src=x onerror=alert(1)> <!-- alisei intake --> ${{ github.token }} \u202e"
)


@pytest.mark.parametrize("field", ["description-it", "entry", "website", "technologies", "block", "base", "sources-url"])
def test_a_hostile_issue_does_nothing_but_propose(field: str, place: Place) -> None:
    """Neither shell nor runner nor GitHub does what it says; title and login are hostile too."""
    user = {"login": HOSTILE, "id": STRANGER, "type": "User"}
    assert place.send(ask(CHANGE, {**SITE, field: HOSTILE}), title=HOSTILE, user=user) == 0, place.said
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in place.said.splitlines())
    assert place.branches in (["main"], ["main", BRANCH])
    text = place.answer + "".join(each["body"] + each["title"] for each in place.github["pulls"])
    assert not re.search(r"(?<!\\)<(?!!-- -->|!-- alisei|/?details|/?summary)", text)
    assert "@segreteria" not in text
    assert text.count(MARKER) == 1
    assert "\u202e" not in text


@pytest.mark.parametrize("body", [None, "", "Vorrei cambiare la mia scheda.", "x" * 70_000, "```\n", "### a / b\n" * 6000])
def test_whatever_an_issue_holds_it_is_answered(body: str | None, place: Place) -> None:
    assert place.send(body) == 0, place.said
    assert place.branches == ["main"]
    assert "Così non si può scrivere nel registro" in place.answer


@pytest.mark.weekly
def test_an_answer_comes_also_where_the_tool_fails(place: Place) -> None:
    """The run fails, and the issue says that its author is not at fault."""
    git(place.hub.owners, "rm", "-q", "taxonomy.yaml")
    git(place.hub.owners, "commit", "-qm", "broken")
    git(place.hub.owners, "push", "-q", "origin", "HEAD:main")
    assert place.send(ask(CHANGE, SITE)) != 0
    assert "Non dipende da quello che hai scritto" in place.answer


@pytest.mark.weekly
def test_a_comment_of_others_is_not_edited(place: Place) -> None:
    """Whoever writes the marker into a comment of their own gains nothing."""
    forged = {"id": 5, "user": {"login": "mallory"}, "body": f"{MARKER}\nx"}
    (place.place / "github.json").write_text(json.dumps({**place.github, "comments": [forged]}), encoding="utf-8")
    place.send(ask(CHANGE, SITE), MAINTAINER)
    assert place.github["comments"][0] == forged
    assert len(place.github["comments"]) == 2


def test_it_may_write_what_it_needs_and_no_text_reaches_a_shell() -> None:
    """Values reach the shells as their environment, the issue as the file of the event; the token only the last step."""
    assert WORKFLOW["permissions"] == {}
    assert JOB["permissions"] == dict.fromkeys(("contents", "issues", "pull-requests", "statuses"), "write")
    assert WORKFLOW[True]["issues"]["types"] == ["opened", "edited"]
    assert [each["name"] for each in STEPS if "${{" in each.get("run", "")] == []
    text = json.dumps([STEPS, JOB["steps"]])
    assert not any(f"issue.{name}" in text for name in ("title", "body", "user.login"))
    assert [each["name"].split()[0] for each in STEPS if "github.token" in json.dumps(each)] == ["Rispondi,"]
    assert [each for each in JOB["steps"] if each.get("with", {}).get("persist-credentials", False)] == []


def test_bots_and_closed_issues_are_ignored() -> None:
    """Nothing answers itself; an edit of the title alone changes nothing."""
    for condition in ("'proposal'", "state == 'open'", "issue.user.type == 'User'", "sender.type == 'User'", "changes.body"):
        assert condition in JOB["if"]


def test_the_tool_is_installed_as_for_pull_requests() -> None:
    """The same pins, and the same lines but for the folder."""
    others = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    assert STEPS[0] == others[0]
    assert STEPS[1]["run"].splitlines()[1:] == others[1]["run"].splitlines()[1:]
    check = yaml.safe_load((REPOSITORY / ".github/workflows/validate.yml").read_text(encoding="utf-8"))
    pins = {step["uses"] for step in check["jobs"]["validate"]["steps"] if "uses" in step}
    assert {step["uses"] for step in JOB["steps"]} - pins == {"./tool/.github/actions/intake"}
    assert check["jobs"]["validate"]["name"] in STEPS[-1]["run"]
