"""Text that without quotes is something else: readers of YAML 1.1 and of 1.2 take it for a number, a date or a word."""

import re

_TAKEN = re.compile(
    r"""(?: [yn~=] | yes | no | on | off | true | false | null | <<       # words
        | [-+]? 0 (?: x [0-9a-f_]+ | o [0-7]+ | b [01_]+ )                # other bases
        | [-+]? (?: \. (?: inf | nan ) | (?=[._:]*[0-9]) [0-9._:]+ (?: e [-+]? [0-9]+ )? )  # numbers, hours too
        | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [t\ ] .* )?              # dates
        )\Z""",
    re.IGNORECASE | re.VERBOSE,
)


def is_taken(text: str) -> bool:
    """Whether any reader takes ``text`` for something else than text: 007 is 7, ``no`` is false, 12:30 is 750."""
    return bool(_TAKEN.match(text))
