"""Lines and fields without the hyphen, list, field or comma before them."""

import re

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Edit, Fix
from alisei_cli.model.source import Span
from alisei_cli.store.yaml.explain.messages import Cause, Meaning, Spot, write
from alisei_cli.store.yaml.explain.outline import FIELD, LONGEST, NAME, route
from alisei_cli.store.yaml.plain import Admits, is_strict

_BRACED = re.compile(rf" *\{{ *({NAME}): .*\}} *(?:#.*)?\Z")
_NAMED = re.compile(rf"(?:[{{,]|- ) *({NAME}):(?= )")
_LISTS = ("names", "sites", "relations", "maintainers", "sources")
"""Lists that the fields of their items tell apart."""
_WORDS = 3
"""Minimum number of words without YAML signs that make a line prose."""
_SIGNS = frozenset(":#[]{}")


def cause(spot: Spot, admits_text: Admits) -> Cause | None:
    """The cause, if the line stands apart from its list or field."""
    if len(spot.text) > LONGEST or not is_strict(admits_text, ()):
        return None
    return _explain_no_hyphen(spot, admits_text) or _explain_no_list(spot, admits_text) or _value_below(spot, admits_text)


def _explain_no_hyphen(spot: Spot, admits_text: Admits) -> Cause | None:
    """Fields between braces on a line of their own, where an item of a list belongs."""
    found = _BRACED.match(spot.text)
    if found is None:
        return None
    column = _hyphen(spot.lines[spot.above]) if spot.above >= 0 else None
    column = spot.edge if column is None else column
    line = f"{' ' * column}- {spot.text.strip()}"
    item = route([*spot.lines[: spot.line], line], spot.line)
    if not item or item[-1] != 0 or admits_text((*item, found.group(1))) is None:
        return None
    fix = Fix(_("write a hyphen and a space"), (spot.put(0, len(spot.text), line),))
    message = _("a hyphen is missing before this item of the list")
    return spot.at(spot.line, spot.edge), Meaning(message, write(line.strip(), _("Type a hyphen and a space before it.")), fix)


def _hyphen(line: str) -> int | None:
    """The column of the hyphen with which a line begins."""
    edge = len(line) - len(line.lstrip(" "))
    return edge if line[edge : edge + 2] == "- " else None


def _explain_no_list(spot: Spot, admits_text: Admits) -> Cause | None:
    """Items above which the name of their list is missing: the fields in them tell which it was."""
    if _hyphen(spot.text) is None:
        return None
    pointer = route(spot.lines, spot.line)
    fields = _NAMED.findall(spot.text)
    if not fields or admits_text((*pointer[: pointer.index(0) + 1 if 0 in pointer else 0], fields[0])) is not None:
        return None  # the list is there
    given = {found.group(3) for line in spot.lines if (found := FIELD.match(line)) and not found.group(1)}
    lists = [name for name in _LISTS if name not in given and all(admits_text((name, 0, key)) is not None for key in fields)]
    if len(lists) != 1:
        return None
    line = f"{lists[0]}:"
    at = Span(spot.line + 1, 1, spot.line + 1, 1)
    fix = Fix(_("write the name of the list above"), (Edit((), f"{line}\n", "text", at),))
    message = _("the name of the list to which this item belongs is missing above it")
    help = _("Type on a line of its own, above this one, at the left edge: {line}", line=line)
    return spot.at(spot.line, spot.edge), Meaning(message, help, fix)


def _value_below(spot: Spot, admits_text: Admits) -> Cause | None:
    """A value on the line below its field, but no further right than that."""
    above = spot.above
    found = FIELD.match(spot.lines[above]) if above >= 0 else None
    if found is None or not found.group(3) or spot.lines[above][found.end() :].strip() or spot.edge > found.start(3):
        return None
    said = spot.text.strip()
    if not said or " " in said or said.endswith(":") or said[0] in "-#[{" or not admits_text(route(spot.lines, above)):
        return None
    line = f"{spot.lines[above].rstrip()} {said}"
    edit = Edit((), line, "text", Span(above + 1, 1, spot.line + 1, len(spot.text) + 1))
    message = _("the value of {key} is on a line of its own, and not indented more than its field", key=found.group(3))
    help = _("Put it after the name of the field, on line {number}: {line}", number=above + 1, line=line.strip())
    return spot.at(spot.line, spot.edge), Meaning(message, help, Fix(_("put the value after its field"), (edit,)))


def explain_no_comma(spot: Spot, opened: Spot, admits_text: Admits) -> Cause | None:
    """A field of the block that opens further up, and no comma before it."""
    found, block = re.search(rf"(?<=\S) +({NAME})\Z", spot.before[-LONGEST:]), FIELD.match(opened.text)
    if found is None or block is None or block.end() != opened.column:
        return None
    if admits_text((*route(opened.lines, opened.line), found.group(1))) is None:
        return None
    at = spot.column - len(found.group())
    fix = Fix(_("type a comma"), (spot.put(at, at, ","),))
    return spot.at(spot.line, at), Meaning(_("a comma is missing here, before the next field"), _("Type a comma here."), fix)


def remark(spot: Spot) -> Cause | None:
    """A line of prose at the left edge, which goes on with no text: a remark to the reader."""
    is_prose = spot.text[:1].isalpha() and len(spot.text.split()) >= _WORDS and _SIGNS.isdisjoint(spot.text)
    if not is_prose or len(spot.text) > LONGEST:
        return None
    line = f"# {spot.text}"
    fix = Fix(_("make it a comment"), (spot.put(0, 0, "# "),))
    message = _("this line is neither a field nor a comment")
    help = _("Delete it; or, if it is a remark, turn it into a comment: {line}", line=line)
    return spot.at(spot.line, 0), Meaning(message, help, fix)
