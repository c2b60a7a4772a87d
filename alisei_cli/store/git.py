"""The only door to git: by subprocess, never a shell, names apart by NUL, the environment cleaned."""

import os
import subprocess
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _

TIMEOUT_S = 60


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment["LC_ALL"] = "C"
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    return subprocess.run(
        ["git", "-C", str(root), *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_S, check=False
    )


def commit(root: Path) -> str | None:
    """The commit that the working tree stands on; ``None`` outside git, without git, or before the first commit."""
    try:
        done = _run(root, "rev-parse", "--verify", "--quiet", "HEAD")
    except OSError:
        return None
    return done.stdout.decode("ascii").strip() or None if done.returncode == 0 else None


def changed(root: Path, *folders: str) -> list[str] | None:
    """Paths below ``folders`` (all if none) that differ from the commit, new ones included; ``None`` outside git.

    Raises:
        SurroundingsError: git refuses to look, for instance because the folder belongs to another user.
    """
    try:
        done = _run(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *(folders or (".",)))
    except OSError:
        return None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace")
        if "not a git repository" in said:
            return None
        raise SurroundingsError(_("git cannot look at this folder: {reason}", reason=said.strip()))
    return [field[3:].decode("utf-8", "backslashreplace") for field in done.stdout.split(b"\0") if field]
