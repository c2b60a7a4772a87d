"""The door to the meta-schema: whether a schema is one (JSON Schema 2020-12), by the reference implementation in Python."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alisei_cli.errors import DataError
from alisei_cli.language import _
from alisei_cli.store.files import read_bytes
from alisei_cli.store.schema import MAX_SIZE, SUFFIX, parse


def documents(root: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, text and document of every schema of the dataset.

    Raises:
        DataError: one cannot be read, or is not JSON.
    """
    for file in sorted((root / "schema").glob(f"*{SUFFIX}")):
        path = f"schema/{file.name}"
        try:
            raw = read_bytes(root, path, MAX_SIZE)
            yield path, raw.decode(), parse(raw)
        except (OSError, ValueError, RecursionError) as error:
            raise DataError(_("{path} is no JSON object", path=path), _("alisei validate says what is wrong.")) from error


def text_of(document: dict[str, Any]) -> str:
    """A schema as it stands in the repository: two blanks, accents as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def faults(document: dict[str, Any]) -> list[str]:
    """What the 2020-12 meta-schema has against a document; empty if nothing."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    return [f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(document)]
