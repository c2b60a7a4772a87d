"""Rules between entries: the order of files never matters, and no data makes a rule fall."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alisei_cli import pipeline
from alisei_cli.core.check import check
from alisei_cli.core.check_entry import EntryResult, check_entry
from alisei_cli.model.source import Source
from alisei_cli.model.taxonomy import build
from alisei_cli.model.verdict import Lazy
from alisei_cli.rules import RULES
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY, Dataset
from tests.rules.entries import event, group, org

VAT = {"identifiers": "{vat: 00743110157}"}
SITE = {"website": "https://www.alfa.it"}
MERGED = {"status": "merged", "status_since": "2015", "status_reason": "Taken over"}


def many() -> dict[str, str | bytes]:
    """Every disagreement that rules between entries know, most of them more than once."""
    files: dict[str, str | bytes] = {"registry/stakeholders/lazio/broken.yaml": "id: [\n"}
    for region in ("toscana", "lazio", "veneto"):
        files |= org("same", region, **VAT) | org(f"vat-{region}", region, **VAT) | org(f"site-{region}", region, **SITE)
        files |= org(f"name-{region}", region, name="Alfa", relations=f"[{{kind: parent, target: {region}}}]")
        files |= org(f"town-{region}", "umbria", "Perugia", name="Alfa S.p.A.", sector="{primary: farmaceutica}")
    files |= org("anywhere", "italia", name="ALFA", head_office="{country: IT}")
    for here, there in ("ab", "bc", "ca", "de", "ed"):
        files |= org(f"ring-{here}", relations=f"[{{kind: parent, target: ring-{there}}}, {{kind: related, target: broken}}]")
    files |= org("m", successor="n", **MERGED) | org("n", successor="m", **MERGED) | org("self", successor="self", **MERGED)
    files |= group("g", members="[{id: same}, {id: e}, {id: nobody}]") | event("e", groups="[g, same]", organiser="{id: ring-f}")
    return files


def test_the_order_of_files_does_not_matter(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[Any] = []

    def catch(judged: Sequence[EntryResult], *rest: Any) -> Any:
        caught[:] = [judged, rest]
        return check(judged, *rest)

    monkeypatch.setattr("alisei_cli.core.check.check", catch)
    verdict = pipeline.validate(dataset(many()))
    codes = {each.code for each in verdict.diagnostics}
    assert {"ALI201", "ALI301", "ALI302", "ALI303", "ALI304", "ALI305", "ALI306", "ALI307", "ALI308", "ALI309"} <= codes
    judged, rest = caught
    for seed in range(20):
        shuffled = random.Random(seed).sample(judged, len(judged))
        assert check(shuffled, *rest) == verdict


LAW = load_context(WorkTree(REPOSITORY)).context
WORDS = ["a", "b", "istituto-rossi", "pharma", "vaccines", "merged", "parent", "child", "https://www.alfa.it", "00743110157", ""]
FIELDS = sorted({str(part) for kind in LAW.kinds for route, _node in LAW.schemas[kind].walk() for part in route} | {"kind", "id"})
ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3000) | st.sampled_from(WORDS),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), below, max_size=5),
    max_leaves=12,
)
ENTRY = st.dictionaries(st.sampled_from(FIELDS), ANY, max_size=12)


TERMS = st.dictionaries(st.sampled_from(WORDS[:5]), ANY, max_size=4)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(LAW.kinds), ENTRY), max_size=5), TERMS, TERMS)
def test_no_data_makes_a_rule_fall(entries: list[tuple[str, dict[str, Any]]], one: dict[str, Any], other: dict[str, Any]) -> None:
    rules = {name: RULES.load(name) for name in RULES.names if RULES.load(name).code[:4] in ("ALI2", "ALI3")}
    alone = [(name, rule) for name, rule in rules.items() if rule.check]
    facets = {"facets": {"sector": {"terms": one}, "therapeutic-area": {"terms": other, "max": 1}}}
    files = [(kind, f"registry/{kind}s/{number}.yaml", data) for number, (kind, data) in enumerate(entries)]
    for context in (LAW, replace(LAW, taxonomy=build(facets))):
        judged = [check_entry(kind, Source(path, "", data), (), frozenset(), context, alone) for kind, path, data in files]
        if context is not LAW:
            judged.append(check_entry("taxonomy", Source("taxonomy.yaml", "", facets), (), frozenset(), context, alone))
        check(judged, context, rules, Lazy([each.path for each in judged], lambda path: Source(path, "", None)))
