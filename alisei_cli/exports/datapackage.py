"""CSV tables as a Frictionless Data Package with its DCAT-AP_IT catalogue, for portals of open data.

The tables are those of ``csv``. ``catalogue.ttl`` names each file with its checksum, the publisher, themes, frequency and licence.
Needs the libraries of ``requirements/exports.txt``.
"""

from collections.abc import Mapping

from alisei_cli.exports._catalogue import list_in_catalogue
from alisei_cli.exports._contract import Export
from alisei_cli.exports._flat import flat
from alisei_cli.exports._package import DESCRIPTOR, describe
from alisei_cli.exports._rdf import write_turtle
from alisei_cli.exports._tables import encode
from alisei_cli.model.view import View


def build(dataset: View) -> Mapping[str, bytes]:
    """The files of the package, and ``catalogue.ttl``.

    Raises:
        SurroundingsError: the library rdflib is not installed.
    """
    tables = [*flat(dataset)]
    files = {**{f"{table.name}.csv": encode(table) for table in tables}, DESCRIPTOR: describe(dataset, tables)}
    return {**files, "catalogue.ttl": write_turtle(list_in_catalogue(dataset, files))}


EXPORT = Export(build, DESCRIPTOR)
