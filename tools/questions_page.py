"""Write docs/data-questions.md and its Italian twin from sources/audit.csv: ``python tools/questions_page.py``; ``--check`` only compares.

The table holds each finding of the audit of the data with what was decided. The pages show those that wait for a source.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from alisei_cli.render.markdown import escape

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "sources" / "audit.csv"
PAGES = {"en": ROOT / "docs" / "data-questions.md", "it": ROOT / "docs" / "domande-aperte.md"}

SETTLED_BY = {
    "membership": ("the secretariat's list of members", "l'elenco dei soci della segreteria"),
    "status": ("a law, a deed or the body's own page", "una legge, un atto o la pagina dell'ente"),
    "facts": ("the statute, a law or the register of companies", "lo statuto, una legge o il registro delle imprese"),
    "head_office": ("the body's own page or the register of companies", "la pagina dell'ente o il registro delle imprese"),
    "website": ("opening both addresses", "l'apertura di entrambi gli indirizzi"),
    "names": ("the body's own page or statute", "la pagina o lo statuto dell'ente"),
    "type": ("the body's statute, or the decree for an IRCCS", "lo statuto dell'ente, o il decreto per un IRCCS"),
    "sector": ("the body's own page or its ATECO code", "la pagina dell'ente o il suo codice ATECO"),
    "therapeutic_areas": ("the body's own page", "la pagina dell'ente"),
    "relations": ("the page of either body", "la pagina di uno dei due enti"),
    "profile": ("a notice of the sale", "una notizia della vendita"),
}
"""What would settle a question, by the first part of its field, in English and Italian."""
OTHERWISE = ("the page of the event or group", "la pagina dell'evento o del gruppo")
HEADS = {
    "en": """# Open questions on the data

<!-- Written by tools/questions_page.py from sources/audit.csv: to change it, change that table. -->

In Italian: [domande-aperte.md](domande-aperte.md).

An audit of all entries found what follows. What a source says was corrected at once ([sources.md](sources.md) tells how); general knowledge, however
firm, adds no fact to the registry. It may remove a doubtful one. Who can answer a question sends the page that says it: correct the entry, cite the
page under `sources`, and write `applied` into the table.
""",
    "it": """# Domande aperte sui dati

<!-- Scritta da tools/questions_page.py a partire da sources/audit.csv: per cambiarla si cambia quella tabella. -->

In inglese: [data-questions.md](data-questions.md). Valori e motivi sono come li scrive la tabella, in inglese.

Una revisione di tutte le schede ha trovato quanto segue. Ciò che una fonte dice è stato corretto subito ([sources.md](sources.md) dice come); il sapere
comune, per quanto saldo, non aggiunge nessun dato al registro. Può toglierne uno dubbio. Chi sa rispondere a una domanda manda la pagina che lo dice:
correggi la scheda, cita la pagina sotto `sources` e scrivi `applied` nella tabella.
""",
}
SECTIONS = {
    "question": {
        "en": (
            "Kept as they are",
            "What stands in the entry stays until a source says otherwise. {n} questions.",
            "what is there",
        ),
        "it": (
            "Lasciati come sono",
            "Ciò che la scheda dice resta finché una fonte non dice altro. Domande: {n}.",
            "che cosa c'è",
        ),
    },
    "removed": {
        "en": (
            "Removed, and waiting for the right value",
            "The doubtful value is out of the entry; the proposed one is not in it either. {n} questions.",
            "what was there",
        ),
        "it": (
            "Tolti, in attesa del valore giusto",
            "Il valore dubbio non è più nella scheda; nemmeno quello proposto vi è entrato. Domande: {n}.",
            "che cosa c'era",
        ),
    },
}
COLUMNS = {
    "en": "| entry | field | {there} | what is said | why | what would settle it |",
    "it": "| scheda | campo | {there} | che cosa si dice | perché | che cosa la risolverebbe |",
}


def rows() -> list[Mapping[str, str]]:
    """Every row of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page(found: list[Mapping[str, str]], language: str) -> Iterator[str]:
    """The lines of the page in a language."""
    yield HEADS[language]
    for decision, said in SECTIONS.items():
        title, text, there = said[language]
        kept = [row for row in found if row["decision"] == decision and (decision == "question" or _has_value(row))]
        yield f"## {title}\n\n{text.format(n=len(kept))}\n"
        yield f"{COLUMNS[language].format(there=there)}\n| --- | --- | --- | --- | --- | --- |"
        for row in kept:
            why = f"{row['why']}; {row['remark']}" if row["remark"] else row["why"]
            settle = SETTLED_BY.get(row["field"].partition(".")[0].partition("[")[0], OTHERWISE)[language == "it"]
            cells = (row["id"], row["field"], row["was"], row["proposed"], why, settle)
            yield "| " + " | ".join(escape(cell) for cell in cells) + " |"
        yield ""


def _has_value(row: Mapping[str, str]) -> bool:
    return not row["proposed"].startswith(("(remove", "withdrawn", "{country"))


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` compare them; return the exit code."""
    found = rows()
    texts = {PAGES[language]: "\n".join(page(found, language)) for language in PAGES}
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in PAGES.values():
            state = "stale; run: python tools/questions_page.py" if path in stale else "up to date"
            sys.stdout.write(f"docs/{path.name}: {state}\n")
        return int(bool(stale))
    for path in stale:
        path.write_text(texts[path], encoding="utf-8")
        sys.stdout.write(f"docs/{path.name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
