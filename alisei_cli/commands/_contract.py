"""What a command is, and the options that several share.

A command module is light: everything heavy is imported inside its function, which parses nothing, decides nothing and prints
only through ``Call.print``.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from alisei_cli.commands._remarks import describe_left_out, describe_undone
from alisei_cli.errors import SurroundingsError, UsageError
from alisei_cli.language import Text, _, _n
from alisei_cli.streams import discard, print_lines

if TYPE_CHECKING:
    from alisei_cli.model.dataset import Dataset
    from alisei_cli.model.history import History
    from alisei_cli.model.table import Answer
    from alisei_cli.render.screen import Screen
    from alisei_cli.render.tables._contract import Format


@dataclass(frozen=True, slots=True)
class Command:
    """A function for Typer; the docstring of its file, translated, is its help."""

    run: Callable[..., Any] | typer.Typer
    declare: "Callable[[Sequence[str]], Iterable[Declared]] | None" = None
    """Options that items of a shelf declare, given the words of the command line; ``run`` takes them as ``**``."""
    example: str = ""
    """A command line for the table of commands in the README and the first of its help."""
    more: tuple[str, ...] = ()
    """Further command lines for its help."""
    group: str = "questions"
    """The group in which help shows it: one of ``GROUPS``."""
    place: int = 9
    """Its place in the group; commands of one place are shown by name."""

    @property
    def examples(self) -> tuple[str, ...]:
        """All command lines for its help."""
        return (self.example, *self.more) if self.example else self.more


@dataclass(frozen=True, slots=True)
class Declared:
    """An option ``--name METAVAR`` that an item of a shelf declares; its help is in the language of the reader."""

    name: str
    metavar: str
    help: str


@dataclass(frozen=True, slots=True)
class Call:
    """What every command is given: where the dataset is asked for, and how to speak."""

    folder: Path | None
    screen: "Screen"
    overlay: Path | None = None
    """Folder of private values that are shown with those of the registry."""

    @property
    def is_colour(self) -> bool:
        """Whether results are shown in colour."""
        return self.screen.is_colour

    @property
    def is_asking(self) -> bool:
        """Whether a person can be asked: someone types, and sees what is said."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def root(self) -> Path:
        """The root of the dataset."""
        from alisei_cli.store.root import find_root

        return find_root(self.folder)

    def inside(self, root: Path, paths: Iterable[Path]) -> list[str]:
        """Files and folders named on the command line, relative to the root, with ``/``.

        A path counts from the current folder, or from the root, so that what a command prints can be pasted back.

        Raises:
            UsageError: one does not exist, lies outside the dataset, or is no part of it.
        """
        from alisei_cli.store.root import MARKERS

        named = []
        for path in paths:
            absolute = Path(os.path.abspath(path))  # links are not followed: what they point at is never opened
            if not os.path.lexists(absolute):
                absolute = Path(os.path.abspath(root / path))
            if not os.path.lexists(absolute):
                raise UsageError(_("{path} does not exist", path=path))
            if not absolute.is_relative_to(root):
                absolute = absolute.parent.resolve() / absolute.name
            if not absolute.is_relative_to(root):
                raise UsageError(_("{path} lies outside the dataset", path=path), _("The dataset is {root}.", root=root))
            relative = absolute.relative_to(root)
            if relative.parts and relative.parts[0] not in MARKERS:
                raise UsageError(
                    _("{path} holds nothing that can be checked", path=path),
                    _(
                        "Name a file or folder below registry/ or schema/, or taxonomy.yaml; without a path, everything is checked."
                    ),
                )
            named.append(relative.as_posix())
        return named

    def without_overlay(
        self, why: Text = _("The overlay is neither read nor changed: this command works on the registry alone.")
    ) -> "Call":
        """The call without its overlay, for commands that look at the registry alone; they say so."""
        if self.overlay:
            self.print_notes([why])
        return replace(self, overlay=None)

    def dataset(self, as_of: str | None = None) -> "Dataset":
        """The whole registry, for commands that look; files that cannot be read are told on standard error, never passed over."""
        return self.state(as_of)[0]

    def state(self, as_of: str | None = None) -> "tuple[Dataset, History[Dataset] | None]":
        """The registry as it is, or as it was at a revision or date, with its past; the past is ``None`` outside git."""
        from alisei_cli.store import history
        from alisei_cli.store.dataset_cache import load_dataset

        root = self.root
        self.settle(root, is_look=True)
        if as_of is not None and not as_of.strip():
            raise UsageError(_("no date and no revision is named"), _("Write for example 2026-05-01, 2026-05 or 2026."))
        found, past = history.load_at(root, as_of) if as_of else (load_dataset(root), None)
        past = past or (history.past(root) if found.commit else None)
        if self.overlay:
            from alisei_cli.commands._overlay import merge, tell_of_past

            found = found if as_of else merge(found, self.overlay, root)
            past = past and tell_of_past(past, is_told=as_of is not None)
        print_lines(describe_left_out(found))
        return found, past

    def around(self, id_: str) -> "Dataset | None":
        """One entry and those that it is shown with, where that is cached; an overlay may tie it to others."""
        from alisei_cli.store.dataset_cache import load_around

        if self.overlay:
            return None
        root = self.root
        self.settle(root, is_look=True)
        return load_around(root, id_)

    def settle(self, root: Path, *, is_look: bool) -> None:
        """Put right what a run that was killed has left half written, and say so; a command that only looks leaves it and says so."""
        if is_look and not os.path.lexists(root / ".alisei"):
            return
        from alisei_cli.store.write import has_others, is_pending, settle

        said: list[Text] = []
        if has_others(root):
            said.append(
                _("The folder {folder} holds files that your own runs here did not write; they are not read.", folder=".alisei")
            )
            said.append(
                _(
                    "Another user is writing or was interrupted, the dataset was moved or copied, or someone else put them there. If "
                    "alisei is not running, compare the files with the last commit (git status), then delete the folder."
                )
            )
        if not is_look:
            said += describe_undone(settle(root))
        elif is_pending(root):
            said.append(_("Another alisei is writing, or was interrupted while it wrote: some files may be new, others old."))
            said.append(_("If none is running: run alisei fix to restore the old files."))
        print_lines(f"{'  ' if number else 'alisei: '}{each}" for number, each in enumerate(said))

    def apart(self, output: Path) -> Path:
        """``output``, if it is no part of the dataset itself.

        Raises:
            UsageError: it is, and would be overwritten.
        """
        from alisei_cli.store.root import MARKERS, find_root

        root = find_root(self.folder).resolve()
        place = output.parent.resolve() / output.name
        if any(place.is_relative_to(root / part) for part in (*MARKERS, ".git")):
            raise UsageError(_("{path} is part of the dataset; nothing was written", path=output), _("Name a file of its own."))
        return output

    def outside(self, path: Path) -> Path:
        """``path``, if git cannot keep it with the dataset.

        Raises:
            UsageError: it lies in the dataset.
        """
        if path.resolve().is_relative_to(self.root.resolve()):
            raise UsageError(
                _("{path} lies in the dataset, and its values must not come into git", path=path),
                _("Keep it in a folder outside the dataset."),
            )
        return path

    def hand_over(self, form: "Format", answer: "Answer", output: Path | None, *, is_all: bool = True) -> None:
        """Print an answer, or write it to a file.

        On a terminal, long tables stop after a page unless ``is_all``.

        Raises:
            UsageError: the format is binary and no output file is given.
        """
        from alisei_cli.render.screen import Screen

        if output is None:
            if form.render is None:
                raise UsageError(_("this format is not for the screen"), _("Name a file to write it to: -o FILE"))
            self.print(form.render(answer, self.screen.whole() if is_all else self.screen))
            return
        lines = form.render(answer, Screen()) if form.render else ()
        content = form.pack(answer) if form.pack else "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
        rows = sum(len(table.rows) for table in answer.tables)
        self.write(output, content, _n("{n} row", "{n} rows", n=rows))

    def hand_over_with_notes(self, form: "Format", answer: "Answer", output: Path | None, *, is_all: bool) -> None:
        """Hand over an answer; notes go to standard error where the format has no place for them."""
        self.hand_over(form, answer, output, is_all=is_all)
        if not form.has_notes:
            self.print_notes(note for table in answer.tables for note in table.notes)

    def write(self, output: Path, content: bytes | Mapping[str, bytes], what: Text | None = None) -> None:
        """Write a file or folder atomically and report it on standard error."""
        from alisei_cli.store.write import write_file, write_folder

        if isinstance(content, bytes):
            write_file(self.apart(output), content)
            size = len(content)
        else:
            write_folder(self.apart(output), content)
            what, size = _n("{n} file", "{n} files", n=len(content)), sum(map(len, content.values()))
        print_lines([str(_("{path} written: {what}", path=output, what=[*([what] if what else []), _size(size)]))])

    def print_notes(self, said: Iterable[object]) -> None:
        """Write notes to standard error that the result has no place for."""
        sys.stderr.write("".join(f"alisei: {each}\n" for each in said))

    def summarise(self, lines: Iterable[str]) -> None:
        """Add the lines to the summary that the surroundings show (GitHub's step summary), if they keep a place for one."""
        place = os.environ.get("GITHUB_STEP_SUMMARY")
        if place:
            from alisei_cli.store.write import append

            append(Path(place), "".join(line + "\n" for line in lines))

    def print(self, lines: Iterable[str]) -> None:
        """Write results to standard output; a reader that has gone away ends it quietly.

        Raises:
            SurroundingsError: standard output takes no more.
        """
        try:
            for line in lines:
                sys.stdout.write(line + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            discard(sys.stdout)
        except OSError as error:
            discard(sys.stdout)
            raise SurroundingsError(_("the output cannot be written: {reason}", reason=error.strerror)) from error


def _size(n: int) -> Text:
    if n < 1000:
        return _n("{n} byte", "{n} bytes", n=n)
    return _("{n} KB", n=round(n / 1000)) if n < 1_000_000 else _("{n} MB", n=round(n / 1_000_000))
