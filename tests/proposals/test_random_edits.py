"""Random edits of real entries through a text file and a mail: exactly those values change, all comments and other bytes stay."""

import copy
import random
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.core.changes import compare, meaning
from alisei_cli.core.item_pointers import drop_item, set_item
from alisei_cli.model.comment import collect_comments
from alisei_cli.model.dataset import Entry
from alisei_cli.model.identity import Identity, ItemPointer, content, identify
from alisei_cli.model.proposal import Outcome, Proposal, ProposedChange, list_kept
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.verdict import Verdict
from alisei_cli.proposals._block import write_block
from alisei_cli.proposing import prepare, read_files
from alisei_cli.store import yaml
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import git

PIECES = (
    "Una frase semplice.", "due: punti", "# un cancelletto", "'apici' e \"virgolette\"", "{graffe}", "[quadre]", "è così", "100%", "- trattino",
    "& * ! @ `", "null", "no", "2026-05", "00123", "https://www.example.org/a?b=c#d", "L’Università", "=1+1", "a\\b", "*asterischi*", "~",
    "riga\nnuova", "spazio\u00a0unito",
)  # fmt: skip
"""What texts are made of: all that means something in YAML, JSON, mails or spreadsheets."""
NEW = {
    "offers": {"kind": "laboratory-access", "summary": {"it": "Accesso: «sì»", "en": "Access # yes"}, "published": "2026-11-01"},
    "needs": {
        "kind": "expertise",
        "summary": {"it": "Cerchiamo 'esperti'", "en": "We look for experts"},
        "expires": "2027-01-01",
    },
}
TERMS = ("gene-editing", "robotics", "medical-imaging", "artificial-intelligence")
Files = Mapping[str, bytes]


def nothing_is_wrong(_texts: Files) -> Verdict:
    """Rules judge values; what is tested here is that the values arrive."""
    return Verdict((), ())


def list_texts(value: Any, pointer: ItemPointer, route: Route, schema: Schema) -> Iterator[ItemPointer]:
    """Every text of an entry that may be set, but for what names an item."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from list_texts(inner, (*pointer, key), (*route, key), schema)
    elif isinstance(value, list):
        for item in value:
            name = identify(item, schema.identity(route))[1]
            if isinstance(item, dict) and [identify(each, schema.identity(route))[1] for each in value].count(name) == 1:
                yield from list_texts(item, (*pointer, name), (*route, "*"), schema)
    elif (
        isinstance(value, str)
        and route[:1] not in (("id",), ("verified",), ("sharing",))
        and not {"x-alisei-facet", "enum"} & schema.at(route).keys()
        and route[-1] not in ("province", "country")  # «no» is Novara, and Norway
        and not (len(route) > 1 and route[-2] == "*" and route[-1] in schema.identity(route[:-2]))
    ):
        yield pointer


def draw(entry: Entry, schema: Schema, chance: random.Random) -> ProposedChange:
    """One edit of a real entry."""
    text = " ".join(chance.choices(PIECES, k=chance.choice((1, 1, 2, 5, 20))))
    places = list(list_texts(entry.data, (), (), schema))
    kind = chance.choice(("set", "set", "set", "clear", "description", "term", "offer", "remove"))
    terms = entry.data.get("technologies") or []
    if kind == "set":
        return ProposedChange("set", chance.choice(places), text)
    if kind == "clear":
        return ProposedChange("clear", chance.choice(places))
    if kind == "description":
        return ProposedChange("set", ("description", chance.choice(("it", "en"))), text)
    if kind == "offer":
        key = chance.choice(list(NEW))
        return ProposedChange("set", (key, Identity(f"nuova-{chance.randint(1, 99)}")), NEW[key])
    if kind == "remove" and terms:
        return ProposedChange("remove", ("technologies",), chance.choice(terms))
    return ProposedChange("add", ("technologies",), chance.choice([term for term in TERMS if term not in terms]))


def edit(data: dict[str, Any], change: ProposedChange, schema: Schema) -> dict[str, Any]:
    """The data as the edit leaves them, without any code that is tested."""
    wanted = copy.deepcopy(data)
    if change.pointer == ("technologies",):
        terms = [term for term in wanted.get("technologies") or [] if term != change.value] + [change.value] * (
            change.op == "add"
        )
        wanted.pop("technologies", None)
        return wanted | ({"technologies": terms} if terms else {})
    if change.op == "clear":
        drop_item(wanted, change.pointer, schema)
    else:
        name = {"id": str(change.pointer[-1])} if change.pointer[0] in NEW and len(change.pointer) == 2 else {}
        set_item(wanted, change.pointer, {**name, **change.value} if name else change.value, schema)
    return wanted


def send_as_text(blocks: list[str], chance: random.Random) -> list[tuple[str, bytes]]:
    """All blocks in one file, between other words."""
    return [("all.txt", "\n\nBuongiorno,\n\n".join(blocks).replace("\n", chance.choice(("\n", "\r\n"))).encode())]


def send_as_mails(blocks: list[str], chance: random.Random) -> list[tuple[str, bytes]]:
    """Each block in a mail, with what mail programs do to it."""
    return [(f"{n:03}.eml", write_mail(block, chance)) for n, block in enumerate(blocks)]


def write_mail(block: str, chance: random.Random) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Mario Bianchi <info@istitutorossi.it>", "Scheda – proposta"
    way = chance.choice(("plain", "bullets", "wrapped", "quoted", "html", "spaces"))
    if way == "wrapped" and not re.search(r"\s[>|*-]\s", block):  # what begins a line so is taken for a quotation or a bullet
        block = "\n".join(textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False) for line in block.splitlines())
    if way == "bullets":
        block = re.sub(r"^(?=imposta|aggiungi|togli|svuota|set|add|remove|clear)", "• ", block, flags=re.MULTILINE)
    if way == "quoted":
        block = textwrap.indent(block, "> ", lambda _line: True)
    if way == "spaces":
        block = re.sub(r"^(\w+) /", "\\1\u00a0/", block, flags=re.MULTILINE)
    if way == "html":
        lines = "".join(f"<p class=MsoNormal>{escape(line)}<o:p></o:p></p>\n" for line in block.splitlines())
        mail.set_content(f"<html><body>{lines}</body></html>", "html", cte=chance.choice(("quoted-printable", "base64")))
    else:
        mail.set_content(
            f"Buongiorno,\n\n{block}\n-- \nMario Bianchi\n",
            charset=chance.choice(("utf-8", "utf-8", "windows-1252")),
            cte=chance.choice(("quoted-printable", "base64")),
        )
    return bytes(mail)


DOORS = {"text": send_as_text, "mail": send_as_mails}


def split_fields(text: str) -> dict[str, str]:
    """The text of each field of an entry, with the comments that follow it."""
    parts = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    return {part.partition(":")[0] if n else "": part for n, part in enumerate(parts)}


def check(outcome: Outcome, entry: Entry, before: bytes, change: ProposedChange, schema: Schema) -> None:
    """Exactly the edit is in the text that would be written."""
    wanted = edit(dict(entry.data), change, schema)
    expected = compare(dict(entry.data), wanted, schema)
    assert (outcome.state, outcome.changes) == ("clean" if expected else "nothing", expected), (
        change,
        outcome.refusals,
        outcome.notes,
    )
    if not expected:
        return
    assert outcome.text is not None
    old, new = (yaml.read(entry.path, raw, yaml.ENTRY, schema.admits_text) for raw in (before, outcome.text.encode()))
    assert not [each for each in new.findings if each.rule != "untidy-file"]
    assert content(meaning(new.source.data)) == content(meaning(wanted)), change
    assert not Counter(collect_comments(old.source).values()) - Counter(collect_comments(new.source).values())
    then, now = split_fields(before.decode()), split_fields(outcome.text)
    rest = {key for key in then | now if key != change.pointer[0]}
    assert [then.get(key) for key in then if key in rest] == [now.get(key) for key in now if key in rest], change


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.weekly)])
def test_of_a_random_edit_exactly_that_changes(count: int, door: str, sample: Path) -> None:
    dataset = load_dataset(sample)
    schema, chance = dataset.context.schemas["stakeholder"], random.Random(count)
    entries = sorted(dataset.of_kind("stakeholder"), key=lambda entry: entry.id)
    base = git(sample, "rev-parse", "HEAD").strip()
    for start in range(0, count, 60):
        chosen = chance.sample(entries, min(60, count - start))
        drawn = [draw(entry, schema, chance) for entry in chosen]
        blocks = [
            write_block(Proposal("", entry=entry.id, base=chance.choice((base, None)), changes=(change,)))
            for entry, change in zip(chosen, drawn, strict=True)
        ]
        files = DOORS[door](blocks, chance)
        _context, outcomes = prepare(sample, partial(read_files, files), nothing_is_wrong)
        assert len(outcomes) == len(chosen)
        for entry, change, outcome in zip(chosen, drawn, outcomes, strict=True):
            check(outcome, entry, (sample / entry.path).read_bytes(), change, schema)


@pytest.mark.parametrize("door", DOORS)
def test_entries_sent_as_they_are_change_nothing(door: str, sample: Path) -> None:
    send_unchanged(sample, DOORS[door])


def send_unchanged(root: Path, door: Any) -> None:
    """Every value of every entry is proposed as it is; nothing would be written."""
    dataset = load_dataset(root)
    base = git(root, "rev-parse", "HEAD").strip()
    kept = list_kept(dataset.context.policy)
    blocks = [
        write_block(
            Proposal(
                "",
                entry.id,
                entry.kind,
                base,
                tuple(ProposedChange("set", (key,), value) for key, value in entry.data.items() if key not in kept),
            )
        )
        for entry in dataset.entries
    ]
    files = door(blocks, random.Random(1))
    _context, outcomes = prepare(root, partial(read_files, files), nothing_is_wrong)
    assert len(outcomes) == len(blocks) > 100
    assert [(each.id, each.state, each.text) for each in outcomes if each.state != "nothing" or each.text] == []
