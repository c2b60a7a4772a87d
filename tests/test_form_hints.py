"""What the page of a form says about a value is a hint: it never doubts what the program takes."""

import json
from pathlib import Path

from tests.conftest import Alisei, Dataset, committed, stakeholder
from tests.form_page import drive
from tests.test_browser import browser

OFFER = "offers:\n  - {id: prova, kind: laboratory-access, summary: {it: Un laboratorio per tutti quanti.}}\n"
TYPED: dict[str, list[str]] = {
    "website": ["https://www.example.org", "http://example.org/a?b=c", "www.example.org", "https://", "https://a b", "ftp://x.it",
                "HTTPS://EXAMPLE.ORG", "https://example.org/è", "https://" + "a" * 2000, "https://x.it/" + "a" * 1900, "n.d.", "<…>", "www.azienda-x.it", "azienda-y.it/chi siamo", "htps://www.azienda-z.it", "<https://www.azienda-w.it>"],
    "contact/mailbox": ["mailto:info@azienda.it", "info (at) azienda.it", "info chiocciola azienda.it", "Info <info@azienda.it>", "info @azienda.it.", "info@example.org", "info@", "@example.org", "info", "a b@example.org", "segreteria@pec.example.it", "x@y",
                        "info@example.org, altro@example.org", "INFO@EXAMPLE.ORG", "info@@example.org", "a" * 260 + "@example.org"],
    "contact/form": ["https://www.example.org/contatti", "pagina contatti", "//example.org", "https://example.org/#modulo"],
    "facts/founded": ["2005", "2005-05", "2005-05-06", "2005-13", "2005-02-30", "2004-02-29", "2005-02-29", "05/06/2005", "2005-5-6", "anno 2005",
                      "20050506", "06/2005", "6.5.2005", "1 maggio 2005", "'2005'", "oggi", "0000", "2100", "1088", "2005-00", "2005-04-31", "2005 ", "maggio 2005"],
    "facts/legal_form": ["1.7.20", "1.7", "spa", "1.7.2", "S.p.A.", "1,7,20"],
    "facts/size": ["small", "Piccola impresa", "piccola", "Small enterprise", "PMI", "micro", "enorme", "GRANDE IMPRESA", "grandi imprese"],
    "facts/ownership": ["Privata", "public-ownership", "statale", "mista"],
    "facts/ateco/edition": ["2025", "25", "2007"],
    "identifiers/vat": ["00000010256", "IT00000010629", "12345678901", "10991", "IT 00000020248", "000.000.20610", "00000020983", "abc"],
    "identifiers/ror": ["https://ror.org/04zaypm56", "04zaypm56", "https://ror.org/04zaypm57", "ror.org/04zaypm56"],
    "identifiers/lei": ["815600EXAMPLEORG0114", "815600exampleorg0114", "815600"],
    "identifiers/isni": ["0000 0001 1940 4177", "000000012146438X", "0000-0001-2150-090X", "0000 0001 1940 4178"],
    "identifiers/wikidata": ["Q902464", "902464", "Q0", "https://www.wikidata.org/wiki/Q902464"],
    "identifiers/pic": ["999979500", "99997950", "9999795000"],
    "identifiers/srn": ["IT-MF-000005909", "IT-MF-000005909, IT-IM-000001111", "IT-XX-000005909", "MF 5909"],
    "head_office/postcode": ["53100", "00144", "531", "5310A", "53100 Siena", "144"],
    "head_office/province": ["SI", "Siena", "si", "S", "XX"],
    "head_office/region": ["toscana", "Toscana", "Tuscany", "umbria", "Trentino", "Emilia-Romagna", "emilia romagna"],
    "head_office/country": ["Stati Uniti", "Francia", "IT", "it", "Italia", "FR", "ITA"],
    "head_office/municipality": ["Siena", "siena", "Roma", "Atlantide", "x" * 101],
    "head_office/address": ["Via Rossi 1", "Via", "x" * 201, "x" * 200, "Via «Rossi», 1/2"],
    "description/it": ["Una frase che dice che cosa fa l'organizzazione.", "x" * 4001, "Breve", "Fa ricerca. " * 300, "ÀÈÌ 🧬 " * 20, "n.d."],
    "notes": ["Una nota.", "x" * 2001, "x"],
    "type": ["company", "Impresa", "impresa", "imprese", "Company", "azienda", "società", "IRCCS", "irccs", "università", "University", "atenei", "boh",
             "startup", "incubatore", "cluster regionale"],
    "sector/primary": ["health-biotech", "diagnostica", "dispositivi medici", "dispositivo medico", "biotech", "farmaceutica", "pharma", "altro"],
    "technologies": ["gene-editing", "terapia genica", "terapie geniche", "robotica, stampa 3D", "CRISPR", "intelligenza artificiale", "IA", "AI", "blockchain",
                     "cellule staminali; robotica", "xyz, robotica"],
    "therapeutic_areas": ["oncologia", "Oncology", "tumori", "malattie rare", "cardiologia", "neurologia", "Alzheimer", "ossa"],
    "trajectories": ["medicina personalizzata", "invecchiamento", "boh"],
    "offers/*/kind": ["laboratory-access", "licensing", "licenza", "cerco soldi", "consorzio"],
    "offers/*/expires": ["2027-05-01", "2027-02-30", "1 maggio 2027", "2027", "2020-01-01"],
    "offers/*/trl/from": ["4", "0", "10", "quattro", "04", "4.5", "-1", "TRL 4"],
    "offers/*/eligible_countries": ["IT, FR", "IT; DE", "Italia", "IT, it", "EU"],
    "offers/*/call": ["HORIZON-HLTH-2027-01-TOOL-03", "HE", "x" * 201],
    "sources/*/grade": ["read", "letta", "Letta", "known"],
    "sources/*/accessed": ["2026-11-23", "2027-11-23", "ieri", "2026-11-31"],
    "names/*/lang": ["inglese", "English", "it", "italiano", "IT", "i"],
}  # fmt: skip
"""Values that people type, by the route of their field."""
VALUES = [(route, text) for route, texts in TYPED.items() for text in texts]
NAMED = {"offers": "prova", "sources": "https:~1~1www.azienda-{n}.it", "names": "display|Azienda {n}"}


def test_there_are_enough() -> None:
    assert len(VALUES) >= 200


@browser
def test_the_page_never_doubts_what_the_program_takes(dataset: Dataset, tmp_path: Path, alisei: Alisei) -> None:
    """Each value in an entry of its own."""
    entries = {
        f"{n:03}": stakeholder(
            f"azienda-{n:03}", OFFER, name=f"Azienda {n:03}", place="municipality: Siena, province: SI, region: toscana"
        )
        for n in range(len(VALUES))
    }
    root = committed(dataset({f"registry/stakeholders/toscana/azienda-{n}.yaml": text for n, text in entries.items()}))
    blocks = "".join(
        f'ALISEI 1\nscheda: azienda-{n}\nimposta "{point(route, n)}": {json.dumps(text)}\nFINE\n'
        for n, (route, text) in zip(entries, VALUES, strict=True)
    )
    file = tmp_path / "all.txt"
    file.write_text(blocks, encoding="utf-8")
    found = json.loads(alisei("-C", root, "propose", file, "--format", "json").out)["proposals"]
    assert len(found) == len(VALUES)
    page = tmp_path / "page.html"
    assert alisei("-C", root, "form", "azienda-000", "--audience", "secretariat", "-o", page).code == 0
    [hints] = drive(page, [("hints", VALUES)])
    taken = [each["state"] in ("clean", "nothing") for each in found]
    assert [(value, hint) for value, hint, is_taken in zip(VALUES, hints, taken, strict=True) if is_taken and hint] == []
    refused = [hint for hint, is_taken in zip(hints, taken, strict=True) if not is_taken]
    assert sum(map(bool, refused)) / len(refused) > 0.6, "most of what the program refuses is hinted at"


def point(route: str, n: str) -> str:
    place = route.split("/", maxsplit=1)[0]
    return "/" + route.replace("*", NAMED.get(place, "").replace("{n}", n))
