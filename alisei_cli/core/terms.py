"""The taxonomy as it is used: facets with their rules, terms with how many entries bear them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from alisei_cli.core.answer import make_answer
from alisei_cli.core.spellings import spell_names, spell_values
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold, strip_endings
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.properties import BESIDES
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.taxonomy import Facet, Taxonomy, Term
from alisei_cli.model.view import View
from alisei_cli.nearest import find_nearest_by

SOME = 8
"""Maximum number of values that a hint lists."""
_ENTRIES = Column("entries", "integer", _("how many entries have it, or a term below it"), _("entries"), unit="entries")


def facets(dataset: View) -> Answer:
    """Every facet: name, title, how many terms, how many entries bear one of them, and its rule of use."""
    columns = (
        Column("facet", "string", _("name of the facet"), _("facet")),
        Column("title", "string", _("title of the facet"), _("title")),
        Column("terms", "integer", _("how many terms it has"), _("terms"), unit="terms"),
        _ENTRIES,
        Column("rule", "string", _("how many terms an entry has, and which to choose"), _("rule")),
    )
    rows: list[tuple[Cell | Words, ...]] = []
    for name, facet in dataset.context.taxonomy.facets.items():
        used = sum(bool(dataset.context.terms_of(entry, name)) for entry in dataset.entries)
        rows.append((name, facet.labels, len(facet.terms), used, facet.rule))
    return make_answer("taxonomy", dataset, (Table("facets", _("The facets of the taxonomy"), columns, tuple(rows)),))


def terms(dataset: View, name: str) -> Answer:
    """Every term of the facet, or the terms that are called so with those below them: code, label, entries, note.

    Raises:
        UsageError: there is no such facet and no such term; the nearest are named.
    """
    taxonomy = dataset.context.taxonomy
    called = dataset.context.facet_called(name) or _find_facet(name, dataset.context)
    if called is not None:
        facet = taxonomy.facets[called]
        return make_answer("taxonomy", dataset, (_table(dataset, facet, facet.terms.values(), (facet.rule,)),))
    spellings = {term.code: (term.code, term.labels.it, term.labels.en, *term.synonyms) for term in taxonomy.terms.values()}
    wanted = fold(name)
    found = [taxonomy.terms[code] for code, names in spellings.items() if wanted in map(fold, names)]
    if not found:
        field = next((key for key, make in BESIDES.items() if wanted in map(fold, (key, *make(dataset.context).aliases))), None)
        if field:
            values = list(spell_values(field, dataset.context))[:SOME]
            hint = _("It still chooses entries: --where {name}=TERM. Terms: {values}", name=field, values=values)
            raise UsageError(_("{name} is not a facet of the taxonomy", name=name), hint)
        near = find_nearest_by(name, spellings | {facet: (facet,) for facet in taxonomy.facets})
        hint = _("Did you mean {near}?", near=near) if near else _("alisei taxonomy lists the facets.")
        raise UsageError(_("there is no facet and no term called {name}", name=name), hint)
    return make_answer("taxonomy", dataset, tuple(_describe_term(dataset, term, taxonomy) for term in found))


def _find_facet(name: str, context: Context) -> str | None:
    """Find the facet with this title, if unambiguous.

    Both languages and numbers are accepted.
    """
    wanted = fold(name)
    titles = {each: [fold(title) for title in titles] for each, titles in spell_names(context).items()}
    found = {key for key, names in titles.items() if wanted in names}
    found = found or {key for key, names in titles.items() if strip_endings(wanted) in map(strip_endings, names)}
    facets = {facet for key in found - BESIDES.keys() if (facet := context.facet_called(key))}
    return facets.pop() if len(facets) == 1 else None


def _describe_term(dataset: View, term: Term, taxonomy: Taxonomy) -> Table:
    """One term with those below it, and what else it is called."""
    facet = taxonomy.facets[term.facet]
    below = taxonomy.descendants(term.code)
    others: tuple[Text, ...] = (_("Also called: {names}.", names=list(term.synonyms)),) if term.synonyms else ()
    above = tuple(_("Below {code}.", code=code) for code in list(taxonomy.ancestors(term.code))[:1])
    whole = _("All terms of the facet: alisei taxonomy {facet}", facet=facet.name)
    chosen = [each for each in facet.terms.values() if each.code in below]
    return replace(_table(dataset, facet, chosen, (*above, *others, whole)), name=term.code)


def _table(dataset: View, facet: Facet, chosen: Iterable[Term], notes: tuple[Words, ...]) -> Table:
    counts: Counter[str] = Counter()
    for entry in dataset.entries:
        borne = dataset.context.terms_of(entry, facet.name)
        counts.update(borne | {above for code in borne for above in dataset.context.taxonomy.ancestors(code)})
    columns = (
        Column("code", "string", _("what to write in an entry"), _("code"), unit="id"),
        Column("label", "string", _("the name in words"), _("name")),
        _ENTRIES,
        Column("note", "string", _("when to choose it, where it can be confused"), _("note")),
    )
    rows: list[tuple[Cell | Words, ...]] = []
    for term in chosen:
        indent = "  " * sum(1 for _above in dataset.context.taxonomy.ancestors(term.code))
        label = replace(term.labels, it=indent + term.labels.it, en=indent + term.labels.en)
        note = _("no longer used: write {code}", code=list(term.heirs)) if term.deprecated else term.note
        rows.append((term.code, label, counts[term.code], note))
    return Table(facet.name, facet.labels, columns, tuple(rows), notes)
