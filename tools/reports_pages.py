"""Write the real output of the reports into docs/reports/NAME.md: ``python tools/reports_pages.py``; ``--check`` only compares.

A page holds the words of a person, and between ``<!-- output: alisei report ... -->`` and ``<!-- end -->`` what that command prints
in a pipe on the registry, without the line that names the commit. Long output is cut, and says so.
Where ``<!-- output of a made-up past: alisei report ... -->`` stands, the command looks at a history that ``tests/history.py`` invents,
because the registry is too young to show what a past looks like.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "reports"
MARKED = re.compile(r"(<!-- output(?P<made_up> of a made-up past)?: alisei (?P<words>.*?) -->\n).*?(<!-- end -->)", re.DOTALL)
LONGEST = 45
"""So many lines of an output are shown."""
DAY = "2026-11-23"
"""The day on which the pages look at the registry."""


KEPT = tempfile.TemporaryDirectory(prefix="alisei-past-")
"""Where the made-up registry stands while the pages are written."""


@cache
def made_up_past() -> Path:
    """A registry with 60 entries and 40 commits, from January to April 2024."""
    sys.path.insert(0, str(ROOT))
    from tests.history import History

    return History(Path(KEPT.name) / "registry", 60, 40).root


def output(words: str, root: Path = ROOT) -> str:
    """What ``alisei WORDS`` prints for the registry at ``root``, as a fenced block."""
    surroundings = {**os.environ, "NO_COLOR": "1", "ALISEI_LANG": "en", "ALISEI_TODAY": DAY}
    command = [sys.executable, "-m", "alisei_cli", "-C", str(root), *shlex.split(words)]
    done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line for line in done.stdout.rstrip("\n").split("\n") if not re.match(r"Taxonomy \S+, ", line)]
    lines = [re.sub(r"\bcommit [0-9a-f]{12}\b", "commit ...", line) for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > LONGEST:
        left = len(lines) - LONGEST
        lines = [*lines[:LONGEST], f"... ({left} more lines)"]
    return "\n".join(["```text", f"$ alisei {words}", *lines, "```"]) + "\n"


def fresh(text: str) -> str:
    """The page with the output of today."""

    def shown(found: re.Match[str]) -> str:
        return found[1] + output(found["words"], made_up_past() if found["made_up"] else ROOT) + found[4]

    return MARKED.sub(shown, text)


def add_missing_pages() -> list[str]:
    """Write a first page for each report that has none, and its line in docs/reports.md; give their names."""
    sys.path.insert(0, str(ROOT))
    from alisei_cli.reports import REPORTS

    names = [name for name in REPORTS.names if name != "annual" and not (PAGES / f"{name}.md").exists()]
    index = PAGES.parent / "reports.md"
    for name in names:
        options = "".join(
            f"| `--{option.name}` | `{option.default}` | {option.help} |\n" for option in REPORTS.load(name).options
        )
        table = f"\n| option | default | what it takes |\n| --- | --- | --- |\n{options}" if options else ""
        command = f"alisei report {name}"
        page = f"# {name}\n\n**{REPORTS.summary(name)}**\n{table}\n<!-- output: {command} -->\n<!-- end -->\n"
        (PAGES / f"{name}.md").write_text(page, encoding="utf-8")
        text = index.read_text(encoding="utf-8")
        row = f"| [{name}](reports/{name}.md) | {REPORTS.summary(name)} |\n"
        head = "| --- | --- |\n"
        index.write_text(text.replace(head, head + row, 1), encoding="utf-8")
    return names


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` say which are stale; gives the exit code."""
    stale = [] if "--check" in arguments else add_missing_pages()
    for page in sorted(PAGES.glob("*.md")):
        before = page.read_text(encoding="utf-8")
        after = fresh(before)
        if before != after:
            stale.append(page.name)
            if "--check" not in arguments:
                page.write_text(after, encoding="utf-8")
    if "--check" in arguments:
        state = f"stale: {', '.join(stale)}; run: python tools/reports_pages.py" if stale else "up to date"
        sys.stdout.write(f"docs/reports: {state}\n")
        return 1 if stale else 0
    sys.stdout.write(f"docs/reports: {len(stale)} pages written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
