"""What ``git filter-repo`` does with the options that a plan prints, by git's own fast-export and fast-import.

The tests need no package for it; ``alisei privacy erase-plan`` was run with git-filter-repo 2.47 itself too.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def main() -> None:
    """Rewrite every ref of the repository in the current folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sensitive-data-removal", action="store_true")
    parser.add_argument("--invert-paths", action="store_true")
    parser.add_argument("--path", action="append", default=[])
    parser.add_argument("--replace-text", type=Path)
    parser.add_argument("--replace-message", type=Path)
    options = parser.parse_args()
    lines = options.replace_text.read_bytes().splitlines() if options.replace_text else []
    pairs = [line.removeprefix(b"regex:").rpartition(b"==>")[::2] for line in lines]
    exported = subprocess.run(["git", "fast-export", "--all", "--signed-tags=strip"], capture_output=True, check=True).stdout
    stream = b"".join(rewrite(exported, pairs, [path.encode() for path in options.path]))
    subprocess.run(["git", "fast-import", "--force", "--quiet"], input=stream, check=True)


def rewrite(stream: bytes, pairs: list[tuple[bytes, bytes]], gone: list[bytes]) -> Iterator[bytes]:
    """Replace text in contents and messages, and leave paths out."""
    while stream:
        line, _newline, stream = stream.partition(b"\n")
        if line.startswith(b"data "):
            data, stream = stream[: int(line[5:])], stream[int(line[5:]) :]
            if b"\0" not in data[:8192]:
                for pattern, replacement in pairs:
                    data = re.sub(pattern, replacement, data)
            yield b"data %d\n" % len(data) + data
        elif not (line[:2] in (b"M ", b"D ") and line.split(b" ", 3 if line[:1] == b"M" else 1)[-1] in gone):
            yield line + b"\n"


if __name__ == "__main__":
    sys.exit(main())
