"""Write docs/rules.md and docs/regole.md from the rule pages: ``python tools/rules_page.py``.

``--check`` only compares.
"""

import sys
from pathlib import Path

from alisei_cli.language import LANGUAGES, speak_language, translate
from alisei_cli.model.page import Example, parse
from alisei_cli.rules import RULES

DOCS = Path(__file__).resolve().parent.parent / "docs"
TARGETS = {"it": DOCS / "regole.md", "en": DOCS / "rules.md"}

GROUPS = {
    "ALI0": {"it": "file e YAML", "en": "file and YAML"},
    "ALI1": {"it": "schema", "en": "schema"},
    "ALI2": {"it": "tassonomia", "en": "taxonomy"},
    "ALI3": {"it": "tra le schede", "en": "between entries"},
    "ALI4": {"it": "cura dei dati", "en": "hygiene"},
    "ALI5": {"it": "regole condivise", "en": "policy"},
    "ALI9": {"it": "il programma", "en": "the tool"},
}

HEADS = {
    "it": """# Le regole

<!-- Pagina scritta da tools/rules_page.py a partire dalle pagine delle regole: per cambiarla si modifica alisei_cli/rules/<nome>.py. -->

Sono {count} le regole che controllano il registro. Un codice non si riusa mai. Un errore o un avviso ferma la proposta di modifica, una nota no. Come si
scrive una scheda è spiegato in [scheda.md](scheda.md). Un esempio mostra i campi che contano, il resto della
scheda è come in ogni altra; i test provano ogni esempio, sbagliato o giusto.""",
    "en": """# The rules

<!-- Written by tools/rules_page.py from the pages of the rules; change alisei_cli/rules/<name>.py instead. -->

{count} rules judge the dataset. A code is never reused. An error or a warning stops a pull request, a note does not. [entry.md](entry.md) tells
how to write an entry. An example shows the fields that matter, the rest of the entry is as in any other; the tests run every example, wrong or right.""",
}

WORDS = {
    "it": {
        "columns": "| codice | nome | gravità | che cosa vale per i dati giusti |",
        "error": "errore",
        "warning": "avviso",
        "note": "nota",
        "why": "Perché",
        "wrong": "Sbagliato",
        "right": "Giusto",
        "link": "`{path}` è un collegamento simbolico a `{target}`",
        "bytes": " (byte scritti con le sequenze di escape)",
        "repeat": " (ripetuto)",
        "text": "",
        "tracked": " (seguito da git)",
        "json": "",
    },
    "en": {
        "columns": "| code | name | severity | what is true of good data |",
        "error": "error",
        "warning": "warning",
        "note": "note",
        "why": "Why",
        "wrong": "Wrong",
        "right": "Right",
        "link": "`{path}` is a symbolic link to `{target}`",
        "bytes": " (bytes written as escapes)",
        "repeat": " (repeat)",
        "text": "",
        "tracked": " (tracked by git)",
        "json": "",
    },
}


def page(language: str) -> str:
    """Render the page in one language."""
    words = WORDS[language]
    rules = sorted((RULES.load(name).code, name) for name in RULES.names)
    lines = [HEADS[language].format(count=len(rules))]
    with speak_language(language):
        for prefix, title in GROUPS.items():
            group = [(code, name) for code, name in rules if code.startswith(prefix)]
            if group:
                lines += ["", f"**{prefix}xx: {title[language]}**", "", words["columns"], "| --- | --- | --- | --- |"]
                lines += [_row(code, name, words) for code, name in group]
        for code, name in rules:
            lines += _page(code, name, words)
    return "\n".join(lines) + "\n"


def _row(code: str, name: str, words: dict[str, str]) -> str:
    severity = words[RULES.load(name).severity.word]
    return f"| [{code}](#{code.lower()}-{name}) | `{name}` | {severity} | {_cell(translate(parse(RULES.page(name)).summary))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page(code: str, name: str, words: dict[str, str]) -> list[str]:
    parsed = parse(RULES.page(name))
    severity = words[RULES.load(name).severity.word]
    said = f"{translate(parsed.summary)} ({severity})"
    lines = ["", f"## {code} {name}", "", said, "", f"{words['why']}: {translate(parsed.why)}"]
    for heading, examples in ((words["wrong"], parsed.wrong), (words["right"], parsed.right)):
        lines += ["", f"{heading}:"]
        for example in examples:
            lines += ["", *_example(example, words)]
    return lines


def _example(example: Example, words: dict[str, str]) -> list[str]:
    """An example under its path; one that is no YAML text says what it is."""
    if example.form == "link":
        return [words["link"].format(path=example.path, target=example.content.strip())]
    if example.form in ("fields", "terms", "yaml"):
        return [f"`{example.path}`", "", "```yaml", *example.content.rstrip("\n").split("\n"), "```"]
    written = words[example.form]
    return [f"`{example.path}`{written}", "", "```text", *example.content.rstrip("\n").split("\n"), "```"]


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` compare them; return the exit code."""
    pages = {TARGETS[language]: page(language) for language in LANGUAGES}
    if "--check" in arguments:
        stale = [file.name for file, text in pages.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
        state = f"stale: {', '.join(stale)}; run: python tools/rules_page.py" if stale else "up to date"
        sys.stdout.write(f"docs/rules.md and docs/regole.md: {state}\n")
        return 1 if stale else 0
    for file, text in pages.items():
        file.write_text(text, encoding="utf-8")
    sys.stdout.write("docs/rules.md and docs/regole.md written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
