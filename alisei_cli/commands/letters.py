"""Write the yearly letters: what the registry says of each organisation, what is missing, how to answer with one word."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _, _n
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.model.dataset import Entry
    from alisei_cli.model.letter import Letter
    from alisei_cli.model.view import View

MOST_FORMS = 200
"""Pages in one round; each has a quarter of a megabyte."""


def run(
    context: typer.Context,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help=t("A new or empty folder for the letters."))],
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help=t("Ids of organisations; all active ones without any."))
    ] = None,
    where: options.SearchWhere = None,
    addresses: Annotated[
        Path | None,
        typer.Option(
            "--addresses", metavar="FILE.csv", help=t("Addresses of the secretariat: id,address. Kept outside the dataset.")
        ),
    ] = None,
    ask: Annotated[str | None, typer.Option("--ask", metavar="offers", help=t("Ask for offers and needs too."))] = None,
    site: Annotated[
        str | None,
        typer.Option("--site", metavar="URL", help=t("A page for each entry: {id} in the address stands for the id.")),
    ] = None,
    has_forms: Annotated[
        bool, typer.Option("--forms", help=t("Beside each letter ID.html, the page of alisei form to attach to it."))
    ] = False,
    signature: Annotated[
        str | None,
        typer.Option(
            "--signature",
            metavar="TEXT",
            help=t("Who signs, with a telephone number; the letters must then lie outside the dataset."),
        ),
    ] = None,
    is_english: Annotated[bool, typer.Option("--english", help=t("In English, for those who ask for it."))] = False,
) -> None:
    from alisei_cli.core.letters import choose_entries, prepare_letters, read_addresses
    from alisei_cli.core.view import hide_values, view
    from alisei_cli.escape import escape_line
    from alisei_cli.language import speak_language
    from alisei_cli.model.groups import group
    from alisei_cli.model.letter import Wishes
    from alisei_cli.pipeline import validate
    from alisei_cli.render.letters import pack_letters
    from alisei_cli.store.outside import read_source
    from alisei_cli.store.write import expect_vacant, write_new

    call: Call = context.obj
    root = call.root
    _check_words(ask, site)
    for path in filter(None, (addresses, output if addresses or signature else None)):
        call.outside(path)
    expect_vacant(call.apart(output), _("A round of letters has a folder of its own: -o FOLDER"))
    seen = view(call.dataset())
    chosen = choose_entries(seen, [Path(each).name.removesuffix(".yaml") for each in ids or []], where or [])
    given = read_addresses(read_source(addresses), seen) if addresses else {}
    found = group((each.path, each) for each in hide_values(validate(root)).diagnostics)
    with speak_language("en" if is_english else "it"):
        letters = prepare_letters(
            seen, chosen, Wishes(given, ask == "offers", site or "", found, has_forms, escape_line(signature or ""))
        )
        files = pack_letters(letters, _render_forms(chosen, seen) if has_forms else {})
    write_new(output, files)
    call.print(_count(letters, output))


def _count(letters: "Sequence[Letter]", output: Path) -> list[str]:
    """How many letters there are, and how many have no mailbox to go to."""
    from alisei_cli.render.letters import LEFT

    left = sum(not each.address for each in letters)
    others = sum(each.channel in ("website", "form") for each in letters)
    look = _n(
        "{n} with a form or a website only: look for its mailbox first",
        "{n} with a form or a website only: look for their mailboxes first",
        n=others,
    )
    return [
        str(_n("{n} letter in {path}", "{n} letters in {path}", n=len(letters), path=output)),
        str(_n("{n} without address: {file}", "{n} without address: {file}", n=left, file=LEFT)),
        *([str(look)] if others else []),
    ]


def _render_forms(chosen: "Sequence[Entry]", seen: "View") -> dict[str, bytes]:
    """A page for each entry, by file name."""
    from alisei_cli.core.form_page import build_page
    from alisei_cli.render.html.form import render_form

    if len(chosen) > MOST_FORMS:
        raise UsageError(
            _("{n} pages are too many for one folder; the most is {most}", n=len(chosen), most=MOST_FORMS),
            _("Choose by ids or --where, or leave --forms out."),
        )
    return {f"{entry.id}.html": render_form(build_page(seen, entry)).encode() for entry in chosen}


def _check_words(ask: str | None, site: str | None) -> None:
    if ask not in (None, "offers"):
        raise UsageError(_("{word} cannot be asked for", word=ask), _("Write --ask offers"))
    if site is not None and not site.startswith(("https://", "http://")):
        raise UsageError(
            _("{value} is not an address of the web", value=site), _("For example: --site https://example.org/schede")
        )


COMMAND = Command(
    run,
    example="alisei letters -o ../letters",
    more=("alisei letters --where membership=member --ask offers -o ../letters", "alisei letters ID --english -o ../letter"),
    group="secretariat",
    place=2,
)
