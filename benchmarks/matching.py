"""Time ``alisei match`` on a generated dataset: 10,000 bodies with three offers and three needs each, unless said otherwise.

    python benchmarks/matching.py [--size 10000] [--folder DIRECTORY] [--askers 5]

Bodies draw their kinds, technologies, areas, levels and regions at random, by a fixed seed: the same size gives the same bytes. Each command is a
process of its own; what reading the registry takes is measured by ``alisei show`` of a body that does not exist, and subtracted.
"""

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree

REPOSITORY = Path(__file__).parent.parent
SEED = 2026
ITEMS = 3
"""Offers of a body, and needs."""
REGIONS = ("piemonte", "lombardia", "veneto", "emilia-romagna", "toscana", "lazio", "campania", "puglia", "sicilia")


def main() -> None:
    """Write the dataset, time the commands, print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--askers", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = (asked.folder or Path(temporary)) / "dataset"
        generate(root, asked.size)
        _time(root, "list", "--limit", "1")  # fills the cache
        start = statistics.median(_time(root, "list", "--limit", "1") for _round in range(3))
        print(f"{asked.size} bodies; to read them and list one: {start:.2f} s")
        ids = [f"body-{number}" for number in range(0, asked.size, max(asked.size // asked.askers, 1))][: asked.askers]
        first = _time(root, "match", ids[0])
        whole = statistics.median(_time(root, "match", each) for each in ids)
        print(f"match, first: {first:.2f} s; then, median of {len(ids)}: {whole:.2f} s, {whole - start:.2f} s after reading")
        for name in ("first", "again", "again"):
            print(f"match --spread, {name}: {_time(root, 'match', ids[0], '--spread'):.2f} s")


def generate(target: Path, count: int) -> None:
    """A dataset of ``count`` bodies at ``target``, replacing what is there."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "registry").mkdir(parents=True)
    shutil.copy(REPOSITORY / "taxonomy.yaml", target)
    shutil.copytree(REPOSITORY / "schema", target / "schema", ignore=shutil.ignore_patterns("not-duplicates.yaml"))
    for path, text in entries(count):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def entries(count: int) -> Iterator[tuple[str, str]]:
    """Path and text of each body."""
    taxonomy = load_context(WorkTree(REPOSITORY)).context.taxonomy
    terms = {
        name: sorted(code for code, term in facet.terms.items() if not term.deprecated) for name, facet in taxonomy.facets.items()
    }
    draw = random.Random(SEED)  # noqa: S311 (no secret)
    for number in range(count):
        region = draw.choice(REGIONS)
        lines = [
            f"id: body-{number}",
            "status: active",
            "names:",
            f"  - {{value: Body {number}, kind: display}}",
            f"type: {draw.choice(['company', 'irccs', 'university', 'science-park'])}",
            f"head_office: {{region: {region}, country: IT}}",
            f"sector: {{primary: {draw.choice(terms['sector'])}}}",
            f"value_chain: [{draw.choice(terms['value-chain'])}]",
            f"therapeutic_areas: [{draw.choice(terms['therapeutic-area'])}]",
            f"technologies: [{', '.join(draw.sample(terms['technology'], 2))}]",
        ]
        for key in ("offers", "needs"):
            lines.append(f"{key}:")
            lines += [_item(f"{key}-{each}", terms, draw) for each in range(ITEMS)]
        lines += ["sources:", f"  - {{url: https://www.body-{number}.it, accessed: 2026-11-23}}"]
        head = "# yaml-language-server: $schema=../../../schema/stakeholder.schema.json"
        yield f"registry/stakeholders/{region}/body-{number}.yaml", "\n".join([head, *lines, ""])


def _item(id_: str, terms: dict[str, list[str]], draw: random.Random) -> str:
    low = draw.randint(1, 7)
    used = ", ".join(draw.sample(terms["technology"], draw.randint(1, 3)))
    return (
        f"  - {{id: {id_}, kind: {draw.choice(terms['collaboration'])}, technologies: [{used}], "
        f"therapeutic_areas: [{draw.choice(terms['therapeutic-area'])}], trl: {{from: {low}, to: {low + 2}}}}}"
    )


def _time(root: Path, *words: str) -> float:
    """Seconds that a command takes as a process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "alisei_cli", "-C", str(root), *words], check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
