"""Draw the pictures of CONTRIBUTING.md from docs/img/contributing/pages.html, one for each section: ``python tools/contributing_pictures.py``.

They are drawings of what GitHub shows, not screenshots of it. Needs Chromium and Pillow (requirements/test.txt).
"""

import re
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "img" / "contributing"
PAGES = FOLDER / "pages.html"
WIDTH, HEIGHT = 800, 700
"""Pixels of the window; a picture is as high as its section, which is lower."""
COLOURS = 64


def draw(section: str) -> None:
    """Write the PNG of one section."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        chromium = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/profile"]
        window = [f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={shot}", f"{PAGES.as_uri()}#{section}"]
        subprocess.run([*chromium, *window], check=True, stderr=subprocess.DEVNULL)
        with Image.open(shot) as whole:
            picture = whole.convert("RGB")
    below = ImageChops.difference(picture, Image.new("RGB", picture.size, picture.getpixel((0, HEIGHT - 1)))).getbbox()
    bottom = min(HEIGHT, (below[3] if below else HEIGHT) + 24)
    picture.crop((0, 0, WIDTH, bottom)).quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{section}.png", optimize=True)


if __name__ == "__main__":
    for name in re.findall(r'<section id="([^"]+)"', PAGES.read_text(encoding="utf-8")):
        draw(name)
