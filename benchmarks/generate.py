"""Make a dataset of any size from the real entries: each is copied under new ids, names and identifiers, so that it stays clean.

    python benchmarks/generate.py DIRECTORY COUNT

The copies carry what a filled-in entry has (descriptions in both languages, one offer, technologies), about 1.5 KB each; all numbers
keep right check digits. The same count always gives the same bytes. The folder becomes a git repository with one commit.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.yaml import writing

REPOSITORY = Path(__file__).parent.parent
DATE = re.compile(r"(?<=: )(\d{4}-\d{2}(?:-\d{2})?)(?=[,}\n])")
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def main() -> None:
    """Write the dataset."""
    generate(Path(sys.argv[1]), int(sys.argv[2]))


def generate(target: Path, count: int, spoil: Callable[[str], str] = str) -> None:
    """A dataset of ``count`` stakeholders at ``target``, replacing what is there, each text as ``spoil`` makes it."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "registry").mkdir(parents=True)
    shutil.copy(REPOSITORY / "taxonomy.yaml", target)
    shutil.copytree(REPOSITORY / "schema", target / "schema", ignore=shutil.ignore_patterns("not-duplicates.yaml"))
    for path, text in entries(count):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(spoil(text), encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "gc.auto=0", "commit", "-qm", "Generated"]):
        name = ["-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost"]
        subprocess.run(["git", "-C", str(target), *name, *command], check=True)


def entries(count: int) -> Iterator[tuple[str, str]]:
    """Path and text of each entry: the text of a copy is made from its model's by replacing what must differ."""
    dataset = load_dataset(REPOSITORY)
    schema = dataset.context.schemas["stakeholder"]
    models = [(each.path, each.data) for each in dataset.of_kind("stakeholder")]
    templates = [
        (
            path,
            writing.write_entry(_model(data), "# yaml-language-server: $schema=../../../schema/stakeholder.schema.json", schema),
        )
        for path, data in models
    ]
    for number in range(count):
        path, template = templates[number % len(templates)]
        stem = Path(path).stem[:50].rstrip("-")  # an id has no two hyphens together
        id_ = f"{stem}-{number}"
        text = template.replace("@ID@", id_).replace("@NUMBER@", f"n{number:07}")
        text = text.replace("@ROR@", ror(number)).replace("@ISNI@", isni(number)).replace("@WIKIDATA@", f"Q{number + 1}")
        text = DATE.sub(r"'\1'", text)  # some peers read plain dates as YAML 1.1 does, and would fail each file
        yield f"{Path(path).parent.as_posix()}/{id_}.yaml", text


def _model(data: dict[str, Any]) -> dict[str, Any]:
    """One real entry with marks where copies differ, and what a filled-in entry has besides."""
    name = data["names"][0]["value"]
    names = [{**each, "value": f"{each['value']} @NUMBER@"} for each in data["names"]]
    names = [{**each, "until": "2010"} if each["kind"] == "former" else each for each in names]
    made = {key: value for key, value in data.items() if key not in ("relations", "website", "successor")}
    return made | {
        "id": "@ID@",
        "names": names,
        "website": "https://www.@ID@.it",
        "identifiers": {"ror": "https://ror.org/@ROR@", "isni": "@ISNI@", "wikidata": "@WIKIDATA@"},
        "technologies": ["genomics-sequencing", "artificial-intelligence", "medical-imaging"],
        "description": {
            "it": f"{name} svolge ricerca, sviluppo e servizi nelle scienze della vita e collabora con università e imprese in progetti nazionali.",
            "en": f"{name} carries out research, development and services in the life sciences and works with universities and companies.",
        },
        "offers": [
            {
                "id": "laboratorio",
                "kind": "laboratory-access",
                "technologies": ["genomics-sequencing"],
                "trl": {"from": 4, "to": 6},
                "summary": {
                    "it": "Accesso a piattaforme di sequenziamento e di analisi, con personale esperto e tempi concordati (@NUMBER@).",
                    "en": "Access to sequencing and analysis platforms, with expert staff and agreed schedules (@NUMBER@).",
                },
                "published": "2026-05-01",
                "expires": "2027-05-01",
            }
        ],
    }


def ror(number: int) -> str:
    """A ROR id with right check digits: check = 98 - (n * 100 mod 97)."""
    digits = ""
    rest = number
    for _place in range(6):
        rest, digit = divmod(rest, 32)
        digits = CROCKFORD[digit] + digits
    return f"0{digits}{98 - number * 100 % 97:02}"


def isni(number: int) -> str:
    """An ISNI with its check digit (ISO 7064 mod 11-2)."""
    base = f"{int(hashlib.sha256(str(number).encode()).hexdigest(), 16) % 10**8:08}{number:07}"
    total = 0
    for digit in base:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = base + ("X" if check == 10 else str(check))
    return " ".join(whole[start : start + 4] for start in range(0, 16, 4))


if __name__ == "__main__":
    main()
