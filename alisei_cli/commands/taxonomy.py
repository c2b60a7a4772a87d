"""List the facets of the taxonomy, or the terms of one, with how many entries use each; rehearse and migrate a change."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_of
from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _, _n
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.model.dataset import Dataset
    from alisei_cli.model.table import Answer
    from alisei_cli.model.view import View


def run(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FACET|TERM]",
            help=t(
                "sector, type, technologies, ...: its terms; or one term. Or rehearse NEW.yaml: what that taxonomy would change; NEW.yaml is a copy of taxonomy.yaml in which you add the new terms (labels, parent) and write deprecated: DAY and replaced_by: [NEW, ...] below the old one. Or migrate [OLD=NEW]... [ID]...: rewrite the entries, or these, whose terms are given up; NEW has to stand in taxonomy.yaml, and alisei schema comes first."
            ),
        ),
    ] = None,
    where: options.Where = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("With migrate: only show the patch."))] = False,
    audience: options.Audience = None,
    is_all: options.All = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.terms import facets, terms
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    verb, *rest = words or [""]
    if verb in ("migrate", "rehearse"):
        call = call.without_overlay()
    if verb == "migrate":
        _refuse({"--format": format, "-o": output, "--all": is_all})
        _migrate(call, rest, where or [], dry_run)
        return
    if where or dry_run:
        raise UsageError(_("{word} goes with migrate only", word="--where" if where else "--dry-run"))
    form = FORMATS.load(format or format_of(output))
    if len(rest) > (verb == "rehearse"):
        raise UsageError(_("{word} is one argument too many", word=rest[-1]))
    found = call.dataset()
    dataset = view(found, audience)
    if verb == "rehearse":
        answer = _rehearse(call, found, dataset, rest)
    else:
        answer = terms(dataset, verb) if verb else facets(dataset)
    call.hand_over(form, answer, output, is_all=is_all)


def _refuse(given: Mapping[str, object]) -> None:
    """Refuse options that change no patch."""
    for word, value in given.items():
        if value:
            raise UsageError(_("{word} does not go with migrate, which shows a patch", word=word))


def _rehearse(call: Call, found: "Dataset", dataset: "View", files: Sequence[str]) -> "Answer":
    """What the taxonomy of a file would change."""
    from alisei_cli.core.concerned import find_concerned
    from alisei_cli.core.rehearse import rehearse
    from alisei_cli.core.view import hide_values
    from alisei_cli.model.taxonomy import build
    from alisei_cli.pipeline import validate, validate_beside
    from alisei_cli.reports import REPORTS
    from alisei_cli.store.load import SINGLE, read_single
    from alisei_cli.store.outside import read_bytes_of
    from alisei_cli.store.tree import MemoryTree

    if not files:
        raise UsageError(_("{word} is missing", word="NEW.yaml"), _("Name the file of the new taxonomy."))
    path = SINGLE["taxonomy"]
    beside = {path: read_bytes_of(Path(files[0]))}
    taxonomy = build(read_single(MemoryTree(beside), path, dataset.context.schemas.get("taxonomy")).source.data)
    if not taxonomy.facets:
        raise UsageError(_("{file} holds no facet that can be read", file=files[0]), _("It has to be a whole taxonomy.yaml."))
    known = {(each.path, each.pointer, each.code) for each in validate(call.root).diagnostics}
    concerned = find_concerned(found.entries, found.context, taxonomy)
    judged = hide_values(validate_beside(call.root, beside, concerned)).diagnostics
    new = [each for each in judged if (each.path, each.pointer, each.code) not in known]
    return rehearse(dataset, taxonomy, {name: REPORTS.load(name) for name in REPORTS.names}, new)


def _migrate(call: Call, words: Sequence[str], wheres: Sequence[str], is_look: bool) -> None:
    """Rewrite what needs no decision, and say what does."""
    from alisei_cli.commands._patches import print_patches
    from alisei_cli.core.conditions import asked_together
    from alisei_cli.core.migrate import (
        check_schemas,
        choose_entries,
        describe_undecided,
        find_fixes,
        find_undecided,
        parse_choices,
    )
    from alisei_cli.core.select import select
    from alisei_cli.fixing import apply, plan_rewrites

    root = call.root
    call.settle(root, is_look=is_look)
    dataset = call.dataset()
    law = dataset.context
    choices = parse_choices((word for word in words if "=" in word), law.taxonomy)
    asked = select(dataset, asked_together(wheres, law)) if wheres else dataset.entries
    entries = choose_entries(asked, [word for word in words if "=" not in word])
    check_schemas(entries, law, choices)
    made = plan_rewrites(root, law, entries, lambda data, schema: find_fixes(data, schema, law.taxonomy, choices))
    print_patches(call, made, law)
    if not is_look:
        apply(root, made)
    n = sum(len(each.fixes) for each in made)
    files = _n("{n} file", "{n} files", n=len(made))
    said = [_n("{n} term rewritten in {files}", "{n} terms rewritten in {files}", n=n, files=files)]
    call.print([str(_("{said}", said=[*said, *([_("nothing written")] if is_look else [])]))])
    left = [each for entry in entries for each in find_undecided(entry, law.schemas[entry.kind], law.taxonomy, choices)]
    call.print(str(line) for line in describe_undecided(left))


COMMAND = Command(
    run,
    example="alisei taxonomy sector",
    more=("alisei taxonomy rehearse NEW.yaml", "alisei taxonomy migrate --dry-run"),
    group="questions",
    place=4,
)
