"""The page of a form in a real browser, driven by tests/node/form.cjs."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.test_browser import CHROMIUM, MISSING, NODE, SECONDS

Act = tuple[str, Any]
"""Name and argument of something done to the page."""


def drive(page: Path, acts: Sequence[Act]) -> list[Any]:
    """The answer to each act; the browser complains of nothing, and the page asks for nothing."""
    assert not MISSING, f"missing: {', '.join(MISSING)}"
    asked = json.dumps({"executable": CHROMIUM, "url": page.as_uri(), "acts": acts})
    done = subprocess.run(
        ["node", str(NODE / "form.cjs")], input=asked, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    *answers, end = map(json.loads, done.stdout.splitlines())
    assert end == {"said": [], "requests": [page.as_uri()]}
    return answers


def read_data(page: Path) -> dict[str, Any]:
    """What the page knows."""
    found = re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data
