"""An overlay: files of a private folder that give entries further values."""

from dataclasses import dataclass

from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Pointer, Source


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file of the registry or of an overlay as read, with what is wrong with it."""

    kind: str | None
    """``None`` for a file that is no entry in its place."""
    source: Source
    findings: tuple[Finding, ...] = ()
    reported: frozenset[Pointer] = frozenset()
    """Nodes already reported by the reader."""

    @property
    def path(self) -> str:
        """Its path as it is shown."""
        return self.source.path


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an overlay is kept."""

    is_inside: bool
    """Whether it lies in the repository of the registry."""
    is_in_git: bool
    remotes: tuple[str, ...] = ()
    """Addresses of its git repository elsewhere, without user and password."""
    is_same_remote: bool = False
    """Whether one of them is an address of the registry."""

    @property
    def is_dangerous(self) -> bool:
        """Whether one command of git would publish it."""
        return self.is_inside or self.is_same_remote


@dataclass(frozen=True, slots=True)
class Overlay:
    """The folder as read; whoever merges it looks at no file again."""

    folder: str
    """As it was named; paths of its files begin with it."""
    audience: str
    """The narrowest audience whose values it may hold."""
    files: tuple[FileRead, ...] = ()
    """Everything below its ``registry/``, by path."""
