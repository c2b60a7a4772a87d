"""The words cached of entries never change what a search finds, nor what it says of it."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from alisei_cli.core.find import find
from alisei_cli.core.query import parse_query
from alisei_cli.core.search import candidates, find_hits
from alisei_cli.core.view import view
from alisei_cli.model.view import View
from alisei_cli.searching import add_words
from alisei_cli.store import home, worktree
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import Alisei, Dataset, stakeholder

ODD = {
    "s-anna": "description: {it: Centro S. Anna per l'e-health di Sant'Angelo, en: D’Amor & S.Raffaele C.A.R.T. «Ο Κέλσος»}\n",
    "straße": "description: {it: 'Straße, œuvre, ÆSIR, e\\u0301cole, 生命', en: 'trl 4 =company= =toscana='}\n",
    "spinoff": "membership: {status: member}\nwebsite: https://www.oncologia-milano.it/chi-siamo\n",
    "offers": "offers: [{id: a, kind: service, summary: {it: Terapie geniche}, trl: {from: 3, to: 5}, technologies: [genomics-sequencing]}]\n",
}


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a fixture made a moment ago are cached too."""
    monkeypatch.setattr(worktree, "SETTLED_NS", 0)


def odd(dataset: Dataset) -> Path:
    """A dataset of entries whose texts are folded in odd ways."""
    places = ["region: toscana, province: SI, municipality: Siena", "region: lombardia", "region: p-a-trento, province: TN"]
    return dataset(
        {
            f"registry/stakeholders/toscana/e-{number}.yaml": stakeholder(
                f"e-{number}", more, name=name, place=places[number % 3]
            )
            for number, (name, more) in enumerate(ODD.items())
        }
    )


def texts(seen: View, chance: random.Random) -> Iterator[str]:
    """What people may type: words and phrases of entries and terms, whole, cut, in another number; places; slips; signs."""
    said = [text for entry in seen.entries for _pointer, text in entry.texts]
    terms = [
        name
        for term in seen.context.taxonomy.terms.values()
        for name in (term.code, term.labels.it, term.labels.en, *term.synonyms)
    ]
    words = [word for text in (*said, *terms) for word in re.split(r"[\s/]+", text) if word]
    fixed = [
        "socio",
        "non soci",
        "ex socio",
        "toscana",
        "sud",
        "mezzogiorno",
        "Sicilia",
        "roma",
        "centro",
        "trl 4",
        "TRL-5",
        "WHO",
        "senza",
        "cart",
        "S. Anna",
    ]
    fixed += [
        "dell'Umbria",
        "e health",
        "damor",
        "company",
        "aziende in Lombardia",
        "quali università ci sono",
        "-",
        "...",
        "q0z0q",
        "=",
        "strasse",
        "生命",
    ]
    yield from fixed
    while True:
        parts = []
        for _part in range(chance.choice((1, 1, 1, 2, 2, 3))):
            kind = chance.randrange(6)
            if kind == 0:
                parts.append(chance.choice(terms))
            elif kind == 1:
                parts.append(chance.choice(fixed))
            else:
                word = chance.choice(words)
                cut = word[: chance.randrange(1, len(word) + 1)] if kind == 2 else word
                parts.append(cut[:-1] + chance.choice("aeioxy") if kind == 3 else cut.upper() if kind == 4 else cut)
        yield " ".join(parts)


@pytest.mark.parametrize(("place", "audience"), [("sample", "public"), ("odd", "secretariat")])
def test_what_is_found_is_the_same_with_cached_words(
    place: str, audience: str, request: pytest.FixtureRequest, dataset: Dataset
) -> None:
    """Entries with their weight and reasons, and every note beside them."""
    root = odd(dataset) if place == "odd" else request.getfixturevalue("sample")
    plain = view(load_dataset(root), audience)
    cached = add_words(plain, root)
    again = add_words(view(load_dataset(root), audience), root)
    assert len(cached.words) == len(plain.entries)
    assert again.words == cached.words
    chance = random.Random(audience + place)
    asked = texts(plain, chance)
    spared = 0
    for number in range(120):
        text = next(asked)
        words = parse_query(text, plain.context)
        assert find_hits(words, plain, plain.entries) == find_hits(words, cached, cached.entries), text
        spared += len(plain.entries) - len(candidates(words, cached, cached.entries))
        if number % 30 == 0:
            where = chance.choice([[], ["region=toscana"], ["type=company", "membership=member"], ["area=nord"]])
            assert find(plain, text, where) == find(cached, text, where), (text, where)
    assert spared > 100


def test_the_words_of_an_entry_are_those_of_one_audience_and_of_the_bytes_of_its_file(dataset: Dataset) -> None:
    """A cache of another audience, and of what a file was before, is not read."""
    hidden = "contact: {mailbox: zebra@rossi.it}\n"
    root = dataset({"registry/stakeholders/toscana/rossi.yaml": stakeholder("rossi", hidden)})
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {secretariat: [contact]}\n")

    def words(audience: str) -> str:
        return "".join(add_words(view(load_dataset(root), audience), root).words.values())

    for _time in range(2):
        assert "zebra" in words("secretariat")
        assert "zebra" not in words("public")
    file = root / "registry/stakeholders/toscana/rossi.yaml"
    file.write_text(file.read_text().replace("zebra", "panda"))
    assert "panda" in words("secretariat")
    assert "zebra" not in words("secretariat")


@pytest.mark.parametrize("damage", ["empty", "cut", "noise", "other"])
def test_damaged_words_change_nothing(damage: str, sample: Path, alisei: Alisei) -> None:
    """They are read as none."""
    expected = alisei("-C", sample, "search", "ricerca")
    [file] = home.cache(sample).glob("words-*.jsonl")
    raw = file.read_bytes()
    file.write_bytes(
        {"empty": b"", "cut": raw[: len(raw) // 2], "noise": raw[:-40] + b"x" * 40, "other": b"other\n" + raw}[damage]
    )
    assert alisei("-C", sample, "search", "ricerca") == expected
    assert find_hits([], view(load_dataset(sample)), ()) == []
