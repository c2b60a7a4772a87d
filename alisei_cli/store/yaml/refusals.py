"""What entries do not use of YAML, each with what to write instead."""

from typing import Any

from alisei_cli.language import Text, _, _n
from alisei_cli.model.diagnostic import Finding
from alisei_cli.store.yaml.characters import rule_of
from alisei_cli.store.yaml.explain.quotes import quote_it
from alisei_cli.visible import spell

MAX_FINDINGS = 50
"""Most findings of the reader per file; the rest is counted (security model, 4.1)."""

LONGEST_NAME = 200
"""Characters of the name of a field; those of the schemas have twenty."""

Refusal = tuple[str, Text, Text]
"""Name of the rule, what is wrong, what to do."""


def anchor(name: str, is_alone: bool) -> Refusal:
    """``&name`` before a value, or in its place."""
    return (
        "anchor-or-alias",
        _("&{name} gives this part of the file a name, which entries do not use", name=name),
        quote_it("", f"&{name}")
        if is_alone
        else _('Delete &{name}. If it belongs to the text, put the whole text between double quotes: "..."', name=name),
    )


def alias(name: str) -> Refusal:
    """``*name`` in place of a value."""
    return (
        "anchor-or-alias",
        _("*{name} stands for something written elsewhere in the file", name=name),
        _('Write the value out in full here. If the * belongs to the text, put the whole text between double quotes: "..."'),
    )


def merge() -> Refusal:
    """``<<`` in place of a field's name."""
    return (
        "anchor-or-alias",
        _("<< would copy another part of the file into this one"),
        _("Delete this line and write the fields out in full."),
    )


def tag(shown: str) -> Refusal:
    """``!!type`` before a value."""
    return (
        "yaml-tag",
        _("{tag} tells programs how to read this value, which entries do not use", tag=shown),
        _('Delete {tag}. If it belongs to the text, put the whole text between double quotes: "..."', tag=shown),
    )


def second_document() -> Refusal:
    """``---`` below the entry."""
    return (
        "several-documents",
        _("a second entry begins here, below the line ---"),
        _("Delete the line --- and all below it, or put what stands below into a file of its own."),
    )


def directive() -> Refusal:
    """``%`` above the entry."""
    return (
        "yaml-directive",
        _("a line that begins with % stands above the entry"),
        _("Delete the line; the entry needs none such."),
    )


def no_name() -> Refusal:
    """A list, a block or an alias where the name of a field belongs."""
    return (
        "key-not-text",
        _("brackets or a sign of YAML stand where the name of a field belongs"),
        _("Write a plain name before the colon, without brackets or signs."),
    )


def is_doubled(text: str, event: Any) -> bool:
    """Whether a block in braces begins right behind another brace."""
    return text.startswith("{{", max(event.start_mark.index - 1, 0))


def doubled() -> Refusal:
    """Two braces where one belongs."""
    return (
        "key-not-text",
        _("two braces open here, where one belongs"),
        _("Delete one of the two; and one of the two at the end of the block, if there are two."),
    )


def no_such_name(name: str) -> Refusal:
    """A value without the name of a field, or below one that goes on and on."""
    message = _("the name of this field has {n} characters; at most {limit} are allowed", n=len(name), limit=LONGEST_NAME)
    return (
        "key-not-text",
        message if name else _("nothing stands before this colon"),
        _("Write the name of the field before the colon."),
    )


def other_blank(blank: str) -> Refusal:
    """A blank that is none in the name of a field."""
    return (
        "invisible-character",
        _("a special blank, {name}, stands in or before the name of this field", name=spell(blank)),
        _("Delete it and type a plain blank with the space bar where one is needed."),
    )


def escaped(characters: list[str]) -> Refusal:
    """Refused characters written as escapes between double quotes."""
    names = list(dict.fromkeys(spell(character) for character in characters))
    message = _n(
        "the text between quotation marks holds {names}, a character that nobody can see",
        "the text between quotation marks holds {names}, characters that nobody can see",
        n=len(names),
        names=names,
    )
    return min(rule_of(character) for character in characters), message, _("Take {names} out of the text.", names=names)


def too_many_nodes(limit: int) -> Refusal:
    """More fields and values than are read."""
    return "too-many-nodes", _("the file holds more than {limit} fields and values", limit=limit), _look()


def too_deep(limit: int) -> Refusal:
    """Deeper nesting than is read."""
    return "too-deep", _("lists and blocks stand more than {limit} deep inside each other", limit=limit), _look()


def _look() -> Text:
    return _("An entry has a few dozen lines: look at what was pasted here, and delete it.")


def capped(findings: list[Finding]) -> tuple[Finding, ...]:
    """The first of ``findings``, and how many more there are."""
    if len(findings) <= MAX_FINDINGS:
        return tuple(findings)
    kept, rest = findings[: MAX_FINDINGS - 1], len(findings) - MAX_FINDINGS + 1
    last = findings[MAX_FINDINGS - 1]
    more = _n("{n} more slip of these kinds in this file", "{n} more slips of these kinds in this file", n=rest)
    return (*kept, Finding(last.pointer, more, _("Mend those above first, then look again."), span=last.span, rule=last.rule))
