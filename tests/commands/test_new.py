"""``alisei new``: seven answers become a file that validates, or nothing is written."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Alisei, Dataset, committed

PATH = "registry/stakeholders/toscana/laboratorio-verdi.yaml"
ROSSI = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, kind: display}
type: company
head_office: {municipality: Siena, province: SI, region: toscana, country: IT}
website: https://www.istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
"""
VERDI = {
    "--name": "Laboratorio Verdi",
    "--type": "azienda",
    "--municipality": "siena",
    "--website": "https://www.verdi.example.org",
    "--sector": "biotech",
    "--mailbox": "info@verdi.example.org",
    "--source": "https://www.verdi.example.org/chi-siamo",
}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    return committed(dataset({"registry/stakeholders/toscana/istituto-rossi.yaml": ROSSI}))


def options(**changed: str) -> list[str]:
    """The seven options, some with other values."""
    return [word for pair in (VERDI | {f"--{name}": value for name, value in changed.items()}).items() for word in pair]


def test_seven_answers_make_an_entry_that_validates(alisei: Alisei, root: Path) -> None:
    """A type by its synonym, a place by ISTAT's table; the other fields are comments, and nothing is confirmed."""
    done = alisei("-C", root, "new", *options(), "--set", "/facts/founded=2005")
    assert done.code == 0, done.out + done.err
    text = (root / PATH).read_text()
    assert "type: company\n" in text
    assert "head_office: {municipality: Siena, province: SI, region: toscana, country: IT}\n" in text
    assert "facts: {founded: " in text
    assert "# technologies: [] # Tecnologie / Technologies: " in text
    assert "verified" not in text
    assert alisei("-C", root, "validate").code == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param(
            {"name": "Istituto Rossi", "website": "https://www.istitutorossi.it"}, "istituto-rossi.yaml", id="it-is-there"
        ),
        pytest.param({"municipality": "Castro"}, "Castro (BG)", id="two-places-of-one-name"),
        pytest.param({"municipality": "Sienna"}, "Siena", id="no-such-place"),
        pytest.param({"type": "aziendda"}, "company", id="no-such-term"),
        pytest.param({"source": ""}, "missing: sources", id="no-source"),
        pytest.param({"website": "javascript:alert(1)"}, "ALI", id="breaks-a-rule"),
    ],
)
def test_nothing_is_written_where_something_is_wrong(changed: dict[str, str], said: str, alisei: Alisei, root: Path) -> None:
    done = alisei("-C", root, "new", *options(**changed))
    assert done.code in (1, 2)
    assert said in done.out + done.err
    assert len(list(root.glob("registry/**/*.yaml"))) == 1


def test_a_warning_is_shown_beside_what_is_written(alisei: Alisei, root: Path) -> None:
    done = alisei("-C", root, "new", *options(mailbox="mario.rossi@gmail.com"))
    assert done.code == 0
    assert "/contact/mailbox" in done.err


def test_a_person_may_say_that_it_is_another_body(alisei: Alisei, root: Path) -> None:
    done = alisei(
        "-C", root, "new", *options(name="Istituto Rossi", municipality="Lucca"), "--id", "istituto-rossi-lucca", "--new"
    )
    assert done.code == 0, done.out + done.err
    assert (root / "registry/stakeholders/toscana/istituto-rossi-lucca.yaml").exists()


CAMERINO, PADOVA = "https://ror.org/0005w8d69", "https://ror.org/00240q980"


def record(ror: str, name: str, site: str, **more: Any) -> dict[str, Any]:
    """A record of ROR, schema 2.1."""
    names = [
        {"value": name, "types": ["ror_display", "label"], "lang": "it"},
        {"value": name.replace("Università", "University"), "types": ["label"], "lang": "en"},
        {"value": f"UNI{name.rsplit(maxsplit=1)[-1][:3].upper()}", "types": ["acronym"], "lang": None},
    ]
    links = [{"type": "website", "value": site}]
    return {"id": ror, "status": "active", "types": ["education"], "names": names, "links": links, **more}


def dump(folder: Path, *records: dict[str, Any]) -> Path:
    """A dump with two universities, or with these records."""
    two = (
        record(CAMERINO, "Università di Camerino", "https://www.unicam.it", established=1336),
        record(PADOVA, "Università di Padova", "https://www.unipd.it", status="withdrawn"),
    )
    file = folder / "dump.json"
    file.write_text(json.dumps(records or two, ensure_ascii=False), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "words",
    [
        ["--ror", CAMERINO],
        ["--ror", "0005w8d69"],
        ["--name", "University di Camerino"],
        ["--name", "X", "--website", "https://unicam.it/en"],
    ],
)
def test_ror_fills_in_what_it_states_and_nothing_else(words: list[str], alisei: Alisei, root: Path) -> None:
    """By its id, by a name, or by its website; type and place are the person's, and its names are of ROR's kinds."""
    archive = root.parent / "dump.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(dump(root.parent), "v2-ror-data.json")
        made.writestr("v2-ror-data.csv", "id\n")
    done = alisei("-C", root, "new", *words, "--ror-dump", archive, "--type", "university", "--municipality", "Camerino")
    assert done.code == 0, done.out + done.err
    text = next(root.glob("registry/stakeholders/marche/*.yaml")).read_text()
    for said in (f"ror: {CAMERINO}\n", "founded: 1336", "University di Camerino, lang: en, kind: alias", "UNICAM, kind: acronym"):
        assert said in text
    assert f"- {{url: {CAMERINO}, accessed: 2026-11-23}}" in text
    assert re.findall("kind: display", text) == ["kind: display"]
    assert "\nsector:" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["--ror", PADOVA], "ROR marks the record as withdrawn", id="withdrawn"),
        pytest.param(["--ror", "https://ror.org/000000000"], "no such record", id="absent"),
        pytest.param(["--name", "Centro Camerino"], f"--ror {CAMERINO}", id="perhaps"),
    ],
)
def test_a_record_that_is_not_sure_is_not_taken(words: list[str], said: str, alisei: Alisei, root: Path) -> None:
    done = alisei(
        "-C", root, "new", *words, "--ror-dump", dump(root.parent), "--type", "university", "--municipality", "Camerino"
    )
    assert (done.code, said in done.err) == (2, True), done.err
    assert len(list(root.glob("registry/**/*.yaml"))) == 1


def test_no_record_like_it_is_said_and_no_hindrance(alisei: Alisei, root: Path) -> None:
    done = alisei("-C", root, "new", *options(), "--ror-dump", dump(root.parent))
    assert (done.code, "no similar Italian record" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.zip", b"[" + b" " * 60_000_000, "not a ROR data dump"),
        ("two.zip", b"", "holds 2 files .json"),
        ("none.zip", None, "damaged"),
        ("deep.json", b"[" * 100_000, "not a ROR data dump"),
        (
            "halves.json",
            b'[{"id": "https://ror.org/0005w8d69", "names": [{"value": "\\ud800", "types": ["label"]}]}]',
            "form of ROR",
        ),
    ],
)
def test_a_hostile_dump_is_refused(name: str, content: bytes | None, said: str, alisei: Alisei, root: Path) -> None:
    file = root.parent / name
    if name.endswith(".zip") and content is not None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("a.json", content)
            if not content:
                made.writestr("b.json", content)
    else:
        file.write_bytes(content or b"no archive")
    done = alisei("-C", root, "new", "--ror-dump", file, "--ror", CAMERINO, "--type", "university", "--municipality", "Camerino")
    assert done.code in (1, 2)
    assert said in done.err
    assert len(list(root.glob("registry/**/*.yaml"))) == 1


FILLED = {
    "membership": "{status: none}",
    "sites": "[{municipality: Lucca, province: LU, region: toscana, country: IT}]",
    "website": "https://www.laboratorioverdi.it",
    "identifiers": "{wikidata: Q676817}",
    "facts": "{founded: 2005}",
    "sector": "{primary: biotech}",
    "profile": "[innovative-startup]",
    "value_chain": "[research-development]",
    "therapeutic_areas": "[oncology]",
    "technologies": "[gene-editing]",
    "qualifications": "[gmp-authorised]",
    "trajectories": "[advanced-diagnostics-devices]",
    "description": "{it: Studia nuove terapie per i tumori rari e le malattie del sangue., en: It studies new therapies for rare tumours and diseases of the blood.}",
    "offers": "[{id: cell-bank, kind: laboratory-access, summary: {it: Una banca di cellule., en: A bank of cells.}, expires: 2027-12-31}]",
    "needs": "[{id: clinic, kind: clinical-study-partnership, summary: {it: Un ospedale., en: A hospital.}, expires: 2027-12-31}]",
    "relations": "[{kind: related, target: istituto-rossi}]",
    "contact": "{mailbox: info@laboratorioverdi.it}",
}
"""What a person writes behind each comment."""


def test_every_comment_can_be_filled_in_and_put_in_order(alisei: Alisei, root: Path) -> None:
    """Each without its #, its empty value replaced; ``alisei fix`` does the rest."""
    alisei(
        "-C", root, "new", "--name", "Laboratorio Verdi", "--type", "company", "--municipality", "Siena", "--source", "Statuto"
    )
    file = root / PATH
    comment = re.compile(r'^# (\w+):(?: \[\]| \{\}| "")?( # .+)$', re.MULTILINE)
    assert [found[1] for found in comment.finditer(file.read_text())] == list(FILLED)
    file.write_text(comment.sub(lambda found: f"{found[1]}: {FILLED[found[1]]}{found[2]}", file.read_text()))
    assert alisei("-C", root, "fix").code == 0
    done = alisei("-C", root, "validate")
    assert (done.code, "clean: 0 errors, 0 warnings" in done.out, "place" in done.out) == (0, True, False), done.out
