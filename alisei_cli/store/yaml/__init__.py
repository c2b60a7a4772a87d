"""The door for YAML: bytes become plain data and places, or findings; nothing a file holds can hurt.

Reading is a guard over the event stream of PyYAML's C parser (``load()`` of any loader comes too late: a 559-byte merge bomb hangs
it) and a small constructor of our own. Scalars follow YAML 1.2's core schema, narrowed: only ``true`` and ``false``, ``null``,
``~`` and nothing, and plain decimal integers of at most 15 digits without leading zero are not text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Place, Pointer, Source
from alisei_cli.store.yaml import characters, comments, refusals
from alisei_cli.store.yaml.explain import bullets
from alisei_cli.store.yaml.limits import ENTRY, TAXONOMY, Limits
from alisei_cli.store.yaml.places import Places, clip_places
from alisei_cli.store.yaml.plain import LOADER, OTHERWISE, Admits, admit_nowhere, read_plain

__all__ = ["ENTRY", "TAXONOMY", "Limits", "Reading", "places", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file."""

    source: Source
    findings: tuple[Finding, ...] = ()
    reported: frozenset[Pointer] = frozenset()
    """Nodes already reported by the reader: no rule speaks of them again."""


def read(path: str, raw: bytes, limits: Limits = ENTRY, admits_text: Admits | None = None) -> Reading:
    """Read one file.

    Args:
        path: relative to the root, for the source.
        raw: the bytes of the file.
        limits: size in bytes, depth and number of nodes.
        admits_text: whether text may stand at a pointer; there a plain scalar keeps its source text, so that a VAT number, a
            postcode, a version or a date needs no quotes; ``None`` where no field is known at all.

    Returns:
        The source with exactly the JSON types (``None`` where nothing could be built), and what is wrong with the bytes and the YAML.
    """
    findings: list[Finding] = []
    if len(raw) > limits.size:
        findings.append(characters.report_too_large(limits.size))
        return Reading(Source(path, "", None), tuple(findings))
    text = characters.decode(raw, findings)
    if text is None:
        return Reading(Source(path, "", None), tuple(findings))
    clean = characters.refuse_unseen(text, findings)
    data, reported = OTHERWISE, frozenset[Pointer]()
    if clean is text and not bullets.suspect(text):
        data = read_plain(text, LOADER, limits.depth, limits.nodes, admits_text or admit_nowhere)
    if data is OTHERWISE:
        from alisei_cli.store.yaml.builder import Builder  # with all that explains slips: most runs meet none

        builder = Builder(clean, limits, admits_text or admit_nowhere, findings)
        data, reported = builder.run(), frozenset(builder.reported)
    findings = [characters.drop_invisible_fix(each) for each in findings + comments.report_glued(clean, data, LOADER)]
    source = Source(path, text, data, index=partial(places, clean, limits, admits_text or admit_nowhere))
    return Reading(source, refusals.limit_findings(clip_places(text, findings)), reported)


def places(text: str, limits: Limits, admits_text: Admits) -> Mapping[Pointer, Place]:
    """Place of every node of ``text`` by its pointer, as far as it can be read."""
    from alisei_cli.store.yaml.builder import Builder

    builder = Builder(text, limits, admits_text, [])
    builder.places = Places()
    builder.run()
    return builder.places.inside(text)
