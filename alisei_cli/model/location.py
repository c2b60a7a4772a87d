"""The town and region of an entry, of its head office or of its place."""

from alisei_cli.model.dataset import Entry

NO_REGION, ABROAD = "italia", "estero"
"""What stands for a region where only the country is known, and outside Italy: the names of the folders."""


def town_of(entry: Entry) -> str | None:
    """The municipality of a head office, or the city of an event."""
    town = entry.get("head_office", "municipality") or entry.get("place", "city")
    return town if isinstance(town, str) else None


def region_of(entry: Entry) -> str | None:
    """The region; ``italia`` where only the country is known, ``estero`` outside of it, as the folders say; else ``None``."""
    country = entry.get("head_office", "country") or entry.get("place", "country")
    if isinstance(country, str) and country != "IT":
        return ABROAD
    return entry.region or (NO_REGION if country else None)
