"""Issues of GitHub that one of our forms has made: their text, or the JSON of the event or of ``gh issue view``.

A field that was left empty changes nothing. Title, author and labels are not looked at.
"""

import json
import re
from dataclasses import dataclass, field

from alisei_cli.errors import UsageError
from alisei_cli.folding import slug
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.ids import is_id, stem_of
from alisei_cli.model.issue_form import EMPTY, KIND, LEAVE_OUT, SECTIONS, Key, join_labels, list_labels, list_terms
from alisei_cli.model.proposal import Proposal, ProposedChange, set_apart
from alisei_cli.model.questions import QUESTIONS, answer_all
from alisei_cli.model.routes import Route
from alisei_cli.model.source import json_pointer
from alisei_cli.proposals._block import WORDS, parse_blocks
from alisei_cli.proposals._contract import Form
from alisei_cli.proposals._sections import drop_fences, read_boxes, split_sections, split_values
from alisei_cli.proposals._texts import decode

LONGEST = 65_536
"""Characters of an issue, as GitHub takes them."""
LONGEST_NAME = 300
MOST_SECTIONS, MOST_VALUES = 60, 200
"""Sections of an issue, and values in one of them; none of our forms asks for so many."""
LARGEST = 1024 * 1024
"""Bytes of the JSON of an event, which tells of repository and account too."""
NO_VALUE = frozenset(
    {"-", "--", "—", ".", "?", "na", "n/a", "n.a.", "nd", "n/d", "n.d.", "nessuno", "nessuna", "niente", "none", "nothing", "null",
     "non applicabile", "non noto", "non so", "not applicable", "not known", "unknown"}
)  # fmt: skip
"""What people type into a field that they have no value for."""
_HEADINGS = {join_labels(SECTIONS[key]) for key in ("entry", "block", "no-persons")}
_MARKED = re.compile(rf"^### +(?:{'|'.join(map(re.escape, sorted(_HEADINGS)))}) *\r?$", re.MULTILINE)
_NEW = re.compile(r"^[^\w\n]*(?:scheda|entry)[ \t]*:[ \t]*(?:nuova|new)[^\w\n]*$", re.IGNORECASE | re.MULTILINE)
"""The line of a block that is about a new entry."""
_COMMIT = re.compile(r"[0-9a-f]{7,64}\Z")


def is_ours(_name: str, content: bytes) -> bool:
    """JSON, or a text with a heading that all our forms have."""
    text = decode(content[: 4 * LONGEST])
    return text.lstrip()[:1] == "{" or bool(_MARKED.search(text))


def read(name: str, content: bytes, context: Context) -> tuple[Proposal, ...]:
    """The proposal of the issue; what cannot be read of it is a refusal."""
    issue = _Issue(context, list_labels(context.schemas[KIND]))
    try:
        sections = split_sections(_find_body(content))
        if len(sections) > MOST_SECTIONS:
            raise ValueError(_("it has more sections than any of our forms"))
        for heading, text in sections:
            issue.read_section(heading, text, name)
    except ValueError as error:
        return (Proposal(name, refusals=(error.args[0],)),)
    return (issue.propose(name),)


def _find_body(content: bytes) -> str:
    """The text of an issue.

    Raises:
        ValueError: it is too long, or JSON without an issue.
    """
    text = decode(content[: LARGEST + 1])
    if text.lstrip()[:1] == "{":
        if len(content) > LARGEST:
            raise ValueError(_("it is larger than an issue of GitHub"))
        text = _find_in_json(text)
    if len(text) > LONGEST:
        raise ValueError(_("it is larger than an issue of GitHub"))
    return text


def _find_in_json(text: str) -> str:
    try:
        event = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(_("it looks like JSON but is not valid")) from error
    issue = event.get("issue", event)
    body = issue.get("body", 0) if isinstance(issue, dict) else 0
    if not isinstance(body, str | None):
        raise ValueError(_("this JSON holds no issue: it needs {field}", field='{"issue": {"body": "..."}}'))
    return body or ""


@dataclass(slots=True)
class _Issue:
    """What the sections of an issue come to."""

    context: Context
    labels: dict[str, Key]
    entries: list[str | None] = field(default_factory=list)
    """Ids that it names; ``None`` for a new entry."""
    bases: list[str] = field(default_factory=list)
    typed: list[ProposedChange] = field(default_factory=list)
    """Changes that fields of the form ask for."""
    blocks: list[Proposal] = field(default_factory=list)
    confirms: bool = False
    refusals: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    _seen: dict[str, str] = field(default_factory=dict)

    def read_section(self, heading: str, text: str, name: str) -> None:
        """Take in one section."""
        if not heading:
            if text:
                self.notes.append(_("words outside of the form are for people to read"))
            return
        key = self.labels.get(heading)
        if key is None:
            self.refusals.append(_("none of our forms asks for {heading}", heading=heading))
        elif self._seen.setdefault(heading, text) != text:
            self.refusals.append(_("{heading} is filled in twice, in two ways", heading=heading))
        elif key == QUESTIONS[0].route and None not in self.entries:
            self.entries.append(None)  # the form for a new entry alone asks for a name
        if key is not None and text and text != EMPTY:
            self._read(key, heading, text, name)

    def _read(self, key: Key, heading: str, text: str, name: str) -> None:
        if key == "block":
            self._read_block(text, name)
        elif key == "confirm":
            self.confirms |= any(is_ticked for is_ticked, _words in read_boxes(text))
        elif key == "no-persons":
            return
        elif drop_fences(text).casefold() in NO_VALUE:
            self.notes.append(_("{heading}: {value} is no value, and changes nothing", heading=heading, value=text))
        elif key == "entry":
            self._read_entry(drop_fences(text))
        elif key == "base":
            self._read_base(text)
        elif key == "request":
            if text == join_labels(LEAVE_OUT):
                self.refusals.append(_("it asks to remove the entry: a person of the secretariat decides that"))
        elif isinstance(key, tuple):
            self._read_field(key, drop_fences(text))

    def _read_entry(self, text: str) -> None:
        """Take in the id that is typed as such, as an address or as a name."""
        if text.casefold() in {WORDS["new"].it, WORDS["new"].en}:
            self.entries.append(None)
            return
        named = stem_of(text.partition("?")[0].partition("#")[0].rstrip("/")) if "/" in text else text.removesuffix(".yaml")
        id_ = named if is_id(named) else slug(text[:LONGEST_NAME])
        if is_id(id_):
            self.entries.append(id_)
        else:
            self.refusals.append(_("{id} cannot be the id of an entry", id=text))

    def _read_base(self, text: str) -> None:
        if _COMMIT.match(text):
            self.bases.append(text)
        else:
            self.refusals.append(_("{commit} is no commit", commit=text))

    def _read_field(self, route: Route, text: str) -> None:
        terms = list_terms(route, self.context.schemas[KIND], self.context.taxonomy)
        if "items" in self.context.schemas[KIND].at(route):
            known = frozenset(word.casefold() for label in terms for word in (label, *label.split(" / ")))
            values = [each for each in split_values(text, known) if each.casefold() not in NO_VALUE]
            if len(values) > MOST_VALUES:
                self.refusals.append(_("{field} has more than {n} values", field=json_pointer(route), n=MOST_VALUES))
            self.typed += [ProposedChange("add", route, self._name_term(each, route, terms)) for each in values[:MOST_VALUES]]
            return
        question = next((each for each in QUESTIONS if each.route == route), None)
        value = terms.get(text, text)
        if question is None:
            self.typed.append(ProposedChange("set", route, value))
            return
        try:
            for change in answer_all({question.name: value}, self.context):
                self.typed += set_apart(change)
        except UsageError as error:
            self.refusals += filter(None, (error.message, error.help))

    def _name_term(self, typed: str, route: Route, terms: dict[str, str]) -> str:
        """The code of the term that is called so, if it is one; otherwise what was typed."""
        if typed in terms:
            return terms[typed]
        facet = self.context.taxonomy.facets.get(str(self.context.schemas[KIND].at((*route, "*")).get("x-alisei-facet")))
        found = facet.meanings(typed) if facet else []
        return found[0] if len(found) == 1 else typed

    def _read_block(self, text: str, name: str) -> None:
        found = parse_blocks(text, name)
        if not found:
            bare = parse_blocks(f"ALISEI 1\n{drop_fences(text)}\n{WORDS['end']}\n", name)
            found = tuple(each for each in bare if each.changes and not each.refusals)
        if not found:
            said = _("{heading} says in words what a person has to read", heading=join_labels(SECTIONS["block"]))
            (self.notes if self.typed or self.confirms else self.refusals).append(said)
        if _NEW.search(text):
            self.entries.append(None)
        for each in found:
            self.blocks.append(each)
            self.refusals += each.refusals
            self.confirms |= each.confirms
            self.bases += [each.base] if each.base else []
            self.entries += [each.entry] if each.entry else []

    def propose(self, name: str) -> Proposal:
        """The proposal that all sections together make."""
        blocked = tuple(change for each in self.blocks for change in each.changes)
        self._check(blocked)
        return Proposal(
            name,
            entry=next(iter(self.entries), None),
            kind=next((each.kind for each in self.blocks), KIND),
            base=next(iter(self.bases), None),
            changes=(*self.typed, *blocked),
            confirms=self.confirms,
            refusals=tuple(dict.fromkeys(self.refusals)),
            notes=tuple(dict.fromkeys(self.notes)),
        )

    def _check(self, blocked: tuple[ProposedChange, ...]) -> None:
        """Refuse what two parts of the issue say in two ways, and what says nothing."""
        if not self.entries and not self.refusals:
            self.refusals.append(_("it names no entry"))
        elif len(set(self.entries)) > 1:
            named = [each or str(WORDS["new"]) for each in dict.fromkeys(self.entries)]
            self.refusals.append(_("it is about several entries ({ids}): an issue is about one", ids=named))
        if len(set(self.bases)) > 1:
            self.refusals.append(_("it names several versions: {commits}", commits=self.bases))
        if not (self.typed or blocked or self.confirms or self.refusals):
            self.refusals.append(_("it asks for no change"))


FORM = Form(is_ours, read, place=3)
