"""Copy the terms of the taxonomy into the schemas, so that editors complete and explain them."""

from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help=t("Change nothing; exit code 1 if a schema is out of date or not a JSON Schema."))
    ] = False,
) -> None:
    from alisei_cli.core.enums import add_terms
    from alisei_cli.errors import DataError
    from alisei_cli.language import _
    from alisei_cli.store import meta
    from alisei_cli.store.load import load_context
    from alisei_cli.store.tree import WorkTree
    from alisei_cli.store.write import write_all

    call: Call = context.obj
    root = call.root
    call.settle(root, is_look=check)
    taxonomy = load_context(WorkTree(root)).context.taxonomy
    if not taxonomy.facets:
        raise DataError(_("taxonomy.yaml holds no facet that can be read"), _("alisei validate says what is wrong."))
    found = list(meta.documents(WorkTree(root)))
    made = [(path, before, meta.text_of(add_terms(document, taxonomy))) for path, before, document in found]
    stale = {path: after for path, before, after in made if before != after}
    wrong = [
        str(_("{path}: {fault}", path=path, fault=fault)) for path, _before, document in found for fault in meta.faults(document)
    ]
    if check or wrong:
        behind = [str(_("{path} is behind the taxonomy; run: alisei schema", path=path)) for path in stale]
        call.print([*wrong, *behind] or [str(_("the schemas are in step with the taxonomy"))])
        raise typer.Exit(1 if wrong or behind else 0)
    write_all(root, stale, {path: before.encode("utf-8") for path, before, _after in made if path in stale})
    call.print([str(_("{path} written", path=path)) for path in stale] or [str(_("the schemas are in step with the taxonomy"))])


COMMAND = Command(run, example="alisei schema --check", more=("alisei schema",), group="maintainers", place=1)
