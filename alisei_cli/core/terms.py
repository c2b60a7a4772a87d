"""The taxonomy as it is used: facets with their rules, terms with how many entries bear them."""

from collections import Counter
from dataclasses import replace

from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.dataset import Dataset
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.nearest import nearest

_ENTRIES = Column("entries", "integer", _("how many entries bear it, or a term below it"), _("entries"), unit="entries")


def facets(dataset: Dataset) -> Answer:
    """Every facet: name, title, how many terms, how many entries bear one of them, and its rule of use."""
    columns = (
        Column("facet", "string", _("name of the facet"), _("facet")),
        Column("title", "string", _("title of the facet"), _("title")),
        Column("terms", "integer", _("how many terms it has"), _("terms"), unit="terms"),
        _ENTRIES,
        Column("rule", "string", _("how many terms an entry bears, and which to choose"), _("rule")),
    )
    rows: list[tuple[Cell | Words, ...]] = []
    for name, facet in dataset.law.taxonomy.facets.items():
        used = sum(bool(dataset.law.terms_of(entry, name)) for entry in dataset.entries)
        rows.append((name, facet.labels, len(facet.terms), used, facet.rule))
    return _answer(dataset, Table("facets", _("The facets of the taxonomy"), columns, tuple(rows)))


def terms(dataset: Dataset, name: str) -> Answer:
    """Every term of a facet: code, label (children indented), entries (its own and those below), older words and synonyms.

    Raises:
        UsageError: there is no such facet; the nearest is named.
    """
    called = dataset.law.facet_called(name)
    if called is None:
        words = list(dataset.law.taxonomy.facets)
        raise UsageError(
            _("there is no facet called {name}", name=name), _("Did you mean {near}?", near=nearest(name, words) or words)
        )
    facet = dataset.law.taxonomy.facets[called]
    counts: Counter[str] = Counter()
    for entry in dataset.entries:
        borne = dataset.law.terms_of(entry, called)
        counts.update(borne | {above for code in borne for above in dataset.law.taxonomy.ancestors(code)})
    columns = (
        Column("code", "string", _("what to write in an entry"), _("code"), unit="id"),
        Column("label", "string", _("the name in words"), _("name")),
        _ENTRIES,
        Column("note", "string", _("when to choose it, where it can be confused"), _("note")),
    )
    rows = []
    for code, term in facet.terms.items():
        indent = "  " * sum(1 for _above in dataset.law.taxonomy.ancestors(code))
        label = replace(term.labels, it=indent + term.labels.it, en=indent + term.labels.en)
        note = _("no longer used: write {code}", code=term.replaced_by) if term.deprecated else term.note
        rows.append((code, label, counts[code], note))
    return _answer(dataset, Table(called, facet.labels, columns, tuple(rows), (facet.rule,)))


def _answer(dataset: Dataset, table: Table) -> Answer:
    return Answer("taxonomy", dataset.law.taxonomy.version, dataset.commit, dataset.dirty, None, "public", (table,))
