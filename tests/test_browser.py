"""The annual report in a real browser: reachable for everybody, fit for every screen, and silent on the network.

With ``ALISEI_SHOTS=DIR`` the pictures and the printed pages are kept in that folder.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.render.screen import Screen
from alisei_cli.render.tables import html
from tests.conftest import REPOSITORY
from tests.render.answers import drawn
from tests.render.hostile import HOSTILE

NODE = REPOSITORY / "tests/node"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
MISSING = [
    name
    for name, is_there in {
        "node": shutil.which("node"),
        "chromium": CHROMIUM,
        "npm ci --prefix tests/node": (NODE / "node_modules/playwright-core").exists()
        and (NODE / "node_modules/axe-core").exists(),
    }.items()
    if not is_there
]
SECONDS = 300
SHOTS = os.environ.get("ALISEI_SHOTS")
SCREENS = [(width, scheme, language) for width in (1280, 390) for scheme in ("light", "dark") for language in ("it", "en")]


def browser(test: Any) -> Any:
    """A test that needs Chromium and Node: left out where one is missing, but never in continuous integration."""
    absent = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"missing: {', '.join(MISSING)}")
    return pytest.mark.browser(absent(test))


def visited(page: Path, screens: list[tuple[int, str, str]], folder: str | None = None) -> dict[str, dict[str, Any]]:
    """What was found on each screen, by its name."""
    assert not MISSING, f"missing: {', '.join(MISSING)}"
    visits = [
        {"url": page.as_uri(), "width": width, "scheme": scheme, "language": language, "name": f"{width}-{scheme}-{language}", "pdf": width > 600}
        for width, scheme, language in screens
    ]  # fmt: skip
    asked = json.dumps({"executable": CHROMIUM, "folder": folder, "visits": visits})
    done = subprocess.run(
        ["node", str(NODE / "browser.cjs")], input=asked, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {each["name"]: each for each in found}


def without_fault(page: Path, found: dict[str, dict[str, Any]], count: int) -> None:
    """The audit by axe finds nothing; only the chosen language shows; nothing sticks out; nothing but the page was asked for; nobody complained."""
    assert len(found) == count
    for name, each in found.items():
        assert each["violations"] == [], name
        assert each["passes"] > 20, name
        assert each["shown"] == [name[-2:]]
        assert (each["overflow"], each["out"]) == (0, []), name
        assert each["requests"] == [page.as_uri()], name
        assert each["said"] == [], name


@browser
def test_the_annual_report(tmp_path: Path, sample: Path, alisei: Any) -> None:
    """On a desk and on a phone, by day and by night, in both languages."""
    page = tmp_path / "report.html"
    outcome = alisei("-C", sample, "--lang", "it", "report", "annual", "-o", page)
    assert outcome.code == 0, outcome.err
    assert page.stat().st_size < 1_000_000
    found = visited(page, SCREENS, SHOTS)
    without_fault(page, found, len(SCREENS))
    assert {name: each["broken"] for name, each in found.items() if each["broken"]} == {}


@browser
def test_every_shape_of_chart(tmp_path: Path) -> None:
    """Figures, bars, lines, a map and a grid, all on one page."""
    page = tmp_path / "shapes.html"
    page.write_text("\n".join(html.render(drawn(), Screen())), encoding="utf-8")
    screens = [(1280, "light", "en"), (390, "dark", "it")]
    without_fault(page, visited(page, screens, SHOTS and f"{SHOTS}/shapes"), len(screens))


@browser
def test_hostile_names(tmp_path: Path) -> None:
    """Nothing that data say is run, fetched or obeyed; a word without end breaks no page."""
    page = tmp_path / "hostile.html"
    texts = [text for name, text in HOSTILE.items() if name != "very long"]
    page.write_text("\n".join(html.render(drawn(" ".join(texts) + " " + "x" * 400), Screen())), encoding="utf-8")
    screens = [(1280, "light", "en"), (390, "light", "en")]
    without_fault(page, visited(page, screens), len(screens))


@browser
def test_a_policy_that_is_broken_is_noticed(tmp_path: Path) -> None:
    """The check would see a page that loads something, or that its own policy refuses."""
    page = tmp_path / "broken.html"
    whole = "\n".join(html.render(drawn(), Screen()))
    page.write_text(
        re.sub("<main>", '<main><p style="color:red">x</p><img src="https://example.invalid/x.png" alt="x">', whole, count=1)
    )
    found = next(iter(visited(page, [(1280, "light", "en")]).values()))
    assert any("Content Security Policy" in each for each in found["said"])
