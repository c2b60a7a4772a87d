"""Where changes are sent: the addresses of the policy, and the issue form with a proposal filled in."""

from urllib.parse import parse_qs, urlsplit

import pytest

from alisei_cli.core.issue_link import LIMIT, build_issue_link
from alisei_cli.model.addresses import find_mailbox, find_repository
from tests.conftest import REPOSITORY, Alisei, Dataset

HOME = "https://github.com/cluster/registro"
BLOCK = "ALISEI 1\nscheda: istituto-rossi\nimposta /description/it: Così & così + 100% #1 «è»\nFINE\n"


@pytest.mark.parametrize(
    "address",
    [
        "http://github.com/a/b",
        "https://github.com/a",
        "https://github.com/a/b/",
        "https://github.com/a/b?x=1",
        "https://github.com/a/..",
        "https://github.com.evil.example/a/b",
        "https://github.com/a/b c",
        "https://github.com/a/b\n",
        "javascript:alert(1)",
        5,
        None,
    ],
)
def test_what_is_no_repository_is_not_taken(address: object) -> None:
    assert find_repository({"registry": {"repository": address}}) is None


@pytest.mark.parametrize(
    "mailbox", ["", "segreteria", "a@b", "a b@c.it", "a@b.it?cc=x@y.it", "a@b.it\n", "a@b.it,c@d.it", [], None]
)
def test_what_is_no_mailbox_is_not_taken(mailbox: object) -> None:
    assert find_mailbox({"registry": {"mailbox": mailbox}}) is None


def test_policies_without_a_block_name_nothing() -> None:
    assert (find_repository({}), find_mailbox({"registry": "x"})) == (None, None)


@pytest.mark.parametrize(("repository", "is_right"), [(HOME, True), (f"{HOME}/", False), ("https://gitlab.com/a/b", False)])
def test_the_schema_takes_what_the_program_reads(repository: str, is_right: bool, dataset: Dataset, alisei: Alisei) -> None:
    policy = (REPOSITORY / "schema/policy.yaml").read_text(encoding="utf-8")
    said = f"  name: alisei\n  repository: {repository}\n  mailbox: segreteria@example.org\n"
    root = dataset({"schema/policy.yaml": policy.replace("  name: alisei\n", said)})
    assert alisei("-C", root, "validate").code == (0 if is_right else 1)
    block = {"registry": {"repository": repository, "mailbox": "segreteria@example.org"}}
    assert (find_repository(block), find_mailbox(block)) == (HOME if is_right else None, "segreteria@example.org")


@pytest.mark.parametrize(("entry", "named"), [("istituto-rossi", "istituto-rossi"), (None, "nuova")])
def test_the_form_opens_with_the_block(entry: str | None, named: str) -> None:
    address = build_issue_link(HOME, entry, BLOCK)
    parts = urlsplit(address or "")
    assert address is not None
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{HOME}/issues/new"
    assert parse_qs(parts.query) == {"template": ["change-an-entry.yml"], "entry": [named], "block": [BLOCK]}
    assert parts.fragment == ""


def test_an_address_that_github_refuses_is_none() -> None:
    """Counted in bytes as sent: a letter with an accent takes six."""
    empty = len(build_issue_link(HOME, "rossi", "") or "")
    assert len(build_issue_link(HOME, "rossi", "a" * (LIMIT - 1 - empty)) or "") == LIMIT - 1
    assert build_issue_link(HOME, "rossi", "a" * (LIMIT - empty)) is None
    assert build_issue_link(HOME, "rossi", "è" * ((LIMIT - empty) // 6 + 1)) is None
