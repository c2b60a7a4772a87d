"""Which trajectories of the Action Plan the entries belong to, derived from their terms and as they state it themselves."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.errors import UsageError
from alisei_cli.language import _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.getters import read_texts
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.taxonomy import Facet
from alisei_cli.nearest import hint
from alisei_cli.reports._contract import Option, Question, Report
from alisei_cli.reports._counts import list_active, rank_regions, share
from alisei_cli.reports._origins import note_origins

EXCHANGES = frozenset({"offers", "needs"})
"""What a body offers or looks for is not what it does."""
DERIVED = Column("derived", "integer", _("entries that have one of the terms it is derived from"), _("derived"), unit="entries")
UNKNOWN = Column(
    "unknown",
    "integer",
    _("entries that may belong here, because they leave one of the fields asked empty"),
    _("not known"),
    unit="entries",
)


@dataclass(frozen=True)
class Derivation:
    """How one term is derived."""

    code: str
    terms: frozenset[str]
    """The terms that stand for it, those below them included."""
    of: Mapping[str, Callable[[Entry], tuple[str, ...]]]
    """What reads the terms of an entry, for each facet that these terms belong to."""

    def judge(self, entry: Entry) -> bool | None:
        """Whether an entry has one of the terms; ``None`` where it leaves empty one of the facets and has none in the others."""
        said = [of(entry) for of in self.of.values()]
        if any(not self.terms.isdisjoint(values) for values in said):
            return True
        return False if all(said) else None


def build(question: Question) -> tuple[Table, ...]:
    """Tables: trajectories, by-region, derivation; about active stakeholders, nothing of it stored in entries.

    Raises:
        UsageError: what was chosen is no facet, or one that the taxonomy derives from nothing.
    """
    context = question.dataset.context
    asked = question.choices.get("facet", "trajectory")
    facet = context.taxonomy.facets.get(context.facet_called(asked) or "")
    if facet is None:
        raise UsageError(_("{name} is not a facet of the taxonomy", name=asked), hint(asked, context.taxonomy.facets))
    active = list_active(question.dataset)
    found = [_derive(code, facet, context) for code in facet.terms]
    judged = {each.code: {entry.path: each.judge(entry) for entry in active} for each in found if each.terms}
    return _count(active, facet, judged, context), _cross(active, facet, judged, context), _explain(found, active, facet, context)


def _derive(code: str, facet: Facet, context: Context) -> Derivation:
    taxonomy = context.taxonomy
    codes = [each for each in facet.derived_from.get(code, ()) if each in taxonomy.terms]
    facets = dict.fromkeys(taxonomy.terms[each].facet for each in codes)
    return Derivation(code, taxonomy.below(codes) if codes else frozenset(), {name: _reads(name, context) for name in facets})


def _reads(facet: str, context: Context) -> Callable[[Entry], tuple[str, ...]]:
    """What reads the terms of a facet that an entry bears itself, primary and secondary alike."""
    return read_texts(
        {
            kind: [route for route, bound in schema.facets if bound == facet and route[0] not in EXCHANGES]
            for kind, schema in context.schemas.items()
        }
    )


Judged = Mapping[str, Mapping[str, bool | None]]
"""By code and path of an entry: whether it belongs there, as far as its terms say."""


def _count(active: Sequence[Entry], facet: Facet, judged: Judged, context: Context) -> Table:
    states = _reads(facet.name, context)
    stated = {entry.path: set(states(entry)) for entry in active}
    rows: list[tuple[Cell | Words, ...]] = []
    for code, term in facet.terms.items():
        answers = judged.get(code, {})
        derived = sum(answer is True for answer in answers.values())
        own = sum(code in said for said in stated.values())
        both = sum(code in stated[path] for path, answer in answers.items() if answer)
        unknown = (
            sum(answer is None and code not in stated[path] for path, answer in answers.items()) if answers else len(active) - own
        )
        rows.append((code, term.labels, derived, own, both, unknown, share(unknown, len(active))))
    columns = (
        Column("term", "string", _("code of the term"), _("code"), is_detail=True),
        Column("label", "string", _("name of the term"), facet.labels),
        DERIVED,
        Column("stated", "integer", _("entries that state it themselves"), _("stated"), unit="entries"),
        Column("both", "integer", _("entries counted in both"), _("both"), unit="entries", is_detail=True),
        UNKNOWN,
        Column(
            "share",
            "number",
            _("share of all entries for which it is not known"),
            _("share not known"),
            unit="share",
            is_detail=True,
        ),
    )
    none = sum(not any(answers[entry.path] for answers in judged.values()) and not stated[entry.path] for entry in active)
    notes: list[Words] = [
        _n("{n} active stakeholder.", "{n} active stakeholders.", n=len(active)),
        _(
            "Derived means: the entry has a sector, technology or therapeutic area from which the taxonomy derives the term. This is our reading, and no entry says so; the table derivation shows it."
        ),
        _(
            "An entry may belong to several: rows do not add up. It is not known for an entry that leaves one of the fields asked empty and has no term that decides."
        ),
        _n("{n} entry belongs to none as far as is known.", "{n} entries belong to none as far as is known.", n=none),
        *note_origins(active, context),
    ]
    if not judged:
        notes.append(_("This taxonomy derives none of these terms from others."))
    title = _("{facet}: derived from terms, and as entries state it", facet=facet.labels)
    return Table("trajectories", title, columns, tuple(rows), tuple(notes), Chart("bars", "label", "derived"))


def _cross(active: Sequence[Entry], facet: Facet, judged: Judged, context: Context) -> Table:
    """Region by derived term, with how many may belong to any more."""
    counts: Counter[tuple[str | None, str]] = Counter()
    for code, answers in judged.items():
        counts.update((entry.region, code) for entry in active if answers[entry.path])
    known = context.territory.regions
    of_region = Counter(entry.region if entry.region in known else None for entry in active)
    unknown = Counter(
        entry.region if entry.region in known else None
        for entry in active
        if any(answers[entry.path] is None for answers in judged.values())
    )
    down: list[tuple[str | None, Words]] = [*rank_regions(active, context).items()]
    rows: list[tuple[Cell | Words, ...]] = [
        (slug, label, *(counts[slug, code] for code in judged), unknown[slug], of_region[slug])
        for slug, label in [*down, (None, _("not known"))]
        if of_region[slug]
    ]
    columns = (
        Column("region", "string", _("slug of the region of the head office"), _("code of the region"), is_detail=True),
        Column("label", "string", _("name of the region"), _("region")),
        *(
            Column(code, "integer", _("entries from whose terms it is derived: {term}", term=label), label, unit="entries")
            for code in judged
            for label in [facet.terms[code].labels]
        ),
        Column("unknown", "integer", _("entries of which one or more is not known"), _("not known"), unit="entries"),
        Column("total", "integer", _("all entries of the region"), _("total"), unit="entries"),
    )
    title = _("{facet} by region, derived from terms", facet=facet.labels)
    how = _("An entry may count in several columns; not known are those of which at least one column is not known.")
    return Table("by-region", title, columns, tuple(rows), (how,))


def _explain(found: Sequence[Derivation], active: Sequence[Entry], facet: Facet, context: Context) -> Table:
    """Each term that decides, with how many entries have it."""
    rows: list[tuple[Cell | Words, ...]] = []
    for each in found:
        for code in facet.derived_from.get(each.code, ()):
            term = context.taxonomy.terms.get(code)
            if term:
                wanted, of = context.taxonomy.descendants(code), each.of[term.facet]
                n = sum(not wanted.isdisjoint(of(entry)) for entry in active)
                rows.append(
                    (each.code, facet.terms[each.code].labels, code, term.labels, context.taxonomy.facets[term.facet].labels, n)
                )
    columns = (
        Column("term", "string", _("code of the term"), _("code"), is_detail=True),
        Column("label", "string", _("name of the term"), facet.labels),
        Column("from", "string", _("code of the term from which it is derived"), _("code"), is_detail=True),
        Column("from-label", "string", _("name of the term from which it is derived"), _("derived from")),
        Column("facet", "string", _("facet of that term"), _("facet")),
        Column("entries", "integer", _("entries that have that term or one below it"), _("entries"), unit="entries"),
    )
    how = _("The table stands in the taxonomy (derived_from) and changes only with it. Secondary sectors count too.")
    return Table("derivation", _("What it is derived from: {facet}", facet=facet.labels), columns, tuple(rows), (how,))


REPORT = Report(build, (Option("facet", "trajectory", "FACET", _("which facet."), is_property=True),))
