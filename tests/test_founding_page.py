"""docs/founding-page.md: every sentence of the founding page on collaboration, groups and events is answered by a command."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, SAMPLE, Alisei, make

PAGE, TWIN = (REPOSITORY / f"docs/{name}.md" for name in ("founding-page", "pagina-fondativa"))
MORE = REPOSITORY / "tests/data/founding"
"""Entries beside those of the sample: two events of 2020, a project, a body with an offer and a need."""
SECTION = re.compile(
    r"^> (?P<quoted>.+?)\n(?P<said>.*?)^```sh\n(?P<commands>.*?)^```\n\n<!-- answers: (?P<answers>.*?) -->",
    re.MULTILINE | re.DOTALL,
)
SECTIONS = [found.groupdict() for found in SECTION.finditer(PAGE.read_text(encoding="utf-8"))]
FOUNDING = (
    "identificato alcuni progetti di interesse", "un Referente in Commissione Direttiva e un Socio Coordinatore",
    "l’interazione e la collaborazione tra i Soci ALISEI", "è stato creato il GdL Database", "promuovere la collaborazione tra centri",
    "progetti di ricerca e di trasferimento tecnologico", "cadenza bimestrale", "edizione 2019 del Meet In Italy",
    "JP Morgan di San Francisco", "in stretta collaborazione con ICE/Invitalia",
)  # fmt: skip
"""Words of each sentence that rows 3, 5 and 6 of the mission rest on."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample and the entries beside it."""
    folders = (SAMPLE, MORE)
    files = {path.relative_to(each).as_posix(): path.read_bytes() for each in folders for path in sorted(each.rglob("*.yaml"))}
    return make(tmp_path_factory.mktemp("founding") / "d", files)


def test_every_sentence_has_its_place() -> None:
    """None is left out, no coordinator's name is quoted, and the Italian page has the same commands and answers."""
    assert [sum(words in each["quoted"] for each in SECTIONS) for words in FOUNDING] == [1] * len(FOUNDING)
    assert len(SECTIONS) == len(FOUNDING)
    twin = [found.groupdict() for found in SECTION.finditer(TWIN.read_text(encoding="utf-8"))]
    assert [{**each, "said": ""} for each in twin] == [{**each, "said": ""} for each in SECTIONS]
    assert all("coordinato da […] di" in page.read_text(encoding="utf-8") for page in (PAGE, TWIN))


def test_the_commands_answer(alisei: Alisei, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each runs without a fault, says something, and together those of a sentence say what the page promises."""
    monkeypatch.chdir(REPOSITORY)
    told: dict[str, str] = {}
    for section in SECTIONS:
        commands = section["commands"].splitlines()
        for command in commands:
            if command not in told:
                outcome = alisei("-C", root, *shlex.split(command)[1:])
                assert (outcome.code, bool(outcome.out)) == (0, True), command
                told[command] = " ".join(outcome.out.split())
        said = "\n".join(told[command] for command in commands)
        assert [words for words in section["answers"].split(" | ") if words not in said] == [], commands
