"""``alisei report benchmark-known``: a count never alone, and the file it is compared with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.model.known import build
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY, Alisei, make, stakeholder
from tests.reports.conftest import Ask

S = "registry/stakeholders/{}.yaml"
FILE = "schema/known-totals.yaml"
HEAD = "# yaml-language-server: $schema=known-totals.schema.json\n"
TOTAL = """\
  - id: {id}
    label: {{it: Qualcosa, en: Something}}
    where: [{where}]
    total: {total}
    date: {date}
    source: https://www.istitutorossi.it/numeri
"""


def totals(*texts: str) -> str:
    """The text of the file with these totals."""
    return HEAD + "totals:\n" + "".join(texts)


def total(id: str, where: str, total: int = 90, date: str = "2022", more: str = "") -> str:
    """The text of one total."""
    return TOTAL.format(id=id, where=where, total=total, date=date) + more


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two companies and a hospital in Tuscany and Sicily, without known totals."""
    files = {
        S.format("toscana/alfa"): stakeholder("alfa", "membership: {status: member}\nsector: {primary: health-biotech}\n"),
        S.format("sicilia/beta"): stakeholder("beta", "membership: {status: none}\n", place="region: sicilia"),
        S.format("sicilia/gamma"): stakeholder("gamma", type="irccs", place="region: sicilia"),
    }
    root = make(tmp_path / "d", files)
    (root / FILE).unlink()
    return root


def test_a_count_is_never_alone(root: Path, ask: Ask) -> None:
    """With the total, its precision, share, date and source, and for how many nobody knows."""
    about, over = "    qualifier: about\n", "    qualifier: over\n"
    (root / FILE).write_text(
        totals(
            total("members", "membership=member", 4, "2022-04"),
            total("companies", "type=company", more=about),
            total("biotech-south", "sector=biotech, area=mezzogiorno", 100, more=over),
            total("biotech", "sector=biotech", 1),
        )
    )
    rows = ask(root, "benchmark-known").rows("totals")
    assert [(row["id"], row["said"], row["share"], row["unknown"], row["date"]) for row in rows] == [
        ("members", "1 of 4", 0.25, 1, "2022-04"),
        ("companies", "2 of about 90", 0.022222, 0, "2022"),
        ("biotech-south", "0 of over 100", 0.0, 2, "2022"),
        ("biotech", "1 of 1", 1.0, 2, "2022"),
    ]
    assert {row["source"] for row in rows} == {"https://www.istitutorossi.it/numeri"}


def test_later_totals_are_left_out(root: Path, ask: Ask) -> None:
    """On the day of the question nobody had counted them yet; a year counts from its beginning."""
    (root / FILE).write_text(totals(total("now", "type=company", date="2026"), total("later", "type=company", date="2026-12")))
    told = ask(root, "benchmark-known")
    assert [row["id"] for row in told.rows("totals")] == ["now"]
    assert "1 total is left out: it is dated after 2026-11-23" in told.notes("totals")


def test_what_does_not_exist_is_said(root: Path, ask: Ask) -> None:
    """A slip in a condition leaves its total out, with its reason, and the others in."""
    (root / FILE).write_text(totals(total("slip", "sectr=biotech"), total("term", "type=compny"), total("good", "type=company")))
    told = ask(root, "benchmark-known")
    assert [row["id"] for row in told.rows("totals")] == ["good"]
    assert "2 totals cannot be compared: slip" in told.notes("totals")


def test_the_file_may_be_missing(root: Path, small: Path, ask: Ask, alisei: Alisei) -> None:
    """A dataset without it is as clean as before; the report says where totals would stand."""
    assert alisei("-C", root, "validate").code == 0
    told = ask(root, "benchmark-known")
    assert told.rows("totals") == []
    assert "has no known totals" in told.notes("totals")
    assert ask(small, "benchmark-known").tables


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (totals(total("a", "type=company", more="    approx: true\n")), "ALI101"),
        (totals(TOTAL.format(id="a", where="type=company", total="many", date="2022")), "ALI103"),
        (totals(total("a", "type=company", date="2022-13")), "ALI405"),
        (totals(total("a", "anything")), "ALI105"),
        (HEAD + "{}\n", "ALI102"),
        (HEAD + "totals: [\n", "ALI001"),
    ],
)
def test_the_file_is_judged(text: str, code: str, root: Path, alisei: Alisei) -> None:
    """Like the policy, by its schema and the rules for every file."""
    (root / FILE).write_text(text)
    outcome = alisei("-C", root, "validate", "--format", "json")
    said = {(each["path"], each["code"]) for each in json.loads(outcome.out)["diagnostics"]}
    assert outcome.code == 1
    assert (FILE, code) in said, said


def test_a_good_file_is_clean(root: Path, alisei: Alisei) -> None:
    """The file of the repository, and the example of its schema, have nothing against them."""
    (root / FILE).write_bytes((REPOSITORY / FILE).read_bytes())
    outcome = alisei("-C", root, "validate", root / FILE)
    assert (outcome.code, outcome.out) == (0, "clean: 0 errors, 0 warnings, 0 notes in 1 file\n")


@pytest.mark.parametrize("text", ["", "[]", "totals: 3", "totals: [3, {id: a}]", "totals: {a: b}", "\x00", "totals: [{id: 1}]"])
def test_reports_live_with_a_broken_file(text: str, root: Path, ask: Ask) -> None:
    """What is malformed is left out; validate says what is wrong."""
    (root / FILE).write_text(text)
    assert ask(root, "benchmark-known").rows("totals") == []
    assert ask(root, "overview").tables


def test_only_whole_totals_are_kept() -> None:
    """A total without a source, a date or a condition is none."""
    good: dict[str, Any] = {"id": "a", "where": ["type=company"], "total": 3, "date": "2022", "source": "https://a.it"}
    assert len(build({"totals": [good]})) == 1
    for key, bad in (("source", None), ("date", 2022), ("where", []), ("where", ["x"]), ("total", 0), ("total", True), ("id", 3)):
        assert build({"totals": [{**good, key: bad}]}) == ()


def test_pandas_counts_the_same(sample: Path, ask: Ask, exported: Callable[[str], Any]) -> None:
    """Members of the sample and of 2022, recomputed from the export."""
    frame = exported("stakeholders")
    active = frame[frame.status == "active"]
    rows = {row["id"]: row for row in ask(sample, "benchmark-known").rows("totals")}
    members = int((active["membership.status"] == "member").sum())
    assert rows["members"]["entries"] == members
    assert rows["members"]["share"] == round(members / 23, 6)
    assert rows["members"]["unknown"] == int(active["membership.status"].isna().sum())
    assert all(total.source.startswith("https://") for total in load_context(WorkTree(REPOSITORY)).context.known_totals)
