"""Tables as an answer: with the state of the dataset they were made from, and what the registry is called."""

from alisei_cli.model.about import read_about
from alisei_cli.model.table import Answer, Table
from alisei_cli.model.view import View


def make_answer(name: str, dataset: View, tables: tuple[Table, ...]) -> Answer:
    """The answer called ``name`` to what was asked of ``dataset``."""
    about, version = read_about(dataset.context.policy), dataset.context.taxonomy.version
    return Answer(name, version, dataset.commit, dataset.dirty, dataset.as_of, dataset.audience, tables, about)
