"""Write docs/taxonomy-changes.md and docs/modifiche.md: ``python tools/taxonomy_changes.py``; ``--check`` only compares, ``--keep`` keeps a release.

The pages compare taxonomy.yaml with the releases kept in sources/taxonomy, so that a clone without history gives the same bytes.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from alisei_cli.language import LANGUAGES
from alisei_cli.model.taxonomy import iterate_terms
from alisei_cli.render.markdown import escape
from alisei_cli.store import yaml

ROOT = Path(__file__).resolve().parent.parent
TAXONOMY = ROOT / "taxonomy.yaml"
RELEASES = ROOT / "sources" / "taxonomy"
TARGETS = {"it": ROOT / "docs" / "modifiche.md", "en": ROOT / "docs" / "taxonomy-changes.md"}
PLAIN = re.compile(r"[a-z0-9-]+\Z")
LONGEST = 2000
"""Maximum length of a cell."""
WORDS = {
    "it": {
        "head": """# Le modifiche della tassonomia

<!-- Pagina scritta da tools/taxonomy_changes.py a partire da taxonomy.yaml e sources/taxonomy: per cambiarla si modifica taxonomy.yaml. -->

Che cosa è cambiato da una versione all'altra; l'ultima è in cima. I termini di oggi sono in [termini.md](termini.md). Un codice non cambia mai significato: un
termine che non serve più resta, con quello che lo sostituisce.""",
        "version": "Versione {version} ({issued})",
        "first": "La prima versione: {facets} faccette e {terms} termini.",
        "count": "Faccette e termini: {facets} e {terms}, prima {facets_before} e {terms_before}.",
        "facets": "Faccette nuove",
        "facet": "| faccetta | nome | termini |",
        "new": "Termini nuovi",
        "term": "| codice | termine | faccetta | sotto |",
        "deprecated": "Termini superati",
        "heirs": "| codice | dal | si scrive |",
        "parents": "Termini che stanno altrove",
        "parent": "| codice | prima sotto | ora sotto |",
        "labels": "Etichette",
        "label": "| codice | prima | ora |",
        "mappings": "Corrispondenze con altre classificazioni",
        "mapping": "| codice | classificazione | prima | ora |",
        "words": "Altre parole",
        "word": "Sinonimi, note d'uso o regole sono cambiati in {n} termini: {codes}.",
        "gone": "Codici che non ci sono più",
        "top": "primo livello",
        "none": "–",
    },
    "en": {
        "head": """# Changes of the taxonomy

<!-- Written by tools/taxonomy_changes.py from taxonomy.yaml and sources/taxonomy; change taxonomy.yaml instead. -->

What changed from one version to the next, the latest first. The terms of today are in [terms.md](terms.md). A code never changes meaning: a term that is no longer
needed stays, with the one that replaces it.""",
        "version": "Version {version} ({issued})",
        "first": "The first version: {facets} facets and {terms} terms.",
        "count": "Facets and terms: {facets} and {terms}, before {facets_before} and {terms_before}.",
        "facets": "New facets",
        "facet": "| facet | name | terms |",
        "new": "New terms",
        "term": "| code | term | facet | below |",
        "deprecated": "Deprecated terms",
        "heirs": "| code | since | write |",
        "parents": "Terms that stand elsewhere",
        "parent": "| code | before below | now below |",
        "labels": "Labels",
        "label": "| code | before | now |",
        "mappings": "Mappings to other classifications",
        "mapping": "| code | classification | before | now |",
        "words": "Other words",
        "word": "Synonyms, notes or rules changed in {n} terms: {codes}.",
        "gone": "Codes that are gone",
        "top": "first level",
        "none": "–",
    },
}

Data = Mapping[str, Any]
Terms = Mapping[str, Mapping[str, Any]]


def page(states: Sequence[Data], language: str) -> str:
    """Render the page in one language from the states, the oldest first."""
    words = WORDS[language]
    lines = [words["head"]]
    for before, after in reversed(list(zip([None, *states], states, strict=False))):
        said = words["version"].format(version=escape(str(after["version"])), issued=escape(str(after.get("issued", ""))))
        lines += ["", f"## {said}", ""]
        counts = {"facets": len(after["facets"]), "terms": len(_terms(after))}
        if before is None:
            lines.append(words["first"].format(**counts))
            continue
        counts |= {"facets_before": len(before["facets"]), "terms_before": len(_terms(before))}
        lines.append(words["count"].format(**counts))
        lines += _sections(before, after, language)
    return "\n".join(lines) + "\n"


def _sections(before: Data, after: Data, language: str) -> Iterator[str]:
    """The tables of one version; those without a row are left out."""
    words = WORDS[language]
    old, new = _terms(before), _terms(after)
    kept = [code for code in new if code in old]
    facets = {name: body for name, body in after["facets"].items() if name not in before["facets"]}
    yield from _table(
        "facets",
        "facet",
        ((_code(name), _label(body, language), str(len(body["terms"]))) for name, body in facets.items()),
        words,
    )
    fresh = ((code, term) for code, term in new.items() if code not in old)
    yield from _table(
        "new",
        "term",
        ((_code(code), _label(term, language), _code(term["facet"]), _parent(term, words)) for code, term in fresh),
        words,
    )
    retired = (code for code in kept if new[code].get("deprecated") and not old[code].get("deprecated"))
    yield from _table(
        "deprecated", "heirs", ((_code(code), escape(str(new[code]["deprecated"])), _heirs(new[code])) for code in retired), words
    )
    moved = (code for code in kept if new[code].get("parent") != old[code].get("parent"))
    yield from _table(
        "parents", "parent", ((_code(code), _parent(old[code], words), _parent(new[code], words)) for code in moved), words
    )
    named = (code for code in kept if new[code]["labels"] != old[code]["labels"])
    yield from _table(
        "labels", "label", ((_code(code), _label(old[code], language), _label(new[code], language)) for code in named), words
    )
    yield from _table("mappings", "mapping", _compare_mappings(old, new, kept, words), words)
    other = [code for code in kept if any(old[code].get(key) != new[code].get(key) for key in ("synonyms", "note", "exclusive"))]
    if other:
        said = words["word"].format(n=len(other), codes=", ".join(map(_code, other)))
        yield from ["", f"### {words['words']}", "", said]
    gone = [code for code in old if code not in new]
    if gone:
        yield from ["", f"### {words['gone']}", "", ", ".join(map(_code, gone))]


def _compare_mappings(old: Terms, new: Terms, kept: Sequence[str], words: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for code in kept:
        was, will = old[code].get("mappings") or {}, new[code].get("mappings") or {}
        for name in dict.fromkeys([*was, *will]):
            if was.get(name) != will.get(name):
                yield (
                    _code(code),
                    _code(name),
                    *(", ".join(escape(str(each)) for each in side.get(name) or ()) or words["none"] for side in (was, will)),
                )


def _table(title: str, head: str, rows: Iterator[tuple[str, ...]], words: Mapping[str, str]) -> Iterator[str]:
    found = [f"| {' | '.join(row)} |" for row in rows]
    if found:
        dashes = "| " + " | ".join(["---"] * (words[head].count("|") - 1)) + " |"
        yield from ["", f"### {words[title]}", "", words[head], dashes, *found]


def _terms(data: Data) -> Terms:
    return {str(pointer[-1]): {**body, "facet": facet} for pointer, facet, body in iterate_terms(data)}


def _label(body: Mapping[str, Any], language: str) -> str:
    return escape(str(body["labels"][language]), LONGEST)


def _parent(term: Mapping[str, Any], words: Mapping[str, str]) -> str:
    return _code(term["parent"]) if term.get("parent") else words["top"]


def _heirs(term: Mapping[str, Any]) -> str:
    named = term.get("replaced_by") or []
    return " / ".join(map(_code, [named] if isinstance(named, str) else named))


def _code(code: str) -> str:
    """Format a code; one that the rules would reject is shown as text."""
    return f"`{code}`" if PLAIN.match(code) else escape(code)


def load(folder: Path = RELEASES, current: Path = TAXONOMY) -> list[Data]:
    """The kept releases by version, then the taxonomy of today.

    Raises:
        SystemExit: a release was changed after it was kept.
    """
    releases = sorted((_read(file) for file in folder.glob("*.yaml")), key=lambda data: _order(data["version"]))
    today = _read(current)
    same = next((data for data in releases if data["version"] == today["version"]), None)
    if same is not None and same != today:
        sys.exit(f"taxonomy.yaml differs from the kept release {today['version']}: raise its version")
    return [*(data for data in releases if data["version"] != today["version"]), today]


def _read(file: Path) -> Data:
    data = yaml.read(file.name, file.read_bytes(), yaml.TAXONOMY).source.data
    if not isinstance(data, dict):
        sys.exit(f"{file} is no taxonomy")
    return {**data, "version": str(data["version"])}


def _order(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` compare them; return the exit code."""
    states = load()
    if "--keep" in arguments:
        RELEASES.mkdir(exist_ok=True)
        (RELEASES / f"{states[-1]['version']}.yaml").write_bytes(TAXONOMY.read_bytes())
    pages = {TARGETS[language]: page(states, language) for language in LANGUAGES}
    named = "docs/taxonomy-changes.md and docs/modifiche.md"
    if "--check" in arguments:
        stale = [file.name for file, text in pages.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
        state = f"stale: {', '.join(stale)}; run: python tools/taxonomy_changes.py" if stale else "up to date"
        sys.stdout.write(f"{named}: {state}\n")
        return 1 if stale else 0
    for file, text in pages.items():
        file.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{named} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
