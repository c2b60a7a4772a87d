"""What the words in capitals of the examples stand for, where they are run over a dataset."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from alisei_cli.commands._runs import Places
from alisei_cli.errors import AliseiError
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.store import history
from alisei_cli.store.write import write_file, write_folder

CALL = """\
title: {it: Prova, en: Test}
deadline: 2099-12-31
size: {from: 2, to: 3}
countries: {among: [IT]}
competences:
  - {id: active, title: {it: Attiva, en: Active}, where: [status=active]}
"""
"""A call that any two bodies meet."""

MAIL = """\
From: info@example.org
Subject: Proposta
Content-Type: text/plain; charset=utf-8

ALISEI 1
scheda: {id}
imposta /contact/mailbox: info@example.org
imposta /website: https://www.example.org
FINE
"""
"""A proposal that changes two fields."""


def choose_places(root: Path, dataset: Dataset, held: Sequence[Entry]) -> Places:
    """What each word stands for; ``held`` are the entries that are named one by one. Files are made beside the copy at ``root``."""
    bodies = [entry for entry in held if entry.kind == "stakeholder"] or list(dataset.of_kind("stakeholder"))[:2]
    mail = MAIL.format(id=bodies[0].id if bodies else "")
    files = {"CALL.yaml": CALL, "FILE.csv": _make_table(bodies), "MAIL.eml": mail}
    write_folder(root.parent / "FOLDER", {"mail.eml": mail.encode()})
    for name, text in files.items():
        write_file(root.parent / name, text.encode())
    times = _list_times(root)
    return {
        **{word: [entry.id for entry in held] for word in ("ID", "toscana-life-sciences")},
        "OTHER": [entry.id for entry in bodies],
        "EVENT": [entry.id for entry in dataset.of_kind("event")][:3],
        "KIND": dataset.context.kinds,
        "VERSION": [f"{dataset.context.today:%Y}.{dataset.context.today.month}.99"],
        "WORD": [entry.id.split("-")[0] for entry in held[:3]],
        "NEW.yaml": [str(root / "taxonomy.yaml")],
        "TIME": times,
        **{word: times[:1] for word in ("BASE", "HEAD~10", "HEAD~1", "1 year ago") if times},
        **{name: [str(root.parent / name)] for name in (*files, "FOLDER")},
    }


def _make_table(bodies: Sequence[Entry]) -> str:
    """Rows that say something else of each body than its entry."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("id", "name", "type", "website", "municipality", "region", "vat"))
    table.writerows(
        (each.id, each.id, "university", "https://www.example.org", "Roma", "lazio", "00000000000") for each in bodies
    )
    return text.getvalue()


def _list_times(root: Path) -> list[str]:
    """The first and the last commit; none outside git."""
    try:
        commits = history.past(root).commits()
    except AliseiError:
        return []
    return [each.commit for each in (commits[0], commits[-1])] if commits else []
