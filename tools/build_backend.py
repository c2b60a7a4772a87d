"""Build backend: compiles the Italian catalogue, then runs flit_core (PEP 517)."""

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
    """Compile the catalogue, build the wheel and return its name."""
    catalogue.write(catalogue.compile_catalogue(catalogue.SOURCE.read_text(encoding="utf-8")))
    return buildapi.build_wheel(folder, *options)


def build_editable(folder: str, *options: Any) -> str:
    """Compile the catalogue, build the editable wheel and return its name."""
    return buildapi.build_editable(folder, *options)
