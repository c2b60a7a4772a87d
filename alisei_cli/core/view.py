"""What one audience may see of the dataset: the policy decides, by an allow-list, and never a report or an export."""

from dataclasses import replace
from typing import Any

from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.dataset import Dataset, Entry, Law
from alisei_cli.model.source import Source

AUDIENCES = ("public", "members", "secretariat")
"""From the widest to the narrowest; each also sees what those before it see."""


def view(dataset: Dataset, audience: str | None = None, known: dict[tuple[int, frozenset[str]], Entry] | None = None) -> Dataset:
    """``dataset`` with only the fields that ``audience`` (public unless said otherwise) may see; the text of the files is gone.

    ``known`` remembers what was seen, by the identity of entries that live longer than it, for who looks at many states of one dataset.

    Raises:
        UsageError: there is no such audience.
    """
    wanted = audience or AUDIENCES[0]
    if wanted not in AUDIENCES:
        raise UsageError(_("there is no audience called {name}", name=wanted), _("There are: {names}.", names=AUDIENCES))
    fields = {kind: frozenset(_visible(kind, dataset.law, wanted)) for kind in dataset.law.kinds}
    known = {} if known is None else known
    seen = []
    for entry in dataset.entries:
        key = id(entry), fields.get(entry.kind, frozenset())
        if key not in known:
            known[key] = _seen(entry, key[1])
        seen.append(known[key])
    return replace(dataset, entries=tuple(seen))


def _seen(entry: Entry, fields: frozenset[str]) -> Entry:
    data = {key: value for key, value in entry.data.items() if key in fields}
    return Entry(entry.path, entry.kind, data, Source(entry.path, "", None))


def _visible(kind: str, law: Law, audience: str) -> list[str]:
    """Fields of an entry of ``kind`` that ``audience`` may see; what the schema does not know, nobody sees.

    A policy that names no fields leaves those of a public repository to everybody, because they are there already, and those
    of any other to the secretariat.
    """
    schema = law.schemas.get(kind)
    known: Any = schema.document.get("properties") if schema else None
    known = known if isinstance(known, dict) else {}
    is_open = "fields" not in law.policy and law.policy.get("repository") == "public"
    if audience == AUDIENCES[-1] or is_open:
        return list(known)
    named = law.policy.get("fields")
    levels = AUDIENCES[: AUDIENCES.index(audience) + 1]
    lists = [named.get(level) for level in levels] if isinstance(named, dict) else []  # what is no list allows nothing
    allowed = {field for each in lists if isinstance(each, list) for field in each if isinstance(field, str)}
    return [field for field in known if field in allowed]
