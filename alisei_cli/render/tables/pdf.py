"""A document to print or to send (PDF), in the language of the moment, with the chapters, tables and drawings of the page for a browser.

Nothing is fetched while it is made, wherever a reference might come from. Needs the libraries of ``requirements/pdf.txt``.
"""

import hashlib
from typing import Any

from alisei_cli.language import current
from alisei_cli.model.table import Answer
from alisei_cli.render.tables._contract import Format
from alisei_cli.render.tables._extras import missing


def pack(answer: Answer) -> bytes:
    """The bytes of the document.

    Raises:
        SurroundingsError: a library is not installed.
    """
    try:
        from alisei_cli.render.tables._page import page
    except ImportError as error:
        raise missing(error.name or "Jinja2", "pdf") from error
    return printed(page(answer, (current(),)))


def printed(html: str) -> bytes:
    """``html`` on pages; every reference of it is refused. The same text gives the same bytes where the same fonts are installed.

    Raises:
        SurroundingsError: WeasyPrint is not installed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # it says so when Pango is missing
        raise missing("WeasyPrint", "pdf") from error

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


FORMAT = Format(pack=pack)
