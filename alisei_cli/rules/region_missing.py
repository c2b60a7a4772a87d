"""The head office of an entry in the folder of a region names that region.

Why: reports and maps count by the region in the entry; a folder is only a place to keep it.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
head_office: {country: IT}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule

BLOCK = ("head_office",)


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """A head office in Italy without region, where the folder tells which."""
    parts = entry.path.split("/")
    office = entry.data.get("head_office")
    if len(parts) != 4 or not isinstance(office, dict) or not context.schemas[entry.kind].nesting.startswith("{region}/"):
        return
    folder = parts[2]
    if folder in context.territory.regions and office.get("country") == "IT" and "region" not in office:
        if any(violation.pointer == BLOCK and violation.keyword == "additionalProperties" for violation in entry.violations):
            return  # it may be there under a misspelt name, and that is said
        province = context.territory.provinces.get(str(office.get("province")))
        if province and province.region != folder:
            return  # the folder itself is wrong, and that is said
        yield Finding(
            BLOCK,
            _("the file is in the folder {folder}, but the head office has no region", folder=folder),
            _("Add region: {folder} to the head office.", folder=folder),
            Fix(_("add region: {folder}", folder=folder), (Edit((*BLOCK, "region"), folder),), safe=True),
            at="block",
        )


RULE = Rule("ALI109", Severity.ERROR, check, fields=frozenset({"head_office"}))
