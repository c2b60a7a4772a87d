"""``alisei consortium``: the smallest sets that meet a call, checked against every set there is; what is missing; hostile files."""

import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alisei_cli.core.solve import find_missing, find_sets
from alisei_cli.model.consortium import Problem, Requirement
from tests.conftest import REPOSITORY, Alisei, make, stakeholder

S = "registry/stakeholders/{}.yaml"
ABROAD = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: zeta
status: active
names:
  - {value: Zeta, lang: en, kind: display}
type: company
head_office: {municipality: Lyon, country: FR}
sources:
  - {url: https://www.example.org, accessed: 2026-11-23}
"""
CALL = """\
title: {{it: Bando di prova, en: Trial call}}
size: {{from: {low}, to: {high}}}
{more}"""
CELLS = "competences:\n  - id: cells\n    title: {it: Cellule, en: Cells}\n    where: [technology=stem-cells-regenerative]\n"
NEED = "needs:\n  - {id: x, kind: licensing, technologies: [stem-cells-regenerative], summary: {it: Cerchiamo cellule staminali per prove, en: We look for stem cells for trials}, published: 2026-05-01, expires: 2027-05-01}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two universities, three companies of which one abroad and one without size, one body that only looks for the technology."""
    files = {
        S.format("toscana/alfa"): stakeholder("alfa", "technologies: [stem-cells-regenerative]\n"),
        S.format("toscana/beta"): stakeholder("beta", "facts: {size: small}\ntechnologies: [stem-cells-regenerative]\n"),
        S.format("toscana/gamma"): stakeholder("gamma", "facts: {size: large}\n"),
        S.format("toscana/delta"): stakeholder("delta", NEED),
        S.format("estero/zeta"): ABROAD,
    }
    return make(tmp_path / "d", files)


def write(root: Path, more: str = "", low: int = 1, high: int = 3) -> Path:
    """A call beside the dataset."""
    file = root.parent / "prova.call.yaml"
    file.write_text(CALL.format(low=low, high=high, more=more), encoding="utf-8")
    return file


def ask(alisei: Alisei, root: Path, more: str = "", low: int = 1, high: int = 3, *words: str) -> dict[str, object]:
    """The answer in JSON."""
    outcome = alisei("-C", root, "consortium", write(root, more, low, high), "--format", "json", *words)
    assert (outcome.code, outcome.err) == (0, ""), outcome
    return json.loads(outcome.out)


def ids(told: dict[str, object]) -> list[list[str]]:
    """The members of each set."""
    return [[member["id"] for member in each["members"]] for each in told["consortia"]]  # type: ignore[attr-defined]


def test_the_smallest_set_is_found_and_a_need_is_no_competence(alisei: Alisei, root: Path) -> None:
    """One that has the technology is enough; another set is another one; who only looks for it covers nothing."""
    told = ask(alisei, root, CELLS)
    assert ids(told) == [["alfa"], ["beta"]]
    assert told["feasible"] is True
    assert told["missing"] == []
    assert told["consortia"][0]["members"][0]["covers"] == ["cells"]  # type: ignore[index]


def test_countries_sizes_and_the_coordinator_are_kept(alisei: Alisei, root: Path) -> None:
    """Two countries need the one abroad; half of two has to be small; an excluded body is in no set."""
    more = "countries: {at_least: 2}\ncoordinator: [region=toscana]\nexcluded: [alfa]\n"
    small = "composition:\n  - {id: sme, where: ['size=micro,small,medium'], share_at_least: 50}\n"
    told = ask(alisei, root, more + small)
    assert [sorted(each) for each in ids(told)] == [["beta", "zeta"]]
    [first] = told["consortia"]  # type: ignore[misc]
    assert {each["id"]: each["coordinator"] for each in first["members"]} == {"beta": True, "zeta": False}
    assert ids(ask(alisei, root, more + "included: [gamma]\n")) == [["gamma", "zeta"]]


def test_what_is_missing_is_named(alisei: Alisei, root: Path) -> None:
    """A competence that no one has; requirements that each can be met and not together."""
    told = ask(alisei, root, CELLS.replace("stem-cells-regenerative", "bioinformatics"))
    assert (told["feasible"], told["missing"], told["missing_together"]) == (False, ["cells"], False)
    text = alisei("-C", root, "consortium", write(root, CELLS.replace("stem-cells-regenerative", "bioinformatics"))).out
    assert "Cells: 1 is wanted, 0 found" in text
    assert "met by 0; 3 do not say enough to tell" in text
    told = ask(alisei, root, CELLS + "countries: {at_least: 2}\n", 1, 1)
    assert (told["missing"], told["missing_together"]) == (["size", "countries"], True)


def test_each_member_is_explained(alisei: Alisei, root: Path) -> None:
    """What it covers, what fails without it, who could stand in its place; in Markdown as a table."""
    file = write(root, CELLS)
    out = alisei("-C", root, "consortium", file, "--sets", "1").out
    for line in ("Set 1: 1 organisation", "  Alfa (alfa)", "    covers: Cells", "    in its place: beta"):
        assert line in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "| Alfa \\(alfa\\) |" in alisei("-C", root, "consortium", file, "--format", "markdown").out
    assert "Insieme 1: 1 organizzazione" in alisei("-C", root, "--lang", "it", "consortium", file).out


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("competences:\n  - {id: a, where: [tecnology=x]}\n", "wrong-value"),
        ("coordinator: [type=nonsense]\n", "wrong-value"),
        ("excluded: [alfaa]\n", "dangling-reference"),
        ("composition:\n  - {id: a, where: [type=company], at_least: 3, at_most: 1}\n", "range-out-of-order"),
        ("competences:\n  - {id: size, where: [type=company]}\n", "wrong-value"),
        ("nonsense: 1\n", "unknown-key"),
        ("regions: {among: [atlantide]}\n", "wrong-value"),
        ("included: &a [alfa]\nexcluded: *a\n", "anchor-or-alias"),
        ("excluded: [\x1b[31m]\n", "control-character"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(alisei: Alisei, root: Path, more: str, rule: str) -> None:
    """In the words of ``validate``, exit code 1, and nothing of the file reaches the terminal raw."""
    outcome = alisei("-C", root, "consortium", write(root, more))
    assert outcome.code == 1
    assert rule in outcome.out
    assert "prova.call.yaml:" in outcome.out
    assert "\x1b[31m" not in outcome.out


def test_a_file_that_is_no_call_is_refused(alisei: Alisei, root: Path) -> None:
    """Missing, empty, a list, a bomb: told, never a traceback."""
    assert alisei("-C", root, "consortium", root / "none.yaml").code == 2
    file = root.parent / "bad.yaml"
    for content in (b"", b"- a\n", b"\xff\xfe", b"[" * 10_000, b"title: {it: x}\n"):
        file.write_bytes(content)
        outcome = alisei("-C", root, "consortium", file)
        assert outcome.code == 1, content[:20]


def test_the_examples_are_calls_without_findings(alisei: Alisei, sample: Path) -> None:
    """Three real-looking calls, whose answer depends on the registry."""
    files = sorted((REPOSITORY / "docs/examples/calls").glob("*.call.yaml"))
    assert len(files) == 3
    for file in files:
        assert json.loads(alisei("-C", sample, "consortium", file, "--format", "json").out)["version"] == 1


IDS = tuple("abcdefg")


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to seven bodies, up to four requirements of every sort."""
    names = IDS[: draw(st.integers(0, 7))]
    alone = tuple(frozenset({name}) for name in names)
    requirements = [Requirement("size", "", alone, draw(st.integers(1, 3)), draw(st.integers(2, 7)))]
    for number in range(draw(st.integers(0, 4))):
        if draw(st.booleans()):
            groups = tuple(each for each in alone if draw(st.booleans()))
        else:
            places = [draw(st.integers(0, 2)) for _name in names]
            groups = tuple(
                frozenset(n for n, at in zip(names, places, strict=True) if at == place) for place in sorted(set(places))
            )
        shares = draw(st.sampled_from([(0, 100), (0, 100), (34, 100), (0, 50)]))
        most = draw(st.sampled_from([None, None, 2]))
        requirements.append(Requirement(f"r{number}", "", groups, draw(st.integers(0, 2)), most, *shares))
    return Problem(names, tuple(requirements), frozenset(names[:1]) if draw(st.booleans()) else frozenset())


def meets(problem: Problem, chosen: Sequence[str]) -> bool:
    """The same, said again from the start."""
    for each in problem.requirements:
        count = sum(any(name in group for name in chosen) for group in each.groups)
        if count < each.least or (each.most is not None and count > each.most):
            return False
        if 100 * count < each.share_least * len(chosen) or 100 * count > each.share_most * len(chosen):
            return False
    return problem.included <= set(chosen)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_sets_are_those_that_trying_them_all_finds(problem: Problem) -> None:
    """The first has the fewest members there can be; none of the others can spare one; where there is none, the reason is true."""
    every = [
        each for n in range(1, len(problem.candidates) + 1) for each in itertools.combinations(problem.candidates, n)
        if meets(problem, each)
    ]  # fmt: skip
    found = list(find_sets(problem))
    assert bool(found) == bool(every)
    if found:
        assert len(found[0]) == len(every[0])
        good = {frozenset(each) for each in every}
        assert all(frozenset(each) in good for each in found)
        assert not any(smaller < frozenset(each) for each in found for smaller in good)
        assert len({frozenset(each) for each in found}) == len(found)
    elif problem.candidates:
        missing, is_together = find_missing(problem)
        assert missing
        for each in missing if is_together else ():
            rest = tuple(other for other in missing if other is not each)
            fewer = Problem(problem.candidates, rest, problem.included)
            assert any(meets(fewer, chosen) for n in range(8) for chosen in itertools.combinations(fewer.candidates, n))


def test_nothing_is_printed_by_the_solver(capfd: pytest.CaptureFixture[str]) -> None:
    """HiGHS 1.16 says its name on standard output as soon as a model is made."""
    list(find_sets(Problem(("a",), (Requirement("size", "", (frozenset("a"),), 1, 1),))))
    assert capfd.readouterr() == ("", "")
