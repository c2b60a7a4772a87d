"""``alisei report members``: the bodies behind each member, and what is known of them."""

from pathlib import Path

from tests.conftest import make, stakeholder
from tests.reports.conftest import Ask

PATH = "registry/stakeholders/toscana/{}.yaml"
MEMBER = "membership: {status: member}\n"


def test_bodies_stand_behind_their_member(tmp_path: Path, ask: Ask) -> None:
    """Both halves of a relation are one body; parts and members count, closed entries and other ties do not."""
    entries = {
        "umbrella": stakeholder(
            "umbrella", MEMBER + "relations:\n  - {kind: has-member, target: alfa}\n  - {kind: related, target: delta}\n"
        ),
        "lonely": stakeholder("lonely", MEMBER),
        "alfa": stakeholder(
            "alfa",
            "sector: {primary: pharma}\nwebsite: https://www.istitutorossi.it\nrelations: [{kind: member-of, target: umbrella}]\n",
        ),
        "beta": stakeholder(
            "beta", "verified: {on: 2026-05-01, by: organisation}\nrelations: [{kind: parent, target: umbrella}]\n"
        ),
        "gamma": stakeholder("gamma", "relations: [{kind: member-of, target: umbrella}]\n").replace(
            "status: active", "status: inactive\nstatus_since: 2025\nstatus_reason: chiusa"
        ),
        "delta": stakeholder("delta"),
    }
    root = make(tmp_path / "d", {PATH.format(id): text for id, text in entries.items()})
    told = ask(root, "members")
    (row,) = told.rows("bodies")
    assert {key: row[key] for key in ("id", "bodies", "parts", "sector", "technology", "contact", "verified")} == {
        "id": "umbrella", "bodies": 2, "parts": 1, "sector": 1, "technology": 0, "contact": 0, "verified": 1,
    }  # fmt: skip
    assert [(row["member"], row["id"]) for row in told.rows("bodies-named")] == [("umbrella", "alfa"), ("umbrella", "beta")]
    assert "Of 1 of the 2 members" in told.notes("bodies")
