"""Write the lock files of requirements/: ``python tools/lock.py [--upgrade]``, with uv on the path.

Each lock lists every distribution of its installation, for every supported Python and system: pip installs it with ``--no-deps
--require-hashes`` and resolves nothing. Versions in a lock are kept unless ``--upgrade`` is given.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"

EVERY_EXTRA = tuple(part for extra in ("report", "pdf", "consortium", "calendar", "exports") for part in ("--extra", extra))

LOCKS = {
    "core": ("--group", "build"),
    "report": ("--group", "build", "--extra", "report"),
    "pdf": ("--group", "build", "--extra", "report", "--extra", "pdf"),
    "consortium": ("--group", "build", "--extra", "report", "--extra", "consortium"),
    "calendar": ("--group", "build", "--extra", "calendar"),
    "exports": ("--group", "build", "--extra", "report", "--extra", "calendar", "--extra", "exports"),
    "test": ("--group", "test", *EVERY_EXTRA),
    "dev": ("--group", "dev", *EVERY_EXTRA),
}
"""Groups and extras of pyproject.toml in each lock file."""

COMPILE = (
    *("uv", "pip", "compile", "pyproject.toml", "--quiet"),
    *("--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"),
    *("--no-emit-index-url", "--no-annotate", "--no-header"),
)


def main(options: list[str]) -> None:
    """Compile every lock file with uv; pass ``options`` on."""
    for name, selection in LOCKS.items():
        subprocess.run([*COMPILE, *selection, "--output-file", f"requirements/{name}.txt", *options], cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
