"""The reports: one file each. To add a report, add a file."""

from alisei_cli.language import _
from alisei_cli.reports._contract import Report
from alisei_cli.shelf import Shelf

IN_ITALIAN = {
    "annual": ("annuale", "rapporto annuale"),
    "benchmark-known": ("totali noti", "confronto con i totali noti"),
    "compare": ("confronto", "confronta", "differenze"),
    "coverage": ("copertura", "spazi vuoti"),
    "events": ("eventi", "serie di eventi", "missioni"),
    "freshness": ("aggiornamento", "scadenze", "da rivedere"),
    "groups": ("gruppi", "gruppi di lavoro", "GdL"),
    "matrix": ("matrice", "incrocio"),
    "members": ("soci", "membri"),
    "network": ("rete", "legami"),
    "overview": ("panoramica", "quadro generale"),
    "quality": ("qualità",),
    "specialisation": ("specializzazione", "specialization"),
    "trend": ("andamento", "tendenza"),
}
"""What people may call each report."""

REPORTS: Shelf[Report] = Shelf("alisei_cli.reports", "REPORT", Report, _("there is no report called {name}"), IN_ITALIAN)
