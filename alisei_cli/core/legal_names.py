"""Names of a new body: the legal one, and the one people say, without the legal form."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from alisei_cli.core.bodies import Bodies
from alisei_cli.folding import cut_legal_form, fold_name
from alisei_cli.model.import_result import Proposal


def count_names(proposals: Iterable[Proposal]) -> Counter[str]:
    """How many of the proposals have each name, folded; the same name twice counts once."""
    return Counter(fold_name(name) for name in {str(each.data["names"][0]["value"]) for each in proposals})


def name_body(names: Sequence[Mapping[str, str]], bodies: Bodies, named: Counter[str]) -> list[dict[str, str]]:
    """Split the first of ``names`` into a legal and a display name.

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
