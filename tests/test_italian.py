"""Style of the Italian catalogue: tu, quoted values and fields, consistent words."""

import ast
import re

import pytest

from alisei_cli import language
from alisei_cli.language import Text, _
from tests.conftest import REPOSITORY
from tests.test_italian_pages import doors, read
from tests.test_language import CATALOGUE, places

SAID = [(english, italian) for key, forms in CATALOGUE.items() for english, italian in zip(key, forms, strict=True)]

TO_OFFICES = "core/letter_parts.py", "core/letter_requests.py", "render/sender_answer.py"
"""Modules whose sentences an office reads in a letter or an answer of the secretariat: voi, never tu."""
TU = re.compile(
    r"\b(?:[Tt]u|[Tt]u[aoei]|tuoi|[Rr]ispondi|[Ss]crivi|[Cc]opia|[Cc]ambia|[Aa]ggiungi|[Aa]pri|[Ii]ndica|[Tt]ogli|[Uu]sa)(?:l[aeio])?\b"
)

LEI = (
    "scriva legga metta apra chiuda scelga aggiunga corregga tolga liberi scarichi cancelli controlli provi riprovi copi salvi indichi "
    "usi ripeta sposti confronti esegua attenda aspetti faccia dia vada guardi prema sostituisca rinomini separi lasci tenga batta"
)
VOI = (
    "scrivete leggete mettete aprite chiudete scegliete aggiungete correggete togliete liberate scaricate cancellate controllate provate "
    "riprovate copiate salvate indicate usate ripetete spostate confrontate eseguite aspettate fate date andate guardate premete "
    "sostituite rinominate separate lasciate tenete battete"
)
FORMAL = re.compile(
    rf"\b(?:[Vv]oi|Lei|[Vv]ostr[aeio])\b|(?:^|[.:;] |\boppure |\bpoi )(?i:{'|'.join(f'{LEI} {VOI}'.split())})(?:l[aeio])?\b"
)
"""Pronouns and sentence-initial imperatives of Lei and voi; remedies use tu."""

QUOTED = {
    "value", "key", "field", "near", "good", "bad", "meant", "heir", "child", "parent", "word", "tag", "host", "option", "column",
    "block", "item", "target", "facet", "here", "id", "code", "sign", "suffix", "keys", "fields",
}  # fmt: skip
"""Placeholders of values, fields and terms."""
TYPED = re.compile(r"(?:[a-z_.]+: |alisei \w+ |--|\bgit \w+ |[&*:-])\{\w+\}|\{\w+\}(?:: ?\{|-\{|\.yaml)|\{\w+\} \(\{|\(\{\w+\}")
"""Literal text to type (YAML, commands), and names next to ids."""

ONE_WORD = {
    r"\bsoggett[oi]\b": "organizzazione",
    r"(?<!\bha )\bbisogn[oi]\b": "richiesta",
    r"(?<!alisei )\breport\b": "rapporto",
    r"\bcodice (della|di una|dell'altra) scheda\b|\bcodice \(id\)": "id",
    r"\bprogramm[ai] di scrittura\b": "editor",
    r"\bstrumento\b": "programma",
    r"\barchivio\b": "registro",
    r"mett\w+ a tacere|messa a tacere": "silenziare",
    r"\btralasci": "omettere",
    r"\bpaes[ei]\b": "Paese",
}
"""Abandoned words, and their replacements."""


def to_offices() -> set[str]:
    """The English sentences of letters and answers."""
    calls = (
        node
        for name in TO_OFFICES
        for node in ast.walk(ast.parse((REPOSITORY / "alisei_cli" / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "_n")
    )
    return {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}


def test_letters_address_an_organisation_with_voi() -> None:
    """From the first to the last line."""
    said = to_offices()
    letters = [italian for english, italian in SAID if english in said]
    assert len(letters) > 40
    assert [italian for italian in letters if TU.search(italian)] == []


def test_no_formal_address_is_used() -> None:
    """Lei and voi are absent from the catalogue, letters apart, and from the Italian pages."""
    letters = to_offices()
    assert [italian for english, italian in SAID if english not in letters and FORMAL.search(italian)] == []
    for path, text in [*doors(), ("docs/scheda.md", read("docs/scheda.md")), ("docs/termini.md", read("docs/termini.md"))]:
        assert not FORMAL.search(text), path


def test_formal_words_would_be_seen() -> None:
    """The pattern finds past examples."""
    for sentence in (
        "Scriva per esempio 2026",
        "Liberi della memoria, oppure riprovi",
        "Scarichi prima la storia",
        "Mettete uno spazio prima",
    ):
        assert FORMAL.search(sentence), sentence
    for sentence in ("Scrivi 2026", "Libera della memoria", "schede modificate e cancellate di recente", "Indica un ramo"):
        assert not FORMAL.search(sentence), sentence


def bare(italian: str) -> set[str]:
    """List unquoted placeholders of values and fields outside literal text."""
    left = TYPED.sub("", re.sub(r"«[^»]*»", "", italian))
    return places(left) & QUOTED


UNQUOTED = {
    "il Paese è «{country}», ma questa è una {field} italiana",  # provincia, regione
}
"""Sentences whose placeholder only looks like a value."""


def test_values_and_fields_stand_in_quotation_marks() -> None:
    """«Fabbricazione» non è un termine di «Catena del valore»."""
    assert [italian for _english, italian in SAID if bare(italian) and italian not in UNQUOTED] == []
    assert bare("{value} non è un termine di «{facet}»") == {"value"}


def test_quotation_marks_are_closed() -> None:
    """Quotation marks are balanced and not nested."""
    assert [italian for _english, italian in SAID if re.sub("[^«»]", "", italian).replace("«»", "")] == []


@pytest.mark.parametrize("word", ONE_WORD)
def test_one_word_for_one_thing(word: str) -> None:
    """docs/glossary.md has the words."""
    found = [italian for _english, italian in SAID if re.search(word, italian)]
    assert found == [], ONE_WORD[word]


def test_every_item_of_a_quoted_list_has_its_own_marks() -> None:
    """A list of fields is not one value."""
    text: Text = _("one of these fields has to be here: {keys}", keys=["url", "document"])
    assert str(text) == "one of these fields has to be here: url, document"
    with language.speak_language("it"):
        assert str(text) == "qui serve uno di questi campi: «url», «document»"
