"""Parts of YAML that entries do not use, each with a remedy."""

from typing import Any

from alisei_cli.escape import spell_character
from alisei_cli.language import Text, _, _n
from alisei_cli.model.diagnostic import Finding
from alisei_cli.store.yaml.characters import rule_of

MAX_FINDINGS = 50
"""Most findings of the reader per file; the rest is counted (security model, 4.1)."""

LONGEST_NAME = 200
"""Characters of the name of a field; those of the schemas have twenty."""

Refusal = tuple[str, Text, Text]
"""Name of the rule, what is wrong, what to do."""
MERGE: Refusal = (
    "anchor-or-alias",
    _("<< would copy another part of the file into this one"),
    _("Delete this line and write the fields out in full."),
)
"""``<<`` in place of a field's name."""
SECOND_DOCUMENT: Refusal = (
    "several-documents",
    _("a second entry begins here, below the line ---"),
    _("Delete the line --- and everything below it, or move what is below into a file of its own."),
)
"""``---`` below the entry."""
DIRECTIVE: Refusal = (
    "yaml-directive",
    _("there is a line that begins with % above the entry"),
    _("Delete the line; the entry does not need it."),
)
"""``%`` above the entry."""
NO_NAME: Refusal = (
    "key-not-text",
    _("there are brackets or a YAML sign where the name of a field belongs"),
    _("Write a plain name before the colon, without brackets or signs."),
)
"""A list, a block or an alias where the name of a field belongs."""
DOUBLED: Refusal = (
    "key-not-text",
    _("two braces open here, where one belongs"),
    _("Delete one of the two; and one of the two at the end of the block, if there are two."),
)
"""Two braces where one belongs."""


def anchor(name: str, is_alone: bool) -> Refusal:
    """``&name`` before a value, or in its place."""
    from alisei_cli.store.yaml.explain.quotes import quote_it

    return (
        "anchor-or-alias",
        _("&{name} gives this part of the file a name, which entries do not use", name=name),
        quote_it("", f"&{name}")
        if is_alone
        else _('Delete &{name}. If it belongs to the text, put the whole text in double quotes: "..."', name=name),
    )


def alias(name: str) -> Refusal:
    """``*name`` in place of a value."""
    return (
        "anchor-or-alias",
        _("*{name} refers to something written elsewhere in the file", name=name),
        _('Write the value out in full here. If the * belongs to the text, put the whole text in double quotes: "..."'),
    )


def tag(shown: str) -> Refusal:
    """``!!type`` before a value."""
    return (
        "yaml-tag",
        _("{tag} tells programs how to read this value; entries do not use it", tag=shown),
        _('Delete {tag}. If it belongs to the text, put the whole text in double quotes: "..."', tag=shown),
    )


def is_doubled(text: str, event: Any) -> bool:
    """Whether a block in braces begins right behind another brace."""
    return text.startswith("{{", max(event.start_mark.index - 1, 0))


def refuse_name(name: str) -> Refusal:
    """A value without the name of a field, or with a very long one."""
    message = _("the name of this field has {n} characters; at most {limit} are allowed", n=len(name), limit=LONGEST_NAME)
    return (
        "key-not-text",
        message if name else _("there is nothing before this colon"),
        _("Write the name of the field before the colon."),
    )


def refuse_other_space(blank: str) -> Refusal:
    """A character like a space in the name of a field."""
    return (
        "invisible-character",
        _(
            "the name of this field has, or is preceded by, a character that looks like a space but is not one ({name})",
            name=spell_character(blank),
        ),
        _("Delete it and type a normal space with the space bar where one is needed."),
    )


def refuse_escaped(characters: list[str]) -> Refusal:
    """Refused characters written as escapes between double quotes."""
    names = list(dict.fromkeys(spell_character(character) for character in characters))
    message = _n(
        "the text in quotation marks has {names}, an invisible character",
        "the text in quotation marks has {names}, invisible characters",
        n=len(names),
        names=names,
    )
    return min(rule_of(character) for character in characters), message, _("Remove {names} from the text.", names=names)


def refuse_too_many_nodes(limit: int) -> Refusal:
    """More fields and values than are read."""
    return "too-many-nodes", _("the file holds more than {limit} fields and values", limit=limit), _look()


def refuse_too_deep(limit: int) -> Refusal:
    """Deeper nesting than is read."""
    return "too-deep", _("lists and blocks are nested more than {limit} levels deep", limit=limit), _look()


def _look() -> Text:
    return _("An entry has a few dozen lines: look at what was pasted here, and delete it.")


def limit_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """The first of ``findings``, and how many more there are."""
    if len(findings) <= MAX_FINDINGS:
        return tuple(findings)
    kept, rest = findings[: MAX_FINDINGS - 1], len(findings) - MAX_FINDINGS + 1
    last = findings[MAX_FINDINGS - 1]
    more = _n("{n} more slip of these kinds in this file", "{n} more slips of these kinds in this file", n=rest)
    return (*kept, Finding(last.pointer, more, _("Fix those above first, then check again."), span=last.span, rule=last.rule))
