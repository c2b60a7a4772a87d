"""Edits by people without YAML knowledge: right line, right remedy, no loss."""

import pytest

from alisei_cli import language
from alisei_cli.pipeline import validate
from tests.conftest import Dataset

PATH = "registry/stakeholders/toscana/kedrion-biopharma.yaml"
GOOD = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: kedrion-biopharma
status: active
names:
  - {value: Kedrion Biopharma, lang: it, kind: display}
type: company
head_office: {municipality: Barga, province: LU, region: toscana, country: IT}
website: https://www.kedrion.com
identifiers: {vat: 00743110157}
sector: {primary: pharma}
value_chain: [manufacturing]
sources:
  - {url: https://www.kedrion.com, accessed: 2026-11-23}
"""
SITE = "website: https://www.kedrion.com\n"
CHAIN = "value_chain: [manufacturing]\n"

# Original text, edited text, rule, line, start of the Italian remedy.
Edit = tuple[str, str, str, int, str]
VERIFIED = "verified: {on: 2026-05-01, by: organisation}\n"
EDITS: dict[str, Edit] = {
    # rows of the first user test
    "5 a date as Italians write it": (CHAIN, CHAIN + VERIFIED.replace("2026-05-01", "01/05/2026"), "wrong-form", 12, "Scrivi on: 2026-05-01"),
    "5 a date in words": (CHAIN, CHAIN + VERIFIED.replace("2026-05-01", "1 maggio 2026"), "wrong-form", 12, "Scrivi on: 2026-05-01"),
    "15 a blank in a VAT number": ("00743110157", "IT 00743110157", "wrong-form", 9, "Scrivi vat: IT00743110157"),
    "15 a blank, and a wrong digit": ("00743110157", "IT 00743110158", "wrong-form", 9, "Scrivi vat: IT00743110158 senza spazi, e confronta le cifre"),
    "16 another province": ("province: LU", "province: PI", "place-disagrees", 7, "Scrivi province: LU."),
    "16 a province in full": ("province: LU", "province: Lucca", "wrong-form", 7, "Scrivi province: LU"),
    "16 another town": ("municipality: Barga", "municipality: Milano", "place-disagrees", 7, "Scrivi il comune giusto, oppure province: MI e region: lombardia"),
    "16 a town in capitals": ("municipality: Barga", "municipality: BARGA", "place-disagrees", 7, "Scrivi «Barga»."),
    "22 no https": (SITE, "website: www.kedrion.com\n", "wrong-form", 8, "Scrivi website: https://www.kedrion.com"),
    "22 two addresses": (SITE, "website: https://a.it https://b.it\n", "wrong-form", 8, "Qui va un solo indirizzo"),
    "22 n.d.": (SITE, "website: n.d.\n", "wrong-form", 8, "Cancella il campo"),
    "23 a name in capitals": ("Kedrion Biopharma", "KEDRION BIOPHARMA", "shouted-name", 5, "Scrivilo come in un testo corrente, con le sole sigle in maiuscolo; probabilmente value: Kedrion Biopharma"),
    "28 no type": ("type: company\n", "", "missing-key", 2, "Aggiungi type: <...> e scrivi il dato giusto al posto di <...>."),
    "29 a person's mailbox": (CHAIN, CHAIN + "contact: {mailbox: mario.rossi@kedrion.com}\n", "private-mailbox", 12, "Scrivi la casella di un ufficio, come info@<...>"),
    "29 a mobile number": (CHAIN, CHAIN + "description: {it: Produce farmaci dal plasma. Per informazioni chiamare 347 1234567 la mattina.}\n", "private-phone", 12, "Cancella il numero"),
    # fields in Italian next to the right one
    "telefono": (SITE, SITE + "telefono: 0583 123456\n", "unknown-key", 9, "Cancellalo: qui non si tengono numeri di telefono."),
    "sito web": (SITE, SITE + "sito web: https://www.kedrion.it\n", "unknown-key", 9, "«sito web» è il campo «website», che c'è già alla riga 8."),
    "settore": (SITE, SITE + "settore: Farmaceutica\n", "unknown-key", 9, "«settore» è il campo «sector», che c'è già alla riga 11."),
    "nome": (SITE, SITE + "nome: Kedrion\n", "unknown-key", 9, "«nome» è il campo «names», che c'è già alla riga 4. Aggiungi lì una voce e cancella questo campo: - {value: Kedrion, kind: <...>}"),
    "fonti": (SITE, SITE + "fonti: https://www.kedrion.it\n", "unknown-key", 9, "«fonti» è il campo «sources», che c'è già alla riga 13. Aggiungi lì una voce e cancella questo campo: - {url: https://www.kedrion.it, accessed: <...>}"),
    "indirizzo": (SITE, SITE + "indirizzo: Via Roma 12\n", "unknown-key", 9, "Scrivilo in «head_office», alla riga 7: address: Via Roma 12"),
    "comune": (SITE, SITE + "comune: Lucca\n", "unknown-key", 9, "«comune» è il campo «municipality», che c'è già alla riga 7."),
    "provincia": (SITE, SITE + "provincia: LU\n", "unknown-key", 9, "«provincia» è il campo «province», che c'è già alla riga 7."),
    "partita_iva": ("identifiers: {vat: 00743110157}\n", "partita_iva: IT 00743110157\n", "unknown-key", 9, "Scrivi invece identifiers: {vat: IT00743110157}"),
    "codice fiscale": (SITE, SITE + "codice fiscale: 00743110157\n", "unknown-key", 9, "Scrivilo in «identifiers», alla riga 10: tax_code: 00743110157"),
    "email": (SITE, SITE + "email: info@kedrion.com\n", "unknown-key", 9, "Scrivi invece contact: {mailbox: info@kedrion.com}"),
    "descrizione": (CHAIN, CHAIN + "descrizione: {it: Produce farmaci dal plasma umano per malattie rare.}\n", "unknown-key", 12, "Scrivi «description» al posto di «descrizione»."),
    "cap": (SITE, SITE + "cap: 55051\n", "unknown-key", 9, "Scrivilo in «head_office», alla riga 7: postcode: 55051"),
    "referente": (SITE, SITE + "referente: Mario Rossi\n", "unknown-key", 9, "Cancellalo: qui non si tengono nomi di persone."),
    "a field of one's own": (SITE, SITE + "zzz: 1\n", "unknown-key", 9, "Cancellalo, oppure scegli tra: id (Codice), status (Stato)"),
    "a slip beside the true field": (SITE, SITE + "websit: https://www.kedrion.it\n", "unknown-key", 9, "«websit» è il campo «website», che c'è già alla riga 8."),
    # remedies with values only the author knows
    "no number of the account": (CHAIN, CHAIN + "maintainers: [{github: mariorossi}]\n", "missing-key", 12, "Aggiungi id: <...> e scrivi il dato giusto"),
    "no day of reading": (", accessed: 2026-11-23", "", "missing-key", 13, "Aggiungi accessed: <...> e scrivi il dato giusto al posto di <...>. Quando la fonte è stata consultata: anno-mese-giorno."),
    "no address of a source": ("url: https://www.kedrion.com, ", "", "missing-key", 13, "Aggiungine uno, per esempio url: <...>"),
    "no head office": ("head_office: {municipality: Barga, province: LU, region: toscana, country: IT}\n", "", "missing-key", 2, "Aggiungi head_office: {municipality: <...>, province: <...>, region: <...>, country: <...>}"),
    "a remedy pasted as it is": ("type: company", "type: <...>", "unfilled-blank", 6, "Scrivi il valore al suo posto."),
    "the sign in a list": ("[manufacturing]", "[<...>]", "unfilled-blank", 11, "Scrivi il valore al suo posto."),
    "a web site as a block": (SITE, "website: {it: x, en: y}\n", "wrong-type", 8, "Scrivi un solo testo."),
    # single meaning
    "a label for a term": ("type: company", "type: Azienda", "unknown-term", 6, "Scrivi «company»."),
    "a list with commas, in Italian": (CHAIN, "value_chain: Fabbricazione, ricerca e sviluppo\n", "wrong-type", 11, "Scrivi value_chain: [manufacturing, research-development]"),
    "a sector as one word": ("sector: {primary: pharma}", "sector: Farmaceutica", "wrong-type", 10, "Scrivi sector: {primary: pharma}"),
    "a country in Italian": ("country: IT", "country: Italia", "wrong-form", 7, "Scrivi country: IT"),
    "a status in Italian": ("status: active", "status: attiva", "wrong-value", 3, "Scrivi «active»."),
    # problems that formerly passed
    "a postcode of Rome": ("country: IT}", "country: IT, postcode: 00100}", "postcode-elsewhere", 7, "Scrivi il CAP del luogo; quelli di questa provincia cominciano con 55."),
    "a person in the description": (CHAIN, CHAIN + "description: {it: Produce farmaci dal plasma. Scrivere alla dott.ssa Maria Bianchi per i campioni.}\n", "named-person", 12, "Togli il nome"),
}  # fmt: skip
ASIDE = ("key-order",)


@pytest.mark.parametrize("name", EDITS)
def test_a_wrong_edit_is_told_once_with_its_remedy(name: str, dataset: Dataset) -> None:
    old, new, rule, line, remedy = EDITS[name]
    assert old in GOOD
    language.use("it")
    found = [each for each in validate(dataset({PATH: GOOD.replace(old, new, 1)})).diagnostics if each.rule not in ASIDE]
    assert [(each.rule, each.span.line) for each in found] == [(rule, line)], [str(each.message) for each in found]
    assert str(found[0].help).startswith(remedy)
