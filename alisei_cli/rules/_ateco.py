"""Codes of economic activity, by the editions that ISTAT has published."""

EDITIONS = ("2025", "2022", "2007")
"""Editions of ATECO, newest first."""


def exists(code: str, edition: str) -> bool:
    """Whether ``code`` is one of ``edition``, which must be one of ``EDITIONS``."""
    import ateco  # its tables are read only where an entry gives a code

    return bool(ateco.validate(code, edition=edition))
