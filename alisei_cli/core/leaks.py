"""Values of a higher audience looked for in outputs."""

from collections.abc import Iterable, Mapping

from alisei_cli.core.needles import LEAST, Haystack, build_search, fold_value, forms
from alisei_cli.core.protected import Protected
from alisei_cli.core.unpack import unpack
from alisei_cli.model.leak import Leak, Output


class Hunt:
    """A search for the values that one audience may not see, save for what it also sees elsewhere."""

    def __init__(self, protected: Iterable[Protected], visible: bytes) -> None:
        """Prepare the search; ``visible`` is all text that the audience may see anyway."""
        values = list(protected)
        wholes: dict[bytes, list[Protected]] = {}
        for each in values:
            wholes.setdefault(fold_value(each.value), []).append(each)
        told = {id(each) for whole in _find_in(wholes, visible) for each in wholes[whole]}
        wanted: dict[bytes, list[Protected]] = {}
        for each in values:
            for form in forms(each.value) if id(each) not in told else ():
                wanted.setdefault(form, []).append(each)
        known = _find_in(wanted, visible)
        self.wanted: Mapping[bytes, list[Protected]] = {form: found for form, found in wanted.items() if form not in known}
        self._search = build_search(self.wanted)
        self.size = 0
        """Bytes searched so far."""

    @property
    def values(self) -> int:
        """How many values are looked for."""
        return len({(each.path, each.pointer) for found in self.wanted.values() for each in found})

    def find(self, output: Output) -> set[bytes]:
        """The forms of protected values that are in ``output``."""
        found: set[bytes] = set()
        for content in output.contents:
            for part in unpack(content):
                self.size += len(part)
                for text in Haystack(part).texts:
                    found |= self._search(text)
        return found

    def report(self, output: Output, found: Iterable[bytes]) -> list[Leak]:
        """A leak for each value of which a form was ``found``."""
        values = {(each.path, each.pointer) for form in found for each in self.wanted[form]}
        return [Leak(output.name, output.audience, path, pointer) for path, pointer in sorted(values, key=repr)]


def _find_in(wanted: Iterable[bytes], visible: bytes) -> set[bytes]:
    """Those of the ``wanted`` forms that are in what is visible anyway."""
    search = build_search(each for each in wanted if len(each) >= LEAST)
    return set().union(*map(search, Haystack(visible).texts))
