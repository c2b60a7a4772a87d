"""A form in which proposals are sent; merging, judging and writing are the same for all."""

from collections.abc import Callable
from dataclasses import dataclass

from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Form:
    """How to know a file of one form, and how to read it."""

    is_ours: Callable[[str, bytes], bool]
    """Whether a file of this name and content is of this form."""
    read: Callable[[str, bytes, Context], tuple[Proposal, ...]]
    """The proposals of a file of this name and content; what cannot be read is a proposal with refusals."""
    place: int = 5
    """Forms are tried in this order."""
