"""The page of a form in a real browser, driven by tests/node/form.cjs."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alisei_cli.core.form_page import build_page
from alisei_cli.core.view import view
from alisei_cli.model.groups import group
from alisei_cli.store.dataset_cache import load_dataset
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


MANY = 50
"""Pages that are given to the browser at once."""


def open_untouched(page: Path, root: Path, step: int = 1) -> list[tuple[int, list[Any]]]:
    """How many fields the page of every so many-th entry of a dataset has, and what it would change, untouched."""
    dataset = view(load_dataset(root))
    built = (build_page(dataset, entry) for entry in dataset.entries[::step])
    answers: list[tuple[int, list[Any]]] = []
    for choices, pages in group((json.dumps(each["choices"]), each["sections"]) for each in built).items():
        for start in range(0, len(pages), MANY):
            answers += drive(page, [("untouched", [json.loads(choices), pages[start : start + MANY]])])[0]
    return answers
