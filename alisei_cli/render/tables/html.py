"""One file for a browser: chapters, tables, charts and maps, in Italian and English, that can be mailed, read offline and printed.

Needs the libraries of ``requirements/report.txt``.
"""

from collections.abc import Iterator

from alisei_cli.language import both_languages
from alisei_cli.model.table import Answer
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables._contract import Format


def render(answer: Answer, screen: Screen) -> Iterator[str]:
    """The lines of the page.

    Raises:
        SurroundingsError: a library is not installed.
    """
    try:
        from alisei_cli.render.html.page import page
    except ImportError as error:
        from alisei_cli.extras import missing_library

        raise missing_library(error.name or "Jinja2", "report") from error
    yield from page(answer, both_languages()).rstrip("\n").split("\n")


FORMAT = Format(render, suffixes=(".html", ".htm"))
