"""What the schema has against an entry: one slip, one diagnostic, at its place, with what to write instead; nothing is passed over."""

import json
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.core.check_entry import MOST, check_entry
from alisei_cli.model.dataset import Context
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import json_pointer
from alisei_cli.rules import RULES
from alisei_cli.store import yaml
from alisei_cli.store.schema import _Validator
from tests.rules.hygiene import context

PATH = "registry/stakeholders/toscana/istituto-rossi.yaml"
WHOLE = {
    "id": "istituto-rossi",
    "status": "active",
    "names": "[{value: Istituto Rossi, lang: it, kind: display}]",
    "type": "company",
    "head_office": "{region: toscana, country: IT}",
    "sources": "[{url: https://www.istitutorossi.it, accessed: 2026-11-23}]",
}
ABOUT_SCHEMA = (
    "unknown-key", "missing-key", "wrong-type", "wrong-value", "wrong-form", "no-main-name", "wrong-folder",
    "region-missing",
)  # fmt: skip


def said(path: str = PATH, **fields: str | None) -> list[tuple[str, Finding]]:
    """What the rules about the schema say of an entry with these fields; ``None`` takes one away."""
    lines = [f"{key}: {value}".rstrip() for key, value in {**WHOLE, **fields}.items() if value is not None]
    schema = context().schemas["stakeholder"]
    reading = yaml.read(path, ("\n".join(lines) + "\n").encode(), admits_text=schema.admits_text)
    assert reading.findings == (), [str(finding.message) for finding in reading.findings]
    rules = [(name, RULES.load(name)) for name in ABOUT_SCHEMA]
    return list(check_entry("stakeholder", reading.source, (), frozenset(), context(), rules).findings)


# Rule, pointer, part of the message, part of the help, value of the fix.
Case = tuple[dict[str, str | None], str, str, str, str, Any]

CASES: list[Case] = [
    # unknown-key
    ({"websit": "https://www.a.it"}, "unknown-key", "/websit", "no field called websit", "Write website instead", "website"),
    ({"sito": "https://www.a.it"}, "unknown-key", "/sito", "no field called sito", "Write website instead", "website"),
    ({"type": None, "tipo": "company"}, "unknown-key", "/tipo", "no field called tipo", "Write type instead", "type"),
    ({"head_office": "{regione: toscana, country: IT}"}, "unknown-key", "/head_office/regione", "head_office has no", "Write region", "region"),
    ({"names": "[{value: A, tipo: legal}]"}, "unknown-key", "/names/0/tipo", "names has no field called tipo", "Write kind", "kind"),
    ({"names": "[{nome: A, kind: legal}]"}, "unknown-key", "/names/0/nome", "names has no field called nome", "Write value", "value"),
    ({"mailbox": "info@a.it"}, "unknown-key", "/mailbox", "no field called mailbox", "Write contact: {mailbox: info@a.it} instead", {"mailbox": "info@a.it"}),
    ({"head_office": "{region: toscana, country: IT, website: x}"}, "unknown-key", "/head_office/website", "website", "left edge", None),
    ({"zzz": "1"}, "unknown-key", "/zzz", "no field called zzz", "Delete it, or choose one of: id (Code), status (Status)", None),
    ({'"a/b~c"': "1"}, "unknown-key", "/a~1b~0c", "a/b~c", "Delete it", None),
    # missing-key
    ({"id": None}, "missing-key", "", "the field id is missing", "Add the line id: istituto-rossi", "istituto-rossi"),
    ({"status": None}, "missing-key", "", "the field status is missing", "Add status: <...>", None),
    ({"names": None}, "missing-key", "", "the field names is missing", "Add names: [{value: <...>, kind: <...>}]", None),
    ({"type": None}, "missing-key", "", "the field type is missing", "All: alisei taxonomy type, or docs/terms.md", None),
    ({"status": "inactive"}, "missing-key", "/status", "status: inactive needs the fields status_since, status_reason too", "status_since: <...>, status_reason: <...>", None),
    ({"status": "inactive", "status_since": "2020"}, "missing-key", "/status", "status: inactive needs the field status_reason too", "Add status_reason: <...>", None),
    ({"status": "merged", "status_since": "2020", "status_reason": "Fusione"}, "missing-key", "/status", "needs the field successor", "Add successor: <...>", None),
    ({"sector": "{primary: [pharma, biotech]}"}, "wrong-type", "/sector/primary", "but this is a list", "pharma, biotech. The others belong in the list secondary.", None),
    ({"facts": "{legal_form: S.p.A.}"}, "wrong-form", "/facts/legal_form", "S.p.A. is not how", "Write legal_form: 1.3.10", "1.3.10"),
    ({"facts": "{legal_form: Società per azioni}"}, "wrong-form", "/facts/legal_form", "is not how", "Write legal_form: 1.3.10", "1.3.10"),
    ({"facts": "{legal_form: srl}"}, "wrong-form", "/facts/legal_form", "is not how", "Write legal_form: 1.3.20", "1.3.20"),
    ({"facts": "{legal_form: consorzio}"}, "wrong-form", "/facts/legal_form", "is not how", "ISTAT's list", None),
    ({"facts": "{ateco: 21.20.09}"}, "wrong-type", "/facts/ateco", "a block of fields", "{code: 21.20.09, edition: <...>} (edition: The year of the ATECO edition: 2007, 2022 or 2025.)", None),
    ({"head_office": None}, "missing-key", "", "the field head_office is missing", "region: <...>, country: <...>}", None),
    ({"head_office": "{region: toscana}"}, "missing-key", "/head_office", "country is missing in head_office", "Add country: <...>", None),
    ({"names": "[{value: A}]"}, "missing-key", "/names/0", "kind is missing in names", "Add kind: <...>", None),
    ({"sources": None}, "missing-key", "", "sources, verified", "sources: [{url: ", None),
    ({"sources": "[]"}, "missing-key", "", "sources, verified", "sources: [{url: ", None),
    ({"sources": "[{accessed: 2026}]"}, "missing-key", "/sources/0", "url, document", "url: <...>", None),
    # wrong-type
    ({"website": ""}, "wrong-type", "/website", "there is nothing after website:", "delete the field", None),
    ({"status": "null"}, "wrong-type", "/status", "there is nothing after status:", "active (Active)", None),
    ({"type": "[company]"}, "wrong-type", "/type", "type has to be a text, but this is a list", "Write type: company", "company"),
    ({"type": "{a: b}"}, "wrong-type", "/type", "but this is a block of fields", "double quotes", None),
    ({"type": "[company, association]"}, "wrong-type", "/type", "but this is a list", "the one that fits best, without brackets or hyphens: company, association.", None),
    ({"technologies": "biosensors"}, "wrong-type", "/technologies", "a list, but this is the text biosensors", "technologies: [biosensors]", ["biosensors"]),
    ({"technologies": "biosensors; bioinformatics"}, "wrong-type", "/technologies", "a list", "[biosensors, bioinformatics]", ["biosensors", "bioinformatics"]),
    ({"technologies": "[biosensors, ~]"}, "wrong-type", "/technologies/1", "an item of the list technologies is empty", "delete", None),
    ({"technologies": "[[biosensors]]"}, "wrong-type", "/technologies/0", "each item of technologies has to be a text", "Write biosensors", "biosensors"),
    ({"names": "Istituto Rossi"}, "wrong-type", "/names", "names has to be a list", "Write names: [{value: Istituto Rossi, kind: display}]", [{"value": "Istituto Rossi", "kind": "display"}]),
    ({"names": "[Istituto Rossi]"}, "wrong-type", "/names/0", "each item of names has to be a block", "{value: Istituto Rossi, kind: display}", {"value": "Istituto Rossi", "kind": "display"}),
    ({"names": "{value: A, kind: legal}"}, "wrong-type", "/names", "but this is a block of fields", "names: [{value: A, kind: legal}]", [{"value": "A", "kind": "legal"}]),
    ({"sources": "https://a.it"}, "wrong-type", "/sources", "but this is the text https://a.it", "in place of <...>: sources: [{url: https://a.it, accessed: <...>}]", None),
    ({"head_office": "Siena"}, "wrong-type", "/head_office", "but this is the text Siena", "<...>: head_office: {municipality: Siena, country: <...>}", None),
    ({"head_office": "SI"}, "wrong-type", "/head_office", "but this is the text SI", "Write head_office: {municipality: <...>,", None),
    ({"sector": "contract-research"}, "wrong-type", "/sector", "the text contract-research", "Write sector: {primary: contract-research}", {"primary": "contract-research"}),
    ({"sector": "farmaceutica"}, "wrong-type", "/sector", "the text farmaceutica", "Write sector: {primary: pharma}", {"primary": "pharma"}),
    ({"maintainers": "mariorossi"}, "wrong-type", "/maintainers", "the text mariorossi", "<...>: maintainers: [{github: mariorossi, id: <...>}]", None),
    ({"maintainers": "583231"}, "wrong-type", "/maintainers", "the value 583231", "Write maintainers: [{github: <...>, id: <...>}]", None),
    ({"contact": "info@rossi.it"}, "wrong-type", "/contact", "the text info@rossi.it", "Write contact: {mailbox: info@rossi.it}", {"mailbox": "info@rossi.it"}),
    ({"contact": "https://rossi.it"}, "wrong-type", "/contact", "the text https://rossi.it", "Write contact: {form: https://rossi.it}", {"form": "https://rossi.it"}),
    ({"offers": "[{id: a, kind: licensing, trl: 4-7}]"}, "wrong-type", "/offers/0/trl", "the text 4-7", "Write trl: {from: 4, to: 7}", {"from": 4, "to": 7}),
    ({"offers": "[{id: a, kind: licensing, trl: 5}]"}, "wrong-type", "/offers/0/trl", "the value 5", "Write trl: {from: 5, to: 5}", {"from": 5, "to": 5}),
    ({"offers": "[{id: a, kind: licensing, trl: alto}]"}, "wrong-type", "/offers/0/trl", "the text alto", "Write trl: {from: <...>, to: <...>}", None),
    ({"verified": "2026-11-20"}, "wrong-type", "/verified", "the text 2026-11-20", "<...>: verified: {on: 2026-11-20, by: <...>}", None),
    ({"verified": "si"}, "wrong-type", "/verified", "the text si", "Write verified: {on: <...>, by: <...>}", None),
    ({"facts": "2009"}, "wrong-type", "/facts", "the value 2009", "Write facts: {founded: 2009}", {"founded": "2009"}),
    ({"facts": "S.r.l."}, "wrong-type", "/facts", "the text S.r.l.", "Its fields: founded (Founded)", None),
    ({"relations": "[2015]"}, "wrong-type", "/relations/0", "the value 2015", "The ties with other organisations", None),
    ({"membership": "member"}, "wrong-type", "/membership", "the text member", "Write membership: {status: member}", {"status": "member"}),
    ({"identifiers": "00743110157"}, "wrong-type", "/identifiers", "has to be a block", "Its fields: ror (", None),
    ({"website": "{url: https://rossi.it}"}, "wrong-type", "/website", "but this is a block of fields", "Write website: https://rossi.it", "https://rossi.it"),
    ({"head_office": "[{region: toscana, country: IT}]"}, "wrong-type", "/head_office", "but this is a list", "head_office: {region: toscana", {"region": "toscana", "country": "IT"}),
    ({"description": "Un testo"}, "wrong-type", "/description", "a block of fields", "description: {it: Un testo}", None),
    ({"maintainers": "[{github: rossi, id: 1.234}]"}, "wrong-type", "/maintainers/0/id", "the text 1.234", "Write id: 1234", 1234),
    ({"maintainers": '[{github: rossi, id: "12"}]'}, "wrong-type", "/maintainers/0/id", "the text 12", "Write id: 12", 12),
    ({"maintainers": "[{github: rossi, id: dodici}]"}, "wrong-type", "/maintainers/0/id", "a whole number", "number of the account", None),
    ({"maintainers": "[{github: rossi, id: true}]"}, "wrong-type", "/maintainers/0/id", "the value true", "number of the account", None),
    # wrong-value
    ({"status": "Active"}, "wrong-value", "/status", "Active is not one of the values of status", "Write active", "active"),
    ({"status": "inattivo"}, "wrong-value", "/status", "inattivo is not one of", "Write inactive", "inactive"),
    ({"status": "boh"}, "wrong-value", "/status", "boh is not one of", "active (Active), inactive (", None),
    ({"head_office": "{region: Tuscany, country: IT}"}, "wrong-value", "/head_office/region", "Tuscany is not one of", "Write toscana", "toscana"),
    ({"names": "[{value: A, kind: Legale}]"}, "wrong-value", "/names/0/kind", "Legale is not one of", "Write legal", "legal"),
    ({"status": "attivo"}, "wrong-value", "/status", "attivo is not one of", "Write active. ", "active"),
    ({"status": "chiuso"}, "wrong-value", "/status", "chiuso is not one of", "Write inactive. ", "inactive"),
    ({"relations": "[{kind: socio-di, target: b}]"}, "wrong-value", "/relations/0/kind", "socio-di is not one of", "Write member-of. ", "member-of"),
    ({"relations": "[{kind: figlia, target: b}]"}, "wrong-value", "/relations/0/kind", "figlia is not one of", "Write child. ", "child"),
    ({"relations": "[{kind: amica, target: b}]"}, "wrong-value", "/relations/0/kind", "amica is not one of", "member-of (", None),
    ({"head_office": "{province: TN, region: trentino-alto-adige, country: IT}"}, "wrong-value", "/head_office/region", "trentino-alto-adige", "Write p-a-trento.", "p-a-trento"),
    ({"head_office": "{region: Trentino-Alto Adige/Südtirol, country: IT}"}, "wrong-value", "/head_office/region", "Trentino", "Write one of these: p-a-trento, p-a-bolzano.", None),
    ({"head_office": "{province: SI, region: toscana, country: USA}"}, "wrong-form", "/head_office/country", "USA", "Write country: IT", "IT"),
    ({"contact": "{email: info@rossi.it}"}, "unknown-key", "/contact/email", "contact has no field called email", "Write mailbox instead of email", "mailbox"),
    # wrong-form
    ({"id": "Istituto Rossi"}, "wrong-form", "/id", "Istituto Rossi is not how id is written", "Write id: istituto-rossi", "istituto-rossi"),
    ({"head_office": "{region: toscana, country: it}"}, "wrong-form", "/head_office/country", "it is not how country", "country: IT", "IT"),
    ({"head_office": "{region: toscana, country: Italia}"}, "wrong-form", "/head_office/country", "Italia is not", "country: IT", "IT"),
    ({"head_office": "{province: Siena, region: toscana, country: IT}"}, "wrong-form", "/head_office/province", "Siena is not how", "province: SI", "SI"),
    ({"head_office": "{region: toscana, country: IT, postcode: 53 100}"}, "wrong-form", "/head_office/postcode", "53 100", "postcode: 53100", "53100"),
    ({"website": "www.istitutorossi.it"}, "wrong-form", "/website", "is not how website is written", "https://www.istitutorossi.it", "https://www.istitutorossi.it"),
    ({"facts": "{founded: 03/05/2005}"}, "wrong-form", "/facts/founded", "03/05/2005", "founded: 2005-05-03", "2005-05-03"),
    ({"facts": "{founded: 5/2005}"}, "wrong-form", "/facts/founded", "5/2005", "founded: 2005-05", "2005-05"),
    ({"facts": "{founded: 2005.5.3}"}, "wrong-form", "/facts/founded", "2005.5.3", "founded: 2005-05-03", "2005-05-03"),
    ({"facts": "{founded: 2005.0}"}, "wrong-form", "/facts/founded", "2005.0", "What belongs here", None),
    ({"facts": "{founded: maggio 2005}"}, "wrong-form", "/facts/founded", "maggio 2005", "founded: 2005-05", "2005-05"),
    ({"facts": "{founded: 1° Dicembre 2005}"}, "wrong-form", "/facts/founded", "1° Dicembre 2005", "founded: 2005-12-01", "2005-12-01"),
    ({"facts": "{founded: primavera 2005}"}, "wrong-form", "/facts/founded", "primavera 2005", "What belongs here: Year", None),
    ({"facts": "{founded: n.d.}"}, "wrong-form", "/facts/founded", "n.d. is only a placeholder", "Delete the field", None),
    ({"website": "n.d."}, "wrong-form", "/website", "n.d. is only a placeholder", "Delete the field", None),
    ({"id": "n.d."}, "wrong-form", "/id", "n.d. is not how id is written", "Write id: istituto-rossi", "istituto-rossi"),
    ({"website": "“https://www.istitutorossi.it”"}, "wrong-form", "/website", "is not how website", "Write website: https://www.istitutorossi.it", "https://www.istitutorossi.it"),
    ({"website": "“www.istitutorossi.it"}, "wrong-form", "/website", "is not how", "Write website: https://www.istitutorossi.it", "https://www.istitutorossi.it"),
    ({"website": "ftp://istitutorossi.it/sito"}, "wrong-form", "/website", "is not how", "What belongs here", None),
    ({"identifiers": "{vat: 905811006}"}, "wrong-form", "/identifiers/vat", "905811006", "vat: 00905811006", "00905811006"),
    ({"identifiers": "{vat: 905811007}"}, "wrong-form", "/identifiers/vat", "905811007", "What belongs here: Italian VAT number", None),
    ({"contact": "{mailbox: info(at)a.it}"}, "wrong-form", "/contact/mailbox", "info(at)a.it", "Write mailbox: info@a.it", "info@a.it"),
    ({"identifiers": "{vat: IT 007 431 101 57}"}, "wrong-form", "/identifiers/vat", "IT 007", "vat: IT00743110157", "IT00743110157"),
    ({"identifiers": "{tax_code: IT00743110157}"}, "wrong-form", "/identifiers/tax_code", "IT00743110157", "tax_code: 00743110157", "00743110157"),
    ({"identifiers": "{tax_code: 743110157}"}, "wrong-form", "/identifiers/tax_code", "743110157", "tax_code: 00743110157", "00743110157"),
    ({"identifiers": "{tax_code: ABC}"}, "wrong-form", "/identifiers/tax_code", "ABC", "What belongs here: Italian tax code", None),
    ({"identifiers": "{tax_code: 007431101577}"}, "wrong-form", "/identifiers/tax_code", "007431101577", "What belongs here", None),
    ({"identifiers": "{tax_code: ZZZZZZZZZZZ}"}, "wrong-form", "/identifiers/tax_code", "ZZZZZZZZZZZ", "What belongs here", None),
    ({"identifiers": "{vat: IT 007 431 101 58}"}, "wrong-form", "/identifiers/vat", "IT 007", "Write vat: IT00743110158 without spaces", None),
    ({"facts": "{ateco: {code: 721010, edition: 2025}}"}, "wrong-form", "/facts/ateco/code", "721010", "Write code: 72.10.10", "72.10.10"),
    ({"facts": "{ateco: {code: 729999, edition: 2025}}"}, "wrong-form", "/facts/ateco/code", "729999", "What belongs here", None),
    ({"facts": "{founded: 2019/2020}"}, "wrong-form", "/facts/founded", "2019/2020", "What belongs here", None),
    ({"facts": "{founded: 31/02/2020}"}, "wrong-form", "/facts/founded", "31/02/2020", "What belongs here", None),
    ({"maintainers": "[{github: https://github.com/octocat, id: 1}]"}, "wrong-form", "/maintainers/0/github", "https://github.com/octocat", "Write github: octocat", "octocat"),
    ({"maintainers": "[{github: '@octocat', id: 1}]"}, "wrong-form", "/maintainers/0/github", "@octocat", "Write github: octocat", "octocat"),
    ({"maintainers": "[{github: octo cat, id: 1}]"}, "wrong-form", "/maintainers/0/github", "octo cat", "What belongs here: The name of the account", None),
    ({"relations": "[{kind: parent, target: ' '}]"}, "wrong-form", "/relations/0/target", "is not how target", "the name of its file without .yaml", None),
    ({"offers": "[{id: Camera Bianca, kind: licensing}]"}, "wrong-form", "/offers/0/id", "Camera Bianca", "Write id: camera-bianca", "camera-bianca"),
    ({"website": "https:/www.rossi.it"}, "wrong-form", "/website", "is not how", "Write website: https://www.rossi.it", "https://www.rossi.it"),
    ({"website": "https:www.rossi.it"}, "wrong-form", "/website", "is not how", "Write website: https://www.rossi.it", "https://www.rossi.it"),
    ({"website": "<https://www.rossi.it>"}, "wrong-form", "/website", "is not how", "Write website: https://www.rossi.it", "https://www.rossi.it"),
    ({"website": "https://www. rossi.it"}, "wrong-form", "/website", "is not how", "Write website: https://www.rossi.it", "https://www.rossi.it"),
    ({"website": "https://www.rossi.it pagina contatti"}, "wrong-form", "/website", "is not how", "What belongs here", None),
    ({"website": "'www.rossi.it, www.verdi.it'"}, "wrong-form", "/website", "is not how", "Only one address goes here", None),
    ({"website": "https://rossi.it / https://verdi.it"}, "wrong-form", "/website", "is not how", "Only one address goes here", None),
    ({"website": "localhost"}, "wrong-form", "/website", "localhost is not how", "What belongs here", None),
    ({"website": '""'}, "wrong-form", "/website", "there is nothing in the quotation marks of website", "Delete the field", None),
    ({"contact": "{mailbox: 'Info <info@rossi.it>'}"}, "wrong-form", "/contact/mailbox", "is not how", "Write mailbox: info@rossi.it", "info@rossi.it"),
    ({"contact": "{mailbox: Informazioni info@rossi.it}"}, "wrong-form", "/contact/mailbox", "is not how", "Write mailbox: info@rossi.it", "info@rossi.it"),
    ({"contact": "{mailbox: 'info@rossi.it, info@verdi.it'}"}, "wrong-form", "/contact/mailbox", "is not how", "Only one address goes here", None),
    ({"contact": "{mailbox: info@rossi.it / info@verdi.it}"}, "wrong-form", "/contact/mailbox", "is not how", "Only one address goes here", None),
    ({"head_office": "{region: toscana, country: ITA}"}, "wrong-form", "/head_office/country", "ITA is not how", "Write country: IT", "IT"),
    ({"identifiers": "{ror: 00wjc7c48}"}, "wrong-form", "/identifiers/ror", "00wjc7c48", "https://ror.org/00wjc7c48", "https://ror.org/00wjc7c48"),
    ({"identifiers": "{wikidata: https://www.wikidata.org/wiki/Q42}"}, "wrong-form", "/identifiers/wikidata", "Q42", "wikidata: Q42", "Q42"),
    ({"contact": "{mailbox: info at a.it}"}, "wrong-form", "/contact/mailbox", "info at a.it", "Write mailbox: info@a.it", "info@a.it"),
    ({"names": '[{value: "", kind: legal}]'}, "wrong-form", "/names/0/value", "nothing in the quotation marks", "What belongs", None),
    ({"names": "[{value: " + "a" * 301 + ", kind: legal}]"}, "wrong-form", "/names/0/value", "301 characters; at most 300", "What belongs", None),
    ({"offers": "[{id: a, kind: licensing, trl: {from: 4, to: 12}}]"}, "wrong-form", "/offers/0/trl/to", "12 is too large for to", "1 to 9", None),
    ({"offers": "[{id: a, kind: licensing, trl: {from: 0, to: 2}}]"}, "wrong-form", "/offers/0/trl/from", "0 is too small for from", "1 to 9", None),
    ({"sites": "[" + ", ".join(["{country: IT}"] * 201) + "]"}, "wrong-form", "/sites", "at most 200 items", "What belongs", None),
    ({"successor": "altro"}, "wrong-form", "/successor", "successor does not belong here", "Delete the field", None),
    # no-main-name
    ({"names": "[]"}, "no-main-name", "/names", "the list of names is empty", "kind: display", None),
    ({"names": "[{value: IR, kind: alias}]"}, "no-main-name", "/names", "no name here is of kind legal or display", "kind: display", "display"),
    ({"names": "[{value: IR, kind: acronym}, {value: B, kind: former}]"}, "no-main-name", "/names", "no name here", "kind: display", None),
    # region-missing
    ({"head_office": "{country: IT}"}, "region-missing", "/head_office", "in the folder toscana", "Add region: toscana", "toscana"),
    ({"head_office": "{province: SI, country: IT}"}, "region-missing", "/head_office", "in the folder toscana", "Add region: toscana", "toscana"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "rule", "pointer", "message", "help", "fixed"), CASES)
def test_one_slip_one_diagnostic(
    fields: dict[str, str | None], rule: str, pointer: str, message: str, help: str, fixed: Any
) -> None:
    found = said(**fields)
    assert [(name, json_pointer(finding.pointer)) for name, finding in found] == [(rule, pointer)]
    finding = found[0][1]
    assert message in str(finding.message)
    assert help in str(finding.help)
    if fixed is not None:
        assert finding.fix
        assert finding.fix.edits[0].value == fixed


@pytest.mark.parametrize(
    ("fields", "rule", "pointer", "message", "help", "fixed"), [case for case in CASES if case[5] is not None]
)
def test_every_fix_mends(fields: dict[str, str | None], rule: str, pointer: str, message: str, help: str, fixed: Any) -> None:
    finding = said(**fields)[0][1]
    data = yaml.read(
        PATH,
        "\n".join(f"{key}: {value}" for key, value in {**WHOLE, **fields}.items() if value is not None).encode() + b"\n",
        admits_text=context().schemas["stakeholder"].admits_text,
    ).source.data
    assert finding.fix
    for edit in finding.fix.edits:
        block = data
        for part in edit.pointer[:-1]:
            block = block[part]
        if edit.op == "rename":
            block[edit.value] = block.pop(edit.pointer[-1])
        else:
            block[edit.pointer[-1]] = edit.value
    mended = context().schemas["stakeholder"].check(data)
    assert [violation for violation in mended if violation.pointer[: len(finding.pointer)] == finding.pointer != ()] == []


SAFE = [
    ({"status": "Active"}, True),
    ({"status": "inattivo"}, True),
    ({"head_office": "{region: Toscana, country: IT}"}, True),
    ({"head_office": "{region: toscana, country: it}"}, True),
    ({"website": "www.a.it"}, True),
    ({"facts": "{founded: 03/05/2005}"}, True),
    ({"id": None}, True),
    ({"head_office": "{country: IT}"}, True),
    ({"technologies": "biosensors"}, True),
    ({"technologies": "biosensors, bioinformatics"}, True),
    ({"websit": "https://www.a.it"}, False),
    ({"sito web": "https://www.a.it"}, True),
    ({"contact": "{mailbox: Informazioni info@rossi.it}"}, False),
    ({"head_office": "{province: SI, region: toscana, country: USA}"}, False),
    ({"website": ""}, True),
]


@pytest.mark.parametrize(("fields", "is_safe"), SAFE)
def test_a_fix_is_safe_only_where_nobody_needs_to_decide(fields: dict[str, str | None], is_safe: bool) -> None:
    fix = said(**fields)[0][1].fix
    assert fix
    assert fix.safe is is_safe


def test_two_slips_in_one_block_are_two_diagnostics() -> None:
    found = said(type=None, zzz="1", head_office="{region: Toscana, country: it}")
    assert sorted(name for name, _finding in found) == ["missing-key", "unknown-key", "wrong-form", "wrong-value"]


def test_two_names_for_one_field_are_not_both_taken_for_it() -> None:
    found = said(type=None, tipo="company", typ="company")
    assert [name for name, finding in found if str(finding.help).startswith("Write type")] == ["unknown-key"]
    assert "missing-key" not in [name for name, _finding in found]


# --- folders ----------------------------------------------------------------------------------------------------------

FOLDERS = [
    ("lazio", "{region: toscana, country: IT}", "/head_office/region", "toscana"),
    ("Toscana", "{region: toscana, country: IT}", "/head_office/region", "toscana"),
    ("tuscany", "{country: IT}", "/head_office/country", "toscana"),
    ("zzz", "{country: IT}", "/head_office/country", "the folder of the region"),
    ("estero", "{region: toscana, country: IT}", "/head_office/region", "toscana"),
    ("estero", "{country: IT}", "/head_office/country", "italia"),
    ("italia", "{region: toscana, country: IT}", "/head_office/region", "toscana"),
    ("italia", "{country: FR}", "/head_office/country", "estero"),
    ("toscana", "{country: FR}", "/head_office/country", "estero"),
    ("lazio", "{province: SI, region: toscana, country: IT}", "/head_office/region", "toscana"),
    ("lazio", "{province: SI, country: IT}", "/head_office/province", "toscana"),
]
AGREE = [
    ("italia", "{country: IT}"),
    ("estero", "{country: FR}"),
    ("p-a-trento", "{province: TN, region: p-a-trento, country: IT}"),
    ("toscana", "{province: RM, region: toscana, country: IT}"),  # the province is the slip: ALI403
    ("lazio", "{province: RM, region: toscana, country: IT}"),  # the region is the slip: ALI403
]


@pytest.mark.parametrize(("folder", "office", "pointer", "target"), FOLDERS)
def test_wrong_folder_says_where_to_move_the_file(folder: str, office: str, pointer: str, target: str) -> None:
    found = said(path=f"registry/stakeholders/{folder}/istituto-rossi.yaml", head_office=office)
    assert [(name, json_pointer(finding.pointer)) for name, finding in found] == [("wrong-folder", pointer)]
    path = f"registry/stakeholders/{target}/istituto-rossi.yaml"
    assert (path if " " not in target else target) in str(found[0][1].help)


@pytest.mark.parametrize(("folder", "office"), AGREE)
def test_right_folder(folder: str, office: str) -> None:
    assert said(path=f"registry/stakeholders/{folder}/istituto-rossi.yaml", head_office=office) == []


@pytest.mark.parametrize("office", ["Siena", "[]", "{country: [IT]}", "{country: Italia}", "{region: 3, country: IT}"])
def test_a_malformed_head_office_says_nothing_of_the_folder(office: str) -> None:
    found = said(path="registry/stakeholders/lazio/istituto-rossi.yaml", head_office=office)
    assert not {"wrong-folder", "region-missing"} & {name for name, _finding in found}


@pytest.mark.parametrize("file", ["Istituto_Rossi", "con", "a--b", "a" * 65])
def test_a_bad_file_name_is_no_id_to_follow(file: str) -> None:
    assert said(path=f"registry/stakeholders/toscana/{file}.yaml") == []


def test_a_bad_file_name_is_not_offered_as_id() -> None:
    found = said(path="registry/stakeholders/toscana/Con.yaml", id=None)
    assert [(name, finding.fix) for name, finding in found] == [("missing-key", None)]
    assert "Con" not in str(found[0][1].help)


# --- any schema, any data ---------------------------------------------------------------------------------------------

KEYWORDS: list[tuple[dict[str, Any], Any, str]] = [
    ({"additionalProperties": False, "properties": {"a": {}}}, {"zzz": 1}, "unknown-key"),
    ({"unevaluatedProperties": False, "properties": {"a": {}}}, {"zzz": 1}, "unknown-key"),
    ({"propertyNames": {"pattern": "^a$"}}, {"zzz": 1}, "unknown-key"),
    ({"additionalProperties": False, "patternProperties": {"^[a-z]+$": {}}}, {"Z Z": 1}, "unknown-key"),
    ({"required": ["a"]}, {}, "missing-key"),
    ({"dependentRequired": {"a": ["b"]}}, {"a": 1}, "missing-key"),
    ({"dependentSchemas": {"a": {"required": ["b"]}}}, {"a": 1}, "missing-key"),
    ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"a": 1}, "missing-key"),
    ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, "missing-key"),
    ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, "missing-key"),
    ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"a": 1, "b": 1}, "wrong-form"),
    (
        {"anyOf": [{"required": ["a"], "maxProperties": 1}, {"required": ["b"], "maxProperties": 1}]},
        {"a": 1, "b": 1},
        "wrong-form",
    ),
    ({"properties": {"a": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}}, {"a": []}, "wrong-type"),
    ({"properties": {"a": {"anyOf": [{"type": "string", "pattern": "^b$"}, {"type": "integer"}]}}}, {"a": "c"}, "wrong-form"),
    ({"properties": {"a": {"oneOf": [{"type": "string", "enum": ["b"]}, {"type": "integer"}]}}}, {"a": "c"}, "wrong-value"),
    ({"properties": {"a": {"type": "integer"}}}, {"a": "x"}, "wrong-type"),
    ({"properties": {"a": {"type": ["boolean", "null"]}}}, {"a": "si"}, "wrong-type"),
    ({"properties": {"a": {"type": "string"}}}, {"a": None}, "wrong-type"),
    ({"properties": {"a": {"type": "array", "items": {"type": "array"}}}}, {"a": "x"}, "wrong-type"),
    ({"properties": {"a": {"enum": ["b", 1, None]}}}, {"a": []}, "wrong-value"),
    ({"properties": {"a": {"const": {"b": 1}}}}, {"a": "b"}, "wrong-value"),
    ({"properties": {"a": {"pattern": "^b$", "maxLength": 1}}}, {"a": "cc"}, "wrong-form"),
    ({"properties": {"a": {"minLength": 3}}}, {"a": "cc"}, "wrong-form"),
    ({"properties": {"a": {"multipleOf": 2}}}, {"a": 3}, "wrong-form"),
    ({"properties": {"a": {"exclusiveMinimum": 3}}}, {"a": 3}, "wrong-form"),
    ({"properties": {"a": {"exclusiveMaximum": 3}}}, {"a": 3}, "wrong-form"),
    ({"properties": {"a": {"minItems": 2}}}, {"a": [1]}, "wrong-form"),
    ({"properties": {"a": {"minItems": 1}}}, {"a": []}, "wrong-form"),
    ({"properties": {"a": {"maxItems": 1}}}, {"a": [1, 2]}, "wrong-form"),
    ({"properties": {"a": {"uniqueItems": True}}}, {"a": [1, 1]}, "wrong-form"),
    ({"properties": {"a": {"contains": {"const": 1}}}}, {"a": [2]}, "wrong-form"),
    ({"properties": {"a": {"contains": {"const": 1}, "maxContains": 1}}}, {"a": [1, 1]}, "wrong-form"),
    ({"properties": {"a": {"prefixItems": [{}], "items": False}}}, {"a": [1, 2]}, "wrong-form"),
    ({"properties": {"a": {"prefixItems": [{}], "unevaluatedItems": False}}}, {"a": [1, 2]}, "wrong-form"),
    ({"properties": {"a": False}}, {"a": 1}, "wrong-form"),
    ({"properties": {"a": {"not": {"const": 1}}}}, {"a": 1}, "wrong-form"),
    ({"not": {"required": ["a"]}}, {"a": 1}, "wrong-form"),
    ({"minProperties": 1}, {}, "wrong-form"),
    ({"maxProperties": 1}, {"a": 1, "b": 2}, "wrong-form"),
]


def judged(document: dict[str, Any], data: Any) -> list[tuple[str, Finding]]:
    """What the rules about the schema say of ``data`` by a schema of its own."""
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "x-alisei-path": "{id}.yaml", **document}
    ours = context()
    schema = Schema("thing", document, _Validator(document))
    small = Context(ours.taxonomy, {"thing": schema}, {}, ours.territory, ours.today)
    source = yaml.Source("registry/things/a.yaml", json.dumps(data), data)
    return list(
        check_entry("thing", source, (), frozenset(), small, [(name, RULES.load(name)) for name in ABOUT_SCHEMA]).findings
    )


@pytest.mark.parametrize(("document", "data", "rule"), KEYWORDS, ids=lambda value: str(value)[:40])
def test_no_keyword_of_a_schema_is_silent(document: dict[str, Any], data: Any, rule: str) -> None:
    found = judged(document, data)
    assert [name for name, _finding in found] == [rule]
    assert str(found[0][1].message)
    assert str(found[0][1].help)


SHAPES: list[Any] = [
    None,
    True,
    0,
    -1,
    10**20,
    1.5,
    "",
    " ",
    "x",
    "x" * 5000,
    [],
    [[]],
    [None],
    ["x", 1],
    {},
    {"": None},
    {"a": {"b": []}},
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape)[:20])
@pytest.mark.parametrize("kind", ["stakeholder", "group", "event", "taxonomy", "policy"])
def test_no_shape_brings_a_rule_down(kind: str, shape: Any) -> None:
    """Every field of every kind, and everything one below, with every shape in its place: words come out, never an error."""
    schema = context().schemas[kind]
    rules = [(name, RULES.load(name)) for name in ABOUT_SCHEMA]
    for key, node in schema.document["properties"].items():
        below = dict.fromkeys(schema.at((key,)).get("properties") or {}, shape)
        lower = dict.fromkeys(schema.at((key, 0)).get("properties") or {}, shape)
        for value in (shape, [shape], {key: shape}, below, [lower]):
            data = {key: value}
            source = yaml.Source(f"registry/{kind}s/a/b.yaml", "", data)
            found = check_entry(kind, source, (), frozenset(), context(), rules).findings
            assert all(str(finding.message) and str(finding.help) for _name, finding in found), node


def test_a_stale_schema_is_not_passed_over() -> None:
    """A term that the taxonomy has and the schema does not yet: no rule of the taxonomy speaks of it, so this one does."""
    document = {"properties": {"type": {"type": "string", "x-alisei-facet": "stakeholder-type", "enum": ["association"]}}}
    assert [name for name, _finding in judged(document, {"type": "company"})] == ["wrong-value"]
    assert judged(document, {"type": "compagnia"}) == [], "ALI201 says it"


def test_suggestions_stop_where_an_entry_is_full_of_slips(tmp_path: Path) -> None:
    many = ", ".join("{city: x, country: italia}" for _number in range(199))
    found = said(sites=f"[{many}]")
    assert len(found) == MOST
    assert str(found[-1][1].message) == f"{398 - MOST + 1} more slips of these kinds in this file"
    assert sum(finding.fix is not None and name == "wrong-form" for name, finding in found) <= 20
