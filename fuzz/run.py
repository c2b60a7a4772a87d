"""Coverage-guided fuzzing of one target with atheris: ``python -m fuzz.run TARGET [options of libFuzzer]``.

Without options it goes on until stopped; ``-max_total_time=600`` or ``-runs=100000`` bound it. New inputs are kept in a folder of their own,
``.alisei/fuzz/TARGET``, which git ignores; those in ``fuzz/corpus`` are only read. A crash leaves its input in ``crash-*`` there.
``python -m fuzz.keep`` then brings the few inputs that are worth keeping into the corpus.
"""

import sys

import atheris

with atheris.instrument_imports(include=["alisei_cli", "yaml"]):
    from fuzz.mutants import ROOT, entries
    from fuzz.targets import TARGETS, corpus

SEEDS = 40
"""Real entries that the targets of the way in begin with."""


def main() -> None:
    """Fuzz the target that the command line names."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"which target? {' '.join(TARGETS)}")
    found = ROOT / ".alisei" / "fuzz" / name
    found.mkdir(parents=True, exist_ok=True)
    if name in ("reader", "entry"):
        for number, (_path, text) in enumerate(entries()[:: len(entries()) // SEEDS]):
            (found / f"real-{number}").write_text(text, encoding="utf-8")
    options = [f"-artifact_prefix={found}/", "-timeout=10", "-rss_limit_mb=1024", "-max_len=4096", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], *options, str(found), str(corpus(name))], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
