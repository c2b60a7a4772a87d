"""Who is tied to whom by relations, working groups, events and projects; who connects most, and which regions are connected."""

from collections import Counter
from collections.abc import Iterator

from alisei_cli.language import Text, _, _n
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.wording import main_name
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import note_units
from alisei_cli.reports._graph import MOST_GUESTS, Network, library, network_of

MOST = 15
"""Number of entries with the most ties that are shown."""
ID = Column("id", "string", _("id of the entry"), _("id"), unit="id", is_detail=True)
NAME = Column("name", "string", _("name of the organisation, group, event or project"), _("name"))
REGION = Column("region", "string", _("name of the region"), _("region"))

KINDS = ("stakeholder", "group", "event")
"""Kinds whose ties have a column of their own."""


def build(question: Question) -> tuple[Table, ...]:
    """Tables: figures, components, most-tied, between-regions, connectors, bridges; about active stakeholders, groups and events.

    Raises:
        SurroundingsError: networkx is not installed.
    """
    network = network_of(question.dataset)
    return (
        _figures(network),
        _components(network),
        _list_most_tied(network),
        _list_between(network),
        _connectors(network),
        _bridges(network),
    )


def _figures(network: Network) -> Table:
    known, schemas = network.known, network.dataset.context.schemas
    kinds = Counter(entry.kind for entry in known.entries.values())
    tied = Counter(known.entries[id_].kind for id_ in network.graph)
    relations = sum(tie.is_relation for tie in known.ties)
    sizes = _sizes(network)
    figures: list[tuple[str, Words, int]] = [
        ("stakeholders", _("active stakeholders"), kinds["stakeholder"]),
        ("tied-stakeholders", _("of them with at least one tie"), tied["stakeholder"]),
        ("groups", _("working groups"), kinds["group"]),
        ("events", _("events, without those cancelled"), kinds["event"]),
        *((schemas[kind].folder, schemas[kind].labels, kinds[kind]) for kind in sorted(kinds.keys() - set(KINDS))),
        ("relations", _("relations between stakeholders"), relations),
        ("roles", _("roles in groups, at events and in projects"), len(known.ties) - relations),
        ("components", _("connected parts"), len(sizes)),
        ("largest", _("entries in the largest of them"), max(sizes, default=0)),
    ]
    columns = (
        Column("figure", "string", _("code of the figure"), _("code"), is_detail=True),
        Column("label", "string", _("what is counted"), _("what")),
        Column("value", "integer", _("how many"), _("how many"), unit="entries"),
    )
    notes: tuple[Words, ...] = (
        _("A relation that both sides state counts once; an entry without ties may have some that the registry does not know."),
        *note_units([entry for entry in known.entries.values() if entry.kind == "stakeholder"]),
        _n(
            "{n} tie leads to an entry that is not counted here (not active, cancelled, or not chosen).",
            "{n} ties lead to entries that are not counted here (not active, cancelled, or not chosen).",
            n=known.outside,
        ),
        _n(
            "{n} body in groups, at events and in projects has no entry, and is not counted.",
            "{n} bodies in groups, at events and in projects have no entry, and are not counted.",
            n=known.nameless,
        ),
    )
    return Table("figures", _("The network in figures"), columns, tuple(figures), notes, Chart("figures", "label", "value"))


def _sizes(network: Network) -> list[int]:
    return [len(part) for part in library().connected_components(network.graph)]


def _components(network: Network) -> Table:
    sizes = Counter(_sizes(network))
    columns = (
        Column("size", "integer", _("entries in a connected part"), _("entries"), unit="entries"),
        Column("parts", "integer", _("how many connected parts are so large"), _("parts"), unit="parts"),
    )
    notes = (_("In a connected part every entry reaches every other through ties; entries without ties are left out."),)
    return Table("components", _("Connected parts by size"), columns, tuple(sorted(sizes.items(), reverse=True)), notes)


def _list_most_tied(network: Network) -> Table:
    kinds: dict[str, Counter[str]] = {}
    for tie in network.known.ties:
        for id_, other in ((tie.source, tie.target), (tie.target, tie.source)):
            kinds.setdefault(id_, Counter()).update([network.known.entries[other].kind])
    bodies = [id_ for id_ in network.graph if network.known.entries[id_].kind == "stakeholder"]
    has_others = any(counted.keys() - set(KINDS) for counted in kinds.values())
    order = sorted(bodies, key=lambda id_: (-network.graph.degree(id_), id_))
    rows = tuple(
        (
            id_,
            main_name(network.known.entries[id_]),
            network.region(id_),
            network.graph.degree(id_),
            kinds[id_]["stakeholder"],
            kinds[id_]["group"],
            kinds[id_]["event"],
            *([kinds[id_].total() - sum(kinds[id_][kind] for kind in KINDS)] if has_others else []),
        )
        for id_ in order[:MOST]
    )
    columns = (
        ID,
        NAME,
        REGION,
        Column("ties", "integer", _("entries that it is tied to"), _("ties"), unit="entries"),
        Column("relations", "integer", _("relations with stakeholders"), _("relations"), unit="ties"),
        Column("groups", "integer", _("roles in working groups"), _("groups"), unit="ties"),
        Column("events", "integer", _("roles at events"), _("events"), unit="ties"),
        *([Column("others", "integer", _("ties to entries of other kinds"), _("others"), unit="ties")] if has_others else []),
    )
    title = _("Active stakeholders with most ties")
    return Table("most-tied", title, columns, rows, (_note_shown(len(rows), len(bodies)),), Chart("bars", "name", "ties"))


def _note_shown(shown: int, n: int) -> Words:
    return _n("{shown} of {n} that has any is shown.", "{shown} of {n} that have any are shown.", n=n, shown=shown)


def _list_between(network: Network) -> Table:
    found: dict[tuple[str, str], list[frozenset[str]]] = {}
    unknown = inside = 0
    for pair, by in network.pairs.items():
        both = network.regions_of(pair)
        if both:
            found.setdefault(both, []).append(by)
        elif all(network.region(id_) for id_ in pair):
            inside += 1
        else:
            unknown += 1
    regions = network.dataset.context.territory.regions
    rows: list[tuple[Cell | Words, ...]] = []
    for (one, other), all_by in sorted(found.items(), key=lambda each: (-len(each[1]), each[0])):
        related = sum("relation" in by for by in all_by)
        met = sum(bool(by - {"relation"}) for by in all_by)
        rows.append((one, regions[one].name, other, regions[other].name, len(all_by), related, met))
    columns = (
        Column("region", "string", _("slug of the region"), _("code"), is_detail=True),
        Column("region-label", "string", _("name of the region"), _("region")),
        Column("other", "string", _("slug of the other region"), _("code"), is_detail=True),
        Column("other-label", "string", _("name of the other region"), _("other region")),
        Column("pairs", "integer", _("pairs of stakeholders that are tied"), _("pairs"), unit="pairs"),
        Column("related", "integer", _("of them by a relation"), _("by relations"), unit="pairs"),
        Column("met", "integer", _("of them in a working group, at an event or in a project"), _("together"), unit="pairs"),
    )
    notes: tuple[Text, ...] = (
        _(
            "{pairs} pairs of active stakeholders are tied: by a relation, or because both are in one group or project or at one event; {inside} of them within a region, for {unknown} a region is not known.",
            pairs=len(network.pairs),
            inside=inside,
            unknown=unknown,
        ),
    )
    if network.crowded:
        crowded = _n(
            "{n} group, event or project has more than {most} bodies: being there together is not taken for a tie.",
            "{n} groups, events or projects have more than {most} bodies: being there together is not taken for a tie.",
            n=network.crowded,
            most=MOST_GUESTS,
        )
        notes = (*notes, crowded)
    title = _("Regions connected by pairs of stakeholders")
    return Table("between-regions", title, columns, tuple(rows), notes)


def _connectors(network: Network) -> Table:
    """Bodies by the number of other regions that they are tied to."""
    reached: dict[str, set[str]] = {}
    partners: Counter[str] = Counter()
    for pair in network.pairs:
        both = network.regions_of(pair)
        for id_ in pair if both else ():
            own = network.known.entries[id_].region or ""
            reached.setdefault(id_, set()).update({*(both or ())} - {own})
            partners[id_] += 1
    order = sorted(reached, key=lambda id_: (-len(reached[id_]), -partners[id_], id_))
    rows = tuple(
        (id_, main_name(network.known.entries[id_]), network.region(id_), len(reached[id_]), partners[id_])
        for id_ in order[:MOST]
    )
    columns = (
        ID,
        NAME,
        REGION,
        Column("regions", "integer", _("other regions in which it has ties"), _("other regions"), unit="regions"),
        Column("partners", "integer", _("stakeholders of other regions that it is tied to"), _("partners there"), unit="entries"),
    )
    notes = (_note_shown(len(rows), len(order)),)
    return Table("connectors", _("Bodies that connect regions"), columns, rows, notes, Chart("bars", "name", "regions"))


def _bridges(network: Network) -> Table:
    """Ties without which a connected part would fall in two, each part with more than one entry."""
    found = list(_cuts(network))
    rows = tuple(
        (one, main_name(network.known.entries[one]), other, main_name(network.known.entries[other]), size)
        for one, other, size in sorted(found, key=lambda each: (-each[2], each[:2]))
    )
    columns = (
        ID,
        NAME,
        Column("other", "string", _("id of the other entry"), _("id"), unit="id", is_detail=True),
        Column("other-name", "string", _("name of the other"), _("and")),
        Column("smaller", "integer", _("entries on the smaller side"), _("smaller side"), unit="entries"),
    )
    notes = (
        _("Without one of these ties, its connected part would split in two, each with more than one entry."),
        _(
            "Entries: {kinds}.",
            kinds=[labels for _kind, labels in sorted(network.dataset.context.kind_labels.items(), reverse=True)],
        ),
    )
    return Table("bridges", _("Ties that hold the network together"), columns, rows, notes)


def _cuts(network: Network) -> Iterator[tuple[str, str, int]]:
    """Each bridge of the graph that cuts off more than one entry, with the size of the smaller side.

    What hangs together without any bridge is one knot of a tree; the sizes on both sides are summed up along the tree, once.
    """
    networkx, graph = library(), network.graph
    bridges = list(networkx.bridges(graph))
    rest = graph.copy()
    rest.remove_edges_from(bridges)
    knots = list(networkx.connected_components(rest))
    knot = {id_: number for number, part in enumerate(knots) for id_ in part}
    tree = networkx.Graph([(knot[one], knot[other]) for one, other in bridges])
    below = {number: len(knots[number]) for number in tree}
    whole: dict[int, int] = {}
    for part in networkx.connected_components(tree):
        size = sum(below[number] for number in part)
        whole.update(dict.fromkeys(part, size))
        for above, under in reversed(list(networkx.dfs_edges(tree, min(part)))):
            below[above] += below[under]
    for one, other in bridges:
        side = min(below[knot[one]], below[knot[other]])
        smaller = min(side, whole[knot[one]] - side)
        if smaller > 1:
            yield min(one, other), max(one, other), smaller


REPORT = Report(build)
