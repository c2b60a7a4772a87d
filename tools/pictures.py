"""Draw the pictures of the docs from the real programs: ``python tools/pictures.py [NAME]...``, all without a name (not on Windows).

Terminals are drawn from what ``alisei`` writes to one, pages by Chromium, workbooks from the window of LibreOffice on a screen of Xvfb. What
GitHub shows is a drawing. Needs Chromium, Node.js and Pillow (requirements/test.txt); the workbooks need Xvfb, xdotool, ImageMagick and libreoffice-calc.
"""

import html
import io
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml
from PIL import Image, ImageChops
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "img"
WAYS = IMAGES / "ways"
ENTRY = "toscana-life-sciences"
WIDTH = 80
"""Columns of the terminal in a picture."""
LINES = 26
"""Of a long answer."""
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
COLOURS = 64
QUIET = 1.5
"""Seconds without output after which a program waits for an answer."""
SCREEN = (1280, 720)
SHEET_AREA = (0, 108, 1218, 698)
"""Of the window of LibreOffice: the cells and the names of the sheets, without bars."""
MAIL = """\
From: Toscana Life Sciences <info@toscanalifesciences.org>
Subject: [alisei:toscana-life-sciences]
Content-Type: text/plain; charset=utf-8

Buongiorno, ecco che cosa cambia. Grazie!

ALISEI 1
scheda: toscana-life-sciences
imposta /contact/form: www.toscanalifesciences.org/contatti
aggiungi /technologies: medicina rigenerativa
aggiungi /offers: {"summary": {"it": "Camere bianche GMP"}, "expires": "31/12/2027"}
FINE
"""
ANSWERS = ("Istituto Rossi", "www.istitutorossi.it", "impresa", "Siena", "farmaceutico", "info@istitutorossi.it", "Statuto")


def run(words: Sequence[str], language: str = "en", answers: Sequence[str] = (), folder: Path = ROOT) -> str:
    """What ``alisei`` writes to a terminal, escape sequences and echoed answers included."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(WIDTH), "LINES": "100", "ALISEI_LANG": language, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    environment["PYTHONPATH"] = str(ROOT)
    alisei = [sys.executable, "-m", "alisei_cli", "-C", str(ROOT), *words]
    source = theirs if answers else subprocess.DEVNULL
    with subprocess.Popen(alisei, stdin=source, stdout=theirs, stderr=theirs, env=environment, cwd=folder):
        os.close(theirs)
        said = _talk(ours, answers)
    return said.decode("utf-8").replace("\r\n", "\n").rstrip("\n")


def _talk(terminal: int, answers: Sequence[str]) -> bytes:
    """Everything written to the terminal until its other end closes; an answer is typed whenever the program waits."""
    said, left = b"", list(answers)
    try:
        while True:
            ready, _w, _x = select.select([terminal], [], [], QUIET if left else None)
            if not ready:
                os.write(terminal, f"{left.pop(0)}\n".encode())
            elif chunk := os.read(terminal, 65536):
                said += chunk
            else:
                break
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(terminal)
    return said


def draw_terminal(target: Path, words: Sequence[str], said: str) -> None:
    """The SVG: no script, no font from elsewhere, no address but the namespace's."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), f"alisei {' '.join(words)}"))
    console.print(Text.from_ansi(said))
    svg = console.export_svg(title="alisei", theme=MONOKAI, unique_id="alisei")
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:[^;]+;", f"font-family: {FONTS};", svg)
    target.write_text("\n".join(line.rstrip() for line in svg.split("\n")) + "\n", encoding="utf-8")


def draw_page(target: Path, address: str, width: int = 800, height: int = 700) -> None:
    """Write a PNG of what Chromium shows at ``address``, without the empty space below."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        chromium = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/profile"]
        window = [f"--window-size={width},{height}", f"--screenshot={shot}", address]
        subprocess.run([*chromium, *window], check=True, stderr=subprocess.DEVNULL)
        with Image.open(shot) as whole:
            picture = whole.convert("RGB")
    below = ImageChops.difference(picture, Image.new("RGB", picture.size, picture.getpixel((0, height - 1)))).getbbox()
    _save(picture.crop((0, 0, width, min(height, (below[3] if below else height) + 24))), target)


def _save(picture: Image.Image, target: Path) -> None:
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def report() -> None:
    """The picture of the README."""
    words = ["report", "overview", "--table", "by-region"]
    draw_terminal(IMAGES / "report.svg", words, run(words))


def contributing() -> None:
    """Drawings of what GitHub shows, one for each section of docs/img/contributing/pages.html."""
    folder = IMAGES / "contributing"
    pages = folder / "pages.html"
    for name in re.findall(r'<section id="([^"]+)"', pages.read_text(encoding="utf-8")):
        draw_page(folder / f"{name}.png", f"{pages.as_uri()}#{name}")


def propose() -> None:
    """The answer to an e-mail, in both languages."""
    for language in ("it", "en"):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "mail.eml").write_text(MAIL, encoding="utf-8")
            words = ["propose", "mail.eml"]
            draw_terminal(WAYS / f"propose.{language}.svg", words, run(words, language, folder=Path(folder)))


def new() -> None:
    """The seven questions, in both languages; nothing is written."""
    words = ["new", "--dry-run"]
    for language in ("it", "en"):
        said = run(words, language, ANSWERS).split("\n")
        draw_terminal(WAYS / f"new.{language}.svg", words, "\n".join([*said[:LINES], "…"]))


def letter() -> None:
    """A letter as a mail program shows it, in both languages."""
    for language, more in (("it", ()), ("en", ("--english",))):
        with tempfile.TemporaryDirectory() as folder:
            run(["letters", ENTRY, "-o", f"{folder}/letters", *more], language)
            subject, _, body = (Path(folder) / "letters" / f"{ENTRY}.txt").read_text(encoding="utf-8").partition("\n")
            page = Path(folder) / "letter.html"
            page.write_text(MESSAGE.format(subject=html.escape(subject), body=html.escape(body.strip())), encoding="utf-8")
            draw_page(WAYS / f"letter.{language}.png", page.as_uri(), height=1200)


MESSAGE = """\
<!doctype html><meta charset="utf-8">
<style>body {{ margin: 0; font: 14px/1.5 "Liberation Sans", Arial, sans-serif; color: #1f2328 }}
b {{ display: block; padding: 14px 24px; background: #12395b; color: #fff }}
pre {{ margin: 18px 24px; font: 13px/19px "Liberation Mono", monospace; white-space: pre-wrap }}</style>
<b>{subject}</b><pre>{body}</pre>
"""


def issue() -> None:
    """A drawing of the form on GitHub, from the template itself: its first questions."""
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/change-an-entry.yml").read_text(encoding="utf-8"))
    questions = [each for each in form["body"] if each["type"] in ("input", "dropdown", "textarea")][:5]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "issue.html"
        page.write_text(
            ISSUE.format(name=html.escape(form["name"]), fields="".join(map(_draw_question, questions))), encoding="utf-8"
        )
        draw_page(WAYS / "issue.png", page.as_uri(), height=1000)


def _draw_question(question: Mapping[str, Mapping[str, str]]) -> str:
    asked = question["attributes"]
    shown = html.escape(str(asked.get("placeholder") or asked.get("options", [""])[0]))
    label, help = html.escape(asked["label"]), html.escape(asked.get("description", ""))
    needed = " <i>*</i>" if question.get("validations", {}).get("required") else ""
    return f'<p><b>{label}{needed}</b><small>{help}</small><span class="{question["type"]}">{shown}</span></p>'


ISSUE = """\
<!doctype html><meta charset="utf-8">
<style>body {{ margin: 0; padding: 8px 28px; font: 14px/1.5 "Liberation Sans", Arial, sans-serif; color: #1f2328 }}
h1 {{ font-size: 20px; font-weight: normal }} i {{ color: #cf222e }} b, small, span {{ display: block }} small {{ color: #59636e; font-size: 12px }}
span {{ border: 1px solid #d1d9e0; border-radius: 6px; padding: 5px 12px; margin-top: 6px; min-height: 32px; color: #818b98 }}
span.dropdown {{ color: #1f2328 }} span.dropdown::after {{ content: "\\25be"; float: right }} span.textarea {{ min-height: 90px }}
em {{ float: right; background: #1f883d; color: #fff; border-radius: 6px; padding: 5px 14px; font-style: normal; font-weight: bold }}</style>
<h1>{name}</h1>{fields}<em>Submit new issue</em><div style="height: 40px"></div>
"""


def form() -> None:
    """The beginning of the form page and its end after a change, in both languages."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "form.html"
        run(["form", ENTRY, "-o", str(page)])
        for language, field in (("it", "Casella d'ufficio"), ("en", "Office mailbox")):
            asked = json.dumps({"address": page.as_uri(), "language": language, "field": field, "folder": folder})
            browser = shutil.which("chromium") or "chromium"
            subprocess.run(["node", "-e", FORM, asked, browser], cwd=ROOT / "tests" / "node", check=True)
            for name in ("form", "form-end"):
                with Image.open(Path(folder) / f"{name}.png") as whole:
                    _save(whole.convert("RGB"), WAYS / f"{name}.{language}.png")


FORM = """\
const { chromium } = require("playwright-core");
const { address, language, field, folder } = JSON.parse(process.argv[1]);
(async () => {
  const browser = await chromium.launch({ executablePath: process.argv[2], args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await page.goto(address);
  await page.locator(`label[for=show-${language}]`).click();
  await page.screenshot({ path: `${folder}/form.png` });
  await page.getByLabel(field).first().fill("info@toscanalifesciences.org");
  await page.keyboard.press("Tab");
  await page.locator("#end").evaluate((end) => end.scrollIntoView());
  await page.screenshot({ path: `${folder}/form-end.png` });
  await browser.close();
})();
"""


def workbook() -> None:
    """The guide and the sheet of offers in the window of LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scheda.xlsx"
        run(["sheet", "out", ENTRY, "-o", str(file)])
        _photograph(file, {"workbook-guide": (), "workbook": ("ctrl+Next",) * 4 + ("alt+Down",)})


def _photograph(file: Path, keys: Mapping[str, Sequence[str]]) -> None:
    """Open ``file`` in LibreOffice on a screen of its own, and for each picture press keys first."""
    display = f":{os.getpid() % 1000 + 100}"
    environment = {**os.environ, "DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen"}
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    office = ["soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", "--calc", str(file)]
    wide, high = map(str, SCREEN)

    def press(*words: str) -> str:
        return subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False).stdout

    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", f"{wide}x{high}x24"], stderr=subprocess.DEVNULL)
    time.sleep(2)
    program = subprocess.Popen(office, env=environment, stderr=subprocess.DEVNULL)
    try:
        window = press("search", "--sync", "--onlyvisible", "--name", file.stem).split()[0]
        time.sleep(4)
        press("windowmove", window, "0", "0", "windowsize", window, wide, high)
        for name, pressed in keys.items():
            for key in pressed:
                press("key", key)
                time.sleep(0.7)
            time.sleep(1)
            shot = file.parent / f"{name}.png"
            subprocess.run(["import", "-window", "root", str(shot)], env=environment, check=True)
            with Image.open(shot) as whole:
                _save(whole.convert("RGB").crop(SHEET_AREA), WAYS / shot.name)
    finally:
        program.terminate()
        program.wait()
        screen.terminate()
        screen.wait()


PICTURES: Mapping[str, Callable[[], None]] = {
    each.__name__: each for each in (report, contributing, propose, new, letter, issue, form, workbook)
}

if __name__ == "__main__":
    for asked in sys.argv[1:] or PICTURES:
        PICTURES[asked]()
