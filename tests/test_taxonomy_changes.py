"""``tools/taxonomy_changes.py``: the pages follow from the kept releases alone."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.language import LANGUAGES
from tests.conftest import REPOSITORY

TOOL: dict[str, Any] = runpy.run_path(str(REPOSITORY / "tools/taxonomy_changes.py"))


def state(version: str, **terms: dict[str, Any]) -> dict[str, Any]:
    """A taxonomy of one facet."""
    named = {code: {"labels": {"it": f"{code} it", "en": f"{code} en"}, **body} for code, body in terms.items()}
    return {"version": version, "issued": "2026", "facets": {"f": {"labels": {"it": "f", "en": "f"}, "terms": named}}}


BEFORE = state("9.0", a={}, b={"mappings": {"atc": ["L"]}}, c={})
AFTER = state(
    "10.0",
    a={"deprecated": "2026", "replaced_by": ["b", "d"]},
    b={"parent": "c", "mappings": {"atc": ["L01"]}},
    c={"note": {"it": "x", "en": "x"}, "labels": {"it": "a|b <i>", "en": "c en"}},
    d={"parent": "b"},
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_change_stands_in_its_table(language: str) -> None:
    """New, deprecated, moved, relabelled, remapped and reworded terms, the latest version first."""
    text = TOOL["page"]([BEFORE, AFTER], language)
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    top = "primo livello" if language == "it" else "first level"
    label = r"a\|b \<i\>" if language == "it" else "c en"
    assert rows == [
        f"| `d` | d {language} | `f` | `b` |",
        "| `a` | 2026 | `b` / `d` |",
        f"| `b` | {top} | `c` |",
        f"| `c` | c {language} | {label} |",
        "| `b` | `atc` | L | L01 |",
    ]
    assert text.index("10") < text.index(r"9\.0")
    assert text.endswith(".\n")


def test_a_kept_release_does_not_change(tmp_path: Path) -> None:
    """The same version with other content is refused; a new version is compared with it."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "9.0.yaml").write_text(json.dumps(BEFORE), encoding="utf-8")
    current = tmp_path / "taxonomy.yaml"
    current.write_text(json.dumps(BEFORE), encoding="utf-8")
    assert [data["version"] for data in TOOL["load"](tmp_path / "kept", current)] == ["9.0"]
    current.write_text(json.dumps(AFTER), encoding="utf-8")
    assert [data["version"] for data in TOOL["load"](tmp_path / "kept", current)] == ["9.0", "10.0"]
    current.write_text(json.dumps({**AFTER, "version": "9.0"}), encoding="utf-8")
    with pytest.raises(SystemExit, match="raise its version"):
        TOOL["load"](tmp_path / "kept", current)
