"""Where research and education are: an analysis as a notebook would have it, run by the tests.

python docs/examples/sector_by_area.py [FOLDER]
"""

import sys

import alisei_cli

registry = alisei_cli.open(sys.argv[1] if len(sys.argv) > 1 else ".")
frames = registry.frames()
stakeholders, terms = frames["stakeholders"], frames["terms"]

# Active organisations of the sector or of a branch below it.
branches = terms[(terms["term"] == "research-education") | (terms["parent"] == "research-education")]["term"]
active = stakeholders[stakeholders["status"] == "active"]
found = active[active["sector_primary"].isin(branches)]

# How many in each area; an area without any is a row too, because the column knows all its values.
by_area = found.groupby("area", observed=False)["id"].count()
print(by_area.to_string())

# Founded when: a year alone counts from its first to its last day.
founded = active["facts_founded_from"].dt.year
print(f"{founded.notna().sum()} of {len(active)} have a year of foundation; the median is {founded.median():.0f}.")
