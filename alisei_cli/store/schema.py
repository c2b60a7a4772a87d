"""The door to JSON Schema: files become schemas that judge; nothing is ever fetched, no pattern backtracks."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.schema import Schema, Violation
from alisei_cli.model.source import START
from alisei_cli.store.files import read_bytes

MAX_SIZE = 1024 * 1024
SUFFIX = ".schema.json"


def load_schemas(root: Path) -> tuple[dict[str, Schema], list[Finding]]:
    """Every ``schema/<kind>.schema.json`` by kind, and what is wrong with those that cannot be used (their ``path`` set)."""
    schemas: dict[str, Schema] = {}
    findings: list[Finding] = []
    for file in sorted((root / "schema").glob(f"*{SUFFIX}")):
        path = f"schema/{file.name}"
        kind = file.name.removesuffix(SUFFIX)
        try:
            document = parse(read_bytes(root, path, MAX_SIZE))
            schemas[kind] = Schema(kind, document, check=_Validator(document))
        except (OSError, ValueError, RecursionError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            findings.append(_broken(path, _("the schema cannot be used: {reason}", reason=reason)))
    return schemas, findings


def parse(raw: bytes) -> dict[str, Any]:
    """The schema document in ``raw``.

    Raises:
        ValueError: it is too large, not JSON, or no object.
    """
    if len(raw) > MAX_SIZE:
        raise ValueError(f"more than {MAX_SIZE} bytes")
    document = json.loads(raw)
    if not isinstance(document, dict):
        raise ValueError("not a JSON object")
    return document


def _broken(path: str, message: Text) -> Finding:
    return Finding(
        (), message, _("Restore the schema from the last good commit: git restore {path}", path=path), span=START, path=path, rule="broken-schema"
    )


class _Validator:
    """All violations of one schema, by jsonschema-rs: compiled at once, so that a broken schema is found here."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        import jsonschema_rs  # the compiled library costs start-up; commands that judge nothing never load it

        self.validator = jsonschema_rs.validator_for(
            dict(document),
            validate_formats=False,
            offline=True,
            pattern_options=jsonschema_rs.RegexOptions(),
        )

    def __call__(self, data: Any) -> Iterator[Violation]:
        for error in self.validator.iter_errors(data):
            yield from _flat(error)


def _flat(error: Any) -> Iterator[Violation]:
    kind = error.kind
    pointer = tuple(error.instance_path)
    value = getattr(kind, "value", None)
    if kind.name == "anyOf":
        missing = [below.kind.value for branch in kind.context for below in branch if below.kind.name == "required"]
        yield Violation(pointer, "required", missing[0] if missing else None)
    elif kind.name == "contains":
        yield Violation(pointer, "contains", None)
    elif kind.name == "required":
        yield Violation(pointer, "required", value)
    else:
        yield Violation(pointer, str(kind.name), value)
