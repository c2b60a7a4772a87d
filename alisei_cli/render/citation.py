"""How to cite a release: CITATION.cff (Citation File Format 1.2.0) and the metadata of a deposit on Zenodo."""

import html
import json
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.model.about import read_about
from alisei_cli.model.release import Release
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name


def render_citation(release: Release, dataset: View) -> str:
    """CITATION.cff; a JSON text is a YAML scalar too, whatever a title holds."""
    about = read_about(dataset.context.policy)
    known = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": about.title.en,
        "abstract": describe(dataset),
        "version": release.version,
        "date-released": release.date.isoformat(),
        "commit": release.commit,
        "license": about.licence,
        "url": about.address or None,
    }
    lines = [f"{key}: {_scalar(value)}" for key, value in known.items() if value]
    return "\n".join([*lines, "authors:", f"  - name: {_scalar(name_publisher(dataset))}", ""])


def render_zenodo(release: Release, dataset: View) -> str:
    """``.zenodo.json``, as https://developers.zenodo.org has it (deposit metadata)."""
    about = read_about(dataset.context.policy)
    known: dict[str, Any] = {
        "upload_type": "dataset",
        "access_right": "open",
        "title": f"{about.title.en} ({about.name})" if about.name else about.title.en,
        "creators": [{"name": name_publisher(dataset)}],
        "description": f"<p>{html.escape(describe(dataset))}</p>",
        "version": release.version,
        "publication_date": release.date.isoformat(),
        "license": (about.licence or "").lower() or None,
        "language": "ita",
        "notes": f"Commit {release.commit}, taxonomy {dataset.context.taxonomy.version}.",
    }
    return escape_json(json.dumps({key: value for key, value in known.items() if value}, ensure_ascii=False, indent=1)) + "\n"


def describe(dataset: View) -> str:
    """One sentence in English: what the registry holds, and how much of each kind."""
    about, schemas = read_about(dataset.context.policy), dataset.context.schemas
    counts = [f"{schemas[kind].labels.en.lower()}: {n:,}" for kind in dataset.context.kinds if (n := len(dataset.of_kind(kind)))]
    return f"{about.subject.en}, for everyone to use ({'; '.join(counts) or 'no entries'})."


def name_publisher(dataset: View) -> str:
    """The body that the policy names as publisher, by its entry; else what the registry is called."""
    about = read_about(dataset.context.policy)
    entry = dataset.by_id.get(about.publisher)
    return main_name(entry).en if entry else about.title.en


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
