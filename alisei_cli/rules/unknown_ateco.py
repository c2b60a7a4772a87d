"""An ATECO code exists in the edition given with it.

Why: the same digits mean different activities in different editions; a code outside its edition cannot be counted.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
facts: {ateco: {code: 72.11.00, edition: 2025}}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
facts: {ateco: {code: 72.10.10, edition: 2025}}
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.rules._ateco import EDITIONS, exists
from alisei_cli.rules._contract import Rule

_CODE: Pointer = ("facts", "ateco", "code")
_EDITION: Pointer = ("facts", "ateco", "edition")


_FORM = re.compile(r"[0-9]{2}(?:\.[0-9]{1,2}){0,2}\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The edition that does not exist, else the code that is not in it."""
    code, edition = entry.get("facts", "ateco", "code"), str(entry.get("facts", "ateco", "edition"))
    if not isinstance(code, str) or not _FORM.match(code) or not _YEAR.match(edition):
        return
    if edition not in EDITIONS:
        yield Finding(
            _EDITION,
            _("there is no edition {edition} of ATECO", edition=edition),
            _("Write one of {editions}: the one that the business register names with the code.", editions=EDITIONS),
        )
    elif not exists(code, edition):
        yield _report_unknown(code, edition)


def _report_unknown(code: str, edition: str) -> Finding:
    message = _("the code {code} is not in ATECO {edition}", code=code, edition=edition)
    others = [other for other in EDITIONS if other != edition and exists(code, other)]
    if not others:
        above = _find_above(code, edition)
        help = (
            _("Write the code as the business register gives it; the nearest that exists above it is {above}.", above=above)
            if above
            else _("Write the code as the business register gives it: pairs of digits with dots between them.")
        )
        return Finding(_CODE, message, help)
    new = _successors(code, others, edition)
    if new:
        help = _n(
            "It is a code of the edition {others}: write edition: {other}, or the code of {edition}: {new}.",
            "It is a code of the editions {others}: write edition: {other}, or the code of {edition}: {new}.",
            n=len(others),
            others=others,
            other=others[0],
            edition=edition,
            new=new,
        )
    else:
        help = _n(
            "It is a code of the edition {others}: write edition: {other}.",
            "It is a code of the editions {others}: write edition: {other}.",
            n=len(others),
            others=others,
            other=others[0],
        )
    fix = Fix(_("write edition: {other}", other=others[0]), (Edit(_EDITION, others[0]),))
    return Finding(_CODE, message, help, fix)


def _find_above(code: str, edition: str) -> str:
    while len(code) > 2:
        code = code[:-1].rstrip(".")
        if exists(code, edition):
            return code
    return ""


def _successors(code: str, others: list[str], edition: str) -> tuple[str, ...]:
    import ateco

    if {"2022", "2025"} <= {*others, edition} and edition != "2007":
        other = "2022" if edition == "2025" else "2025"
        return tuple(ateco.map_code(code, other, edition).targets[:5])
    return ()


RULE = Rule("ALI404", Severity.ERROR, check, fields=frozenset({"facts"}))
