"""Which bodies are worth comparing: those that share an identifier, a host, a telling word, a whole name or initials."""

from collections.abc import Iterable, Iterator

from alisei_cli.likeness.names import SHORTEST_ACRONYM, Name
from alisei_cli.likeness.score import ALIKE, Body, Score, score

CROWD = 50
"""Most bodies of one region that are compared because of one key; where more share it, only those of one town are, up to as many."""
LONGEST_ACRONYM = 6
"""Most words at the beginning of a name that an acronym in another name is sought for."""

Place = tuple[str, frozenset[str]]
"""Where a body is looked for under a key: its region, and the numbers in its name, which must not contradict each other."""


class Index:
    """Bodies by what those that may be one share."""

    def __init__(self) -> None:
        self._sure: dict[tuple[str, str], list[Body]] = {}
        self._likely: dict[str, dict[Place, list[Body]]] = {}
        self._crowds: dict[tuple[str, Place], dict[str, list[Body]]] = {}
        self._slips: dict[str, list[str]] = {}
        self._words: set[str] = set()

    def add(self, body: Body) -> None:
        """Take in one body."""
        for code in _codes(body):
            self._sure.setdefault(code, []).append(body)
        for key, numbers in _keys(body):
            self._put(key, (body.region, numbers), body)
        for word in _list_mistakable(body):
            if word not in self._words:
                self._words.add(word)
                for slip in _slips(word):
                    self._slips.setdefault(slip, []).append(word)

    def _put(self, key: str, place: Place, body: Body) -> None:
        crowd = self._crowds.get((key, place))
        if crowd is None:
            group = self._likely.setdefault(key, {}).setdefault(place, [])
            group.append(body)
            if len(group) > CROWD:
                crowd = self._crowds[key, place] = {}
                for each in group:
                    crowd.setdefault(each.town, []).append(each)
                group.clear()
        else:
            crowd.setdefault(body.town, []).append(body)

    def near(self, body: Body) -> list[Body]:
        """The bodies that ``body`` is worth comparing with, by path."""
        found = {each.path: each for code in _codes(body) for each in self._sure.get(code, ())}
        keys = {*_keys(body), *self._mistyped(body)}
        for key, numbers in keys:
            for place in self._places(key, body.region, numbers):
                for each in self._group(key, place, body.town):
                    found[each.path] = each
        found.pop(body.path, None)
        return [found[path] for path in sorted(found)]

    def _places(self, key: str, region: str, numbers: frozenset[str]) -> Iterable[Place]:
        """Where one that may be in ``region`` and may bear ``numbers`` is found under a key."""
        known = self._likely.get(key, {})
        if region and numbers:
            return [place for each in (region, "") for place in ((each, numbers), (each, frozenset[str]())) if place in known]
        return [
            (each, theirs)
            for each, theirs in known
            if (not region or not each or each == region) and (not numbers or not theirs or theirs == numbers)
        ]

    def _group(self, key: str, place: Place, town: str) -> Iterable[Body]:
        crowd = self._crowds.get((key, place))
        if crowd is None:
            return self._likely[key][place]
        group = crowd.get(town, ()) if town else ()
        return group if len(group) <= CROWD else ()

    def _mistyped(self, body: Body) -> Iterator[tuple[str, frozenset[str]]]:
        """The keys of words that are written almost like those of ``body``."""
        near = {other for word in _list_mistakable(body) for slip in _slips(word) for other in self._slips.get(slip, ())}
        return ((word, name.numbers) for word in near for name in body.called)


def pairs(bodies: Iterable[Body], least: int = ALIKE) -> Iterator[tuple[Body, Body, Score]]:
    """Each two bodies that may be one, with all that speaks for it and against."""
    index = Index()
    for body in bodies:
        for other in index.near(body):
            found = score(other, body)
            if found.points >= least:
                yield other, body, found
        index.add(body)


def _codes(body: Body) -> Iterator[tuple[str, str]]:
    yield from ((kind, code) for kind, codes in body.codes.items() for code in codes)
    if body.host:
        yield "host", body.host


def _keys(body: Body) -> set[tuple[str, frozenset[str]]]:
    """Of what two bodies of similar names share at least one, with the numbers in that name."""
    return {
        *((key, name.numbers) for name in body.called for key in _keys_of(name)),
        *((f"#{acronym}", frozenset()) for acronym in body.acronyms),
    }


def _keys_of(name: Name) -> Iterator[str]:
    yield f"={name.joined}"
    telling = [word for word in name.words if word.is_telling]
    for word in telling if len(telling) > 1 else name.words:
        yield word.key
        if word.text != word.key:
            yield word.text
    yield from (f"#{word.text}" for word in telling if SHORTEST_ACRONYM <= len(word.text) <= LONGEST_ACRONYM)
    letters = name.initials
    yield from (f"#{letters[:length]}" for length in range(SHORTEST_ACRONYM, min(len(letters), LONGEST_ACRONYM) + 1))
    if len(letters) > LONGEST_ACRONYM:
        yield f"#{letters}"
    if len(name.words) == 1:
        yield f"#{name.joined}"


def _list_mistakable(body: Body) -> set[str]:
    """The words of a body in which a slip is looked for."""
    words = (word for name in body.called for word in name.words)
    return {word.text for word in words if word.is_telling and word.may_slip}


def _slips(word: str) -> set[str]:
    """A word, and what is left of it without one letter: one too many, missing or wrong is then the same."""
    return {word, *(f"{word[:at]}{word[at + 1 :]}" for at in range(len(word)))}
