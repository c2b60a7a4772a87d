"""Keep the Italian catalogue in step with the program.

``python tools/catalogue.py`` gathers every sentence of ``alisei_cli`` into ``translations/it.po``, keeps the translations
that are there and drops those of sentences that are gone. ``--merge FILE...`` brings in translations from lines
``sentence<TAB>frase`` (a plural is ``one|||many<TAB>uno|||molti``). ``--check`` writes nothing: exit code 1 if the file is stale or a
sentence has no translation.
"""

import argparse
import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PACKAGE = ROOT / "alisei_cli"
PO = ROOT / "translations/it.po"
TYPER_WORDS = ROOT / "tools/typer_words.it.tsv"
"""Words that Typer says, with their translation."""

KEYWORDS = {"_": 1, "t": 1, "_n": 2}
"""Functions that mark a sentence, with how many texts each takes; ``t`` is also given what stands in a docstring."""
HEADER = "Language: it\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
PLURAL = "|||"

Key = tuple[str, ...]
"""A sentence: the singular, and the plural where it has one."""


def sentences() -> set[Key]:
    """Every sentence of the program, and Typer's words."""
    found = {*_marked(), *((text,) for text in _pages()), *_table(TYPER_WORDS)}
    plural = {key[0] for key in found if len(key) == 2}
    return {key for key in found if len(key) == 2 or key[0] not in plural}


def _marked() -> Iterator[Key]:
    # NOTE: by the syntax tree, because Babel's own reader of Python passes over what stands inside f-strings.
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                said = tuple(each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str))
                if len(said) == KEYWORDS[node.func.id]:
                    yield said
                elif node.func.id != "t":
                    raise SystemExit(
                        f"{file}:{node.lineno}: a sentence is written out where it is marked, else nobody can translate it"
                    )


def _pages() -> Iterator[str]:
    """The first sentence of every item of a shelf, and the reason of every rule."""
    from alisei_cli.commands import COMMANDS
    from alisei_cli.exports import EXPORTS
    from alisei_cli.importers import IMPORTERS
    from alisei_cli.model.page import parse
    from alisei_cli.reports import REPORTS
    from alisei_cli.rules import RULES

    for shelf in (COMMANDS, EXPORTS, IMPORTERS, REPORTS, RULES):
        yield from (shelf.summary(name) for name in shelf.names)
    for name in RULES.names:
        page = parse(RULES.page(name))
        yield from (page.summary, page.why)


def translations(po: Path = PO) -> dict[Key, Key]:
    """What the catalogue says now."""
    if not po.exists():
        return {}
    with po.open("rb") as file:
        return {_key(message.id): _key(message.string) for message in read_po(file) if message.id and any(_key(message.string))}


def _key(text: object) -> Key:
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


def _table(file: Path) -> dict[Key, Key]:
    """The translations in a file of tab-separated lines."""
    found = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            said, tab, translated = line.partition("\t")
            if not tab or not translated.strip():
                raise SystemExit(f"{file}:{number}: write the sentence, a tab, the translation")
            found[tuple(said.split(PLURAL))] = tuple(translated.rstrip("\r").split(PLURAL))
    return found


def po_text(catalogue: Mapping[Key, Key]) -> str:
    """The catalogue for people: sorted, without dates or places, so that a change shows nothing else."""
    blocks = ['msgid ""\nmsgstr ""\n' + "".join(f"{_quoted(line)}\n" for line in HEADER.splitlines(keepends=True))]
    for key, said in sorted(catalogue.items()):
        if len(key) == 2:
            forms = "".join(f"msgstr[{number}] {_quoted(form)}\n" for number, form in enumerate((*said, "", "")[:2]))
            blocks.append(f"msgid {_quoted(key[0])}\nmsgid_plural {_quoted(key[1])}\n{forms}")
        else:
            blocks.append(f"msgid {_quoted(key[0])}\nmsgstr {_quoted(said[0] if said else '')}\n")
    return "\n".join(blocks)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def gathered(merged: Iterable[Path] = ()) -> dict[Key, Key]:
    """Every sentence with its translation, empty where it has none; later files win over earlier ones and over the catalogue."""
    known = translations() | _table(TYPER_WORDS)
    for file in merged:
        known |= _table(file)
    return {key: known[key] if len(known.get(key, ())) == len(key) else () for key in sentences()}


def main(arguments: list[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--merge", nargs="+", type=Path, default=[], metavar="FILE", help="tab-separated translations")
    asked = parser.parse_args(arguments)
    catalogue = gathered(asked.merge)
    missing = sorted(key for key, said in catalogue.items() if not said)
    stale = [PO] if not PO.exists() or PO.read_text(encoding="utf-8") != po_text(catalogue) else []
    for key in missing:
        sys.stdout.write(f"no Italian for: {PLURAL.join(key)}\n")
    if not asked.check:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_text(po_text(catalogue), encoding="utf-8")
    elif stale:
        sys.stdout.write(f"stale: {', '.join(file.name for file in stale)}; run: python tools/catalogue.py\n")
    sys.stdout.write(f"{len(catalogue)} sentences, {len(missing)} without Italian\n")
    return 1 if missing or (asked.check and stale) else 0


if __name__ == "__main__":
    raise SystemExit(main())
