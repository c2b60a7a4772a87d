"""An entry is in the folder of the region of its head office.

Why: the folder is how people find an entry and how a region watches over its own; two places for one fact would soon disagree.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
head_office: {region: toscana, country: IT}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.countries import CODES
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.nearest import find_nearest_by
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._places import list_italian_fields

NO_REGION = "italia"
"""Folder of entries of which only the country is known."""
ABROAD = "estero"
"""Folder of foreign bodies."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """An entry in a folder that is not that of its head office, for kinds that are sorted by region."""
    parts = entry.path.split("/")
    if len(parts) != 4 or not context.schemas[entry.kind].nesting.startswith("{region}/"):
        return
    folder = parts[2]
    known = folder in context.territory.regions or folder in (NO_REGION, ABROAD)
    pointer, right = _place(entry, context, folder)
    if right == folder or (known and not right):
        return
    if known:
        message = _(
            "the file is in the folder {folder}, but the head office is {place}",
            folder=folder,
            place=_name(context, entry, right),
        )
    else:
        message = _("{folder} is not the folder of any region", folder=folder)
        right = right or _find_nearest(context, folder)
    path = f"{parts[0]}/{parts[1]}/{right}/{parts[3]}"
    yield Finding(pointer, message, _help(context, folder, right, path))


def _place(entry: Entry, context: Context, folder: str) -> tuple[Pointer, str]:
    """The value that decides, and the folder it asks for; empty where nothing sound is said, or another rule speaks."""
    office = entry.data.get("head_office")
    country = office.get("country") if isinstance(office, dict) else None
    if not isinstance(office, dict) or not isinstance(country, str):
        return (), ""
    if any(violation.pointer[:1] == ("head_office",) and violation.keyword != "required" for violation in entry.violations):
        return (), ""
    if country != "IT" and (country not in CODES or list_italian_fields(office, context.territory)):
        return (), ""  # the country is the slip, and reported as such
    if country != "IT":
        return ("head_office", "country"), ABROAD
    region = office.get("region")
    province = context.territory.provinces.get(str(office.get("province")))
    if region is None and province and province.region != folder:
        return ("head_office", "province"), province.region
    if region is None:
        return ("head_office", "country"), NO_REGION if folder == ABROAD else ""
    if region not in context.territory.regions or (province and province.region != region and province.region == folder):
        return (), ""  # the region is the slip, and reported as such
    return ("head_office", "region"), str(region)


def _name(context: Context, entry: Entry, right: str) -> Text:
    if right == ABROAD:
        return _("abroad ({country})", country=entry.get("head_office", "country"))
    if right == NO_REGION:
        return _("in Italy, in a region that is not known")
    return _("in {region}", region=context.territory.regions[right].name)


def _find_nearest(context: Context, folder: str) -> str:
    """The folder that was probably meant, by its name or that of the region in either language."""
    regions = context.territory.regions.values()
    names = {region.slug: (region.slug, region.name.it, region.name.en) for region in regions}
    return next(iter(find_nearest_by(folder, {**names, NO_REGION: (NO_REGION,), ABROAD: (ABROAD,)}, 1)), "")


def _help(context: Context, folder: str, right: str, path: str) -> Text:
    if not right:
        return _(
            "Move the file to the folder of the region of the head office; to italia if the region is not known, to estero for foreign bodies."
        )
    if folder in context.territory.regions and right in context.territory.regions:
        return _("Move the file to {path}; or, if the folder is right, write region: {folder}", path=path, folder=folder)
    if folder in context.territory.regions or folder in (NO_REGION, ABROAD):
        return _("Move the file to {path}; or correct the head office, if that is wrong.", path=path)
    return _("Move the file to {path}", path=path)


RULE = Rule("ALI108", Severity.ERROR, check)
