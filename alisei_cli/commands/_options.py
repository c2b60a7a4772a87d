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
    list[str] | None,
    typer.Option(
        "--where",
        metavar="NAME=VALUE",
        help=t(
            "Only entries that meet this: type=company,university (one or the other), type!=company (another type), region=toscana, founded=2000..2010. May be given several times; all must be met."
        ),
    ),
]
SearchWhere = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="NAME=VALUE",
        help=t(
            "Only entries that meet this: type=company,university (one or the other), type!=company (another type), region=toscana, area=sud (or nord, centro, isole, mezzogiorno...), province=SI, municipality=Siena, membership=member, founded=2000..2010, any facet, date or number. May be given several times; all must be met."
        ),
    ),
]
Audience = Annotated[
    str | None, typer.Option("--audience", metavar="AUDIENCE", help=t("public (default), members, secretariat."))
]
ReportFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help=t("One of {formats}; text unless said otherwise.")),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=t("Write to this file; its ending, such as .csv or .xlsx, determines the format."),
    ),
]
ExcelIt = Annotated[bool, typer.Option("--excel-it", help=t("CSV that Excel in an Italian Windows opens by a double click."))]
All = Annotated[bool, typer.Option("--all", help=t("On a terminal: long tables whole, not only their first page."))]
Before = Annotated[
    list[Path] | None,
    typer.Option(
        "--before", metavar="FILE", help=t("The statistics.json of an earlier release, for protected counts; may be repeated.")
    ),
]
