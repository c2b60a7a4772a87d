"""From files that members send to changed entries: read, merged three-way, judged together, written all or none."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from alisei_cli.core.bodies import Bodies, folder_of
from alisei_cli.core.called import Names
from alisei_cli.core.confirm import confirm, is_host_of
from alisei_cli.core.contradictions import find_contradictions
from alisei_cli.core.hidden import Hidden, hide_outcome
from alisei_cli.core.named_entries import name_by_ids
from alisei_cli.core.outcomes import begin_outcome, explain_unknown, hide_base, list_missing, point_at_words
from alisei_cli.core.propose import merge
from alisei_cli.core.view import view
from alisei_cli.errors import DataError, SurroundingsError, UsageError
from alisei_cli.folding import slug
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Dataset, Entry, display_name
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.difference import Change
from alisei_cli.model.groups import group
from alisei_cli.model.ids import is_id, stem_of
from alisei_cli.model.proposal import Outcome, Proposal, State
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data, Source, json_pointer
from alisei_cli.model.verdict import Verdict
from alisei_cli.nearest import hint
from alisei_cli.proposals import choose_form
from alisei_cli.rewriting import rewrite
from alisei_cli.store import git, objects, yaml
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.store.tree import read_bytes
from alisei_cli.store.write import write_all
from alisei_cli.store.yaml import writing

OF_ABSENCE = frozenset({"missing-key", "no-main-name"})
"""Rules that say what an entry lacks: its sender is asked for it."""
MOST_FOR_ONE = 5
"""Proposals of one message for one entry: each may be judged alone, and then with the others."""
Judge = Callable[[Mapping[str, bytes]], Verdict]
"""Gives the verdict on the dataset with other texts than on disk."""
Texts = dict[str, bytes]
"""Files by path, as the proposals so far leave them."""
Said = Mapping[str, Sequence[Diagnostic]]
"""Diagnostics by path."""


def prepare(
    root: Path, read: Callable[[Dataset], Iterable[Proposal]], judge: Judge, *, is_confirmed: bool = False
) -> tuple[Context, tuple[Outcome, ...]]:
    """The context, and what becomes of every proposal that ``read`` gives; nothing is written.

    Proposals for one entry are laid one over the other. One that breaks a rule is refused, and the others are judged without it.
    ``is_confirmed``: a person vouches for the confirmations among them. Outcomes tell no value of the dataset at ``root`` that not
    everyone may see.
    """
    dataset = load_dataset(root)
    seen = view(dataset)
    names = Names(seen.entries)
    proposals = tuple(name_by_ids(each, seen, names) for each in read(dataset))
    known = {each.identity for each in judge({}).diagnostics}
    entries = _Entries(root, dataset, proposals, is_confirmed)
    refused: dict[int, tuple[Diagnostic, ...]] = {}
    while True:
        texts: Texts = {}
        outcomes = [
            _refuse(entries.lay(each, dict(texts)), refused[n]) if n in refused else entries.lay(each, texts)
            for n, each in enumerate(proposals)
        ]
        said = _find_new(judge, texts, known)
        faulty = dict(_find_faulty(outcomes, said, partial(_find_new, judge, known=known), texts))
        if not faulty:
            told = (replace(each, diagnostics=tuple(said.get(each.path or "", ()))) if each.text else each for each in outcomes)
            told = (replace(each, notes=(*each.proposal.notes, *each.notes), name=names.title(each.id)) for each in told)
            hidden = Hidden(dataset.context, entries.sources)
            return dataset.context, tuple(hide_outcome(each, hidden) for each in told)
        refused |= faulty


def _find_faulty(
    outcomes: Sequence[Outcome], said: Said, find_new: Callable[[Texts], Said], texts: Texts
) -> Iterator[tuple[int, tuple[Diagnostic, ...]]]:
    """Place and diagnostics of the proposal that breaks a rule, for each file with an error: of several, the first."""
    for path in (path for path, found in said.items() if _has_error(found)):
        ours = [n for n, each in enumerate(outcomes) if each.path == path and each.text is not None]
        alone = ((n, find_new({**texts, path: str(outcomes[n].text).encode()}).get(path, ())) for n in ours[:-1])
        yield next((n, tuple(found)) for n, found in (*alone, (ours[-1], said[path])) if _has_error(found))


def read_files(files: Iterable[tuple[str, bytes | Text]], dataset: Dataset) -> Iterator[Proposal]:
    """The proposals of each file, by name and content, or why it cannot be read: one that is damaged keeps no other back."""
    for name, content in files:
        if isinstance(content, Text):
            yield Proposal(name, refusals=(content,))
            continue
        try:
            yield from _refuse_contradictions(choose_form(name, content).read(name, content, dataset.context), dataset)
        except DataError as error:
            yield Proposal(name, refusals=(error.message,))


def _refuse_contradictions(proposals: Sequence[Proposal], dataset: Dataset) -> tuple[Proposal, ...]:
    """The proposals of one message; those that say two things of one field, or are too many for one entry, with a refusal."""
    found: dict[str, tuple[Text, ...]] = {}
    for key, ours in group((each.entry or each.source, each) for each in proposals).items():
        entry = dataset.by_id.get(key)
        schema = dataset.context.schemas.get(entry.kind if entry else ours[0].kind)
        changes = [change for each in ours for change in each.changes]
        pointers = dict.fromkeys(find_contradictions(changes, schema)) if schema else {}
        found[key] = tuple(_("it says two different things about {field}", field=json_pointer(each)) for each in pointers)
        if len(ours) > MOST_FOR_ONE:
            found[key] = (_("it has more than {n} proposals for one entry", n=MOST_FOR_ONE),)
    return tuple(replace(each, refusals=(*each.refusals, *found[each.entry or each.source])) for each in proposals)


def write(root: Path, outcomes: Iterable[Outcome]) -> None:
    """Write the entries of all clean proposals, or none.

    Raises:
        SurroundingsError: a file was changed since it was read, or cannot be written.
    """
    clean = [(each.path, each) for each in outcomes if each.path and each.text is not None]
    first = {path: each.before for path, each in reversed(clean)}
    write_all(root, {path: str(each.text) for path, each in clean}, first)


def _find_new(judge: Judge, texts: Texts, known: Collection[Any]) -> Said:
    """Errors and warnings of these files that the dataset does not have without them, by path."""
    return group(
        (each.path, each)
        for each in (judge(texts).diagnostics if texts else ())
        if each.severity > Severity.NOTE and each.path in texts and each.identity not in known
    )


def _has_error(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in diagnostics)


def _refuse(outcome: Outcome, diagnostics: tuple[Diagnostic, ...]) -> Outcome:
    """``outcome`` with the errors that writing it would cause."""
    errors = [each for each in diagnostics if each.severity is Severity.ERROR]
    state: State = "incomplete" if all(each.rule in OF_ABSENCE for each in errors) else "refused"
    return replace(outcome, state=state, diagnostics=diagnostics, text=None)


class _Entries:
    """The entries of one dataset, with proposals laid over them."""

    def __init__(self, root: Path, dataset: Dataset, proposals: Collection[Proposal], is_confirmed: bool) -> None:
        self.root = root
        self.dataset = dataset
        self.context = dataset.context
        self.is_confirmed = is_confirmed
        self.paths = {entry.id: entry.path for entry in dataset.entries}
        self.sources: dict[str, Source] = {}
        """Entries that proposals are about, as they are on the disk."""
        self._wanted = {
            base: {self.paths[each.entry] for each in asked if each.entry in self.paths}
            for base, asked in group((each.base, each) for each in proposals if each.base).items()
        }
        self._seen: dict[str, dict[str, bytes]] = {}
        self._laid: dict[int, tuple[bytes, Outcome]] = {}
        """What became of a proposal, by its identity, on top of which text: laying it there again changes nothing."""

    @cached_property
    def bodies(self) -> Bodies:
        """The organisations, to see whether a new one is there already."""
        entries = self.dataset.of_kind("stakeholder")
        return Bodies(entries, self.context.schemas["stakeholder"], self.context.territory)

    def lay(self, proposal: Proposal, texts: Texts) -> Outcome:
        """What becomes of ``proposal`` on top of ``texts``, which are brought up to date."""
        if proposal.refusals or proposal.is_idle or (proposal.to_read and not proposal.changes and not proposal.confirms):
            state: State = "nothing" if proposal.is_idle else "refused"
            path = self.paths.get(proposal.entry or "")
            return Outcome(proposal, state, proposal.entry, path, refusals=proposal.refusals, notes=proposal.to_read)
        made = self._create(proposal, texts) if proposal.entry is None else self._change(proposal, proposal.entry, texts)
        outcome = point_at_words(made)
        if outcome.path and outcome.text is not None:
            texts[outcome.path] = outcome.text.encode()
        return outcome

    def _change(self, proposal: Proposal, id_: str, texts: Texts) -> Outcome:
        """A proposal for an entry that is there."""
        entry = self.dataset.by_id.get(id_)
        path = entry.path if entry else next((path for path in texts if stem_of(path) == id_), None)
        if path is None:
            return Outcome(proposal, "refused", id_, refusals=(explain_unknown(id_, self.paths),))
        kind = entry.kind if entry else proposal.kind
        raw = texts.get(path) or read_bytes(self.root, path, yaml.ENTRY.size)
        then, outcome = self._laid.get(id(proposal), (b"", None))
        if outcome is None or then != raw:
            outcome = self._merge(replace(proposal, kind=kind), id_, path, raw)
            self._laid[id(proposal)] = raw, outcome
        return outcome

    def _merge(self, proposal: Proposal, id_: str, path: str, raw: bytes) -> Outcome:
        """A proposal laid over the text ``raw`` of its entry."""
        kind = proposal.kind
        schema = self.context.schemas[kind]
        reading = yaml.read(path, raw, yaml.ENTRY, schema.admits_text)
        self.sources.setdefault(path, reading.source)
        if any(finding.rule != "untidy-file" for finding in reading.findings):
            said = _("{path} has errors; nothing can be added to it before they are fixed", path=path)
            return Outcome(proposal, "refused", id_, path, refusals=(said,))
        here: Data = reading.source.data
        notes, base = self._find_base(proposal, path, here, schema)
        merged = hide_base(merge(proposal, base, here, self.context), Entry(path, kind, base, reading.source))
        made = begin_outcome(proposal, id_, path, merged)
        told = [_("the entry is {status}", status=here["status"])] if here.get("status") in ("merged", "withdrawn") else []
        made = replace(made, notes=(*made.notes, *notes, *told))
        if made.state not in ("clean", "nothing"):
            return made
        changes, more, state = self._confirm(proposal, here, made)
        text = rewrite(path, raw.decode(), changes, schema) if changes else None
        if changes and text is None:
            by_hand = _("a program cannot write this without losing something: change {path} by hand", path=path)
            return replace(made, state="refused", refusals=(by_hand,))
        return replace(made, state=state, changes=changes, notes=(*made.notes, *more), text=text, before=raw)

    def _confirm(self, proposal: Proposal, here: Data, made: Outcome) -> tuple[tuple[Change, ...], tuple[Text, ...], State]:
        """The changes with a confirmation, what has to be known of it, and the state."""
        if not proposal.confirms or proposal.to_read:
            return made.changes, (), made.state
        known = self.dataset.by_id.get(made.id or "")  # as it is on the disk: no proposal vouches for the next
        if proposal.host is not None and not (known and is_host_of(proposal.host, known.data)):
            said = _(
                "it confirms the entry, but comes from {host}, which is the host of neither website nor mailbox; if you know the sender, write: {command}",
                host=proposal.host or "?",
                command=f"alisei verify {made.id} --by organisation",
            )
            return made.changes, (said,), made.state if made.changes else "refused"
        if not self.is_confirmed:
            said = _(
                "it confirms the entry; a sender can be forged, so a person who knows it is real adds {option}",
                option="--confirm",
            )
            return made.changes, (said,), "clean"
        changes = (*made.changes, *confirm(here, self.context.today, "organisation"))
        return changes, (), "clean" if changes else "nothing"

    def _create(self, proposal: Proposal, texts: Texts) -> Outcome:
        """A proposal for an entry that is not there yet."""
        schema = self.context.schemas.get(proposal.kind) if proposal.kind in self.context.kinds else None
        if schema is None:
            said = _("{kind} is no kind of entry", kind=proposal.kind)
            return Outcome(proposal, "refused", refusals=(said, hint(proposal.kind, self.context.kinds)))
        named = next((str(each.value) for each in proposal.changes if each.pointer == ("id",)), "")
        rest = tuple(each for each in proposal.changes if each.pointer != ("id",))
        merged = merge(replace(proposal, changes=rest), {}, {}, self.context)
        id_ = named or slug(display_name(merged.data, ""))
        data: Data = {"id": id_, "status": "active", **merged.data}
        path = f"registry/{schema.folder}/{folder_of(data) + '/' if schema.nesting.startswith('{region}/') else ''}{id_}.yaml"
        made = begin_outcome(proposal, id_ or None, path if is_id(id_) else None, merged)
        missing = tuple(list_missing(data, schema))
        if made.state == "refused":
            return made
        if missing or not is_id(id_):
            return replace(made, state="incomplete", missing=missing or ("id",))
        alike = self.bodies.alike(data) if proposal.kind == "stakeholder" and not proposal.is_another else None
        if alike:
            said = _("it may be there already: {name} ({path})", name=alike.name, path=alike.path)
            return replace(made, state="conflict", notes=(said,))
        if id_ in self.paths or any(stem_of(each) == id_ for each in texts):
            said = _("there is an entry with the id {id} already", id=id_)
            return replace(made, state="conflict", notes=(said,))
        return replace(made, state="clean", text=writing.write_entry(data, writing.modeline(path, proposal.kind), schema))

    def _find_base(self, proposal: Proposal, path: str, here: Data, schema: Schema) -> tuple[tuple[Text, ...], Data]:
        """The entry as the sender saw it, with what has to be said where that is not known."""
        if proposal.base is None:
            return (), here
        if proposal.base not in self._seen:
            try:
                commit = git.commit_of(self.root, proposal.base)
                self._seen[proposal.base] = dict(
                    objects.contents(self.root, commit, self._wanted[proposal.base], yaml.ENTRY.size)
                )
            except (SurroundingsError, UsageError):
                self._seen[proposal.base] = {}
        then = self._seen[proposal.base]
        raw = then.get(path)
        data = yaml.read(path, raw, yaml.ENTRY, schema.admits_text).source.data if raw is not None else None
        if isinstance(data, dict):
            return (), data
        said = _(
            "the commit {commit}, which the sender saw, has no such entry; it is compared with the entry of today",
            commit=proposal.base,
        )
        return (said,), here
