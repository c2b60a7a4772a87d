"""Of entries that clash, the one that a change has brought is reported, wherever it stands in the order of paths."""

from pathlib import Path

import pytest

from alisei_cli.core.scope import keep_concerning, keep_within
from alisei_cli.model.diagnostic import Diagnostic
from alisei_cli.pipeline import validate, validate_since
from tests.conftest import Alisei, Dataset, committed, stakeholder

HOME = "registry/stakeholders/toscana"
HONEST, COPY = f"{HOME}/laboratori-verdi.yaml", f"{HOME}/alfa-biotech.yaml"
LATER = f"{HOME}/zeta-biotech.yaml"
TEXT = "Una camera bianca di duecento metri quadrati per terapie cellulari."


def _offer(published: str = "") -> str:
    day = f", published: {published}, expires: 2027-05-01" if published else ""
    return f"offers:\n  - {{id: camera-bianca, kind: laboratory-access, summary: {{it: {TEXT}}}{day}}}\n"


CLASHES = {
    "same-offer": _offer(),
    "same-identifier": "identifiers: {vat: 00743110157}\n",
    "same-host": "website: https://www.laboratoriverdi.it\n",
}


def _name(id_: str, place: str = "region: toscana") -> str:
    return stakeholder(id_, name="Laboratori Verdi", place=place)


def _of(found: tuple[Diagnostic, ...], rule: str) -> list[tuple[str, list[str]]]:
    return [(each.path, [place.path for place, _said in each.related]) for each in found if each.rule == rule]


@pytest.mark.parametrize("copy", [COPY, LATER])
@pytest.mark.parametrize("is_new", [True, False], ids=["new", "changed"])
@pytest.mark.parametrize("rule", CLASHES)
def test_a_copy_is_reported_at_the_copy(rule: str, copy: str, is_new: bool, dataset: Dataset) -> None:
    id_ = Path(copy).stem
    files = {HONEST: stakeholder("laboratori-verdi", CLASHES[rule])} | ({} if is_new else {copy: stakeholder(id_)})
    root = committed(dataset(files))
    (root / copy).write_text(stakeholder(id_, CLASHES[rule]), encoding="utf-8")
    assert _of(validate_since(root, "HEAD").diagnostics, rule) == [(copy, [HONEST])]
    assert _of(validate_since(root, "HEAD").diagnostics, rule) == [(copy, [HONEST])]  # from the cache
    assert _of(validate(root).diagnostics, rule) == [(max(copy, HONEST), [min(copy, HONEST)])]


@pytest.mark.parametrize("mine", ["municipality: Siena, province: SI, region: toscana", "region: toscana"])
@pytest.mark.parametrize("theirs", ["municipality: Siena, province: SI, region: toscana", "region: toscana"])
def test_a_name_taken_is_reported_at_the_taker(mine: str, theirs: str, dataset: Dataset) -> None:
    """However well the places of the two are known."""
    root = committed(dataset({HONEST: _name("laboratori-verdi", theirs), COPY: stakeholder("alfa-biotech", place=mine)}))
    (root / COPY).write_text(_name("alfa-biotech", mine), encoding="utf-8")
    assert _of(validate_since(root, "HEAD").diagnostics, "same-name") == [(COPY, [HONEST])]


def test_an_id_taken_is_reported_at_the_taker(dataset: Dataset) -> None:
    root = committed(dataset({HONEST: stakeholder("laboratori-verdi")}))
    taken = "registry/stakeholders/lazio/laboratori-verdi.yaml"
    (root / taken).parent.mkdir()
    (root / taken).write_text(stakeholder("laboratori-verdi", name="Laboratori Viola", place="region: lazio"), encoding="utf-8")
    assert _of(validate_since(root, "HEAD").diagnostics, "duplicate-id") == [(taken, [HONEST])]


def test_a_circle_is_reported_where_it_was_closed(dataset: Dataset) -> None:
    above = "relations:\n  - {kind: parent, target: zeta-biotech}\n"
    root = committed(dataset({COPY: stakeholder("alfa-biotech", above), LATER: stakeholder("zeta-biotech")}))
    (root / LATER).write_text(stakeholder("zeta-biotech", above.replace("zeta", "alfa")), encoding="utf-8")
    assert _of(validate_since(root, "HEAD").diagnostics, "parent-cycle") == [(LATER, [COPY])]


def test_a_code_that_a_part_bears_too_is_reported_at_the_change(dataset: Dataset) -> None:
    """The whole has written it now: the part is named, and the remedy says which of the two lines goes."""
    vat = CLASHES["same-identifier"]
    part = stakeholder("laboratori-verdi", vat + "relations:\n  - {kind: parent, target: alfa-biotech}\n")
    root = committed(dataset({HONEST: part, COPY: stakeholder("alfa-biotech")}))
    (root / COPY).write_text(stakeholder("alfa-biotech", vat), encoding="utf-8")
    found = validate_since(root, "HEAD").diagnostics
    assert _of(found, "same-identifier") == [(COPY, [HONEST])]
    told = next(str(each.help) for each in found if each.rule == "same-identifier")
    assert f"laboratori-verdi is part of alfa-biotech: if the code is that of the whole, delete it in {HONEST}" in told


@pytest.mark.parametrize(
    ("first", "second", "reported"),
    [("2026-05-01", "2026-01-01", COPY), ("2026-01-01", "2026-05-01", HONEST), ("2026-05-01", "", HONEST), ("", "", HONEST)],
)
def test_of_two_offers_the_later_one_is_reported(first: str, second: str, reported: str, dataset: Dataset) -> None:
    """Without a change to judge: by the days of publication where both are known, else by path."""
    root = dataset({COPY: stakeholder("alfa-biotech", _offer(first)), HONEST: stakeholder("laboratori-verdi", _offer(second))})
    assert [path for path, _related in _of(validate(root).diagnostics, "same-offer")] == [reported]


def test_a_comment_silences_at_either_place(dataset: Dataset) -> None:
    """A change of the other entry does not bring back what was settled."""
    named = _name("laboratori-verdi").replace("display}", "display}  # alisei: ignore[same-name] two bodies")
    root = committed(dataset({COPY: _name("alfa-biotech"), HONEST: named}))
    for found in (validate(root), validate_since(root, "HEAD")):
        assert _of(found.diagnostics, "same-name") == []
    (root / COPY).write_text(_name("alfa-biotech") + "# changed\n", encoding="utf-8")
    since = validate_since(root, "HEAD")
    assert _of(since.diagnostics, "same-name") == []
    assert [each.diagnostic.path for each in since.silenced] == [COPY]


@pytest.mark.parametrize("asked", [COPY, HONEST, HOME])
def test_either_place_is_concerned(asked: str, dataset: Dataset, alisei: Alisei) -> None:
    """``validate PATH`` of either entry tells of the clash, and fails."""
    vat = CLASHES["same-identifier"]
    root = dataset({COPY: stakeholder("alfa-biotech", vat), HONEST: stakeholder("laboratori-verdi", vat)})
    outcome = alisei("-C", root, "validate", root / asked)
    assert (outcome.code, outcome.out.count("ALI302")) == (1, 1)


def test_fix_mends_only_what_was_asked(dataset: Dataset, alisei: Alisei) -> None:
    """A fix in a file that merely names the asked one stays undone."""
    group = (
        "# yaml-language-server: $schema=../../schema/group.schema.json\nid: gdl-uno\nnames:\n  - {value: GdL Uno, kind: display}\n"
        "members:\n  - {name: Alfa Biotech}\nsources:\n  - {url: https://www.clusteralisei.it, accessed: 2026-11-23}\n"
    )
    root = dataset({COPY: stakeholder("alfa-biotech"), "registry/groups/gdl-uno.yaml": group})
    assert [each.rule for each in keep_concerning(validate(root), [COPY]).diagnostics] == ["named-without-id"]
    assert keep_within(validate(root), [COPY]).diagnostics == ()
    alisei("-C", root, "fix", "--unsafe", root / COPY)
    assert (root / "registry/groups/gdl-uno.yaml").read_text(encoding="utf-8") == group
