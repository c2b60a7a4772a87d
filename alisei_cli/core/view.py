"""What one audience sees of a dataset: the schemas and the policy decide, never a report or an export."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial

from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.model.diagnostic import Diagnostic
from alisei_cli.model.lazy_entry import LazyEntry
from alisei_cli.model.routes import Tree
from alisei_cli.model.source import Data, Source
from alisei_cli.model.verdict import Verdict
from alisei_cli.model.view import STATISTICS, Audiences, View, drop_hidden
from alisei_cli.nearest import hint

Seen = dict[tuple[int, str], Entry]
"""Entries as they were shown before, by identity and by what was visible."""


def view(dataset: Dataset, audience: str | None = None, known: Seen | None = None) -> View:
    """``dataset`` with only the fields that ``audience`` (without one, the widest) may see; the text of the files is gone.

    Schema and policy are those of the dataset; of an earlier state the policy is that of today. ``known`` remembers what was seen,
    for callers that look at many states of one dataset.

    Raises:
        UsageError: there is no such audience.
    """
    audiences = Audiences(dataset.context)
    wanted = audience or audiences.names[0]
    if wanted not in audiences.names:
        said = _("there is no audience called {name}", name=wanted)
        raise UsageError(said, hint(wanted, audiences.names))
    return _view(dataset, wanted, audiences, {} if known is None else known)


def view_counted(dataset: Dataset) -> View:
    """``dataset`` with the values that count in statistics besides those of lesser levels: for counts that are protected, nothing else."""
    return _view(dataset, STATISTICS, Audiences(dataset.context), {})


def _view(dataset: Dataset, wanted: str, audiences: Audiences, known: Seen) -> View:
    hidden = {kind: audiences.hidden(dataset.context.schemas[kind], wanted) for kind in dataset.context.kinds}
    texts = {kind: repr((wanted, sorted(visible), below)) for kind, (visible, below) in hidden.items()}
    seen = []
    for entry in dataset.entries:
        visible, below = hidden[entry.kind]
        key = id(entry), texts[entry.kind]
        if key not in known:
            schema = dataset.context.schemas[entry.kind]
            known[key] = _see(entry, partial(audiences.drop_raised, entry, schema, wanted), visible, below)
        seen.append(known[key])
    rest = {field.name: getattr(dataset, field.name) for field in fields(Dataset) if field.name != "entries"}
    return View(tuple(seen), audience=wanted, **rest)


def _see(entry: Entry, raised: Callable[[], Data], visible: frozenset[str], below: Tree) -> Entry:
    """The entry without its text and what is hidden; itself, where it has neither.

    ``raised`` gives its data without the values that it keeps back itself.
    """
    if isinstance(entry, LazyEntry):
        return LazyEntry(entry.path, entry.kind, lambda: drop_hidden(raised(), visible, below), entry.digest)
    data = raised()
    if not below and data is entry.data and not entry.source.text and visible.issuperset(data):
        return entry
    return Entry(entry.path, entry.kind, drop_hidden(data, visible, below), Source(entry.path, "", None))


def hide_values(verdict: Verdict) -> Verdict:
    """``verdict`` for logs that everyone reads: no value that is not public, and no fix of a file that holds any."""
    silenced = tuple(replace(each, diagnostic=_hide(each.diagnostic)) for each in verdict.silenced)
    return replace(verdict, diagnostics=tuple(map(_hide, verdict.diagnostics)), silenced=silenced)


def _hide(diagnostic: Diagnostic) -> Diagnostic:
    if diagnostic.is_public:
        return diagnostic if diagnostic.is_file_public else replace(diagnostic, fix=None)
    related = tuple((place, blank(said)) for place, said in diagnostic.related)
    help = blank(diagnostic.help) if diagnostic.help else None
    return replace(diagnostic, message=blank(diagnostic.message), help=help, fix=None, related=related)


TOLD = frozenset({"n", "route", "seen_by", "repository"})
"""Places of sentences that hold no data: numbers, fields of a schema, audiences."""


def blank(text: Text) -> Text:
    """``text`` without its values; numbers, fields and audiences stay."""
    return replace(text, values=tuple((name, value if name in TOLD else "…") for name, value in text.values))
