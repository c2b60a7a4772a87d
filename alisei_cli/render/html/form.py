"""The form as one file: its own style and scripts, data that is never run, and a policy that lets it load nothing."""

import base64
import hashlib
import json
from collections.abc import Mapping
from string import Template
from typing import Any

from alisei_cli.escape import escape_script
from alisei_cli.render.html.page import TOKENS, read_template

POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src 'none'; connect-src 'none'; "
    "object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'"
)
SCRIPTS = ("block", "checks", "search", "elements", "combobox", "inputs", "parts", "changes", "send", "page")
"""The scripts of the page, each before those that use it."""


def render_form(page: Mapping[str, Any]) -> str:
    """The document of ``page``, in Italian until another language is chosen."""
    style = read_template(TOKENS) + read_template("form/form.css")
    script = "".join(read_template(f"form/{name}.js") for name in SCRIPTS)
    words = page["words"]
    return Template(read_template("form/form.html")).substitute(
        policy=POLICY.format(script=_digest(script), style=_digest(style)),
        style=style,
        script=script,
        data=escape_script(json.dumps(page, ensure_ascii=False, separators=(",", ":"))),
        title=words["title"][0],
        no_script="".join(
            f'<p lang="{language}">{said}</p>' for language, said in zip(("it", "en"), words["noScript"], strict=True)
        ),
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
