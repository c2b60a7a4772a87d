"""Draw docs/img/report.svg, the picture of the README, from a real run in a terminal: ``python tools/picture.py`` (not on Windows)."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "img" / "report.svg"
COMMAND = ["report", "overview", "--table", "by-region"]
WIDTH = 80
"""Columns of the terminal in the picture."""
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def run() -> str:
    """What ``alisei`` writes to a terminal, escape sequences included."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(WIDTH), "LINES": "100", "ALISEI_LANG": "en", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    alisei = [sys.executable, "-m", "alisei_cli", "-C", str(ROOT), *COMMAND]
    with subprocess.Popen(alisei, stdin=subprocess.DEVNULL, stdout=theirs, env=environment) as process:
        os.close(theirs)
        said = b"".join(_chunks(ours))
    if process.returncode:
        raise SystemExit(process.returncode)
    return said.decode("utf-8").replace("\r\n", "\n").rstrip("\n")


def _chunks(terminal: int) -> list[bytes]:
    """Everything written to the terminal until its other end closes."""
    found = []
    try:
        while chunk := os.read(terminal, 65536):
            found.append(chunk)
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(terminal)
    return found


def draw(said: str) -> str:
    """The SVG: no script, no font from elsewhere, no address but the namespace's."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), f"alisei {' '.join(COMMAND)}"))
    console.print(Text.from_ansi(said))
    svg = console.export_svg(title="alisei", theme=MONOKAI, unique_id="alisei")
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:[^;]+;", f"font-family: {FONTS};", svg)
    return "\n".join(line.rstrip() for line in svg.split("\n")) + "\n"


if __name__ == "__main__":
    TARGET.write_text(draw(run()), encoding="utf-8")
