"""Hostile files and trees, and a guarded way to run the whole program over them.

Everything that a stranger can put into a pull request, an archive or a source of an import: contents of an entry (``files``, ``shapes``),
what stands in its place (``TREES``), the law (``LAWS``), a repository (``REPOSITORIES``), sources (``SOURCES``).
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.conftest import REPOSITORY, TODAY, git

FOLDER = "registry/stakeholders/toscana"
CANARY = "canarino"
"""Stands in targets of links, and in files that nobody may open."""

MEMORY = 500 * 1024 * 1024
"""Bytes of address space that one run may take (security model, section 4)."""
SECONDS = 4
"""Of the processor, for one run: 2 for the file (security model, section 4), as many again for the start and a slow machine."""
PATIENCE = 300
"""Seconds by the clock after which a run counts as hung: it waits for something, for its processor's time is limited already."""

# The program under guard.

FORBIDDEN_SOCKETS = """
import sys
def _watch(event, arguments):
    if event.startswith("socket."):
        import os
        os.write(2, b"a socket was opened\\n")
        os._exit(97)
sys.addaudithook(_watch)
"""
"""What stands in the ``sitecustomize`` of every run."""

SERVER = """
import importlib, json, os, pkgutil, resource, sys
import alisei_cli, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
for module in pkgutil.walk_packages(alisei_cli.__path__, "alisei_cli."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
import gc, jsonschema, jsonschema_rs, ruamel.yaml, rapidfuzz.fuzz, email_validator, multiprocessing
gc.freeze()

def child(order):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(order["patience"])
    try:
        alisei_cli.cli.main(order["words"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        import traceback
        traceback.print_exc()
        code = 70
    else:
        code = 71
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)

for line in sys.stdin.buffer:
    order = json.loads(line)
    process = os.fork()
    if not process:
        child(order)
    _same, status, usage = os.wait4(process, 0)
    answer = {"code": os.waitstatus_to_exitcode(status), "seconds": usage.ru_utime + usage.ru_stime, "kilobytes": usage.ru_maxrss}
    sys.stdout.write(json.dumps(answer) + "\\n")
    sys.stdout.flush()
"""
"""Loads the program once; each order is a process of its own with limits, so that a hundred of them are affordable."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process came to."""

    words: tuple[str, ...]
    code: int
    """Exit code; below zero the signal that killed it."""
    out: bytes
    err: bytes
    seconds: float
    """Of the processor."""

    def __str__(self) -> str:
        return f"{' '.join(self.words)}: {self.code} after {self.seconds:.1f} s: {self.err[-600:]!r} {self.out[-300:]!r}"


@dataclass
class Guard:
    """Runs ``alisei`` under limits, without sockets, in a folder of temporary files."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        site = self.folder / "site"
        site.mkdir(parents=True)
        (site / "sitecustomize.py").write_text(FORBIDDEN_SOCKETS)
        program = self.folder / "server.py"
        program.write_text(SERVER)
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "COVERAGE_PROCESS_START")}
        self.environment = {
            **kept,
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "ALISEI_TODAY": TODAY,
            "ALISEI_LANG": "en",
            "PYTHONPATH": os.pathsep.join([str(site), str(REPOSITORY)]),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        self.server = subprocess.Popen(
            [sys.executable, "-P", str(program)], env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self.server.stdin
        assert self.server.stdout
        self.server.stdin.close()
        self.server.wait(20)
        self.server.stdout.close()

    def run(self, root: Path, *words: str, seconds: int = SECONDS, memory: int = MEMORY, **more: str) -> Run:
        """``alisei -C root`` with these words; ``more`` are variables of the environment."""
        assert self.server.stdin
        assert self.server.stdout
        out, err = self.folder / "out", self.folder / "err"
        order = {
            "words": ["-C", str(root), *words],
            "folder": str(self.folder),
            "environment": {**self.environment, **more},
            "out": str(out),
            "err": str(err),
            "seconds": seconds,
            "memory": memory,
            "patience": PATIENCE,
        }
        self.server.stdin.write(json.dumps(order) + "\n")
        self.server.stdin.flush()
        answer = json.loads(self.server.stdout.readline())
        return Run(words, answer["code"], out.read_bytes(), err.read_bytes(), answer["seconds"])


# Contents of one file.


def entry(more: str = "", name: str = "Alfa Biotech", **fields: str) -> str:
    """An entry beyond reproach but for what is given."""
    known = {
        "id": "alfa-biotech",
        "status": "active",
        "names": f"[{{value: {name}, kind: display}}]",
        "type": "company",
        "head_office": "{region: toscana, country: IT}",
        "sources": "[{url: https://www.alfa-biotech.it, accessed: 2026-11-23}]",
        **fields,
    }
    modeline = "# yaml-language-server: $schema=../../../schema/stakeholder.schema.json\n"
    return modeline + "".join(f"{key}: {value}\n" for key, value in known.items()) + more


def _laughs(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def _merges(levels: int) -> str:
    lines = ["m0: &m0 {k: v}"]
    lines += [f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


BOMBS: Mapping[str, str | bytes] = {
    "merge bomb": _merges(12),
    "billion laughs": _laughs(12),
    "100,000 opening brackets": "[" * 100_000,
    "100,000 opening braces": "{" * 100_000,
    "opening braces with names": "{a: " * 60_000,
    "20,000 closed lists": "a: " + "[" * 20_000 + "]" * 20_000 + "\n",
    "40,000 question marks": "? " * 40_000,
    "80,000 hyphens": "- " * 80_000,
    "deep blocks": "".join(f"{' ' * n}a{n}:\n" for n in range(600)),
    "21 deep": "a: " + "[" * 21 + "x" + "]" * 21 + "\n",
    "60,000 fields": "".join(f"k{n}: v\n" for n in range(25_000)),
    "19,000 fields of one letter": entry("".join(f"k{n}: {{}}\n" for n in range(9_400))),
    "a name of 60,000 legal forms": entry("", name="Alfa" + " srl" * 60_000),
    "19,000 bad terms": entry("technologies: [" + ", ".join(f"t{n}" for n in range(19_000)) + "]\n"),
    "19,000 near terms": entry("technologies: [" + ", ".join(f"genomic-{n}" for n in range(15_000)) + "]\n"),
    "19,000 times one term": entry("technologies: [" + ", ".join(["bioinformatics"] * 14_000) + "]\n"),
    "4,000 relations to nobody": entry(
        "relations: [" + ", ".join(f"{{kind: parent, target: b{n}}}" for n in range(3_900)) + "]\n"
    ),
    "4,000 names": entry(names="[" + ", ".join(f"{{value: N{n}, kind: legal}}" for n in range(3_900)) + "]"),
    "4,000 bad dates": entry("offers: [" + ", ".join(f"{{id: o{n}, published: 2026-02-30}}" for n in range(3_000)) + "]\n"),
    "8,000 bad links": entry(sources="[" + ", ".join(f"{{url: 'http://10.0.0.{n}/'}}" for n in range(6_000)) + "]"),
    "key of 900 letters": entry(f"{'k' * 900}: x\n"),
    "key of 100,000 letters": entry(f"? {'k' * 100_000}\n: x\n"),
    "key of 100,000 accents": entry(f'? "{"é" * 50_000}"\n: x\n'),
    "value of 200,000 letters": entry(f"status_reason: {'x' * 200_000}\n"),
    "value of 200,000 blanks": entry(f'status_reason: "{" " * 200_000}x"\n'),
    "value of 200,000 a": entry(f"website: https://{'a' * 200_000}!\n"),
    "value of 200,000 dots": entry(f"website: https://www.{'a.' * 100_000}it\n"),
    "value of 100,000 signs": entry(f"description: {{it: '{'@a.' * 60_000}'}}\n"),
    "value of 100,000 words": entry(f"description: {{it: '{'maria.rossi@' * 15_000}'}}\n"),
    "value of brackets": entry(f"description: {{it: '{'<' * 200_000}'}}\n"),
    "id of 200,000 letters": entry(id="a-" * 100_000 + "a"),
    "name of combining marks": entry(name="a" + "\u0301" * 100_000),
    "name of ligatures": entry(name="\ufdfa" * 80_000),
    "200,000 digits": entry(f"facts: {{founded: {'9' * 200_000}}}\n"),
    "200,000 digits after a minus": entry(f"facts: {{founded: -{'9' * 200_000}}}\n"),
    "base 60": entry(f"facts: {{founded: {'59:' * 60_000}59}}\n"),
    "exponent": entry("facts: {founded: 1e999999999}\n"),
    "hexadecimal": entry(f"facts: {{founded: 0x{'f' * 200_000}}}\n"),
    "not a number": entry("facts: {founded: .nan, size: .inf}\n"),
    "20 MB": b"a: " + b"x" * 20_000_000,
    "20 MB of lines": b"- a\n" * 5_000_000,
    "comment of 250,000 letters": entry(f"# {'alisei: ignore[' * 16_000}\n"),
    "16,000 comments": entry("# alisei: ignore[ALI101] x\n" * 7_000),
    "block scalar": entry("description:\n  it: |\n" + "    x\n" * 30_000),
    "200,000 blank lines": entry("\n" * 200_000),
    "150,000 line separators": entry(f'status_reason: "{chr(0x2028) * 80_000}"\n'),
}
"""Contents that want time, memory or a deep stack."""

ENCODINGS: Mapping[str, str | bytes] = {
    "empty": b"",
    "one NUL": b"\0",
    "UTF-16": entry().encode("utf-16"),
    "UTF-16 without mark": entry().encode("utf-16-le"),
    "UTF-32": entry().encode("utf-32"),
    "Latin-1": entry(name="Società").encode("latin-1"),
    "Windows": entry(name="L\u2019Aquila").encode("cp1252"),
    "overlong": entry().encode() + b"x: \xc0\xaf\n",
    "encoded surrogate": entry().encode() + b"x: \xed\xa0\x80\n",
    "beyond Unicode": entry().encode() + b"x: \xf4\x90\x80\x80\n",
    "cut short": entry().encode() + b"x: \xe2\x82",
    "mark twice": b"\xef\xbb\xbf\xef\xbb\xbf" + entry().encode(),
    "binary": bytes(range(256)) * 200,
    "old Mac line ends": entry().replace("\n", "\r").encode(),
    "NEL line ends": entry().replace("\n", "\u0085").encode(),
}
"""Bytes that are no UTF-8 text, or hardly."""

SIGNS: Mapping[str, str] = {
    "escape sequence": "\x1b[31mowned\x1b[0m",
    "one-byte CSI": "\x9b31m",
    "title of the terminal": "\x1b]0;owned\x07",
    "NUL": "a\x00b",
    "backspace": "a\x08b",
    "carriage return": "a\rb",
    "form feed": "a\x0cb",
    "DEL": "a\x7fb",
    "NEL": "a\x85b",
    "bidi override": "a\u202eb",
    "bidi isolate": "a\u2066b",
    "Arabic mark": "a\u061cb",
    "zero width": "a\u200bb",
    "joiner": "a\u200db",
    "word joiner": "a\u2060b",
    "mark inside": "a\ufeffb",
    "soft hyphen": "a\u00adb",
    "tag characters": "a\U000e0041\U000e007fb",
    "variation selector": "a\ufe0fb",
    "more variation selectors": "a\U000e0100b",
    "line separator": "a\u2028b\u2029c",
    "Hangul filler": "a\u3164b\u115fc",
    "noncharacter": "a\ufffeb\U0001ffffc",
    "private use": "a\ue000b\U000f0000c",
    "interlinear": "a\ufff9b",
    "Mongolian separator": "a\u180eb",
    "tab": "a\tb",
}
"""Characters that nobody sees; each is tried as it is and as an escape."""

_ESCAPES = {
    "surrogate": "\\ud800",
    "surrogate pair": "\\ud83d\\ude00",
    "null": "\\0",
    "escape": "\\e[31m",
    "newline": "x\\n::error::y",
    "bell": "\\a",
}

WORDS = (
    "yes", "no", "on", "off", "y", "n", "Yes", "NO", "True", "FALSE", "null", "~", "Null", "012", "0o14", "0x1F", "1_000", "12:30:45",
    "1e3", "+1", "-0", ".5", "1.", ".inf", ".NaN", "2026-02-30", "2026-13-01", "0000-00-00", "2026-01-01T25:61:61Z", "2001-12-14 21:59:43.10 -5",
    "=", "<<", "00743110157", "00100", "-", "?", "'", '"', "|", ">", "&a", "*a", "!a", "!!binary x", "!!timestamp x", "!!bool maybe", "@a",
    "`a`", "%a", "#a", "{", "}", "[", "]", ",", ": a", "a: b", "a #b", "! ", "!<tag:yaml.org,2002:python/object/apply:os.system> [id]",
    "!!python/object/apply:os.system [id]", "!!float 1", "!!set {a}", "!!omap [a: b]", "!include /etc/passwd", "${HOME}", "$(id)",
)  # fmt: skip
"""Plain scalars that YAML 1.1, or a library, takes for something else."""

KEYS: Mapping[str, str] = {
    "twice": "website: https://www.a.it\nwebsite: https://www.b.it\n",
    "twice in quotes": "website: https://www.a.it\n\"website\": https://www.b.it\n'website': https://www.c.it\n",
    "twice after NFC": "caffè: 1\ncaffe\u0300: 2\n",
    "twice by escape": 'website: https://www.a.it\n"\\x77ebsite": https://www.b.it\n',
    "twice in a flow": "facts: {size: small, size: large}\n",
    "id twice": "id: beta-biotech\n",
    "list as key": "? [a, b]\n: c\n",
    "block as key": "? {a: b}\n: c\n",
    "no key": ": c\n",
    "empty key": '"": c\n',
    "null key": "~: c\n",
    "true key": "true: c\n",
    "number key": "5: c\n",
    "merge": "<<: {a: b}\n",
    "merge of an alias": "<<: *a\n",
    "prototype": "__proto__: {a: b}\nconstructor: {prototype: {a: b}}\n__class__: x\n",
    "blank key": "' ': c\n",
    "slash key": "a/b~c: d\n",
    "command key": '"::error::owned": x\n"##[error]owned": y\n"\\n::error::owned": z\n',
    "format key": "'{0.__class__}': x\n'%s%n': y\n'{n}': z\n",
    "document end": "...\nid: other\n",
    "second document": "---\nid: other\n",
    "directive": "%YAML 1.1\n---\nid: other\n",
}
"""Fields that collide, or are none."""


def files() -> Iterator[tuple[str, bytes]]:
    """Every hostile content of one file, by a name that says what it is."""
    for group in (BOMBS, ENCODINGS):
        for name, content in group.items():
            yield name, content.encode() if isinstance(content, str) else content
    for name, signs in SIGNS.items():
        yield f"{name} typed", entry(name=signs).encode("utf-8", "surrogatepass")
        escaped = "".join(f"\\U{ord(sign):08x}" if not sign.isalnum() else sign for sign in signs)
        yield f"{name} escaped", entry(name=f'"{escaped}"').encode()
        yield f"{name} in a key", entry(f'"{escaped}": x\n').encode()
    for name, escaped in _ESCAPES.items():
        yield f"escape of {name}", entry(name=f'"{escaped}"').encode()
    for name, more in KEYS.items():
        yield f"key: {name}", entry(more).encode()
    for word in WORDS:
        yield f"word: {word}", entry(f"identifiers: {{vat: {word}}}\nfacts:\n  founded: {word}\n", status_reason=word).encode()


# Shapes: every field of an entry as everything that it is not.

WRONG: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    "",
    "x",
    [],
    {},
    [[]],
    [{}],
    [None],
    [True],
    {"a": {"b": []}},
    [["x"]],
    {"it": None},
    {"en": []},
)
_FULL: Mapping[str, Any] = {
    "id": "alfa-biotech",
    "status": "active",
    "status_since": "2020",
    "status_reason": {"it": "uno", "en": "one"},
    "successor": "beta-biotech",
    "names": [{"value": "Alfa Biotech", "lang": "it", "kind": "display"}],
    "type": "company",
    "membership": {"status": "member", "since": "2013", "constituency": "territorial"},
    "head_office": {"municipality": "Siena", "province": "SI", "region": "toscana", "country": "IT"},
    "sites": [{"municipality": "Siena", "province": "SI", "region": "toscana", "country": "IT"}],
    "website": "https://www.alfa-biotech.it",
    "identifiers": {"ror": "https://ror.org/05290cv24", "vat": "00488410010"},
    "facts": {"founded": "2005", "legal_form": "1.7.20", "size": "small", "ateco": {"code": "72.10.10", "edition": "2025"}},
    "sector": {"primary": "pharma", "secondary": ["biotech"]},
    "profile": ["x"],
    "value_chain": ["technology-transfer"],
    "therapeutic_areas": ["oncology"],
    "technologies": ["bioinformatics"],
    "trajectories": ["x"],
    "description": {"it": "uno", "en": "one"},
    "offers": [
        {
            "id": "a-b", "kind": "laboratory-access", "technologies": ["x"], "trl": {"from": 4, "to": 6}, "summary": {"it": "x"},
            "published": "2026-05-01", "expires": "2027-05-01",
        }
    ],
    "needs": [{"id": "c-d", "kind": "x", "summary": {"it": "x"}}],
    "relations": [{"kind": "parent", "target": "beta-biotech", "since": "2015"}],
    "contact": {"mailbox": "info@alfa-biotech.it", "form": "https://www.alfa-biotech.it"},
    "maintainers": [{"github": "login", "id": 1}],
    "verified": {"on": "2026-05-01", "by": "organisation"},
    "sources": [{"url": "https://www.alfa-biotech.it", "accessed": "2026-11-23"}],
    "members": [{"id": "alfa-biotech"}],
    "coordinators": [{"name": "x"}],
    "organiser": {"id": "alfa-biotech"},
    "participants": [{"id": "x"}],
    "groups": ["x"],
    "dates": {"from": "2019-10-16", "to": "2019-10-17"},
    "place": {"municipality": "Siena", "region": "toscana"},
    "areas": ["x"],
}  # fmt: skip
"""Every field of every kind of entry, each in its own shape."""


def shapes() -> Iterator[dict[str, Any]]:
    """The full entry with one place, at any depth, in a shape that it has not."""
    for pointer in _pointers(_FULL):
        for wrong in WRONG:
            yield _with(_FULL, pointer, wrong)
    yield from (dict.fromkeys(_FULL, wrong) for wrong in WRONG)


def _pointers(data: Any) -> Iterator[tuple[str | int, ...]]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield (key,)
        yield from ((key, *below) for below in _pointers(value))


def _with(data: Any, pointer: tuple[str | int, ...], value: Any) -> Any:
    if not pointer:
        return value
    if isinstance(data, dict):
        return {**data, pointer[0]: _with(data[pointer[0]], pointer[1:], value)}
    return [_with(item, pointer[1:], value) if index == pointer[0] else item for index, item in enumerate(data)]


# What stands in the place of files.

Build = Callable[[Path], None]
"""Makes a dataset hostile, given its root."""


def _raw(root: Path, name: bytes, content: bytes = b"id: x\n", place: str = FOLDER) -> None:
    folder = os.fsencode(root / place)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def _named(*names: bytes) -> Build:
    def build(root: Path) -> None:
        for name in names:
            _raw(root, name)

    return build


def secret(root: Path) -> Path:
    """A file outside the dataset that nobody may open."""
    target = root.parent / f"{root.name}-secret.yaml"
    target.write_text(f"id: {CANARY}\nnames: [{{value: {CANARY}, kind: display}}]\n")
    return target


def _link(at: str, to: str = "") -> Build:
    def build(root: Path) -> None:
        place = root / at
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir():
            place.rename(place.with_name(place.name + "-before"))
        elif place.exists():
            place.unlink()
        place.symlink_to(to or secret(root))

    return build


def _linked_folder(at: str) -> Build:
    def build(root: Path) -> None:
        secret(root)
        place = root / at
        away = root.parent / f"{root.name}-{CANARY}"
        if place.is_dir():
            place.rename(away)
        else:
            away.mkdir()
        (away / "alfa.yaml").write_text(f"id: {CANARY}\n")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(away)

    return build


def _socket(root: Path) -> None:
    here = Path.cwd()
    os.chdir(root / FOLDER)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.yaml")
    finally:
        os.chdir(here)


def _deep(root: Path) -> None:
    here = os.open(root / "registry", os.O_RDONLY)
    for _level in range(1_500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("beta.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    os.close(here)


def _beyond_the_longest_path(root: Path) -> None:
    here = os.open(root / "registry", os.O_RDONLY)
    name = "d" * 250
    for _level in range(20):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("beta.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    os.close(here)


def _modules(root: Path) -> None:
    trap = f"import pathlib\npathlib.Path(__file__).with_name('sprung').write_text('{CANARY}')\n"
    for name in ("yaml", "json", "typing", "sitecustomize", "usercustomize", "typer", "conftest", "alisei_cli", "re", "enum"):
        (root / f"{name}.py").write_text(trap)
        (root / FOLDER / f"{name}.py").write_text(trap)
    for name in ("pyproject.toml", "setup.cfg", ".env", "alisei.toml", ".aliseirc", "pytest.ini"):
        (root / name).write_text(f"[tool.alisei]\nrun = '{CANARY}'\n")


def _submodule(root: Path) -> None:
    inner = root / "registry" / "stakeholders" / "submodule.yaml"
    inner.mkdir(parents=True)
    (inner / "alfa.yaml").write_text(f"id: {CANARY}\n")
    git(inner, "init", "-q", "-b", "main")
    git(inner, "add", "-A")
    git(inner, "commit", "-q", "-m", "all")
    (root / ".gitmodules").write_text(
        '[submodule "x"]\n\tpath = registry/stakeholders/submodule.yaml\n\turl = ext::sh -c touch% sprung\n'
    )


def _device(root: Path) -> None:
    try:
        os.mknod(root / FOLDER / "device.yaml", 0o20666, os.makedev(1, 5))
    except PermissionError:
        (root / FOLDER / "device.yaml").symlink_to("/dev/zero")


TREES: Mapping[str, Build] = {
    "link to a file": _link(f"{FOLDER}/link.yaml"),
    "link to a device": _link(f"{FOLDER}/link.yaml", "/dev/zero"),
    "link to standard input": _link(f"{FOLDER}/link.yaml", "/dev/stdin"),
    "link to itself": _link(f"{FOLDER}/link.yaml", "link.yaml"),
    "link to nothing": _link(f"{FOLDER}/link.yaml", "nowhere"),
    "link to a folder": _linked_folder(f"{FOLDER}/folder.yaml"),
    "link in place of a region": _linked_folder("registry/stakeholders/lazio"),
    "link in place of a kind": _linked_folder("registry/groups"),
    "link in place of the registry": _linked_folder("registry"),
    "link in place of the schemas": _linked_folder("schema"),
    "link in place of one schema": _link("schema/group.schema.json"),
    "link in place of the policy": _link("schema/policy.yaml"),
    "link in place of the taxonomy": _link("taxonomy.yaml"),
    "pipe": lambda root: os.mkfifo(root / FOLDER / "pipe.yaml"),
    "socket": _socket,
    "device": _device,
    "folders called like files": lambda root: [(root / FOLDER / name).mkdir() for name in ("a.yaml", "b.yaml")] and None,
    "folder called like a file, with an entry": lambda root: (
        (root / FOLDER / "a.yaml").mkdir(),
        (root / FOLDER / "a.yaml" / "beta.yaml").write_text(f"id: {CANARY}\n"),
    )
    and None,
    "pipe in place of a schema": lambda root: ((root / "schema/event.schema.json").unlink(), os.mkfifo(root / "schema/event.schema.json"))
    and None,
    "folder in place of a schema": lambda root: ((root / "schema/event.schema.json").unlink(), (root / "schema/event.schema.json").mkdir())
    and None,
    "pipe in place of the taxonomy": lambda root: ((root / "taxonomy.yaml").unlink(), os.mkfifo(root / "taxonomy.yaml")) and None,
    "folder in place of the taxonomy": lambda root: ((root / "taxonomy.yaml").unlink(), (root / "taxonomy.yaml").mkdir()) and None,
    "submodule": _submodule,
    "very deep": _deep,
    "beyond the longest path": _beyond_the_longest_path,
    "case": _named(b"Beta.yaml", b"beta.yaml", b"BETA.YAML"),
    "one letter written twice": _named("b\u00e9ta.yaml".encode(), "be\u0301ta.yaml".encode()),
    "names of devices": _named(b"con.yaml", b"NUL.yaml", b"lpt1.yaml", b"aux.yaml", b"com0.yaml"),
    "dots and blanks": _named(b"a..yaml", b"a .yaml", b" a.yaml", b"a.yaml.", b"a.yaml ", b".yaml", b"..yaml", b"...", b"-.yaml", b"--help.yaml"),
    "signs of other systems": _named(b"a:b.yaml", b"a\\b.yaml", b"C:x.yaml", b"a*b.yaml", b"a?b.yaml", b'a"b.yaml', b"a|b.yaml", b"a<b>.yaml"),
    "new line": _named(b"a\nb.yaml", b"\n::error::owned.yaml", b"a\r::error::owned.yaml", b"a\n##[error]owned.yaml"),
    "commands": _named(b"::error file=x,line=1::owned.yaml", b"##[error]owned.yaml", b"::stop-commands::x.yaml", b"%0A::error::x.yaml"),
    "escape sequences": _named(b"\x1b[31mowned.yaml", b"\x1b]0;owned\x07.yaml", b"\x9b31m.yaml", b"a\x08.yaml"),
    "unseen": _named(*("a\u202eb.yaml a\u200bb.yaml a\ufe0fb.yaml a\u3164b.yaml a\u115fb.yaml a\U000e0041b.yaml".encode().split(b" "))),
    "markup": _named(b"<script>alert(1)<script>.yaml", b"[x](javascript:x).yaml", b"@octocat #1.yaml", b"[bold red]x[].yaml", b"`x` | y.yaml"),
    "formula": _named(b"=1+1.yaml", b"+1.yaml", b"@SUM(1).yaml"),
    "templates": _named(b"{0.__class__}.yaml", b"%s%n.yaml", b"{n}.yaml", b"${HOME}.yaml", b"{path!r:>99999999}.yaml"),
    "Latin-1": _named(b"caff\xe8.yaml", b"\xff\xfe.yaml"),
    "255 bytes": _named(b"a" * 250 + b".yaml", "\u00e8".encode() * 125 + b".yaml", b"y" * 255),
    "litter": _named(b".DS_Store", b"a.yaml~", b".a.yaml.swp", b"a.yml", b"A.YAML", b"a.json", b".hidden", b".gitattributes", b".gitmodules"),
    "attributes": lambda root: (root / ".gitattributes").write_text("* -diff linguist-generated filter=owned\n") and None,
    "modules": _modules,
    "schemas of strange names": lambda root: [
        _raw(root, name, b"{}", "schema")
        for name in (b"\x1b[31m.schema.json", b"a\n::error::b.schema.json", b"\xff.schema.json", b".schema.json", b"..schema.json", b"a\\b.schema.json")
    ]
    and None,
}  # fmt: skip
"""By what it is: files that are no files, names that are no names."""


# The law.

GOOD_TAXONOMY = """\
# yaml-language-server: $schema=schema/taxonomy.schema.json
version: 1.0.0
"""


def _schema(change: Callable[[dict[str, Any]], Any], kind: str = "stakeholder") -> Build:
    def build(root: Path) -> None:
        file = root / f"schema/{kind}.schema.json"
        document = json.loads(file.read_text())
        new = change(document)
        file.write_text(new if isinstance(new, str) else json.dumps(document if new is None else new))

    return build


def _property(node: Any, name: str = "website") -> Build:
    return _schema(lambda document: document["properties"].update({name: node}))


def _top(**keys: Any) -> Build:
    return _schema(lambda document: document.update(keys))


def _nested(key: str, depth: int, end: Any = True) -> str:
    return f'{{"{key}": ' * depth + json.dumps(end) + "}" * depth


def _lists(depth: int) -> str:
    return '{"x": ' + "[" * depth + "]" * depth + "}"


def _fans(keyword: str, levels: int, width: int) -> dict[str, Any]:
    """A schema that says the same ``width`` to the power of ``levels`` times."""
    definitions: dict[str, Any] = {"a0": {"type": "object"}}
    for level in range(1, levels):
        definitions[f"a{level}"] = {keyword: [{"$ref": f"#/$defs/a{level - 1}"}] * width}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "x-alisei-path": "{region}/{id}.yaml",
        "$ref": f"#/$defs/a{levels - 1}",
        "$defs": definitions,
    }


PORT = [9]
"""Where somebody listens whether a schema makes the program connect."""


def _referring(target: str) -> Build:
    def build(root: Path) -> None:
        hidden = root.parent / f"{root.name}-hidden.json"
        hidden.write_text(json.dumps({"type": "string", "description": CANARY, "enum": [CANARY]}))
        pipe = root.parent / f"{root.name}-pipe.json"
        os.mkfifo(pipe)
        told = target.replace("SECRET", str(hidden)).replace("PIPE", str(pipe)).replace("PORT", str(PORT[0]))
        _property({"$ref": told})(root)

    return build


LOOP = {"$ref": "#/$defs/loop-a"}
SCHEMAS: Mapping[str, Build] = {
    "missing": lambda root: (root / "schema/stakeholder.schema.json").unlink(),
    "empty": _schema(lambda document: ""),
    "a list": _schema(lambda document: "[]"),
    "true": _schema(lambda document: "true"),
    "an empty object": _schema(lambda document: "{}"),
    "not JSON": _schema(lambda document: "{'a': \x1b[31m}"),
    "JSON twice": _schema(lambda document: "{} {}"),
    "deep": _schema(lambda document: _nested("not", 900)),
    "deeper": _schema(lambda document: _nested("not", 100_000)),
    "deep properties": _schema(lambda document: '{"properties": {"a": ' * 300 + "{}" + "}}" * 300),
    "deep below a name of ours": _schema(lambda document: _nested("x-alisei", 400)),
    "deep lists": _schema(lambda document: _lists(50_000)),
    "2 MB": _schema(lambda document: json.dumps({"enum": ["x" * 100] * 20_000})),
    "100,000 properties": _schema(lambda document: document["properties"].update({f"p{n}": {} for n in range(60_000)})),
    "100,000 values": _property({"enum": [f"value-{n}" for n in range(60_000)]}),
    "huge number": _property({"maxLength": 10**4000}),
    "number beyond counting": _schema(lambda document: '{"maxLength": 1e99999}'),
    "NaN": _schema(lambda document: '{"maximum": NaN, "minimum": -Infinity}'),
    "digits": _schema(lambda document: '{"maximum": ' + "9" * 100_000 + "}"),
    "same name twice": _schema(lambda document: '{"type": "object", "type": "string", "x-alisei-path": "{id}.yaml", "x-alisei-path": "a/b/c/d.yaml"}'),
    "surrogate": _property({"type": "string", "title": "\ud800", "description": "\udfff / \ud800", "pattern": "x"}),
    "wrong types everywhere": _schema(lambda document: dict.fromkeys(document, 5)),
    "lists everywhere": _schema(lambda document: {key: [] for key in document}),
    "required of everything": _top(required=[[], {}, *({"n": n} for n in range(3_000))]),
    "another draft": _schema(lambda document: {**document, "$schema": "http://json-schema.org/draft-04/schema#", "$defs": [], "items": [{}]}),
    "another draft, wrong types": _schema(
        lambda document: {
            "$schema": "http://json-schema.org/draft-07/schema#", "$defs": {"date": [], "url": "x", "id": 5}, "x-alisei-path": ["a"],
            "properties": {"id": {"$ref": "#/$defs/id"}, "names": {"items": [{}, {}]}}, "x-alisei-facet": {"a": 1},
        }
    ),
    "another meta-schema": _top(**{"$schema": "https://evil.invalid/schema"}),
    "meta-schema in a file": _top(**{"$schema": "file:///etc/passwd"}),
    "id of a file": _top(**{"$id": "file:///etc/", "$ref": "passwd"}),
    "reference to a file": _referring("file://SECRET"),
    "reference to a path": _referring("SECRET"),
    "reference upwards": _referring("../../../../../../etc/passwd"),
    "reference to a pipe": _referring("file://PIPE"),
    "reference to the net": _referring("http://127.0.0.1:PORT/x.json"),
    "reference to nothing": _property({"$ref": "#/$defs/nowhere"}),
    "reference of a wrong type": _property({"$ref": 5}),
    "reference to itself": _schema(lambda document: '{"$ref": "#", "x-alisei-path": "{region}/{id}.yaml"}'),
    "reference in a circle": _schema(
        lambda document: {**document, "$defs": {**document["$defs"], "loop-a": {"$ref": "#/$defs/loop-b"}, "loop-b": LOOP}, "properties": {**document["properties"], "website": LOOP}}
    ),
    "everything in itself": _top(allOf=[{"$ref": "#"}, {"$ref": "#"}]),
    "every field is an entry by another name": _schema(
        lambda document: document["properties"].update({name: {"$ref": "#", "title": name} for name in document["properties"]})
    ),
    "fields beyond counting": _schema(
        lambda document: {
            "x-alisei-path": "{region}/{id}.yaml",
            "$ref": "#/$defs/a0",
            "$defs": {f"a{n}": {"properties": {f"p{m}": {"$ref": f"#/$defs/a{n + 1}"} for m in range(30)}} for n in range(19)} | {"a19": {}},
        }
    ),
    "part with an address": _top(**{"$defs": {"x": {"$id": "https://evil.invalid/x", "type": "string"}}, "properties": {"id": {"$ref": "#/$defs/x"}}}),
    "every field is an entry": _schema(lambda document: document["properties"].update({name: {"$ref": "#"} for name in document["properties"]})),
    "dynamic circle": _top(**{"$dynamicAnchor": "a", "anyOf": [{"$dynamicRef": "#a"}, {"$dynamicRef": "#a"}]}),
    "laughs": _schema(lambda document: _fans("allOf", 12, 9)),
    "laughs by choice": _schema(lambda document: _fans("anyOf", 30, 2)),
    "laughs by exclusion": _schema(lambda document: _fans("oneOf", 25, 3)),
    "laughs going down": _top(**{"$defs": {}, "additionalProperties": {"$ref": "#"}, "items": {"$ref": "#"}, "allOf": [{"additionalProperties": {"$ref": "#"}}] * 30}),
    "pattern that backtracks": _property({"type": "string", "pattern": "^(a+)+$"}),
    "pattern that counts": _property({"type": "string", "pattern": "^(?:(?:a{0,50}){0,50}){0,50}$"}),
    "pattern that counts a little": _property({"type": "string", "pattern": "^(.?){0,3000}z$"}),
    "pattern of all letters": _property({"type": "string", "pattern": r"^(?:\p{L}|\p{N}|\w){0,200}!$"}),
    "pattern that looks back": _property({"type": "string", "pattern": r"^(a)\1(?=b)(?<!c)$"}),
    "pattern that is none": _property({"type": "string", "pattern": "("}),
    "patterns by the thousand": _schema(lambda document: document.update(patternProperties={f"^k{n}[a-z]{{0,50}}$": {} for n in range(5_000)})),
    "path that is a list": _top(**{"x-alisei-path": ["{id}.yaml"]}),
    "path upwards": _top(**{"x-alisei-path": "../../../{id}.yaml"}),
    "path of 5,000 folders": _top(**{"x-alisei-path": "a/" * 5_000 + "{id}.yaml"}),
    "path with an escape": _top(**{"x-alisei-path": "\x1b[31m\n::error::{region}/{id}.yaml"}),
    "path with a template": _top(**{"x-alisei-path": "{0.__class__}/{id!r:>999}.yaml"}),
    "path is null": _top(**{"x-alisei-path": None}),
    "facet that is a list": _property({"type": "string", "x-alisei-facet": ["sector"]}, "type"),
    "facet that is unknown": _property({"type": "string", "x-alisei-facet": "\x1b[31mnowhere"}, "type"),
    "facet on everything": _schema(lambda document: [document["properties"].update({name: {"x-alisei-facet": "sector"}}) for name in list(document["properties"])] and None),
    "titles with escapes": _schema(
        lambda document: [
            document["properties"].update(
                {name: {**node, "title": "\x1b[31mowned\n::error::x / ##[error]y", "description": "\x1b]0;x\x07 <b>@all</b> {0.__class__} %s", "examples": ["\x1b[31m"], "type": "integer"}}
            )
            for name, node in list(document["properties"].items())
        ]
        and None
    ),
    "titles that are none": _schema(
        lambda document: [
            document["properties"].update({name: {"title": [], "description": {}, "examples": "x", "enum": [[], {}, None, 5], "type": ["integer", "null"], "const": {}}})
            for name in list(document["properties"])
        ]
        and None
    ),
    "enum of everything": _property({"enum": [[], {}, None, True, 1, "\x1b[31m", {"a": []}]}, "status"),
    "properties are false": _schema(lambda document: document["properties"].update(dict.fromkeys(document["properties"], False))),
    "required is long": _top(required=[f"field-{n}" for n in range(5_000)]),
    "nothing but choices": _top(oneOf=[{"required": [f"a{n}", f"b{n}"]} for n in range(2_000)]),
    "taxonomy as entries": _schema(lambda document: {**document, "x-alisei-path": "{id}.yaml"}, "taxonomy"),
    "policy as entries": _schema(lambda document: {**document, "x-alisei-path": "{id}.yaml"}, "policy"),
    "schema of the taxonomy is empty": _schema(lambda document: "{}", "taxonomy"),
    "schema of the taxonomy refuses": _schema(lambda document: '{"not": {}}', "taxonomy"),
}  # fmt: skip
"""What a pull request may do to a schema."""


def taxonomy(body: str) -> Build:
    """Put this in place of the taxonomy."""
    return lambda root: (root / "taxonomy.yaml").write_text(body, encoding="utf-8", errors="surrogatepass") and None


def _facets(terms: str, more: str = "") -> str:
    return f"version: 1.0.0\nfacets:\n  sector:\n    labels: {{it: Settore, en: Sector}}\n{more}    terms:\n{terms}"


def _chain(length: int) -> str:
    lines = ["      t0: {labels: {it: a, en: b}}\n"]
    lines += [f"      t{n}: {{labels: {{it: a, en: b}}, parent: t{n - 1}}}\n" for n in range(1, length)]
    return _facets("".join(lines))


NASTY = "\\e[31mowned\\n::error::x ##[error]y | <b>@all</b> =1+1 {0.__class__} %s %n {n} [bold]z[/]"
SHAPES_OF_TAXONOMY = tuple(
    text.replace("X", wrong)
    for text in (
        "X", "version: X\nfacets: {}\n", "version: 1.0.0\nfacets: X\n", "version: 1.0.0\nfacets: {sector: X}\n",
        "version: 1.0.0\nfacets: {sector: {labels: X, terms: {pharma: {labels: {it: a, en: b}}}}}\n",
        "version: 1.0.0\nfacets: {sector: {labels: {it: X, en: X}, rule: X, min: X, max: X, secondary: X, applies_to: X, terms: {pharma: {labels: {it: a, en: b}}}}}\n",
        "version: 1.0.0\nfacets: {sector: {labels: {it: a, en: b}, applies_to: [X], terms: X}}\n",
        "version: 1.0.0\nfacets: {sector: {labels: {it: a, en: b}, terms: {pharma: X}}}\n",
        "version: 1.0.0\nfacets: {sector: {labels: {it: a, en: b}, terms: {pharma: {labels: X, parent: X, synonyms: X, note: X, deprecated: X, replaced_by: X, exclusive: X, mappings: X}}}}\n",
        "version: 1.0.0\nfacets: {sector: {labels: {it: a, en: b}, terms: {pharma: {labels: {it: X, en: X}, synonyms: {it: X, en: [X]}, note: {it: X}}}}}\n",
    )
    for wrong in ("null", "true", "5", "text", "[]", "{}", "[[]]", "[{}]", "{a: {b: c}}", "[x, [y], {z: w}, null]", "''", "-1")
)  # fmt: skip
"""The taxonomy with each of its places in every shape that it has not."""

TAXONOMIES: Mapping[str, Build] = {
    "missing": lambda root: (root / "taxonomy.yaml").unlink(),
    "empty": taxonomy(""),
    "merge bomb": taxonomy(_merges(12)),
    "laughs": taxonomy(_laughs(12)),
    "brackets": taxonomy("[" * 500_000),
    "deep": taxonomy("a: " + "[" * 10_000 + "]" * 10_000),
    "20 MB": taxonomy("a: " + "x" * 20_000_000),
    "not UTF-8": lambda root: (root / "taxonomy.yaml").write_bytes(b"version: \xff\n") and None,
    "chain": taxonomy(_chain(9_000)),
    "circle": taxonomy(
        _facets("      a: {labels: {it: a, en: a}, parent: b}\n      b: {labels: {it: b, en: b}, parent: a}\n      c: {labels: {it: c, en: c}, parent: c}\n")
    ),
    "circle of successors": taxonomy(
        _facets("".join(f"      t{n}: {{labels: {{it: a, en: b}}, deprecated: 2020-01-01, replaced_by: t{(n + 1) % 3_000}}}\n" for n in range(3_000)))
    ),
    "14,000 terms": taxonomy(_facets("".join(f"      term-{n}: {{labels: {{it: voce {n}, en: term {n}}}}}\n" for n in range(14_000)))),
    "14,000 children": taxonomy(
        _facets("      t0: {labels: {it: a, en: b}}\n" + "".join(f"      t{n}: {{labels: {{it: a, en: b}}, parent: t0}}\n" for n in range(1, 12_000)))
    ),
    "100,000 terms": taxonomy(_facets("".join(f"      t{n}: {{}}\n" for n in range(100_000)))),
    "40,000 synonyms": taxonomy(_facets("      pharma:\n        labels: {it: a, en: b}\n        synonyms: {it: [" + ", ".join(f"s{n}" for n in range(40_000)) + "]}\n")),
    "40,000 times one synonym": taxonomy(
        _facets("".join(f"      t{n}: {{labels: {{it: uno, en: one}}, synonyms: {{it: [uguale], en: [same]}}}}\n" for n in range(6_000)))
    ),
    "5,000 facets": taxonomy("version: 1.0.0\nfacets:\n" + "".join(f"  f{n}: {{labels: {{it: a, en: b}}, terms: {{t{n}: {{labels: {{it: a, en: b}}}}}}}}\n" for n in range(5_000))),
    "labels of a megabyte": taxonomy(_facets(f"      pharma: {{labels: {{it: {'x' * 800_000}, en: {'y' * 800_000}}}}}\n")),
    "labels with everything": taxonomy(
        _facets(
            f'      pharma: {{labels: {{it: "{NASTY}", en: "{NASTY}"}}, note: {{it: "{NASTY}", en: "{NASTY}"}}, synonyms: {{it: ["{NASTY}"]}}}}\n',
            f'    rule: {{it: "{NASTY}", en: "{NASTY}"}}\n',
        )
    ),
    "codes with everything": taxonomy(f'version: "{NASTY}"\nfacets: {{"{NASTY}": {{labels: {{it: "{NASTY}", en: "{NASTY}"}}, terms: {{"{NASTY}": {{labels: {{it: a, en: b}}, parent: "{NASTY}"}}, "::error::x": {{labels: {{it: "::error::y", en: "::error::y"}}}}}}}}}}\n'),
}  # fmt: skip
"""What a pull request may do to the taxonomy."""

POLICIES: Mapping[str, Build] = {
    "missing": lambda root: (root / "schema/policy.yaml").unlink(),
    **{
        f"policy: {body[:30]!r}": (lambda text: lambda root: (root / "schema/policy.yaml").write_text(text) and None)(body)
        for body in (
            "", "5", "[]", "x", "freshness: []\n", "freshness: x\n", "freshness: {verified_months: x}\n", "freshness: {verified_months: -5}\n",
            "freshness: {verified_months: 999999999999999}\n", "freshness: {verified_months: []}\n", "freshness: {verified_months: 0}\n", _merges(12),
            "[" * 100_000, f'audiences: "{NASTY}"\n',
        )
    },
}  # fmt: skip
"""What a pull request may do to the policy."""


# Repositories.


def _configured(*lines: str) -> Build:
    """A repository whose own settings want programs to be run."""

    def build(root: Path) -> None:
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "all")
        trap = root.parent / f"{root.name}-trap"
        trap.write_text(f"#!/bin/sh\ntouch '{root.parent / (root.name + '-sprung')}'\ncat\n")
        trap.chmod(0o755)
        hooks = root / ".git" / "hooks"
        hooks.mkdir(exist_ok=True)
        for name in ("post-index-change", "pre-auto-gc", "post-checkout", "fsmonitor-watchman", "query-watchman"):
            (hooks / name).write_text(trap.read_text())
            (hooks / name).chmod(0o755)
        with (root / ".git" / "config").open("a") as file:
            file.write("\n".join(lines).replace("TRAP", str(trap)) + "\n")
        (root / ".gitattributes").write_text("*.yaml filter=owned diff=owned merge=owned\n")
        for path in (root / FOLDER).glob("*.yaml"):
            path.write_text(path.read_text() + "# changed\n")

    return build


def _damaged(*pieces: tuple[str, bytes | None]) -> Build:
    def build(root: Path) -> None:
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "all")
        for path, content in pieces:
            if content is None:
                (root / ".git" / path).unlink()
            else:
                (root / ".git" / path).write_bytes(content)

    return build


def _sign(root: Path) -> None:
    """Give the last commit something that looks like a signature."""
    head, _blank, message = git(root, "cat-file", "commit", "HEAD").partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n{message}"
    place = root.parent / f"{root.name}-signed"
    place.write_text(signed)
    git(root, "update-ref", "HEAD", git(root, "hash-object", "-t", "commit", "-w", str(place)).strip())


REPOSITORIES: Mapping[str, Build] = {
    "none": lambda root: None,
    "without commit": lambda root: git(root, "init", "-q") and None,
    "programs": _configured(
        "[core]\n\tfsmonitor = TRAP\n\thooksPath = .git/hooks\n\tpager = TRAP\n\teditor = TRAP\n\tsshCommand = TRAP\n\taskPass = TRAP\n\tgitProxy = TRAP",
        '[diff]\n\texternal = TRAP\n[diff "owned"]\n\ttextconv = TRAP\n\tcommand = TRAP',
        '[filter "owned"]\n\tclean = TRAP\n\tsmudge = TRAP\n\trequired = true',
        "[alias]\n\tstatus = !TRAP\n\tls-files = !TRAP\n\trev-parse = !TRAP\n\tdiff = !TRAP\n\tconfig = !TRAP",
        "[pager]\n\tstatus = TRAP\n\tdiff = TRAP\n[credential]\n\thelper = TRAP\n[gpg]\n\tprogram = TRAP\n[status]\n\tsubmoduleSummary = true",
    ),
    "signed commit": lambda root: (_configured('[log]\n\tshowSignature = true\n[gpg]\n\tprogram = TRAP\n[gpg "ssh"]\n\tprogram = TRAP')(root), _sign(root))[0],
    "filter as a process": _configured('[filter "owned"]\n\tprocess = TRAP\n\trequired = true'),
    "filter in another file": lambda root: (
        (root.parent / f"{root.name}-more").write_text(f'[filter "owned"]\n\tclean = {root.parent / (root.name + "-trap")}\n'),
        _configured(f"[include]\n\tpath = {root.parent / (root.name + '-more')}")(root),
    )
    and None,
    "settings that are none": _configured("[core\n\x00garbage"),
    "head is garbage": _damaged(("HEAD", b"\xff\xfe garbage")),
    "head is missing": _damaged(("HEAD", None)),
    "index is garbage": _damaged(("index", b"DIRC garbage" * 100)),
    "index is empty": _damaged(("index", b"")),
    "branch is garbage": _damaged(("refs/heads/main", b"zzzz\n")),
    "branch of no commit": _damaged(("refs/heads/main", b"0" * 39 + b"1\n")),
    ".git is a file": lambda root: (root / ".git").write_text("gitdir: /nonexistent\n") and None,
    ".git is a link": lambda root: (root / ".git").symlink_to("/proc/self"),
    ".git is a pipe": lambda root: os.mkfifo(root / ".git"),
    "another's": lambda root: (_damaged()(root), os.chown(root, 12345, 12345) if os.geteuid() == 0 else None) and None,
}  # fmt: skip
"""States of the repository that the dataset stands in."""


# Sources of an import.

_RECORD: Mapping[str, Any] = {
    "id": "https://ror.org/05290cv24",
    "status": "active",
    "established": 1990,
    "types": ["education"],
    "names": [{"value": "Alfa", "types": ["ror_display", "label"], "lang": "it"}],
    "links": [{"type": "website", "value": "https://www.alfa.it"}],
    "external_ids": [{"type": "isni", "preferred": None, "all": ["0000 0001 2154 6641"]}],
    "relationships": [{"type": "parent", "id": "https://ror.org/01111rn36", "label": "x"}],
}


def records() -> Iterator[dict[str, Any]]:
    """A ROR record with one place, at any depth, in a shape that it has not, or gone."""
    for pointer in _pointers(_RECORD):
        for wrong in (*WRONG, 10**30, "../../x", "\x1b[31m"):
            yield _with(_RECORD, pointer, wrong)
    for key in _RECORD:
        yield {name: value for name, value in _RECORD.items() if name != key}


SOURCES: Mapping[str, bytes] = {
    "nothing": b"",
    "NUL": b"name,type\nAl\0fa,company\n\0\0,\0\n",
    "only NUL": b"\0" * 1000,
    "no header": b"\n\n\n",
    "header twice": b"name,name,type,type\na,b,company,company\n",
    "open quote": b'name,type\n"' + b"x" * 200_000,
    "long cell": b"name,type\n" + b"x" * 300_000 + b",company\n",
    "many columns": b",".join(b"c%d" % n for n in range(300_000)) + b"\nx\n",
    "many rows": b"name,type\n" + b"a,company\n" * 2_000_000,
    "many cells": b"name\n" + b"," * 3_000_000,
    "traversal": b"name,type,id,region,province_sigla\nAlfa,company,../../../x,toscana,\nBeta,company,beta,../../../../tmp/x,\nGamma,company,/etc/passwd,,\nDelta,company,delta,../../.github/workflows,\n",
    "everything": 'name,type,id,website,acronym\n"\x1b[31mowned\n::error::x ##[error]y",company,,javascript:alert(1),{0.__class__}\n=cmd,company,con,x,%s\n\u202e\U000e0041,company,,x,x\n'.encode(),
    "Latin-1": "name,type\nSociet\u00e0,company\n".encode("latin-1"),
    "UTF-16": "name,type\nAlfa,company\n".encode("utf-16"),
    "51 MB": b"x" * (51 * 1024 * 1024),
}  # fmt: skip
"""Tables for ``import csv``, by what is wrong with them."""

DUMPS: Mapping[str, bytes] = {
    "nothing": b"",
    "null": b"null",
    "number": b"5",
    "text": b'"x"',
    "object": b"{}",
    "numbers": b"[1, 2]",
    "ids of every shape": b'[{"id": []}, {"id": {}}, {"id": null}, {"id": 5}]',
    "deep": b"[" * 200_000 + b"]" * 200_000,
    "deep inside": b'[{"id": "https://ror.org/05290cv24", "names": ' + b"[" * 500 + b"]" * 500 + b"}]",
    "digits": b'[{"id": "x", "established": ' + b"9" * 100_000 + b"}]",
    "not finite": b'[{"id": "https://ror.org/05290cv24", "status": "active", "established": NaN, "names": [{"value": "x", "types": ["ror_display"], "lang": null}]}]',
    "surrogate": b'[{"id": "https://ror.org/05290cv24", "status": "active", "names": [{"value": "\\ud800", "types": ["ror_display"], "lang": "it"}]}]',
    "million of nothing": b"[" + b"{}," * 8_000_000 + b"{}]",
    "million of lists": b"[" + b"[]," * 8_000_000 + b"[]]",
}  # fmt: skip
"""Dumps for ``import ror``."""

WORDY = entry(
    "facts: {founded: 1}\ndescription: {it: '" + "a" * 4000 + "!'}\noffers: [{id: a-b, kind: x, summary: {it: y}}]\n"
    "relations: [{kind: parent, target: gamma-biotech}]\nbogus: 1\n",
    website="'" + "a" * 20_000 + "!'",
    sector="{primary: farma}",
)
"""An entry with something to say to every kind of schema."""

REFUSED_SCHEMAS = frozenset(
    {
        "empty", "a list", "true", "not JSON", "JSON twice", "deeper", "deep lists", "2 MB", "another draft", "another meta-schema",
        "meta-schema in a file", "reference to a file", "reference to a path", "reference upwards", "reference to a pipe",
        "reference to the net", "reference to nothing", "reference of a wrong type", "reference to itself", "reference in a circle",
        "everything in itself", "dynamic circle", "laughs", "laughs by choice", "laughs by exclusion", "laughs going down",
        "pattern that counts", "pattern that counts a little", "pattern of all letters", "pattern that looks back", "pattern that is none",
        "every field is an entry by another name", "fields beyond counting", "part with an address",
    }
)  # fmt: skip
"""Schemas that cannot be used; the others are odd, but judge."""

HARMLESS = frozenset({"comment of 250,000 letters", "16,000 comments", "200,000 blank lines", "escape of newline"})
"""Contents that look hostile and are an entry all the same."""

NAMES = (
    "case", "one letter written twice", "names of devices", "dots and blanks", "signs of other systems", "new line", "commands",
    "escape sequences", "unseen", "markup", "formula", "templates", "Latin-1", "255 bytes", "litter", "schemas of strange names",
)  # fmt: skip
"""Trees that are only a matter of names, and can stand side by side."""

NOTHING_TO_TELL = frozenset({"attributes", "modules"})
"""Trees of which ``validate`` says nothing: their files stand outside the registry, and nobody reads them."""
