"""What evidence adds to the terms of an entry: nothing that anyone wrote is taken away or contradicted."""

from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.model.dataset import Context
from alisei_cli.model.source import Data, Pointer


def deepen(ours: Data, theirs: Mapping[str, Any], context: Context) -> Iterator[tuple[Pointer, Any]]:
    """The terms that an entry gains from a source that completes it: at each pointer the new value.

    A narrower sector takes the place of a broader one; a list grows by a term where it has neither that term, nor one above
    or below it, nor one that excludes others. What the organisation has confirmed stays as it is.
    """
    if "verified" in ours:
        return
    sector, narrower = ours.get("sector"), theirs.get("sector", {}).get("primary")
    primary = sector.get("primary") if isinstance(sector, dict) else None
    if isinstance(primary, str) and narrower and narrower != primary and context.taxonomy.covers(primary, narrower):
        yield ("sector", "primary"), narrower
    for name, terms in theirs.items():
        held = ours.get(name)
        if isinstance(terms, list) and isinstance(held, list) and held and name not in ("names", "sources", "relations"):
            new = [term for term in terms if not any(_bars(each, term, context) for each in held)]
            yield from (((name, len(held) + index), term) for index, term in enumerate(new))


def _bars(held: Any, term: Any, context: Context) -> bool:
    """Whether a term of an entry leaves no room for another one beside it."""
    if not isinstance(held, str) or not isinstance(term, str):
        return True
    taxonomy = context.taxonomy
    is_alone = any(known.exclusive for known in map(taxonomy.terms.get, (held, term)) if known)
    return is_alone or taxonomy.covers(held, term) or taxonomy.covers(term, held)
