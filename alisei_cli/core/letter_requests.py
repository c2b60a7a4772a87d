"""What a letter asks for besides the entry: the bodies of an organisation, its offers and needs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from alisei_cli.language import _, _n, current_language
from alisei_cli.model.letter import BODIES, Block, Body, Bullets, Part, Point
from alisei_cli.model.proposal import ProposedChange
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import View
from alisei_cli.model.wording import join_words
from alisei_cli.proposals._block import WORDS, write_change

MOST_BODIES = 12
"""Bodies that a letter names; of more it gives the numbers, and their list is a file beside it."""


def ask_for_bodies(id_: str, behind: Sequence[Body]) -> Iterator[Part]:
    """The bodies by name, or of more than a letter has room for, how many lack what."""
    if not behind:
        return
    if len(behind) <= MOST_BODIES:
        yield _n(
            "{n} organisation of the registry is a member or a part of yours. In brackets: what is not known of it.",
            "{n} organisations of the registry are members or parts of yours. In brackets: what is not known of them.",
            n=len(behind),
        )
        yield Bullets(tuple(_name_body(body) for body in behind))
    else:
        yield _(
            "{n} organisations of the registry are members or parts of yours; {file}, attached, lists them with what is not known of each. For want of:",
            n=len(behind),
            file=f"{id_}{BODIES}",
        )
        counts = Counter(title for body in behind for title in body.unknown)
        yield Bullets(tuple(Point(_("{title}: {n}", title=title, n=n)) for title, n in counts.most_common()))
    yield _("Write to us in your own words which of them are missing, and which are no longer yours.")


def _name_body(body: Body) -> Point:
    if not body.unknown:
        return Point(_("{name}", name=body.name))
    return Point(_("{name} ({unknown})", name=body.name, unknown=body.unknown))


def ask_for_offers(view: View, schema: Schema) -> Iterator[Part]:
    """How to write an offer and a need, in lines without a block around them, so that no answer brings them in by itself."""
    until = view.context.today.replace(year=view.context.today.year + 1, month=12, day=31).isoformat()
    language = current_language()
    lines, example_ids = [], []
    for key in ("offers", "needs"):
        example = schema.at((key,))["examples"][0][0]
        values = {
            ("kind",): str(view.label(example["kind"])),
            ("summary", language): example["summary"][language],
            ("expires",): until,
        }
        example_ids.append(example["id"])
        lines += [write_change(ProposedChange("set", (key, example["id"], *route), value)) for route, value in values.items()]
    yield _(
        "What do you offer to partners, and what do you look for? Offers and needs are found by everyone who looks for a partner here. Add lines like these before {end}, or write to us in your own words:",
        end=str(WORDS["end"]),
    )
    yield Block("\n".join(lines) + "\n")
    yield _(
        "{code} only holds the lines of one offer together: choose a short one, in small letters and hyphens.",
        code=example_ids[0],
    )
    yield _("The kinds of collaboration, in the same words:")
    yield Bullets(tuple(_group_kinds(view, schema)))


def _group_kinds(view: View, schema: Schema) -> Iterator[Point]:
    """The kinds of collaboration, each general one with those below it."""
    codes = schema.at(("offers", "*", "kind"))["enum"]
    terms = view.context.taxonomy.terms
    for code in codes:
        if terms[code].parent not in codes:
            below = [view.label(each) for each in codes if terms[each].parent == code]
            yield Point(_("{label}", label=join_words([view.label(code), *below], "; ")))
