"""A report asked of a dataset, for some of its entries."""

from collections.abc import Sequence
from dataclasses import replace

from alisei_cli.core.select import asked, select
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.dataset import Dataset
from alisei_cli.model.table import Answer
from alisei_cli.reports._contract import Report


def ask(name: str, report: Report, dataset: Dataset, wheres: Sequence[str], only: str | None = None) -> Answer:
    """The answer of ``report`` for the entries that ``wheres`` choose, all tables or ``only`` one.

    Raises:
        UsageError: there is no such facet, term or table.
    """
    chosen = replace(dataset, entries=select(dataset, wheres)) if wheres else dataset
    tables = report.build(chosen)
    if only:
        tables = tuple(table for table in tables if table.name == only)
        if not tables:
            names = [table.name for table in report.build(chosen)]
            raise UsageError(_("the report has no table called {name}", name=only), _("There are: {names}.", names=names))
    if wheres:
        said = _("Only entries with {wheres}.", wheres=["=".join(asked(where, dataset.law)) for where in wheres])
        tables = tuple(replace(table, notes=(*table.notes, said)) for table in tables)
    return Answer(name, dataset.law.taxonomy.version, dataset.commit, dataset.dirty, dataset.as_of, "public", tables)
