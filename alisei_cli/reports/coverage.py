"""Who does what, and where no one does: the terms of a facet, those no entry has, white spots and single actors by region."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from alisei_cli.errors import UsageError
from alisei_cli.language import Labels, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.groups import group
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.taxonomy import Facet
from alisei_cli.nearest import hint
from alisei_cli.reports._axes import axis
from alisei_cli.reports._contract import LEVEL, Option, Question, Report
from alisei_cli.reports._counts import ENTRIES, LABEL, list_active, note_units, share
from alisei_cli.reports._origins import count_sole, note_origins

LEAST_KNOWN = 5
"""Of so many entries of a region the facet has to be known before the absence of a term says anything of the region."""

TERM = Column("term", "string", _("code of the term"), _("term"))
CODE = Column("term", "string", _("code of the term"), _("code"), is_detail=True)
"""The same where a person needs the name alone."""
NAME = Column("label", "string", _("name of the term"), _("term"))
DEPTH = Column("level", "integer", _("depth in the facet, 1 is the first"), _("level"), unit="level", is_detail=True)
REGION = Column("region", "string", _("slug of the region of the head office"), _("code of the region"), is_detail=True)
REGION_LABEL = Column("region-label", "string", _("name of the region"), _("region"))
KNOWN = Column("known", "integer", _("entries of the region for which the facet is known"), _("known of"), unit="entries")


@dataclass(frozen=True)
class Survey:
    """Who has which term, and where."""

    facet: Facet
    context: Context
    entries: Sequence[Entry]
    """The active stakeholders of which the facet is asked."""
    known: Sequence[Entry]
    bearers: Mapping[str, Sequence[Entry]]
    """By term: the entries that bear it or a term below it."""
    terms: Sequence[str]
    """The terms that white spots are looked for in."""

    def where(self, term: str) -> dict[str, list[Entry]]:
        """The bearers of ``term`` by region, those of no known region left out."""
        known = self.context.territory.regions
        return group((entry.region, entry) for entry in self.bearers[term] if entry.region and entry.region in known)

    @cached_property
    def known_in(self) -> Counter[str]:
        """For how many entries of each region the facet is known."""
        return Counter(entry.region for entry in self.known if entry.region)


def build(question: Question) -> tuple[Table, ...]:
    """Tables: terms, unborne, white-spots, single-actors; about active stakeholders.

    Raises:
        UsageError: what was chosen is no facet of the taxonomy.
    """
    context = question.dataset.context
    found = _survey(question, list_active(question.dataset))
    regions: dict[str, Words] = {slug: context.territory.regions[slug].name for slug in sorted(context.territory.regions)}
    country = _survey(question, list_active(question.country or question.dataset))
    return (_terms(found), _list_unused(found), _white_spots(found, country, regions), _single_actors(found, regions))


def _survey(question: Question, active: Sequence[Entry]) -> Survey:
    context, level = question.dataset.context, question.choices.get("level", "parents")
    asked = question.choices.get("facet", "technology")
    leaves, rolled = axis(asked, context, "leaves"), axis(asked, context, level)
    name = context.facet_called(asked)
    if name is None:
        raise UsageError(_("{name} is not a facet of the taxonomy", name=asked), hint(asked, context.taxonomy.facets))
    facet = context.taxonomy.facets[name]
    entries = [entry for entry in active if leaves.applies(entry)]
    bearers: dict[str, list[Entry]] = {code: [] for code in facet.terms}
    for entry in entries:
        for code in {above for leaf in leaves.of(entry) for above in (leaf, *context.taxonomy.ancestors(leaf))} & bearers.keys():
            bearers[code].append(entry)
    terms = [code for code in rolled.labels if not facet.terms[code].deprecated]
    return Survey(facet, context, entries, [entry for entry in entries if leaves.of(entry)], bearers, terms)


def _indent_label(found: Survey, code: str) -> tuple[Words, int]:
    """The label of a term as far in as it stands deep, and its depth."""
    level = 1 + sum(1 for _above in found.context.taxonomy.ancestors(code))
    label, indent = found.context.taxonomy.label(code), "  " * (level - 1)
    return Labels(indent + label.it, indent + label.en), level


def _terms(found: Survey) -> Table:
    unknown = len(found.entries) - len(found.known)
    rows: list[tuple[Cell | Words, ...]] = []
    for code in found.facet.terms:
        label, level = _indent_label(found, code)
        n = len(found.bearers[code])
        alone = count_sole(found.bearers[code], found.context).total()
        rows.append((code, label, level, n, share(n, len(found.known)), len(found.where(code)), alone))
    alone = count_sole(found.entries, found.context).total() - count_sole(found.known, found.context).total()
    rows.append((None, _("not known"), 1, unknown, None, None, alone))
    columns = (
        TERM,
        LABEL,
        DEPTH,
        ENTRIES,
        Column("share", "number", _("share of the entries for which the facet is known"), _("share"), unit="share"),
        Column("regions", "integer", _("regions in which at least one entry has the term"), _("regions"), unit="regions"),
        Column(
            "alone", "integer", _("entries that rest on one register alone"), _("on one register"), unit="entries", is_detail=True
        ),
    )
    notes: tuple[Words, ...] = (
        _n(
            "{n} active stakeholder is asked, known for {known}: shares are of those.",
            "{n} active stakeholders are asked, known for {known}: shares are of those.",
            n=len(found.entries),
            known=len(found.known),
        ),
        *note_units(found.entries),
        _("A term counts itself and its children; an entry may have several terms, so rows do not add up."),
        *note_origins(found.known, found.context, axis(found.facet.name, found.context)),
    )
    title = _("Terms of the facet and how many entries have them: {facet}", facet=found.facet.labels)
    return Table("terms", title, columns, tuple(rows), notes, Chart("bars", "label", "entries"))


def _list_unused(found: Survey) -> Table:
    rows: list[tuple[Cell | Words, ...]] = []
    for code, term in found.facet.terms.items():
        if not found.bearers[code] and not term.deprecated:
            level = 1 + sum(1 for _above in found.context.taxonomy.ancestors(code))
            rows.append((code, term.labels, level))
    used = [code for code, term in found.facet.terms.items() if not term.deprecated]
    notes = (
        _(
            "{unborne} of {all} terms in use belong to no active stakeholder; some of the {unknown} for which this is not known may have them.",
            unborne=len(rows),
            all=len(used),
            unknown=len(found.entries) - len(found.known),
        ),
    )
    return Table("unborne", _("Terms that no entry has"), (TERM, LABEL, DEPTH), tuple(rows), notes)


def _white_spots(found: Survey, country: Survey, regions: Mapping[str, Words]) -> Table:
    known = {region: found.known_in[region] for region in regions}
    looked_at = [region for region in regions if known[region] >= LEAST_KNOWN]
    rows: list[tuple[Cell | Words, ...]] = []
    for code in filter(country.bearers.get, found.terms):  # what no entry of the country has is no gap of a region
        where = found.where(code)
        rows += [
            (code, found.facet.terms[code].labels, region, regions[region], known[region], len(country.bearers[code]))
            for region in looked_at
            if region not in where
        ]
    columns = (
        CODE,
        NAME,
        REGION,
        REGION_LABEL,
        KNOWN,
        Column("elsewhere", "integer", _("entries with the term in other regions"), _("elsewhere"), unit="entries"),
    )
    notes = (
        _(
            "No entry of the region has the term, though the facet is known for at least {least} of its entries: {looked_at} of {all} regions are considered.",
            least=LEAST_KNOWN,
            looked_at=len(looked_at),
            all=len(regions),
        ),
        _(
            "The facet is filled in for {known} of {all} entries; terms that no entry of the country has are no white spots.",
            known=len(found.known),
            all=len(found.entries),
        ),
        _("A white spot means that the registry knows of no one there, not that there is no one."),
    )
    title = _("White spots: terms that no entry of a region has")
    return Table("white-spots", title, columns, tuple(rows), notes, Chart("grid", "label", "known", "region-label"))


def _single_actors(found: Survey, regions: Mapping[str, Words]) -> Table:
    rows: list[tuple[Cell | Words, ...]] = []
    for code in found.terms:
        where = found.where(code)
        for region, label in regions.items():
            if len(where.get(region, ())) == 1:
                alone = where[region][0]
                rows.append((code, found.facet.terms[code].labels, region, label, alone.id, alone.name, found.known_in[region]))
    columns = (
        CODE,
        NAME,
        REGION,
        REGION_LABEL,
        Column("id", "string", _("id of the entry"), _("id"), unit="id"),
        Column("name", "string", _("name of the organisation"), _("organisation")),
        KNOWN,
    )
    notes = (
        _(
            "Only one entry of the region has the term; where the facet is known for few entries of the region, that means little."
        ),
    )
    return Table("single-actors", _("Single actors: terms that only one entry of a region has"), columns, tuple(rows), notes)


REPORT = Report(build, (Option("facet", "technology", "FACET", _("which facet."), is_property=True), LEVEL))
