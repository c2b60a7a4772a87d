"""No name of a term is also a name of another term of its facet.

Why: people who type the word get one of the two terms by chance, and read a label that means two things. A synonym that two
terms share, without being the label or code of either, does no harm: both are then suggested.

Wrong:
```terms taxonomy.yaml
pharma:
  labels: {it: Farmaceutico, en: Pharmaceuticals}
  synonyms: {it: [vaccini], en: [drugs]}
vaccines:
  labels: {it: Vaccini, en: Vaccines}
```

Right:
```terms taxonomy.yaml
pharma:
  labels: {it: Farmaceutico, en: Pharmaceuticals}
  synonyms: {it: [medicine], en: [drugs]}
vaccines:
  labels: {it: Vaccini, en: Vaccines}
```
"""

from collections.abc import Iterator
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.model.taxonomy import iterate_terms
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each label that two terms in use share, and each synonym that is the label or code of another term."""
    names: dict[tuple[str, str], tuple[str, Pointer]] = {}
    synonyms: list[tuple[str, str, str, Pointer]] = []
    for pointer, facet, body in iterate_terms(entry.data):
        code = str(pointer[-1])
        if body.get("deprecated"):
            continue
        names.setdefault((facet, fold(code)), (code, pointer))
        for key, label in _texts(body.get("labels")):
            place = (*pointer, "labels", *key)
            owner, first = names.setdefault((facet, fold(label)), (code, place))
            if owner != code:
                yield _finding(entry, label, place, owner, first)
                break
        synonyms += [(facet, code, synonym, (*pointer, "synonyms", *key)) for key, synonym in _texts(body.get("synonyms"))]
    for facet, code, synonym, place in synonyms:
        owner, first = names.get((facet, fold(synonym)), (code, place))
        if owner != code:
            yield _finding(entry, synonym, place, owner, first)


def _finding(entry: Entry, name: str, place: Pointer, owner: str, first: Pointer) -> Finding:
    return Finding(
        place,
        _("{name} is a name of the term {owner} too", name=name, owner=owner),
        _("Write a word that means only this term, or delete it here."),
        related=(Related(entry.path, first, _("here is the first one"), at="key" if first[-1] == owner else "value"),),
    )


def _texts(value: Any) -> Iterator[tuple[Pointer, str]]:
    """Every text by language, or by language and number in its list."""
    for language, said in value.items() if isinstance(value, dict) else ():
        if isinstance(said, str) and fold(said):
            yield (language,), said
        for index, item in enumerate(said) if isinstance(said, list) else ():
            if isinstance(item, str) and fold(item):
                yield (language, index), item


RULE = Rule("ALI224", Severity.ERROR, check, kinds=("taxonomy",))
