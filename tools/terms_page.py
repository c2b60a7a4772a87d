"""Write docs/terms.md and docs/termini.md from the taxonomy: ``python tools/terms_page.py``; ``--check`` only compares."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from alisei_cli.language import LANGUAGES, speak_language
from alisei_cli.model.dataset import Context
from alisei_cli.model.taxonomy import Facet, Taxonomy, Term
from alisei_cli.render.markdown import escape
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree

ROOT = Path(__file__).resolve().parent.parent
TARGETS = {"it": ROOT / "docs" / "termini.md", "en": ROOT / "docs" / "terms.md"}
PLAIN = re.compile(r"[a-z0-9-]+\Z")
LONGEST = 2000
"""Maximum length of a cell."""

HEADS = {
    "it": """# I termini

<!-- Pagina scritta da tools/terms_page.py a partire da taxonomy.yaml: per cambiarla si modifica quel file. -->

Tipo, settore, tecnologie e altri campi di una scheda non sono testo libero: si scrive il *codice* di uno dei termini qui sotto, per esempio
`technologies: [robotics]`. Che cosa va in ogni campo è spiegato in [scheda.md](scheda.md). Versione della tassonomia: {version}; che cosa è cambiato: [modifiche.md](modifiche.md).

## Come scegliere

1. **Il termine più preciso tra quelli adatti.** Se ne servirebbero due più precisi, quello più generale.
2. **Un solo settore principale**: decide in tutti i totali. I secondari, tre al massimo, servono solo a ricerche e abbinamenti.
3. **Conta quello che si vende.** Chi distribuisce soltanto va in `distribution-logistics`; chi vende soltanto servizi per conto terzi in `contract-research` o
   `contract-manufacturing`; il software venduto come dispositivo in `medical-software`.
4. **Il tipo non è il settore.** Enti di ricerca e università hanno il settore `research-education`; ministeri, regioni e autorità `policy-regulation`;
   associazioni e società scientifiche `advocacy-representation`; cluster, parchi, agenzie di promozione e investitori `innovation-support`; gli ospedali un termine di
   `healthcare-provision`. Quello che sanno fare si indica con le tecnologie e le aree terapeutiche.
5. **Quello che non si sa si omette.** Un campo che manca vale «non noto», mai «no».
6. **Un livello TRL si scrive con il solo numero**: `trl: {{from: 4, to: 6}}`.""",
    "en": """# The terms

<!-- Written by tools/terms_page.py from taxonomy.yaml; change that instead. -->

Type, sector, technologies and other fields of an entry are not free text: write the *code* of one of the terms below, for example
`technologies: [robotics]`. [entry.md](entry.md) tells what each field wants. Version of the taxonomy: {version}; what changed: [taxonomy-changes.md](taxonomy-changes.md).

## How to choose

1. **The most precise term that fits.** Take the more general one if two more precise ones would be needed.
2. **One primary sector**: it decides in all totals. Secondary ones, at most three, serve searches and matching only.
3. **What is sold counts.** A body that only distributes is `distribution-logistics`; one that only sells services under contract is `contract-research` or
   `contract-manufacturing`; software sold as a device is `medical-software`.
4. **Type is not sector.** Research bodies and universities have the sector `research-education`; ministries, regions and authorities `policy-regulation`;
   associations and scientific societies `advocacy-representation`; clusters, parks, promotion agencies and investors `innovation-support`; hospitals a term of
   `healthcare-provision`. What they can do goes into technologies and therapeutic areas.
5. **What is not known is left out.** A field that is absent means "not known", never "no".
6. **A TRL is written as its number alone**: `trl: {{from: 4, to: 6}}`.""",
}

WORDS = {
    "it": {
        "columns": "| codice | termine | quando si usa | detto anche |",
        "field": "Campo {fields}.",
        "fields": "Campi {fields}.",
        "retired": "Non si usa più dal {date}: si scrive {code}.",
        "gone": "Non si usa più dal {date}.",
    },
    "en": {
        "columns": "| code | term | when to use it | also called |",
        "field": "Field {fields}.",
        "fields": "Fields {fields}.",
        "retired": "No longer used since {date}: write {code}.",
        "gone": "No longer used since {date}.",
    },
}


def page(context: Context, language: str) -> str:
    """Render the page in one language."""
    with speak_language(language):
        lines = [HEADS[language].format(version=escape(context.taxonomy.version))]
        for facet in context.taxonomy.facets.values():
            lines += _facet(facet, context, WORDS[language])
        return "\n".join(lines) + "\n"


def _facet(facet: Facet, context: Context, words: dict[str, str]) -> list[str]:
    fields = list(dict.fromkeys(_fields(facet.name, context)))
    named = words["field" if len(fields) == 1 else "fields"].format(fields=", ".join(map(_code, fields))) if fields else ""
    said = " ".join(part for part in (named, escape(str(facet.rule))) if part)
    rows = [_row(term, context.taxonomy, words) for term in facet.terms.values()]
    return ["", f"## {escape(str(facet.labels))}", "", said, "", words["columns"], "| --- | --- | --- | --- |", *rows]


def _fields(facet: str, context: Context) -> Iterator[str]:
    """List the fields that hold terms of a facet."""
    for kind in sorted(context.schemas):
        for route, bound in context.schemas[kind].facets:
            names = [str(part) for part in route if isinstance(part, str) and part != "*"]
            if bound == facet and names:
                yield names[-2] if names[-1] in ("primary", "secondary") else names[-1]


def _row(term: Term, taxonomy: Taxonomy, words: dict[str, str]) -> str:
    depth = len(list(taxonomy.ancestors(term.code)))
    label = f"{'– ' * depth}{escape(str(term.labels))}"
    notes = [escape(str(term.note), LONGEST)] if term.note else []
    if term.deprecated:
        word = "retired" if term.heirs else "gone"
        notes.append(words[word].format(date=escape(term.deprecated), code=" / ".join(map(_code, term.heirs))))
    synonyms = ", ".join(escape(each) for each in dict.fromkeys(term.synonyms))
    return f"| {_code(term.code)} | {label} | {' '.join(notes)} | {synonyms} |"


def _code(code: str) -> str:
    """Format a code.

    One that the rules would reject is shown as text.
    """
    return f"`{code}`" if PLAIN.match(code.replace("_", "-")) else escape(code)


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` compare them; return the exit code."""
    context = load_context(WorkTree(ROOT)).context
    pages = {TARGETS[language]: page(context, language) for language in LANGUAGES}
    if "--check" in arguments:
        stale = [file.name for file, text in pages.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
        state = f"stale: {', '.join(stale)}; run: python tools/terms_page.py" if stale else "up to date"
        sys.stdout.write(f"docs/terms.md and docs/termini.md: {state}\n")
        return 1 if stale else 0
    for file, text in pages.items():
        file.write_text(text, encoding="utf-8")
    sys.stdout.write("docs/terms.md and docs/termini.md written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
