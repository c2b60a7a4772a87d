"""The seats of the board, as the policy lists them: one of them leads each working group, never a person."""

from collections.abc import Mapping
from typing import Any

from alisei_cli.language import Labels

LONGEST = 200
"""Characters of a label; what is longer is none."""


def read_seats(policy: Mapping[str, Any]) -> Mapping[str, Labels]:
    """Each seat that ``policy`` lists with its label, in its order; the code where a label is missing."""
    board = policy.get("board")
    seats = board.get("seats") if isinstance(board, dict) else None
    return {code: _label(code, said) for code, said in seats.items() if isinstance(code, str)} if isinstance(seats, dict) else {}


def _label(code: str, said: object) -> Labels:
    known = said if isinstance(said, dict) else {}
    return Labels(
        *(text if isinstance(text := known.get(each), str) and 0 < len(text) <= LONGEST else code for each in ("it", "en"))
    )
