"""DataFrames for analysts: names and dtypes are a promise."""

import re
import subprocess
import sys
from pathlib import Path

import pandas
import pytest

import alisei_cli
from alisei_cli.errors import UsageError
from tests.conftest import REPOSITORY, Dataset, git, stakeholder

HOME = "registry/stakeholders/toscana"
PAGE = REPOSITORY / "docs/frames.md"
MARK = "<!-- Written by tests/test_frames.py --accept; every column with its dtype. -->\n"


def test_every_column_is_documented(sample: Path, request: pytest.FixtureRequest) -> None:
    """Columns are added, never renamed; the page names each with its dtype."""
    rows = ["| frame | column | dtype |", "| --- | --- | --- |"]
    for name, frame in alisei_cli.open(sample, audience="secretariat").frames().items():
        rows += [f"| `{name}` | `{column}` | `{dtype}` |" for column, dtype in frame.dtypes.astype(str).items()]
    head, _mark, _old = PAGE.read_text(encoding="utf-8").partition(MARK)
    text = head + MARK + "\n" + "\n".join(rows) + "\n"
    if request.config.getoption("--accept"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


def test_dtypes_hold_for_little_and_for_nothing(dataset: Dataset, sample: Path) -> None:
    """An empty frame has the dtypes of a full one, and so code written for one works with the other."""
    full = alisei_cli.open(sample).frames()
    empty = alisei_cli.open(dataset({})).frames()
    assert {name: len(frame) for name, frame in empty.items() if name != "terms"} == dict.fromkeys(set(full) - {"terms"}, 0)
    for name in full:
        assert empty[name].dtypes.to_dict() == full[name].dtypes.to_dict(), name


def test_dates_categories_and_unknown_values(dataset: Dataset) -> None:
    """Partial dates as first day, last day and precision; terms in the order of the taxonomy; nothing guessed."""
    more = "membership: {status: member, since: 2013-02}\nfacts: {founded: 2005, size: small}\nsector: {primary: pharma}\n"
    offers = "offers:\n  - {id: a, kind: joint-research, trl: {from: 4, to: 6}, technologies: [artificial-intelligence]}\n"
    root = dataset(
        {
            f"{HOME}/rossi.yaml": stakeholder("rossi", more + offers),
            f"{HOME}/verdi.yaml": stakeholder("verdi", "facts: {founded: boh}\n"),
        }
    )
    frames = alisei_cli.open(root).frames()
    rossi, verdi = (row for _index, row in frames["stakeholders"].iterrows())
    assert (rossi["facts_founded_from"], rossi["facts_founded_until"]) == (
        pandas.Timestamp("2005-01-01"),
        pandas.Timestamp("2005-12-31"),
    )
    assert (rossi["membership_since_until"], rossi["membership_since_precision"]) == (pandas.Timestamp("2013-02-28"), "month")
    assert pandas.isna(verdi["facts_founded_from"])
    assert pandas.isna(verdi["sector_primary"])
    sectors = frames["stakeholders"]["sector_primary"].cat.categories
    assert list(sectors) == list(frames["terms"].query("facet == 'sector'")["term"])
    assert frames["offers"].loc[0, ["entry", "id", "trl_from", "trl_to"]].tolist() == ["rossi", "a", 4, 6]
    assert frames["entry_terms"].query("field == 'offers.technologies'")["term"].tolist() == ["artificial-intelligence"]


def test_choices_time_and_audience(dataset: Dataset) -> None:
    """As for reports: conditions, another date, and only what the audience sees."""
    root = dataset({f"{HOME}/rossi.yaml": stakeholder("rossi", "contact: {mailbox: info@rossi.it}\n")})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "all")
    (root / f"{HOME}/verdi.yaml").write_text(stakeholder("verdi", type="university"))
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {members: [contact]}\n")
    assert alisei_cli.open(root / HOME).frames()["stakeholders"]["id"].tolist() == ["rossi", "verdi"]
    assert alisei_cli.open(root, as_of="HEAD").frames()["stakeholders"]["id"].tolist() == ["rossi"]
    assert alisei_cli.open(root, where=["type=university"]).frames()["stakeholders"]["id"].tolist() == ["verdi"]
    assert alisei_cli.open(root).frames()["stakeholders"]["contact_mailbox"].isna().all()
    assert alisei_cli.open(root, audience="members").frames()["stakeholders"]["contact_mailbox"].tolist()[0] == "info@rossi.it"
    with pytest.raises(UsageError):
        alisei_cli.open(root, audience="everyone")


def test_a_frame_is_a_copy(sample: Path) -> None:
    """An analysis that changes a frame does not change the next."""
    registry = alisei_cli.open(sample)
    frame = registry.frames()["stakeholders"]
    frame["id"] = "x"
    assert registry.frames()["stakeholders"]["id"].tolist() != ["x"]


def test_the_example_runs(sample: Path) -> None:
    """The documented analysis, as a reader would run it."""
    done = subprocess.run(
        [sys.executable, REPOSITORY / "docs/examples/sector_by_area.py", sample], capture_output=True, text=True, check=True
    )
    assert re.search(r"^sud +\d+$", done.stdout, re.MULTILINE)
    assert "have a year of foundation" in done.stdout


def test_the_import_stays_light() -> None:
    """``import alisei_cli`` loads neither pandas nor the rest of the tool."""
    code = "import sys, alisei_cli; assert 'pandas' not in sys.modules and 'typer' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
