"""The proof behind ``alisei audit leaks``: all outputs of each audience, made from a copy of the dataset and searched."""

import json
import shlex
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from alisei_cli.commands._contract import Call
from alisei_cli.commands._places import choose_places
from alisei_cli.commands._runs import Line, list_lines, run
from alisei_cli.core.leaks import Hunt
from alisei_cli.core.protected import Levels, Protected
from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.model.history import History
from alisei_cli.model.leak import Audit, Leak, Output
from alisei_cli.nearest import hint
from alisei_cli.store import home
from alisei_cli.store.overlay import FILE as OVERLAY
from alisei_cli.store.overlay import read_overlay
from alisei_cli.store.replica import read_files, replicate
from alisei_cli.store.write import write_new

MOST = 20
"""Most entries that are asked for one by one."""
WHOLE = frozenset({"entries.jsonl", "outcomes.jsonl", "reviewed.jsonl", "answer.json", "past.jsonl"})
"""Files of the cache that hold what the files of the dataset hold: they lie in the folder of the user who holds these, for no one else."""


def audit_leaks(call: Call, audience: str | None = None) -> Audit:
    """Search all outputs of ``audience``, or of each but the last, for values that it may not see.

    Raises:
        UsageError: there is no such audience.
    """
    dataset = replace(call, overlay=None).dataset()
    levels = Levels(dataset.context)
    files = read_overlay(call.overlay, call.root, dataset.context).files if call.overlay else ()
    private = tuple(levels.read_overlay(files, dataset.entries))
    if audience is not None and audience not in levels.names:
        raise UsageError(_("there is no audience called {name}", name=audience), hint(audience, levels.names))
    whole = Audit(0, 0, 0, ())
    found: set[tuple[str, tuple[str | int, ...]]] = set()
    with replicate(call.root) as copy:
        for each in levels.names[:-1] if audience is None else (audience,):
            protected = [value for entry in (*dataset.entries, *private) for value in levels.find_above(entry, each)]
            found |= {(value.path, value.pointer) for value in protected}
            if protected:
                part = _Proof(call, dataset, private, levels, each, protected).search(copy)
                leaks, notes = (*whole.leaks, *part.leaks), (*whole.notes, *part.notes)
                whole = Audit(len(found), whole.outputs + part.outputs, whole.size + part.size, leaks, notes)
    return whole


@dataclass(frozen=True, slots=True)
class _Reader(Call):
    """A call that loads each state of the dataset once, for many command lines."""

    known: dict[str | None, "tuple[Dataset, History[Dataset] | None]"] = field(default_factory=dict)

    def state(self, as_of: str | None = None) -> "tuple[Dataset, History[Dataset] | None]":
        """The registry as it is, or as it was, with its past."""
        if as_of not in self.known:
            self.known[as_of] = Call.state(self, as_of)
        return self.known[as_of]


class _Proof:
    """The search through the outputs of one audience."""

    def __init__(
        self,
        call: Call,
        dataset: Dataset,
        private: Sequence[Entry],
        levels: Levels,
        audience: str,
        protected: Sequence[Protected],
    ) -> None:
        self.call = call
        self.audience = audience
        self.is_first = audience == levels.names[0]
        self.kept = {entry.path: levels.keep(entry, audience) for entry in dataset.entries}
        self.kept_apart = {entry.path: {"id": entry.id} | levels.keep(entry, audience) for entry in private}
        """The same for the files of an overlay."""
        self.dataset = dataset
        paths = {each.path for each in protected}
        held = {(entry.kind, entry.stem) for entry in (*dataset.entries, *private) if entry.path in paths}
        self.held = [entry for entry in dataset.entries if (entry.kind, entry.stem) in held]
        self.notes: list[Text] = []
        shared = b"\n".join(text for path, text in read_files(call.root / "schema").items() if path.endswith((".json", ".yaml")))
        visible = _write([*self.kept.values(), *self.kept_apart.values()])
        taxonomy = b"".join(read_files(call.root / "taxonomy.yaml").values())
        self.hunt = Hunt(protected, b"\n".join((visible, shared, taxonomy)))

    def search(self, copy: Path) -> Audit:
        """Make and search all outputs of the dataset at ``copy``.

        A form that the same output has too when all protected values are taken out of the dataset is no leak.
        """
        outputs, suspects = 0, list[tuple[Line | None, Output, set[bytes]]]()
        places = choose_places(copy, self.dataset, self.held[:: -(-len(self.held) // MOST)])
        if len(self.held) > len(places["ID"]):
            said = _n(
                "Of {n} entry with such values, {shown} were asked for one by one; lists, reports and exports have all.",
                "Of {n} entries with such values, {shown} were asked for one by one; lists, reports and exports have all.",
                n=len(self.held),
                shown=len(places["ID"]),
            )
            self.notes.append(said)
        for line, output in self._make_outputs(copy, list_lines(self.audience, places, is_first=self.is_first)):
            outputs += 1
            found = self.hunt.find(output)
            if found:
                suspects.append((line, output, found))
        leaks = list(self._confirm(suspects)) if suspects else []
        return Audit(self.hunt.values, outputs, self.hunt.size, tuple(leaks), self.notes)

    def _make_outputs(self, root: Path, lines: Iterable[Line], *, is_proof: bool = True) -> Iterator[tuple[Line | None, Output]]:
        overlay = self.call.overlay and (self.call.overlay if is_proof else _apart(root))
        call = _Reader(root, self.call.screen, overlay)
        answered: dict[tuple[str, ...], bool] = {}
        cached = _list_cached(root)
        with tempfile.TemporaryDirectory(prefix="alisei-") as folder:
            for number, line in enumerate(lines):
                answer = run(line, call, Path(folder) / f"{number}")
                written = read_files(Path(folder) / f"{number}") if line.is_written else {}
                texts = (answer.out, answer.err, *written)
                contents = (*(text.encode("utf-8", "surrogatepass") for text in texts), *written.values())
                yield line, Output(line.name, self.audience, contents)
                answered[line.asked] = answered.get(line.asked, False) or answer.code in (0, 1)
        for name, content in _list_cached(root).items():
            if cached.get(name) != content:
                yield None, Output(f"cache {name}", self.audience, (content,))
        unmade = [shlex.join(("alisei", *words)) for words, is_made in answered.items() if not is_made]
        if unmade and is_proof:
            n = len(unmade)
            said = _n("{n} command gave no answer: {lines}", "{n} commands gave no answer: {lines}", n=n, lines=unmade)
            self.notes.append(said)

    def _confirm(self, suspects: Sequence[tuple[Line | None, Output, set[bytes]]]) -> Iterator[Leak]:
        with replicate(self.call.root, {path: _write(data) for path, data in self.kept.items()}) as copy:
            if self.call.overlay:
                shown = f"{self.call.overlay.as_posix()}/"
                [about] = read_files(self.call.overlay / OVERLAY).values()
                kept = {path.removeprefix(shown): _write(data) for path, data in self.kept_apart.items()}
                write_new(_apart(copy), {OVERLAY: about, **kept})
            lines = [line for line, _output, _found in suspects if line]
            again = {output.name: self.hunt.find(output) for _line, output in self._make_outputs(copy, lines, is_proof=False)}
        for _line, output, found in suspects:
            yield from self.hunt.report(output, found - again.get(output.name, set()))


def _write(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _apart(root: Path) -> Path:
    """The folder of an overlay without protected values, beside the copy of the dataset at ``root``."""
    return root.parent / "overlay"


def _list_cached(root: Path) -> dict[str, bytes]:
    return {name: content for name, content in read_files(home.cache(root)).items() if name not in WHOLE}
