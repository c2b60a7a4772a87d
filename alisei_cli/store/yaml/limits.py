"""How large a file may be (contract, section 1)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How large one file may be (contract, section 1)."""

    size: int = 256 * 1024
    """Bytes."""
    depth: int = 20
    nodes: int = 20_000


ENTRY = Limits()
TAXONOMY = Limits(size=2 * 1024 * 1024, nodes=100_000)
