"""What every export says of itself: from which state it was made, for whom, under which licence."""

from typing import Any

from alisei_cli import __version__
from alisei_cli.model.about import read_about
from alisei_cli.model.view import Audiences, View


def state(dataset: View) -> dict[str, Any]:
    """Versions, commit, audience, licence, attribution, and the files that could not be read; the same in every language."""
    policy = dataset.context.policy
    about = read_about(policy)
    licence = policy.get("licence")
    return {
        "taxonomy": dataset.context.taxonomy.version,
        "rules": policy.get("version"),
        "tool": f"alisei {__version__}",
        "commit": dataset.commit,
        "dirty": dataset.dirty,
        "as_of": dataset.as_of,
        "audience": dataset.audience,
        "hidden_fields": count_hidden(dataset),
        "licenses": [{"name": licence.get("data") if isinstance(licence, dict) else None}],
        "attribution": about.cite(about.title.en),
        "unreadable": list(dataset.unreadable),
    }


def count_hidden(dataset: View) -> int:
    """Fields of the schemas, blocks and their parts alike, that the audience may not see."""
    audiences = Audiences(dataset.context)
    place = audiences.names.index(dataset.audience)
    schemas = [dataset.context.schemas[kind] for kind in dataset.context.kinds]
    routes = [(schema, route) for schema in schemas for route, _node in schema.walk() if route and route[-1] != "*"]
    return sum(audiences.level(schema, route) > place for schema, route in routes)
