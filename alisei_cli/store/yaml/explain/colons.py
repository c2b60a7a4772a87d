"""Colons that are missing, lack a blank, or begin no field."""

import re

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Fix
from alisei_cli.store.yaml.explain import flow, indentation, prose, quotes
from alisei_cli.store.yaml.explain.messages import ONE_FIELD, Cause, Meaning, Spot, write
from alisei_cli.store.yaml.explain.outline import route
from alisei_cli.store.yaml.explain.split_texts import type_colon
from alisei_cli.store.yaml.plain import Admits, is_strict

_NO_BLANK_AFTER_COLON = re.compile(r"\s*(?:- )?[\"']?[A-Za-z_]\w*[\"']?:[^\s:/]")
_NO_BLANK_AFTER_HYPHEN = re.compile(r"\s*-(?=[\[{\"'A-Za-z])")
_NO_COLON = re.compile(r"\s*(?:- )?([a-z_]{2,40})(?:( +(?:= *)?)(?=[^\s=])|\s*\Z)")
_WORDS = 2
"""Words of a line inside a block that is most likely a field whose colon is missing; one with more may be prose."""


def find_misplaced_colon(spot: Spot, admits_text: Admits) -> Cause:
    """Explain a colon where no field can begin."""
    tight = _NO_BLANK_AFTER_HYPHEN.match(spot.text)
    if ": " in spot.before and not tight:
        whole = (
            flow.find_missing_braces(spot, admits_text)
            or indentation.find_joined_fields(spot, admits_text)
            or quotes.explain_unquoted(spot)
            or prose.explain_continuation(spot, quotes.SECOND_FIELD)
        )
        return whole or (spot, Meaning(quotes.SECOND_FIELD, quotes.WHOLE))
    above = spot.above
    if above >= 0:
        line = spot.at(above, 0)
        is_without = ": " not in f"{line.text} "
        missing = find_missing_blank(line) or (find_missing_colon(line, admits_text) if is_without else None)
        if missing:
            return missing
        if is_without:
            return spot.at(above, line.edge), Meaning(_("this line has no colon after the name of a field"), ONE_FIELD)
    otherwise = Meaning(
        _("this line begins further right than the line above allows"),
        _(
            "Begin it in the same column as the other fields of its block. If the line above should hold a block, delete its value."
        ),
    )
    spot = spot.at(spot.line, spot.edge)
    culprit = indentation.find_outdented_field(spot.at(above, 0), spot.edge, admits_text) if above >= 0 else None
    if culprit:
        return culprit
    may_hold_a_block = above >= 0 and not admits_text(route(spot.lines, above))
    return indentation.explain_nearest(spot, otherwise, is_below_a_value=may_hold_a_block) or (spot, otherwise)


def find_missing_blank(spot: Spot) -> Cause | None:
    """Detect a field name whose colon touches the value."""
    if not _NO_BLANK_AFTER_COLON.match(spot.text):
        return None
    colon = spot.text.index(":")
    line = f"{spot.text[: colon + 1]} {spot.text[colon + 1 :]}".strip()
    fix = Fix(_("put a space after the colon"), (spot.put(colon + 1, colon + 1, " "),), safe=True)
    return spot.at(spot.line, colon), Meaning(
        _("a space is missing after this colon"), write(line, _("Type a space after the colon.")), fix
    )


def find_missing_colon(spot: Spot, admits_text: Admits) -> Cause | None:
    """Detect a field name and a value without a colon between them."""
    found = _NO_COLON.match(spot.text)
    if found is None:
        return None
    pointer = (*route(spot.lines, spot.line), found.group(1))
    is_name = admits_text(pointer) is not None
    is_known = is_name if is_strict(admits_text, ()) or found.start(1) == 0 else len(spot.text.split()) <= _WORDS
    if not is_known:
        return None
    end = found.end(2) if found.group(2) else found.end(1)
    colon = ": " if found.group(2) else ":"
    line = f"{spot.text[: found.end(1)]}{colon}{spot.text[end:]}".strip()
    fix = Fix(_("put a colon after the name of the field"), (spot.put(found.end(1), end, colon),))
    meaning = Meaning(_("this line has no colon after the name of a field"), write(line, type_colon(found.group(1))), fix)
    return spot.at(spot.line, found.start(1)), meaning
