"""A postcode belongs to the province of the place.

Why: a letter with the postcode of another province does not arrive; one of the two is wrong: the postcode, or the place.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
head_office: {municipality: Barga, province: LU, region: toscana, country: IT, postcode: 00100}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
head_office: {municipality: Barga, province: LU, region: toscana, country: IT, postcode: 55051}
```
"""

from collections.abc import Iterator, Mapping

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule, mentions

_TABLE = (
    "00 RM, 01 VT, 02 RI, 03 FR, 04 LT, 05 TR, 06 PG, 10 TO, 11 AO, 12 CN, 13 VC BI, 14 AT, 15 AL, 16 GE, 17 SV, 18 IM, 19 SP, "
    "20 MI MB, 21 VA, 22 CO, 23 SO LC, 24 BG, 25 BS, 26 CR LO, 27 PV, 28 NO VB, 29 PC, 30 VE, 31 TV, 32 BL, 33 UD PN, 34 TS GO, "
    "35 PD, 36 VI, 37 VR, 38 TN, 39 BZ, 40 BO, 41 MO, 42 RE, 43 PR, 44 FE, 45 RO, 46 MN, 47 FC RN, 48 RA, 50 FI, 51 PT, 52 AR, "
    "53 SI, 54 MS, 55 LU, 56 PI, 57 LI, 58 GR, 59 PO, 60 AN, 61 PU, 62 MC, 63 AP FM, 64 TE, 65 PE, 66 CH, 67 AQ, 70 BA, 71 FG, "
    "72 BR, 73 LE, 74 TA, 75 MT, 76 BT, 80 NA, 81 CE, 82 BN, 83 AV, 84 SA, 85 PZ, 86 CB IS, 87 CS, 88 CZ KR, 89 RC VV, 90 PA, "
    "91 TP, 92 AG, 93 CL, 94 EN, 95 CT, 96 SR, 97 RG, 98 ME"
)
"""First two figures of the postcodes of each province (Ministry of Posts, 1967, and its later changes; Wikipedia, "Codice di avviamento
postale" and "Postleitzahl (Italien)"). Those of Sardinia are mixed since its provinces changed: any of 07, 08 and 09 will do there."""
_SARDINIA = ("sardegna", ("07", "08", "09"))
_BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    sigla: (figures,) for figures, *siglas in (group.split() for group in _TABLE.split(", ")) for sigla in siglas
}


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Find each Italian postcode whose first two digits belong to another province."""
    provinces, municipalities = context.territory.provinces, context.territory.municipalities
    for pointer, place in entry.blocks:
        code, town = place.get("postcode"), place.get("municipality")
        if not isinstance(code, str) or place.get("country") != "IT" or not entry.is_sound((*pointer, "postcode")):
            continue
        home = municipalities.get(town, ()) if isinstance(town, str) else ()
        sigla = home[0] if len(home) == 1 else str(place.get("province"))
        province = provinces.get(sigla)
        known = _SARDINIA[1] if province and province.region == _SARDINIA[0] else _BEGINNINGS.get(sigla)
        if province and known and code[:2] not in known:
            yield Finding(
                (*pointer, "postcode"),
                _("{code} is not a postcode of the province of {name} ({sigla})", code=code, name=province.name, sigla=sigla),
                _("Write the postcode of the place; those of this province begin with {figures}.", figures=list(known)),
            )


RULE = Rule("ALI431", Severity.WARNING, check, look=mentions("postcode"))
