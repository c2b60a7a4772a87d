"""Every date exists in the calendar.

Why: the 30th of February cannot be sorted, compared or trusted; another day was meant.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-02-30}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-02-28}
```
"""

import calendar
from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._dates import dates, is_real

OLDEST = "0500"
"""No body of these days is older: a year before this one is mistyped."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each date with a month or a day that does not exist, or a year before there were any dates to give here."""
    for pointer, date in dates(entry, context):
        if not is_real(date):
            yield Finding(pointer, _("the calendar has no {date}", date=date), _help(date))
        elif date < OLDEST:
            help = _("Write the year with four digits.")
            yield Finding(pointer, _("the year of {date} cannot be right", date=date), help)


def _help(date: str) -> Text:
    year, month = int(date[:4]), int(date[5:7] or 1)
    if year and 1 <= month <= 12:
        days = calendar.monthrange(year, month)[1]
        return _(
            "That month has {days} days: write the right day, or only {month} if the day is not known.", days=days, month=date[:7]
        )
    if year and month > 12 and 1 <= int(date[8:] or 1) <= 12:
        turned = f"{date[:4]}-{date[8:]}-{date[5:7]}"
        if date[8:] and is_real(turned):
            return _("Write {date}: the year, then the month, then the day.", date=turned)
    return _(
        "Write year-month-day, with four, two and two digits; the year and the month, or the year alone, are enough where no more is known."
    )


RULE = Rule("ALI405", Severity.ERROR, check, kinds=EVERYTHING)
