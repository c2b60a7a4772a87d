"""The outcome of ``alisei audit leaks`` in words and in JSON, version 1 of the contract; no value is told."""

import json
from collections.abc import Callable, Iterator, Mapping

from alisei_cli.escape import escape_command, escape_json, escape_text
from alisei_cli.language import _, _n
from alisei_cli.model.leak import Audit
from alisei_cli.model.source import json_pointer


def render_text(found: Audit) -> Iterator[str]:
    """One line a leak, then what was searched."""
    for leak in found.leaks:
        place = f"{escape_text(leak.path)}#{escape_text(json_pointer(leak.pointer))}"
        said = _("a value that {audience} may not see: {place}", audience=leak.audience, place=place)
        yield escape_command(f"{escape_text(leak.output)}: {said}")
    leaks = _n("{n} leak", "{n} leaks", n=len(found.leaks))
    values = _n("{n} value looked for", "{n} values looked for", n=found.values)
    outputs = _n("{n} output", "{n} outputs", n=found.outputs)
    size = _n("{n} byte", "{n} bytes", n=found.size)
    yield str(_("{leaks}: {values} in {outputs}, {size}", leaks=leaks, values=values, outputs=outputs, size=size))


def render_json(found: Audit) -> Iterator[str]:
    """One JSON document."""
    document = {
        "version": 1,
        "values": found.values,
        "outputs": found.outputs,
        "bytes": found.size,
        "leaks": [
            {"output": each.output, "audience": each.audience, "path": each.path, "pointer": json_pointer(each.pointer)}
            for each in found.leaks
        ],
    }
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=1))


FORMATS: Mapping[str, Callable[[Audit], Iterator[str]]] = {"text": render_text, "json": render_json}
