"""Italian catalogue, compiled by the build or on first use."""

import ast
import gettext
import os
import re
import struct
import tempfile
from io import BytesIO
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "translations/it.po"
"""Source of the translations; exists in a clone only."""
FOLDER = Path(__file__).parent / "locale"
COMPILED = FOLDER / "it/LC_MESSAGES/alisei.mo"

_TEXT = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?)? ?("(?:[^"\\]|\\.)*")$', re.MULTILINE)


def load() -> gettext.NullTranslations:
    """Load the Italian sentences; recompile them if the source is newer."""
    if _is_current():
        with COMPILED.open("rb") as file:
            return gettext.GNUTranslations(file)
    if not SOURCE.exists():
        return gettext.NullTranslations()
    content = compile_catalogue(SOURCE.read_text(encoding="utf-8"))
    write(content)
    return gettext.GNUTranslations(BytesIO(content))


def _is_current() -> bool:
    try:
        compiled = COMPILED.stat().st_mtime_ns
    except OSError:
        return False
    try:
        return compiled >= SOURCE.stat().st_mtime_ns
    except OSError:
        return True  # an installed package has no source


def write(content: bytes) -> None:
    """Replace the compiled catalogue atomically; ignore a read-only folder."""
    try:
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=COMPILED.parent, delete=False) as file:
            file.write(content)
        os.chmod(file.name, 0o644)
        os.replace(file.name, COMPILED)
    except OSError:
        return


def compile_catalogue(source: str) -> bytes:
    """Compile PO text to the bytes of an MO file.

    The format is described in the GNU gettext manual, "The Format of GNU MO Files".
    """
    pairs = sorted((key.encode(), text.encode()) for key, text in _collect_messages(source).items())
    start = 28 + 16 * len(pairs)
    tables: list[tuple[int, int]] = []
    body = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append((len(pair[column]), start + len(body)))
            body += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + b"".join(struct.pack("<2I", *entry) for entry in tables) + body


def _collect_messages(source: str) -> dict[str, str]:
    """Collect translated messages by id; plural forms are joined by NUL."""
    found = {}
    for block in re.split(r"\n{2,}", source):
        key: list[str] = []
        said: list[str] = []
        for word, quoted in _TEXT.findall(block):
            part = key if word.startswith("msgid") else said
            text = ast.literal_eval(quoted)
            if word:
                part.append(text)
            else:  # continuation of the string above
                (said or key)[-1] += text
        if all(said):
            found["\0".join(key)] = "\0".join(said)
    return found
