"""The build backend: flit_core, after the Italian catalogue has been compiled (PEP 517)."""

import sys
from pathlib import Path
from typing import Any

from flit_core import buildapi
from flit_core.buildapi import (
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
)

__all__ = ["build_editable", "build_sdist", "build_wheel", "get_requires_for_build_editable", "get_requires_for_build_sdist", "get_requires_for_build_wheel"]  # fmt: skip

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from alisei_cli import catalogue


def build_wheel(folder: str, *options: Any) -> str:
    """The name of the wheel that was built in ``folder``."""
    catalogue.write(catalogue.compile_catalogue(catalogue.SOURCE.read_text(encoding="utf-8")))
    return buildapi.build_wheel(folder, *options)


def build_editable(folder: str, *options: Any) -> str:
    """The name of the editable wheel that was built in ``folder``."""
    return buildapi.build_editable(folder, *options)
