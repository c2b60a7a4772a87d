"""The rules of a call, read from a file of the user's and checked like an entry."""

from pathlib import Path

from alisei_cli.core.check import check
from alisei_cli.core.check_entry import EntryResult, check_entry
from alisei_cli.core.consortium import check_call
from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.source import Data
from alisei_cli.model.verdict import Lazy, Verdict
from alisei_cli.model.view import View
from alisei_cli.rules import RULES, info
from alisei_cli.store import yaml
from alisei_cli.store.outside import read_bytes_of

KIND = "call"


def read_call(file: Path, dataset: View) -> tuple[Verdict, Data]:
    """Read and check a call; its data are sound only if the verdict has no error.

    Raises:
        UsageError: the file is missing or unreadable.
        DataError: it is too large to be read at all.
        SurroundingsError: the dataset has no schema of calls.
    """
    context = dataset.context
    schema = context.schemas.get(KIND)
    if schema is None:
        raise SurroundingsError(
            _("{path} is missing, or cannot be used", path="schema/call.schema.json"),
            _("It comes with a new registry: alisei init FOLDER makes one, from which the file can be copied."),
        )
    reading = yaml.read(file.as_posix(), read_bytes_of(file), yaml.ENTRY, schema.admits_text)
    rules = {name: RULES.load(name) for name in RULES.names}
    judged = check_entry(KIND, reading.source, reading.findings, reading.reported, context, rules.items())
    sources = {judged.path: reading.source}
    verdict = check([judged], context, rules, sources)
    if not verdict.fails(Severity.ERROR):
        more = tuple(check_call(reading.source.data, dataset))
        verdict = check([EntryResult(judged.path, (*judged.findings, *more))], context, rules, sources)
    told = tuple(each for each in verdict.diagnostics if each.severity > Severity.NOTE)  # the first line is the user's own
    whole = Verdict(told, verdict.files, verdict.silenced, sources, Lazy(RULES.names, info), {judged.path: schema})
    return whole, reading.source.data if isinstance(reading.source.data, dict) else {}
