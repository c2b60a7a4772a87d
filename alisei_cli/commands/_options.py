"""Options that several commands, or one command with many, take: each with its help, in one place."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.language import translate as t

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="REV|DATE",
        help=t(
            'The registry as it was at a commit, a tag, or the end of a day, month or year: 2026-05-01, 2026-05, 2026, "1 year ago".'
        ),
    ),
]
Where = Annotated[
    list[str] | None, typer.Option("--where", metavar="FACET=TERM", help=t("Only entries of this term or its children."))
]
SearchWhere = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="FACET=TERM",
        help=t(
            "Only entries of this term or its children: type=company, region=toscana, area=sud (or nord, centro, isole, mezzogiorno...), province=SI, municipality=Siena, membership=member, any facet. May be given several times."
        ),
    ),
]
Audience = Annotated[
    str | None, typer.Option("--audience", metavar="AUDIENCE", help=t("public (default), members, secretariat."))
]
ReportFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help=t("text (default), json, csv, markdown, html, xlsx, pdf.")),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=t("Write to this file; its ending (.csv, .json, .md, .html, .xlsx, .pdf) says the format."),
    ),
]
All = Annotated[bool, typer.Option("--all", help=t("On a terminal: long tables whole, not only their first page."))]
Rows = Annotated[str | None, typer.Option("--rows", metavar="FACET", help=t("matrix: what the rows are."))]
Cols = Annotated[str | None, typer.Option("--cols", metavar="FACET", help=t("matrix: what the columns are."))]
Facet = Annotated[str | None, typer.Option("--facet", metavar="FACET", help=t("coverage: which facet."))]
By = Annotated[str | None, typer.Option("--by", metavar="FACET", help=t("trend, compare, specialisation: counted by what."))]
Level = Annotated[
    str | None,
    typer.Option(
        "--level", metavar="LEVEL", help=t("parents (terms of the first level, with those below) or leaves (as written).")
    ),
]
Every = Annotated[str | None, typer.Option("--every", metavar="PERIOD", help=t("trend: month, year, release or commit."))]
Months = Annotated[
    str | None, typer.Option("--months", metavar="N", help=t("freshness: entries that nobody has changed for so long."))
]
