"""One scalar changed in the text of a real entry: one line of difference, and exactly the data that was meant."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alisei_cli.fixing import apply_edits
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Edit, Fix
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer, Source
from alisei_cli.store import yaml
from alisei_cli.text_edits import apply_text_edits, build_text_edits
from fuzz.mutants import WORDS, entries
from fuzz.outputs import unseen
from fuzz.reading import context

some = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

VALUES = (
    *WORDS, "a: b", "a #b", "a # b", "#a", "- a", "a:", ": a", "[a]", "{a: b}", "a, b", "'a'", '"a"', "a'b", 'a"b', "&a", "*a", "!a", "|", ">",
    "@a", "%a", "`a`", "? a", " a", "a ", "a\nb", "a\n", "\n", "\\", "a\\nb", "è", "\U0001f9ec", "a\xa0b", "true", "null", "-", "---", "...",
    "=", "<<", "x" * 300, "a  b", "http://a.b/#c", "1:2", "a]", "a}", "0x1f", "1_0",
)  # fmt: skip
"""Texts that YAML might read as something else."""

texts = st.one_of(st.sampled_from(VALUES), st.text(max_size=30).filter(lambda text: not unseen(text) and "\t" not in text))


def read(path: str, text: str) -> tuple[Source, Schema]:
    """An entry, and the schema of its kind."""
    schema = context().schemas[path.split("/")[1].removesuffix("s")]
    return yaml.read(path, text.encode(), yaml.ENTRY, schema.admits_text).source, schema


def scalars(data: Any, route: Pointer = ()) -> list[Pointer]:
    """Where single values stand in ``data``."""
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in scalars(value, (*route, key))]
    if isinstance(data, list):
        return [found for index, value in enumerate(data) for found in scalars(value, (*route, index))]
    return [route]


def check_one(path: str, text: str, pointer: Pointer, value: Any) -> bool:
    """Change one value; whether it could be changed."""
    source, schema = read(path, text)
    edit = Edit(pointer, value)
    made = build_text_edits(source, Fix(_("write it"), (edit,)), schema)
    if made is None:
        place = source.places[pointer].value
        is_bare = (
            place == source.places[pointer].key or text.split("\n")[place.line - 1][place.column - 2 : place.column - 1] != ":"
        )
        assert place.line != place.end_line or is_bare, (pointer, value)  # only a text of several lines is left alone
        return False
    after = apply_text_edits(text, made)
    before_lines, after_lines = text.split("\n"), after.split("\n")
    place = source.places[pointer].value
    if place.line != place.end_line:  # a text of several lines has become one of one
        again, _schema = read(path, after)
        assert again.data == apply_edits(source.data, (edit,), schema)
        return True
    assert len(before_lines) == len(after_lines)
    assert sum(one != other for one, other in zip(before_lines, after_lines, strict=True)) <= 1
    again, _schema = read(path, after)
    assert again.data == apply_edits(source.data, (edit,), schema), (
        pointer,
        value,
        after_lines[source.places[pointer].value.line - 1],
    )
    assert source.places.keys() == again.places.keys()
    return True


@given(number=st.integers(0, 10**6), value=texts)
@some
def test_one_text_changes_one_line(number: int, value: str) -> None:
    """Any text can be put in the place of any single value that is a text."""
    path, text = entries()[number % len(entries())]
    source, _schema = read(path, text)
    pointers = [pointer for pointer in scalars(source.data) if isinstance(at(source.data, pointer), str)]
    check_one(path, text, pointers[number % len(pointers)], value)


def at(data: Any, pointer: Pointer) -> Any:
    """The value at a pointer."""
    for part in pointer:
        data = data[part]
    return data


@pytest.mark.parametrize("value", [None, True, False, 0, -1, 2026, 999_999_999_999_999, *VALUES])
def test_every_value_in_every_style(value: Any) -> None:
    """Plain, in single and double quotes, between braces and brackets, before a comment, with nothing there, at the end of the file."""
    lines = (
        "bogus: alfa", "bogus: 'alfa'", 'bogus: "alfa"', "bogus: alfa  # why", "bogus: {x: alfa, y: beta}", "bogus: [alfa, 'beta']",
        "bogus: [alfa]", "bogus: {x: alfa}", "bogus: {x: 'a', y: }", "bogus:", "bogus: ", "bogus: ~", "bogus:   # why", "bogus: 12",
        "bogus: {x: , y: b}", "bogus: {x}", "bogus: '  alfa: beta '", "bogus:\n  - alfa\n  - beta", "bogus:\n  -\n  - beta", "bogus:\n  x: alfa",
    )  # fmt: skip
    path = "registry/stakeholders/toscana/alfa.yaml"
    for line in lines:
        for end in ("\n", "", "\nlast: x\n"):
            text = f"id: alfa\n{line}{end}"
            source, _schema = read(path, text)
            for pointer in scalars(source.data):
                if not (pointer == ("id",) and not isinstance(value, str)):
                    check_one(path, text, pointer, value)


def test_most_values_of_real_entries_can_be_changed() -> None:
    """What is left alone is long text over several lines."""
    chance = random.Random(1)
    done = []
    for path, text in chance.sample(entries(), 40):
        source, _schema = read(path, text)
        for pointer in scalars(source.data):
            if isinstance(at(source.data, pointer), str):
                done.append(check_one(path, text, pointer, "un altro valore"))
    assert sum(done) > 0.9 * len(done)
