"""Documents for print: nothing is fetched while they are made, and the same answer gives the same bytes."""

import http.server
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from alisei_cli.errors import SurroundingsError
from alisei_cli.extras import install_command
from alisei_cli.render.tables import pdf
from tests.render.answers import drawn

pytest.importorskip("weasyprint", exc_type=(ImportError, OSError), reason="WeasyPrint or Pango is missing")
SECRET = "SECRET-THAT-NOBODY-MAY-READ"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it was asked for."""
    heard: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *said: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()
    thread.join(10)


def test_every_reference_is_refused(tmp_path: Path, asked: tuple[str, list[str]], caplog: pytest.LogCaptureFixture) -> None:
    """Files, addresses, data: links, pictures, style sheets, attachments, fonts and drawings fetch nothing."""
    address, heard = asked
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    logging.getLogger("weasyprint").setLevel(logging.WARNING)
    references = [f"{address}/x", secret.as_uri(), "data:text/plain,x"]
    for where in references:
        page = (
            f'<link rel="attachment" href="{where}"><link rel="stylesheet" href="{where}"><img src="{where}"><object data="{where}"></object>'
            f'<style>@import url("{where}");@font-face{{font-family:x;src:url("{where}")}}body{{font-family:x;background:url("{where}")}}</style>'
            f'<a rel="attachment" href="{where}">a</a><svg width="9" height="9"><image href="{where}" width="9" height="9"/><use href="{where}#a"/></svg>'
        )
        made = pdf.print_pages(page)
        assert made.startswith(b"%PDF-")
        assert b"EmbeddedFile" not in made
        assert SECRET.encode() not in made
    assert heard == []
    assert "refused" in caplog.text


def test_same_answer_same_bytes() -> None:
    """Where the fonts are the same."""
    made = pdf.pack(drawn())
    assert made == pdf.pack(drawn())
    assert made.startswith(b"%PDF-")
    assert b"/Lang (en)" in made or len(made) > 10_000


def test_hostile_text_makes_a_document() -> None:
    """Data are text here too."""
    text = '<img src="file:///etc/passwd"><link rel=attachment href="file:///etc/passwd"> {{x}}'
    assert b"EmbeddedFile" not in pdf.pack(drawn(text))


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The format is an extra of its own."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(SurroundingsError) as error:
        pdf.pack(drawn())
    assert str(error.value.help) == f"Install it: {install_command('pdf')}"
