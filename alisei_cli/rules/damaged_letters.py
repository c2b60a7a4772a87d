"""Accented letters and special characters are undamaged in every text.

Why: letters that went through a program with another encoding, or were copied from the source of a web page, can be neither
read nor found.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: UniversitÃ Rossi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Università Rossi, lang: it, kind: display}
```
"""

import html
import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import EVERYTHING, Rule

_MARKS = "‚„†‡ˆ‰‹’“”•–—˜™›«»"
_FOLLOWERS = "€ƒ…ŠŒŽ‘šœžŸ\xa0-\xaa\xac-\xba\xbc-\xbf"
_PAIR = re.compile(
    f"[ÃÂ][{_FOLLOWERS}]|[ÃÂ][{_MARKS}](?=[a-zà-ÿ])|(?<=[a-zà-ÿ])[ÃÂ][{_MARKS}]|[ÄÅ][€ƒŠŒŽšžŸ\xa1-\xaa\xac-\xba\xbc-\xbf]|â€[{_MARKS}{_FOLLOWERS}]"
)
"""Letters of UTF-8 read as those of Windows: two or three for one; where the second is a sign that ends a word, a word has to go on."""
_ALONE = re.compile(r"(?<=[a-z])Ã(?=[\s.,;:!?)']|$)")
"""An à whose second half, a space that is none, has become a space or was taken off: no word goes on so after a small letter."""
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}[0-9]{0,2}|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});")
_LOST = "\ufffd"


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text with damaged letters, and the text as it was, where nothing of it is lost."""
    for pointer, text in entry.sound:
        if text.isascii() and "&" not in text:
            continue
        if _LOST in text:
            help = _("Type the letter that belongs in place of {sign} again.", sign=_LOST)
            yield Finding(pointer, _("a letter of this text is lost: there is {sign} in its place", sign=_LOST), help)
            continue
        if "://" in text and " " not in text:
            continue  # an address may hold anything
        words = [(word, whole) for word in text.split(" ") if (whole := _repair_text(word)) != word]
        if words:
            span = entry.source.span(pointer)
            fix = (
                Fix(_("write the letters as they were"), (Edit(pointer, _repair_text(text)),))
                if span.line == span.end_line
                else None
            )
            yield Finding(
                pointer,
                _("letters of this text are damaged"),
                _("Write {near} instead of {key}.", near=words[0][1], key=words[0][0])
                if len(words) == 1
                else _(
                    "Write {good} instead of {bad}.", good=[whole for _word, whole in words], bad=[word for word, _w in words]
                ),
                fix,
                span=entry.source.found(pointer, re.compile(re.escape(words[0][0]))),
            )


def _repair_text(text: str) -> str:
    """The text with its letters as they were."""
    whole = _ALONE.sub("à", _PAIR.sub(_pair, text))
    for _time in range(3):  # an entity may hold another
        whole = _ENTITY.sub(_entity, whole)
    return whole


def _pair(found: re.Match[str]) -> str:
    """The letter that a pair was; the pair where it was none."""
    try:
        letter = found.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found.group()
    return letter if letter.isprintable() else found.group()


def _entity(found: re.Match[str]) -> str:
    """The sign that an entity of HTML stands for; the entity where it stands for none that can be seen."""
    sign = html.unescape(found.group())
    return " " if sign == "\xa0" else sign if sign.isprintable() else found.group()


def _look(text: str) -> bool:
    """Whether a sign stands in ``text`` with which damage begins."""
    return "&" in text or (not text.isascii() and any(sign in text for sign in "ÃÂÄÅâ\ufffd"))


RULE = Rule("ALI423", Severity.ERROR, check, kinds=EVERYTHING, look=_look)
