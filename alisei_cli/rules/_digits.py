"""Check digits: whether the digits of an identifier fit each other."""

import re
from collections.abc import Callable, Mapping

from alisei_cli.rules import _ror

_SIXTEEN = re.compile(r"([0-9]{4}) ?([0-9]{4}) ?([0-9]{4}) ?([0-9]{3})([0-9X])\Z")


def vat(value: str) -> bool:
    """Whether ``value`` can be an Italian VAT number."""
    from stdnum.it import iva

    return bool(iva.is_valid(value))


def _tax_code(value: str) -> bool:
    from stdnum.it import codicefiscale

    return bool(codicefiscale.is_valid(value))


def _lei(value: str) -> bool:
    from stdnum import lei

    return bool(lei.is_valid(value))


def _isni(value: str) -> bool:
    if match := _SIXTEEN.match(value):  # as nearly all are written: five times quicker than the library, to the same end
        total = 0
        for digit in "".join(match.groups()[:-1]):
            total = (total + int(digit)) * 2
        return (total + (10 if match[5] == "X" else int(match[5]))) % 11 == 1
    from stdnum import isni

    return bool(isni.is_valid(value))


FIT: Mapping[str, Callable[[str], bool]] = {
    "ror": _ror.is_valid,
    "vat": vat,
    "tax_code": _tax_code,
    "lei": _lei,
    "isni": _isni,
}
"""Whether the check digit is right, for each identifier that carries one."""
