"""Text: blocks of proposals in a file, from a form page or typed by hand."""

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import Proposal
from alisei_cli.proposals._block import parse_blocks
from alisei_cli.proposals._contract import Form


def is_ours(_name: str, _content: bytes) -> bool:
    """Whatever no other form knows is read as text."""
    return True


def read(name: str, content: bytes, _context: Context) -> tuple[Proposal, ...]:
    """Every block in the text, in UTF-8, UTF-16 with its mark, or Windows-1252."""
    return parse_blocks(decode(content), name) or (Proposal(name, refusals=(_("there is no proposal in it"),)),)


def decode(content: bytes) -> str:
    """The text of a file of which nothing says how it is encoded."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


FORM = Form(is_ours, read, place=9)
