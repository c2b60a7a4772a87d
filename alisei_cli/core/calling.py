"""What a new body is called: its name with a legal form is the legal one, and people say it without the form."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from alisei_cli.core.bodies import Bodies
from alisei_cli.folding import cut_legal_form, fold_name
from alisei_cli.model.import_result import Proposal


def count_names(proposals: Iterable[Proposal]) -> Counter[str]:
    """How many of the proposals have each name, folded; the same name twice counts once."""
    return Counter(fold_name(name) for name in {str(each.data["names"][0]["value"]) for each in proposals})


def call_body(names: Sequence[Mapping[str, str]], bodies: Bodies, named: Counter[str]) -> list[dict[str, str]]:
    """``names`` of a new body, of which the first is the one to call it by.

    Where another body, there or on its way, is called the same without the form, the legal name stands alone.
    """
    first, *others = map(dict, names)
    plain = cut_legal_form(first["value"])
    if plain == first["value"]:
        return [first, *others]
    legal = {**first, "kind": "legal"}
    if named[fold_name(plain)] > 1 or bodies.has_name(plain):
        return [legal, *others]
    return [legal, {**first, "value": plain}, *others]
