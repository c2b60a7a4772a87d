"""Adding one file adds one thing: it is checked, shown, exported and translated, or its absence is loud."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY, Alisei, Dataset, make, stakeholder

PROJECT = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "x-alisei-path": "{id}.yaml",
    "x-alisei-kind": {"plural": "activities", "labels": {"it": "attività", "en": "activities"}},
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "names"],
    "properties": {
        "id": {"type": "string", "maxLength": 64},
        "names": {"type": "array", "items": {"$ref": "#/$defs/name"}},
        "partners": {
            "title": "Partner / Partners",
            "type": "array",
            "x-alisei-role": "project-partner",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"id": {"type": "string", "x-alisei-ref": ["stakeholder"]}, "name": {"type": "string"}},
            },
        },
        "groups": {"type": "array", "items": {"type": "string", "x-alisei-ref": ["group"]}},
        "grant": {"title": "Codice / Grant", "type": "string", "x-alisei-identifier": 1},
    },
    "$defs": {
        "name": {
            "type": "object",
            "required": ["value", "kind"],
            "properties": {"value": {"type": "string"}, "kind": {"enum": ["display", "legal"]}},
        }
    },
}
GROUP = """\
# yaml-language-server: $schema=../../schema/group.schema.json
id: gdl-prova
status: active
names:
  - {value: Gruppo di prova, lang: it, kind: display}
sources:
  - {url: https://www.clusteralisei.it, accessed: 2026-11-23}
"""


def project(id_: str, more: str) -> str:
    """The text of an entry of the new kind."""
    line = "# yaml-language-server: $schema=../../schema/activity.schema.json"
    return f"{line}\nid: {id_}\nnames:\n  - {{value: Progetto {id_[-4:].title()}, kind: display}}\n{more}"


def codes(alisei: Alisei, root: Path) -> list[tuple[str, str, str]]:
    """Rule, path and pointer of each diagnostic."""
    found = json.loads(alisei("-C", root, "validate", "--format", "json").out)["diagnostics"]
    return [(each["rule"], each["path"].rpartition("/")[2], each["pointer"]) for each in found]


def with_schema(root: Path, kind: str, document: dict[str, Any]) -> Path:
    """The dataset with one more file in ``schema/``."""
    (root / f"schema/{kind}.schema.json").write_text(json.dumps(document))
    return root


@pytest.fixture
def grown(dataset: Dataset) -> Path:
    """A dataset with a new kind, whose plural is no kind and an ``s``."""
    files = {
        "registry/stakeholders/toscana/rossi.yaml": stakeholder("rossi"),
        "registry/groups/gdl-prova.yaml": GROUP,
        "registry/activities/progetto-alfa.yaml": project(
            "progetto-alfa", "partners:\n  - {id: rossi}\n  - {name: Verdi}\ngroups: [gdl-prova]\ngrant: X1\n"
        ),
    }
    return with_schema(dataset(files), "activity", PROJECT)


def test_a_new_kind_is_one_schema_and_one_folder(alisei: Alisei, grown: Path) -> None:
    """Its entries are clean, counted under their label, shown with names, tied and exported."""
    assert codes(alisei, grown) == []
    assert "attività" in alisei("-C", grown, "--lang", "it", "report", "overview").out
    assert "Rossi (rossi)" in alisei("-C", grown, "show", "progetto-alfa", "--audience", "secretariat").out
    assert "Progetto Alfa (progetto-alfa)" in alisei("-C", grown, "show", "rossi", "--audience", "secretariat").out
    assert "project-partner" in alisei("-C", grown, "export", "graphml", "--audience", "secretariat").out
    assert "progetto-alfa" in alisei("-C", grown, "search", "progetto-alfa", "--audience", "secretariat").out
    alisei("-C", grown, "export", "csv", "-o", grown.parent / "csv", "--audience", "secretariat")
    assert "X1" in (grown.parent / "csv/activities.csv").read_text()
    assert "rossi" in (grown.parent / "csv/activities-partners.csv").read_text()


@pytest.mark.parametrize(
    ("more", "rule", "pointer"),
    [
        ("partners:\n  - {id: no-such-body}\n", "dangling-reference", "/partners/0/id"),
        ("partners:\n  - {id: gdl-prova}\n", "wrong-kind-of-target", "/partners/0/id"),
        ("partners:\n  - {name: Rossi}\n", "named-without-id", "/partners/0/name"),
        ("groups: [rossi]\n", "wrong-kind-of-target", "/groups/0"),
        ("groups: [progetto-beta]\n", "relation-to-itself", "/groups/0"),
        ("grant: X1\n", "same-identifier", "/grant"),
    ],
)
def test_a_new_kind_is_guarded(alisei: Alisei, grown: Path, more: str, rule: str, pointer: str) -> None:
    """A reference to nothing validated clean before the schemas said which fields are references."""
    (grown / "registry/activities/progetto-beta.yaml").write_text(project("progetto-beta", more))
    assert codes(alisei, grown) == [(rule, "progetto-beta.yaml", pointer)]


def test_a_new_reference_is_guarded(alisei: Alisei, dataset: Dataset) -> None:
    """A field with ``x-alisei-ref`` added to a schema needs no other change."""
    root = dataset(
        {
            "registry/stakeholders/toscana/rossi.yaml": stakeholder("rossi"),
            "registry/stakeholders/toscana/verdi.yaml": stakeholder("verdi", "networks: [rossi, nobody-at-all]\n"),
        }
    )
    document = json.loads((root / "schema/stakeholder.schema.json").read_text())
    networks = {"title": "Reti / Networks", "type": "array", "items": {"type": "string", "x-alisei-ref": ["stakeholder"]}}
    properties = document["properties"]
    at = list(properties).index("sources")
    document["properties"] = dict([*list(properties.items())[:at], ("networks", networks), *list(properties.items())[at:]])
    with_schema(root, "stakeholder", document)
    assert codes(alisei, root) == [("dangling-reference", "verdi.yaml", "/networks/1")]
    assert "Rossi (rossi), nobody-at-all" in alisei("-C", root, "show", "verdi", "--audience", "secretariat").out
    assert "nobody-at-all" not in alisei("-C", root, "show", "verdi").out
    assert "/properties/networks: it has no x-alisei-audience" in alisei("-C", root, "schema", "--check").out


# Items of a shelf: one file each, in a copy of the project.

RULE = '''"""No organisation is called Prova.

Why: a trial entry would be counted.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Prova, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each entry of that name."""
    if entry.name == "Prova":
        yield Finding(("names",), _("this entry is a trial"), _("Delete the file."))


RULE = Rule("ALI499", Severity.ERROR, check)
'''
REPORT = '''"""How many entries have a name of at least so many letters."""

from alisei_cli.language import _
from alisei_cli.model.table import Column, Table
from alisei_cli.reports._contract import Option, Question, Report


def build(question: Question) -> tuple[Table, ...]:
    """Tables: long-names."""
    least = int(question.choices["letters"])
    rows = ((sum(len(entry.name) >= least for entry in question.dataset.entries),),)
    return (Table("long-names", _("Long names"), (Column("entries", "integer", _("how many"), _("how many")),), rows),)


REPORT = Report(build, (Option("letters", "3", "N", _("the least number of letters.")),))
'''
FORMAT = '''"""Rows with tabs between the cells."""

from collections.abc import Iterator

from alisei_cli.model.table import Answer
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables._contract import Format


def render(answer: Answer, screen: Screen) -> Iterator[str]:
    """One line for each row."""
    for table in answer.tables:
        yield from ("\\t".join(map(str, row)) for row in table.rows)


FORMAT = Format(render, suffixes=(".tsv",))
'''
EXPORT = '''"""The ids of all entries, one on each line."""

from collections.abc import Mapping

from alisei_cli.exports._contract import Export
from alisei_cli.model.view import View


def build(view: View) -> Mapping[str, bytes]:
    """``ids.txt``."""
    return {"ids.txt": "".join(f"{entry.id}\\n" for entry in view.entries).encode()}


EXPORT = Export(build, "ids.txt")
'''
COMMAND = '''"""Say how many entries there are."""

import typer

from alisei_cli.commands._contract import Call, Command


def run(context: typer.Context) -> None:
    call: Call = context.obj
    call.print([str(len(call.dataset().entries))])


COMMAND = Command(run, example="alisei count")
'''
ITEMS = {
    "alisei_cli/rules/trial_entry.py": RULE,
    "alisei_cli/reports/long_names.py": REPORT,
    "alisei_cli/render/tables/tsv.py": FORMAT,
    "alisei_cli/exports/ids.py": EXPORT,
    "alisei_cli/commands/count.py": COMMAND,
}


class Copy:
    """A copy of the project in which things are added."""

    def __init__(self, root: Path, dataset: Path) -> None:
        self.root = root
        self.dataset = dataset
        for name in ("alisei_cli", "tools", "docs", "translations"):
            shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(REPOSITORY / "README.md", root)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these words."""
        paths = os.pathsep.join([str(self.root), *(path for path in sys.path if "site-packages" in path)])
        surroundings = {**os.environ, "PYTHONPATH": paths, "ALISEI_ROOT": str(self.dataset)}
        return subprocess.run(
            [sys.executable, *words], env=surroundings, cwd=self.root, capture_output=True, text=True, check=False
        )

    def alisei(self, *words: str) -> str:
        """What the program prints."""
        done = self.run("-P", "-m", "alisei_cli", *words)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The project with one file more on each shelf, and its generated files made anew."""
    root = tmp_path_factory.mktemp("copy")
    dataset = make(root / "dataset", {"registry/stakeholders/toscana/prova.yaml": stakeholder("prova")})
    found = Copy(root / "project", dataset)
    for path, text in ITEMS.items():
        assert not (found.root / path).exists()
        (found.root / path).write_text(text)
    return found


def test_missing_italian_is_loud(copy: Copy) -> None:
    """The catalogue names every new sentence, the first lines of reports, exports and commands too."""
    told = copy.run("tools/catalogue.py")
    assert told.returncode == 1
    for sentence in (
        "this entry is a trial", "the least number of letters.", "The ids of all entries, one on each line.",
        "Say how many entries there are.", "a trial entry would be counted.", "Long names",
    ):  # fmt: skip
        assert f"no Italian for: {sentence}\n" in told.stdout


def test_new_items_work(copy: Copy) -> None:
    """Through the command line, in help and in lists."""
    assert "[ALI499 trial-entry]" in copy.alisei("validate", "--no-cache")
    assert "No organisation is called Prova." in copy.alisei("explain", "trial-entry")
    assert "1\n" in copy.alisei("report", "long-names", "--letters", "5", "--format", "tsv")
    assert "--letters N" in copy.alisei("report", "--help")
    assert "tsv" in copy.alisei("report", "--help")
    copy.alisei("report", "long-names", "-o", str(copy.root / "out.tsv"))
    assert (copy.root / "out.tsv").read_text() == "1\n"
    assert copy.alisei("export", "ids") == "prova\n"
    assert "The ids of all entries" in copy.alisei("export")
    assert copy.alisei("count") == "1\n"
    assert "count" in copy.alisei("--help")


def test_documents_are_regenerated(copy: Copy) -> None:
    """One command each writes the pages that a reader finds them in."""
    for tool in ("rules_page", "commands_table"):
        assert copy.run(f"tools/{tool}.py", "--check").returncode == 1
        assert copy.run(f"tools/{tool}.py").returncode == 0
    assert "ALI499" in (copy.root / "docs/rules.md").read_text()
    assert "| `alisei count` |" in (copy.root / "README.md").read_text()
    copy.run("-c", "import sys; sys.path.insert(0, 'tools'); import reports_pages; reports_pages.add_missing_pages()")
    assert "--letters" in (copy.root / "docs/reports/long-names.md").read_text()
    assert "[long-names](reports/long-names.md)" in (copy.root / "docs/reports.md").read_text()
