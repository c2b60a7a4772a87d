"""The door to JSON Schema: files become schemas that judge; nothing is ever fetched, no pattern backtracks."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.ids import is_id
from alisei_cli.model.schema import Schema, Violation
from alisei_cli.model.source import START, Pointer, Span
from alisei_cli.store._weight import UnusableError, weigh
from alisei_cli.store.tree import Tree

MAX_SIZE = 1024 * 1024
DEPTH = 100
"""Maximum nesting depth of a schema.

The deepest in the registry has nine levels.
"""
DIGITS = 30
"""Maximum length of a number in a schema."""
STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""A single surrogate escape, invalid without its partner."""
SUFFIX = ".schema.json"
PATTERN_SIZE = 100_000
"""Bytes of one compiled pattern; the largest of the registry needs a tenth. Matching takes no longer than pattern times text."""


NEEDED = ("taxonomy", "policy")
"""Kinds without which no dataset can be judged."""


def load_schemas(tree: Tree) -> tuple[dict[str, Schema], list[Finding]]:
    """Every ``schema/<kind>.schema.json`` by kind, and what is wrong with those that cannot be used (their ``path`` set)."""
    schemas: dict[str, Schema] = {}
    findings: list[Finding] = []
    for path in paths(tree):
        kind = kind_of(path)
        try:
            if not is_id(kind):
                findings.append(_report_unusable(path, _("{name} cannot be the name of a kind", name=kind)))
                continue
            document = parse(tree.read(path, MAX_SIZE))
            validator = _Validator(document)
            weigh(document)
            schemas[kind] = Schema(kind, document, check=validator)
        except (OSError, ValueError, RecursionError) as error:
            findings.append(_report_broken(path, error))
    said = {finding.path for finding in findings}
    missing = [f"schema/{kind}{SUFFIX}" for kind in NEEDED if kind not in schemas]
    findings += [_report_broken(path, FileNotFoundError()) for path in missing if path not in said]
    return schemas, findings


def paths(tree: Tree) -> list[str]:
    """Path of every schema, in order."""
    return [f"schema/{node.name}" for node in tree.list_folder("schema") if node.name.endswith(SUFFIX)]


def kind_of(path: str) -> str:
    """The kind whose schema stands at ``path``."""
    return path.removeprefix("schema/").removesuffix(SUFFIX)


def parse(raw: bytes) -> dict[str, Any]:
    """Parse a schema document.

    Errors use our own words: those of the json module are English and differ between Python versions.

    Raises:
        UnusableError: it is too large, too deep, not JSON, or no object.
    """
    if len(raw) > MAX_SIZE:
        raise UnusableError(_("it has more than {limit} bytes", limit=MAX_SIZE))
    if _measure_depth(raw) > DEPTH:
        raise UnusableError(_("it has more than {limit} levels inside each other", limit=DEPTH))
    try:
        document = json.loads(raw.decode("utf-8-sig"), parse_int=_number, parse_float=_number, parse_constant=_number)
        if HALF.search(raw):
            json.dumps(document, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        span = Span(error.lineno, error.colno, error.lineno, error.colno + 1)
        raise UnusableError(
            _("it is not JSON from here on: look for a comma, a quotation mark or a bracket that is missing or superfluous"), span
        ) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnusableError(_("it is not UTF-8 text"), Span(line, 1, line, 2)) from error
    except UnicodeEncodeError as error:
        raise UnusableError(_("it holds half a character, which is written as \\ud800 or the like")) from error
    if not isinstance(document, dict):
        raise UnusableError(_("it is JSON, but not a JSON object, which is enclosed in {braces}", braces="{ }"))
    return document


def _measure_depth(raw: bytes) -> int:
    """Compute the nesting depth of brackets outside strings."""
    deepest = depth = 0
    for bracket in STRING.sub(b"", raw).translate(None, NO_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _number(text: str) -> int | float:
    if len(text) <= DIGITS and text.lstrip("-").isdigit():
        return int(text)
    if len(text) > DIGITS or not math.isfinite(float(text)):
        raise UnusableError(_("it holds {number}, which is not a usable number", number=text))
    return float(text)


def _report_broken(path: str, error: Exception) -> Finding:
    if isinstance(error, FileNotFoundError):
        missing = _("{path} is missing, so nothing can be checked by it", path=path)
        help = _(
            "Restore it from the last commit: git restore {path}. If it never was there: alisei init FOLDER makes one.", path=path
        )
        return Finding((), missing, help, span=START, path=path, rule="broken-schema")
    if isinstance(error, UnusableError):
        return _report_unusable(path, error.reason, error.span)
    if isinstance(error, RecursionError):
        return _report_unusable(path, _("its parts refer to each other too often"))
    said = error.strerror if isinstance(error, OSError) else str(error).partition("\n")[0]
    return _report_unusable(path, said or type(error).__name__)


def _report_unusable(path: str, reason: Text | str, span: Span = START) -> Finding:
    return _finding(path, _("the schema cannot be used: {reason}", reason=reason), span)


def _finding(path: str, message: Text, span: Span) -> Finding:
    help = _(
        "Fix it, or restore it from the last good commit: git restore {path}. Until then entries of this kind are not checked.",
        path=path,
    )
    return Finding((), message, help, span=span, path=path, rule="broken-schema")


class _Validator:
    """All violations of one schema, by jsonschema-rs: compiled at once, so that a broken schema is found here."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        import jsonschema_rs  # the compiled library costs start-up; commands that judge nothing never load it

        self.validator = jsonschema_rs.validator_for(
            dict(document),
            validate_formats=False,
            offline=True,
            pattern_options=jsonschema_rs.RegexOptions(size_limit=PATTERN_SIZE),
        )

    def __call__(self, data: Any) -> Iterator[Violation]:
        for error in self.validator.iter_errors(data):
            yield from _flatten_error(error)


def _flatten_error(error: Any) -> Iterator[Violation]:
    """The violations in one error of the library, as plain values."""
    kind = error.kind
    pointer = tuple(error.instance_path)
    if kind.name in ("anyOf", "oneOf"):
        yield from _flatten_branches(kind.name, pointer, kind.context)
    elif kind.name == "propertyNames":
        yield Violation(pointer, "propertyNames", str(kind.error.instance))
    elif kind.name == "contains":
        keyword = str(error.schema_path[-1])
        yield Violation(pointer, keyword if keyword in ("minContains", "maxContains") else "contains", None)
    else:
        yield Violation(pointer, str(kind.name), getattr(kind, "value", None))


def _flatten_branches(keyword: str, pointer: Pointer, branches: list[list[Any]]) -> Iterator[Violation]:
    """The violations where one of several schemas should hold.

    Fields one of which is wanted become one violation with their names; else what the branch says that the data was meant for.
    """
    lacking = [_find_lacking(pointer, branch) for branch in branches]
    if all(lacking):
        yield Violation(pointer, keyword, tuple(dict.fromkeys(key for key in lacking if key)))
        return
    meant = [branch for branch in branches if branch and not any(_is_type_of(pointer, below) for below in branch)]
    if meant:
        for below in min(meant, key=len):
            yield from _flatten_error(below)
        return
    types = [name for branch in branches for below in branch if _is_type_of(pointer, below) for name in below.kind.value]
    yield Violation(pointer, "type" if types else keyword, list(dict.fromkeys(types)) or ())


def _find_lacking(pointer: Pointer, branch: list[Any]) -> str | None:
    """The only missing field of ``branch``; an empty list counts as missing."""
    keys = set()
    for below in branch:
        place = tuple(below.instance_path)
        if below.kind.name == "required" and place == pointer:
            keys.add(str(below.kind.value))
        elif below.kind.name == "minItems" and len(place) == len(pointer) + 1 and not below.instance:
            keys.add(str(place[-1]))
        else:
            return None
    return keys.pop() if len(keys) == 1 else None


def _is_type_of(pointer: Pointer, error: Any) -> bool:
    return error.kind.name == "type" and tuple(error.instance_path) == pointer
