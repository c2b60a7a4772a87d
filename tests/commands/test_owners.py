"""``alisei owners``: the document of the contract, exit codes, words, and the file for GitHub."""

import json
from pathlib import Path

import pytest

from tests.conftest import Alisei, Terminal, git, make, stakeholder
from tests.pull_requests import BIANCHI, OWNER, ROSSI, SECRETARY, STRANGER, Blob, Edits, entry, policy, rossi
from tests.pull_requests import make as make_proposals

HOSTILE = "registry/stakeholders/toscana/a\n::error::b\x1b[31m.yaml"
BRANCHES: dict[str, Edits] = {
    "own": {ROSSI: rossi(website="https://www.rossi.org")},
    "bound": {ROSSI: rossi(OWNER, membership="")},
    "several": {ROSSI: None, BIANCHI: None, "taxonomy.yaml": "x\n"},
    "hostile": {HOSTILE: entry("x"), b"docs/\xff##[error]x": "x\n", "docs/`x`<b>": Blob("x", "120000")},
    "flood": {f"docs/{n}.md": "x\n" for n in range(100)},
}
CHANGED = "changes:\n  secretariat_fields: [membership, maintainers]\n  secretariat:\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_proposals(tmp_path_factory.mktemp("owners") / "repository", {name: [edits] for name, edits in BRANCHES.items()})


def test_json_is_the_document_of_the_contract(repository: Path, alisei: Alisei) -> None:
    """Keys in order, each path once, by path."""
    run = alisei("-C", repository, "owners", "check", "main", "bound", "--actor-id", OWNER, "--format", "json")
    assert run.code == 1
    assert json.loads(run.out) == {
        "version": 1,
        "actor": OWNER,
        "verdict": "secretariat",
        "paths": [{"path": ROSSI, "verdict": "secretariat", "reason": "secretariat-field", "pointers": ["/maintainers", "/membership"]}],
    }  # fmt: skip
    several = json.loads(
        alisei("-C", repository, "owners", "check", "main", "several", "--actor-id", OWNER, "--format", "json").out
    )
    assert [(each["path"], each["verdict"], each["reason"], each["pointers"]) for each in several["paths"]] == [
        (BIANCHI, "refused", "foreign-entry", []),
        (ROSSI, "secretariat", "secretariat-field", [""]),
        ("taxonomy.yaml", "refused", "mixed", []),
    ]


@pytest.mark.parametrize(
    ("branch", "account", "code"),
    [("own", OWNER, 0), ("own", SECRETARY, 0), ("own", STRANGER, 1), ("bound", OWNER, 1), ("main", STRANGER, 0)],
)
def test_the_exit_code_is_the_verdict(branch: str, account: int, code: int, repository: Path, alisei: Alisei) -> None:
    """0 for what the account may do, 1 for all else."""
    assert alisei("-C", repository, "owners", "check", "main", branch, "--actor-id", account).code == code


@pytest.mark.parametrize(
    ("accounts", "verdict", "actor"),
    [((OWNER, STRANGER), "refused", STRANGER), ((STRANGER, OWNER), "refused", STRANGER), ((OWNER, SECRETARY), "own", OWNER)],
)
def test_of_several_accounts_the_worse_verdict_counts(
    accounts: tuple[int, ...], verdict: str, actor: int, repository: Path, alisei: Alisei
) -> None:
    """Of equals that of the first account; a review says the same."""
    words = [word for account in accounts for word in ("--actor-id", account)]
    said = json.loads(alisei("-C", repository, "owners", "check", "main", "own", *words, "--format", "json").out)
    assert (said["verdict"], said["actor"]) == (verdict, actor)
    assert alisei("-C", repository, "review", "main", "own", *words).code == (verdict != "own")


def test_without_head_the_commit_here_is_judged(repository: Path, alisei: Alisei) -> None:
    """Files that are not committed have no say."""
    git(repository, "checkout", "-q", "own")
    (repository / BIANCHI).write_text("x\n")
    try:
        run = alisei("-C", repository, "owners", "check", "main", "--actor-id", OWNER)
        assert (run.code, BIANCHI in run.out) == (0, False)
    finally:
        git(repository, "checkout", "-q", "-f", "main")


@pytest.mark.parametrize(
    "account", ["", "0", "-1", "+5", "1_0", "１２", "1e3", "1.0", " 5", "5\n", "05", "login", "1000000000000000"]
)
def test_only_a_plain_number_is_an_account(account: str, repository: Path, alisei: Alisei) -> None:
    """A login, or a number in other signs, is no account: exit code 2."""
    run = alisei("-C", repository, "owners", "check", "main", "own", f"--actor-id={account}")
    assert (run.code, run.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check",), 2),
        (("check", "main"), 2),
        (("check", "main", "own", "own", "--actor-id", "1"), 2),
        (("check", "main", "--actor-id", "1", "--check"), 2),
        (("check", "main", "--actor-id", "1", "--actor-id", "rossi"), 2),
        (("check", "main", "--actor-id", "1", "--format", "markdwon"), 2),
        (("codeowners", "main"), 2),
        (("codeowners", "--actor-id", "1"), 2),
        (("chek", "main"), 2),
        (("check", "mian", "own", "--actor-id", "1"), 3),
        (("check", "main", "--output=x", "--actor-id", "1"), 2),
        (("check", "main", "--", "--all", "--actor-id"), 2),
    ],
)
def test_a_slip_is_told(words: tuple[str, ...], code: int, repository: Path, alisei: Alisei) -> None:
    """A command line that asks for nothing, and a revision that is none."""
    run = alisei("-C", repository, "owners", *words)
    assert (run.code, run.out) == (code, "")


def test_words_say_who_decides(repository: Path, alisei: Alisei) -> None:
    """The worst first, with what to do."""
    run = alisei("-C", repository, "owners", "check", "main", "several", "--actor-id", OWNER)
    assert run.out.splitlines()[0] == "Account 1001 may not change 2 of 3 changed files."
    order = [run.out.index(word) for word in ("mixed:", "foreign-entry:", "secretariat-field:")]
    assert order == sorted(order)
    assert f"{ROSSI}: the entry as a whole" in run.out
    run = alisei("-C", repository, "--lang", "it", "owners", "check", "main", "bound", "--actor-id", OWNER)
    assert run.out.splitlines()[0] == "La segreteria deve decidere sul file cambiato."
    assert f"{ROSSI}: maintainers, membership" in run.out


def test_a_terminal_shows_the_first_of_many(repository: Path, alisei: Alisei, terminal: Terminal) -> None:
    """A flood does not scroll the verdict away; a pipe has all."""
    words = ("-C", repository, "owners", "check", "main", "flood", "--actor-id", OWNER)
    assert alisei(*words).out.count("docs/") == 100
    terminal(80, 24)
    out = alisei(*words).out
    assert out.count("docs/") == 20
    assert "80 more: --format json" in out


@pytest.mark.parametrize("format", ["text", "json"])
def test_names_of_files_command_nothing(format: str, repository: Path, alisei: Alisei) -> None:
    """No command of CI, no escape of a terminal, and every path is there."""
    out = alisei("-C", repository, "owners", "check", "main", "hostile", "--actor-id", OWNER, "--format", format).out
    assert "##[" not in out
    assert "\x1b" not in out
    assert not any(line.lstrip().startswith("::") for line in out.splitlines())
    if format == "json":
        paths = [each["path"] for each in json.loads(out)["paths"]]
        assert paths == ["docs/\\xff##[error]x", "docs/`x`<b>", HOSTILE]


# CODEOWNERS.


def with_policy(root: Path, secretariat: str) -> Path:
    """A dataset whose policy has this list of accounts."""
    make(root, {"registry/stakeholders/toscana/rossi.yaml": stakeholder("rossi")})
    (root / "schema/policy.yaml").write_text(policy(secretariat=secretariat), encoding="utf-8")
    return root


def test_codeowners_names_the_secretariat(tmp_path: Path, alisei: Alisei) -> None:
    """Everything but entries, and the check sees each change; twice the same bytes."""
    root = with_policy(tmp_path / "data", "[{github: octocat, id: 583231}, {github: segreteria-1, id: 2}]")
    file = root / ".github/CODEOWNERS"
    assert alisei("-C", root, "owners", "codeowners", "--check").code == 1
    assert not file.exists()
    assert alisei("-C", root, "owners", "codeowners").code == 0
    lines = [line for line in file.read_text().splitlines() if not line.startswith("#")]
    assert lines == ["* @octocat @segreteria-1", "/registry/"]
    before = file.read_bytes()
    assert alisei("-C", root, "owners", "codeowners", "--check").code == 0
    assert alisei("-C", root, "owners", "codeowners").code == 0
    assert file.read_bytes() == before
    file.write_bytes(before + b"* @stranger\n")
    assert alisei("-C", root, "owners", "codeowners", "--check").code == 1


def test_codeowners_stands_at_the_top_of_the_repository(tmp_path: Path, alisei: Alisei) -> None:
    """GitHub reads it nowhere else."""
    root = with_policy(tmp_path / "data", "[{github: octocat, id: 583231}]")
    git(tmp_path, "init", "-q")
    assert alisei("-C", root, "owners", "codeowners").code == 0
    assert "/data/registry/\n" in (tmp_path / ".github/CODEOWNERS").read_text()
    assert alisei("-C", root, "owners", "codeowners", "--check").code == 0


def test_without_accounts_there_is_no_codeowners(tmp_path: Path, alisei: Alisei) -> None:
    """Nothing is written; a file that names others is out of date, and is not deleted unasked."""
    root = with_policy(tmp_path / "data", "[]")
    assert alisei("-C", root, "owners", "codeowners", "--check").code == 0
    assert alisei("-C", root, "owners", "codeowners").code == 0
    file = root / ".github/CODEOWNERS"
    assert not file.exists()
    file.parent.mkdir()
    file.write_text("* @stranger\n")
    assert alisei("-C", root, "owners", "codeowners", "--check").code == 1
    assert alisei("-C", root, "owners", "codeowners").code == 1
    assert file.read_text() == "* @stranger\n"


@pytest.mark.parametrize(
    "account", ["{github: 'a b', id: 1}", '{github: "a\\n* @evil", id: 1}', "{github: octocat}", "{github: -a, id: 1}", "octocat"]
)
def test_an_account_that_cannot_be_named_is_told(account: str, tmp_path: Path, alisei: Alisei) -> None:
    """Nothing of it reaches the file."""
    root = with_policy(tmp_path / "data", f"[{account}]")
    assert alisei("-C", root, "owners", "codeowners").code == 1
    assert not (root / ".github").exists()


@pytest.mark.parametrize("place", [".github", ".github/CODEOWNERS"])
def test_codeowners_is_never_written_through_a_link(place: str, tmp_path: Path, alisei: Alisei) -> None:
    """A link in its place, or on the way, leads out of the dataset."""
    root = with_policy(tmp_path / "data", "[{github: octocat, id: 583231}]")
    (tmp_path / "outside").mkdir()
    target = tmp_path / "outside" / "CODEOWNERS"
    target.write_text("mine\n")
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).symlink_to(target if place.endswith("CODEOWNERS") else target.parent)
    assert alisei("-C", root, "owners", "codeowners").code == 3
    assert alisei("-C", root, "owners", "codeowners", "--check").code == 1
    assert target.read_text() == "mine\n"
