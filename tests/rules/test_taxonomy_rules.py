"""Rules of ``taxonomy.yaml`` itself."""

import pytest

from tests.conftest import Dataset
from tests.rules.entries import said

HEAD = "# yaml-language-server: $schema=schema/taxonomy.schema.json\nversion: 1.0.0\nfacets:\n"


def facet(name: str, *terms: str) -> str:
    lines = [f"  {name}:", f"    labels: {{it: {name} it, en: {name} en}}", "    terms:"]
    for term in terms:
        code, _blank, more = term.partition(" ")
        lines += [f"      {code}: {{labels: {{it: {code} it, en: {code} en}}{', ' if more else ''}{more}}}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("facets", "expected"),
    [
        ([facet("f", "a", "b parent: a"), facet("g", "c", "b")], [("ALI220", "facets.g.terms.b")]),
        ([facet("f", "a"), facet("g", "c parent: a")], [("ALI221", "facets.g.terms.c.parent")]),
        ([facet("f", "a parent: a")], [("ALI222", "facets.f.terms.a.parent")]),
        ([facet("f", "x parent: b", "b parent: c", "c parent: a", "a parent: b")], [("ALI222", "facets.f.terms.b.parent")]),
        ([facet("f", "a parent: b", "b parent: a", "c parent: d", "d parent: c")],
         [("ALI222", "facets.f.terms.a.parent"), ("ALI222", "facets.f.terms.c.parent")]),
        ([facet("f", "a", "b deprecated: 2026-01-01")], [("ALI223", "facets.f.terms.b")]),
        ([facet("f", "a", "b deprecated: 2026-01-01, replaced_by: z")], [("ALI223", "facets.f.terms.b.replaced_by")]),
        ([facet("f", "a", "b deprecated: 2026-01-01, replaced_by: b")], [("ALI223", "facets.f.terms.b.replaced_by")]),
        ([facet("f", "a", "b deprecated: 2026-01-01, replaced_by: c"), facet("g", "c")], [("ALI223", "facets.f.terms.b.replaced_by")]),
        ([facet("f", "a", "b deprecated: 2026-01-01, replaced_by: c", "c deprecated: 2026-01-01, replaced_by: a")],
         [("ALI223", "facets.f.terms.b.replaced_by")]),
        ([facet("f", "a", "b synonyms: {en: [A]}")], [("ALI224", "facets.f.terms.b.synonyms.en.0")]),
        ([facet("f", "a synonyms: {it: [B it]}", "b")], [("ALI224", "facets.f.terms.a.synonyms.it.0")]),
        ([facet("f", "a synonyms: {it: [x], en: [X]}", "b synonyms: {it: [x]}")], []),
        ([facet("f", "a synonyms: {it: [a it]}"), facet("g", "b synonyms: {it: [a it]}")], []),
        ([facet("f", "a", "b deprecated: 2026-01-01, replaced_by: a, synonyms: {it: [a it]}")], []),
        ([facet("f", "a", "b parent: a", "c parent: b", "d parent: c", "e parent: d")], [("ALI225", "facets.f.terms.d.parent")]),
        ([facet("f", "a mappings: {mesh: [C16.320, F03], emdn: [P0, Q], other: [any thing]}")],
         [("ALI226", "facets.f.terms.a.mappings.emdn.0")]),
        ([facet("f", "a", "b deprecated: 2026-01-01, replaced_by: [a, c]", "c")], []),
        ([facet("f", "a", "b deprecated: 2026-01-01, replaced_by: [a, z]")], [("ALI223", "facets.f.terms.b.replaced_by.1")]),
    ],
)  # fmt: skip
def test_table(dataset: Dataset, facets: list[str], expected: list[tuple[str, str]]) -> None:
    root = dataset({"taxonomy.yaml": HEAD + "".join(facets)})
    assert [(code, pointer) for code, _path, pointer, _ in said(root)] == expected


def test_labels_of_two_terms(dataset: Dataset) -> None:
    same = facet("f", "a", "b").replace("b it", "A  ÌT")
    assert said(dataset({"taxonomy.yaml": HEAD + same})) == [
        ("ALI224", "taxonomy.yaml", "facets.f.terms.b.labels.it", "A  ÌT is a name of the term a too")
    ]


def test_the_taxonomy_of_the_repository_is_clean(dataset: Dataset) -> None:
    assert said(dataset({})) == []
