"""Values in brackets and braces: repair of commas, names of fields and quotes in one line."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from alisei_cli.language import Text, _
from alisei_cli.model.source import Pointer
from alisei_cli.store.yaml.explain.brackets import PAIRS
from alisei_cli.store.yaml.explain.messages import write
from alisei_cli.store.yaml.explain.outline import NAME
from alisei_cli.store.yaml.explain.quotes import SECOND_FIELD, escape_quotes, quote_it
from alisei_cli.store.yaml.explain.split_texts import explain_no_colon, type_colon
from alisei_cli.store.yaml.plain import Admits, is_strict

_DEEPEST = 4
"""Maximum depth of nested brackets that is analysed."""
_PLAIN = re.compile(r"[^\s\[\]{},\"'#&*!|>%@`?:-](?:[^\[\]{},:#]|:(?=[^\s,\[\]{}])|(?<=\S)#)*\Z")
"""A plain scalar that is valid inside brackets."""
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")
FLOW_FIELD = re.compile(rf"\s*[\"']?({NAME})[\"']?\s*(:|=|(?=\s)|\Z)\s*")
_NEXT = re.compile(rf"(?:(,)\s*|;\s*|\s+)[\"']?({NAME})[\"']?(\s*:|(?= +[^\s,:]))")
_SIGN = re.compile(r": |:\Z|(?<=\s)#|[\[\]{}\"',]")
_COMMENT = re.compile(r"\s+(#.*)")
_COMMENT_START = re.compile(r"\s#")
_CODE = re.compile(r"[a-z0-9-]+\Z")
"""A term or another value from a list; a ``#`` after it begins a comment."""
_COMMA, _NO_COMMA = _("Type a comma here."), _("Delete this comma.")
_HIDDEN_BY_COMMENT = _("everything from this # to the end of the line is a comment, including the closing bracket")


class Slip(NamedTuple):
    """One correction: column, message and remedy."""

    at: int
    message: Text
    help: Text
    is_part: bool = False  # whether ``help`` shows the whole change


@dataclass(slots=True)
class FlowReader:
    """Analysis of one line; ``text`` is scanned once from the left."""

    text: str
    admits_text: Admits
    slips: list[Slip] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def block(self, start: int, end: int, pointer: Pointer, depth: int) -> str | None:
        """Repair the flow collection from ``start`` to ``end``; ``None`` if ambiguous."""
        if depth > _DEEPEST:
            return None
        inner = self._fields if self.text[start] == "{" else self._items
        parts = inner(start + 1, end - 1, pointer, depth)
        return None if parts is None else self.text[start] + ", ".join(parts) + PAIRS[self.text[start]]

    def _items(self, at: int, end: int, pointer: Pointer, depth: int) -> list[str] | None:
        parts = []
        while (at := self._skip_commas(at, end)) < end:
            stop = self._find_item_end(at, end)
            said = self._value(at, stop, (*pointer, 0), depth, "")
            if said is None:
                return None
            parts.append(said)
            at = stop + 1
        return parts

    def _fields(self, at: int, end: int, pointer: Pointer, depth: int) -> list[str] | None:
        names: set[str] = set()
        parts = []
        while (at := self._skip_commas(at, end)) < end:
            found = FLOW_FIELD.match(self.text, at, end)
            name, colon = found.groups() if found else ("", "")
            if found is None or name in names or (colon != ":" and self.admits_text((*pointer, name)) is None):
                return None
            if colon != ":" and not is_strict(self.admits_text, pointer):
                return None
            names.add(name)
            stop = self._find_field_end(found.end(), end, pointer, names)
            said = self._value(found.end(), stop, (*pointer, name), depth, f"{name}: ")
            if said is None:
                return None
            parts.append(f"{name}: {said}".rstrip())
            if colon != ":" and said:
                self.slips.append(Slip(found.end(1), explain_no_colon(name), write(parts[-1], type_colon(name)), is_part=True))
            if self.text[stop : stop + 1].strip() != "," and stop < end:
                self.slips.append(Slip(stop, _("a comma is missing here, before the next field"), _COMMA))
            at = stop + 1
        return parts

    def _skip_commas(self, at: int, end: int) -> int:
        """Skip spaces and commas."""
        stop = at + len(self.text[at:end]) - len(self.text[at:end].lstrip(" ,"))
        if "," in self.text[at:stop]:
            self.slips.append(Slip(at + self.text[at:stop].index(","), _("there is one comma too many here"), _NO_COMMA))
        return stop

    def _find_unit_end(self, at: int, end: int) -> int:
        """Find the end of a quotation or bracket pair filling the item, else -1."""
        quoted = _QUOTED.match(self.text, at, end)
        stop = quoted.end() if quoted else -1
        if self.text[at : at + 1] in PAIRS and at < end:
            stop = self._find_closing(at, end)
        return stop if stop >= 0 and self.text[stop:end].lstrip()[:1] in ("", ",") else -1

    def _find_closing(self, at: int, end: int) -> int:
        """Find the closing bracket of the one at ``at``, else -1."""
        depth = 0
        for place in range(at, end):
            depth += (self.text[place] in "[{") - (self.text[place] in "]}")
            if depth == 0:
                return place + 1
        return -1

    def _find_item_end(self, at: int, end: int) -> int:
        """Find the comma after an item, or the end."""
        whole = self._find_unit_end(at, end)
        quoted = _QUOTED.match(self.text, at, end)
        if quoted and _QUOTED.match(self.text, quoted.end() + 1, end) and self.text[quoted.end()] == " ":
            self.slips.append(Slip(quoted.end(), _("a comma is missing here, before the next item"), _COMMA))
            return quoted.end()
        depth = 0
        for place in range(max(whole, at), end):
            depth += (self.text[place] in "[{") - (self.text[place] in "]}")
            if depth <= 0 and self.text[place] == ",":
                return place
        return end

    def _find_field_end(self, at: int, end: int, pointer: Pointer, names: set[str]) -> int:
        """Find the comma after a value, or the name of a field where the comma is missing."""
        whole = self._find_unit_end(at, end)
        for found in _NEXT.finditer(self.text, max(whole, at), end):
            comma, name, colon = found.group(1), found.group(2), found.group(3).strip()
            is_field = self.admits_text((*pointer, name)) is not None
            if name in names or not (is_field or (colon and comma and "://" in self.text[at : found.start()])):
                continue  # but behind an address no text goes on
            is_again = re.search(rf",\s*{name}\s*:", self.text[found.end() : end])  # then this is a word of the text
            is_apart = bool(colon or comma) and not is_again and is_strict(self.admits_text, pointer)
            if (colon and comma) or is_apart:
                return found.start()
        return end

    def _value(self, at: int, end: int, pointer: Pointer, depth: int, lead: str) -> str | None:
        """Repair one value and record the corrections."""
        said = self.text[at:end].strip()
        if self.text[at : at + 1] in PAIRS and at < end and self._find_closing(at, end) == at + len(said):
            return self.block(at, at + len(said), pointer, depth + 1)
        is_text = self.admits_text(pointer) is not False or not is_strict(self.admits_text, ())
        if said[:1] in PAIRS and self._find_closing(at, end) < 0 and not is_text:
            self.slips.append(Slip(at, _("this bracket is not closed"), _("Close it: type {sign}", sign=PAIRS[said[0]])))
            return self.text[at:end].strip() + PAIRS[said[0]]
        if said.endswith(","):
            said = said.rstrip(" ,")
            self.slips.append(Slip(at + len(said), _("there is one comma too many here"), _NO_COMMA))
        if not said or _PLAIN.match(said) or _QUOTED.fullmatch(said):
            return said
        comment = _COMMENT.search(said)
        if comment and not said.startswith(('"', "'")):
            head = said[: comment.start()]
            if _CODE.match(head) or (not lead and comment.group(1)[1:2] in (" ", "")):
                self.comments.append(comment.group(1).strip())
                self.slips.append(
                    Slip(
                        at + comment.start(1),
                        _HIDDEN_BY_COMMENT,
                        _("Move the comment to the end of the line, after the closing bracket."),
                    )
                )
                return head
        if said[0] == said[-1] and said[0] in "\"'" and len(said) > 1:
            said = said[1:-1].replace("''", "'" if self.text[at] == "'" else "''")
        if _COMMENT_START.search(said):
            message = _("a space and # begin a comment here, so that nothing closes the bracket that opens before it")
        elif ": " in said:
            message = SECOND_FIELD
        elif said != self.text[at:end].strip():
            message = _("this text contains the sign that ends it")
        else:
            message = _("in brackets or braces this text needs quotes, because YAML gives a meaning to one of its characters")
        self.slips.append(Slip(self._sign(at, end, said), message, quote_it(lead, said), is_part=True))
        return escape_quotes(said)

    def _sign(self, at: int, end: int, said: str) -> int:
        """Find the sign that is the reason for the quotes in ``said``."""
        found = _SIGN.search(self.text, at + (self.text[at : at + 1] in "\"'"), end)
        return found.start() if found else at
