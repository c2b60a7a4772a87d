"""Web addresses begin with https.

Why: http traffic can be read and changed on the way; nearly every site supports https, a few old ones do not.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
website: http://www.istitutorossi.it
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._web import addresses, trouble

_PLAIN = "http://"


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Find each http address, unless only http conflicts with its port."""
    for pointer, url in addresses(entry, context):
        if url[: len(_PLAIN)].lower() != _PLAIN:
            continue
        message = _("the address begins with http, not with https")
        secure = "https://" + url[len(_PLAIN) :].replace(":80/", "/", 1)
        if not trouble(url):
            help = _("Write {url} if that opens in a browser.", url=secure)
            yield Finding(pointer, message, help, Fix(_("write https"), (Edit(pointer, secure),)))
        elif trouble(secure):
            yield Finding(pointer, message, _("The address that you write instead has to begin with https://"))


RULE = Rule("ALI410", Severity.NOTE, check, look=re.compile(":(?<=[hH][tT][tT][pP]:)").search, may_be_silenced=True)
