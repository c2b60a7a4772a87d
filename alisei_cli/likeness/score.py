"""How much speaks for two bodies being one: points for each reason, in words, whose sum is the score."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alisei_cli.folding import abbreviates
from alisei_cli.language import Text, _
from alisei_cli.likeness.names import SHORTEST_ACRONYM, Match, Name, match, name_of
from alisei_cli.likeness.words import Places
from alisei_cli.model.dataset_index import EntrySummary

ALIKE = 40
"""Score from which two bodies may be one."""
SURE = 70
"""Score from which they most probably are, so that a check warns of it."""

SAME_CODE, OTHER_CODE = 60, -60
SAME_HOST = 35
SAME_TOWN, OTHER_TOWN, OTHER_REGION = 10, -15, -50
OTHER_TYPE = -10
NAMES = 70
"""Points of two names that are the same; of others, times the square of their likeness."""
ALL_OF_ONE, IN_FRONT, EACH_ITS_OWN = 15, 10, -15
"""All telling words of one name stand in the other, and more if in front of both, at most as much as for the same name; or each has such a word of its own."""
OTHER_NUMBER, OTHER_PLACE_NAMED = -60, -45
LONG_ACRONYM, SHORT_ACRONYM = 30, 20
"""An acronym of four letters or more, or of three, that both have."""
ONLY_ACRONYM = 55
"""One body has no name but an acronym, which fits the other."""


@dataclass(frozen=True, slots=True)
class Body:
    """One body as it is compared."""

    id: str
    path: str
    names: tuple[Name, ...]
    short: tuple[Name, ...]
    """Its acronyms."""
    codes: Mapping[str, frozenset[str]]
    several: frozenset[str]
    """Kinds of codes of which it may have several: another one contradicts nothing."""
    host: str
    town: str
    region: str
    type: str

    @property
    def called(self) -> tuple[Name, ...]:
        """Its names, or its acronyms where it has no other."""
        return self.names or self.short

    @property
    def acronyms(self) -> tuple[str, ...]:
        """Its acronyms in letters."""
        return tuple(name.joined for name in self.short if len(name.joined) >= SHORTEST_ACRONYM)


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for or against two bodies being one."""

    points: int
    kind: str
    about: tuple[str, ...] = ()
    """The names, words, codes or host in question."""

    @property
    def words(self) -> Text:
        """The reason in a sentence."""
        return _say_reason(self.kind, self.about)


@dataclass(frozen=True, slots=True)
class Score:
    """All that speaks for or against it."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """The sum of the points of all reasons."""
        return sum(reason.points for reason in self.reasons)


def body_of(summary: EntrySummary, places: Places) -> Body:
    """A body from what other entries know of it."""
    codes: dict[str, set[str]] = {}
    for kind, value, _pointer in summary.keys:
        codes.setdefault(kind, set()).add(value)
    host = next(iter(codes.pop("host", ())), "")
    names = [name_of(name, places, name in summary.acronyms) for _pointer, name in summary.names]
    return Body(
        id=summary.id,
        path=summary.path,
        names=tuple(name for name in names if not name.is_acronym),
        short=tuple(name for name in names if name.is_acronym),
        codes={kind: frozenset(values) for kind, values in codes.items()},
        several=frozenset(kind for kind, _value, pointer in summary.keys if isinstance(pointer[-1], int)),
        host=host,
        town=summary.place,
        region=summary.region,
        type=next((value for pointer, _facet, value in summary.terms if pointer == ("type",)), ""),
    )


def score(one: Body, other: Body) -> Score:
    """All that speaks for or against two bodies being one, the same whichever comes first."""
    if one.id > other.id:
        one, other = other, one
    return Score((*_codes(one, other), *_names(one, other), *_acronyms(one, other), *_places(one, other), *_rest(one, other)))


def _codes(one: Body, other: Body) -> Iterator[Reason]:
    for kind in sorted(one.codes.keys() & other.codes.keys()):
        if one.codes[kind] & other.codes[kind]:
            yield Reason(SAME_CODE, "same-identifier", (kind,))
        elif kind not in one.several | other.several:
            yield Reason(OTHER_CODE, "other-identifier", (kind,))


def _names(one: Body, other: Body) -> Iterator[Reason]:
    """The two names that speak most for one body, with what they lack; an acronym where one body has no other name."""
    if not (one.names and other.names) and _acronym_of(one, other):
        yield Reason(ONLY_ACRONYM, "only-acronym")
        return
    found = [(match(ours, theirs), ours, theirs) for ours in one.called for theirs in other.called]
    if not found:
        return
    best, ours, theirs = (
        max(found, key=lambda each: (_weigh_pair(each[0]), each[1].is_same(each[2]), each[1].text, each[2].text))
        if len(found) > 1
        else found[0]
    )
    about = (ours.text, theirs.text)
    if best.is_apart:
        yield Reason(OTHER_NUMBER, "other-number", about)
        return
    points = round(NAMES * best.likeness**2)
    if points:
        kind = "similar-name" if best.likeness < 1 else "same-name" if ours.is_same(theirs) else "nearly-same-name"
        yield Reason(points, kind, about)
    if best.is_elsewhere:
        yield Reason(OTHER_PLACE_NAMED, "other-place-named")
    if best.is_part and points < NAMES:
        yield Reason(min(_of_part(best), NAMES - points), "all-of-one", best.shared)
    elif best.left and best.right:
        yield Reason(EACH_ITS_OWN, "each-its-own", (*best.left, *best.right))


def _weigh_pair(found: Match) -> float:
    """How much a pair of names says, to choose the one that says most."""
    if found.is_apart:
        return OTHER_NUMBER
    extra = _of_part(found) if found.is_part else EACH_ITS_OWN if found.left and found.right else 0
    extra += OTHER_PLACE_NAMED if found.is_elsewhere else 0
    return NAMES * found.likeness**2 + extra


def _of_part(found: Match) -> int:
    """Points of a name of which the other has all telling words; more where both begin with the first of them."""
    return ALL_OF_ONE + (IN_FRONT if found.is_in_front else 0)


def _acronyms(one: Body, other: Body) -> Iterator[Reason]:
    found = _acronym_of(one, other) if one.names and other.names else ""
    if found:
        yield Reason(LONG_ACRONYM if len(found) > SHORTEST_ACRONYM else SHORT_ACRONYM, "acronym", (found.upper(),))


def _acronym_of(one: Body, other: Body) -> str:
    """The longest acronym that both have, or that abbreviates a name of the other; empty if none."""
    found = [each for each in one.acronyms if each in other.acronyms]
    for acronyms, names in ((one.acronyms, other.names), (other.acronyms, one.names)):
        found += [each for each in acronyms if any(_fits(each, name) for name in names)]
    return max(found, key=lambda each: (len(each), each), default="")


def _fits(acronym: str, name: Name) -> bool:
    return (
        len(name.words) > 1 and name.words[0].text[0] == acronym[0] and abbreviates(acronym, [word.text for word in name.words])
    )


def _places(one: Body, other: Body) -> Iterator[Reason]:
    if one.region and other.region and one.region != other.region:
        yield Reason(OTHER_REGION, "other-region")
    elif one.town and other.town:
        yield Reason(SAME_TOWN, "same-town") if one.town == other.town else Reason(OTHER_TOWN, "other-town")


def _rest(one: Body, other: Body) -> Iterator[Reason]:
    if one.host and one.host == other.host:
        yield Reason(SAME_HOST, "same-host", (one.host,))
    if one.type and other.type and one.type != other.type:
        yield Reason(OTHER_TYPE, "other-type")


def _say_reason(kind: str, about: tuple[str, ...]) -> Text:
    """A reason in a sentence."""
    of_all: Mapping[str, Text] = {
        "same-identifier": _("same identifier: {words}", words=about),
        "other-identifier": _("different identifier: {words}", words=about),
        "same-name": _("same name"),
        "nearly-same-name": _("almost the same name: {words}", words=about),
        "similar-name": _("similar names: {words}", words=about),
        "only-acronym": _("the name of one is the acronym of the other"),
        "other-number": _("names with different numbers: {words}", words=about),
        "other-place-named": _("names with different places"),
        "all-of-one": _("the words that distinguish one name are in the other: {words}", words=about),
        "each-its-own": _("words that only one of the names has: {words}", words=about),
        "acronym": _("the acronym {words} fits both", words=about),
        "same-town": _("same municipality"),
        "other-town": _("different municipalities"),
        "other-region": _("different regions"),
        "same-host": _("same website: {words}", words=about),
        "other-type": _("different types"),
    }
    return of_all[kind]
