"""What a shell is told when someone presses TAB: the words that an unfinished command line may go on with."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from alisei_cli import language
from alisei_cli.core.complete import TABLE, Grammar, Word, ask, complete
from alisei_cli.escape import escape_text
from alisei_cli.render.shells import SHELLS
from alisei_cli.render.shells._contract import read_line
from alisei_cli.store import words as store
from alisei_cli.store.cache import Cache
from alisei_cli.store.root import find_root

LONGEST = 100
"""Characters of what a word is called that are shown."""


def answer(shell: str, text: str, breaks: str, make: Callable[[], Grammar]) -> list[str]:
    """The lines for the script of a shell; none where nothing is known, so that it offers files.

    Args:
        shell: its name.
        text: the command line up to the cursor.
        breaks: characters that end a word for this shell.
        make: collects the grammar, where it is not cached.
    """
    known = SHELLS.load(shell)
    line = read_line(text, known.escape, breaks)
    tongue = language.choose(line.words, os.environ)

    def spoken() -> Grammar:
        language.use(tongue)
        return make()

    grammar: Grammar = store.grammar(tongue, spoken)
    asked = ask(grammar, line.words[1:], line.last)
    if asked is None:
        return []

    def words(kind: str) -> Sequence[Word]:
        return grammar["words"].get(kind) or list(_of_dataset(kind, find_root(_folder(line.words)), tongue))

    found = complete(asked, words)
    return known.show([(word, escape_text(said, LONGEST)) for word, said in found], line)


def _folder(words: Sequence[str]) -> Path | None:
    """The folder that ``-C`` or ``--root`` names."""
    for number, word in enumerate(words[:-1]):
        if word in ("-C", "--root"):
            return Path(words[number + 1]).expanduser()
    named = next((word for word in words if word.startswith(("--root=", "-C"))), "")
    return Path(named.removeprefix("--root=").removeprefix("-C")).expanduser() if named else None


def _of_dataset(kind: str, root: Path, tongue: str) -> Iterator[Word]:
    if kind == "ID":
        names = store.names(Cache(root))
        yield from ((id_, str(names.get(id_, ""))) for id_ in store.ids(root))
        return

    is_table = kind.startswith(f"{TABLE} ")

    def make() -> store.Vocabulary:
        from alisei_cli.core.vocabulary import tables, vocabulary
        from alisei_cli.store.load import load_context
        from alisei_cli.store.tree import WorkTree

        context = load_context(WorkTree(root)).context
        return tables(context) if is_table else vocabulary(context)

    found = store.words(root, kind, "tables.jsonl" if is_table else "words.jsonl", make)
    yield from ((word, it if tongue == "it" else en) for word, it, en in found)
