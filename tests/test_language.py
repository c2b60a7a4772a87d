"""Everything that people read is there in Italian and in English."""

import os
import re
import runpy
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import read_mo

from alisei_cli import catalogue, language
from alisei_cli.commands import COMMANDS
from alisei_cli.language import _, _n, choose
from alisei_cli.reports import REPORTS
from tests.conftest import REPOSITORY, Alisei, Dataset, stakeholder

TOOL: Mapping[str, Any] = runpy.run_path(str(REPOSITORY / "tools/catalogue.py"))
CATALOGUE = TOOL["translations"]()
SENTENCES = sorted(TOOL["sentences"]())


def places(text: str) -> set[str]:
    """Names of the places in a sentence that values fill."""
    return set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", text))


def test_every_sentence_has_its_italian() -> None:
    """No gap: ``python tools/catalogue.py`` names the sentences that still need a translation."""
    assert [key for key in SENTENCES if not all(CATALOGUE.get(key, [""]))] == []


def test_nothing_is_translated_that_nobody_says() -> None:
    """The catalogue holds the sentences of the program and no others."""
    assert set() == set(CATALOGUE) - set(SENTENCES)


def test_both_languages_have_the_same_places() -> None:
    """A value that the English sentence shows is shown in Italian too, and no other is asked for."""
    number = {False: set[str](), True: {"n"}}  # "one more" needs no number
    wrong = [
        (english, italian)
        for key, said in CATALOGUE.items()
        for english, italian in zip(key, said, strict=True)
        if places(english) - number[len(key) == 2] != places(italian) - number[len(key) == 2]
    ]
    assert wrong == []


def test_no_translation_is_its_original() -> None:
    """A sentence of several words left in English was forgotten."""
    same = [key for key, said in CATALOGUE.items() if key == said and len(re.sub(r"\{\w*\}", "", key[0]).split()) > 3]
    assert same == []


def test_catalogue_is_in_step() -> None:
    """``python tools/catalogue.py`` would not change the file."""
    assert TOOL["po_text"](TOOL["gathered"]()) == TOOL["PO"].read_text(encoding="utf-8")


def test_compiled_catalogue_holds_what_babel_reads_in_its_source() -> None:
    """Our PO compiler handles all forms in use."""
    compiled = read_mo(BytesIO(catalogue.compile_catalogue(catalogue.SOURCE.read_text(encoding="utf-8"))))
    key = TOOL["_key"]
    assert {key(message.id): key(message.string) for message in compiled if message.id} == CATALOGUE


def test_catalogue_is_compiled_on_first_use_and_after_a_change(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A clone has only the source."""
    source, compiled = tmp_path / "it.po", tmp_path / "locale/alisei.mo"
    monkeypatch.setattr(catalogue, "SOURCE", source)
    monkeypatch.setattr(catalogue, "COMPILED", compiled)
    for written, said in ((1, "uno"), (3, "due")):
        source.write_text(f'msgid "one"\nmsgstr "{said}"\n', encoding="utf-8")
        os.utime(source, (written, written))
        assert catalogue.load().gettext("one") == said
        os.utime(compiled, (written + 1, written + 1))
    source.unlink()
    assert catalogue.load().gettext("one") == "due"  # an installed package has no source


def test_catalogue_is_used_where_it_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A clone on a read-only disk has Italian, too."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(catalogue, "COMPILED", tmp_path / "file/alisei.mo")
    assert catalogue.load().gettext("Write {value}.") != "Write {value}."


def test_catalogue_is_read_by_gettext() -> None:
    """Singular, plural, quotes and places survive the way into the compiled file."""
    language.use("it")
    assert str(_("there is no entry {id}", id="alfa")) == "la scheda «alfa» non esiste"
    assert str(_n("{n} error", "{n} errors", n=1)) == "1 errore"
    assert str(_n("{n} error", "{n} errors", n=2)) == "2 errori"


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS.names)], ids=lambda words: " ".join(words) or "alisei")
def test_help_is_italian_throughout(words: list[str], alisei: Alisei) -> None:
    """No sentence, heading or placeholder of the English help is left in the Italian one."""
    english = alisei(*words, "--help", "--lang", "en").out
    italian = alisei(*words, "--help", "--lang", "it").out.partition("\nEsempi:\n")[0]
    assert "Uso: alisei" in italian
    spoken = {
        "alisei",
        *COMMANDS.names,
        *REPORTS.names,
        "text",
        "json",
        "csv",
        "markdown",
        "error",
        "warning",
        "note",
        "ror",
        "CSV",
        "ID",
        "FILE",
        "it|en",
        "text|json",
        "error|warning|note",
        "parents|leaves",
        "month|year|release|commit",
        "github|json|junit|sarif|text",
    }
    left = [
        line
        for line in english.splitlines()
        if line.strip()
        and line in italian.splitlines()
        and not set(re.findall(r"[\w|]+", re.sub(r"--?[\w-]+", "", line))) <= spoken
    ]
    assert left == []
    words = [
        key[0].strip("[].") for key, said in TOOL["_table"](TOOL["TYPER_WORDS"]).items() if key != said and " " not in key[0]
    ]
    assert [word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?!\w)", italian)] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["valdate"], "il comando «valdate» non esiste\n  Intendevi «validate»?"),
        (["show"], "manca «ID»"),
        (["show", "a", "b"], "«b» è di troppo"),
        (["show", "--fromat"], "l'opzione «--fromat» non esiste\n  Intendevi «--format»?"),
        (["report", "--format"], "dopo «--format» serve un valore"),
        (["validate", "--no-color=1"], "«--no-color» non vuole alcun valore"),
        (["validate", "--lang", "de"], "there is no language called de"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_slips_on_the_command_line_are_answered_in_italian(words: list[str], said: str, alisei: Alisei) -> None:
    """Typer's own complaints are said in our words, with what to write instead."""
    outcome = alisei(*words, *([] if "--lang" in words else ["--lang", "it"]))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"alisei: {said}"), outcome.err
    assert not re.search(r"\b(Error|Usage|Missing|Try|No such)\b", outcome.err)


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["--lang", "it"], {"ALISEI_LANG": "en", "LANG": "en_US.UTF-8"}, "it"),
        (["--lang=it"], {"ALISEI_LANG": "en"}, "it"),
        ([], {"ALISEI_LANG": "it", "LC_ALL": "en_US.UTF-8"}, "it"),
        ([], {"LC_ALL": "it_IT.UTF-8", "LANG": "en_US.UTF-8"}, "it"),
        ([], {"LC_MESSAGES": "en_US.UTF-8", "LANG": "it_IT.UTF-8"}, "en"),
        ([], {"LANG": "it_CH"}, "it"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {}, "en"),
        (["search", "--", "--lang", "it"], {}, "en"),
    ],
)
def test_language_is_the_nearest_that_was_asked_for(arguments: list[str], environment: dict[str, str], expected: str) -> None:
    """``--lang``, then ``ALISEI_LANG``, then the locale, then English."""
    assert expected == choose(arguments, environment)


@pytest.mark.parametrize(
    "order",
    [
        ["--lang", "it", "-C", "{root}", "validate"],
        ["validate", "--lang", "it", "-C", "{root}"],
        ["-C{root}", "validate", "--lang=it"],
        ["validate", "--root={root}", "--fail-on", "note", "--lang", "it", "--no-color"],
        ["--root", "{root}", "validate", "--lang", "it"],
    ],
    ids=" ".join,
)
def test_global_options_may_stand_anywhere(order: list[str], dataset: Dataset, alisei: Alisei) -> None:
    """Nobody needs to know before or after which word an option goes."""
    root = dataset({"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech")})
    outcome = alisei(*(word.replace("{root}", str(root)) for word in order))
    assert (outcome.code, outcome.out) == (0, "tutto a posto: 0 errori, 0 avvisi, 0 note in 4 file\n")


def test_words_after_two_hyphens_are_not_options(dataset: Dataset, alisei: Alisei) -> None:
    """What is looked for may look like an option."""
    root = dataset({"registry/stakeholders/toscana/alfa-biotech.yaml": stakeholder("alfa-biotech")})
    assert '"--lang it"' in alisei("-C", root, "search", "--", "--lang", "it").out


def test_a_command_is_not_mistaken_for_a_folder_of_its_name(alisei: Alisei) -> None:
    """``-C report --help`` tells of all commands."""
    assert "validate" in alisei("-C", "report", "--help").out


def test_data_in_a_sentence_is_never_a_sentence() -> None:
    """A value with braces or the name of a place is shown as it is."""
    assert str(_("there is no entry {id}", id="{id} {0}")) == "there is no entry {id} {0}"


def test_a_sentence_is_a_value_that_can_stand_in_a_set() -> None:
    """``validate --since`` tells diagnostics apart by their sentences, lists in them or not."""
    one, other = _("a {names} b", names=["x", "y"]), _("a {names} b", names=("x", "y"))
    assert len({one, other}) == 1
    assert str(one) == "a x, y b"


def test_what_is_counted_is_grouped_in_thousands_and_a_year_is_not() -> None:
    """Each language has its own separator; a value of an entry is shown as it is written."""
    said = _n("{n} entry, not known for {unknown}.", "{n} entries, not known for {unknown}.", n=2950, unknown=1012345)
    assert str(said) == "2,950 entries, not known for 1,012,345."
    with language.speak_language("it"):
        assert str(said) == "2.950 schede; il dato non è noto per 1.012.345."
        assert language.show_number(1234.5, ",.2f") == "1.234,50"
    assert str(_("{value} is not a level", value=2025)) == "2025 is not a level"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["validate", "--jobs", "0"], "«0» è troppo piccolo per «--jobs»: il minimo è 1"),
        (["validate", "--jobs", "abc"], "«--jobs» vuole un numero intero, non «abc»"),
        (["report", "soci"], "members"),
        (["report", "panoramica"], "overview"),
        (["report", "rete"], "network"),
    ],
)
def test_a_wrong_word_on_the_line_is_answered_in_italian(words: list[str], said: str, alisei: Alisei, dataset: Dataset) -> None:
    outcome = alisei("-C", dataset({}), "--lang", "it", *words)
    assert outcome.code == 2
    assert said in outcome.err
    assert "Invalid" not in outcome.err


def test_exports_and_the_job_log_speak_italian(alisei: Alisei, dataset: Dataset) -> None:
    root = dataset({"registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", "sector: {primary: farmaceutica}\n")})
    listed = alisei("-C", root, "--lang", "it", "export").out
    assert "Una cartella di tabelle CSV" in listed
    log = alisei("-C", root, "--lang", "it", "validate", "--format", "github").out
    assert "- errore ALI201 " in log
    assert "- error " not in log
