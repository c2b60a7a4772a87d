"""Write docs/rules.md from the pages of the rules: ``python tools/rules_page.py``; ``--check`` only compares."""

import sys
from pathlib import Path

from alisei_cli.model.page import Example, parse
from alisei_cli.rules import RULES

TARGET = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

GROUPS = {
    "ALI0": "file and YAML",
    "ALI1": "schema",
    "ALI2": "taxonomy",
    "ALI3": "between entries",
    "ALI4": "hygiene",
    "ALI5": "policy",
    "ALI9": "the tool",
}

HEAD = """# The rules

<!-- Written by tools/rules_page.py from the pages of the rules; change alisei_cli/rules/<name>.py instead. -->

{count} rules judge the dataset. [diagnostics.md](diagnostics.md) says how to read what they report. `alisei explain CODE` shows one of these
pages at the terminal. A code is never reused. The tests run every wrong and every right example below."""

COLUMNS = "| code | name | severity | what is true of good data |"


def page() -> str:
    """The text of docs/rules.md."""
    rules = sorted((RULES.load(name).code, name) for name in RULES.names)
    lines = [HEAD.format(count=len(rules))]
    for prefix, title in GROUPS.items():
        group = [(code, name) for code, name in rules if code.startswith(prefix)]
        if group:
            lines += ["", f"**{prefix}xx: {title}**", "", COLUMNS, "| --- | --- | --- | --- |"]
            lines += [_row(code, name) for code, name in group]
    for code, name in rules:
        lines += _page(code, name)
    return "\n".join(lines) + "\n"


def _row(code: str, name: str) -> str:
    severity = RULES.load(name).severity.word
    return f"| [{code}](#{code.lower()}-{name}) | `{name}` | {severity} | {_cell(parse(RULES.page(name)).summary)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page(code: str, name: str) -> list[str]:
    parsed = parse(RULES.page(name))
    lines = ["", f"## {code} {name}", "", f"{parsed.summary} ({RULES.load(name).severity.word})", "", f"Why: {parsed.why}"]
    for heading, examples in (("Wrong", parsed.wrong), ("Right", parsed.right)):
        lines += ["", f"{heading}:"]
        for example in examples:
            lines += ["", *_example(example)]
    return lines


def _example(example: Example) -> list[str]:
    """An example under its path; one that is no YAML text says what it is."""
    if example.form == "link":
        return [f"`{example.path}` is a symbolic link to `{example.content.strip()}`"]
    if example.form == "yaml":
        return [f"`{example.path}`", "", "```yaml", *example.content.rstrip("\n").split("\n"), "```"]
    written = " (bytes written as escapes)" if example.form == "bytes" else f" ({example.form})"
    return [f"`{example.path}`{written}", "", "```text", *example.content.rstrip("\n").split("\n"), "```"]


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is as it ought to be; gives the exit code."""
    text = page()
    if "--check" in arguments:
        is_fresh = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        state = "up to date" if is_fresh else "stale; run: python tools/rules_page.py"
        sys.stdout.write(f"docs/rules.md is {state}\n")
        return 0 if is_fresh else 1
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write("docs/rules.md written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
