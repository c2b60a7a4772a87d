"""Italian mobile numbers in running text."""

import re

_SIGN = r"[\s./–-]"
_ABROAD = rf"(?:\+|(?<![0-9])00)39{_SIGN}{{0,3}}\(?3[1-9][0-9]\)?(?:{_SIGN}{{0,3}}[0-9]){{6,7}}(?![0-9])"
_BARE = (
    r"(?<![0-9A-Za-z+.,/_=-])(?<![0-9€]\s)3[2-9][0-9]"
    r"(?!\.[0-9]{3}[\s,])"  # a thousand, and another number after it
    rf"(?=(?:{_SIGN}{{0,3}}[0-9]){{7}}(?![0-9]))"
    rf"{_SIGN}{{0,3}}[0-9]{{2,7}}(?:{_SIGN}{{1,3}}[0-9]{{2,5}}){{0,2}}(?![0-9A-Za-z])"
)
"""Three digits and seven, however they are grouped; ten in all, for those of nine are few and old, and look like sums of money."""
MOBILE = re.compile(f"{_ABROAD}|{_BARE}")
