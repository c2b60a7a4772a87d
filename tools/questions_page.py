"""Write docs/data-questions.md from sources/audit.csv: ``python tools/questions_page.py``; ``--check`` only compares.

The table holds each finding of the audit of the data with what was decided. The page shows those that wait for a source.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from alisei_cli.render.markdown import escape

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "sources" / "audit.csv"
PAGE = ROOT / "docs" / "data-questions.md"

SETTLED_BY = {
    "membership": "the secretariat's list of members",
    "status": "a law, a deed or the body's own page",
    "facts": "the statute, a law or the register of companies",
    "head_office": "the body's own page or the register of companies",
    "website": "opening both addresses",
    "names": "the body's own page or statute",
    "type": "the body's statute, or the decree for an IRCCS",
    "sector": "the body's own page or its ATECO code",
    "therapeutic_areas": "the body's own page",
    "relations": "the page of either body",
    "profile": "a notice of the sale",
}
"""What would settle a question, by the first part of its field."""
HEAD = """# Open questions on the data

<!-- Written by tools/questions_page.py from sources/audit.csv: to change it, change that table. -->

An audit of all entries found what follows. What a source says was corrected at once ([sources.md](sources.md) tells how); general knowledge, however
firm, adds no fact to the registry. It may remove a doubtful one. Who can answer a question sends the page that says it: correct the entry, cite the
page under `sources`, and write `applied` into the table.
"""
SECTIONS = (
    ("question", "Kept as they are", "What stands in the entry stays until a source says otherwise.", "what is there"),
    (
        "removed",
        "Removed, and waiting for the right value",
        "The doubtful value is out of the entry; the proposed one is not in it either.",
        "what was there",
    ),
)


def rows() -> list[Mapping[str, str]]:
    """Every row of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page(found: list[Mapping[str, str]]) -> Iterator[str]:
    """The lines of the page."""
    yield HEAD
    for decision, title, text, column in SECTIONS:
        kept = [row for row in found if row["decision"] == decision and (decision == "question" or _has_value(row))]
        yield f"## {title}\n\n{text} {len(kept)} questions.\n"
        yield f"| entry | field | {column} | what is said | why | what would settle it |\n| --- | --- | --- | --- | --- | --- |"
        for row in kept:
            why = f"{row['why']}; {row['remark']}" if row["remark"] else row["why"]
            settle = SETTLED_BY.get(row["field"].partition(".")[0].partition("[")[0], "the page of the event or group")
            cells = (row["id"], row["field"], row["was"], row["proposed"], why, settle)
            yield "| " + " | ".join(escape(cell) for cell in cells) + " |"
        yield ""


def _has_value(row: Mapping[str, str]) -> bool:
    return not row["proposed"].startswith(("(remove", "withdrawn", "{country"))


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` compare it; return the exit code."""
    text = "\n".join(page(rows()))
    if "--check" in arguments:
        is_stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text
        sys.stdout.write(
            f"docs/data-questions.md: {'stale; run: python tools/questions_page.py' if is_stale else 'up to date'}\n"
        )
        return int(is_stale)
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write("docs/data-questions.md written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
