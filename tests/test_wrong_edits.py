"""Edits by people without YAML knowledge: right line, right remedy, no loss.

Each row gives the text before and after, the marked line, the remedy, and the final text. A fix is applied if there is one;
otherwise the row gives what a person types who follows the remedy.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from alisei_cli import fixing
from alisei_cli.core.check import check
from alisei_cli.core.check_entry import RuleSelection, add_places, check_entry
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.verdict import Verdict
from alisei_cli.rules import RULES
from alisei_cli.store import yaml
from tests.rules.hygiene import context

PATH = "registry/stakeholders/toscana/kedrion-biopharma.yaml"
RULES_BY_NAME = {name: RULES.load(name) for name in RULES.names}
PANEL = RuleSelection(RULES_BY_NAME.items())

OFFICE = "head_office: {municipality: Barga, province: LU, region: toscana, country: IT}"
NAME = "  - {value: Kedrion Biopharma, kind: display}"
SITE = "website: https://www.kedrion.com"
CHAIN = "value_chain: [manufacturing, research-development]"
FIRST, SECOND = "  - genomics-sequencing", "  - stem-cells-regenerative"
IT = "  it: Sviluppa e produce medicinali derivati dal plasma umano per malattie rare del sangue."
EN = "  en: Develops and makes medicines derived from human plasma for rare diseases of the blood."
SOURCE = "  - {url: https://www.kedrion.com/storia, accessed: 2026-11-20}"
ENTRY = f"""\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: kedrion-biopharma
status: active
names:
{NAME}
type: company
{OFFICE}
{SITE}
sector: {{primary: blood-products}}
{CHAIN}
technologies:
{FIRST}
{SECOND}
description:
{IT}
{EN}
sources:
{SOURCE}
"""


@dataclass(frozen=True)
class Row:
    """One wrong edit."""

    right: str
    wrong: str
    line: int
    told: str
    meant: str | None = None
    """Intended replacement of ``right``, if different."""
    typed: str = ""
    """Text typed according to the remedy, if there is no fix."""

    @property
    def before(self) -> str:
        assert self.right in ENTRY, self.right
        return ENTRY.replace(self.right, self.wrong, 1)

    @property
    def after(self) -> str:
        return ENTRY if self.meant is None else ENTRY.replace(self.right, self.meant, 1)

    @property
    def by_hand(self) -> str:
        return ENTRY.replace(self.right, self.typed, 1)


def _name(wrong: str, whole: str) -> Row:
    """Build a row for a name in braces that needs quotes."""
    said = "Put the whole text in double quotes: value: " + whole
    return Row(NAME, f"  - {{value: {wrong}, kind: display}}", 5, said, f"  - {{value: {whole}, kind: display}}")


def _office(wrong: str, told: str = f"Write {OFFICE}") -> Row:
    return Row(OFFICE, wrong, 7, told)


SECTOR = "sector: {primary: blood-products, secondary: [vaccines, medical-devices]}"


def _sector(wrong: str, line: int, told: str, meant: str = SECTOR) -> Row:
    return Row("sector: {primary: blood-products}", wrong, line, told, meant)


PARAGRAPHS = f"  it: >-\n    {IT[6:]}\n\n    Seconda frase: altro."
BLOCK = "  - url: https://www.kedrion.com/storia\n    accessed: 2026-11-20"
MORE = "  - {url: https://www.kedrion.com/chi-siamo, accessed: 2026-11-21}"
CUT = IT.replace("dal plasma", "dal\nplasma")
SEVERAL = IT.replace(" dal plasma umano", "\ndal plasma\numano")
COLON = IT.replace(" dal plasma umano", "\ndal plasma\numano: ")
BELOW = "Write it: >- on a line of its own, and the whole text on the lines below it, each indented by 4 spaces."
FOLDED = "  it: >-\n    Sviluppa e produce medicinali derivati\n    dal plasma\n    umano:  per malattie rare del sangue."
ROWS: dict[str, Row] = {
    # rows of the user test
    "1 a field further right": Row(
        SITE, f"{SITE}\n   contact: {{mailbox: info@kedrion.com}}", 9, "Delete 3 spaces", f"{SITE}\ncontact: {{mailbox: info@kedrion.com}}"
    ),
    "7 no colon in braces": _office(OFFICE.replace("municipality:", "municipality"), "Write municipality: Barga"),
    "7 no colon, second field": _office(OFFICE.replace("province:", "province"), "Write province: LU"),
    "7 no colon, last field": _office(OFFICE.replace("country:", "country"), "Write country: IT"),
    "7 no colon, name": Row(NAME, NAME.replace("value:", "value"), 5, "Write value: Kedrion Biopharma"),
    "7 no colon, kind": Row(NAME, NAME.replace("kind:", "kind"), 5, "Write kind: display"),
    "8 a tab": Row(EN, "\t" + EN.strip(), 16, "type spaces with the space bar"),
    "8 a tab before an item": Row(SECOND, "\t" + SECOND.strip(), 13, "type spaces with the space bar"),
    "11 text at the left margin": Row(IT, CUT, 16, "by 4 spaces: plasma umano per malattie"),
    "11 two lines of it": Row(IT, SEVERAL, 16, "and those below it that belong to the text, 2 in all"),
    "11 a colon in it": Row(IT, COLON, 16, BELOW, FOLDED),
    "11 the last text": Row(EN, EN.replace(" for rare", "\nfor rare"), 17, "by 4 spaces: for rare diseases"),
    "17 commas, no brackets": Row(CHAIN, "value_chain: manufacturing, research-development", 10, f"Write {CHAIN}"),
    "17 semicolons, Italian": Row(CHAIN, "value_chain: Fabbricazione; Ricerca e sviluppo", 10, f"Write {CHAIN}"),
    "17 commas, Italian": Row(CHAIN, "value_chain: fabbricazione, ricerca e sviluppo", 10, f"Write {CHAIN}"),
    "18 a comma forgotten": Row(CHAIN, CHAIN.replace(",", ""), 10, f"Separate the items with commas: {CHAIN}"),
    "18 Italian": Row(CHAIN, "value_chain: [Fabbricazione Ricerca e sviluppo]", 10, f"Separate the items with commas: {CHAIN}"),
    "18 nearly a term": Row(CHAIN, "value_chain: [manufacturng research-development]", 10, f"Separate the items with commas: {CHAIN}"),
    "18 beside others": Row(
        CHAIN,
        "value_chain: [manufacturing research-development, care-delivery]",
        10,
        "Separate the items with commas: value_chain: [manufacturing, research-development, care-delivery]",
        "value_chain: [manufacturing, research-development, care-delivery]",
    ),
    "19 a list not closed": Row(CHAIN, CHAIN[:-1], 10, f"Write {CHAIN}"),
    "19 no blank after a hyphen": Row(FIRST, "  -genomics-sequencing", 12, "Write - genomics-sequencing"),
    "20 a comment that sticks": Row("type: company", "type: company# impresa", 6, "Write type: company # impresa"),
    "20 a comment with //": Row("type: company", "type: company // impresa", 6, "Write type: company # impresa"),
    "20 a line with //": Row("type: company", "// impresa\ntype: company", 6, "Write # impresa"),
    "20 a comment in brackets": Row(
        CHAIN, f"{CHAIN[:-1]} # produzione]", 10, f"Write {CHAIN} # produzione"
    ),
    "21 a value twice": Row(SITE, f"{SITE}\nwebsite: https://www.kedrion.it", 9, "Keep one of the two lines", typed=SITE),
    "21 a list twice": Row(SOURCE, f"{SOURCE}\nsources:\n{MORE}", 19, "under the first sources, on line 17", f"{SOURCE}\n{MORE}"),
    "26 colon and bracket in braces": _name("Kedrion: Biopharma S.p.A. [Gruppo]", '"Kedrion: Biopharma S.p.A. [Gruppo]"'),
    "26 a bracket": _name("Kedrion [Gruppo]", '"Kedrion [Gruppo]"'),
    "26 quotes": _name('"Kedrion" Biopharma', r'"\"Kedrion\" Biopharma"'),
    "27 a hyphen too many": Row(SOURCE, BLOCK.replace("    acc", "  - acc"), 19, "Replace the hyphen before accessed by a space"),
    "case 18": Row(SECOND, " " + SECOND, 13, "Delete 1 space at"),
    # others
    "a brace in braces": _name("Kedrion {Gruppo} Biopharma", '"Kedrion {Gruppo} Biopharma"'),
    "a bracket first": _name("[Gruppo] Kedrion", '"[Gruppo] Kedrion"'),
    "comma and bracket": _name("Kedrion, Biopharma [Gruppo]", '"Kedrion, Biopharma [Gruppo]"'),
    "hash, comma and bracket": _name("Kedrion #1, Biopharma [Gruppo]", '"Kedrion #1, Biopharma [Gruppo]"'),
    "a comma in braces": _name("Kedrion, Biopharma e Figli", '"Kedrion, Biopharma e Figli"'),
    "an apostrophe, bracket and comma": _name("'L'Istituto [Gruppo], Kedrion'", '"L\'Istituto [Gruppo], Kedrion"'),
    "a sign of YAML first": _name("@Kedrion", '"@Kedrion"'),
    "a quotation mark left open": Row(NAME, NAME.replace("Kedrion B", '"Kedrion B'), 5, 'value: "Kedrion Biopharma"'),
    "a comment in braces": _office(OFFICE.replace("toscana,", "toscana # sede,"), f"Write {OFFICE} # sede"),
    "a comment before the brace": _office(OFFICE[:-1] + "# Italia}", f"Write {OFFICE} # Italia"),
    "a comment after one item": Row(CHAIN, CHAIN.replace(",", " # produzione,"), 10, f"Write {CHAIN} # produzione"),
    "a comment eats the bracket": Row(
        CHAIN, "value_chain: [manufacturing # produzione", 10, "Write value_chain: [manufacturing] # produzione", "value_chain: [manufacturing]"
    ),
    "semicolons in braces": _office(OFFICE.replace(",", ";")),
    "no comma in braces": _office(OFFICE.replace("Barga,", "Barga")),
    "two commas in braces": _office(OFFICE.replace("Barga,", "Barga,,")),
    "an equals sign in braces": _office(OFFICE.replace("municipality:", "municipality ="), "Write municipality: Barga"),
    "no blank after a colon in braces": _office(OFFICE.replace("municipality: ", "municipality:"), "Write municipality: Barga"),
    "no braces": _office(OFFICE.replace("{", "").replace("}", "")),
    "round brackets": _office(OFFICE.replace("{", "(").replace("}", ")")),
    "square brackets for braces": _office(OFFICE.replace("{", "[").replace("}", "]")),
    "a wrong closing bracket": _office(OFFICE[:-1] + ")"),
    "a closing brace too many": _office(OFFICE + "}"),
    "braces left open": _office(OFFICE[:-1]),
    "a comma behind the brace": _office(OFFICE + ","),
    "no colon before a brace": _office(OFFICE.replace(":", "", 1)),
    "no blank before a brace": _office(OFFICE.replace(": ", ":", 1)),
    "an equals sign": Row("type: company", "type = company", 6, "Write type: company"),
    "a hyphen before a field": Row("type: company", "- type: company", 6, "Write type: company"),
    "a comment with a colon": Row("type: company", "// tipo: impresa\ntype: company", 6, "Write # tipo: impresa"),
    "a comment of C": Row("type: company", "type: company /* impresa */", 6, "Write type: company # impresa"),
    "a comment behind a value from a list": Row("status: active", "status: active// ok", 3, "Write status: active # ok"),
    "a comment behind an address": Row(SITE, f"{SITE}# sito", 8, f"Write {SITE} # sito"),
    "a comment behind an item": Row(FIRST, f"{FIRST}# nota", 12, "Write - genomics-sequencing # nota"),
    "two terms where one goes": Row(
        "type: company", "type: company hospital", 6, "choose one of company, healthcare-organisation", typed="type: company"
    ),
    "words without brackets": Row(CHAIN, "value_chain: manufacturing research-development", 10, f"Write {CHAIN}"),
    "a semicolon in brackets": Row(CHAIN, CHAIN.replace(",", ";"), 10, f"Separate the items with commas: {CHAIN}"),
    "an item behind the bracket": Row(
        CHAIN, "value_chain: [manufacturing] research-development", 10, f"Write {CHAIN}"
    ),
    "a list twice in brackets": Row(
        CHAIN,
        f"{CHAIN}\nvalue_chain: [care-delivery]",
        11,
        "Write value_chain: [manufacturing, research-development, care-delivery] on line 10",
        "value_chain: [manufacturing, research-development, care-delivery]",
    ),
    "a list twice, of blocks": Row(
        SOURCE, f"{SOURCE}\nsources:\n{BLOCK.replace('storia', 'chi')}", 19, "under the first sources", f"{SOURCE}\n{BLOCK.replace('storia', 'chi')}"
    ),
    "the same line twice": Row(SITE, f"{SITE}\n{SITE}", 9, "Delete this line: it says the same as line 8."),
    "an item far right": Row(SECOND, "    " + SECOND, 13, "Delete 4 spaces at"),
    "an item too far left": Row(SECOND, SECOND[1:], 13, "Indent this line by 1 more space"),
    "an item at the margin": Row(SECOND, SECOND[2:], 13, "Indent this line by 2 more spaces"),
    "a block item too far right": Row(
        SOURCE, f"{BLOCK}\n   - url: https://www.kedrion.com/chi\n     accessed: 2026-11-21", 20, "Delete 1 space at the beginning of lines 20 to 21.",
        f"{BLOCK}\n  - url: https://www.kedrion.com/chi\n    accessed: 2026-11-21",
    ),
    "the first item behind the name": Row(f"technologies:\n{FIRST}", "technologies: genomics-sequencing", 11, "Put the first item too on a line"),
    "a hyphen behind the name": Row(
        f"technologies:\n{FIRST}", "technologies: - genomics-sequencing", 11, "below the name of the field: - genomics-sequencing"
    ),
    "a hyphen forgotten": Row(SECOND, "    stem-cells-regenerative", 12, "hyphen before it: genomics-sequencing, stem-cells-reg", typed=SECOND),
    "a hyphen too many, braces": Row(
        SOURCE, SOURCE.replace(", accessed", "}\n  - {accessed"), 19, f"Write them as one item: {SOURCE.strip()}"
    ),
    "a hyphen too many, names": Row(NAME, "  - value: Kedrion Biopharma\n  - kind: display", 6, "before kind"),
    "a hyphen too many, comments": Row(
        SOURCE, BLOCK.replace("    acc", "  - acc") + " # ieri", 19, "the hyphen before accessed", typed=BLOCK + " # ieri"
    ),
    "hyphens before the languages": Row(
        f"{IT}\n{EN}", f"  - {IT.strip()}\n  - {EN.strip()}", 15, "Write description: {it: Sviluppa", typed=f"{IT}\n{EN}"
    ),
    "a field of a block at the margin": Row(EN, EN.strip(), 16, "Indent this line by 2 more spaces", typed=EN),
    "a field of an item at the margin": Row(SOURCE, BLOCK.replace("    acc", "acc"), 19, "Indent this line by 4 more spaces", typed=BLOCK),
    "a field of an item too far left": Row(SOURCE, BLOCK.replace("    acc", "  acc"), 19, "Indent this line by 2 more spaces"),
    "a line of a block at the margin": Row(
        OFFICE, "head_office:\n  municipality: Barga\n  province: LU\nregion: toscana\n  country: IT", 10, "Indent this line by 2 more spaces"
    ),
    "text between quotes, and more": Row(
        IT, IT.replace("Sviluppa", '"Sviluppa"'), 15, r'it: "\"Sviluppa\" e produce', IT.replace("it: Sviluppa", r'it: "\"Sviluppa\"') + '"'
    ),
    "a text that begins with a hyphen": Row(IT, IT.replace("it: ", "it: - "), 15, 'it: "- Sviluppa', IT.replace("it: ", 'it: "- ') + '"'),
    "a text that begins with a star": Row(
        IT, IT.replace("Sviluppa", "*Sviluppa*"), 15, 'it: "*Sviluppa* e', IT.replace("Sviluppa", '"*Sviluppa*') + '"'
    ),
    "a text behind its sign": Row(IT, IT.replace("it: ", "it: > "), 15, BELOW),
    "a text of two lines with a colon": Row(
        IT, IT.replace(" dal", ": dal\n    "), 15, BELOW, "  it: >-\n    Sviluppa e produce medicinali derivati: dal\n    plasma umano per malattie rare del sangue."
    ),
    "an item of a second list too far right": _sector(
        "sector:\n  primary: blood-products\n  secondary:\n    - vaccines\n     - medical-devices", 13, "Delete 1 space",
        "sector:\n  primary: blood-products\n  secondary:\n    - vaccines\n    - medical-devices",
    ),
    "a list in braces without brackets": _sector(
        "sector: {primary: blood-products, secondary: vaccines, medical-devices}", 9, "Write secondary: [vaccines, medical-devices]"
    ),
    "a bracket in braces left open": _sector("sector: {primary: blood-products, secondary: [vaccines, medical-devices}", 9, f"Write {SECTOR}"),
    "no comma before a list in braces": _sector("sector: {primary: blood-products secondary: [vaccines, medical-devices]}", 9, f"Write {SECTOR}"),
    "two fields on one line": Row(SOURCE, BLOCK.replace("\n   ", ""), 18, "directly below the first: accessed: 2026-11-20"),
    "two fields on one line, a comma": Row(SOURCE, BLOCK.replace("\n   ", ","), 18, "directly below the first: accessed: 2026-11-20"),
    "a hyphen before the second field": Row(SOURCE, BLOCK.replace("    acc", "    - acc"), 19, "Write accessed: 2026-11-20"),
    "the first field behind its block": Row(f"description:\n{IT}", f"description: {IT.strip()}", 14, f"directly above the others: {IT.strip()}"),
    "an address without its name": Row(
        SOURCE, SOURCE.replace("url: ", ""), 18, "Write url: https://www.kedrion.com/storia", typed=SOURCE
    ),
    "numbers for hyphens": Row(
        CHAIN, "value_chain: 1. manufacturing 2. research-development", 10, f"Write {CHAIN}"
    ),
    "two lists for one": Row(CHAIN, CHAIN.replace(", ", "], ["), 10, f"Write {CHAIN}"),
    "no comma between quotes": Row(CHAIN, 'value_chain: ["manufacturing" "research-development"]', 10, 'Write value_chain: ["manufacturing", "rese'),
    "round brackets for square ones": Row(CHAIN, CHAIN.replace("[", "(").replace("]", ")"), 10, f"Write {CHAIN}"),
    "a folded text at the margin": Row(
        IT, "  it: >-\n    Sviluppa e produce medicinali derivati\ndal plasma umano per malattie rare del sangue.", 17, "by 4 spaces: dal plasma"
    ),
    "a second paragraph at the margin": Row(
        IT, f"{IT}\n\n  Seconda frase: altro.", 17, "If it continues the text of it, write it: >-", typed=PARAGRAPHS, meant=PARAGRAPHS
    ),
    "a comma behind an item in braces": Row(SOURCE, f"{SOURCE},\n{MORE}", 18, f"Write {SOURCE.strip()}", f"{SOURCE}\n{MORE}"),
    # rows of the trial by a contact person
    "a sign of number in a text": Row(
        NAME, "  - value: Kedrion Biopharma #1\n    kind: display", 5, 'If it belongs to the text, put the whole text in double quotes: value: "Kedrion Biopharma #1"',
        '  - value: "Kedrion Biopharma #1"\n    kind: display',
    ),
    "a sign of number in a long text": Row(
        IT, f"{IT[:-1]}, la #1 in Europa.", 15, "put the whole text in double quotes", f'  it: "{IT[6:-1]}, la #1 in Europa."'
    ),
    "a label of social media in a text": Row(
        EN, f"{EN[:-1]} #rarediseases", 16, "If it is a comment, type a space after the #.", typed=f"{EN[:-1]} # rarediseases", meant=EN[:-1]
    ),
    "no comma after a text": Row(
        NAME, "  - {value: Kedrion Biopharma lang: it, kind: display}", 5, "Write - {value: Kedrion Biopharma, lang: it, kind: display}",
        "  - {value: Kedrion Biopharma, lang: it, kind: display}",
    ),
    "no comma after a text, the last field": Row(NAME, NAME.replace("ma, ", "ma "), 5, f"Write {NAME.strip()}"),
    "no comma after a place of several words": Row(
        OFFICE, OFFICE.replace("Barga,", "Castelnuovo di Garfagnana"), 7, "Write head_office: {municipality: Castelnuovo di Garfagnana, province: LU",
        OFFICE.replace("Barga", "Castelnuovo di Garfagnana"),
    ),
    "no comma between languages": Row(
        f"description:\n{IT}\n{EN}", f"description: {{{IT.strip()} {EN.strip()}}}", 14, "Write description: {it: Sviluppa", f"description: {{{IT.strip()}, {EN.strip()}}}"
    ),
    "a bracket closes the braces of an item": Row(SOURCE, SOURCE[:-1] + "]", 18, f"Write {SOURCE.strip()}"),
    "a bracket closes the braces of a name": Row(NAME, NAME[:-1] + "]", 5, f"Write {NAME.strip()}"),
    "a bracket closes braces": _office(OFFICE[:-1] + "]"),
    "a brace closes a list": Row(CHAIN, CHAIN[:-1] + "}", 10, f"Write {CHAIN}"),
    "a bracket closes a text": Row(
        f"description:\n{IT}\n{EN}", f"description: {{{IT.strip()}]", 14, "Write description: {it: Sviluppa", f"description: {{{IT.strip()}}}"
    ),
    "brackets that close crosswise": _sector(SECTOR[:-2] + "}]", 9, f"Write {SECTOR}"),
    "a brace closes what never opened": _office(OFFICE.replace("{", "")),
    "a bracket closes what never opened": _office(OFFICE.replace("{", "").replace("}", "]")),
    "a closing bracket too many, apart": Row(CHAIN, f"{CHAIN} ]", 10, f"Write {CHAIN}"),
    "a wrong bracket behind a text in brackets": Row(
        NAME, "  - {value: Kedrion [Gruppo], kind: display]", 5, 'Write - {value: "Kedrion [Gruppo]", kind: display}', '  - {value: "Kedrion [Gruppo]", kind: display}'
    ),
    "a name too far right": Row(
        NAME, f"{NAME}\n    - {{value: Kedrion S.p.A., kind: alias}}", 6, "Delete 2 spaces", f"{NAME}\n  - {{value: Kedrion S.p.A., kind: alias}}"
    ),
    "braces for a list": Row(CHAIN, CHAIN.replace("[", "{").replace("]", "}"), 10, f"Write {CHAIN}"),
    "braces for a list in braces": _sector(SECTOR.replace("[", "{").replace("]", "}"), 9, "Write secondary: [vaccines, medical-devices]"),
    "a list for a block": Row("sector: {primary: blood-products}", "sector: [blood-products]", 9, "Write sector: {primary: blood-products}"),
    "values without names": Row(SOURCE, SOURCE.replace("url: ", "").replace("accessed: ", ""), 18, f"Write {SOURCE.strip()}"),
    "a name without names": Row(NAME, "  - {Kedrion Biopharma, display}", 5, f"Write {NAME.strip()}"),
    "an item without its hyphen": Row(
        NAME, f"{NAME}\n  {{value: Kedrion S.p.A., kind: alias}}", 6, "Write - {value: Kedrion S.p.A., kind: alias}", f"{NAME}\n  - {{value: Kedrion S.p.A., kind: alias}}"
    ),
    "the first item without its hyphen": Row(SOURCE, SOURCE.replace("- ", ""), 18, f"Write {SOURCE.strip()}"),
    "the first item without its hyphen, far right": Row(NAME, NAME.replace("- ", "  "), 5, f"Write {NAME.strip()}"),
    "a field behind the closing brace": Row(
        OFFICE, f"{OFFICE}, postcode: 55051", 7, f"Write {OFFICE[:-1]}, postcode: 55051}}", f"{OFFICE[:-1]}, postcode: 55051}}"
    ),
    "a field behind the closing brace, and a comment": Row(
        OFFICE, f"{OFFICE} postcode: 55051 # sede", 7, f"Write {OFFICE[:-1]}, postcode: 55051}} # sede", f"{OFFICE[:-1]}, postcode: 55051}}"
    ),
    "a list without its name": Row(f"sources:\n{SOURCE}", SOURCE, 17, "at the left edge: sources:"),
    "a list of names without its name": Row(f"names:\n{NAME}", NAME, 4, "at the left edge: names:"),
    "a list without its name, of blocks": Row(f"sources:\n{SOURCE}", BLOCK, 17, "at the left edge: sources:"),
    "the same block twice": Row(OFFICE, f"{OFFICE}\n{OFFICE}", 8, "Delete this line: it says the same as line 7."),
    "a block twice": Row(OFFICE, f"{OFFICE}\n{OFFICE.replace('Barga', 'Lucca')}", 8, "Keep one of the two lines", typed=OFFICE),
    "a block of code": Row(ENTRY, f"```yaml\n{ENTRY}```\n", 1, "Delete this line, and the other one that begins with ```"),
    "a block of code, its end alone": Row(SOURCE, f"{SOURCE}\n```", 19, "Delete this line"),
    "a quotation mark before a name": Row(SITE, f'"{SITE}', 8, f"Write {SITE}"),
    "a line between quotation marks": Row(SITE, f'"{SITE}"', 8, f"Write {SITE}"),
    "an address below its field": Row(SITE, SITE.replace(" ", "\n"), 9, f"on line 8: {SITE}"),
    "a link of Markdown": Row(SITE, "website: [www.kedrion.com](https://www.kedrion.com)", 8, f"Write {SITE}"),
    "a link of Markdown in braces": Row(
        SOURCE, SOURCE.replace("https://www.kedrion.com/storia", "[kedrion.com/storia](https://www.kedrion.com/storia)"), 18, f"Write {SOURCE.strip()}"
    ),
    "a line of JSON": Row(SITE, '"website": "https://www.kedrion.com",', 8, f"Write {SITE}"),
    "two lines of JSON": Row(f"{IT}\n{EN}", f'  "it": "{IT[6:]}",\n  "en": "{EN[6:]}",', 15, f"Write {IT.strip()}"),
    "a remark at the end": Row(
        SOURCE, f"{SOURCE}\nHo aggiornato io la scheda ieri sera.", 19, "turn it into a comment: # Ho aggiornato io la scheda ieri sera."
    ),
    "a tab before a field at the margin": Row(SITE, f"\t{SITE}", 8, "Delete it"),
    "a wide colon": Row(SITE, SITE.replace(": ", "："), 8, f"Write {SITE}"),
    "a municipality with its province": Row(OFFICE, OFFICE.replace("Barga", "Barga (LU)"), 7, "Write Barga."),
    "an address that begins wrong": Row(SITE, SITE.replace("https", "htps"), 8, f"Write {SITE}"),
    "a short date": Row(SOURCE, SOURCE.replace("2026-11-20", "20/11/26"), 18, "Write accessed: 2026-11-20"),
    "a colon and a sign of number in a text": Row(
        IT, f"{IT[:-1]}: la #1 in Europa.", 15, 'it: "Sviluppa', f'  it: "{IT[6:-1]}: la #1 in Europa."'
    ),
    "no comma after a text, of two lines": Row(
        NAME, "  - {value: Kedrion Biopharma lang: it,\n     kind: display}", 5, "Type a comma here.", NAME.replace(", ", ", lang: it, ")
    ),
    "a brace opens a list": Row(CHAIN, CHAIN.replace("[", "{"), 10, f"Write {CHAIN}"),
    "a bracket behind a date": Row(SOURCE, f"{BLOCK}]", 19, "Write accessed: 2026-11-20"),
}  # fmt: skip


WHOLE = ("Write {line}", "Separate the items with commas: {line}", "Put the whole text in double quotes: {line}")
"""Remedies that show a line, or a part of one."""


def verdict(text: str) -> Verdict:
    """Validate an entry in a registry of its own."""
    schema = context().schemas["stakeholder"]
    read = yaml.read(PATH, text.encode(), yaml.ENTRY, schema.admits_text)
    judged = add_places(
        check_entry("stakeholder", read.source, read.findings, read.reported, context(), PANEL), read.source, context()
    )
    return replace(check([judged], context(), RULES_BY_NAME, {PATH: read.source}), schemas={PATH: schema})


def wrong(text: str) -> list[Diagnostic]:
    """List the errors and warnings, in order."""
    return [each for each in verdict(text).diagnostics if each.severity is not Severity.NOTE]


def data(text: str) -> Any:
    """Read the data of an entry."""
    return yaml.read(PATH, text.encode(), yaml.ENTRY, context().schemas["stakeholder"].admits_text).source.data


def test_the_entry_is_beyond_reproach() -> None:
    assert verdict(ENTRY).diagnostics == ()


@pytest.mark.parametrize("comment", ["# la #1 in Europa", "#", "#!", "# produzione"])
def test_a_comment_behind_a_text_is_none_of_it(comment: str) -> None:
    assert wrong(ENTRY.replace(IT, f"{IT} {comment}")) == []
    assert wrong(ENTRY.replace("type: company", f"#impresa\ntype: company #impresa {comment}")) == []


def test_a_comment_that_tells_of_a_person_is_not_repeated() -> None:
    [said] = wrong(ENTRY.replace(IT, f"{IT} #mario.rossi@alfa.it"))
    assert said.rule == "personal-comment"


@pytest.mark.parametrize(("wrong_line", "right", "column"), [(f"{CHAIN}]", CHAIN, 51), (f"{OFFICE}}}", OFFICE, 79)])
def test_a_bracket_too_many_is_shown_itself(wrong_line: str, right: str, column: int) -> None:
    [said] = wrong(ENTRY.replace(right, wrong_line))
    assert said.span.column == column


@pytest.mark.parametrize("name", ROWS)
def test_the_slip_is_told_once_at_its_line(name: str) -> None:
    """One diagnostic at the right line, with the right remedy."""
    row = ROWS[name]
    said = wrong(row.before)
    assert [each.span.line for each in said] == [row.line]
    assert row.told in str(said[0].help)


@pytest.mark.parametrize("name", ROWS)
def test_a_line_that_is_told_whole_can_be_pasted(name: str) -> None:
    """The line shown by the remedy is valid as a replacement."""
    lines = ROWS[name].before.split("\n")
    [said] = wrong(ROWS[name].before)
    old, told = lines[said.span.line - 1], str(dict(said.help.values).get("line", "")) if said.help else ""
    is_whole = (
        said.help is not None and said.help.message in WHOLE and told.split(" ")[0] in (old.split()[0], old.split()[0] + ":")
    )
    if not is_whole:
        return
    lines[said.span.line - 1] = old[: len(old) - len(old.lstrip())] + told
    assert wrong("\n".join(lines)) == []


@pytest.mark.parametrize("name", ROWS)
def test_the_remedy_loses_nothing(name: str) -> None:
    """The entry is valid and has the intended data and comments."""
    row = ROWS[name]
    after = row.by_hand if row.typed else row.before
    if not row.typed:
        [mended] = fixing._plan_round(verdict(row.before), context(), is_unsafe=True, root=Path(), texts={PATH: row.before})
        after = mended.after
    assert wrong(after) == []
    assert data(after) == data(row.after)
    if "#" in row.wrong or "//" in row.wrong.replace("://", ""):
        assert after.count("#") > ENTRY.count("#") - 1
