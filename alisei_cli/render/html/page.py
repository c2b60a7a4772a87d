"""The page that a document is written on: one file, with its own style sheet, without scripts, that asks nothing of any network."""

import base64
import hashlib
import pkgutil
from collections.abc import Sequence

from alisei_cli.extras import missing_library
from alisei_cli.language import speak_language
from alisei_cli.model.table import Answer
from alisei_cli.render.html.document import Book, book

POLICY = "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
"""What a browser may load for the page: nothing but the style sheet inside it."""
TOKENS = "tokens.css"
"""Colours by day and by night, for every page."""
NAMES = {"it": "Italiano", "en": "English"}


def page(answer: Answer, languages: Sequence[str]) -> str:
    """The page in these languages, the first shown until another is chosen.

    Raises:
        SurroundingsError: a library that draws or fills in is not installed.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise missing_library("Jinja2", "report") from error
    environment = Environment(
        loader=PackageLoader("alisei_cli", "render/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = read_template(TOKENS) + read_template("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment.get_template("report.html")
    return template.render(
        books=_books(answer, languages), style=style, policy=POLICY.format(digest=digest), names=NAMES, state=answer
    )


def read_template(name: str) -> str:
    """A file of the folder of templates."""
    return (pkgutil.get_data("alisei_cli", f"render/templates/{name}") or b"").decode()


def _books(answer: Answer, languages: Sequence[str]) -> list[Book]:
    """The document in each language; the language of the moment is as before."""
    books = []
    for language in languages:
        with speak_language(language):
            books.append(book(answer))
    return books
