"""A registry with a past: commits that add, move, merge, reclassify and delete entries, change the taxonomy and the schemas."""

import json
import random
import subprocess
from pathlib import Path

from tests.conftest import REPOSITORY

REGIONS = ("toscana", "lombardia", "puglia", "sicilia", "lazio", "p-a-trento")
SECTORS = ("pharma", "health-biotech", "medical-devices", "in-vitro-diagnostics", "innovation-support", None)
TYPES = ("company", "university", "irccs", "regional-cluster", "science-park")
TECHNOLOGIES = ("stem-cells-regenerative", "antibodies-biologics", "artificial-intelligence", None)


class History:
    """Writes the history by ``git fast-import``: no file is touched on the disk."""

    def __init__(self, root: Path, entries: int, commits: int) -> None:
        self.root = root
        self.chance = random.Random(20261123)
        self.files: dict[str, dict[str, object]] = {}
        self.number = 0
        self.stream = bytearray()
        root.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
        self._law()
        for _each in range(entries // 2):
            self._add()
        self._commit(0, dict(self.files))
        for turn in range(1, commits):
            before = dict(self.files)
            self._turn(turn, commits, (entries - entries // 2) // (commits - 1) + 1)
            self._commit(
                turn,
                {path: data for path, data in self.files.items() if before.get(path) is not data},
                before.keys() - self.files.keys(),
            )
        subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=bytes(self.stream), check=True)
        subprocess.run(["git", "-C", str(root), "reset", "-q", "--hard", "main"], check=True)

    def _law(self) -> None:
        self.context = {"taxonomy.yaml": (REPOSITORY / "taxonomy.yaml").read_text()}
        for file in sorted((REPOSITORY / "schema").iterdir()):
            if file.is_file():
                self.context[f"schema/{file.name}"] = file.read_text()
        self.changed_law = dict(self.context)

    def _add(self) -> None:
        self.number += 1
        pick = self.chance.choice
        data: dict[str, object] = {
            "status": "active",
            "type": pick(TYPES),
            "region": pick(REGIONS),
            "sector": pick(SECTORS),
            "technology": pick(TECHNOLOGIES),
        }
        self._put(f"ente-{self.number}", data)

    def _put(self, id_: str, data: dict[str, object]) -> None:
        self.files[f"registry/stakeholders/{data['region']}/{id_}.yaml"] = data

    def _some(self) -> tuple[str, str, dict[str, object]]:
        path = self.chance.choice(sorted(self.files))
        return path, path.rsplit("/", 1)[-1][:-5], self.files[path]

    def _turn(self, turn: int, commits: int, new: int) -> None:
        for _each in range(new):
            self._add()
        path, id_, data = self._some()
        del self.files[path]
        self._put(id_, {**data, "region": self.chance.choice(REGIONS)})
        path, _id, data = self._some()
        self.files[path] = {
            **data,
            "sector": self.chance.choice(SECTORS),
            "type": self.chance.choice(TYPES),
            "technology": self.chance.choice(TECHNOLOGIES),
        }
        path, _id, data = self._some()
        self.files[path] = {**data, "status": self.chance.choice(("merged", "inactive", "active"))}
        if turn % 9 == 0:
            del self.files[self._some()[0]]
        if turn == commits // 3:  # a term gets another parent, and one is replaced by another
            text = self.context["taxonomy.yaml"]
            self._write_law("taxonomy.yaml", reparented(text))
            for path, data in self.files.items():
                if data["technology"] == "antibodies-biologics" and self.chance.random() < 0.5:
                    self.files[path] = {**data, "technology": "stem-cells-regenerative"}
        if turn == commits // 2:  # a field is born
            document = json.loads(self.context["schema/stakeholder.schema.json"])
            document["properties"]["nickname"] = {"type": "string"}
            self._write_law("schema/stakeholder.schema.json", json.dumps(document))
            path, _id, data = self._some()
            self.files[path] = {**data, "nickname": "Alfa"}

    def _write_law(self, path: str, text: str) -> None:
        assert text != self.context[path]
        self.context[path] = self.changed_law[path] = text

    def _commit(self, turn: int, changed: dict[str, dict[str, object]], gone: object = ()) -> None:
        second = 1_704_100_000 + turn * 3 * 86_400
        add = self.stream.extend
        add(f"commit refs/heads/main\ncommitter Prova <prova@example.org> {second} +0000\ndata 1\nx\n".encode())
        for path in gone:  # type: ignore[attr-defined]
            add(f"D {path}\n".encode())
        contents = {path: text_of(path, data) for path, data in changed.items()} | self.changed_law
        self.changed_law = {}
        for path, text in contents.items():
            raw = text.encode()
            add(f"M 100644 inline {path}\ndata {len(raw)}\n".encode() + raw + b"\n")


def text_of(path: str, data: dict[str, object]) -> str:
    """The file of an entry."""
    id_ = path.rsplit("/", 1)[-1][:-5]
    lines = [
        f"id: {id_}",
        f"status: {data['status']}",
        f"names: [{{value: Ente {id_.split('-')[1]}, kind: display}}]",
        f"type: {data['type']}",
        f"head_office: {{region: {data['region']}, country: IT}}",
        f"sector: {{primary: {data['sector']}}}" if data["sector"] else "",
        f"technologies: [{data['technology']}]" if data["technology"] else "",
        f"nickname: {data['nickname']}" if "nickname" in data else "",
        "sources: [{url: https://www.example.org, accessed: 2024}]",
    ]
    return "".join(line + "\n" for line in lines if line)


def reparented(taxonomy: str) -> str:
    """The taxonomy, but ``irccs`` stands at the first level, and ``antibodies-biologics`` is deprecated in favour of ``stem-cells-regenerative``."""
    import yaml

    data = yaml.safe_load(taxonomy)
    facets = data["facets"]
    facets["stakeholder-type"]["terms"]["irccs"].pop("parent")
    facets["technology"]["terms"]["antibodies-biologics"] |= {"deprecated": "1.1.0", "replaced_by": "stem-cells-regenerative"}
    data["version"] = "1.1.0"
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
