"""Write the generated files of the starter of ``alisei init`` from the repository's own: ``python tools/starter.py``; ``--check`` only compares.

Schemas and taxonomy are the repository's without what only life sciences need. The other files of ``alisei_cli/starter`` are written by hand.
"""

import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from alisei_cli.core.enums import add_terms
from alisei_cli.core.issue_forms import build_forms
from alisei_cli.model.taxonomy import build
from alisei_cli.store.github import FORMS
from alisei_cli.store.load import load_context
from alisei_cli.store.meta import text_of
from alisei_cli.store.tree import MemoryTree

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "alisei_cli" / "starter"
WORKFLOWS = (".github/workflows/validate.yml", ".github/workflows/intake.yml")
"""Workflows of the starter's own, with the repository's pins."""
COPIED = (
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/ISSUE_TEMPLATE/something-is-wrong.yml",
    ".github/workflows/comment.yml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
)
"""Files that are the repository's own, to the byte."""

TERMS: Mapping[str, tuple[str, ...]] = {
    "stakeholder-type": (
        "company", "research-organisation", "public-research-body", "higher-education", "university", "its-academy",
        "innovation-intermediary", "regional-cluster", "science-park", "incubator-accelerator", "association", "trade-association",
        "investor-funder", "public-institution", "regional-authority",
    ),
    "company-profile": ("innovative-startup", "innovative-sme", "research-spin-off", "foreign-controlled", "listed-company"),
    "sector": ("research-education", "innovation-support", "policy-regulation", "advocacy-representation"),
    "value-chain": (
        "research-development", "product-engineering", "production", "manufacturing", "market", "marketing-distribution",
        "innovation-services", "technology-transfer", "education-training",
    ),
    "technology": ("digital-technologies", "artificial-intelligence", "interoperability-standards"),
    "collaboration": (
        "research-collaboration", "joint-rd-project", "eu-consortium", "technology-transfer-deal", "licensing", "co-development",
        "business-partnership", "distribution-deal", "manufacturing-supply-deal", "finance-deal", "equity-investment",
        "access-services", "laboratory-access", "expert-advice-training",
    ),
    "cluster-area": (),
    "constituency": (),
    "size": (),
    "ownership": (),
    "trl": (),
}  # fmt: skip
"""Facets of the starter, with the terms that any sector can use; no terms: all of the facet."""
NEW: Mapping[str, Mapping[str, Any]] = {
    "sector": {
        "goods": {"labels": {"it": "Prodotti del settore", "en": "Products of the sector"}},
        "services": {"labels": {"it": "Servizi al settore", "en": "Services to the sector"}},
    }
}
"""Terms that the repository has not: where an adopter's own begin."""
PLAIN = ("stakeholder-type", "company-profile", "cluster-area", "constituency", "size", "trl")
"""Facets of which synonyms are of use in any sector."""
OWN = re.compile("bio|MIT4LS|Life Sciences|GdL|IZS|zooprofilattico")
"""Synonyms that are the repository's own."""
UNUSED = ("srn", "nsis", "origin", "mesh", "atc", "atcvet", "emdn", "oecd-biotech")
"""Fields that only life sciences, or the repository's own taxonomy, need."""
EXAMPLES = {
    "Fondazione Toscana Life Sciences": "Istituto Rossi",
    "toscana-life-sciences": "istituto-rossi",
    "www.toscanalifesciences.org": "www.example.org",
    '"TLS"': '"IR"',
    "sector=biotech": "sector=goods",
    "Soci di ALISEI": "Soci",
    "Members of ALISEI": "Members",
    "www.medicina24.tv/2022/04/15/cluster-alisei-scienze-della-vita-davide-ederle-nominato-vice-presidente/": "www.example.org/",
    "soci di ALISEI": "soci della rete",
    "members of ALISEI": "members of the network",
    "adesione ad ALISEI": "adesione alla rete",
    "membership of ALISEI": "membership of the network",
    "Adesione al Cluster / Membership of the Cluster": "Adesione / Membership",
    "Area di intervento del Cluster": "Area di intervento",
    "Cluster area of intervention": "Area of intervention",
    "del Cluster": "della rete",
    "al Cluster": "alla rete",
    "il Cluster": "la rete",
    "he Cluster": "he network",
    "(GdL) ": "",
    "mit4ls": "convegno-annuale",
    "gmp-cell-factory": "test-laboratory",
    "stem-cells": "quality-control",
    "Registro delle scienze della vita in Italia": "Registro dell'agroalimentare in Italia",
    "Registry of Italian life sciences": "Registry of the Italian agrifood sector",
    "Le scienze della vita in Italia": "L'agroalimentare in Italia",
    "Italian life sciences": "The Italian agrifood sector",
    '"alisei"': '"agroalimentare"',
}
"""Words in schemas and facets, and what stands there instead."""
REGISTRY = """\
# What this registry is called in reports, workbooks, pages and exports: change these first.
registry:
  name: registro
  title: {it: Registro del settore, en: Registry of the sector}
  # Those with `membership: {status: member}`, and their tie, in the small letters of a sentence.
  members: {it: soci, en: members}
  membership: {it: adesione, en: membership}
  # Where changes are sent: pages and letters lead there. Take the # away.
  # repository: https://github.com/OWNER/NAME
  # mailbox: segreteria@example.org
"""


def made() -> Iterator[tuple[str, str]]:
    """Path and text of each generated file of the starter."""
    data = dict(registry())
    yield from data.items()
    forms = build_forms(load_context(MemoryTree({path: text.encode() for path, text in data.items()})).context)
    yield from ((f"{FORMS}/{name}", text) for name, text in forms.items())
    for path in COPIED:
        yield path, (ROOT / path).read_text(encoding="utf-8")
    for path in WORKFLOWS:
        yield path, pinned((TARGET / path).read_text(encoding="utf-8"))


def registry() -> Iterator[tuple[str, str]]:
    """Taxonomy, schemas and policy."""
    facets = chosen(yaml.safe_load((ROOT / "taxonomy.yaml").read_text(encoding="utf-8"))["facets"])
    head = "# yaml-language-server: $schema=schema/taxonomy.schema.json\n# Facets and terms, few to begin with: replace them by those of your sector, then run: alisei schema\n"
    yield "taxonomy.yaml", plain(f"{head}version: 1.0.0\nfacets:\n{''.join(lines(facets, 1))}")
    taxonomy = build({"version": "1.0.0", "facets": facets})
    for file in sorted((ROOT / "schema").glob("*.schema.json")):
        document = add_terms(pruned(json.loads(file.read_text(encoding="utf-8")), facets), taxonomy)
        yield f"schema/{file.name}", plain(text_of(exemplary(document, document.get("$defs", {}))))
    policy = (ROOT / "schema/policy.yaml").read_text(encoding="utf-8")
    policy = re.sub(
        r"^# What this registry is called.*\nregistry:\n(?:  .*\n)+", lambda _found: REGISTRY, policy, flags=re.MULTILINE
    )
    yield "schema/policy.yaml", plain(re.sub(r"^version: .*", "version: 1.0.0", policy, flags=re.MULTILINE))


def plain(text: str) -> str:
    """``text`` without the words that are the repository's own."""
    for word, other in EXAMPLES.items():
        text = text.replace(word, other)
    return text


def chosen(facets: Mapping[str, Any]) -> dict[str, Any]:
    """The facets of the starter: few terms, without what only the repository needs."""
    found = {}
    for name, codes in TERMS.items():
        terms = facets[name]["terms"]
        kept = {code: term(terms[code], name) for code in codes or terms} | dict(NEW.get(name, {}))
        missing = {each["parent"] for each in kept.values() if "parent" in each} - set(kept)
        if missing:
            raise SystemExit(f"{name}: choose the parents too: {missing}")
        found[name] = {**facets[name], "terms": kept}
    return found


def term(whole: Mapping[str, Any], facet: str) -> dict[str, Any]:
    """One term without its note, which names its neighbours."""
    found = {key: whole[key] for key in ("labels", "parent", "exclusive", "symmetric") if key in whole}
    if facet in PLAIN and "synonyms" in whole:
        found["synonyms"] = {each: [word for word in words if not OWN.search(word)] for each, words in whole["synonyms"].items()}
    return found


def lines(value: Mapping[str, Any], level: int) -> Iterator[str]:
    """YAML: facets and terms as blocks, what stands in them on a line each."""
    for key, below in value.items():
        if level in (1, 3) or key in ("terms", "synonyms"):
            yield f"{'  ' * level}{key}:\n"
            yield from lines(below, level + 1)
        else:
            flow = yaml.safe_dump(below, default_flow_style=True, allow_unicode=True, width=sys.maxsize, sort_keys=False)
            yield f"{'  ' * level}{key}: {flow.removesuffix('...' + chr(10)).strip()}\n"


def pruned(node: Any, facets: Collection[str]) -> Any:
    """``node`` of a schema without fields that are unused, or bound to a facet that the starter has not."""
    if isinstance(node, list):
        return [pruned(each, facets) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: pruned(value, facets) for key, value in node.items()}
    fields = found.get("properties")
    if isinstance(fields, dict):
        gone = {key for key, field in fields.items() if key in UNUSED or is_foreign(field, facets)}
        found["properties"] = {key: field for key, field in fields.items() if key not in gone}
    return found


def is_foreign(field: Any, facets: Collection[str]) -> bool:
    """Whether a field holds terms of a facet that the starter has not."""
    nodes = [field, field.get("items")] if isinstance(field, dict) else []
    bound = [node.get("x-alisei-facet") for node in nodes if isinstance(node, dict)]
    return any(facet is not None and facet not in facets for facet in bound)


def exemplary(node: Any, definitions: Mapping[str, Any]) -> Any:
    """``node`` of a schema with only those examples that it admits."""
    if isinstance(node, list):
        return [exemplary(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: exemplary(value, definitions) for key, value in node.items() if key != "examples"}
    if isinstance(node.get("examples"), list):
        admits = Draft202012Validator({**node, "$defs": definitions}).is_valid
        found |= {"examples": kept} if (kept := [each for each in node["examples"] if admits(each)]) else {}
    return {key: found[key] for key in node if key in found}


def pinned(text: str) -> str:
    """The workflow with the actions as the repository pins them."""
    ours = (ROOT / WORKFLOWS[0]).read_text(encoding="utf-8")
    pins = {name: line for line, name in re.findall(r"(uses: (\S+)@.*)", ours)}
    return re.sub(r"uses: (\S+)@.*", lambda found: pins[found[1]], text)


def main() -> None:
    """Write the files, or compare them."""
    stale = {
        path: text
        for path, text in made()
        if not (TARGET / path).is_file() or (TARGET / path).read_text(encoding="utf-8") != text
    }
    if "--check" in sys.argv:
        sys.exit(f"behind the repository: {', '.join(stale)}; run: python tools/starter.py" if stale else 0)
    for path, text in stale.items():
        (TARGET / path).parent.mkdir(parents=True, exist_ok=True)
        (TARGET / path).write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path} written\n")


if __name__ == "__main__":
    main()
