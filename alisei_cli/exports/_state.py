"""What every export says of itself: from which state it was made, for whom, under which licence."""

from typing import Any

from alisei_cli.model.view import View


def state(dataset: View) -> dict[str, Any]:
    """Commit, dirty, as_of, taxonomy, audience, licence, and the files that could not be read."""
    licence = dataset.context.policy.get("licence")
    return {
        "taxonomy": dataset.context.taxonomy.version,
        "commit": dataset.commit,
        "dirty": dataset.dirty,
        "as_of": dataset.as_of,
        "audience": dataset.audience,
        "licenses": [{"name": licence.get("data") if isinstance(licence, dict) else None}],
        "unreadable": list(dataset.unreadable),
    }
