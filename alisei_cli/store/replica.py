"""A copy of a dataset in a temporary folder, for runs that must not touch the dataset itself."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from alisei_cli.store import _repository, home
from alisei_cli.store.root import MARKERS


@contextmanager
def replicate(root: Path, texts: Mapping[str, bytes] | None = None) -> Iterator[Path]:
    """Copy the dataset at ``root``; the copy and what is cached of it are deleted after the block.

    With ``texts``, these files replace those at their paths, and the copy has no history; without, it has that of ``root``.
    """
    with tempfile.TemporaryDirectory(prefix="alisei-") as folder:
        repository = _repository.find(root) if texts is None else None
        top = Path(folder).resolve() / "copy"
        copy = top / repository.prefix if repository else top
        copy.mkdir(parents=True)
        for name in MARKERS:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=True)
            else:
                shutil.copy2(root / name, copy / name, follow_symlinks=False)
        for path, text in (texts or {}).items():
            (copy / path).write_bytes(text)
        if repository:
            (top / ".git").write_text(f"gitdir: {repository.own}\n")
        try:
            yield copy
        finally:
            shutil.rmtree(home.cache(copy), ignore_errors=True)


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, or the file itself, by its path; empty where there is none."""
    found = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
