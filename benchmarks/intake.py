"""Time ``alisei propose`` on folders of mails: ``python benchmarks/intake.py [--entries 3000,10000] [--mails 50,500,5000]``.

Mails as members send them, one in ten of them with a value that a rule forbids, one in ten a confirmation, one in ten free words; in the
second folder all are about ten entries, so that many are laid one over the other. Processor seconds (user and system) and wall seconds of
one process with a filled cache; memory is the most that it held.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from generate import generate


def main() -> None:
    """Generate, run, print one line for each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", default="3000,10000")
    parser.add_argument("--mails", default="50,500,5000")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "alisei-intake")
    asked = parser.parse_args()
    print("| entries | mails | about | cpu s | wall s | MB |\n| ---: | ---: | --- | ---: | ---: | ---: |")
    for entries in map(int, asked.entries.split(",")):
        root = asked.folder / str(entries)
        generate(root, entries)
        run(root, root)  # fills the cache
        for mails in map(int, asked.mails.split(",")):
            for about in (entries, 10):
                folder = asked.folder / f"mails-{entries}-{mails}-{about}"
                write_mails(root, folder, mails, about)
                cpu, wall, size = run(root, folder)
                print(f"| {entries:,} | {mails:,} | {about:,} entries | {cpu:.1f} | {wall:.1f} | {size:.0f} |", flush=True)


def write_mails(root: Path, folder: Path, count: int, about: int) -> None:
    """So many mails about so many entries, the same for the same numbers."""
    chance = random.Random(count)  # noqa: S311
    folder.mkdir(parents=True, exist_ok=True)
    base = subprocess.run(["git", "-C", root, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    ids = chance.sample(sorted(file.stem for file in (root / "registry").rglob("*.yaml")), about)
    for number, text in enumerate(write_texts(ids, count, base)):
        mail = EmailMessage()
        id_ = ids[number % len(ids)]
        mail["From"], mail["To"], mail["Subject"] = f"info@{id_}.it", "segreteria@example.org", f"R: [alisei:{id_}]"
        mail.set_content(text, cte=chance.choice(("8bit", "quoted-printable", "base64")))
        (folder / f"{number:05}.eml").write_bytes(bytes(mail))


def write_texts(ids: list[str], count: int, base: str) -> Iterator[str]:
    """The text of each mail."""
    for number in range(count):
        head = f"ALISEI 1\nscheda: {ids[number % len(ids)]}\nbase: {base}\n"
        if number % 10 == 0:
            yield f"Buongiorno,\n\n{head}imposta /type: azienda spaziale\nFINE\n"
        elif number % 10 == 1:
            yield f"CONFERMO\n\nMario Bianchi\n\nIl 9/11/2026 Segreteria ha scritto:\n> alisei:{ids[number % len(ids)]}@{base}\n"
        elif number % 10 == 2:
            yield "Buongiorno,\n\nci siamo trasferiti, come dobbiamo fare?\n"
        else:
            yield f"{head}imposta /website: https://www.ente-{number}.it\nimposta /contact/mailbox: info@ente-{number}.it\nFINE\n"


def run(root: Path, folder: Path) -> tuple[float, float, float]:
    """Processor seconds, wall seconds and megabytes of one process."""
    words = [sys.executable, "-P", "-m", "alisei_cli", "-C", str(root)]
    words += ["validate"] if folder == root else ["propose", str(folder), "--format", "json"]
    begun = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=os.environ)
    _pid, _status, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
