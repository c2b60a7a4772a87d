"""The whole program over everything that a stranger can bring: within time and memory, no traceback, no socket, nothing obeyed.

What is hostile stands in ``tests/hostile.py``; docs/threat-model.md says which test proves what. Each command runs in a process of its
own with limits; laws (schemas, taxonomies, policies, repositories) take turns at the commands, and ``ALISEI_TEST_ALL=1`` runs every
command on every one of them.
"""

import csv
import io
import json
import os
import re
import resource
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from alisei_cli.core.describe import describe
from alisei_cli.core.view import view
from alisei_cli.errors import SurroundingsError
from alisei_cli.importers.ror import read as read_ror
from alisei_cli.pipeline import validate
from alisei_cli.render.entry import show
from alisei_cli.render.screen import Screen
from alisei_cli.reports import REPORTS
from alisei_cli.reports._contract import Question
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.schema import load_schemas
from alisei_cli.store.tree import WorkTree
from tests import hostile
from tests.conftest import committed, git, make, stakeholder
from tests.hostile import CANARY, FOLDER, Guard, Run

SLIPS = {f"{FOLDER}/beta-biotech.yaml": stakeholder("beta-biotech", "sector: {primary: farmaceutica}\n")}
"""An honest slip beside what is hostile: it must still be told."""
GOOD = {f"{FOLDER}/gamma-biotech.yaml": stakeholder("gamma-biotech"), **SLIPS}

VALIDATE = tuple(("validate", "--format", form) for form in ("text", "json", "github", "sarif", "junit"))
TABLES = ("text", "json", "csv", "markdown")
LOOKS: tuple[tuple[str, ...], ...] = (
    *VALIDATE,
    ("show", "gamma-biotech"),
    ("show", "gamma-biotech", "--format", "json"),
    *(("search", "gamma", "--format", form) for form in TABLES),
    ("search", "--where", "sector=pharma"),
    ("search", "--where", "status=active", "--where", "region=toscana"),
    *(("report", "--format", form) for form in TABLES),
    *(("report", "quality", "--format", form) for form in TABLES),
    *(("taxonomy", "--format", form) for form in TABLES),
    *(("taxonomy", "sector", "--format", form) for form in TABLES),
    ("fix", "--dry-run", "--unsafe"),
    ("export", "csv"),
    ("export", "json"),
    ("explain", "ALI201"),
    ("schema", "--check"),
    ("import", "csv", "TABLE", "--dry-run"),
)
"""Every command that reads, in every format."""
JUDGED = ("validate", "--format", "json")
IS_ALL = bool(os.environ.get("ALISEI_TEST_ALL"))
_FORMATS = {"search": "markdown", "report": "csv", "taxonomy": "json"}
CROWDED = tuple(
    words
    for words in LOOKS
    if IS_ALL
    or "--format" not in words
    or (words[0] == "validate" and words[-1] not in ("json", "github"))
    or words[-1] == _FORMATS.get(words[0])
)
"""The same without the formats that say the same again (each format has all its hostile text in tests/render), and without two that
the tests below run."""
HEAVY = {"fix": 20}
"""Seconds for commands that read everything several times: a limit against hanging, twice what a slow machine needs."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_COMMAND = re.compile(r"^[ \t]*::|##\w*\[", re.MULTILINE)
_ANNOTATION = re.compile(r"^::(?:error|warning|notice) file=[^\n]*$", re.MULTILINE)
csv.field_size_limit(1 << 24)
_FORMULA = re.compile(r"\s*[=+@\uff1d\uff0b\uff0d\uff20]|\s*-(?!\d+(?:\.\d+)?\Z)")
_MARKUP = re.compile(r"(?<!\\)<(?!!-- -->|br>)[a-z/!]|(?<!\\)\]\(|(?<![\\&])@(?!<)\w", re.IGNORECASE)


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guard]:
    """The program under guard, and somebody who listens on the net; nobody ever calls."""
    with socket.socket() as listener, Guard(tmp_path_factory.mktemp("guard")) as made:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        hostile.PORT[0] = listener.getsockname()[1]
        table = made.folder / "table.csv"
        table.write_text(
            "name,type,ror_id,website\nAlfa,company,,\nGamma Biotech,company,https://ror.org/05290cv24,https://www.alfa.it\n"
        )
        yield made
        with pytest.raises(BlockingIOError):
            listener.accept()


def check(guard: Guard, root: Path, *words: str, **more: str) -> Run:
    """Run one command, and see that it ended as it should and said nothing that anybody obeys."""
    told = tuple(str(guard.folder / "table.csv") if word == "TABLE" else word for word in words)
    run = guard.run(root, *told, seconds=HEAVY.get(words[0], hostile.SECONDS), **more)
    assert run.code in (0, 1, 2, 3), run
    said = run.out + run.err
    assert b"Traceback" not in said, run
    assert CANARY.encode() not in said, run
    harmless(run.out.decode("utf-8"), words)
    harmless(run.err.decode("utf-8"), ())
    return run


def harmless(output: str, words: tuple[str, ...]) -> None:
    """Nothing in ``output`` moves a cursor, hides, or gives an order to a runner of CI, a browser or a spreadsheet."""
    form = words[words.index("--format") + 1] if "--format" in words else words[1] if words[:1] == ("export",) else "text"
    if form in {"json", "sarif"}:
        json.loads(output or "null")
    elif form == "junit":
        ElementTree.fromstring(output or "<a/>")
    elif form == "github":
        output = _ANNOTATION.sub("", output)
    elif form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(output)) for cell in row]
        assert [cell for cell in cells if _FORMULA.match(cell)] == []
    elif form == "markdown":
        found = _MARKUP.search(output)
        assert not found, output[max(0, found.start() - 80) : found.end() + 80]
    for pattern in (_HIDDEN, _COMMAND):
        found = pattern.search(output)
        assert not found, repr(output[max(0, found.start() - 80) : found.end() + 80])


def look(guard: Guard, root: Path, turn: int, words: tuple[str, ...] = ()) -> Run:
    """The verdict as JSON, which is given back; before it the command whose turn it is, or, every other turn, ``words``."""
    others = LOOKS if IS_ALL else (LOOKS[turn // 2 % len(LOOKS)],) if turn % 2 == 0 else (words,) if words else ()
    for each in others:
        if each != JUDGED:
            check(guard, root, *each)
    return check(guard, root, *JUDGED)


def told_by(run: Run) -> list[dict[str, Any]]:
    """The diagnostics in a verdict as JSON; none where there is no verdict."""
    return json.loads(run.out)["diagnostics"] if run.out else []


# Contents of files.


@pytest.mark.parametrize("name", hostile.BOMBS)
def test_a_bomb_is_refused_at_once(name: str, guard: Guard, tmp_path: Path) -> None:
    """Two seconds of the processor beside the start, 500 MB; the place is named, other files are judged, and little is said."""
    content = hostile.BOMBS[name]
    root = make(tmp_path / "data", {**GOOD, f"{FOLDER}/alfa-biotech.yaml": content})
    run = check(guard, root, "validate", "--no-cache")
    said = run.out.decode()
    if name not in hostile.HARMLESS:
        assert re.search(rf"^{FOLDER}/alfa-biotech.yaml:\d+:\d+: error: ", said, re.MULTILINE), run
    assert f"{FOLDER}/beta-biotech.yaml:8:" in said
    of_file = [line for line in said.split("\n") if line.startswith(f"{FOLDER}/alfa-biotech.yaml:")]
    assert len(of_file) <= 50
    assert all(len(line) < 2000 for line in said.split("\n")), "a value was printed whole"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every hostile content at once, each in a file of its own."""
    entries = {f"{FOLDER}/file-{number}.yaml": content for number, (_name, content) in enumerate(hostile.files())}
    return make(tmp_path_factory.mktemp("crowd") / "data", {**GOOD, **entries})


@pytest.mark.parametrize("words", CROWDED, ids=" ".join)
def test_every_command_stands_the_crowd(words: tuple[str, ...], crowd: Path, guard: Guard) -> None:
    """All hostile contents in one registry: every command ends, says nothing that anybody obeys, and still does its work."""
    told = [str(guard.folder / "table.csv") if word == "TABLE" else word for word in words]
    if words[0] == "fix" and not IS_ALL:  # bombs have little to mend, and it takes long to see
        bombs = len(hostile.BOMBS)
        told += [str(path) for path in sorted((crowd / FOLDER).glob("file-*")) if int(path.stem[5:]) >= bombs]
    run = guard.run(crowd, *told, seconds=30, memory=2 * hostile.MEMORY)
    assert run.code in (0, 1, 2), run
    harmless(run.out.decode("utf-8"), words)
    harmless(run.err.decode("utf-8"), ())
    assert b"Traceback" not in run.out + run.err
    if words[0] in ("show", "search") and "gamma" in words[1]:
        assert b"Gamma Biotech" in run.out


def test_every_content_is_told(crowd: Path, guard: Guard) -> None:
    """No hostile file passes in silence, none costs another its judgement, and each has at most fifty findings."""
    run = guard.run(crowd, *JUDGED, seconds=30, memory=2 * hostile.MEMORY)
    harmless(run.out.decode("utf-8"), JUDGED)
    found = told_by(run)
    told = Counter(each["path"] for each in found)
    for number, (name, _content) in enumerate(hostile.files()):
        if name not in hostile.HARMLESS:
            assert 0 < told[f"{FOLDER}/file-{number}.yaml"] <= 50, name
    assert any(each["rule"] == "unknown-term" for each in found if each["path"] in SLIPS)


def test_words_are_never_guessed_into_something_else(crowd: Path) -> None:
    """NO, 0o14, 1_000, 12:30, a date: where text is wanted, the text as written; nowhere another number."""
    by_path = {entry.path: entry.data for entry in load_dataset(crowd).entries}
    numbers = {"0", "-0", "null", "~"}
    for number, (name, _content) in enumerate(hostile.files()):
        data = by_path.get(f"{FOLDER}/file-{number}.yaml", {})
        if name.startswith("word: ") and data.get("facts"):
            word, found = name.removeprefix("word: "), data["identifiers"].get("vat")
            assert not isinstance(found, (bool, float)), name
            assert not isinstance(found, int) or str(found) == word or word in numbers, name


@pytest.mark.parametrize("step", [5, 1])
def test_no_shape_brings_a_command_down(step: int, tmp_path: Path) -> None:
    """Each field of an entry, at any depth, as everything that it is not: judged, shown, counted."""
    kinds = ("stakeholders/toscana", "groups", "events")
    entries = {
        f"registry/{kinds[number % 3]}/shape-{number}.yaml": json.dumps(
            {**shape, "id": f"shape-{number}"} if number % 7 else shape
        )
        for number, shape in enumerate(hostile.shapes())
        if number % step == 0
    }
    root = make(tmp_path / "data", entries)
    assert len(validate(root, is_cached=False).diagnostics) >= len(entries)
    dataset = load_dataset(root)
    assert len(dataset.entries) == len(entries)
    few = replace(dataset, entries=dataset.entries[::50])
    for entry in dataset.entries:
        harmless("\n".join(show(entry.name, entry.path, describe(entry, few), Screen())), ())
    built = 0
    for report in map(REPORTS.load, REPORTS.names):
        with suppress(SurroundingsError):  # those that tell of the past: there is none
            built += bool(report.times or report.build(Question(view(dataset), report.defaults)))
    assert built > 1


def test_shapes_stand_fixes_and_imports(guard: Guard, tmp_path: Path) -> None:
    """Fixes are planned over entries of every wrong shape, and a table is matched to them."""
    shapes = [shape for number, shape in enumerate(hostile.shapes()) if number % 11 == 0]
    files = {f"{FOLDER}/shape-{number}.yaml": json.dumps(shape, indent=1) for number, shape in enumerate(shapes)}
    root = make(tmp_path / "data", files)
    for words in (("fix", "--dry-run", "--unsafe"), ("import", "csv", "TABLE", "--dry-run"), ("search", "alfa")):
        check(guard, root, *words)


# Names and trees.


@pytest.mark.parametrize("name", hostile.TREES)
def test_a_hostile_tree_is_named_and_never_opened(name: str, guard: Guard, tmp_path: Path) -> None:
    """Links, pipes, devices, submodules, names that are none: told by name; what a link points at is never shown."""
    root = make(tmp_path / "data", GOOD)
    hostile.TREES[name](root)
    run = look(guard, root, list(hostile.TREES).index(name))
    assert run.code in (1, 3)
    if name not in hostile.NOTHING_TO_TELL:
        assert run.code == 3 or any(each["path"] not in SLIPS for each in told_by(run)), run
    assert not any((root / folder / "sprung").exists() for folder in ("", FOLDER)), "a module beside the data was run"
    if "deep" in name or "longest" in name:
        subprocess.run(["rm", "-rf", root], check=True, timeout=hostile.PATIENCE)  # too deep for pytest


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_every_command_stands_every_name(words: tuple[str, ...], guard: Guard, tmp_path: Path) -> None:
    """All hostile names in one folder: no output of any command obeys one."""
    root = make(tmp_path / "data", GOOD)
    for name in hostile.NAMES:
        hostile.TREES[name](root)
    check(guard, root, *words)


def test_nothing_is_written_for_a_runner(guard: Guard, crowd: Path, tmp_path: Path) -> None:
    """GITHUB_OUTPUT, GITHUB_ENV and their like stay empty; the step summary is text without markup, mention or command, within its limit."""
    places = {
        name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")
    }
    for place in places.values():
        place.touch()
    told = {name: str(place) for name, place in places.items()}
    run = guard.run(crowd, "validate", "--format", "github", seconds=30, memory=2 * hostile.MEMORY, GITHUB_ACTIONS="true", **told)
    assert run.code == 1, run
    harmless(run.out.decode("utf-8"), ("--format", "github"))
    summary = places.pop("GITHUB_STEP_SUMMARY").read_text()
    assert [place.name for place in places.values() if place.read_bytes()] == []
    assert 0 < len(summary.encode()) < 1024 * 1024
    other = "<details><summary>In italiano</summary>"  # the only markup of ours
    assert summary.count(other) == summary.count("</details>") == 1
    harmless(summary.replace(other, "").replace("</details>", ""), ("--format", "markdown"))


def test_code_beside_the_data_is_never_run(tmp_path: Path) -> None:
    """The installed command, run in the folder of the data, among modules that would like to be imported, without a socket."""
    root = make(tmp_path / "data", GOOD)
    hostile.TREES["modules"](root)
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(hostile.FORBIDDEN_SOCKETS)

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (hostile.MEMORY, hostile.MEMORY))

    for words in (["validate"], ["report"], ["fix", "--dry-run"], ["schema", "--check"]):
        done = subprocess.run(
            [Path(sys.executable).with_name("alisei"), *words],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(site)},
            capture_output=True,
            check=False,
            timeout=hostile.PATIENCE,
            preexec_fn=limits,
        )
        assert done.returncode in (0, 1), done.stderr
        assert not any((root / folder / "sprung").exists() for folder in ("", FOLDER))


# The law.


@pytest.mark.parametrize("name", hostile.SCHEMAS)
def test_a_hostile_schema_stops_nothing(name: str, guard: Guard, tmp_path: Path) -> None:
    """It is refused with its path, or obeyed within its limits; nothing is fetched, no file is read, no pattern runs wild."""
    root = make(tmp_path / "data", {**GOOD, f"{FOLDER}/alfa-biotech.yaml": hostile.WORDY})
    hostile.SCHEMAS[name](root)
    run = look(guard, root, list(hostile.SCHEMAS).index(name), ("schema", "--check"))
    told = told_by(run)
    if name in hostile.REFUSED_SCHEMAS:
        assert any(each["rule"] == "broken-schema" and each["path"] == "schema/stakeholder.schema.json" for each in told), run
    elif name == "missing":
        assert {each["path"] for each in told if each["rule"] == "stray-file"} >= set(GOOD), (
            "entries without a schema were passed over"
        )


@pytest.mark.parametrize("name", hostile.TAXONOMIES)
def test_a_hostile_taxonomy_stops_nothing(name: str, guard: Guard, tmp_path: Path) -> None:
    """Whatever stands in ``taxonomy.yaml``: told with its path, and every command ends."""
    root = make(tmp_path / "data", GOOD)
    hostile.TAXONOMIES[name](root)
    run = look(guard, root, list(hostile.TAXONOMIES).index(name), ("taxonomy",))
    of_taxonomy = [each for each in told_by(run) if each["path"] == "taxonomy.yaml"]
    assert run.code == 3 or (0 < len(of_taxonomy) <= 50), run


@pytest.mark.parametrize("part", range(4))
def test_no_shape_of_the_taxonomy_brings_a_command_down(part: int, tmp_path: Path, guard: Guard) -> None:
    """Each place of ``taxonomy.yaml`` in every shape that it has not."""
    root = make(tmp_path / "data", GOOD)
    for number, text in list(enumerate(hostile.SHAPES_OF_TAXONOMY))[part::4]:
        (root / "taxonomy.yaml").write_text(text)
        validate(root, is_cached=False)
        if IS_ALL or number % 3 == 0:
            check(guard, root, *LOOKS[number // 3 % len(LOOKS)])


@pytest.mark.parametrize("name", hostile.POLICIES)
def test_a_hostile_policy_stops_nothing(name: str, guard: Guard, tmp_path: Path) -> None:
    """Whatever stands in ``schema/policy.yaml``: told with its path, and the report that uses it still counts."""
    root = make(tmp_path / "data", GOOD)
    hostile.POLICIES[name](root)
    look(guard, root, list(hostile.POLICIES).index(name))
    assert check(guard, root, "report", "quality").code in (0, 3)


def test_a_heavy_schema_is_weighed_before_it_judges(tmp_path: Path) -> None:
    """The schemas of the registry are far below the limits; one that multiplies itself is far above."""
    schemas, findings = load_schemas(WorkTree(make(tmp_path / "data", {})))
    assert (len(schemas), findings) == (11, [])


def test_patterns_of_the_schemas_never_run_wild(tmp_path: Path) -> None:
    """Every schema of the registry judges texts made to set a backtracking engine on fire, in every field, in no time."""
    schemas, _findings = load_schemas(WorkTree(make(tmp_path / "data", {})))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    for schema in schemas.values():
        for text in FIRE:
            for route, node in schema.walk():
                if node.get("type") != "object" and route:
                    list(schema.check(_at(route, text)))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 10


FIRE = tuple(
    piece * 20_000 + end for piece in ("a", "a.", "a-", "ab ", "0", "://", "@a", "\u00e8", "[", " ", '\\"') for end in ("", "!")
)
"""Texts on which engines that backtrack never end."""


def _at(route: tuple[str, ...], text: str) -> Any:
    value: Any = text
    for part in reversed(route):
        value = [value] if part == "*" else {part: value}
    return value


def test_our_own_patterns_never_run_wild() -> None:
    """Every pattern of the program against the same texts, within a limit of the processor's time."""
    done = subprocess.run(
        [sys.executable, "-P", "-"],
        input=PATTERNS,
        capture_output=True,
        text=True,
        check=False,
        timeout=hostile.PATIENCE,
        preexec_fn=_hasty,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr[-300:]
    assert int(done.stdout.split()[-1]) > 40


PATTERNS = f"""
import importlib, pkgutil, re, sys
import alisei_cli
fire = {FIRE!r}
found = {{}}
for module in pkgutil.walk_packages(alisei_cli.__path__, "alisei_cli."):
    if not module.name.endswith("__main__"):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found[value.pattern] = (module.name, name, value)
for module, name, pattern in found.values():
    print(module, name, flush=True)
    for text in fire:
        texts = text[:2000] + text[-1], text[:1000] + text[-1]
        first, second = texts if isinstance(pattern.pattern, str) else map(str.encode, texts)
        pattern.match(first)
        pattern.search(second)
print(len(found))
"""


def _hasty() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (15, 15))


# Repositories.


@pytest.mark.parametrize("name", hostile.REPOSITORIES)
def test_a_hostile_repository_runs_no_program(name: str, guard: Guard, tmp_path: Path) -> None:
    """Settings that name programs name them in vain; a repository in ruins is no repository, or is told."""
    root = make(tmp_path / "data", GOOD)
    hostile.REPOSITORIES[name](root)
    commands = (
        ("report",),
        ("report", "trend"),
        ("report", "--as-of", "HEAD"),
        ("validate", "--since", "HEAD"),
        ("import", "csv", "TABLE", "--dry-run"),
    )
    for words in commands:
        check(guard, root, *words)
    assert not (tmp_path / "data-sprung").exists(), "a program of the repository was run"


def test_a_program_of_the_repository_would_have_run(tmp_path: Path) -> None:
    """The trap of the test above is a real one: git itself falls into it."""
    root = make(tmp_path / "data", GOOD)
    hostile.REPOSITORIES["programs"](root)
    git(root, "status")
    assert (tmp_path / "data-sprung").exists()


def test_a_large_past_is_not_read(guard: Guard, tmp_path: Path) -> None:
    """What was large at an earlier commit costs no memory today."""
    root = committed(make(tmp_path / "data", {**GOOD, f"{FOLDER}/alfa-biotech.yaml": b"a: " + b"x" * 300_000_000}))
    (root / FOLDER / "alfa-biotech.yaml").write_text(stakeholder("alfa-biotech"))
    assert check(guard, root, "validate", "--since", "HEAD").code == 0


# Sources of an import.


@pytest.mark.parametrize("name", hostile.SOURCES)
def test_a_hostile_table_imports_nothing(name: str, guard: Guard, tmp_path: Path) -> None:
    """Refused with the line, or shown for what it is; no path is made of what it says, nothing is written."""
    root = make(tmp_path / "data", GOOD)
    source = tmp_path / "source.csv"
    source.write_bytes(hostile.SOURCES[name])
    before = set(tmp_path.rglob("*"))
    for words in (("import", "csv", str(source), "--dry-run"), ("import", "csv", str(source))):
        run = check(guard, root, *words)
        planned = [line for line in run.out.decode().split("\n") if line.startswith(("+", "~"))]
        assert all(re.fullmatch(rf". {FOLDER.rpartition('/')[0]}/[a-z-]+/[a-z0-9-]+\.yaml\b.*", line) for line in planned), (
            planned
        )
    after = set(tmp_path.rglob("*"))
    assert before <= after
    assert all(path.relative_to(root).as_posix().startswith("registry/stakeholders/") for path in after - before), after - before


@pytest.mark.parametrize("name", hostile.DUMPS)
def test_a_hostile_dump_imports_nothing(name: str, guard: Guard, tmp_path: Path) -> None:
    """No ROR dump, or one of strange records: told, within time and memory."""
    root = make(tmp_path / "data", GOOD)
    (tmp_path / "dump.json").write_bytes(hostile.DUMPS[name])
    (tmp_path / "select.csv").write_text("ror_id,type\nhttps://ror.org/05290cv24,company\n")
    words = ("import", "ror", str(tmp_path / "dump.json"), "--select", str(tmp_path / "select.csv"), "--dry-run")
    assert check(guard, root, *words).code in (0, 1, 2)


def test_no_shape_of_a_record_brings_an_import_down(tmp_path: Path) -> None:
    """Each place of a ROR record in every shape that it has not: skipped with a reason, or imported sound."""
    context = load_dataset(make(tmp_path / "data", {})).context
    selection = "ror_id,type\nhttps://ror.org/05290cv24,company\n"
    skipped = 0
    for record in hostile.records():
        if record.get("id") == "https://ror.org/05290cv24":
            harvest = read_ror([json.dumps([record])], selection, context, "2026-11-23", "dump.json")
            skipped += len(harvest.skipped)
            assert len(harvest.skipped) + len(harvest.proposals) == 1
    assert skipped > 100


def rows_of(page: str) -> Mapping[str, str]:
    """The last cell of each row of the tables of docs/threat-model.md, by the first."""
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in page.split("\n") if line.startswith("| ")]
    return {row[0]: row[-1] for row in cells if not set(row[0]) <= set("- ")}


def test_the_threat_model_names_tests_that_exist() -> None:
    """Each row of docs/threat-model.md names a test that is there, or says that it belongs to later work."""
    root = Path(__file__).parent.parent
    page = (root / "docs/threat-model.md").read_text(encoding="utf-8")
    rows = rows_of(page[page.index("## Threats") :])
    assert len(rows) > 30
    for threat, proof in rows.items():
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", proof)
        assert named or "later" in proof or threat == "threat", threat
        for file, test in named:
            assert re.search(rf"^def {test}\(", (root / file).read_text(encoding="utf-8"), re.MULTILINE), f"{file}::{test}"
