"""The files of a release: every export, tables of figures, how to cite it, what changed, and a checksum of each file."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from alisei_cli.escape import escape_json
from alisei_cli.language import _, speak_language, translate
from alisei_cli.model.about import read_about
from alisei_cli.model.difference import Difference
from alisei_cli.model.release import Made, Release
from alisei_cli.model.statistics import REPORT as STATISTICS
from alisei_cli.model.table import Answer
from alisei_cli.model.view import View
from alisei_cli.render.citation import render_citation, render_zenodo
from alisei_cli.render.differences import FORMATS as DIFFERENCES
from alisei_cli.render.release_notes import Part, render_notes
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables import FORMATS as TABLES

NOTES = {"en": "NOTES.md", "it": "NOTE.md"}
SUMS, MANIFEST = "SHA256SUMS", "release.json"
TABLE_FOLDER = "tables"


def make_files(
    release: Release, dataset: View, exports: Sequence[Made], answers: Sequence[Answer], difference: Difference | None
) -> dict[str, bytes]:
    """Make every file of the release, by its path in the folder of the release.

    ``exports`` and ``answers``, which become CSV tables, are made of ``dataset``; ``difference`` is that from the release before.
    """
    files = {path: content for each in exports for path, content in each.place()}
    with speak_language("en"):
        files |= {path: content for answer in answers for path, content in _list_tables(answer)}
        files |= {f"{STATISTICS}.json": _write(answer, "json") for answer in answers if answer.report == STATISTICS}
        files["CITATION.cff"] = render_citation(release, dataset).encode()
        files[".zenodo.json"] = render_zenodo(release, dataset).encode()
    for language, path in NOTES.items():
        with speak_language(language):
            files[path] = join_lines(
                render_notes(release, dataset, difference, [*_list_parts(exports)], DIFFERENCES.load("markdown"))
            )
    files[MANIFEST] = _describe(release, dataset, files)
    files[SUMS] = join_lines(f"{_sum(content)}  {path}" for path, content in sorted(files.items()))
    return files


def join_lines(lines: Iterable[str]) -> bytes:
    """Join ``lines`` to a text file."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _list_tables(answer: Answer) -> Iterator[tuple[str, bytes]]:
    """Each table of a report as CSV."""
    for table in answer.tables:
        yield f"{TABLE_FOLDER}/{answer.report}-{table.name}.csv", _write(replace(answer, tables=(table,)), "csv")


def _write(answer: Answer, form: str) -> bytes:
    render = TABLES.load(form).render
    return join_lines(render(answer, Screen())) if render else b""


def _list_parts(exports: Sequence[Made]) -> Iterator[Part]:
    """What stands in the notes as the content, in the language of the moment."""
    for each in exports:
        yield each.path, translate(each.summary)
    yield f"{TABLE_FOLDER}/", str(_("Tables of figures, as alisei report gives them."))
    yield (
        f"{STATISTICS}.json",
        str(_("Protected counts; the next release is told of them, so that no difference gives a value away.")),
    )
    yield "CITATION.cff, .zenodo.json", str(_("How to cite the release."))
    yield f"{MANIFEST}, {SUMS}", str(_("What the release was made of, and a checksum of each file."))


def _describe(release: Release, dataset: View, files: Mapping[str, bytes]) -> bytes:
    """The manifest: what the release was made of, and a checksum of each other file."""
    about = read_about(dataset.context.policy)
    known = {
        "version": 1,
        "release": release.version,
        "date": release.date.isoformat(),
        "commit": release.commit,
        "since": release.since,
        "audience": dataset.audience,
        "taxonomy": dataset.context.taxonomy.version,
        "rules": dataset.context.policy.get("version"),
        "tool": release.tool,
        "licence": about.licence,
        "verdict": {"errors": 0, "warnings": release.warnings},
        "entries": {kind: len(dataset.of_kind(kind)) for kind in dataset.context.kinds},
        "files": [{"path": path, "bytes": len(content), "sha256": _sum(content)} for path, content in sorted(files.items())],
    }
    return (escape_json(json.dumps(known, ensure_ascii=False, indent=1)) + "\n").encode()


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
