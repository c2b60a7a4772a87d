"""Registers that entries come from: what an entry rests on, and what rests on one register alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from alisei_cli.language import Labels
from alisei_cli.model.source import Data

RECENT = 20_000
"""Addresses that are remembered in short: every report asks for the same ones."""
OTHER = "other"
"""The value of a source that is no declared register."""
SEVERAL = "several"
"""What an entry rests on that has more than one kind of source."""
CONFIRMED = "confirmed"
"""What an entry rests on that its organisation has confirmed itself."""


@dataclass(frozen=True, slots=True)
class Register:
    """One register or list from which many entries came at once."""

    id: str
    label: Labels
    """Short enough for the head of a column."""
    addresses: tuple[str, ...] = ()
    """How the addresses of its pages begin, without scheme and ``www.``."""
    documents: tuple[str, ...] = ()
    is_reading: bool = False
    """Whether it only says what was read in the other sources, such as words of a name: nothing rests on it."""
    note: Labels | None = None

    def holds(self, source: Data) -> bool:
        """Whether one of the ``sources`` of an entry is this register: a whole host or path, never a part of a word."""
        url, document = source.get("url"), source.get("document")
        if isinstance(document, str) and document in self.documents:
            return True
        if not isinstance(url, str):
            return False
        shown = _shorten(url)
        return shown.startswith(self.addresses) and any(
            shown == each or shown.startswith((f"{each}/", f"{each}?", f"{each}#")) for each in self.addresses
        )


def find_registers(data: Data, registers: Sequence[Register]) -> tuple[str, ...]:
    """The registers among the sources of an entry's data, in their own order, then ``OTHER``; empty where it names no source."""
    found = data.get("sources")
    sources = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    held = [{register.id for register in registers if register.holds(source)} for source in sources]
    ids = set().union(*held)
    return (*(register.id for register in registers if register.id in ids), *([OTHER] if any(not each for each in held) else []))


def find_basis(data: Data, registers: Sequence[Register]) -> str | None:
    """What an entry rests on: one register alone, ``OTHER``, ``SEVERAL`` or ``CONFIRMED``; ``None`` where that is not known."""
    verified = data.get("verified")
    if isinstance(verified, dict) and verified.get("on") and verified.get("by") == "organisation":
        return CONFIRMED
    readings = {register.id for register in registers if register.is_reading}
    found = [each for each in find_registers(data, registers) if each not in readings]
    return SEVERAL if len(found) > 1 else next(iter(found), None)


def build(data: Any) -> tuple[Register, ...]:
    """The registers in the data of ``schema/registers.yaml``; what is malformed is left out (the schema reports it)."""
    found = data.get("registers") if isinstance(data, dict) else None
    made = [register for each in (found if isinstance(found, list) else ()) for register in _register(each)]
    return tuple({register.id: register for register in made}.values())


def _register(each: Any) -> Iterator[Register]:
    id_ = each.get("id") if isinstance(each, dict) else None
    if isinstance(id_, str) and id_ and id_ not in (OTHER, SEVERAL, CONFIRMED):
        addresses = tuple(shown for text in _texts(each.get("addresses")) if (shown := _shorten(text)))
        label = _labels(each.get("label")) or Labels(id_, id_)
        documents, note = tuple(_texts(each.get("documents"))), _labels(each.get("note"))
        yield Register(id_, label, addresses, documents, each.get("reading") is True, note)


@lru_cache(maxsize=RECENT)
def _shorten(url: str) -> str:
    """An address without scheme, ``www.`` and the slash at its end, the host in lower case."""
    host, slash, path = url.strip().rpartition("://")[2].removeprefix("www.").partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _labels(value: Any) -> Labels | None:
    it, en = (value.get("it"), value.get("en")) if isinstance(value, dict) else (None, None)
    return Labels(it, en) if isinstance(it, str) and isinstance(en, str) else None
