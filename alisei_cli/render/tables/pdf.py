"""A document to print or to send (PDF), in the language of the moment, with the chapters, tables and drawings of the page for a browser.

Nothing is fetched while it is made, wherever a reference might come from. Needs the libraries of ``requirements/pdf.txt``.
"""

import hashlib
from typing import Any

from alisei_cli.errors import SurroundingsError
from alisei_cli.extras import missing_library
from alisei_cli.language import _, current_language
from alisei_cli.model.table import Answer
from alisei_cli.render.tables._contract import Format


def pack(answer: Answer) -> bytes:
    """The bytes of the document.

    Raises:
        SurroundingsError: a library is not installed.
    """
    try:
        from alisei_cli.render.html.page import page
    except ImportError as error:
        raise missing_library(error.name or "Jinja2", "pdf") from error
    return print_pages(page(answer, (current_language(),)))


def print_pages(html: str) -> bytes:
    """``html`` on pages; every reference of it is refused. The same text gives the same bytes where the same fonts are installed.

    Raises:
        SurroundingsError: WeasyPrint is not installed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except ImportError as error:
        raise missing_library("WeasyPrint", "pdf") from error
    except OSError as error:  # WeasyPrint is installed, the system's Pango is not
        raise SurroundingsError(
            _("PDF needs the library Pango of the system, which is not installed"),
            _(
                "On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. On macOS: brew install pango."
            ),
        ) from error

    class Refusal(URLFetcher):  # type: ignore[misc]
        """Fetches nothing."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Refuse.

            Raises:
                ValueError: always; the document is made without what was asked for.
            """
            raise ValueError(f"refused: {url[:80]}")

    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    made = HTML(string=html, base_url=None, url_fetcher=Refusal()).write_pdf(
        pdf_identifier=identifier, pdf_variant="pdf/ua-1", uncompressed_pdf=False
    )
    return bytes(made or b"")


FORMAT = Format(pack=pack, suffixes=(".pdf",))
