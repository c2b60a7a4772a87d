"""The time that a file takes to read grows with its size, never with the square of it: hostile ones are read, or refused, at once."""

import resource
import subprocess
import sys

import pytest

SECONDS = 20
"""Of the processor; with the square of the size each of these would take minutes."""
FILES = {
    "cells that never end": "list(_cells(b'<sheetData>' + b'<c ' * 300_000))",
    "a cell of blanks": "list(_cells(b'<sheetData><c ' + b' ' * 1_000_000))",
    "quotes in the kind of a mail": "read('m.eml', b'From: a@b.it\\nContent-Type: text/plain; ' + b'\"' * 100_000 + b'\\n\\nx', None)",
    "parameters of the kind": "read('m.eml', b'From: a@b.it\\nContent-Type: text/plain; ' + b';' * 100_000 + b'\\n\\nx', None)",
    "quotes in a sender": "read('m.eml', b'From: ' + b'\"' * 100_000 + b'\\nSubject: x\\n\\nx', None)",
    "a name of a file": "read('m.eml', b'From: a@b.it\\nContent-Disposition: attachment; filename=' + b'(' * 100_000 + b'\\n\\nx', None)",
    "words that look like numbers": "[is_taken(each * 300_000 + '!') for each in ('1', '1:', '._', '0_', '2026-01-01 ')]",
}
IMPORTS = """
from alisei_cli.excel import _cells
from alisei_cli.model.bare_text import is_taken
from alisei_cli.proposals.mail import read
"""


@pytest.mark.parametrize("name", FILES)
def test_time_grows_with_the_size(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"{IMPORTS}\n{FILES[name]}"], capture_output=True, text=True, check=False, preexec_fn=_limit
    )
    assert done.returncode == 0, done.stderr[-500:]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
