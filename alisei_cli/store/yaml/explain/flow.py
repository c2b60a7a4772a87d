"""Repair of rejected flow-style lines, guided by commas and field names."""

import re

from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Fix
from alisei_cli.model.source import Pointer
from alisei_cli.store.yaml.explain.brackets import PAIRS, close_brackets, ends, explain_not_closed
from alisei_cli.store.yaml.explain.flow_values import FLOW_FIELD, FlowReader, Slip
from alisei_cli.store.yaml.explain.messages import Cause, Meaning, Spot, write
from alisei_cli.store.yaml.explain.outline import FIELD, LONGEST, route
from alisei_cli.store.yaml.explain.quotes import quote_between
from alisei_cli.store.yaml.plain import Admits, is_strict

_LISTS = re.compile(r"\[[^\[\]#]*\](?:\s*,\s*\[[^\[\]#]*\])+\s*")  # several lists in place of one
_ENDED = _("more text follows where the value has already ended")


def cause(spot: Spot, line: int, admits_text: Admits) -> Cause | None:
    """Explain a line that opens a bracket, and show the repaired line."""
    text = spot.lines[line]
    found = FIELD.match(text)
    if found is None or len(text) > LONGEST or text[found.end() : found.end() + 1] not in ("[", "{"):
        return None
    start, pointer = found.end(), route(spot.lines, line)
    if pointer and isinstance(pointer[-1], int) and is_strict(admits_text, ()) and admits_text(pointer) is None:
        return None  # no item goes here: where the line begins is wrong, not what it holds
    slips: list[Slip] = []
    if text[start] == "{" and text.endswith("]") and "[" not in text and admits_text((*pointer, 0)):
        text = f"{text[:start]}[{text[start + 1 :]}"
        slips.append(Slip(start, _("this bracket does not match the one that closes"), _("Type [ instead.")))
    sign = PAIRS[text[start]]
    if wrong := close_brackets(text, start):
        text, at, what = wrong
        slips.append(Slip(at, what, _("Close only what is open: type {sign}", sign=text[at:].rstrip(" ,") or sign)))
    end = text.rfind(sign) + 1
    rest = text[end:].strip() if end else ""
    if _LISTS.fullmatch(text, start) and not admits_text(pointer):
        return _build_cause(spot.at(line, start), text[:start] + re.sub(r"\]\s*,\s*\[", ", ", text[start:]), [], _ENDED)
    if rest and rest != "," and not re.match(r"\s+#", text[end:]):
        return _explain_text_after(spot.at(line, end + text[end:].index(rest)), start, end, pointer, admits_text)
    if rest == ",":
        body, message = text[:end], _("there is one comma too many here")
    elif end:
        body, message = text, None
    elif ends(spot.lines, line):
        body, message = text.rstrip(" ,)") + sign, explain_not_closed(text[start], line)
        end = len(body)
    else:
        return None
    reader = FlowReader(body, admits_text, slips)
    said = reader.block(start, end, pointer, 0)
    if said is None or not (message or reader.slips):
        return None
    whole = " ".join([body[:start] + said, *filter(None, [body[end:].strip(), *reader.comments])])
    return _build_cause(spot.at(line, start), whole, reader.slips, message)


def find_missing_braces(spot: Spot, admits_text: Admits) -> Cause | None:
    """Detect fields on one line without braces: ``head_office: municipality: Barga``."""
    found, pointer = FIELD.match(spot.text), route(spot.lines, spot.line)
    if found is None or len(spot.text) > LONGEST or admits_text(pointer) or not is_strict(admits_text, pointer):
        return None
    below = spot.lines[spot.line + 1] if spot.line + 1 < len(spot.lines) else ""
    indent = len(below) - len(below.lstrip())
    if indent > found.start(3) and ":" in below:
        return _explain_inline_field(spot.at(spot.line, found.end()), " " * indent, pointer, admits_text)
    start = found.end()
    body = f"{spot.text[:start]}{{{spot.text[start:].strip(' ()')}}}"
    body = (close_brackets(body, start) or (body,))[0]
    reader = FlowReader(body, admits_text)
    said = reader.block(start, len(body), pointer, 0)
    message = _("the fields of {key} are on one line, but not in braces", key=found.group(3))
    return None if said is None else _build_cause(spot.at(spot.line, start), body[:start] + said, [], message)


def _explain_inline_field(spot: Spot, indent: str, pointer: Pointer, admits_text: Admits) -> Cause | None:
    """Detect a field on its block's line, with the others below."""
    first = FLOW_FIELD.match(spot.text, spot.column)
    if first is None or first.group(2) != ":" or admits_text((*pointer, first.group(1))) is None:
        return None
    line = spot.text[spot.column :].strip()
    fix = Fix(_("put the field on a line of its own"), (spot.put(len(spot.before.rstrip()), spot.column, "\n" + indent),))
    help = _("Put it on a line of its own, directly above the others: {line}", line=line)
    return spot, Meaning(_("this field is after the name of its block, the others below it"), help, fix)


def _explain_outside(spot: Spot, start: int, end: int, pointer: Pointer, admits_text: Admits) -> Cause | None:
    """A field of the block behind the brace that closes it: it goes inside."""
    rest, hash_sign, note = spot.text[spot.column :].partition(" #")
    body = f"{spot.text[: end - 1].rstrip(' ,')}, {rest.strip(' ,')}}}"
    found = FLOW_FIELD.match(rest.lstrip(" ,"))
    if not found or found.group(2) != ":" or admits_text((*pointer, found.group(1))) is None:
        return None
    said = FlowReader(body, admits_text).block(start, len(body), pointer, 0)
    message = _("this field is after the brace that closes its block")
    slip = Slip(spot.column, message, _("Move it inside, before the closing brace."))
    return (
        None if said is None else _build_cause(spot.at(spot.line, start), f"{body[:start]}{said}{hash_sign}{note}", [slip], None)
    )


def _explain_text_after(spot: Spot, start: int, end: int, pointer: Pointer, admits_text: Admits) -> Cause | None:
    """Detect text after a closing bracket: one text, or another item."""
    message, is_text = _ENDED, admits_text(pointer)
    if spot.text[start] == "{" and (found := _explain_outside(spot, start, end, pointer, admits_text)):
        return found
    if is_text or is_text is None:
        return spot, Meaning(message, *quote_between(spot, start, len(spot.text.rstrip())))
    if spot.text[start] == "{":
        return None
    line = f"{spot.text[: end - 1]}, {spot.text[spot.column :].strip(' ,')}]"
    fix = Fix(_("write {line}", line=line.strip()), (spot.at(spot.line, 0).put(start, len(spot.text), line[start:]),))
    return spot, Meaning(message, write(line.strip(), _("Move it into the brackets, after a comma.")), fix)


def _build_cause(spot: Spot, whole: str, slips: list[Slip], message: Text | None) -> Cause:
    """Build the cause for a repaired line, or for its first slip."""
    line = whole.strip()
    fix = Fix(_("write {line}", line=line), (spot.at(spot.line, 0).put(spot.column, len(spot.text), whole[spot.column :]),))
    close = Slip(spot.column, message or _ENDED, _("Close it at the end of the line: type {sign}", sign=line[-1]))
    first = min(slips, key=lambda slip: slip.at, default=close)
    help = first.help if first.is_part and len(slips) == 1 and message is None else write(line, first.help)
    return spot.at(spot.line, first.at), Meaning(first.message, help, fix)
