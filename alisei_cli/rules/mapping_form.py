"""Every mapping has the form of its classification.

Why: mappings group terms and entries by other classifications; a code that none of them can have is found by no one.

Wrong:
```terms taxonomy.yaml
vaccines:
  labels: {it: Vaccini, en: Vaccines}
  mappings: {atc: [J7]}
```

Right:
```terms taxonomy.yaml
vaccines:
  labels: {it: Vaccini, en: Vaccines}
  mappings: {atc: [J07]}
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.taxonomy import iterate_terms
from alisei_cli.rules._contract import Rule

_ATC = r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?"
FORMS = {
    "ateco": (r"\d\d(\.\d(\d(\.\d\d?)?)?)?", "72.10.10"),
    "nace": (r"[A-V]|\d\d(\.\d\d?)?", "21.20"),
    "legal-form": (r"[12](\.\d(\.\d\d)?)?", "1.7.20"),
    "ford": (r"\d(\.\d\d?)?", "3.2"),
    "emdn": (r"[A-Z](\d\d)*", "P09"),
    "mesh": (r"[A-Z]\d\d(\.\d{3})*", "C16.320"),
    "atc": (_ATC, "L01"),
    "atcvet": (f"Q({_ATC})?", "QI"),
    "erc": (r"(LS|PE|SH)\d\d?", "LS4"),
}
"""Pattern of a whole code of each classification, with an example."""


def check(entry: Entry, _context: Context) -> Iterator[Finding]:
    """Each mapping that its classification cannot have."""
    for pointer, _facet, body in iterate_terms(entry.data):
        mappings = body.get("mappings")
        for name, codes in mappings.items() if isinstance(mappings, dict) else ():
            pattern, example = FORMS.get(name, ("", ""))
            for number, code in enumerate(codes) if pattern and isinstance(codes, list) else ():
                place = (*pointer, "mappings", name, number)
                if entry.is_sound(place) and not re.fullmatch(pattern, str(code)):
                    message = _("{code} cannot be a code of {name}", code=str(code), name=name)
                    yield Finding(place, message, _("Look the code up and write it in full, like {example}.", example=example))


RULE = Rule("ALI226", Severity.ERROR, check, kinds=("taxonomy",))
