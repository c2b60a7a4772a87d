"""Entries for tests of rules: complete and beyond reproach, but for the fields that a test gives."""

from pathlib import Path

from alisei_cli.pipeline import validate

ORDER = (
    "id", "status", "status_since", "status_reason", "successor", "names", "series", "areas", "type", "membership", "head_office", "dates",
    "coordinators", "lead", "members", "rhythm", "meetings", "organiser", "participants", "groups", "website", "identifiers", "facts", "sector", "profile", "value_chain",
    "therapeutic_areas", "technologies", "trajectories", "offers", "needs", "relations", "sources",
)  # fmt: skip


def org(id_: str, region: str = "toscana", town: str = "", **fields: str) -> dict[str, str]:
    """An organisation with a name of its own; ``fields`` hold YAML of one line."""
    place = f"municipality: {town}, " if town else ""
    known = {"type": "company", "head_office": f"{{{place}region: {region}, country: IT}}", "name": f"Body {id_}", **fields}
    return _entry(f"registry/stakeholders/{region}/{id_}.yaml", "../../../schema/stakeholder", id_, known)


def group(id_: str, **fields: str) -> dict[str, str]:
    """A working group."""
    return _entry(f"registry/groups/{id_}.yaml", "../../schema/group", id_, {"name": f"Group {id_}", **fields})


def event(id_: str, **fields: str) -> dict[str, str]:
    """An event."""
    known = {"status": "held", "dates": "{from: 2019-10-16}", "name": f"Event {id_}", **fields}
    return _entry(f"registry/events/{id_}.yaml", "../../schema/event", id_, known)


def _entry(path: str, schema: str, id_: str, known: dict[str, str]) -> dict[str, str]:
    fields = {
        "id": id_,
        "status": "active",
        "names": f"[{{value: {known.pop('name')}, kind: display}}]",
        "sources": "[{url: https://www.clusteralisei.it, accessed: 2026-11-23}]",
        **known,
    }
    assert set(fields) <= set(ORDER), set(fields) - set(ORDER)
    lines = [f"{key}: {fields[key]}" for key in ORDER if key in fields]
    return {path: "\n".join([f"# yaml-language-server: $schema={schema}.schema.json", *lines, ""])}


def said(root: Path, *codes: str) -> list[tuple[str, str, str, str]]:
    """Code, file name, pointer with dots, and message of everything with one of ``codes`` (all of ``ALI2`` and ``ALI3`` if none)."""
    wanted = codes or ("ALI2", "ALI3")
    return [
        (each.code, each.path.rsplit("/", 1)[-1], ".".join(map(str, each.pointer)), str(each.message))
        for each in validate(root).diagnostics
        if each.code.startswith(wanted)
    ]
