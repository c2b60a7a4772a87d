"""The text of a PDF file: its pages name the drawings of letters, which tables in the file turn back into letters."""

import re
from collections.abc import Iterable, Iterator, Sequence

_TABLE = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f]+)>")
_SHOWN = re.compile(rb"\[((?:[^\[\]\\]|\\.)*)\]\s*TJ|((?:<[0-9A-Fa-f]*>)|\((?:[^()\\]|\\.)*\))\s*Tj", re.DOTALL)


def read_pages(streams: Sequence[bytes]) -> bytes:
    """The text that the streams of a file draw, read by each of its fonts: which font draws what is not looked up."""
    fonts = [table for stream in streams if (table := dict(_read_table(stream)))]
    drawn = [b"".join(_CODE.findall(b"".join(found.groups(b"")))) for stream in streams for found in _SHOWN.finditer(stream)]
    return "\n".join(" ".join(_spell(drawn, font)) for font in fonts).encode("utf-8", "surrogatepass")


def _read_table(stream: bytes) -> Iterator[tuple[bytes, str]]:
    """The code of each drawing with its letters."""
    for form, body in _TABLE.findall(stream):
        codes = [code.upper() for code in _CODE.findall(body)]
        if form == b"bfchar":
            yield from ((code, _letters(text)) for code, text in zip(codes[::2], codes[1::2], strict=False))
            continue
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            start = int(text, 16)
            for step in range(min(int(last, 16) - int(first, 16) + 1, 65536)):
                yield b"%0*X" % (len(first), int(first, 16) + step), _letters(b"%0*X" % (len(text), start + step))


def _letters(code: bytes) -> str:
    return bytes.fromhex(code.decode("ascii")).decode("utf-16-be", "replace")


def _spell(drawn: Iterable[bytes], font: dict[bytes, str]) -> Iterator[str]:
    width = len(next(iter(font)))
    for codes in map(bytes.upper, drawn):
        yield "".join(font.get(codes[at : at + width], "") for at in range(0, len(codes), width))
