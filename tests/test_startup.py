"""What a command loads, seen in a fresh interpreter after the command has run; modules are counted because seconds flicker."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Dataset, stakeholder

PROGRAM = """
import json, sys
from alisei_cli.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    code = end.code
sys.stderr.write(json.dumps({"code": code, "modules": sorted({name.partition(".")[0] for name in sys.modules})}))
"""

NEVER_FOR_A_WORD = {
    "pandas", "jsonschema", "jsonschema_rs", "ruamel", "rich", "yaml", "pydantic", "stdnum", "ateco", "rapidfuzz", "email_validator",
}  # fmt: skip
NEVER_FOR_A_JUDGEMENT = {"pandas", "jsonschema", "ruamel", "rich", "pydantic", "rapidfuzz"}


def loaded(*words: str, folder: Path) -> set[str]:
    """Top-level modules in memory after ``alisei`` has run these words in ``folder``."""
    environment = {**os.environ, "ALISEI_LANG": "it"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stderr)
    assert found["code"] in (0, None), done.stdout
    return set(found["modules"])


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["validate", "--help"]], ids=" ".join)
def test_a_word_costs_no_library(words: list[str], tmp_path: Path) -> None:
    """Whoever asks for help or the version waits for Typer alone."""
    assert set() == loaded(*words, folder=tmp_path) & NEVER_FOR_A_WORD


COMPLETION = PROGRAM.replace("sys.argv[1:]", "[]").replace("import json, sys", "import json, os, sys")


def test_a_completion_costs_file_names_and_the_cache(dataset: Dataset) -> None:
    """Once cached, it loads neither Typer nor what reads data: 150 ms of processor time are not spent on that."""
    root = dataset({"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech")})
    for line, word in (
        ("alisei search --where ar", "area="),
        ("alisei show alf", "alfa-biotech"),
        ("alisei report --table b", "by-"),
    ):
        environment = {**os.environ, "_ALISEI_COMPLETE": "zsh", "_ALISEI_LINE": line}
        for _time in range(2):
            done = subprocess.run(
                [sys.executable, "-c", COMPLETION], cwd=root, env=environment, capture_output=True, text=True, check=True
            )
        found = json.loads(done.stderr)
        assert done.stdout.startswith(word)
        assert set() == set(found["modules"]) & {*NEVER_FOR_A_WORD, "typer", "msgspec", "subprocess"}


def test_a_judgement_costs_only_what_judges(dataset: Dataset) -> None:
    """``validate`` on a clean dataset loads the reader and the schema engine, nothing that renders, rewrites or suggests."""
    root = dataset({"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech")})
    assert set() == loaded("validate", folder=root) & NEVER_FOR_A_JUDGEMENT


def test_what_is_cached_costs_neither_likeness_nor_explanations() -> None:
    """What judges, and what reads a sound file, imports neither what compares names nor what explains slips of YAML."""
    program = "import sys, alisei_cli.pipeline, alisei_cli.store.load; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "alisei_cli.store.yaml.plain" in found
    assert [name for name in found if name.startswith(("alisei_cli.likeness", "alisei_cli.store.yaml.explain.syntax"))] == []


def test_the_library_is_found_by_this_test(dataset: Dataset) -> None:
    """The check of loaded modules works.

    A report in text loads the reader and the schema engine, but no drawing library.
    """
    root = dataset({"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech")})
    found = loaded("report", folder=root)
    assert {"yaml", "jsonschema_rs"} <= found
    assert "rich" not in found


def test_code_beside_the_data_is_never_run(dataset: Dataset) -> None:
    """A pull request cannot smuggle code in: a module that lies beside the data is not imported."""
    trap = "import pathlib\npathlib.Path(__file__).with_name('sprung').touch()\n"
    traps = {f"{name}.py": trap for name in ("yaml", "json", "sitecustomize", "usercustomize", "typer", "conftest", "alisei_cli")}
    root = dataset({"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech"), **traps})
    script = Path(sys.executable).with_name("alisei")
    done = subprocess.run([script, "validate"], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, (root / "sprung").exists()) == (0, False), done.stderr
