"""Text: blocks of proposals in a file, from a form page or typed by hand."""

from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import Proposal
from alisei_cli.proposals._block import parse_blocks
from alisei_cli.proposals._contract import Form
from alisei_cli.proposals._message import NOTHING
from alisei_cli.proposals._texts import decode, tidy_plain


def is_ours(_name: str, _content: bytes) -> bool:
    """Whatever no other form knows is read as text."""
    return True


def read(name: str, content: bytes, _context: Context) -> tuple[Proposal, ...]:
    """Every block in the text, in UTF-8, UTF-16 with its mark, or Windows-1252."""
    return parse_blocks(tidy_plain(decode(content)), name) or (Proposal(name, to_read=(NOTHING,)),)


FORM = Form(is_ours, read, place=9)
