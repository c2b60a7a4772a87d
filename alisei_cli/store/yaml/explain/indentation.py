"""Lines indented differently from their block.

Each has a number of columns to move.
"""

import re

from alisei_cli.language import _, _n
from alisei_cli.model.diagnostic import Fix
from alisei_cli.store.yaml.explain.messages import Cause, Meaning, Spot, write
from alisei_cli.store.yaml.explain.outline import FIELD, LONGEST, route
from alisei_cli.store.yaml.plain import Admits, is_strict

_BEGINNING = re.compile(r"( *)(- +)?(?:(?=([A-Za-z_]\w{0,40}:(?: |$)))|(?<=- ))")
"""How a line begins that holds a field or an item, up to the name of the field."""


def explain_nearest(spot: Spot, otherwise: Meaning, *, is_below_a_value: bool = False) -> Cause | None:
    """A line in no column of those like it above, with the distance to the nearest."""
    is_item = spot.text[spot.edge :].startswith("- ")
    edges, low = [], len(spot.text)
    for line in reversed(spot.lines[: spot.line]):
        found = _BEGINNING.match(line)
        if found is None or len(found.group(1)) >= low:
            continue
        low = len(found.group(1))
        if is_item and line[low] == "-":
            edges.append(low)
        elif not is_item and found.group(3):
            edges.append(found.end())
        if low == 0:
            break
    target = min(edges, key=lambda edge: (abs(edge - spot.edge), -edge), default=spot.edge)
    if target == spot.edge:
        return None
    n, below = abs(target - spot.edge), _find_lines_to_move(spot, target, is_item=is_item)
    first, last = spot.line + 1, spot.line + 1 + len(below)
    if below and target > spot.edge:
        help = _n(
            "Indent lines {first} to {last} by {n} more space.",
            "Indent lines {first} to {last} by {n} more spaces.",
            n=n,
            first=first,
            last=last,
        )
    elif below:
        help = _n(
            "Delete {n} space at the beginning of lines {first} to {last}.",
            "Delete {n} spaces at the beginning of lines {first} to {last}.",
            n=n,
            first=first,
            last=last,
        )
    elif target > spot.edge:
        help = _n("Indent this line by {n} more space.", "Indent this line by {n} more spaces.", n=n)
    elif is_below_a_value and not below:
        help = _n(
            "Delete {n} space at the beginning of the line; or, if the line above should hold a block, delete its value.",
            "Delete {n} spaces at the beginning of the line; or, if the line above should hold a block, delete its value.",
            n=n,
        )
    else:
        help = _n("Delete {n} space at the beginning of the line.", "Delete {n} spaces at the beginning of the line.", n=n)
    moved = [here.put(0, here.edge, " " * (here.edge + target - spot.edge)) for here in (spot, *below)]
    fix = Fix(_("begin the line where the others begin"), tuple(moved))
    message = _("this item does not begin in the same column as the others of its list") if is_item else otherwise.message
    return spot, Meaning(message, help, fix)


def _find_lines_to_move(spot: Spot, target: int, *, is_item: bool) -> list[Spot]:
    """List the lines below that move together with the line."""
    below = []
    for number in range(spot.line + 1, len(spot.lines)):
        here = spot.at(number, 0)
        if not here.text.strip() or here.edge <= spot.edge:
            break
        below.append(here)
    if not below:
        return []
    own = spot.edge + len(spot.text[spot.edge :]) - len(spot.text[spot.edge + 1 :].lstrip(" "))
    is_apart = below[0].edge == own if is_item else target < spot.edge or below[0].edge <= target
    return below if is_apart else []


def find_extra_hyphen(spot: Spot, admits_text: Admits) -> Cause | None:
    """Detect an extra hyphen before a field of the enclosing block."""
    found = FIELD.match(spot.text)
    if found is None or not found.group(3) or not is_strict(admits_text, ()):
        return None
    line = " " * spot.column + spot.text[found.start(3) - (spot.text[found.start(3) - 1] in "\"'") :]
    if admits_text(route([*spot.lines[: spot.line], line], spot.line)) is None:
        return None
    fix = Fix(_("delete the hyphen"), (spot.put(0, len(spot.text), line),))
    message = _("there is a hyphen before the name of a field, but this is not a list")
    return spot, Meaning(message, write(line.strip(), _("Delete the hyphen.")), fix)


def find_outdented_field(spot: Spot, edge: int, admits_text: Admits) -> Cause | None:
    """Detect a field that is unknown at its own indentation.

    It would be known at the indentation of the next line.
    """
    if not is_strict(admits_text, ()) or admits_text(route(spot.lines, spot.line)) is not None or edge <= spot.edge:
        return None
    moved = " " * edge + spot.text.strip()
    pointer = route([*spot.lines[: spot.line], moved], spot.line)
    if admits_text(pointer) is None:
        return None
    n = edge - spot.edge
    help = _n("Indent this line by {n} more space.", "Indent this line by {n} more spaces.", n=n)
    fix = Fix(_("begin the line where the others begin"), (spot.put(0, len(spot.text), moved),))
    message = _("this line does not begin in the same column as the other fields of its block")
    return spot.at(spot.line, spot.edge), Meaning(message, help, fix)


def find_joined_fields(spot: Spot, admits_text: Admits) -> Cause | None:
    """Detect two fields of one block on one line.

    The second moves to the next line.
    """
    found, pointer = FIELD.match(spot.text), route(spot.lines, spot.line)
    if found is None or not found.group(3) or not is_strict(admits_text, ()):
        return None
    end = found.end()
    for another in re.finditer(r"[,;]? +([a-z_]{1,40}): ", spot.text[:LONGEST]):
        is_apart = another.start() > end and another.group(1) != found.group(3)
        if is_apart and admits_text((*pointer[:-1], another.group(1))) is not None:
            line = spot.text[another.start(1) :]
            fix = Fix(
                _("put the second field on a line of its own"),
                (spot.put(another.start(), another.start(1), "\n" + " " * found.start(3)),),
            )
            message = _("a second field begins on this line")
            help = _("Put it on a line of its own, directly below the first: {line}", line=line.strip())
            return spot.at(spot.line, another.start(1)), Meaning(message, help, fix)
    return None
