r"""Lines are indented and words separated by spaces, never by tabs.

Why: the width of a tab differs from one editor to the next, so no one can see to which block a line belongs.

Wrong:
```bytes registry/stakeholders/toscana/istituto-rossi.yaml
names:
\t- {value: Istituto Rossi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Source
from alisei_cli.rules._contract import Rule


def remedy(finding: Finding, source: Source) -> Fix | None:
    """Blanks instead; safe unless the tab stands within a text, where someone should look what was meant."""
    span = finding.span
    line = source.lines[span.line - 1] if span and span.line <= len(source.lines) else ""
    if span is None or line[span.column - 1 : span.end_column - 1].strip("\t") or span.column == span.end_column:
        return None  # written as an escape
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    blanks = " " if after.strip() else ""
    if not before.strip():
        blanks = " " * min(2 * (span.end_column - span.column), _edge_above(source, span.line))
    is_outside = not before.strip() or not after.strip() or before.rstrip()[-1] in ":-,[{"
    return Fix(_("write spaces"), (Edit((), blanks, "text", span),), safe=is_outside)


def _edge_above(source: Source, number: int) -> int:
    """As far right as the line above lets this one begin."""
    above = next(
        (line for line in reversed(source.lines[: number - 1]) if line.strip() and not line.lstrip().startswith("#")), ""
    )
    edge = len(above) - len(above.lstrip(" -"))
    is_open = above.split(" #")[0].rstrip().endswith((":", "|", ">", "|-", ">-"))
    return edge + 2 * is_open


RULE = Rule("ALI013", Severity.ERROR, remedy=remedy)
