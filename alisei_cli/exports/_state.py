"""What every export says of itself: from which state it was made, for whom, under which licence."""

from typing import Any

from alisei_cli import __version__
from alisei_cli.model.about import read_about
from alisei_cli.model.view import View


def state(dataset: View) -> dict[str, Any]:
    """Versions, commit, audience, licence, attribution, and the files that could not be read; the same in every language."""
    policy = dataset.context.policy
    about = read_about(policy)
    return {
        "taxonomy": dataset.context.taxonomy.version,
        "rules": policy.get("version"),
        "tool": f"alisei {__version__}",
        "commit": dataset.commit,
        "dirty": dataset.dirty,
        "as_of": dataset.as_of,
        "audience": dataset.audience,
        "hidden_fields": count_hidden(dataset),
        "licenses": [{"name": about.licence, "path": about.licence_address}] if about.licence else [],
        "attribution": about.cite(about.title.en),
        "unreadable": list(dataset.unreadable),
    }


def version_of(dataset: View) -> str:
    """The version of the taxonomy with the commit as build metadata (https://semver.org, 10)."""
    built = ".".join([*([dataset.commit] if dataset.commit else []), *(["dirty"] if dataset.dirty else [])])
    return f"{dataset.context.taxonomy.version}+{built}" if built else dataset.context.taxonomy.version


def count_hidden(dataset: View) -> int:
    """Fields of the schemas, blocks and their parts alike, that the audience may not see."""
    schemas = [dataset.context.schemas[kind] for kind in dataset.context.kinds]
    routes = [(schema, route) for schema in schemas for route, _node in schema.walk() if route and route[-1] != "*"]
    return sum(not dataset.shows(schema, route) for schema, route in routes)
