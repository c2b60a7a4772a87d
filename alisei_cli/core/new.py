"""A new entry: answers to proposed changes, and the fields that are still empty as comments to fill in."""

from collections.abc import Collection, Iterable, Iterator

from alisei_cli.core.values import find_value_called
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import ProposedChange
from alisei_cli.model.questions import Question, find_place
from alisei_cli.model.schema import Schema, list_types
from alisei_cli.model.sharing import parse_pointer

UNASKED = frozenset({"id", "status", "status_since", "status_reason", "successor", "maintainers", "notes", "sharing", "verified"})
"""Fields that no one fills in at the beginning, or that only ``alisei verify`` and a confirmation fill."""
SOME = 4
"""Terms or fields that a comment names."""


def resolve(question: Question, typed: str, context: Context) -> str:
    """``typed`` as an entry has it: a term by its label or synonym, everything else as it is.

    Raises:
        UsageError: no term, or no municipality, is called so.
    """
    facet = context.schemas["stakeholder"].at(question.route).get("x-alisei-facet")
    if isinstance(facet, str):
        return find_value_called(facet, typed, context)
    if question.name == "municipality":
        find_place(typed, context.territory)
    return typed


def parse_settings(settings: Iterable[str]) -> Iterator[ProposedChange]:
    """The changes that are written ``/website=https://www.example.org``.

    Raises:
        UsageError: there is no ``=``, or no pointer before it.
    """
    for setting in settings:
        typed, is_set, value = setting.partition("=")
        pointer = parse_pointer(typed)
        if not is_set or not typed.startswith("/") or not pointer:
            raise UsageError(_("{setting} sets no field", setting=setting), _("Write it so: /website=https://www.example.org"))
        yield ProposedChange("set", pointer, value)


def list_empty(filled: Collection[str], schema: Schema) -> Iterator[str]:
    """A comment for each field of an entry that is not ``filled``: its key, title, and some terms or fields that may stand in it."""
    for key, node in schema.document["properties"].items():
        if key in filled or key in UNASKED:
            continue
        here = schema.at((key,))
        is_list, is_block = "items" in here, "properties" in here
        inner = schema.at((key, "*")) if is_list else here
        known = list(inner.get("enum") or inner.get("properties") or ())
        value = "[]" if is_list else "{}" if is_block else '""' if "string" in list_types(here) else ""
        some = [*known[:SOME], *(["..."] if len(known) > SOME else [])]
        yield f"# {key}: {value}".rstrip() + f" # {node.get('title', key)}" + (f": {', '.join(map(str, some))}" if some else "")
