"""``alisei match --spread``: the well connected give way to others that fit nearly as well, and to no others."""

import json
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from alisei_cli.matching.spread import LEAST, MOST, TOP, spread
from tests.conftest import Alisei, make
from tests.market import item
from tests.rules.entries import org

RANKINGS = st.dictionaries(
    st.sampled_from([f"a{n}" for n in range(12)]),
    st.dictionaries(st.sampled_from("stuvwxyz"), st.sampled_from([0.5, 0.48, 0.46, 0.4, 0.3]), min_size=1, max_size=8).map(
        lambda scores: sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    ),
    min_size=8,
)


@given(RANKINGS)
def test_whoever_takes_a_place_scores_nine_tenths_of_whom_they_displace(rankings: dict[str, list[tuple[str, float]]]) -> None:
    found = spread(rankings)
    for asker, ranking in rankings.items():
        scores = dict(ranking)
        top = found.tops[asker]
        assert len(set(top)) == len(top) == min(TOP, len(ranking))
        for body, (_displaced, score) in zip(top, ranking, strict=False):
            assert scores[body] >= LEAST * score - 1e-6
    counts = Counter(body for top in found.tops.values() for body in top)
    assert found.excess == {body: n for body, n in sorted(counts.items()) if n > MOST}


def test_no_one_stands_in_more_than_the_most_where_others_fit_as_well() -> None:
    """Ten askers rank the same three first; six others score nearly as much: 30 places for nine bodies, six each at most."""
    ranking = [*((f"w{n}", 0.5) for n in range(3)), *((f"z{n}", 0.47) for n in range(6))]
    found = spread({f"a{n}": ranking for n in range(10)})
    assert not found.excess
    far = [*((f"w{n}", 0.5) for n in range(3)), *((f"z{n}", 0.44) for n in range(6))]
    assert spread({f"a{n}": far for n in range(10)}).excess == {f"w{n}": 10 for n in range(3)}


def test_the_command_says_who_gave_way(tmp_path: Path, alisei: Alisei) -> None:
    need = item("n", "licensing", technologies="[robotics]")
    files: dict[str, str] = {}
    for n in range(9):
        files |= org(f"asker-{n}", region="lazio", needs=f"[{need}]")
    for n in range(4):
        files |= org(f"offer-{n}", region="lazio", offers=f"[{item('o', 'licensing', technologies='[robotics]')}]")
    root = make(tmp_path / "dataset", files)
    counts: Counter[str] = Counter()
    notes: list[str] = []
    for n in range(9):
        found = json.loads(alisei("-C", root, "match", f"asker-{n}", "--spread", "--limit", "3", "--format", "json").out)
        counts.update(each["id"] for each in found["matches"])
        notes += found["notes"]
    assert (sorted(counts), sum(counts.values())) == ([f"offer-{n}" for n in range(4)], 27)
    assert sum(n - MOST for n in counts.values() if n > MOST) == 3  # 24 places within the limit, and no one else near
    assert any("no other scores nine tenths of it" in note for note in notes)
