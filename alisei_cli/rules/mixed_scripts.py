"""No word mixes letters of two alphabets that look alike.

Why: a Cyrillic a looks like a Latin one, but no one who types the name finds it; it is also how names are forged.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Rоssi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import EVERYTHING, Rule
from alisei_cli.rules._scripts import alphabet, find_beyond_latin, is_lookalike, name_of, replace_lookalikes

_WORD = re.compile(r"[^\W\d_]{2,}")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text with such a word, the first of them named."""
    for pointer, text in entry.sound:
        if not find_beyond_latin(text) or text.startswith(("http://", "https://")):
            continue
        words = [word for word in _WORD.findall(text) if _is_mixed(word)]
        if words:
            word = words[0]
            letter = next(character for character in word if alphabet(character) not in ("", "LATIN"))
            latin = replace_lookalikes(word)
            mended = text
            for each in words:
                mended = mended.replace(each, replace_lookalikes(each))
            yield Finding(
                pointer,
                _(
                    "the word {word} mixes two alphabets: letter {place}, {letter}, is {script}",
                    word=word,
                    place=word.index(letter) + 1,
                    letter=letter,
                    script=name_of(alphabet(letter)),
                ),
                _("Type the word again on the keyboard instead of pasting it: {latin}.", latin=latin)
                if latin.isascii()
                else _("Type the word again on the keyboard instead of pasting it."),
                Fix(_("write {latin}", latin=latin), (Edit(pointer, mended),)) if not _is_mixed(latin) else None,
            )


def _is_mixed(word: str) -> bool:
    """Whether ``word`` mixes alphabets, Greek letters as science writes them apart: TNFα, NFκB, µg."""
    scripts = {alphabet(character) for character in word} - {""}
    if len(scripts) < 2:
        return False
    return scripts != {"GREEK", "LATIN"} or any(
        alphabet(character) == "GREEK" and is_lookalike(character) and not _is_symbol(word, place)
        for place, character in enumerate(word)
    )


def _is_symbol(word: str, place: int) -> bool:
    """Whether a Greek letter that looks like a Latin one stands as a sign of its own: beside a capital, or in a unit."""
    beside = word[max(place - 1, 0) : place] + word[place + 1 : place + 2]
    return word[place].islower() and (len(word) <= 3 or all(alphabet(other) == "LATIN" and other.isupper() for other in beside))


RULE = Rule("ALI415", Severity.WARNING, check, kinds=EVERYTHING, look=find_beyond_latin)
