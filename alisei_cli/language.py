"""Sentences in Italian and English, kept apart from their values until shown.

``_("{term} is not a term", term=code)`` is a value like any other: rules return it, caches and renderers pass it on, and only
``str()`` renders it in the current language, with every piece of data made visible and truncated. The English sentence is the key
of the gettext catalogue ``translations/it.po``.
"""

import gettext
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from alisei_cli import catalogue
from alisei_cli.escape import escape_text

LANGUAGES = ("it", "en")
DOMAIN = "alisei"

LONGEST_LABEL = 400
"""Most characters of a label or description of the taxonomy and the schemas that a message shows."""
LONGEST_LIST = 2000
"""Characters from which on a list is cut."""
COUNTS = frozenset({
    "all", "count", "expired", "former", "inside", "joined", "known", "left", "limit", "looked_at", "n", "open", "pairs", "shown",
    "total", "unborne", "unknown", "unknown_cols", "unknown_rows", "whole",
})  # fmt: skip
"""Places of a sentence whose whole numbers count things, and so are grouped in thousands; a year or a value of an entry is not."""
QUOTED = "», «"
"""Separator of list items, each in its own Italian quotation marks."""

_current = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of the tool's own with the data that fills its places; ``str()`` gives the words."""

    message: str
    """The English sentence with ``{names}`` of places; never made from data."""
    values: tuple[tuple[str, object], ...] = ()
    plural: str | None = None
    """The English plural, chosen by the value called ``n``."""

    def __str__(self) -> str:
        values = dict(self.values)
        sentences = _catalogue(_current)
        if self.plural is None:
            sentence = sentences.gettext(self.message)
        else:
            sentence = sentences.ngettext(self.message, self.plural, int(str(values["n"])))
        shown = {
            name: show_number(value)
            if name in COUNTS and type(value) is int
            else _show_value(value, QUOTED if f"«{{{name}}}»" in sentence else ", ")
            for name, value in values.items()
        }
        return sentence.format_map(shown)


@dataclass(frozen=True, slots=True)
class Labels:
    """A label that the dataset itself gives in both languages; ``str()`` gives the one of the moment."""

    it: str
    en: str

    def __str__(self) -> str:
        return (self.it if _current == "it" else self.en) or self.en or self.it


def _(message: str, /, **values: object) -> Text:
    """A sentence, marked for translation."""
    return Text(message, _freeze_values(values))


def _n(singular: str, plural: str, /, **values: object) -> Text:
    """A sentence that depends on the number called ``n``, marked for translation."""
    return Text(singular, _freeze_values(values), plural)


def _freeze_values(values: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    """The values with lists as tuples: a sentence is a value that can stand in a set."""
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items())


def show_number(number: float, form: str = ",") -> str:
    """A number in the manner of the language: 2,950 and 0.5 in English, 2.950 and 0,5 in Italian; ``form`` as for ``format``."""
    said = format(number, form)
    return said.translate(_ITALIAN) if _current == "it" else said


_ITALIAN = str.maketrans(",.", ".,")


def _show_value(value: object, between: str = ", ") -> str:
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, Labels):
        return escape_text(value, LONGEST_LABEL)
    if isinstance(value, (list, tuple)):
        return _show_list(value, between)
    return escape_text(value)


def _show_list(values: Sequence[object], between: str) -> str:
    """As many of ``values`` as a reader can take in, and a sign that there are more."""
    shown = []
    size = 0
    for value in values:
        shown.append(_show_value(value))
        size += len(shown[-1])
        if size > LONGEST_LIST and len(shown) < len(values):
            shown.append("...")
            break
    return between.join(shown)


def translate(message: str) -> str:
    """The sentence in the language of the moment, places left as they are (for help texts)."""
    return _catalogue(_current).gettext(message)


def current_language() -> str:
    """The language of the moment: ``it`` or ``en``."""
    return _current


def use(language: str) -> None:
    """From now on sentences are shown in ``language``; Typer's own words follow."""
    global _current
    _current = language
    os.environ["LANGUAGE"] = language
    _catalogue(language)
    gettext.bindtextdomain(DOMAIN, catalogue.FOLDER)
    gettext.textdomain(DOMAIN)


def both_languages() -> tuple[str, ...]:
    """Both languages, that of the moment first."""
    return (_current, *(language for language in LANGUAGES if language != _current))


@contextmanager
def speak_language(language: str) -> Iterator[None]:
    """Show sentences in ``language`` within this block."""
    before = _current
    use(language)
    try:
        yield
    finally:
        use(before)


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for: ``--lang``, then ``ALISEI_LANG``, then the locale, then English."""
    if "--" in arguments:
        arguments = arguments[: arguments.index("--")]
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    asked += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    asked.append(environment.get("ALISEI_LANG", ""))
    asked += [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((value for value in asked if value), "en")
    return first[:2].lower() if first[:2].lower() in LANGUAGES else "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return catalogue.load() if language == "it" else gettext.NullTranslations()
