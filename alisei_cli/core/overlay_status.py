"""What an overlay adds and what is wrong with it: counts and places, never a value."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from alisei_cli.core.answer import make_answer
from alisei_cli.core.overlay import Fitted, fit_dataset, least_audience
from alisei_cli.core.view import view
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Dataset
from alisei_cli.model.overlay import Overlay, Whereabouts
from alisei_cli.model.routes import generalise
from alisei_cli.model.source import Pointer, find_value, json_pointer
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.view import Audiences

Added = tuple[str, str, str, str]
"""Kind and path of an entry, a field, and the audience that sees a value of it."""


def describe_overlay(dataset: Dataset, overlay: Overlay, place: Whereabouts) -> Answer:
    """The values that ``overlay`` adds, by field and audience, and the findings of its files; ``place`` says where it lies."""
    fitted = fit_dataset(overlay, dataset)
    added = list(_list_added(fitted, dataset.context, least_audience(dataset.context, overlay.audience)))
    tables = (_count_values(added, overlay, tuple(_describe_place(place))), _list_problems(fitted))
    return make_answer("overlay", view(dataset, overlay.audience), tables)


def _count_values(added: Sequence[Added], overlay: Overlay, place: Sequence[Words]) -> Table:
    columns = (
        Column("kind", "string", _("kind of the entries"), _("kind")),
        Column("field", "string", _("field of the values"), _("field")),
        Column("audience", "string", _("the widest audience that sees them"), _("audience")),
        Column("values", "integer", _("how many values the overlay adds"), _("values"), unit="values"),
        Column("entries", "integer", _("how many entries have them"), _("entries"), unit="entries"),
    )
    values = Counter((kind, field, audience) for kind, _path, field, audience in added)
    entries = Counter((kind, field, audience) for kind, _path, field, audience in set(added))
    rows = tuple((*key, n, entries[key]) for key, n in sorted(values.items()))
    paths = len({path for _kind, path, _field, _audience in added})
    notes = (
        _("It is for the audience {audience}.", audience=overlay.audience),
        _n(
            "It adds {n} value to {entries}.",
            "It adds {n} values to {entries}.",
            n=len(added),
            entries=_n("{n} entry", "{n} entries", n=paths),
        ),
        *place,
    )
    return Table("values", _("What the overlay adds"), columns, rows, notes)


def _describe_place(place: Whereabouts) -> Iterator[Text]:
    if place.is_inside:
        yield _("DANGER: it lies in the repository of the registry, where one git add would publish it. Move it out.")
    elif not place.is_in_git:
        yield _("It is in no git repository: there is neither a history nor a second copy of it.")
    elif not place.remotes:
        yield _("Its git repository has no remote: there is no second copy of it.")
    if place.is_same_remote:
        yield _("DANGER: its git remote is that of the registry, so that a push would publish it. Change the remote.")
    elif place.remotes and not place.is_inside:
        yield _("Its git remote is {remotes}: who may read it there is for you to check.", remotes=list(place.remotes))


def _list_problems(fitted: Fitted) -> Table:
    columns = (
        Column("path", "string", _("file of the overlay"), _("path")),
        Column("pointer", "string", _("place in it"), _("pointer")),
        Column("rule", "string", _("rule that it breaks: alisei explain says more"), _("rule")),
    )
    rows: list[tuple[Cell | Words, ...]] = [
        (path, json_pointer(finding.pointer), rule) for path, said in fitted.findings.items() for rule, finding in said
    ]
    notes = (_("alisei validate with the overlay checks the values themselves too."),)
    return Table("problems", _("What is wrong with it"), columns, tuple(rows), notes)


def _list_added(fitted: Fitted, context: Context, least: str) -> Iterator[Added]:
    audiences = Audiences(context)
    for found in fitted.fits:
        kind = found.base.kind or ""
        schema = context.schemas[kind]
        merge = found.without_above(schema)
        raised = dict.fromkeys(merge.placed, audiences.place(least))
        for pointer in (leaf for top in merge.placed for leaf in _leaves(find_value(merge.data, top), top)):
            level = audiences.decide_value(pointer, schema, raised).level
            field = "/".join(part for part in generalise(pointer) if part != "*")
            yield kind, found.base.path, field, audiences.levels[level]


def _leaves(value: Any, base: Pointer) -> Iterator[Pointer]:
    """Each value below ``base`` that is neither block nor list."""
    if not isinstance(value, dict | list):
        yield base
        return
    for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(inner, (*base, part))
