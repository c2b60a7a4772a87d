"""Time ``alisei`` beside the peers found on this machine: whole processes, the same files, in turn, several times.

    python benchmarks/run.py [--sizes 1000,10000] [--rounds 3] [--folder DIRECTORY]

Peers are looked for on PATH and in the variables below; those that are missing are left out and named. All check the JSON Schema only;
alisei also checks the taxonomy, the relations between entries and its other rules, and prints places.

    CHECK_JSONSCHEMA   check-jsonschema as a fresh install gives it (pure ruamel.yaml)
    CHECK_JSONSCHEMA_C check-jsonschema with ruamel.yaml.clib
    AJV                the entry point of ajv-cli 5 (with ajv-formats)
    SOURCEMETA         the native jsonschema binary of sourcemeta
    YAMALE             yamale (needs a schema of its own: benchmarks/yamale.yaml, weaker)
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generate import generate

HERE = Path(__file__).parent
SCHEMA = "schema/stakeholder.schema.json"
TIMEOUT_S = 900


@dataclass
class Case:
    """One way of validating, and what it took."""

    name: str
    command: list[str]
    prepare: Callable[[], None] = lambda: None
    walls: list[float] = field(default_factory=list)
    processors: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)
    code: int = 0


def main() -> None:
    """Generate, run in turn, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "alisei-benchmark")
    parser.add_argument("--slow", action="store_true", help="also run peers that need more than a minute at 10,000 entries")
    asked = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for line in versions():
        print(line)
    for size in map(int, asked.sizes.split(",")):
        root = asked.folder / str(size)
        generate(root, size)
        generate(root.with_name(f"{root.name}-failing"), size, spoil)
        cases = list(commands(root, size, is_slow=asked.slow))
        for _round in range(asked.rounds):
            for case in cases:
                run(case, root)
        show(size, cases)


def spoil(text: str) -> str:
    """An entry with one slip of each of three rules."""
    return (
        text.replace("genomics-sequencing,", "genomics-sequencin,").replace("status: active", "status: aktive") + "colour: red\n"
    )


def commands(root: Path, size: int, *, is_slow: bool) -> Iterator[Case]:
    """What can be run here on a dataset of this size."""
    alisei = shutil.which("alisei") or str(Path(sys.executable).parent / "alisei")
    cache = root.with_name(f"{root.name}-cache")  # one inside the dataset would not be used
    os.environ["XDG_CACHE_HOME"] = str(cache)
    one = sorted((root / "registry").rglob("*.yaml"))[size // 2]

    def restore() -> None:
        subprocess.run(["git", "-C", str(root), "checkout", "-q", "--", "registry"], check=True)

    def forget() -> None:
        restore()
        shutil.rmtree(cache, ignore_errors=True)

    def warm() -> None:
        restore()
        subprocess.run([alisei, "-C", str(root), "validate"], stdout=subprocess.DEVNULL, check=False)

    def touch() -> None:
        warm()
        one.write_text(one.read_text(encoding="utf-8") + f"# touched {time.time_ns()}\n", encoding="utf-8")

    yield Case("alisei, cold", [alisei, "validate"], forget)
    yield Case("alisei, cold, one process", [alisei, "validate", "--jobs", "1", "--no-cache"])
    yield Case("alisei, nothing changed", [alisei, "validate"], warm)
    id_ = one.stem
    yield Case("alisei search, nothing cached", [alisei, "search", "ricerca"])
    for words in (
        f"show {id_}", "search cardiologia", "search cardiologia --where region=toscana", "taxonomy", "explain unknown-term", "list",
        "report overview", "report matrix", "report coverage", "report quality", "report members", "report network",
        "report freshness", "report trend", "report specialisation", "export csv", "export json", "fix --dry-run", "duplicates",
    ):  # fmt: skip
        yield Case(f"alisei {words.replace(id_, 'ID')}", [alisei, *words.split()])
    yield Case("alisei, one file changed", [alisei, "validate"], touch)
    failing = root.with_name(f"{root.name}-failing")
    cold = ["validate", "--jobs", "1", "--no-cache"]
    yield Case("alisei, every entry failing, one process", [alisei, "-C", str(failing), *cold])
    yield Case("python -c pass", [sys.executable, "-c", "pass"])
    yield Case("alisei --version", [alisei, "--version"])
    yield Case("alisei --help", [alisei, "--help"])
    yield Case("git status", ["git", "status", "--porcelain"])
    files = [str(path.relative_to(root)) for path in sorted((root / "registry").rglob("*.yaml"))]
    fits = sum(map(len, files)) < 1_500_000
    if os.environ.get("CHECK_JSONSCHEMA") and fits and (size <= 1000 or is_slow):
        yield Case("check-jsonschema", [os.environ["CHECK_JSONSCHEMA"], "--schemafile", SCHEMA, *files])
    if os.environ.get("CHECK_JSONSCHEMA_C") and fits and (size <= 1000 or is_slow):
        yield Case("check-jsonschema + clib", [os.environ["CHECK_JSONSCHEMA_C"], "--schemafile", SCHEMA, *files])
    if os.environ.get("AJV"):
        ajv = ["node", os.environ["AJV"], "validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats", "-s", SCHEMA]
        yield Case("ajv-cli 5", [*ajv, "-d", "registry/stakeholders/*/*.yaml"])
    if os.environ.get("SOURCEMETA"):
        yield Case("sourcemeta jsonschema", [os.environ["SOURCEMETA"], "validate", SCHEMA, "registry/stakeholders"])
    if os.environ.get("YAMALE"):
        yield Case("yamale (weaker schema)", [os.environ["YAMALE"], "-s", str(HERE / "yamale.yaml"), "registry"])


def run(case: Case, root: Path) -> None:
    """Run a case once; keep its processor and wall-clock seconds and the peak memory (MiB) of its largest process."""
    case.prepare()
    start = time.perf_counter()
    process = subprocess.Popen(case.command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    case.walls.append(time.perf_counter() - start)
    case.processors.append(usage.ru_utime + usage.ru_stime)
    case.peaks.append(usage.ru_maxrss / 1024)
    case.code = os.waitstatus_to_exitcode(status)


def show(size: int, cases: list[Case]) -> None:
    """One table: medians, and how many times the processor time of the first case each takes."""
    cold = statistics.median(cases[0].processors)
    print(f"\n{size} entries\n")
    print("| what | processor s | wall s | times alisei cold | peak MiB | exit |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for case in cases:
        median = statistics.median(case.processors)
        times = f"{median:.2f} | {statistics.median(case.walls):.2f} | {median / cold:.2f}"
        print(f"| {case.name} | {times} | {max(case.peaks):.0f} | {case.code} |")


def versions() -> Iterator[str]:
    """What runs here, with its version."""
    alisei = str(Path(sys.executable).parent / "alisei")
    for name in (alisei, *(os.environ.get(each, "") for each in ("CHECK_JSONSCHEMA", "SOURCEMETA", "YAMALE"))):
        found = shutil.which(name) if name else None
        if found:
            done = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
            yield f"{Path(found).name}: {(done.stdout or done.stderr).strip().splitlines()[0]}"
    if os.environ.get("AJV"):
        package = Path(os.environ["AJV"]).parent.parent / "package.json"
        yield f"ajv-cli: {json.loads(package.read_text())['version']}"


if __name__ == "__main__":
    main()
