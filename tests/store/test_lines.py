"""The road for plain lines: it gives what the parser gives, or sends the file there."""

import pytest

from alisei_cli.model.source import Pointer
from alisei_cli.store import yaml
from alisei_cli.store._lines import lines
from alisei_cli.store._straight import OTHERWISE, straight
from tests.conftest import SAMPLE


def _admits(pointer: Pointer) -> bool:
    return pointer[-1] != "number"


def _by_lines(text: str) -> object:
    return lines(text, yaml.ENTRY.depth, yaml.ENTRY.nodes, _admits)


def _by_parser(text: str) -> object:
    return straight(text, yaml.LOADER, yaml.ENTRY.depth, yaml.ENTRY.nodes, _admits)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n",
        "a: b",
        "# above\na: b\n\n  # between\nc:\n  d: e\n",
        "a:\n- b\n- c: d\n  e: f\ng: h\n",
        "a:\n  - b: c\n    d:\n      - e\n  - 'f'\ng: 7\nnumber: 7\n",
        "a: {b: c, d: 'e, f', g: \"h\", number: 12, i: 12}\n",
        "a: [b, 'c', L'Aquila, https://alfa.it/x, true, 08]\n",
        "a: {}\nb: []\nc: [d, ]\n",
        "a: https://alfa.it/x:y#z\n",
        "a: it's b:no\n",
        "a: null\nb: true\nnumber: false\n",
        "a: 'b#c'\n",
    ],
)
def test_plain_lines_are_read_as_the_parser_reads_them(text: str) -> None:
    assert _by_lines(text) == _by_parser(text) != OTHERWISE


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "a\n", "- a\n", "a:\n", "a: b: c\n", "a: b # c\n", "a: b\n  c\n", "a: b\n  c: d\n", "a:\n    b: c\n  d: e\n",
        "a: &x b\n", "a: *x\n", "a: !x b\n", "a: |\n  b\n", "a: >-\n  b\n", "a: 'b''c'\n", 'a: "b\\n"\n', "a: {b: {c: d}}\n", "a: [b,c]\n",
        "a: [b\n", "a: -1\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "? a\n", "---\na: b\n", "a: b\n---\nc: d\n", "%YAML 1.2\n---\na: b\n",
        "a: b\n...\n", "<<: a\n", "à: b\n", "a:  b\n", "a: b \n", "a: [b ]\n", "a:\n  - - b\n", "a:\n - b\n- c\n", "a: {b:c}\n",
        "a:\n  b: c\n- d\n", "a: [b?, c]\n", "x: " + "a" * 20_000,
        "".join(f"{' ' * depth}a:\n" for depth in range(30)) + " " * 30 + "a: b\n",
    ],
)  # fmt: skip
def test_anything_odd_is_left_to_the_parser(text: str) -> None:
    assert _by_lines(text) is OTHERWISE


def test_nearly_every_entry_is_made_of_plain_lines() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((SAMPLE / "registry").rglob("*.yaml"))]
    read = [(text, data) for text in texts if (data := _by_lines(text)) is not OTHERWISE]
    assert len(read) > len(texts) * 0.9
    assert all(data == _by_parser(text) for text, data in read)
