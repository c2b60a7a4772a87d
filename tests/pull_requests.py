"""One repository with a branch for each proposal of a table, written by ``git fast-import``: no file is touched on the disk."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY, git, stakeholder

OWNER, SECOND, OTHER, STRANGER, SECRETARY = 1001, 1002, 2001, 3001, 9001
"""Accounts: two maintainers of ``ROSSI``, the one of ``BIANCHI``, one without rights, one of the secretariat."""
REGION = "registry/stakeholders/toscana"
ROSSI, BIANCHI, VERDI = (f"{REGION}/{name}.yaml" for name in ("rossi", "bianchi", "verdi"))
GROUP = "registry/groups/gdl-uno.yaml"


@dataclass(frozen=True)
class Blob:
    """What a proposal puts at a path, where it is more than text in a plain file."""

    content: str | bytes
    mode: str = "100644"


Edits = Mapping[str | bytes, str | Blob | None]
"""Content by path; ``None`` deletes the file or folder."""


def entry(id: str, *accounts: object, said: str = "", **fields: str) -> str:
    """The text of an organisation with these maintainers; ``said`` replaces their list."""
    people = ", ".join(f"{{github: u{account}, id: {account}}}" for account in accounts)
    maintainers = said or (f"maintainers: [{people}]\n" if people else "")
    more = "".join(f"{field}: {value}\n" for field, value in fields.items())
    return stakeholder(id, more + maintainers)


def rossi(*accounts: object, said: str = "", **fields: str) -> str:
    """The entry of ``OWNER`` and ``SECOND``, or of other accounts, with other fields."""
    known = {"membership": "{status: member, since: 2013}", "website": "https://www.rossi.it"} | fields
    return entry("rossi", *(accounts or (OWNER, SECOND)), said=said, **{field: text for field, text in known.items() if text})


def policy(fields: str = "[membership, maintainers]", secretariat: str = f"[{{github: segreteria, id: {SECRETARY}}}]") -> str:
    """The policy of the repository with these lists."""
    text = (REPOSITORY / "schema/policy.yaml").read_text(encoding="utf-8")
    head, _changes, _rest = text.partition("\nchanges:")
    return f"{head}\nchanges:\n  secretariat_fields: {fields}\n  secretariat: {secretariat}\n"


def law() -> dict[str, str]:
    """Taxonomy, schemas and policy of the repository."""
    paths = sorted((REPOSITORY / "schema").glob("*.schema.json"))
    return {"taxonomy.yaml": (REPOSITORY / "taxonomy.yaml").read_text(encoding="utf-8"), "schema/policy.yaml": policy()} | {
        f"schema/{path.name}": path.read_text(encoding="utf-8") for path in paths
    }


def registry() -> dict[str, str | Blob | None]:
    """Entries of every state of ownership, and some files of the tool."""
    bad = {
        "login": "maintainers: [{github: u3001}]\n",
        "text": 'maintainers: [{github: u3001, id: "3001"}]\n',
        "true": "maintainers: [{github: u3001, id: true}]\n",
        "zero": "maintainers: [{github: u3001, id: 0}]\n",
        "minus": "maintainers: [{github: u3001, id: -3001}]\n",
        "long": "maintainers: [{github: u3001, id: 1000000000000000}]\n",
        "list": "maintainers: [{github: u3001, id: [3001]}]\n",
        "block": "maintainers: {github: u3001, id: 3001}\n",
        "plain": "maintainers: [3001]\n",
        "twice": "maintainers: [{github: u3001, id: 3001}]\nmaintainers: [{github: u3001, id: 3001}]\n",
        "anchor": "maintainers: &x [{github: u3001, id: 3001}]\n",
        "broken": "maintainers: [{github: u3001, id: 3001}]\nnames: [\n",
    }
    return {
        ROSSI: rossi(),
        BIANCHI: entry("bianchi", OTHER),
        VERDI: entry("verdi"),
        GROUP: entry("gdl-uno", OWNER),
        f"{REGION}/fusa.yaml": entry("fusa", OWNER).replace(
            "status: active", "status: merged\nstatus_since: 2020\nstatus_reason: x\nsuccessor: rossi"
        ),
        f"{REGION}/letta.yaml": entry("letta", OWNER, verified="{on: 2026-01-01, by: secretariat}"),
        f"{REGION}/eseguibile.yaml": Blob(entry("eseguibile", OWNER), "100755"),
        f"{REGION}/collegata.yaml": Blob("rossi.yaml", "120000"),
        "registry/README.md": "x\n",
        "docs/page.md": "x\n",
        ".ci/run": Blob("true\n", "100755"),
        **{f"{REGION}/bad-{name}.yaml": entry(f"bad-{name}", said=said) for name, said in bad.items()},
    }


class Proposals:
    """The stream of a repository whose branches are written one after the other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stream = bytearray()
        self.second = 1_704_100_000
        root.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)

    def commit(self, branch: str, edits: Edits, *parents: str) -> None:
        """Add a commit to ``branch``: the tree of its first parent with these edits."""
        self.second += 60
        add = self.stream.extend
        add(f"commit refs/heads/{branch}\ncommitter Prova <prova@example.org> {self.second} +0000\ndata 1\nx\n".encode())
        for word, parent in zip(("from", *["merge"] * len(parents)), parents, strict=False):
            add(f"{word} refs/heads/{parent}\n".encode())
        for path, content in edits.items():
            place = quote(path)
            blob = content if isinstance(content, Blob) else Blob(content or "")
            raw = blob.content.encode() if isinstance(blob.content, str) else blob.content
            if content is None:
                add(b"D " + place + b"\n")
            elif blob.mode == "160000":
                add(b"M 160000 " + raw + b" " + place + b"\n")
            else:
                add(f"M {blob.mode} inline ".encode() + place + b"\ndata %d\n" % len(raw) + raw + b"\n")

    def write(self, branch: str = "main") -> Path:
        """Write what was added, and check ``branch`` out."""
        subprocess.run(["git", "-C", str(self.root), "fast-import", "--quiet"], input=bytes(self.stream), check=True)
        self.stream.clear()
        git(self.root, "reset", "-q", "--hard", branch)
        return self.root


def quote(path: str | bytes) -> bytes:
    """A path as fast-import reads it, whatever its bytes."""
    raw = path.encode() if isinstance(path, str) else path
    return b'"' + b"".join(b"\\%03o" % each for each in raw) + b'"'


def make(root: Path, branches: Mapping[str, Sequence[Edits]], more: Edits | None = None) -> Path:
    """A repository with these branches from one base; each holds its edits, commit by commit."""
    made = Proposals(root)
    made.commit("main", {**law(), **registry(), **(more or {})})
    for branch, commits in branches.items():
        for number, edits in enumerate(commits):
            made.commit(branch, edits, *(["main"] if number == 0 else []))
    return made.write()
