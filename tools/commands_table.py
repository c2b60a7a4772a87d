"""Write the table of commands into README.md: ``python tools/commands_table.py``; ``--check`` only compares."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alisei_cli.commands import COMMANDS  # noqa: E402
from alisei_cli.commands._groups import GROUPS, group_commands  # noqa: E402

README = ROOT / "README.md"
HEAD = "| command | does | for example |\n| --- | --- | --- |\n"


def table() -> str:
    """One row for each command below the title of its group: the sentence of its help, and its example."""
    rows = []
    for group, names in group_commands():
        rows.append(f"| **{GROUPS[group]}** | | |\n")
        rows += [f"| `alisei {name}` | {COMMANDS.summary(name)} | `{COMMANDS.load(name).example}` |\n" for name in names]
    return HEAD + "".join(rows)


def main(arguments: list[str]) -> int:
    """Write the table, or with ``--check`` say whether it is stale; gives the exit code."""
    before = README.read_text(encoding="utf-8")
    after = re.sub(re.escape(HEAD) + r"(?:\|.*\n)*", lambda _match: table(), before)
    if "--check" in arguments:
        sys.stdout.write(
            "README.md: up to date\n" if before == after else "README.md: stale; run: python tools/commands_table.py\n"
        )
        return 0 if before == after else 1
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
